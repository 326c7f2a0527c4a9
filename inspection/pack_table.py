"""Rule packs as people read them: a row a value, with its clause, how sure it is, and from when to when it holds."""

from collections.abc import Iterator
from dataclasses import dataclass, fields, is_dataclass
from datetime import date
from pathlib import Path
from typing import Any

from inspection.pack_schema import leaves, read_value
from inspection.pack_source import Source
from inspection.toml_text import read_toml

CERTAINTY = {"S": "政策文件", "V": "网页所见", "M": "待核"}
SECTIONS = {
    "document_kinds": "不适用公文要求的文书",
    "labels": "公开属性规定用语", "label_forms": "公开属性识别用语", "label_duty": "公开属性标注义务",
    "item_limit": "信息公开时限", "special_limits": "法律另定的时限", "column_clocks": "栏目更新期限",
    "periods": "周期的算法", "deadlines": "整改期限", "recheck": "复查", "migration": "迁移补录",
    "body_text": "正文字数", "dead_link": "链接失效", "notice": "整改通知", "calendar": "地方节假日",
    "directory_form": "标准目录的形式", "domain_terms": "领域的例外", "later_guides": "26个领域以外的指引",
    "vague_bodies": "不明确的公开主体", "abolished_bodies": "已撤并的机构", "repealed_texts": "已废止的依据",
    "special_platforms": "专门平台", "catalogue_due": "目录公布时限", "masking": "去标识化处理",
    "village_matters": "村（居）务重点事项", "thresholds": "数值", "part_lists": "要素",
    "site_documents": "网上应有的文件", "submitted_reports": "报送材料", "set_columns": "规定的栏目",
    "link_hosts": "不提示的外链", "validity_duty": "有效性标注", "interpretation": "政策解读义务",
    "first_round": "首轮摸底", "note_scores": "情况说明的得分", "score_weights": "各类单位的权重",
    "deductions": "扣分", "veto_lines": "单项否决", "tasks": "每年的工作",
    "year_score": "年度得分", "grades": "领域等级",
}  # fmt: skip
_SEVERITIES = ("重大", "重要", "一般", "提示")
_UNITS = {
    "workday": "个工作日", "day": "天", "month": "个月", "hour": "小时", "columns": "个栏目", "pages": "个页面",
    "characters": "字", "percent": "%", "items": "个", "points": "分",
}  # fmt: skip
_EVERY = {
    "month": "每月", "quarter": "每季度", "half_year": "每半年", "year": "每年", "two_years": "每两年", "once": "一次",
}  # fmt: skip
_WORDS = {
    "district": "区（县）", "departments": "各部门", "towns": "各镇街", "city": "市直部门",
    "approved": "批准、批复之日起", "decided": "作出决定之日起", "issued": "印发之日起", "on_request": "依申请公开",
    "group": "面向特定群体", "offline": "线下公开", "news": "动态要闻类", "notices": "通知公告类",
    "policy": "政策文件类", "title": "标题", "doc_number": "发文字号", "written": "成文日期",
    "published": "发布日期", "validity": "有效性", "publisher": "主体（发布机构）", "name": "名称", "elements": "内容",
    "basis": "依据", "time_limit": "时限", "method": "方式", "channels": "渠道", "audience": "对象",
    "level": "层级", "latest": "最近一次", "mean": "各次平均", "best": "最好一次", "guangxi_sanyuesan": "壮族三月三",
}  # fmt: skip
# The Chinese name of every key that stands in the text of a value; an empty one lets the value stand alone.
_KEYS = {
    "name": "", "n": "", "unit": "", "public": "主动公开", "on_request": "依申请公开", "not_public": "不予公开",
    "tolerated": "不作问题", "labels_from": "起算", "exempt_titles": "标题除外", "exempt_numbers": "文号除外",
    "exempt_forwarded": "转发件除外", "anchor": "", "domains": "领域", "words": "用语", "suspected": "只作提示",
    "names": "名称", "endings": "名称结尾", "never": "除外", "not_below": "不含其下", "before": "",
    "rules": "检查项", "rule": "检查项", "severities": "程度", "same_day_pages": "同日件数", "min_chars": "字数",
    "days": "天数", "title": "名称", "legal_basis": "依据", "region": "", "fields": "要素",
    "max_content_chars": "内容栏字数", "review_months": "多少个月未调整", "published": "须公布目录",
    "domain": "领域", "optional": "可整体不编", "may_omit": "可不列未开展的业务", "since": "自", "mobile": "手机号",
    "id_number": "身份证号", "bank_card": "银行卡号", "successor": "现为", "due": "时限", "parts": "要素",
    "least": "至少几项", "titles": "标题用语", "columns": "栏目", "months": "多少个月内", "yearly_by": "每年不迟于",
    "who": "主体", "units": "只问", "every": "", "near": "相近名称待核", "clicks": "点击次数", "ends": "域名",
    "shown": "须标注有效性", "download": "须有下载文本", "numbers": "文号用语", "documents_from": "文件起算",
    "within_workdays": "多少个工作日内", "percent": "百分比", "triggers": "公开情形", "methods": "公开方式",
    "classes": "单位类别", "points": "每处", "cap": "上限", "count": "达到", "levels": "只计首页以下几级栏目",
    "agencies": "机关代字结尾",
    "clocks": "只计", "merge_from": "合并起点", "owner": "责任单位", "rounds": "计入批次", "full": "满分",
    "from_points": "不低于",
}  # fmt: skip


