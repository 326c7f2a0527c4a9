"""What is ticked: boxes before or behind words, ticks in columns of their own, however fonts have damaged them."""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from directories.cells import SEEN, folded, is_dash, unbroken

Audience = Literal["public", "group", "both"]
Method = Literal["proactive", "on_request", "both"]
Level = Literal["county", "township", "village"]

_CHANNEL = (
    "政府网站|政府门户|政府公报|[两一]微一端|发布会|新闻发布|听证会|广播|纸质|报刊|公开查阅|政务服务|便民服务|入户|现场|社区"
    "|企事业|村公示|村\\(居\\)|公示栏|公开栏|电子屏|精准推送|其他|其它|政务新媒体|微信|微博|门户网站|公共资源"
)
_OPTION = "全社|社会公众|公众|公民|面向|特定|主动|依申请|申请公开|不予|[省市县区旗州乡镇街村]|社区"
_CHANNEL_NAME = re.compile(
    "政府网站|政府门户网站|门户网站|政府公报|[两一]微一端|发布会/?听证会|新闻发布会|听证会|广播电视|纸质媒体|报刊|公开查阅点"
    "|政务服务中心|便民服务站|入户/?现场|社区/?企事业单位/?村公示栏(?:\\(?电子屏\\)?)?|社区/?企事业单位|村?公示栏"
    "(?:\\(?电子屏\\)?)?|公开栏|电子屏|精准推送|政务新媒体|微信公众号|微信|微博|(?:其他|其它)(?:渠道|方式|形式|载体)?_*"
)
_FULL = "■☑☒✓✔√▄◆▲●"
_EMPTY = "□☐◻▢○〇◯"
_CIRCLES = "○〇◯"
# Letters that boxes become when their symbol font is lost (Wingdings, Wingdings 2); `?` is what any sign becomes.
_FULL_LETTERS, _EMPTY_LETTERS = "Rtnulþü", "口£oq"
_LOST_FONT = str.maketrans({chr(0xF000 + code): chr(code) for code in range(0x20, 0x100)} | {"⁄": "/"})
_CLEAR = "[_＿—\\-\\s、,;:。.]+$"


@lru_cache(SEEN)
def _boxed(text: str, words: str) -> str:
    """Text at half width whose damaged boxes in front of `words` are boxes again, each close to its word."""
    plain = unicodedata.normalize("NFKC", text.translate(_LOST_FONT).replace("¨", "□"))
    plain = re.sub("[(\\[]\\s*[√✓✔■]\\s*[)\\]]", "■", plain)
    plain = re.sub("\\(\\s*\\)|\\[\\s*\\]", "□", plain)
    plain = re.sub("[ \\t]+", " ", plain)
    signs = f"{_FULL}{_EMPTY}{_FULL_LETTERS}{_EMPTY_LETTERS}?"
    plain = re.sub(f"(?<![^\\s;、,{_FULL}{_EMPTY}_])([{signs}])\\s+(?={words})", r"\1", plain)
    plain = re.sub(f"[{_FULL_LETTERS}](?=(?:{words}))", "■", plain)
    return re.sub(f"[{_EMPTY_LETTERS}?](?=(?:{words}))", "□", plain)


@lru_cache(SEEN)
def ticked(text: str) -> tuple[str, ...]:
    """The names that are ticked in a 公开渠道和载体 cell; in a cell without boxes every name counts as chosen.

    Boxes damaged by fonts (口 ▄ ◆ ▲ R £ t ?) count as boxes only in front of a known channel.
    """
    boxed = _boxed(text, _CHANNEL)
    if is_dash(text) or unclear_boxes(text):
        return ()
    if not re.search(f"[{_FULL}{_EMPTY}]", boxed):
        return _listed(boxed)
    beside = _beside_full(boxed) if re.search(f"[{_EMPTY}]", boxed) else _with_full(boxed)
    names = (_channel_name(name) for name in beside)
    return tuple(dict.fromkeys(name for name in names if name))


