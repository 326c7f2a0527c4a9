"""What is asked of units in problem lists and drafts for comment, and how a row is known again when it comes back.

Lists go out and come back through hands that sort, filter, cut and merge them: every row carries all that is needed to
know it, and marks that tell whether its cells still belong together.
"""

import re
from dataclasses import dataclass
from hashlib import sha256
from typing import Literal

from inspection.types.judgement import Finding

# list: a problem list that asks what was done; draft: a draft that asks whether the findings are true.
FormKind = Literal["list", "draft"]
FORM_VERSION = 1
FORM_NAMES: dict[FormKind, str] = {"list": "问题清单", "draft": "征求意见稿"}

# Reasons that units give (PRACTICE 5.5), to be chosen from.
REASONS = (
    "本期无该业务", "信息涉密或依申请公开", "由上级或其他部门公开", "栏目由平台统一设置、无权限",
    "已公开但在其他栏目", "机构改革职能划转", "系统故障", "认定错误", "其他",
)  # fmt: skip
# Reasons that are worth nothing without an address, and without a word of explanation.
PUBLISHED_ELSEWHERE = "由上级或其他部门公开"
LINKED_REASONS = (PUBLISHED_ELSEWHERE, "已公开但在其他栏目")
EXPLAINED_REASONS = ("本期无该业务", "认定错误", "其他")

FIXED, IN_PART, NOT_YET, OBJECTED, EXPLAINED = "已整改", "部分整改", "未整改", "有异议", "仅说明"
RESULTS = (FIXED, IN_PART, NOT_YET, OBJECTED, EXPLAINED)
TRUE, PARTLY_TRUE, NOT_OURS = "属实", "部分属实", "不属本单位职责"
OPINIONS = (TRUE, PARTLY_TRUE, OBJECTED, NOT_OURS)

RESULT, OPINION = "整改情况", "核对意见"
LINK, PROOF, REASON, WORDS = "整改链接", "佐证链接", "原因", "说明"
BY_WHOM, LATER = "应由哪个单位负责", "申请延期至"
NUMBER, MESSAGE, CODE = "问题编号", "问题描述", "登记码"
# The heads that units fill in, the first of which must be chosen.
ASKED: dict[FormKind, tuple[str, ...]] = {
    "list": (RESULT, LINK, REASON, WORDS, BY_WHOM, LATER),
    "draft": (OPINION, BY_WHOM, REASON, WORDS, PROOF, LATER),
}
# What the sheet 填写说明 says of the form itself.
FORM, VERSION, OFFICE, DISTRICT, ROUND, UNIT = "表式", "表式版本", "制发单位", "区编号", "批次", "填写单位"

_KINDS: dict[str, FormKind] = {"L": "list", "D": "draft"}
_LETTERS = {kind: letter for letter, kind in _KINDS.items()}
_CODE = re.compile(
    r"XC(?P<version>\d{1,3})(?P<kind>[LD])-(?P<returned>\d{1,3})-(?P<office>[0-9a-f]{6})-(?P<text>[0-9a-f]{8})-"
    r"(?P<district>[a-z0-9][a-z0-9-]*)/(?P<id>[0-9A-Z]{1,20})/(?P<round>.+)"
)
_RETURNED = re.compile(r"退回(\d+)次")
_COMPARED = 400


@dataclass(frozen=True)
class RowCode:
    """What the hidden code of a row says: the form, how often the finding had been returned when the list was written,
    marks of the office and of the row's own words, whose finding it is and of which round."""

    version: int
    kind: FormKind
    returned: int
    office: str
    text: str
    district: str
    finding: str
    round: str


def row_code(kind: FormKind, finding: Finding, office: str, message: str) -> str:
    """The code of a finding's row; `message` is what the row shows of it."""
    returned = next((int(found[1]) for mark in finding.marks if (found := _RETURNED.fullmatch(mark))), 0)
    head = f"XC{FORM_VERSION}{_LETTERS[kind]}-{returned}-{office_mark(office)}-{text_mark(message)}"
    return f"{head}-{finding.district}/{finding.id}/{finding.round}"


def read_code(text: str) -> RowCode | None:
    """The code in a cell; None where it is none of ours."""
    found = _CODE.fullmatch("".join(text.split()))
    if found is None:
        return None
    return RowCode(
        int(found["version"]), _KINDS[found["kind"]], int(found["returned"]), found["office"], found["text"],
        found["district"], found["id"], found["round"],
    )  # fmt: skip


def office_mark(office: str) -> str:
    """Six digits by which an office knows its own lists."""
    return sha256("".join(office.split()).encode("utf-8", "replace")).hexdigest()[:6]


def text_mark(text: str) -> str:
    """Eight digits of a text, whatever its blanks and lines."""
    return sha256("".join(text.split())[:_COMPARED].encode("utf-8", "replace")).hexdigest()[:8]
