"""To look closer: what is read from one page, why a finding or a match is what it is, the rules."""

from pathlib import Path

import click

from audits.rule import all_rules
from audits.rule_docs import not_judged
from console.chinese_click import ChineseChoice, ChineseCommand
from console.commands.directory import read_entries
from console.commands.round import DIR, DISTRICT, ROUND, plan
from console.directory_check import files_named
from console.explaining import explain_finding, explain_page, unknown_page
from console.explaining_entries import explain_named
from console.match_decisions import Named
from console.match_words import match_of
from console.matching_rows import (
    FIELDS,
    check_place,
    count_rows,
    counted,
    passing,
    read_rows,
    stopping,
    write_rows,
)
from console.page_reading import read_address
from console.reporting import judged
from console.terminal import Console
from inspection.errors import UserError
from inspection.toml_text import nearest
from matchers.pages import match_pages as match_rows


@click.command("read", cls=ChineseCommand, help="读一个页面：能读出什么，每一项出自哪里。平台读不准时先用它。")
@click.argument("address", metavar="文件或网址")
@click.option("--url", metavar="网址", help="文件原来的网址，用来补全相对链接。")
@click.option("--format", "form", type=ChineseChoice(("text", "json")), default="text", metavar="格式",
              help="text（默认）或 json。")  # fmt: skip
@click.option("--allow-private", is_flag=True, help="允许内网和本机地址。")
@click.pass_obj
def read(console: Console, address: str, url: str | None, form: str, allow_private: bool) -> None:
    """One page, from a file or an address."""
    click.echo(read_address(address, url=url, form=form, allow_private=allow_private, at=console.now()))


@click.command("match-pages", cls=ChineseCommand, help="为别的采集器收来的页面（JSON 行）找出所对应的事项。")
@click.argument("pages", metavar="PAGES.jsonl", type=click.Path(path_type=Path))
@click.option("--directory", "files", metavar="文件", multiple=True, required=True, type=click.Path(path_type=Path),
              help="标准目录或其文件夹，或 directory export 写出的表；可写多次。")  # fmt: skip
@click.option("--out", metavar="OUT.jsonl", required=True, type=click.Path(path_type=Path), help="写到这个文件。")
@click.pass_obj
def match_pages(console: Console, pages: Path, files: tuple[Path, ...], out: Path) -> None:
    """Matches pages that any other crawler collected."""
    named = tuple(files_named(files))
    check_place(out, (pages, *named))
    empty: list[int] = []
    with stopping(out):
        entries, unreadable = read_entries(named, console)
        if unreadable:
            raise UserError("；\n".join(unreadable))
        if not entries:
            raise UserError(f"{'、'.join(map(str, files))} 中没有读到事项，请先用 xuncha directory check 检查。")
        total = count_rows(pages)
        rows = passing(read_rows(pages), empty)
        written = write_rows(counted(match_rows(rows, entries), total, console), out)
    console.say(f"{written} 个页面，{len(entries)} 个事项。")
    if empty:
        console.say(
            f"其中 {len(empty)} 个没有标题、正文等可用的内容，没有对应任何事项；可用的栏：{'、'.join(FIELDS)}。"
        )
    console.wrote([out])


@click.command(
    "explain",
    cls=ChineseCommand,
    help="说明一个问题为什么成立，一个页面为什么对应这个事项而不是别的，一个事项或栏目查到了什么。"
    "可写编号（F 开头的是问题，M 开头的是目录对应）、网址、领域/一级事项/二级事项（名称不重的只写末级），"
    '或加引号的 "上级栏目 > 栏目"。',
)
@DIR
@click.argument("subject", metavar="编号、网址、事项或栏目")
@ROUND
@DISTRICT
@click.pass_obj
def explain(console: Console, folder: Path, subject: str, round_: str | None, districts: tuple[str, ...]) -> None:
    """Why this finding, or why this page answers this entry and not the next; what is known of an entry or a column."""
    run = plan(console, folder, round_=round_, districts=districts, known=True)
    findings = judged(run)
    if Named(subject.strip()).by_id:
        match = match_of(run, subject.strip().upper())
        subject = match.subject if match else subject
    if "://" in subject:
        told = explain_page(run, subject) or explain_named(run, subject, findings)
        if told is None:
            raise unknown_page(run, subject)
        click.echo(told)
        return
    found = next((one for one in findings if one.id == subject.strip().upper()), None)
    told = explain_finding(run, found) if found else explain_named(run, subject, findings)
    if told is None and Named(subject.strip()).by_id:
        raise UserError(
            f"批次“{run.round}”中没有编号为 {subject.strip().upper()} 的目录对应，请先用 xuncha explain {folder} "
            "查看网址、事项或栏目，从中抄取编号。"
        )
    if told is None:
        like = nearest(subject, [one.id for one in findings])
        hint = f"，是不是 {like}" if like else ""
        raise UserError(
            f"批次“{run.round}”中没有叫“{subject}”的问题、事项或栏目{hint}，"
            f"编号请从 xuncha export {folder} findings 中抄取，事项写成 领域/一级事项/二级事项。"
        )
    click.echo(told)


@click.command("rule", cls=ChineseCommand, help="检查项：列出全部，或说明一项的要求、理由、整改办法和依据。")
@click.argument("code", metavar="[代码]", required=False)
def rule(code: str | None) -> None:
    """The rules, their clauses and their wording."""
    rules = {one.code: one for one in all_rules()}
    if code is None:
        for one in rules.values():
            click.echo(f"{one.code}  {one.name}")
        return
    if code.upper() in not_judged():
        name, reason = not_judged()[code.upper()]
        click.echo(f"{code.upper()} {name}\n\n本程序不判定此项：{reason}。")
        return
    if code.upper() not in rules:
        raise UserError(f"没有检查项 {code}，现有 {'、'.join(rules)}。")
    one = rules[code.upper()]
    click.echo(f"{one.code} {one.name}\n\n{one.requirement}")
    for title, text in one.sections.items():
        click.echo(f"\n{title}：{text}")
    click.echo("\n问题表述：")
    for message, demand in one.patterns():
        click.echo(f"  {message}\n    整改要求：{demand}")
