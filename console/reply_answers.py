"""What the rows of a list that came back answer, and what is wrong with them: nothing is guessed for a unit."""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlsplit

from console.reply_reading import FilledForm, FilledRow, plain
from inspection.reply_forms import (
    ASKED,
    BY_WHOM,
    CODE,
    EXPLAINED,
    EXPLAINED_REASONS,
    FIXED,
    FORM_NAMES,
    FORM_VERSION,
    IN_PART,
    LATER,
    LINK,
    LINKED_REASONS,
    MESSAGE,
    NOT_OURS,
    NOT_YET,
    NUMBER,
    OBJECTED,
    OPINION,
    OPINIONS,
    PARTLY_TRUE,
    PROOF,
    REASON,
    REASONS,
    RESULT,
    RESULTS,
    TRUE,
    WORDS,
    FormKind,
    RowCode,
    text_mark,
)
from inspection.types.life import Act
from reports.words import told

# How people write the choices when they type them. What may mean two of them (整改中) is none of these.
_WORDS = {
    FIXED: "已完成 完成 已完成整改 整改完成 已整改完成 完成整改 已整改到位 整改到位 已改 已落实",
    IN_PART: "部分完成 已部分整改 部分已整改 部分整改到位",
    NOT_YET: "尚未整改 没有整改 未完成 未完成整改 暂未整改",
    OBJECTED: "异议 有不同意见 不认可 不属实",
    EXPLAINED: "说明 只说明 仅作说明 仅需说明",
    TRUE: "情况属实 无异议 没有异议 同意 认可 无意见",
    PARTLY_TRUE: "部分属实部分不属实 基本属实",
    NOT_OURS: "不属于本单位职责 不属本单位 不是本单位职责 非本单位职责",
}
_MEANT = {plain(word): choice for choice, words in _WORDS.items() for word in words.split()}
_FEWEST = 4
_URL = re.compile(r"https?://[!-~]+", re.I)
# An address that runs on in Chinese: where it ends cannot be told.
_RUNS_ON = re.compile(r"https?://[!-~]+[一-鿿]", re.I)
_BESIDE = re.compile(r"[\s，。；、,;]+")
_DATE = re.compile(
    r"(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*[日号]?(?:前|之前|\s*(?:24时|0?0:00(?::00)?))?"
)
_ECHO = 30


@dataclass(frozen=True)
class Answer:
    """What a unit says of a finding. `asks` are what it asks for (an extension, another unit), in words; `row` is where
    it stands, `code` None where that was lost."""

    finding: str
    act: Act
    chosen: str
    link: str | None
    choice: str | None
    words: str
    asks: tuple[str, ...]
    links: tuple[str, ...]
    later: date | None
    row: FilledRow
    code: RowCode | None

    @property
    def said(self) -> tuple[object, ...]:
        """What must be the same where two answers are the same."""
        return (self.act, self.chosen, self.link, self.choice, self.words, self.asks, self.links)

    @property
    def reason(self) -> str:
        """What is recorded of it in words: what was chosen and is asked for in marks, then what the unit wrote."""
        marks = "".join(f"【{one}】" for one in (self.chosen, *self.asks))
        more = f"其他链接：{'、'.join(self.links[1:])}" if len(self.links) > 1 else ""
        return marks + "；".join(filter(None, (self.words, more)))


def answers_of(form: FilledForm) -> tuple[list[Answer], list[str]]:
    """What every row answers (rows that say nothing are none), and one Chinese sentence for each that is wrong."""
    answers: list[Answer] = []
    wrong: list[str] = []
    for row in form.rows:
        heads = ASKED[form.kind]
        lost = [head for head in (*heads, NUMBER) if head in row.unread]
        if not lost and not any(row.text(head) for head in heads):
            continue
        try:
            if lost:
                raise _WrongCellError(row, lost[0], "是没有结果的公式或错误值，读不出内容，请直接填写文字")
            answers.append(_answer(form.kind, row))
        except _WrongCellError as error:
            wrong.append(error.sentence)
    return answers, wrong


