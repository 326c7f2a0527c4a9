"""The simulated site: the same from the same seed, any size, documents made only when asked for."""

import pytest

from demo.simulator.site import Site


def test_the_same_seed_makes_the_same_site() -> None:
    one, other = Site.made(4, 12, 300), Site.made(4, 12, 300)
    documents = [document for leaf in one.lists for document in one.documents(leaf)]
    assert documents == [document for leaf in other.lists for document in other.documents(leaf)]
    assert documents != [
        document for leaf in Site.made(5, 12, 300).lists for document in Site.made(5, 12, 300).documents(leaf)
    ]
    assert len({document.title for document in documents}) == len(documents) == 300


@pytest.mark.parametrize(("columns", "pages"), [(1, 1), (7, 40), (40, 4_000), (400, 100_000)])
def test_any_size(columns: int, pages: int) -> None:
    site = Site.made(1, columns, pages)
    assert len(site.lists) == columns
    assert sum(leaf.size for leaf in site.lists) == pages
    assert len({leaf.path for leaf in site.lists}) == len({leaf.slugs for leaf in site.lists}) == columns


def test_documents_are_found_by_their_number_and_are_newest_first() -> None:
    site = Site.planned(2, [30, 0, 1, 5])
    for leaf in site.lists:
        documents = list(site.documents(leaf))
        assert [site.document(one.number) for one in documents] == documents
        assert [one.published for one in documents] == sorted((one.published for one in documents), reverse=True)
        assert all(one.written is None or one.written <= one.published for one in documents)
        assert all(one.published.weekday() < 5 for one in documents)
    assert site.document(site.lists[0].first - 1) is None
    assert site.document(site.lists[3].first + 5) is None
