"""A directory that repeats the national guides word for word is accused of nothing, however vague they are."""

from dataclasses import replace
from datetime import date

from audits.case import Case, frozen_calendar
from audits.rule import all_rules
from directories.baseline import baseline_entries, guide_domains, guide_items
from inspection.rule_pack import load_pack
from inspection.types.directory import DirectoryTable, Limit
from inspection.types.office import District, Office

ON = date(2026, 11, 21)
MONTHLY = (Limit("periodic", period="month"),)
FIELDS = (
    "seq", "level1", "level2", "elements", "basis", "time_limit", "publisher", "channels", "public", "group",
    "proactive", "on_request", "level",
)  # fmt: skip


def guides_as_a_directory() -> Case:
    """The items of all national guides as rows; what the baseline has not seen of an item is filled in soundly."""
    rows = [
        replace(
            row, district="linjiang", file=f"{row.domain}.xlsx", sheet="目录", cells=f"A{place + 4}:N{place + 4}",
            seq=str(place), elements=row.elements or ("名称",), basis=row.basis or ("《政府信息公开条例》",),
            time_limit=row.time_limit or "每月更新", limits=row.limits or MONTHLY,
            publisher=row.publisher or ("区民政局",),
            channels=row.channels or ("政府网站",), audience=row.audience or "public",
            method=row.method or "proactive", level=row.level or ("county",),
        )
        for place, (row, item) in enumerate(zip(baseline_entries(), guide_items(), strict=True))
        if item.scope == "national" and not item.is_cut
    ]  # fmt: skip
    domains = dict.fromkeys(row.domain for row in rows)
    tables = [DirectoryTable("linjiang", f"{name}.xlsx", "目录", None, name, (), 1, FIELDS) for name in domains]
    pack = load_pack("national", ON)
    return Case(
        "2026-11", ON, District("linjiang", "临江区", "区"), Office("江州市政务公开办公室", "江州市"), pack,
        frozen_calendar(None, pack), entries=tuple(rows), tables=tuple(tables), guide=tuple(guide_items()),
        guide_domains=tuple(replace(one, completeness="full") for one in guide_domains()),
    )  # fmt: skip


def test_the_guides_own_words_are_no_fault() -> None:
    case = guides_as_a_directory()
    faults = [
        (rule.code, *rule.said(answer))
        for rule in all_rules()
        if rule.files_alone
        for answer in rule.ask(case)
        # what a guide cites may have been repealed since, and a body that it names abolished: hints
        if answer.verdict == "fail" and not (answer.severity == 4 or answer.wording == "abolished")
    ]
    assert len(case.directory.rows) > 200
    assert faults == []
