"""Blocks of a story that a program filled in: the same words around one ware after another (问：某某是怎么回事？).

What a newsroom writes alike, rows of results or of names, sells nothing.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Final

from cleaners.dom import Block
from cleaners.spam.fold import fold_in_place
from cleaners.spam.wording import Wording, selling

# A block no longer is looked at; such end with the same few characters.
MAX_CHARS: Final = 80
KEY_CHARS: Final = 4
# So many blocks share so many characters around something of such a length that on average reads like an offer by so much.
MIN_BLOCKS: Final = 2
MIN_SHARED: Final = 6
WARE_CHARS: Final = range(3, 17)
MIN_SELLING: Final = 1.0


def filled_in(blocks: Sequence[Block], wording: Wording) -> Iterator[Block]:
    """Yield the blocks that say the same of one offer after another."""
    alike: dict[str, list[Block]] = defaultdict(list)
    for block in blocks:
        if 2 * KEY_CHARS <= len(block.text) <= MAX_CHARS and not block.links:
            alike[block.text[-KEY_CHARS:]].append(block)
    for group in alike.values():
        if len(group) >= MIN_BLOCKS and _sells(wares_of([block.text for block in group]), wording):
            yield from group


def wares_of(texts: Sequence[str]) -> list[str]:
    """Return what differs in texts that are alike around it, () where they share too little or it has no ware's length.

    >>> wares_of(["问：茶叶批发是怎么回事？", "问：汉服定做是怎么回事？"]), wares_of(["甲队三比零", "乙队三比零"])
    (['茶叶批发', '汉服定做'], [])
    """
    before = len(common_beginning(texts))
    behind = len(common_beginning([text[before:][::-1] for text in texts]))
    wares = [text[before : len(text) - behind] for text in texts]
    is_alike = before + behind >= MIN_SHARED and len(set(wares)) == len(wares)
    return wares if is_alike and all(len(ware) in WARE_CHARS for ware in wares) else []


def common_beginning(texts: Sequence[str]) -> str:
    """Return what all of the texts begin with."""
    first, last = min(texts), max(texts)  # what these two begin with, all between them in order do
    return next((first[:at] for at in range(len(first), 0, -1) if last.startswith(first[:at])), "")


def _sells(wares: Sequence[str], wording: Wording) -> bool:
    odds = [selling(fold_in_place(ware), wording) for ware in wares]
    return bool(odds) and sum(odds) >= MIN_SELLING * len(odds)
