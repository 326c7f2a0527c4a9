"""What a bulletin says: its title, whom it addresses, its numbered parts; for the districts, or for the public.

The sentences are fixed but for numbers, days and names; examples are the findings' own words. In the soft voice, and
for the public, examples name district and column and no unit.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from inspection.china_time import moment_words
from reports.addressing import units_in_force
from reports.bulletin_facts import (
    DONE,
    Facts,
    Followed,
    by_machine_alone,
    repeated,
    scope_of,
    share_then,
    stages,
    unfinished,
)
from reports.bulletin_problems import Part, problem_parts
from reports.bulletin_ranking import Ranking, ranking_lines
from reports.bulletin_words import count_words, districts_words, named, ordinal, percent
from reports.deadlines import Due, due_after, due_on, recheck_on
from reports.view import RoundView
from reports.words import day, round_words, told

# So many districts or units are named in a sentence.
_NAMED = 12
_UNITS_NAMED = 3


@dataclass(frozen=True)
class Section:
    """一、 with its （一）; `lines` stand before them."""

    heading: str
    lines: tuple[str, ...]
    parts: tuple[Part, ...] = ()


@dataclass(frozen=True)
class Annexes:
    """The number of each annex, 0 where there is none; whether the districts' own lists say what is not serious."""

    ranking: int = 0
    problems: int = 0
    reply: int = 0
    unfinished: int = 0
    districts_lists: bool = False

    def named(self, number: int) -> str:
        """附件1; an annex that is the only one has no number."""
        several = sum(map(bool, (self.ranking, self.problems, self.reply, self.unfinished))) > 1
        return f"附件{number}" if several else "附件"


def title_of(view: RoundView) -> str:
    """What the bulletin is called, in two lines."""
    area = {"市": "全市", "区": "全区", "县": "全县", "州": "全州", "盟": "全盟"}.get(view.office.region[-1:], "")
    name = round_words(view.round)
    if name.startswith("“"):
        name = told(name)
    # broken where a word ends
    return f"关于{name.removesuffix('巡查')}{area}基层政务公开\n网上巡查情况的通报"


def opening(view: RoundView, facts: Facts) -> str:
    """The sentence that the bulletin begins with."""
    over = districts_words(view)
    since = ""
    if facts.scope.first and facts.scope.last:
        first, last = day(facts.scope.first.date()), day(facts.scope.last.date())
        since = f"于{first}至{last}" if first != last else f"于{first}"
    basis = f"根据{view.pack.notice.legal_basis}，" if view.pack.notice.legal_basis else ""
    return f"{basis}我办{since}对{over}基层政务公开情况开展了网上巡查。现将有关情况通报如下："


def sections(view: RoundView, facts: Facts, ranking: Ranking, annexes: Annexes, *, public: bool) -> list[Section]:
    """The numbered parts of the text."""
    soft = view.settings.voice == "soft"
    found = [
        Section("总体情况", (), _overall(view, facts, ranking, annexes, public=public)),
        Section(
            "需要进一步完善的方面" if soft else "存在的主要问题",
            _problem_lines(view, facts, annexes, public=public),
            tuple(problem_parts(view, facts.told, public=public)),
        ),
        Section("下一步工作建议" if soft else "下一步工作要求", (), _next(view, facts, annexes, public=public)),
    ]
    return [
        Section(
            f"{ordinal(number)}、{one.heading}",
            one.lines,
            tuple(Part(f"（{ordinal(place)}）{part.heading}", part.lines) for place, part in enumerate(one.parts, 1)),
        )
        for number, one in enumerate(found, start=1)
    ]


def deadline(view: RoundView, facts: Facts) -> Due:
    """By when the districts answer: as most of the notices that went out have it, else the ordinary deadline."""
    recorded = _recorded(view, facts)
    if recorded:
        return due_on(min(recorded, key=lambda at: (-recorded[at], at)))
    due = due_after(view.counted_from, view.pack.deadlines["ordinary"], view.calendar)
    return Due(due.text.replace("收到通知后", "本通报印发后"), due.day)


def computed_from(view: RoundView, facts: Facts) -> str:
    """The day from which the deadlines were counted, where nothing was issued yet and they are only a draft's."""
    return "" if view.notice_date or _recorded(view, facts) or not facts.told else day(view.counted_from)


def _recorded(view: RoundView, facts: Facts) -> Counter[datetime]:
    """The deadlines of ordinary matters that this round's notices gave, of what is still to be put right."""
    given = {
        finding: due
        for district in view.districts
        for notice in district.issued
        if notice.round == view.round
        for finding, due in notice.dues.items()
    }
    open_ = [one.finding.id for one in facts.told if not one.put_right and one.finding.severity > 1]
    return Counter(given[one] for one in open_ if one in given)


