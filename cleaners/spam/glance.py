"""The first glance at a unit: a handful of cheap signs that dismiss most of a page at a few microseconds each."""

import math
from collections.abc import Sequence

from cleaners.dom import Block, Document
from cleaners.spam.pieces import MIN_UNIT_CHARS, Unit
from cleaners.spam.surroundings import Surroundings, stands_elsewhere

# `known` comes last: it costs most, and is looked at only where the others leave a chance.
NAMES = (
    "bias log_chars linked long_links prose_around last first after_footer hidden place partial repeats joined known"
).split()
MAX_CHARS = 96
EDGE_BLOCKS = 2
PAIR_SAMPLE = 6
# Share of distinct characters that a usual text of this many characters has: BASE - SLOPE * log(chars).
DISTINCT_BASE = 1.35
DISTINCT_SLOPE = 0.15


def glance(unit: Unit, page: Surroundings) -> list[float] | None:
    """Return the signs of `NAMES` but the last, None for a unit too small to judge."""
    chars = unit.end - unit.start
    blocks = page.document.blocks
    index, last = unit.first, unit.last
    first = blocks[index]
    # Of a block that was nothing but noise nothing is left.
    if chars < MIN_UNIT_CHARS and not (first.place and chars):
        return None
    text = page.document.seen[unit.start : unit.start + min(chars, MAX_CHARS)]
    if last - index == 1:
        partial = chars < len(first.text)
        linked, links = (0, 0) if partial else (first.link_chars, len(first.links))
    else:
        partial = False
        linked = links = 0
        for block in blocks[index:last]:
            if block.links:
                linked += block.link_chars
                links += len(block.links)
    return [
        1.0,
        math.log(chars),
        linked / chars,
        math.log(linked / links) if linked else 0.0,
        float(partial or (index > 0 and "。" in blocks[index - 1].text))
        + float(last < len(blocks) and "。" in blocks[last].text),
        1.0 if last > len(blocks) - EDGE_BLOCKS else 0.0,
        1.0 if index < EDGE_BLOCKS else 0.0,
        1.0 if unit.start > page.footer else 0.0,
        1.0 if first.hidden and is_alone(blocks, index, last) else 0.0,
        1.0 if first.place else 0.0,
        1.0 if partial else 0.0,
        DISTINCT_BASE - DISTINCT_SLOPE * math.log(len(text)) - len(set(text)) / len(text),
        1.0 if "|" in text or "_" in text else 0.0,
    ]


def is_alone(blocks: Sequence[Block], first: int, last: int) -> bool:
    """Tell whether what is hidden stands between what is shown; a whole story may be hidden until a script shows it."""
    return not (first and blocks[first - 1].hidden) and not (last < len(blocks) and blocks[last].hidden)


def known_share(unit: Unit, document: Document) -> float:
    """Return the share of a few pairs of the unit's characters that stand elsewhere on the page too."""
    seen, start, end = document.seen, unit.start, unit.end
    stop = min(end, start + MAX_CHARS) - 1
    looked = known = 0
    for at in range(start, stop, max(2, (stop - start) // PAIR_SAMPLE)):
        if seen[at] > "\u2e80" < seen[at + 1]:
            looked += 1
            known += stands_elsewhere(seen[at : at + 2], seen, start, end)
    return known / looked if looked else 1.0
