"""Stretches of a story that read like offers: where a few characters in a row do, what of their clause most likely was put there."""

import math
import re
from collections.abc import Container, Iterator, Sequence, Set
from itertools import accumulate, islice
from operator import add
from typing import NamedTuple

from cleaners.spam.features import pairs_of
from cleaners.spam.joints import Clause, Joints
from cleaners.spam.story import CLAUSE, FUNCTIONS, REPORTING, is_contact_label
from cleaners.spam.wording import (
    GLANCE_CHARS,
    MAX_PHRASE_CHARS,
    MIN_PHRASE_CHARS,
    Part,
    Wording,
    likelier,
    parts_of,
    selling,
    telling_places,
)

# More places than twice as many as the longest story of the dev pages has: of so long a text only the likelier ones are looked at.
MAX_PLACES = 2000
# Log odds that a stretch must come to, marks and links added, to be told of the page at all.
LEAST_ODDS = -2.0
# A part of a clause that may count at all, and what it loses, since it is the best of many parts.
LEAST_PART_ODDS, PART_PENALTY = -2.0, 3.0
# So much less likely is a part for each pair of its characters that the rest of the story or its title has: names of the story's.
OWN_PAIR = 0.4
# Of parts that are nearly as likely, that is taken which reads most like an offer by itself.
NEARLY = 0.5
# Who reports on a trade names what it sells: so much less a phrase counts in a sentence that does.
REPORTED = 1.5
# So much less in what somebody is quoted as saying.
QUOTED, MAX_QUOTED_CHARS = 2.0, 80
# So much less for each mark of an enumeration that a stretch holds, or stands beside.
LISTED, LISTING = 1.2, "、"
# So much less for each word that makes sentences; what is sold is named without.
FUNCTION = 0.7
# What marks and links around a phrase add.
MARKED, LINKED = 3.5, 2.5
# A link to a foreign host that reads like an offer by so much is one as a whole.
SOLD = 0.5
# Marks that a paragraph has oftener are its own.
MAX_MARKS = 4
# Blanks in a row of a table.
MIN_GAPS = 2
MAX_CLAUSE_CHARS = 60
# What a word of the lexicon counts for a part that holds it, by its weight, and against one that cuts through it.
KNOWN, CUT_THROUGH = 0.5, 2.0
# A sentence of so many clauses that read like offers, with such odds together.
MIN_OFFERING_CLAUSES = 2
MIN_SENTENCE_ODDS = 4.0
CLAUSE_ODDS_BOUND = 3.0
_SENTENCE = re.compile(r"[^。！？!?\n]+[。！？!?]?")
# 15:20 某队对某队: a line of a programme, whatever is on.
_PROGRAMME = re.compile(r"\s*[0-2]?\d:[0-5]\d\s")
# A price, and what becomes of it; no price word is longer.
_MOVING_PRICE = re.compile(
    r"(?:报价|价格|[均售现批收市]价|行情)[^，。]{0,6}?"
    r"(?:[上下][调涨跌行浮]|[涨跌]|回[落升]|持平|[企趋]稳|走[高低]|反弹|环比|同比|累计|稳定在|保持|每[吨斤公千]|[为至达报在]\d)"
)
PRICE_CHARS = 2
_QUOTES = re.compile(r"[“”‘’「」『』《》〈〉\"]")
# Lines of a table that is drawn with characters.
_DRAWN = re.compile(r"[\u2500-\u259f]")
# A number and what it counts.
_CUTS_NUMBER = re.compile(r"\d[亩畝公米吨噸斤千万萬亿億元年月日时時分秒个個人名户戶家台臺辆輛件种種次岁歲%％℃度倍]")
_ODD_BEFORE, _ODD_AFTER, _ODD_ALONE = frozenset(",_|[【 "), frozenset(",_|]】 "), frozenset(",_|")


class Reading(NamedTuple):
    """What a story is read with: how parts of sentences are worded, and whole phrases, which tells where they begin and end; ties."""

    parts: Wording
    whole: Wording
    joints: Joints


