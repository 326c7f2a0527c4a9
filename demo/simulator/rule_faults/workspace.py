"""The workspace that inspects a simulated district: settings, directory, units, words, and what was handed in."""

import csv
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

import xlsxwriter

from demo.simulator.names import DISTRICT
from demo.simulator.rule_faults.d_labels import CONVERTED, REGISTER
from demo.simulator.rule_faults.ground import Ground

ID = "linjiang"
_HEADS = (
    "序号",
    "一级事项",
    "二级事项",
    "公开内容（要素）",
    "公开依据",
    "公开时限",
    "公开主体",
    "公开渠道和载体",
    "公开对象（全社会）",
    "公开方式（主动）",
    "公开层级（县级）",
)
_LAW = "《中华人民共和国政府信息公开条例》"
_REGISTER = ("发文字号", "文件标题", "成文日期", "公开属性", "原件标注")
_CONVERTED = ("文号", "文件名称", "原属性", "调整后属性", "调整日期")
_UNITS = ("district", "name", "short", "class", "superior", "since", "until", "contact")
_OFFICE = """[office]
name = "江州市政务公开办公室"
region = "江州市"
rule_pack = "national"

[crawl]
delay = 0.0
retry_wait = [0.01]
timeout = 2
slowest = 8
browser = false
"""
# What no shipped pack asks for: an office's own does.
_OWN_PACK = """title = "本级口径"
extends = "wuhu"

[thresholds.response_column]
clause = "本级规定"
certainty = "M"
note = "回应关切栏目六个月不更新"
n = 6
unit = "month"

[thresholds.consultation_result]
clause = "本级规定"
certainty = "M"
note = "征求意见截止后二十个工作日内公开采纳情况"
n = 20
unit = "workday"
"""


@dataclass(frozen=True)
class Inspected:
    """A district of the workspace: its id and name, the address of its portal and what is planted there."""

    id: str
    name: str
    url: str
    ground: Ground


def write_workspace(folder: Path, url: str, ground: Ground) -> Path:
    """Writes a workspace for the district that a portal serves at an address. Returns its folder."""
    return write_city(folder, (Inspected(ID, DISTRICT, url, ground),))


def write_city(folder: Path, districts: Sequence[Inspected]) -> Path:
    """Writes a workspace for several districts, each with its portal. Returns its folder."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "xuncha.toml").write_text(_OFFICE + "".join(map(_settings, districts)), encoding="utf-8")
    (folder / "packs").mkdir()
    (folder / "packs" / "own.toml").write_text(_OWN_PACK, encoding="utf-8")
    units: list[tuple[str, ...]] = []
    for one in districts:
        for domain, rows in groupby(sorted(one.ground.entries, key=lambda row: row[0]), key=lambda row: row[0]):
            _directory(folder / "directories" / one.name / f"{domain}.xlsx", one.name, domain, list(rows))
        for name, kind in one.ground.units.items():
            units.append((one.id, name.replace(DISTRICT, one.name), "", kind, "", "2019-01-01", "", ""))
        _handed_in(folder / "submitted" / one.id, one)
    _table(folder / "units.csv", _UNITS, units)
    words = dict.fromkeys(word for one in districts for word in one.ground.lexicon)
    _table(folder / "lexicon.csv", ("错误表述", "正确表述", "严重"), list(words))
    return folder


def _handed_in(folder: Path, one: Inspected) -> None:
    for name, head in ((REGISTER, _REGISTER), (CONVERTED, _CONVERTED)):
        if rows := one.ground.submitted.get(name):
            folder.mkdir(parents=True, exist_ok=True)
            _table(folder / f"{name}.csv", head, rows, caption=f"{one.name}{name}")


def _settings(one: Inspected) -> str:
    return f"""
[[district]]
id = "{one.id}"
name = "{one.name}"
class = "区"
directories = ["directories/{one.name}/*"]

[[district.portal]]
url = "{one.url}"
allow_private = true
"""


def _directory(path: Path, district: str, domain: str, rows: Sequence[tuple[str, ...]]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet(domain)
        sheet.merge_range(0, 0, 0, len(_HEADS) - 1, f"{district}{domain}领域基层政务公开标准目录")
        sheet.write_row(1, 0, _HEADS)
        for place, (_, level1, level2, elements, limit, by) in enumerate(rows):
            cells = (place + 1, level1, level2, elements, _LAW, limit, f"{district}{by}", "■政府网站", "√", "√", "√")
            sheet.write_row(2 + place, 0, cells)


def _table(path: Path, head: Sequence[str], rows: Sequence[Sequence[str]], *, caption: str = "") -> None:
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        table = csv.writer(file, lineterminator="\r\n")
        if caption:
            table.writerow([caption])
        table.writerow(head)
        table.writerows(rows)
