"""What somebody put into a byline: parts of it that read like offers, with the labels that they came with.

A byline is short, and a name in it has no sentence around it that tells what it is. It is judged by how it is worded, unless the
page names it elsewhere, too.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from cleaners.dom import Block, Document
from cleaners.fold import fold
from cleaners.metadata.around_title import CREDIT
from cleaners.metadata.credits import Field, read_line
from cleaners.metadata.people import is_medium, is_person
from cleaners.metadata.values import Metadata, Title
from cleaners.metadata.words import OTHER
from cleaners.spam.fold import fold_in_place
from cleaners.spam.wording import Wording, selling
from cleaners.values import Removed, Stage

RULE: Final = "offer_in_byline"
PART_CHARS: Final = range(4, 25)
# A part that reads so much like an offer is one; the only one, and a medium's name, must do so more: some call themselves after
# what they sell. What stands beside an offer, or before two, need not do so as much.
MIN_SELLING, MIN_SELLING_ALONE, MIN_SELLING_MEDIUM = 2.0, 3.2, 3.5
MIN_SELLING_BESIDE, MIN_SELLING_BEFORE = 0.5, -1.0
MAX_LINE_CHARS: Final = 200
# Names of people, accounts and offices read like offers by less, as far as they are so long.
MIN_NAME_CHARS, MIN_SELLING_NAME = 7, 2.6
# So many blocks above and below title and story are looked at.
ABOVE_TITLE, ABOVE_STORY, EDGE, BELOW_STORY = 4, 20, 4, 16
# What a page says elsewhere begins so.
KNOWN_CHARS: Final = 4
_PART: Final = re.compile(r"[^\s,;|:、()\[\]【】<>，；｜：（）［］]+")
_NOTHING: Final = re.compile(r"[\s,;|:、.]*")


@dataclass(frozen=True, slots=True)
class _Part:
    """A part of a line, offsets, and how much it reads like an offer."""

    start: int
    end: int
    odds: float
    text: str


def offers_in_bylines(document: Document, title: Title, body: range, wording: Wording | None) -> tuple[Removed, ...]:
    """Return what reads like an offer in the lines of credits around title and story, in order."""
    if wording is None:
        return ()
    return tuple(
        Removed(block.start + start, block.start + end, block.text[start:end], Stage.SPAM, RULE, 0.9)
        for block in _lines(document, title, body)
        for start, end in _offers(document, block, wording, is_head=block.index < body.start)
    )


def _lines(document: Document, title: Title, body: range) -> Iterator[Block]:
    begin = title.block - ABOVE_TITLE if title.block >= 0 else body.start - ABOVE_STORY
    head = range(max(0, begin), min(body.start + EDGE, len(document.blocks)))
    tail = range(max(head.stop, body.stop - EDGE), min(body.stop + BELOW_STORY, len(document.blocks)))
    for at in (*head, *tail):
        block = document.blocks[at]
        if at != title.block and len(block.text) <= MAX_LINE_CHARS and "。" not in block.text:
            yield block


def _offers(document: Document, block: Block, wording: Wording, *, is_head: bool) -> Iterator[tuple[int, int]]:
    """Yield the ranges of offers in a line of credits: above the story one with a date or a label, elsewhere one that names somebody."""
    folded = fold(block.text)
    if not (is_head and CREDIT.search(block.text)) and ":" not in folded:
        return
    parts = list(_parts(folded, fold_in_place(block.text), wording))
    sold = [part for part in parts if _is_sold(document, block, part)]
    if not sold or (len(sold) == 1 and sold[0].odds < MIN_SELLING_ALONE):
        return
    fields = read_line(block.text, folded).fields
    if not (is_head or any(field.role != OTHER for field in fields)):
        return
    for start, end in _runs(folded, parts, sold):
        yield _with_label(folded, fields, start, end), end


def _parts(folded: str, judged: str, wording: Wording) -> Iterator[_Part]:
    for match in _PART.finditer(folded):
        if len(match[0]) in PART_CHARS:
            start, end = match.span()
            yield _Part(start, end, selling(judged[start:end], wording), match[0])


def _is_sold(document: Document, block: Block, part: _Part) -> bool:
    """Tell whether a part is an offer; what the page says elsewhere, or its head claims, is somebody's name."""
    if part.odds < MIN_SELLING or (is_medium(part.text) and part.odds < MIN_SELLING_MEDIUM) or is_person(part.text):
        return False
    begin = block.text[part.start : part.start + KNOWN_CHARS]
    is_elsewhere = document.seen.count(begin) > block.text.count(begin) or begin in document.title
    return not (
        is_elsewhere
        or any(begin in content for _, content in document.metas)
        or any(begin in text for _, text in document.scripts)
    )


