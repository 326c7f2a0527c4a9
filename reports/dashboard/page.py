"""The dashboard's files: pages from templates, the findings as a script's data, and what is copied as it is.

Templates are Jinja2 and run in a sandbox; whatever they print is escaped. An office that puts a file of the same name
into its folder `templates/dashboard/` has its own used, for pages as for the style sheet.
"""

import json
import traceback
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from jinja2 import ChoiceLoader, FileSystemLoader, StrictUndefined, TemplateError, TemplateSyntaxError
from jinja2.exceptions import SecurityError, TemplateNotFound, UndefinedError
from jinja2.sandbox import SandboxedEnvironment

from inspection.errors import UserError
from reports.dashboard.problems import GROUPS, Problem
from reports.documents import SHIPPED, template_of

_ROOM = Path(__file__).resolve().parent
_FOLDER = "dashboard"
# What a script may hold of a finding, in this order; the rest stands in the district's page.
_FIELDS = (
    "id", "page", "district", "domain", "entry", "column", "kind", "severity_words", "group", "state", "title",
    "message", "demand", "basis", "url", "seen", "due", "notice", "span",
)  # fmt: skip
# Signs that could end a script, or a line in it, where people read only data.
_UNSAFE = {ord(sign): f"\\u{ord(sign):04x}" for sign in "<>&\u2028\u2029\u202a\u202b\u202c\u202d\u202e"}


class Pages:
    """Makes pages from the office's templates, or from those shipped."""

    def __init__(self, templates: Path | None) -> None:
        self._templates = templates
        folders = [templates] if templates else []
        self._environment = SandboxedEnvironment(
            loader=ChoiceLoader([FileSystemLoader(str(one / _FOLDER)) for one in (*folders, SHIPPED)]),
            undefined=StrictUndefined, autoescape=True, trim_blocks=True, lstrip_blocks=True,
            keep_trailing_newline=True,
        )  # fmt: skip

    def page(self, name: str, values: Mapping[str, Any]) -> bytes:
        """The page of a template. Raises UserError with the file and line where an office's own one is wrong."""
        try:
            return self._environment.get_template(name).render(values).encode()
        except UnicodeDecodeError as error:
            raise UserError(f"模板文件夹 {self._templates} 中有不是 UTF-8 编码的文件，请另存为 UTF-8。") from error
        except (TemplateError, TypeError, ValueError, AttributeError, KeyError, ArithmeticError, OSError) as error:
            file, line = self._place(error)
            if file is None:
                raise
            raise UserError(
                f"模板 {file} 第{line}行无法套用（{_fault(error)}），请改正，或删去该文件改用自带模板。"
            ) from error

    def style(self) -> bytes:
        """The style sheet, the office's own where there is one."""
        return template_of(f"{_FOLDER}/dashboard.css", self._templates)[0].read_bytes()

    def _place(self, error: Exception) -> tuple[Path | None, int]:
        """Where in an office's own template an error arose; None where none of them is to blame."""
        if self._templates is None:
            return None, 0
        own = self._templates / _FOLDER
        places = [(Path(one.filename), one.lineno or 1) for one in traceback.extract_tb(error.__traceback__)]
        if isinstance(error, TemplateSyntaxError) and error.filename:
            places.append((Path(error.filename), error.lineno))
        if isinstance(error, TemplateNotFound) and not any(file.parent == own for file, _ in places):
            return None, 0
        return next(((file, line) for file, line in reversed(places) if file.parent == own), (None, 0))


def copied() -> Iterable[tuple[str, bytes]]:
    """The files that every dashboard holds as they are: our scripts and the library with its licences."""
    for folder in ("scripts", "vendor"):
        for path in sorted((_ROOM / folder).iterdir()):
            if path.suffix in (".js", ".txt"):
                yield f"assets/{path.name}", path.read_bytes()


def data_script(problems: Iterable[Problem]) -> bytes:
    """The findings as a script that sets one name. Texts stand once in a table and are named by their places in it, so
    that thousands of findings stay small; nothing in them can end the script."""
    places: dict[str, int] = {}
    rows = []
    for one in problems:
        row: list[Any] = [places.setdefault(getattr(one, field), len(places)) for field in _FIELDS]
        units = [places.setdefault(unit, len(places)) for unit in one.units]
        rows.append([*row, units, one.severity, int(one.link), int(one.overdue), int(one.repeat)])
    fields = [*_FIELDS, "units", "severity", "link", "overdue", "repeat"]
    data = {"fields": fields, "groups": GROUPS, "texts": list(places), "rows": rows}
    written = json.dumps(data, ensure_ascii=False, separators=(",", ":")).translate(_UNSAFE)
    return f"window.xunchaData = {written};\n".encode()


def _fault(error: Exception) -> str:
    """What is wrong with an office's own template, in a few Chinese words."""
    if isinstance(error, UndefinedError):
        return "用到了没有的项"
    if isinstance(error, TemplateNotFound):
        return "引用了没有的模板文件"
    if isinstance(error, TemplateSyntaxError):
        return "标记 {{ }} 或 {% %} 没有写完整或写错"
    return "标记不允许执行" if isinstance(error, SecurityError) else "标记不能执行"
