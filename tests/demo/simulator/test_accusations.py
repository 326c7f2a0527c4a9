"""A whole inspection of a faulty portal: no entry of the directory is called missing or blank that is published."""

import json
from pathlib import Path

import pytest
import xlsxwriter

from console.cli import run
from demo.simulator.faults import FAULTS
from demo.simulator.opening import families, simulated
from demo.simulator.site import Column, Site
from tests.console.gkmlpt_city import AS_OF, HEADS, LAW, STANDING

UNKIND = (
    "list_fails", "second_page_fails", "list_reset", "list_half", "error_as_success", "total_too_high",
    "past_end_other",
    "list_soft_404", "list_404", "rows_in_comment", "rows_by_script", "list_412", "list_challenged", "cookie_loop",
    "list_to_home", "list_login", "list_two_bytes", "robots", "pages_404", "pages_fail", "pages_login", "pages_to_home",
)  # fmt: skip


def _workspace(folder: Path, url: str, site: Site) -> Path:
    assert run(["init", str(folder)]) == 0
    settings = (folder / "xuncha.toml").read_text(encoding="utf-8")
    settings = settings.replace("delay = 0.5", "delay = 0").replace("[5, 30, 120]", "[0.01]")
    settings = settings.partition("[[district]]")[0]
    settings += '[[district]]\nid = "linjiang"\nname = "临江区"\nclass = "区"\ndirectories = ["directories/临江区/*"]\n'
    settings += f'[[district.portal]]\nurl = "{url}"\nallow_private = true\n'
    (folder / "xuncha.toml").write_text(settings, encoding="utf-8")
    for node in site.columns:
        _directory(folder / "directories" / "临江区" / f"{node.name}.xlsx", node)
    return folder


def _directory(path: Path, node: Column) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet(node.name)
        sheet.merge_range(0, 0, 0, 12, f"临江区{node.name}领域基层政务公开标准目录")
        at = 0
        for head in HEADS:
            if isinstance(head, str):
                sheet.merge_range(1, at, 2, at, head)
                at += 1
            else:
                sheet.merge_range(1, at, 1, at + 1, head[0])
                sheet.write_row(2, at, head[1:])
                at += 2
        for place, leaf in enumerate(node.children):
            cells = (place + 1, leaf.name, leaf.name, leaf.name, LAW, STANDING,
                     f"临江区{leaf.agency}", "■政府网站", "√", "", "√", "", "√", "")  # fmt: skip
            sheet.write_row(3 + place, 0, cells)


@pytest.mark.slow
@pytest.mark.parametrize("family", ["gkmlpt", "trs"])
def test_nothing_published_is_called_missing_or_blank(family: str, tmp_path: Path) -> None:
    faults = [FAULTS[name] for name in UNKIND if FAULTS[name].fits(families()[family])]
    site = Site.planned(8, [*(11 for _ in faults), 9, 0], items=5)
    plan = {leaf.code: (fault,) for leaf, fault in zip(site.lists, faults, strict=False)}
    with simulated(family, site, plan) as opened:
        folder = _workspace(tmp_path / "江州", opened.url, site)
        assert run(["inspect", str(folder), "--as-of", AS_OF]) in (0, 1)
    out = tmp_path / "coverage.jsonl"
    assert run(["export", str(folder), "coverage", "--format", "jsonl", "--out", str(out)]) == 0
    states = {}
    for line in out.read_text(encoding="utf-8").splitlines():
        told = json.loads(line)
        states[(told["domain"], told["level1"])] = (told["state"], told["reason"])
    assert len(states) == len(site.lists)
    named = {leaf.path: fault.name for leaf, fault in zip(site.lists, faults, strict=False)}
    accused = {
        (*leaf.path, named.get(leaf.path, "")): states[leaf.path]
        for leaf in site.lists
        if leaf.size and states[leaf.path][0] in ("missing", "blank", "withdrawn")
    }
    assert accused == {}
    assert states[site.lists[-2].path][0] == "content"
