"""A judged round whose findings rest on answers of every kind: clean, personal, packed, data, files, sealed, absent."""

import gzip
import json
from collections.abc import Sequence
from dataclasses import asdict, replace
from datetime import date
from pathlib import Path

from audits.ledger import Memory
from console.cli import run
from console.seal_copies import seal_round
from crawler.evidence import EvidenceFile, Received
from inspection.round_store import open_round
from inspection.rule_pack import load_pack, to_json
from inspection.types.judgement import Evidence, Finding
from inspection.types.page_facts import PageFacts, PersonalHit
from inspection.types.portal import Attachment, Column, Listing, Page, Snapshot
from inspection.workspace import open_workspace
from tests.crawler.evidence_made import HOST, received, snapshot
from tests.reports.hostile_pages import HOSTILE, MOBILE, NUMBER, PERSON

AS_OF = date(2026, 11, 20)
SECRET = "行动部署"
SPAN = "（此件不予公开）"
CLEAN = f"<html><head><title>通知</title></head><body><p>各镇街：现予公布。</p><p>{SPAN}</p></body></html>"
PRIVATE = (
    "<html><body><table><tr><td>姓名</td><td>身份证号</td></tr>"
    f"<tr><td title='{PERSON}'>{PERSON}</td><td>{NUMBER}</td></tr></table><p>电话{MOBILE}</p></body></html>"
)
LIST = json.dumps({"total": 1, "articles": [{"title": "关于通知", "url": f"{HOST}/1.html"}]}, ensure_ascii=False)
BODIES: dict[str, tuple[bytes, str, dict[str, str]]] = {
    "clean": (CLEAN.encode(), "text/html; charset=utf-8", {}),
    "private": (PRIVATE.encode(), "text/html; charset=utf-8", {}),
    "packed": (gzip.compress(CLEAN.encode("gbk"), mtime=0), "text/html; charset=gbk", {"Content-Encoding": "gzip"}),
    "hostile": ("".join(HOSTILE.values()).encode("utf-8", "replace"), "text/html; charset=utf-8", {}),
    "naming": (f"<body><a href='/secret.html'>{SECRET}</a><p>正文</p></body>".encode(), "text/html", {}),
    "list": (LIST.encode(), "application/json", {}),
    "more": (b"<ul><li><a href='/1.html'>x</a></li></ul>", "text/html", {}),
    "sealed list": (f"<ul><li>{SECRET}</li></ul>".encode(), "text/html", {}),
    "file": (b"%PDF-1.4 clean", "application/pdf", {}),
    "private file": (b"%PDF-1.4 private", "application/pdf", {}),
    "scanned": (b"%PDF-1.4 scanned", "application/pdf", {}),
}


def made(root: Path) -> dict[str, str]:
    """A workspace with the round 2026-11 of 临江区, confirmed. Returns the ids of its findings by what they rest on."""
    assert run(["init", str(root)]) == 0
    workspace = open_workspace(root)
    folder = root / "rounds" / "2026-11" / "linjiang"
    rows = _kept(folder)
    with Memory(root / "xuncha.db") as memory, open_round(folder / "round.db") as store:
        for name, value in {
            "rule_pack": to_json(load_pack("national", AS_OF)), "as_of": AS_OF.isoformat(), "round": "2026-11",
            "office": asdict(workspace.office), "district": asdict(workspace.districts[0]), "verdicts": {},
            "calendar": None, "earlier": None,
        }.items():  # fmt: skip
            store.set_fact(name, value)
        store.replace(Snapshot, rows.values())
        store.replace(Page, [
            Page(rows[name].url, "linjiang", "static", (), (), "ok", snapshot=rows[name].id)
            for name in ("clean", "private", "packed", "hostile", "naming")
        ] + [Page(f"{HOST}/secret.html", "linjiang", "static", ("c9",), (), "sealed")])  # fmt: skip
        hit = PersonalHit("id_number", "body", "", "45*", "", 1, certain=True)
        store.replace(PageFacts, [PageFacts(rows["private"].url, personal=(hit,))])
        store.replace(Attachment, [
            Attachment(HOST, n, rows[name].url, "附件.pdf", "pdf", state, "pdf", text, snapshot=rows[name].id)
            for n, name, state, text in (
                (1, "file", "ok", "名称和文号"), (2, "private file", "ok", f"电话{MOBILE}"),
                (3, "scanned", "scanned", ""),
            )
        ])  # fmt: skip
        store.replace(Column, [
            Column(f"c{n}", HOST, "static", f"{HOST}/c{n}/", ("政务公开", f"栏目{n}"), None, n, True, "list")
            for n in range(1, 10)
        ])  # fmt: skip
        listings = [_listing(n, rows["list" if n == 1 else "sealed list" if n == 9 else "more"]) for n in range(1, 10)]
        store.replace(Listing, listings)
        findings = _findings(memory, rows)
        store.replace(Finding, findings.values())
        memory.record_round("2026-11", "linjiang", findings.values(), AS_OF)
        seal_round(root, "2026-11", "linjiang", store, folder, "2026-11-20T12:30:00+08:00")
    ids = {name: one.id for name, one in findings.items()}
    confirmed = [id_ for name, id_ in ids.items() if name != "not confirmed"]
    assert run(["decide", str(root), *confirmed, "confirm", "--reason", "已核对"]) == 0
    return ids


