"""What a limit counts from: the words before 之日起, 后 and the like."""

import re

from directories.time_limits.words import FREE, SHOULD, SUBJECT, whole
from inspection.types.directory import Anchor

_AFTER = "(?:的?之日起?的?|之日后|之后|以后|当日起?|日起|起|后)"
_MADE_WORDS = "(?:形成|产生|变更|变化|生成|变动|修改|修订|更改|调整|更新|新增|成文)"
_FINISHED = f"{SUBJECT}{SHOULD}制作(?:完成|完毕)"
_ALTERED = re.compile(f"{SHOULD}(?:更改|变更|修改|调整|更新)(?:该|相关|有关)?(?:信息|内容)")
_OBTAINED_WORDS = "(?:制作或者?获取|制定或者?获取|制作获取|获取或者?制作|获取或者?保存|获取|获得|取得)(?!批)"
_MADE = (
    f"{SUBJECT}{SHOULD}(?P<paper>(?:该|本|此|相关|政府|公开|事项|信息|文件)*)(?:获取|制作|制定|公开|发生)?"
    f"{_MADE_WORDS}(?:(?:、|或者?|及|和|后|,|/)*(?:发生)?{_MADE_WORDS})*(?:完成|完毕)?"
)
_OBTAINED = f"{SUBJECT}{SHOULD}{_OBTAINED_WORDS}(?:该|本|此|相关|有关)?(?:{FREE})?"

_DECISION = (
    "(?:行政|执法|处罚|许可|处理|相关|重大|征收|补偿|准予|不予|强制|确认|复议|给付|裁决|奖励){0,3}(?:决定书?|决策)"
)
_APPROVER = (
    "(?:本级|同级|县级|市级|区级|上级|人民政府|人民代表大会|人大|政府|财政|部门|及?其?常务?委员?会|或者?|会议|主管|有关"
    "|国务院|省级|原审批机关){0,9}"
)
_APPROVED = "(?:获批|批复同意|(?:获得|取得)?批准|批复|核准|审议通过|表决通过|审查批准|审议批准|审批通过)"
_PAPER = "(?P<paper>(?:该?文件|政策|规范性文件|政策文件|方案|规划|办法|通知)?)"
_ISSUED = "(?:颁布|印发(?:实施|执行)|印发|颁发|出台|正式印发|发文|下发|制发|签发)"
_ANCHORS: tuple[tuple[re.Pattern[str], Anchor], ...] = (
    (re.compile(f"{SUBJECT}(?:其中)?{SHOULD}(?:收到|接到|接收)(?![^,;]*申请){FREE}"), "received"),
    (re.compile(f"{SUBJECT}(?:信息)?{_MADE_WORDS}+下发至?{FREE}"), "received"),
    (re.compile(f"{SUBJECT}{SHOULD}(?:作出|做出){_DECISION}"), "decided"),
    (re.compile(f"{SUBJECT}(?:决定)?(?:自|从|在|于)(?:{_DECISION})?(?:依法)?(?:作出|做出|形成|下达)"), "decided"),
    (re.compile(f"{SUBJECT}(?:自|从|在|于){_DECISION}"), "decided"),
    (re.compile(f"{SUBJECT}{SHOULD}(?:决定书?|决策)(?:依法)?(?:作出|做出|形成|下达)?"), "decided"),
    (re.compile(f"{SUBJECT}{SHOULD}{_APPROVER}(?:依法)?{_APPROVED}"), "approved"),
    (re.compile("(?P<subject>)批"), "approved"),
    (re.compile(f"{SUBJECT}{SHOULD}{_PAPER}{_ISSUED}(?:(?:或者?|、)(?:{_ISSUED}|公布|发布|实施|施行))?"), "issued"),
)
# 公布、发布 are not here: they may be the publication itself or that of another paper.
_EVENT = (
    f"{SHOULD}(?:{FREE})?(?:结束|完成|启动|确定|召开|发生|竣工|开始|举行|截止|届满|期满|终止|完毕|公开|成交|开标|评标"
    "|定标|确认|中标|签订|订立|签署|验收|开工|生效|实施|办结|送达|认定|公示|发出|到期|通过验收|签订合同|签署合同|签订协议|下达"
    "|拨付|兑付|发放"
    "|到位|备案|答复|完工|结案|出具|验收合格|核实合格|无异议)"
)


