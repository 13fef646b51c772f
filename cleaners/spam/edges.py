"""What stands beside a list of spam in plain text, where no element parts them: the site's name, a crumb, a title."""

import re
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
_CRUMB: Final = re.compile(r"[>»›]|^首[页頁]$|[当當]前位置")
_DATED: Final = re.compile(r"(?:19|20)\d\d[-年/.]\d")


def without_own_lines(unit: Unit, document: Document) -> Unit:
    """Return a unit of lines without those at its ends that are crumbs or whose words the page's prose and bylines say."""
    blocks = document.blocks
    lines = unit.last - unit.first
    if document.media != "text" or lines < 2:
        return unit
    told = "\n".join(
        block.text
        for block in (*blocks[: unit.first], *blocks[unit.last :])
        if "。" in block.text or _DATED.search(block.text)
    )
    most = min(MAX_LINES, int((1 - MIN_LEFT_SHARE) * lines))
    first, last = unit.first, unit.last
    for at in range(unit.first, unit.first + most):
        if _is_own(blocks[at], told):
            first = at + 1
    for at in range(unit.last - 1, unit.last - 1 - most, -1):
        if _is_own(blocks[at], told):
            last = at
    if last - first < MIN_LEFT_SHARE * lines or (first, last) == (unit.first, unit.last):
        return unit
    return Unit(first, last, blocks[first].start, blocks[last - 1].start + len(blocks[last - 1].text))


def _is_own(block: Block, told: str) -> bool:
    if _CRUMB.search(block.text):
        return True
    pairs = pairs_of(block.text)
    return len(pairs) >= MIN_PAIRS and sum(pair in told for pair in pairs) >= MIN_TOLD * len(pairs)
