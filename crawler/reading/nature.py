"""What a page is beside its fields: an explanatory note (情况说明), somebody else's text, a classified paper."""

import re

from crawler.reading.body import count_signs

_ABSENCE = re.compile(
    r"暂无|未产生|没有产生|未发生|无相关|没有相关|无此[类项]|未涉及|不涉及|没有发生|尚未开展|未开展|无(?:[一-鿿]{2,12})(?:信息|事项|情况|业务|案件|项目)"
    r"|未(?:形成|制定|出台|收到|实施|组织)[一-鿿]{0,12}"
)
_PERIOD = re.compile(
    r"(?:19|20)\d{2}\s*年|本?年度|今年|截至|截止|目前|[一二三四1-4]季度|上半年|下半年|\d{1,2}\s*月|本期|本月|当前|近期"
)
_TITLED = re.compile(r"情况(?:的)?说明|说明$|说明[）)]?$|无.{2,16}(?:情况|信息)")
_LONGEST_NOTE = 400
_MEDIA = re.compile(
    r"日报|晚报|早报|时报|晨报|都市报|新华社|新华网|人民网|央视|央广|光明网|中新网|中国新闻网|澎湃|电视台|广播|融媒体|通讯社|周刊"
    r"|求是|中国政府网|国务院|学习强国"
)
_FORWARD_TITLE = re.compile(r"^(?:【?\[?转(?:发|载)[】\]：:]?|[一-鿿]{0,24}(?:关于)?转发)")
_MARK = re.compile(r"^[【\[（(]?(?:秘密|机密|绝密)\s*[】\])）]?\s*[★☆＊*](?:\s*\S{0,8})?$")
_BARE_MARK = re.compile(r"^[【\[（(]?(?:秘\s*密|机\s*密|绝\s*密)[】\])）]?$")
_INTERNAL = re.compile(
    r"^[【\[（(]?内部(?:资料|文件|材料|参考)[】\])）]?(?:[，,\s]*(?:注意|妥善)保(?:存|密|管))?(?:[，,\s]*不得外传)?[！!。]?$"
)
_MARK_LINES = 6


def is_note(title: str | None, body: str, attachments: int, doc_number: str | None) -> bool:
    """Whether a page only explains why there is nothing: short, without files, naming a period and an absence.

    The title alone does not make a note: budgets come with a 情况说明 of their own.
    """
    if attachments or doc_number or count_signs(body) >= _LONGEST_NOTE:
        return False
    both = f"{title or ''}\n{body}"
    if _ABSENCE.search(both) is None or _PERIOD.search(both) is None:
        return False
    return bool(_TITLED.search(title or "")) or count_signs(body) < 250


def is_forwarded(title: str | None, source: str | None) -> bool:
    """Whether a page passes on what others made: 转发、转载 in the title, or a medium named as its source."""
    return bool(_FORWARD_TITLE.search(title or "")) or bool(source and _MEDIA.search(source))


def is_classified(title: str | None, body: str) -> bool:
    """Whether a classification or internal mark stands in the place of a mark: alone on one of the first lines.

    Texts about secrecy name the same words in sentences, headings and tables; those are no marks.
    """
    rows = [row.strip() for row in body.split("\n") if row.strip()][:_MARK_LINES]
    if any(_MARK.match(part.strip()) or _INTERNAL.match(part.strip()) for row in rows for part in row.split("\t")):
        return True
    if re.search(r"(?:秘密|机密|绝密)\s*★", title or ""):
        return True
    return bool(rows) and _BARE_MARK.match(rows[0]) is not None
