"""What single cells of a standard directory say: names, lists, ticked channels, audience, method and level."""

import re
import unicodedata
from functools import lru_cache
from typing import Literal

Audience = Literal["public", "group", "both"]
Method = Literal["proactive", "on_request", "both"]
Level = Literal["county", "township", "village"]

_CJK = "　-〿一-鿿＀-￯〇·“”‘’"
_BLANK = "[\\s ​﻿]"
_NUMBERING = re.compile(
    "^(?:\\d+(?:[.．]\\d+)+[.．、]?|\\d{1,3}[.．、)）;；](?!\\d)|[(（](?:\\d{1,2}|[一二三四五六七八九十]{1,3})[)）]"
    "|[一二三四五六七八九十]{1,3}、|[①-⑳]|0\\d{1,3}(?=[一-鿿]))\\s*"
)
_ITEM_NUMBER = re.compile("^\\s*(?:\\d{1,2}[.．、)）](?!\\d)|[(（]\\d{1,2}[)）]|[①-⑳]|[●〇○◎·•◆▪■□*]\\s*)")
_DITTO = re.compile("(?:内容)?同上(?:栏|行)?[。.]?|〃|″|′′|''|[\"“”]")
_DASH = re.compile("[-─—－–/／\\\\~]+|无")


# Directories repeat the same cells thousands of times.
_SEEN = 4096


@lru_cache(_SEEN)
def folded(text: str) -> str:
    """Text for comparing: half width, without any blanks."""
    return re.sub(_BLANK, "", unicodedata.normalize("NFKC", text))


@lru_cache(_SEEN)
def unbroken(text: str) -> str:
    """Text without the blanks and line breaks that stand beside a Chinese sign; others become single blanks."""
    text = re.sub(f"{_BLANK}+", " ", text).strip()
    return re.sub(f" (?=[{_CJK}])|(?<=[{_CJK}]) ", "", text)


def level_name(text: str) -> str | None:
    """The name of a level: without numbering, trailing codes and inner blanks; None for a dash."""
    name = unbroken(text)
    name = _NUMBERING.sub("", name, count=1) or name
    name = re.sub("(?<=[一-鿿）)])\\s*\\d{6,}$", "", name).strip()
    return None if not name or _DASH.fullmatch(name) else name


def is_ditto(text: str) -> bool:
    """True for 同上, 内容同上 and the ditto mark."""
    return bool(_DITTO.fullmatch(folded(text)))


@lru_cache(_SEEN)
def items(text: str) -> tuple[str, ...]:
    """A list cell in its parts: line breaks and ； first, 、 only where nothing stronger separates, outside brackets.

    Lines that only continue a numbered item are joined to it; numbers and bullets before items are left out.
    """
    parts = _strong(text)
    if len(parts) == 1:
        parts = _outside_brackets(parts[0], "、")
    return _distinct(parts)


@lru_cache(_SEEN)
def bodies(text: str) -> tuple[str, ...]:
    """Publishing bodies. A narrow column breaks names over lines: lines are names only where one ends like a name."""
    lines = [line for line in text.splitlines() if line.strip()]
    if len(lines) > 1 and not any(_BODY_END.search(folded(line)) for line in lines[:-1]):
        text = "".join(line.strip() for line in lines)
    parts = [piece for part in _strong(text) for piece in _outside_brackets(part, "、，,")]
    return _distinct([name for part in parts for name in _beside(part)])


_BODY_END = re.compile(
    "(?:局|部门|政府|办|办公室|中心|委|委员会|院|站|所|会|处|街道|镇|乡|公司|机构|学校|队|联|单位|[)、,;])$"
)

_BODY_GOES_ON = re.compile("办事处|办公室|委员会|人民政府|管理|监督|行政|执法|和|及|与|或")


def _beside(part: str) -> list[str]:
    """Bodies with nothing but a blank or a slash between them: told apart where each is a whole name."""
    names = [name for name in re.split("[\\s/／]+", part) if name]
    whole = all(len(name) > 2 and _BODY_END.search(folded(name)) for name in names)
    return names if whole and not any(_BODY_GOES_ON.match(name) for name in names[1:]) else [part]


