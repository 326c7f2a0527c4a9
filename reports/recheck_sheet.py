"""The sheet of a recheck (复查结果): every notified finding, what came of it, and what shows it before and after."""

from collections.abc import Iterable
from datetime import datetime
from pathlib import Path

from inspection.types.judgement import Finding
from inspection.types.life import RecheckAnswer
from reports.output import put
from reports.sheets import Link, Table, book_of
from reports.words import day, path_words, round_words, told

NOT_LOOKED_AT = "explain"
OUTCOMES = {"fixed": "已整改", "unfixed": "未整改", "unclear": "无法判定", NOT_LOOKED_AT: "仅需说明，不作复查"}
_COLUMNS = (
    ("问题编号", 12), ("区", 9), ("责任单位", 16), ("栏目/标题", 28), ("问题描述", 36), ("复查结果", 10),
    ("复查说明", 36), ("页面地址", 36), ("复查日期", 13), ("原留痕", 22), ("复查留痕", 22),
)  # fmt: skip
_REMARK = (
    "只复查已下发而未整改的问题。已整改的报领导同意后销号，未整改的退回；无法判定的请人工核对；"
    "仅需说明的，收到书面说明后销号。留痕为网页内容的校验值。"
)
_SIGNS = 12


def write(path: Path, round_: str, author: str, rows: Iterable[tuple[str, Finding, RecheckAnswer]]) -> Path:
    """Writes the rows (district's name, finding, answer). Raises UserError where the file cannot be written."""
    cells = [
        (
            finding.id, told(district), told(finding.unit or ""),
            told(finding.title or path_words(finding.column or ())), told(finding.message), OUTCOMES[answer.outcome],
            told(answer.reason), Link(finding.url) if finding.url else "", day(answer.looked_at),
            _marks(answer.before), _marks(answer.after),
        )
        for district, finding, answer in rows
    ]  # fmt: skip
    table = Table("复查结果", f"{round_words(round_)}复查结果", _COLUMNS, cells, _REMARK)
    made = datetime(2000, 1, 1)  # noqa: DTZ001  (a mark, not a moment)
    put(path, book_of([table], title="复查结果", author=told(author), made=made))
    return path


def _marks(hashes: tuple[str, ...]) -> str:
    return "\n".join(one[:_SIGNS] for one in hashes)
