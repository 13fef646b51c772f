"""Find spam inside the chosen story: keyword lines, phrases dropped into its sentences, sentences that advertise.

Every verdict needs words of the lexicon, and more of them where the story itself uses such words: news on gambling or
pornography names what it reports on, in sentences of its own and in quotation marks.
"""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from cleaners.dom import Block, Document
from cleaners.spam.features import pairs_of
from cleaners.spam.find import Search
from cleaners.spam.lexicon import STRONG, Hit
from cleaners.values import Removed, Stage

CERTAIN = 4
# A title that names these: the story is about what the lexicon's words advertise.
TOPICS = re.compile(
    r"[赌賭]|博彩|彩[票民]|中[奖獎]|[开開][奖獎]|色情|淫[秽穢]|[卖賣]淫|嫖|[诈詐][骗騙]|涉[黄黃]|[扫掃][黄黃]|[假虚虛]\S{0,4}[发發]票|[虚虛][开開]|代孕|[毒][品贩販]|"
    r"外[挂掛]|私服|[套]现|配[资資]|刷[单單]|[裸]聊|洗[钱錢]|[彩]金"
)
MIN_NATURAL_WORDS = 3
_SENTENCE = re.compile(r"[^。！？!?]+[。！？!?”」』）)]*")
_CLAUSE = re.compile(r"[^，。！？；：,!?;:（）()【】\[\]_|｜\s]+")
_QUOTES = re.compile(r"[“”‘’「」『』《》〈〉\"]")
_OPENING, _CLOSING = '“‘「『《"', '”’」』》"'
_BRACKETS = {"（": "）", "(": ")", "【": "】", "[": "]", "_": "_", " ": " ", "|": "|"}
_TRAILING = "，,、_|｜ ；;"


# Summed weights of words that it takes to cut a whole clause, a run inside a clause, a sentence: beyond doubt, and where
# the page carries other spam or several such phrases.
SURE = {"keywords": 5, "keywords_in_clause": 6, "doorway_sentence": 10}
LIKELY_CLAUSE, LIKELY_RUN, LIKELY_SENTENCE = 3, 4, 7
TOPICAL_FACTOR = 1.6
# A run amid a clause must be so much heavier.
INSIDE_CLAUSE = 2
MAX_GAP = 1
# So far from both ends of a clause a word is part of it.
MIN_AMID = 3
CLAUSE_COVER = 0.65
SENTENCE_COVER = 0.28
MIN_FOREIGN_WORDS = 0.6
# Candidates that speak for one another: so many, of so much weight together.
MIN_FELLOWS = 2
MIN_FELLOW_WEIGHT = 9
# Characters of an unknown name before or behind a run that go with it.
MAX_NAME_CHARS = 2
# A hidden stretch longer than this share of its paragraph may be a story that a script folds out.
MAX_UNSEEN_SHARE = 0.6


class _Candidate(NamedTuple):
    """A stretch that may be cut: offsets, rule, weight of its words, and whether it needs no fellows."""

    start: int
    end: int
    rule: str
    weight: int
    is_sure: bool


class _Story:
    """The story's stretch, its hits, and what is asked of it."""

    def __init__(self, search: Search, body: range, hits: Sequence[Hit]) -> None:
        self.search, self.document = search, search.document
        self.first, self.last = body.start, body.stop
        self.hits = hits
        self._starts = [hit.start for hit in hits]

    def hits_in(self, start: int, end: int) -> Sequence[Hit]:
        begin = bisect_left(self._starts, start)
        return self.hits[begin : bisect_left(self._starts, end, begin)]


