"""Which column a cell of a filled directory–column table means: chosen from the list, copied, typed, or by address."""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Sequence
from urllib.parse import urlsplit

from console.mapping_reading import FilledTable, lines_of
from console.mapping_view import DistrictMapping
from inspection.toml_text import nearest
from inspection.types.portal import Column
from reports.words import path_words, told

_SHOWN = 3
_INDEX = re.compile(r"/(?:index|default)\.(?:s?html?|jsp|aspx?|php)$")


class WrongCellError(Exception):
    """What is wrong with a cell, and the cure, in Chinese."""


class GoneError(Exception):
    """What the portal or the directory no longer has, in Chinese."""


class MeantColumns:
    """The columns of a round as a table that was written in an earlier one speaks of them."""

    def __init__(self, table: FilledTable, mapping: DistrictMapping) -> None:
        self._table, self._mapping = table, mapping
        self._listed = {_spaced(label): code for code, label in table.columns.items()}
        self._by_label = {_spaced(label): code for code, label in mapping.labels.items()}
        self._by_address: dict[str, dict[str, None]] = defaultdict(dict)
        self._by_name: dict[str, dict[str, None]] = defaultdict(dict)
        for code, column in mapping.columns.items():
            self._by_address[_address(column.url)].setdefault(code)
            for name in _endings(column):
                self._by_name[name].setdefault(code)
        self._nodes = {name for column in mapping.nodes for name in _endings(column)}

    def of_codes(self, codes: Sequence[str]) -> tuple[Column, ...]:
        """The columns of hidden codes. Raises GoneError."""
        return tuple(self._present(code) for code in codes)

    def written(self, text: str) -> tuple[Column, ...]:
        """The columns of a cell: one, or several on lines of their own or between semicolons. Raises WrongCellError for
        what is no column or may be several, GoneError for one that was there when the table was written."""
        parts: list[str] = []
        for line in lines_of(text):
            known = line in self._listed or line in self._by_label
            parts += [line] if known else [part.strip() for part in re.split(r"[;；]", line)]
        return tuple(dict.fromkeys(self._one(part) for part in parts if part))

    def _one(self, text: str) -> Column:
        label = _spaced(text)
        if label in self._listed:
            return self._present(self._listed[label])
        if label in self._by_label:
            return self._mapping.columns[self._by_label[label]]
        if number := re.fullmatch(r"(?:第|序号)?\s*(\d{1,5})\s*号?", text):
            if code := self._table.numbers.get(number[1]):
                return self._present(code)
            raise WrongCellError(f"“栏目清单”中没有第 {number[1]} 号，请从下拉选择，或写出栏目的完整路径")
        if "://" in text:
            return self.at(text)
        name = _folded(text)
        return self._only(self._by_name.get(name, {}), text, name in self._nodes)

    def at(self, address: str) -> Column:
        """The column at an address. Raises WrongCellError where there is none or several."""
        found = self._by_address.get(_address(address), {})
        if not found:
            raise WrongCellError(
                f"网址“{address}”不是本区门户的栏目，请从“栏目清单”中选择；在其他网站公开的，请选“在其他网站公开”"
            )
        return self._only(found, address, is_node=False)

    def _only(self, found: dict[str, None], text: str, is_node: bool) -> Column:
        labels = [self._mapping.labels[code] for code in found]
        if len(found) == 1:
            return self._mapping.columns[next(iter(found))]
        if found:
            shown = "、".join(f"“{label}”" for label in labels[:_SHOWN]) + ("等" if len(labels) > _SHOWN else "")
            raise WrongCellError(f"“{text}”可以是 {len(labels)} 个栏目（{shown}），请从下拉选择完整的栏目")
        if is_node:
            raise WrongCellError(f"“{text}”只是上级栏目，没有列出信息，请选它下面的具体栏目")
        like = nearest(text, list(self._mapping.labels.values()))
        hint = f"，是不是“{like}”" if like else ""
        raise WrongCellError(f"“{text}”不是“栏目清单”中的栏目{hint}，请从下拉选择")

    def _present(self, code: str) -> Column:
        if code in self._mapping.columns:
            return self._mapping.columns[code]
        label = self._table.columns.get(code, "")
        same = self._by_name.get(_folded(label), {}) if label else {}
        if len(same) == 1:
            return self._mapping.columns[next(iter(same))]
        raise GoneError(f"栏目“{label or code}”已不在门户上（以批次 {self._mapping.table.round} 为准）")


def _endings(column: Column) -> list[str]:
    """The path folded, and each of its ends: 养老服务养老机构备案, 养老机构备案."""
    folded = [_folded(told(part)) for part in column.path]
    return ["".join(folded[place:]) for place in range(len(folded))]


def _folded(text: str) -> str:
    return re.sub(r"[\W_]+", "", unicodedata.normalize("NFKC", text)).lower()


def _spaced(text: str) -> str:
    return " ".join(text.split())


def _address(url: str) -> str:
    """An address without what makes no difference: scheme, www., the name of an index page, a closing slash."""
    try:
        parts = urlsplit(url.strip())
    except ValueError:
        return url
    path = _INDEX.sub("", parts.path).rstrip("/")
    query = f"?{parts.query}" if parts.query else ""
    fragment = f"#{parts.fragment}" if parts.fragment else ""
    return f"{parts.netloc.lower().removeprefix('www.')}{path}{query}{fragment}"


def shown_path(column: Column) -> str:
    """A column as messages call it."""
    return told(path_words(column.path))
