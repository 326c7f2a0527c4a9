"""How long a document says that it holds: 有效期五年, 试行两年, 自…起施行, 有效期至…, 有效期延长至…, 继续有效.

Only what a document says of itself counts: certificates, contracts and other documents that it names have terms too.
A term that begins with the day of printing or publication is resolved with the latest date that the page shows for it:
where they differ, the document holds rather longer than shorter.
"""

import re
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from crawler.reading.dates import FoundDate, find_dates
from inspection.masking import mask
from inspection.types.page_facts import Term

_SPEAKS = re.compile(r"有效期|施行|实施|执行|试行|暂行|失效|继续有效")
_END = re.compile(r"[。；;\n]")
_NUMBER = r"(?P<n>\d{1,2}|[一二两三四五六七八九十]{1,3})"
_LONG = re.compile(
    rf"(?:有效期|试行期|暂行期|有效期限|试行期限|实施期限|执行期限|施行期限|试行|暂行|实施期)(?:为|是|共|限为|限)?\s*[：:]?\s*{_NUMBER}\s*(?P<unit>年|个月)"
)
_UNTIL = re.compile(
    r"(?:有效期|有效期限|执行|实施|施行|试行|延长|延期|延续|顺延)[^，。；\n]{0,12}?(?:至|到|止于|截止)\s*$"
)
_SPAN = re.compile(r"^\s*(?:起)?\s*(?:至|到|—|－|-|～|~)\s*$")
_BEGINS = re.compile(r"^\s*(?:起|开始)?\s*(?:正式|同步)?\s*(?:施行|实施|执行|生效|试行|暂行)|^\s*起")
_FROM_EVENT = re.compile(
    r"(?:自|从)?(?P<event>印发|发布|公布|公告|下发|发文|签发|颁布)之日(?:起)?(?:(?P<days>\d{1,3}|[一二三四五六七八九十]{1,3})日后)?[^。；\n]{0,8}?(?:施行|实施|执行|生效|试行)"
)
_ENDS_THEN = re.compile(r"^\s*(?:起)?\s*(?:自行|自动|同时)?(?:失效|废止|终止)")
_PROLONGED = re.compile(
    r"继续有效|继续执行|继续施行|长期有效|(?:有效期|期限|执行期)[^。；\n]{0,10}(?:延长|延期|顺延|延续)|延长[^。；\n]{0,12}(?:有效期|期限)"
)
# Whose term it is when it is not the document's.
_OF_OTHERS = re.compile(
    r"(?:证书?|证件|证照|执照|许可|合同|协议|投标|报价|要约|保函|保单|食品|药品|产品|商品|名单|资格|资质|信用|承诺书?|备案|公示|批复|批准文件|通行证|卡|成绩|核准"
    r"|意见书|决定书|选址|红线|检验|检测|报告|预警|码|优惠券|消费券|担保|授信|身份|认定|称号|命名|评定|等级|牌照|标志|登记|指标|聘书?|委托书?|授权书?|试用|服务|考察|劳动)[^，。；》]{0,8}(?:有效期|期限)"
)
_OTHER_DOCUMENT = re.compile(r"《(?P<name>[^》]*)》(?:[（(〔][^）)]*[）)])?[^，。；]{0,6}(?:有效期|自|从|已|继续)")
_THIS_DOCUMENT = re.compile(
    r"本(?:法|通知|办法|规定|细则|意见|方案|措施|决定|文件|规范|标准|规程|制度|条例|政策|通告|公告|指引|指南|计划|规则|准则|实施|试行)|上述|此(?:前|件)"
)
_DIGITS = {sign: value for value, sign in enumerate("零一二三四五六七八九")} | {"两": 2}
# Without naming itself a document says when it comes into force.
_HOLDS = re.compile(r"施行|实施|执行|试行|暂行|生效|试用")
_LONGEST_QUOTE = 80
_SHORT = 30
_LONGEST_SENTENCE = 300
_MOST = 12


@dataclass(frozen=True)
class PageDates:
    """The dates that a page shows of its document."""

    written: date | None = None
    issued: date | None = None
    published: date | None = None


def terms_of(text: str, shown: PageDates, title: str = "") -> tuple[Term, ...]:
    """The terms that a document states of itself, in their order, each once. What its own `title` names is itself."""
    if _SPEAKS.search(text) is None:
        return ()
    found = [term for one in _sentences(text) if len(one) <= _LONGEST_SENTENCE for term in _terms(one, shown, title)]
    return tuple(dict.fromkeys(found))[:_MOST]