def find_spam_in_body(search: Search, body: range, title: str) -> tuple[Removed, ...]:
    """Return the spam in the blocks of `body` that the search did not find before.

    `title` is the story's: what it speaks of is the story's business.
    """
    document, known = search.document, search.spans
    if not body:
        return ()
    start, end = document.blocks[body.start].start, document.blocks[body.stop - 1].end
    unseen = tuple(_unseen(document, body, known))
    if not known and not search.has_strong(start, end):
        return unseen
    hits = [hit for hit in search.hits(start, end) if not _is_covered(hit.start, known)]
    if sum(hit.weight for hit in hits) < LIKELY_CLAUSE:
        return unseen
    story = _Story(search, body, hits)
    natural = _natural_words(story)
    if natural:
        story = _Story(search, body, [h for h in hits if document.seen[h.start : h.end] not in natural])
    is_topical = len(natural) >= MIN_NATURAL_WORDS or bool(TOPICS.search(title))
    candidates = [found for found in _candidates(story) if not _is_covered(found.start, (*unseen, *known))]
    chosen = _chosen(candidates, is_topical=is_topical, is_injected=bool(known))
    return (*unseen, *(_removed(story, candidate) for candidate in chosen))


def _unseen(document: Document, body: range, known: Sequence[Removed]) -> Iterator[Removed]:
    """Yield the stretches inside of visible paragraphs that style or script hide: readers never saw them."""
    for block in document.blocks[body.start : body.stop]:
        if block.unseen and not block.hidden:
            for start, end, trick in block.unseen:
                text = block.text[start:end]
                if 1 < end - start <= MAX_UNSEEN_SHARE * len(block.text) and not _is_covered(
                    block.start + start, known
                ):
                    yield Removed(
                        block.start + start, block.start + end, text, Stage.SPAM, "hidden_in_sentence", 0.9, trick
                    )


def _chosen(candidates: Sequence[_Candidate], *, is_topical: bool, is_injected: bool) -> Iterator[_Candidate]:
    """Yield the candidates to cut; merely likely ones only in company, and never where the story is about such things."""
    weight = sum(candidate.weight for candidate in candidates)
    in_company = is_injected or (len(candidates) >= MIN_FELLOWS and weight >= MIN_FELLOW_WEIGHT)
    for candidate in candidates:
        if is_topical:
            if candidate.is_sure and candidate.weight >= TOPICAL_FACTOR * SURE[candidate.rule]:
                yield candidate
        elif candidate.is_sure or in_company:
            yield candidate


def _is_covered(at: int, known: Sequence[Removed]) -> bool:
    return any(span.start <= at < span.end for span in known)


def _clauses_with_hits(story: _Story) -> Iterator[tuple[str, int, Sequence[Hit]]]:
    for block in _blocks_with_hits(story):
        for match in _CLAUSE.finditer(block.text):
            inside = story.hits_in(block.start + match.start(), block.start + match.end())
            if inside:
                yield match.group(), block.start + match.start(), inside


def _natural_words(story: _Story) -> set[str]:
    """Return the telling words that the story uses itself: quoted, or in the midst of a clause with much around them."""
    found: set[str] = set()
    for text, start, hits in _clauses_with_hits(story):
        begin, end = hits[0].start - start, hits[0].end - start
        if len(hits) > 1 or hits[0].weight < STRONG:
            continue
        quoted = begin > 0 and end < len(text) and text[begin - 1] in _OPENING and text[end] in _CLOSING
        amid = begin > MIN_AMID and end < len(text) - MIN_AMID and end - begin < 0.3 * len(text)
        if quoted or amid:
            found.add(text[begin:end])
    return found


def _blocks_with_hits(story: _Story) -> Iterable[Block]:
    index = -1
    for hit in story.hits:
        while index < 0 or story.document.blocks[index].end <= hit.start:
            index = story.first if index < 0 else index + 1
            if story.document.blocks[index].end > hit.start:
                yield story.document.blocks[index]


def _candidates(story: _Story) -> Iterator[_Candidate]:
    for block in _blocks_with_hits(story):
        for match in _SENTENCE.finditer(block.text):
            start, end = block.start + match.start(), block.start + match.end()
            hits = story.hits_in(start, end)
            if not hits:
                continue
            doorway = _doorway(story, start, end, hits)
            if doorway:
                yield doorway
                continue
            for clause in _CLAUSE.finditer(story.document.seen, start, end):
                inside = story.hits_in(clause.start(), clause.end())
                if inside and not _QUOTES.search(clause.group()):
                    yield from _phrases(story, block, clause.span(), inside)


