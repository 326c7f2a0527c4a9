"""What is known not to hold yet, by family and fault, with the reason. Whoever cures one takes it out."""

_TOO_LOW = (
    "a stated total below the rows already read ends the list as complete, though the last page read was full: "
    "crawler.chain takes rows >= claimed for the end"
)
_HALF = "a page that breaks off before </html> is read as if it were whole: its title is what was left of it"

KNOWN: dict[tuple[str, str], str] = {
    ("gkmlpt", "total_too_low"): _TOO_LOW,
    ("infogate", "total_too_low"): _TOO_LOW,
    ("jpaas", "total_too_low"): _TOO_LOW,
    (
        "jiangxi",
        "list_to_home",
    ): "a column that redirects to the front page becomes a node without a listing: not said to be unread",
    ("gkmlpt", "pages_deleted"): "a notice 内容已删除 is read as the page, with the title of the list's row",
    **{(family, "pages_half"): _HALF for family in ("infogate", "jcms", "jiangxi", "static", "trs", "ucap")},
}
"""Cases of test_simulated_faults."""

_NEWS = "a column 工作动态 below a field is taken for the website's news section where all addresses are flat"
KNOWN_CLEAN: dict[str, str] = {"jcms": _NEWS, "jpaas": _NEWS}
"""Families of test_simulated_families."""
