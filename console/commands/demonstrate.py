"""`xuncha demo`: a simulated city, inspected on this machine."""

import tempfile
from pathlib import Path

import click

from audits.ledger import Memory
from console import inspection_run as steps
from console.chinese_click import ChineseCommand
from console.reporting import judged, summary, write_reports
from console.terminal import Console
from demo.city import AS_OF
from demo.planted import compare
from demo.run import build_city
from inspection.errors import IncompleteError, UserError
from inspection.workspace import open_workspace


@click.command(
    "demo", cls=ChineseCommand, help="在本机造一座模拟城市（两个区、两种平台、各类问题），巡查它并写出材料。"
)
@click.argument("folder", metavar="[工作区]", required=False, type=click.Path(path_type=Path))
@click.pass_obj
def demo(console: Console, folder: Path | None) -> None:
    """The whole way from directories to notices, on loopback only."""
    where = folder or Path(tempfile.mkdtemp(prefix="xuncha-demo-")) / "江州"
    if where.exists() and (not where.is_dir() or any(where.iterdir())):
        raise UserError(f"{where} 已有内容，请换一个空文件夹。")
    with build_city(where) as city:
        console.say("模拟城市已就绪（均为虚构，只在本机）：")
        for name, url in city.portals.items():
            console.say(f"  {name}  {url}")
        workspace = open_workspace(where)
        run = steps.plan(
            workspace,
            today=AS_OF,
            clock=console.now,
            say=console.say,
            progress=console.progress,
            as_of=AS_OF,
        )
        missing = steps.inspect(run, AS_OF)
    console.say(summary(run))
    findings = judged(run)
    missed, unexpected = compare(findings)
    with Memory(workspace.memory_path) as memory:
        sure = [finding.id for finding in findings if finding.mode == "A" and not finding.suspected_only]
        memory.decide(sure, "confirm", "演示：与预先设置的问题逐条核对，属实。", None, AS_OF)
    console.say(f"演示自行核查：与预设问题逐条核对，确认 {len(sure)} 个为属实，其余留待核实；据此写材料：")
    console.wrote(write_reports(run, console.say, console.doing))
    if missing:
        console.say("有意设置的采集障碍（所涉事项列为“无法核验”，不作问题认定）：")
        for sentence in missing:
            console.say(f"  {sentence}")
    if missed or unexpected:
        for text in (*(f"预设而未查出：{item}" for item in missed), *(f"并未预设：{item}" for item in unexpected)):
            console.say(text)
        raise IncompleteError("查出的问题与预设的不一致，请把上面的清单反馈给开发者。")
    console.say(f"预设的 {len(findings)} 个问题全部查出，没有多报。工作区：{where}")
