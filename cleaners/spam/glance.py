"""The first glance at a unit: a handful of cheap signs that dismiss most of a page at a few microseconds each."""

import math

from cleaners.dom import Document
from cleaners.spam.pieces import Unit
from cleaners.spam.surroundings import Surroundings, stands_elsewhere

# `known` comes last: it costs most, and is looked at only where the others leave a chance.
NAMES = "bias log_chars repeats linked prose_around last first after_footer hidden place joined known".split()
MIN_CHARS = 12
MAX_CHARS = 256
EDGE_BLOCKS = 2
PAIR_SAMPLE = 6
# Share of distinct characters that a usual text of this many characters has: BASE - SLOPE * log(chars).
DISTINCT_BASE = 1.35
DISTINCT_SLOPE = 0.15


def glance(unit: Unit, page: Surroundings) -> list[float] | None:
    """Return the signs of `NAMES` but the last, None for a unit too small to judge."""
    blocks = page.document.blocks
    first, last = blocks[unit.first], blocks[unit.last - 1]
    chars = last.end - first.start
    if chars < MIN_CHARS and not first.place:
        return None
    text = page.document.seen[first.start : first.start + min(chars, MAX_CHARS)]
    before = unit.first > 0 and "。" in blocks[unit.first - 1].text
    after = unit.last < len(blocks) and "。" in blocks[unit.last].text
    linked = (
        first.link_chars if unit.last - unit.first == 1 else sum(b.link_chars for b in blocks[unit.first : unit.last])
    )
    log_chars = math.log(chars)
    return [
        1.0,
        log_chars,
        DISTINCT_BASE - DISTINCT_SLOPE * math.log(len(text)) - len(set(text)) / len(text),
        linked / chars,
        float(before) + float(after),
        1.0 if unit.last > len(blocks) - EDGE_BLOCKS else 0.0,
        1.0 if unit.first < EDGE_BLOCKS else 0.0,
        1.0 if first.start > page.footer else 0.0,
        1.0 if first.hidden else 0.0,
        1.0 if first.place else 0.0,
        1.0 if "|" in text or "_" in text else 0.0,
    ]


def known_share(unit: Unit, document: Document) -> float:
    """Return the share of a few pairs of the unit's characters that stand elsewhere on the page too."""
    start, end = document.blocks[unit.first].start, document.blocks[unit.last - 1].end
    seen = document.seen
    stop = min(end, start + MAX_CHARS) - 1
    looked = known = 0
    for at in range(start, stop, max(2, (stop - start) // PAIR_SAMPLE)):
        if seen[at] > "\u2e80" < seen[at + 1]:
            looked += 1
            known += stands_elsewhere(seen[at : at + 2], seen, start, end)
    return known / looked if looked else 1.0
