"""Pieces and units: a page cut into the parts that spam comes in.

A piece is an anchor's text or what stands between two separators; a unit is a run of pieces that belong together: one
block of many pieces, consecutive short blocks of one container (list entries, lines), or what is no sentence in a block of
prose: a list behind its last full stop, or a block whose one sentence is a list.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from cleaners.dom import Block, Document

# Numbers in circles, and pictures.
_DINGBATS = "\u2460-\u2473\u2600-\u27bf\U0001f300-\U0001faff"
_SEPARATOR = re.compile(rf"[|｜丨_,，、;；●◆■•/／~～【】\[\]「」\n\t{_DINGBATS}]+")
_SPACE = re.compile(r"[\s·—–-]+")
SOME_SEPARATOR = re.compile(rf"[|｜丨_,，、;；●◆■•/／~～\-·—–【】\[\]「」\s{_DINGBATS}]")
# Words that hardly any sentence of this length does without, and no list of keywords has.
_FUNCTIONS = re.compile(r"[的了在是和有不与與对對为為将將被把从從向等及其并並已就也还還让讓使]")
ITEM_TAGS = frozenset("li dd dt td th tr p h1 h2 h3 h4 h5 h6 br font center b strong span label".split())
MIN_OWN_PIECES = 3
MIN_OWN_CHARS = 20
MIN_UNIT_CHARS = 12
# A piece longer than this on average is no piece: the text is parted by blanks, if at all.
LONG_PIECE_CHARS = 24
# A sentence of so many commas and so few function words is a list.
MIN_STUFFED_COMMAS = 3
MAX_FUNCTION_SHARE = 0.02
MAX_STUFFED_CHARS = 600


class Piece(NamedTuple):
    """A part of a block: offsets into the seen text, where it links to ("" nowhere)."""

    start: int
    end: int
    href: str


class Unit(NamedTuple):
    """Consecutive blocks, `first` up to (not including) `last`, that are judged together; offsets into the seen text."""

    first: int
    last: int
    start: int
    end: int


def units_of(document: Document) -> Iterator[Unit]:
    """Yield the runs of blocks that are no prose, in order, and the lists inside of prose."""
    blocks = document.blocks
    start = key = node = -1
    for block in blocks:
        text = block.text
        if "。" in text and not block.place and not (block.hidden and _is_alone(blocks, block.index)):
            if start >= 0:
                yield _unit(blocks, start, block.index)
                start = -1
            part = _list_in_prose(text)
            if part:
                at, end = part
                yield Unit(block.index, block.index + 1, block.start + at, block.start + end)
            continue
        own = len(block.links) >= MIN_OWN_PIECES or (
            len(text) > MIN_OWN_CHARS and len(SOME_SEPARATOR.findall(text)) >= MIN_OWN_PIECES
        )
        if start >= 0 and not own and block.node == node:
            continue
        here = -2 - block.index if own else _container(document, block)
        node = -1 if own else block.node
        if start >= 0 and here != key:
            yield _unit(blocks, start, block.index)
            start = -1
        if start < 0:
            start, key = block.index, here
    if start >= 0:
        yield _unit(blocks, start, len(blocks))


def _is_alone(blocks: list[Block], at: int) -> bool:
    """Tell whether a hidden block stands between shown ones: in a hidden story prose is prose."""
    return not (at and blocks[at - 1].hidden) and not (at + 1 < len(blocks) and blocks[at + 1].hidden)


def _unit(blocks: list[Block], first: int, last: int) -> Unit:
    end = blocks[last - 1]
    return Unit(first, last, blocks[first].start, end.start + len(end.text))


def has_few_functions(text: str, share: float) -> bool:
    """Tell whether a text has so few words like 的, 在 and 不, at most `share` of its characters, that it is no sentence."""
    return len(_FUNCTIONS.findall(text)) <= share * len(text)


def _list_in_prose(text: str) -> tuple[int, int] | None:
    """Return the range of what is no sentence in a text with full stops, None for all but a few texts."""
    stop = text.rfind("。") + 1
    rest = len(text) - stop
    if rest >= MIN_UNIT_CHARS:
        tail = text[stop:]
        if len(SOME_SEPARATOR.findall(tail)) >= MIN_OWN_PIECES - 1:
            return stop + len(tail) - len(tail.lstrip(" \u3000”」』）)")), len(text)
    elif MIN_UNIT_CHARS < len(text) < MAX_STUFFED_CHARS and text.count("，") + text.count("、") >= MIN_STUFFED_COMMAS:
        begin = text.rfind("。", 0, stop - 1) + 1
        sentence = text[begin:stop]
        if sentence.count("，") + sentence.count("、") >= MIN_STUFFED_COMMAS and (
            has_few_functions(sentence, MAX_FUNCTION_SHARE)
        ):
            return begin, stop
    return None


def _container(document: Document, block: Block) -> int:
    """Return the node whose children the block's neighbours are: above list entries, lines and leaves."""
    nodes = document.nodes
    node = block.node
    if nodes.last[node] - nodes.first[node] == 1 or nodes.tag[node] in ITEM_TAGS:
        node = nodes.parent[node]
        while node and nodes.tag[node] in ITEM_TAGS:
            node = nodes.parent[node]
    return node


def texts_of(unit: Unit, document: Document, limit: int) -> list[str]:
    """Return the texts of the pieces in the unit's first `limit` characters."""
    text = document.seen[unit.start : min(unit.end, unit.start + limit)]
    texts = [part for part in _SEPARATOR.split(text) if part]
    if len(text) > LONG_PIECE_CHARS * len(texts) or len(texts) == 1:
        texts = [part for part in _SPACE.split(text) if part]
    return texts


def pieces_of(unit: Unit, document: Document) -> list[Piece]:
    """Return the pieces of a unit: anchors, and what separators part."""
    pieces: list[Piece] = []
    for block in document.blocks[unit.first : unit.last]:
        at = max(unit.start - block.start, 0)
        stop = min(unit.end - block.start, len(block.text))
        for link in block.links:
            if link.start >= at and link.end <= stop:
                _split(block, at, link.start, "", pieces)
                _split(block, link.start, link.end, link.href, pieces)
                at = link.end
        _split(block, at, stop, "", pieces)
    return pieces


def _split(block: Block, start: int, end: int, href: str, pieces: list[Piece]) -> None:
    text = block.text[start:end]
    pattern = _SEPARATOR if _SEPARATOR.search(text) or href else _SPACE
    at = 0
    for match in (*pattern.finditer(text), None):
        stop = match.start() if match else len(text)
        part = text[at:stop].strip(" \u3000")
        if part:
            begin = block.start + start + text.index(part, at)
            pieces.append(Piece(begin, begin + len(part), href))
        at = match.end() if match else stop
