"""Find spam inside the chosen story: keyword lines, phrases dropped into its sentences, sentences that advertise.

Every verdict needs words of the lexicon, and more of them where the story itself uses such words: news on gambling or
pornography names what it reports on, in sentences of its own and in quotation marks.
"""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from cleaners.dom import Block, Document
from cleaners.spam.features import pairs_of
from cleaners.spam.lexicon import Hit, Lexicon, default_lexicon
from cleaners.spam.surroundings import Surroundings, host_of
from cleaners.values import Removed, Stage

CERTAIN = 4
# Where the story says such words itself, only what is beyond doubt is cut.
NATURAL_WORDS = re.compile(
    r"[赌賭]博|[赌賭][场場客资資徒]|博彩|彩[票民]|中[奖獎]|[开開][奖獎]|色情|淫[秽穢]|[卖賣]淫|嫖|[诈詐][骗騙]|涉黄|涉黃|[扫掃]黄|[扫掃]黃|非法|犯罪|"
    r"嫌疑|[违違]法|[虚虛][开開]|代孕|[毒][品贩販]|作弊|[网網][游遊]|[电電][竞競]|[贷貸]款|[医醫]院|[医醫]疗|[电電]影|影[视視]|足球|比[赛賽]|股票|期[货貨]"
)
_SENTENCE = re.compile(r"[^。！？!?]+[。！？!?”」』）)]*")
_CLAUSE = re.compile(r"[^，。！？；：,!?;:（）()【】\[\]_|｜\s]+")
_QUOTES = re.compile(r"[“”‘’「」『』《》〈〉\"]")
_BRACKETS = {"（": "）", "(": ")", "【": "】", "[": "]", "_": "_", " ": " ", "|": "|"}
_TRAILING = "，,、_|｜ ；;"


@dataclass(frozen=True, slots=True)
class Thresholds:
    """What it takes to cut: summed weights of words in a clause, in a run inside a clause, in a sentence."""

    clause: int
    run: int
    sentence: int


USUAL = Thresholds(clause=4, run=6, sentence=10)
# The page carries other spam: what looks like it here is its like.
INJECTED = Thresholds(clause=3, run=5, sentence=8)
TOPICAL = Thresholds(clause=8, run=10, sentence=14)
CLAUSE_COVER = 0.7
SENTENCE_COVER = 0.28
MIN_FOREIGN_WORDS = 0.6
MIN_PITCH = 2


class _Story:
    """The story's stretch, its hits, and what is asked of it."""

    def __init__(self, document: Document, first: int, last: int, hits: Sequence[Hit]) -> None:
        self.document, self.first, self.last = document, first, last
        self.hits = hits
        self._starts = [hit.start for hit in hits]
        self.page = Surroundings(document)

    def hits_in(self, start: int, end: int) -> Sequence[Hit]:
        begin = bisect_left(self._starts, start)
        return self.hits[begin : bisect_left(self._starts, end, begin)]


def find_spam_in_body(
    document: Document, first: int, last: int, title: str, known: Sequence[Removed], lexicon: Lexicon | None = None
) -> tuple[Removed, ...]:
    """Return the spam in blocks `first` up to (not including) `last` that is not `known` yet.

    `title` is the story's: what it speaks of is the story's business.
    """
    if last <= first:
        return ()
    words = lexicon if lexicon is not None else default_lexicon()
    base = document.blocks[first].start
    found = [
        Hit(base + hit.start, base + hit.end, hit.weight) for hit in words.hits(document.text_of(first, last)) if hit
    ]
    hits = [hit for hit in found if not _is_covered(hit.start, known)]
    if sum(hit.weight for hit in hits) < INJECTED.clause:
        return ()
    story = _Story(document, first, last, hits)
    return tuple(_cuts(story, _thresholds(story, title, known)))


def _is_covered(at: int, known: Sequence[Removed]) -> bool:
    index = bisect_left(known, at + 1, key=lambda span: span.start) - 1
    return index >= 0 and at < known[index].end


def _thresholds(story: _Story, title: str, known: Sequence[Removed]) -> Thresholds:
    """Return the usual thresholds, lower ones on a page with other spam, higher ones where the story is about such things."""
    natural = sum(map(_is_natural, _clauses_with_hits(story)))
    if natural or NATURAL_WORDS.search(title):
        return TOPICAL if natural > 1 else USUAL
    return INJECTED if known else USUAL


def _clauses_with_hits(story: _Story) -> Iterator[tuple[str, int, Sequence[Hit]]]:
    for block in _blocks_with_hits(story):
        for match in _CLAUSE.finditer(block.text):
            inside = story.hits_in(block.start + match.start(), block.start + match.end())
            if inside:
                yield match.group(), block.start + match.start(), inside


