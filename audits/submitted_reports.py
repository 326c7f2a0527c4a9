"""Reports that a pack wants handed in: whether the folder holds one, for the right time, with what it must say.

A report is known by its file's name, its folder's or the title inside. A district that hands in nothing through the
folder is asked for nothing.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import PurePosixPath
from typing import Literal

from audits.case import Case
from audits.names import fold
from audits.parts_found import missing_words
from audits.report_periods import Period, heading, is_for, is_late, last_period
from inspection.openness_values import SubmittedReport
from inspection.types.submitted import HandedInFile

_CITY = "市直"
_HAN = re.compile("[一-鿿]")
# A name of fewer characters (扫描件, 材料) does not say what the file is.
_TELLING = 4


@dataclass(frozen=True)
class Submitted:
    """What looking for a report came to. `period` is the time that it must be for (None: any), `lacking` the parts that
    it does not speak of, `received` the day on which a late one came, `files` what was found for that time; `reason`
    says in Chinese why it cannot be told."""

    state: Literal["found", "missing", "incomplete", "late", "unclear"]
    period: Period | None = None
    lacking: tuple[str, ...] = ()
    received: date | None = None
    reason: str = ""
    files: tuple[HandedInFile, ...] = ()


def reports_of(case: Case, rule: str) -> Iterator[SubmittedReport]:
    """The reports that the pack wants of this district under a rule: those of the city's own bureaus only of them."""
    for one in case.pack.submitted_reports.values():
        of_the_city = (one.who or "").startswith("市") and "区" not in (one.who or "")
        if one.rule == rule and (not of_the_city or case.district.kind == _CITY):
            yield one


def look_for(case: Case, report: SubmittedReport) -> Submitted:
    """Whether the folder holds a report for the last time whose day is over."""
    if not case.handed_in:
        return Submitted("unclear", reason="本区没有报送材料，须向本区核实")
    period = last_period(report, case.as_of)
    since = report.source.valid_from
    if period is not None and since is not None and period.due < since:
        return Submitted("unclear", period, reason="尚未到规定的报送日期")
    found = [file for file in case.handed_in if is_report(file, report)]
    if not found and any(_may_be(file, report) for file in case.handed_in):
        return Submitted("unclear", period, reason="有报送材料看不出内容，须人工查看")
    if not found:
        return Submitted("missing", period)
    if period is None:
        return _complete(report, found, None)
    told = [(file, is_for(file, report, period)) for file in found]
    ours = [file for file, is_one in told if is_one]
    if ours:
        return _complete(report, ours, period)
    unclear = any(is_one is None for _, is_one in told)
    reason = "报送材料的名称和收件登记没有写明是哪一期的，须人工核对"
    return Submitted("unclear", period, reason=reason) if unclear else Submitted("missing", period)


def is_report(file: HandedInFile, report: SubmittedReport) -> bool:
    """Whether a file is called as a report is, by itself, by its folders or by the title inside."""
    folders = PurePosixPath(file.file).parts[2:-1]
    name = fold("".join((*folders, file.title, heading(file))))
    return all(any(fold(word) in name for word in group) for group in report.words)


def _may_be(file: HandedInFile, report: SubmittedReport) -> bool:
    """Whether a file whose words were not read may be a report: its name says part of it, or next to nothing."""
    if file.text or file.pictures:
        return False
    name = fold(file.title)
    said = sum(any(fold(word) in name for word in group) for group in report.words)
    return said > 0 or len(_HAN.findall(name)) < _TELLING


def _complete(report: SubmittedReport, found: list[HandedInFile], period: Period | None) -> Submitted:
    files = tuple(found)
    lacking = [missing_words(report.parts, file.title, file.text) for file in found]
    if report.parts and all(lacking):
        if not all(file.text for file in found):
            reason = "报送材料的正文没有读到，不能认定缺少内容"
            return Submitted("unclear", period, reason=reason, files=files)
        return Submitted("incomplete", period, tuple(sorted(lacking, key=len)[0]), files=files)
    if period is not None and all(is_late(file, period) for file in found):
        came = min(file.received for file in found if file.received)
        return Submitted("late", period, received=came, files=files)
    return Submitted("found", period, files=files)
