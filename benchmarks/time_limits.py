"""How well 公开时限 wordings are read: right, wrong (readable, but another rule) and unreadable.

python -m benchmarks.time_limits # prints and writes benchmarks/time_limits.md

Sets of wordings, none of them blind any more:

- the labelled rows of the shared data, and the fifth of them that a hash sets apart. The authors of the grammar had
  seen all of these rows, that fifth too, so the figure says that nothing is lost, not how new wordings fare;
- wordings found in stored public text and not among those rows, and wordings composed from law and practice
  (`found_`, `composed_`, and a last lot `later_`, in tests/directories/time_limits.yml);
- eight lots written by what offices print in every domain (`office_`, `guide_`), by what looks like a limit and is
  none or another (`near_`), and by both (`closing_`, `mixed_`, `clauses_`, `topic_`, `parting_`), each before it was
  read; the grammar was mended between them;
- wordings made up from blocks (tests/directories/limit_wordings.py).

What new wordings can expect is what all but the shared rows gave when they were first read, before the grammar was
mended by them: `FIRST_READ`. In the eight lots a wording with two fair readings was right with either, and so was one
without a clear limit that was left unreadable. The made-up words came in three lots, each measured alone when it was
new; some of the answers to the first lot and to the last one were at odds with the rule for names of parts and were
changed afterwards.
"""

import hashlib
import json
import os
import sys
import time
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import yaml

from directories.time_limit import UNREADABLE, parse_limits
from inspection.types.directory import Limit
from tests.directories.limit_wordings import wordings

HERE = Path(__file__).resolve().parent
SHARED = Path(os.environ.get("XUNCHA_SHARED", HERE.parents[1] / "shared"))
CASES = HERE.parent / "tests" / "directories" / "time_limits.yml"
MADE, SEED = 40_000, 7
_COMMAND = "python -m benchmarks.time_limits"
# Set, how many, right, wrong, unreadable when it was first read.
FIRST_READ = (
    ("公开文本中找到的", 41, 34, 1, 6),
    ("凭法规和经验写成的", 51, 42, 0, 9),
    ("最后一批写成的", 89, 72, 8, 9),
    ("各领域常见写法", 129, 108, 3, 18),
    ("近似而不同的写法", 92, 81, 7, 4),
    ("各领域常见写法，第二批", 80, 71, 2, 7),
    ("多分句及近似写法", 82, 79, 1, 2),
    ("多分句写法，第二批", 64, 62, 2, 0),
    ("多分句写法，第三批", 30, 28, 2, 0),
    ("逗号分隔的写法", 40, 29, 0, 11),
    ("各领域常见写法，最后一批", 45, 42, 0, 3),
    ("生成的，第一批词", 4000, 3802, 66, 132),
    ("生成的，第二批词", 4000, 3323, 164, 513),
    ("生成的，第三批词", 4000, 2995, 20, 985),
)

Case = tuple[str, tuple[Limit, ...]]


def main() -> int:
    """Measures and writes the report; 2 where the labelled rows are not here."""
    rows = SHARED / "data" / "time_limits.jsonl"
    if not rows.is_file():
        print(f"没有找到实际公开时限：{rows}，请用环境变量 XUNCHA_SHARED 指明。", file=sys.stderr)
        return 2
    shared = labelled_rows(rows)
    cases = yaml.safe_load(CASES.read_text(encoding="utf-8"))
    made = list(wordings(MADE, SEED))
    sets = {
        "实际公开时限": shared,
        "其中按哈希留出的五分之一": [case for case in shared if held_back(case[0])],
        "公开文本中找到的": own_cases(cases, "found_"),
        "凭法规和经验写成的": own_cases(cases, "composed_"),
        "最后一批写成的": own_cases(cases, "later_"),
        "各领域常见写法": own_cases(cases, "office_"),
        "近似而不同的写法": own_cases(cases, "near_"),
        "各领域常见写法，第二批": own_cases(cases, "guide_"),
        "多分句及近似写法": own_cases(cases, "closing_"),
        "多分句写法，第二批": own_cases(cases, "mixed_"),
        "多分句写法，第三批": own_cases(cases, "clauses_"),
        "逗号分隔的写法": own_cases(cases, "topic_"),
        "各领域常见写法，最后一批": own_cases(cases, "parting_"),
        "按构件生成的": [(one.text, one.limits) for one in made],
    }
    families = {name: [(one.text, one.limits) for one in made if one.family == name] for name in _FAMILY_NAMES}
    report = render(sets, families, milliseconds([text for text, _ in shared]))
    (HERE / "time_limits.md").write_text(report, encoding="utf-8")
    print(report)
    return 0