def _kept(folder: Path) -> dict[str, Snapshot]:
    evidence = EvidenceFile(folder, "Xuncha/0.1")
    rows: dict[str, Snapshot] = {}
    for number, (name, (body, kind, headers)) in enumerate(BODIES.items(), start=1):
        came: Received = received(f"/{number}.html", body, headers=(("Content-Type", kind), *headers.items()))
        rows[name] = snapshot(came, evidence.keep(came))
    evidence.close()
    return rows


def _listing(number: int, row: Snapshot) -> Listing:
    state = "cut_short" if number == 8 else "complete"
    reason = "第2页未能读取" if number == 8 else None
    return Listing(
        f"l{number}", f"c{number}", f"{HOST}/c{number}/", state, reason, None, 1, None, snapshots=(row.id,)
    )  # fmt: skip


def _findings(memory: Memory, rows: dict[str, Snapshot]) -> dict[str, Finding]:
    plain = _finding(memory, "clean", "D03", (rows["clean"],))
    return {
        "clean": replace(plain, span=SPAN),
        "private": replace(_finding(memory, "private", "B13", (rows["private"],)), severity=1),
        "private too": _finding(memory, "private too", "D01", (rows["private"],)),
        "packed": replace(_finding(memory, "packed", "D03", (rows["packed"],)), span=SPAN),
        "hostile": _finding(memory, "hostile", "D01", (rows["hostile"],)),
        "naming": _finding(memory, "naming", "D01", (rows["naming"],)),
        "files": _finding(memory, "files", "E04", (rows["file"], rows["private file"], rows["scanned"])),
        "column": _finding(memory, "column", "C03", (), ("l1",)),
        "sealed column": _finding(memory, "sealed column", "C03", (), ("l9",)),
        "absence": _finding(memory, "absence", "B02", (), tuple(f"l{n}" for n in range(1, 10))),
        "classified": _finding(memory, "classified", "D09", ()),
        "not confirmed": _finding(memory, "not confirmed", "D01", (rows["clean"],)),
        "other unit": replace(_finding(memory, "other unit", "D01", (rows["clean"],)), unit="临江区教育局"),
        "directory": replace(_finding(memory, "directory", "A14", ()), place="directories/a.xlsx “Sheet1” A5:N5",
                             evidence=(Evidence(url="directories/a.xlsx", sha256="0" * 64),)),
    }  # fmt: skip


def _finding(memory: Memory, name: str, rule: str, rows: Sequence[Snapshot], listings: Sequence[str] = ()) -> Finding:
    identity = f"linjiang|{rule}|{name}"
    proofs = [Evidence(one.url, one.fetched_at, one.status, one.sha256, one.warc, one.offset) for one in rows]
    url = rows[0].url if rows else HOST
    return Finding(
        memory.id_for(identity), identity, "2026-11", "linjiang", "临江区民政局", "社会救助", "最低生活保障", None,
        None, rule, "检查项", "A", 2, "suspected", f"标题{name}", url, f"=问题<b>{name}", "请整改", "条例第十九条",
        AS_OF, (*proofs, *(Evidence(listing=one) for one in listings)),
    )  # fmt: skip
