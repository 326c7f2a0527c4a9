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
from audits.report_periods import Period, heading, is_for, is_late, last_period, title_lines
from inspection.openness_values import SubmittedReport
from inspection.types.submitted import HandedInFile

_CITY = "市直"
_FOLDER = "submitted/"
_ALL = re.compile("各|部门")
_KIND = re.compile("报告|总结|小结|汇报|情况|自查|自评")
# Signs. A file of pictures whose words are fewer is a scan with a line above it.
_SHORT = 200
_HAN = re.compile("[一-鿿]")
# What scanners, chats and clerks call any file (扫描全能王, 微信图片, 材料上报), and archives, which may hold anything.
_ANY_FILE = re.compile(
    "扫描(?:全能王|件|版|文件)?|微信(?:图片|文件)?|截图|截屏|照片|图片|图像|材料|资料|文件|文档|附件|新建|未命名|上报|报送|提交|"
    "反馈|汇总|打包|压缩包|定稿|终稿|初稿|最终|正式|盖章|签字|电子|纸质|原件|复印件|副本|版|稿"
)
_ARCHIVES = (".zip", ".rar", ".7z", ".tar", ".gz")
# A name of fewer characters does not say what the file is.
_TELLING = 4
IN_A_PICTURE = "报送材料中有图片，所缺内容可能在图片中"


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
    """The reports that the pack wants of this district under a rule: those of the city's own bureaus only of them, one
    of a single bureau only of that."""
    for one in case.pack.submitted_reports.values():
        if one.rule == rule and _is_owed(case, one.who or ""):
            yield one


def _is_owed(case: Case, who: str) -> bool:
    if not who.startswith("市") or "区" in who:
        return True
    return case.district.kind == _CITY and (_ALL.search(who) is not None or who[1:] in case.district.name)


def look_for(case: Case, report: SubmittedReport) -> Submitted:
    """Whether the folder holds a report for the last time whose day is over."""
    if not case.handed_in:
        return Submitted("unclear", reason="本区没有报送材料，须向本区核实")
    period = last_period(report, case.as_of)
    since = report.source.valid_from
    if period is not None and since is not None and period.due < since:
        return Submitted("unclear", period, reason="尚未到规定的报送日期")
    found = [file for file in case.handed_in if is_report(file, report)]
    told = [(file, period is None or is_for(file, report, period)) for file in found]
    ours = [file for file, is_one in told if is_one]
    if ours:
        return _complete(report, ours, period)
    if any(is_one is None for _, is_one in told):
        return Submitted("unclear", period, reason="报送材料的名称和收件登记没有写明是哪一期的，须人工核对")
    if any(_may_be(file, report, period) for file in case.handed_in if file not in found):
        return Submitted("unclear", period, reason="有报送材料看不出内容，须人工查看")
    if holds_sealed(case):
        return Submitted("unclear", period, reason="有报送材料没有读入（可能有密级标志），须人工查看")
    return Submitted("missing", period)


def holds_sealed(case: Case) -> bool:
    """Whether a file was handed in of which nothing was kept, not even its name: one with a classification mark."""
    kept = {file.file for file in case.handed_in}
    return any(one.file.startswith(_FOLDER) and one.file not in kept for one in case.files)


def is_report(file: HandedInFile, report: SubmittedReport) -> bool:
    """Whether a file is called as a report is, by itself, by its folders or by the title inside."""
    folders = PurePosixPath(file.file).parts[2:-1]
    name = fold("".join((*folders, file.title, heading(file))))
    return all(any(fold(word) in name for word in group) for group in report.words)


def says_nothing(file: HandedInFile) -> bool:
    """Whether a file's name does not say what it is."""
    name = _ANY_FILE.sub("", fold(file.title))
    return len(_HAN.findall(name)) < _TELLING or file.file.lower().endswith(_ARCHIVES)


def _may_be(file: HandedInFile, report: SubmittedReport, period: Period | None) -> bool:
    """Whether a file that is not called as a report is may be it: one whose words were not read and whose name says
    part of it, or next to nothing; one that speaks of it under another title."""
    if period is not None and is_for(file, report, period) is False:
        return False
    name = fold(file.title)
    said = any(fold(word) in name for group in report.words for word in group)
    if not file.text or (file.pictures and len(file.text) < _SHORT):
        return said or says_nothing(file)
    if said and _KIND.search(name):
        return True
    if says_nothing(file) and report.parts and not missing_words(report.parts, file.text):
        return True
    places = [file.text] if says_nothing(file) else title_lines(file.text)
    return any(all(any(fold(word) in line for word in group) for group in report.words) for line in map(fold, places))


def _complete(report: SubmittedReport, found: list[HandedInFile], period: Period | None) -> Submitted:
    files = tuple(found)
    lacking = [missing_words(report.parts, file.title, file.text) for file in found]
    if report.parts and all(lacking):
        if not all(file.text for file in found):
            reason = "报送材料的正文没有读到，不能认定缺少内容"
            return Submitted("unclear", period, reason=reason, files=files)
        if any(file.pictures for file in found):
            return Submitted("unclear", period, reason=IN_A_PICTURE, files=files)
        return Submitted("incomplete", period, tuple(sorted(lacking, key=len)[0]), files=files)
    if period is not None and all(is_late(file, period) for file in found):
        came = min(file.received for file in found if file.received)
        return Submitted("late", period, received=came, files=files)
    return Submitted("found", period, files=files)
