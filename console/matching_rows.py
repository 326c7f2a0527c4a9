"""Rows of another crawler, from one JSON-lines file to another: read line by line, written whole or not at all."""

import json
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from pathlib import Path
from typing import Any

from console.terminal import Console
from inspection.errors import IncompleteError, UserError
from inspection.system_faults import system_words

Row = dict[str, Any]
# what of a row can say which entry it answers
FIELDS = ("title", "breadcrumb", "publisher", "doc_number", "body", "attachments")
# what the reader of JSON says of a line, by the beginning of its sentence
_WRONG_JSON = {
    "Expecting value": "缺少值",
    "Expecting property name": "缺少用双引号括起的栏名",
    "Illegal trailing comma": "多了逗号",
    "Expecting ',' delimiter": "缺少逗号或右括号",
    "Expecting ':' delimiter": "栏名后缺少冒号",
    "Unterminated string": "引号没有成对",
    "Extra data": "多出了内容",
    "Invalid control character": "引号内有换行、制表等控制符",
    "Invalid \\": "反斜杠后的写法不对",
}
# rows between two messages where no line can renew itself
_PLAIN = 10_000


def check_place(out: Path, read: Iterable[Path]) -> None:
    """Raises UserError where what is written would take the place of what is read."""
    for path in read:
        if out.exists() and path.exists() and out.samefile(path):
            raise UserError(f"--out 写的正是要读的 {path}，写出会盖掉它，请换一个文件名。")


@contextmanager
def stopping(out: Path) -> Iterator[None]:
    """Raises IncompleteError where a person stops what is done here: nothing of it is kept."""
    try:
        yield
    except KeyboardInterrupt as error:
        raise _stopped(out) from error


def passing(rows: Iterable[Row], empty: list[int]) -> Iterator[Row]:
    """The rows as they are; the numbers of those that say nothing go to `empty`: a field may have another name."""
    for number, row in enumerate(rows, start=1):
        if not any(row.get(field) for field in FIELDS):
            empty.append(number)
        yield row


def count_rows(path: Path) -> int | None:
    """How many rows a file has; None for a pipe, which can be read only once. Raises UserError as `read_rows` does, so
    that a wrong row is told before an hour's work and not after it."""
    if path.exists() and not (path.is_file() or path.is_dir()):
        return None
    return sum(1 for _ in read_rows(path))


def read_rows(path: Path) -> Iterator[Row]:
    """The rows one by one; empty lines are passed over. Raises UserError with the number of the first wrong line."""
    try:
        with path.open("rb") as file:
            for number, line in enumerate(file, start=1):
                if line.strip():
                    yield _row(line, f"{path} 第 {number} 行")
    except FileNotFoundError as error:
        raise UserError(f"找不到 {path}，请核对路径。") from error
    except OSError as error:
        raise UserError(f"{path} 无法读取（{system_words(error)}），请换成 UTF-8 的 JSON 行文件。") from error


def write_rows(rows: Iterable[Row], out: Path) -> int:
    """Writes rows as they come and gives their number. `out` appears when all are written; what stood there before
    stays until then, also when the process is killed. Raises UserError where it cannot be written, IncompleteError when
    a person stops it."""
    part = out.with_name(f"{out.name}.part")
    written = 0
    try:
        out.parent.mkdir(parents=True, exist_ok=True)
        # half of a pair of surrogates is no character: escaped it is still JSON
        with part.open("w", encoding="utf-8", errors="backslashreplace", newline="\n") as file:
            for row in rows:
                file.write(json.dumps(row, ensure_ascii=False) + "\n")
                written += 1
        part.replace(out)
    except OSError as error:
        raise UserError(f"无法写到 {out}（{system_words(error)}），请换一个位置。") from error
    except KeyboardInterrupt as error:
        raise _stopped(out) from error
    finally:
        # a folder of that name is not ours
        if part.is_file():
            part.unlink()
    return written


def counted(rows: Iterable[Row], total: int | None, console: Console) -> Iterator[Row]:
    """The rows as they pass, with how far it is: a bar on a terminal, elsewhere a line now and then."""
    bar, moved = _bar(total)
    with bar:
        for number, row in enumerate(rows, start=1):
            yield row
            moved()
            if isinstance(bar, nullcontext) and number % _PLAIN == 0:
                console.say(f"已匹配 {number} 个页面" + (f"，共 {total} 个。" if total else "。"))


def _stopped(out: Path) -> IncompleteError:
    return IncompleteError(f"已停止，{out} 没有写出；再运行同一条命令会从头做起。")


def _bar(total: int | None) -> tuple[AbstractContextManager[Any], Callable[[], None]]:
    if not sys.stderr.isatty():
        return nullcontext(), lambda: None
    from rich.console import Console as RichConsole
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TimeRemainingColumn

    bar = Progress(
        "匹配页面", BarColumn(bar_width=20), MofNCompleteColumn(), TimeRemainingColumn(),
        console=RichConsole(stderr=True), transient=True,
    )  # fmt: skip
    task = bar.add_task("", total=total)
    return bar, lambda: bar.advance(task)


def _row(line: bytes, place: str) -> Row:
    try:
        # utf-8-sig: the first line may begin with a mark
        row = json.loads(line.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise UserError(f"{place}不是 UTF-8，请把文件另存为 UTF-8 的 JSON 行。") from error
    except json.JSONDecodeError as error:
        if line.strip() in (b"[", b"{", b"[{"):
            raise UserError(
                f"{place}不是 JSON 行：像是整个文件写成了一个 JSON，请改为每个页面占一行、一行一个 {{…}}。"
            ) from error
        why = next((told for word, told in _WRONG_JSON.items() if error.msg.startswith(word)), "写法不对")
        raise UserError(
            f"{place}不是 JSON：第 {error.colno} 列附近{why}，一行应是一个完整的 {{…}}，请改正后重试。"
        ) from error
    except (ValueError, RecursionError) as error:
        raise UserError(f"{place}不是 JSON（数字过长或嵌套过深），请改正后重试。") from error
    if not isinstance(row, dict):
        raise UserError(f"{place}不是一个对象 {{…}}，请改正后重试。")
    return row
