"""The unit of a district that a city's department corresponds to: 市司法局 and 临江区司法局."""

import re
from collections.abc import Iterable
from datetime import date

from audits.names import fold
from inspection.types.judgement import Unit

# the place's class before a name (市司法局, 区司法局); 市场监管局, 市政处, 市容中心 are names of their own
_PLACE = re.compile(r"^(?:[区县旗](?=.{3})|市(?!场|政(?!府|务|协|法)|容|民(?!政))(?=.{2}))")


def department_unit(
    bodies: Iterable[str], units: tuple[Unit, ...], district: str, region: str, on: date
) -> Unit | None:
    """The one unit of units.csv that is called like one of the departments but for its place; None for none or several.

    Of several departments it must be the first, which leads: a district that has another one of them alone has given
    the matter to nobody we know. Units of the city itself are no district's. Names count without their place, short
    names too (区人社局), and branches by their bureau (市公安局临江分局).
    """
    wanted = [_of_city(fold(body), fold(region)) for body in bodies]
    own = [unit for unit in units if unit.kind != "市直" and _holds(unit, on)]
    names = {
        unit.name: {_of_district(fold(name), fold(district), fold(region)) for name in (unit.name, unit.short) if name}
        for unit in own
    }
    found = {unit.name: unit for unit in own if names[unit.name] & set(wanted)}
    if len(found) != 1:
        return None
    unit = next(iter(found.values()))
    return unit if wanted[0] in names[unit.name] else None


def _of_city(name: str, city: str) -> str:
    return _PLACE.sub("", name.removeprefix(city))


def _of_district(name: str, district: str, city: str) -> str:
    if not district:
        return _PLACE.sub("", name)
    places = f"{re.escape(district)}|{re.escape(district[:-1])}" if len(district) > 2 else re.escape(district)
    branch = re.fullmatch(f"(.+局)(?:{places})分局", name)
    if branch:
        return _of_city(branch[1], city)
    name = f"{name.removesuffix('分局')}局" if name.endswith("分局") else name
    return _PLACE.sub("", name.split(district, 1)[-1])


def _holds(unit: Unit, on: date) -> bool:
    return (unit.since is None or unit.since <= on) and (unit.until is None or on <= unit.until)
