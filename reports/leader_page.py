"""The leader's one page (呈批材料), part by part: ranking, serious matters, what is unfinished, what is asked.

For the office's leader alone: it counts what no bulletin may (personal data, pages with a classification mark), and
says of them only how many there are and how they are handled. Every sentence is bounded, so that all fits one page.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from inspection.telling import may_be_told
from inspection.types.judgement import Finding
from reports.bulletin_facts import Facts, stages, unfinished
from reports.bulletin_ranking import Place, Ranking, points_words
from reports.bulletin_words import districts_words, named, percent
from reports.deadlines import due_after
from reports.notice_drafts import drafts, notice_title
from reports.platform_refusals import Asked
from reports.view import CONFIRMED, DistrictView, RoundView
from reports.words import SEVERITIES, day, told

# So many names in a sentence; so many districts of a class one by one, of more of them the ends.
_NAMED = 6
_ALL, _ENDS = 6, 3
# A name that is longer is no name; a leader's page has no room for it.
_NAME = 20


@dataclass(frozen=True)
class Part:
    """One row of the page."""

    heading: str
    lines: tuple[str, ...]


def parts_of(view: RoundView, facts: Facts, ranking: Ranking, letters: Sequence[Asked]) -> list[Part]:
    """The rows of the page, in their order."""
    return [
        Part("巡查概况", tuple(_overview(view, facts))),
        Part("得分排名", tuple(_ranks(ranking)) or ("本批次没有得分。",)),
        Part("重大问题", tuple(_serious(view)) or ("没有经核实的重大问题。",)),
        Part("未完成事项", tuple(_left(facts)) or ("没有登记未完成的往次事项。",)),
        Part("请示事项", tuple(_asked(view, facts, letters))),
    ]


def _overview(view: RoundView, facts: Facts) -> Iterable[str]:
    scope = facts.scope
    over = districts_words(view)
    over = over if len(over) <= 2 * _NAME else f"{len(view.districts)}个地区（单位）"
    yield (
        f"本批次巡查{over}，采集页面{scope.pages}个，核对应公开事项{scope.entries}个，"
        f"其中无法核验{scope.unverifiable}个（{percent(scope.unverifiable, scope.entries)}）。"
        f"数据截止{day(view.as_of)}。"
    )
    confirmed = [
        one for district in view.districts for one in district.findings if one.state in CONFIRMED and _own(one)
    ]
    levels = Counter(one.severity for one in confirmed)
    known = "、".join(f"{words}{levels[level]}个" for level, words in SEVERITIES.items() if levels[level])
    counted = f"属实问题{len(confirmed)}个{f'（{known}）' if known else ''}"
    waiting = sum(one.state == "suspected" and _own(one) for district in view.districts for one in district.findings)
    listed = f"，其中列入通报{len(facts.told)}个" if 0 < len(facts.told) < len(confirmed) else ""
    yield f"{counted}{listed}；{f'另有{waiting}个待核实，核实后再行处理' if waiting else '没有待核实的问题'}。"


def _ranks(ranking: Ranking) -> Iterable[str]:
    for ranked in ranking.classes:
        places = ranked.places
        if len(places) <= _ALL:
            yield f"{_short(ranked.kind)}：{'、'.join(map(_place, places))}。"
        else:
            first, last = ("、".join(map(_place, some)) for some in (places[:_ENDS], places[-_ENDS:]))
            yield f"{_short(ranked.kind)}（{len(places)}个）：前列{first}；末位{last}。"
    if ranking.unfit:
        yield f"采集不完整，不参加排名：{_names(ranking.unfit)}。"


def _place(one: Place) -> str:
    said = [f"第{one.rank}名"] if one.rank else []
    said += [points_words(one.score)]
    said += [f"较上批次{one.score.change:+g}"] if one.score.change is not None else []
    return f"{_short(one.name)}（{'，'.join(said)}）"


def _serious(view: RoundView) -> Iterable[str]:
    """Serious matters that somebody confirmed, by how they are handled; the sealed ones as a number alone."""
    found = [
        (district, one)
        for district in view.districts
        for one in district.findings
        if one.state in CONFIRMED and one.severity == 1 and may_be_told(one, "notice")
    ]
    if found:
        where = Counter(_short(told(district.district.name)) for district, _ in found)
        names = named([f"{name}{number}个" for name, number in where.items()], _NAMED)
        due = due_after(view.counted_from, view.pack.deadline("", 1), view.calendar).text
        yield f"重大问题{len(found)}个：{names}。{_handled([one for _, one in found])}，单独设定整改期限（{due}）。"
    personal = [
        one
        for district in view.districts
        for one in district.findings
        if one.state in CONFIRMED and _own(one) and not may_be_told(one, "notice")
    ]
    if personal:
        yield f"涉及个人信息{len(personal)}个，一律单独函告，不入通报和清单。{_handled(personal)}。"
    vetoes = sum(len(score.vetoes) for score in view.scores if score.level == "district")
    if vetoes:
        yield f"按19号文口径提示单项否决情形{vetoes}项，待人工核定。"
    sealed = sum(one.sealed for one in view.districts)
    if sealed:
        yield f"另有{sealed}处另行电话报告。"


def _handled(found: Sequence[Finding]) -> str:
    new = sum(one.state == "confirmed" for one in found)
    done = sum(one.state in ("fixed", "closed") for one in found)
    going = len(found) - new - done
    known = (("待下发", new), ("已下发正在处置", going), ("已整改", done))
    return "、".join(f"{words}{number}个" for words, number in known if number)


def _left(facts: Facts) -> Iterable[str]:
    counted = stages(facts.followed)
    if facts.followed:
        done = counted["closed"] + counted["fixed"]
        known = (
            ("整改中或待复查", "working"), ("逾期未完成", "late"), ("复查不通过", "unfixed"), ("整改后复发", "again"),
        )  # fmt: skip
        rest = "".join(f"，{words}{counted[key]}个" for words, key in known if counted[key])  # type: ignore[index]  # stages of the same set
        yield f"往次下发应整改{len(facts.followed)}个，已完成{done}个（{percent(done, len(facts.followed))}）{rest}。"
    late = Counter(_short(told(one.district.district.name)) for one in unfinished(facts))
    if late:
        yield f"未按要求完成：{named([f'{name}{number}个' for name, number in late.most_common()], _NAMED)}。"
    again = sum(bool(one.finding.repeat) for one in facts.told)
    if again:
        yield f"整改后再次出现、屡查屡犯{again}个。"


def _asked(view: RoundView, facts: Facts, letters: Sequence[Asked]) -> Iterable[str]:
    """What the leader is asked to agree to, with the papers that are ready."""
    wanted = list(_papers(view, facts, letters))
    if not wanted:
        yield "本批次没有需要印发的文件，呈阅。"
        return
    yield "以下文件已拟好，拟按程序印发："
    yield from (f"{number}.{one}；" for number, one in enumerate(wanted[:-1], start=1))
    yield f"{len(wanted)}.{wanted[-1]}。"
    yield "妥否，请批示。"


def _papers(view: RoundView, facts: Facts, letters: Sequence[Asked]) -> Iterable[str]:
    if facts.told:
        yield "印发巡查通报（内部版印发各地，公开版在政府网站公开）"
    elif facts.followed:
        yield "印发巡查通报（内部版；没有经核实的问题，不写公开版）"
    ready = drafts(view)
    notices = [one for one in ready if one.kind == "notice"]
    private = [one for one in ready if one.private]
    others = [one for one in ready if one.kind == "letter" and not one.private]
    if notices:
        yield f"下发{_short(told(notice_title(view)))}{len(notices)}份（{_to(one.addressee for one in notices)}）"
    if others:
        yield f"发出函{len(others)}份（{_to(one.addressee for one in others)}）"
    if private:
        yield f"发出个人信息处置函{len(private)}份（{_to(one.addressee for one in private)}）"
    if letters:
        yield f"发出商请支持网上巡查采集的函{len(letters)}份（{_to(one.addressee for one in letters)}）"
    slips = sum(bool(one.reminders) for one in view.districts)
    if slips:
        yield f"发出栏目更新提醒单{slips}份"


def _to(addressees: Iterable[str]) -> str:
    return named(list(dict.fromkeys(_short(told(one)) for one in addressees)), _NAMED)


def _names(districts: Iterable[DistrictView]) -> str:
    return named([_short(told(one.district.name)) for one in districts], _NAMED)


def _short(name: str) -> str:
    return name if len(name) <= _NAME else f"{name[:_NAME]}…"


def _own(finding: Finding) -> bool:
    return may_be_told(finding, "own")
