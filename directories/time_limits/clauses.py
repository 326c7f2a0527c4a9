"""One clause of a 公开时限 wording: a small grammar of building blocks, each clause matched whole or not at all.

A clause is [part it is for] [start that it counts from] [number and unit] [what is done]. Free text may stand only
where it names the part or the start, never holds digits or words of time, and is short; so a clause with anything
unforeseen in it stays unread instead of being read wrongly.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace

from directories.time_limits.blocks import (
    Block,
    before_event,
    fixed_date,
    on_request,
    periodic,
    plain,
    shown,
    with_another,
)  # fmt: skip
from directories.time_limits.starts import start_of
from directories.time_limits.words import (
    AT_LEAST,
    FREE,
    HAN,
    LETTER,
    PUBLISHED_THING,
    TIME_WORDS,
    VERB,
    N,
    length_of,
    whole,
)
from inspection.types.directory import Limit

# Characters; the longest clause of a real cell has about 60.
LONGEST_CLAUSE = 120


@dataclass(frozen=True)
class Clause:
    """A limit as one clause gives it, with the part it is for. `named` says that the wording itself sets the part apart
    (a label, 其中, 其他); otherwise `part` only counts where a wording has several limits."""

    limit: Limit
    part: str | None = None
    named: bool = False


def read_clause(text: str) -> Clause | None:
    """The limit of one clause, or None when the clause is not understood to its last character.

    `text` is evened wording without `;` and without commas inside.
    """
    if len(text) > LONGEST_CLAUSE:
        return None
    asked = on_request(text) if "申请" in text else None
    rest, label = (text, None) if asked else _labelled(text)
    found = _block(rest)
    if found is None:
        return None
    limit, subject = found
    if subject and limit.kind != "display" and _SWALLOWED.search(subject):
        return None
    if label is None:
        part, named = _part(subject)
        return Clause(limit, part, named)
    if limit.kind == "deadline" and limit.anchor is None and label.endswith("决定"):
        limit = replace(limit, anchor="decided")
    return Clause(limit, label, named=True)


# A statement of its own that passed for the name of a part: 开学前公示,长期公开.
_SWALLOWED = re.compile(
    "(?<![批事])[前后时](?:应当?|予以|进行|统一|及时|[,、])*(?:公示|公告|公布|公开|发布)|应当?[自从](?=.{2})"
)
_NO_LIMIT = (
    f"(?:并|同时|均)?(?:条目化|列表|全文)(?:展示|公开|发布)|网上公开"
    "|动态(?:调整|更新|管理)|并?根据情况动态调整|主动公开"
    f"|(?:在|通过|经由?)(?:(?!{TIME_WORDS}|[前后时期])[{HAN}、()]){{2,20}}(?:公开|公布|公示|发布)"
    f"|{LETTER}{{2,12}}链接{LETTER}{{2,20}}栏目"
    f"|因(?!.*[日天月年周]){LETTER}{{2,30}}(?:公开征求意见时(?:应当?)?予以说明)?"
    "|(?:并|主动|自觉)*接受(?:社会|群众)监督|最新有效"
)


def says_no_limit(text: str) -> bool:
    """True for a clause that tells how or where, never when (在村公示栏公开, 条目化展示, 动态调整)."""
    return bool(whole(_NO_LIMIT, text))


# 公示期:7天 is one statement, 征地公告:长期公开 a part and its limit.
_LENGTH = re.compile("(?:公示|公告|征求|期限|时间|天数|时长)[期限]?$")


def _labelled(text: str) -> tuple[str, str | None]:
    """A clause without its label, and the part that the label names (处罚决定:…)."""
    found = re.fullmatch("(?:公开|更新)(?:时限|时间|期限|频次|周期)(?:为|是|:)(.+)", text)
    # 公开期限:20个工作日 may say how long instead of by when.
    if found and not re.fullmatch("公开(?:期限|时间).*\\d+\\D{1,5}(?<!内)", text):
        text = found[1]
    text = re.sub("^主动公开的(?:信息|事项|内容)?:?", "", text) or text
    found = re.fullmatch(f"({FREE}):(.+)", text)
    if found is None or (_LENGTH.search(found[1]) and re.match(f"{AT_LEAST}(?:为|是)?\\d+(?![\\d月次])", found[2])):
        return text, None
    label = found[1].strip("《》“”")
    if label in ("主动公开", "信息"):
        return found[2], None
    return found[2], _part_name(label) or label


def _part(subject: str | None) -> tuple[str | None, bool]:
    """The part that a clause's subject names, and whether the wording sets it apart by itself."""
    if not subject:
        return None, False
    inside = subject.startswith("其中")
    name = _part_name(subject.removeprefix("其中"))
    if name is None:
        return None, False
    return name, inside or name in ("其他", "其余") or name.startswith("除")


_GENERIC = re.compile(
    "(?:自|从|该|本|此|政府|公开|主动|相关|有关|各类|所有|上述|事项|信息|内容|文件|政策|材料|目录|应当?|批[前后]|公布|公示|公告"
    "|发布|的|新)*|.*(?:[后前时]|期间)"
    # Where something stands is no part either, nor is when it changes.
    "|.*(?:网站|平台|公示栏|公开栏|公告栏|公众号|专栏|大厅|窗口|显示屏)"
    "|[如若遇当](?:有|遇|发生|出现)*|(?:如|若|遇|当|一旦)*(?:有)?(?:信息|内容|情况|事项|人员|政策)?(?:重大|重要|较大)?"
    "(?:如|若)?(?:有|发生|出现)*(?:变更|变化|变动|调整|更新|修改)的?"
)
# What is left when an ending is taken off must still say which part: 重大事项 is not 重大.
_VAGUE = re.compile(
    "(?:.*的)?(?:重大|重要|一般|日常|常规|其中|具体|临时|动态|静态|基本|特殊|完成|进展|落实|执行|实施|使用|办理)"
)


