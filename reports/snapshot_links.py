"""Where the local page of a finding's evidence lies beside a round's reports: for lists and the dashboard to lead to.

`console.snapshot_pages.write_snapshots` writes them before the writers run, for exactly the findings of which
`has_snapshot` is true: 留痕/<finding id>.html in the reports folder.
"""

from inspection.telling import may_be_told
from inspection.types.judgement import Finding
from reports.view import CONFIRMED

FOLDER = "留痕"


def has_snapshot(finding: Finding) -> bool:
    """Whether a finding has a local page: somebody confirmed it, and lists may name it."""
    return finding.state in CONFIRMED and may_be_told(finding, "list")


def snapshot_link(finding: Finding) -> str:
    """The path of a finding's local page from the reports folder, with / between."""
    return f"{FOLDER}/{finding.id}.html"
