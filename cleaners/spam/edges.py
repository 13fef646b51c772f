"""What stands beside a list of spam in plain text, where no element parts them: the site's name, a crumb, a title."""

import re
from collections.abc import Sequence
from typing import Final

from cleaners.dom import Block, Document
from cleaners.spam.features import pairs_of
from cleaners.spam.pieces import Unit

# So many lines at either end of a list may be the page's own, and so much of a list is left at least.
MAX_LINES: Final = 8
MIN_LEFT_SHARE: Final = 0.5
# Of a line's pairs of characters, this share comes back in what the page tells.
MIN_TOLD: Final = 0.6
MIN_PAIRS: Final = 2
_OWN: Final = re.compile(
    r"[>»›]|^首[页頁]$|[当當]前位置|^[上下]一[条條篇页頁则則]|[热熱][线線]|^(?:19|20)\d\d[-年/.]\d"
)
_DATED: Final = re.compile(r"(?:19|20)\d\d[-年/.]\d")


def without_own_lines(unit: Unit, document: Document) -> Unit:
    """Return a unit of lines without those towards the story that are crumbs or whose words its prose and bylines say.

    A list amid the story has none: whoever put it there put it between two paragraphs.
    """
    blocks = document.blocks
    lines = unit.last - unit.first
    if document.media != "text" or lines < 2:
        return unit
    above, below = _told(blocks[: unit.first]), _told(blocks[unit.last :])
    most = min(MAX_LINES, int((1 - MIN_LEFT_SHARE) * lines))
    first, last = unit.first, unit.last
    if "。" not in below:
        for at in range(unit.first, unit.first + most):
            if _is_own(blocks[at], above):
                first = at + 1
    if "。" not in above:
        for at in range(unit.last - 1, unit.last - 1 - most, -1):
            if _is_own(blocks[at], below):
                last = at
    if last - first < MIN_LEFT_SHARE * lines or (first, last) == (unit.first, unit.last):
        return unit
    return Unit(first, last, blocks[first].start, blocks[last - 1].start + len(blocks[last - 1].text))


def _told(blocks: Sequence[Block]) -> str:
    return "\n".join(block.text for block in blocks if "。" in block.text or _DATED.search(block.text))


def _is_own(block: Block, told: str) -> bool:
    if _OWN.search(block.text):
        return True
    pairs = pairs_of(block.text)
    return len(pairs) >= MIN_PAIRS and sum(pair in told for pair in pairs) >= MIN_TOLD * len(pairs)
