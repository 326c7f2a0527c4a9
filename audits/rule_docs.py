"""The pages of docs/rules and the table of all checks (docs/checks.md), made from the rules themselves."""

import tomllib
from collections import Counter
from pathlib import Path

from audits.rule import Rule, all_rules
from audits.rule_texts import GROUPS
from inspection.shipped import CONFIG

_MODES = {"A": "系统判定", "B": "系统提示", "C": "材料核查"}
_SEVERITIES = {1: "重大", 2: "重要", 3: "一般", 4: "提示"}
_SUBJECTS = {
    "entry": "目录事项", "column": "栏目", "page": "页面", "row": "标准目录的一行", "volume": "一个领域的标准目录",
    "district": "全区", "document": "报送材料中的文件", "villages": "镇街报送的村（居）务公开清单",
    "result": "其他检查的结果", "application": "依申请公开登记的一件申请",
}  # fmt: skip
_STATES = {
    "person": "人工", "own_task": "本办工作", "postponed": "暂不判定", "same_as": "并入他项", "apart": "另行记载",
}  # fmt: skip
_IMPORTED = "导入"
_MEANINGS = {
    "系统判定": "由系统依据可核对的事实认定（默认仍须批量确认）", "系统提示": "由系统提示疑点，须人工核实",
    "材料核查": "核对报送的材料；默认不催报，检查口径列明的才核对", _IMPORTED: "采用其他检查的结果，不自行测量",
    "人工": "须人工查看，不计分", "本办工作": "政务公开办自己的工作，不作为区的问题", "暂不判定": "暂未纳入",
    "并入他项": "与另一检查项是同一事实，一事不二扣", "另行记载": "不是问题，另有记载",
}  # fmt: skip
_KINDS = {"fix": "限期整改", "explain": "仅说明"}


def rule_pages(rules: tuple[Rule, ...]) -> dict[str, str]:
    """The name and the text of every page: one a rule, and a table of all."""
    rows = [
        f"| [{rule.code}]({rule.code}.md) | {rule.name} | {_MODES[rule.mode]} | {_SEVERITIES[rule.severity]} "
        f"| {_SUBJECTS[rule.subject]} | {rule.requirement} |"
        for rule in rules
    ]
    head = [
        "# 检查项",
        "",
        "每一项的状态和示例见[全部检查项](../checks.md)。",
        "",
        "| 代码 | 名称 | 方式 | 程度 | 对象 | 要求 |",
        "| --- | --- | --- | --- | --- | --- |",
    ]
    rows += ["", "## 不判定的检查项", "", "| 代码 | 名称 | 理由 |", "| --- | --- | --- |"]
    rows += [f"| {code} | {name} | {reason} |" for code, (name, reason) in not_judged().items()]
    made_by = ["", "由各检查项的说明生成：`python -m audits.rule_docs`。", ""]
    return {"README.md": "\n".join([*head, *rows, *made_by])} | {f"{rule.code}.md": _page(rule) for rule in rules}


def not_judged() -> dict[str, tuple[str, str]]:
    """The checks that inspections know and no rule judges: their name and the reason, by code."""
    return {code: (one["name"], one["reason"]) for code, one in _listed().items()}


def checks_page(rules: tuple[Rule, ...]) -> str:
    """The table of every check of the field: its state, the page that describes it or the reason, and what shows it."""
    found = {rule.code: _judged(rule) for rule in rules} | {
        code: _unjudged(code, one) for code, one in _listed().items()
    }
    count = Counter(state for _, state, _, _ in found.values())
    lines = ["# 全部检查项", "", f"共 {len(found)} 项。", "", "| 状态 | 项数 | 含义 |", "| --- | --- | --- |"]
    lines += [f"| {state} | {count[state]} | {meaning} |" for state, meaning in _MEANINGS.items() if count[state]]
    for group, name in GROUPS.items():
        head = ["", f"## {group} {name}", "", "| 代码 | 名称 | 状态 | 说明 | 示例 |", "| --- | --- | --- | --- | --- |"]
        own = [code for code in sorted(found) if code.startswith(group)]
        lines += [*head, *(f"| {code} | {' | '.join(found[code])} |" for code in own)]
    return "\n".join([*lines, "", "由各检查项的说明生成：`python -m audits.rule_docs`。", ""])


def _judged(rule: Rule) -> tuple[str, str, str, str]:
    state = _IMPORTED if rule.subject == "result" else _MODES[rule.mode]
    return rule.name, state, f"[{rule.code}](rules/{rule.code}.md)", f"`tests/rules/{rule.module.split('.')[-1]}.yml`"


def _unjudged(code: str, one: dict[str, str]) -> tuple[str, str, str, str]:
    if one["state"] not in _STATES:
        raise ValueError(f"not_judged.toml: {code} has the unknown state {one['state']}")
    return one["name"], _STATES[one["state"]], one["reason"], f"`{one['test']}`" if "test" in one else "—"


def _listed() -> dict[str, dict[str, str]]:
    found: dict[str, dict[str, str]] = tomllib.loads((CONFIG / "not_judged.toml").read_text(encoding="utf-8"))
    return dict(sorted(found.items()))


def write_rule_pages(folder: Path) -> list[Path]:
    """Writes all pages into a folder and takes away pages of rules that are no more. Returns what was written."""
    pages = rule_pages(all_rules())
    folder.mkdir(parents=True, exist_ok=True)
    for path in folder.glob("*.md"):
        if path.name not in pages:
            path.unlink()
    for name, text in pages.items():
        (folder / name).write_text(text, encoding="utf-8", newline="\n")
    return [folder / name for name in pages]


def _page(rule: Rule) -> str:
    lines = [f"# {rule.code} {rule.name}", "", rule.requirement, ""]
    lines += [
        f"- 方式：{_MODES[rule.mode]}",
        f"- 程度：{_SEVERITIES[rule.severity]}",
        f"- 对象：{_SUBJECTS[rule.subject]}",
        f"- 整改：{_KINDS[rule.kind]}",
    ]
    if rule.yields_to:
        lines.append(f"- 一事不二扣：已认定{'、'.join(rule.yields_to)}的，不再认定本项")
    for section, text in rule.sections.items():
        lines += ["", f"## {section}", "", text]
    lines += ["", "## 问题表述和整改要求", ""]
    lines += [f"- {message}  \n  {demand}" for message, demand in rule.patterns()]
    return "\n".join([*lines, ""])


if __name__ == "__main__":
    docs = Path(__file__).resolve().parent.parent / "docs"
    (docs / "checks.md").write_text(checks_page(all_rules()), encoding="utf-8", newline="\n")
    for written in write_rule_pages(docs / "rules"):
        print(written)
