"""The words that header blocks use for their fields, and how a label is told from the text around it."""

import re
from dataclasses import dataclass

from crawler.reading.text import SEAM, bare, clean

# Field → labels, strongest first: where a block has several, the earlier one wins.
FIELD_LABELS: dict[str, tuple[str, ...]] = {
    "title": (
        "名称", "标题", "信息名称", "文件名称", "公文名称", "信息标题", "文件标题", "公文标题",
    ),
    "published": (
        "发布日期", "发布时间", "信息发布日期", "信息发布时间", "公开日期", "公开时间", "发稿时间", "发稿日期",
        "发表时间", "发表日期", "上网时间", "上网日期", "公布日期", "公布时间", "发布于", "日期", "时间",
    ),
    "sent": (
        "发文日期", "发文时间",
    ),
    "written": (
        "成文日期", "成文时间", "形成日期", "签发日期", "制发日期", "生成日期", "生成时间",
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
        "消息来源",
    ),
    "topic": (
        "主题分类", "信息分类", "组配分类", "内容分类", "所属主题", "分类",
    ),
    "validity": (
        "有效性", "公文时效", "文件状态", "时效性", "有效状态", "效力状态", "时效状态", "是否有效", "公文有效性",
    ),
    "openness": (
        "公开方式", "公开属性", "公开类别", "信息公开选项", "公开形式", "信息公开方式",
    ),
}  # fmt: skip
_OTHER_LABELS = (
    "关键词", "关键字", "主题词", "生效日期", "生效时间", "实施日期", "施行日期", "失效日期", "失效时间",
    "废止日期", "废止时间", "终止日期", "统一编号", "统一登记号", "登记号", "公开范围", "公开程序", "公开目录",
    "内容概述", "体裁分类", "体裁", "服务对象", "浏览次数", "浏览量", "点击数", "点击率", "点击量", "点击次数",
    "点击", "访问量", "访问次数", "阅读次数", "阅读量", "阅读", "作者", "编辑", "责任编辑", "责编", "审核",
    "审核人", "撰稿", "记者", "摄影", "字号", "字体", "字体大小", "打印", "分享", "分享到", "保护视力色",
    "更新时间", "更新日期", "最后更新", "页面生成时间", "有效期", "载体类型", "信息格式", "语种", "备注",
    "文件类型", "公开时限", "所属栏目", "栏目", "附件", "行业分类", "联系电话", "浏览", "领域分类", "区域分类",
    "解读文件", "相关文档",
)  # fmt: skip
# Words of the metadata table, as against the line under a headline that news pages have too.
STRONG_FIELDS = frozenset(("index_number", "doc_number", "written", "title", "validity", "topic", "openness", "issued"))
_WEAK = frozenset((
    "日期", "时间", "来源", "分类", "名称", "标题", "作者", "编辑", "字号", "字体", "打印", "分享", "阅读", "浏览",
    "点击", "审核", "栏目", "附件", "体裁", "备注", "语种", "记者", "摄影", "撰稿",
))  # fmt: skip
FIELD_OF = {label: name for name, labels in FIELD_LABELS.items() for label in labels}
_ALL = tuple(sorted({*FIELD_OF, *_OTHER_LABELS}, key=len, reverse=True))
_KNOWN = frozenset(_ALL)


def _padded(label: str) -> str:
    return r"\s*".join(re.escape(sign) for sign in label)


_BOUNDARY = r"(?:^|(?<=[\s|｜\[【(（;；，,。]))"
_COLON = r"\s*(?:[:：︰∶]|[\]】]\s*[:：]?)"
_LABEL = re.compile(
    "|".join(f"{_BOUNDARY}(?:{_padded(label)}){_COLON}" for label in _ALL)
    + "|"
    + "|".join(f"(?:{_padded(label)}){_COLON}" for label in _ALL if len(label) >= 4)
)
_MAY_LABEL = re.compile(r"[:：︰∶\]】]")
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


def label_alone(text: str) -> str | None:
    """The known label that a cell consists of, with or without colon or brackets."""
    word = bare(text).strip(":：[]【】︰∶*")
    return word if word in _KNOWN else None


def pairs_in(text: str) -> list[Pair]:
    """Every `label: value` in a line. A label at the start may stand without a colon where an inline element ends."""
    hits = list(_LABEL.finditer(text)) if _MAY_LABEL.search(text) else []
    pairs = []
    for index, hit in enumerate(hits):
        end = hits[index + 1].start() if index + 1 < len(hits) else len(text)
        label = bare(hit.group()).strip(":：[]【】︰∶")
        pairs.append(Pair(label, value_of(text[hit.end() : end]), hit.start()))
    first = text.strip(SEAM + " ").split(SEAM, 1)
    if (not hits or hits[0].start() > 0) and len(first) == 2:
        label = label_alone(first[0]) or ""
        if label and label not in _WEAK:
            pairs.insert(0, Pair(label, value_of(first[1].split(SEAM * 3)[0])))
    return pairs


def value_of(text: str) -> str:
    """A value without padding, seams, closing brackets of its label and separators; '' for 无, 暂无, / and the like."""
    value = clean(text.replace(SEAM, "")).strip(" |｜\t;；，,·:：")
    if value.endswith(("【", "[", "（", "(")):
        value = value[:-1].strip()
    return "" if _NOTHING.match(bare(value)) else value
