"""B03: a column that answers an entry and holds nothing."""

import re
from collections.abc import Iterator

from audits.case import Case
from audits.rule import Answer, Wording, fail, passed, rule, unknown


@rule(
    "B03",
    name="空白栏目",
    severity=2,
    mode="A",
    subject="column",
    yields_to=("B02",),
    wordings={
        "blank": Wording("“{column}”为空白栏目", "请补充信息；确无相关信息的，在栏目页面作出说明"),
    },
)
def blank_column(case: Case) -> Iterator[Answer]:
    """公开事项的栏目有内容；本期确无相关业务的，在栏目页面作出情况说明。

    为什么: 空白栏目使群众分不清是没有发生还是没有公开。
    怎样整改: 补充信息；确无信息的，在栏目页面说明情况、所属期间和单位。
    依据: 国办秘函〔2019〕19号（空白栏目）。
    """
    for answer in case.columns_that_answer_entries():
        coverage = case.coverage_of.get(answer.entry) if answer.entry else None
        state = coverage.state if coverage else None
        listing = answer.listing
        if state in ("waived", "not_due", "not_applicable") or _is_of_a_year_to_come(case, answer.column.path[-1]):
            continue
        if state == "unverifiable" or listing is None:
            yield unknown(answer, (coverage.reason if coverage else "") or "栏目列表未能采集")
        elif listing.seen or listing.note or state == "note":
            yield passed(answer)
        elif listing.state != "complete":
            yield unknown(answer, listing.reason or "栏目列表未读到末尾")
        elif listing.claimed:
            yield unknown(answer, f"栏目自称有{listing.claimed}条信息，但未能读出")
        else:
            # emptied since an earlier round, which may be lawful: asked about
            gone = state == "withdrawn"
            yield fail(answer, "blank", suspected=gone, listings=(listing.id,), column=answer.column.path)


def _is_of_a_year_to_come(case: Case, name: str) -> bool:
    years = re.findall(r"(?<!\d)20\d{2}(?!\d)", name)
    return bool(years) and min(map(int, years)) > case.as_of.year
