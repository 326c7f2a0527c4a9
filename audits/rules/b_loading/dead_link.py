"""B04: a link that leads nowhere."""

from collections.abc import Iterable, Iterator
from datetime import date

from audits.case import Case
from audits.rule import Answer, Wording, fail, passed, rule, unknown
from audits.subjects import ColumnAnswer
from inspection.types.portal import Column, Incident, Page

_GONE = (404, 410)
# What a server or the way to it did; what we left alone (robots, window, budget …) or could not read is not among it.
_FAILURES = (
    "http", "failed", "gone", "soft_404", "protected", "loop", "timeout", "dns", "refused", "reset", "tls", "other",
)  # fmt: skip


@rule(
    "B04",
    name="链接失效",
    severity=3,
    mode="A",
    subject="page",
    wordings={
        "gone": Wording("《{title}》链接失效（{status}）", "请修复链接，或撤下失效条目"),
        "soft": Wording("《{title}》链接失效（页面提示内容不存在）", "请修复链接，或撤下失效条目"),
        "failed": Wording("《{title}》链接失效（{when}访问均{status}）", "请核实并修复链接"),
        "column": Wording("“{column}”链接失效（{status}）", "请修复栏目链接"),
    },
)
def dead_link(case: Case) -> Iterator[Answer]:
    """公开栏目和列表中的链接能够打开，并指向应有的内容。

    为什么: 链接打不开，等于没有公开。
    怎样整改: 修复链接；内容已迁移的改为新地址，已依法撤下的同时撤下条目。
    依据: 国办秘函〔2019〕19号（链接可用性）。
    """
    for page in case.pages:
        if page.state in ("external", "sealed", "login") or page.landed:
            continue  # a link that leads elsewhere is not dead: B05
        if page.state == "ok":
            yield passed(page)
        elif page.state == "unread":
            yield unknown(page, "页面未能采集")
        else:
            yield _dead_page(case, page)
    for column in case.columns:
        met = [i for i in case.incidents if i.what == "list" and i.column == column.id and i.url == column.url]
        failed = [incident for incident in met if _is_failure(incident)]
        if failed:
            yield _dead_column(case, column, failed)


def _dead_column(case: Case, column: Column, met: list[Incident]) -> Answer:
    """A column whose own address is gone, or failed on enough days. List pages behind the first are not links."""
    keys = case.entries_of_column(column.id)
    subject = ColumnAnswer(column, case.listing_of.get(column.id), keys[0] if keys else None)
    gone = next((incident.status for incident in met if incident.status in _GONE), None)
    days = _days(met)
    if gone is not None:
        return fail(subject, "column", column=column.path, status=gone)
    if any(incident.kind == "soft_404" for incident in met):
        return fail(subject, "column", suspected=True, column=column.path, status="页面提示内容不存在")
    if len(days) < case.pack.dead_link.days:
        return unknown(subject, "访问未成功，须在另一日再次访问后才能判定")
    status = f"{_shown(days)}访问均{_told(met)}"
    return fail(subject, "column", suspected=not _is_certain(met), column=column.path, status=status)


def _dead_page(case: Case, page: Page) -> Answer:
    title = case.title_of(page)
    if page.state == "gone":
        return fail(page, "gone", title=title, status=page.status or _GONE[0])
    if page.state == "soft_404":
        return fail(page, "soft", title=title)
    met = [i for i in case.incidents if i.url == page.url and i.what == "page" and _is_failure(i)]
    days = _days(met)
    if len(days) < case.pack.dead_link.days:
        return unknown(page, "访问未成功，须在另一日再次访问后才能判定")
    certain = page.state == "failed" and _is_certain(met)
    return fail(page, "failed", suspected=not certain, title=title, status=_told(met), when=_shown(days))


def _is_failure(incident: Incident) -> bool:
    """What came in full under a good status and could not be unpacked or ends too soon is not the server's refusal."""
    came = incident.kind == "failed" and 200 <= (incident.status or 0) < 300
    return incident.kind in _FAILURES and not came


def _days(met: Iterable[Incident]) -> list[date]:
    return sorted({day for incident in met for day in incident.days})


def _shown(days: Iterable[date]) -> str:
    return "、".join(f"{day.month}月{day.day}日" for day in days)


def _is_certain(met: Iterable[Incident]) -> bool:
    """Whether the server itself said that it failed; silence and challenges may be for us alone."""
    return any(incident.kind != "protected" and (incident.status or 0) >= 500 for incident in met)


def _told(met: Iterable[Incident]) -> str:
    statuses = sorted({incident.status for incident in met if incident.status})
    return f"返回{'、'.join(map(str, statuses))}" if statuses else "无应答"
