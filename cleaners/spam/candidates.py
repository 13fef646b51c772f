"""Stretches of the chosen story that may be cut: what reads like an offer, and what speaks as sellers do."""

from collections.abc import Sequence
from typing import NamedTuple

from cleaners.decisive import any_traditional
from cleaners.script import Script
from cleaners.spam.disguise import disguised_in
from cleaners.spam.find import Search
from cleaners.spam.fold import fold_in_place, lowered
from cleaners.spam.lexicon import Hit
from cleaners.spam.marks import with_usual_marks
from cleaners.spam.offers import learned, offers_in
from cleaners.spam.other_script import in_other_script
from cleaners.spam.pitched import pitched_in
from cleaners.spam.signs import Told
from cleaners.spam.stretches import Word
from cleaners.values import Removed

PARAGRAPH_END = "\n"
# Who hides what he says sells it.
DISGUISE_WEIGHT = 7
# What is converted in a page that is not, or the reverse, was not written there.
OTHER_SCRIPT_WEIGHT = 7
# What a pitch, and an offer, weigh beside their log odds.
PITCH_WEIGHT, SURE_OFFER = 8, 6
# Several phrases between marks that no sentence has there: somebody put them in, whatever the story is about.
MIN_SERIES, SERIES_WEIGHT = 2, 10
SENTENCE = "doorway_sentence"
# A sentence that speaks as sellers do goes with the sure phrases in it, where they are so much of it.
FULL_SHARE = 0.3
# Marks that belong to a phrase: those around it, and one behind it where another stands before it already.
_BRACKETS = {"（": "）", "(": ")", "【": "】", "[": "]", "_": "_", " ": " ", "|": "|"}
_BEFORE, _BEHIND = frozenset("，,、。；;：:！!？?”」）)】\n\t"), frozenset("，,、；;_|｜ ")


class Candidate(NamedTuple):
    """A stretch that may be cut: offsets, rule, weight of its words, and whether it needs no fellows."""

    start: int
    end: int
    rule: str
    weight: int
    is_sure: bool


def told_in(search: Search, body: range, title: str, folded: str, lexical: Sequence[Candidate]) -> Told:
    """Return the story, `folded` in place, as it is searched for offers; `lexical` is what the lexicon knows in it."""
    begin = search.document.blocks[body.start].start
    text = search.document.text_of(body.start, body.stop)
    text, folded = (_without(each, begin, search.spans) for each in (text, folded))
    hidden = [Word(start, end, DISGUISE_WEIGHT) for start, end in disguised_in(text)]
    is_traditional = any_traditional().search(text) is not None
    odd = [Word(start, end, OTHER_SCRIPT_WEIGHT) for start, end in in_other_script(text)] if is_traditional else []
    # What disguises single words costs a sentence more than it brings.
    is_plain = search.page.script is Script.HANS and not hidden and not is_traditional
    # What folding left as it was need not be put in lower case, nor kept twice.
    read = lowered(text) if is_plain and text != folded else folded
    return Told(
        with_usual_marks(read if len(read) == len(text) else text),
        title if is_plain else fold_in_place(title),
        [(each.start - begin, each.end - begin, each.weight) for each in lexical],
        sorted((*hidden, *odd)),
    )


def _without(text: str, begin: int, known: Sequence[Removed]) -> str:
    """Return a text that begins at `begin` with ends of lines for the spam that is known, in order: it is no company for what else is."""
    end, at, pieces = begin + len(text), 0, list[str]()
    for span in known:
        start, stop = max(span.start, begin), min(span.end, end)
        if start < stop:
            pieces += (text[at : start - begin], PARAGRAPH_END * (stop - start))
            at = stop - begin
    return "".join((*pieces, text[at:]))


def offer_candidates(
    search: Search, body: range, told: Told, words: Sequence[Hit] = (), *, in_doubt: bool
) -> list[Candidate]:
    """Return what reads like an offer in the story, beyond doubt; `words` are single ones of the lexicon that count there."""
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
    if words:
        known = (Word(each.start - begin, each.end - begin, each.weight) for each in words)
        told = told._replace(words=sorted((*told.words, *known)))
    offers = offers_in(told, learned(weights.parts, weights.wording), links, in_doubt=in_doubt)
    series = SERIES_WEIGHT * (sum(offer.is_marked for offer in offers) >= MIN_SERIES)
    return [
        Candidate(
            *with_marks(document.seen, *_with_whole_words(begin + offer.start, begin + offer.end, words)),
            "offer",
            SURE_OFFER + round(offer.odds) + series * offer.is_marked,
            is_sure=True,
        )
        for offer in offers
    ]


def _with_whole_words(start: int, end: int, words: Sequence[Hit]) -> tuple[int, int]:
    """Return a stretch with all of the words that it cuts through."""
    cut = [word for word in words if word.start < end and start < word.end]
    return min((start, *(word.start for word in cut))), max((end, *(word.end for word in cut)))


def with_marks(seen: str, start: int, end: int) -> tuple[int, int]:
    """Return a stretch of the seen text with the brackets around it, or with the mark behind it that its sentence has no use for.

    >>> seen = "五元，茶叶批发，包月（茶叶批发）。"
    >>> with_marks(seen, 3, 7), with_marks(seen, 11, 15)
    ((3, 8), (10, 16))
    """
    before, behind = seen[max(0, start - 1) : start], seen[end : end + 1]
    if before and _BRACKETS.get(before) == behind:
        return start - 1, end + (behind != " ")
    return start, end + (behind in _BEHIND and (not before or before in _BEFORE))


def pitch_candidates(
    search: Search, body: range, title: str, folded: str, others: Sequence[Candidate]
) -> list[Candidate]:
    """Return the paragraphs and sentences of the story, `folded` in place, that speak as sellers do.

    `others` are the other candidates in it, in order.
    """
    if search.detector.weights is None:
        return []
    dropped_in = [(each.start, each.end) for each in others if each.is_sure and each.rule != SENTENCE]
    return [
        Candidate(
            pitch.start,
            pitch.end,
            SENTENCE,
            PITCH_WEIGHT + round(pitch.odds) if pitch.is_sure else 0,  # alone, many are a story of trade
            pitch.is_sure,
        )
        for pitch in pitched_in(search, body, title, folded, dropped_in)
    ]


def joined(candidates: Sequence[Candidate], offers: Sequence[Candidate]) -> list[Candidate]:
    """Return both in order, without the lighter one of two that overlap; a sentence that is full of sure phrases is sure."""
    chosen: list[Candidate] = []
    for each in sorted((*candidates, *offers), key=lambda found: (found.start, -found.end)):
        if chosen and each.start < chosen[-1].end:
            last = chosen[-1]
            if last.rule == SENTENCE and each.is_sure and each.end <= last.end:
                inside = [found for found in (*candidates, *offers) if _is_within(found, last)]
                if sum(found.end - found.start for found in inside) >= FULL_SHARE * (last.end - last.start):
                    chosen[-1] = last._replace(is_sure=True, weight=max(last.weight, each.weight))
                    continue
            if (each.is_sure, each.weight) > (last.is_sure, last.weight):
                chosen[-1] = each
        else:
            chosen.append(each)
    return chosen


def _is_within(found: Candidate, sentence: Candidate) -> bool:
    return found.is_sure and found.rule != SENTENCE and sentence.start <= found.start and found.end <= sentence.end