def _sentences(text: str) -> Iterator[str]:
    """The sentences that may speak of a term; a short one that only says how long belongs to the one before it."""
    before = ""
    for one in (sentence.strip() for sentence in _END.split(text)):
        if before and len(one) <= _SHORT and one.startswith(("有效期", "试行期", "暂行期")):
            before = f"{before}，{one}"
            continue
        if before and _SPEAKS.search(before):
            yield before
        before = one
    if before and _SPEAKS.search(before):
        yield before


def _terms(sentence: str, shown: PageDates, title: str) -> Iterator[Term]:
    own = _THIS_DOCUMENT.search(sentence) is not None
    prolonged = _PROLONGED.search(sentence) is not None
    named = None if own else _OTHER_DOCUMENT.search(sentence)
    other = named is not None and (prolonged or named.group("name") not in title)
    if _OF_OTHERS.search(sentence) or (other and not prolonged):
        return
    dates = find_dates(sentence)
    if other:
        # Another document was prolonged: nothing of this one ends then.
        yield Term(None, _end(sentence, dates), None, None, mask(sentence[:_LONGEST_QUOTE]), open_ended=True)
        return
    if not own and _HOLDS.search(sentence) is None:
        return
    long = _LONG.search(sentence)
    count = _number(long.group("n")) if long else None
    years = count if long and long.group("unit") == "年" else None
    months = count if long and long.group("unit") == "个月" else None
    starts = _start(sentence, dates, shown)
    ends = _end(sentence, dates)
    if ends is None and starts is not None and (years or months):
        ends = _after(starts, years or 0, months or 0)
    if ends is None and not (years or months or prolonged):
        # From when it holds, and no word of how long.
        return
    yield Term(starts, ends, years, months, mask(sentence[:_LONGEST_QUOTE]), prolonged and ends is None)


def _start(sentence: str, dates: list[FoundDate], shown: PageDates) -> date | None:
    """The day from which it holds: a date before 起施行, else the event that the page dates."""
    for one in dates:
        before, behind = sentence[: one.start], sentence[one.end :]
        if _BEGINS.match(behind) or (before.rstrip().endswith(("自", "从")) and not _ENDS_THEN.match(behind)):
            return one.value
        if _SPAN.match(behind[: _to_next(one, dates)]) and _UNTIL.search(before) is None:
            return one.value
    event = _FROM_EVENT.search(sentence)
    if event is None:
        return None
    days = _number(event.group("days")) if event.group("days") else 0
    day = _day_of(event.group("event"), shown)
    return day + timedelta(days or 0) if day else None


def _to_next(one: FoundDate, dates: list[FoundDate]) -> int:
    following = [other.start for other in dates if other.start >= one.end]
    return following[0] - one.end if following else 0


def _day_of(event: str, shown: PageDates) -> date | None:
    printed = [day for day in (shown.written, shown.issued) if day]
    if event in ("印发", "下发", "发文", "签发") and printed:
        return max(printed)
    return max([*printed, *([shown.published] if shown.published else [])], default=None)


def _end(sentence: str, dates: list[FoundDate]) -> date | None:
    """The last day: a date behind 有效期至, behind another date and 至, or before 失效."""
    for place, one in enumerate(dates):
        before, behind = sentence[: one.start], sentence[one.end :]
        between = sentence[dates[place - 1].end : one.start] if place else ""
        follows = place > 0 and re.search(r"(?:至|到|—|－|-|～|~)\s*$", between) is not None
        if _UNTIL.search(before) or (follows and _SPEAKS.search(sentence)):
            return one.value
        if _ENDS_THEN.match(behind) and before.rstrip().endswith(("自", "从", "于", "，", "至", "到")):
            return one.value
    return None


def _after(start: date, years: int, months: int) -> date:
    """The last day of a term: the day before the one on which it would begin anew."""
    whole = start.month - 1 + months
    year, month = start.year + years + whole // 12, whole % 12 + 1
    return date(year, month, min(start.day, monthrange(year, month)[1])) - timedelta(1)


def _number(text: str) -> int | None:
    if text.isdigit():
        return int(text)
    if text in _DIGITS:
        return _DIGITS[text]
    tens, ten, ones = text.partition("十")
    if not ten:
        return None
    head, tail = _DIGITS.get(tens, 1 if not tens else None), _DIGITS.get(ones, 0 if not ones else None)
    return None if head is None or tail is None else head * 10 + tail
