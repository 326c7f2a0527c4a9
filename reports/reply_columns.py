"""The columns in which units answer, alike in every list that goes out, and the sheet that says how to fill them in."""

from collections.abc import Sequence

from inspection.reply_forms import (
    ASKED,
    BY_WHOM,
    CODE,
    DISTRICT,
    EXPLAINED,
    EXPLAINED_REASONS,
    FIXED,
    FORM,
    FORM_NAMES,
    FORM_VERSION,
    IN_PART,
    LATER,
    LINK,
    LINKED_REASONS,
    NOT_OURS,
    NOT_YET,
    NUMBER,
    OBJECTED,
    OFFICE,
    OPINION,
    OPINIONS,
    PARTLY_TRUE,
    PROOF,
    REASON,
    REASONS,
    RESULT,
    RESULTS,
    ROUND,
    TRUE,
    UNIT,
    VERSION,
    WORDS,
    FormKind,
)
from inspection.types.judgement import Finding
from reports.sheets import Ask, Cell, Table
from reports.view import OPEN, DistrictView, RoundView
from reports.words import day, told

GUIDE_SHEET = "填写说明"
ASKS: dict[FormKind, dict[str, Ask]] = {
    "list": {
        RESULT: Ask("请从下拉中选择一项；不选的按未反馈处理。", RESULTS),
        LINK: Ask("整改后的页面网址，须为本区门户的完整网址；有几个的，一行写一个。"),
        REASON: Ask("没有整改链接，或有异议、仅说明的，请选一项。", REASONS),
        WORDS: Ask("要说明的情况。请勿写公民个人信息。"),
        BY_WHOM: Ask("不属本单位职责的，写明应由哪个单位负责。"),
        LATER: Ask("确需延期的，写明日期，如 2026-12-10；须经同意。"),
    },
    "draft": {
        OPINION: Ask("请从下拉中选择一项；不选的按未反馈处理。", OPINIONS),
        BY_WHOM: Ask("选“不属本单位职责”的，写明应由哪个单位负责。"),
        REASON: Ask("有异议、部分属实的，请选一项。", REASONS),
        WORDS: Ask("哪里不属实，或需要说明的情况。请勿写公民个人信息。"),
        PROOF: Ask("佐证页面的完整网址；有几个的，一行写一个。"),
        LATER: Ask("属实但确需较长时间整改的，写明日期，如 2026-12-10；须经同意。"),
    },
}
_WIDTHS = {
    RESULT: 11, OPINION: 12, LINK: 20, PROOF: 20, REASON: 13, WORDS: 22, BY_WHOM: 13, LATER: 11,
}  # fmt: skip
GUIDE_COLUMNS = (("项目", 18), ("说明", 104))
_CHOICES_TOLD: dict[FormKind, tuple[tuple[str, str], ...]] = {
    "list": (
        (FIXED, f"已经整改到位。须填“{LINK}”；确实没有网址的，选“{REASON}”并在“{WORDS}”中写明。"),
        (IN_PART, f"只整改了一部分。须填“{LINK}”或选“{REASON}”，并在“{WORDS}”中写明还差什么、何时完成。"),
        (NOT_YET, f"还没有整改。须写明“{REASON}”或“{WORDS}”；需要延期的填“{LATER}”。"),
        (
            OBJECTED,
            f"认为问题不成立，或不该由本单位负责。须写明“{REASON}”或“{WORDS}”；应由别的单位负责的填“{BY_WHOM}”。",
        ),
        (EXPLAINED, "不是能再整改的事（如当时逾期公开），或依法不公开等，只作说明。"),
    ),
    "draft": (
        (TRUE, f"问题属实。需要说明的写“{WORDS}”，确需较长时间的填“{LATER}”。"),
        (PARTLY_TRUE, f"一部分属实。在“{WORDS}”中写明哪一部分不属实，有佐证的填“{PROOF}”。"),
        (OBJECTED, f"认为不属实。选“{REASON}”或写“{WORDS}”，有佐证的填“{PROOF}”。"),
        (NOT_OURS, f"问题可能属实，但不是本单位的职责。请填“{BY_WHOM}”；不清楚是谁的，在“{WORDS}”中写明理由。"),
    ),
}


def reply_columns(kind: FormKind) -> tuple[tuple[str, int], ...]:
    """The columns that are asked for, the number of the finding, and its code."""
    return (*((head, _WIDTHS[head]) for head in ASKED[kind]), (NUMBER, 11), (CODE, 12))


def may_answer(finding: Finding) -> bool:
    """Whether a list asks of a finding: it is confirmed and not put right."""
    return finding.state in OPEN


def guide_sheet(
    view: RoundView, district: DistrictView, kind: FormKind, due: str, unit: str = "", form: str = ""
) -> Table:
    """How a list is filled in and handed back, and what list it is. `due` is by when, in words."""
    name = told(district.district.name)
    title = f"{name}{form or FORM_NAMES[kind]}{GUIDE_SHEET}"
    rows: list[Sequence[Cell]] = [
        (FORM, FORM_NAMES[kind]),
        (VERSION, str(FORM_VERSION)),
        (OFFICE, told(view.office.name)),
        (ROUND, view.round),
        (DISTRICT, district.district.id),
        ("区", name),
        *([(UNIT, told(unit))] if unit else []),
        ("数据截止", day(view.as_of)),
        ("反馈期限", due),
        ("填在哪里", f"深黄色标题下的浅黄色格（{'、'.join(ASKED[kind])}）；灰色格和其余各列不用填。"),
        *_CHOICES_TOLD[kind],
        (
            REASON,
            f"从下拉中选一项。选“{'”“'.join(LINKED_REASONS)}”的须附网址；"
            f"选“{'”“'.join(EXPLAINED_REASONS)}”的须写“{WORDS}”。",
        ),
        (BY_WHOM, "是建议，经同意改派后才转由该单位负责；同意之前仍由原单位负责。"),
        (LATER, "是申请，经同意后才生效；同意之前原期限不变。写年月日，如 2026-12-10。"),
        (
            "筛选和排序",
            f"可以筛选；要排序、删行、调整列，先在“审阅”中撤销工作表保护（没有密码）。排序时请选中整张表，不要只排几列：最右边隐藏的“{CODE}”要跟着走。",
        ),
        (
            "分送和汇总",
            "可以按责任单位拆开分送，也可以汇总成一张交回，几份一起交回也行。同一个问题请只留一份答复。“表式”“批次”“区编号”“问题编号”请不要改动。",
        ),
        ("网页留痕", "巡查当时的网页，在随表附送的“留痕”文件夹中；没有附送的，可向发出本表的单位索取。"),
        ("交回", "保存为 XLSX（或 CSV）交回，文件名可以改。空着的行按未反馈处理，不影响其他行，可以分几次交回。"),
    ]  # fmt: skip
    return Table(GUIDE_SHEET, title, GUIDE_COLUMNS, rows, "填好后交回本文件即可。", locked=True)
