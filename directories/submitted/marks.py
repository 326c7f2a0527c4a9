"""Classification marks (秘密★1年, 密级：机密) in what was handed in: where one stands, nothing is read on."""

import re
from importlib import import_module
from pathlib import Path

from directories.archive_parts import part, xml
from directories.cells import unbroken

HANDLE = "涉密文件不应列入报送的登记表，请报送单位按保密规定处理该文件。"
_LEVELS = "(?:秘密|机密|绝密)"
# A mark stands alone, in brackets, behind 密级 or beside its star; 商业秘密 and 保守秘密 are words of titles.
_MARK = re.compile(
    "(?:^|^[一二三四五六七八九十\\d]{1,3}[、.．]\\s*|[(（【\\[\\s]|密级[:：]\\s*)"
    f"(?:{_LEVELS}级?(?:文件|公文)?|内部资料)(?:[)）】\\]\\s]|$)|{_LEVELS}\\s*[★☆]|[★☆]\\s*{_LEVELS}"
)
_WORD = "word/"
# The text of a document, and the lines at the head and foot of its pages.
_WORD_PARTS = ("document.xml", *(f"{place}{number}.xml" for place in ("header", "footer") for number in range(1, 7)))


def is_marked(text: str) -> bool:
    """Whether a text bears a classification mark, not only speaks of secrets."""
    return _MARK.search(unbroken(text)) is not None


def marked_outside_tables(path: Path, extension: str) -> bool:
    """Whether a Word document (DOCX) bears a mark beside its tables, or a PDF on its first page.

    The file was read before: its size and parts are known to be sound. Raises UserError all the same where they are
    not.
    """
    if extension == ".docx":
        return any(is_marked(line) for line in word_text(path))
    if extension == ".pdf":
        lines: list[str] = import_module("directories.submitted.first_page").lines(path)
        return any(is_marked(line) for line in lines)
    return False


def word_text(path: Path) -> list[str]:
    """The lines of a Word document (DOCX) outside its tables, with those at the head and foot of its pages. Raises
    UserError for a file that is none."""
    return [line for which in _WORD_PARTS for line in _word_lines(path, which)]


def _word_lines(path: Path, which: str) -> list[str]:
    contents = part(path, path.name, _WORD + which)
    if contents is None:
        return []
    return [
        "".join(text.text or "" for text in paragraph.iter("{*}t"))
        for paragraph in xml(contents, path.name).iter("{*}p")
        if next(paragraph.iterancestors("{*}tbl"), None) is None
    ]
