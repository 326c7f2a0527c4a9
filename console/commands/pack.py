"""Rule packs: whether a pack keeps to its schema."""

from pathlib import Path

import click

from console.chinese_click import ChineseCommand, ChineseGroup
from inspection.errors import UserError
from inspection.rule_pack import PACKS, check_pack, pack_names


@click.group("pack", cls=ChineseGroup, help="检查口径：核对口径文件。")
def pack() -> None:
    """The group of the commands about rule packs."""


@pack.command("check", cls=ChineseCommand, help="按格式要求核对检查口径（名称或文件）；省略则核对内置的全部。")
@click.argument("packs", metavar="[口径…]", nargs=-1)
def check(packs: tuple[str, ...]) -> None:
    """A rule pack against its schema: every fault at once, with its line."""
    wrong = []
    for name in packs or pack_names():
        path = PACKS / f"{name}.toml" if name in pack_names() else Path(name)
        if not path.exists():
            raise UserError(f"没有检查口径“{name}”，内置的有 {'、'.join(pack_names())}；自己的口径请写文件路径。")
        faults = check_pack(path)
        click.echo(f"{name}：{f'{len(faults)} 处问题' if faults else '没有问题'}")
        for fault in faults:
            click.echo(f"  {fault}")
        wrong += [name] if faults else []
    if wrong:
        raise UserError(f"检查口径 {'、'.join(wrong)} 有问题，请按上面逐处修改。")
