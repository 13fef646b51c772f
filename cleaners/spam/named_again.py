"""Sentences of a story that share a name with its spam and with nothing else, and speak as no newsroom does: all are of one pitch.

Whoever sells names his shop in every sentence that he puts in, among them those that report, quote a customer, or give advice.
"""

import re
from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence, Set
from functools import cached_property, lru_cache
from itertools import pairwise
from math import inf
from typing import Final, NamedTuple

from cleaners.dom import Block
from cleaners.spam.features import pairs_of
from cleaners.spam.fold import fold_in_place
from cleaners.spam.joints import default_joints
from cleaners.spam.pitched import SENTENCE, WHO_SAID, told_by
from cleaners.spam.pitches import MAX_PITCH_CHARS, MIN_PITCH_CHARS, default_pitches, may_pitch, pitching
from cleaners.spam.remnants import BRACKETS
from cleaners.spam.story import FUNCTIONS, outside
from cleaners.spam.wording import default_wording, selling
from cleaners.values import Removed, Stage

RULE: Final = "doorway_sentence"
# A name has so many characters, and so many sentences, few or many.
NAME_CHARS: Final = (2, 3)
MIN_SENTENCES, SURE_SENTENCES = 2, 3
# Each sentence with the name speaks like a seller by so much, where there are many or few, or a few with what may be any word, and says
# so little of what others say.
LEAST_OF_MANY, LEAST_OF_FEW, LEAST_OF_WORD = -3.5, 0.0, 1.5
# Where none of them is known for spam each speaks so by this much, and all on average.
LEAST_OF_UNKNOWN, MEAN_OF_UNKNOWN = -1.0, -0.5
MAX_OWN_SHARE: Final = 0.15
# Of a sentence with a telephone number so much is spam: the number is the seller's, whatever else is said beside it.
MIN_SELLERS_SHARE: Final = 0.4
# From so close a tie on, in nats, two characters are one word.
TIED: Final = 2.0
# A sentence of which so much is spam needs no other sign.
WHOLE: Final = 0.9
# In brackets a few characters are a phrase, which reads like an offer or does not.
MIN_BRACKETED_CHARS: Final = 6
_HAN: Final = re.compile(r"[\u4e00-\u9fff]+")
# Where to call is nobody else's: it tells more than a name.
_TELEPHONE: Final = re.compile(r"(?<![\d.,-])\d[\d-]{5,13}\d(?![\d.,%-])")
_QUOTED_NAME: Final = re.compile("[“「『《]([^”」』》]+)[”」』》]")
MAX_QUOTED_NAME: Final = 8
_OPENS: Final = re.compile(r"\s*[“「『]")
_OPENED: Final = re.compile("[“「『]")
_NUMBER: Final = re.compile("[一二三四五六七八九十百千万萬两兩几幾个個年月日号號时時分第多]+")


class _Sentence(NamedTuple):
    """A sentence of a block, or what stands in brackets in one, with all of the spam that reaches into it: offsets into the seen text.

    `text` is folded, `left` what of it is no spam; `share`: how much of it is.
    """

    start: int
    end: int
    text: str
    left: str
    share: float
    is_bracketed: bool


def named_again(blocks: Sequence[Block], folded: str, spans: Sequence[Removed], title: str) -> Iterator[Removed]:
    """Yield the sentences that share a name which the title has not, where all that do are strange to the story, and of one pitch.

    `folded` is the blocks' text, folded in place; `spans` are in order. A sentence that spans are part of is yielded whole.
    """
    is_known = any(span.start < blocks[-1].end and blocks[0].start < span.end for span in spans)
    if not is_known and not _may_share_names(folded):
        return
    sentences = list(_sentences(blocks, folded, spans))
    naming = _naming(sentences, _runs(fold_in_place(title)))
    told = _Told(sentences)
    found: dict[_Sentence, str] = {}
    for name, named in sorted(naming.items(), key=lambda each: (-len(each[1]), -len(each[0]), each[0])):
        if _is_pitch(name, named, told):
            found |= {each: name for each in named if name in each.left and each.share < WHOLE and each not in found}
    starts = [block.start for block in blocks]
    for each, name in found.items():
        block = blocks[bisect_right(starts, each.start) - 1]
        text = block.text[each.start - block.start : each.end - block.start]
        yield Removed(each.start, each.end, text, Stage.SPAM, RULE, 0.9, name)


class _Told:
    """How many of some sentences without any spam have each pair of characters; counted when first asked for, since few pages need it."""

    def __init__(self, sentences: Sequence[_Sentence]) -> None:
        self.sentences = sentences

    @cached_property
    def count(self) -> Counter[str]:
        return Counter(pair for each in self.sentences if not each.share for pair in _pairs(each.text))


def _may_share_names(folded: str) -> bool:
    """Tell whether enough sentences of a story speak a little like sellers, and some name stands in all that many of them say.

    A story without any known spam is asked this before all of its words are counted, which would take a tenth of its cost.
    """
    table = default_pitches()
    loud = [
        said
        for match in SENTENCE.finditer(folded)
        if may_pitch(said := match.group(), table) and _odds(said) >= LEAST_OF_UNKNOWN
    ]
    if len(loud) < SURE_SENTENCES:
        return False
    often = Counter(name for said in loud for name in _runs(said) if len(name) == NAME_CHARS[-1])
    return any(count >= SURE_SENTENCES for count in often.values())


