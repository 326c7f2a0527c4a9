"""click in Chinese: headings, the help option, and one clear sentence for every kind of wrong use."""

from collections.abc import Mapping
from datetime import date
from importlib import import_module
from keyword import iskeyword
from typing import Any

import click

from inspection.toml_text import nearest


class ChineseCommand(click.Command):
    """A command whose help is written in Chinese."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("options_metavar", "[选项]")
        super().__init__(*args, **kwargs)

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """用法 in place of Usage."""
        formatter.write_usage(ctx.command_path, " ".join(self.collect_usage_pieces(ctx)), prefix="用法：")

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """选项 in place of Options; commands of a group follow."""
        records = [record for param in self.get_params(ctx) if (record := _record(param, ctx))]
        if records:
            with formatter.section("选项"):
                formatter.write_dl(records)
        if isinstance(self, click.Group):
            self.format_commands(ctx, formatter)

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        """The help option with a Chinese text."""
        option: click.Option | None = super().get_help_option(ctx)
        if option is not None:
            option.help = "显示本说明。"
        return option


class ChineseGroup(ChineseCommand, click.Group):
    """A group of such commands. `found_in` names the module of each command, in the order in which a person meets them:
    a command is imported when it is asked for, so that none waits for the libraries of the others."""

    command_class = ChineseCommand
    group_class = type

    def __init__(self, *args: Any, found_in: Mapping[str, str] | None = None, **kwargs: Any) -> None:
        kwargs.setdefault("subcommand_metavar", "命令 [参数]…")
        super().__init__(*args, **kwargs)
        self._found_in = dict(found_in or {})

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of that name: in its module an attribute named like it, with _ for - and after Python's own
        words (import_)."""
        if cmd_name in self._found_in and cmd_name not in self.commands:
            name = cmd_name.replace("-", "_") + ("_" if iskeyword(cmd_name) else "")
            found = getattr(import_module(self._found_in[cmd_name]), name)
            self.add_command(found, cmd_name)
        return super().get_command(ctx, cmd_name)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """命令 in place of Commands, in the order in which a person meets them."""
        rows = []
        for name in self.list_commands(ctx):
            command = self.get_command(ctx, name)
            if command is not None and not command.hidden:
                rows.append((name, command.get_short_help_str(limit=200)))
        with formatter.section("命令"):
            formatter.write_dl(rows)

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - the order of definition, not of letters
        """The commands in their order."""
        return [*self._found_in, *(name for name in self.commands if name not in self._found_in)]


def _record(param: click.Parameter, ctx: click.Context) -> tuple[str, str] | None:
    """One option for the help; arguments stand in the usage line already."""
    if not isinstance(param, click.Option) or (record := param.get_help_record(ctx)) is None:
        return None
    name, text = record
    return name, text.replace("[required]", "［必填］").replace("  ［", "［")


def sentence(error: click.ClickException) -> str:
    """What was wrong with the use of a command: place and cure in one Chinese sentence."""
    where = error.ctx.command_path if isinstance(error, click.UsageError) and error.ctx else "xuncha"
    cure = f"请运行 {where} --help 查看用法。"
    if isinstance(error, click.NoSuchOption):
        like = f"，是不是 {error.possibilities[0]}" if error.possibilities else ""
        return f"没有选项 {error.option_name}{like}，{cure}"
    if isinstance(error, click.MissingParameter):
        metavar = error.param.make_metavar(error.ctx) if error.param and error.ctx else None
        return f"缺少 {metavar or '参数'}，{cure}"
    if isinstance(error, click.BadOptionUsage):
        return f"选项 {error.option_name} 后面要写一个值，{cure}"
    if isinstance(error, click.UsageError) and error.message.startswith("Got unexpected extra argument"):
        more = error.message.partition("(")[2].rstrip(")")
        return f"多写了“{more}”（名称中有空格的，请加引号），{cure}"
    if isinstance(error, click.BadParameter):
        if isinstance(error.param, click.Argument):
            # The name of an argument is ours; its user knows it only by its place.
            return f"{error.message.rstrip('。.')}，{cure}"
        shown = error.param.opts[0] if error.param else "参数"
        return f"{shown} 的值不对（{error.message.rstrip('。.')}），{cure}"
    if isinstance(error, click.UsageError) and error.ctx is not None and isinstance(error.ctx.command, click.Group):
        words = [word for word in error.ctx.args or [] if not word.startswith("-")]
        word = words[0] if words else error.message.split("'")[1] if "'" in error.message else ""
        if not word:
            return f"{where} 后面要写命令，{cure}"
        near = nearest(word, error.ctx.command.list_commands(error.ctx)) if word else None
        hint = f"，是不是 {near}" if near else ""
        return f"没有命令 {word}{hint}，{cure}"
    if isinstance(error, click.FileError):
        return f"{error.ui_filename} 无法打开，请检查路径和权限。"
    return f"用法不对（{error.format_message()}），{cure}"


class ChineseDate(click.ParamType[date]):
    """A date written 2026-11-16."""

    name = "日期"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """ISO text into a date."""

        if isinstance(value, date):
            return value
        try:
            return date.fromisoformat(value)
        except ValueError:
            self.fail(f"“{value}”不是日期，应写成 2026-11-16 的样子", param, ctx)


class ChineseCount(click.ParamType[int]):
    """A whole number from 1 to `most`."""

    name = "个数"

    def __init__(self, most: int) -> None:
        self._most = most

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """Digits into a number."""
        text = str(value)
        if not (text.isdecimal() and text.isascii() and 1 <= int(text[:9]) <= self._most):
            self.fail(f"“{text}”应为 1 至 {self._most} 的整数", param, ctx)
        return int(text)


class ChineseChoice(click.Choice[str]):
    """A choice whose refusal is Chinese."""

    def get_invalid_choice_message(self, value: Any, ctx: click.Context | None) -> str:  # noqa: ARG002
        """The known values."""
        return f"“{value}”不可用，可用的有 {'、'.join(self.choices)}"
