"""The header of a corpus table: national words or a recipe's own, in one row or two."""

from itertools import groupby

from directories.sheet import Range
from tests.directories.corpus.cells import LEVEL_COLUMNS
from tests.directories.corpus.recipes import Recipe

_WORDS = {
    "seq": "序号", "domain": "公开领域", "category": "事项类别", "matter": "公开事项", "elements": "公开内容（要素）",
    "basis": "公开依据", "time_limit": "公开时限", "publisher": "公开主体", "channels": "公开渠道和载体",
    "level1": "公开事项/一级事项", "level2": "公开事项/二级事项", "level3": "公开事项/三级事项",
    "public": "公开对象/全社会", "group": "公开对象/特定群体", "proactive": "公开方式/主动",
    "on_request": "公开方式/依申请公开", "audience": "公开对象", "method": "公开方式", "level": "公开层级",
}  # fmt: skip


def words_of(recipe: Recipe, column: str) -> tuple[str, str]:
    """A column's words in the first and the second row; the second is empty where the first stands over both."""
    usual = f"公开层级/{column}" if column in LEVEL_COLUMNS else _WORDS.get(column, column)
    top, _, under = recipe.words.get(column, usual).partition("/")
    return _spaced(recipe, top), _spaced(recipe, under)


def _spaced(recipe: Recipe, word: str) -> str:
    """A word as narrow or justified columns leave it: 公 开 时 限."""
    return recipe.spaced.join(word) if recipe.spaced else word


def header_rows(recipe: Recipe) -> tuple[list[list[str | None]], list[Range]]:
    """The texts of the header and its merged ranges, counted from its own first row."""
    words = [words_of(recipe, column) for column in recipe.columns]
    if recipe.header == 1 or not any(under for _, under in words):
        return [[under or top for top, under in words]], []
    first: list[str | None] = []
    ranges: list[Range] = []
    for (top, divided), run in groupby(words, lambda pair: (pair[0], bool(pair[1]))):
        left, wide = len(first), len(list(run))
        if divided:
            first += [top, *[""] * (wide - 1)]
            ranges += [(0, left, 0, left + wide - 1)] if wide > 1 else []
        else:
            first += [top] * wide
            ranges += [(0, place, 1, place) for place in range(left, left + wide)]
    return [first, [under for _, under in words]], ranges
