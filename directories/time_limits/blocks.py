"""The building blocks of 公开时限 wordings other than the plain deadline; each matches a whole clause or nothing.

Every function takes an evened clause and returns its limit with the words for the part it is for, or None.
"""

import re
from dataclasses import replace
from typing import Literal

from directories.time_limits.starts import anchor_of
from directories.time_limits.words import (
    ADVERB,
    AT_LEAST,
    DONE_TO,
    FREE,
    HAN,
    LETTER,
    OBJECT,
    PUBLISHED,
    PUBLISHED_THING,
    SHOULD,
    SUBJECT,
    UNIT,
    VERB,
    N,
    length_of,
    whole,
)  # fmt: skip
from inspection.types.directory import Limit, Period

Block = tuple[Limit, str | None]

_FOR_EVER = "(?:长期|永久|常年|长年)(?:性|有效)?(?:对外|保持|主动|向社会)*"
_PLAIN: tuple[tuple[str, Limit], ...] = (
    ('(?:内容)?同上(?:1|一)?(?:栏|行|项|条)?|同前|〃|″|′′||["“”]', Limit("reference")),
    (
        f"{SUBJECT}{DONE_TO}{_FOR_EVER}(?:{ADVERB}{PUBLISHED}|公开展示|展示|有效|保留|保存|留存|存放)?{OBJECT}"
        "|在?(?:领导)?任期之?内(?:长期)?(?:公开|公示)?",
        Limit("permanent"),
    ),
    (
        f"{SUBJECT}{DONE_TO}(?:实时|随时|即时)(?:动态|在线)*{ADVERB}{PUBLISHED}?{OBJECT}",
        Limit("realtime"),
    ),
    (
        f"{SUBJECT}{DONE_TO}及时{ADVERB}(?:{PUBLISHED}{PUBLISHED_THING}?)?{OBJECT}",
        Limit("prompt"),
    ),
)


def plain(text: str) -> Block | None:
    """Words without a number: 实时, 及时, 长期, 同上."""
    for pattern, limit in _PLAIN:
        found = whole(pattern, text)
        if found is None:
            continue
        subject = found.groupdict().get("subject")
        if (
            subject is None
            or limit.kind not in ("prompt", "realtime")
            or not re.search("[时后]$|^(?:根据|按照?|依据|视).*(?:情况|进展)$", subject)
        ):
            return limit, subject or found.groupdict().get("thing")
        if limit.kind == "realtime" or not subject.endswith("后"):
            return limit, None
        anchor = anchor_of(re.sub("之?后$", "", subject))
        return None if anchor is None else (replace(limit, anchor=anchor[0]), found.groupdict().get("thing"))
    return None


_PERIODS: dict[str, Period] = {
    "日": "day", "天": "day", "周": "week", "星期": "week", "月": "month", "个月": "month", "月度": "month",
    "季": "quarter", "季度": "quarter", "个季度": "quarter", "半年": "half_year", "半年度": "half_year",
    "年": "year", "年度": "year",
}  # fmt: skip
_CYCLE = "(?P<cycle>半年度?|个?季度?|个?月度?|年度?|周|星期|日|天)"
_ONCE = "(?:1次|1期|1轮)"
_DONE = (
    f"(?:(?:定期)?{ADVERB}(?:更新|公开|公布|发布|公示|调整|报送|披露|通报|维护)"
    f"(?:上1?个?(?:月度?|季度?|周|年度?)的?)?{OBJECT}(?:数据|情况|报表)?)?"
)
_EVERY = f"{SUBJECT}{SHOULD}每(?P<cycle>半年|季|月|周)度?"
_DAY = "(?:0?[1-9]|[12]\\d|3[01])"
_PERIODIC = (
    f"{SUBJECT}{SHOULD}每(?:1?个?)?{_CYCLE}{AT_LEAST}{_DONE}{AT_LEAST}{_ONCE}?{_DONE}{_ONCE}?(?:以上)?{PUBLISHED_THING}?",
    f"{SUBJECT}[按逐](?:每1?)?{_CYCLE}(?:定期)?(?=.){_DONE}{_ONCE}?",
    "按(?P<cycle>半年|季|月|年|周)度?",
    f"{SUBJECT}{AT_LEAST}1次[/每]1?{_CYCLE}",
    f"{SUBJECT}(?:至少)?1?(?P<cycle>半年|个?季度|个月|年|周){AT_LEAST}{_DONE}{AT_LEAST}{_ONCE}{_DONE}(?:以上)?",
    "(?P<cycle>半年|季|月|年|周|日)度?(?:更新|公开|公布|公示)",
    # A day inside a cycle shorter than a year only says when in the cycle, so the cycle is the rule.
    f"{_EVERY}(?:的?(?:首个?月|第1个月|末月|最后1?个?月))?的?{_DAY}[日号](?:之?前|以前)?{_DONE}{PUBLISHED_THING}?",
    f"{_EVERY}(?:首月|末月|月)?(?:[初末底中]|上旬|中旬|下旬|(?<=[首末]月))(?:之?前)?{_DONE}{_ONCE}?{PUBLISHED_THING}?",
    f"{_EVERY}的?(?:第1个|首个?)月{_DONE}",
    f"{_EVERY}的?(?:最后1个|第1个|首个)工作日(?:之?前)?{_DONE}",
    f"{_EVERY}(?:结束|终了)?后的?\\d{{1,2}}(?:个工作日|[日天])(?:以内|之内|内){_DONE}",
    f"{_EVERY}(?:结束|终了)后的?(?:次月|下个?月|第1个月)的?{_DAY}[日号](?:之?前|以前){_DONE}",
    f"(?P<cycle>季)度(?:结束|终了)后的?\\d{{1,2}}(?:个工作日|[日天])(?:以内|之内|内){_DONE}",
    f"每(?P<cycle>周|星期)[1-5一二三四五日](?:之?前)?{_DONE}",
)