def _doorway(story: _Story, start: int, end: int, hits: Sequence[Hit]) -> _Candidate | None:
    """Return the sentence if it is a doorway's: full of the words, and of nothing that the story says."""
    text = story.document.seen[start:end]
    weight = sum(hit.weight for hit in hits)
    covered = sum(hit.end - hit.start for hit in hits)
    strong = any(hit.weight >= STRONG for hit in hits)
    if weight < LIKELY_SENTENCE or not strong or covered < SENTENCE_COVER * len(text):
        return None
    pairs = pairs_of(text)
    seen = story.document.text_of(story.first, story.last)
    own = sum(seen.count(pair) > text.count(pair) for pair in pairs)
    if own > (1 - MIN_FOREIGN_WORDS) * len(pairs):
        return None
    return _Candidate(start, end, "doorway_sentence", weight, weight >= SURE["doorway_sentence"])


def _phrases(story: _Story, block: Block, clause: tuple[int, int], hits: Sequence[Hit]) -> Iterator[_Candidate]:
    """Yield a clause that is nothing but a dropped-in phrase, or the runs of words inside it."""
    start, end = clause
    covered = sum(hit.end - hit.start for hit in hits)
    weight = sum(hit.weight for hit in hits) + 2 * _is_foreign_link(story, block, start, end)
    if covered < CLAUSE_COVER * (end - start):
        yield from _runs(hits, start, end)
    elif weight >= LIKELY_CLAUSE:
        sure = weight >= SURE["keywords"] and _is_telling(hits)
        yield _Candidate(*_with_marks(story.document.seen, start, end, block), "keywords", weight, sure)


def _is_telling(hits: Sequence[Hit]) -> bool:
    return any(hit.weight >= CERTAIN for hit in hits) or sum(hit.weight >= STRONG for hit in hits) > 1


def _runs(hits: Sequence[Hit], start: int, end: int) -> Iterator[_Candidate]:
    """Yield runs of adjacent words within a clause that are heavy enough to be a phrase of their own."""
    run: list[Hit] = []
    for hit in (*hits, Hit(end + 9, end + 9, 0)):
        if run and hit.start - run[-1].end > MAX_GAP:
            begin, stop = run[0].start, run[-1].end
            at_edge = begin - start <= MAX_NAME_CHARS or end - stop <= MAX_NAME_CHARS
            weight = sum(each.weight for each in run) - (0 if at_edge else INSIDE_CLAUSE)
            if weight >= LIKELY_RUN and any(each.weight >= STRONG for each in run):
                begin = start if begin - start <= MAX_NAME_CHARS else begin
                stop = end if end - stop <= MAX_NAME_CHARS else stop
                yield _Candidate(
                    begin, stop, "keywords_in_clause", weight, weight >= SURE["keywords_in_clause"] and _is_telling(run)
                )
            run = []
        run.append(hit)


def _is_foreign_link(story: _Story, block: Block, start: int, end: int) -> bool:
    for link in block.links:
        if block.start + link.start < end and start < block.start + link.end:
            return story.search.is_foreign(link.href)
    return False


def _with_marks(seen: str, start: int, end: int, block: Block) -> tuple[int, int]:
    """Return the stretch with the brackets around it, or with the mark behind it."""
    before = seen[start - 1] if start > block.start else ""
    after = seen[end] if end < block.end else ""
    if before and _BRACKETS.get(before) == after:
        return start - 1, end + (after != " ")
    return start, end + (bool(after) and after in _TRAILING)


def _removed(story: _Story, found: _Candidate) -> Removed:
    seen = story.document.seen
    evidence = " ".join(seen[hit.start : hit.end] for hit in story.hits_in(found.start, found.end))[:80]
    score = round(min(1.0, 0.5 + found.weight / 20), 3)
    return Removed(found.start, found.end, seen[found.start : found.end], Stage.SPAM, found.rule, score, evidence)