# What is published, before its own event: 录取结果于录取结束后10日内.
_PART_AND_EVENT = (
    f"(?P<subject>{FREE}(?:(?:结果|名单)(?=.{{3}})|(?:结果|名单|信息|情况|报告|方案|数据|清单|材料|决定书?)(?=[于自在])))"
    f"(?:于|自|在)?(?P<event>{FREE})"
)
_PUBLICATION = re.compile(
    "(?:.*(?:公示|公告|意见)(?:期限?|时间|时长|时限|天数)(?:一般|原则上|应当?|均|为|是|:)*"
    "|.*(?:公示满?|公告满?|期满|届满|到期)"
    "|(?:事[前中后]|该|政府|信息|主动|依法|及时|对外|事项|内容|应当?|须|需|予以|公开)*公开)"
)


# Something that happened, whose 之日起 was lost: no name of a part.
_BEGUN = re.compile("收到|接到|接收|受理|提出申请")


def start_of(head: str) -> tuple[Anchor | None, str | None] | None:
    """What stands before the number: the anchor and the part, or None when it is not understood."""
    head = re.sub("(?:应当?|应在|在|于|不得?超过|最迟|最长|最晚|一般|原则上|必须|须)+$", "", head)
    if not head:
        return None, None
    after = re.fullmatch(f"(?P<before>.*?)(?P<joint>{_AFTER})?(?:应当?|在)?", head)
    if after is None:
        return None
    joint, before = after["joint"], after["before"]
    anchored = anchor_of(before)
    if joint is None and (_PUBLICATION.fullmatch(before) or re.search("[前时]$|期间$", before)):
        # 主动公开20个工作日, 公示7日内 may say how long as well as by when.
        return None
    if anchored is not None:
        # 处罚决定7个工作日内: the decision is the part and the start at once.
        return (anchored[0], before) if joint is None and before.endswith("决定") else anchored
    if joint is None and not _BEGUN.search(before) and re.fullmatch(FREE.replace("{1,30}?", "{1,30}"), before):
        return None, before
    return None


def _decided_on(words: str) -> str | None:
    """What a decision is about that the words name only inside its own name (作出行政处罚决定)."""
    found = re.search("(行政(?:许可|处罚|强制)|许可|处罚)决定", words)
    return found and found[1]


def _named(found: re.Match[str]) -> str | None:
    """The part with the word for its papers where that follows at once: 正式文件 (印发), 机构信息 (变更)."""
    subject, paper = found["subject"], found.groupdict().get("paper")
    at_once = subject and paper and found.end("subject") == found.start("paper") and paper[0] not in "该本此相政公"
    return f"{subject}{paper}" if at_once else subject


def anchor_of(words: str) -> tuple[Anchor | None, str | None] | None:
    """The anchor that some words before 之日起 name, with the part they are for; None when they name none."""
    words = words.removesuffix("的")
    if _ALTERED.fullmatch(words):
        return "created_or_changed", None
    found = whole(_MADE, words) or whole(_FINISHED, words)
    if found is not None:
        subject = _named(found)
        if subject and re.search("决定$", subject) and re.search("(?:形成|产生)$", words):
            return "decided", re.sub("决定$", "", subject)
        return "created_or_changed", subject
    found = whole(_OBTAINED, words)
    if found is not None:
        return "obtained", found["subject"]
    for pattern, anchor in _ANCHORS:
        found = pattern.fullmatch(words)
        if found is not None:
            return anchor, _named(found) or _decided_on(words)
    if whole(_EVENT, words) is None:
        return None
    apart = whole(_PART_AND_EVENT, words)
    return "event", apart["subject"] if apart and whole(_EVENT, apart["event"]) else None
