"""A city after two judged rounds, as a real workspace: stores, memory, what people decided, what went out, what came.

Nothing is crawled: the stores are made straight (`benchmarks/made_round.py`) and judged by the real rules; of what was
found each district keeps a share, drawn so that no one rule drowns the others. Round one was confirmed, notified and
answered in part; of round two a good half is confirmed, nothing has gone out yet. The same arguments give the same
rows.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict, replace
from datetime import date, datetime, timedelta
from pathlib import Path
from random import Random

from audits.ledger import Memory
from audits.round import audit_round
from benchmarks.made_round import made_round
from console.earlier_rounds import earlier_round
from console.inspection_run import Run, plan
from crawler.evidence import EvidenceFile, Place, Received
from inspection.china_time import CHINA
from inspection.office_tables import read_units
from inspection.round_store import RoundStore, open_round
from inspection.types.judgement import Finding, Unit
from inspection.types.life import Act, LifeEvent, RecheckAnswer
from inspection.types.office import District
from inspection.types.paperwork import IssuedNotice
from inspection.types.portal import Page, Snapshot
from inspection.workspace import Workspace, open_workspace, round_name
from tests.reports.dashboard_round import DISTRICTS

FIRST, SECOND = date(2026, 11, 16), date(2026, 12, 16)
ROUND = round_name(SECOND)
NOW = datetime(2026, 12, 18, 10, tzinfo=CHINA)
OFFICE = "江州市政务公开办公室"
_PACK = "guangzhou"
# The share of a district's findings that one rule may take, and the pages that a round reads for each finding kept.
_SHARE, _PAGES = 0.22, 1.3
_HEADERS = (("Content-Type", "text/html; charset=utf-8"), ("Server", "nginx"))
# What stands around the text of a page on every portal.
_FRAME = "".join(
    f"<div class='nav'><ul><li><a href='/c{number}/'>政务公开栏目{number}</a></li></ul></div>" for number in range(60)
)
_UNITS = (
    ("民政局", "区属", ""), ("财政局", "区属", ""), ("教育局", "区属", ""), ("卫生健康局", "区属", ""),
    ("农业农村局", "区属", ""), ("自然资源分局", "派出", "江州市规划和自然资源局"),
    ("生态环境分局", "派出", "江州市生态环境局"), ("税务局", "垂直", "江州市税务局"),
)  # fmt: skip


def big_city(
    root: Path, *, districts: int = 11, findings: int = 5_000, told: Callable[[str], None] = lambda _: None
) -> Path:
    """Makes the workspace; its second round holds exactly so many findings over its districts. `told` hears how far it
    is. Returns the workspace's folder."""
    chosen = DISTRICTS[:districts]
    _settings(root, chosen)
    workspace = open_workspace(root)
    with Memory(workspace.memory_path) as memory:
        for place, district in enumerate(workspace.districts):
            number = findings // districts + (place < findings % districts)
            first = _round(workspace, memory, district, FIRST, number * 3 // 4, place)
            _after_first_round(memory, district, first, Random(place))
            second = _round(workspace, memory, district, SECOND, number, place)
            _after_second_round(memory, district, first, second, Random(place))
            told(f"{district.name} {len(second)}")
    return root


def run_of(root: Path, say: Callable[[str], None] = lambda _: None) -> Run:
    """The run of the second round, as `xuncha report` plans it."""
    return plan(
        open_workspace(root), today=NOW.date(), clock=lambda: NOW, say=say, progress=lambda *_: None, round_=ROUND,
        known=True,
    )  # fmt: skip


def _settings(root: Path, chosen: Sequence[tuple[str, str, str]]) -> None:
    root.mkdir(parents=True, exist_ok=True)
    lines = [
        f'[office]\nname = "{OFFICE}"\nregion = "江州市"\nrule_pack = "{_PACK}"\ndocument_prefix = "江政务公开办"\n'
        'contact = "陈工"\nphone = "0700-1234567"\n\n[reports]\nappraisal = "2026年度绩效考核"\n'
    ]
    lines += [
        f'[[district]]\nid = "{id_}"\nname = "{name}"\nclass = "{kind}"\n'
        f'[[district.portal]]\nurl = "https://www.{id_}.example/"\n'
        for id_, name, kind in chosen
    ]
    (root / "xuncha.toml").write_text("\n".join(lines), encoding="utf-8")
    rows = ["区,单位名称,简称,类别,上级单位"]
    rows += [
        f"{name},{name}{unit},{unit},{kind},{superior}" for _, name, _ in chosen for unit, kind, superior in _UNITS
    ]
    (root / "units.csv").write_text("\n".join(rows) + "\n", encoding="utf-8-sig")


def _round(
    workspace: Workspace, memory: Memory, district: District, as_of: date, number: int, seed: int
) -> list[Finding]:
    """One judged round of a district with so many findings; the memory knows them."""
    name = round_name(as_of)
    path = workspace.store_path(name, district.id)
    path.parent.mkdir(parents=True, exist_ok=True)
    made_round(path, district.id, max(40, int(number * _PAGES)), seed=seed, pack=_PACK, name=district.name, as_of=as_of)
    with open_round(path) as store:
        _frozen(store, workspace, district, as_of)
        _archived(store, path.parent)
        audit_round(store, memory.id_for)
        kept = _drawn(_varied(store.read(Finding), seed, district), number, seed)
        store.replace(Finding, kept)
        memory.record_round(name, district.id, kept, as_of)
        return store.read(Finding)


def _frozen(store: RoundStore, workspace: Workspace, district: District, as_of: date) -> None:
    facts = {
        "district": asdict(district),
        "office": asdict(workspace.office),
        "crawl": asdict(workspace.crawl),
        "earlier": earlier_round(workspace, round_name(as_of), district.id, as_of),
        "unfit": ["40个栏目列表中有20个未能读全"] if district.id == "shiqiao" and as_of == SECOND else [],
    }
    for name, value in facts.items():
        store.set_fact(name, value)
    units = read_units(workspace.root / "units.csv", workspace.districts)
    store.replace(Unit, [*(one for one in units if one.district == district.id), *_towns(store)])


def _archived(store: RoundStore, folder: Path) -> None:
    """Puts what the portal answered into WARC files, so that what rests on it can be shown."""
    pages = {page.snapshot: page for page in store.read(Page)}
    archive = EvidenceFile(folder, "xuncha")
    places: dict[str, Place] = {}
    kept = []
    for one in store.read(Snapshot):
        page = pages.get(one.id)
        at = datetime.fromisoformat(one.fetched_at)
        text = "".join(f"<p>{line}</p>" for line in (page.body if page else "").splitlines())
        body = f"<html><head><title>{page.title if page else ''}</title></head><body>{_FRAME}{text}</body></html>"
        places[one.id] = place = archive.keep(
            Received(one.url, "GET", (), b"", one.status, _HEADERS, body.encode(), "HTTP/1.1", at)
        )
        kept.append(
            replace(one, warc=place.warc, offset=place.offset, length=place.length, sha256=place.sha256)
        )  # fmt: skip
    archive.close()
    store.replace(Snapshot, kept)
    store.replace(Page, [
        replace(page, sha256=places[page.snapshot].sha256) if page.snapshot in places else page
        for page in pages.values()
    ])  # fmt: skip


def _towns(store: RoundStore) -> list[Unit]:
    return [replace(one, kind="镇街") for one in store.read(Unit) if one.name.endswith("人民政府")]


def _varied(found: Iterable[Finding], seed: int, district: District) -> list[Finding]:
    """The same findings over all units of the district: made pages name one publisher alone, made entries none."""
    drawn = Random(seed)
    keeps: dict[str, str] = {}
    varied = []
    for one in found:
        unit = one.unit
        if unit is None and one.domain:
            unit = keeps.setdefault(one.domain, f"{district.name}{drawn.choice(_UNITS)[0]}")
        elif unit:
            unit = unit.replace("民政局", drawn.choice(_UNITS)[0])
        varied.append(replace(one, unit=unit))
    return varied


def _drawn(found: Sequence[Finding], number: int, seed: int) -> list[Finding]:
    """So many of the findings, no rule more than its share where there are enough of others."""
    drawn = Random(seed).sample(sorted(found, key=lambda one: one.identity), len(found))
    met: Counter[str] = Counter()
    within: list[Finding] = []
    beyond: list[Finding] = []
    for one in drawn:
        met[one.rule] += 1
        (within if met[one.rule] <= number * _SHARE else beyond).append(one)
    kept = [*within, *beyond][:number]
    if len(kept) < number:
        raise ValueError(f"only {len(kept)} findings of {number}: more pages are needed")
    return kept


def _after_first_round(memory: Memory, district: District, found: Sequence[Finding], drawn: Random) -> None:
    """Confirmed, sent out, received, answered in part, looked at again."""
    shares = _shares(found, drawn, confirm=0.7, reject=0.08, waive=0.04)
    _decide(memory, shares, FIRST + timedelta(1))
    at = _on(FIRST, 4, 16)
    confirmed = shares["confirm"]
    due = _on(FIRST, 11, 18)
    notice = memory.notices.issue(
        IssuedNotice(
            "", "notice", "整改通知书", round_name(FIRST), district.id, f"{district.name}人民政府办公室", None, None,
            at, tuple(confirmed), dict.fromkeys(confirmed, due),
        ),
        "江政务公开办",
    )  # fmt: skip
    town = f"{district.name}政务公开办"
    done = [_act(id_, "notify", at, "office", OFFICE, notice=notice.number, due=due) for id_ in confirmed]
    done += [_act(id_, "receive", at + timedelta(hours=2), "district", town) for id_ in confirmed]
    link = f"https://www.{district.id}.example/done.html"
    done += [
        _act(id_, "reply", _on(FIRST, 9, 10), "unit", town, link=link, reason="已补充公开")
        for id_ in confirmed
        if drawn.random() < 0.6
    ]
    memory.acts.record(done)


def _after_second_round(
    memory: Memory, district: District, first: Sequence[Finding], second: Sequence[Finding], drawn: Random
) -> None:
    """What is gone was looked at and in part closed; what is new is confirmed for a good half."""
    again = {one.id for one in second}
    known = {one.id: one for one in first}
    open_ = [one.finding for one in memory.acts.notified(district.id) if one.finding in known]
    gone = [id_ for id_ in open_ if id_ not in again and drawn.random() < 0.8]
    memory.record_recheck(
        RecheckAnswer(id_, district.id, "fixed", "已能打开并有内容", FIRST + timedelta(15), (), ()) for id_ in gone
    )
    closed = [id_ for id_ in gone if drawn.random() < 0.5]
    memory.acts.record(_act(id_, "close", _on(SECOND, 1, 9), "office", OFFICE, reason="复查通过") for id_ in closed)
    fresh = [one for one in second if one.id not in known]
    _decide(memory, _shares(fresh, drawn, confirm=0.62, reject=0.06, waive=0.03), SECOND + timedelta(1))


def _shares(found: Sequence[Finding], drawn: Random, **shares: float) -> dict[str, list[str]]:
    """Ids by the decision that is made of them; the rest stays undecided."""
    made: dict[str, list[str]] = defaultdict(list)
    for one in found:
        chance = drawn.random()
        for kind, share in shares.items():
            if chance < share:
                made[kind].append(one.id)
                break
            chance -= share
    return made


def _decide(memory: Memory, shares: dict[str, list[str]], on: date) -> None:
    for kind in ("confirm", "reject", "waive"):
        if ids := shares[kind]:
            until = on + timedelta(200) if kind == "waive" else None
            memory.decide(ids, kind, "已核对页面", until, on)


def _act(finding: str, act: Act, at: datetime, speaker: str, who: str, reason: str = "", **more: object) -> LifeEvent:
    return LifeEvent(finding, 0, act, at, speaker, who, reason, "", **more)  # type: ignore[arg-type]  # of its values


def _on(day: date, later: int, hour: int) -> datetime:
    return datetime(day.year, day.month, day.day, hour, tzinfo=CHINA) + timedelta(later)
