"""Opens the simulated city: its portals on this machine, and a workspace that inspects them."""

import csv
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from demo.city import AS_OF, CITY
from demo.contents import AGENCIES, linjiang, wanghu
from demo.directory_files import write_directories
from demo.gkmlpt_portal import GkmlptPortal
from demo.server import serving
from demo.static_portal import OPENNESS, StaticPortal

RULE_PACK = "guangxi"
_UNITS = ("district", "name", "short", "class", "superior", "since", "until", "contact")
_COLUMNS = ("district", "column", "unit", "period", "limit_days", "domain", "level1", "level2")
_WAIVERS = ("district", "domain", "level1", "level2", "column", "rule", "kind", "reason", "since", "until")

_WAIVER_ROWS = (
    ("linjiang", "公共文化服务", "公共服务", "下基层辅导、演出、展览和指导基层群众文化活动", "", "", "报备",
     "场馆改造期间暂停下基层活动，已书面报备", "2026-05-01", "2026-12-31"),
    # Ran out before the round: what it once excused is a fault again.
    ("linjiang", "社会救助", "临时救助", "办事指南", "", "", "报备", "办事流程调整，已书面报备", "2026-01-01",
     "2026-06-30"),
    ("wanghu", "义务教育", "重要政策执行情况", "控辍保学", "", "", "不涉及", "本区由市教育局统一开展并公开",
     "2026-01-01", "2026-12-31"),
)  # fmt: skip
_COLUMN_ROWS = (
    ("linjiang", "政策解读", "临江区人民政府办公室", "", "60", "", "", ""),
    ("linjiang", "重点领域信息公开 > 就业 > 就业信息服务", "临江区人力资源和社会保障局", "", "", "就业", "就业信息服务",
     "岗位信息发布"),
    ("wanghu", "首页 > 政务公开 > 基层政务公开标准化规范化 > 公共法律服务 > 法治宣传教育", "望湖区司法局", "month", "",
     "公共法律服务", "法治宣传教育", "法律知识普及服务"),
)  # fmt: skip


@dataclass(frozen=True)
class City:
    """The open city. `portals` are the addresses that the workspace names, by the id of the district."""

    folder: Path
    as_of: date
    portals: dict[str, str]


@contextmanager
def build_city(folder: Path, *, review_all: bool = True) -> Iterator[City]:
    """Writes a workspace into `folder` (made where it is not there) and serves both districts' portals as long as the
    context lasts. Only the ports differ between two runs."""
    folder.mkdir(parents=True, exist_ok=True)
    with ExitStack() as servers:
        gkmlpt_root = servers.enter_context(serving(lambda root: GkmlptPortal(linjiang(), root).answer))
        static_root = servers.enter_context(serving(lambda root: StaticPortal(wanghu(), root).answer))
        portals = {"linjiang": f"{gkmlpt_root}/gkmlpt/index", "wanghu": f"{static_root}{OPENNESS}index.html"}
        _write_workspace(folder, portals, review_all)
        yield City(folder, AS_OF, portals)


def _write_workspace(folder: Path, portals: dict[str, str], review_all: bool) -> None:
    (folder / "xuncha.toml").write_text(_settings(portals, review_all), encoding="utf-8")
    for site, one_workbook in ((linjiang(), False), (wanghu(), True)):
        write_directories(folder / "directories" / site.name, site.district, site.name, one_workbook=one_workbook)
    _write_csv(folder / "units.csv", _UNITS, _unit_rows())
    _write_csv(folder / "columns.csv", _COLUMNS, _COLUMN_ROWS)
    _write_csv(folder / "waivers.csv", _WAIVERS, _WAIVER_ROWS)


def _settings(portals: dict[str, str], review_all: bool) -> str:
    districts = "".join(
        f"""
[[district]]
id = "{district}"
name = "{name}"
class = "区"
directories = ["directories/{name}/*"]

[[district.portal]]
url = "{portals[district]}"
family = "auto"
allow_private = true           # 模拟门户在本机，正式门户不需要
"""
        for district, name in (("linjiang", "临江区"), ("wanghu", "望湖区"))
    )
    return f"""# 演示用工作区：{CITY}和它的两个区都是虚构的，门户由本机模拟，端口每次不同。

[office]
name = "{CITY}政务公开办公室"
region = "{CITY}"
rule_pack = "{RULE_PACK}"
document_prefix = "江政务公开办"
contact = "演示联系人"
phone = "0999-8800000"
review_all = {str(review_all).lower()}

[crawl]
delay = 0.0
retry_wait = [0.1, 0.1]
{districts}"""


def _unit_rows() -> list[tuple[str, ...]]:
    rows: list[tuple[str, ...]] = []
    for site in (linjiang(), wanghu()):
        for agency, short in AGENCIES.items():
            name = site.name + agency.removeprefix("区")
            rows.append((site.district, name, agency, "区属", f"{site.name}人民政府", "2020-01-01", "",
                         f"{site.name}{short}信息公开岗"))  # fmt: skip
    return rows


def _write_csv(path: Path, head: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        table = csv.writer(file, lineterminator="\r\n")
        table.writerow(head)
        table.writerows(rows)
