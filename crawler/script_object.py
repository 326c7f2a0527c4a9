"""Values that a script of a page assigns: literals of JavaScript, most of them JSON themselves."""

import json
import re
from collections.abc import Mapping
from itertools import islice
from typing import Any

_BLANK = re.compile(r"(?:\s+|//[^\n]*|/\*.*?\*/)*", re.S)
_STRING = r"\"(?:\\.|[^\"\\])*\"|'(?:\\.|[^'\\])*'|`(?:\\.|[^`\\])*`"
_REGEX = r"/(?![/*])(?:\\.|\[(?:\\.|[^\]\\\n])*\]|[^/\\\n\[])+/[a-z]*"
_TOKEN = re.compile(rf"(?P<text>{_STRING})|(?P<word>[\w$.]+)|(?P<regex>{_REGEX})|(?P<sign>.)", re.S)
_DIVIDED = re.compile(r"[\w$)\]\"'`]")
_NUMBER = re.compile(r"-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?(?![\w$.])")
_ESCAPE = re.compile(r"\\(?:u([0-9a-fA-F]{4})|x([0-9a-fA-F]{2})|(.))", re.S)
_MEANT = {"n": "\n", "t": "\t", "r": "\r", "b": "\b", "f": "\f", "v": "\v", "0": "\0", "\n": ""}
_WORDS = {"true": True, "false": False, "null": None, "undefined": None}
_DEEPEST = 60
_MOST_ASSIGNMENTS = 6


def members(text: str, name: str) -> Mapping[str, Any]:
    """The members of the object assigned to `name` (`window.name = {…}`); {} where none is assigned.

    Strings, numbers, lists and objects are decoded; of other values (functions, expressions) nothing is said. Comments,
    bare keys, single quotes and trailing commas are read as JavaScript does. Of several assignments the one with most
    decoded members counts.
    """
    found: dict[str, Any] = {}
    for hit in islice(re.finditer(rf"\b{re.escape(name)}[\"'\]]*\s*=\s*(?=\{{)", text), _MOST_ASSIGNMENTS):
        read = _members_at(text, hit.end() + 1)
        found = read if len(read) > len(found) else found
    return found


def assigned(text: str, name: str) -> Any:
    """The list or object assigned to `name` as a whole; None where none is, or where it is more than a literal.

    Bare keys, single quotes, comments and trailing commas are read as JavaScript does.
    """
    for found in islice(re.finditer(rf"\b{re.escape(name)}[\"'\]]*\s*=\s*(?=[\[{{])", text), _MOST_ASSIGNMENTS):
        try:
            return literal(text, found.end())[0]
        except ValueError:
            continue
    return None


def literal(text: str, position: int, depth: int = 0) -> tuple[Any, int]:
    """The literal that begins at a position, and where it ends. Raises ValueError for anything that is none."""
    sign = text[position : position + 1]
    if sign in ("[", "{"):
        if depth > _DEEPEST:
            raise ValueError("nested too deeply")
        try:
            return json.JSONDecoder(strict=False).raw_decode(text, position)
        except (json.JSONDecodeError, RecursionError):
            return _list(text, position, depth) if sign == "[" else _object(text, position, depth)
    token = _TOKEN.match(text, position)
    if token is not None and token["text"]:
        return _unescaped(token[0][1:-1]), token.end()
    number = _NUMBER.match(text, position)
    if number is not None:
        return (int(number[0]) if number[0].lstrip("-").isdecimal() else float(number[0])), number.end()
    if token is not None and token["word"] in _WORDS:
        return _WORDS[token["word"]], token.end()
    raise ValueError(f"no literal at {position}")


def _list(text: str, position: int, depth: int) -> tuple[list[Any], int]:
    found: list[Any] = []
    position = _blank(text, position + 1)
    while text[position : position + 1] != "]":
        value, position = literal(text, position, depth + 1)
        found.append(value)
        position = _after_comma(text, position, "]")
    return found, position + 1


def _object(text: str, position: int, depth: int) -> tuple[dict[str, Any], int]:
    found: dict[str, Any] = {}
    position = _blank(text, position + 1)
    while text[position : position + 1] != "}":
        key = _TOKEN.match(text, position)
        if key is None or not (key["text"] or key["word"]):
            raise ValueError(f"no key at {position}")
        position = _blank(text, key.end())
        if text[position : position + 1] != ":":
            raise ValueError(f"no value at {position}")
        value, position = literal(text, _blank(text, position + 1), depth + 1)
        found[_unescaped(key[0][1:-1]) if key["text"] else key[0]] = value
        position = _after_comma(text, position, "}")
    return found, position + 1


def _after_comma(text: str, position: int, closing: str) -> int:
    """The position of the next entry or of the closing sign."""
    position = _blank(text, position)
    if text[position : position + 1] == ",":
        return _blank(text, position + 1)
    if text[position : position + 1] != closing:
        raise ValueError(f"no end at {position}")
    return position


def _unescaped(text: str) -> str:
    def meant(hit: re.Match[str]) -> str:
        code = hit[1] or hit[2]
        return chr(int(code, 16)) if code else _MEANT.get(hit[3], hit[3])

    read = _ESCAPE.sub(meant, text)
    return read.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


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
    """What stands at a position and where it ends; None, and the position itself, where it is no literal."""
    try:
        value, end = literal(text, position)
    except ValueError:
        return None, position
    whole = isinstance(value, list | dict) or text[_blank(text, end) :][:1] in (",", "}")
    return (value, end) if whole else (None, position)


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
