"""The lexicon-free core: how probably a unit of blocks is injected, from structure and language alone.

A glance (logistic regression over a dozen cheap signs) dismisses nearly all of a page, a second one, which knows how the
unit is worded, most of the rest; what is left is looked at closely, by a small net with one hidden layer.
"""

import math
from functools import lru_cache
from operator import mul
from pathlib import Path
from typing import NamedTuple

from cleaners.spam import glance
from cleaners.spam.features import MAX_JUDGED_CHARS, NAMES, features
from cleaners.spam.pieces import Unit, texts_of
from cleaners.spam.sold_links import default_links
from cleaners.spam.surroundings import Surroundings
from cleaners.spam.wording import Wording, default_parts, default_wording, offering

TABLE = Path(__file__).with_name("weights.tsv")
# Log odds at the first glance below which a unit is dismissed: less than 1 % of the injected units lie below.
DISMISSED = -3.0
# The same where characters are held apart, which is told by so many marks.
DISMISSED_APART, APART_SHARE = -6.0, 0.3
# The same at the second glance.
DOUBTED = -3.0
# A list of so many names of places, bodies and people is one of names, wherever it stands, unless it reads so much like an offer:
# what is sold in every city begins with the city's name.
MIN_NAMED_SHARE, OFFERED = 0.8, 1.8
# The second glance adds how the unit is worded to the signs of the first.
SECOND_NAMES = (*glance.NAMES, NAMES[-1])
_NAMED, _PEOPLE = NAMES.index("names"), NAMES.index("people")


class Weights(NamedTuple):
    """What was learned: log odds a sign of either glance; a row a hidden unit of the look; what each adds, and a bias.

    `wording` tells how much a text reads like an offer, `parts` how much a part of a sentence does, `links` how much a link
    among friends reads as if sold.
    """

    glance: tuple[float, ...]
    second: tuple[float, ...]
    hidden: tuple[tuple[float, ...], ...]
    outgoing: tuple[float, ...]
    wording: Wording
    parts: Wording
    links: Wording


@lru_cache(maxsize=1)
def default_weights() -> Weights:
    """Return the weights that come with the package."""
    return read_weights(TABLE.read_text(encoding="utf-8"), default_wording(), default_parts(), default_links())


def read_weights(table: str, wording: Wording, parts: Wording, links: Wording) -> Weights:
    """Return the weights written in `table`: a row is step, feature and weights, tab-separated; "#" begins a comment."""
    rows = [line.split("\t") for line in table.splitlines() if line and not line.startswith("#")]
    first = {name: float(weight) for step, name, weight in rows if step == "glance"}
    second = {name: float(weight) for step, name, weight in rows if step == "second"}
    close = {name: tuple(map(float, weights.split())) for step, name, weights in rows if step == "look"}
    return Weights(
        tuple(first[name] for name in glance.NAMES),
        tuple(second[name] for name in SECOND_NAMES),
        tuple(zip(*(close[name] for name in NAMES), strict=True)),
        close["outgoing"],
        wording,
        parts,
        links,
    )


def look(values: list[float], weights: Weights) -> float:
    """Return the log odds that a unit of these features is injected."""
    odds = weights.outgoing[-1]
    for row, share in zip(weights.hidden, weights.outgoing, strict=False):
        odds += share * math.tanh(sum(map(mul, row, values)))
    return odds


def _is_dismissed(odds: float, least: float, unit: Unit, page: Surroundings) -> bool:
    """Tell whether a unit is not worth a look; the first glance sees no words where characters are held apart, so less is asked there."""
    if odds >= least:
        return False
    may_be_apart = least == DISMISSED and odds >= DISMISSED_APART
    return not (may_be_apart and _is_held_apart(page.document.seen[unit.start : unit.end]))


def _is_held_apart(text: str) -> bool:
    """Tell whether dots or the like hold single characters apart, as no honest list has it."""
    return max(map(text.count, ".·-*")) > APART_SHARE * len(text)


def probability(unit: Unit, page: Surroundings, weights: Weights, least: float = DISMISSED) -> float:
    """Return how probably the unit is injected, in [0, 1]; 0 where it is dismissed at the first glance, below `least`."""
    glanced = glance.glance(unit, page)
    if glanced is None:
        return 0.0
    odds = sum(map(mul, weights.glance, glanced))
    if _is_dismissed(odds, least, unit, page):
        return 0.0
    known = glance.known_share(unit, page.document)
    if _is_dismissed(odds + weights.glance[-1] * known, least, unit, page):
        return 0.0
    glanced.append(known)
    pieces = texts_of(unit, page.document, MAX_JUDGED_CHARS)
    if not pieces:
        return 0.0
    worded = offering(pieces, weights.wording)
    if least > -math.inf and sum(map(mul, weights.second, (*glanced, worded))) < DOUBTED:
        return 0.0
    values = features(unit, page, [*glanced, worded], pieces)
    if values is None:
        return 0.0
    if values[_NAMED] + values[_PEOPLE] >= MIN_NAMED_SHARE and worded < OFFERED:
        return 0.0
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, look(values, weights)))))
