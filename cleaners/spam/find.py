"""Find spam in a document before its story is chosen: whole units, and single links among innocent ones."""

import math
from bisect import bisect_left
from collections.abc import Iterator, Sequence

from cleaners.dom import Block, Document
from cleaners.spam.core import DISMISSED, probability
from cleaners.spam.detector import Detector, default_detector
from cleaners.spam.lexicon import STRONG, Hit
from cleaners.spam.pieces import Piece, Unit, pieces_of, units_of
from cleaners.spam.surroundings import Surroundings, host_of
from cleaners.values import Removed, Stage

# The core alone must be this sure; with words of the lexicon in most pieces a mere possibility is enough.
SURE = 0.8
POSSIBLE = 0.01
# Words in a piece: their weights' sum and the share of the piece they cover, for a piece that says nothing else.
MIN_PIECE_WEIGHT = 4
MIN_COVER = 0.45
MIN_LEXICAL_SHARE = 0.5
MIN_LEXICAL_PIECES = 2
MAX_EVIDENCE_CHARS = 80


def find_spam(document: Document, detector: Detector | None = None) -> tuple[Removed, ...]:
    """Return the injected spans of a document in order; offsets into its seen text, none overlapping.

    What is merely furniture (menus, tags, related links) is not spam, hidden or not.
    """
    using = detector or default_detector()
    hits = using.lexicon.hits(document.seen)
    starts = [hit.start for hit in hits]
    page = Surroundings(document)
    found: list[Removed] = []
    for unit in units_of(document):
        begin = bisect_left(starts, document.blocks[unit.first].start)
        end = bisect_left(starts, document.blocks[unit.last - 1].end, begin)
        found += _judge(unit, page, hits[begin:end], using)
    return tuple(found)


def _judge(unit: Unit, page: Surroundings, hits: Sequence[Hit], using: Detector) -> Iterator[Removed]:
    """Yield what is spam in a unit: all of it, or some links."""
    strong = sum(hit.weight >= STRONG for hit in hits)
    chance = probability(unit, page, using.weights, -math.inf if strong else DISMISSED) if using.weights else POSSIBLE
    if chance >= SURE:
        yield _span(page.document, unit, chance, "")
        return
    if not strong:
        return
    blocks = page.document.blocks[unit.first : unit.last]
    pieces = [piece for block in blocks for piece in pieces_of(block)]
    telling = [is_telling(piece.start, piece.end, hits) for piece in pieces]
    share = sum(telling) / len(pieces)
    if chance >= POSSIBLE and sum(telling) >= MIN_LEXICAL_PIECES and share >= MIN_LEXICAL_SHARE:
        yield _span(page.document, unit, max(chance, share), _words(page.document.seen, hits))
        return
    for piece, tells in zip(pieces, telling, strict=True):
        if tells and _is_foreign(piece, page):
            yield Removed(
                piece.start,
                piece.end,
                page.document.seen[piece.start : piece.end],
                Stage.SPAM,
                "sold_link",
                0.9,
                piece.href[:MAX_EVIDENCE_CHARS],
            )


def is_telling(start: int, end: int, hits: Sequence[Hit]) -> bool:
    """Tell whether the words within a piece fill it with advertising: heavy enough, and little else beside them."""
    inside = [hit for hit in hits if start <= hit.start and hit.end <= end]
    weight = sum(hit.weight for hit in inside)
    covered = sum(hit.end - hit.start for hit in inside)
    return weight >= MIN_PIECE_WEIGHT and covered >= MIN_COVER * (end - start)


def _is_foreign(piece: Piece, page: Surroundings) -> bool:
    host = host_of(piece.href)
    return bool(host) and host not in page.own_hosts


def _span(document: Document, unit: Unit, score: float, words: str) -> Removed:
    first, last = document.blocks[unit.first], document.blocks[unit.last - 1]
    text = document.seen[first.start : last.end]
    return Removed(
        first.start, last.end, text, Stage.SPAM, _rule(first, words), round(score, 3), words or _evidence(first)
    )


def _rule(block: Block, words: str) -> str:
    if block.place:
        return "outside_html" if block.place in ("before_html", "after_html") else block.place
    if words:
        return "lexicon"
    if block.hidden:
        return "hidden_list"
    return "link_list" if block.links else "keyword_list"


def _evidence(block: Block) -> str:
    return " ".join(
        filter(None, (block.hidden, block.place, block.links[0].href[:MAX_EVIDENCE_CHARS] if block.links else ""))
    )


def _words(seen: str, hits: Sequence[Hit]) -> str:
    """Return the words found, the first of them, for the audit."""
    return " ".join(dict.fromkeys(seen[hit.start : hit.end] for hit in hits))[:MAX_EVIDENCE_CHARS]
