"""A07: the header of a domain's table departs from the national guide's."""

import re
from collections.abc import Iterator

from audits.case import Case
from audits.directory_case import has_column
from audits.rule import Answer, Wording, fail, passed, rule, unknown
from audits.subjects import DomainVolume
from inspection.types.directory import DirectoryTable

_SIGNS = re.compile(r"[\s（()）\[\]【】〔〕:：、,，]+")
# Words that stand in the place of a column of the guide. Words that only lost a letter, brackets or 公开 are not here.
_CHANGED = {
    "一级事项": ("一级目录", "一级栏目", "一级指标", "一级类目", "一级主题", "一级分类", "一级名称"),
    "二级事项": ("二级目录", "二级栏目", "二级指标", "二级类目", "二级主题", "二级分类", "二级名称"),
    "公开内容（要素）": ("内容规范", "公开内容及要求", "公开内容要素及要求"),
    "公开依据": ("法律依据", "设定依据"),
    "公开时限": (
        "更新频次", "更新周期", "更新时限", "更新频率", "公开频次", "公开频率",
        "公开周期", "公开期限", "公开要求",
    ),
    "公开主体": (
        "公开责任单位", "公开责任部门", "公开责任", "公开责任主体", "责任部门", "责任单位", "责任主体", "牵头单位",
        "公开单位",
    ),
    "公开渠道和载体": ("公开形式", "公开途径", "公开平台"),
    "公开对象": ("公开范围",),
    "公开方式": ("公开类型", "公开属性"),
    "公开层级": ("公开级别",),
}  # fmt: skip
_MATTER = ("公开事项", "一级事项", "二级事项", "一级", "二级")
_OTHER_MATTER = ("事项名称", "公开事项名称", "目录名称")


@rule(
    "A07",
    name="标准目录表头与指引不一致",
    severity=3,
    mode="A",
    subject="volume",
    files_alone=True,
    wordings={
        "dropped": Wording(
            "{domain}领域目录表头与国务院部门标准指引不一致，缺“{field}”栏",
            "请按国务院部门标准指引表头调整",
        ),
        "renamed": Wording(
            "{domain}领域目录表头与国务院部门标准指引不一致，“{guide}”改为“{printed}”",
            "请按国务院部门标准指引表头调整",
        ),
    },
)
def header_as_guide(case: Case) -> Iterator[Answer]:
    """各领域标准目录的表头与国务院部门标准指引一致；可以增加栏目，地方标准的表头不作对照。

    为什么: 表头各地各样，目录就不能汇总、对照，群众也难以看懂。
    怎样整改: 把表头用语改为指引用语；确需增加的栏目可以保留。
    依据: 国办发〔2019〕54号；国务院部门印发的试点领域基层政务公开标准指引。
    """
    form = case.pack.directory_form
    judged_elsewhere = form.fields if form else ()
    for domain, tables in case.directory.tables_of.items():
        known = [table for table in tables if table.fields and table.header]
        volume = DomainVolume(domain, tables)
        if not known:
            yield unknown(volume, "没有表头，不能与指引对照")
            continue
        changed = dict(pair for table in known for pair in _changed(table))
        level_lost = "level" not in judged_elsewhere and not any(
            has_column(table, "level", ["level"]) for table in known
        )
        if changed:
            printed, guide = "、".join(changed), "、".join(dict.fromkeys(changed.values()))
            yield fail(volume, "renamed", suspected=True, domain=domain, printed=printed, guide=guide)
        elif level_lost and any(item.level for item in case.directory.items_of.get(domain, ())):
            # Only some ministries' guides have this column; one that the baseline saw filled in does.
            yield fail(volume, "dropped", suspected=True, domain=domain, field="公开层级")
        else:
            yield passed(volume)


def _changed(table: DirectoryTable) -> list[tuple[str, str]]:
    """The words of a header that stand for a column of the guide, with the guide's word, where that is not there."""
    words = [_SIGNS.sub("", word) for word in table.header]
    found = [
        (word, guide)
        for guide, others in _CHANGED.items()
        if not any(_is_word(word, guide) for word in words)
        for word in words
        if word in others
    ]
    if not any(word in _MATTER for word in words):
        found += [(word, "公开事项") for word in words if word in _OTHER_MATTER]
    return found


def _is_word(word: str, guide: str) -> bool:
    """Whether a header word is the guide's, also with a letter lost or with a legend behind it."""
    own = _SIGNS.sub("", guide)
    return bool(word) and (
        word.startswith(own) or word in (own[:-1], own[1:], own[:2], own.removeprefix("公开"), own[:4])
    )