def _overall(view: RoundView, facts: Facts, ranking: Ranking, annexes: Annexes, *, public: bool) -> tuple[Part, ...]:
    scope = [_scope_line(view, facts), *_praise(view, facts), *_unverified(view, facts, public=public)]
    parts = [Part("巡查范围", tuple(scope))]
    scores = ranking_lines(view, ranking, public=public)
    if scores:
        see = f"得分排名见{annexes.named(annexes.ranking)}。" if annexes.ranking else ""
        heading = "得分情况" if view.settings.ranking == "none" else "得分及排名"
        parts.append(Part(heading, (*scores[:-1], scores[-1] + see)))
    before = tuple(_before(view, facts, annexes, public=public))
    return (*parts, Part("上次通报问题整改情况", before)) if before else tuple(parts)


def _scope_line(view: RoundView, facts: Facts) -> str:
    scope = facts.scope
    names = named([told(one.district.name) for one in view.districts], _NAMED)
    units = sum(len({*units_in_force(one.units, view.counted_from).values()}) for one in view.districts)
    over = f"，涉及名册内责任单位{units}个" if units else ""
    checked = "系统巡查、人工复核" if not by_machine_alone(facts) else "系统巡查、对系统提示的问题人工复核"
    cut_off = _moment(scope.last) or day(view.as_of)
    return (
        f"本次巡查{districts_words(view)}（{names}）{over}，采集栏目{scope.columns}个、页面{scope.pages}个，"
        f"核对应公开的目录事项{scope.entries}个。巡查采取{checked}的方式，数据采集截止{cut_off}。"
    )


def _unverified(view: RoundView, facts: Facts, *, public: bool) -> list[str]:
    """What could not be read: where and how much for the districts, one sentence for the public."""
    scope = facts.scope
    if not scope.unverifiable and not any(one.unfit for one in view.districts):
        return []
    if public:
        return ["因部分栏目采集不完整，部分事项本次未能核验，未作问题认定。"]
    where = []
    for district in view.districts:
        own = scope_of((district,))
        if own.unverifiable:
            share = percent(own.unverifiable, own.entries)
            where.append(f"{told(district.district.name)}{own.unverifiable}个（占{share}）")
    share = percent(scope.unverifiable, scope.entries)
    said = f"因采集不完整，{scope.unverifiable}个事项（占{share}）本次无法核验，未作问题认定：{named(where, _NAMED)}。"
    return [said] if scope.unverifiable else []


def _praise(view: RoundView, facts: Facts) -> list[str]:
    """One or two sentences, where figures carry them; nothing where none do."""
    found = [_more_published(view), _mended(facts), _faultless(view, facts)]
    kept = [one for one in found if one][:2]
    return [f"从巡查情况看，{'；'.join(kept)}。"] if kept else []


def _more_published(view: RoundView) -> str:
    """Where a larger share is published than in the round before, over the districts that both rounds can judge."""
    if not view.earlier:
        return ""
    before = {one.district: share_then(one) for one in view.earlier[-1].districts if not one.unfit}
    both = [one for one in view.districts if not one.unfit and one.district.id in before]
    then_done, then_known = (sum(before[one.district.id][place] for one in both) for place in (0, 1))
    now = scope_of(both)
    if not then_known or not now.known or now.published * then_known <= then_done * now.known:
        return ""
    was, is_ = percent(then_done, then_known), percent(now.published, now.known)
    return f"应公开事项的公开比例由上次的{was}提高到{is_}" if was != is_ else ""


def _mended(facts: Facts) -> str:
    counted = stages(facts.followed)
    done, owed = sum(counted[stage] for stage in DONE), len(facts.followed)
    if not owed or 2 * done <= owed:
        return ""
    share = f"的{owed}个问题已全部" if done == owed else f"的问题已有{percent(done, owed)}"
    return f"上次通报{share}整改到位"


def _faultless(view: RoundView, facts: Facts) -> str:
    """Districts that were read whole and have nothing, decided or not."""
    with_faults = {one.district.district.id for one in facts.told}
    clean = [
        told(one.district.name)
        for one in view.districts
        if one.district.id not in with_faults
        and not one.unfit
        and not one.findings
        and not one.sealed
        and one.coverage
        and not scope_of((one,)).unverifiable
    ]
    return f"{named(clean, _NAMED)}未发现问题" if clean else ""


def _before(view: RoundView, facts: Facts, annexes: Annexes, *, public: bool) -> Iterable[str]:
    """What became of what was told before."""
    again = repeated(facts)
    if not facts.followed:
        if all(one.first for one in view.districts) and not view.earlier:
            yield "本次为首次巡查，没有上次通报的问题。"
        elif not public:
            yield "没有登记上次通报问题的下发和整改情况。"
    else:
        counted = stages(facts.followed)
        known = [
            ("已销号", counted["closed"]), ("复查通过待销号", counted["fixed"]), ("整改中或待复查", counted["working"]),
            ("逾期未完成", counted["late"]), ("复查不通过", counted["unfixed"]), ("整改后复发", counted["again"]),
        ]  # fmt: skip
        done = sum(counted[stage] for stage in DONE)
        said = "、".join(f"{words}{number}个" for words, number in known if number)
        yield f"应整改{len(facts.followed)}个，{said}，整改完成率{percent(done, len(facts.followed))}。"
        late = unfinished(facts)
        if late:
            see = f"（清单见{annexes.named(annexes.unfinished)}）" if annexes.unfinished else ""
            yield f"未按要求完成的有{_by_district(late, units=not public)}{see}。"
        if facts.undecided and not public:
            yield f"另有{facts.undecided}个正在重新核实，未计入。"
    if again:
        where = Counter(told(one.district.district.name) for one in again)
        words = named([f"{name}{number}个" for name, number in where.items()], _NAMED)
        yield f"整改后再次出现、屡查屡犯的问题{len(again)}个：{words}。"


