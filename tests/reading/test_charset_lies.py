"""Whatever headers and tags say of an encoding, the bytes decide: the text comes out as it was written."""

import random

import pytest

from crawler.reading.charset import decode
from crawler.reading.page import read_page

URL = "http://www.linjiang.example/zwgk/tzgg/t1.html"
WORDS = (
    "临江区", "人民政府", "关于", "做好", "老旧小区改造", "工作的通知", "各镇", "二〇二六年", "望湖街道", "，", "。",
    "《办法》",
    "公开", "镕", "〔2026〕7号", "（此件公开发布）", "联系电话：0999-1234567", "a", " ",
)  # fmt: skip
ENCODINGS = ("utf-8", "gbk", "gb18030", "utf-16", "utf-16-le", "utf-16-be")
CLAIMS = (None, "utf-8", "gb2312", "GBK", "gb18030", "ISO-8859-1", "utf-16", "nonsense", "")


def _text(chance: random.Random) -> str:
    return "".join(chance.choice(WORDS) for _ in range(chance.randrange(20, 200))) + "通知的"


@pytest.mark.parametrize("seed", range(60))
@pytest.mark.parametrize("encoding", ENCODINGS)
def test_bytes_decide(encoding: str, seed: int) -> None:
    chance = random.Random(seed)
    said, tagged = chance.choice(CLAIMS), chance.choice(CLAIMS)
    tag = f'<meta http-equiv="Content-Type" content="text/html; charset={tagged}">' if tagged is not None else ""
    page = f"<html><head>{tag}<title>{_text(chance)}</title></head><body><p>{_text(chance)}</p></body></html>"
    found = decode(page.encode(encoding), f"text/html; charset={said}" if said is not None else None)
    assert found.text == page
    assert not found.doubtful


@pytest.mark.parametrize("text", ["中国", "政务公开", "临江", "通知公告信息"])
@pytest.mark.parametrize("claim", ["gbk", "gb2312"])
def test_pairs_of_signs_are_valid_in_both_and_read_as_utf8(text: str, claim: str) -> None:
    assert decode(text.encode(), f"text/html; charset={claim}").text == text


@pytest.mark.parametrize("seed", range(30))
def test_parts_in_another_encoding_are_read_and_flagged(seed: int) -> None:
    chance = random.Random(seed)
    main, part = chance.choice((("utf-8", "gb18030"), ("gb18030", "utf-8")))
    body, foot = "".join(_text(chance) for _ in range(6)), "主办单位：临江区人民政府办公室的网站，版权所有。"
    page = f"<html><body><div>{body}</div>".encode(main) + f"<div>{foot}</div></body></html>".encode(part)
    found = decode(page, None)
    assert (found.encoding, found.doubtful) == (main, True)
    assert body in found.text and foot in found.text


@pytest.mark.parametrize("seed", range(30))
def test_any_bytes_give_a_text(seed: int) -> None:
    chance = random.Random(seed)
    body = bytes(chance.randrange(256) for _ in range(chance.randrange(1, 400)))
    assert isinstance(decode(body, chance.choice(("text/html", "text/html; charset=gbk", None))).text, str)


def test_signs_written_as_references_alone() -> None:
    said = "".join(f"&#{ord(sign)};" for sign in "关于做好老旧小区改造工作的通知")
    page = (
        f"<html><head><meta charset=gb2312><title>{said}</title></head><body><h1>{said}</h1><div>2026-03-09 10:00</div>"
    )
    reading = read_page(f"{page}<div id=zoom><p>{said}</p></div></body></html>".encode("ascii"), url=URL)
    assert reading.title == "关于做好老旧小区改造工作的通知"
    assert not reading.doubtful
