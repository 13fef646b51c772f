"""Which records are written already: no id twice for different inputs, no revision twice."""

from typing import Final

from pipeline.holdings import Holdings
from pipeline.marks import mark_of
from pipeline.outcome import Outcome, reject, renamed
from pipeline.record import record_id

REPEATED: Final = "repeated"


class Identities:
    """The ids given so far, kept by the holdings of a folder."""

    def __init__(self, holdings: Holdings) -> None:
        self._holdings = holdings

    def settle(self, outcome: Outcome) -> Outcome:
        """Return the outcome to write: itself, under the next free id, or a reject.

        Inputs without a URL are told apart by their bytes; the same bytes again are another copy and get an id of their
        own. The same URL with another text is a revision and keeps the id; with the same text it says nothing new.
        """
        if not outcome.record or self._holdings.claim(mark_of(outcome.id, outcome.key)):
            return outcome
        if outcome.key:
            return reject(
                outcome.input, REPEATED, f"same URL and same text as record {outcome.id}", outcome.source_sha256
            )
        found = record_id(outcome.source_sha256, self._next_copy(outcome.source_sha256))
        self._holdings.claim(mark_of(found, ""))
        return renamed(outcome, found)

    def _next_copy(self, source: str) -> int:
        """Return the least number that no copy of these bytes has: numbers are given without gaps, so halving finds it."""
        above = 1
        while self._is_given(source, above):
            above *= 2
        below = above // 2
        while above - below > 1:
            middle = (below + above) // 2
            below, above = (middle, above) if self._is_given(source, middle) else (below, middle)
        return above

    def _is_given(self, source: str, copy: int) -> bool:
        return self._holdings.has(mark_of(record_id(source, copy), ""))
