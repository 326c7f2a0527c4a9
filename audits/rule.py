"""What a rule is: one question asked of a case, with its clause, its wording and its answers.

A rule lives in one file below audits/rules/ and is found because it is there. Its docstring is what the user reads: the
first paragraph states the requirement, then 为什么, 怎样整改 and 依据.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from inspect import cleandoc
from types import MappingProxyType
from typing import Literal, NamedTuple

from audits.case import Case
from audits.subjects import Subject
from inspection.plugins import modules_in
from inspection.types.judgement import Evidence

Verdict = Literal["pass", "fail", "unknown"]
Mode = Literal["A", "B", "C"]
Kind = Literal["fix", "explain"]
SubjectKind = Literal[
    "entry", "column", "page", "row", "volume", "district", "document", "villages", "result", "application"
]
Fact = str | int | date | tuple[str, ...] | None

SECTIONS = ("为什么", "怎样整改", "依据")
# What the facts that wordings name are called by those who read a rule; a wording with another name is refused.
_FACTS = {
    "title": "标题", "column": "栏目", "unit": "责任单位", "domain": "领域", "item": "事项", "as_of": "巡查日期",
    "status": "访问结果", "when": "访问日期", "days": "天数", "start": "日期", "due": "期限", "published": "发布日期",
    "written": "成文日期", "number": "文号", "label": "标注", "prescribed": "规定用语", "limit": "更新周期",
    "newest": "最新日期", "missed": "所缺时段", "n": "个数", "printed": "目录原文", "guide": "指引表述",
    "names": "名称", "field": "栏", "row": "行", "document": "文件名称", "district": "区", "town": "镇街",
    "category": "类别", "department": "对应部门", "reason": "理由", "list": "清单名称",
    "other": "另一处", "file": "附件名称", "holder": "人员", "year": "年度", "wrong": "原文", "right": "正确表述",
    "reported": "报告所列个数", "interpretation": "解读材料", "closes": "截止日期",
    "source": "检查来源", "problem": "问题", "host": "网址", "answered": "答复日期",
    "period": "期次", "received": "收到日期", "before": "以前标注日期",
}  # fmt: skip
BY_PACK = "所用检查口径的规定"
_SECTION = re.compile(rf"^({'|'.join(SECTIONS)})[:：]\s*", re.MULTILINE)


@dataclass(frozen=True)
class Wording:
    """One way a rule says what is wrong and what is asked for; {names} are filled from an answer's facts."""

    message: str
    demand: str


class Answer(NamedTuple):
    """What a rule says of one subject. `facts` fill the wording named `wording`; `reason` says why it cannot be judged.

    `suspected` keeps a fault from ever being confirmed by the machine; `severity` replaces the rule's own; `listings`
    are the ids of the listings that prove an absence; `clause` is what it rests on beside the law, where a
    pack or a directory sets it; `span` are the words on the page that raised it; `beside` proves it beside the
    subject's own snapshots.
    """

    subject: Subject
    verdict: Verdict
    reason: str = ""
    wording: str = ""
    suspected: bool = False
    severity: int | None = None
    listings: tuple[str, ...] = ()
    clause: str | None = None
    facts: Mapping[str, Fact] = MappingProxyType({})
    span: str | None = None
    beside: tuple[Evidence, ...] = ()


