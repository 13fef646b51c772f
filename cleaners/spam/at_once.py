"""What goes from a story by itself: what nobody is shown, what is written in disguise, what lists of spam say too, what a program wrote."""

from collections.abc import Iterator, Sequence
from typing import Final

from cleaners.dom import Document
from cleaners.hidden import WHITE
from cleaners.spam.apart import disguised_accounts, held_apart, sold_by_contact
from cleaners.spam.bracketed import bracketed_in
from cleaners.spam.candidates import SENTENCE, with_marks
from cleaners.spam.echoes import echoes
from cleaners.spam.filled_in import filled_in
from cleaners.spam.find import Search
from cleaners.spam.salads import salads
from cleaners.spam.spelled import spelled_in
from cleaners.spam.taken import Taken
from cleaners.spam.unrendered import unrendered_in
from cleaners.values import Removed, Stage

UNSHOWN: Final = "hidden_in_sentence"
# A hidden stretch longer than this share of its paragraph may be a story that a script folds out; none makes letters of no size large.
MAX_UNSEEN_SHARE = 0.6
NEVER_SHOWN = frozenset(("zero_size", "tiny", "colourless", "white_on_white", WHITE))


def found_at_once(search: Search, body: range, title: str, gaps: Sequence[int], folded: str) -> tuple[Removed, ...]:
    """Return what goes by itself: what nobody is shown or is written in disguise, what lists of spam say too, rows of brackets."""
    found = Taken(search.spans).free(_spelled(search, body))
    found += tuple(_unseen(search.document, body, Taken((*found, *search.spans))))
    told = (*held_apart(search, body, gaps), *disguised_accounts(search, body), *sold_by_contact(search, body, title))
    found += Taken((*found, *search.spans)).free(told)
    found += Taken(found).free(echoes(search, body, title))
    rows = (
        *_salads(search, body),
        *_unrendered(search, body),
        *_bracketed(search, search.document.blocks[body.start].start, folded),
        *_filled_in(search, body),
    )
    return found + Taken((*found, *search.spans)).free(rows)


def _unseen(document: Document, body: range, known: "Taken") -> Iterator[Removed]:
    """Yield the stretches inside of visible paragraphs that style or script hide: readers never saw them."""
    for block in document.blocks[body.start : body.stop]:
        if block.unseen and not block.hidden:
            for start, end, trick in block.unseen:
                text = block.text[start:end]
                most = len(block.text) * (1 if trick in NEVER_SHOWN else MAX_UNSEEN_SHARE)
                if end - start <= most and not known.meets(block.start + start, block.start + start + 1):
                    yield Removed(block.start + start, block.start + end, text, Stage.SPAM, UNSHOWN, 0.9, trick)


def _bracketed(search: Search, begin: int, folded: str) -> Iterator[Removed]:
    """Yield the offers in brackets at the ends of paragraphs of a story, `folded` in place, that begins at `begin`."""
    weights, seen = search.detector.weights, search.document.seen
    for start, end in bracketed_in(folded, weights.wording) if weights else ():
        yield Removed(begin + start, begin + end, seen[begin + start : begin + end], Stage.SPAM, "offer", 0.9)


def _spelled(search: Search, body: range) -> Iterator[Removed]:
    """Yield the phrases of a story that its markup spells, each with the mark behind it."""
    weights, seen = search.detector.weights, search.document.seen
    blocks = search.document.blocks[body.start : body.stop]
    for block, first, last, how in spelled_in(blocks, weights.wording) if weights else ():
        start, end = with_marks(seen, block.start + first, block.start + last)
        yield Removed(start, end, seen[start:end], Stage.SPAM, "held_apart", 0.95, how)


def _salads(search: Search, body: range) -> Iterator[Removed]:
    """Yield the phrases of a story that tokens string together which are no words."""
    weights = search.detector.weights
    blocks = search.document.blocks[body.start : body.stop]
    for block, start, end in salads(blocks, weights.wording) if weights else ():
        yield Removed(
            block.start + start, block.start + end, block.text[start:end], Stage.SPAM, "held_apart", 0.95, "no words"
        )


def _unrendered(search: Search, body: range) -> Iterator[Removed]:
    """Yield the phrases of a story in mark-up that nobody rendered."""
    weights = search.detector.weights
    for block in search.document.blocks[body.start : body.stop] if weights else ():
        for start, end in unrendered_in(block.text, weights.wording) if weights else ():
            text = block.text[start:end]
            yield Removed(
                block.start + start, block.start + end, text, Stage.SPAM, "offer", 0.9, "mark-up not rendered"
            )


def _filled_in(search: Search, body: range) -> Iterator[Removed]:
    """Yield what a program filled in in a story with one offer after another."""
    weights = search.detector.weights
    blocks = search.document.blocks[body.start : body.stop]
    seen = search.document.seen
    for block, first, last in filled_in(blocks, weights.wording) if weights else ():
        start, end = block.start + first, block.start + last
        if last < len(block.text):
            start, end = with_marks(seen, start, end)
        yield Removed(start, end, seen[start:end], Stage.SPAM, SENTENCE, 0.9)