@lru_cache(SEEN)
def unclear_boxes(text: str) -> bool:
    """True where nobody can tell the full boxes of a cell from the empty ones: all are `?` or circles, or unknown."""
    plain = unicodedata.normalize("NFKC", text.translate(_LOST_FONT))
    names = f"(?:{_CHANNEL}|{_OPTION})"
    unknown = re.findall(f"(?:^|(?<=[\\s、,;]))([^\\w\\s、,;.()\\[\\]/{_FULL}{_EMPTY}¨£√-]|�)\\s*{names}", plain)
    circles = re.findall(f"[{_CIRCLES}]\\s*{names}", plain)
    if re.search(f"[{_FULL}]", plain) or re.search(f"[{_FULL_LETTERS}]\\s*{names}", plain):
        return False
    return len(unknown) > 1 or (len(circles) > 1 and not re.search("[□☐◻▢]", plain))


@lru_cache(SEEN)
def all_empty(text: str) -> bool:
    """True for a cell of options of which none is ticked, and that is certain; also for a dash."""
    boxed = _boxed(text, _OPTION)
    return is_dash(text) or (bool(re.search(f"[{_EMPTY}]", boxed)) and not chosen(text) and not unclear_boxes(text))


def channel_name(text: str) -> str | None:
    """The channel that a header cell names when every channel has a column of its own; None for any other words."""
    plain = folded(text.translate(_LOST_FONT))
    return _channel_name(plain) if _CHANNEL_NAME.fullmatch(plain) else None


def _beside_full(text: str) -> list[str]:
    """The words beside full boxes: behind their box, or before it where every box stands behind its word."""
    if re.fullmatch(f"\\s*(?:[^{_FULL}{_EMPTY}\\s][^{_FULL}{_EMPTY}]*[{_FULL}{_EMPTY}][\\s;、,]*)+", text):
        return re.findall(f"([^{_FULL}{_EMPTY}]+)[{_FULL}]", text)
    return re.findall(f"[{_FULL}]([^{_FULL}{_EMPTY}]*)", text)


def _with_full(text: str) -> list[str]:
    """The names with a full box in a cell whose empty boxes were lost: names of channels without one are not ticked."""
    names: list[str] = []
    known = True
    for token in re.split("[\\s、,;]+", text):
        parts = re.split(f"[{_FULL}]", token)
        if not names and len(parts) == 1:
            continue
        if len(parts) == 1 and known and not re.match(_CHANNEL, token):
            names[-1] += token
        elif len(parts) == 1:
            known = False
        elif parts[-1] or not parts[0]:
            names += [part for part in parts[1:] if part] or [""]
            known = True
        else:
            names += [part for part in parts if part]
    return names


def _listed(text: str) -> tuple[str, ...]:
    text = re.sub("(?:^|(?<=[\\s、,;]))\\d{1,2}[.、](?!\\d)", "\n", text)
    text = re.sub("^\\s*(?:应当?|可以?)?(?:通过|利用|依托|采取|采用|在)(?=.{2,})", "", text)
    text = re.sub(
        "等?(?:渠道|载体|方式|形式|途径|平台|媒体)?(?:进行|向社会|予以|及时|统一)*(?:公开|公布|发布)[。.]?\\s*$",
        "",
        text,
    )
    parts = re.split("[、,;\\s]+|(?<=[栏站报端屏号])[和及与](?=.)", text) if "http" not in text else text.split()
    names = (name for part in parts for name in _side_by_side(_channel_name(part)))
    return tuple(dict.fromkeys(name for name in names if name))


def _side_by_side(name: str) -> list[str]:
    """Whole names of channels with nothing between them, of which a page lost the blanks; else the name itself."""
    known = f"(?:{_CHANNEL_NAME.pattern})"
    return re.findall(known, name) if re.fullmatch(f"{known}{{2,}}", name) else [name]


@lru_cache(SEEN)
def _channel_name(text: str) -> str:
    name = unbroken(re.split("注:|备注:", text)[0])
    bare = re.sub("[(:]?\\s*(?:https?://|www\\.)[\\w./?=&%#:~-]+\\)?", "", name)
    return re.sub(_CLEAR, "", re.sub("_+", "", bare if bare.strip() else name))


_NO = re.compile("[×✗✘xXnN0□☐口£/\\\\\\-—─–]+|否|无|不|no|不公开|不适用", re.IGNORECASE)
_CIRCLE = re.compile(f"[{_CIRCLES}oO]")
_LOST = re.compile("[?*�]+")
_YES = re.compile(f"[{_FULL}vVyY1R]|是|有")
_CROSS = re.compile("[×✗✘]")


