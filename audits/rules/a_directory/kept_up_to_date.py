"""A19: a directory that was not revised although there was cause."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from audits.case import Case
from audits.cited_texts import repealed_in
from audits.publishing_bodies import abolished_body
from audits.rule import Answer, Wording, fail, passed, rule, unknown
from audits.subjects import DistrictAsWhole
from inspection.types.directory import DirectoryTable, Entry

_DAY = re.compile(r"(20[12]\d)[年.\-_/]?(0?[1-9]|1[0-2])[月.\-_/]?(0[1-9]|[12]\d|3[01]|[1-9](?!\d))日?")
_YEAR = re.compile(r"(?<!\d)(20[12]\d)(?=年|版|修订|[^\d]|$)")
# The year in the number of a document that a title names is not the directory's.
_NUMBER = re.compile(r"[〔\[(（]20\d\d[〕\])）]\d+号")
_FEW = 5


@dataclass(frozen=True)
class _Version:
    """The latest day that a table's title or file may mean, and how it says so."""

    day: date
    printed: str


@rule(
    "A19",
    name="标准目录未动态调整",
    severity=3,
    mode="B",
    subject="district",
    files_alone=True,
    wordings={
        "stale": Wording("{district}目录自{start}起未更新，其间{reason}", "请开展目录动态调整，并公布调整情况"),
        "stale_some": Wording(
            "{district}{names}领域目录自{start}起未更新，其间{reason}", "请开展目录动态调整，并公布调整情况"
        ),
    },
)
def kept_up_to_date(case: Case) -> Iterator[Answer]:
    """标准目录动态调整：机构、依据已经变化的，一年之内相应调整；新出台指引的领域另项检查。

    为什么: 目录跟不上机构和法规的变化，照着目录就找错了部门、引错了依据。
    怎样整改: 对照现行机构、法规和指引修订目录，注明版本日期并公布调整情况。
    依据: 国办发〔2019〕54号。
    """
    form = case.pack.directory_form
    if form is None:
        return
    district = DistrictAsWhole(case.district.name)
    dated = [(table, version) for table in case.directory.tables if (version := _version(table)) is not None]
    if not dated:
        yield unknown(district, "目录的标题和文件名没有版本日期")
        return
    stale = {
        (table, version): found
        for table, version in dated
        if _months_on(version.day, form.review_months) < case.as_of
        and (found := list(_causes(case, table, version.day)))
    }
    if not stale:
        yield passed(district)
        return
    reasons = dict.fromkeys(reason for found in stale.values() for reason in found)
    oldest = min((version for _, version in stale), key=lambda version: version.day)
    domains = list(dict.fromkeys(table.domain for table, _ in stale if table.domain))
    newer = any(version.day > max(one.day for _, one in stale) for _, version in dated)
    yield fail(
        district, "stale_some" if newer and domains else "stale", suspected=True,
        district=case.district.name, start=oldest.printed,
        names=_few(domains, "个"), reason=_few(list(reasons), "项变化"),
    )  # fmt: skip


def _few(names: list[str], counted: str) -> str:
    """Names joined; of many the first few, with how many there are and what they are counted as."""
    return "、".join(names) if len(names) <= _FEW else f"{'、'.join(names[:_FEW])}等{len(names)}{counted}"


def _version(table: DirectoryTable) -> _Version | None:
    """The newest date that a table's title, sheet or file name gives; a year alone means its last day."""
    found: list[_Version] = []
    for text in (table.title, table.sheet, table.file.rpartition("/")[2]):
        bare = _NUMBER.sub("", text or "")
        for year, month, day in _DAY.findall(bare):
            try:
                whole = date(int(year), int(month), int(day))
            except ValueError:
                continue
            found.append(_Version(whole, f"{whole.year}年{whole.month}月{whole.day}日"))
        if not found:
            found += [_Version(date(int(year), 12, 31), f"{year}年") for year in _YEAR.findall(bare)]
    return max(found, key=lambda version: version.day, default=None)


def _causes(case: Case, table: DirectoryTable, since: date) -> Iterator[str]:
    """What the rows of a table still name although it was changed after their version."""
    rows: tuple[Entry, ...] = case.directory.rows_of_table.get((table.file, table.sheet, table.domain or ""), ())
    for row in rows:
        for name in row.publisher:
            body = abolished_body(name, case.pack, case.as_of, case.district.name)
            if body is not None and body.since > since:
                yield f"{name}已不再设立"
        for word, text in repealed_in(row.basis, case.pack, case.as_of):
            if text.since > since:
                yield f"“{word}”已修订或废止"


def _months_on(day: date, months: int) -> date:
    """The day some months later; the month's 28th for days that not every month has."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, 28))
