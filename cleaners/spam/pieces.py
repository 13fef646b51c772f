"""Pieces and units: a page cut into the parts that spam comes in.

A piece is an anchor's text or what stands between two separators; a unit is a run of pieces that belong together: one
block of many pieces, or consecutive short blocks of one container (list entries, lines).
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from cleaners.dom import Block, Document

# Ends of sentences: text that has one is prose, and no list of words.
SENTENCE_ENDS = ("。", "！", "？", "；")
# Tried in this order: what parts pieces is the first of these that stands in a text twice.
SEPARATORS = tuple(
    re.compile(pattern)
    for pattern in (r"[|｜丨_]+", r"[,，、;；★☆●◆■•♥]+", r"[/／~～]+", r"[-·—–]+", r"[【】\[\]「」]+", r"\s+")
)
_SOME_SEPARATOR = re.compile(r"[|｜丨_,，、;；★☆●◆■•♥/／~～\-·—–【】\[\]「」\s]")
ITEM_TAGS = frozenset("li dd dt td th tr p h1 h2 h3 h4 h5 h6 br font center b strong span label".split())
MIN_OWN_PIECES = 3


class Piece(NamedTuple):
    """A part of a block: offsets into the seen text, its text, where it links to ("" nowhere)."""

    start: int
    end: int
    text: str
    href: str


class Unit(NamedTuple):
    """Consecutive blocks, `first` up to (not including) `last`, that are judged together."""

    first: int
    last: int


def units_of(document: Document) -> Iterator[Unit]:
    """Yield the runs of blocks that are no prose, in order."""
    blocks = document.blocks
    start = -1
    key = -1
    for block in blocks:
        text = block.text
        if "。" in text and not block.place and not block.hidden:
            if start >= 0:
                yield Unit(start, block.index)
                start = -1
            continue
        own = len(block.links) >= MIN_OWN_PIECES or (
            len(text) > 12 and len(_SOME_SEPARATOR.findall(text)) >= MIN_OWN_PIECES
        )
        here = -2 - block.index if own else _container(document, block)
        if start >= 0 and here != key:
            yield Unit(start, block.index)
            start = -1
        if start < 0:
            start, key = block.index, here
    if start >= 0:
        yield Unit(start, len(blocks))


def _container(document: Document, block: Block) -> int:
    """Return the node whose children the block's neighbours are: above list entries, lines and leaves."""
    nodes = document.nodes
    node = block.node
    if nodes.last[node] - nodes.first[node] == 1 or nodes.tag[node] in ITEM_TAGS:
        node = nodes.parent[node]
        while node and nodes.tag[node] in ITEM_TAGS:
            node = nodes.parent[node]
    return node


def pieces_of(block: Block) -> list[Piece]:
    """Return the pieces of a block that hold letters: anchors, and what separators part."""
    pieces: list[Piece] = []
    at = 0
    for link in block.links:
        if link.start > at:
            _split(block, at, link.start, "", pieces)
        _split(block, link.start, link.end, link.href, pieces)
        at = link.end
    if at < len(block.text):
        _split(block, at, len(block.text), "", pieces)
    return pieces


def _split(block: Block, start: int, end: int, href: str, pieces: list[Piece]) -> None:
    text = block.text[start:end]
    for pattern in SEPARATORS:
        marks = [(m.start(), m.end()) for m in pattern.finditer(text)]
        if len(marks) >= 2 or (marks and href and len(text) > 8):
            break
    else:
        marks = []
    if href and (pattern is SEPARATORS[-1] or len(text) < 12):
        marks = []  # a headline may hold blanks
    base = block.start + start
    at = 0
    for begin, stop in (*marks, (len(text), len(text))):
        _add(base + at, text[at:begin], href, pieces)
        at = stop


def _add(start: int, text: str, href: str, pieces: list[Piece]) -> None:
    stripped = text.strip(" \t\u3000")
    if len(stripped) > 1 or stripped.isalnum():
        start += len(text) - len(text.lstrip(" \t\u3000"))
        pieces.append(Piece(start, start + len(stripped), stripped, href))
