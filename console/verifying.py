"""Whether a round's evidence is what it was: every snapshot and reference to one, every record, the chained digest."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from console.seal_copies import SEALS, copied_seals
from crawler.digest_chain import Chains, Seal, all_members, chains, is_tombstone, seals
from crawler.evidence import evidence_files, file_number
from crawler.warc_record import DamagedRecordError, Member, Record, digest, record_at
from inspection.round_store import RoundStore, read_round
from inspection.types.directory import DirectoryFile
from inspection.types.judgement import Evidence, Finding
from inspection.types.page_facts import EarlierAbsence, EarlierDate
from inspection.types.portal import Listing, Page, Purged, Snapshot


@dataclass
class Verified:
    """What was looked at in one district's round, and in Chinese each thing that does not hold: its place and what it
    means. `copied` says whether a copy of the seal outside the round was compared."""

    snapshots: int = 0
    references: int = 0
    records: int = 0
    purged: int = 0
    seal: Seal | None = None
    copied: bool = False
    faults: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class _Seen:
    """What a record says of itself, without its content."""

    kind: str
    address: str | None
    status: int | None
    length: int
    sha256: str


def verify_round(store_path: Path, root: Path, round_: str, district: str) -> Verified:
    """Verifies one district's round from its own folder, and against the copies of its seals in the workspace `root`.

    Writes nothing. Raises UserError where the store itself cannot be opened.
    """
    with read_round(store_path) as store:
        return _Verifier(store, store_path.parent).run(copied_seals(root, round_, district))


class _Verifier:
    """One pass over the files, then over the rows."""

    def __init__(self, store: RoundStore, folder: Path) -> None:
        self._store = store
        self._folder = folder
        self._result = Verified()
        self._faults = self._result.faults
        self._snapshots = store.read(Snapshot)
        self._purged = {(one.warc, one.offset): one for one in store.read(Purged)}
        self._seen: dict[tuple[str, int], _Seen] = {}
        self._tombstones: set[tuple[str, int]] = set()

    def run(self, copies: list[Seal]) -> Verified:
        """Everything, in the order in which it is told."""
        result = self._result
        names = {one.warc for one in self._snapshots}
        missing = {name for name in names if not (self._folder / name).is_file()}
        for name in sorted(missing):
            self._faults.append(f"{self._folder / name} 不在了：其中的网页留痕全部无法出示，请从备份恢复。")
        for path in evidence_files(self._folder):
            if file_number(path.name) == 0:
                self._faults.append(f"{path} 不是本程序写的文件：来历不明，请移出批次文件夹。")
        found = chains(self._snapshots, self._look_through(), self._purged.values())
        for snapshot in self._snapshots:
            if snapshot.warc not in missing:
                self._faults += self._faults_of(snapshot)
        self._tombs()
        self._faults += self._broken_references()
        self._seals(found, copies)
        result.snapshots, result.records = len(self._snapshots), len(found.archive) - 1
        result.purged = len(self._purged)
        return result

    def _look_through(self) -> Iterator[tuple[str, Member]]:
        """All members of all files, taken note of on their way."""
        for name, member in all_members(self._folder):
            place = f"{self._folder / name} 位置 {member.offset}"
            if member.record is None:
                self._faults.append(
                    f"{place} 起的 {member.length} 字节不是完整的记录：文件被截断、改动，或加入了别的内容，"
                    "其后的留痕只能逐条核对。"
                )
            elif is_tombstone(member):
                self._tombstones.add((name, member.offset))
            else:
                if member.record.kind != "request":
                    self._seen[name, member.offset] = _seen(member.record)
                if not _digests_hold(member.record):
                    self._faults.append(f"{place} 的记录与其自带的校验值不符：内容被改动过。")
            yield name, member

    def _faults_of(self, snapshot: Snapshot) -> Iterator[str]:
        place = f"网页留痕 {snapshot.url}（{snapshot.warc} 位置 {snapshot.offset}）"
        where = (snapshot.warc, snapshot.offset)
        if where in self._tombstones or where in self._purged:
            return
        seen = self._seen.get(where) or self._seen_alone(where)
        if seen is None:
            yield f"{place}在文件中没有记录：不能再作依据。"
            return
        if seen.address != snapshot.url:
            yield f"{place}的记录是另一个网址 {seen.address} 的：不能再作依据。"
        if seen.kind != ("resource" if snapshot.rendered else "response"):
            yield f"{place}的记录不是网站的答复（{seen.kind}）：不能再作依据。"
        elif not snapshot.rendered and seen.status != snapshot.status:
            yield f"{place}登记的状态是 {snapshot.status}，记录中是 {seen.status}：两者之一被改动过。"
        if (seen.sha256, seen.length) != (snapshot.sha256, snapshot.length):
            yield f"{place}的内容与登记的 SHA-256 不符：内容或登记被改动过。"

    def _seen_alone(self, where: tuple[str, int]) -> _Seen | None:
        """A record behind a damaged place, which a pass over the file does not reach."""
        try:
            record, _ = record_at(self._folder / where[0], where[1])
        except (OSError, DamagedRecordError):
            return None
        return _seen(record)

    def _tombs(self) -> None:
        for name, offset in sorted(self._tombstones - self._purged.keys()):
            self._faults.append(f"{self._folder / name} 位置 {offset} 的记录已被清除，批次中却没有登记清除的缘由。")
        for name, offset in sorted(self._purged.keys() - self._tombstones):
            self._faults.append(
                f"{self._folder / name} 位置 {offset} 的记录登记为已清除，文件中却没有清除：请再次清除。"
            )

    def _broken_references(self) -> Iterator[str]:
        """Rows that rest on snapshots or listings that are not there."""
        kept = {one.id for one in self._snapshots}
        for page in self._store.each(Page):
            if page.snapshot and page.snapshot not in kept:
                yield f"页面 {page.url} 所依据的网页留痕 {page.snapshot} 不在批次中。"
        listings = set()
        for listing in self._store.each(Listing):
            listings.add(listing.id)
            for one in listing.snapshots:
                if one not in kept:
                    yield f"栏目列表 {listing.url} 所依据的网页留痕 {one} 不在批次中：不能再证明其中没有某事项。"
        places = {(one.warc, one.offset): one for one in self._snapshots}
        files = {(one.file, one.sha256) for one in self._store.each(DirectoryFile)}
        # what an earlier round keeps is verified there
        files |= {(one.snapshot_url, one.sha256) for one in self._store.each(EarlierAbsence)}
        files |= {(one.snapshot_url, one.sha256) for one in self._store.each(EarlierDate)}
        for finding in self._store.each(Finding):
            for evidence in finding.evidence:
                self._result.references += 1
                if not _stands(evidence, places, listings, files):
                    what = evidence.listing or evidence.url
                    yield f"问题 {finding.id}（{finding.message}）的依据 {what} 在批次中找不到，或与登记不符。"

    def _seals(self, found: Chains, copies: list[Seal]) -> None:
        own = seals(self._store)
        told = dict.fromkeys(own, "批次中") | dict.fromkeys(copies, f"工作区 {SEALS} 中")
        for seal, where in told.items():
            rows, records = found.keeps(seal)
            parts = [name for name, holds in (("网页留痕登记", rows), ("网页留痕文件", records)) if not holds]
            if parts:
                self._faults.append(
                    f"{'和'.join(parts)}与{where} {seal.at} 的封存不符：封存之后有内容被改动、删去或插入。"
                )
        known = own or copies
        latest = known[-1] if known else None
        self._result.seal, self._result.copied = latest, latest in copies
        if latest is None:
            self._faults.append("本批次没有封存：采集没有正常结束，或封存被删去；请再运行 xuncha crawl 后核验。")
            return
        if copies and not own:
            self._faults.append(f"批次中的封存被删去了，工作区 {SEALS} 中有 {latest.at} 的副本。")
        more = len(found.answers) - 1 - latest.answers, len(found.archive) - 1 - latest.records
        if max(more) > 0:
            self._faults.append(
                f"{latest.at} 封存之后又多出 {max(more[0], 0)} 份登记、{max(more[1], 0)} 条记录：采集曾经中断，"
                "或有人加入了内容；若是中断，请再运行 xuncha crawl 后核验。"
            )


def _seen(record: Record) -> _Seen:
    body = record.payload
    sha256 = hashlib.sha256(body).hexdigest()
    return _Seen(record.kind, record.field("WARC-Target-URI"), record.status, len(body), sha256)


def _digests_hold(record: Record) -> bool:
    """Whether a record is what its own digests say; a revisit's payload digest is of another record."""
    told = {"WARC-Block-Digest": record.block}
    if record.kind != "revisit":
        told["WARC-Payload-Digest"] = record.payload
    given = ((record.field(name), data) for name, data in told.items())
    return all(digest(data) == value for value, data in given if value and value.startswith("sha1:"))


def _stands(
    evidence: Evidence,
    places: dict[tuple[str, int], Snapshot],
    listings: set[str],
    files: set[tuple[str, str]],
) -> bool:
    if evidence.listing is not None:
        return evidence.listing in listings
    if evidence.warc is None or evidence.offset is None:
        # a handed-in file by its bytes; an address that never answered by itself
        return evidence.sha256 is None or (evidence.url or "", evidence.sha256) in files
    kept = places.get((evidence.warc, evidence.offset))
    return kept is not None and (kept.url, kept.fetched_at, kept.status, kept.sha256) == (
        evidence.url, evidence.fetched_at, evidence.status, evidence.sha256,
    )  # fmt: skip
