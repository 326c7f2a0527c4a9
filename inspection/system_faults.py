"""What the operating system or a database file says of a failure, in the words of an office."""

import errno
import sqlite3

_OF_SYSTEM = {
    errno.EACCES: "没有权限",
    errno.EPERM: "没有权限",
    errno.EROFS: "所在的盘只能读",
    errno.ENOSPC: "磁盘已满",
    errno.EDQUOT: "磁盘已满",
    errno.ENOENT: "没有这个文件或文件夹",
    errno.EISDIR: "是文件夹不是文件",
    errno.ENOTDIR: "上级不是文件夹",
    errno.EEXIST: "已有同名的文件",
    errno.ENOTEMPTY: "文件夹不是空的",
    errno.EBUSY: "正被其他程序使用",
    errno.ETXTBSY: "正被其他程序使用",
    errno.ENAMETOOLONG: "文件名太长",
    errno.EINVAL: "文件名或内容不合要求",
    errno.EMFILE: "打开的文件太多",
    errno.EIO: "磁盘读写出错",
}
_OF_SHARING = 32
# The first word of SQLite's sentence that is met tells.
_OF_DATABASE = {
    "not a database": "内容不是数据库，或已损坏",
    "malformed": "内容已损坏",
    "locked": "正被其他程序使用",
    "readonly": "没有写的权限",
    "disk is full": "磁盘已满",
    "unable to open": "打不开，可能没有权限",
    "disk i/o": "磁盘读写出错",
    "no such table": "缺少应有的表",
    "no such column": "缺少应有的列",
}


# Of these the file itself is not to blame: it must never be moved away for them.
_FROM_OUTSIDE = ("locked", "readonly", "disk is full", "unable to open", "disk i/o")


def from_outside(error: sqlite3.Error) -> bool:
    """Whether a database could not be opened or written for a reason that is none of its own: it is busy, or the disk
    or the permissions stand in the way."""
    return any(word in str(error).lower() for word in _FROM_OUTSIDE)


def system_words(error: OSError | sqlite3.Error) -> str:
    """Why it failed, in a few Chinese words; an unknown reason by its number or name."""
    if isinstance(error, sqlite3.Error):
        said = str(error).lower()
        return next((told for word, told in _OF_DATABASE.items() if word in said), f"数据库出错 {type(error).__name__}")
    if getattr(error, "winerror", None) == _OF_SHARING:
        return "正被其他程序使用"
    return _OF_SYSTEM.get(error.errno or 0, f"系统错误 {error.errno or type(error).__name__}")