class Word(NamedTuple):
    """A word of the lexicon that is none of a story's business: offsets into the story, and its weight."""

    start: int
    end: int
    weight: int


class Stretch(NamedTuple):
    """A stretch of a text, offsets into it, and the log odds of its words; `sentence` is the one that it stands in.

    `is_whole`: a whole clause, or sentence.
    """

    start: int
    end: int
    odds: float
    sentence: tuple[int, int]
    is_marked: bool = False
    is_linked: bool = False
    is_whole: bool = False
    is_sentence: bool = False

    @property
    def weight(self) -> float:
        """Return the log odds with what marks and links add."""
        return self.odds + MARKED * self.is_marked + LINKED * self.is_linked


def stretches_in(
    text: str,
    reading: Reading,
    links: Sequence[tuple[int, int]],
    least: float,
    words: Sequence[Word] = (),
    title: str = "",
) -> list[Stretch]:
    """Return the stretches of a story that read like offers, in order; offsets into `text`, folded in place.

    Only clauses are looked at in which a few characters in a row read like an offer by at least so much, or that hold one
    of the `words`. `links` are those to foreign hosts.
    """
    found: list[Stretch] = []
    places = telling_places(text, reading.parts, least)
    while len(places) > MAX_PLACES:
        least += 1.0
        places = likelier(text, places, reading.parts, least)
    if words:
        places = sorted({*places, *(max(0, min(start, end - GLANCE_CHARS)) for start, end, _ in words)})
    telling = list(_telling_clauses(text, places))
    rest = pairs_outside(text, title, [clause for _, clauses in telling for clause in clauses])
    for sentence, clauses in telling:
        said = text[slice(*sentence)]
        if _PROGRAMME.match(said):
            continue
        reports = REPORTING.search(said) is not None
        if len(clauses) >= MIN_OFFERING_CLAUSES and not reports:
            odds = _sentence_odds(said, reading.parts)
            if odds >= MIN_SENTENCE_ODDS:
                found.append(Stretch(*sentence, odds, sentence, is_whole=True, is_sentence=True))
                continue
        for clause in clauses:
            inside = [word for word in words if clause.start() <= word.start and word.end <= clause.end()]
            stretch = _linked(text, clause, sentence, reading, links) or _stretch(
                text, clause, sentence, reading, inside, rest
            )
            if stretch and not (
                (reports and REPORTING.search(text, stretch.start, stretch.end)) or _is_quotation(text, stretch, clause)
            ):
                found.append(_weighed(stretch, text, links, reports=reports))
    return [stretch for stretch in found if stretch.weight >= LEAST_ODDS]


def _telling_clauses(text: str, places: Sequence[int]) -> Iterator[tuple[tuple[int, int], list[re.Match[str]]]]:
    """Yield the sentences that hold any of the places, and in each the clauses that do."""
    at = 0
    for sentence in _SENTENCE.finditer(text) if places else ():
        while at < len(places) and places[at] < sentence.start():
            at += 1
        if at == len(places):
            return
        if places[at] >= sentence.end():
            continue
        clauses = []
        for clause in CLAUSE.finditer(text, *sentence.span()):
            while at < len(places) and places[at] < clause.start():
                at += 1
            if at == len(places):
                break
            if (
                places[at] + GLANCE_CHARS <= clause.end()
                and MIN_PHRASE_CHARS <= clause.end() - clause.start() <= MAX_CLAUSE_CHARS
            ):
                clauses.append(clause)
        if clauses:
            yield sentence.span(), clauses


def _sentence_odds(sentence: str, wording: Wording) -> float:
    """Return the summed log odds of a sentence's clauses, none of which counts for too much; negative without enough of them."""
    clauses = [clause for clause in CLAUSE.findall(sentence) if len(clause) >= MIN_PHRASE_CHARS]
    odds = [max(-CLAUSE_ODDS_BOUND, min(CLAUSE_ODDS_BOUND, selling(clause, wording))) for clause in clauses]
    if sum(each > 0 for each in odds) < MIN_OFFERING_CLAUSES:
        return -CLAUSE_ODDS_BOUND
    return sum(odds)


