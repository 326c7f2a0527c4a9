"""K05: a town's list of what its villages make public is not on the portal."""

from collections.abc import Iterator
from urllib.parse import urlsplit

from audits.case import Case
from audits.documents import documents_of
from audits.front_page import front_links, front_page_unread
from audits.names import fold
from audits.published_directories import listings_searched
from audits.rule import Answer, Wording, fail, passed, rule, unknown
from audits.subjects import DistrictAsWhole
from inspection.openness_values import SiteDocument
from inspection.types.judgement import Unit

_TOWN = "镇街"
_GONE = ("gone", "soft_404")
_SHORTEST = 2


@rule(
    "K05",
    name="村（居）务公开事项清单未公开",
    severity=4,
    mode="A",
    subject="district",
    wordings={
        "missing": Wording(
            "截至{as_of}，未查找到{town}公开的{names}",
            "请指导编制并公开；已公开的，请提供链接",
        ),
    },
)
def village_list_public(case: Case) -> Iterator[Answer]:
    """指导村（居）民委员会编制村（居）务公开事项清单，并予公开。

    为什么: 村里公开什么，先列清单，村民才好对照。
    怎样整改: 指导编制并公开；已公开的，提供链接。
    依据: 国办发〔2019〕54号；所用检查口径的规定。
    """
    for document in case.pack.site_documents.values():
        if document.rule == "K05" and document.who == "towns":
            yield from _towns(case, document)


def _towns(case: Case, document: SiteDocument) -> Iterator[Answer]:
    towns = [unit for unit in case.units if unit.kind == _TOWN and _exists(case, unit)]
    whole = DistrictAsWhole(case.district.name, document.name)
    if not towns:
        yield unknown(whole, "单位名录（units.csv）中没有镇街，不能逐一查找")
        return
    shown = [text for text in _shown(case) if _is(text, document)]
    names = {unit.name: _called(case, unit) for unit in towns}
    others = [text for text in shown if not any(name in text for known in names.values() for name in known)]
    unread = documents_of(case).unread_lists()
    for unit in towns:
        subject = DistrictAsWhole(case.district.name, f"{unit.name}{document.name}", unit.name)
        if any(name in text for text in shown for name in names[unit.name]):
            yield passed(subject)
        elif others:
            yield unknown(subject, "查到没有写明镇街的清单，可能为全区统一的清单")
        elif _is_elsewhere(case, document, names[unit.name]):
            yield unknown(subject, "镇街或者村（居）务公开的内容在其他网站，没有采集")
        elif unread:
            yield unknown(subject, "门户的列表没有全部读完，不能认定未公开")
        elif reason := front_page_unread(case):
            yield unknown(subject, reason)
        else:
            yield fail(
                subject,
                "missing",
                suspected=True,
                listings=listings_searched(case),
                clause=document.source.clause,
                as_of=case.as_of,
                town=unit.name,
                names=document.name,
            )


def _exists(case: Case, unit: Unit) -> bool:
    return (unit.since is None or unit.since <= case.as_of) and (unit.until is None or case.as_of <= unit.until)


def _called(case: Case, unit: Unit) -> tuple[str, ...]:
    """What a town is called in titles and names of columns, folded: 望湖街道办事处 is 望湖街道."""
    names = [unit.name, unit.short or "", unit.name.removeprefix(case.district.name)]
    bare = [name.removesuffix("办事处").removesuffix("人民政府") for name in names]
    return tuple(dict.fromkeys(fold(name) for name in bare if len(fold(name)) > _SHORTEST))


def _shown(case: Case) -> Iterator[str]:
    """Every title, folded, with the names of the columns that it stands in and its publisher."""
    for page in case.pages:
        if page.state not in _GONE:
            files = (file.name for file in case.attachments_of.get(page.url, ()))
            yield fold("".join((*page.column, page.publisher or "", case.title_of(page), *files)))
    for item in case.items:
        column = case.column_by_id.get(item.column)
        yield fold("".join((*(column.path if column else ()), item.title)))
    yield from (fold(link.text) for link in front_links(case))
    yield from (fold("".join(column.path)) for column in case.columns)


def _is(text: str, document: SiteDocument) -> bool:
    if any(fold(word) in text for word in document.never):
        return False
    return all(any(fold(word) in text for word in group) for group in document.words)


def _is_elsewhere(case: Case, document: SiteDocument, names: tuple[str, ...]) -> bool:
    """Whether a column or the front page leads to another site for a town, or for what villages make public."""
    subject = tuple(fold(word) for word in (*names, *(document.words[0] if document.words else ())))
    read = {urlsplit(portal.url).hostname for portal in case.district.portals}
    links = [("".join(column.path), column.url) for column in case.columns if column.kind == "link_out"]
    links += [(link.text, link.url) for link in front_links(case)]
    return any(
        urlsplit(url).hostname not in read and any(word in fold(name) for word in subject) for name, url in links
    )
