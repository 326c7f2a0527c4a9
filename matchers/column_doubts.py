"""Which entries a column may hold beside those that it answers: none of them is called missing while it may.

Only our own matching can have failed here, so only that is asked. A page that may well be the other entry's keeps it
open. Pages that tell nothing keep it open as far as it is likely that two entries share a column here and one of them
has no page that tells: seldom where the portal gives every entry a column of its own, likely where a first level has a
single column in a portal that puts entries together.
"""

from collections.abc import Collection, Container
from dataclasses import dataclass

from matchers.column_votes import Votes

# silent pages that a column of one entry may have, and the share of its pages from which they are too many
_FEW = 2
_SOME, _HALF = 0.3, 0.5
# the share where two entries may well have been put into one column
_MERGED = 0.25


@dataclass(frozen=True)
class Doubts:
    """What is known of one column besides its pages. `merges`: columns of its portal are shared by entries; `alone`: no
    column stands beside it, so that it may be a whole first level's; `hinted` are the entries that its name may mean;
    `named`: it means one of those that the column answers; `joined`: it is made of several names."""

    merges: bool = False
    alone: bool = False
    hinted: Container[int] = ()
    named: bool = False
    joined: bool = False

    def may_hold(self, index: int, others: Collection[int], votes: Votes) -> bool:
        """Whether an entry may be in the column beside others: those that it answers or may answer."""
        if votes.rivals(index, others):
            return True
        if self.named and not self.joined and index not in self.hinted:
            # a column of a name of its own is its entry's with all that is in it
            return False
        spare, pages = votes.spare(index, others), len(votes.pages)
        if self.joined or (self.merges and self.alone):
            return spare > 0
        if self.merges or self.alone or index in self.hinted:
            return spare > _MERGED * pages
        return spare > _HALF * pages or (spare > _FEW and spare > _SOME * pages)
