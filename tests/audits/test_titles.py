"""The names that titles speak of: one document under the titles of its notice, its interpretation, its consultation."""

import pytest

from audits.titles import bracketed_names, consulted_names, document_names, interpreted_names

NAME = "临江区养犬管理办法"


@pytest.mark.parametrize(
    "title",
    [
        "临江区养犬管理办法",
        "《临江区养犬管理办法》",
        "关于印发《临江区养犬管理办法》的通知",
        "关于印发临江区养犬管理办法的通知",
        "临江区人民政府办公室关于印发《临江区养犬管理办法》的通知",
        "临江区公安局 临江区城市管理局关于公布《临江区养犬管理办法（试行）》的通知",
        "临江区人民政府办公室关于重新印发《临江区养犬管理办法》的通知（临政办〔2026〕5号）",
    ],
)
def test_a_notice_is_known_by_what_it_prints(title: str) -> None:
    assert NAME in document_names(title)


def test_a_document_that_carries_out_another_is_not_that_one() -> None:
    assert "江州市养犬管理条例" not in document_names("关于贯彻落实《江州市养犬管理条例》的实施意见")
    assert "江州市养犬管理条例" in bracketed_names("关于贯彻落实《江州市养犬管理条例》的实施意见")


@pytest.mark.parametrize(
    "title",
    [
        "《临江区养犬管理办法》政策解读",
        "【图解】临江区养犬管理办法",
        "一图读懂《临江区养犬管理办法》",
        "临江区养犬管理办法解读材料",
        "关于《临江区养犬管理办法》的政策解读",
        "关于印发《临江区养犬管理办法》的通知解读",
        "《关于印发〈临江区养犬管理办法〉的通知》政策问答",
        "视频｜临江区养犬管理办法",
    ],
)
def test_an_interpretation_names_its_document(title: str) -> None:
    assert NAME in interpreted_names(title)


@pytest.mark.parametrize(
    "title",
    [
        "关于《临江区养犬管理办法（征求意见稿）》公开征求意见的公告",
        "关于公开征求《临江区养犬管理办法》意见的公告",
        "临江区养犬管理办法（草案）征求意见",
        "关于对临江区养犬管理办法公开征求意见的公告",
        "《临江区养犬管理办法（征求意见稿）》意见采纳情况",
        "关于临江区养犬管理办法征求意见结果的公示",
        "临江区公安局关于公开征求临江区养犬管理办法意见的公告",
        "临江区养犬管理办法意见征集结果反馈",
    ],
)
def test_a_consultation_and_its_result_name_the_same_draft(title: str) -> None:
    assert NAME in consulted_names(title)


@pytest.mark.parametrize("title", ["", None, "政策解读", "通知"])
def test_what_is_too_short_names_nothing(title: str | None) -> None:
    assert document_names(title) == interpreted_names(title) == consulted_names(title) == ()
