"""The page on templates is what the templates are."""

from reports.documents import SHIPPED
from reports.template_docs import PAGE, PAPERS, page, used_by


def test_the_page_is_current() -> None:
    assert PAGE.read_text(encoding="utf-8") == page(), "run python -m reports.template_docs"


def test_every_shipped_template_is_told() -> None:
    assert {path.stem for path in SHIPPED.glob("*.docx")} == set(PAPERS)
    assert {"office", "sections", "date"} <= set(used_by("notice"))
