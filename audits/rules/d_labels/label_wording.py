"""D02: an openness label that is not worded as the province prescribes, on the web or as a register quotes it."""

import re
from collections.abc import Iterator

from audits.case import Case
from audits.documents import discreet, documents_of, each_once, shown_name, unbracketed
from audits.labels import is_official, stated_labels
from audits.rule import Answer, Wording, fail, passed, rule, unknown
from inspection.label_values import LabelSet
from inspection.types.portal import Page
from inspection.types.submitted import RegisterRow

# What a document says of itself. 主动公开 in a register is the name of an attribute, not the wording of a label.
_QUOTED = re.compile("(?:此|本)(?:件|文)")


@rule(
    "D02",
    name="公开属性表述不规范",
    severity=4,
    mode="A",
    subject="page",
    yields_to=("D03",),
    wordings={
        "wording": Wording(
            "《{title}》公开属性标注为“{label}”，表述不规范",
            "请规范为“{prescribed}”",
        ),
        "register": Wording(
            "公文公开属性登记表载明{document}标注为“{label}”，表述不规范",
            "请规范为“{prescribed}”",
        ),
    },
)
def label_wording(case: Case) -> Iterator[Answer]:
    """公文公开属性按规定用语标注。

    为什么: 用语统一，公开属性才不会被误解。
    怎样整改: 今后按规定用语标注；网上文本与原件不一致的，先核对原件。
    依据: 国办发〔2019〕54号；所用检查口径的规定。
    """
    labels = case.pack.labels
    if labels is None:
        return
    for page in case.judged_pages():
        if is_official(case, page) and case.is_own(page):
            yield from _of_page(case, labels, page)
    yield from _of_register(case, labels)


def _of_page(case: Case, labels: LabelSet, page: Page) -> Iterator[Answer]:
    """What stands on the document itself; a header is no wording of the document."""
    stated = stated_labels(case, page)
    printed = [one for one in stated if one.printed]
    if not stated:
        return
    if not printed:
        yield unknown(page, "标注只见于网页元数据，不是公文上的用语")
        return
    if any(case.pack.label_allowed(one.text) for one in printed):
        yield passed(page)
        return
    first, kinds = printed[0], {one.kind for one in printed}
    if None in kinds or "删减" in first.text:
        yield unknown(page, "标注的公开属性无法辨认")
    elif len(kinds) > 1:
        yield unknown(page, "页面和附件上的标注不一致，须核对原件")
    elif first.kind == "public":
        yield fail(
            page,
            "wording",
            clause=labels.source.clause,
            title=case.title_of(page),
            label=unbracketed(first.text),
            prescribed=case.pack.prescribed_label("public"),
        )


def _of_register(case: Case, labels: LabelSet) -> Iterator[Answer]:
    """The wordings that a register quotes, of documents whose label was not seen on the web."""
    register = each_once(case.register)
    rows = documents_of(case).rows_of_pages(register)
    seen = {id(row) for url, row in rows.items() if stated_labels(case, case.page_by_url[url])}
    for row in register:
        label = _quoted(row)
        if label is None or id(row) in seen or "删减" in label:
            continue
        kind = case.pack.label_kind(label)
        if case.pack.label_allowed(label):
            yield passed(discreet(row))
        elif kind is None:
            yield unknown(discreet(row), "登记表所载标注的公开属性无法辨认")
        else:
            yield fail(
                discreet(row),
                "register",
                clause=labels.source.clause,
                document=shown_name(row),
                label=unbracketed(label),
                prescribed=case.pack.prescribed_label(kind),
            )


def _quoted(row: RegisterRow) -> str | None:
    """The wording of the label as a register quotes it."""
    return next((text for text in (row.original, row.label) if text and _QUOTED.search(text)), None)
