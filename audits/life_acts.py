"""Which acts a finding can meet in which state, and what each of them needs."""

from collections.abc import Iterable

from inspection.china_time import moment_words
from inspection.reply_forms import REASONS
from inspection.types.judgement import FindingState
from inspection.types.life import Act, LifeEvent

STATES: dict[FindingState, str] = {
    "suspected": "待核实", "confirmed": "属实，未下发", "rejected": "不予认定", "waived": "已报备",
    "notified": "已下发", "received": "已签收", "replied": "已反馈，待复查", "fixed": "复查通过",
    "unfixed": "复查不通过", "closed": "已销号",
}  # fmt: skip
ACTS: dict[Act, str] = {
    "found": "发现", "confirm": "认定属实", "confirm_in_part": "认定部分属实", "reject": "不予认定", "waive": "报备",
    "send_draft": "征求意见", "agree": "无异议", "object": "提出异议", "uphold": "维持认定（异议、说明不采纳）",
    "withdraw": "撤销认定（异议、说明采纳）", "reassign": "改派", "notify": "下发", "receive": "签收", "extend": "延期",
    "reply": "反馈", "explain": "说明", "fix_in_part": "反馈部分整改", "recheck_fixed": "复查通过",
    "recheck_unfixed": "复查不通过", "recheck_unclear": "复查未能判定", "return": "退回", "close": "销号",
    "reopen": "重新核查", "remind": "催办", "undo": "撤回上一步",
}  # fmt: skip
# What those who answer do; all else is the office's or the machine's.
OF_UNITS: frozenset[Act] = frozenset({"agree", "object", "explain", "receive", "reply", "fix_in_part"})
CHOICES = REASONS
CONFIRMING: frozenset[Act] = frozenset({"confirm", "confirm_in_part", "uphold", "notify"})
REFUSING: frozenset[Act] = frozenset({"reject", "withdraw"})
OPEN: tuple[FindingState, ...] = ("notified", "received", "replied", "unfixed")
DONE: tuple[FindingState, ...] = ("fixed", "closed")
_FROM: dict[Act, tuple[FindingState, ...]] = {
    "confirm": ("suspected", "confirmed", "rejected", "waived"),
    "confirm_in_part": ("suspected", "confirmed", "rejected", "waived", *OPEN),
    "reject": ("suspected", "confirmed", "rejected", "waived"),
    "waive": ("suspected", "confirmed", "rejected", "waived", *OPEN),
    "send_draft": ("suspected", "confirmed"),
    "agree": ("suspected", "confirmed"),
    "object": ("suspected", "confirmed", *OPEN),
    "explain": ("suspected", "confirmed", *OPEN),
    "uphold": ("suspected", "confirmed", *OPEN),
    "withdraw": ("suspected", "confirmed", *OPEN),
    "reassign": ("suspected", "confirmed", *OPEN),
    "notify": ("confirmed",),
    "receive": ("notified",),
    "extend": OPEN,
    "reply": ("notified", "received", "unfixed"),
    "fix_in_part": ("notified", "received", "unfixed"),
    "recheck_fixed": ("confirmed", *OPEN),
    "recheck_unfixed": (*OPEN, "fixed"),
    "recheck_unclear": OPEN,
    "return": ("replied", "unfixed", "fixed"),
    "close": ("fixed", "replied"),
    "reopen": ("rejected", "waived", "fixed", "closed"),
    "remind": ("notified", "received", "unfixed"),
}
# Acts with which a deadline may be set.
DEADLINED: frozenset[Act] = frozenset({"send_draft", "notify", "extend", "return", "uphold", "confirm_in_part"})
# Before a notice only a draft that was sent for comment can be answered to.
_TOLD_FIRST: frozenset[Act] = frozenset({"agree", "object", "explain"})


def possible(state: FindingState, *, pending: LifeEvent | None, draft: bool, any_acts: bool) -> tuple[Act, ...]:
    """The acts that a finding can meet now, in the order of its life. `pending` is an objection or explanation that
    waits for its answer, `draft` says that it was sent for comment."""
    found: list[Act] = []
    for act, states in _FROM.items():
        fits = state in states
        if act in _TOLD_FIRST and state in ("suspected", "confirmed"):
            fits = draft
        elif act == "uphold":
            fits = fits and pending is not None
        elif act == "withdraw":
            fits = fits and (pending is not None or state in OPEN)
        elif act == "notify":
            fits = fits and pending is None
        elif act == "close" and state in OPEN:
            # an explanation that is taken closes what cannot be put right
            fits = fits or (pending is not None and pending.act == "explain")
        if fits:
            found.append(act)
    return (*found, "undo") if any_acts else tuple(found)


def lacking(event: LifeEvent, due: object) -> str | None:
    """In Chinese what an act lacks or has too much; None where all is there. `due` is the deadline in force."""
    what = ACTS[event.act]
    if event.act not in ("notify", "receive", "send_draft", "agree", "remind") and not event.reason.strip():
        return f"{what}须写明理由，请用 --reason 写一句。"
    if event.act == "waive" and event.until is None:
        return "报备须写明截止日期，请用 --until 写明，如 --until 2027-06-30。"
    if event.until is not None and event.act != "waive":
        return "只有报备才有截止日期，请去掉 --until。"
    if event.until is not None and event.until < event.at.date():
        return f"报备的截止日期 {event.until} 已经过去，请用 --until 写一个今后的日期。"
    if event.act == "reassign" and not event.unit:
        return "改派须写明改由哪个单位负责，请加 --unit 单位名称。"
    if event.unit is not None and event.act != "reassign":
        return "只有改派才写单位，请去掉 --unit。"
    return _lacking_times(event, due) or _lacking_papers(event)


def _lacking_times(event: LifeEvent, due: object) -> str | None:
    if event.act in ("notify", "extend") and event.due is None:
        return f'{ACTS[event.act]}须写明整改期限，请用 --due 写明，如 --due "2026-12-04 18:00"。'
    if event.due is not None and event.act not in DEADLINED:
        return "只有征求意见、下发、延期、退回和答复异议、说明时才写期限，请去掉 --due。"
    if event.due is not None and event.due.date() < event.at.date():
        return f"期限 {event.due:%Y-%m-%d} 早于办理日期 {event.at:%Y-%m-%d}，请核对 --due。"
    if event.act == "extend" and event.due is not None and isinstance(due, type(event.due)) and event.due <= due:
        return f"延期后的期限应晚于原期限（{moment_words(due)}前），请核对 --due。"
    return None


def _lacking_papers(event: LifeEvent) -> str | None:
    if event.choice is not None and event.choice not in CHOICES:
        return f"没有“{event.choice}”这个选项，请用：{'；'.join(CHOICES)}。"
    if event.link is not None and not event.link.startswith(("http://", "https://")):
        return f"“{event.link}”不是网址，--link 须写 http:// 或 https:// 开头的完整网址。"
    if event.act in ("reply", "fix_in_part") and not (event.link or event.choice):
        return "反馈须附整改后的网址（--link），没有网址的用 --choice 选明原因。"
    if event.choice is not None and event.act not in OF_UNITS:
        return "原因选项（--choice）只用于单位的异议、说明和反馈，请去掉。"
    return None


def act_words(acts: Iterable[Act]) -> str:
    """Acts in Chinese, one after another."""
    return "、".join(ACTS[act] for act in acts)
