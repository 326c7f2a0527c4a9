"""The check-up of a district's portals: collected apart from all rounds, told on the terminal, put into a sheet."""

from collections.abc import Callable
from dataclasses import asdict, dataclass, replace
from datetime import date, datetime
from pathlib import Path

from console.sealing import seal_off
from crawler.browser import unavailable
from crawler.crawl import CrawlProgress, crawl_round
from crawler.survey import survey_of
from inspection.errors import UserError
from inspection.portal_notes import NAME, PortalNote, add_questions, read_portal_notes, settled_meanings, stray_notes
from inspection.round_lock import round_lock
from inspection.round_store import open_round, read_round
from inspection.system_faults import system_words
from inspection.types.office import CrawlSettings, District
from inspection.types.portal import Snapshot
from inspection.types.survey import DistrictSurvey, LinkedHost, PortalSurvey, ShownDate
from inspection.workspace import Workspace
from reports.survey_sheet import KINDS, agreement_words, family_words, list_words, write
from reports.words import listing_words, moment, path_words, told

FOLDER = "survey"
_LOCK = "round.lock"
# What the sealed list calls the round of a check-up.
_ROUND = "门户检查"
# So many of a kind are told on the terminal; the sheet has all.
_TOLD = 5


@dataclass(frozen=True)
class Surveyed:
    """One district's check-up. `questions` are the rows of portals.csv that nobody has filled; `new` of them were added
    now. `sheet` is the file for the district. `kept` says that nothing was asked of any portal this time."""

    survey: DistrictSurvey
    questions: int
    new: int
    sheet: Path
    strays: tuple[str, ...]
    kept: bool

    @property
    def unsaid(self) -> list[str]:
        """In Chinese the portals that could not be read enough."""
        if not self.survey.portals:
            return list(self.survey.missing)
        return [f"门户 {one.url}：{one.unsaid}。" for one in self.survey.portals if one.unsaid]


def survey_district(
    workspace: Workspace,
    district: District,
    *,
    pages: int,
    again: bool,
    clock: Callable[[], datetime],
    progress: Callable[[CrawlProgress], None],
) -> Surveyed:
    """Collects what is still lacking (with `again` everything anew) and says what was found.

    Raises UserError for a bad portals.csv before anything is asked, and where a file cannot be written.
    """
    table = workspace.root / NAME
    notes = read_portal_notes(table, workspace.districts)
    folder = workspace.root / FOLDER / district.id
    crawl = replace(workspace.crawl, attachments=False)
    browser = _without_browser(crawl)
    with round_lock(folder, district.name):
        if again:
            _clear(folder)
        with open_round(folder / "round.db") as store:
            for name, value in {
                "district": asdict(district),
                "office": asdict(workspace.office),
                "crawl": asdict(crawl),
                "sample": pages,
                "browser": not browser,
                "meanings": settled_meanings(notes, district.id),
            }.items():
                store.set_fact(name, value)
            before = store.count(Snapshot)
            office = workspace.office
            contact = " ".join(part for part in (office.name, office.contact, office.phone) if part)
            outcome = crawl_round(store, folder, district, crawl, contact=contact, clock=clock, progress=progress)
            survey = survey_of(store, folder, district, crawl, outcome.missing, browser)
            sealed = seal_off(workspace.root, _ROUND, district.id, store, folder, clock().date())
    new = add_questions(table, _questions(survey, district), workspace.districts)
    waiting = [one for one in notes if one.district == district.id and one.meaning is None]
    kept = before > 0 and outcome.answers == before
    sheet = write(survey, workspace.office, workspace.root / FOLDER / f"{district.id}.xlsx")
    strays = tuple(stray_notes(notes, district, [*crawl.allow_hosts, *(one.host for one in survey.hosts)]))
    strays += (sealed,) if sealed else ()
    return Surveyed(survey, len(waiting) + len(new), len(new), sheet, strays, kept)


def purge_survey(workspace: Workspace, district: District, limit: date) -> int:
    """Takes away what a check-up collected where its newest answer is older than the limit; the sheet stays. Returns
    how many answers went. Raises UserError where another command works on it or a file stays."""
    folder = workspace.root / FOLDER / district.id
    path = folder / "round.db"
    if not path.exists():
        return 0
    with round_lock(folder, district.name):
        with read_round(path) as store:
            moments = [one.fetched_at[:10] for one in store.each(Snapshot)]
        if not moments or max(moments) >= limit.isoformat():
            return 0
        _clear(folder)
    return len(moments)


def _without_browser(crawl: CrawlSettings) -> str:
    return unavailable() if crawl.browser else "按设置不使用浏览器（browser = false）"


def _clear(folder: Path) -> None:
    """Takes away what an earlier check-up collected; the lock is held. Raises UserError where something stays."""
    try:
        for path in sorted(folder.iterdir()):
            if path.is_file() and path.name != _LOCK:
                path.unlink()
    except OSError as error:
        raise UserError(f"{path} 删不掉（{system_words(error)}），请关闭正在打开它的程序后再运行一次。") from error


def _questions(survey: DistrictSurvey, district: District) -> list[PortalNote]:
    """A row for every date of which a person should say what it means."""
    return [
        PortalNote(district.id, one.host, one.label, None, _remark(one))
        for one in survey.dates
        if one.doubt is not None
    ]


def _remark(one: ShownDate) -> str:
    return f"{one.doubt}；{_compared(one)}；程序暂按“{one.reading}”读；例 {one.example}"


