"""Finds what lives one to a file: a plugin is found because its file is named after what it holds."""

import importlib
import pkgutil
from types import ModuleType


def modules_in(package_name: str) -> list[ModuleType]:
    """Every module below a package (any depth), imported, in order of name; names that begin with `_` are left out.

    A module that fails to import fails loudly: a plugin never vanishes.
    """
    package = importlib.import_module(package_name)
    found = []
    for info in sorted(pkgutil.walk_packages(package.__path__, package_name + "."), key=lambda i: i.name):
        if not info.ispkg and not info.name.rpartition(".")[2].startswith("_"):
            found.append(importlib.import_module(info.name))
    return found
