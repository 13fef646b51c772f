"""Phrases of a story that its markup spells: each letter in an element of its own, or a line of its own, or hidden ones amid them.

Who writes so hides from filters what he says. Pages that spell all of their text so hide it from copiers, and a heading may have
a colour for each letter: a phrase reads like an offer at least a little, and is a small part of what the page says.
"""

from collections.abc import Iterator, Sequence
from typing import Final

from cleaners.dom import Block
from cleaners.spam.fold import fold_in_place
from cleaners.spam.story import CLAUSE, outside
from cleaners.spam.wording import Wording, selling

PHRASE_CHARS: Final = range(5, 25)
# So many letters in a row, an element each; so many places of a clause hide something, each so many Latin letters or Chinese ones.
MIN_LETTERS: Final = 3
MIN_HIDDEN, MAX_FILLER_CHARS, MAX_WORD_CHARS = 2, 12, 2
# Of a paragraph, and of the story, what is spelled is no more than this.
MAX_BLOCK_SHARE, MAX_STORY_SHARE = 0.7, 0.2
# Such a phrase reads like an offer by so much; days, verse and headings of tables do not.
LEAST_ODDS: Final = -2.0


def spelled_in(blocks: Sequence[Block], wording: Wording) -> Iterator[tuple[Block, int, int, str]]:
    """Yield each stretch that is spelled: its block, where in the block's text it begins and ends, and how it is spelled."""
    found = [
        (block, start, end, how)
        for block in blocks
        if block.pieces or block.unseen
        for start, end, how in (*_letter_by_letter(block, wording), *_amid_hidden(block, wording))
    ]
    if sum(end - start for _, start, end, _ in found) <= MAX_STORY_SHARE * sum(len(block.text) for block in blocks):
        yield from found
    yield from _down_the_page(blocks, wording)


def _letter_by_letter(block: Block, wording: Wording) -> Iterator[tuple[int, int, str]]:
    """Yield the phrases each letter of which stands in an element of its own."""
    for first, last in _runs_of_letters(block):
        start, end = _with_first_and_last(block.text, first, last)
        said = block.text[start:end]
        if _is_short(end - start, block) and CLAUSE.fullmatch(said) and _sells(said, wording):
            yield start, end, "letter by letter"


def _runs_of_letters(block: Block) -> Iterator[tuple[int, int]]:
    """Yield where runs of single letters, an element each, begin and end."""
    at = begin = 0
    for piece in (*map(str.strip, block.pieces), ""):
        start = block.text.find(piece, at) if piece else len(block.text)
        if start < 0:
            return
        is_letter = len(piece) == 1 and not piece.isdecimal()
        if not is_letter or start > at:
            if at - begin >= MIN_LETTERS:
                yield begin, at
            begin = start
        at = start + len(piece)
        if not is_letter:
            begin = at


def _with_first_and_last(text: str, first: int, last: int) -> tuple[int, int]:
    """Return a run without marks at its ends, or with the letter on either side where no more than one stands before it.

    Empty elements between letters leave the first and the last with what stands around them.
    """
    while first < last and not CLAUSE.match(text[first]):
        first += 1
    while first < last and not CLAUSE.match(text[last - 1]):
        last -= 1
    if first and CLAUSE.match(text[first - 1]) and not (first > 1 and CLAUSE.match(text[first - 2])):
        return first - 1, min(len(text), last + bool(CLAUSE.match(text[last : last + 1])))
    return first, last


def _amid_hidden(block: Block, wording: Wording) -> Iterator[tuple[int, int, str]]:
    """Yield the clauses that hidden letters hold apart."""
    if block.hidden or not block.unseen:
        return
    for clause in CLAUSE.finditer(block.text):
        start, end = clause.span()
        inside = [(begin, stop) for begin, stop, _ in block.unseen if start < begin and stop < end]
        if not inside or not all(_is_filler(block.text[begin:stop]) for begin, stop in inside):
            continue
        said = "".join(outside(block.text[start:end], [(begin - start, stop - start) for begin, stop in inside]))
        if _is_short(len(said), block) and (len(inside) >= MIN_HIDDEN or _sells(said, wording)):
            yield start, end, "hidden letters amid it"


def _is_filler(hidden: str) -> bool:
    """Tell whether what is hidden only holds letters apart; a longer word is what was to be hidden."""
    return len(hidden) <= (MAX_FILLER_CHARS if hidden.isascii() else MAX_WORD_CHARS)


def _sells(said: str, wording: Wording) -> bool:
    return selling(fold_in_place(said), wording) >= LEAST_ODDS


def _is_short(size: int, block: Block) -> bool:
    return size in PHRASE_CHARS and size <= MAX_BLOCK_SHARE * len(block.text)


def _down_the_page(blocks: Sequence[Block], wording: Wording) -> Iterator[tuple[Block, int, int, str]]:
    """Yield the lines of one letter each that say something for sale."""
    lines: list[Block] = []
    for block in (*blocks, None):
        if block and len(block.text) == 1:
            lines.append(block)
            continue
        said = "".join(line.text for line in lines)
        if len(said) in PHRASE_CHARS and _sells(said, wording):
            yield from ((line, 0, 1, "down the page") for line in lines)
        lines = []
