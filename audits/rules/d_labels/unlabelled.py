"""D01: an official document whose text on the web shows no openness label."""

import re
from collections.abc import Iterator
from datetime import date

from audits.case import Case
from audits.page_dates import formations, number_year, publications
from audits.rule import Answer, Wording, fail, passed, rule, unknown
from inspection.rule_values import LabelDuty
from inspection.types.portal import Page

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
    },
)
def unlabelled(case: Case) -> Iterator[Answer]:
    """印发公文时明确标注公开属性；网上文本未见标注的，以原件为准。

    为什么: 公开属性从源头确定，哪些公文应当公开才有据可查。
    怎样整改: 核对原件；原件已标注的，使网上文本与原件一致；未标注的，补充标注并完善审核。
    依据: 国办发〔2019〕54号；所用检查口径的规定。
    """
    duty = case.pack.label_duty
    if duty is None:
        return
    for page in case.judged_pages():
        if not page.official or not case.is_own(page) or _is_exempt(page, duty):
            continue
        made = _made_on(page)
        if page.label:
            yield passed(page)
        elif (number_year(page.doc_number) or duty.labels_from.year) < duty.labels_from.year:
            continue
        elif made is None:
            yield unknown(page, "成文日期无法判读，不能确定是否已有标注要求")
        elif made >= duty.labels_from:
            if page.attachments and page.body_chars < case.pack.body_text.min_chars:
                yield unknown(page, "公文正文在附件中，附件文字尚未核验")
            else:
                yield fail(
                    page,
                    "unlabelled",
                    suspected=True,
                    clause=duty.source.clause,
                    title=case.title_of(page),
                    number=page.doc_number or "无文号",
                )


def _is_exempt(page: Page, duty: LabelDuty) -> bool:
    """Announcements, orders and forwarded documents bear no label."""
    title = _NUMBERED.sub("", re.sub(r"\s", "", page.title or ""))
    if title.endswith(duty.exempt_titles) or any(word in (page.doc_number or "") for word in duty.exempt_numbers):
        return True
    return duty.exempt_forwarded and (page.forwarded or "转发" in title or "转载" in title)


def _made_on(page: Page) -> date | None:
    """The earliest day that the document can be of: written, else published."""
    days = formations(page) or publications(page)
    return days[0] if days else None