def _runs(folded: str, parts: Sequence[_Part], sold: Sequence[_Part]) -> Iterator[tuple[int, int]]:
    """Yield the ranges of offers, each with what stands between two, and beside one reads a little like one."""
    known = list(sold)
    for at in reversed(range(len(parts))):  # what stands before two may be the third
        if parts[at] not in sold and _is_beside(parts[at], parts[max(0, at - 1) : at], parts[at + 1 : at + 3], known):
            known.append(parts[at])
    taken = sorted(known, key=lambda part: part.start)
    start, end = taken[0].start, taken[0].end
    for part in taken[1:]:
        if _NOTHING.fullmatch(folded, end, part.start):
            end = part.end
            continue
        yield start, end
        start, end = part.start, part.end
    yield start, end


def _is_beside(part: _Part, before: Sequence[_Part], behind: Sequence[_Part], sold: Sequence[_Part]) -> bool:
    """Tell whether a part goes with the offers beside it, before which nobody's name stands."""
    if is_medium(part.text) or is_person(part.text):
        return False
    is_first = len(behind) > 1 and all(other in sold for other in behind)
    least = MIN_SELLING_BEFORE if is_first else MIN_SELLING_BESIDE
    return part.odds >= least and any(other in sold for other in (*before, *behind[:1]))


def _with_label(folded: str, fields: Sequence[Field], start: int, end: int) -> int:
    """Return where an offer begins: with its label where the line has that one twice, took the value of the one before, or ends so."""
    for at, field in enumerate(fields):
        if field.start <= start and _NOTHING.fullmatch(folded, field.start, start):
            is_twice = any(other.role == field.role for other in fields if other is not field)
            before = fields[at - 1] if at else None
            is_robbed = before is not None and _NOTHING.fullmatch(folded, before.start, field.at) is not None
            is_last = field.at > 0 and _NOTHING.fullmatch(folded, end) is not None
            return field.at if is_twice or is_robbed or is_last else start
    return start


def without_sold(metadata: Metadata, wording: Wording | None) -> Metadata:
    """Return what was read of a page without names that are offers: who put them into the byline put them into the head, too."""
    if wording is None:
        return metadata
    author, outlet, editor = (_unsold(names, wording) for names in (metadata.author, metadata.outlet, metadata.editor))
    return replace(metadata, author=author, outlet=outlet, editor=editor)


def _unsold(names: str, wording: Wording) -> str:
    return ";".join(name for name in names.split(";") if not _is_offer(name, wording))


def _is_offer(name: str, wording: Wording) -> bool:
    is_long = len(name) >= MIN_NAME_CHARS and not is_medium(name) and not is_person(name)
    return is_long and selling(fold_in_place(name), wording) >= MIN_SELLING_NAME


def masked(document: Document, spans: Sequence[Removed]) -> Document:
    """Return the document with blanks in place of the spans, in order and each within a block: nothing reads a name there."""
    if not spans:
        return document
    blocks = list(document.blocks)
    at = 0
    for span in spans:
        while blocks[at].end < span.end:
            at += 1
        blocks[at] = _blanked(blocks[at], span)
    return replace(document, blocks=blocks)


def _blanked(block: Block, span: Removed) -> Block:
    start, end = span.start - block.start, span.end - block.start
    text = block.text[:start] + " " * (end - start) + block.text[end:]
    pieces = tuple(_blank_piece(piece, span.text) for piece in block.pieces)
    return replace(block, text=text, pieces=pieces if "".join(pieces).strip() else (), rule=None)


def _blank_piece(piece: str, gone: str) -> str:
    """Return one of a block's inline texts without those parts of what is gone that stand in it."""
    for part in _PART.findall(gone):
        piece = piece.replace(part, " ")
    return piece
