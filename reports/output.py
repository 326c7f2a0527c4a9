"""Files as they are put down for people."""

from pathlib import Path

from inspection.errors import UserError
from inspection.system_faults import system_words


def put(path: Path, data: bytes) -> None:
    """Writes a file whole. Raises UserError where it cannot be written: usually it is open in another program."""
    try:
        path.write_bytes(data)
    except (FileNotFoundError, NotADirectoryError) as error:
        raise UserError(f"{path} 写不进去：没有 {path.parent} 这个文件夹，请先新建，或改用别的路径。") from error
    except OSError as error:
        raise UserError(f"{path} 写不进去（{system_words(error)}），请关闭正在打开它的程序后再运行一次。") from error


def remove(path: Path) -> None:
    """Takes away a file that no longer holds. Raises UserError where it cannot be removed."""
    try:
        path.unlink()
    except OSError as error:
        raise UserError(
            f"{path} 已经过时但删不掉（{system_words(error)}），请关闭正在打开它的程序后再运行一次。"
        ) from error
