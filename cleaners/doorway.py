"""Doorways: pages titled with what is sold, whose every paragraph holds some of it among words taken from stories.

What is cut from such a page may be less than half of it, and what is left reads like sentences.
"""

from collections.abc import Sequence

from cleaners.dom import Document
from cleaners.metadata.fold import key
from cleaners.spam import Detector
from cleaners.spam.wording import selling
from cleaners.values import Removed

# So many paragraphs, and such a share of all, hold advertising; and such a share of the title's pairs stands in it, or
# the title reads so much like an offer, in log odds.
MIN_SPRINKLED = 4
MIN_SPRINKLED_SHARE = 0.7
MIN_SOLD_SHARE = 0.6
MIN_SELLING = 3.0


def is_doorway(
    document: Document, title: str, kept: Sequence[int], spam: Sequence[Removed], detector: Detector
) -> bool:
    """Tell whether the title offers what was cut as spam, and most of the paragraphs `kept` held some of it."""
    if len(kept) < MIN_SPRINKLED or len(spam) < MIN_SPRINKLED:
        return False
    blocks = [document.blocks[index] for index in kept]
    starts = sorted(span.start for span in spam)
    sprinkled = 0
    at = 0
    for block in blocks:
        while at < len(starts) and starts[at] < block.start:
            at += 1
        sprinkled += at < len(starts) and starts[at] < block.end
    if sprinkled < max(MIN_SPRINKLED, MIN_SPRINKLED_SHARE * len(blocks)):
        return False
    return _is_sold(title, spam) or (
        detector.weights is not None and selling(title, detector.weights.wording) >= MIN_SELLING
    )


def _is_sold(title: str, spam: Sequence[Removed]) -> bool:
    """Tell whether most pairs of the title's characters stand in what was cut."""
    sold = "\n".join({key(span.text) for span in spam})
    squeezed = key(title)
    pairs = {squeezed[at : at + 2] for at in range(len(squeezed) - 1)}
    return bool(pairs) and sum(pair in sold for pair in pairs) >= MIN_SOLD_SHARE * len(pairs)
