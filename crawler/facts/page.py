"""All facts of a page, from its reading and the texts of its files; pure."""

import re
from collections.abc import Sequence

from crawler.facts.cited import cited_numbers, cited_titles
from crawler.facts.consultation import consultation_days
from crawler.facts.contacts import contacts_of
from crawler.facts.folded import folded, hash_of
from crawler.facts.labels import labels_of
from crawler.facts.links import links_of
from crawler.facts.media import media_of
from crawler.facts.official import official_signs
from crawler.facts.personal import personal_data
from crawler.facts.seen import SeenFile, SeenPage
from crawler.facts.sentences import sentences_of
from crawler.facts.table_rows import table_rows
from crawler.facts.terms import PageDates, terms_of
from crawler.facts.wrong_words import wrong_words
from crawler.reading.article import Article
from inspection.masking import mask
from inspection.sketch import sketch_of
from inspection.types.page_facts import LexiconWord, PageFacts
from inspection.types.portal import Attachment, Page

_INTERPRETS = re.compile(r"解读|图解|一图读懂|一图看懂|问答|答记者问|政策说明|起草说明")
_DOCUMENT = re.compile(
    r"(?:通知|意见|决定|办法|规定|细则|方案|条例|规划|规则|措施|公告|通告|批复|命令|令)(?:[（(].{0,30}[）)])?$"
)
# Files of these states were not read: what they say is not known.
_READ = frozenset(("ok", "empty"))


def facts_of_page(
    page: Page, article: Article, url: str, files: Sequence[Attachment], lexicon: Sequence[LexiconWord]
) -> PageFacts:
    """The facts of a page that may be judged by its text. `url` is the address that `article` was read at."""
    read = tuple(SeenFile(file.name, file.text) for file in files if file.text)
    seen = SeenPage(page.title or "", page.column, page.body, read)
    fold = folded(page.body)
    interprets = any(map(_INTERPRETS.search, (seen.title, *page.column[-1:])))
    document = not interprets and (page.official or bool(page.doc_number) or bool(_DOCUMENT.search(seen.title)))
    shown = PageDates(page.written, page.issued, page.first_published or page.published)
    addressees, signed = official_signs(seen, article.tabled)
    opens, closes = consultation_days(seen.title, page.body, page.published)
    names, marks = table_rows(seen.texts)
    return PageFacts(
        url=page.url,
        text_hash=hash_of(fold),
        signs=len(fold),
        sketch=sketch_of(fold),
        sentences=_sentences(seen, document=document, interprets=interprets),
        links=links_of(article, url),
        media=media_of(article.text_element, page.images, files),
        personal=personal_data(seen),
        labels=labels_of(page.body, read, article.header.value("openness")),
        addressees=addressees,
        signed=signed,
        terms=() if interprets else tuple(term for text in seen.texts for term in terms_of(text, shown, seen.title)),
        cited=cited_numbers((seen.title, *seen.texts), page.doc_number),
        titles=tuple(map(_masked, cited_titles((seen.title, *seen.texts)))),
        contacts=contacts_of(seen, page.publisher),
        opens=opens,
        closes=closes,
        wrong_words=wrong_words(seen.title, page.body, lexicon),
        row_names=names,
        row_marks=marks,
        unread_files=sum(file.state not in _READ for file in files),
    )


def _sentences(page: SeenPage, *, document: bool, interprets: bool) -> tuple[int, ...]:
    """Of an interpretation its own text; of a document its files too: often they are the document."""
    if interprets:
        return sentences_of(page.body)
    return sentences_of("\n".join(page.texts)) if document else ()


def _masked(title: str) -> str:
    return mask(title) if any(sign.isdigit() for sign in title) else title
