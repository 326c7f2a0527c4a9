"""E05: the list of the documents in force, and the yearly result of cleaning them up."""

from collections.abc import Iterator

from audits.case import Case
from audits.rule import Answer, Wording, fail, passed, rule, unknown
from audits.site_documents import Sought, seek, wanted
from audits.subjects import DistrictAsWhole

_DEMAND = "请公开{names}；已公开的，请提供链接"


@rule(
    "E05",
    name="规范性文件目录、清理结果未公开",
    severity=3,
    mode="A",
    subject="district",
    wordings={
        "missing": Wording("截至{as_of}，未查找到{district}{names}", _DEMAND),
        "yearly": Wording("截至{as_of}，未查找到{district}{year}年度{names}", _DEMAND),
        "old": Wording("{district}{names}最近一次公布于{newest}，未按期更新", "请更新{names}；已更新的，请提供链接"),
    },
)
def valid_list_public(case: Case) -> Iterator[Answer]:
    """集中公开现行有效的规范性文件目录（汇编），每年清理并公开清理结果。

    为什么: 群众和企业要查得到哪些文件管用、哪些已经作废。
    怎样整改: 公开现行有效文件目录和当年清理结果。
    依据: 国办发〔2019〕54号；所用检查口径的规定。
    """
    for document in wanted(case, "E05"):
        subject = DistrictAsWhole(case.district.name, document.name)
        sought = seek(case, document)
        if sought.state == "found":
            yield passed(subject)
        elif sought.state == "unclear":
            yield unknown(subject, sought.reason)
        else:
            yield fail(
                subject,
                _wording(sought),
                suspected=True,
                listings=tuple(listing.id for listing in case.listings),
                clause=document.source.clause,
                as_of=case.as_of,
                district=case.district.name,
                year=sought.year,
                names=document.name,
                newest=sought.day,
            )


def _wording(sought: Sought) -> str:
    if sought.year is not None:
        return "yearly"
    return "old" if sought.state == "old" else "missing"