def _compared(one: ShownDate) -> str:
    """How often a date is the same as the others of its pages."""
    beside = {"列表": one.listed, "meta": one.meta, "网址": one.address, "落款": one.signed}
    parts = [f"与{name}相同 {agreement_words(found)}" for name, found in beside.items() if found.both]
    return "，".join([f"{one.pages} 个页面", *parts])


def as_text(found: Surveyed, workspace: Workspace) -> str:
    """The whole check-up for a clerk."""
    survey = found.survey
    lines = [told(survey.name)]
    if found.kept and survey.collected:
        lines.append(f"  沿用 {moment(survey.collected[-1])} 采集的内容，要从头再采集请加 --again。")
    for portal in survey.portals:
        lines += [f"  {line}" for line in _portal_lines(portal, survey.browser)]
    lines += [f"  {line}" for line in _page_lines(survey)]
    lines += [f"  {line}" for line in _host_lines(survey)]
    lines += [f"  {line}" for line in _linked_lines(survey.linked, workspace.crawl.allow_hosts)]
    lines += [f"  {sentence}" for sentence in (*survey.missing, *found.strays)]
    if found.questions:
        added = f"（本次新增 {found.new} 行）" if found.new else ""
        lines.append(
            f"  {found.questions} 处日期须由人定{added}：请在 {workspace.root / NAME} 的“含义”一栏填"
            "发布日期、成文日期、印发日期或不采用，以后各批次都照此读。"
        )
    return "\n".join(lines)


def _portal_lines(portal: PortalSurvey, browser: str) -> list[str]:
    lines = [f"门户 {portal.url}", f"  平台类型：{family_words(portal)}"]
    counted = {kind: sum(one.column.kind == kind for one in portal.columns) for kind in KINDS}
    shown = "，".join(f"{KINDS[kind]} {count}" for kind, count in counted.items() if count)
    if portal.families:
        lines.append(f"  栏目 {len(portal.columns)} 个（{shown}），{list_words(portal)}")
        lines += [f"    {line}" for line in _short_lists(portal)]
    by_script = any(one.listing and one.listing.state == "script_only" for one in portal.columns)
    if by_script and browser:
        lines.append(f"  只由脚本生成的列表须用浏览器打开：{browser}。")
    lines.append(f"  未能检查清楚：{portal.unsaid}。" if portal.unsaid else "  可以开展巡查。")
    return lines


def _short_lists(portal: PortalSurvey) -> list[str]:
    """Lists that were not read to their end, and those that claim another number than they show."""
    lines = []
    for one in portal.columns:
        listing = one.listing
        path = told(path_words(one.column.path))
        if listing is not None and listing.state != "complete":
            lines.append(f"{path}：{listing_words(listing)[0]}（{told(listing.reason)}）")
        elif listing is not None and listing.claimed is not None and listing.claimed > listing.seen:
            lines.append(f"{path}：网站标明 {listing.claimed} 条，读到 {listing.seen} 条不重复的")
    more = len(lines) - _TOLD
    return [*lines[:_TOLD], f"另有 {more} 个，见表"] if more > 0 else lines


def _page_lines(survey: DistrictSurvey) -> list[str]:
    if not survey.pages:
        return []
    newest = f"，最新日期 {survey.newest}" if survey.newest else ""
    lines = [f"抽取页面 {survey.pages} 个，读出 {survey.read} 个，其中 {survey.undated} 个读不出发布日期{newest}"]
    if survey.dates:
        lines.append("页面上的日期：")
    doubtful = [one for one in survey.dates if one.doubt]
    others = [one for one in survey.dates if not one.doubt]
    for one in [*doubtful, *others[:_TOLD]]:
        by = "（人工确定）" if one.settled else ""
        doubt = f"　？{one.doubt}" if one.doubt else ""
        lines.append(f"  {one.host} “{one.label}”作{one.reading}{by}：{_compared(one)}{doubt}")
    if len(others) > _TOLD:
        lines.append(f"  另有 {len(others) - _TOLD} 种，见表")
    return lines


def _host_lines(survey: DistrictSurvey) -> list[str]:
    lines = []
    for one in survey.hosts:
        parts = [f"robots.txt {one.robots}"]
        if one.median_ms is not None:
            parts.append(f"一般 {one.median_ms} 毫秒答复，最长 {one.longest_ms} 毫秒")
        parts += [f"3 秒以上 {one.slow} 次"] if one.slow else []
        parts += [f"遇到访问防护 {one.challenged} 处"] if one.challenged else []
        parts += [f"没有答复 {one.failed} 次"] if one.failed else []
        lines.append(f"网站 {one.host}：{'；'.join(parts)}")
    return lines


def _linked_lines(linked: tuple[LinkedHost, ...], allowed: list[str]) -> list[str]:
    if not linked:
        return []
    lines = ["链向其他网站："]
    for one in linked[:_TOLD]:
        counted = [f"栏目 {one.columns} 个"] * bool(one.columns) + [f"列表中 {one.rows} 行"] * bool(one.rows)
        lines.append(f"  {one.host}：{'，'.join(counted)}，{'视同本区公开' if one.allowed else '不在 allow_hosts 中'}")
    if len(linked) > _TOLD:
        lines.append(f"  另有 {len(linked) - _TOLD} 个网站，见表")
    outside = [one.host for one in linked if not one.allowed]
    if outside:
        hosts = ", ".join(f'"{host}"' for host in [*allowed, *outside[:_TOLD]])
        lines.append(f"  其中视同本区公开的，请写入 xuncha.toml 的 [crawl]，如：allow_hosts = [{hosts}]")
    return lines
