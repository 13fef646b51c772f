"""Lists that join each of a few beginnings to each of a few ends: who fills a page with keywords joins wares to calls."""

import re
from collections import Counter
from collections.abc import Sequence
from functools import partial
from typing import Final

# No menu has so many such entries. A story's list may: classes and their lessons.
MIN_CROSSED, MIN_PIECES = 0.35, 5
# A part of a phrase that others share has so many characters, and a phrase so many at most.
PART_CHARS, MAX_CHARS = 2, 14
# Formulas and addresses are so joined, too.
_HAN: Final = re.compile(r"[\u3400-\u9fff]")


def is_crossed(pieces: Sequence[str]) -> bool:
    """Tell whether enough pieces of a list are so joined."""
    return len(pieces) >= MIN_PIECES and crossed(pieces) >= MIN_CROSSED


def crossed(pieces: Sequence[str]) -> float:
    """Return the share of the pieces whose beginning and whose end both stand in other pieces, with other ends and beginnings.

    >>> crossed(["驾照代办", "驾照买分", "年审代办", "年审买分", "首页"])
    0.8
    """
    pieces = [piece for piece in dict.fromkeys(pieces) if len(piece) <= MAX_CHARS and _HAN.search(piece)]
    if not pieces:
        return 0.0
    begins = Counter(piece[:at] for piece in pieces for at in range(PART_CHARS, len(piece)))
    ends = Counter(piece[at:] for piece in pieces for at in range(1, len(piece) - PART_CHARS + 1))
    return sum(map(partial(_is_joined, begins=begins, ends=ends), pieces)) / len(pieces)


def _is_joined(piece: str, begins: Counter[str], ends: Counter[str]) -> bool:
    return any(begins[piece[:at]] > 1 and ends[piece[at:]] > 1 for at in range(PART_CHARS, len(piece) - PART_CHARS + 1))
