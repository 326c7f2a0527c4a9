"""`xuncha templates`: the shipped templates, copied to be changed."""

import io
from datetime import date
from pathlib import Path

import pdfplumber
import pytest

from console.cli import run
from inspection.errors import UserError
from reports.documents import SHIPPED
from reports.writers.notice import write
from tests.reports.small_round import small_round


@pytest.fixture(name="root")
def workspace(tmp_path: Path) -> Path:
    root = tmp_path / "江州"
    assert run(["init", str(root)]) == 0
    return root


def names(root: Path) -> list[str]:
    return sorted(path.name for path in (root / "templates").iterdir() if path.suffix in (".docx", ".typ"))


def test_without_a_name_all_are_listed_and_none_is_copied(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = list(root.rglob("*"))
    assert run(["templates", str(root)]) == 0
    listed = capsys.readouterr().out.split()
    assert {"notice.docx", "notice.typ", "letter.docx", "privacy_letter.typ", "official.typ"} <= set(listed)
    assert listed == sorted(one.name for one in SHIPPED.iterdir() if one.suffix in (".docx", ".typ"))
    assert list(root.rglob("*")) == before


def test_a_name_gives_both_forms_with_the_layout(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["templates", str(root), "notice", "letter.docx"]) == 0
    assert names(root) == ["letter.docx", "notice.docx", "notice.typ", "official.typ"]
    told = capsys.readouterr().out
    for one in names(root):
        assert (root / "templates" / one).read_bytes() == (SHIPPED / one).read_bytes()
        assert str(root / "templates" / one) in told


def test_a_word_template_comes_without_the_layout(root: Path) -> None:
    assert run(["templates", str(root), "letter.docx"]) == 0
    assert names(root) == ["letter.docx"]


def test_what_the_office_changed_stays(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["templates", str(root), "notice"]) == 0
    own = root / "templates" / "notice.typ"
    own.write_text("#mine", encoding="utf-8")
    capsys.readouterr()
    assert run(["templates", str(root), "notice", "letter"]) == 0
    told = capsys.readouterr()
    assert own.read_text(encoding="utf-8") == "#mine"
    assert f"{own} 已存在，未作改动。" in told.err
    assert sorted(Path(line).name for line in told.out.split()) == ["letter.docx", "letter.typ"]


@pytest.mark.parametrize(
    ("name", "near"),
    [("notise", "notice"), ("leter.docx", "letter.docx"), ("privacy", "privacy_letter"), ("../notice", "notice")],
)
def test_an_unknown_name_is_told_with_the_nearest(
    root: Path, capsys: pytest.CaptureFixture[str], name: str, near: str
) -> None:
    assert run(["templates", str(root), "letter", name]) == 2
    assert f"没有名为“{name}”的模板，最近的是 {near}；" in capsys.readouterr().err
    assert not (root / "templates").exists() or names(root) == [], "nothing is copied where one name is wrong"


def test_a_copied_pdf_template_works_and_its_changes_show(root: Path, tmp_path: Path) -> None:
    assert run(["templates", str(root), "notice.typ"]) == 0
    assert names(root) == ["notice.typ", "official.typ"]
    out, own_out = tmp_path / "shipped", tmp_path / "own"
    out.mkdir()
    own_out.mkdir()
    shipped = next(path for path in write(small_round(), out) if path.suffix == ".pdf").read_bytes()
    own = root / "templates" / "notice.typ"
    same = next(path for path in write(small_round(root / "templates"), own_out) if path.suffix == ".pdf")
    assert same.read_bytes() == shipped, "unchanged, it gives the same bytes"
    own.write_text(
        own.read_text(encoding="utf-8").replace("#para(data.opening)", '#para("我办自用：" + data.opening)'),
        encoding="utf-8",
    )
    changed = next(path for path in write(small_round(root / "templates"), own_out) if path.suffix == ".pdf")
    with pdfplumber.open(io.BytesIO(changed.read_bytes())) as file:
        assert "我办自用：" in (file.pages[0].extract_text() or "")


def test_a_broken_copy_is_named_with_its_line(root: Path, tmp_path: Path) -> None:
    assert run(["templates", str(root), "notice.typ"]) == 0
    own = root / "templates" / "notice.typ"
    lines = own.read_text(encoding="utf-8").splitlines()
    place = lines.index("#para(data.opening)")
    own.write_text("\n".join([*lines[:place], "#para(data.openning)", *lines[place + 1 :]]), encoding="utf-8")
    with pytest.raises(UserError) as raised:
        write(small_round(root / "templates", notice_date=date(2026, 11, 20)), tmp_path)
    assert str(raised.value) == (
        f"模板 {own} 无法套用（第 {place + 1} 行：没有“openning”这一项），请改正其中的标记，或删去该文件改用自带模板。"
    )
