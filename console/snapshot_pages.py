"""The local pages of what proves a round's findings: 留痕/<编号>.html beside its reports, for lists and the dashboard.

`write_snapshots(run, folder)` fills `folder/留痕`:

- `<finding id>.html` for every finding of the run's districts that somebody confirmed and that a list may name
  (`reports/snapshot_links.py` tells which and where, for the writers). It tells the finding, where each answer came
  from and lies, and shows the answers made harmless and masked, the words of the finding marked.
- `列表-<12 signs>.html`, one for each set of more than three lists that were searched in vain; pages of absences lead
  to it.

Pages of findings that no longer hold are removed. The same round gives the same bytes. Nothing in them asks for
anything from outside, so the folder may be handed on beside the lists.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from hashlib import sha256
from pathlib import Path

from audits.ledger import Memory
from audits.rule_texts import rule_texts
from console.evidence_sheets import Proof, Proofs, piece_of
from console.inspection_run import Run
from console.report_view import living_findings
from console.stored_pages import ShownAnswer, StoredPages
from inspection.rule_pack import from_json
from inspection.types.judgement import Finding
from inspection.types.office import District
from inspection.types.paperwork import RuleText
from reports.evidence_sheet import (
    STYLE,
    FindingSheet,
    Piece,
    Searched,
    finding_table,
    page_box,
    piece_table,
    searched_table,
    searched_words,
)
from reports.output import put, remove
from reports.safe_page import document, shown
from reports.snapshot_links import FOLDER, has_snapshot

_AT_HAND = 64


def write_snapshots(run: Run, folder: Path) -> int:
    """Writes the local pages of the run's districts into `folder/留痕`. Returns how many findings have one."""
    rules = rule_texts()
    target = folder / FOLDER
    written: set[str] = set()
    count = 0
    with Memory(run.workspace.memory_path) as memory:
        for district in run.districts:
            findings = living_findings(run, memory, district.id)
            told = [one for one in findings if has_snapshot(one)]
            for name, text in _of_district(run, district, told, rules, _notices(memory, run, district)):
                target.mkdir(parents=True, exist_ok=True)
                put(target / name, text.encode())
                written.add(name)
            count += len(told)
            _remove(target, {f"{one.id}.html" for one in findings} - written)
    others = [one for one in run.workspace.districts if one not in run.districts]
    if not any(run.workspace.store_path(run.round, one.id).exists() for one in others):
        _remove(target, {path.name for path in target.glob("*.html")} - written)
    return count


def _remove(folder: Path, names: Iterable[str]) -> None:
    for name in sorted(names):
        if (folder / name).exists():
            remove(folder / name)


def _notices(memory: Memory, run: Run, district: District) -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for notice in memory.notices.of_round(run.round, district.id):
        for id_ in notice.findings:
            found[id_] = (*found.get(id_, ()), f"{notice.title} {notice.official or notice.number}")
    return found


def _of_district(
    run: Run,
    district: District,
    findings: list[Finding],
    rules: dict[str, RuleText],
    notices: dict[str, tuple[str, ...]],
) -> Iterator[tuple[str, str]]:
    with run.store(district) as store:
        pages = StoredPages(store, run.folder(district))
        as_of = date.fromisoformat(store.fact("as_of"))
        pack = from_json(store.fact("rule_pack")).title
        proofs = Proofs(pages)
        lists: dict[str, list[Searched]] = {}
        at_hand: dict[tuple[int, str], ShownAnswer | str] = {}
        for finding in findings:
            own, searched = proofs.of(finding)
            led: tuple[str, str] | None = None
            if any(one.searched for one in own):
                named = "\n".join(f"{one.url} {one.state}" for one in searched)
                name = f"列表-{sha256(f'{district.id} {named}'.encode()).hexdigest()[:12]}.html"
                lists.setdefault(name, searched)
                led = (name, searched_words(searched))
            pieces = tuple(_piece(pages, proof, finding, at_hand) for proof in _shown_here(own))
            sheet = FindingSheet(
                finding, district.name, as_of, pack, rules.get(finding.rule), pieces,
                () if led else tuple(replace(one, pieces=()) for one in searched), notices.get(finding.id, ()), led,
            )  # fmt: skip
            yield f"{finding.id}.html", _page(sheet)
        for name, searched in lists.items():
            title = f"{district.name}查过的列表"
            told = [replace(one, pieces=()) for one in searched]
            body = f"<h1>{shown(title)}</h1>\n<p>{shown(searched_words(searched))}</p>\n{searched_table(told)}"
            yield name, document(title, body, STYLE)


def _shown_here(proofs: list[Proof]) -> list[Proof]:
    """What is shown on a finding's own page: all but lists that were searched in vain, of each list its first page."""
    return [
        one for one in proofs if not one.searched and not (one.what.startswith("列表第") and "第1页" not in one.what)
    ]


def _piece(
    pages: StoredPages, proof: Proof, finding: Finding, at_hand: dict[tuple[int, str], ShownAnswer | str]
) -> Piece:
    """An answer with its page; what several findings in a row rest on is looked at once."""
    piece = piece_of(proof)
    if proof.snapshot is None:
        return piece
    key = (proof.number, finding.span or "")
    if key not in at_hand:
        answer = pages.answer(proof.snapshot)
        if len(at_hand) >= _AT_HAND:
            del at_hand[next(iter(at_hand))]
        spans = (finding.span,) if finding.span else ()
        at_hand[key] = answer if isinstance(answer, str) else pages.shown(answer, spans)
    came = at_hand[key]
    if isinstance(came, str):
        return replace(piece, note=came)
    return replace(piece, page=came.page, note=came.why_not)


def _page(sheet: FindingSheet) -> str:
    title = f"网页留痕 {sheet.finding.id}"
    parts = [f"<h1>{shown(title)}</h1>\n", finding_table(sheet, rule=False)]
    for piece in sheet.pieces:
        parts += [f"<h2>{shown(piece.what)}</h2>\n", piece_table(piece)]
        if piece.page is not None:
            parts.append(page_box(piece.page))
    if sheet.searched:
        parts += ["<h2>查过的列表</h2>\n", searched_table(sheet.searched)]
    if sheet.lists is not None:
        name, words = sheet.lists
        parts.append(f'<h2>查过的列表</h2>\n<p>{shown(words)}<a href="{shown(name)}">逐个列出</a></p>\n')
    return document(title, "".join(parts), STYLE)