# 自、从、在 before a part, not inside its name (自然资源, 从业人员, 在建项目).
_FROM = "(?:自(?![然查主愿治建筹来动身有学考测用]|行(?!政))|从(?![业事])|在(?![建岗校编职]))"


def _part_name(subject: str) -> str | None:
    """A part by its bare name: without 信息、事项、情况, without 《》; every kind of other things is 其他 (其余).

    None where the words name no part (该信息, 批后公布) or say when.
    """
    name = re.sub("^(?:并|同时|且|还)+", "", subject.strip("、:"))
    name = re.sub(f"^(?:(?:应当?|须)?(?:[自从在]?该|{_FROM}))+", "", name)
    name = re.sub("^[作做]出(?=.*决定)", "", name)
    name = re.sub("(?:应当|应该|应|须|需|在|自|于|经|的|由|保持|予以|进行|主动|对外|依法|一般|原则上)+$", "", name)
    name = re.sub('[《》“”"]', "", name)
    excluded = re.match(f"(除[{HAN}、]+?(?:以外|之外|外))", name)
    if excluded:
        return excluded[1]
    for other in ("其他", "其它", "其余"):
        if name.startswith(other):
            return "其余" if other == "其余" else "其他"
    if re.search("许可|处罚|强制|检查|征收", name):
        name = re.sub("和|以及|及|与|或者?", "、", name)
    for ending in ("相关信息", "有关信息", "事项信息", "公开信息", "信息", "事项", "情况", "内容", "类"):
        bare = name.removesuffix(ending)
        if bare != name and len(bare) >= (3 if ending == "信息" else 2) and not _VAGUE.fullmatch(bare):
            if ending == "情况" and _GENERIC.fullmatch(bare):
                break
            if ending == "类" and bare not in ("信息", "内容"):
                return bare
            name = name.removesuffix(ending)
            break
    return None if len(name) < 2 or _GENERIC.fullmatch(name) else name


def _block(text: str) -> Block | None:
    """The first building block that matches the whole clause."""
    for word, reads in _BLOCKS:
        found = reads(text) if word.search(text) else None
        if found is not None:
            return found
    return None


_COUNT = (
    "(?:不得?超过|不多于|最长不超过|最迟不超过|最晚不超过|应当?|在|于|的|起|,)*"
    f"{N}(?P<unit>个?工作日|个?自然日|个?日历日|日历天|自然天|日|天|个月|周|个?星期)?"
)
# Without a start these may bound how long something is shown (公告不少于3个工作日,不超过10个工作日).
_AT_MOST = re.compile("不得?超过|不多于")
_DEADLINE = re.compile(
    f"(?P<head>\\D*?){_COUNT}(?P<within>以内|之内|内)?(?P<verb>{VERB}{PUBLISHED_THING}?)?(?:完毕|为止)?"
    "(?:(?:进行|完成|同步|发布|公开)?(?:政策)?解读(?:材料|信息)?)?"
)


def _deadline(text: str) -> Block | None:
    """A number of days from a start: 信息形成或者变更之日起20个工作日内予以公开."""
    found = _DEADLINE.fullmatch(text)
    # Only 办结之日起 and 办结后 are starts; any other 办结 is the time that a service takes.
    if found is None or re.search("办结(?!之日|日起|后|之后|以后)", text) or _AT_MOST.match(text):
        return None
    start = start_of(re.sub("[,、]+$", "", found["head"]))
    if start is None:
        return None
    anchor, subject = start
    subject = subject or found["thing"]
    unit = found["unit"]
    if unit is None:
        # 批准后20内: the budget law's days after approval are the only count whose lost unit is certain.
        if anchor != "approved" or found["n"] != "20" or not found["within"]:
            return None
        unit = "日"
    length = length_of(found["n"], unit)
    if length is None or (anchor is None and not found["within"] and length[1] != "workday"):
        return None
    if anchor == "event" and length[1] != "workday" and not (found["within"] or found["verb"]):
        # 自招标文件发出之日起20日 is no time to publish in.
        return None
    if anchor is None and subject is not None and subject.endswith("决定"):
        anchor = "decided"
    elif anchor is None and found["verb"] is not None:
        # 15个工作日内公开 counts from creation; of penalties and permits nobody can tell from which of their steps.
        if subject and re.search("许可|处罚|强制|决定", subject):
            return None
        anchor = "created_or_changed"
    elif anchor is None and subject is not None and not _part(subject)[1]:
        return None
    return Limit("deadline", n=length[0], unit=length[1], anchor=anchor), subject


# What a block cannot do without, so that most clauses meet only the block that reads them.
_BLOCKS: tuple[tuple[re.Pattern[str], Callable[[str], Block | None]], ...] = (
    (re.compile('同|〃|″|′|["“”]|长期|永久|常年|长年|任期|实时|随时|即时|及时'), plain),
    (re.compile("[每按逐次季]|半年|1[期轮]|[年月周日]度?(?:更新|公)"), periodic),
    (re.compile("\\d月|年"), fixed_date),
    (re.compile("公示|公告|意见|展示|张榜"), shown),
    (re.compile("前"), before_event),
    (re.compile("申请"), on_request),
    (re.compile("随|同步|同时|一并|一同"), with_another),
    (re.compile("\\d"), _deadline),
)
