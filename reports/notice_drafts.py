"""Which notices and letters a round needs: who is written to, about which findings, by when.

New in a notice is what somebody confirmed and no notice told its addressee of yet: where a finding is told in several
papers, each of them goes out once, together or one after the other. What an earlier notice told of and is still not put
right stands beside it, under the number of that notice. Units that are not the district's own get papers of their
own (reports/addressing.py); personal data are told in a letter of their own, a classification mark never.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime

from inspection.telling import may_be_told
from inspection.types.judgement import Finding
from inspection.types.paperwork import IssuedNotice, NoticeKind
from reports.addressing import Letter, letters, private_letters, unit_letters
from reports.deadlines import Due, due_of
from reports.view import DistrictView, RoundView
from reports.words import told

_RETURNED = "退回"
# Notified, and the turn of those who answer.
_TOLD_AND_OPEN = ("notified", "received", "unfixed")


@dataclass(frozen=True)
class Unfinished:
    """A finding that an earlier notice told of and that was not put right; `notice` is that notice's number, None
    where it was told without one."""

    finding: Finding
    notified_at: datetime | None
    notice: str | None


@dataclass(frozen=True)
class Draft:
    """One paper to one addressee. `template` is the stem of its templates; `findings` are those that it tells anew, the
    serious ones first, `dues` their deadlines by id; `unfinished` what earlier notices told of; `unit` the unit of a
    paper for one unit alone. A notice for a unit stands beside the district's: the same finding is told in both."""

    district: DistrictView
    kind: NoticeKind
    template: str
    addressee: str
    you: str
    findings: tuple[Finding, ...]
    dues: Mapping[str, Due]
    unfinished: tuple[Unfinished, ...] = field(default=())
    copy_to: str | None = None
    unit: str | None = None
    to_district: bool = False

    @property
    def private(self) -> bool:
        """Whether it tells of personal data: to its addressee alone."""
        return self.template == "privacy_letter"


def drafts(view: RoundView, again: IssuedNotice | None = None, *, unit_notices: bool | None = None) -> list[Draft]:
    """The papers that a round needs now, the district's own first; with `again` the one that says an issued notice once
    more, of what is still open of it. `unit_notices` is the office's setting where it is not given."""
    if again is not None:
        return [draft for district in view.districts for draft in _again(view, district, again)]
    wanted = view.settings.unit_notices if unit_notices is None else unit_notices
    return [draft for district in view.districts for draft in _of_district(view, district, wanted)]


def title_of(view: RoundView, draft: Draft) -> str:
    """What a paper is called."""
    if draft.private:
        return "关于处置网上公开个人信息的函"
    if draft.kind == "letter":
        return f"关于{told(draft.district.district.name)}政务公开有关情况的函"
    return told(notice_title(view))


def notice_title(view: RoundView) -> str:
    """What the office calls its notices: its own choice, else the pack's."""
    return view.settings.notice_title.strip() or view.pack.notice.title


def _of_district(view: RoundView, district: DistrictView, unit_notices: bool) -> list[Draft]:
    on = view.counted_from
    old = {one.finding.id: one for one in unfinished(district)}
    further = [one for one in _told_of(district) if one.id not in old]
    public = [one for one in further if may_be_told(one, "notice")]
    found = (*district.to_notify, *public, *(one.finding for one in old.values()))
    made = letters(district, on, found)
    if unit_notices:
        made += unit_letters(district, on, found)
    private = [one for one in district.findings if _to_be_told_privately(one) and one.state == "confirmed"]
    private += [one for one in further if _to_be_told_privately(one)]
    return [
        *(_draft(view, district, letter, old) for letter in _not_told_yet(district, made, further)),
        *(
            _draft(view, district, letter, {})
            for letter in _not_told_yet(district, private_letters(district, on, private), further)
        ),
    ]


def _told_of(district: DistrictView) -> list[Finding]:
    """What a notice of this round told of and is still to be answered: not all who are to be told need have been."""
    told_of = {id_ for notice in district.issued for id_ in notice.findings}
    return [one for one in district.findings if one.id in told_of and one.state in _TOLD_AND_OPEN]


