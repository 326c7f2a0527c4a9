"""The office's own templates: the shipped ones, copied to be changed."""

from pathlib import Path

import click

from console.chinese_click import ChineseCommand
from console.commands.round import DIR
from console.terminal import Console
from inspection.errors import UserError
from inspection.toml_text import nearest
from inspection.workspace import open_workspace
from reports.documents import SHIPPED
from reports.output import put

# What every PDF template takes its layout from.
_LAYOUT = "official.typ"


@click.command(
    "templates",
    cls=ChineseCommand,
    help="把自带的模板抄进工作区的 templates 文件夹，供修改；已有的文件不动。名称如 notice、letter.docx，"
    "省略则列出可以抄的模板。DOCX 决定 Word 文件，同名的 TYP 决定 PDF；删去即恢复自带的。"
    "各模板可以用哪些内容，见 docs/templates.md。",
)
@DIR
@click.argument("names", metavar="[名称…]", nargs=-1)
@click.pass_obj
def templates(console: Console, folder: Path, names: tuple[str, ...]) -> None:
    """Nothing that is there already is written over."""
    workspace = open_workspace(folder)
    shipped = shipped_templates()
    if not names:
        for one in shipped:
            click.echo(one)
        console.say(f"抄一个来改：xuncha templates {folder} 名称")
        return
    wanted = dict.fromkeys(found for name in names for found in _meant(name, shipped))
    target = workspace.root / "templates"
    target.mkdir(exist_ok=True)
    written = []
    for name in wanted:
        if (target / name).exists():
            console.say(f"{target / name} 已存在，未作改动。")
            continue
        put(target / name, (SHIPPED / name).read_bytes())
        written.append(target / name)
    console.wrote(written)


def shipped_templates() -> list[str]:
    """The names of all templates that ship with the program."""
    return sorted(path.name for path in SHIPPED.iterdir() if path.suffix in (".docx", ".typ"))


def _meant(name: str, shipped: list[str]) -> list[str]:
    """The files that a name means: both forms of a template where no form is named, a PDF one with its layout.

    Raises UserError for a name that no template has.
    """
    found = [one for one in shipped if name in (one, one.rpartition(".")[0])]
    if not found:
        known = [one for one in shipped if name.endswith((".docx", ".typ"))]
        known = known or list(dict.fromkeys(one.rpartition(".")[0] for one in shipped))
        like = nearest(name, known)
        near = f"，最近的是 {like}" if like else ""
        raise UserError(f"没有名为“{name}”的模板{near}；有哪些，写 xuncha templates 工作区 查看。")
    if any(one.endswith(".typ") for one in found):
        found.append(_LAYOUT)
    return list(dict.fromkeys(found))