_FAMILY_NAMES = {
    "deadline": "自某日起若干日内", "bare number": "只有天数", "display": "公示期", "consultation": "征求意见",
    "periodic": "按周期", "fixed date": "每年某日前", "before an event": "提前若干日", "on request": "依申请公开",
    "plain words": "实时、及时、长期等", "prompt after": "某事后及时", "two clauses": "两个分句",
    "and how": "附公开方式", "exception": "附除外情形", "labelled parts": "分项列举",
    "decision and rest": "处罚许可与其他", "vague": "无法判断", "half vague": "部分无法判断",
    "number lost": "数字缺失", "misprint": "误植",
}  # fmt: skip


def labelled_rows(path: Path) -> list[Case]:
    """The rows of the shared data: `limits` is null where nobody can tell."""
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    return [(row["wording"], UNREADABLE if row["limits"] is None else limits_of(row["limits"])) for row in rows]


def own_cases(cases: dict[str, dict[str, Any]], prefix: str) -> list[Case]:
    """Cases of the project whose names begin with `prefix`."""
    return [(case["wording"], limits_of(case["limits"])) for name, case in cases.items() if name.startswith(prefix)]


def limits_of(rows: list[dict[str, Any]]) -> tuple[Limit, ...]:
    return tuple(Limit(**row) for row in rows)


def held_back(wording: str) -> bool:
    """One wording in five, the same ones on every machine."""
    return int(hashlib.sha256(wording.encode()).hexdigest(), 16) % 5 == 0


def verdicts(cases: Iterable[Case]) -> Counter[str]:
    """How many wordings are read right, wrong or as unreadable."""
    found: Counter[str] = Counter()
    for text, limits in cases:
        read = parse_limits(text)
        found["right" if read == limits else "unreadable" if read == UNREADABLE else "wrong"] += 1
    return found


def milliseconds(texts: list[str]) -> float:
    """The mean time of a wording that is read for the first time, in the quickest of five rounds."""
    rounds = []
    for _ in range(5):
        parse_limits.cache_clear()
        started = time.perf_counter()
        for text in texts:
            parse_limits(text)
        rounds.append(time.perf_counter() - started)
    return min(rounds) * 1000 / len(texts)


def render(sets: dict[str, list[Case]], families: dict[str, list[Case]], each: float) -> str:
    """The report in Markdown."""
    lines = [
        "# 公开时限读取准确率", "", f"由 `{_COMMAND}` 生成。",
        "“错误”指读成了另一种规则；“不可读”指如实说明读不出来（提示人工核对）。", "",
        "## 现在", "", "以下各组在修改规则时均已看过，只说明没有退步。", "",
        "| 来源 | 条数 | 正确 | 错误 | 不可读 |", "| --- | ---: | ---: | ---: | ---: |",
    ]  # fmt: skip
    for name, cases in sets.items():
        found = verdicts(cases)
        lines.append(_row(name, len(cases), found["right"], found["wrong"], found["unreadable"]))
    lines += [
        "", "## 初次读取", "", "各组第一次读取、尚未据以修改规则时的结果，最接近全新文本的预期。",
        "生成的三批用词互不相同，各用新词测一次；错误中有一部分是标准答案的写法与既定口径不一致，答案已改。", "",
        "| 来源 | 条数 | 正确 | 错误 | 不可读 |", "| --- | ---: | ---: | ---: | ---: |",
        *(_row(*measured) for measured in FIRST_READ),
        "", "## 生成文本分类", "",
        "| 类别 | 条数 | 正确 | 错误 | 不可读 |", "| --- | ---: | ---: | ---: | ---: |",
    ]  # fmt: skip
    for name, cases in families.items():
        found = verdicts(cases)
        lines.append(_row(_FAMILY_NAMES[name], len(cases), found["right"], found["wrong"], found["unreadable"]))
    lines += ["", f"首次读取一条实际公开时限平均{each:.2f}毫秒。", ""]
    return "\n".join(lines)


def _row(name: str, count: int, right: int, wrong: int, unreadable: int) -> str:
    shares = [f"{number}（{number / count:.1%}）" for number in (right, wrong, unreadable)] if count else ["–"] * 3
    return f"| {name} | {count} | {' | '.join(shares)} |"


if __name__ == "__main__":
    sys.exit(main())
