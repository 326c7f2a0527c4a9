"""B07: a page that is not what its column is for."""

from collections.abc import Iterator

from audits.case import Case
from audits.rule import Answer, Wording, fail, passed, rule, unknown
from inspection.types.judgement import EntryKey, Match
from inspection.types.portal import Page

# What matching says of a page in a column of an entry: that it lies there, how sure the entry is without its column,
# and how sure the other one is that it answers instead.
_IN_COLUMN, _ALONE, _ELSEWHERE = "column", "alone", "elsewhere"


@rule(
    "B07",
    name="内容与栏目不对应",
    severity=3,
    mode="B",
    subject="page",
    yields_to=("B04", "B05", "B10"),
    wordings={
        "other_column": Wording(
            "“{column}”发布的《{title}》与栏目内容不对应，其内容属于“{item}”",
            "请核实；确属错放的，调整至“{other}”",
        ),
        "other_item": Wording(
            "“{column}”发布的《{title}》与栏目内容不对应，其内容属于“{item}”",
            "请核实；确属错放的，调整至该事项的栏目",
        ),
    },
)
def content_fits_column(case: Case) -> Iterator[Answer]:
    """栏目发布的信息与栏目名称、所对应的事项一致。

    为什么: 信息放错栏目，群众在应有的位置查不到，也使栏目看似已经更新。
    怎样整改: 核实后调整至相应栏目；同一信息确应在多个栏目公开的，说明理由。
    依据: 中华人民共和国政府信息公开条例第六条（及时、准确）。
    """
    margin = case.pack.thresholds.get("misfiled_margin")
    of_page: dict[str, list[Match]] = {}
    for match in case.matches:
        if match.kind == "page":
            of_page.setdefault(match.subject, []).append(match)
    for page in case.judged_pages():
        rows = of_page.get(page.url, [])
        if page.note or not any(_IN_COLUMN in match.reasons for match in rows):
            continue
        yield _judge(case, page, rows, margin.n / 100 if margin else None)


def _judge(case: Case, page: Page, rows: list[Match], margin: float | None) -> Answer:
    own = [match for match in rows if _IN_COLUMN in match.reasons]
    if any(match.decision == "accept" for match in own):
        return passed(page)
    if margin is None:
        return unknown(page, "所用检查口径没有规定比对的标准")
    strays = [match for match in own if match.decision == "review" and _ELSEWHERE in match.reasons]
    others = [match for match in rows if _IN_COLUMN not in match.reasons and match.decision == "accept"]
    if not strays or not others:
        return unknown(page, "页面对应哪一事项尚须人工核定")
    plain = max(others, key=lambda match: (match.confidence, match.key))
    if plain.confidence - max(match.reasons.get(_ALONE, match.confidence) for match in strays) < margin:
        return unknown(page, "页面与本栏目、与其他事项都有相符之处，尚须人工核定")
    right = _columns_of(case, plain.key)
    if any(path in right for path in _paths(case, page)):
        return passed(page)
    return fail(
        page,
        "other_column" if right else "other_item",
        column=page.column,
        title=case.title_of(page),
        item="—".join(name for name in plain.key if name),
        other=right[0] if right else None,
    )


def _columns_of(case: Case, key: EntryKey) -> list[tuple[str, ...]]:
    return [column.path for column in case.columns_of_entry(key)]


def _paths(case: Case, page: Page) -> list[tuple[str, ...]]:
    return [case.column_by_id[one].path for one in page.columns if one in case.column_by_id]
