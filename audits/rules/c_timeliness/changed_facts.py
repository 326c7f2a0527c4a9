"""C11: two official pages of the portal contradict each other about a body."""

from collections import defaultdict
from collections.abc import Iterator
from typing import NamedTuple

from audits.bodies_and_posts import (
    body_core,
    compared_value,
    holds_one,
    is_of_the_past,
    is_telephone,
    names_whole_body,
)
from audits.case import Case
from audits.names import fold
from audits.page_dates import publications
from audits.rule import Answer, Wording, fail, passed, rule, unknown
from inspection.types.page_facts import Contact
from inspection.types.portal import Page

_ADDRESSES = ("地址",)
_POSTBOXES = ("邮箱", "电子邮件")


class _Statement(NamedTuple):
    """What one page says of one thing: all its values for it."""

    page: Page
    contacts: tuple[Contact, ...]
    values: frozenset[str]


@rule(
    "C11",
    name="机构或者领导信息未及时更新",
    severity=3,
    mode="B",
    subject="page",
    yields_to=("B04", "B05", "C12"),
    wordings={
        "conflict": Wording(
            "《{title}》所载{holder}{field}为“{printed}”，与《{other}》所载的“{names}”不一致",
            "请核实，更新不准确的一处",
        ),
    },
)
def changed_facts(case: Case) -> Iterator[Answer]:
    """机构职能、领导信息、办公地址和联系电话发生变动的，及时更新，各页面所载一致。

    为什么: 电话打不通、地址找不到、领导已变动，直接影响群众办事。
    怎样整改: 核实后更新不准确的页面。
    依据: 中华人民共和国政府信息公开条例第六条、第二十条（机构职能、办公地址、联系方式、负责人姓名）。
    """
    pages = [(page, case.facts_of(page)) for page in case.judged_pages()]
    stated: dict[tuple[str, str, str], list[_Statement]] = defaultdict(list)
    for page, facts in pages:
        if facts is not None and facts.contacts and not is_of_the_past(case, page):
            for key, contacts in _by_matter(case, page, facts.contacts).items():
                values = frozenset[str]().union(*map(compared_value, contacts))
                if values:
                    stated[key].append(_Statement(page, contacts, values))
    at_odds: dict[str, tuple[_Statement, _Statement]] = {}
    for key in sorted(stated):
        for older, newer in _conflicts(stated[key]):
            at_odds.setdefault(older.page.url, (older, newer))
    for page, facts in pages:
        if page.url in at_odds:
            yield _told(case, *at_odds[page.url])
        elif facts is None:
            yield unknown(page, "没有该页面的正文特征，不能比对")
        elif facts.contacts:
            yield passed(page)


def _by_matter(
    case: Case, page: Page, contacts: tuple[Contact, ...]
) -> dict[tuple[str, str, str], tuple[Contact, ...]]:
    """A page's contacts by body and role; of bodies that are not named whole, apart for each publisher."""
    found: dict[tuple[str, str, str], list[Contact]] = defaultdict(list)
    for contact in contacts:
        role = fold(contact.role)
        known = is_telephone(role) or any(word in role for word in (*_ADDRESSES, *_POSTBOXES)) or holds_one(role)
        if not known or not contact.name:
            continue
        whose = "" if names_whole_body(case, contact.name) else fold(page.publisher)
        if whose or names_whole_body(case, contact.name):
            found[whose, body_core(case, contact.name), role].append(contact)
    return {key: tuple(values) for key, values in found.items()}


def _conflicts(statements: list[_Statement]) -> Iterator[tuple[_Statement, _Statement]]:
    """Each statement that shares no value with the newest one, the older first."""
    ordered = sorted(statements, key=lambda one: (_age(one.page), one.page.url))
    newest = ordered[-1]
    for one in ordered[:-1]:
        # A page with several values says how parts of the body are reached: any of them may be the one.
        several = len(one.values) > 1 or len(newest.values) > 1
        if one.page.url != newest.page.url and not several and not _agree(one.values, newest.values):
            yield one, newest


def _age(page: Page) -> str:
    return max((day.isoformat() for day in publications(page)), default="")


def _agree(first: frozenset[str], second: frozenset[str]) -> bool:
    """Whether one value of the one is, or is part of, one of the other: addresses are written longer and shorter."""
    return any(one in other or other in one for one in first for other in second)


def _told(case: Case, older: _Statement, newer: _Statement) -> Answer:
    own, others = older.contacts[0], newer.contacts[0]
    return fail(
        older.page,
        "conflict",
        suspected=True,
        title=case.title_of(older.page),
        holder=own.name,
        field=own.role,
        printed=own.value,
        other=case.title_of(newer.page).replace("《", "〈").replace("》", "〉"),
        names=others.value,
    )
