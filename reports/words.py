"""How the values of the tables are written for officials: their words, dates and names."""

import re
from datetime import date
from hashlib import sha256
from urllib.parse import urlsplit

from inspection.masking import mask
from inspection.types.judgement import Coverage, Finding, FindingState
from inspection.types.portal import Incident, Listing

_ROUND = re.compile(r"(\d{4})-(\d{1,2})")
# Signs that XML cannot hold, so that no document may; and those that turn the writing round, so that it reads otherwise
# than it was checked.
_UNWRITABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]")
_OFFICES_FOLDERS = re.compile(r"^(?:directories|submitted)/(?:[^/“]+/)*")
_FORBIDDEN_IN_NAMES = re.compile(r'[\\/:*?"<>|\[\]\s\x00-\x1f]+')
# Bytes of a part of a file's name: two of them and the words between stay below 255.
_NAME_BYTES = 100

SEVERITIES = {1: "重大", 2: "重要", 3: "一般", 4: "提示"}
_MODES = {"A": "系统判定", "B": "系统提示", "C": "材料核查"}
_STATES: dict[FindingState, str] = {
    "confirmed": "属实",
    "notified": "属实，已下发",
    "received": "属实，已签收",
    "replied": "已反馈，待复查",
    "fixed": "复查通过",
    "unfixed": "复查不通过",
    "closed": "已销号",
    "rejected": "不予认定",
    "waived": "已报备",
}
_MARKED_OTHERWISE = ("屡查屡犯", "逾期")
_COVERAGE = {
    "content": "已公开",
    "note": "有情况说明",
    "blank": "空白栏目",
    "withdrawn": "已撤下（请说明）",
    "unverifiable": "无法核验（采集不完整）",
    "waived": "已报备",
    "not_due": "未到公开时间",
}
_NOT_APPLICABLE = {
    "on_request": "不适用（依申请公开）",
    "group": "不适用（面向特定对象）",
    "offline": "不适用（线下公开）",
}
_LISTINGS = {
    "complete": "已读完",
    "cut_short": "列表未读完",
    "unreadable": "列表无法判读",
    "script_only": "列表由脚本生成，未能读取",
}
_INCIDENTS = {
    "portal": "门户未能访问",
    "robots": "robots.txt 未能读取",
    "tree": "栏目树未能读取",
    "list": "列表未能采集",
    "page": "页面未能采集",
    "attachment": "附件未能采集",
}


def told(text: str | None) -> str:
    """A text as it may leave: personal data masked, without signs that a document cannot hold; '' for None."""
    return writable(mask(text or ""))


def writable(text: str) -> str:
    """A text without signs that a document cannot hold."""
    return _UNWRITABLE.sub("", text)


def day(value: date | None) -> str:
    """2026年3月6日; '' for None."""
    return f"{value.year}年{value.month}月{value.day}日" if value else ""


def moment(stamp: str | None) -> str:
    """2026-03-06 09:12 from a moment in China time; '' for None."""
    return (stamp or "")[:16].replace("T", " ")


def round_words(name: str) -> str:
    """2026年11月巡查 for a round that is named after its month, else the name in quotes."""
    month = _ROUND.fullmatch(name)
    return f"{month[1]}年{int(month[2])}月巡查" if month else f"“{name}”批次巡查"


def path_words(path: tuple[str, ...] | None) -> str:
    """首页 > 政务公开 > 政策文件."""
    return " > ".join(path or ())


def file_name(text: str, most: int = _NAME_BYTES) -> str:
    """A text as a part of a file's name that every system takes, of `most` bytes at most: names of systems end at 255.
    Signs that have no shape or turn the writing round are left out; a name that is cut ends in a mark of the whole."""
    shown = "".join(sign for sign in _FORBIDDEN_IN_NAMES.sub("_", text) if sign.isprintable())
    name = shown.strip("._") or "_"
    if len(name.encode()) <= most:
        return name
    mark = sha256(text.encode("utf-8", "replace")).hexdigest()[:6]
    return f"{name.encode()[: most - 7].decode(errors='ignore')}_{mark}"


def is_link(url: str) -> bool:
    """Whether an address may be made a link: only the web's own, so that no document opens a local file."""
    return urlsplit(url).scheme in ("http", "https")


def state_words(finding: Finding) -> str:
    """The decision and state of a finding with its marks."""
    words = [_STATES[finding.state]] if finding.state in _STATES else []
    if finding.state == "suspected":
        words = [f"待核实（{_MODES['B' if finding.suspected_only else finding.mode]}）"]
    if finding.state == "confirmed" and finding.confirmed_by == "machine":
        words = ["属实（系统判定）"]
    if finding.overdue:
        words.append("已逾期")
    if finding.repeat:
        words.append("屡查屡犯")
    words += [mark for mark in finding.marks if mark not in _MARKED_OTHERWISE]
    if finding.first_round and finding.first_round != finding.round:
        words.append(f"首次发现于{round_words(finding.first_round)}")
    return "；".join(words)


def coverage_words(coverage: Coverage, as_of: date) -> str:
    """What is known of an entry, in the field's words."""
    if coverage.state == "missing":
        found = f"截至{day(as_of)}未查找到"
        return f"{found}（请提供链接，或说明本期未发生）" if coverage.trigger == "event" else found
    if coverage.state == "not_applicable":
        return _NOT_APPLICABLE.get(coverage.trigger, "不适用")
    return _COVERAGE[coverage.state]


def listing_words(listing: Listing) -> tuple[str, str]:
    """What is the matter with a list, and how much of it was read."""
    claimed = f"，网站标明{listing.claimed}条" if listing.claimed is not None else ""
    return _LISTINGS[listing.state], f"读到{listing.seen}条{claimed}"


def incident_words(incident: Incident) -> str:
    """What could not be fetched."""
    return _INCIDENTS[incident.what]


def place_in_file(finding: Finding) -> str:
    """Where in a file that was handed in a fault stands: the file by its own name, not by the office's folders."""
    return _OFFICES_FOLDERS.sub("", finding.place or "")


def page_title(finding: Finding) -> str:
    """The title of the page a finding is about, in 《》; findings about an entry or a column have none of their own."""
    named = (finding.column[-1:] if finding.column else ()) + (finding.level2, finding.level1, finding.domain)
    if not finding.title or finding.title in named:
        return ""
    return f"《{finding.title.replace('《', '〈').replace('》', '〉')}》"