def periodic(text: str) -> Block | None:
    """Cycles: 每季度更新一次, 至少1次/年, 按月公开, 每月10日前. Other counts than once a cycle stay unread."""
    for pattern in _PERIODIC:
        found = whole(pattern, text)
        if found is not None:
            groups = found.groupdict()
            subject, thing = groups.get("subject"), groups.get("thing")
            if subject and thing and text[found.end("subject")] == "的":
                # 集体财务往来较多的,应当每月公布财务收支情况: both words together name the part.
                subject = f"{subject}的{thing}"
            return Limit("periodic", period=_PERIODS[found["cycle"]]), subject or thing
    return None


_YEARLY = f"{SUBJECT}{SHOULD}(?P<yearly>(?:每1?年度?|次年|翌年|第2年|下1?年度?|当年)的?)?"
_BY = "(?P<by>之前|以前|前)?"
_UP_TO = f"(?:完成)?(?:各?{ADVERB}{PUBLISHED}(?:1次)?(?P<thing>(?:上1?年度?|本年度|当年|年度)?(?:{FREE})?))?"
_DATE = f"{_YEARLY}(?P<month>\\d{{1,2}})月份?(?:(?P<day>\\d{{1,2}})[日号]|(?P<end>[底末])){_BY}{_UP_TO}"
_YEAR_END = f"{_YEARLY}年?[底末]{_BY}{_UP_TO}"
_LAST_DAY = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


def fixed_date(text: str) -> Block | None:
    """A date of every year. Without 前 it is one only where the wording says yearly (每年6月30日)."""
    found = whole(_DATE, text)
    if found is not None:
        month = int(found["month"])
        if not 1 <= month <= 12 or not (found["by"] or found["yearly"]):
            return None
        day = int(found["day"]) if found["day"] else _LAST_DAY[month - 1]
        longest = 29 if month == 2 else _LAST_DAY[month - 1]
        part = found["subject"] or (found["thing"] or "").replace("上1", "上一") or None
        return (Limit("fixed_date", month=month, day=day), part) if 1 <= day <= longest else None
    found = whole(_YEAR_END, text)
    if found is not None and "年" in text and (found["by"] or found["yearly"]):
        return Limit("fixed_date", month=12, day=31), found["subject"] or found["thing"] or None
    return None


_SHOW = (
    "(?P<what>(?:征求|征集|征询)(?:公众|社会|群众|各方面?)?意见|意见(?:征集|征求)"
    "|公示公告|公示|预?公告|展示|张榜公布|张榜公示)"
)
_FOR_AT_LEAST = "(?:一般|在|(?<!期)满|原则上|应当?|均|不得?少于|不得?低于|不得?短于|为|至少|是|:)*"
_SHOWN = (
    f"{SUBJECT}(?:应当?|公开|进行|向社会|并|其中|的|需|须)*(?:在(?:{LETTER}|、){{2,12}})?"
    f"{_SHOW}的?(?:发布)?(?:时间|期限|时限|时长|期|天数)?{_FOR_AT_LEAST}{N}{UNIT}?(?:以上)?"
)
_SHOWN_THING = re.compile("(?:结果|名单|候选人|情况|方案|信息|决定|内容|事项|公示|批前|拟审批)$")
_SHOWING = f"{SUBJECT}(?:(?:进行|开展)(?:为期)?{AT_LEAST}|不得?少于|不得?低于|至少){N}{UNIT}(?:以上)?的?{_SHOW}"


