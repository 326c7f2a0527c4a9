"""What a page is beside its fields: an explanatory note (情况说明), somebody else's text, a classified paper."""

import re

from crawler.reading.body import count_signs
from crawler.reading.text import bare

_ABSENCE = re.compile(
    r"暂无|未产生|没有产生|未发生|无相关|没有相关|无此[类项]|未涉及|不涉及|没有发生|尚未开展|未开展|无(?:[一-鿿]{2,12})(?:信息|事项|情况|业务|案件|项目)"
    r"|未(?:形成|制定|出台|收到|实施|组织)[一-鿿]{0,12}"
)
_PERIOD = re.compile(
    r"(?:19|20)\d{2}\s*年|本?年度|今年|截至|截止|目前|[一二三四1-4]季度|上半年|下半年|\d{1,2}\s*月|本期|本月|当前|近期"
)
# Nobody was hurt and nothing went wrong: news say so too. What a note denies is the thing to be published.
_NOT_OF_NEWS = re.compile(
    r"暂无(?!人员|伤亡|异常)|未产生|没有产生|无相关|没有相关|无此[类项]|未涉及|不涉及|特此说明"
    r"|无(?:[一-鿿]{2,12})(?:信息|事项|情况|业务|案件|项目)"
)
_TITLED = re.compile(r"情况(?:的)?说明|说明$|说明[）)]?$|无.{2,16}(?:情况|信息)")
# Papers that explain something else than why a column is empty, and papers of an ordinary kind.
_EXPLAINS_ITSELF = re.compile(
    r"起草|编制|制定|修订|政策说明|采纳|征求意见|意见征集|决算|预算|三公|绩效|转移支付|举借|债务|收支|评审|审计|填报"
)
_ORDINARY = re.compile(
    r"(?:通知|公告|通告|报告|决定|意见|办法|方案|规定|细则|函|批复|计划|总结|纪要|规划|答复|通报|指南|年报|解读)[）)]?$"
)
_NOTHING_TO_PUBLISH = re.compile(
    r"无需公开|不涉及.{0,20}公开|非(?:独立核算|预算)单位|(?:不|未|没有)单独(?:编制|核算)|[该本此]栏目|没有(?:需要?|应当?|可)公开"
    r"|无.{0,12}(?:需|应|可|要)公开"
)
_COLUMN_NAME = 10
_MOST_SENTENCES = 3
_LONGEST_NOTE = 400
_MEDIA = re.compile(
    r"日报|晚报|早报|时报|晨报|都市报|新华社|新华网|人民网|央视|央广|光明网|中新网|中国新闻网|澎湃|电视台|广播|融媒体|通讯社|周刊"
    r"|求是|中国政府网|国务院|学习强国|微信公众号|客户端"
    r"|^(?:中共中央|全国人大|全国人民代表大会|最高人民|中华人民共和国|国家(?!税务总局.|统计局.|矿山安全监察局.)[一-鿿]{2,12}(?:局|委|委员会|部|署|总局|办公室)$)"
    r"|^(?:外交|国防|教育|科学?技术?|工业和信息化|公安|民政|司法|财政|人力资源和?社会保障|自然资源|生态环境|住房和?城乡建设|交通运输|水利"
    r"|农业农村|商务|文化和旅游|退役军人事务|应急管理)部(?:网站|官网|办公厅)?$|^(?:审计|海关总|税务总|市场监管总)署?局?$"
)
_FORWARD_TITLE = re.compile(r"^(?:【?\[?转(?:发|载)?[】\]：:]|转(?:发|载)|[一-鿿]{0,24}(?:关于)?转发)")
_MARK = re.compile(r"^[【\[（(]?(?:秘密|机密|绝密)\s*[】\])）]?\s*[★☆＊*](?:\s*\S{0,8})?$")
_BARE_MARK = re.compile(r"^[【\[（(]?(?:秘\s*密|机\s*密|绝\s*密)[】\])）]?$")
_INTERNAL = re.compile(
    r"^[【\[（(]?内部(?:资料|文件|材料|参考)[】\])）]?(?:[，,\s]*(?:注意|妥善)保(?:存|密|管))?(?:[，,\s]*不得外传)?[！!。]?$"
)
_MARK_LINES = 6


def is_note(title: str | None, body: str, attachments: int, doc_number: str | None) -> bool:
    """Whether a page only explains why there is nothing: short, without files, naming a period and an absence.

    The title alone does not make a note: budgets, drafts and consultations come with a 说明 of their own, which is one
    only where it says that there is nothing to publish.
    """
    if attachments or doc_number or count_signs(body) >= _LONGEST_NOTE:
        return False
    name = bare(title or "")
    both = f"{name}\n{body}"
    if _ABSENCE.search(both) is None or _PERIOD.search(both) is None:
        return False
    if _EXPLAINS_ITSELF.search(name):
        return _NOTHING_TO_PUBLISH.search(both) is not None
    if _ORDINARY.search(name) and len(name) > _COLUMN_NAME:
        return False
    if _TITLED.search(name):
        return True
    return count_signs(body) < 250 and body.count("。") <= _MOST_SENTENCES and _NOT_OF_NEWS.search(both) is not None


def is_forwarded(title: str | None, source: str | None) -> bool:
    """Whether a page passes on what others made: 转发、转载 in the title, or a medium named as its source."""
    return bool(_FORWARD_TITLE.search(title or "")) or bool(source and _MEDIA.search(source))


def is_classified(title: str | None, body: str) -> bool:
    """Whether a classification or internal mark stands in the place of a mark: alone on one of the first lines.

    Texts about secrecy name the same words in sentences, headings and tables; those are no marks.
    """
    rows = [row.strip() for row in body.split("\n") if row.strip()][:_MARK_LINES]
    if any(_MARK.match(part.strip()) or _INTERNAL.match(part.strip()) for row in rows for part in row.split("\t")):
        return True
    if re.search(r"(?:秘密|机密|绝密)\s*★", title or ""):
        return True
    return bool(rows) and _BARE_MARK.match(rows[0]) is not None
