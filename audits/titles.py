"""The names by which titles speak of documents: a notice's own document, what an interpretation interprets, what a
consultation is about. All names are folded; shorter ones than `TELLING` signs name too much to be one document."""

import re
import unicodedata
from functools import lru_cache

from audits.names import fold

TELLING = 6
_BLANKS = re.compile(r"\s+")
_IN_BRACKETS = re.compile(r"【[^】]*】|[\[［][^\]］]*[\]］]")
_LEAD = re.compile(r"^(?:关于|对|一|【】)(?=[《〈])|(?:的|之|》的)$")
_ABOUT = re.compile(r"^(?:关于|对)")
_ABOUT_DRAFT = re.compile("^关于对?|^对")
_MARKS_AROUND = re.compile(r"^[《〈]|[》〉]$")
# Who issues stands before 关于: 临江区人民政府办公室关于印发….
_ISSUER = re.compile(
    r"^[^《》“”]{2,60}?(?:政府|办公[厅室]|[局委部院厅署会办处社团县市区镇乡道]|联席会议|领导小组|指挥部)(?=关于)"
)
_NOTICE = re.compile(
    r"关于(?:重新|联合|正式)?(?:印发|发布|公布|下发|颁布|实施|转发|修订|修改)(?P<name>.{4,}?)(?:的|等)*(?:通知|公告|通告|函|决定|批复)"
    r"(?:[（(].*)?$"
)
_BRACKETED = re.compile(r"[《〈]([^《》〈〉]+(?:[《〈][^《》〈〉]*[》〉][^《》〈〉]*)*)[》〉]")
_TAIL = re.compile(r"[（(][^（）()]{0,40}[）)]$")
_INTERPRETING = re.compile(
    r"(?:之)?(?:部门|政策|政务|文件|图文|文字|图片|图示|视频|音频|动漫|动画|漫画|专家|领导|媒体|负责人|主要负责人|解读机关|权威|简明|"
    r"一图|图表|数字|创意|书面|公众|官方|热点|起草)*"
    r"(?:解读(?:材料|文本|文章|稿|说明|之[一二三四五六七八九十\d]+)?|图解|读懂|看懂|明白卡?|问答|答记者问|一问一答|知识问答|"
    r"新闻发布会(?:实录)?|(?:政策)?吹风会|你问我答|图说|画说|一图了解|编制说明|起草说明|修订说明|政策说明|H5|长图)"
    r"|^(?:视频|动漫|动画|音频)(?=[|｜:：])"
)
_OPENING = re.compile(
    r"(?:关于|对|就|有关)?(?:向社会|面向社会|再次|公开|广泛)*(?:公开)?(?:征求|征集|征询|听取)"
    r"(?:社会(?:各界)?|公众|公民|群众|市民|各方|企业|市场主体|经营主体|对)*"
)
_OPINIONS = re.compile(
    r"(?:的)?(?:意见|建议|意见建议|意见和建议)*(?:征集|征求)?(?:稿)?(?:情况)?(?:的)?(?:及)?"
    r"(?:采纳|反馈|处理|汇总|结果|情况|公示|说明|公告|启事|通知|通告|公开|公布|信息|建议|意见|的|和)*$"
)
_DRAFT = re.compile(
    r"[（(](?:公开)?(?:征求|征集)意见(?:稿|建议稿)?[）)]|[（(](?:草案|送审稿|讨论稿|初稿|修订稿)[^（）()]{0,10}[）)]"
)


@lru_cache(131072)
def even(title: str | None) -> str:
    """A title, or a word of a pack, in plain signs without blanks. For whole texts see `even_text`."""
    return even_text(title or "")


def even_text(text: str) -> str:
    """A text in plain signs without blanks."""
    return _BLANKS.sub("", unicodedata.normalize("NFKC", text))


@lru_cache(65536)
def document_names(title: str | None) -> tuple[str, ...]:
    """The names of the document that a title is of: the title itself, without its issuer, and what a notice prints
    (关于印发《…》的通知); the longest first."""
    plain = even(title)
    bare = _ISSUER.sub("", plain)
    found = [plain, bare, _TAIL.sub("", plain), _TAIL.sub("", bare)]
    notice = _NOTICE.search(bare)
    if notice:
        inner = _BRACKETED.match(notice["name"])
        name = inner[1] if inner else notice["name"]
        found += [name, _TAIL.sub("", name)]
    return _telling(found)


@lru_cache(65536)
def bracketed_names(title: str | None) -> tuple[str, ...]:
    """The names that stand in title marks in a title, each also as what it prints."""
    return _telling([name for one in _BRACKETED.findall(even(title)) for name in (one, *document_names(one))])


@lru_cache(65536)
def interpreted_names(title: str | None) -> tuple[str, ...]:
    """The names of the documents that an interpretation's title speaks of: 《…》政策解读, 一图读懂…, 关于…的解读."""
    plain = even(title)
    rest = _INTERPRETING.sub("", _IN_BRACKETS.sub("", plain))
    rest = rest.strip("|｜:：—-–_·.。!！ ")
    rest = _LEAD.sub("", rest)
    about = _ABOUT.sub("", rest)
    return tuple(dict.fromkeys([*bracketed_names(plain), *document_names(rest), *_telling([about])]))


@lru_cache(65536)
def consulted_names(title: str | None) -> tuple[str, ...]:
    """The names of the drafts that a consultation's title, or that of its result, speaks of."""
    plain = _ISSUER.sub("", even(title))
    inner = [_DRAFT.sub("", one) for one in _BRACKETED.findall(plain)]
    rest = _DRAFT.sub("", _OPENING.sub("", plain, count=1))
    rest = _MARKS_AROUND.sub("", _ABOUT_DRAFT.sub("", _OPINIONS.sub("", rest)))
    return _telling([*inner, *([] if inner else [rest])])


def _telling(names: list[str]) -> tuple[str, ...]:
    folded = dict.fromkeys(fold(name) for name in names)
    return tuple(sorted((name for name in folded if len(name) >= TELLING), key=lambda name: (-len(name), name)))
