"""In which form a table leaves: as `--format` says, else as the name of the file ends."""

from pathlib import Path

from inspection.errors import UserError

FORMS = ("csv", "jsonl", "xlsx")


def form_of(form: str | None, out: Path | None, otherwise: str = "csv") -> str:
    """The form that was asked for; `otherwise` where neither was. Raises UserError where the file's name says another
    form than `--format`: a spreadsheet program would not open what stood in it."""
    ending = out.suffix.lower().removeprefix(".") if out is not None else ""
    if form is None:
        return ending if ending in FORMS else otherwise
    if ending in FORMS and ending != form:
        raise UserError(f"{out} 的扩展名是 {ending}，与 --format {form} 不一致，请改成一致的，或去掉 --format。")
    return form


def table_form(form: str | None, out: Path | None) -> str:
    """As `form_of`, for tables that go to the screen without `--out`. Raises UserError for XLSX without a file."""
    if form == "xlsx" and out is None:
        raise UserError("xlsx 不能写到屏幕，请加 --out 文件名.xlsx。")
    return form_of(form, out)