def _is_natural(clause: tuple[str, int, Sequence[Hit]]) -> bool:
    """Tell whether a clause uses a telling word in a sentence of its own: quoted, or with more around it than spam has."""
    text, _, hits = clause
    if max(hit.weight for hit in hits) < CERTAIN - 1:
        return False
    return bool(_QUOTES.search(text)) or (len(hits) == 1 and hits[0].end - hits[0].start < 0.3 * len(text))


def _blocks_with_hits(story: _Story) -> Iterable[Block]:
    index = -1
    for hit in story.hits:
        while index < 0 or story.document.blocks[index].end <= hit.start:
            index = story.first if index < 0 else index + 1
            if story.document.blocks[index].end > hit.start:
                yield story.document.blocks[index]


def _cuts(story: _Story, least: Thresholds) -> Iterator[Removed]:
    for block in _blocks_with_hits(story):
        done = block.start
        for match in _SENTENCE.finditer(block.text):
            start, end = block.start + match.start(), block.start + match.end()
            hits = story.hits_in(start, end)
            if not hits:
                continue
            if _advertises(story, start, end, hits, least):
                yield _removed(story.document, start, end, "doorway_sentence", hits)
                continue
            for begin, stop, rule in _phrases(story, block, start, end, least):
                begin = max(begin, done)
                if begin < stop:
                    done = stop
                    yield _removed(story.document, begin, stop, rule, story.hits_in(begin, stop))


def _advertises(story: _Story, start: int, end: int, hits: Sequence[Hit], least: Thresholds) -> bool:
    """Tell whether a sentence is a doorway's: full of the words, and of nothing that the story says."""
    text = story.document.seen[start:end]
    weight = sum(hit.weight for hit in hits)
    covered = sum(hit.end - hit.start for hit in hits)
    strong = sum(hit.weight >= CERTAIN - 1 for hit in hits)
    if weight < least.sentence or not strong or covered < SENTENCE_COVER * len(text) or _QUOTES.search(text):
        return False
    pairs = pairs_of(text)
    seen = story.document.text_of(story.first, story.last)
    own = sum(seen.count(pair) > text.count(pair) for pair in pairs)
    return own <= (1 - MIN_FOREIGN_WORDS) * len(pairs)


def _phrases(
    story: _Story, block: Block, start: int, end: int, least: Thresholds
) -> Iterator[tuple[int, int, str]]:
    """Yield the stretches of a sentence that are dropped-in phrases: whole clauses, or runs of words inside one."""
    for match in _CLAUSE.finditer(story.document.seen, start, end):
        hits = story.hits_in(match.start(), match.end())
        if not hits or _QUOTES.search(match.group()):
            continue
        covered = sum(hit.end - hit.start for hit in hits)
        weight = sum(hit.weight for hit in hits) + 2 * _is_foreign_link(story, block, match.start(), match.end())
        if weight >= least.clause and covered >= CLAUSE_COVER * len(match.group()):
            yield *_with_marks(story.document.seen, match.start(), match.end(), block), "keywords"
        else:
            yield from _runs(story, hits, match.start(), match.end(), least)


def _runs(
    story: _Story, hits: Sequence[Hit], start: int, end: int, least: Thresholds
) -> Iterator[tuple[int, int, str]]:
    """Yield runs of adjacent words within a clause that are heavy enough to be a phrase of their own."""
    run: list[Hit] = []
    for hit in (*hits, Hit(end + 9, end + 9, 0)):
        if run and hit.start - run[-1].end > 1:
            at_edge = run[0].start == start or run[-1].end == end
            weight = sum(each.weight for each in run)
            if weight >= least.run + (0 if at_edge else 2) and max(each.weight for each in run) >= CERTAIN - 1:
                yield run[0].start, run[-1].end, "keywords_in_clause"
            run = []
        run.append(hit)


def _is_foreign_link(story: _Story, block: Block, start: int, end: int) -> bool:
    for link in block.links:
        if block.start + link.start < end and start < block.start + link.end:
            host = host_of(link.href)
            return bool(host) and host not in story.page.own_hosts
    return False


def _with_marks(seen: str, start: int, end: int, block: Block) -> tuple[int, int]:
    """Return the stretch with the brackets around it, or with the mark behind it."""
    before = seen[start - 1] if start > block.start else ""
    after = seen[end] if end < block.end else ""
    if before and _BRACKETS.get(before) == after:
        return start - 1, end + (after != " ")
    return start, end + (bool(after) and after in _TRAILING)


def _removed(document: Document, start: int, end: int, rule: str, hits: Sequence[Hit]) -> Removed:
    seen = document.seen
    weight = sum(hit.weight for hit in hits)
    evidence = " ".join(seen[hit.start : hit.end] for hit in hits)[:80]
    return Removed(start, end, seen[start:end], Stage.SPAM, rule, round(min(1.0, 0.5 + weight / 20), 3), evidence)
