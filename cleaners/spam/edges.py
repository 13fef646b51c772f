"""What stands beside a list of spam and is none of it: in plain text the site's name, a crumb, a title; in a story its sub-headings."""

import re
from collections.abc import Sequence
from typing import Final

from cleaners.dom import Block, Document
from cleaners.spam.features import pairs_of
from cleaners.spam.pieces import Unit
from cleaners.spam.wording import Wording, offering

# So many lines at either end of a list may be the page's own, and so much of a list is left at least.
MAX_LINES: Final = 8
MIN_LEFT_SHARE: Final = 0.5
# Of a line's pairs of characters, this share comes back in what the page tells.
MIN_TOLD: Final = 0.6
MIN_PAIRS: Final = 2
# A line at the edge that reads so little like an offer is none where the others read like offers: of 650 short lines of stories 92
# in 100, of 720 phrases that nothing was learned from 1.4.
UNLIKE_OFFERING, MIN_OFFERING = -2.0, 0.0
_OWN: Final = re.compile(
    r"[>»›]|^首[页頁]$|[当當]前位置|^[上下]一[条條篇页頁则則]|[热熱][线線]|^(?:19|20)\d\d[-年/.]\d"
)
# Where a sub-heading or a question ends that is no piece of the list behind it.
_PIECE_ENDS: Final = re.compile(r"[?!？！]+ ?| ")
_MARKS: Final = "，、；。"
_CLAUSE: Final = re.compile(f"[^{_MARKS}]+[{_MARKS}]*")
_DATED: Final = re.compile(r"(?:19|20)\d\d[-年/.]\d")


def without_own_lines(unit: Unit, document: Document, wording: Wording | None) -> Unit:
    """Return a unit of lines without those at its edges that are none of the list; `wording` is None without a core."""
    if unit.last - unit.first < 2:
        if wording is None:
            return unit
        is_sentence = document.seen[unit.start : unit.end].endswith("。")
        return (_without_unlike_clauses if is_sentence else _without_unlike_head)(unit, document, wording)
    if document.media == "text":
        unit = _without_told_lines(unit, document)
    return _without_unlike_lines(unit, document, wording) if wording else unit


def _without_told_lines(unit: Unit, document: Document) -> Unit:
    """Leave out lines towards the story that are crumbs or whose words its prose and bylines say.

    A list amid the story has none: whoever put it there put it between two paragraphs.
    """
    blocks = document.blocks
    lines = unit.last - unit.first
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
    return _between(first, last, document) if last - first >= MIN_LEFT_SHARE * lines else unit


def _without_unlike_lines(unit: Unit, document: Document, wording: Wording) -> Unit:
    """Leave out plain lines at the edges of a list amid a story that read like no offer, where the others do.

    A sub-heading of the story, or a caption, beside lines that were put between its paragraphs.
    """
    blocks = document.blocks
    first, last = unit.first, unit.last
    if not (_tells(blocks, first - 1) or _tells(blocks, last)):
        return unit

    def is_unlike(block: Block) -> bool:
        plain = not (block.links or block.hidden or block.place)
        return plain and offering([block.text], wording) < UNLIKE_OFFERING

    while first < last and is_unlike(blocks[first]):
        first += 1
    while first < last and is_unlike(blocks[last - 1]):
        last -= 1
    rest = [block.text for block in blocks[first:last]]
    return _between(first, last, document) if rest and offering(rest, wording) >= MIN_OFFERING else unit


def _without_unlike_head(unit: Unit, document: Document, wording: Wording) -> Unit:
    """Leave out what a line amid a story begins with and reads like no offer, where the rest does.

    A sub-heading, or a question, that a list was put behind.
    """
    blocks, block = document.blocks, document.blocks[unit.first]
    if block.links or block.hidden or block.place or not (_tells(blocks, unit.first - 1) or _tells(blocks, unit.last)):
        return unit
    text, start = document.seen[unit.start : unit.end], 0
    for end in _PIECE_ENDS.finditer(text):
        if offering([text[start : end.start()]], wording) >= UNLIKE_OFFERING:
            break
        start = end.end()
    return unit._replace(start=unit.start + start) if offering([text[start:]], wording) >= MIN_OFFERING else unit


def _without_unlike_clauses(unit: Unit, document: Document, wording: Wording) -> Unit:
    """Leave out the clauses that a story's sentence begins and ends with and that read like no offer, where those between do."""
    block, text = document.blocks[unit.first], document.seen[unit.start : unit.end]
    if block.links or block.hidden or block.place:
        return unit
    clauses = [(match.start(), match.end()) for match in _CLAUSE.finditer(text)]
    unlike = [offering([text[start:end].rstrip(_MARKS)], wording) < UNLIKE_OFFERING for start, end in clauses]
    if all(unlike):
        return unit
    first, last = unlike.index(False), len(unlike) - unlike[::-1].index(False)
    start, end = clauses[first][0], clauses[last - 1][1]
    return (
        unit._replace(start=unit.start + start, end=unit.start + end)
        if offering([text[start:end]], wording) >= MIN_OFFERING
        else unit
    )


def _tells(blocks: Sequence[Block], at: int) -> bool:
    return 0 <= at < len(blocks) and "。" in blocks[at].text


def _between(first: int, last: int, document: Document) -> Unit:
    end = document.blocks[last - 1]
    return Unit(first, last, document.blocks[first].start, end.start + len(end.text))


def _told(blocks: Sequence[Block]) -> str:
    return "\n".join(block.text for block in blocks if "。" in block.text or _DATED.search(block.text))


def _is_own(block: Block, told: str) -> bool:
    if _OWN.search(block.text):
        return True
    pairs = pairs_of(block.text)
    return len(pairs) >= MIN_PAIRS and sum(pair in told for pair in pairs) >= MIN_TOLD * len(pairs)
