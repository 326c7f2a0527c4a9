"""The sheet of drawn passes (抽看清单): what the machine found in order, for people to look at again."""

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from reports.output import put
from reports.sheets import Link, Table, book_of
from reports.words import round_words, told

_COLUMNS = (
    ("编号", 12), ("区", 10), ("检查项", 16), ("要求", 40), ("责任单位", 18), ("对象", 34), ("地址", 44),
    ("核查结果", 12), ("说明", 30),
)  # fmt: skip
_REMARK = (
    "系统判为符合要求、随机抽出请人再看的项目。核查结果填“一致”，应为问题的填“漏判”并说明，"
    "再用 xuncha sample 工作区 一致 编号… 或 xuncha sample 工作区 漏判 编号… --reason 说明 记下；漏判率随批次列出。"
)
_WORDS = {"right": "一致", "missed": "漏判"}


def write(path: Path, round_: str, author: str, drawn: Sequence[tuple[str, ...]]) -> Path:
    """Writes the rows (id, district, rule, requirement, unit, title, url, verdict, reason). Raises UserError where the
    file cannot be written."""
    rows = [
        (*map(told, row[:6]), Link(row[6]) if row[6] else "", _WORDS.get(row[7], row[7]), told(row[8])) for row in drawn
    ]
    table = Table("抽看清单", f"{round_words(round_)}通过项抽看清单", _COLUMNS, rows, _REMARK)
    path.parent.mkdir(parents=True, exist_ok=True)
    put(path, book_of([table], title="通过项抽看清单", author=told(author), made=datetime(2000, 1, 1)))  # noqa: DTZ001  (a mark, not a moment)
    return path
