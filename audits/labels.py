"""What a page and its files state of their openness: printed on the document, or only in the page's header."""

from dataclasses import dataclass

from audits.case import Case
from audits.names import fold
from inspection.label_values import LabelKind
from inspection.types.portal import Attachment, Page


@dataclass(frozen=True)
class Stated:
    """One statement of openness. `kind` is None where the pack knows no such wording, or two at once; `printed`: it
    stands on the document, not only in the header of its page; `where` is the file's name, '' for the page."""

    text: str
    kind: LabelKind | None
    printed: bool
    where: str = ""


def stated_labels(case: Case, page: Page) -> tuple[Stated, ...]:
    """Every statement of a page and its files, those on the document first, the page before its files."""
    facts = case.facts_of(page)
    found = [
        Stated(hit.text, case.pack.label_kind(hit.text) or hit.openness, hit.place != "metadata", hit.where)
        for hit in (facts.labels if facts else ())
    ]
    texts = {one.text for one in found}
    if page.label and page.label not in texts:
        printed = page.sources.get("label", "text") == "text"
        found.append(Stated(page.label, case.pack.label_kind(page.label), printed))
    known = {*texts, page.label}
    # The other statements of a page that was read before there were facts: a header's, or a second note's.
    others = [text for text in page.conflicts.get("label", ()) if text not in known]
    found += [Stated(text, case.pack.label_kind(text), False) for text in others]
    return tuple(sorted(found, key=lambda one: (not one.printed, one.where)))


def is_official(case: Case, page: Page) -> bool:
    """Whether a page shows an official document: with a number, and addressees or a signature."""
    facts = case.facts_of(page)
    return page.official or bool(page.doc_number and facts and (facts.addressees or facts.signed))


def settles_one_case(case: Case, title: str | None, number: str | None) -> bool:
    """Whether title and number are those of the paper of one case (a penalty, a licence, an award): it has a number,
    but is no official document that bears a label or holds for a time."""
    kind = case.pack.document_kinds.get("one_case")
    return kind is not None and kind.covers(title or "", number or "")


def is_of_party(case: Case, number: str | None) -> bool:
    """Whether a number is one of a Party body: openness labels are no duty of theirs."""
    kind = case.pack.document_kinds.get("party")
    return kind is not None and kind.covers("", number or "")


def unread_original(case: Case, page: Page) -> bool:
    """Whether the document itself may be a file of the page that could not be read: the page has no text of its own,
    or the file is called as the document is."""
    unread = [file for file in case.attachments_of.get(page.url, ()) if file.state != "ok"]
    if not unread:
        has_files = bool(page.attachments) and page.url not in case.attachments_of
        return has_files and page.body_chars < case.pack.body_text.min_chars
    if page.body_chars < case.pack.body_text.min_chars:
        return True
    title = fold(case.title_of(page))
    return any(_is_called(file, title) for file in unread)


def _is_called(file: Attachment, title: str) -> bool:
    name = fold(file.name.rpartition(".")[0] or file.name)
    return bool(name) and (name in title or title in name) and len(name) >= 6
