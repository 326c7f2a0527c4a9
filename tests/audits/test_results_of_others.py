"""What other inspections found, as findings: one fault however often it is found, opened and proved like others."""

from dataclasses import replace
from datetime import date
from typing import Any

from audits.audit import judge
from audits.rule import all_rules
from inspection.types.directory import DirectoryFile
from inspection.types.judgement import Finding
from tests.audits.case_file import read_case

FILE = "submitted/linjiang/检查结果.xlsx"
CODES = ("C05", "G09", "G10", "G12", "G15")
RULES = tuple(rule for rule in all_rules() if rule.code in CODES)


def findings(**given: Any) -> tuple[Finding, ...]:
    """What the rules find that only take over, or read a register of applications."""
    case = read_case(given)
    case = replace(case, files=(*case.files, DirectoryFile("linjiang", FILE, "a" * 64, 1)))
    return judge(case, RULES, lambda identity: identity)[0].findings


def test_it_is_opened_and_proved() -> None:
    url = "https://www.linjiang.example/ly/1.html"
    (one,) = findings(check_results=[{"check": "G15", "item": "互动回应差", "problem": "留言未答复", "url": url}])
    assert (one.rule, one.mode, one.severity, one.url, one.title) == ("G15", "C", 1, url, "互动回应差")
    assert one.place == f"{FILE} “Sheet1” A2:F2"
    assert [(proof.url, proof.sha256) for proof in one.evidence] == [(FILE, "a" * 64)]
    assert one.suspected_only


def test_machine_never_confirms_what_others_found() -> None:
    (one,) = findings(review_all=False, check_results=[{"check": "G12", "problem": "无法访问"}])
    assert (one.state, one.url) == ("suspected", "https://www.linjiang.example/")


def test_the_same_fault_found_again_is_the_same_finding() -> None:
    first = {"check": "C05", "problem": "首页无信息更新", "found_on": date(2026, 4, 2), "source": "省级检查"}
    second = {"check": "C05", "problem": "首页无信息更新。", "found_on": date(2026, 10, 9), "source": "国家抽查"}
    (before,), (after,) = findings(check_results=[first]), findings(check_results=[second])
    assert before.identity == after.identity
    (other,) = findings(check_results=[{"check": "C05", "problem": "首页轮播图打不开"}])
    assert other.identity != before.identity


def test_an_application_is_known_by_its_number_alone() -> None:
    given = {"received": date(2026, 8, 3), "number": "2026-007"}
    (before,) = findings(applications=[given | {"file": "8月.xlsx"}])
    (after,) = findings(applications=[given | {"file": "9月.xlsx", "cells": "A9:F9"}])
    assert before.identity == after.identity
    assert before.title == "2026-007"
