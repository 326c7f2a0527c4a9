"""B02: an entry that nothing answers."""

from collections.abc import Iterator

from audits.case import Case
from audits.rule import Answer, Wording, fail, passed, rule, unknown

_DUE = ("standing", "periodic", "event")


@rule(
    "B02",
    name="事项未公开",
    severity=2,
    mode="A",
    subject="entry",
    wordings={
        "no_column": Wording(
            "{unit}{domain}领域“{item}”未设置栏目",
            "请设置栏目公开该事项信息，或链接至已公开页面，并反馈链接",
        ),
        "not_found": Wording(
            "{unit}{domain}领域“{item}”截至{as_of}未查找到相关信息",
            "请在“{column}”加载该事项信息，或链接至已公开页面，并反馈链接",
        ),
        "event": Wording(
            "{unit}{domain}领域“{item}”截至{as_of}未查找到相关信息",
            "请提供链接，或说明本期未发生",
        ),
    },
)
def missing(case: Case) -> Iterator[Answer]:
    """标准目录中应主动公开的事项，在政府门户网站逐项公开，有栏目、有内容。

    为什么: 目录中的事项查不到，群众就无从知晓，目录也就落空。
    怎样整改: 在相应栏目加载信息，或链接至已公开页面；由事件产生的事项本期未发生的，作出说明。
    依据: 中华人民共和国政府信息公开条例第十九条、第二十条、第二十一条；国办发〔2019〕54号。
    """
    for entry in case.coverage:
        if entry.trigger not in _DUE or entry.state in ("waived", "not_due", "not_applicable"):
            continue
        if entry.state == "unverifiable":
            yield unknown(entry, entry.reason or "采集不完整，无法核验")
        elif entry.state == "withdrawn":
            yield unknown(entry, "以前公开过，现已撤下，可能依法撤下")
        elif entry.state != "missing":
            yield passed(entry)
        else:
            columns = [case.column_by_id[c] for c in entry.columns if c in case.column_by_id]
            yield fail(
                entry,
                "event" if entry.trigger == "event" else "not_found" if columns else "no_column",
                suspected=entry.trigger == "event",
                listings=entry.listings,
                unit=case.unit_of(entry) or case.district.name,
                domain=entry.domain,
                item="—".join(name for name in (entry.level1, entry.level2) if name) or entry.domain,
                as_of=case.as_of,
                column=columns[0].path if columns else None,
            )
