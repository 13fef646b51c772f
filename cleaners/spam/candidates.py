"""Stretches of the chosen story that may be cut: what reads like an offer, and what speaks as sellers do."""

import re
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import NamedTuple

from cleaners.decisive import any_traditional
from cleaners.script import Script
from cleaners.spam.disguise import disguised_in
from cleaners.spam.find import Search
from cleaners.spam.fold import fold_in_place, lowered
from cleaners.spam.lexicon import Hit
from cleaners.spam.marks import LINE_NUMBER, with_usual_marks
from cleaners.spam.offers import learned, offers_in
from cleaners.spam.other_script import in_other_script
from cleaners.spam.pitched import pitched_in
from cleaners.spam.signs import Told
from cleaners.spam.story import CLAUSE
from cleaners.spam.stretches import Word
from cleaners.spam.wording import Wording, selling
from cleaners.values import Removed

PARAGRAPH_END = "\n"
# Who hides what he says sells it.
DISGUISE_WEIGHT = 7
# So many characters in an inline element amid so many others, or where sellers name their wares, read like an offer by so much:
# they weigh so much.
MIN_INLAID, MAX_INLAID, MIN_AROUND = 4, 16, 12
INLAID, INLAID_WEIGHT = 0.5, 4
# Each is counted in all of the story: so many are, a bound on the work.
MAX_TRIED = 400
_SAID = r"([\u4e00-\u9fffA-Za-z0-9]{4,16}?)"
# 本文由某某整理; 本页与某某无关; 需要某某的读者请: no story speaks so.
FRAMED_WEIGHT = 7
_FRAMED = re.compile(
    rf"本[文页頁站](?:内容|內容)?[由与與]{_SAID}(?:整理|提供|赞助|贊助|无关|無關|发布|發布)"
    rf"|需要{_SAID}的(?:读者|讀者|朋友|用户|用戶|客户|客戶)"
)
# The number of a short line.
_NUMBERED = re.compile(rf"{LINE_NUMBER}(?=[^\n，。！？：、]{{4,14}}$)", re.MULTILINE)
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


_CONTACT = re.compile(r"[，, ]?(?:[QqVv微薇][QqXx信群]?[号號]?\s?[:：]?\s?[0-9]{5,12}|1[3-9][0-9]{9})(?![0-9A-Za-z])")
# What a paper prints for its readers: 便民信息（11月23日）.
_OF_NOTICES = re.compile(
    r"(?:便民|分类|供求|租售|求职|综合)(?:信息|广告|服务信息|启事)(?:$|[\s（(·|：:]|\d)|(?:今日|微|小)广告(?:$|[\s（(\d])"
)


class Candidate(NamedTuple):
    """A stretch that may be cut: offsets, rule, weight of its words, and whether it needs no fellows."""

    start: int
    end: int
    rule: str
    weight: int
    is_sure: bool


def told_in(
    search: Search, body: range, title: str, folded: str, lexical: Sequence[Candidate], known: Sequence[Removed]
) -> Told:
    """Return the story, `folded` in place, as it is searched for offers.

    `lexical` is what the lexicon knows in it; `known` is spam already: no company for what else may be.
    """
    begin = search.document.blocks[body.start].start
    text = search.document.text_of(body.start, body.stop)
    known = sorted(known, key=lambda span: span.start)
    text, folded = (_without(each, begin, known) for each in (text, folded))
    inlaid, framed = list[Word](), list[Word]()
    if search.detector.weights:
        wording = search.detector.weights.wording
        inlaid, framed = list(_inlaid(search, body, text, wording)), list(_framed(text, wording))
    hidden = [Word(start, end, DISGUISE_WEIGHT) for start, end in disguised_in(text)]
    is_traditional = any_traditional().search(text) is not None
    odd = [Word(start, end, OTHER_SCRIPT_WEIGHT) for start, end in in_other_script(text)] if is_traditional else []
    # What disguises single words costs a sentence more than it brings.
    is_plain = search.page.script is Script.HANS and not hidden and not is_traditional
    # What folding left as it was need not be put in lower case, nor kept twice.
    read = lowered(text) if is_plain and text != folded else folded
    return Told(
        _NUMBERED.sub(_as_lines, with_usual_marks(read if len(read) == len(text) else text)),
        title if is_plain else fold_in_place(title),
        [(each.start - begin, each.end - begin, each.weight) for each in lexical],
        sorted((*hidden, *odd, *inlaid, *framed)),
        [each[:2] for each in inlaid],
    )


