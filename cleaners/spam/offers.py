"""Offers that no lexicon names, told by how they are worded: inside the chosen story.

One such phrase proves little, for news quotes prices and names companies too. It takes several on one page, or signs that
somebody put them there: brackets and marks that the text does not use elsewhere, a link to a foreign host.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from operator import add
from typing import NamedTuple

from cleaners.spam.joints import classed, default_joints
from cleaners.spam.story import CLAUSE, REPORTING
from cleaners.spam.wording import MAX_PHRASE_CHARS, MIN_PHRASE_CHARS, Part, Wording, may_offer, parts_of, selling

# Log odds that a phrase must reach to count at all.
LEAST_ODDS = 0.5
# So much together gives reason to look at every clause.
DOUBTFUL_ODDS = 2.0
# Where others come close the story speaks of trade itself: each takes so much from all.
CLOSE_ODDS, CLOSE_COST, MAX_CLOSE_COST = -2.0, 0.25, 2.0
# A part of a clause that may count at all, and what it loses, since it is the best of many parts.
LEAST_PART_ODDS, PART_PENALTY = -2.0, 3.0
# Who reports on a trade names what it sells: so much less a phrase counts in a sentence that does.
REPORTED = 1.5
# So much less in what somebody is quoted as saying.
QUOTED, MAX_QUOTED_CHARS = 2.0, 80
# What marks and links around a phrase add.
MARKED, LINKED = 3.5, 2.5
MAX_CLAUSE_CHARS = 60
# Share of a phrase's pairs that the rest of the story, or its title, uses: above it the phrase is the story's own.
MAX_OWN_PAIRS = 0.4
# A sentence of so many clauses that read like offers, with such odds together.
MIN_OFFERING_CLAUSES = 2
MIN_SENTENCE_ODDS = 4.0
CLAUSE_ODDS_BOUND = 3.0
_SENTENCE = re.compile(r"[^。！？!?\n]+[。！？!?]?")
# 15:20 某队对某队: a line of a programme, whatever is on.
_PROGRAMME = re.compile(r"\s*[0-2]?\d:[0-5]\d\s")
# Stretches in marks amid a sentence, as words are dropped in; so many give reason to look at every clause.
_INSERTED = re.compile(
    r"[\u4e00-\u9fff，。；]【[^【】\n]{3,16}】[\u4e00-\u9fff]|_[^\W_]{3,16}_|"
    r"[，。；] [^\s，。；]{3,16} [\u4e00-\u9fff]|，[^\s，。；,]{3,16},[\u4e00-\u9fff]"
)
MIN_INSERTED = 2
_QUOTES = re.compile(r"[“”‘’「」『』《》〈〉\"]")
# Lines of a table that is drawn with characters.
_DRAWN = re.compile(r"[\u2500-\u259f]")
_ODD_BEFORE, _ODD_AFTER = frozenset(",_|[【 "), frozenset(",_|]】 ")


class Offer(NamedTuple):
    """A stretch of the text it was looked for in, and the log odds that it is an offer."""

    start: int
    end: int
    odds: float
    is_sentence: bool = False
    is_marked: bool = False


def offers_in(text: str, wording: Wording, foreign_links: Sequence[tuple[int, int]], *, in_doubt: bool) -> list[Offer]:
    """Return the phrases and sentences of a story that read like offers, in order; offsets into `text`, folded in place.

    Only clauses that speak for an offer somewhere are looked at, one in fifteen of a usual story,
    until one of them or something else on the page (`in_doubt`) gives reason to look at all.
    """
    found = _search(text, wording, foreign_links, in_doubt=False)
    if (
        in_doubt
        or len(_INSERTED.findall(text)) >= MIN_INSERTED
        or sum(offer.odds for offer in found if offer.odds >= LEAST_ODDS) >= DOUBTFUL_ODDS
    ):
        found = _search(text, wording, foreign_links, in_doubt=True)
    return _foreign(found, text)


def _search(text: str, wording: Wording, links: Sequence[tuple[int, int]], *, in_doubt: bool) -> list[Offer]:
    found: list[Offer] = []
    for sentence in _SENTENCE.finditer(text):
        said = sentence.group()
        if not in_doubt and not may_offer(said, wording):
            continue
        clauses = [
            clause
            for clause in CLAUSE.finditer(text, *sentence.span())
            if MIN_PHRASE_CHARS <= len(clause.group()) <= MAX_CLAUSE_CHARS
            and (in_doubt or may_offer(clause.group(), wording))
        ]
        if not clauses or _PROGRAMME.match(said):
            continue
        reports = REPORTING.search(said) is not None
        if len(clauses) >= MIN_OFFERING_CLAUSES and not reports:
            odds = _sentence_odds(said, wording)
            if odds >= MIN_SENTENCE_ODDS:
                found.append(Offer(*sentence.span(), odds, is_sentence=True))
                continue
        silent = [clause for clause in clauses if not (reports and REPORTING.search(clause.group()))]
        cost = REPORTED * reports
        found += (offer._replace(odds=offer.odds - cost) for offer in _phrases(text, silent, wording, links))
    return found


def _sentence_odds(sentence: str, wording: Wording) -> float:
    """Return the summed log odds of a sentence's clauses, none of which counts for too much; negative without enough of them."""
    clauses = [clause for clause in CLAUSE.findall(sentence) if len(clause) >= MIN_PHRASE_CHARS]
    odds = [max(-CLAUSE_ODDS_BOUND, min(CLAUSE_ODDS_BOUND, selling(clause, wording))) for clause in clauses]
    if sum(each > 0 for each in odds) < MIN_OFFERING_CLAUSES:
        return -CLAUSE_ODDS_BOUND
    return sum(odds)