class _WrongCellError(Exception):
    """What is wrong with a cell, and what to do."""

    def __init__(self, row: FilledRow, head: str, why: str) -> None:
        number = row.text(NUMBER) or (row.code.finding if row.code else "")
        named = f"，问题 {told(number)[:_ECHO]}" if number else ""
        self.sentence = f"{row.place(head)}{named}：{why}。"
        super().__init__(self.sentence)


def _answer(kind: FormKind, row: FilledRow) -> Answer:
    finding = _finding(kind, row)
    chosen = _chosen(row, *((RESULT, RESULTS) if kind == "list" else (OPINION, OPINIONS)))
    if not chosen:
        first = ASKED[kind][0]
        raise _WrongCellError(row, first, f"填了其他内容但没有选“{first}”，请从下拉中选一项，或清空该行")
    choice = _chosen(row, REASON, REASONS) or None
    links = _links(row, LINK if kind == "list" else PROOF)
    later, by_whom, words = _later(row), told(row.text(BY_WHOM)), told(row.text(WORDS))
    asks = [f"申请延期至{later.year}年{later.month}月{later.day}日"] if later else []
    asks += [f"认为应由{by_whom}负责"] if by_whom else []
    act = _act(chosen, bool(choice or words or links or asks))
    answer = Answer(
        finding, act, chosen, links[0] if links else None, choice, words, tuple(asks), links, later, row, row.code
    )
    _must_be_whole(answer, bool(by_whom), LINK if kind == "list" else PROOF)
    return answer


def _finding(kind: FormKind, row: FilledRow) -> str:
    """Whose row it is. Raises _WrongCellError where that is not certain."""
    number = unicodedata.normalize("NFKC", "".join(row.text(NUMBER).split())).upper()
    code = row.code
    if row.text(CODE) and code is None:
        raise _WrongCellError(row, CODE, f"“{CODE}”被改动，请用发出的文件重新填写这一行")
    if code is None:
        if not number:
            raise _WrongCellError(row, NUMBER, f"有答复但没有“{NUMBER}”，请照发出的清单补上；新增的行不作答复")
        return number
    if code.version > FORM_VERSION:
        raise _WrongCellError(row, CODE, "这份表由较新版本的程序写出，请升级后再导入")
    if code.kind != kind:
        raise _WrongCellError(
            row, CODE, f"这一行出自{FORM_NAMES[code.kind]}，不能放在{FORM_NAMES[kind]}里，请用原来的文件填写"
        )
    moved = "与隐藏的“登记码”对不上，可能排序时没有选中整张表，请用发出的文件重新填写"
    if number and number != code.finding:
        raise _WrongCellError(row, NUMBER, f"“{NUMBER}”{moved}")
    if MESSAGE in row.cells and row.text(MESSAGE) and text_mark(row.cells[MESSAGE]) != code.text:
        raise _WrongCellError(row, MESSAGE, f"“{MESSAGE}”{moved}；描述被改过的请恢复")
    return code.finding


def _chosen(row: FilledRow, head: str, choices: tuple[str, ...]) -> str:
    """Which of the choices a person means; '' for nothing. Raises _WrongCellError for what is none of them."""
    text = plain(row.text(head))
    if not text:
        return ""
    known = {plain(choice): choice for choice in choices}
    also = _MEANT.get(text, "")
    begun = [choice for word, choice in known.items() if len(text) >= _FEWEST and word.startswith(text)]
    if text in known or also in choices or len(begun) == 1:
        return known.get(text) or (also if also in choices else begun[0])
    shown = told(row.text(head))[:_ECHO]
    raise _WrongCellError(row, head, f"没有“{shown}”这一项，请从下拉中选：{'、'.join(choices)}")


def _act(chosen: str, more: bool) -> Act:
    acts: Mapping[str, Act] = {
        FIXED: "reply", IN_PART: "fix_in_part", NOT_YET: "explain", EXPLAINED: "explain", OBJECTED: "object",
        PARTLY_TRUE: "object", NOT_OURS: "object", TRUE: "explain",
    }  # fmt: skip
    return "agree" if chosen == TRUE and not more else acts[chosen]


