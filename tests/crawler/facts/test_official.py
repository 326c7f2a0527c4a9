"""Whom a page is sent to and who signed it: what only looks like it is none."""

import pytest

from crawler.facts.official import official_signs
from crawler.facts.seen import SeenPage

_BODY = "现就有关事项通知如下，请认真贯彻执行。\n一、提高认识，加强领导，落实责任。\n"


@pytest.mark.parametrize(
    ("body", "signs"),
    [
        (f"各镇人民政府，各有关单位：\n{_BODY}临江区民政局\n2026年3月1日", (True, True)),
        (f"各有关单位：\n{_BODY}特此通知\n2026年3月1日", (True, False)),
        (f"报道中还特别提到了3月1日重新开放的临江区体育中心：\n{_BODY}", (False, False)),
        ("2026年全区公路投资完成情况单位：万元\n项目\t金额\n滨河路\t12", (False, False)),
    ],
)
def test_signs_of_an_official_document(body: str, signs: tuple[bool, bool]) -> None:
    assert official_signs(SeenPage("关于有关工作的通知", (), body, ()), frozenset()) == signs
