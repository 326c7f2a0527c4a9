"""The rules in the words that people read, for papers: audits' rules are code, papers take them as values."""

from hashlib import sha256

from audits.rule import all_rules
from inspection.types.paperwork import RuleText

# The kinds of problems by the letter of their codes, as tables of rules and papers name them.
GROUPS = {
    "A": "目录编制", "B": "信息加载", "C": "更新时效", "D": "公开属性", "E": "有效性", "F": "政策解读", "G": "平台规范",
    "H": "制度", "I": "决策公开", "J": "办事公开", "K": "政务公开专区、村（居）务公开、培训", "M": "报送",
}  # fmt: skip


def rule_texts() -> dict[str, RuleText]:
    """Every rule by its code; `version` changes whenever what it says or demands does."""
    found = {}
    for rule in all_rules():
        why, cure = rule.sections["为什么"], rule.sections["怎样整改"]
        said = [rule.name, rule.requirement, why, cure, rule.basis, str(rule.severity), rule.mode]
        said += [f"{name} {one.message} {one.demand}" for name, one in sorted(rule.wordings.items())]
        found[rule.code] = RuleText(
            rule.code, rule.name, rule.code[0], GROUPS[rule.code[0]], rule.severity, rule.mode, rule.requirement, why,
            cure, rule.basis, sha256("\n".join(said).encode()).hexdigest()[:12],
        )  # fmt: skip
    return found