def _by_district(late: Sequence[Followed], *, units: bool) -> str:
    """临江区3个（临江区民政局2个、临江区教育局1个）、望湖区1个."""
    found: dict[str, Counter[str]] = {}
    for one in late:
        found.setdefault(told(one.district.district.name), Counter())[one.unit] += 1
    words = []
    for name, counted in found.items():
        whose = [f"{unit}{number}个" for unit, number in counted.most_common() if unit] if units else []
        words.append(f"{name}{counted.total()}个{f'（{named(whose, _UNITS_NAMED)}）' if whose else ''}")
    return named(words, _NAMED)


def _problem_lines(view: RoundView, facts: Facts, annexes: Annexes, *, public: bool) -> tuple[str, ...]:
    """The figures that the second part begins with."""
    if not facts.told:
        waiting = f"另有{facts.waiting}个线索正在核实，未列入本通报。" if facts.waiting else ""
        return (f"截至{day(view.as_of)}，本次巡查没有经核实确认、需要通报的问题。{waiting}",)
    total, mended = len(facts.told), sum(one.put_right for one in facts.told)
    over = len({one.district.district.id for one in facts.told})
    done = f"，其中{mended}个已经整改" if mended else ""
    see = _list_words(annexes, public=public)
    lines = [f"经核实，本次巡查共发现问题{total}个，涉及{count_words(view, over)}{done}{see}。"]
    serious = sum(one.finding.severity == 1 and not one.put_right for one in facts.told)
    if serious and not public:
        lines.append(f"其中重大问题{serious}个尚未整改，按整改通知单独规定的期限先行处置。")
    apart = [f"提示性问题{facts.hints}个另行点对点提示"] if facts.hints else []
    apart += [f"涉及垂直管理单位的{facts.by_letter}个另行函告"] if facts.by_letter else []
    apart += [f"首次巡查的地区其余{facts.alone}个点对点告知"] if facts.alone else []
    apart += [f"{facts.waiting}个线索正在核实"] if facts.waiting else []
    if apart and not public:
        lines.append(f"{'，'.join(apart)}，均未列入本通报。")
    return tuple(lines)


def _list_words(annexes: Annexes, *, public: bool) -> str:
    """Where the problems are listed."""
    annex = annexes.named(annexes.problems)
    if annexes.districts_lists and not public:
        return f"（重大问题见{annex}，其余详见各地问题清单）" if annexes.problems else "（详见各地问题清单）"
    return f"（{'见' if public else '清单见'}{annex}）" if annexes.problems else ""


def _next(view: RoundView, facts: Facts, annexes: Annexes, *, public: bool) -> tuple[Part, ...]:
    """What is asked for."""
    soft = view.settings.voice == "soft"
    who = "请各地各有关单位" if soft else "各地各有关单位要"
    like = Part(
        "举一反三",
        (
            f"{who}对照通报的问题，全面自查同类栏目和信息，{'及时完善' if soft else '立行立改'}，"
            f"做好日常更新和维护{'' if soft else '，防止同类问题反复发生'}。",
        ),
    )
    if not facts.told and not unfinished(facts):
        return (like,)
    due = deadline(view, facts)
    whole = annexes.problems and not annexes.districts_lists and not public
    list_ = f"问题清单（{annexes.named(annexes.problems)}）" if whole else "问题清单"
    form = f"，按{annexes.named(annexes.reply)}填报" if annexes.reply else ""
    own = "整改通知另有期限的，按其期限办理"
    late = "；到期确有困难的，请告知我办" if soft else "；逾期未反馈的，视为未整改"
    first = f"{who}对照{list_}{'逐项核实完善' if soft else '逐条整改、销号管理'}，于{due.text}反馈整改链接和说明{form}"
    fix = Part("逐项完善" if soft else "限期整改", (f"{first}（{own}）{late}。",))
    on = recheck_on(due, view)
    when = f"自{day(on)}起" if on else "在期限届满后"
    result = f"，复查结果纳入{told(view.settings.appraisal)}" if view.settings.appraisal else ""
    told_ = "" if soft else "，整改不到位的在下次通报中点名"
    again = "对屡查屡犯的问题，有关单位要查明原因、明确责任。" if repeated(facts) and not soft else ""
    look = Part("后续复查" if soft else "复查", (f"我办将{when}对到期事项逐项复查{result}{told_}。{again}",))
    return fix, look, like


def _moment(at: datetime | None) -> str:
    return moment_words(at.replace(second=0, microsecond=0)) if at else ""
