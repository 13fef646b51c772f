"""Phrases of a story that its markup spells: each letter in an element of its own, or a line of its own, or hidden ones amid them.

Who writes so hides from filters what he says. Pages that spell all of their text so hide it from copiers, and a heading may have
a colour for each letter: a phrase reads like an offer at least a little, and is a small part of what the page says.
"""

import math
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import Final

from cleaners.dom import Block
from cleaners.spam.fold import fold_in_place
from cleaners.spam.joints import Clause, default_joints
from cleaners.spam.story import CLAUSE
from cleaners.spam.wording import Wording, selling

PHRASE_CHARS: Final = range(5, 25)
# So many letters in a row, an element each; so many places of a clause hide something, each so many Latin letters or Chinese ones.
MIN_LETTERS: Final = 3
MIN_HIDDEN, MAX_FILLER_CHARS, MAX_WORD_CHARS = 2, 12, 2
# Of a paragraph, and of the story, what is spelled is no more than this.
MAX_BLOCK_SHARE, MAX_STORY_SHARE = 0.7, 0.2
# Such a phrase reads like an offer by so much; days, verse and headings of tables do not.
LEAST_ODDS: Final = -2.0
# One with a single hidden stretch amid it by so much; it goes on for so many letters on either side.
LEAST_AROUND_ONE, MAX_BESIDE = 0.5, 7
# All of a clause is likelier than a part of it by so much.
WHOLE: Final = 1.0


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
    """Yield the phrases that hidden letters hold apart: of their clauses what reads most like an offer around all of these."""
    if block.hidden or not block.unseen:
        return
    for clause in CLAUSE.finditer(block.text):
        start, end = clause.span()
        inside = [(begin, stop) for begin, stop, _ in block.unseen if start < begin and stop < end]
        if not inside or not all(_is_filler(block.text[begin:stop]) for begin, stop in inside):
            continue
        hidden = {at for begin, stop in inside for at in range(begin, stop)}
        shown = [at for at in range(start, end) if at not in hidden]
        first, last = bisect_left(shown, inside[0][0]), bisect_left(shown, inside[-1][0])
        odds, begin, stop = _likeliest([block.text[at] for at in shown], first, last, wording)
        if odds >= (LEAST_ODDS if len(inside) >= MIN_HIDDEN else LEAST_AROUND_ONE) and _is_short(stop - begin, block):
            yield shown[begin], shown[stop - 1] + 1, "hidden letters amid it"


def _likeliest(shown: Sequence[str], first: int, last: int, wording: Wording) -> tuple[float, int, int]:
    """Return how much the likeliest phrase around two places of a clause reads like an offer, and where it begins and ends."""
    text = fold_in_place("".join(shown))
    ties = Clause(default_joints(), text, "", "")
    likely = [(selling(text, wording), WHOLE, 0, len(text))] if len(text) in PHRASE_CHARS else []
    likely += [
        (selling(text[begin:stop], wording), ties.dropped_in(begin, stop), begin, stop)
        for begin in range(max(0, first - MAX_BESIDE), first)
        for stop in range(last + 1, min(len(text), last + MAX_BESIDE) + 1)
        if stop - begin in PHRASE_CHARS and stop - begin < len(text)
    ]
    odds, _, begin, stop = max(likely, key=lambda found: found[0] + found[1], default=(-math.inf, 0.0, 0, 0))
    return odds, begin, stop


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
