"""K01: a kind of place whose openness corner (政务公开专区) no photograph shows."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import PurePosixPath

from audits.case import Case
from audits.names import fold
from audits.report_periods import Period, is_for, last_period
from audits.rule import Answer, Wording, fail, passed, rule, unknown
from audits.subjects import DistrictAsWhole
from audits.submitted_reports import holds_sealed, is_report, reports_of
from inspection.openness_values import SubmittedReport
from inspection.types.submitted import HandedInFile


@dataclass(frozen=True)
class _Photos:
    """The pictures that were handed in for a place; `sure`: nothing that came could hold more of them; `apart`: files
    or folders named for the place hold them, not one report on several."""

    pictures: frozenset[str]
    sure: bool
    apart: bool


@rule(
    "K01",
    name="政务公开专区现场图片不全",
    severity=4,
    mode="C",
    subject="district",
    wordings={
        "missing": Wording("未收到{district}{item}政务公开专区的现场图片", "请补报；尚未设置的，请说明"),
        "reused": Wording("{district}报送的{item}政务公开专区图片与往年报送的相同", "请补报现场图片"),
        "same": Wording("{district}报送的{item}政务公开专区图片与{other}的相同", "请核实并补报现场图片"),
    },
)
def corner_photos(case: Case) -> Iterator[Answer]:
    """在政务服务大厅、便民服务中心、图书馆、档案馆等场所设置政务公开专区，每类场所报送现场图片。只在检查口径列明须报送时核对。

    为什么: 不上网的群众，到专区也能查到、问到。
    怎样整改: 补报现场图片，图片名称或者所在文件夹写明场所；尚未设置的，说明情况。
    依据: 国办发〔2019〕54号；所用检查口径的规定。
    """
    for report in reports_of(case, "K01"):
        period = last_period(report, case.as_of)
        photos = {place: _photos(case, report, period, words) for place, words in report.parts.items()}
        for place in report.parts:
            yield _judge(case, report, period, place, photos)


def _judge(
    case: Case, report: SubmittedReport, period: Period | None, place: str, photos: dict[str, _Photos]
) -> Answer:
    subject, own = DistrictAsWhole(case.district.name, f"{report.name}：{place}"), photos[place]
    since = report.source.valid_from
    if not case.handed_in:
        return unknown(subject, "本区没有报送材料，须向本区核实")
    if period is not None and since is not None and period.due < since:
        return unknown(subject, "尚未到规定的报送日期")
    old = own.pictures & set(case.earlier_pictures) if period is not None else frozenset()
    others = [name for name, one in photos.items() if name != place and own.pictures and own.pictures == one.pictures]
    fresh = own.pictures - old
    district, clause = case.district.name, report.source.clause
    # Several pictures of one report that names several places may be one of each.
    if fresh and (not others or len(fresh) > len(others)):
        return passed(subject)
    if not own.sure or holds_sealed(case):
        return unknown(subject, "报送的材料中可能有图片没有读到，须人工查看")
    if old and not fresh:
        return fail(subject, "reused", suspected=True, clause=clause, district=district, item=place)
    if fresh and not own.apart:
        return unknown(subject, "一份材料写了多个场所，图片属于哪一处须人工查看")
    if fresh:
        other = "、".join(others)
        return fail(subject, "same", suspected=True, clause=clause, district=district, item=place, other=other)
    return fail(subject, "missing", suspected=True, clause=clause, district=district, item=place)


def _photos(case: Case, report: SubmittedReport, period: Period | None, words: tuple[str, ...]) -> _Photos:
    found: set[str] = set()
    sure = apart = True
    for file in case.handed_in:
        named = _names(file, words)
        told = named or (is_report(file, report) and any(fold(word) in fold(file.text) for word in words))
        if not _is_of_time(file, report, period):
            continue
        if file.pictures and told:
            found |= set(file.pictures)
            apart = apart and named
        elif (named or is_report(file, report)) and not _is_looked_through(file):
            sure = False
        elif (file.pictures or not file.text) and not _says_a_place(file, report):
            # A picture that does not say what it shows, an archive that was not opened.
            sure = False
    return _Photos(frozenset(found), sure, apart)


def _is_looked_through(file: HandedInFile) -> bool:
    """Whether all pictures that a file may hold were seen: of a picture itself, and of what could be opened."""
    opened = bool(file.text) and file.file.lower().endswith((".docx", ".xlsx", ".txt", ".csv"))
    return bool(file.pictures) or opened


def _says_a_place(file: HandedInFile, report: SubmittedReport) -> bool:
    return any(_names(file, words) or any(fold(word) in fold(file.text) for word in words)
               for words in report.parts.values())  # fmt: skip


def _names(file: HandedInFile, words: tuple[str, ...]) -> bool:
    """Whether a file's name, or that of a folder below the district's, names a place."""
    below = fold("".join(PurePosixPath(file.file).parts[2:]) + file.title)
    return any(fold(word) in below for word in words)


def _is_of_time(file: HandedInFile, report: SubmittedReport, period: Period | None) -> bool:
    """Whether nothing says that a file is of another year."""
    if period is None:
        return True
    path = " ".join((*PurePosixPath(file.file).parts[2:-1], file.title))
    return is_for(replace(file, title=path), report, period) is not False
