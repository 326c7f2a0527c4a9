"""What a round met of classification marks, put on the sealed list and out of the round's files."""

from datetime import date
from pathlib import Path

from console.earlier_rounds import forget_answers
from console.judged_memory import forget_subjects
from console.match_memory import forget_words
from crawler.digest_chain import purge
from crawler.seal import Mark
from crawler.sealed_rows import SealedHit, sealed_hits
from inspection.errors import UserError
from inspection.round_store import RoundStore
from inspection.sealed_list import NAME, Sealed, add_sealed
from inspection.system_faults import system_words
from inspection.types.portal import Failure, Purged, Snapshot

_REASON = "按涉密标志处理"


def seal_off(root: Path, round_: str, district: str, store: RoundStore, folder: Path, on: date) -> str:
    """Puts the marks of a round whose rows were made on the sealed list, and takes out of its files what had been kept
    before a mark was seen in it. Returns what a person must be told, in Chinese, without a word of where or what.
    """
    hits = sealed_hits(store)
    if not hits:
        return ""
    rows = [Sealed(district, round_, one.address, one.file or "", one.at, one.mark, one.place) for one in hits]
    try:
        add_sealed(root, rows)
        _take_out(store, folder, hits, on)
    except UserError as error:
        return f"有 {len(rows)} 处须由专人处理，但{error}"
    except OSError as error:
        return (
            f"有 {len(rows)} 处须由专人处理，但 {folder} 无法改写（{system_words(error)}），请由有权限的人员重新运行。"
        )
    return f"有 {len(rows)} 处须由专人处理，请有权限的人员运行 xuncha sealed {root}（{NAME}）。"


def _take_out(store: RoundStore, folder: Path, hits: list[SealedHit], on: date) -> None:
    gone = {(one.warc, one.offset) for one in store.each(Purged)}
    kept = {one.id: one for one in store.each(Snapshot) if (one.warc, one.offset) not in gone}
    late = [(hit, kept[id_]) for hit in hits for id_ in hit.snapshots if id_ in kept]
    for hit, snapshot in late:
        detail = Mark(hit.mark, hit.place).detail
        store.add(Failure(snapshot.key, hit.file or hit.address, snapshot.fetched_at, "sealed", detail))
        purge(store, folder, snapshot.warc, snapshot.offset, on, _REASON)
    addresses = [hit.address for hit in hits]
    forgotten = [
        forget_answers(store, addresses), forget_words(store, addresses), forget_subjects(store, addresses)
    ]  # fmt: skip
    if late or any(forgotten):
        store.compact()