@lru_cache(_SEEN)
def documents(text: str) -> tuple[str, ...]:
    """Titles of a 公开依据 cell; titles that stand side by side (》《, 》、《) are told apart."""
    closed = "(》(?:[(（][^()（）《》]*[)）])?)\\s*"
    text = re.sub(f"{closed}[、，,和及]?\\s*(?=《|【)", "\\1\n", text)
    text = re.sub(f"{closed}[、，,；;]?\\s*(?=\\d{{1,2}}[.．、]\\s*(?:《|【))", "\\1\n", text)
    return items(text)


def _strong(text: str) -> list[str]:
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    numbered = [bool(_ITEM_NUMBER.match(line)) for line in lines]
    if sum(numbered) > 1:
        joined: list[str] = []
        for line, starts in zip(lines, numbered, strict=True):
            if starts or not joined:
                joined.append(line)
            else:
                joined[-1] += line
        lines = joined
    elif len(lines) > 1:
        lines = _unwrapped(lines)
    return [part for line in lines for piece in _enumerated(line) for part in _outside_brackets(piece, "；;")]


def _enumerated(line: str) -> list[str]:
    """The items of one line that are numbered one after another (1.… 2.… 3.…, ①…②…); else the line itself."""
    for sign in ("(?<![\\d.])(?P<n>\\d{1,2})[.．、](?!\\d)", "[(（](?P<n>\\d{1,2})[)）]", "(?P<n>[①-⑳])"):
        marks = list(re.finditer(sign, line))
        numbers = [int(unicodedata.normalize("NFKC", mark["n"])) for mark in marks]
        if len(marks) > 1 and marks[0].start() == 0 and numbers == list(range(numbers[0], numbers[0] + len(marks))):
            ends = [*(mark.start() for mark in marks[1:]), len(line)]
            return [line[mark.start() : end] for mark, end in zip(marks, ends, strict=True)]
    return [line]


def _unwrapped(lines: list[str]) -> list[str]:
    """Lines with those joined that a bracket or title opened in one of them runs over."""
    joined = [lines[0]]
    for line in lines[1:]:
        if _depth(joined[-1]) > 0 or re.match("[、，,；;。)）》]", line) or re.search("[、，,]$", joined[-1]):
            joined[-1] += line
        else:
            joined.append(line)
    return joined


def _depth(text: str) -> int:
    return sum(text.count(sign) for sign in "(（《〔[【") - sum(text.count(sign) for sign in ")）》〕]】")


def _outside_brackets(text: str, signs: str) -> list[str]:
    if _depth(text) != 0:
        return re.split(f"[{signs}]", text)
    parts, depth = [""], 0
    for letter in text:
        depth += (letter in "(（《〔[【") - (letter in ")）》〕]】")
        if letter in signs and depth == 0:
            parts.append("")
        else:
            parts[-1] += letter
    return parts


def _distinct(parts: list[str]) -> tuple[str, ...]:
    clean = (_ITEM_NUMBER.sub("", unbroken(part), count=1).strip(" 、，,；;。.") for part in parts)
    return tuple(dict.fromkeys(part for part in clean if part and not _DASH.fullmatch(part)))


_CHANNEL = (
    "政府网站|政府公报|[两一]微一端|发布会|新闻发布|听证会|广播|纸质|报刊|公开查阅|政务服务|便民服务|入户|现场|社区|企事业|村公示"
    "|村\\(居\\)|公示栏|公开栏|电子屏|精准推送|其他|其它|政务新媒体|微信|微博|门户网站|公共资源"
)
_TICKED = "■☑☒✓✔√▄◆▲●"
_EMPTY = "□☐○〇"
_DAMAGED = ((re.compile(f"[Rt](?=(?:{_CHANNEL}))"), "■"), (re.compile(f"[口£?](?=(?:{_CHANNEL}))"), "□"))


