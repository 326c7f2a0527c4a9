"""The evidence pack (证据包) of findings or of a notice: one ZIP that proves them to anybody, without our software.

What leaves is masked. What came is handed on as it came, with its WARC record, only where masking changed nothing and
nothing in it is personal; for the rest the pack says that the original lies with the office, and under which hash. The
same round gives the same bytes, pictures aside.
"""

import csv
import hashlib
import io
import zipfile
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from audits.ledger import Memory
from audits.rule_texts import rule_texts
from console.evidence_sheets import Proof, Proofs, by_number, piece_of
from console.screenshots import pictures
from console.stored_pages import StoredAnswer, StoredPages
from crawler.digest_chain import seals
from inspection.errors import UserError
from inspection.masking import mask
from inspection.round_store import read_round
from inspection.rule_pack import from_json
from inspection.telling import may_be_told
from inspection.types.judgement import Finding
from inspection.types.office import District
from inspection.types.paperwork import IssuedNotice
from inspection.unit_names import unit_names
from inspection.workspace import Workspace
from reports.evidence_manual import Manual, manual
from reports.evidence_sheet import STYLE, FindingSheet, Piece, page_box, piece_table
from reports.export import harmless
from reports.safe_page import document, shown
from reports.view import CONFIRMED

MANUAL, CHECKLIST, SUMS = "说明.html", "核验清单.csv", "SHA256SUMS"
_FOLDER = "留痕"
# Nothing in a pack tells when it was made.
_MADE = (2000, 1, 1, 0, 0, 0)
WITHHELD = "内容含个人信息或已作处理，原件不随附，由本办按上列 SHA-256 保存，可到本办核对"


@dataclass(frozen=True)
class Wanted:
    """What a pack is of: findings with what has become of them, and what it is called by."""

    findings: tuple[Finding, ...]
    title: str


@dataclass
class _File:
    data: bytes
    what: str


def must_be_packed(findings: Sequence[Finding]) -> None:
    """Raises UserError for findings that no pack may hold: classified ones, those that nobody confirmed, and personal
    data together with what others are told."""
    if sealed := [one.id for one in findings if not may_be_told(one, "letter")]:
        raise UserError(f"{'、'.join(sealed)} 疑似涉密，只以电话处置（见 xuncha sealed），不出证据包。")
    if early := [one.id for one in findings if one.state not in CONFIRMED]:
        raise UserError(
            f"{'、'.join(early)} 没有核查属实，不出证据包；属实的请先用 xuncha decide 记下结论，再运行一次。"
        )
    private = [one.id for one in findings if not may_be_told(one, "notice")]
    units = {(one.district, unit_names(one.unit)) for one in findings}
    if private and (len(units) > 1 or len(unit_names(findings[0].unit)) > 1):
        raise UserError(
            f"{'、'.join(private)} 涉及个人信息，证据包只能单独给一个责任单位，请不要同其他单位的问题写在一起。"
        )


def pack_files(
    workspace: Workspace, memory: Memory, wanted: Wanted, *, no_pictures: str, say: Callable[[str], None]
) -> dict[str, bytes]:
    """The files of a pack by their names. `no_pictures` says in Chinese why no pictures are taken, '' takes them."""
    files: dict[str, _File] = {}
    sheets: list[FindingSheet] = []
    places: list[tuple[str, str]] = []
    sealed: list[str] = []
    first = 1
    groups: dict[tuple[str, str], list[Finding]] = {}
    for one in wanted.findings:
        groups.setdefault((one.round, one.district), []).append(one)
    notices = memory.notices.all()
    documents: dict[str, str] = {}
    for (round_, id_), findings in groups.items():
        district = next(one for one in workspace.districts if one.id == id_)
        made = _of_store(workspace, round_, district, findings, notices, first)
        first += made.count
        sheets += made.sheets
        files |= made.files
        documents |= made.documents
        places.append((f"{round_}　{district.name}", f"rounds/{round_}/{id_}/"))
        sealed += made.seals
    cut = () if no_pictures else _take(documents, files, say)
    told = _with_files(sheets, files)
    files[MANUAL] = _File(
        manual(
            Manual(workspace.office, wanted.title, told, tuple(places), tuple(sealed), no_pictures, tuple(cut))
        ).encode(),
        "说明：问题、证据和核验方法",
    )
    return _closed(files)


def zipped(files: dict[str, bytes]) -> bytes:
    """The files as a ZIP, the same for the same files."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as archive:
        for name in sorted(files):
            member = zipfile.ZipInfo(name, _MADE)
            member.external_attr = 0o644 << 16
            member.create_system = 3
            packed = name.endswith((".gz", ".png"))
            member.compress_type = zipfile.ZIP_STORED if packed else zipfile.ZIP_DEFLATED
            archive.writestr(member, files[name])
    return buffer.getvalue()


@dataclass(frozen=True)
class _Made:
    """What was made of one district's round."""

    sheets: list[FindingSheet]
    files: dict[str, _File]
    documents: dict[str, str]
    seals: list[str]
    count: int


