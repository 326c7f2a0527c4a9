"""Plugins are found by their file; one that cannot be imported is never left out in silence."""

import sys
from pathlib import Path

import pytest

from inspection.plugins import modules_in


@pytest.fixture
def package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    root = tmp_path / "planted_plugins"
    (root / "b_group").mkdir(parents=True)
    for name in ("__init__.py", "later.py", "earlier.py", "_shared.py", "b_group/__init__.py", "b_group/inner.py"):
        (root / name).write_text(f"NAME = {name!r}\n", "utf-8")
    monkeypatch.syspath_prepend(str(tmp_path))
    for name in [name for name in sys.modules if name.startswith("planted_plugins")]:
        monkeypatch.delitem(sys.modules, name)
    return root


def test_every_module_is_found_in_order_at_any_depth(package: Path) -> None:
    found = [module.__name__ for module in modules_in(package.name)]
    assert found == ["planted_plugins.b_group.inner", "planted_plugins.earlier", "planted_plugins.later"]


def test_modules_are_imported(package: Path) -> None:
    assert {module.NAME for module in modules_in(package.name)} == {"b_group/inner.py", "earlier.py", "later.py"}


@pytest.mark.parametrize(
    ("name", "text", "error"),
    [
        ("broken.py", "import a_module_that_is_not_there\n", ModuleNotFoundError),
        ("broken.py", "def f(:\n", SyntaxError),
        ("b_group/broken.py", "raise RuntimeError('no')\n", RuntimeError),
        ("b_group/__init__.py", "import a_module_that_is_not_there\n", ImportError),
        ("b_group/__init__.py", "raise RuntimeError('no')\n", RuntimeError),
    ],
)
def test_a_module_that_fails_to_import_fails_loudly(
    package: Path, name: str, text: str, error: type[Exception]
) -> None:
    (package / name).write_text(text, "utf-8")
    with pytest.raises(error):
        modules_in(package.name)


def test_an_unknown_package_fails_loudly() -> None:
    with pytest.raises(ModuleNotFoundError):
        modules_in("no_such_package_of_plugins")
