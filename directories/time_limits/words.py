"""The words that limits are made of, as pieces of patterns, and counts with their units."""

import re
from functools import cache
from typing import Literal

HAN = "一-鿿"
# Free text: no digits and none of the words that could carry a limit of their own.
TIME_WORDS = (
    "每|半年|工作日|日内|个月|及时|实时|随时|即时|立即|长期|永久|常年|定期|适时|至少|提前|同步|时限|之日"
    "|不得|不少|不低|不超|最迟|季度|月份|月底|年底|同时|尽快|任期|依申请|[按逐][年季月周日天]"
    "|不[早晚迟再定]|第一时间|尽早|[暂即]不|直[至到]|方可|可以|并非|无[需须]|暂停|逾期|左右|大约|小时|分钟|撤下|下架|[不未非无](?=每|实时|及时|随时|即时|长期|永久|常年)"
    "|[当次隔][日天]"
)
FREE = f"(?:(?!{TIME_WORDS})[{HAN}A-Za-z、《》“”\"'-]){{1,30}}?"
# One character of it, for what ends a clause.
LETTER = f"(?:(?!{TIME_WORDS})[{HAN}])"
# The part that a clause is for; a reading without one is tried first.
SUBJECT = f"(?P<subject>{FREE})??"
N = "(?P<n>\\d{1,3})"
UNIT = "(?P<unit>个?工作日|个?自然日|个?日历日|日历天|自然天|日|天|个月|周|个?星期)"
SHOULD = "(?:应当|应该|应|必须|须|需|自|从|在|于|经|由|的|依法)*"

# A place goes on to the word for publishing, not over it: 在网站公开长期公示 is two things.
_PLACE = f"(?:(?!{TIME_WORDS}|(?:公开|公示|公布|发布)(?!栏|查阅|平台|专|目录|网|屏|墙|系统))[{HAN}、])"
_WHERE = f"(?:在{_PLACE}{{2,20}}?(?:上|中|内)?|通过{_PLACE}{{2,20}}?|[经由]{_PLACE}{{2,12}}?)"
_MANNER = (
    "(?:应当|应该|应予|须|需|必须|应|要|予以|给予|及时|主动|全部|统一|集中|对外|依法|依规|进行|向社会|向公众"
    "|向全社会|挂网|张榜|按要求|完成)*"
)
# One place at most: a repeated choice of free texts would take a time exponential in their number.
ADVERB = f"{_MANNER}(?:{_WHERE}{_MANNER})?"
PUBLISHED = (
    "(?:公开|公布|公示|发布|公告|更新|调整|上传|上网公[开示布]|网上公[开示布]|上网|录入|披露|公开发布|更新(?:公开|公布|发布)|公开更新"
    "|公开完毕|公开到位|推送|双公示|公布于众|公开公示|公示公开|转发"
    "|张贴(?:公示|公告|公开)?"
    "|(?:上传|报送?)(?:至|到)[一-鿿]{2,12}?(?:公开|网站|平台))"
)
OBJECT = "(?:相关|有关|政府)?(?:信息|内容|结果|目录)?"
VERB = f"(?:{ADVERB}{PUBLISHED}{OBJECT})"
# What is published, after its verb: 公开检查结果.
PUBLISHED_THING = (
    f"(?P<thing>(?![底末初前后])(?:(?!意见|{TIME_WORDS})[{HAN}]){{0,8}}?"
    "(?:结果|名单|候选人|情况|灾情|进度|报告|方案|决定书?|数据|清单|明细|收支|信息))"
)
# What may stand between a part and a word of time.
DONE_TO = "(?:应当?|保持|予以|进行|并)*"
AT_LEAST = "(?:至少|不得?少于|不得?低于)?"


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)


def whole(pattern: str, text: str) -> re.Match[str] | None:
    """The match of the whole text. Patterns are compiled when first needed: all of them would delay every start."""
    return _compiled(pattern).fullmatch(text)


def length_of(n: str, unit: str) -> tuple[int, Literal["workday", "day", "month"]] | None:
    """A count with its unit; weeks as days. None for nothing (0)."""
    count = int(n)
    if count == 0:
        return None
    if "工作" in unit:
        return count, "workday"
    if unit in ("周", "星期", "个星期"):
        return count * 7, "day"
    return count, "month" if unit == "个月" else "day"
