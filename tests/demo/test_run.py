"""The workspace of the demo is one that the program itself accepts, and differs between runs in its ports alone."""

import re
from pathlib import Path

from demo.run import City, build_city
from inspection.office_tables import read_column_notes, read_units, read_waivers
from inspection.workspace import open_workspace


def test_the_settings_are_accepted(city: City) -> None:
    workspace = open_workspace(city.folder)
    assert workspace.office.rule_pack == "guangxi"
    assert [district.name for district in workspace.districts] == ["临江区", "望湖区"]
    assert [d.portals[0].url for d in workspace.districts] == list(city.portals.values())
    assert all(district.portals[0].allow_private for district in workspace.districts)


def test_the_tables_are_accepted(city: City) -> None:
    districts = open_workspace(city.folder).districts
    units = read_units(city.folder / "units.csv", districts)
    assert {"临江区民政局", "望湖区教育局"} <= {unit.name for unit in units}
    waivers = read_waivers(city.folder / "waivers.csv", districts)
    assert [waiver.kind for waiver in waivers] == ["报备", "报备", "不涉及"]
    assert [waiver.until >= city.as_of for waiver in waivers] == [True, False, True]
    assert len(read_column_notes(city.folder / "columns.csv", districts)) == 3


def test_only_the_ports_differ_between_runs(city: City, tmp_path: Path) -> None:
    with build_city(tmp_path / "又一座") as other:
        names = sorted(path.relative_to(other.folder) for path in other.folder.rglob("*") if path.is_file())
        for name in names:
            first, second = (without_ports((folder / name).read_bytes()) for folder in (city.folder, other.folder))
            assert first == second, name
        assert len(names) == 9


def without_ports(content: bytes) -> bytes:
    return re.sub(rb"127\.0\.0\.1:\d+", b"127.0.0.1", content)
