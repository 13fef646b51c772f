"""Stretches of the chosen story that may be cut: what reads like an offer, and what speaks as sellers do."""

from collections.abc import Sequence
from typing import NamedTuple

from cleaners.script import Script
from cleaners.spam.features import pairs_of
from cleaners.spam.find import Search
from cleaners.spam.fold import fold_in_place
from cleaners.spam.offers import offers_in
from cleaners.spam.pitched import pitched_in

# What an offer, and a pitch, weigh beside their log odds; an offer so heavy needs no fellows.
OFFER_WEIGHT, PITCH_WEIGHT = 3, 8
SURE_OFFER = 6
# Where another phrase that reads like an offer says what the title does, the story is about trade.
TITLED_COST = 2
# Several phrases between marks that no sentence has there: somebody put them in, whatever the story is about.
MIN_SERIES, SERIES_WEIGHT = 2, 10


class Candidate(NamedTuple):
    """A stretch that may be cut: offsets, rule, weight of its words, and whether it needs no fellows."""

    start: int
    end: int
    rule: str
    weight: int
    is_sure: bool


def offer_candidates(search: Search, body: range, title: str, *, in_doubt: bool) -> list[Candidate]:
    """Return what reads like an offer in the story, and speaks of nothing that its title does."""
    weights, document = search.detector.weights, search.document
    if weights is None:
        return []
    blocks = document.blocks[body.start : body.stop]
    begin = blocks[0].start
    links = [
        (block.start + link.start - begin, block.start + link.end - begin)
        for block in blocks
        for link in block.links
        if search.is_foreign(link.href)
    ]
    found = []
    titled = pairs_of(title)
    text = document.text_of(body.start, body.stop)
    # What disguises single words costs a sentence more than it brings.
    folded = text.lower() if search.page.script is Script.HANS else fold_in_place(text)
    offers = offers_in(folded if len(folded) == len(text) else text, weights.wording, links, in_doubt=in_doubt)
    in_series = sum(offer.is_marked for offer in offers) >= MIN_SERIES
    others = [offer for offer in offers if titled.isdisjoint(pairs_of(text[offer.start : offer.end]))]
    cost = TITLED_COST * (len(others) < len(offers))
    for offer in others:
        weight = OFFER_WEIGHT + round(offer.odds) + (SERIES_WEIGHT if in_series and offer.is_marked else -cost)
        if weight > OFFER_WEIGHT:
            found.append(Candidate(begin + offer.start, begin + offer.end, "offer", weight, weight >= SURE_OFFER))
    return found


def pitch_candidates(search: Search, body: range, title: str) -> list[Candidate]:
    """Return the paragraphs and sentences of the story that speak as sellers do."""
    if search.detector.weights is None:
        return []
    return [
        Candidate(
            pitch.start,
            pitch.end,
            "doorway_sentence",
            PITCH_WEIGHT + round(pitch.odds) if pitch.is_sure else 0,  # alone, many are a story of trade
            pitch.is_sure,
        )
        for pitch in pitched_in(search, body, title)
    ]


def joined(candidates: Sequence[Candidate], offers: Sequence[Candidate]) -> list[Candidate]:
    """Return both in order, without the lighter one of two that overlap."""
    chosen: list[Candidate] = []
    for each in sorted((*candidates, *offers)):
        if chosen and each.start < chosen[-1].end:
            if (each.is_sure, each.weight) > (chosen[-1].is_sure, chosen[-1].weight):
                chosen[-1] = each
        else:
            chosen.append(each)
    return chosen
