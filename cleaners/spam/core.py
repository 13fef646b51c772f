"""The lexicon-free core: how probably a unit of blocks is injected, from structure and language alone."""

import math
from functools import lru_cache
from pathlib import Path

from cleaners.dom import Document
from cleaners.spam.features import KNOWN_WINDOW_CHARS, NAMES, Surroundings, features
from cleaners.spam.pieces import Unit

TABLE = Path(__file__).with_name("weights.tsv")
# Units near a page's ends are looked at closely; elsewhere only those that repeat their characters and are foreign to the page.
EDGE_BLOCKS = 3
MIN_CHARS = 12
QUICK_SAMPLE = 6
MAX_QUICK_KNOWN = 4
# Longest texts that may have this share of distinct characters and still be looked at; 99.8 % of injected units do.
MAX_DISTINCT = ((32, 0.97), (64, 0.93), (128, 0.87), (256, 0.76), (512, 0.62), (1 << 30, 0.5))


@lru_cache(maxsize=1)
def weights() -> tuple[float, ...]:
    """Return the weight of each feature, in the order of `NAMES`."""
    rows = [line.split("\t") for line in TABLE.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    table = {name: float(weight) for name, weight in rows}
    return tuple(table[name] for name in NAMES)


def probability(unit: Unit, page: Surroundings) -> float:
    """Return how probably the unit is injected, in [0, 1]; 0 where there is too little to judge."""
    values = features(unit, page)
    if values is None:
        return 0.0
    odds = sum(map(float.__mul__, weights(), values))
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, odds))))


def is_suspect(unit: Unit, page: Surroundings) -> bool:
    """Tell whether a unit is worth its features; cheap, and true for nearly all that is injected."""
    document = page.document
    first, last = document.blocks[unit.first], document.blocks[unit.last - 1]
    start, end = first.start, last.end
    if end - start < MIN_CHARS:
        return False
    if first.place or first.hidden:
        return True
    at_edge = unit.first < EDGE_BLOCKS or unit.last > len(document.blocks) - EDGE_BLOCKS or start > page.footer
    text = document.seen[start : min(end, start + 400)]
    return at_edge or (_repeats(text) and _is_foreign(text, document, start, end))


def _repeats(text: str) -> bool:
    size = len(text)
    limit = next(share for chars, share in MAX_DISTINCT if size < chars)
    return len(set(text)) <= limit * size


def _is_foreign(text: str, document: Document, start: int, end: int) -> bool:
    """Tell whether most of a few pairs of the text stand nowhere else near it."""
    seen = document.seen
    begin, stop = max(0, start - KNOWN_WINDOW_CHARS), end + KNOWN_WINDOW_CHARS
    known = 0
    for at in range(0, len(text) - 1, max(2, len(text) // QUICK_SAMPLE)):
        pair = text[at : at + 2]
        if pair[0] > "\u2e80" < pair[1] and (seen.find(pair, begin, start) >= 0 or seen.find(pair, end, stop) >= 0):
            known += 1
    return known <= MAX_QUICK_KNOWN
