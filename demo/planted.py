"""What was laid into the city on purpose, and the comparison of an inspection's findings with it.

A thing that is not listed here must lead to no finding, however wrong it looks: see `demo/faults.py` for the pages
that only look wrong, `demo/contents.py` for lists that end too early, `demo/run.py` for what was agreed beforehand.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Literal
from urllib.parse import urlsplit

from demo.contents import linjiang, wanghu
from demo.gkmlpt_portal import GkmlptPortal
from demo.static_portal import StaticPortal
from inspection.types.judgement import Coverage, CoverageState, EntryKey, Finding

What = tuple[str, ...] | str
ENTRY_RULES = frozenset({"A11", "A14", "A15", "B02"})
COLUMN_RULES = frozenset({"B03", "C03"})


@dataclass(frozen=True)
class Planted:
    """One fault. `what` is the entry (domain, first level, second level) for B02 and for rows of the directory (A), the
    column's path from the portal's own first columns for B03 and C03, the page's title for all other rules. `state` is
    the most that a machine may say: `suspected` faults wait for a person even where the office lets the machine
    confirm. `says` must be part of the finding's message where a rule has several wordings."""

    district: str
    rule: str
    what: What
    state: Literal["suspected", "confirmable"] = "confirmable"
    says: str = ""


_LJ_DOMAINS = "重点领域信息公开"
_WH_DOMAINS = "基层政务公开标准化规范化"

PLANTED: tuple[Planted, ...] = (
    Planted("linjiang", "B02", ("社会救助", "综合业务", "政策法规文件"), says="未查找到"),
    Planted("linjiang", "B02", ("社会救助", "特困人员救助供养", "办事指南"), says="未设置栏目"),
    Planted("linjiang", "B02", ("社会救助", "临时救助", "政策法规文件"), says="未设置栏目"),
    # Its waiver has run out.
    Planted("linjiang", "B02", ("社会救助", "临时救助", "办事指南"), says="未设置栏目"),
    Planted("linjiang", "B02", ("安全生产", "依法行政", "行政处罚"), "suspected"),
    # An unreadable limit may be our own failing, so a person must look.
    Planted("linjiang", "A14", ("安全生产", "政策文件", "法律法规"), "suspected"),
    Planted("linjiang", "B03", (_LJ_DOMAINS, "公共文化服务", "公共服务", "特殊群体公共文化服务信息")),
    Planted("linjiang", "B04", "临江区文化馆闭馆维护期间服务安排"),
    Planted("linjiang", "B04", "临江区社区文化艺术节活动安排"),
    Planted("linjiang", "B10", "临江区图书馆国庆节期间免费开放时间安排"),
    Planted("linjiang", "B10", "最低生活保障办理流程图"),
    Planted("linjiang", "C01", "临江区应急管理局关于印发《临江区工贸企业粉尘防爆专项整治工作方案》的通知"),
    Planted("linjiang", "C03", (_LJ_DOMAINS, "社会救助", "最低生活保障", "审批信息")),
    Planted("linjiang", "C03", ("通知公告",)),
    Planted("linjiang", "C03", ("政策解读",)),
    Planted("linjiang", "C07", "临江区民政局关于提高特困人员基本生活标准的通知"),
    Planted("linjiang", "C07", "临江区社会救助监督检查季度安排"),
    Planted("linjiang", "D01", "临江区民政局关于调整最低生活保障标准的通知", "suspected"),
    Planted("linjiang", "D02", "临江区民政局关于做好最低生活保障对象年度复核工作的通知"),
    Planted("linjiang", "D03", "临江区民政局关于开展最低生活保障审批抽查工作的通知", "suspected"),
    Planted("linjiang", "F01", "临江区民政局关于印发《临江区最低生活保障家庭经济状况核对实施办法》的通知", "suspected"),
    Planted("wanghu", "A11", ("养老服务", "养老服务业务办理", "养老机构备案")),
    Planted("wanghu", "A15", ("公共法律服务", "法治宣传教育", "法律知识普及服务")),
    Planted("wanghu", "B02", ("义务教育", "教育概况", "义务教育学校名录"), says="未查找到"),
    Planted("wanghu", "B02", ("养老服务", "养老服务通用政策", "养老机构投资指南"), says="未设置栏目"),
    Planted("wanghu", "B02", ("义务教育", "学生管理", "义务教育学生资助政策"), says="未设置栏目"),
    Planted("wanghu", "B02", ("公共法律服务", "律师", "对没有取得律师执业证书以律师名义从事法律业务行为的处罚"),
            "suspected"),
    Planted("wanghu", "B03", (_WH_DOMAINS, "养老服务", "养老服务业务办理", "老年人补贴")),
    Planted("wanghu", "B04", "望湖区养老机构备案申请表下载"),
    Planted("wanghu", "B04", "望湖区养老机构备案常见问题解答"),
    Planted("wanghu", "B10", "望湖区第二小学2026年招生范围"),
    Planted("wanghu", "B10", "望湖区2026年小学招生范围示意图"),
    Planted("wanghu", "B13", "望湖区2026年9月养老服务扶持补贴发放对象公示", "suspected"),
    Planted("wanghu", "C01", "望湖区教育局关于规范中小学课后服务收费管理的通知"),
    Planted("wanghu", "C03", (_WH_DOMAINS, "养老服务", "养老服务行业管理信息", "养老机构备案信息")),
    Planted("wanghu", "C03", ("动态要闻",)),
    Planted("wanghu", "C07", "望湖区民政局关于发放2026年度养老服务扶持补贴的通知"),
    Planted("wanghu", "C07", "望湖区实验学校办学条件简介"),
    Planted("wanghu", "D01", "望湖区民政局关于加强养老机构消防设施维护的通知", "suspected"),
    Planted("wanghu", "D02", "望湖区民政局关于开展养老护理员技能培训的通知"),
    Planted("wanghu", "D03", "望湖区民政局关于养老机构等级评定现场核查安排的通知", "suspected"),
)  # fmt: skip

