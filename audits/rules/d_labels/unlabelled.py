"""D01: an official document that shows no openness label, on the web or by the register that was handed in."""

import re
from collections.abc import Iterator
from datetime import date

from audits.case import Case
from audits.documents import carries_label, discreet, documents_of, each_once, shown_name
from audits.labels import is_of_party, is_official, settles_one_case, stated_labels, unread_original
from audits.names import is_foreign
from audits.page_dates import formations, number_year, publications
from audits.rule import Answer, Wording, fail, passed, rule, unknown
from inspection.label_values import LabelDuty
from inspection.types.portal import Page
from inspection.types.submitted import RegisterRow

# What may follow the kind of document at the end of a title: 公告（第2号）, 令第5号, 通告〔2026〕3号, 公告》.
_NUMBERED = re.compile(r"(?:第?[\d一二三四五六七八九十〇○]+号|[（(〔\[][^）)〕\]]*[）)〕\]]|[》”])+$")


@rule(
    "D01",
    name="未标注公开属性",
    severity=2,
    mode="A",
    subject="page",
    yields_to=("B04", "B10", "D02", "D03"),
    wordings={
        "unlabelled": Wording(
            "《{title}》（{number}）网上文本未见公开属性标注，请核对原件",
            "请核对原件；原件未标注的，补充标注并完善公文公开属性审核",
        ),
        "original": Wording(
            "《{title}》（{number}）未标注公开属性，公文公开属性登记表载明原件未标注",
            "请补充标注并完善公文公开属性审核",
        ),
        "undetermined": Wording(
            "《{title}》（{number}）未标注公开属性，公文公开属性登记表中也未填写公开属性",
            "请确定公开属性，补充标注并完善公文公开属性审核",
        ),
        "registered": Wording(
            "公文公开属性登记表载明{document}原件未标注公开属性",
            "请补充标注并完善公文公开属性审核",
        ),
        "blank": Wording(
            "公文公开属性登记表中{document}未填写公开属性",
            "请确定公开属性并在原件和登记表中标明",
        ),
    },
)
def unlabelled(case: Case) -> Iterator[Answer]:
    """印发公文时明确标注公开属性；网上文本未见标注的，以原件和公文公开属性登记为准。

    为什么: 公开属性从源头确定，哪些公文应当公开才有据可查。
    怎样整改: 核对原件；原件已标注的，使网上文本与原件一致；未标注的，补充标注并完善审核。
    依据: 国办发〔2019〕54号；所用检查口径的规定。
    """
    duty = case.pack.label_duty
    if duty is None:
        return
    documents = documents_of(case)
    register = each_once(case.register)
    rows = documents.rows_of_pages(register)
    for page in case.judged_pages():
        row = rows.get(page.url)
        if (row or is_official(case, page)) and case.is_own(page) and not _is_exempt(case, page, duty):
            yield from _of_page(case, duty, page, row)
    shown = {id(row) for row in rows.values()}
    for row in register:
        if id(row) not in shown:
            yield from _of_row(case, duty, row)


def _of_page(case: Case, duty: LabelDuty, page: Page, row: RegisterRow | None) -> Iterator[Answer]:
    made = _made_on(page) or (row.written if row else None)
    wording = _says_nothing(row) if row else None
    if stated_labels(case, page):
        yield passed(page)
    elif (number_year(page.doc_number) or duty.labels_from.year) < duty.labels_from.year:
        return
    elif made is None:
        yield unknown(page, "成文日期无法判读，不能确定是否已有标注要求")
    elif made < duty.labels_from:
        return
    elif row is not None and wording is None and (row.label or carries_label(row)):
        # The register stands for the document itself.
        yield passed(page)
    elif wording is None and unread_original(case, page):
        yield unknown(page, "公文正文在附件中，附件文字未能读取")
    else:
        yield fail(
            page,
            {"registered": "original", "blank": "undetermined"}.get(wording or "", "unlabelled"),
            suspected=wording is None,
            clause=duty.source.clause,
            title=case.title_of(page),
            number=page.doc_number or "无文号",
        )


def _of_row(case: Case, duty: LabelDuty, row: RegisterRow) -> Iterator[Answer]:
    """What the register says of a document that was not met on the portal."""
    wording = _says_nothing(row)
    title = row.title or ""
    foreign = is_foreign(row.unit, case.units, case.district.name, case.office.region, case.as_of)
    if foreign or _is_of_exempt_kind(case, title, row.number) or _needs_none(title, row.number, duty):
        return
    if duty.exempt_forwarded and "转发" in title:
        return
    if row.written is None and number_year(row.number) is None:
        if wording is not None:
            yield unknown(discreet(row), "登记表未写明成文日期，不能确定是否已有标注要求")
        return
    year = row.written.year if row.written else number_year(row.number) or 0
    if year < duty.labels_from.year or (row.written and not duty.labels_from <= row.written <= case.as_of):
        return
    if row.written is None and year == duty.labels_from.year:
        return
    if wording is None:
        yield passed(discreet(row))
    else:
        yield fail(discreet(row), wording, clause=duty.source.clause, document=shown_name(row))


def _says_nothing(row: RegisterRow) -> str | None:
    """How a register row says that a document has no label; None where it has one, or the register lacks the column."""
    if carries_label(row) is False:
        return "registered"
    return "blank" if "label" in row.fields and not row.label and carries_label(row) is None else None


def _is_of_exempt_kind(case: Case, title: str, number: str | None) -> bool:
    return settles_one_case(case, title, number) or is_of_party(case, number)


def _is_exempt(case: Case, page: Page, duty: LabelDuty) -> bool:
    """Announcements, orders, papers of one case, documents of the Party and forwarded ones bear no label."""
    title = page.title or ""
    if _is_of_exempt_kind(case, title, page.doc_number) or _needs_none(title, page.doc_number, duty):
        return True
    return duty.exempt_forwarded and (page.forwarded or "转发" in title or "转载" in title)


def _needs_none(title: str, number: str | None, duty: LabelDuty) -> bool:
    bare = _NUMBERED.sub("", re.sub(r"\s", "", title))
    return bare.endswith(duty.exempt_titles) or any(word in (number or "") for word in duty.exempt_numbers)


def _made_on(page: Page) -> date | None:
    """The earliest day that the document can be of: written, else published."""
    days = formations(page) or publications(page)
    return days[0] if days else None
