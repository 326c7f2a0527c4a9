"""Whether the evidence of a round is what it was when it was collected."""

from collections.abc import Iterator
from pathlib import Path

import click

from console.chinese_click import ChineseCommand
from console.commands.round import DIR, ROUND, plan
from console.inspection_run import Run
from console.terminal import Console
from console.verifying import Verified, verify_round
from inspection.errors import IncompleteError
from inspection.types.office import District

_TOLD = 50


@click.command("verify", cls=ChineseCommand, help="核验留痕：证明一个批次的网页留痕自采集以来没有被改动。")
@DIR
@ROUND
@click.option("--district", "districts", metavar="区", multiple=True, help="只核验这个区，写名称或 id；可写多次。")
@click.pass_obj
def verify(console: Console, folder: Path, round_: str | None, districts: tuple[str, ...]) -> None:
    """Proves the evidence, or says what does not hold."""
    run = plan(console, folder, round_=round_, districts=districts, known=True)
    results = {
        label: verify_round(store, run.workspace.root, name, district)
        for one in run.districts
        for label, store, name, district in _stores(run, one)
    }
    broken = {name: result.faults for name, result in results.items() if result.faults}
    if broken:
        lines = [f"  {name}：{fault}" for name, faults in broken.items() for fault in _shown(faults)]
        raise IncompleteError(f"批次“{run.round}”的留痕不能全部证明：\n" + "\n".join(lines))
    click.echo(_proven(run, list(results.values())))


def _stores(run: Run, district: District) -> Iterator[tuple[str, Path, str, str]]:
    """A district's round and its rechecks: what each is called, its store, and under which names it was sealed."""
    yield district.name, run.workspace.store_path(run.round, district.id), run.round, district.id
    for store in sorted(run.folder(district).glob("recheck-*/round.db")):
        folder = store.parent.name
        label = f"{district.name} {folder.removeprefix('recheck-')} 的复查"
        yield label, store, f"{run.round}/{folder}", district.id


def _shown(faults: list[str]) -> list[str]:
    more = len(faults) - _TOLD
    return [*faults[:_TOLD], f"另有 {more} 处，未一一列出。"] if more > 0 else faults


def _proven(run: Run, results: list[Verified]) -> str:
    """One line of what was proven, with the head that an outside copy can be compared with."""
    counted = [sum(getattr(one, name) for one in results) for name in ("snapshots", "references", "records", "purged")]
    purged = f"（其中 {counted[3]} 条已按登记清除）" if counted[3] else ""
    rechecks = f"、{len(results) - len(run.districts)} 次复查" if len(results) > len(run.districts) else ""
    heads = "、".join(one.seal.head[:16] for one in results if one.seal)
    copied = "与工作区中的副本一致" if all(one.copied for one in results) else "工作区中没有其副本，仅凭批次自身核对"
    return (
        f"批次“{run.round}”核验无误：{len(run.districts)} 个区{rechecks}，"
        f"{counted[0]} 份网页留痕、{counted[1]} 条问题依据、"
        f"{counted[2]} 条归档记录{purged}；封存摘要 {heads}，{copied}。"
    )