# What only looks missing or overdue, and what must be known of it instead.
HARMLESS: dict[tuple[str, EntryKey], CoverageState] = {
    ("linjiang", ("公共文化服务", "行政许可", "文艺表演团体设立审批")): "note",
    ("linjiang", ("公共文化服务", "行政许可", "营业性演出审批")): "unverifiable",
    ("linjiang", ("公共文化服务", "行政许可", "娱乐场所经营许可")): "unverifiable",
    ("linjiang", ("公共文化服务", "公共服务", "下基层辅导、演出、展览和指导基层群众文化活动")): "waived",
    ("linjiang", ("就业", "就业信息服务", "就业政策法规咨询")): "unverifiable",
    ("linjiang", ("就业", "就业信息服务", "求职信息登记")): "not_applicable",
    ("wanghu", ("义务教育", "民办学校信息", "民办学校办学基本信息")): "note",
    ("wanghu", ("义务教育", "教师管理", "教师职称评审")): "not_applicable",
    ("wanghu", ("义务教育", "重要政策执行情况", "控辍保学")): "waived",
    ("wanghu", ("公共法律服务", "法治宣传教育", "推广法治文化服务")): "unverifiable",
    ("wanghu", ("公共法律服务", "法律援助", "法律援助服务")): "not_applicable",
    ("wanghu", ("公共法律服务", "法律咨询服务", "公共法律服务实体平台、热线平台、网络平台咨询服务")): "unverifiable",
    ("wanghu", ("财政预决算", "财政预决算", "部门决算")): "unverifiable",
}


def compare(findings: Iterable[Finding]) -> tuple[list[Planted], list[Finding]]:
    """What was planted and not found, and what was found and not planted; a fault found twice counts as unplanted.

    What people decided of a finding since makes no difference.
    """
    open_faults = list(PLANTED)
    unexpected = []
    for finding in findings:
        fault = next((fault for fault in open_faults if _is_it(finding, fault)), None)
        if fault is None:
            unexpected.append(finding)
        else:
            open_faults.remove(fault)
    return open_faults, unexpected


def misjudged(coverage: Iterable[Coverage]) -> list[str]:
    """The harmless entries of the districts given of which something else was said, each in one line."""
    rows = list(coverage)
    states = {(row.district, row.key): row.state for row in rows}
    judged = {row.district for row in rows}
    expected = {place: state for place, state in HARMLESS.items() if place[0] in judged}
    return [
        f"{place}: {state}, not {states.get(place)}" for place, state in expected.items() if states.get(place) != state
    ]


def counts(district: str | None = None) -> Counter[str]:
    """How many faults of each rule were planted, in one district or in both."""
    return Counter(fault.rule for fault in PLANTED if district in (None, fault.district))


def _is_it(finding: Finding, fault: Planted) -> bool:
    return (
        (finding.district, finding.rule) == (fault.district, fault.rule)
        and fault.says in finding.message
        and finding.suspected_only == (fault.state == "suspected")
        and _same(finding, fault.what)
    )


def _same(finding: Finding, what: What) -> bool:
    if finding.rule in ENTRY_RULES:
        return (finding.domain, finding.level1, finding.level2) == what
    if finding.rule in COLUMN_RULES:
        return (finding.column or ())[-len(what) :] == what
    title = _titles(finding.district).get(urlsplit(finding.url).path)
    return title == what


@cache
def _titles(district: str) -> dict[str, str]:
    """The titles of a district's pages by the path of their addresses: ports differ, and a page that is gone has no
    title of its own."""
    portal = GkmlptPortal(linjiang(), "") if district == "linjiang" else StaticPortal(wanghu(), "")
    return {portal.page_path(doc): doc.title for _, doc in portal.site.docs()}
