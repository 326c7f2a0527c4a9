"""Rich text (RTF): its text, with the groups left out that hold fonts, styles and pictures."""

import re
from dataclasses import dataclass, field, replace

from crawler.attachments.outcome import Content, FileLimits, NotReadError, broken, too_large

_TOKEN = re.compile(
    rb"\\'([0-9A-Fa-f]{2})|\\([A-Za-z]{1,40})(-?[0-9]{1,10})? ?|\\([^A-Za-z])|([{}])|([^\\{}\r\n]+)|[\r\n]+"
)
_APART = frozenset((
    b"fonttbl", b"colortbl", b"stylesheet", b"info", b"pict", b"object", b"fldinst", b"listtable", b"listoverridetable",
    b"rsidtbl", b"themedata", b"datastore", b"xmlnstbl", b"generator", b"latentstyles", b"shpinst", b"nonshppict",
))  # fmt: skip
_HEADERS = (b"header", b"headerl", b"headerr", b"headerf", b"footer", b"footerl", b"footerr", b"footerf")
_SIGNS = {
    b"par": "\n", b"line": "\n", b"sect": "\n", b"page": "\n", b"row": "\n", b"cell": "\t", b"tab": " ",
    b"emdash": "—", b"endash": "–", b"lquote": "‘", b"rquote": "’", b"ldblquote": "“", b"rdblquote": "”",
    b"bullet": "•",
}  # fmt: skip
_ESCAPED = {b"\\": "\\", b"{": "{", b"}": "}", b"~": " ", b"_": "-", b"\n": "\n", b"\r": "\n"}
_DEEPEST = 1_000
# Chinese programs write 1252 as well and mean GBK.
_ENCODINGS = {65001: "utf-8", 950: "big5"}


@dataclass(frozen=True)
class _Group:
    """What holds inside one pair of braces: whether it is shown, or is a header, and how many signs follow a \\u."""

    shown: bool = True
    header: bool = False
    instead: int = 1


@dataclass
class _Text:
    """The text so far; `pending` are bytes of the document's own encoding that are not decoded yet."""

    encoding: str = "gb18030"
    body: list[str] = field(default_factory=list)
    headers: list[str] = field(default_factory=list)
    pending: bytearray = field(default_factory=bytearray)
    chars: int = 0

    def add(self, text: str, group: _Group) -> None:
        self.flush(group)
        if group.shown:
            self.chars += len(text)
            (self.headers if group.header else self.body).append(text)

    def flush(self, group: _Group) -> None:
        if self.pending and group.shown:
            text = self.pending.decode(self.encoding, "replace")
            self.chars += len(text)
            (self.headers if group.header else self.body).append(text)
        self.pending.clear()


def read_rtf(body: bytes, limits: FileLimits) -> Content:
    """The text of a document, one paragraph a line. One that ends inside a group was cut off."""
    text, depth = _read(body, limits)
    shown = "\n".join(line.strip() for line in "".join(text.body).split("\n") if line.strip())
    if depth > 0:
        raise broken("RTF 文档")
    if not shown:
        scanned = b"\\pict" in body
        raise NotReadError(
            "scanned" if scanned else "empty", "文档里只有图片，没有文字" if scanned else "文档里没有文字"
        )
    return Content(shown, marks=(shown, "".join(text.headers)))


def _read(body: bytes, limits: FileLimits) -> tuple[_Text, int]:
    text, group, around = _Text(), _Group(), list[_Group]()
    skipped = 0
    for token in _TOKEN.finditer(body):
        code, word, number, sign, brace, plain = token.groups()
        if brace == b"{":
            text.flush(group)
            around.append(group)
            if len(around) > _DEEPEST:
                raise too_large("RTF 文档的层次过深，超过读取限度，未读取")
        elif brace == b"}":
            text.flush(group)
            group = around.pop() if around else group
        elif skipped and (code or plain):
            # The signs that stand in for one that old programs cannot show.
            if plain:
                text.pending += plain[skipped:]
                skipped = max(0, skipped - len(plain))
            else:
                skipped -= 1
        elif code:
            text.pending.append(int(code, 16))
        elif plain:
            text.pending += plain
        elif word:
            group, skipped = _word(word, number, text, group)
        elif sign == b"*":
            text.flush(group)
            group = replace(group, shown=False)
        elif sign in _ESCAPED:
            text.add(_ESCAPED[sign], group)
        if text.chars > limits.chars:
            raise too_large("文件文字过多，超过读取限度，未读取")
    text.flush(group)
    return text, len(around)


def _word(word: bytes, number: bytes | None, text: _Text, group: _Group) -> tuple[_Group, int]:
    """The group after a control word, and how many signs after it are to be passed over."""
    value = int(number) if number else 0
    if word == b"u":
        text.add(chr(value & 0xFFFF), group)
        return group, group.instead
    text.flush(group)
    if word == b"uc":
        return replace(group, instead=min(max(value, 0), 10)), 0
    if word == b"ansicpg":
        text.encoding = _ENCODINGS.get(value, "gb18030")
    if word in _APART:
        return replace(group, shown=False), 0
    if word in _HEADERS:
        return replace(group, header=True), 0
    if word in _SIGNS:
        text.add(_SIGNS[word], group)
    return group, 0
