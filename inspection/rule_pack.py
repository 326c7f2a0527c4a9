"""Rule packs: config/packs/*.toml and an office's own, read for one day and frozen with the round.

A pack is a table of values; each names its `clause` and `certainty` and may say `valid_from` and `valid_to`. A value
may be given in several versions (an array of tables) that hold one after another. What a pack does not say, or not for
the day, is taken from the pack that it `extends`, but for what it puts `off`; what none says is not judged.
"""

import tomllib
from dataclasses import MISSING, fields, replace
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter, ValidationError

from inspection.errors import UserError
from inspection.masked_words import MaskForms
from inspection.own_pack_faults import own_faults
from inspection.pack_faults import pack_faults
from inspection.pack_schema import FIXED, GROUPS, SINGLE, Place, leaves, read_value
from inspection.rule_values import RulePack
from inspection.shipped import CONFIG
from inspection.toml_faults import refuse, told
from inspection.toml_text import nearest, read_toml

PACKS = CONFIG / "packs"
_PACK = TypeAdapter(RulePack)


def load_pack(name: str, on: date, own: Path | None = None) -> RulePack:
    """The pack of that name as it holds on a day; `own` is the folder of the office's own packs, where it has one.

    Raises UserError for an unknown name or a pack with faults.
    """
    chain = pack_chain(name, own)
    values: dict[str, Any] = {group: {} for group in GROUPS}
    off: set[Place] = set()
    for _, table in chain:
        # What is nearest stands first: where the first of a group that fits is taken, a city's own goes before.
        for place, kind, versions in leaves(table):
            held = next(
                (value for _, version in versions if (value := read_value(kind, version)).source.holds(on)), None
            )
            if held is not None and place not in off and _get(values, place) is None:
                _put(values, place, held)
        off |= {tuple(place.split(".")) for place in table.get("off", [])}
    missing = [".".join(place) for place in _required() if _get(values, place) is None]
    if missing:
        names = "、".join(missing)
        raise UserError(f'检查口径“{name}”在 {on} 没有可用的 {names}，请补上，或在首行写 extends = "national"。')
    pack = RulePack(
        name=name, title=chain[0][1]["title"], on=on, extends=tuple(earlier for earlier, _ in chain[1:]), **values
    )
    if faults := _whole_faults(pack):
        raise UserError(f"检查口径“{name}”在 {on} {'；'.join(faults)}，请核对（包括沿用的口径）。")
    return pack


def mask_forms(pack: RulePack) -> MaskForms:
    """How the pack wants personal data masked."""
    given = pack.masking
    return MaskForms(given.mobile, given.id_number, given.bank_card, given.name) if given else MaskForms()


def pack_names(own: Path | None = None) -> list[str]:
    """The names of the shipped packs and of the office's own."""
    return sorted(pack_paths(own))


def pack_paths(own: Path | None = None) -> dict[str, Path]:
    """The files of the shipped packs and of the office's own, by name.

    Raises UserError where an own pack takes the name of a shipped one: which of the two was meant could not be told.
    """
    paths = {path.stem: path for path in sorted(PACKS.glob("*.toml"))}
    for path in sorted(own.glob("*.toml")) if own is not None else ():
        if path.stem in paths:
            raise UserError(
                f"{path} 与内置的检查口径“{path.stem}”同名，请换一个文件名（沿用内置的在文件里写 extends）。"
            )
        paths[path.stem] = path
    return paths


def pack_chain(name: str, own: Path | None = None) -> list[tuple[str, dict[str, Any]]]:
    """The pack and those that it builds on as tables, nearest first. Raises UserError as `load_pack`."""
    chain: list[tuple[str, dict[str, Any]]] = []
    wanted: str | None = name
    paths = pack_paths(own)
    while wanted is not None:
        if wanted not in paths:
            known = sorted(paths)
            like = nearest(wanted, known)
            hint = f"，是不是“{like}”？" if like else "，"
            raise UserError(f"检查口径“{wanted}”不存在{hint}可用的检查口径：{'、'.join(known)}。")
        if wanted in [earlier for earlier, _ in chain]:
            ring = " → ".join([*(earlier for earlier, _ in chain), wanted])
            raise UserError(f"检查口径“{name}”的 extends 循环引用：{ring}，请改正。")
        path = paths[wanted]
        refuse(path, check_pack(path))
        table, _ = read_toml(path)
        chain.append((wanted, table))
        wanted = table.get("extends")
    return chain


