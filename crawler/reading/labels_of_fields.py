"""The words that header blocks use for their fields, and how a label is told from the text around it."""

import re
from dataclasses import dataclass
from functools import lru_cache

from crawler.reading.text import SEAM, bare, clean

# Field → labels, strongest first: where a block has several, the earlier one wins.
FIELD_LABELS: dict[str, tuple[str, ...]] = {
    "title": (
        "名称", "标题", "信息名称", "文件名称", "公文名称", "信息标题", "文件标题", "公文标题",
    ),
    "published": (
        "发布日期", "发布时间", "信息发布日期", "信息发布时间", "公开日期", "公开时间", "发稿时间", "发稿日期",
        "发表时间", "发表日期", "上网时间", "上网日期", "公布日期", "公布时间", "发布于", "上传时间", "上传日期",
        "刊发时间", "刊发日期", "刊登时间", "刊登日期", "信息时间", "信息日期", "日期", "时间",
    ),
    "sent": (
        "发文日期", "发文时间",
    ),
    "written": (
        "成文日期", "成文时间", "形成日期", "形成时间", "签发日期", "签发时间", "制发日期", "制发时间", "生成日期",
        "生成时间",
    ),
    "issued": (
        "印发日期", "印发时间",
    ),
    "doc_number": (
        "发文字号", "文号", "文件编号", "发文文号", "公文文号", "文件字号", "文件文号", "发文号", "文件号",
        "公文编号",
    ),
    "index_number": (
        "索引号", "信息索引号", "索引号码", "索引编号", "索取号", "信息索取号",
    ),
    "publisher": (
        "发布机构", "发文机关", "发布机关", "发文机构", "发文单位", "发布单位", "责任部门", "制发机关", "公开主体",
        "公开机构", "发布部门", "信息公开主体", "信息来源", "来源", "稿件来源", "文章来源", "来源单位", "供稿单位",
        "消息来源", "信息发布机构", "信息发布单位", "公开责任部门", "公开责任主体",
    ),
    "topic": (
        "主题分类", "信息分类", "组配分类", "内容分类", "所属主题", "分类",
    ),
    "validity": (
        "有效性", "公文时效", "文件状态", "时效性", "有效状态", "效力状态", "效力状况", "时效状态", "是否有效",
        "公文有效性", "文件有效性", "文件时效", "文件效力", "效力",
    ),
    "openness": (
        "公开方式", "公开属性", "公开类别", "信息公开选项", "公开形式", "信息公开方式",
    ),
}  # fmt: skip
_OTHER_LABELS = (
    "关键词", "关键字", "主题词", "生效日期", "生效时间", "实施日期", "施行日期", "失效日期", "失效时间",
    "废止日期", "废止时间", "终止日期", "统一编号", "统一登记号", "登记号", "公开范围", "公开程序", "公开目录",
    "内容概述", "体裁分类", "体裁", "服务对象", "浏览次数", "浏览量", "点击数", "点击率", "点击量", "点击次数",
    "点击", "访问量", "阅读次数", "阅读量", "阅读", "作者", "编辑", "责任编辑", "责编", "审核",
    "审核人", "撰稿", "记者", "摄影", "字号", "字体", "字体大小", "打印", "分享", "分享到", "保护视力色",
    "更新时间", "更新日期", "最后更新", "页面生成时间", "有效期", "载体类型", "信息格式", "语种", "备注",
    "文件类型", "公开时限", "所属栏目", "栏目", "附件", "行业分类", "联系电话", "浏览", "领域分类", "区域分类",
    "解读文件", "相关文档", "联合发文单位", "联合发文机关", "联合发布机构", "有效期至", "所属机构", "公文种类",
    "公文类型", "文件种类", "文种", "报送单位", "印发机关", "文件下载", "附件下载", "公开目的", "信息类别", "信息类型",
    "视力保护色", "保护色", "信息有效期", "词条", "摘要", "内容概况", "概述", "简介", "责任处室", "责任科室", "发布人",
    "发布者", "录入人", "录入时间", "录入日期", "修改时间", "修改日期", "编辑时间", "编辑日期", "审核时间",
    "审核日期", "创建时间", "创建日期", "截止时间", "截止日期", "开始时间", "结束时间", "公示时间", "公示期",
    "公示日期", "来稿时间", "访问次数", "阅览次数", "查看次数", "人气", "转贴自", "文章录入", "供稿", "投稿",
)  # fmt: skip
# Words of the metadata table, as against the line under a headline that news pages have too.
STRONG_FIELDS = frozenset(("index_number", "doc_number", "written", "title", "validity", "topic", "openness", "issued"))
_WEAK = frozenset((
    "日期", "时间", "来源", "分类", "名称", "标题", "作者", "编辑", "字号", "字体", "打印", "分享", "阅读", "浏览",
    "点击", "审核", "栏目", "附件", "体裁", "备注", "语种", "记者", "摄影", "撰稿", "效力", "文种", "词条", "摘要",
    "概述", "简介", "人气", "供稿", "投稿",
))  # fmt: skip
FIELD_OF = {label: name for name, labels in FIELD_LABELS.items() for label in labels}
_ALL = tuple(sorted({*FIELD_OF, *_OTHER_LABELS}, key=len, reverse=True))
_KNOWN = frozenset(_ALL)


