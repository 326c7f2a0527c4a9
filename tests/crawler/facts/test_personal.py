"""Personal data: what stands there and whose it is; never shown whole."""

from pathlib import Path

import pytest
import yaml

from crawler.facts.personal import personal_data
from crawler.facts.seen import SeenFile, SeenPage
from inspection.masked_words import MaskForms, masked_as

CASES = yaml.safe_load((Path(__file__).parent / "personal.yml").read_text(encoding="utf-8"))
ID = "990102199003070011"


def _page(body: str, title: str = "公告", files: tuple[SeenFile, ...] = ()) -> SeenPage:
    return SeenPage(title, ("公告",), body, files)


@pytest.mark.parametrize("name", CASES)
def test_what_is_found(name: str) -> None:
    case = CASES[name]
    hits = personal_data(_page(case["body"], case.get("title", "公告")))
    told = [(hit.kind, hit.shown, hit.times, hit.certain) for hit in hits if hit.place == "body"]
    known = {(one["kind"], one["shown"], one.get("times", 1), one["certain"]) for one in case["found"]}
    wanted = {one["kind"] for one in case["found"]}
    assert {one for one in told if one[0] in wanted or not wanted} == known


def test_nothing_that_is_handed_on_is_whole() -> None:
    body = f"申请人赵小河，身份证号{ID}，家庭住址：滨河路12号501室，电话13812341234，卡号6222023600000123459。"
    hits = personal_data(_page(body, files=(SeenFile(f"名单{ID}.xlsx", body),)))
    assert {hit.kind for hit in hits} == {"id_number", "address", "mobile", "bank_card"}
    said = " ".join(f"{hit.shown} {hit.before} {hit.where}" for hit in hits)
    assert not any(word in said for word in (ID, "13812341234", "6222023600000123459", "赵小河", "12号", "501"))


def test_it_is_told_where_it_stands() -> None:
    hits = personal_data(_page("", f"关于{ID}的答复", (SeenFile("名单.xlsx", f"甲\n经查，身份证号{ID}"),)))
    assert [(hit.place, hit.where, hit.before) for hit in hits] == [
        ("title", "", "关于"), ("attachment", "名单.xlsx", "经查，身份证号"),
    ]  # fmt: skip


def test_names_in_front_are_masked() -> None:
    (hit,) = personal_data(_page("当事人：赵小河，电话13812341234"))
    assert hit.before == "当事人：赵**，电话"
    (hit,) = (one for one in personal_data(_page(f"姓名\t身份证号\n赵小河\t{ID}")) if one.kind == "id_number")
    assert "赵小河" not in hit.before


def test_the_forms_are_the_packs() -> None:
    with masked_as(MaskForms(id_number=(6, 4))):
        (hit,) = personal_data(_page(f"身份证号{ID}"))
    assert hit.shown == "990102********0011"
