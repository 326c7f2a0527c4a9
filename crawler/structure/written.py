"""Markup that a page writes into itself with `document.write`, where that needs no running: plain strings, no
conditions, no variables."""

import re

from crawler.structure.markup import scripts

_SOURCE = re.compile(r"\bsrc\s*=", re.I)
_STRING = r"(?:\"(?:[^\"\\\n]|\\.)*\"|'(?:[^'\\\n]|\\.)*')"
_WRITE = rf"document\.write(?:ln)?\s*+\(\s*+({_STRING}(?:\s*+\+\s*+{_STRING})*+)\s*+\)"
_WRITES = re.compile(rf"\s*+(?:{_WRITE}\s*+(?:;\s*+)?)++", re.S)
_ONE = re.compile(_WRITE, re.S)
_LITERAL = re.compile(_STRING, re.S)
_WRAPPING = re.compile(r"^\s*<!--[^\n]*\n|(?://)?\s*-->\s*$")
_LINKS = re.compile(r"<(?:a|li|tr|td|ul|dl|dd)\b", re.I)
_ESCAPE = re.compile(r"\\(u[0-9a-fA-F]{4}|x[0-9a-fA-F]{2}|.)", re.S)
_SIGNS = {"n": "\n", "t": "\t", "r": "\n", "b": "", "f": "", "v": "", "0": ""}


def written_out(text: str) -> str:
    """The page with what such scripts write in their place; all others stay as they are."""
    if "document.write" not in text:
        return text
    kept, at = [], 0
    for script in scripts(text):
        markup = _markup(script.inner) if not _SOURCE.search(script.tag) else ""
        if markup:
            kept += [text[at : script.start], markup]
            at = script.end
    return "".join([*kept, text[at:]])


def _markup(code: str) -> str:
    if "document.write" not in code:
        return ""
    bare = _WRAPPING.sub("", _WRAPPING.sub("", code))
    if not _WRITES.fullmatch(bare):
        return ""
    strings = (literal[0][1:-1] for one in _ONE.finditer(bare) for literal in _LITERAL.finditer(one[1]))
    markup = "".join(_ESCAPE.sub(_sign, string) for string in strings)
    return markup if _LINKS.search(markup) else ""


def _sign(hit: re.Match[str]) -> str:
    if len(hit[1]) > 1:
        return chr(int(hit[1][1:], 16))
    return _SIGNS.get(hit[1], hit[1])
