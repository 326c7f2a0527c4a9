"""B06: a page that does not speak of content elements that its entry lists."""

from collections import defaultdict
from collections.abc import Iterator

from audits.case import Case
from audits.rule import Answer, Wording, fail, passed, rule, unknown
from inspection.types.judgement import EntryKey
from inspection.types.page_facts import ElementsFound
from inspection.types.portal import Page

# From so many other pages of the entry on, what most of them hold is expected of each.
_SIBLINGS, _MOST = 3, 0.8
_SHOWN = 5


@rule(
    "B06",
    name="公开要素不全",
    severity=3,
    mode="B",
    subject="page",
    yields_to=("B04", "B05", "B07", "B10"),
    wordings={
        "lacking": Wording("《{title}》缺少{names}等公开要素", "请对照标准目录核实，补充{names}"),
    },
)
def elements_complete(case: Case) -> Iterator[Answer]:
    """公开的信息包含标准目录所列的公开内容（要素）。

    为什么: 要素不全，群众办事、监督所需的信息就缺了一块。
    怎样整改: 对照标准目录补充所缺要素；该要素在其他页面公开的，提供链接。
    依据: 中华人民共和国政府信息公开条例第六条（准确）；标准目录规定的公开内容。
    """
    least = case.pack.thresholds.get("elements_met")
    if least is None:
        return
    of_entry: dict[EntryKey, list[ElementsFound]] = defaultdict(list)
    of_page: dict[str, list[ElementsFound]] = defaultdict(list)
    for row in case.elements_found:
        of_entry[row.domain, row.level1, row.level2].append(row)
        of_page[row.page].append(row)
    seen = frozenset(name for row in case.elements_found for name in row.found)
    expected = {key: _Expected(rows, least.n, seen) for key, rows in of_entry.items()}
    for page in case.judged_pages():
        if rows := of_page.get(page.url):
            yield _judge(case, page, [(row, expected[row.domain, row.level1, row.level2]) for row in rows])


class _Expected:
    """What can be expected of a page of an entry: where there are few, of the fullest what none of them holds; where
    there are many, of each what most of the others hold. What none of many pages holds, or no page of the district of
    whatever entry (`seen` are those that one does), they say in words that are not known here."""

    def __init__(self, rows: list[ElementsFound], least: int, seen: frozenset[str]) -> None:
        counts: dict[str, int] = defaultdict(int)
        for row in rows:
            for name in row.found:
                counts[name] += 1
        others = len(rows) - 1
        self._usual = {name for name, n in counts.items() if others >= _SIBLINGS and n >= _MOST * others}
        self._nowhere: set[str] = set()
        self.fullest = max(rows, key=lambda row: (len(row.found), row.read, row.page)).page
        known = {name for row in rows for name in (*row.found, *row.missing)}
        met = sum(bool(counts[name]) for name in known)
        if others < _SIBLINGS and met > 1 and met * 100 >= least * len(known) and all(row.read for row in rows):
            self._nowhere = {name for name in known if not counts[name] and name in seen}

    def lacking(self, row: ElementsFound) -> tuple[str, ...]:
        """The elements that a page may be asked for."""
        due = self._usual | (self._nowhere if row.page == self.fullest else set())
        return tuple(name for name in row.missing if name in due)


def _judge(case: Case, page: Page, rows: list[tuple[ElementsFound, _Expected]]) -> Answer:
    """A page of several entries must lack something for each of them; the one that it lacks least of is told."""
    if not any(row.missing for row, _ in rows):
        return passed(page)
    if any(row.missing and not row.read for row, _ in rows):
        return unknown(page, "页面的图片或者附件未能读出文字，要素可能在其中")
    asked = [(row, expected.lacking(row)) for row, expected in rows]
    if any(not row.missing for row, _ in rows):
        return passed(page)
    # a page of hardly any of them is of another sort than the list is for
    if all(lacking and len(row.found) >= len(lacking) for row, lacking in asked):
        _, lacking = min(asked, key=lambda one: (len(one[1]), one[0].domain, one[0].level1, one[0].level2))
        names = "、".join(lacking[:_SHOWN])
        return fail(page, "lacking", suspected=True, title=case.title_of(page), names=names)
    if any(lacking for _, lacking in asked) or not any(row.found for row, _ in rows):
        return unknown(page, "所列要素认出得很少，可能用语不同或者要素不在本页")
    return passed(page)
