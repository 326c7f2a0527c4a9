"""The directory module: the trees that its pages bring, and what is known of the shell around them."""

from typing import Any

import pytest

from crawler.answers import answer_of
from crawler.family import FoundColumn, Place
from crawler.structure.xxgk import rows_request, shell_of, tree_column, tree_columns

PAGE = "https://www.linjiang.example/col/col30/index.html"
TREE = "/module/xxgk/tree.jsp?area=0022&divid=div30"


def shell_in(markup: str, page: str = PAGE) -> Any:
    return shell_of(answer_of(page, f"<html><body>{markup}</body></html>".encode()))


def columns_in(markup: str) -> tuple[FoundColumn, ...]:
    shell = shell_in(f'<iframe src="{TREE}"></iframe>')
    request = tree_column(shell, "jcms").request
    assert request is not None
    context = request.context
    return tree_columns(answer_of(shell.tree, markup.encode()), Place(PAGE, "c", shell.tree, context=context), "jcms")


def nested(columns: tuple[FoundColumn, ...]) -> list[Any]:
    return [[one.name, one.request is not None, nested(one.children)] for one in columns]


EXPECTED = [["机构职能", True, []], ["政策文件", True, [["规范性文件", True, []]]]]


@pytest.mark.parametrize(
    "markup",
    [
        "<script>d.add('1','-1','机构职能','javascript:funclick(\\'A01\\',\\'\\')');"
        "d.add('2','-1','政策文件(7)','javascript:funclick(\\'A02\\',\\'\\')');"
        "d.add('3','2','规范性文件(5)','javascript:funclick(\\'A0201\\',\\'\\')');</script>",
        "<ul><li><a href=\"javascript:void(0)\" onclick=\"funclick('A01','','')\">机构职能</a></li>"
        "<li><a href=\"javascript:funclick('A02','','')\">政策文件(7)</a><ul><li>"
        '<a href="search.jsp?infotypeId=A0201&area=0022">规范性文件(5)</a></li></ul></li></ul>',
        'var zNodes=[{id:1,pId:0,name:"机构职能",infotypeId:"A01"},{id:2,pId:0,name:"政策文件(7)",infotypeId:"A02"},'
        '{"id":3,"pId":2,"name":"规范性文件(5)","infotypeId":"A0201"}];',
    ],
    ids=["calls", "links", "nodes"],
)
def test_trees(markup: str) -> None:
    found = columns_in(markup)
    assert nested(found) == EXPECTED
    assert found[1].claimed is None and found[1].children[0].claimed == 5
    request = found[1].children[0].request
    assert request is not None and request.method == "POST" and "infotypeId=A0201" in request.body


def test_a_tree_that_goes_round_in_a_circle_ends() -> None:
    assert columns_in("d.add(1,2,'甲类','funclick(\\'A01\\')');d.add(2,1,'乙类','funclick(\\'A02\\')');") == ()


def test_shells() -> None:
    assert shell_in("<p>公开</p>") is None
    old = shell_in(f'<iframe src="{TREE}"></iframe>')
    assert (old.area, old.divid, old.code, old.standard) == ("0022", "div30", "", False)
    asked = shell_in(
        "<script>f('/module/xxgk/tree.jsp?standardXxgk=1&divid=div4&area='+a);"
        "loadDynamic('/module/xxgk/search.jsp?standardXxgk=1&infotypeId='+b,'div4','0','0','950','1');</script>",
        f"{PAGE}?vc_xxgkarea=1122MB&number=B001A01",
    )
    assert (asked.area, asked.code, asked.standard) == ("1122MB", "B001A01", True)
    assert asked.tree.endswith("area=1122MB")
    body = rows_request(asked, asked.code, "jcms", 2).body
    assert "standardXxgk=1" in body and "currpage=2" in body and "sortfield=compaltedate%3A0" in body
