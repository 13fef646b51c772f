"""What spans leave of brackets, of lines, and of questions whose answers sell: nothing that a reader could want without the rest."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Final
from unicodedata import normalize

from cleaners.dom import Block
from cleaners.spam.features import pairs_of
from cleaners.spam.fold import fold_in_place
from cleaners.spam.spans_in import as_surest, as_whole, left_in, left_of, within
from cleaners.spam.story import FUNCTIONS, REPORTING, SENTENCE_ENDS
from cleaners.spam.story_pairs import StoryPairs
from cleaners.values import Removed

# Of what stands in brackets so much is spam, and so little of the rest is said elsewhere.
MIN_BRACKETED_SHARE, MAX_OWN_SHARE = 0.3, 0.25
# So few letters are left of a line, of a question or an answer.
MAX_LEFT_CHARS: Final = 3
BRACKETS: Final = re.compile(
    r"（[^（）\n]{2,40}）|\([^()\n]{2,40}\)|【[^【】\n]{2,40}】|\[[^\[\]\n]{2,40}\]|〔[^〔〕\n]{2,40}〕"
)
# Between two spans of a sentence stands so much at most, of whole clauses that make no sentence.
MAX_BETWEEN_CHARS: Final = 10
_BETWEEN_MARKS: Final = "，,、；;*·|_ "
_LABEL: Final = re.compile(r"\s*(?:问|答|問|[qa])\s?\d{0,2}\s?[:：、.]", re.IGNORECASE)
_QUESTION: Final = re.compile(r"\s*[问問q]\s?\d{0,2}\s?[:：、.]", re.IGNORECASE)
_ANSWER: Final = re.compile(r"\s*[答a]\s?\d{0,2}\s?[:：、.]", re.IGNORECASE)
# A line that is nothing but where to write, so close to one that is spam.
_CONTACT: Final = re.compile(
    r"\W*(?:微信|weixin|wechat|[qv]{1,2}|vx|qq|扣扣|企鹅|飞机|电报|tg|telegram|line|whatsapp|skype)(?:号|群|id)?\s?[:：]?\s?@?[a-z0-9_-]{5,24}\W*",
    re.IGNORECASE,
)
CONTACT_REACH: Final = 3
# What is glued to paragraphs' ends: so many times, and such a share of what hangs there.
_TAIL: Final = re.compile(r"[。！？”」]([^。！？”」（(】》]{6,40}(?<![。！？：；，…]))$")
MIN_TAILS, MIN_TAIL_SHARE = 2, 0.5
_CREDIT: Final = re.compile(r"记者|記者|通[讯訊][员員]|[编編][辑輯]|[摄攝]|来源|來源|作者|文/")


def with_remnants(blocks: Sequence[Block], spans: Sequence[Removed]) -> tuple[Removed, ...]:
    """Return the spans, in order, with the brackets, lines, questions and answers of which they leave next to nothing."""
    inside = within(blocks, spans)
    if not inside:
        return tuple(spans)
    story = StoryPairs(blocks)
    whole = {at: as_whole(blocks[at], found) for at, found in inside.items() if _is_empty(blocks[at], found)}
    whole |= {at: as_whole(blocks[at], [by]) for at, by in _beside(blocks, inside, whole, story)}
    whole |= {at: as_whole(blocks[at], [by]) for at, by in _contacts(blocks, _sold(blocks, inside, whole))}
    tails = list(_tails(blocks, inside, whole))
    brackets = [wide for at, found in inside.items() if at not in whole for wide in _brackets(blocks[at], found, story)]
    between = [gap for at, found in inside.items() if at not in whole for gap in _between(blocks[at], found, story)]
    wider = sorted((*whole.values(), *brackets, *tails), key=lambda span: span.start)
    firsts = [span.start for span in wider]

    def is_within(span: Removed) -> bool:
        at = bisect_right(firsts, span.start) - 1
        return at >= 0 and span.end <= wider[at].end

    others = (span for span in (*spans, *between) if not is_within(span))
    return tuple(sorted((*others, *wider), key=lambda span: span.start))


def _letters(text: str) -> int:
    return sum(map(str.isalnum, text))


def _is_empty(block: Block, inside: Sequence[Removed]) -> bool:
    """Tell whether spans leave hardly a letter of a block besides its label, 问：？ for one."""
    if sum(span.end - span.start for span in inside) >= len(block.text):
        return False
    left = "".join(left_of(block, inside))
    return _letters(_LABEL.sub("", left)) <= MAX_LEFT_CHARS


def _beside(
    blocks: Sequence[Block], inside: Mapping[int, Sequence[Removed]], whole: Mapping[int, Removed], story: StoryPairs
) -> Iterator[tuple[int, Removed]]:
    """Yield the questions whose answers are spam as a whole, and the answers of such questions, with that."""
    sold = _sold(blocks, inside, whole)
    for at, by in sold.items():
        for beside, label, other in ((at - 1, _ANSWER, _QUESTION), (at + 1, _QUESTION, _ANSWER)):
            if (
                0 <= beside < len(blocks)
                and beside not in sold
                and label.match(blocks[at].text)
                and other.match(blocks[beside].text)
                and _is_strange(blocks[beside].text, blocks[beside], story)
            ):
                yield beside, by


def _sold(
    blocks: Sequence[Block], inside: Mapping[int, Sequence[Removed]], whole: Mapping[int, Removed]
) -> dict[int, Removed]:
    """Return the blocks that are spam as a whole, each with a span in it."""
    return {
        at: found[0]
        for at, found in inside.items()
        if at in whole or sum(span.end - span.start for span in found) >= len(blocks[at].text)
    }


def _contacts(blocks: Sequence[Block], sold: Mapping[int, Removed]) -> Iterator[tuple[int, Removed]]:
    """Yield the lines near such blocks that are nothing but an account, with the span of the nearest."""
    for at, block in enumerate(blocks):
        if at not in sold and _CONTACT.fullmatch(normalize("NFKC", block.text)):
            near = [other for other in sold if abs(other - at) <= CONTACT_REACH]
            if near:
                yield at, sold[min(near, key=lambda other: abs(other - at))]


def _tails(
    blocks: Sequence[Block], inside: Mapping[int, Sequence[Removed]], whole: Mapping[int, Removed]
) -> Iterator[Removed]:
    """Yield what hangs on the last sentences of paragraphs without a mark at its end, where most of what hangs so is spam."""
    hanging = {at: tail for at, block in enumerate(blocks) if at not in whole and (tail := _TAIL.search(block.text))}
    sold: dict[int, Removed] = {}
    for at, tail in hanging.items():
        start, end = blocks[at].start + tail.start(1), blocks[at].start + tail.end(1)
        found = [span for span in inside.get(at, ()) if start <= span.start < end]
        if sum(span.end - span.start for span in found) >= MIN_TAIL_SHARE * (end - start):
            sold[at] = found[0]
    if len(sold) < max(MIN_TAILS, MIN_TAIL_SHARE * len(hanging)):
        return
    by = next(iter(sold.values()))
    for at, tail in hanging.items():
        if at not in sold and not _CREDIT.search(tail[1]):
            yield as_surest(blocks[at], blocks[at].start + tail.start(1), blocks[at].start + tail.end(1), [by])


def _brackets(block: Block, inside: Sequence[Removed], story: StoryPairs) -> Iterator[Removed]:
    """Yield the brackets of a block that spans are part of, unless they name who wrote it or say what the story does."""
    for match in BRACKETS.finditer(block.text):
        start, end = block.start + match.start(), block.start + match.end()
        found = [span for span in inside if start <= span.start and span.end <= end]
        covered = sum(_letters(span.text) for span in found)
        if not found or covered < MIN_BRACKETED_SHARE * _letters(match.group()):
            continue
        left = "".join(left_in(block, start, end, found))
        if left and not _CREDIT.search(left) and _is_strange(left, block, story):
            yield as_surest(block, start, end, found)


def _between(block: Block, inside: Sequence[Removed], story: StoryPairs) -> Iterator[Removed]:
    """Yield the few whole clauses between two spans of a sentence that say nothing the story does, and make no sentence of their own."""
    for before, behind in pairwise(inside):
        start, end = before.end, behind.start
        text = block.text[start - block.start : end - block.start]
        if (
            not 0 < len(text) <= MAX_BETWEEN_CHARS
            or FUNCTIONS.search(text)
            or any(mark in text for mark in SENTENCE_ENDS)
        ):
            continue
        opens = text[0] in _BETWEEN_MARKS or before.text[-1] in _BETWEEN_MARKS
        closes = text[-1] in _BETWEEN_MARKS or behind.text[0] in _BETWEEN_MARKS
        if opens and closes and _letters(text) and _is_strange(text, block, story):
            yield as_surest(block, start, end, (before, behind))


def _is_strange(text: str, block: Block, story: StoryPairs) -> bool:
    """Tell whether a text reports nothing, and says little that the rest of the story says."""
    pairs = pairs_of(fold_in_place(text))
    return not REPORTING.search(text) and story.told_elsewhere(pairs, block) <= MAX_OWN_SHARE * len(pairs)