_LENGTHS = tuple(sorted({len(label) for label in _ALL}, reverse=True))
_MARK = re.compile(r"[:：︰∶]|[\]】]\s*[:：]?")
_BEFORE = frozenset("|｜[【(（;；，,。")
# A label this long stands for itself even where nothing divides it from the word before: 民政局发布时间：.
_SELF_EVIDENT = 4
_WIDEST_LABEL = 40
# A word with a colon that no list knows ends a value all the same; a title may hold one.
_UNKNOWN_LABEL = re.compile(r"(?<=[\s|｜])[一-鿿]{2,8}\s*[:：]")
# Search answers hold whole documents on one line: what stands far behind is no header.
_LONGEST_LINE = 1_000
# One page is looked through for labels several times, and pages of a portal have the same lines around their texts.
_REMEMBERED = 1_024
_NOTHING = re.compile(r"^(?:无|暂无|空|/|\\|-+|—+|－+|号|〔〕号?|\[\]号?|（?无）?|null|undefined)?$")


@dataclass(frozen=True)
class Pair:
    """A label without its padding, the value that stands behind it ('' where it is empty), where the label begins."""

    label: str
    value: str
    start: int = 0


def field_of(label: str) -> str | None:
    """The field that a label names, None for a label that no field has."""
    return FIELD_OF.get(label)


def is_known(label: str) -> bool:
    """Whether a label is among those that are looked for, with a field or without."""
    return label in _KNOWN


@lru_cache(maxsize=_REMEMBERED)
def label_alone(text: str) -> str | None:
    """The known label that a cell consists of, with or without colon or brackets."""
    word = bare(text).strip(":：[]【】︰∶*")
    return word if word in _KNOWN else None


def pairs_in(text: str) -> list[Pair]:
    """Every `label: value` in a line. A label at the start may stand without a colon where an inline element ends."""
    return list(_pairs_of(text[:_LONGEST_LINE]))


@lru_cache(maxsize=_REMEMBERED)
def _pairs_of(text: str) -> tuple[Pair, ...]:
    hits = _hits(text)
    pairs = []
    for index, hit in enumerate(hits):
        end = hits[index + 1].start if index + 1 < len(hits) else len(text)
        value = text[hit.end : end]
        unknown = _UNKNOWN_LABEL.search(value) if field_of(hit.label) != "title" else None
        pairs.append(Pair(hit.label, value_of(value[: unknown.start()] if unknown else value), hit.start))
    first = text.strip(SEAM + " ").split(SEAM, 1)
    if len(first) == 2 and (not hits or hits[0].start >= len(first[0])):
        label = label_alone(first[0]) or ""
        if label and label not in _WEAK:
            pairs.insert(0, Pair(label, value_of(first[1].split(SEAM * 3)[0])))
    return tuple(pairs)


@dataclass(frozen=True)
class _Hit:
    label: str
    start: int
    end: int


def _hits(text: str) -> list[_Hit]:
    """The labels in a line, each the longest one that ends at its colon or bracket."""
    found: list[_Hit] = []
    for mark in _MARK.finditer(text):
        floor = max(found[-1].end if found else 0, mark.start() - _WIDEST_LABEL)
        places = _places_before(text, floor, mark.start())
        word = "".join([text[place] for place in places])
        for length in _LENGTHS:
            label = word[-length:]
            if len(label) < length or label not in _KNOWN:
                continue
            start = places[-length]
            if length >= _SELF_EVIDENT or start == 0 or _divides(text[start - 1]):
                found.append(_Hit(label, start, mark.end()))
                break
    return found


def _places_before(text: str, floor: int, end: int) -> list[int]:
    """Where the last signs before a place stand that are no blanks, as many as the longest label has."""
    places: list[int] = []
    for place in range(end - 1, floor - 1, -1):
        if bare(text[place]):
            places.append(place)
            if len(places) == _LENGTHS[0]:
                break
    return places[::-1]


def _divides(sign: str) -> bool:
    return sign.isspace() or sign in _BEFORE


def value_of(text: str) -> str:
    """A value without padding, seams, closing brackets of its label and separators; '' for 无, 暂无, / and the like."""
    value = clean(text.replace(SEAM, "")).strip(" |｜\t;；，,·:：")
    if value.endswith(("【", "[", "（", "(")):
        value = value[:-1].strip()
    return "" if _NOTHING.match(bare(value)) else value
