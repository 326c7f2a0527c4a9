"""公开时限 wordings made up from what officials write, each with the limits that it states.

Nothing here looks at the parser: a wording is a list of clauses, a clause is words from a table whose meaning stands
beside them, and the damage done at the end (blanks, broken lines, widths, misprints) never changes a meaning. Tests
and the benchmark share it. Names of parts follow the rule of the rows: bare, without 信息, every kind of other things
is 其他 or 其余.
"""

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from inspection.types.directory import Anchor, Limit, LimitKind, Period
from tests.directories.limit_words import (
    BEFORE,
    CONSULT,
    DAMAGED_NUMBERS,
    DATES,
    DISPLAY,
    EXCEPTIONS,
    MISPRINTS,
    NO_LIMIT,
    ON_REQUEST,
    OTHERS,
    PARTS,
    PERIODS,
    PLAIN,
    PROMPT_STARTS,
    STARTS,
    TRADITIONAL,
    UNITS,
    VAGUE,
    WITHIN,
)  # fmt: skip

UNREADABLE = (Limit("unreadable"),)


@dataclass(frozen=True)
class Wording:
    """A cell's text, the limits that it states and the family that it was made by."""

    text: str
    limits: tuple[Limit, ...]
    family: str


Made = tuple[str, tuple[Limit, ...]]


def wordings(count: int, seed: int) -> Iterator[Wording]:
    """`count` distinct wordings, the same ones for the same seed."""
    chance = random.Random(seed)
    seen: set[str] = set()
    families = list(_FAMILIES)
    weights = [_FAMILIES[family][1] for family in families]
    while len(seen) < count:
        family = chance.choices(families, weights)[0]
        text, limits = _FAMILIES[family][0](chance)
        text = _damaged(text, chance)
        if text not in seen:
            seen.add(text)
            yield Wording(text, limits, family)


def _length(chance: random.Random) -> tuple[str, Limit]:
    """A number with its unit as written, and a limit that holds only both."""
    n = chance.choice((1, 2, 3, 5, 7, 10, 15, 20, 20, 20, 30))
    written, unit, times, longest = chance.choice(UNITS)
    n = min(n, longest)
    return f"{_number(n, chance, written)}{written}", Limit("deadline", n=n * times, unit=unit)


def _number(n: int, chance: random.Random, unit: str) -> str:
    style = chance.choices(("arabic", "chinese", "wide"), (8, 2, 1))[0]
    if style == "wide":
        return "".join(chr(ord(digit) + 0xFEE0) for digit in str(n))
    if style == "chinese":
        tens, ones = divmod(n, 10)
        digits = "零一二三四五六七八九"
        if n == 2 and unit.startswith("个"):
            return "两"
        return ("" if tens == 0 else "十" if tens == 1 else digits[tens] + "十") + (digits[ones] if ones else "")
    return str(n)


def _start(chance: random.Random) -> tuple[str, Anchor]:
    anchor = chance.choices(list(STARTS), [9, 3, 2, 3, 3, 2, 3])[0]
    subjects, doings, joints = STARTS[anchor]
    prefix = chance.choice(("", "", "自", "自", "从"))
    joint = chance.choice([one for one in joints if not prefix or one.startswith("之日")] or list(joints))
    return f"{prefix}{chance.choice(subjects)}{chance.choice(doings)}{joint}", anchor


def _deadline(chance: random.Random) -> Made:
    start, anchor = _start(chance)
    length, limit = _length(chance)
    within = chance.choice(WITHIN)
    if not within and limit.unit != "workday":
        # 公示结束后7日 may also be how long something lasts.
        within = "内"
    comma = chance.choice(("", "", "", "，"))
    return f"{start}{comma}{length}{within}", (replace(limit, anchor=anchor),)


def _bare(chance: random.Random) -> Made:
    """Without a start a number counts from creation only when it says that something is published within it."""
    length, limit = _length(chance)
    within = chance.choice(WITHIN)
    if not within and limit.unit != "workday":
        within = "内"
    published = within not in ("", "内", "以内", "之内")
    return f"{length}{within}", (replace(limit, anchor="created_or_changed" if published else None),)


