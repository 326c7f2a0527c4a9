"""C06: so many of a portal's own columns are overdue or blank that a line of 单项否决 is touched."""

from collections.abc import Iterator

from audits.case import Case
from audits.names import fold_path
from audits.rule import Answer, Wording, fail, passed, rule, unknown
from audits.rules.c_timeliness.column_overdue import column_overdue
from audits.subjects import ColumnAnswer, DistrictAsWhole
from inspection.openness_values import VetoLine
from inspection.types.portal import Column, Listing

_BLANK, _OVERDUE = "B03", "C03"
_HINT = "按19号文口径提示，待人工核定"


@rule(
    "C06",
    name="多个栏目不更新",
    severity=1,
    mode="A",
    subject="district",
    wordings={
        "overdue": Wording(
            f"{{district}}门户网站累计{{n}}个栏目超期未更新：{{names}}（{_HINT}）",
            "请核实并限期更新；确无相关信息的，在栏目页面作出说明",
        ),
        "news": Wording(
            f"{{district}}门户网站累计{{n}}个动态要闻、通知公告、政策文件类栏目超期未更新：{{names}}（{_HINT}）",
            "请核实并限期更新；确无相关信息的，在栏目页面作出说明",
        ),
        "blank": Wording(
            f"{{district}}门户网站累计{{n}}个栏目为空白栏目：{{names}}（{_HINT}）",
            "请核实并限期补充；确无相关信息的，在栏目页面作出说明",
        ),
    },
)
def columns_overdue_together(case: Case) -> Iterator[Answer]:
    """门户网站自设的主要栏目按要求更新，超期未更新和空白的栏目不达到单项否决的数量。

    为什么: 多个主要栏目长期不更新，说明日常维护不到位，国家抽查可据此单项否决。
    怎样整改: 逐个更新或者撤并；确无相关信息的，作出说明。各领域标准目录的栏目不计入。
    依据: 国办秘函〔2019〕19号（栏目不更新）；所用检查口径的规定。
    """
    lines = [line for line in case.pack.veto_lines.values() if {_BLANK, _OVERDUE} & set(line.rules)]
    if not lines:
        return
    district = DistrictAsWhole(case.district.name)
    overdue, unclear = _overdue(case)
    blank, unread = _blank(case)
    touched: list[tuple[VetoLine, list[Column]]] = []
    doubtful = False
    for line in lines:
        found = [one for one in (blank if _BLANK in line.rules else overdue) if _counts(case, line, one)]
        open_ = [one for one in (unread if _BLANK in line.rules else unclear) if _counts(case, line, one)]
        if len(found) >= line.count:
            touched.append((line, found))
        doubtful = doubtful or len(found) + len(open_) >= line.count
    if touched:
        line, found = max(touched, key=lambda one: len(one[1]) / one[0].count)
        yield fail(
            district,
            "blank" if _BLANK in line.rules else "news" if line.clocks else "overdue",
            suspected=True,
            listings=tuple(one.id for column in found if (one := case.listing_of.get(column.id))),
            clause=line.source.clause,
            district=case.district.name,
            n=len(found),
            names="、".join(f"“{column.path[-1]}”" for column in found[:10]) + ("等" if len(found) > 10 else ""),
        )
    elif doubtful:
        yield unknown(district, "有栏目的列表没有读完，超期或者空白的栏目数不能确定")
    else:
        yield passed(district)


def _counts(case: Case, line: VetoLine, column: Column) -> bool:
    """Whether a line counts a column: a heading of the menu or what stands right below one, as deep as the line goes
    (deeper ones are units' own or of the 26 domains); all of them, or those of its classes whose clock is the
    default."""
    if len(fold_path(column.path)) > line.levels:
        return False
    if not line.clocks:
        return True
    clocks = [case.pack.column_clocks[name] for name in line.clocks if name in case.pack.column_clocks]
    return case.note_of(column) is None and any(clock.covers(column.path) for clock in clocks)


def _overdue(case: Case) -> tuple[list[Column], list[Column]]:
    """The portal's own overdue columns, and those that could not be judged."""
    found: dict[str, Column] = {}
    unclear: dict[str, Column] = {}
    for answer in column_overdue.ask(case):
        subject = answer.subject
        if not isinstance(subject, ColumnAnswer) or not _is_own(case, subject.column):
            continue
        if answer.verdict == "fail" and not answer.suspected:
            found[subject.column.id] = subject.column
        elif answer.verdict == "unknown":
            unclear[subject.column.id] = subject.column
    return list(found.values()), [column for id_, column in unclear.items() if id_ not in found]


def _blank(case: Case) -> tuple[list[Column], list[Column]]:
    """The portal's own blank columns, and those that show nothing but were not read to their end."""
    own = [column for column in case.columns if column.leaf and column.kind == "list" and _is_own(case, column)]
    listed = [(column, case.listing_of.get(column.id)) for column in own]
    shown = [(column, listing) for column, listing in listed if listing is None or _shows_nothing(listing)]
    blank = [column for column, listing in shown if listing and listing.state == "complete" and not listing.claimed]
    sure = {column.id for column in blank}
    return blank, [column for column, _ in shown if column.id not in sure]


def _shows_nothing(listing: Listing) -> bool:
    return not listing.seen and not listing.note


def _is_own(case: Case, column: Column) -> bool:
    """Whether a column is the portal's own: none of an entry's."""
    return not case.entries_of_column(column.id)