def _links(row: FilledRow, head: str) -> tuple[str, ...]:
    """The addresses in a cell, each once. Raises _WrongCellError where something else stands there."""
    text = told(row.text(head))
    found = [one.rstrip(".,;:!?)]}>'\"") for one in _URL.findall(text)]
    rest = _BESIDE.sub("", _URL.sub("", text))
    if rest and not found:
        raise _WrongCellError(
            row, head, f"“{text[:_ECHO]}”不是网址，请写 http:// 或 https:// 开头的完整网址；要说的话写在“{WORDS}”"
        )
    if _RUNS_ON.search(text):
        why = "网址后面紧跟着汉字，看不出到哪里为止，请从浏览器地址栏复制网址，与其他文字用空格隔开"
        raise _WrongCellError(row, head, why)
    for one in found:
        if not host_of(one):
            raise _WrongCellError(row, head, f"“{one[:_ECHO]}”不是完整的网址，请从浏览器地址栏复制")
    return tuple(dict.fromkeys(found))


def host_of(url: str) -> str:
    """The host of an address in small letters; '' where it has none."""
    try:
        return (urlsplit(url).hostname or "").lower()
    except ValueError:
        return ""


def _later(row: FilledRow) -> date | None:
    text = unicodedata.normalize("NFKC", row.text(LATER))
    if not text:
        return None
    found = _DATE.fullmatch(text.strip(" 。至"))
    try:
        return date(int(found[1]), int(found[2]), int(found[3])) if found else _no_date(row)
    except ValueError:
        return _no_date(row)


def _no_date(row: FilledRow) -> date:
    raise _WrongCellError(row, LATER, f"“{told(row.text(LATER))[:_ECHO]}”不是日期，请写成 2026-12-10 的样子")


def _must_be_whole(answer: Answer, by_whom: bool, link: str) -> None:
    """Raises _WrongCellError for what an answer lacks, and for what contradicts it."""
    row, chosen, choice = answer.row, answer.chosen, answer.choice
    if chosen == FIXED and answer.later:
        raise _WrongCellError(row, LATER, f"选了“{FIXED}”，不必申请延期，请删去其一")
    if chosen in (FIXED, TRUE) and by_whom:
        raise _WrongCellError(row, BY_WHOM, f"选了“{chosen}”，不应再写由别的单位负责，请删去其一")
    if chosen in (FIXED, IN_PART) and not (answer.link or choice):
        raise _WrongCellError(row, link, f"选了“{chosen}”，须填“{link}”；确实没有网址的，选“{REASON}”并写“{WORDS}”")
    if choice in LINKED_REASONS and not answer.link:
        raise _WrongCellError(row, link, f"原因选了“{choice}”，须填公开在哪里的网址")
    if choice in EXPLAINED_REASONS and not answer.words:
        raise _WrongCellError(row, WORDS, f"原因选了“{choice}”，须写明“{WORDS}”")
    if chosen == NOT_OURS and not (by_whom or answer.words):
        raise _WrongCellError(row, BY_WHOM, f"选了“{NOT_OURS}”，须写“{BY_WHOM}”；不清楚的，在“{WORDS}”中写明理由")
    if chosen in (NOT_YET, OBJECTED, EXPLAINED, PARTLY_TRUE) and not (choice or answer.words or answer.asks):
        raise _WrongCellError(row, REASON, f"选了“{chosen}”，须写明“{REASON}”或“{WORDS}”")


def doubled(answers: Iterable[tuple[str, str, Answer]]) -> list[tuple[str, str]]:
    """Of (key of a file, its name, answer) what is answered differently in two places: the key of each file that is
    concerned with a Chinese sentence."""
    first: dict[tuple[str, str], tuple[str, str, Answer]] = {}
    found: list[tuple[str, str]] = []
    for key, name, answer in answers:
        before_key, before_name, before = first.setdefault((answer.finding, _head(answer)), (key, name, answer))
        if before.said == answer.said:
            continue
        files = (before_name, name) if before_key != key else ("", "")
        shown = [f"{file} {one.row.place(_head(one))}“{one.chosen}”".strip() for file, one in zip(
            files, (before, answer), strict=True)]  # fmt: skip
        sentence = f"问题 {answer.finding} 有两份不同的答复：{'，'.join(shown)}，请商定后只留一份。"
        found += [(one, sentence) for one in dict.fromkeys((before_key, key))]
    return found


def _head(answer: Answer) -> str:
    return RESULT if RESULT in answer.row.cells else OPINION
