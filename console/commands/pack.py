"""Rule packs: whether a pack keeps to its schema, and what it settles."""

from collections.abc import Iterator
from dataclasses import fields
from datetime import date
from pathlib import Path

import click

from console.chinese_click import ChineseCommand, ChineseGroup
from console.terminal import Console
from inspection.errors import UserError
from inspection.pack_source import Source
from inspection.pack_table import CERTAINTY, PackRow, in_force, pack_rows
from inspection.rule_pack import PACKS, check_pack, load_pack, pack_names
from inspection.rule_values import RulePack
from inspection.toml_text import nearest

_LONGEST = 100


@click.group("pack", cls=ChineseGroup, help="检查口径：核对口径文件。")
def pack() -> None:
    """The group of the commands about rule packs."""


@pack.command(
    "check",
    cls=ChineseCommand,
    help="按格式要求核对检查口径（内置的写名称，自己的写文件路径），并列出今日有效的各项；省略则只核对内置的全部。",
)
@click.argument("packs", metavar="[口径…]", nargs=-1)
@click.pass_obj
def check(console: Console, packs: tuple[str, ...]) -> None:
    """A rule pack against its schema: every fault at once, with its line; what it settles where there is none."""
    wrong = []
    for name in packs or pack_names():
        path = PACKS / f"{name}.toml" if name in pack_names() else Path(name)
        if not path.is_file():
            raise UserError(_not_there(name))
        faults = check_pack(path)
        # What all values together have wrong is only known when the pack is put together with those it extends.
        read = None if faults else load_pack(path.stem, console.today, None if path.parent == PACKS else path.parent)
        click.echo(f"{name}：{f'{len(faults)} 处问题' if faults else '没有问题'}")
        for fault in faults:
            click.echo(f"  {fault}")
        if read is not None and packs:
            click.echo("\n".join(_summary(read, pack_rows(path), console.today)))
        wrong += [name] if faults else []
    if wrong:
        raise UserError(f"检查口径 {'、'.join(wrong)} 有问题，请按上面逐处修改。")


def _not_there(name: str) -> str:
    """That there is no such pack: a file that was named, or else a shipped pack with the nearest name."""
    if Path(name).suffix or Path(name).parent != Path():
        return f"找不到检查口径文件 {name}，请核对路径。"
    like = nearest(name, pack_names())
    hint = f"，是不是 {like}？" if like else "，"
    return f"没有检查口径“{name}”{hint}内置的有 {'、'.join(pack_names())}；自己的口径请写文件路径。"


def _summary(read: RulePack, rows: list[PackRow], on: date) -> Iterator[str]:
    """What a pack settles on a day: its own values line by line, of those it builds on only how many."""
    yield f"  {read.title}" + (f"，沿用 {'、'.join(read.extends)}" if read.extends else "")
    held, all_held = in_force(rows, on), list(_sources(read))
    unsure = sum(source.certainty == "M" for source in all_held)
    yield (
        f"  {on} 有效 {len(all_held)} 项：本口径 {len(held)} 项，沿用 {len(all_held) - len(held)} 项；"
        f"其中 {unsure} 项{CERTAINTY['M']}（凭记忆或属检查方法，使用前请核对原文）"
    )
    yield from map(_line, held)
    if gone := [row for row in rows if row not in held]:
        yield "  不在有效期内，今日不判定："
        yield from map(_line, gone)


def _line(row: PackRow) -> str:
    text = row.text if len(row.text) <= _LONGEST else f"{row.text[: _LONGEST - 2]}……"
    source = f"{row.source.clause}；{CERTAINTY[row.source.certainty]}；{row.period()}"
    return f"    {row.place} {row.section}：{text}〔{source}〕"


def _sources(read: RulePack) -> Iterator[Source]:
    """Where each value that is in force comes from."""
    for field in fields(read):
        value = getattr(read, field.name)
        for one in value.values() if isinstance(value, dict) else [value]:
            if isinstance(source := getattr(one, "source", None), Source):
                yield source
