"""The lexicon-free core: how probably a unit of blocks is injected, from structure and language alone.

A glance (logistic regression over a dozen cheap signs) dismisses nearly all of a page; the rest is looked at closely, by a
small net with one hidden layer.
"""

import math
from functools import lru_cache
from operator import mul
from pathlib import Path
from typing import NamedTuple

from cleaners.spam import glance
from cleaners.spam.features import NAMES, features
from cleaners.spam.pieces import Unit
from cleaners.spam.surroundings import Surroundings

TABLE = Path(__file__).with_name("weights.tsv")
# Log odds at the first glance below which a unit is dismissed: less than 1 % of the injected units lie below.
DISMISSED = -3.0
# A list of so many names of places, bodies and people is one of names, wherever it stands.
MIN_NAMED_SHARE = 0.8
_NAMED, _PEOPLE = NAMES.index("names"), NAMES.index("people")


class Weights(NamedTuple):
    """What was learned: log odds a sign of the glance; a row a hidden unit of the look; what each of these adds, and a bias."""

    glance: tuple[float, ...]
    hidden: tuple[tuple[float, ...], ...]
    outgoing: tuple[float, ...]


@lru_cache(maxsize=1)
def default_weights() -> Weights:
    """Return the weights that come with the package."""
    return read_weights(TABLE.read_text(encoding="utf-8"))


def read_weights(table: str) -> Weights:
    """Return the weights written in `table`: a row is step, feature and weights, tab-separated; "#" begins a comment."""
    rows = [line.split("\t") for line in table.splitlines() if line and not line.startswith("#")]
    first = {name: float(weight) for step, name, weight in rows if step == "glance"}
    close = {name: tuple(map(float, weights.split())) for step, name, weights in rows if step == "look"}
    return Weights(
        tuple(first[name] for name in glance.NAMES),
        tuple(zip(*(close[name] for name in NAMES), strict=True)),
        close["outgoing"],
    )


def look(values: list[float], weights: Weights) -> float:
    """Return the log odds that a unit of these features is injected."""
    odds = weights.outgoing[-1]
    for row, share in zip(weights.hidden, weights.outgoing, strict=False):
        odds += share * math.tanh(sum(map(mul, row, values)))
    return odds


def probability(unit: Unit, page: Surroundings, weights: Weights, least: float = DISMISSED) -> float:
    """Return how probably the unit is injected, in [0, 1]; 0 where it is dismissed at the first glance, below `least`."""
    glanced = glance.glance(unit, page)
    if glanced is None:
        return 0.0
    odds = sum(map(mul, weights.glance, glanced))
    if odds < least:
        return 0.0
    known = glance.known_share(unit, page.document)
    if odds + weights.glance[-1] * known < least:
        return 0.0
    glanced.append(known)
    values = features(unit, page, glanced)
    if values is None:
        return 0.0
    if values[_NAMED] + values[_PEOPLE] >= MIN_NAMED_SHARE:
        return 0.0
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, look(values, weights)))))
