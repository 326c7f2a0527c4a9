"""What an answer is, and that no answer raises."""

import random
from pathlib import Path

import pytest
import yaml

from crawler.reading.fields import AttachmentLink, PageFields
from crawler.reading.page import read_page

CASES = yaml.safe_load((Path(__file__).parent / "answers.yml").read_text(encoding="utf-8"))
PAGES = Path(__file__).parent / "cases"
URL = "http://www.linjiang.example/zwgk/tzgg/a.html"


@pytest.mark.parametrize("name", CASES)
def test_answer(name: str) -> None:
    case = CASES[name]
    reading = read_page(case["body"].encode(), url=URL)
    assert (reading.kind, reading.state) == (case["kind"], case["state"])
    assert reading.external == case.get("external")
    if "body_text" in case:
        assert (reading.body, reading.body_chars, reading.attachments) == (case["body_text"], 0, ())


@pytest.mark.parametrize("path", sorted(PAGES.glob("*.html")), ids=lambda path: path.stem)
def test_damaged_pages_never_raise(path: Path) -> None:
    whole = path.read_bytes()
    chance = random.Random(7)
    for _ in range(12):
        start = chance.randrange(len(whole))
        cut = whole[:start] + bytes(chance.randrange(256) for _ in range(8)) + whole[start + chance.randrange(400) :]
        assert read_page(cut, url=URL).kind in {"page", "list", "tree", "error"}
    for length in (1, 17, 300, len(whole) // 2):
        assert read_page(whole[:length], url=URL).url == URL


def test_the_same_bytes_give_the_same_reading() -> None:
    body = (PAGES / "trs_list_header.html").read_bytes()
    assert read_page(body, url=URL) == read_page(body, url=URL)


@pytest.mark.parametrize("start", [b"%PDF-1.4\n", b"PK\x03\x04\x14", b"\xd0\xcf\x11\xe0", b"\x89PNG\r\n"])
def test_a_file_in_place_of_a_page_is_not_read_as_text(start: bytes) -> None:
    reading = read_page(start + bytes(range(256)) * 4, url=URL)
    assert (reading.kind, reading.state, reading.body) == ("error", "unread", "")


def test_one_file_named_by_two_hosts_is_one_attachment() -> None:
    own = AttachmentLink("https://files.linjiang.example/attachment/1/a.docx", "办法.docx", "docx")
    fields = PageFields(
        title="关于甲的通知", body_html='<p><a href="/attachment/1/a.docx">办法</a></p>', attachments=(own,)
    )
    assert read_page(b"<html></html>", url=URL, family_fields=fields).attachments == (own,)
