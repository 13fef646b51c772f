"""Signs that a stretch of a story was put there: how it reads, what stands around it, and what company it has on the page."""

import math
from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from typing import Final, NamedTuple

from cleaners.spam.company import Company, Known
from cleaners.spam.features import pairs_of
from cleaners.spam.joints import LETTER, PARAGRAPH, Joints, around, classed
from cleaners.spam.story import FUNCTIONS, outside
from cleaners.spam.stretches import Stretch, Word
from cleaners.spam.wording import UNIT, Wording, weighed

NAMES: Final = (
    "words",  # log odds of its words, less where somebody reports or is quoted
    "marked",  # marks around it that no sentence has there
    "linked",  # a link to a foreign host
    "whole",  # a whole clause
    "titled",  # a pair of its characters stands in the title
    "repeated",
    "own",  # share of its pairs that the rest of the story has
    "company",  # how many others are likely, log
    "best",  # log odds of the likeliest other
    "near",  # how many come close, log
    "near_share",  # the same in a thousand characters
    "ahead",  # how many others are as likely
    "lead",  # how far the next is behind
    "lexicon",  # weight of what the lexicon knows in it, log; alone on the page it is for the lexicon to judge
    "lexicon_elsewhere",
    "rest",  # mean weight of the characters of the sentence without the stretch
    "sentence",  # length of the sentence
    "after_comma",  # what stands before it
    "after_stop",
    "opens",  # it begins a line that goes on
    "before_mark",  # what stands behind it
    "before_colon",  # or a question mark, all of a clause: a heading, and who is asked
    "closes",  # it ends a line
    "inside",  # mean tie of its characters
    "letters",  # share of its characters that are Latin letters
    "kin",  # share of its pairs that other likely ones have
)
# Stretches that come close are what the story itself says; less likely ones are not judged.
CLOSE: Final = 0.0
JUDGED: Final = -1.0
MAX_OWN: Final = 0.5
LAST: Final = -3.0
# So much of the rest of a story tells what it speaks of.
MAX_REST_CHARS: Final = 1 << 16
TIED: Final = 0.5
_COMMAS, _STOPS, _COLONS = frozenset("，,"), frozenset("。.！!？?”"), frozenset("：:？?")
_MARKS: Final = frozenset("，,。.；;！!")


class Told(NamedTuple):
    """A story as it is searched: folded in place; its title; stretches that the lexicon knows (start, end, weight).

    `words` are single ones of its words, where something else on the page gives reason to count them; `inlaid`: what inline
    elements hold (start, end).
    """

    text: str
    title: str
    lexical: Sequence[tuple[int, int, int]]
    words: Sequence[Word] = ()
    inlaid: Sequence[tuple[int, int]] = ()


def signs_of(stretches: Sequence[Stretch], told: Told, wording: Wording, joints: Joints) -> list[list[float]]:
    """Return the signs of each stretch, in the order of NAMES."""
    text = told.text
    pairs = [pairs_of(text[each.start : each.end]) for each in stretches]
    rest = "\n".join(outside(text, ((each.start, each.end) for each in stretches if each.weight >= CLOSE)))
    told_in = {pair: rest.count(pair, 0, MAX_REST_CHARS) for pair in frozenset().union(*pairs)}
    own = [
        sum(told_in[pair] > (stretch.weight < CLOSE) for pair in each) / max(1, len(each))
        for stretch, each in zip(stretches, pairs, strict=True)
    ]
    titled = pairs_of(told.title)
    is_titled = [not titled.isdisjoint(each) for each in pairs]
    weights, phrases = [each.weight for each in stretches], [text[each.start : each.end] for each in stretches]
    counts, ranked = Counter(phrases), sorted(weights)
    counted = zip(weights, phrases, own, is_titled, strict=True)
    company = Company(
        ((weight, said) for weight, said, share, known in counted if share <= MAX_OWN and not known), CLOSE
    )
    known = Known((*told.lexical, *told.words))
    near = bisect_left(ranked, CLOSE)
    return [
        [
            each.odds,
            each.is_marked,
            each.is_linked,
            each.is_whole,
            is_titled[at],
            counts[said] > 1,
            own[at],
            company.likely(said),
            company.best(said),
            math.log1p(near),
            1000 * near / max(1, len(text)),
            len(ranked) - bisect_left(ranked, each.weight - TIED) - 1,
            each.weight - (ranked[below - 1] if (below := bisect_left(ranked, each.weight)) else LAST),
            *_lexical(each, said, known, company),
            *_around(each, text, wording, joints),
            company.kin(said, pairs[at]),
        ]
        for at, (each, said) in enumerate(zip(stretches, phrases, strict=True))
    ]


def _lexical(stretch: Stretch, said: str, known: Known, company: Company) -> tuple[float, float]:
    """Return the weight of what the lexicon knows in a stretch that has company and makes no sentence, and elsewhere."""
    inside = known.weight_in(stretch.start, stretch.end)
    elsewhere = known.total - inside
    counts = (elsewhere or company.has_close(said)) and not FUNCTIONS.search(said)
    return math.log1p(inside) if counts else 0.0, math.log1p(elsewhere)


def _weight_at(text: str, place: tuple[int, int], wording: Wording) -> int:
    """Return what the runs weigh that end in a place of a text; the longest are of three characters."""
    start, end = place
    before = max(0, start - 2)
    return weighed(text[before:end], wording) - weighed(text[before:start], wording)


def _around(stretch: Stretch, text: str, wording: Wording, joints: Joints) -> tuple[float, ...]:
    """Return how the rest of its sentence reads, how long that is, the marks around it and its ties."""
    start, end = stretch.start, stretch.end
    begin, stop = stretch.sentence
    others = (stop - begin) - (end - start)
    rest = _weight_at(text, stretch.sentence, wording) - _weight_at(text, (start, end), wording)
    near = max(0, start - 1)
    said, stood = classed(text[near : end + 1]), (start - near, end - near)
    before, behind = around(said, stood)
    ties = joints.ties(said[slice(*stood)])[1:]
    return (
        rest / UNIT / max(1, others),
        stop - begin,
        before in _COMMAS,
        before in _STOPS,
        before == PARAGRAPH != behind,
        behind in _MARKS,
        behind in _COLONS and stretch.is_whole,
        behind == PARAGRAPH,
        sum(ties) / max(1, len(ties)),
        said.count(LETTER, *stood) / max(1, end - start),
    )