def _as_lines(number: re.Match[str]) -> str:
    return PARAGRAPH_END * len(number.group())


def _inlaid(search: Search, body: range, text: str, wording: Wording) -> Iterator[Word]:
    """Yield what inline elements amid a story's paragraphs hold that reads like an offer, and that the story says once."""
    blocks = search.document.blocks[body.start : body.stop]
    found: dict[str, Word] = {}
    for block in blocks:
        at, begin = 0, block.start - blocks[0].start
        for piece in map(str.strip, block.pieces):
            start = block.text.find(piece, at)
            at = max(at, start + len(piece))
            is_amid = start >= 0 and len(block.text) - len(piece) >= MIN_AROUND
            if is_amid and _is_offer(piece, wording):
                found.setdefault(piece, Word(begin + start, begin + at, INLAID_WEIGHT))
    yield from (word for piece, word in islice(found.items(), MAX_TRIED) if text.count(piece) == 1)


def _framed(text: str, wording: Wording) -> Iterator[Word]:
    """Yield what reads like an offer where sellers name it: before where to write, in what they say of their own page."""
    for match in _FRAMED.finditer(text):
        start, end = next(match.span(at) for at in range(1, _FRAMED.groups + 1) if match[at])
        if _is_offer(text[start:end], wording):
            yield Word(start, end, FRAMED_WEIGHT)


def _is_offer(phrase: str, wording: Wording) -> bool:
    is_phrase = MIN_INLAID <= len(phrase) <= MAX_INLAID and CLAUSE.fullmatch("".join(phrase.split()))
    return bool(is_phrase) and selling(fold_in_place(phrase), wording) >= INLAID


def _without(text: str, begin: int, known: Sequence[Removed]) -> str:
    """Return a text that begins at `begin` with ends of lines for the spam that is known, in order."""
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
            *with_marks(
                document.seen, *_with_whole_words(document.seen, begin + offer.start, begin + offer.end, words)
            ),
            "offer",
            SURE_OFFER + round(offer.odds) + series * offer.is_marked,
            is_sure=True,
        )
        for offer in offers
    ]


def _with_whole_words(seen: str, start: int, end: int, words: Sequence[Hit]) -> tuple[int, int]:
    """Return a stretch of the seen text with all of the words, and of the foreign words and numbers, that it cuts through."""
    cut = [word for word in words if word.start < end and start < word.end]
    start, end = min((start, *(word.start for word in cut))), max((end, *(word.end for word in cut)))
    while start > 0 and _is_foreign(seen[start - 1 : start + 1]):
        start -= 1
    while _is_foreign(seen[end - 1 : end + 1]):
        end += 1
    return start, end


def _is_foreign(pair: str) -> bool:
    """Tell whether two characters are of one foreign word, or number."""
    return len(pair) > 1 and pair.isascii() and pair.isalnum()


def with_marks(seen: str, start: int, end: int) -> tuple[int, int]:
    """Return a stretch of the seen text with the brackets around it, or with the mark behind it that its sentence has no use for.

    Where to write for it, right behind it, belongs to it.

    >>> seen = "五元，茶叶批发，包月（茶叶批发）。"
    >>> with_marks(seen, 3, 7), with_marks(seen, 11, 15)
    ((3, 8), (10, 16))
    """
    contact = _CONTACT.match(seen, end)
    end = contact.end() if contact else end
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
    if search.detector.weights is None or _OF_NOTICES.match(fold_in_place(title)):
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
