"""公开时限 wording into limits: clauses told apart, each read whole, unreadable as soon as one is not understood."""

import re
from dataclasses import replace
from functools import lru_cache

from directories.time_limits.clauses import LONGEST_CLAUSE, Clause, read_clause, says_no_limit
from directories.time_limits.wording import evened
from inspection.types.directory import Limit

UNREADABLE = (Limit("unreadable"),)
# Characters without blanks; more is a page that ran into the cell, and no limit.
LONGEST_CELL = 1000


@lru_cache(4096)
def parse_limits(wording: str | None) -> tuple[Limit, ...]:
    """The limits that a 公开时限 cell states, in its order; `applies_to` where the wording says which part each is for.

    Empty for an empty cell. Exactly one `unreadable` where any clause is not understood: a wording is never read by
    half, because the part not understood might change the rest. What other law sets for special cases
    (法律法规另有规定的从其规定) is no limit of the entry and is left out.

    及时 beside a number in one statement is no second limit (20个工作日内及时公开, 20个工作日内，及时公开): the number
    says how soon. After a statement that has ended with its own verb it is one (20个工作日内公开，及时更新: `deadline`
    and `prompt`). The labelled rows hold the first form; the second is read as they read 长期公开 after a deadline.

    即时 is `realtime` like 实时 and 随时. 立即, 第一时间, 当日, 即日, 次日 and hours (24小时内) are `unreadable`: there
    is no unit for them, and nobody can tell whether they mean `realtime` or `prompt`. So is a start at 发布之日 or
    公布之日 of some paper, which may be its issue or another event.
    """
    if wording is None or not wording.strip():
        return ()
    if len("".join(wording.split())) > LONGEST_CELL:
        return UNREADABLE
    limits = _read(evened(wording))
    if limits is None and "\n" in wording.strip():
        # Lines may be limits of their own instead of one limit broken by a narrow column.
        limits = _read(evened(wording.replace("\n", "；")))
    return UNREADABLE if limits is None else limits


# Signs that may stand between two limits as well as inside one; tried as the former where the latter fails.
_JOINTS = re.compile(
    "、|(?<=[日底末前])[和及与](?=(?:每年)?\\d{1,2}月)|(?:并且?|同时|且)(?=长期|永久|常年|保持|公示|及时|实时|随时)"
)


def _read(text: str) -> tuple[Limit, ...] | None:
    found: list[Clause] = []
    for clause in text.split(";"):
        if clause:
            read = _sentence([part for part in clause.split(",") if part])
            if read is None:
                read = _sentence([part for part in _JOINTS.sub(",", clause).split(",") if part])
            if read is None:
                return None
            found += read
    return _limits(found) if found else None


# A part that ends by publishing is a statement of its own: what follows it belongs to another limit.
_CLOSED = re.compile("(?:(?<!依申请)公开|(?<!批[前后])公布|发布|(?<![或和者、及])更新)$")
# What may go on over a comma: a start, a time, a condition, a topic without a number, 公示 to the length of it. Any
# other words before or behind a comma would pass for the name of a part (名单另行通知,20个工作日内).
_GOES_ON = re.compile(
    "[后时的内前日起];|(?:(?:[月年]|季度)[底末]|年度|形成|变[更动化]|更新|完成|依申请公开);"
    "|^(?:(?!公示|公布|另行|[详另]见)\\D)*(?:信息|预算|决算|结果|情况|数据|事项|内容|文件|决定|材料|名单|报告|批复|成果"
    "|方案|职能|目录|计划|清单|指南|政策|标准|规划|制度|名录);"
    "|(?:公示|公告|意见);(?:公示|公告|征求)?(?:意见)?(?:期|时间|时限|不得?少|至少)"
)


def _sentence(parts: list[str]) -> list[Clause] | None:
    """Parts between commas: as many as possible joined to one clause, then the rest; None when a part stays unread."""
    ends: dict[int, list[Clause] | None] = {len(parts): []}
    for start in range(len(parts) - 1, -1, -1):
        ends[start] = None
        for end in range(_reach(parts, start), start, -1):
            joined, rest = "".join(parts[start:end]), ends[end]
            clause = None if rest is None else read_clause(joined)
            if rest is not None and (clause is not None or says_no_limit(joined)):
                ends[start] = rest if clause is None else [clause, *rest]
                break
    return ends[0]


