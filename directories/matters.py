"""Matters into entries: names carried and cleaned, 同上 resolved, lists split, limits and ticks read."""

import re

from directories import choices
from directories.boxes import ticked
from directories.cells import bodies, documents, folded, is_ditto, items, level_name, unbroken, without_code
from directories.choices import Manner
from directories.domains import canonical, domain_of, is_known
from directories.header import LEVELS, TICKS, Header
from directories.rows import Matter, PlainRow
from directories.time_limit import UNREADABLE, parse_limits
from inspection.types.directory import Entry, Limit

_RESOLVED = (
    "time_limit", "cycle", "duration", "elements", "basis", "publisher", "channels", "audience", "method", "level",
)  # fmt: skip


def entry_of(
    matter: Matter, header: Header, above: dict[str, str], spoken: dict[str, str], manner: Manner | None = None
) -> Entry:
    """The entry of a matter. `above` holds the block's last text of every field, for 同上 and for names that were only
    printed once; it is brought up to this matter. `spoken` is what the table says once for all its rows.

    Levels below the third are joined to it (岗位信息—招聘会), so that no name is lost. A field that the matter's marks
    leave open is empty, and `manner` names it.
    """
    manner = manner or Manner()
    first = matter.rows[0]
    names, lost = _names(first, header, above)
    if lost:
        _refill(first, header, above)
    cells = {name: _joined(matter, name, above) for name in _RESOLVED}
    own_limit = _time_limit(matter, cells["time_limit"]) or spoken.get("time_limit")
    above.update({name: text for name, text in {**cells, "time_limit": own_limit}.items() if text})
    _remember_ticks(matter, above)
    time_limit, limits = _limits(own_limit, cells["cycle"], cells["duration"])
    for row in matter.rows:
        manner.damaged |= row.lost
        if row.reach is not None:
            manner.damaged.update(choices.behind(header, row.reach))
    channels = choices.channels(matter, header, cells["channels"], manner)
    method = choices.method(matter, cells["method"], manner)
    if method is None and "channels" not in header.columns and not header.channels and cells["method"]:
        # 公开方式 used for where it is published (政府网站、公示栏).
        channels = ticked(cells["method"])
    return Entry(
        district=None, file="", sheet=None, cells=None,
        seq=unbroken(first.text.get("seq", "")).rstrip(".、;；") or None,
        domain="", level1=names[0], level2=names[1], level3="—".join(name for name in names[2:] if name) or None,
        elements=items(cells["elements"] or ""), basis=documents(cells["basis"] or ""),
        time_limit=time_limit, limits=limits,
        publisher=bodies(cells["publisher"] or spoken.get("publisher", "")), channels=channels,
        audience=choices.audience(matter, cells["audience"], manner), method=method,
        level=choices.level(matter, header, cells["level"], manner),
    )  # fmt: skip


def domain_in(matter: Matter, domain: str | None, above: dict[str, str]) -> str | None:
    """The domain of a matter: what its own column says, else its block's (`domain`). `above` is brought up to it."""
    spoken = matter.rows[0].text.get("domain")
    if not spoken or is_ditto(spoken):
        # A merged 公开领域 of which a text export only left the first row.
        spoken = above.get("domain")
    above["domain"] = spoken or ""
    if not spoken:
        return domain
    bare = without_code(unbroken(spoken))
    found = domain_of(bare) or canonical(bare)
    if bare != unbroken(spoken) and not is_known(found) and domain is not None:
        # 公开领域(编码) with the code of the matter behind its name, not the domain's.
        return domain
    return domain if re.fullmatch("[\\d.、]*", found) else found


def _names(row: PlainRow, header: Header, above: dict[str, str]) -> tuple[list[str | None], bool]:
    """The levels, and whether a merged cell was lost. A level left blank goes on from the row above as long as a lower
    one has a name of its own: it was merged once, and the file (a text export) no longer says so."""
    lost = False
    texts = {name: row.text.get(name, "") for name in LEVELS}
    deepest = max((i for i, name in enumerate(LEVELS) if texts[name]), default=-1)
    for position, name in enumerate(LEVELS):
        if name not in header.columns:
            continue
        # Under a new higher name a blank lower one is blank, not the one before.
        renamed = any(row.own.get(higher) and not is_ditto(row.own[higher]) for higher in LEVELS[:position])
        blank = not texts[name] and (position < deepest or name in row.left_out)
        if (blank and not renamed) or is_ditto(texts[name]):
            lost = lost or (not texts[name] and bool(above.get(name)))
            texts[name] = above.get(name, "")
        above[name] = texts[name]
    return [level_name(texts[name]) if texts[name] else None for name in LEVELS], lost


_SHARED = ("seq", "basis", "time_limit", "cycle", "duration", "publisher", "channels", "audience", "method", "level")


