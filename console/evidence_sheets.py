"""What proves the findings of one district's round, gathered from its store: answers, and lists searched in vain."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from console.stored_pages import StoredPages
from inspection.types.judgement import Evidence, Finding
from inspection.types.portal import Snapshot
from reports.evidence_sheet import Piece, Searched
from reports.words import listing_words, moment, path_words

# A finding about a column names its own list or two; what names more says that something is in none of them.
FEW_LISTS = 3
NO_ANSWER = "没有得到答复，没有可附的留痕"
EARLIER = "留痕在较早批次的归档中"
HANDED_IN = "报送文件，原件由本办保存"
_CARRIED = {
    "unchanged": "{}再次请求，网站答复内容未变",
    "not_asked": "{}核对列表，条目未变，沿用此前留痕",
}


@dataclass
class Proof:
    """One thing that proves something, under its number. `searched`: a page of a list that was searched in vain."""

    number: int
    what: str
    evidence: Evidence
    snapshot: Snapshot | None
    searched: bool
    handed_in: bool = False
    spans: list[str] = field(default_factory=list)


class Proofs:
    """What proves the findings of one district's round; each answer once, numbered on from `first`."""

    def __init__(self, pages: StoredPages, first: int = 1) -> None:
        self._pages = pages
        self._first = first
        self._found: dict[tuple[object, ...], Proof] = {}
        self._lists: dict[tuple[str, bool], tuple[list[Proof], Searched] | None] = {}

    def all(self) -> list[Proof]:
        """Everything that was gathered, in the order of its numbers."""
        return list(self._found.values())

    def of(self, finding: Finding) -> tuple[list[Proof], list[Searched]]:
        """What proves one finding, and the lists that were searched for it."""
        proofs = [self._answer(finding, one) for one in finding.evidence if one.listing is None]
        searched: list[Searched] = []
        lists = [one.listing for one in finding.evidence if one.listing]
        many = len(set(lists)) > FEW_LISTS
        for id_ in dict.fromkeys(lists):
            if (found := self.list_of(id_, many=many)) is not None:
                proofs += found[0]
                searched.append(found[1])
        return proofs, searched

    def list_of(self, id_: str, *, many: bool) -> tuple[list[Proof], Searched] | None:
        """One list that was searched, with its pages; None where the round no longer knows it."""
        if (id_, many) not in self._lists:
            self._lists[id_, many] = self._list_of(id_, many)
        return self._lists[id_, many]

    def _list_of(self, id_: str, many: bool) -> tuple[list[Proof], Searched] | None:
        found = self._pages.listing(id_)
        if found is None:
            return None
        listing, column, snapshots = found
        path = column.path if column else ()
        proofs = []
        for number, snapshot in enumerate(snapshots, start=1):
            what = f"列表第{number}页：{path_words(path) or listing.url}"
            proofs.append(self._put(what, _evidence(snapshot), snapshot, searched=many))
        read_at = max((one.fetched_at for one in snapshots), default="")
        state = listing_words(listing)[0]
        told = f"{state}（{listing.reason.rstrip('。')}）" if listing.reason and listing.state != "complete" else state
        numbers = tuple(one.number for one in proofs)
        return proofs, Searched(
            path, listing.url, told, listing.claimed, listing.seen, len(snapshots), read_at, numbers
        )

    def _answer(self, finding: Finding, evidence: Evidence) -> Proof:
        snapshot = self._pages.at(evidence.warc, evidence.offset) if evidence.warc else None
        handed_in = snapshot is None and finding.place is not None and "://" not in (evidence.url or "")
        what = "报送文件" if handed_in else "问题所在页面" if evidence.url == finding.url else "作为依据的页面"
        proof = self._put(what, evidence, snapshot, searched=False)
        proof.handed_in = handed_in
        if finding.span and finding.span not in proof.spans:
            proof.spans.append(finding.span)
        return proof

    def _put(self, what: str, evidence: Evidence, snapshot: Snapshot | None, *, searched: bool) -> Proof:
        key = (evidence.url, evidence.fetched_at, evidence.sha256, evidence.warc, evidence.offset)
        if key not in self._found:
            number = self._first + len(self._found)
            self._found[key] = Proof(number, what, evidence, snapshot, searched)
        known = self._found[key]
        known.searched = known.searched and searched
        return known


def piece_of(proof: Proof) -> Piece:
    """What is known of an answer without looking at it."""
    evidence, snapshot = proof.evidence, proof.snapshot
    note = ""
    if snapshot is None:
        note = HANDED_IN if proof.handed_in else EARLIER if evidence.sha256 else NO_ANSWER
    carried = ""
    if snapshot is not None and snapshot.carried:
        carried = _CARRIED[snapshot.carried].format(moment(snapshot.checked_at or snapshot.fetched_at))
    return Piece(
        proof.number,
        f"{proof.what}（浏览器显示的样子）" if snapshot is not None and snapshot.rendered else proof.what,
        evidence.url or "",
        snapshot.final_url if snapshot else evidence.url or "",
        evidence.fetched_at,
        evidence.status,
        evidence.sha256,
        snapshot.length if snapshot else None,
        snapshot.content_type if snapshot else None,
        evidence.warc,
        evidence.offset,
        carried,
        note=note,
    )


def by_number(proofs: Iterable[Proof]) -> Iterator[Proof]:
    """Proofs in the order of their numbers, each once."""
    yield from {one.number: one for one in sorted(proofs, key=lambda one: one.number)}.values()


def chosen(findings: Sequence[Finding], ids: Iterable[str]) -> list[Finding]:
    """The findings of these ids, in the order of the ids."""
    known = {one.id: one for one in findings}
    return [known[id_] for id_ in ids if id_ in known]


def _evidence(snapshot: Snapshot) -> Evidence:
    return Evidence(snapshot.url, snapshot.fetched_at, snapshot.status, snapshot.sha256, snapshot.warc, snapshot.offset)