@lru_cache(_SEEN)
def ticked(text: str) -> tuple[str, ...]:
    """The names that are ticked in a 公开渠道和载体 cell; in a cell without boxes every name counts as chosen.

    Boxes damaged by fonts (口 ▄ ◆ ▲ R £ t ?) count as boxes only in front of a known channel.
    """
    plain = unicodedata.normalize("NFKC", text).replace("⁄", "/")
    plain = re.sub("[ \\t\\u3000\\xa0]+", " ", plain)
    closed = re.sub(f"([Rt口£?{_TICKED}{_EMPTY}])\\s+(?={_CHANNEL})", r"\1", plain)
    for damaged, box in _DAMAGED:
        closed = damaged.sub(box, closed)
    if not re.search(f"[{_TICKED}{_EMPTY}]", closed):
        return _listed_channels(plain)
    names = (_channel_name(name) for name in _ticked_names(closed, _TICKED, _EMPTY))
    return tuple(dict.fromkeys(name for name in names if name))


def _ticked_names(text: str, full: str, empty: str) -> list[str]:
    """The words beside full boxes: behind their box, or before it where every box stands behind its word."""
    if re.fullmatch(f"\\s*(?:[^{full}{empty}\\s][^{full}{empty}]*[{full}{empty}][\\s;、,]*)+", text):
        return re.findall(f"([^{full}{empty}]+)[{full}]", text)
    return re.findall(f"[{full}]([^{full}{empty}]*)", text)


def _listed_channels(text: str) -> tuple[str, ...]:
    text = re.sub("(?:^|(?<=[\\s、,;]))\\d{1,2}[.、](?!\\d)", "\n", text)
    parts = re.split("[、,;\\s]+", text) if "http" not in text else text.split()
    return tuple(dict.fromkeys(name for name in map(_channel_name, parts) if name))


def _channel_name(text: str) -> str:
    name = unbroken(re.split("注:|备注:", text)[0])
    return re.sub("[_＿—\\-\\s、,;:。.]+$", "", re.sub("_+", "", name))


_NO_TICK = re.compile("[×✗✘xXnN0□☐口○〇/\\\\\\-—─]+|否|无|不")


def tick(text: str) -> bool | None:
    """True for a tick or any words in a tick column, False for a mark that says no, None for an empty cell."""
    mark = folded(text)
    if not mark:
        return None
    return not _NO_TICK.fullmatch(mark)


def chosen(text: str) -> str:
    """What a cell of options says: the ticked ones where it has boxes, else its whole text, folded."""
    plain = folded(text)
    if re.search("[■☑√✓✔]", plain) and re.search("[□☐口]", plain):
        return ";".join(_ticked_names(plain, "■☑√✓✔", "□☐口"))
    return re.sub("[□☐][^■☑√✓✔□☐;]*", "", plain)


def audience_in(text: str) -> Audience | None:
    """The audience that a 公开对象 cell names in words."""
    words = chosen(text)
    public = bool(re.search("全社|社会|公众|公民|不限|所有人", words))
    group = bool(re.search("特定|申请人|当事人|行政相对人|利害关系人|被征收人|村民|本人", words))
    return "both" if public and group else "public" if public else "group" if group else None


def method_in(text: str) -> Method | None:
    """The method that a 公开方式 cell names in words."""
    words = chosen(text)
    proactive = "主动" in words
    on_request = bool(re.search("申请", words))
    return "both" if proactive and on_request else "proactive" if proactive else "on_request" if on_request else None


def levels_in(text: str) -> tuple[Level, ...]:
    """The levels that a 公开层级 cell or header names; 市级 alone is that of a city without counties."""
    words = folded(text)
    found: list[Level] = []
    county = re.search("县|区(?!域)|旗|州级县级", re.sub("园区|社区|作业区", "", words))
    if county or "市" in words:
        found.append("county")
    if re.search("乡|镇|街", words):
        found.append("township")
    if re.search("村|社区|居", words):
        found.append("village")
    return tuple(found)