def _phrases(
    text: str, clauses: Sequence[re.Match[str]], wording: Wording, links: Sequence[tuple[int, int]]
) -> Iterator[Offer]:
    for clause in clauses:
        said = clause.group()
        if said.isascii() or _DRAWN.search(said):
            continue
        is_marked = len(said) <= MAX_PHRASE_CHARS and _is_marked(text, *clause.span())
        part = Part(selling(said, wording), 0, len(said)) if is_marked else _part(text, clause, wording)
        start, end = clause.start() + part.start, clause.start() + part.end
        odds = part.odds + MARKED * (is_marked or _is_marked(text, start, end))
        odds += LINKED * any(begin <= start + 1 and end - 1 <= stop for begin, stop in links)
        if odds >= CLOSE_ODDS and not _QUOTES.search(text, max(0, start - 1), end + 1):
            odds -= QUOTED * _is_quoted(text, start)
            yield Offer(start, end, odds, is_marked=is_marked)


def _part(text: str, clause: re.Match[str], wording: Wording) -> Part:
    """Return the part of a clause that most likely was dropped into it, with its odds; all of the clause where none is likely."""
    said, (begin, stop) = clause.group(), clause.span()
    joints = default_joints()
    near = max(0, begin - 1)
    around, at = classed(text[near : stop + 1]), begin - near
    best = Part(selling(said, wording), 0, len(said))
    for part in parts_of(said, wording, LEAST_PART_ODDS):
        if part.end - part.start < len(said):
            stretch = part.start + at, part.end + at
            odds = part.odds - PART_PENALTY + joints.dropped_in(around, stretch, (at, at + len(said)))
            best = max(best, Part(odds, part.start, part.end))
    return best


def _is_quoted(text: str, at: int) -> bool:
    """Tell whether a place of the text stands within what somebody is quoted as saying."""
    before = text[max(0, at - MAX_QUOTED_CHARS) : at].rpartition("\n")[2]
    return max(map(before.rfind, "“「")) > max(map(before.rfind, "”」"))


def _is_marked(text: str, start: int, end: int) -> bool:
    """Tell whether marks stand around the phrase that no Chinese sentence has there."""
    before, after = text[start - 1 : start], text[end : end + 1]
    beyond = text[max(0, start - 2) : start - 1], text[end + 1 : end + 2]
    if (after == "," and beyond[1].isdigit()) or (
        before == " " == after and any(one.isascii() and one.isalnum() for one in beyond)
    ):
        return False  # 13,000; blanks around the foreign words of a sentence
    return after in {",", "_", "|"} or (before in _ODD_BEFORE and after in _ODD_AFTER and before != "" and after != "")


def _foreign(found: Sequence[Offer], folded: str) -> list[Offer]:
    """Return the offers, of those that come close, whose words the rest of the text does not use."""
    close = {folded[offer.start : offer.end] for offer in found if offer.odds < LEAST_ODDS}
    cost = min(MAX_CLOSE_COST, CLOSE_COST * sum(not said.isascii() for said in close))
    said = Counter(folded[offer.start : offer.end] for offer in found if not offer.is_sentence)
    found = [offer._replace(odds=offer.odds - cost) for offer in found if offer.odds - cost >= LEAST_ODDS]
    pieces, at = [], 0
    for offer in found:
        pieces.append(folded[at : offer.start])
        at = offer.end
    rest = "\n".join((*pieces, folded[at:]))
    phrases = [(offer, folded[offer.start : offer.end]) for offer in found]
    return [offer for offer, phrase in phrases if said[phrase] < 2 and _own_share(phrase, rest) <= MAX_OWN_PAIRS]


def _own_share(phrase: str, rest: str) -> float:
    pairs = set(map(add, phrase, phrase[1:]))
    return sum(pair in rest for pair in pairs) / max(1, len(pairs))
