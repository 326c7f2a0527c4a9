"""I05: a district that publishes nothing of its government's meetings."""

from collections.abc import Iterator
from datetime import date

from audits.case import Case
from audits.parts_found import is_of, unread_beside, whole_text
from audits.rule import Answer, Wording, fail, passed, rule, unknown
from audits.searched import leads_away, naming, searched_among, unread_among
from audits.site_documents import is_city_bureau
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
    if parts is not None and not is_city_bureau(case):
        yield _judge(case, parts)


def _judge(case: Case, parts: PartList) -> Answer:
    district = DistrictAsWhole(case.district.name)
    since = min(date(case.as_of.year, 1, 1), months_after(case.as_of, -case.pack.periods["half_year"].n))
    pages = [page for page in case.judged_pages() if is_of(parts, case.title_of(page))]
    recent = [
        page for page in pages if any(day and since <= day <= case.as_of for day in (page.published, page.written))
    ]
    listed = {
        item.url
        for item in case.items
        if item.published and since <= item.published <= case.as_of and is_of(parts, item.title)
    }
    if not recent and not listed:
        if any(page.published is None and page.written is None for page in pages):
            return unknown(district, "有会议信息没有可判读的日期")
        if not any(_PLACES(column) for column in case.columns):
            return unknown(district, "没有政府会议栏目，会议信息可能在其他栏目公开，须人工核对")
        if leads_away(case, "会议", "常务会"):
            return unknown(district, "政府会议栏目链接到其他网站，没有采集")
        if unread_among(case, _PLACES):
            return unknown(district, "可能公开会议信息的栏目没有全部读完，不能认定未公开")
        return _fault(case, parts, district, "none", since)
    if not recent:
        return unknown(district, "会议信息的正文没有读到")
    told = [word for words in parts.parts.values() for word in words]
    if any(word in whole_text(case, page) for page in recent for word in told):
        return passed(district)
    own = [page for page in recent if case.is_own(page)]
    if not own:
        return unknown(district, "只见到转载的会议信息，本级的会议信息可能在其他栏目公开")
    unread = listed - {page.url for page in case.judged_pages()}
    if unread or any(unread_beside(case, page) or not case.text_of(page).strip() for page in own):
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