@dataclass(frozen=True)
class Rule:
    """One rule as it was found. `yields_to` are the rules whose faults with the same thing silence it (一事不二扣).

    `files_alone` ones can be asked of a district's directory files, without its portal.
    """

    code: str
    name: str
    severity: int
    mode: Mode
    subject: SubjectKind
    kind: Kind
    yields_to: tuple[str, ...]
    files_alone: bool
    wordings: Mapping[str, Wording]
    requirement: str
    sections: Mapping[str, str]
    module: str
    ask: Callable[[Case], Iterator[Answer]]

    @property
    def basis(self) -> str:
        """The clauses the rule rests on; BY_PACK stands for what the office's pack or directory adds."""
        return self.sections["依据"]

    def basis_of(self, answer: Answer) -> str:
        """The clauses a fault rests on: only those that bind this office."""
        clauses = self.basis.rstrip("。").split("；")
        named = [answer.clause if clause == BY_PACK else clause for clause in clauses]
        return "；".join(dict.fromkeys(clause for clause in named if clause))

    def patterns(self) -> tuple[tuple[str, str], ...]:
        """Every message with its demand as a reader sees it: 〔标题〕 where a finding has the page's title."""
        return tuple((_named(one.message), _named(one.demand)) for one in self.wordings.values())

    def said(self, answer: Answer) -> tuple[str, str]:
        """The message and the demand for a fault. Raises KeyError for a fact that its wording names and it lacks."""
        wording = self.wordings[answer.wording]
        shown = {name: _shown(fact) for name, fact in answer.facts.items()}
        if "title" in shown:
            # GB/T 15834: title marks inside title marks are single ones.
            shown["title"] = shown["title"].replace("《", "〈").replace("》", "〉")
        return wording.message.format_map(shown), wording.demand.format_map(shown)


def rule(
    code: str,
    *,
    name: str,
    severity: int,
    mode: Mode,
    subject: SubjectKind,
    wordings: Mapping[str, Wording],
    kind: Kind = "fix",
    yields_to: tuple[str, ...] = (),
    files_alone: bool = False,
) -> Callable[[Callable[[Case], Iterator[Answer]]], Rule]:
    """Makes a rule of the function below it; raises ValueError when its docstring lacks a section."""

    def made(ask: Callable[[Case], Iterator[Answer]]) -> Rule:
        requirement, sections = _read_docstring(cleandoc(ask.__doc__ or ""))
        missing = [section for section in SECTIONS if not sections.get(section)]
        if not requirement or missing:
            raise ValueError(f"rule {code}: docstring lacks {'、'.join(missing) or 'the requirement'}")
        return Rule(
            code, name, severity, mode, subject, kind, yields_to, files_alone, wordings, requirement, sections,
            ask.__module__, ask,
        )  # fmt: skip

    return made


def passed(subject: Subject) -> Answer:
    """The subject meets the requirement."""
    return Answer(subject, "pass")


def unknown(subject: Subject, reason: str) -> Answer:
    """The subject cannot be judged; the Chinese reason says why. Never becomes a finding."""
    return Answer(subject, "unknown", reason)


def fail(
    subject: Subject,
    wording: str,
    *,
    suspected: bool = False,
    severity: int | None = None,
    listings: tuple[str, ...] = (),
    clause: str | None = None,
    span: str | None = None,
    beside: tuple[Evidence, ...] = (),
    **facts: Fact,
) -> Answer:
    """The subject does not meet the requirement, said in one of the rule's wordings."""
    return Answer(subject, "fail", "", wording, suspected, severity, listings, clause, facts, span, beside)


@cache
def all_rules() -> tuple[Rule, ...]:
    """Every rule below audits/rules/, in order of code. Raises ValueError for a shared code or a file without one."""
    found: dict[str, Rule] = {}
    for module in modules_in("audits.rules"):
        here = [value for value in vars(module).values() if isinstance(value, Rule) and value.module == module.__name__]
        if not here:
            raise ValueError(f"{module.__name__} holds no rule")
        for one in here:
            if one.code in found:
                raise ValueError(f"rule {one.code} is in {found[one.code].module} and in {one.module}")
            found[one.code] = one
    return tuple(found[code] for code in sorted(found))


def _read_docstring(text: str) -> tuple[str, dict[str, str]]:
    parts = _SECTION.split(text)
    joined = ["".join(line.strip() for line in part.splitlines()) for part in parts]
    return joined[0], dict(zip(joined[1::2], joined[2::2], strict=True))


def _named(text: str) -> str:
    return text.format_map({name: f"〔{word}〕" for name, word in _FACTS.items()})


def _shown(fact: Fact) -> str:
    """A fact as officials write it: 2026年3月6日; paths with their steps."""
    if isinstance(fact, date):
        return f"{fact.year}年{fact.month}月{fact.day}日"
    if isinstance(fact, tuple):
        return " > ".join(fact)
    return "" if fact is None else " ".join(str(fact).split())
