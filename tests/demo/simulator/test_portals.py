"""What a portal serves: every family's columns and pages can be had over loopback, and faults do what they say."""

import gzip
from http.client import HTTPConnection, HTTPException
from urllib.parse import urlsplit

import pytest

from demo.simulator.__main__ import main
from demo.simulator.faults import FAULTS
from demo.simulator.opening import families, simulated
from demo.simulator.site import Site
from tests.demo.http_get import get

SITE = Site.planned(3, [12, 3, 0])


@pytest.mark.parametrize("family", sorted(families()))
def test_a_family_serves_columns_and_pages(family: str) -> None:
    with simulated(family, SITE) as opened:
        portal = opened.portal
        assert get(opened.url).status == 200
        for leaf in SITE.lists:
            assert get(portal.root + urlsplit(portal.column_path(leaf))._replace(fragment="").geturl()).status == 200
        for document in SITE.documents(SITE.lists[0]):
            assert document.title in get(portal.root + portal.page_path(document)).text
            for _name, path in portal.files(document):
                assert get(portal.root + path).body.startswith(b"%PDF")
        assert get(f"{portal.root}/no/such/page.html").status == 404


def test_faults_lie_on_their_column_alone() -> None:
    first, second = SITE.lists[0], SITE.lists[1]
    with simulated("trs", SITE, {first.code: (FAULTS["list_fails"],)}) as opened:
        assert get(opened.portal.root + opened.portal.column_path(first)).status == 500
        assert get(opened.portal.root + opened.portal.column_path(second)).status == 200


def test_a_body_that_breaks_off_is_shorter_than_promised() -> None:
    leaf = SITE.lists[0]
    with simulated("trs", SITE, {leaf.code: (FAULTS["list_cut"],)}) as opened, pytest.raises(HTTPException):
        get(opened.portal.root + opened.portal.column_path(leaf))


def test_gzip_comes_unasked() -> None:
    leaf = SITE.lists[0]
    with simulated("trs", SITE, {leaf.code: (FAULTS["gzip_unasked"],)}) as opened:
        got = get(opened.portal.root + opened.portal.column_path(leaf))
        assert got.headers["Content-Encoding"] == "gzip"
        assert leaf.name in gzip.decompress(got.body).decode()


def test_pages_that_are_missing_are_known_to_be() -> None:
    leaf = SITE.lists[0]
    with simulated("vsb", SITE, {leaf.code: (FAULTS["pages_410"],)}) as opened:
        portal = opened.portal
        for document in SITE.documents(leaf):
            gone = get(portal.root + portal.page_path(document)).status == 410
            assert gone == portal.is_missing(document)


def test_the_command_names_faults_and_refuses_what_does_not_fit(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--list"]) == 0
    assert set(FAULTS) == {line.split()[0] for line in capsys.readouterr().out.splitlines()}
    assert main(["--family", "trs", "--fault", "empty_success"]) == 2
    assert "empty_success" in capsys.readouterr().err


def test_an_etag_brought_back_is_answered_304() -> None:
    with simulated("trs", SITE, validators=True) as opened:
        address = urlsplit(opened.url)
        etag = get(opened.url).headers["ETag"]
        connection = HTTPConnection(address.netloc, timeout=10)
        try:
            connection.request("GET", address.path, headers={"If-None-Match": etag})
            answer = connection.getresponse()
            assert (answer.status, answer.read()) == (304, b"")
        finally:
            connection.close()
