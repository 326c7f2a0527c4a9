"""Markup that pages write into themselves."""

import pytest

from crawler.structure.written import written_out

ROW = '<li><a href="1.html">公告</a></li>'


@pytest.mark.parametrize(
    "code",
    [
        """document.write('<li><a href="1.html">公告</a></li>');""",
        r"""document.writeln("<li><a href=\"1.html\">公告<\/a><\/li>")""",
        """document.write('<li><a href="1.html">' + "公告" + '</a></li>');""",
        """document.write('<li>'); document.write('<a href="1.html">\\u516c\\u544a</a>');\ndocument.write('</li>')""",
        """<!--\ndocument.write('<li><a href="1.html">公告</a></li>');\n//-->""",
    ],
)
def test_plain_strings_are_written(code: str) -> None:
    assert written_out(f"<ul><script>{code}</script></ul>") == f"<ul>{ROW}</ul>"


@pytest.mark.parametrize(
    "code",
    [
        "if (shown) { document.write('<li><a href=\"1.html\">公告</a></li>'); }",
        "document.write('<li><a href=\"1.html\">' + title + '</a></li>');",
        "var a = 1; document.write('<li><a href=\"1.html\">公告</a></li>');",
        "document.write('<img src=\"1.gif\">');",
        "document.write('" + "<li>" * 3,
    ],
)
def test_all_else_stays(code: str) -> None:
    page = f"<ul><script>{code}</script></ul>"
    assert written_out(page) == page
