"""A14: a time limit that cannot be checked, or is longer than the law's."""

import re
from collections.abc import Iterator

from audits.case import Case
from audits.directory_case import item_name
from audits.names import fold
from audits.rule import Answer, Wording, fail, passed, rule, unknown
from audits.subjects import DirectoryRow
from inspection.types.directory import Entry, Limit

_DEMAND = "请明确为可核查的时限，如“信息形成或者变更之日起20个工作日内”"
# Words that set no time, alone in a cell: whoever reads them can only ask.
_VAGUE = re.compile(
    r"(?:信息)?(?:形成|变更|产生)?(?:或者?变更)?(?:之日起|之?后)?(?:应当|予以)?"
    r"(?:及时|适时|定期|动态|不定期|按时|按期|尽快|尽早|视情(?:况)?|按(?:有关|相关)?(?:规定|要求|时限)|有关规定|根据(?:实际|工作)?(?:情况|需要|要求))"
    r"(?:主动|予以|进行|向社会)?(?:公开|更新|发布|公布|公示|调整|动态更新)?(?:信息|相关信息)?"
)
_LAW = re.compile("法律|法规|规章|另有规定|从其规定|条例|依法|《")
# A number with its unit, or something that happens: it sets a time, though we cannot count it.
_SETS_A_TIME = re.compile(
    r"[\d一二两三四五六七八九十][个]?(?:工作日|小时|分钟|[天日周月年])|当[天日月年]|次[日月年]|立即|立刻|第一时间"
    r"|学[期年]|工作日|[月年季]初|[月年季]底|之?前(?:公[开布]|$)|[后时]即?(?:公[开布]|$)|[^适及按实]时$"
)
# Marks that stand for nothing: the cell is as good as blank.
_NOTHING = ("", "无")
# 20 working days and the holidays between them; months from the second on.
_MOST_DAYS, _MOST_MONTHS = 40, 1


@rule(
    "A14",
    name="公开时限不可核查",
    severity=2,
    mode="A",
    subject="row",
    files_alone=True,
    wordings={
        "vague": Wording("{domain}领域“{item}”公开时限表述为“{printed}”，不可核查", _DEMAND),
        "too_long": Wording(
            "{domain}领域“{item}”公开时限表述为“{printed}”，超过{days}个工作日",
            "请按法定时限调整，或注明法律法规的另行规定",
        ),
        "unread": Wording(
            "{domain}领域“{item}”公开时限表述为“{printed}”，未能读出起算时点和期限",
            "请核对；表述不完整的，明确起算时点和期限",
        ),
        "nothing_above": Wording("{domain}领域“{item}”公开时限表述为“{printed}”，上方没有可沿用的时限", _DEMAND),
    },
)
def time_limit_checkable(case: Case) -> Iterator[Answer]:
    """公开时限明确、可核查，自信息形成或者变更之日起不超过20个工作日，法律、法规另有规定的除外；与标准指引一致的表述不作为问题。

    为什么: 写着及时、适时的时限，谁也说不清何时算晚。
    怎样整改: 改为有起点、有天数或者有周期的时限；依法另有规定的，注明依据。
    依据: 中华人民共和国政府信息公开条例第二十六条；国办发〔2019〕54号。
    """
    most = case.pack.item_limit.n if case.pack.item_limit and case.pack.item_limit.unit == "workday" else None
    for row in case.directory.rows:
        if fold(row.time_limit) in _NOTHING:
            yield unknown(DirectoryRow(row), "没有读到公开时限")
            continue
        fault = _fault(row, most)
        by_guides = fold(row.time_limit) in case.directory.guides_limits
        if fault is None or (by_guides and fault[0] == "unread") or _is_the_guides(case, row):
            yield passed(DirectoryRow(row))
            continue
        wording, suspected = fault
        if by_guides and not case.directory.knows_guide(row, "time_limit"):
            # The guide may say so of this item as well: we hold a part of it.
            suspected = True
        yield fail(
            DirectoryRow(row), wording, suspected=suspected, severity=4 if wording == "unread" else None,
            domain=row.domain, item=item_name(row), printed=row.time_limit, days=most,
        )  # fmt: skip


def _fault(row: Entry, most: int | None) -> tuple[str, bool] | None:
    """The wording for what is wrong with a limit, and whether only a person can be sure; None where nothing is."""
    kinds = {limit.kind for limit in row.limits}
    if kinds == {"reference"}:
        # What stands above may be in a part of the file that we did not see.
        return "nothing_above", True
    vague = bool(_VAGUE.fullmatch(fold(row.time_limit)))
    if not kinds or "unreadable" in kinds:
        # What we cannot read a person may.
        sets_a_time = _SETS_A_TIME.search(row.time_limit or "") and not vague
        return ("unread", True) if sets_a_time else ("vague", not vague)
    if kinds == {"prompt"}:
        return "vague", not vague
    long = [limit for limit in row.limits if most is not None and _is_too_long(limit, most)]
    if long and not _LAW.search(row.time_limit or ""):
        return "too_long", any(limit.unit != "workday" for limit in long)
    return None


def _is_too_long(limit: Limit, most: int) -> bool:
    if limit.kind != "deadline" or limit.n is None:
        return False
    return limit.n > {"workday": most, "day": _MOST_DAYS, "month": _MOST_MONTHS}.get(limit.unit or "", limit.n)


def _is_the_guides(case: Case, row: Entry) -> bool:
    own = fold(row.time_limit)
    return any(fold(item.time_limit) == own for item in case.directory.guide_items(row))
