"""Finds what lives one to a file: a plugin is found because its file is named after what it holds."""

import importlib
import pkgutil
from types import ModuleType


def modules_in(package_name: str) -> list[ModuleType]:
    """Every module below a package (any depth), imported, in order of name; names that begin with `_` are left out.

    A module that fails to import fails loudly: a plugin never vanishes.
    """
    package = importlib.import_module(package_name)
    walked = pkgutil.walk_packages(package.__path__, package_name + ".", onerror=_fail)
    names = sorted(info.name for info in walked if not info.ispkg)
    return [importlib.import_module(name) for name in names if not name.rpartition(".")[2].startswith("_")]


def _fail(_name: str) -> None:
    # Without it walk_packages leaves out a sub-package whose __init__ raises ImportError.
    raise
