"""Every rule on one district's round: answers, what of them stands, and the findings made of it."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass

from audits.case import Case
from audits.charge import charge_of
from audits.identity import identities
from audits.rule import Answer, Rule
from audits.subjects import (
    ColumnAnswer,
    DirectoryRow,
    DistrictAsWhole,
    DomainVolume,
    Subject,
    SubmittedRow,
    file_of,
    key_of,
)
from inspection.masking import mask
from inspection.types.judgement import Coverage, Decision, EntryKey, Evidence, Finding, FindingState
from inspection.types.portal import Page
from inspection.types.submitted import Application, CheckResult

_MACHINE, _PERSON = "machine", "person"
_LONGEST_SPAN = 200


@dataclass(frozen=True)
class AuditOutcome:
    """What an audit came to: findings as stored, and for each rule how often it passed, failed and could not judge."""

    findings: tuple[Finding, ...]
    verdicts: dict[str, dict[str, int]]


def judge(
    case: Case, rules: tuple[Rule, ...], ids: Callable[[str], str]
) -> tuple[AuditOutcome, dict[str, dict[str, int]]]:
    """The outcome of rules on a case, with the reasons why subjects could not be judged, counted by rule."""
    answers = {rule.code: list(rule.ask(case)) for rule in rules}
    standing = _one_fault_once(rules, answers)
    verdicts, unjudged = {}, {}
    for rule in rules:
        counts = Counter(answer.verdict for answer in answers[rule.code] if answer.verdict != "fail")
        verdicts[rule.code] = {
            "pass": counts["pass"], "fail": len(standing[rule.code]), "unknown": counts["unknown"]
        }  # fmt: skip
        reasons = Counter(answer.reason for answer in answers[rule.code] if answer.verdict == "unknown")
        unjudged[rule.code] = dict(sorted(reasons.items()))
    identity = identities(case)
    findings = [
        _finding(case, rule, answer, identity(rule.code, answer.subject), ids)
        for rule in rules
        for answer in standing[rule.code]
    ]
    findings.sort(key=lambda finding: (finding.severity, finding.rule, finding.identity))
    return AuditOutcome(tuple(findings), verdicts), unjudged


def _one_fault_once(rules: tuple[Rule, ...], answers: dict[str, list[Answer]]) -> dict[str, list[Answer]]:
    """The faults that stand after precedence (一事不二扣): none of a thing that a rule it yields to found at fault."""
    faults = {code: [answer for answer in given if answer.verdict == "fail"] for code, given in answers.items()}
    at_fault = {code: {_scope(answer.subject) for answer in given} for code, given in faults.items()}
    standing = {}
    for rule in rules:
        taken = set().union(*(at_fault.get(code, set()) for code in rule.yields_to))
        standing[rule.code] = [answer for answer in faults[rule.code] if not taken & _scopes(answer.subject)]
    return standing


def _scope(subject: Subject) -> tuple[object, ...]:
    if isinstance(subject, Coverage):
        return ("entry", subject.key)
    if isinstance(subject, ColumnAnswer):
        return ("column", subject.column.id, subject.entry)
    return ("page", subject.url) if isinstance(subject, Page) else ("table", subject)


def _scopes(subject: Subject) -> set[tuple[object, ...]]:
    """What a subject is, and what it is a part of."""
    own = {_scope(subject)}
    return own | {("entry", subject.entry)} if isinstance(subject, ColumnAnswer) else own


def _finding(case: Case, rule: Rule, answer: Answer, identity: str, ids: Callable[[str], str]) -> Finding:
    subject = answer.subject
    message, demand = rule.said(answer)
    severity = answer.severity or rule.severity
    charge = charge_of(answer, severity)
    state, confirmed_by = _state(case, rule, answer, identity, charge)
    key = _entry_of(case, subject)
    return Finding(
        id=ids(identity),
        identity=identity,
        round=case.round,
        district=case.district.id,
        unit=case.unit_of(subject),
        domain=key[0] if key else None,
        level1=(key[1] or None) if key else None,
        level2=(key[2] or None) if key else None,
        column=_column_of(case, subject),
        rule=rule.code,
        rule_name=rule.name,
        mode=rule.mode,
        severity=severity,
        state=state,
        title=title_of(case, subject),
        url=url_of(case, subject),
        message=message,
        demand=demand,
        basis=rule.basis_of(answer),
        found_on=case.as_of,
        evidence=(*_evidence(case, answer), *answer.beside),
        kind=rule.kind,
        confirmed_by=confirmed_by,
        suspected_only=answer.suspected or rule.mode == "B",
        place=place[1] if (place := file_of(subject)) else None,
        span=_span(answer),
        charge=charge,
    )


def _span(answer: Answer) -> str | None:
    """The words that raised a fault, on one line, masked: personal data stays in the archive alone."""
    words = mask(" ".join(answer.span.split())) if answer.span else ""
    return (words if len(words) <= _LONGEST_SPAN else f"{words[:_LONGEST_SPAN]}…") or None


def _state(case: Case, rule: Rule, answer: Answer, identity: str, charge: str) -> tuple[FindingState, str | None]:
    """A waiver first, then what a person said before, then the machine, which confirms where the office lets it."""
    # an entry that is not involved is no leave to publish what must not be
    if case.waiver_of(rule.code, answer.subject, by_name=rule.severity == 1):
        return "waived", None
    decision = _decision_on(case, identity, charge)
    if decision is not None and decision.kind == "reject":
        return "rejected", None
    if decision is not None and decision.kind == "waive" and (decision.until is None or case.as_of <= decision.until):
        return "waived", None
    if decision is not None and decision.kind == "confirm":
        return "confirmed", _PERSON
    if case.office.review_all or answer.suspected or rule.mode == "B":
        return "suspected", None
    return "confirmed", _MACHINE


def _decision_on(case: Case, identity: str, charge: str) -> Decision | None:
    """The newest decision on a fault, given on this very charge or whatever is said; of one day the one stored last."""
    given = [one for one in case.decisions_on.get(identity, ()) if one.charge in (None, charge)]
    newest = max((decision.decided_on for decision in given), default=None)
    return next((decision for decision in reversed(given) if decision.decided_on == newest), None)


def _entry_of(case: Case, subject: Subject) -> EntryKey | None:
    return next(iter(case.entries_of_page(subject)), None) if isinstance(subject, Page) else key_of(subject)


def _column_of(case: Case, subject: Subject) -> tuple[str, ...] | None:
    if isinstance(subject, ColumnAnswer):
        return subject.column.path
    if isinstance(subject, Page):
        return subject.column or None
    columns = subject.columns if isinstance(subject, Coverage) else ()
    return next((case.column_by_id[c].path for c in columns if c in case.column_by_id), None)


def title_of(case: Case, subject: Subject) -> str | None:
    """What a subject is called where people look for it."""
    if isinstance(subject, Page):
        return case.title_of(subject)
    if isinstance(subject, ColumnAnswer):
        return subject.column.path[-1]
    if isinstance(subject, Coverage | DirectoryRow):
        domain, level1, level2 = key_of(subject) or ("", "", "")
        return level2 or level1 or domain
    if isinstance(subject, SubmittedRow):
        row = subject.row
        return row.item if isinstance(row, CheckResult) else row.number if isinstance(row, Application) else row.title
    if isinstance(subject, DistrictAsWhole):
        return subject.matter or None
    return subject.domain if isinstance(subject, DomainVolume) else None


def url_of(case: Case, subject: Subject) -> str:
    """What is to be opened for a subject: the page, the column, else the portal."""
    if isinstance(subject, Page):
        return subject.url
    if isinstance(subject, ColumnAnswer):
        return subject.column.url
    if isinstance(subject, SubmittedRow) and isinstance(subject.row, CheckResult) and subject.row.url:
        return subject.row.url
    return next((portal.url for portal in case.district.portals), "")


def _evidence(case: Case, answer: Answer) -> tuple[Evidence, ...]:
    """The page's snapshots, or the listings that prove an absence."""
    if answer.listings:
        places = {listing.id: place for place, listing in enumerate(case.listings)}
        ordered = sorted(set(answer.listings), key=lambda one: (places.get(one, len(places)), one))
        return tuple(Evidence(listing=listing) for listing in ordered)
    subject = answer.subject
    if isinstance(subject, ColumnAnswer):
        kept = case.snapshots_of_url.get(subject.column.url, ())
    elif not isinstance(subject, Page):
        # a handed-in file is proved by its bytes
        file = case.directory.file_by_name.get(place[0]) if (place := file_of(subject)) else None
        return (Evidence(url=file.file, sha256=file.sha256),) if file else ()
    else:
        own = case.snapshot_by_id.get(subject.snapshot or "")
        # a dead link is proved by every answer that its address gave, and by what a redirect of it ended in
        others = () if own and subject.state == "ok" else case.snapshots_of_url.get(subject.url, ())
        kept = tuple(dict.fromkeys((*others, own) if own else others))
    found = [Evidence(s.url, s.fetched_at, s.status, s.sha256, s.warc, s.offset) for s in kept]
    if not found and isinstance(subject, Page):
        found = [Evidence(subject.url, subject.fetched_at, subject.status, subject.sha256)]
    return tuple(found)
