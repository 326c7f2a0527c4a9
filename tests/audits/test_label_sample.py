"""The sample of labelling: the same for everybody who has the seed, of documents that had to carry a label."""

from datetime import date
from typing import Any

from audits.label_sample import sample_labels
from tests.audits.case_file import read_case

VALUES = {"thresholds": {"label_sample": {"n": 3, "unit": "items"}}}


def page(number: int, **given: Any) -> dict[str, Any]:
    labelled = {"label": "此件公开发布"} if number % 2 else {}
    return {
        "title": f"关于第{number}件事的通知",
        "doc_number": f"临政办〔2026〕{number}号",
        "official": True,
        "written": date(2026, 3, 1),
        "publisher": "临江区人民政府办公室",
        "url": f"https://www.linjiang.example/{number}.html",
        **labelled,
        **given,
    }


def test_the_same_seed_draws_the_same_documents_in_whatever_order_they_come() -> None:
    pages = [page(number) for number in range(1, 9)]
    forth = sample_labels(read_case({"pages": pages, "values": VALUES}), "2026-11")
    back = sample_labels(read_case({"pages": pages[::-1], "values": VALUES}), "2026-11")
    assert forth == back
    assert [len(one.drawn) for one in forth] == [3]
    others = {sample_labels(read_case({"pages": pages, "values": VALUES}), seed)[0].drawn for seed in "abcdef"}
    assert len(others) > 1


def test_the_figure_is_said_as_it_is() -> None:
    pages = [page(1), page(2), page(3), page(4, doc_number="临政办〔2026〕3号")]
    (found,) = sample_labels(read_case({"pages": pages, "values": VALUES}), "2026-11")
    assert found.documents == 3
    assert found.unlabelled == ("https://www.linjiang.example/2.html",)
    assert found.said == "本次抽查3件，网上文本未见标注1件，标注率66%"


def test_only_documents_that_had_to_carry_a_label_are_drawn() -> None:
    pages = [page(1, written=date(2019, 3, 1)), page(2, publisher="国务院办公厅"), page(3, official=False)]
    assert sample_labels(read_case({"pages": pages, "values": VALUES}), "x") == ()
    assert sample_labels(read_case({"pages": [page(1)], "values": VALUES, "pack": "national"}), "x") == ()
