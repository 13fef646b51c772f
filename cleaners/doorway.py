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
from cleaners.spam.doorway import said_again
from cleaners.spam.filled_in import common_beginning
from cleaners.spam.fold import fold_in_place
from cleaners.spam.wording import Wording, selling
from cleaners.values import Removed

# So many paragraphs, and such a share of all, hold advertising; and such a share of the title's pairs stands in it, or
# the title reads so much like an offer, in log odds.
MIN_SPRINKLED = 4
MIN_SPRINKLED_SHARE = 0.7
MIN_SOLD_SHARE = 0.6
MIN_SELLING = 3.0
# So many paragraphs, such a share of all, name the wares that a title is made of.
MIN_NAMING = 3
# What wares begin with together: 甲乐官网, 甲乐app下载.
MIN_BRAND_CHARS = 3
MIN_STUFFED, MIN_SELLING_STUFFED = 0.15, 1.0
# Generated text: of so many clauses such a share ends so often as others do, and such a share of the different ones offers.
MANY_CLAUSES, MIN_AGAIN_SHARE, OFTEN = 20, 0.4, 3
MIN_OFFERS_SHARE = 0.2
# Programs put wares into sentences that go on alike: so many characters tell. Results and lists of names end alike, too.
END_CHARS = 4
_CLAUSE_END: Final = re.compile("[，。；！？,;!?【】]+")
# Between the wares of a title, and what such titles promise in brackets: (2024已更新).
_BETWEEN_WARES: Final = re.compile(r"[-–—_|｜,，、\s]+")
_BRACKETS: Final = re.compile(r"[(（\[【][^()（）\[\]【】]*[)）\]】]")


def is_doorway(
    document: Document, title: str, kept: Sequence[int], spam: Sequence[Removed], detector: Detector
) -> bool:
    """Tell whether the title offers what was cut as spam, and most of the paragraphs `kept` held some of it.

    Paragraphs that a program made of the same few clauses and of offers need no such proof.
    """
    blocks = [document.blocks[index] for index in kept]
    wording = detector.weights.wording if detector.weights else None
    if wording and (_names_wares(title, blocks, spam, wording) or _is_generated(blocks, title, spam, wording)):
        return True
    if len(spam) < MIN_SPRINKLED or not _is_sprinkled(blocks, spam):
        return False
    return _is_sold(title, spam) or (wording is not None and _sells(title, wording) >= MIN_SELLING)


def _sells(title: str, wording: Wording) -> float:
    """Return how much a title, or the first of its parts, reads like an offer."""
    parts = _BETWEEN_WARES.split(_BRACKETS.sub("-", title))
    return max(selling(fold_in_place(said), wording) for said in (title, parts[0]))


def _is_sprinkled(blocks: Sequence[Block], spam: Sequence[Removed]) -> bool:
    """Tell whether most paragraphs hold some of what was cut as spam."""
    starts = sorted(span.start for span in spam)
    sprinkled = 0
    at = 0
    for block in blocks:
        while at < len(starts) and starts[at] < block.start:
            at += 1
        sprinkled += at < len(starts) and starts[at] < block.end
    return sprinkled >= max(MIN_SPRINKLED, MIN_SPRINKLED_SHARE * len(blocks))


def _names_wares(title: str, blocks: Sequence[Block], spam: Sequence[Removed], wording: Wording) -> bool:
    """Tell whether a title is names of wares and nothing else, and most paragraphs name some of them.

    What a title names is a ware where it reads like an offer in so many paragraphs or on a page with much spam, or was cut as
    spam more than once; a text that is stuffed with it needs less proof.
    """
    wares = [ware for ware in _BETWEEN_WARES.split(_BRACKETS.sub("", title)) if ware]
    brand = common_beginning(wares) if len(wares) > 1 else ""
    names = [brand] if len(brand) >= MIN_BRAND_CHARS else wares
    naming = sum(any(name in block.text for name in names) for block in blocks) if spam else 0
    if naming < max(MIN_NAMING, MIN_SPRINKLED_SHARE * len(blocks)):
        return False
    told = "\n".join(block.text for block in blocks)
    is_stuffed = sum(len(name) * told.count(name) for name in names) >= MIN_STUFFED * len(told)
    if max(len(spam), naming) < MIN_SPRINKLED and not is_stuffed:
        return False
    least = MIN_SELLING_STUFFED if is_stuffed else MIN_SELLING
    others = [ware for ware in wares if ware != brand]
    return bool(others) and all(
        selling(fold_in_place(ware), wording) >= least or sum(ware in span.text for span in spam) >= OFTEN
        for ware in others
    )


def _is_generated(blocks: Sequence[Block], title: str, spam: Sequence[Removed], wording: Wording) -> bool:
    """Tell whether paragraphs end their clauses alike again and again, and much of all they say, or the title, offers something."""
    if len(blocks) < MIN_SPRINKLED:
        return False
    said = [clause for block in blocks for clause in _CLAUSE_END.split(block.text) if len(clause) >= END_CHARS]
    if len(said) < MANY_CLAUSES or said_again(Counter(each[-END_CHARS:] for each in said), OFTEN) < MIN_AGAIN_SHARE:
        return False
    clauses = frozenset(said)
    if len(spam) >= MIN_SPRINKLED and (not title or _is_sold(_BRACKETS.sub("", title), spam)):
        return True  # nothing of a title may be left where that was cut, too
    if _is_sprinkled(blocks, spam) and _sells(title, wording) >= MIN_SELLING_STUFFED:
        return True
    offers = sum(selling(clause, wording) >= MIN_SELLING for clause in clauses)
    return offers >= max(MIN_SPRINKLED, MIN_OFFERS_SHARE * len(clauses))


def _is_sold(title: str, spam: Sequence[Removed]) -> bool:
    """Tell whether most pairs of the title's characters stand in what was cut."""
    sold = "\n".join({key(span.text) for span in spam})
    squeezed = key(title)
    pairs = {squeezed[at : at + 2] for at in range(len(squeezed) - 1)}
    return bool(pairs) and sum(pair in sold for pair in pairs) >= MIN_SOLD_SHARE * len(pairs)