@dataclass(frozen=True)
class Marks:
    """How a table ticks. `circle` is what ○ means in it: False beside √ or ●, True beside ×, None where it is alone."""

    circle: bool | None = False

    def said(self, text: str) -> bool | None:
        """True for a tick or any words in a tick column, False for nothing or a mark that says no, None where the mark
        cannot be told."""
        return _said(text, self.circle)


def marks_in(texts: set[str]) -> Marks:
    """How a table ticks, from all different texts in its tick columns."""
    signs = {folded(text) for text in texts}
    if any(_YES.fullmatch(sign) for sign in signs) or not any(_CIRCLE.fullmatch(sign) for sign in signs):
        return Marks(False)
    return Marks(True if any(_CROSS.fullmatch(sign) for sign in signs) else None)


@lru_cache(SEEN)
def _said(text: str, circle: bool | None) -> bool | None:
    mark = folded(text.translate(_LOST_FONT).replace("¨", "□"))
    if not mark:
        return False
    if _CIRCLE.fullmatch(mark):
        return circle
    if _LOST.fullmatch(mark):
        return None
    return not _NO.fullmatch(mark)


@lru_cache(SEEN)
def chosen(text: str) -> str:
    """What a cell of options says: the ticked ones where it has boxes, else its whole text, folded."""
    plain = _boxed(text, _OPTION)
    full, empty = bool(re.search(f"[{_FULL}]", plain)), bool(re.search(f"[{_EMPTY}]", plain))
    if full and empty:
        return folded(";".join(_beside_full(plain)))
    if full:
        tokens = [token for token in re.split("[\\s;、,]+", plain) if re.search(f"[{_FULL}]", token)]
        return folded(";".join(tokens))
    if empty:
        # A lone ○ or □ is a bullet when its cell has but one option, which is nothing that could be chosen from.
        return ""
    crossed = re.sub("[×✗✘]\\s*[^\\s;、,√]+", "", plain)
    return folded(crossed)


@lru_cache(SEEN)
def audience_in(text: str) -> Audience | None:
    """The audience that a 公开对象 cell names in words."""
    words = chosen(text)
    public = bool(re.search("全社|社会公众|社会各界|[面向]社会|^社会$|公众|公民|不限|所有人", words))
    group = "社会单位" not in words and bool(
        re.search(
            "特定|申请人|当事人|相对人|利害关系人|被征收|村民|本人|救助对象|服务对象|参保|家长|成员|单位|教师|学生|范围内|人员|家庭|企业|农户",
            words,
        )
    )
    return "both" if public and group else "public" if public else "group" if group else None


@lru_cache(SEEN)
def method_in(text: str) -> Method | None:
    """The method that a 公开方式 cell names in words."""
    words = chosen(text)
    proactive = "主动" in words
    on_request = bool(re.search("申请", words))
    return "both" if proactive and on_request else "proactive" if proactive else "on_request" if on_request else None


@lru_cache(SEEN)
def levels_in(text: str) -> tuple[Level, ...]:
    """The levels that a 公开层级 cell or header names; 市级 alone is that of a city without counties."""
    words = folded(text)
    found: list[Level] = []
    if names_county(words) or "市" in words:
        found.append("county")
    if re.search("乡|镇|街|园区|苏木", words):
        found.append("township")
    if re.search("村|社区|居|嘎查", words):
        found.append("village")
    return tuple(found)


@lru_cache(SEEN)
def names_county(text: str) -> bool:
    """True where a text speaks of counties by name: 市级 beside it is the prefecture, which is not inspected."""
    return bool(
        re.search("县|区(?!域)|旗", re.sub("园区|社区|作业区|自治区|市\\(县\\)|县\\(市\\)", _kept, folded(text)))
    )


def _kept(found: re.Match[str]) -> str:
    return "县" if "县" in found[0] else ""


def levels_chosen(text: str, prefecture: bool) -> tuple[Level, ...]:
    """The levels that a 公开层级 cell chooses. With `prefecture` 市级 is a level above the county: it is left out."""
    words = chosen(text)
    if prefecture and not names_county(words):
        words = re.sub("(?:地级|设区的)?市(?:本)?级?", "", words)
    return levels_in(words)