def _not_told_yet(district: DistrictView, made: Iterable[Letter], further: Iterable[Finding]) -> list[Letter]:
    """The letters without what their addressee was told of, or got a copy of; without those that say nothing then."""
    done = {(one, id_) for n in district.issued for id_ in n.findings for one in (n.addressee, n.copy_to)}
    ids = {one.id for one in further}
    kept = [
        replace(letter, findings=tuple(
            one for one in letter.findings if one.id not in ids or (letter.addressee, one.id) not in done
        ))
        for letter in made
    ]  # fmt: skip
    return [letter for letter in kept if letter.findings]


def _again(view: RoundView, district: DistrictView, notice: IssuedNotice) -> list[Draft]:
    """An issued notice once more: to whom it went, with what of it is still to be answered."""
    if district.district.id != notice.district:
        return []
    told_of = [one for one in district.findings if one.id in notice.findings]
    still = [one for one in told_of if one.state in ("confirmed", *_TOLD_AND_OPEN)]
    open_ = [one for one in still if may_be_told(one, "letter")]
    if not open_:
        return []
    private = any(_to_be_told_privately(one) for one in open_)
    kept = [one for one in open_ if _to_be_told_privately(one) == private]
    made = private_letters(district, view.counted_from, kept) if private else letters(district, view.counted_from, kept)
    like = next((one for one in made if one.addressee == notice.addressee), None)
    letter = Letter(
        notice.kind, notice.addressee, like.you if like else _spoken_to(notice), tuple(kept), notice.copy_to,
        like.to_district if like else False, notice.unit, private,
    )  # fmt: skip
    return [_draft(view, district, letter, {})]


def _spoken_to(notice: IssuedNotice) -> str:
    return "贵单位" if notice.kind == "letter" else "你单位"


def _draft(view: RoundView, district: DistrictView, letter: Letter, old: Mapping[str, Unfinished]) -> Draft:
    new = [finding for finding in letter.findings if finding.id not in old]
    return Draft(
        district=district,
        kind=letter.kind,
        template="privacy_letter" if letter.private else letter.kind,
        addressee=letter.addressee,
        you=letter.you,
        findings=tuple(in_order(new)),
        dues={finding.id: due_of(finding, view) for finding in new},
        unfinished=tuple(old[finding.id] for finding in letter.findings if finding.id in old),
        copy_to=letter.copy_to,
        unit=letter.unit,
        to_district=letter.to_district,
    )


def in_order(findings: Iterable[Finding]) -> list[Finding]:
    """The serious ones first, those that only need an explanation last."""
    return sorted(findings, key=lambda finding: (finding.kind == "explain", finding.severity != 1))


def unfinished(district: DistrictView) -> tuple[Unfinished, ...]:
    """What an earlier notice told of and was neither put right nor answered in time, oldest notice first: a recheck
    found it as it was, what was handed in was sent back, or the deadline passed."""
    found: dict[str, Unfinished] = {}
    for notice in district.issued:
        for finding in district.findings:
            if finding.id in notice.findings:
                found[finding.id] = Unfinished(finding, notice.issued_at, notice.number)
    for finding in district.findings:
        found.setdefault(finding.id, Unfinished(finding, None, None))
    for outcome in district.outcomes:
        id_ = outcome.finding.id
        now = found[id_].finding if id_ in found else outcome.finding
        found[id_] = Unfinished(now, outcome.notified_at, outcome.notice)
    kept = [one for one in found.values() if _not_put_right(one.finding) and may_be_told(one.finding, "notice")]
    return tuple(sorted(kept, key=lambda one: (one.notified_at is None, str(one.notified_at), one.finding.id)))


def _not_put_right(finding: Finding) -> bool:
    if finding.state == "unfixed":
        return True
    returned = any(mark.startswith(_RETURNED) for mark in finding.marks)
    return finding.state in _TOLD_AND_OPEN and (finding.overdue or returned)


def _to_be_told_privately(finding: Finding) -> bool:
    return may_be_told(finding, "letter") and not may_be_told(finding, "notice")