def check_pack(path: Path) -> list[str]:
    """Every fault of a pack file in Chinese, in the order of its lines; none when the pack can be used.

    It may extend shipped packs and those beside it. Raises UserError only where the file cannot be read as TOML at all.
    """
    table, text = read_toml(path)
    parents = {*pack_names(), *(beside.stem for beside in path.parent.glob("*.toml"))}
    found = list(_faults_of(text, tuple(sorted(parents))))
    if path.parent.resolve() != PACKS.resolve():
        found += told(own_faults(table, _extended(path, table)), text)
    return sorted(found, key=lambda said: int(said.split()[1]))


def _extended(path: Path, table: dict[str, Any]) -> list[dict[str, Any]]:
    """The tables of the packs that a file builds on, as far as they can be found."""
    paths = {beside.stem: beside for beside in (*path.parent.glob("*.toml"), *PACKS.glob("*.toml"))}
    tables: list[dict[str, Any]] = []
    seen = {path.stem}
    while isinstance(wanted := table.get("extends"), str) and wanted in paths and wanted not in seen:
        seen.add(wanted)
        table, _ = read_toml(paths[wanted])
        tables.append(table)
    return tables


@lru_cache(32)
def _faults_of(text: str, parents: tuple[str, ...]) -> tuple[str, ...]:
    """The faults of a text that is TOML: one command reads the same packs several times."""
    return tuple(told(pack_faults(tomllib.loads(text), parents), text))


def to_json(pack: RulePack) -> str:
    """A pack as JSON, the same for the same pack."""
    return _PACK.dump_json(pack).decode("utf-8")


def from_json(text: str) -> RulePack:
    """The pack that `to_json` wrote. Raises UserError for one that another version wrote and this one cannot read."""
    try:
        pack = _PACK.validate_json(text, strict=True)
    except ValidationError as error:
        places = "、".join(".".join(map(str, detail["loc"])) for detail in error.errors()[:3])
        raise UserError(
            f"批次中留存的检查口径是另一版本的程序写的，读不出 {places}，请用当时的版本处理该批次。"
        ) from error
    # Before packs told the kinds of documents, the program itself knew them.
    return pack if pack.document_kinds else replace(pack, document_kinds=load_pack("national", pack.on).document_kinds)


def _whole_faults(pack: RulePack) -> list[str]:
    """What no single value has wrong, but all of them together."""
    faults = []
    weights = pack.score_weights
    if weights and (total := sum(weight.percent for weight in weights.values())) != 100:
        faults.append(f"各类单位的权重（{'、'.join(weights)}）合计 {total}%，应为 100%")
    for name, line in pack.veto_lines.items():
        if strange := [clock for clock in line.clocks if clock not in pack.column_clocks]:
            faults.append(f"veto_lines.{name} 的 clocks 提到的 {'、'.join(strange)} 在 column_clocks 里没有")
    return faults


def _required() -> list[Place]:
    """The values without which nothing can be judged or sent."""
    optional = {f.name for f in fields(RulePack) if f.default is not MISSING}
    single = [(key,) for key in SINGLE if key not in optional]
    return [*single, *((group, key) for group, keys in FIXED.items() for key in keys)]


def _get(values: dict[str, Any], place: Place) -> Any:
    found: Any = values
    for part in place:
        found = found.get(part)
    return found


def _put(values: dict[str, Any], place: Place, value: Any) -> None:
    inner = values if len(place) == 1 else values[place[0]]
    inner[place[-1]] = value