def _of_store(
    workspace: Workspace, round_: str, district: District, findings: Iterable[Finding],
    notices: Sequence[IssuedNotice], first: int,
) -> _Made:  # fmt: skip
    path = workspace.store_path(round_, district.id)
    rules = rule_texts()
    files: dict[str, _File] = {}
    documents: dict[str, str] = {}
    with read_round(path) as store:
        pages = StoredPages(store, path.parent)
        as_of = date.fromisoformat(store.fact("as_of"))
        pack = from_json(store.fact("rule_pack")).title
        proofs = Proofs(pages, first)
        gathered = [(one, *proofs.of(one)) for one in findings]
        pieces = {one.number: _piece(pages, one, files, documents) for one in proofs.all()}
        last = seals(store)[-1:]
    sheets = [
        FindingSheet(
            one, district.name, as_of, pack, rules.get(one.rule),
            tuple(pieces[proof.number] for proof in by_number(own)), tuple(searched), _numbers_of(one, notices),
        )
        for one, own, searched in gathered
    ]  # fmt: skip
    told = [f"{round_}　{district.name}：{one.at[:16].replace('T', ' ')} 封存，摘要 {one.head}" for one in last]
    return _Made(sheets, files, documents, told, len(pieces))


def _numbers_of(finding: Finding, notices: Sequence[IssuedNotice]) -> tuple[str, ...]:
    return tuple(
        f"{one.title} {one.number}{f'（发文字号：{one.official}）' if one.official else ''}"
        for one in notices
        if finding.id in one.findings
    )


def _piece(pages: StoredPages, proof: Proof, files: dict[str, _File], documents: dict[str, str]) -> Piece:
    """One answer with the files that it gives; it does not keep its page."""
    piece = piece_of(proof)
    if proof.snapshot is None:
        return piece
    answer = pages.answer(proof.snapshot)
    if isinstance(answer, str):
        return replace(piece, note=answer)
    came = pages.shown(answer, proof.spans, asks_whole=True)
    stem = f"{_FOLDER}/{piece.number:03d}"
    own: dict[str, str] = {}

    def keep(name: str, data: bytes, what: str) -> None:
        files[f"{stem}-{name}"] = _File(data, f"证据{piece.number:03d} {what}")
        own[what] = f"{stem}-{name}"

    if answer.head:
        keep("响应头.txt", _head(answer), "响应头")
    if came.whole:
        keep("原件.bin", answer.body, "原件（网站答复的原始字节）")
        keep("归档记录.warc.gz", answer.record, "归档记录（WARC）")
    told = replace(piece, note=came.why_not, withheld="" if came.whole else WITHHELD if came.page else "")
    if came.page is not None:
        body = f"<h1>{shown(f'证据{piece.number:03d}')}</h1>\n{piece_table(told)}{page_box(came.page)}"
        text = document(f"网页留痕 证据{piece.number:03d}", body, STYLE)
        keep("网页.html", text.encode(), "网页留痕（去标识化）")
        if not proof.searched:
            documents[f"{stem}-截图.png"] = text
    marked = proof.spans and came.page is not None and not came.page.marked
    note = "提示的原文不在本页正文中（可能在附件或标题中）" if marked else ""
    return replace(told, files=own, note="；".join(filter(None, (told.note, note))))


def _head(answer: StoredAnswer) -> bytes:
    """The status line and headers as received; masked where they tell of a person."""
    text = answer.head.decode("latin-1")
    masked = mask(text)
    return answer.head if masked == text else masked.encode("latin-1", "replace")


def _take(documents: dict[str, str], files: dict[str, _File], say: Callable[[str], None]) -> tuple[str, ...]:
    """Takes the pictures. Returns the names of those that do not show all."""
    cut: list[str] = []
    if not documents:
        return ()
    for done, (name, picture, whole) in enumerate(pictures(documents), start=1):
        number = name.rpartition("/")[2].partition("-")[0]
        files[name] = _File(picture, f"证据{number} 截图（去标识化网页的样子）")
        cut += [] if whole else [name]
        if done % 20 == 0:
            say(f"已截图 {done}/{len(documents)}。")
    return tuple(cut)


def _with_files(sheets: Sequence[FindingSheet], files: dict[str, _File]) -> tuple[FindingSheet, ...]:
    """The sheets with the pictures that were taken."""
    return tuple(replace(sheet, pieces=tuple(_pictured(piece, files) for piece in sheet.pieces)) for sheet in sheets)


def _pictured(piece: Piece, files: dict[str, _File]) -> Piece:
    name = f"{_FOLDER}/{piece.number:03d}-截图.png"
    return replace(piece, files={**piece.files, "截图": name}) if name in files else piece


def _closed(files: dict[str, _File]) -> dict[str, bytes]:
    """The files with the list of their hashes, twice: for people and for sha256sum."""
    digests = {name: hashlib.sha256(files[name].data).hexdigest() for name in sorted(files)}
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\r\n")
    writer.writerow(["文件", "SHA-256", "是什么"])
    writer.writerows([harmless(name), digest, harmless(files[name].what)] for name, digest in digests.items())
    made = {name: one.data for name, one in files.items()}
    made[CHECKLIST] = b"\xef\xbb\xbf" + buffer.getvalue().encode()
    made[SUMS] = "".join(f"{digest}  {name}\n" for name, digest in digests.items()).encode()
    return made