def shown(text: str) -> Block | None:
    """How long something must be shown or opinions be asked: 公示不少于7个工作日, 征求意见期限不得少于30日."""
    found = whole(_SHOWN, text) or whole(_SHOWING, text)
    if found is None:
        return None
    consult = "意见" in found["what"]
    # A cut 征求意见期限不少于30 can only be the 30 days of the rules on consultation; other bare numbers stay unread.
    if found["unit"] is None and not (consult and found["n"] == "30"):
        return None
    length = length_of(found["n"], found["unit"] or "日")
    if length is None:
        return None
    kind: Literal["consult", "display"] = "consult" if consult else "display"
    subject = found["subject"]
    if subject and found["what"].endswith("公告") and not _SHOWN_THING.search(subject):
        # 招标公告不少于5日: what is not a thing to be shown names the paper itself.
        subject += found["what"]
    return Limit(kind, n=length[0], unit=length[1]), None if subject and subject.endswith("批前") else subject


_EVENTS = (
    f"(?P<event>(?:{FREE})?(?:听证会?|会议?|举行|召开|组织听证|举行听证|开标|考试|活动|开始|开展|实施|施工|停水|停气|停电|停业"
    "|开工|开考|报名|开学|招生|招标|招聘|比赛))"
)
_NOT_AFTER = "(?:(?:(?:公开|公布|发布|公告|公示)?时间)?(?:原则上|一般|应当?)*不得?(?:晚于|迟于))?"
# No publishing but at its end: 提前3天公告,名单公示 says two things.
_TAIL = f"(?:(?!(?:公示|公告|公布|公开|发布|通报).){LETTER}){{1,8}}"
_BEFORE = (
    f"{SUBJECT}(?:至少)?{SHOULD}提前(?!公[示告]\\d)(?:{FREE})?{AT_LEAST}{N}{UNIT}(?:以上)?(?:{VERB}{PUBLISHED_THING}?|{_TAIL})?",
    f"{SUBJECT}{SHOULD}{_EVENTS}的?前?{AT_LEAST}{N}{UNIT}[之以]?前(?:{VERB}|通知{LETTER}{{0,6}})?",
    f"{SUBJECT}{_NOT_AFTER}{SHOULD}{_EVENTS}(?:之?日)?之?前(?:提前)?{AT_LEAST}{N}{UNIT}(?:以上)?(?:{VERB}(?:{LETTER}{{1,8}}公告)?)?",
)


def before_event(text: str) -> Block | None:
    """Days before something happens: 听证会召开7个工作日前, 提前一周发通知邀请."""
    for pattern in _BEFORE:
        found = whole(pattern, text)
        if found is None:
            continue
        length = length_of(found["n"], found["unit"])
        subject = found["subject"]
        apart = re.match("(.+?)(?:应当?)?[在于](?=.)", found.groupdict().get("event") or "")
        if apart:
            subject = (subject or "") + apart[1]
        if length is None or (subject and subject.endswith("后")):
            return None
        return Limit("before_event", n=length[0], unit=length[1]), subject
    return None


_ASKED = (
    f"{SUBJECT}(?:依申请公开的?,?)?{SHOULD}(?:行政机关)?(?:收到|接到?|接收)(?:依申请|书面)?(?:政府信息|信息)?"
    "(?:公开)?(?:申请人?的?申请|申请人|申请书|申请)"
    f"的?(?:之日(?:起|后)?|次日起|之后|以后|当日起|日起|起|后)?,?{SHOULD}{N}{UNIT}(?:以内|之内|内)?"
    f"(?:{ADVERB}(?:向申请人)?(?:公开|答复|提供|予以答复|作出答复|书面答复|告知|回复)(?:申请人)?)?"
)
_BY_REQUEST = f"{SUBJECT}(?:为|按|按照)?依申请(?:公开)?(?:办理)?的?"
_REQUEST_TIME = f"依申请(?:公开)?(?:的|为|:)?{N}{UNIT}(?:以内|之内|内)?(?:予以|及时)?(?:公开|答复|提供)?"


def on_request(text: str) -> Block | None:
    """Answers to requests for information. 受理 begins the handling of a service instead and stays unread."""
    found = whole(_ASKED, text.removeprefix("依申请公开:")) or whole(_REQUEST_TIME, text)
    if found is not None:
        length = length_of(found["n"], found["unit"])
        subject = found.groupdict().get("subject")
        return None if length is None else (Limit("on_request", n=length[0], unit=length[1]), subject)
    found = whole(_BY_REQUEST, text)
    return None if found is None else (Limit("on_request"), found["subject"])


_WITH = (
    f"随(?![时机])同?{FREE}(?:一并|一同|同步|同时)?(?:公开|发布|公布|印发)"
    f"|{SUBJECT}(?:应当?)?(?:[与和同]{FREE})?(?:同步|同时|一并|一同){VERB}|(?:[与和同]{FREE})?同步"
    f"|(?:{FREE})?[与和同]{FREE}(?:同步[{HAN}]{{2}}、?){{2,3}}"
)


def with_another(text: str) -> Block | None:
    """Published together with something else: 随采购公告公开, 与文件同步."""
    found = whole(_WITH, text)
    return None if found is None else (Limit("with"), found["subject"])
