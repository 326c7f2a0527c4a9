"""Whether an answer belongs where it is handed in: of a finding that this office sent out, in that round, about that
district's own pages."""

from collections.abc import Mapping
from datetime import date

from audits.ledger import Memory
from audits.ledger_life import Known
from audits.life import Chapter, acts_now, chapters
from audits.life_acts import STATES
from console.reply_answers import Answer, host_of
from console.reply_reading import FilledForm
from inspection.china_time import moment_words
from inspection.errors import UserError
from inspection.reply_forms import (
    FIXED,
    IN_PART,
    LATER,
    LINK,
    NUMBER,
    OFFICE,
    PUBLISHED_ELSEWHERE,
    REASON,
    ROUND,
    office_mark,
)
from inspection.round_store import read_round
from inspection.telling import rule_may_be_told
from inspection.types.portal import Column
from inspection.workspace import Workspace

_NAMED = 3
_ECHO = 60


class Places:
    """A workspace and its memory as answers are compared with them; each round is opened once."""

    def __init__(self, workspace: Workspace, memory: Memory) -> None:
        self._workspace, self._memory = workspace, memory
        self._known: dict[str, Known | None] = {}
        self._marks: dict[tuple[str, str], str] = {}
        self._hosts: dict[str, frozenset[str]] = {}

    def known(self, id_: str) -> Known | None:
        """The finding of an id; None where the memory does not know it."""
        if id_ not in self._known:
            try:
                self._known[id_] = self._memory.acts.known(id_)
            except UserError:
                self._known[id_] = None
        return self._known[id_]

    def name(self, district: str) -> str:
        """What a district is called."""
        return next((one.name for one in self._workspace.districts if one.id == district), district)

    def told(self, id_: str) -> list[Chapter]:
        """A finding's life as it stands now."""
        acts = self._memory.acts
        return chapters(acts.sightings([id_]).get(id_, ()), acts.events([id_]).get(id_, ()))

    def refusal(self, form: FilledForm, answer: Answer, on: date) -> str | None:
        """Why an answer of a day does not belong here, in one Chinese sentence with its place; None where it does."""
        known = self.known(answer.finding)
        at = f"{answer.row.place(NUMBER)}，问题 {answer.finding}"
        if known is None:
            return f"{at}：记录中没有这个编号，请照发出的清单核对。"
        why = self._foreign_form(form, answer, known) or self._other_round(form, answer, known)
        if why:
            return f"{at}：{why}"
        return self._foreign_address(answer, known) or self._no_later(answer, on)

    def why_not(self, form: FilledForm, answer: Answer, refusal: str, on: date) -> str:
        """The memory's refusal with its place; in other words where the unit was never asked."""
        at, id_ = answer.row.place(NUMBER), answer.finding
        told = self.told(id_)
        state = acts_now(told, on)[0]
        if state in ("suspected", "confirmed") and form.kind == "list":
            return (
                f"{at}：{id_} 现为“{STATES[state]}”，还没有下发，不能记下反馈；请先用 xuncha notice 下发。"
                "已经下发过的，请核对 --at。"
            )
        if state in ("suspected", "confirmed") and not told[-1].draft:
            return (
                f"{at}：{id_} 没有记下征求过意见，不能记下答复；已经发出的，先用 "
                f'xuncha handle 工作区 {id_} 征求意见 --at "发出时间" 记下。'
            )
        if state in ("replied", "fixed", "closed") and "不能" in refusal:
            more = f"；要更改反馈的，先用 xuncha handle 工作区 {id_} 退回" if state == "replied" else ""
            return f"{at}：{id_} 现为“{STATES[state]}”，不用再反馈，请清空这一行{more}。"
        return f"{at}：{refusal}"

    def _foreign_form(self, form: FilledForm, answer: Answer, known: Known) -> str | None:
        code, office = answer.code, form.facts.get(OFFICE, "")
        if not rule_may_be_told(known.rule, form.kind):
            return "这类问题不列入清单，请按单独的函答复，由本办用 xuncha handle 记下。"
        if code is not None and code.district != known.district:
            return "登记码写的不是这个问题的区，请用发出的文件重新填写这一行。"
        mark = code.office if code is not None else office_mark(office) if office else None
        if mark is not None and mark not in self._own_marks(known.district):
            return f"这份表不是本工作区（{self._workspace.office.name}）发出的，请核对是哪里发的。"
        return None

    def _other_round(self, form: FilledForm, answer: Answer, known: Known) -> str | None:
        """Why a row does not fit the round that it, or its list, is of."""
        written = form.facts.get(ROUND, "")
        judged = {one.name: one.as_of for one in self._memory.rounds(known.district)}
        if written and written not in judged:
            return f"“填写说明”中的批次“{written}”没有巡查过这个区，批次可能被改动，请改回原样。"
        own = answer.code.round if answer.code else written
        seen = {one.round for one in self._memory.acts.sightings([known.id]).get(known.id, ())}
        if own and own not in seen and (answer.code or not seen or judged[own] < self._first(seen, judged)):
            return f"批次“{own}”中没有这个问题，批次可能被改动，请用发出的文件重新填写。"
        if answer.code and written and own in judged and judged[own] > judged[written]:
            return f"这一行出自批次“{own}”，“填写说明”写的却是“{written}”，请改回原样或用发出的文件填写。"
        chapter = self.told(known.id)[-1]
        now = {one.round for one in chapter.sightings}
        if own in seen and now and own not in now:
            return f"批次“{own}”之后又在批次“{chapter.sightings[0].round}”重新发现，请用新批次的清单答复。"
        return None

    @staticmethod
    def _first(rounds: set[str], judged: Mapping[str, date]) -> date:
        return min((judged[one] for one in rounds if one in judged), default=date.max)

    def _foreign_address(self, answer: Answer, known: Known) -> str | None:
        """Why an address cannot show that something was put right."""
        if answer.chosen not in (FIXED, IN_PART) or answer.choice == PUBLISHED_ELSEWHERE:
            return None
        own = self._own_hosts(known.district)
        for url in answer.links:
            if own and not any(_under(host_of(url), host) for host in own):
                portals = "、".join(sorted(own)[:_NAMED])
                return (
                    f"{answer.row.place(LINK)}，问题 {answer.finding}：“{url[:_ECHO]}”不是{self.name(known.district)}"
                    f"门户（{portals}）的网址，请核对；确在其他网站公开的，“{REASON}”请选“{PUBLISHED_ELSEWHERE}”。"
                )
        return None

    def _no_later(self, answer: Answer, on: date) -> str | None:
        """Why a day is none to put a deadline off to."""
        due = self.told(answer.finding)[-1].due
        if answer.later is None or (answer.later > on and (due is None or answer.later > due.date())):
            return None
        now = f"现在的期限（{moment_words(due)}前）" if due is not None and due.date() >= on else f"反馈的日期（{on}）"
        return f"{answer.row.place(LATER)}，问题 {answer.finding}：申请延期至 {answer.later}，不晚于{now}，请核对。"

    def _own_marks(self, district: str) -> set[str]:
        """The marks of the office's name as it is now, and as it was in each round of the district."""
        found = {office_mark(self._workspace.office.name)}
        for one in self._memory.rounds(district):
            key = (one.name, district)
            if key not in self._marks:
                self._marks[key] = ""
                path = self._workspace.store_path(*key)
                if path.exists():
                    with read_round(path) as store:
                        self._marks[key] = office_mark(str((store.fact("office") or {}).get("name", "")))
            found.add(self._marks[key])
        return found

    def _own_hosts(self, district: str) -> frozenset[str]:
        """The hosts on which a district's pages can stand: of its portals, of the columns that rounds found there, and
        those that the office permits besides."""
        if district not in self._hosts:
            found = {host.lower() for host in self._workspace.crawl.allow_hosts}
            for chosen in self._workspace.districts:
                found |= {host_of(portal.url) for portal in chosen.portals if chosen.id == district}
            for one in self._memory.rounds(district):
                path = self._workspace.store_path(one.name, district)
                if path.exists():
                    with read_round(path) as store:
                        found |= {host_of(column.url) for column in store.each(Column) if column.kind != "link_out"}
            self._hosts[district] = frozenset(found - {""})
        return self._hosts[district]


def _under(host: str, own: str) -> bool:
    """Whether a host is an own one, or below it."""
    base = own.removeprefix("www.")
    return host.removeprefix("www.") == base or host.endswith(f".{base}")
