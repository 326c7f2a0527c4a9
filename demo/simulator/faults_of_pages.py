"""What goes wrong with pages and with the files that they carry."""

from collections.abc import Callable
from dataclasses import replace

from demo.server import Answer
from demo.simulator.files import gzip_bomb, pdf, zip_bomb
from demo.simulator.portal import Fault, Make, Scene
from demo.simulator.site import Document
from demo.simulator.troubles import (
    captcha,
    challenge,
    deleted,
    failing,
    half,
    login,
    moved,
    not_there,
    on_pages,
    packed,
    recoded,
    status,
    to_home,
    two_bytes,
)

_SOME = 3
_MEGABYTES = 12


def _some(document: Document) -> bool:
    return document.number % _SOME == 0


def _file(make_file: Callable[[Answer], Answer]) -> Callable[[Scene, Make], Answer]:
    return lambda scene, make: make_file(make()) if scene.spot.role == "file" else make()


PAGES: tuple[Fault, ...] = (
    Fault("pages_404", "some pages are answered 404", True, answer=on_pages(status(404), _SOME), missing=_some),
    Fault("pages_410", "some pages are answered 410", True, answer=on_pages(status(410), _SOME), missing=_some),
    Fault("pages_soft_404", "some pages say with status 200 that they do not exist", True,
          answer=on_pages(not_there, _SOME), missing=_some),
    Fault("pages_deleted", "some pages say 内容已删除", True, answer=on_pages(deleted, _SOME), missing=_some),
    Fault("pages_moved", "pages have moved and say where", True, answer=on_pages(moved)),
    Fault("pages_fail", "some pages are answered 500", answer=on_pages(failing, _SOME)),
    Fault("pages_412", "some pages are behind a challenge with status 412", answer=on_pages(challenge(412), _SOME)),
    Fault("pages_challenged", "some pages are a challenge with status 200", answer=on_pages(challenge(200), _SOME)),
    Fault("pages_captcha", "some pages are a captcha", answer=on_pages(captcha, _SOME)),
    Fault("pages_login", "some pages are behind a login", answer=on_pages(login, _SOME)),
    # To a reader they are not there: removed pages are often answered so.
    Fault("pages_to_home", "some pages lead to the front page", True, answer=on_pages(to_home, _SOME), missing=_some),
    Fault("pages_two_bytes", "some pages are two bytes", answer=on_pages(two_bytes, _SOME)),
    Fault("pages_half", "half a page comes that says it is whole", answer=on_pages(half, _SOME)),
    Fault("pages_gbk", "pages are GBK and say so", True, answer=on_pages(recoded("gb2312", "gb18030"))),
    Fault("pages_said_gb2312", "pages say gb2312 and are utf-8", True, answer=on_pages(recoded("gb2312", "utf-8"))),
    Fault("pages_gzip", "pages come as gzip that nobody asked for", True, answer=on_pages(packed)),
    Fault("file_is_error_page", "an error page under the name of a PDF", True,
          answer=_file(lambda whole: replace(whole, body="<html><title>404</title>文件不存在</html>".encode())),
          files=frozenset({"gone", "mislabelled"})),
    Fault("file_cut", "a PDF that breaks off", True,
          answer=_file(lambda whole: replace(whole, body=whole.body[: len(whole.body) // 2])),
          files=frozenset({"broken"})),
    Fault("file_scanned", "a PDF of pictures only", True,
          answer=_file(lambda whole: replace(whole, body=pdf("", scanned=True))),
          files=frozenset({"scanned"})),
    Fault("file_missing", "an attachment that is not there", True,
          answer=_file(lambda _whole: Answer(404, b"404", "text/html")),
          files=frozenset({"gone"})),
    Fault("file_huge", "an attachment larger than anybody takes", True,
          answer=_file(lambda whole: replace(whole, body=bytes(_MEGABYTES << 20))),
          files=frozenset({"too_large"})),
    Fault("file_bomb", "an archive that unpacks to very much", True,
          answer=_file(lambda whole: replace(whole, body=zip_bomb(_MEGABYTES))),
          files=frozenset({"mislabelled", "broken", "too_large"})),
    Fault("page_bomb", "a page that unpacks to very much",
          answer=on_pages(lambda _scene, make: replace(make(), body=gzip_bomb(_MEGABYTES),
                                                       headers={"Content-Encoding": "gzip"}), 7)),
)  # fmt: skip
