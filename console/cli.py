"""The command `xuncha`. The only place that reads the clock: dates and clocks are handed down from here."""

from datetime import datetime, timedelta, timezone

import click

from console.chinese_click import ChineseGroup, sentence
from console.shown_text import shown_text
from console.terminal import Console
from inspection.errors import IncompleteError, UserError

CHINA = timezone(timedelta(hours=8), "CST")
START = """巡查：检查区县门户网站是否依照标准目录公开。第一次使用：

  xuncha demo                看一遍：在本机造一座模拟城市并巡查
  xuncha init 江州           新建工作区，照注释填写 江州/xuncha.toml
  xuncha read 网址           看某个页面能读出什么（平台读不准时先用它）
  xuncha survey 江州         首次巡查前检查门户：平台、栏目、列表能否读全、哪个日期是发布日期
  xuncha inspect 江州        开展一次巡查，写出问题清单和通知草稿
  xuncha explain 江州 编号   说明一个问题、页面、事项或栏目：为什么这样判断，查过哪里
  xuncha decide 江州 编号 confirm --reason 理由   记下核查结论
  xuncha report 江州         按核查结论重写清单和通知
  xuncha notice 江州         给属实的问题编号下发通知
  xuncha handle 江州 编号 签收   记下征求意见、签收、反馈、延期、销号等办理情况
  xuncha reply import 江州 文件  导入单位填好的问题清单、征求意见稿
  xuncha history 江州 编号   看一个问题的经过，以及现在可以怎样办理
  xuncha recheck 江州        复查已下发的问题是否已整改
  xuncha mapping export 江州  写出目录栏目对照表，交区里核对填写；交回后用 xuncha mapping import 导入

每条命令都有 --help。"""


def china_now() -> datetime:
    """The moment, in China Standard Time whatever the machine's zone."""
    return datetime.now(CHINA)


_DIRECTORY = ChineseGroup(
    "directory",
    help="标准目录：检查目录文件，导出读到的事项，比较两版，导入指引。",
    found_in={
        "check": "console.commands.directory", "export": "console.commands.directory",
        "diff": "console.commands.directory_versions", "import-baseline": "console.commands.directory_versions",
    },
)  # fmt: skip
_MAPPING = ChineseGroup(
    "mapping",
    help="目录栏目对照表：导出交区里核对，导入区里填好的。",
    found_in={"export": "console.commands.mapping", "import": "console.commands.mapping"},
)
_REPLY = ChineseGroup(
    "reply",
    help="单位的反馈：导入填好的问题清单、征求意见稿。",
    found_in={"import": "console.commands.reply"},
)
# In the order in which a person meets them.
_FOUND_IN = {
    "demo": "demonstrate", "init": "office", "survey": "survey", "inspect": "round", "crawl": "round",
    "match": "round", "audit": "round", "report": "round", "decide": "office", "handle": "handle", "history": "handle",
    "explain": "look", "export": "office",
    "ledger": "ledger", "read": "look", "match-pages": "look", "rule": "look", "pack": "pack", "verify": "verify",
    "purge": "keeping", "sealed": "keeping", "sample": "sample", "notice": "notice", "recheck": "recheck",
    "evidence": "evidence", "tasks": "tasks", "year": "year", "summary": "summary",
    "templates": "templates",
}  # fmt: skip


@click.group(
    cls=ChineseGroup,
    invoke_without_command=True,
    help="政务公开网上巡查。不带命令时说明从何做起。",
    found_in={name: f"console.commands.{module}" for name, module in _FOUND_IN.items()},
)
@click.version_option(package_name="xuncha", message="xuncha %(version)s", help="显示版本。")
@click.pass_context
def xuncha(ctx: click.Context) -> None:
    """The root of all commands."""
    ctx.obj = Console(china_now)
    if ctx.invoked_subcommand is None:
        click.echo(START)


xuncha.add_command(_DIRECTORY)
xuncha.add_command(_MAPPING)
xuncha.add_command(_REPLY)


def run(arguments: list[str] | None = None) -> int:
    """Runs one command and gives its exit status: 0 done, 1 something is missing, 2 wrong use or a wrong file.

    Everything a person must know was said on standard error.
    """
    try:
        result = xuncha.main(args=arguments, prog_name="xuncha", standalone_mode=False)
        return result if isinstance(result, int) else 0
    except IncompleteError as error:
        click.echo(shown_text(str(error)), err=True)
        return 1
    except UserError as error:
        click.echo(shown_text(f"错误：{error}"), err=True)
        return 2
    except click.exceptions.Exit as error:
        return error.exit_code
    except (click.Abort, KeyboardInterrupt):
        click.echo("已停止，做完的部分都已保存；再运行同一条命令即可继续。", err=True)
        return 1
    except click.ClickException as error:
        click.echo(f"错误：{sentence(error)}", err=True)
        return 2
