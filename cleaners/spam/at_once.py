"""What goes from a story by itself: what nobody is shown, what is written in disguise, what lists of spam say too, what a program wrote."""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from cleaners.dom import Document
from cleaners.hidden import WHITE
from cleaners.spam.apart import disguised_accounts, held_apart, sold_by_contact
from cleaners.spam.bracketed import bracketed_in
from cleaners.spam.candidates import SENTENCE, with_marks
from cleaners.spam.contacts import lines_of_addresses, sentences_of_contacts
from cleaners.spam.echoes import echoes
from cleaners.spam.filled_in import filled_in
from cleaners.spam.find import Search
from cleaners.spam.salads import salads
from cleaners.spam.spelled import spelled_in
from cleaners.spam.taken import Taken
from cleaners.spam.unrendered import unrendered_in
from cleaners.spam.wording import Wording
from cleaners.values import Removed, Stage
from cleaners.walk import RUBY

UNSHOWN: Final = "hidden_in_sentence"
# A hidden stretch longer than this share of its paragraph may be a story that a script folds out; none makes letters of no size large.
MAX_UNSEEN_SHARE = 0.6
# A gloss of so many characters tells nobody how those below it are read.
MIN_GLOSS_CHARS: Final = 3
_HAN: Final = re.compile(r"[\u3400-\u9fff]")
NEVER_SHOWN = frozenset(("zero_size", "tiny", "colourless", "white_on_white", WHITE))


def found_at_once(search: Search, body: range, title: str, gaps: Sequence[int], folded: str) -> tuple[Removed, ...]:
    """Return what goes by itself: what nobody is shown or is written in disguise, what lists of spam say too, what a program wrote.

    `folded` is the body's text, folded in place.
    """
    wording = search.detector.weights.wording if search.detector.weights else None
    found = Taken(search.spans).free(_spelled(search, body, wording) if wording else ())
    found += tuple(_unseen(search.document, body, Taken((*found, *search.spans))))
    told = (
        *held_apart(search, body, gaps),
        *disguised_accounts(search, body),
        *sold_by_contact(search, body, title),
        *lines_of_addresses(search, body),
        *sentences_of_contacts(search, body, title),
    )
    found += Taken((*found, *search.spans)).free(told)
    found += Taken(found).free(echoes(search, body, title))
    return found + Taken((*found, *search.spans)).free(_written(search, body, folded, wording) if wording else ())


def _unseen(document: Document, body: range, known: Taken) -> Iterator[Removed]:
    """Yield the stretches inside of visible paragraphs that style or script hide: readers never saw them."""
    for block in document.blocks[body.start : body.stop]:
        if block.unseen and not block.hidden:
            for start, end, trick in block.unseen:
                text = block.text[start:end]
                if trick == RUBY and len(_HAN.findall(text)) < MIN_GLOSS_CHARS:
                    continue
                most = len(block.text) * (1 if trick in NEVER_SHOWN else MAX_UNSEEN_SHARE)
                if end - start <= most and not known.meets(block.start + start, block.start + start + 1):
                    yield Removed(block.start + start, block.start + end, text, Stage.SPAM, UNSHOWN, 0.9, trick)


def _spelled(search: Search, body: range, wording: Wording) -> Iterator[Removed]:
    """Yield the phrases of a story that its markup spells, each with the mark behind it."""
    document = search.document
    for block, first, last, how in spelled_in(document.blocks[body.start : body.stop], wording):
        yield _cut(
            document, with_marks(document.seen, block.start + first, block.start + last), "held_apart", 0.95, how
        )


def _written(search: Search, body: range, folded: str, wording: Wording) -> Iterator[Removed]:
    """Yield what a program wrote into a story: strung together by tokens, in mark-up, in rows of brackets, filled in with wares."""
    document = search.document
    blocks = document.blocks[body.start : body.stop]
    for block, start, end in salads(blocks, wording):
        yield _cut(document, (block.start + start, block.start + end), "held_apart", 0.95, "no words")
    for block in blocks:
        for start, end in unrendered_in(block.text, wording):
            yield _cut(document, (block.start + start, block.start + end), "offer", 0.9, "mark-up not rendered")
    begin = blocks[0].start
    for start, end in bracketed_in(folded, wording):
        yield _cut(document, (begin + start, begin + end), "offer", 0.9)
    for block, first, last in filled_in(blocks, wording):
        start, end = block.start + first, block.start + last
        yield _cut(document, with_marks(document.seen, start, end) if end < block.end else (start, end), SENTENCE, 0.9)


def _cut(document: Document, place: tuple[int, int], rule: str, score: float, evidence: str = "") -> Removed:
    start, end = place
    return Removed(start, end, document.seen[start:end], Stage.SPAM, rule, score, evidence)
