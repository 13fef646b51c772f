"""Phrases of a page's lists of spam that come again inside its story."""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from cleaners.spam.find import Search
from cleaners.spam.fold import fold_in_place
from cleaners.spam.lexicon import STRONG
from cleaners.spam.wording import selling
from cleaners.values import Removed, Stage

MIN_ECHO_CHARS: Final = 5
MAX_ECHO_CHARS: Final = 24
MAX_PIECES: Final = 400
# So many phrases with at most so much between them are a list.
MIN_LISTED, MAX_LIST_GAP = 3, 3
PARTS: Final = re.compile(r"[|｜丨_,，、;；·\s]+")


def echoes(search: Search, body: range, title: str) -> Iterator[Removed]:
    """Yield the phrases of the page's lists of spam that stand inside the story, too: dropped into its sentences."""
    document = search.document
    start, end = document.blocks[body.start].start, document.blocks[body.stop - 1].end
    told = document.seen[start:end]
    parts = (part for span in search.spans for part in PARTS.split(span.text))
    phrases = [part for part in parts if MIN_ECHO_CHARS <= len(part) <= MAX_ECHO_CHARS and part not in title][
        :MAX_PIECES
    ]
    taken = [(span.start, span.end) for span in search.spans if span.end > start and span.start < end]
    for phrase in sorted(set(phrases), key=lambda phrase: (-len(phrase), phrase)):
        at = told.find(phrase)
        while at >= 0:
            begin, stop = start + at, start + at + len(phrase)
            if all(stop <= first or begin >= last for first, last in taken) and _sells(search, phrase):
                taken.append((begin, stop))
                yield Removed(begin, stop, phrase, Stage.SPAM, "keywords_in_clause", 0.9, "stands in a list of spam")
            at = told.find(phrase, at + len(phrase))


def lists_of(echoed: Sequence[Removed]) -> Iterator[Removed]:
    """Yield those of the spans that stand one beside the other, several in a row: a list put into a paragraph, and no phrases."""
    run: list[Removed] = []
    for span in (*sorted(echoed, key=lambda span: span.start), None):
        if run and (span is None or span.start - run[-1].end > MAX_LIST_GAP):
            yield from run if len(run) >= MIN_LISTED else ()
            run = []
        run += [span] if span else []


def _sells(search: Search, phrase: str) -> bool:
    weights = search.detector.weights
    strong = any(hit.weight >= STRONG for hit in search.detector.lexicon.hits(phrase))
    return strong or (weights is not None and selling(fold_in_place(phrase), weights.wording) > 0)
