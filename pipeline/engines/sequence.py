"""Slices of one archive must fit together end to end; what does not fit was begun at a wrong place, and is done again."""

import logging
from collections.abc import Callable
from typing import Final

from pipeline.engines.items import Chunk
from pipeline.engines.worker import Cleaned
from scraper.warc import Slice, SlicePages

log = logging.getLogger(__name__)
Again = Callable[[Chunk, int], Cleaned]
NOWHERE: Final = Slice("", 0, 0)


class Sequence:
    """Checks the chunks of a run in their order; `again` cleans a slice from the place that is given."""

    def __init__(self, again: Again) -> None:
        self._again = again
        self._last = NOWHERE
        self._next_at = 0

    def checked(self, chunk: Chunk, cleaned: Cleaned) -> Cleaned:
        """Return what a chunk comes to, begun at the right place."""
        (found, *_) = chunk
        if not isinstance(found, Slice):
            return cleaned
        began = self._begin_of(found)
        if cleaned.began != began and min(cleaned.began, began) < found.end:
            log.info("%s: its first record begins at %d, not at %d; done again", found.name, began, cleaned.began)
            cleaned = self._again(chunk, began)
        self._last = found
        self._next_at = max(cleaned.ended, began)
        return cleaned

    def _begin_of(self, found: Slice) -> int:
        if found.start == 0:
            return 0
        if (self._last.path, self._last.end) == (found.path, found.start):
            return self._next_at
        before = SlicePages(Slice(found.path, 0, found.start), 0)  # an earlier run did it: read, not cleaned
        for _page in before:
            pass
        return before.ended
