"""The step `match`: which columns and pages answer which entries, and what is known of every entry."""

from inspection.round_store import RoundStore
from inspection.types.judgement import Coverage, Match
from inspection.types.page_facts import ElementsFound
from matchers.column_evidence import ColumnEvidence
from matchers.columns import ColumnMatcher
from matchers.coverage import CoverageJudge
from matchers.elements_found import elements_found
from matchers.questions import keep_questions, questioned_columns, questioned_pages
from matchers.round_pages import PageMatcher
from matchers.seen import read_seen
from matchers.settings import match_settings
from matchers.target import Targets


def match_round(store: RoundStore) -> None:
    """Reads entries, columns, listings, pages, columns.csv, decisions and waivers of one round; writes `matches`,
    `coverage` and `elements_found` in place of what was there. The same store gives the same rows.

    Raises UserError when the round has no as-of date or district.
    """
    seen = read_seen(store)
    targets = Targets(seen.entries, match_settings())
    named = ColumnMatcher(targets).answers(seen.columns, seen.notes, seen.said)
    columns = ColumnEvidence(targets, seen.columns, seen.pages, seen.said).weighed(named)
    columns = questioned_columns(columns, seen.said, seen.recalled.asked, seen.columns, targets)
    pages = list(PageMatcher(targets, columns, seen.said).answers(seen.pages))
    pages = questioned_pages(pages, seen.recalled.asked, seen.pages, targets)
    judge = CoverageJudge(seen, targets, columns, pages)
    matches = [answer.as_match(seen.district) for answer in columns]
    # A page with a classification mark covers its entry, but is in nobody's list.
    matches += [answer.as_match(seen.district) for answer in pages if answer.page.state != "sealed"]
    store.replace(Match, matches)
    keep_questions(store, seen.recalled, matches)
    store.replace(Coverage, [judge.coverage(target) for target in targets.items])
    store.rewrite((ElementsFound,), elements_found(store, pages))