def _stretch(
    text: str,
    clause: re.Match[str],
    sentence: tuple[int, int],
    reading: Reading,
    words: Sequence[Word],
    rest: Container[str],
) -> Stretch | None:
    """Return the part of a clause that most likely was put there; None where it is quoted, or none is likely."""
    said, (begin, end) = clause.group(), clause.span()
    if said.isascii() or _DRAWN.search(said) or is_contact_label(text, begin, end):
        return None
    is_marked = len(said) <= MAX_PHRASE_CHARS and _is_marked(text, begin, end)
    words = [Word(word.start - begin, word.end - begin, word.weight) for word in words]
    # A mark behind a phrase that was dropped into a clause says where it ends, and not where it begins.
    begins = is_marked and text[begin - 1 : begin] in _ODD_BEFORE
    part = None if begins else _part(text, clause, reading, words, rest)
    if part is None or (is_marked and part.end < len(said)):
        part = Part(selling(said, reading.parts) + worth(words, 0, len(said)), 0, len(said))
    start, stop = begin + part.start, begin + part.end
    if _CUTS_NUMBER.match(text, stop - 1):
        return None  # 全乡种植线椒4200|亩
    if text[start:stop].isascii() or _QUOTES.search(text, start, stop) or _stands_in_quotes(text, start, stop):
        return None
    is_whole = stop - start == end - begin
    is_marked = is_marked or _is_marked(text, start, stop)
    return Stretch(start, stop, part.odds, sentence, is_marked=is_marked, is_whole=is_whole)


def _linked(
    text: str,
    clause: re.Match[str],
    sentence: tuple[int, int],
    reading: Reading,
    links: Sequence[tuple[int, int]],
) -> Stretch | None:
    """Return the link to a foreign host amid a clause that reads most like an offer; None where none does."""
    amid = ((start, end) for start, end in links if clause.start() <= start < end <= clause.end())
    phrases = (each for each in amid if MIN_PHRASE_CHARS <= each[1] - each[0] <= MAX_PHRASE_CHARS)
    found = max(((selling(text[slice(*each)], reading.parts), *each) for each in phrases), default=None)
    if found is None or found[0] < SOLD:
        return None
    odds, start, end = found
    is_marked, is_whole = _is_marked(text, start, end), (start, end) == clause.span()
    return Stretch(start, end, odds, sentence, is_marked=is_marked, is_whole=is_whole)


def _is_quotation(text: str, stretch: Stretch, clause: re.Match[str]) -> bool:
    """Tell whether a stretch names something by whose price its clause goes on, and how it moves."""
    price = _MOVING_PRICE.search(text, max(stretch.start, stretch.end - PRICE_CHARS), clause.end())
    return price is not None and price.start() <= stretch.end


def _weighed(stretch: Stretch, text: str, links: Sequence[tuple[int, int]], *, reports: bool) -> Stretch:
    start, end = stretch.start, stretch.end
    return stretch._replace(
        odds=stretch.odds
        - REPORTED * reports
        - QUOTED * _is_quoted(text, start)
        - LISTED * text.count(LISTING, max(0, start - 1), end + 1)
        - FUNCTION * len(FUNCTIONS.findall(text, start, end)),
        is_linked=any(begin <= start + 1 and end - 1 <= stop for begin, stop in links),
    )


def worth(words: Sequence[Word], start: int, end: int) -> float:
    """Return what the lexicon's words say for a part of a clause, which holds them or cuts through them."""
    held = sum(word.weight for word in words if start <= word.start and word.end <= end)
    cut = sum(word.start < start < word.end or word.start < end < word.end for word in words)
    return KNOWN * held - CUT_THROUGH * cut


def pairs_outside(text: str, title: str, clauses: Sequence[re.Match[str]]) -> Set[str]:
    """Return the pairs of characters of the clauses, no ASCII, that the text has outside of them, or its title."""
    own = {pair for clause in clauses for pair in pairs_of(clause.group())}
    found, at = own & pairs_of(title), 0
    for start, end in (*(clause.span() for clause in clauses), (len(text), 0)) if own else ():
        between = text[at:start]
        found |= own.intersection(map(add, between, islice(between, 1, None)))
        at = end
    return found


