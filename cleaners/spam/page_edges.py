"""The first and the last that a page shows: where programs put their lists, and where a page has menus and lines of rights."""

import re
from enum import Enum, auto
from typing import Final

from cleaners.dom import Document, wide_chars
from cleaners.elements import MAIN_HEADINGS
from cleaners.spam.features import MAX_JUDGED_CHARS
from cleaners.spam.glance import known_share
from cleaners.spam.pieces import SOME_SEPARATOR, Unit, has_few_functions, texts_of

# So likely for the net, with so many pieces: of 1,160 pages of others none has such a menu, nor such a line of rights.
LIKELY: Final = ((0.4, 6), (0.1, 10))
# By its form alone: so many characters, few of whose pairs the page says elsewhere (a menu's words come again on the page), are a run
# without any mark, one link of several pieces, or a heading of more.
MIN_CHARS, MAX_KNOWN = 20, 0.3
MIN_RUN_CHARS, MAX_KNOWN_OF_RUN, MAX_FUNCTIONS = 40, 0.15, 0.03
MIN_HEADING_JOINTS, MIN_JOINTS = 3, 2
# So many short lines may stand before the first list: to skip menus, of a page without scripts.
MAX_BEFORE, MAX_BEFORE_CHARS = 3, 40
# no comma: it joins a headline's clauses, too
_JOINT: Final = re.compile("[_|;；/／]")


class AtEdge(Enum):
    """What standing at a page's edge says of a unit: nothing, that a likely list is one, or that only programs join words so."""

    NOTHING = auto()
    LIKELY = auto()
    JOINED = auto()


def edges_of(document: Document) -> tuple[int, int]:
    """Return the first and the last block within a page's markup, (-1, -1) for a text: before and behind these stands nothing but spam."""
    within = [block.index for block in document.blocks if not block.place]
    return (within[0], within[-1]) if within and document.media != "text" else (-1, -1)


def at_edge(unit: Unit, document: Document, edges: tuple[int, int], chance: float) -> AtEdge:
    """Return what its place says of a unit that is spam by `chance` in [0, 1]."""
    if not _is_at_edge(unit, document, edges):
        return AtEdge.NOTHING
    if _is_joined(unit, document):
        return AtEdge.JOINED
    return AtEdge.LIKELY if _is_long_for(unit, document, chance) else AtEdge.NOTHING


def _is_at_edge(unit: Unit, document: Document, edges: tuple[int, int]) -> bool:
    """Tell whether a unit is the first or the last within a page's markup, or has but a few short lines before it."""
    first, last = edges
    if unit.last - 1 == last or unit.first == first:
        return first >= 0
    before = document.blocks[first : unit.first] if 0 <= first < unit.first <= first + MAX_BEFORE else ()
    # what follows the headline is a byline
    is_near = bool(before) and not any(block.tag in MAIN_HEADINGS for block in before)
    return is_near and sum(block.wide for block in before) <= MAX_BEFORE_CHARS


def _is_long_for(unit: Unit, document: Document, chance: float) -> bool:
    """Tell whether a list at a page's edge is likely enough, `chance` in [0, 1], for how long it is."""
    if chance < LIKELY[-1][0] or not has_few_functions(document.seen[unit.start : unit.end], MAX_FUNCTIONS):
        return False
    pieces = len(texts_of(unit, document, MAX_JUDGED_CHARS))
    return any(chance >= likely and pieces >= least for likely, least in LIKELY)


def _is_joined(unit: Unit, document: Document) -> bool:
    """Tell whether a block at a page's edge is joined as no page joins its own words."""
    if unit.last - unit.first != 1:
        return False
    block, text = document.blocks[unit.first], document.seen[unit.start : unit.end]
    chars = wide_chars(text)
    if chars < MIN_CHARS:
        return False
    if chars >= MIN_RUN_CHARS and not SOME_SEPARATOR.search(text):
        return has_few_functions(text, MAX_FUNCTIONS) and known_share(unit, document) <= MAX_KNOWN_OF_RUN
    joints = len(_JOINT.findall(text))
    is_link = len(block.links) == 1 and block.link_density > 1 - MAX_KNOWN and joints >= MIN_JOINTS
    is_heading = block.tag in MAIN_HEADINGS and joints >= MIN_HEADING_JOINTS
    return (is_link or is_heading) and known_share(unit, document) <= MAX_KNOWN
