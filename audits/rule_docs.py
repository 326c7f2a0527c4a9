"""The pages of docs/rules, made from the rules themselves."""

import tomllib
from pathlib import Path

from audits.rule import Rule, all_rules
from inspection.shipped import CONFIG

_MODES = {"A": "系统判定", "B": "系统提示", "C": "材料核查"}
_SEVERITIES = {1: "重大", 2: "重要", 3: "一般", 4: "提示"}
_SUBJECTS = {
    "entry": "目录事项", "column": "栏目", "page": "页面", "row": "标准目录的一行", "volume": "一个领域的标准目录",
    "district": "全区", "document": "报送材料中的文件", "villages": "镇街报送的村（居）务公开清单",
    "result": "其他检查的结果", "application": "依申请公开登记的一件申请",
}  # fmt: skip
_KINDS = {"fix": "限期整改", "explain": "仅说明"}


def rule_pages(rules: tuple[Rule, ...]) -> dict[str, str]:
    """The name and the text of every page: one a rule, and a table of all."""
    rows = [
        f"| [{rule.code}]({rule.code}.md) | {rule.name} | {_MODES[rule.mode]} | {_SEVERITIES[rule.severity]} "
        f"| {_SUBJECTS[rule.subject]} | {rule.requirement} |"
        for rule in rules
    ]
    head = ["# 检查项", "", "| 代码 | 名称 | 方式 | 程度 | 对象 | 要求 |", "| --- | --- | --- | --- | --- | --- |"]
    rows += ["", "## 不判定的检查项", "", "| 代码 | 名称 | 理由 |", "| --- | --- | --- |"]
    rows += [f"| {code} | {name} | {reason} |" for code, (name, reason) in not_judged().items()]
    made_by = ["", "由各检查项的说明生成：`python -m audits.rule_docs`。", ""]
    return {"README.md": "\n".join([*head, *rows, *made_by])} | {f"{rule.code}.md": _page(rule) for rule in rules}


def not_judged() -> dict[str, tuple[str, str]]:
    """The checks that inspections know and no rule judges: their name and the reason, by code."""
    data = tomllib.loads((CONFIG / "not_judged.toml").read_text(encoding="utf-8"))
    return {code: (one["name"], one["reason"]) for code, one in sorted(data.items())}


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
    for written in write_rule_pages(Path(__file__).resolve().parent.parent / "docs" / "rules"):
        print(written)