def _naming(sentences: Sequence[_Sentence], titled: Set[str]) -> dict[str, list[_Sentence]]:
    """Return what may be a name with the sentences that have it: a few of which some is spam, or many."""
    naming: dict[str, list[_Sentence]] = defaultdict(list)
    sold = set[str]().union(*(_runs(each.text) for each in sentences if each.share))
    often = Counter(name for each in sentences for name in _runs(each.text) if len(name) == NAME_CHARS[-1])
    names = {name for name, count in often.items() if count >= SURE_SENTENCES}
    for each in sentences:
        for name in (_runs(each.text) & (names | sold)) - titled:
            naming[name].append(each)
    return {
        name: named for name, named in naming.items() if len(named) >= MIN_SENTENCES and not _NUMBER.fullmatch(name)
    }


def _is_pitch(name: str, named: Sequence[_Sentence], told: _Told) -> bool:
    """Tell whether the sentences that share a name speak as sellers do, and say nothing that the story's own say."""
    judged = [each for each in named if each.share < WHOLE and name in each.left]
    is_known = any(each.share for each in named)
    if any(each.share >= WHOLE for each in named) and all(_quotes(name, each) for each in named):
        least = -inf
    elif not is_known:
        least = LEAST_OF_UNKNOWN
    elif _TELEPHONE.fullmatch(name):
        is_sellers = max(each.share for each in named) >= MIN_SELLERS_SHARE
        least = -inf if is_sellers else LEAST_OF_MANY
    elif _is_word(name):
        least = LEAST_OF_WORD
    elif len(named) >= SURE_SENTENCES:
        least = LEAST_OF_MANY
    else:
        least = LEAST_OF_WORD if len(name) < NAME_CHARS[-1] else LEAST_OF_FEW
    odds = [_in_brackets(each.text) if each.is_bracketed else _odds(each.text) for each in judged]
    if not odds or min(odds) < least or (not is_known and sum(odds) < MEAN_OF_UNKNOWN * len(odds)):
        return False
    mine = _Told(named).count
    judged_pairs = (_pairs(each.text) for each in judged)
    return all(
        sum(told.count[pair] > mine[pair] for pair in pairs) <= MAX_OWN_SHARE * len(pairs) for pairs in judged_pairs
    )


def _is_word(name: str) -> bool:
    """Tell whether a name is a word that anybody may say: its characters are tied to one another, as in 手机, and not in 鹰眼."""
    return FUNCTIONS.search(name) is not None or all(default_joints().tie(*pair) >= TIED for pair in pairwise(name))


def _quotes(name: str, sentence: _Sentence) -> bool:
    """Tell whether a sentence has a name within quotation marks, which nobody could take for a word."""
    return any(name in quoted and len(quoted) <= MAX_QUOTED_NAME for quoted in _QUOTED_NAME.findall(sentence.text))


def _in_brackets(text: str) -> float:
    """Return how much what stands in brackets reads like an offer, or speaks like a seller."""
    return max(_odds(text), selling(text, default_wording()))


@lru_cache(maxsize=1024)
def _odds(sentence: str) -> float:
    """Return how much a folded sentence, or what it quotes, speaks like a seller; very little where it is too short or long to tell."""
    if not MIN_PITCH_CHARS <= len(sentence) <= MAX_PITCH_CHARS:
        return LEAST_OF_MANY - 1
    said = {sentence, told_by(sentence) or sentence}
    return max(pitching(each, default_pitches()) for each in said)


def _sentences(blocks: Sequence[Block], folded: str, spans: Sequence[Removed]) -> Iterator[_Sentence]:
    """Yield the sentences of the blocks, without what stands in brackets, and that, in order; `spans` are in order, too."""
    begin, starts = blocks[0].start, [span.start for span in spans]
    at = 0
    for block in blocks:
        told = folded[block.start - begin : block.start - begin + len(block.text)]
        for match in SENTENCE.finditer(told):
            opens = _OPENS.match(match.group()) is not None
            said = WHO_SAID.match(told, match.end()) if opens else None
            # what was put behind somebody's words leaves him the mark that closes them
            closed = match.group() if opens or _OPENED.search(match.group()) else match.group().rstrip("”」』")
            whole = match.start(), said.end() if said else match.start() + len(closed)
            brackets = [each.span() for each in BRACKETS.finditer(told, *match.span())]
            brackets = [each for each in brackets if each[1] - each[0] - 2 >= MIN_BRACKETED_CHARS]
            while at < len(spans) and spans[at].end <= block.start + match.start():
                at += 1
            inside = spans[at : bisect_left(starts, block.start + whole[1], at)]
            said_here = "\n".join(outside(told, [(0, match.start()), *brackets, (match.end(), len(told))])[1:-1])
            yield _sentence(block, *whole, said_here, inside, is_bracketed=False)
            for first, last in brackets:
                yield _sentence(block, first, last, told[first + 1 : last - 1], inside, is_bracketed=True)


def _sentence(
    block: Block, first: int, last: int, text: str, spans: Sequence[Removed], *, is_bracketed: bool
) -> _Sentence:
    start, end = block.start + first, block.start + last
    inside = [span for span in spans if span.start < end and start < span.end]
    covered = sum(min(end, span.end) - max(start, span.start) for span in inside)
    left = text
    for span in inside:
        left = left.replace(fold_in_place(span.text), "\n")
    return _Sentence(
        max(block.start, min([start, *(span.start for span in inside)])),
        min(block.end, max([end, *(span.end for span in inside)])),
        text,
        left,
        covered / (end - start),
        is_bracketed,
    )


@lru_cache(maxsize=512)
def _runs(text: str) -> frozenset[str]:
    """Return the runs of a few characters that may be names, and the telephone numbers."""
    runs = {
        run[at : at + size] for run in _HAN.findall(text) for size in NAME_CHARS for at in range(len(run) - size + 1)
    }
    return frozenset(runs.union(_TELEPHONE.findall(text)))


@lru_cache(maxsize=512)
def _pairs(text: str) -> frozenset[str]:
    return frozenset(pairs_of(text))