def _refill(row: PlainRow, header: Header, above: dict[str, str]) -> None:
    """Gives a row whose merged name was lost what was merged with it: its blank cells go on from the row above.

    What must be published is taken from above only where the whole row is blank; ticks only where none is in a group.
    """
    blank = not any(row.text.get(name) for name in _RESOLVED)
    for name in (*_SHARED, *(["elements"] if blank else [])):
        if name in header.columns and not row.text.get(name) and above.get(name):
            row.text[name] = above[name]
    for group in (("public", "group"), ("proactive", "on_request")):
        if row.ticks and not any(row.text.get(name) for name in group):
            row.text.update({name: above[name] for name in group if above.get(name)})
    for marks in (row.levels, row.channels):
        if row.ticks and not any(folded(text) for text in marks.values()):
            marks.update({column: above.get(f"mark in {column}", "") for column in marks})


def _remember_ticks(matter: Matter, above: dict[str, str]) -> None:
    first = matter.rows[0]
    above.update({name: first.text.get(name, "") for name in (*TICKS, "seq")})
    for marks in (first.levels, first.channels):
        above.update({f"mark in {column}": text for column, text in marks.items()})


def _joined(matter: Matter, name: str, above: dict[str, str]) -> str | None:
    """A field's text over all rows of a matter, 同上 replaced by what stands above."""
    if len(matter.rows) == 1:
        text = matter.rows[0].text.get(name)
        return text if not text or not is_ditto(text) else above.get(name, text if name == "time_limit" else None)
    texts: dict[str, None] = {}
    for row in matter.rows:
        text = (row.text if row is matter.rows[0] else row.own).get(name, "")
        if text and is_ditto(text):
            # A limit that refers to nothing is said to be so; in any other field 同上 over nothing is nothing.
            text = above.get(name, text if name == "time_limit" else "")
        elif text and name == "elements" and row is not matter.rows[0] and len(row.own) > 1:
            # A line with more of its own begins another element, though the one above may be numbered.
            text = f"；{text}"
        if text:
            texts[text] = None
    return "\n".join(texts) or None


def _time_limit(matter: Matter, joined: str | None) -> str | None:
    """The printed wording on one line. A further limit on a line of its own is for the element of that line."""
    if joined is None:
        return None
    wordings: list[str] = []
    lines = joined.split("\n")
    printed = matter.rows[0].text.get("time_limit")
    own = [
        row for row in matter.rows[1:]
        if row.own.get("time_limit") not in (None, printed) and not is_ditto(row.own["time_limit"])
    ]  # fmt: skip
    if not own:
        wording = unbroken(joined)
        if parse_limits(wording) == UNREADABLE and parse_limits(joined) != UNREADABLE:
            return "；".join(unbroken(line) for line in lines)
        return wording
    pieces = [printed or "", *(row.own["time_limit"] for row in own)]
    if any(parse_limits(piece) == UNREADABLE for piece in pieces):
        # One wording of which a page break or the lines of a table cut pieces.
        whole = unbroken("".join(pieces))
        if parse_limits(whole) != UNREADABLE:
            return whole
    further = {unbroken(row.own["time_limit"]): items(row.own.get("elements", "")) for row in own}
    base = joined
    for row in own:
        base = base.replace(row.own["time_limit"], "")
    wordings = [unbroken(base)] if folded(base) else []
    for wording, elements in further.items():
        name = re.split("——|[:：]", elements[0])[0] if len(elements) == 1 else ""
        label = f"{name}：" if name and len(name) <= 12 else ""
        if wording not in wordings:
            wordings.append(label + wording)
    return "；".join(wordings)


def _limits(own: str | None, cycle: str | None, duration: str | None) -> tuple[str | None, tuple[Limit, ...]]:
    """The printed wording of 公开时限, or of 更新周期 and 公开时长 where there is none, and the limits of all of them.

    A cycle or a duration that cannot be read (不定期) takes nothing from a limit that can.
    """
    if not cycle and not duration:
        return own, parse_limits(own)
    said = [unbroken(text) for text in (cycle, duration) if text]
    read = [
        parse_limits(own),
        parse_limits(cycle_wording(cycle)),
        parse_limits(f"公示{duration}" if duration else None),
    ]
    limits = tuple(dict.fromkeys(limit for found in read if found != UNREADABLE for limit in found))
    if own and read[0] == UNREADABLE:
        limits = UNREADABLE
    return own or "；".join(dict.fromkeys(said)) or None, limits or (UNREADABLE if own or said else ())


_CYCLES = {
    "年|年度|1年|一年": "年", "半年|半年度|6个月|六个月": "半年", "季|季度|3个月|三个月|一季度": "季度",
    "月|月度|1个月|一个月|1月": "月", "周|1周|一周|7天": "周", "日|天|1天|1日": "日",
}  # fmt: skip


def cycle_wording(text: str | None) -> str | None:
    """A cell of an 更新周期 column as a wording of its own: 季度 alone means 每季度更新 there."""
    if not text:
        return None
    plain = folded(text).removeprefix("每").removesuffix("更新").removesuffix("一次").removesuffix("1次")
    found = next((period for words, period in _CYCLES.items() if re.fullmatch(words, plain)), None)
    return f"每{found}更新" if found else text
