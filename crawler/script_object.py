"""Members of an object that a script of a page assigns: JavaScript around values that are JSON themselves."""

import json
import re
from collections.abc import Mapping
from typing import Any

_BLANK = re.compile(r"(?:\s+|//[^\n]*|/\*.*?\*/)*", re.S)
_STRING = r"\"(?:\\.|[^\"\\])*\"|'(?:\\.|[^'\\])*'|`(?:\\.|[^`\\])*`"
_REGEX = r"/(?![/*])(?:\\.|\[(?:\\.|[^\]\\\n])*\]|[^/\\\n\[])+/[a-z]*"
_TOKEN = re.compile(rf"(?P<text>{_STRING})|(?P<word>[\w$.]+)|(?P<regex>{_REGEX})|(?P<sign>.)", re.S)
_DIVIDED = re.compile(r"[\w$)\]\"'`]")


def members(text: str, name: str) -> Mapping[str, Any]:
    """The members of the object assigned to `name` (`window.name = {…}`); {} where none is assigned.

    Strings, numbers, lists and objects are decoded; of other values (functions, expressions, what is no JSON) nothing
    is said. Comments, bare keys, single quotes and trailing commas are read as JavaScript does. Of several assignments
    the one with most decoded members counts.
    """
    found: dict[str, Any] = {}
    for assigned in re.finditer(rf"\b{re.escape(name)}[\"'\]]*\s*=\s*(?=\{{)", text):
        read = _members_at(text, assigned.end() + 1)
        found = read if len(read) > len(found) else found
    return found


def _members_at(text: str, position: int) -> dict[str, Any]:
    """The members from behind the opening brace on, to its closing brace or the end of the text."""
    found: dict[str, Any] = {}
    while True:
        position = _blank(text, position)
        key = _TOKEN.match(text, position)
        if key is None or key["sign"] == "}":
            return found
        after = _blank(text, key.end())
        if (key["text"] or key["word"]) and text[after : after + 1] == ":":
            value, after = _value(text, _blank(text, after + 1))
            if value is not None:
                found[key[0].strip("\"'`")] = value
            position = _skip(text, after)
        else:
            position = _skip(text, position)


def _value(text: str, position: int) -> tuple[Any, int]:
    """What stands at a position and where it ends; None, and the position itself, where it is no JSON."""
    if text[position : position + 1] in ("[", "{"):
        try:
            return json.JSONDecoder(strict=False).raw_decode(text, position)
        except json.JSONDecodeError:
            return None, position
    token = _TOKEN.match(text, position)
    if token is None or text[_blank(text, token.end()) :][:1] not in (",", "}"):
        return None, position
    if token["text"]:
        return re.sub(r"\\(.)", r"\1", token[0][1:-1]), token.end()
    return (int(token[0]), token.end()) if token[0].isdecimal() else (None, position)


def _skip(text: str, position: int) -> int:
    """The position behind the comma that ends a member, or of the brace that ends the object."""
    depth = 0
    while True:
        start = _blank(text, position)
        token = _TOKEN.match(text, start)
        if token is None:
            return len(text)
        if token["regex"] and _DIVIDED.match(text[position - 1]):
            position = start + 1  # a division
            continue
        sign = token["sign"]
        if depth == 0 and sign == "}":
            return start
        if depth == 0 and sign == ",":
            return token.end()
        depth += (sign in ("{", "[", "(")) - (sign in ("}", "]", ")")) if sign else 0
        position = token.end()


def _blank(text: str, position: int) -> int:
    found = _BLANK.match(text, position)
    return found.end() if found else position
