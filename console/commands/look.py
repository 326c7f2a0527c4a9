"""To look closer: what is read from one page, why a finding or a match is what it is, the rules."""

import json
from pathlib import Path

import click

from audits.rule import all_rules
from audits.rule_docs import not_judged
from console.chinese_click import ChineseChoice, ChineseCommand
from console.commands.directory import read_entries
from console.commands.round import DIR, ROUND, plan
from console.explaining import explain_finding, explain_page
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
              help="标准目录，或 directory export 写出的表；可写多次。")  # fmt: skip
@click.option("--out", metavar="OUT.jsonl", required=True, type=click.Path(path_type=Path), help="写到这个文件。")
@click.pass_obj
def match_pages(console: Console, pages: Path, files: tuple[Path, ...], out: Path) -> None:
    """Matches pages that any other crawler collected."""
    entries, unreadable = read_entries(files, console)
    if unreadable:
        raise UserError("；\n".join(unreadable))
    if not entries:
        raise UserError(f"{'、'.join(map(str, files))} 中没有读到事项，请先用 xuncha directory check 检查。")
    written = [json.dumps(row, ensure_ascii=False) for row in match_rows(_json_lines(pages), entries)]
    out.parent.mkdir(parents=True, exist_ok=True)
    out.write_text("".join(line + "\n" for line in written), encoding="utf-8")
    console.say(f"{len(written)} 个页面，{len(entries)} 个事项。")
    console.wrote([out])


@click.command("explain", cls=ChineseCommand, help="说明一个问题为什么成立，或一个页面为什么对应这个事项。")
@DIR
@click.argument("subject", metavar="编号或网址")
@ROUND
@click.pass_obj
def explain(console: Console, folder: Path, subject: str, round_: str | None) -> None:
    """Why this finding, or why this page answers this entry and not the next."""
    run = plan(console, folder, round_=round_, known=True)
    if "://" in subject:
        click.echo(explain_page(run, subject))
        return
    findings = {finding.id: finding for finding in judged(run)}
    if subject not in findings:
        like = nearest(subject, list(findings))
        hint = f"，是不是 {like}" if like else ""
        raise UserError(f"批次“{run.round}”中没有编号 {subject}{hint}，请从 xuncha export {folder} findings 中抄取。")
    click.echo(explain_finding(run, findings[subject]))


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


def _json_lines(path: Path) -> list[dict[str, object]]:
    try:
        text = path.read_text(encoding="utf-8-sig")
    except FileNotFoundError as error:
        raise UserError(f"找不到 {path}，请核对路径。") from error
    except (UnicodeDecodeError, IsADirectoryError) as error:
        raise UserError(f"{path} 不是 UTF-8 的 JSON 行文件，请另存为 UTF-8。") from error
    rows = []
    for number, line in enumerate(text.splitlines(), start=1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
        except json.JSONDecodeError as error:
            raise UserError(f"{path} 第 {number} 行不是 JSON（{error.msg}），请改正后重试。") from error
        if not isinstance(row, dict):
            raise UserError(f"{path} 第 {number} 行不是一个对象 {{…}}，请改正后重试。")
        rows.append(row)
    return rows
