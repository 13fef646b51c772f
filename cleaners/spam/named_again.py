"""Sentences of a story that share a name with its spam and with nothing else, and speak as no newsroom does: all are of one pitch.

Whoever sells names his shop in every sentence that he puts in, among them those that report, quote a customer, or give advice.
"""

import re
from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence, Set
from functools import lru_cache
from itertools import islice
from typing import Final, NamedTuple

from cleaners.dom import Block
from cleaners.spam.features import pairs_of
from cleaners.spam.fold import fold_in_place
from cleaners.spam.pitched import SENTENCE, WHO_SAID, told_by
from cleaners.spam.pitches import MAX_PITCH_CHARS, MIN_PITCH_CHARS, default_pitches, pitching
from cleaners.values import Removed, Stage

RULE: Final = "doorway_sentence"
# A name has so many characters, and so many sentences, few or many.
NAME_CHARS: Final = (2, 3)
MIN_SENTENCES, SURE_SENTENCES = 2, 3
# Each sentence with the name speaks like a seller by so much, where there are many or few, or a few with what may be any word, and says
# so little of what others say.
LEAST_OF_MANY, LEAST_OF_FEW, LEAST_OF_WORD = -3.5, 0.0, 1.5
MAX_OWN_SHARE: Final = 0.15
# A sentence of which so much is spam needs no other sign.
WHOLE: Final = 0.9
_HAN: Final = re.compile(r"[\u4e00-\u9fff]+")
_NUMBER: Final = re.compile("[一二三四五六七八九十百千万萬两兩几幾个個年月日号號时時分第多]+")


class _Sentence(NamedTuple):
    """A sentence of a block, with all of the spam that reaches into it: offsets into the seen text; its folded text and pairs.

    `share`: how much of it is spam.
    """

    start: int
    end: int
    text: str
    pairs: Set[str]
    share: float


def named_again(blocks: Sequence[Block], folded: str, spans: Sequence[Removed], title: str) -> Iterator[Removed]:
    """Yield the sentences that name what spam among the spans names, where all that do are strange to the story and its title.

    `folded` is the blocks' text, folded in place; `spans` are in order. A sentence that spans are part of is yielded whole.
    """
    if not any(span.start < blocks[-1].end and blocks[0].start < span.end for span in spans):
        return
    sentences = list(_sentences(blocks, folded, spans))
    sold = [each for each in sentences if each.share]
    names = set[str]().union(*(_runs(each.text) for each in sold)) - _runs(fold_in_place(title))
    naming: dict[str, list[_Sentence]] = defaultdict(list)
    for each in sentences if names else ():
        for name in names & _runs(each.text):
            naming[name].append(each)
    told = Counter(pair for each in sentences if not each.share for pair in each.pairs)
    found: dict[_Sentence, str] = {}
    for name, named in sorted(naming.items(), key=lambda each: (-len(each[1]), -len(each[0]), each[0])):
        is_word = len(name) < NAME_CHARS[-1] and len(named) < SURE_SENTENCES
        least = LEAST_OF_WORD if is_word else LEAST_OF_FEW if len(named) < SURE_SENTENCES else LEAST_OF_MANY
        if len(named) >= MIN_SENTENCES and not _NUMBER.fullmatch(name) and _is_pitch(named, told, least):
            found |= {each: name for each in named if each.share < WHOLE and each not in found}
    blocks_at = [block.start for block in blocks]
    for each, name in found.items():
        block = blocks[bisect_right(blocks_at, each.start) - 1]
        text = block.text[each.start - block.start : each.end - block.start]
        yield Removed(each.start, each.end, text, Stage.SPAM, RULE, 0.9, name)


def _is_pitch(named: Sequence[_Sentence], told: Counter[str], least: float) -> bool:
    """Tell whether the sentences that share a name speak as sellers do, by so much at least, and say nothing that the story's own say."""
    mine = Counter(pair for each in named if not each.share for pair in each.pairs)
    for each in named:
        if each.share >= WHOLE:
            continue
        own = sum(told[pair] > mine[pair] for pair in each.pairs)
        if own > MAX_OWN_SHARE * len(each.pairs) or _odds(each.text) < least:
            return False
    return True


@lru_cache(maxsize=1024)
def _odds(sentence: str) -> float:
    """Return how much a folded sentence, or what it quotes, speaks like a seller; very little where it is too short or long to tell."""
    if not MIN_PITCH_CHARS <= len(sentence) <= MAX_PITCH_CHARS:
        return LEAST_OF_MANY - 1
    said = (sentence, told_by(sentence))
    return max(pitching(each, default_pitches()) for each in said if each)


def _sentences(blocks: Sequence[Block], folded: str, spans: Sequence[Removed]) -> Iterator[_Sentence]:
    """Yield the sentences of the blocks, in order; `spans` are in order, too."""
    at, begin, starts = 0, blocks[0].start, [span.start for span in spans]
    for block in blocks:
        told = folded[block.start - begin : block.start - begin + len(block.text)]
        for match in SENTENCE.finditer(told):
            said = WHO_SAID.match(told, match.end())
            start, end = block.start + match.start(), block.start + (said or match).end()
            while at < len(spans) and spans[at].end <= start:
                at += 1
            inside = [span for span in islice(spans, at, bisect_left(starts, end, at)) if span.end > start]
            covered = sum(min(end, span.end) - max(start, span.start) for span in inside)
            text = match.group()
            first = max(block.start, min([start, *(span.start for span in inside)]))
            last = min(block.end, max([end, *(span.end for span in inside)]))
            yield _Sentence(first, last, text, frozenset(pairs_of(text)), covered / (end - start))


def _runs(text: str) -> set[str]:
    """Return the runs of a few characters that may be names."""
    return {
        run[at : at + size] for run in _HAN.findall(text) for size in NAME_CHARS for at in range(len(run) - size + 1)
    }
