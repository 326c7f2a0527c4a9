"""What a person says of matches, read from a command: by the match's id, or by a page or column and an entry."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from console.inspection_run import Run
from console.match_memory import place_of_column
from console.match_words import id_of
from inspection.errors import UserError
from inspection.masking import mask
from inspection.round_store import RoundStore
from inspection.short_ids import ALPHABET
from inspection.types.directory import Entry
from inspection.types.judgement import EntryKey, Match, MatchWord
from inspection.types.office import District
from inspection.types.portal import Column, ListedItem, Page
from matchers.folding import NameFolder, fold
from matchers.questions import moves, questions
from matchers.remembered import Kind, Place, page_place
from matchers.settings import match_settings

Word = Literal["confirm", "reject"]
_MATCH = re.compile(rf"M[{ALPHABET}]{{6,}}", re.IGNORECASE)
_COLUMN = re.compile(r"[0-9a-f]{16}")
_STEPS = re.compile(r"\s*[>＞›»]\s*")
_SHOWN = 5


@dataclass(frozen=True)
class Named:
    """What a person named: a match by its id, or a page or column (`subject`) with the entry where one was written."""

    subject: str
    entry: str | None = None

    @property
    def by_id(self) -> bool:
        """Whether it is the id of a match."""
        return _MATCH.fullmatch(self.subject) is not None


@dataclass(frozen=True)
class _Meant:
    """One page or column of a district's round, with its matches."""

    district: District
    kind: Kind
    subject: str
    matches: tuple[Match, ...]


def sorted_out(words: Sequence[str]) -> tuple[list[str], list[Named]]:
    """The ids of findings among the words of a command, and what is named of matches: an id, or a page's address or a
    column's path (首页 > 预算) or id, each with the entry (领域/一级/二级) that may follow it."""
    findings: list[str] = []
    named: list[Named] = []
    pairing = False
    for before, word in zip(("", *words), words, strict=False):
        path = "://" in word or _STEPS.search(word) is not None or _COLUMN.fullmatch(word) is not None
        if word == before:
            continue
        if path or _MATCH.fullmatch(word):
            named.append(Named(word.strip()))
            pairing = path
        elif "/" in word:
            if not pairing:
                raise UserError(
                    f"“{word}”前面没有写明是哪个网页或栏目，请写成 网址 领域/一级事项/二级事项，"
                    '栏目写成 "上级栏目 > 栏目" 领域/一级事项/二级事项。'
                )
            named[-1] = Named(named[-1].subject, word)
            pairing = False
        else:
            findings.append(word)
            pairing = False
    # an entry may be written after several pages: only what is named twice as a whole is one
    return list(dict.fromkeys(findings)), list(dict.fromkeys(named))


def words_of(
    run: Run, named: Sequence[Named], word: Word, other: str | None, reason: str, today: date
) -> list[tuple[MatchWord, str | None]]:
    """What is to be remembered, each with the page or column of the question that it answers. With `other` what was
    named does not answer its entry and does answer this one.

    Raises UserError for what the round does not know, and where it is not clear which match is meant.
    """
    found: list[tuple[MatchWord, str | None]] = []
    meant = _by_ids(run, [one.subject.upper() for one in named if one.by_id])
    for one in named:
        if one.by_id:
            place, keys = meant[one.subject.upper()]
        else:
            place, keys = _by_subject(run, one, other)
        with run.store(place.district) as store:
            spoken = [(key, word) for key in keys]
            if other is not None:
                right = _entry(store, place.district, other)
                if right in keys:
                    raise UserError(f"--entry 所写的“{_shown(right)}”正是要否定的事项，请核对。")
                spoken.append((right, "confirm"))
            found += _remembered(run, store, place, spoken, reason, today)
    return found


def told(words: Iterable[MatchWord]) -> list[str]:
    """In Chinese what was recorded, one line each; of many only the number."""
    lines = [
        f"  {'栏目' if one.kind == 'column' else '网页'}“{one.title or one.subject}”"
        f"{'对应' if one.word == 'confirm' else '不对应'} {_shown(one.key)}"
        for one in words
    ]
    return lines if len(lines) <= 2 * _SHOWN else [*lines[:_SHOWN], f"  另有 {len(lines) - _SHOWN} 条"]


def _by_ids(run: Run, ids: Sequence[str]) -> dict[str, tuple[_Meant, list[EntryKey]]]:
    wanted = set(ids)
    found: dict[str, list[tuple[_Meant, list[EntryKey]]]] = {id_: [] for id_ in ids}
    for district in run.districts if wanted else ():
        with run.store(district) as store:
            for match in store.each(Match):
                id_ = id_of(match)
                if id_ in wanted:
                    found[id_].append((_Meant(district, match.kind, match.subject, (match,)), [match.key]))
    unknown = [id_ for id_, matches in found.items() if not matches]
    if unknown:
        raise UserError(
            f"批次“{run.round}”中没有编号为 {'、'.join(unknown)} 的对应，请用 xuncha explain 查看页面或事项的编号，"
            "本次没有记录任何结论。"
        )
    unclear = [id_ for id_, matches in found.items() if len(matches) > 1]
    if unclear:
        raise UserError(f"编号 {unclear[0]} 有不止一处对应，请改写为 网址 领域/一级事项/二级事项。")
    return {id_: matches[0] for id_, matches in found.items()}


