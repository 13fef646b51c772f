"""Offers that no lexicon names, told by how they are worded, where they stand and what company they have: inside the chosen story.

News quotes prices and names companies too. So a story is looked at twice where the first look finds anything likely, and
the signs of each stretch (signs.py) are weighed by a table that was learned from stories with and without phrases put in.
"""

from collections.abc import Collection, Sequence, Set
from typing import Final, NamedTuple

from cleaners.spam.bounds import Bounds, default_bounds, exact_bounds
from cleaners.spam.joints import default_joints
from cleaners.spam.signs import JUDGED, NAMES, Told, signs_of
from cleaners.spam.stretches import Reading, Stretch, stretches_in
from cleaners.spam.stumps import Stumps, default_stumps
from cleaners.spam.wording import MIN_PHRASE_CHARS, Wording

# How four characters in a row must read for a look at their clause; the same where the page gives reason to look closer.
FIRST_LOOK, SECOND_LOOK = -1.0, -2.0
# A stretch so likely gives reason.
DOUBTFUL = 1.5
# Log odds from which an offer is sure: alone, beside one that is, beside two, beside more.
SURE: Final = (2.0, 0.6, 0.4, 0.2)
# Several that are nearly sure are so together: the likeliest, or so many of them, must come to so much.
TOGETHER: Final = (SURE[0], 1.3, 0.9)
# Sentences that read like offers as a whole are not for the table, which knows phrases: of their pairs the story may have so many.
MAX_OWN_SHARE: Final = 0.4
# Beside so many that the lexicon knows, one that it does not and that shares nothing with any must be so much surer.
MIN_KNOWN, STRANGE = 2, 1.5
UNLIKELY: Final = -9.0
# Marks stand around the foreign terms of a story, too: one that reads so little like an offer is none.
LEAST_WORDS: Final = -2.0
# What a title names is the story's business; in the stories that the table was learned from too few phrases meet a title to tell.
TITLED_COST: Final = 1.0
# So long a run of characters that the title says, too, is the story's own, whatever it sounds like: 第五代(风电安装)船.
MIN_TITLED_CHARS: Final = 4
# What an inline element holds and an offer are one where they share so much of both.
SAME_SHARE: Final = 0.6
TITLED, REPEATED, OWN, LEXICON, KIN, LETTERS = map(
    NAMES.index, ("titled", "repeated", "own", "lexicon", "kin", "letters")
)


class Offer(NamedTuple):
    """A stretch of the text it was looked for in, and the log odds that it was put there."""

    start: int
    end: int
    odds: float
    is_marked: bool = False


class Learned(NamedTuple):
    """What offers are told by: what a story is read with, what its stretches' signs add, and what tells where each begins and ends."""

    reading: Reading
    stumps: Stumps
    bounds: Bounds


def learned(parts: Wording, whole: Wording) -> Learned:
    """Return the wordings for parts of sentences and whole phrases with the other tables that come with the package."""
    return Learned(Reading(parts, whole, default_joints()), default_stumps(), default_bounds())


def offers_in(
    told: Told, using: Learned, links: Sequence[tuple[int, int]] = (), *, in_doubt: bool = False
) -> list[Offer]:
    """Return the stretches of a story that are offers beyond doubt, in order; offsets into its text.

    `links` are those to foreign hosts; `in_doubt`: something else on the page gives reason to look closer.
    """
    found, signs = judged(told, using, links, in_doubt=in_doubt)
    likely = {
        Offer(stretch.start, stretch.end, odds, stretch.is_marked): row
        for stretch, row in zip(found, signs, strict=True)
        if (odds := _odds(stretch, row, using.stumps)) >= SURE[-1] and not (row[TITLED] and _is_titled(stretch, told))
    }
    ranked = sorted(likely, key=lambda each: -each.odds)
    if not any(offer.odds >= least for offer, least in zip(ranked, TOGETHER, strict=False)):
        return []
    sure = {ranked[0]}
    # from the likeliest on, since each that is sure asks less of the next
    for offer in ranked[1:]:
        known = sum(likely[each][LEXICON] > 0 for each in sure)
        is_strange = known >= MIN_KNOWN and not likely[offer][LEXICON] and not likely[offer][KIN]
        if offer.odds >= SURE[min(len(sure), len(SURE) - 1)] + STRANGE * is_strange:
            sure.add(offer)
    bounded = {(stretch.start, stretch.end) for stretch in found if stretch.is_sentence}.union(links)
    exact = [_within_bounds(offer, told, using, bounded) for offer in likely if offer in sure]
    phrases = dict.fromkeys(told.text[offer.start : offer.end] for offer in exact)
    return [_cut_to(offer, told.text, phrases) for offer in exact]


def _is_titled(stretch: Stretch, told: Told) -> bool:
    """Tell whether the title says a run of a stretch's characters."""
    said = told.text[stretch.start : stretch.end]
    runs = (said[at : at + MIN_TITLED_CHARS] for at in range(len(said) - MIN_TITLED_CHARS + 1))
    return any(run in told.title for run in runs)


def _within_bounds(offer: Offer, told: Told, using: Learned, bounded: Set[tuple[int, int]]) -> Offer:
    """Return an offer with the bounds that most speaks for; marks, sentences, links and inline elements tell their own."""
    found = offer.start, offer.end
    if offer.is_marked or found in bounded:
        return offer
    for start, end in told.inlaid:
        if min(end, offer.end) - max(start, offer.start) >= SAME_SHARE * max(offer.end - offer.start, end - start):
            return offer._replace(start=start, end=end)
    start, end = exact_bounds(told.text, found, using.reading, using.bounds, told.title, told.words)
    return offer._replace(start=start, end=end)


def _cut_to(offer: Offer, text: str, phrases: Collection[str]) -> Offer:
    """Return what of an offer another one says as a whole: the same phrase was put in twice, and one of them cut too wide.

    `phrases` are what all of them say, in order, each once.
    """
    said = text[offer.start : offer.end]
    inside = max(
        (other for other in phrases if other != said and other in said and len(other) >= MIN_PHRASE_CHARS),
        key=len,
        default="",
    )
    if not inside:
        return offer
    start = offer.start + said.index(inside)
    return offer._replace(start=start, end=start + len(inside))


def judged(
    told: Told, using: Learned, links: Sequence[tuple[int, int]], *, in_doubt: bool
) -> tuple[list[Stretch], list[list[float]]]:
    """Return the stretches of a story that read like offers, and the signs of each; nothing where none is likely."""
    reading, is_close = using.reading, in_doubt or bool(told.words)
    found = [] if is_close else stretches_in(told.text, reading, links, FIRST_LOOK, title=told.title)
    if is_close or any(stretch.weight >= DOUBTFUL for stretch in found):
        found = stretches_in(told.text, reading, links, SECOND_LOOK, told.words, told.title)
    if not any(stretch.weight >= JUDGED for stretch in found):
        return [], []
    return found, signs_of(found, told, reading.parts, reading.joints)


def _odds(stretch: Stretch, signs: Sequence[float], stumps: Stumps) -> float:
    """Return the log odds of a stretch; those of a whole sentence are its words' where the story does not speak so."""
    if stretch.is_sentence:
        is_foreign = not signs[TITLED] and not signs[REPEATED] and signs[OWN] <= MAX_OWN_SHARE
        return stretch.odds if is_foreign else UNLIKELY
    is_foreign_term = stretch.odds < LEAST_WORDS and signs[LETTERS] > 0
    if not signs[LEXICON] and (stretch.weight < JUDGED or is_foreign_term):
        return UNLIKELY
    return stumps.odds(signs) - TITLED_COST * signs[TITLED]