def _reach(parts: list[str], start: int) -> int:
    """The end of the longest run of parts from `start` that may be one clause."""
    length = 0
    for end in range(start, len(parts)):
        length += len(parts[end])
        if length > LONGEST_CLAUSE:
            return end
        ends = end + 1 == len(parts) or not _GOES_ON.search(f"{parts[end]};{parts[end + 1]}")
        if ends or _CLOSED.search(parts[end]):
            return end + 1
    return len(parts)


def _limits(clauses: list[Clause]) -> tuple[Limit, ...] | None:
    limits: list[Limit] = []
    for place, clause in enumerate(clauses):
        part = clause.part if clause.named or _set_apart(clauses, place) else None
        limit = replace(clause.limit, applies_to=part)
        if limit not in limits:
            limits.append(limit)
    # 依申请公开 beside its own number of days is one limit.
    asked = {limit.applies_to for limit in limits if limit.kind == "on_request" and limit.n is not None}
    limits = [limit for limit in limits if limit.kind != "on_request" or limit.n or limit.applies_to not in asked]
    return None if _contradict(limits) else tuple(limits)


def _set_apart(clauses: list[Clause], place: int) -> bool:
    """True where a part that is only the subject of its clause matters: the first clause's subject goes on over those
    that have none (规划批准后20个工作日内公布，长期公开) unless they set another limit of the same kind."""
    others = [*clauses[:place], *clauses[place + 1 :]]
    return place > 0 or any(other.part or other.limit.kind == clauses[0].limit.kind for other in others)


def _contradict(limits: list[Limit]) -> bool:
    """True when two limits that exclude one another stand for the same part: nobody can tell which one holds."""
    if len(limits) > 1 and any(limit.kind == "reference" and limit.applies_to is None for limit in limits):
        return True
    started = {(limit.applies_to, limit.anchor is None) for limit in limits if limit.kind == "deadline"}
    if any((part, not unknown) in started for part, unknown in started):
        return True
    seen = set()
    for limit in limits:
        if limit.kind in ("deadline", "display", "consult", "periodic"):
            mark = (limit.kind, limit.applies_to, limit.anchor)
            if mark in seen:
                return True
            seen.add(mark)
    quick = {limit.applies_to for limit in limits if limit.kind in ("prompt", "realtime", "on_request")}
    return any(limit.kind == "deadline" and limit.anchor is None and limit.applies_to in quick for limit in limits)


def printed(limits: tuple[Limit, ...]) -> str | None:
    """A plain wording that `parse_limits` reads as the same limits; None where there is nothing to say."""
    words = [_printed(limit) for limit in limits]
    return "；".join(words) if words and all(words) else None


_STARTS = {
    "created_or_changed": "信息形成或者变更之日起", "obtained": "制作或者获取之日起", "decided": "作出决定之日起",
    "approved": "批准后", "issued": "印发之日起",
}  # fmt: skip
_UNITS = {"workday": "个工作日", "day": "日", "month": "个月"}
_CYCLES = {"day": "天", "week": "周", "month": "月", "quarter": "季度", "half_year": "半年", "year": "年"}
_PLAIN = {
    "realtime": "实时公开",
    "prompt": "及时公开",
    "permanent": "长期公开",
    "reference": "同上",
    "with": "同步公开",
}


def _printed(limit: Limit) -> str:
    label = f"{limit.applies_to}：" if limit.applies_to else ""
    length = f"{limit.n}{_UNITS[limit.unit]}" if limit.n and limit.unit else ""
    words = ""
    if limit.kind == "deadline":
        words = f"{_STARTS.get(limit.anchor, '')}{length}内" if limit.anchor else f"{length}内"
    elif limit.kind in ("display", "consult"):
        words = f"{'公示期' if limit.kind == 'display' else '征求意见期限'}不少于{length}"
    elif limit.kind == "periodic" and limit.period:
        words = f"每{_CYCLES[limit.period]}更新"
    elif limit.kind == "fixed_date" and limit.month and limit.day:
        words = f"每年{limit.month}月{limit.day}日前"
    elif limit.kind == "before_event":
        words = f"提前{length}"
    elif limit.kind == "on_request":
        words = f"收到申请之日起{length}内" if length else "依申请公开"
    else:
        words = _PLAIN.get(limit.kind, "")
    readable = words and parse_limits(label + words) == (limit,)
    return re.sub("::", ":", label + words) if readable else ""
