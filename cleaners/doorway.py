"""Doorways: pages titled with what is sold, whose every paragraph holds some of it among words taken from stories.

What is cut from such a page may be less than half of it, and what is left reads like sentences.
"""

import re
from collections import Counter
from collections.abc import Sequence
from typing import Final

from cleaners.dom import Block, Document
from cleaners.metadata.fold import key
from cleaners.spam import Detector
from cleaners.spam.wording import Wording, selling
from cleaners.values import Removed

# So many paragraphs, and such a share of all, hold advertising; and such a share of the title's pairs stands in it, or
# the title reads so much like an offer, in log odds.
MIN_SPRINKLED = 4
MIN_SPRINKLED_SHARE = 0.7
MIN_SOLD_SHARE = 0.6
MIN_SELLING = 3.0
# Generated text: of so many clauses such a share stands there so often, and such a share of the different ones offers.
MANY_CLAUSES, MIN_AGAIN_SHARE, OFTEN = 20, 0.4, 3
MIN_OFFERS_SHARE = 0.2
MIN_CLAUSE = 4
_CLAUSE_END: Final = re.compile("[，。；！？,;!?]+")


def is_doorway(
    document: Document, title: str, kept: Sequence[int], spam: Sequence[Removed], detector: Detector
) -> bool:
    """Tell whether the title offers what was cut as spam, and most of the paragraphs `kept` held some of it.

    Paragraphs that a program made of the same few clauses and of offers need no such proof.
    """
    if len(kept) < MIN_SPRINKLED:
        return False
    blocks = [document.blocks[index] for index in kept]
    wording = detector.weights.wording if detector.weights else None
    if wording and _is_generated(blocks, wording):
        return True
    if len(spam) < MIN_SPRINKLED:
        return False
    starts = sorted(span.start for span in spam)
    sprinkled = 0
    at = 0
    for block in blocks:
        while at < len(starts) and starts[at] < block.start:
            at += 1
        sprinkled += at < len(starts) and starts[at] < block.end
    if sprinkled < max(MIN_SPRINKLED, MIN_SPRINKLED_SHARE * len(blocks)):
        return False
    return _is_sold(title, spam) or (wording is not None and selling(title, wording) >= MIN_SELLING)


def _is_generated(blocks: Sequence[Block], wording: Wording) -> bool:
    """Tell whether paragraphs say the same clauses again and again, and many of all they say reads like an offer."""
    clauses = Counter(
        clause for block in blocks for clause in _CLAUSE_END.split(block.text) if len(clause) >= MIN_CLAUSE
    )
    again = sum(count for count in clauses.values() if count >= OFTEN)
    if clauses.total() < MANY_CLAUSES or again < MIN_AGAIN_SHARE * clauses.total():
        return False
    offers = sum(selling(clause, wording) >= MIN_SELLING for clause in clauses)
    return offers >= max(MIN_SPRINKLED, MIN_OFFERS_SHARE * len(clauses))


def _is_sold(title: str, spam: Sequence[Removed]) -> bool:
    """Tell whether most pairs of the title's characters stand in what was cut."""
    sold = "\n".join({key(span.text) for span in spam})
    squeezed = key(title)
    pairs = {squeezed[at : at + 2] for at in range(len(squeezed) - 1)}
    return bool(pairs) and sum(pair in sold for pair in pairs) >= MIN_SOLD_SHARE * len(pairs)