def _of(kind: LimitKind, texts: tuple[str, ...]) -> Callable[[random.Random], Made]:
    def made(chance: random.Random) -> Made:
        length, limit = _length(chance)
        while limit.unit == "month":
            length, limit = _length(chance)
        return chance.choice(texts).replace("N", length), (replace(limit, kind=kind),)

    return made


_display = _of("display", DISPLAY)
_consult = _of("consult", CONSULT)
_before = _of("before_event", BEFORE)
_asked = _of("on_request", ON_REQUEST)


def _periodic(chance: random.Random) -> Made:
    period: Period = chance.choice(list(PERIODS))
    text = chance.choice(PERIODS[period]).replace("D", str(chance.choice((5, 8, 10, 15, 20, 25))))
    return text, (Limit("periodic", period=period),)


_LAST = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


def _date(chance: random.Random) -> Made:
    month = chance.randint(1, 12)
    day = chance.choice((1, 10, 15, 20, 25, _LAST[month - 1]))
    text = chance.choice(DATES)
    if "D" not in text:
        day = _LAST[month - 1]
    if "M" not in text:
        month, day = 12, 31
    return text.replace("M", str(month)).replace("D", str(day)), (Limit("fixed_date", month=month, day=day),)


def _plain(chance: random.Random) -> Made:
    kind: LimitKind = chance.choice(list(PLAIN))
    return chance.choice(PLAIN[kind]), (Limit(kind),)


def _prompt_after(chance: random.Random) -> Made:
    words, anchor = chance.choice(PROMPT_STARTS)
    return f"{words}后及时{chance.choice(('公开', '公布', '发布', '向社会公开'))}", (Limit("prompt", anchor=anchor),)


def _single(chance: random.Random) -> Made:
    make = chance.choice((_deadline, _deadline, _display, _periodic, _date, _plain, _asked, _before))
    return make(chance)


_SECOND: tuple[tuple[str, Limit], ...] = (
    ("长期公开", Limit("permanent")), ("保持长期公开", Limit("permanent")), ("长期公示", Limit("permanent")),
    ("并长期公开", Limit("permanent")), ("常年公开", Limit("permanent")),
    ("如有变化及时更新", Limit("prompt")), ("内容变更的及时更新", Limit("prompt")), ("变动时及时更新", Limit("prompt")),
)  # fmt: skip


def _two(chance: random.Random) -> Made:
    """A deadline whose verb is said, then a clause of its own."""
    first, limits = _deadline(chance)
    while not first.endswith(("公开", "公布", "公示", "发布")):
        first, limits = _deadline(chance)
    mark = chance.choice(("，", "；", "。", ",", ";"))
    if chance.random() < 0.5:
        second, others = chance.choice((_display, _consult))(chance)
    else:
        second, other = chance.choice(_SECOND)
        others = (other,)
    return f"{first}{mark}{second}", limits + others


def _and_how(chance: random.Random) -> Made:
    """A second clause that says where or how, never when."""
    first, limits = _single(chance)
    return f"{first}{chance.choice('，；')}{chance.choice(NO_LIMIT)}", limits


def _excepted(chance: random.Random) -> Made:
    first, limits = chance.choice((_deadline, _deadline, _bare, _asked, _date))(chance)
    return first + chance.choice(EXCEPTIONS), limits


def _labelled(chance: random.Random) -> Made:
    """Limits for named parts: labels and numbers as lists have them."""
    names = chance.sample(list(PARTS), chance.choice((2, 2, 3)))
    marks = chance.choice(
        (("", "", ""), ("1.", "2.", "3."), ("①", "②", "③"), ("（1）", "（2）", "（3）"), ("一、", "二、", "三、"))
    )
    between = chance.choice(("；", "；", ";", "。"))
    texts, limits = [], []
    for name, mark in zip(names, marks, strict=False):
        text, found = _single(chance)
        while found[0].kind == "reference":
            text, found = _single(chance)
        texts.append(f"{mark}{name}：{text}")
        limits.append(replace(found[0], applies_to=PARTS[name]))
    return between.join(texts), tuple(limits)