def _part(text: str, clause: re.Match[str], reading: Reading, words: Sequence[Word], rest: Container[str]) -> Part:
    """Return the part of a clause that most likely was dropped into it, with its odds; all of the clause where none is likely."""
    said, (begin, stop) = clause.group(), clause.span()
    ties = Clause(reading.joints, said, text[begin - 1 : begin], text[stop : stop + 1])
    into, out_of, closed, size = ties.into, ties.out_of, reading.joints.most, len(said)
    own = own_pairs(said, rest)
    whole = Part(selling(said, reading.whole), 0, size)
    most = whole.odds + worth(words, 0, size) - OWN_PAIR * own[-1]
    likely = [(most, whole, math.inf, most)]
    for part in parts_of(said, reading.whole, LEAST_PART_ODDS):
        odds, start, end = part
        if end - start == size:
            continue
        odds = odds - PART_PENALTY - OWN_PAIR * (own[end - 1] - own[start])
        odds += worth(words, start, end) if words else 0.0
        bound = odds + (into[start] + out_of[end] + closed)
        if bound >= most - NEARLY:
            total = odds + ties.dropped_in(start, end)
            likely.append((total, part, bound, odds))
            most = max(most, total)
    # of those that read alike the one that the ties could speak for most
    best = max(
        (each for each in likely if each[0] >= most - NEARLY), key=lambda each: (each[1].odds, *each[2:], each[1])
    )
    odds, part = best[:2]
    odds += OWN_PAIR * (own[part.end - 1] - own[part.start])  # for where a part begins and ends only
    return part._replace(odds=odds - part.odds + selling(said[part.start : part.end], reading.parts))


def own_pairs(said: str, rest: Container[str]) -> list[int]:
    """Return for each place of a clause how many of the pairs of characters before it the rest of the story has."""
    return list(accumulate(map(rest.__contains__, map(add, said, said[1:])), initial=0))


def _stands_in_quotes(text: str, start: int, end: int) -> bool:
    """Tell whether a phrase stands alone between quotation marks: it is named, and not said."""
    return _QUOTES.match(text, max(0, start - 1)) is not None and _QUOTES.match(text, end) is not None


def _is_quoted(text: str, at: int) -> bool:
    """Tell whether a place of the text stands within what somebody is quoted as saying."""
    before = text[max(0, at - MAX_QUOTED_CHARS) : at].rpartition("\n")[2]
    return max(map(before.rfind, "“「")) > max(map(before.rfind, "”」"))


def _is_marked(text: str, start: int, end: int) -> bool:
    """Tell whether marks stand around the phrase that no Chinese sentence has there, and its paragraph has nowhere else."""
    before, after = text[start - 1 : start], text[end : end + 1]
    if after not in _ODD_AFTER or not after:
        return False
    beyond = text[max(0, start - 2) : start - 1], text[end + 1 : end + 2]
    if (after == "," and beyond[1].isdigit()) or (
        before == " " == after and any(one.isascii() and one.isalnum() for one in beyond)
    ):
        return False  # 13,000; blanks around the foreign words of a sentence
    if after not in _ODD_ALONE and (before not in _ODD_BEFORE or not before):
        return False
    paragraph = text.rfind("\n", 0, start) + 1, text.find("\n", end)
    begin, stop = paragraph[0], paragraph[1] if paragraph[1] >= 0 else len(text)
    return text.count(after, begin, stop) <= MAX_MARKS and not (after == " " and _is_row(text, begin, stop))


def _is_row(text: str, begin: int, stop: int) -> bool:
    """Tell whether a line is a row of a table: blanks part it as they do the line before or behind it, and no sentence ends there."""
    lines = text[text.rfind("\n", 0, max(0, begin - 1)) + 1 : begin], text[stop + 1 : text.find("\n", stop + 1)]
    return "。" not in text[begin:stop] and max(line.count(" ") for line in lines) >= MIN_GAPS