def _by_subject(run: Run, named: Named, other: str | None) -> tuple[_Meant, list[EntryKey]]:
    meant = _subject(run, named.subject)
    if named.entry is not None:
        with run.store(meant.district) as store:
            return meant, [_entry(store, meant.district, named.entry)]
    open_ = [match for match in meant.matches if match.decision != "reject"]
    if other is not None or len(open_) == 1:
        return meant, [match.key for match in open_]
    if not open_:
        hint = "请在后面写明事项（领域/一级事项/二级事项）"
        raise UserError(f"“{named.subject}”在批次“{run.round}”中没有对应任何事项，{hint}。")
    listed = "、".join(f"{id_of(match)}（{_shown(match.key)}）" for match in open_)
    raise UserError(f"“{named.subject}”对应 {len(open_)} 个事项：{listed}，请写明编号。")


def _subject(run: Run, written: str) -> _Meant:
    """The page or the column that an address, an id or the names of a path mean."""
    folder = NameFolder(match_settings().names)
    path = [folder.name(part) for part in _STEPS.split(written) if part]
    found: list[_Meant] = []
    for district in run.districts:
        with run.store(district) as store:
            page = store.page(written)
            listed = page is None and any(item.url == written for item in store.each(ListedItem))
            # What carries a classification mark is nobody's to decide here.
            if listed or (page is not None and page.state != "sealed"):
                found.append(_meant(store, district, "page", written))
                continue
            for column in store.each(Column):
                names = [folder.name(name) for name in column.path]
                named = "://" not in written and len(path) > 1 and names[-len(path) :] == path
                if named or written in (column.id, column.url):
                    found.append(_meant(store, district, "column", column.id))
    if not found:
        raise UserError(f"批次“{run.round}”中没有网页或栏目“{written}”，请核对，或用 xuncha explain 查看编号。")
    if len(found) > 1:
        where = "、".join(dict.fromkeys(one.district.name for one in found))
        raise UserError(
            f"有 {len(found)} 个栏目可以称作“{written}”（{where}），请写出栏目的全路径、网址或对应的编号，"
            "多个区都有的再加 --district。"
        )
    return found[0]


def _meant(store: RoundStore, district: District, kind: Kind, subject: str) -> _Meant:
    matches = tuple(one for one in store.each(Match) if one.kind == kind and one.subject == subject)
    return _Meant(district, kind, subject, matches)


def _entry(store: RoundStore, district: District, written: str) -> EntryKey:
    """The entry of a district's directory that a path of names means: whole, or its end where that is one entry's."""
    folder = NameFolder(match_settings().names)
    keys = list(dict.fromkeys(entry.key for entry in store.each(Entry)))
    whole = [key for key in keys if fold("/".join(name for name in key if name)) == fold(written)]
    if len(whole) == 1:
        return whole[0]
    parts = [folder.name(part) for part in re.split(r"[/／]", written) if part.strip()]
    ends = [key for key in keys if [folder.name(name) for name in key if name][-len(parts) :] == parts]
    if len(ends) == 1:
        return ends[0]
    if ends:
        shown = "、".join(map(_shown, ends[:_SHOWN]))
        raise UserError(f"{district.name}有 {len(ends)} 个事项可以称作“{written}”：{shown}，请写出全称。")
    raise UserError(f"{district.name}的目录中没有事项“{written}”，请写成 领域/一级事项/二级事项。")


def _remembered(
    run: Run, store: RoundStore, meant: _Meant, spoken: Sequence[tuple[EntryKey, Word]], reason: str, today: date
) -> list[tuple[MatchWord, str | None]]:
    place = _place(store, meant)
    asked = {at: before for at, (_, before) in questions(store).items()}
    moved = {(kind, now): before for kind, before, now in moves(store)}
    found: list[tuple[MatchWord, str | None]] = []
    for key, word in spoken:
        before = asked.get((place.kind, place.subject, key)) or moved.get((place.kind, place.subject))
        said = MatchWord(
            place.kind, place.subject, meant.district.id, *key, word, place.title, place.path, place.digest,
            reason, today, run.round,
        )  # fmt: skip
        found.append((said, before if before != place.subject else None))
    return found


def _place(store: RoundStore, meant: _Meant) -> Place:
    if meant.kind == "column":
        place = place_of_column(store, store.read(Column), meant.subject)
        return place or Place("column", meant.subject, meant.subject, (), "")
    page = store.page(meant.subject)
    listed = next((item for item in store.each(ListedItem) if item.url == meant.subject), None)
    title = listed.title if listed else meant.matches[0].title if meant.matches else ""
    if page is None:
        column = next((one for one in store.each(Column) if listed and one.id == listed.column), None)
        page = Page(meant.subject, meant.district.id, "", (), column.path if column else (), "unread", title=title)
    place = page_place(page)
    return place if place.title else Place("page", place.subject, mask(title), place.path, place.digest)


def _shown(key: EntryKey) -> str:
    return "/".join(name for name in key if name)