_REST = (("长期公开", Limit("permanent")), ("及时公开", Limit("prompt")), ("实时公开", Limit("realtime")))


def _decided_and_rest(chance: random.Random) -> Made:
    """Penalties or permits at their own pace, the rest at another."""
    what = chance.choice(("行政处罚决定", "行政许可决定", "处罚决定", "行政强制决定"))
    n = chance.choice((5, 7, 20))
    first = chance.choice((f"{what}{n}个工作日内公开", f"{what}：{n}个工作日内", f"{what}{n}个工作日内"))
    limit = Limit("deadline", n=n, unit="workday", anchor="decided", applies_to=what)
    rest, name = chance.choice(OTHERS)
    if chance.random() < 0.5:
        words, other = chance.choice(_REST)
        return f"{first}{chance.choice('，；')}{rest}{words}", (limit, replace(other, applies_to=name))
    m = chance.choice((10, 15, 20))
    words = chance.choice((f"形成或者变更之日起{m}个工作日内公开", f"自形成之日起{m}个工作日内公开"))
    last = Limit("deadline", n=m, unit="workday", anchor="created_or_changed", applies_to=name)
    return f"{first}；{rest}{words}", (limit, last)


def _vague(chance: random.Random) -> Made:
    return chance.choice(VAGUE), UNREADABLE


def _half_vague(chance: random.Random) -> Made:
    """One clause that nobody can read leaves the whole cell unreadable."""
    first, _ = _single(chance)
    return f"{first}{chance.choice('；。')}{chance.choice(VAGUE)}", UNREADABLE


def _lost_number(chance: random.Random) -> Made:
    start, anchor = _start(chance)
    while anchor == "approved":
        # 批准后20内 is the one whose lost unit the budget law gives.
        start, anchor = _start(chance)
    return f"{start}{chance.choice(DAMAGED_NUMBERS)}{chance.choice(('内', '内公开', '内予以公开'))}", UNREADABLE


def _misprinted(chance: random.Random) -> Made:
    text, n = chance.choice(MISPRINTS), chance.choice((3, 5, 7, 10, 15, 20))
    return text.replace("N", str(n)), (Limit("deadline", n=n, unit="workday", anchor="created_or_changed"),)


_FAMILIES: dict[str, tuple[Callable[[random.Random], Made], int]] = {
    "deadline": (_deadline, 30), "bare number": (_bare, 4), "display": (_display, 4), "consultation": (_consult, 3),
    "periodic": (_periodic, 6), "fixed date": (_date, 4), "before an event": (_before, 4), "on request": (_asked, 4),
    "plain words": (_plain, 3), "prompt after": (_prompt_after, 2), "two clauses": (_two, 10), "and how": (_and_how, 4),
    "exception": (_excepted, 8), "labelled parts": (_labelled, 8), "decision and rest": (_decided_and_rest, 4),
    "vague": (_vague, 2), "half vague": (_half_vague, 4), "number lost": (_lost_number, 3),
    "misprint": (_misprinted, 2),
}  # fmt: skip


def _damaged(text: str, chance: random.Random) -> str:
    """The same meaning as it comes out of a table: blanks, broken lines, other widths, stray marks."""
    if chance.random() < 0.15:
        text = text.translate(str.maketrans("，；：（）", ",;:()"))
    if chance.random() < 0.08:
        text = text.translate(TRADITIONAL)
    if chance.random() < 0.15:
        place = chance.randint(1, len(text))
        text = text[:place] + chance.choice((" ", "\u3000", "\xa0", "  ")) + text[place:]
    if chance.random() < 0.10:
        step = chance.randint(3, 8)
        text = chance.choice(("\n", " ", "\n\n")).join(text[at : at + step] for at in range(0, len(text), step))
    if chance.random() < 0.12:
        text += chance.choice(("。", "；", ";", "。。", ";,", " "))
    return text