@dataclass(frozen=True)
class PackRow:
    """One value of a pack, or one version of it, in Chinese words. `place` is where it stands (labels,
    thresholds.early_warning)."""

    place: str
    section: str
    text: str
    source: Source

    def period(self) -> str:
        """From when to when it holds, in words."""
        first, last = self.source.valid_from, self.source.valid_to
        if first and last:
            return f"{first}至{last}"
        return f"{first}起" if first else f"至{last}" if last else "长期"


def pack_rows(path: Path) -> list[PackRow]:
    """The values that a pack file itself gives, in its order; the file must be without fault."""
    table, _ = read_toml(path)
    rows = []
    for place, kind, versions in leaves(table):
        for _, given in versions:
            value = read_value(kind, given)
            rows.append(PackRow(".".join(place), SECTIONS[place[0]], "；".join(_told(value)), value.source))
    return rows


def _told(value: Any) -> Iterator[str]:
    """A value's parts in words, one after another."""
    if (name := getattr(value, "name", None)) is not None:
        yield _written("name", name)
    if getattr(value, "unit", None) is not None:
        yield f"{value.n}{_UNITS[value.unit]}"
    for field in fields(value):
        item = getattr(value, field.name)
        if field.name in ("source", "name", "n", "unit") or item is None or item in ((), {}, field.default):
            continue
        name = _KEYS[field.name]
        text = _written(field.name, item)
        yield f"{name}：{text}" if name and text else name or text


def _written(key: str, item: Any) -> str:
    if isinstance(item, bool):
        return "是" if item else "否"
    if key == "every":
        return _EVERY[item]
    if key == "severities":
        return "、".join(_SEVERITIES[number - 1] for number in item)
    if key == "parts":
        return "、".join(item)
    if isinstance(item, tuple) and item and isinstance(item[0], tuple):
        return "，并有".join("、".join(group) for group in item)
    if isinstance(item, tuple):
        return "、".join(_WORDS.get(str(one), str(one)) for one in item)
    return _WORDS.get(str(item), str(item))


def untold_keys(kinds: list[type]) -> list[str]:
    """Keys of values that have no Chinese name here: none when all is well."""
    names = {field.name for kind in kinds if is_dataclass(kind) for field in fields(kind)} - {"source"}
    return sorted(names - set(_KEYS))


def in_force(rows: list[PackRow], on: date) -> list[PackRow]:
    """The rows that hold on a day."""
    return [row for row in rows if row.source.holds(on)]
