"""Who may be told of which finding. It is the class of the finding that decides, whatever has become of it.

A classification mark is handled by telephone and stands in nobody's list; personal data is told to the unit by a
single letter, and stands in the office's own rows and queue, masked.
"""

from typing import Literal

from inspection.types.judgement import Finding

# own: the office's own rows and queue. letter: to the unit alone. draft, notice, list, bulletin: what others read too.
To = Literal["own", "letter", "draft", "notice", "list", "bulletin"]
_CLASSIFIED = ("D09",)
_PERSONAL = ("B13",)
# 重大问题 (泄密、隐私); the veto lines of 19号文 are another thing.
RED_LINES = (*_CLASSIFIED, *_PERSONAL)
RED_LINE_MARK = "重大问题"


def may_be_told(finding: Finding, to: To) -> bool:
    """Whether a finding may stand in what goes there. That only confirmed ones leave the office is asked elsewhere."""
    return rule_may_be_told(finding.rule, to)


def rule_may_be_told(rule: str, to: To) -> bool:
    """The same of all findings of a rule."""
    if rule in _CLASSIFIED:
        return False
    return rule not in _PERSONAL or to in ("own", "letter")


def is_red_line(finding: Finding) -> bool:
    """Whether a finding is of a leak: told apart from all others, first and by its own deadline."""
    return finding.rule in RED_LINES
