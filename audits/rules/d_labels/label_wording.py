"""D02: an openness label that is not worded as the province prescribes."""

from collections.abc import Iterator

from audits.case import Case
from audits.rule import Answer, Wording, fail, passed, rule, unknown


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
        if not page.label or not page.official or not case.is_own(page):
            continue
        kind = case.pack.label_kind(page.label)
        if page.sources.get("label", "text") != "text":
            yield unknown(page, "标注只见于网页元数据，不是公文上的用语")
        elif case.pack.label_allowed(page.label):
            yield passed(page)
        elif kind is None or "删减" in page.label:
            yield unknown(page, "标注的公开属性无法辨认")
        elif kind == "public":
            prescribed = case.pack.prescribed_label(kind)
            yield fail(
                page,
                "wording",
                clause=labels.source.clause,
                title=case.title_of(page),
                label=_plain(page.label),
                prescribed=prescribed,
            )


def _plain(label: str) -> str:
    """The label without the brackets of its place in the document."""
    return label.strip().strip("（）()【】[]〔〕").strip()
