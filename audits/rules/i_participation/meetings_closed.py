"""I05: a district that publishes nothing of its government's meetings."""

from collections.abc import Iterator
from datetime import date

from audits.case import Case
from audits.names import fold
from audits.rule import Answer, Wording, fail, passed, rule, unknown
from audits.searched import naming, searched_among, unread_among
from audits.subjects import DistrictAsWhole
from inspection.openness_values import PartList
from inspection.workdays import months_after

# Without a column for them, meetings may be told of in the news, in many words that no title shows.
_PLACES = naming("会议", "常务会")


@rule(
    "I05",
    name="政府会议未公开",
    severity=4,
    mode="B",
    subject="district",
    wordings={
        "none": Wording(
            "截至{as_of}，未查找到{district}{start}以来的政府会议信息",
            "请公开政府常务会议等会议信息；已公开的，请提供链接",
        ),
        "alone": Wording(
            "{district}{start}以来公开的政府会议信息，均未提到利益相关方、群众代表、专家、媒体等列席",
            "建议按制度邀请有关方面列席涉及民生事项的会议，并在会议信息中写明",
        ),
    },
)
def meetings_closed(case: Case) -> Iterator[Answer]:
    """公开政府会议信息，涉及重大民生事项的会议邀请利益相关方、群众代表、专家、媒体等列席。

    为什么: 决策过程看得见，群众才信得过。
    怎样整改: 公开会议信息；有人列席的，在会议信息中写明。
    依据: 国办发〔2019〕54号（八）；所用检查口径的规定。
    """
    parts = case.pack.part_lists.get("meeting")
    if parts is not None:
        yield _judge(case, parts)


def _judge(case: Case, parts: PartList) -> Answer:
    district = DistrictAsWhole(case.district.name)
    since = min(date(case.as_of.year, 1, 1), months_after(case.as_of, -case.pack.periods["half_year"].n))
    words = [fold(word) for word in parts.titles]
    pages = [page for page in case.judged_pages() if any(word in fold(case.title_of(page)) for word in words)]
    recent = [
        page for page in pages if any(day and since <= day <= case.as_of for day in (page.published, page.written))
    ]
    listed = any(
        item.published and since <= item.published <= case.as_of and any(word in fold(item.title) for word in words)
        for item in case.items
    )
    if not recent and not listed:
        if any(page.published is None and page.written is None for page in pages):
            return unknown(district, "有会议信息没有可判读的日期")
        if not any(_PLACES(column) for column in case.columns):
            return unknown(district, "没有政府会议栏目，会议信息可能在其他栏目公开，须人工核对")
        if unread_among(case, _PLACES):
            return unknown(district, "可能公开会议信息的栏目没有全部读完，不能认定未公开")
        return _fault(case, parts, district, "none", since)
    told = [word for words in parts.parts.values() for word in words]
    if not recent:
        return unknown(district, "会议信息的正文没有读到")
    if any(word in case.text_of(page) for page in recent for word in told):
        return passed(district)
    if listed and any(not case.text_of(page).strip() for page in recent):
        return unknown(district, "会议信息的正文没有全部读到")
    return _fault(case, parts, district, "alone", since)


def _fault(case: Case, parts: PartList, district: DistrictAsWhole, wording: str, since: date) -> Answer:
    return fail(
        district,
        wording,
        suspected=True,
        listings=searched_among(case, _PLACES),
        clause=parts.source.clause,
        as_of=case.as_of,
        district=case.district.name,
        start=since,
    )
