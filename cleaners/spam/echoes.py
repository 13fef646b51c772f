"""What one piece of spam says of another: phrases of a list that come again inside the story, and what is left of a pitch."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from typing import Final

from cleaners.dom import Block
from cleaners.spam.features import pairs_of
from cleaners.spam.find import Search
from cleaners.spam.fold import fold_in_place
from cleaners.spam.joints import around, classed, default_joints
from cleaners.spam.lexicon import STRONG
from cleaners.spam.pitched import SENTENCE, is_of_news
from cleaners.spam.pitches import MIN_PITCH_CHARS
from cleaners.spam.story import CLAUSE, REPORTING
from cleaners.spam.story_pairs import StoryPairs
from cleaners.spam.wording import default_wording, selling
from cleaners.values import Removed, Stage

MIN_ECHO_CHARS: Final = 5
MAX_ECHO_CHARS: Final = 24
MAX_PIECES: Final = 400
# So many phrases with at most so much between them are a list.
MIN_LISTED, MAX_LIST_GAP = 3, 3
# Of a paragraph so much is advertising, and so little of the rest speaks of what the story does: all of it advertises.
MIN_SPAM_SHARE: Final = 0.4
# 转让：某某，有意者面谈。: a line among small advertisements.
CLASSIFIED_SHARE: Final = 0.2
_CLASSIFIED: Final = re.compile(
    r"(?:拍[卖賣]|清算)?公告[：:]|(?:寻人|尋人)?[启啟]事[：:]|[转轉][让讓][：:]|招[聘租商][：:]|[求收]购[：:]|出[租售][：:]|供[应應][：:]"
)
MAX_OWN_SHARE: Final = 0.4
# So many other clauses, and what they read like on average: what was found is one of many wares.
MIN_SELLING_CLAUSES, LEAST_SOLD = 2, -0.25
# What speaks as no newsroom does around so much spam is of the same pitch.
MIN_SHARE_OF_PITCH: Final = 0.12
# Spam in such a share of its sentences, so many times, or that much of one with spam in all of them, amid a story that is mostly
# without any, long enough to tell by, and says nearly nothing that it says: a paragraph written around its wares, however it speaks.
MIN_TOUCHED, MIN_WARES, SHARE_OF_WARES, SHARE_OF_WARE = 0.6, 2, 0.15, 0.25
MAX_OWN_OF_WARES, MIN_CLEAN, MIN_CLEAN_CHARS = 0.06, 0.5, 500
# So many of the spans, of either, stand in clauses that were written around them.
AROUND_SHARE: Final = 0.5
# So many clauses, such a share of a paragraph's, say a few characters about a phrase each. Where phrases were dropped into a
# paragraph of the story what is left closes behind them, by 2.7 nats on average; around those that it was written for by 0.2.
MIN_SPUN_CLAUSES, SPUN_SHARE, MIN_REST_CHARS = 4, 0.3, 3
MAX_CLOSING, MAX_OWN_OF_SPUN = 1.5, 0.12
# A clause that reads like an offer by less sells nothing.
NOTHING_SOLD: Final = -3.0
# A list amid sentences says nothing of them; without any it is the line.
_MARKS: Final = re.compile("[，。；！？]")
PARTS: Final = re.compile(r"[|｜丨_,，、;；·\s]+")


def echoes(search: Search, body: range, title: str) -> Iterator[Removed]:
    """Yield the phrases of the page's lists of spam that stand inside the story, too: dropped into its sentences."""
    document = search.document
    start, end = document.blocks[body.start].start, document.blocks[body.stop - 1].end
    told = document.seen[start:end]
    parts = (part for span in search.spans for part in PARTS.split(span.text))
    phrases = [part for part in parts if MIN_ECHO_CHARS <= len(part) <= MAX_ECHO_CHARS and part not in title][
        :MAX_PIECES
    ]
    taken = [(span.start, span.end) for span in search.spans if span.end > start and span.start < end]
    for phrase in sorted(set(phrases), key=lambda phrase: (-len(phrase), phrase)):
        at = told.find(phrase)
        while at >= 0:
            begin, stop = start + at, start + at + len(phrase)
            if all(stop <= first or begin >= last for first, last in taken) and _sells(search, phrase):
                taken.append((begin, stop))
                yield Removed(begin, stop, phrase, Stage.SPAM, "keywords_in_clause", 0.9, "stands in a list of spam")
            at = told.find(phrase, at + len(phrase))


def lists_of(echoed: Sequence[Removed]) -> Iterator[Removed]:
    """Yield those of the spans that stand one beside the other, several in a row: a list put into a paragraph, and no phrases."""
    run: list[Removed] = []
    for span in (*sorted(echoed, key=lambda span: span.start), None):
        if run and (span is None or span.start - run[-1].end > MAX_LIST_GAP):
            yield from run if len(run) >= MIN_LISTED else ()
            run = []
        run += [span] if span else []


def _sells(search: Search, phrase: str) -> bool:
    weights = search.detector.weights
    strong = any(hit.weight >= STRONG for hit in search.detector.lexicon.hits(phrase))
    return strong or (weights is not None and selling(fold_in_place(phrase), weights.wording) > 0)


def whole_paragraphs(search: Search, body: range, spans: Sequence[Removed]) -> tuple[Removed, ...]:
    """Return the spans, in order, those of a paragraph that mostly advertises as one: its other sentences belong to the same pitch.

    Sentences that speak as news does stay: the pitch was put into their paragraph.
    """
    if not spans:
        return ()
    blocks = search.document.blocks[body.start : body.stop]
    inside, known = within(blocks, spans), touched(blocks, search.spans)
    clean = [
        block
        for at, block in enumerate(blocks)
        if at not in known and _share(block, inside.get(at, ())) < MIN_SHARE_OF_PITCH
    ]
    is_clean = _chars(clean) >= max(MIN_CLEAN_CHARS, MIN_CLEAN * _chars(blocks))
    story = StoryPairs(clean if is_clean else blocks)
    grown = {
        index: _grown_in(blocks[index], found, story, is_clean=is_clean)
        for index, found in inside.items()
        if index not in known and not any(span.rule == "hidden_in_sentence" for span in found)
    }
    taken = {id(span) for index in grown for span in inside[index]}
    others = (span for span in spans if id(span) not in taken)
    return tuple(sorted((*others, *chain.from_iterable(grown.values())), key=lambda span: span.start))


def _chars(blocks: Sequence[Block]) -> int:
    return sum(len(block.text) for block in blocks)


def _share(block: Block, inside: Sequence[Removed]) -> float:
    """Return which share of a block the spans in it are."""
    return sum(span.end - span.start for span in inside) / max(1, len(block.text))


def within(blocks: Sequence[Block], spans: Iterable[Removed]) -> dict[int, list[Removed]]:
    """Return the spans that lie within each of the blocks that have any, by the block's index among them, in order."""
    starts = [block.start for block in blocks]
    found: dict[int, list[Removed]] = {}
    for span in sorted(spans, key=lambda span: span.start):
        index = bisect_right(starts, span.start) - 1
        if index >= 0 and span.end <= blocks[index].end:
            found.setdefault(index, []).append(span)
    return found


def touched(blocks: Sequence[Block], spans: Iterable[Removed]) -> set[int]:
    """Return the indices, among `blocks`, of those that any of the spans reaches into."""
    starts, ends = [block.start for block in blocks], [block.end for block in blocks]
    return {index for span in spans for index in range(bisect_right(ends, span.start), bisect_left(starts, span.end))}


def _grown_in(block: Block, inside: Sequence[Removed], story: StoryPairs, *, is_clean: bool) -> Sequence[Removed]:
    """Return the spans of a paragraph, or the stretches of it that advertise around them.

    `is_clean`: `story` holds paragraphs without spam alone, and they are most of it.
    """
    listed = set(map(id, lists_of(inside))) if _MARKS.search(block.text) else set[int]()
    told = [span for span in inside if id(span) not in listed]
    share = _share(block, told)
    if _is_spun(block, inside, story) or (is_clean and _is_about_wares(block, told, story)):
        return [as_whole(block, inside)]
    if _CLASSIFIED.match(block.text) and share >= CLASSIFIED_SHARE:
        return [as_whole(block, inside)] if _is_foreign(block, inside, story) else inside
    is_full = share >= MIN_SPAM_SHARE or _sells_on(block, inside)
    if not is_full and share >= MIN_SHARE_OF_PITCH and _is_written_around(block, told, AROUND_SHARE * len(told)):
        is_full = not is_left_to_news(block, told)
    if share >= 1 or not is_full or not _is_foreign(block, inside, story):
        return inside
    return [_as_surest(block, start, end, inside) for start, end in _around(block, inside)]


def _is_about_wares(block: Block, inside: Sequence[Removed], story: StoryPairs) -> bool:
    """Tell whether a paragraph has spam in sentence after sentence, and what is left of it says nothing of the story."""
    sentences = [(block.start + found.start(), block.start + found.end()) for found in SENTENCE.finditer(block.text)]
    count = sum(any(span.start < end and start < span.end for span in inside) for start, end in sentences)
    if len(inside) < MIN_WARES:
        is_about = count == len(sentences) and _share(block, inside) >= SHARE_OF_WARE
    else:
        is_about = count >= MIN_TOUCHED * len(sentences) and _share(block, inside) >= SHARE_OF_WARES
    if not is_about or not _is_written_around(block, inside, AROUND_SHARE * len(inside)):
        return False
    return _own_share("\n".join(left_of(block, inside)), block, story) <= MAX_OWN_OF_WARES


def _as_surest(block: Block, start: int, end: int, inside: Sequence[Removed]) -> Removed:
    """Return a stretch of a block as one span, by the rule of the surest that was found in the block."""
    first = max(inside, key=lambda span: span.score)
    text = block.text[start - block.start : end - block.start]
    return Removed(start, end, text, Stage.SPAM, first.rule, first.score, first.evidence)


def as_whole(block: Block, inside: Sequence[Removed]) -> Removed:
    """Return a block as one span, by the rule of the surest that was found in it, or beside it."""
    return _as_surest(block, block.start, block.end, inside)


def _is_spun(block: Block, inside: Sequence[Removed], story: StoryPairs) -> bool:
    """Tell whether a paragraph goes on about the phrases that were found in it, clause by clause, as programs write around wares."""
    if len(inside) < MIN_SPUN_CLAUSES:
        return False
    clauses = sum(1 for _ in CLAUSE.finditer(block.text))
    if not _is_written_around(block, inside, max(MIN_SPUN_CLAUSES, SPUN_SHARE * clauses)):
        return False
    return _own_share("\n".join(left_of(block, inside)), block, story) <= MAX_OWN_OF_SPUN


def _is_written_around(block: Block, inside: Sequence[Removed], least: float) -> bool:
    """Tell whether so many of the spans stand in clauses that were written for them: without them they would not close."""
    text = classed(fold_in_place(block.text))
    ties = list[float]()
    for clause in CLAUSE.finditer(block.text):
        for span in inside:
            start, end = span.start - block.start, span.end - block.start
            if clause.start() <= start < end <= clause.end() and end - start <= len(clause.group()) - MIN_REST_CHARS:
                ties.append(default_joints().tie(*around(text, (start, end))))
    return len(ties) >= least and sum(ties) <= MAX_CLOSING * len(ties)


def _sells_on(block: Block, inside: Sequence[Removed]) -> bool:
    """Tell whether what the spans leave of a paragraph reads like offers on average, clause by clause."""
    left = fold_in_place("\n".join(left_of(block, inside)))
    clauses = [selling(clause, default_wording()) for clause in CLAUSE.findall(left)]
    return len(clauses) >= MIN_SELLING_CLAUSES and sum(clauses) >= LEAST_SOLD * len(clauses)


def _around(block: Block, inside: Sequence[Removed]) -> list[tuple[int, int]]:
    """Return the stretches of a paragraph with spans in them, without the sentences, or what is left of them, that speak as news does."""
    stretches: list[tuple[int, int]] = []
    at = block.start
    for match in SENTENCE.finditer(block.text):
        start, end = block.start + match.start(), block.start + match.end()
        spans = [span for span in inside if span.start < end and start < span.end]
        if _is_of_news(fold_in_place("".join(_left(block, start, end, spans)))):
            stretches.append((at, min([start, *(span.start for span in spans)])))
            stretches += [(span.start, span.end) for span in spans if span.start >= at]
            at = max([end, *(span.end for span in spans)])
    stretches.append((at, block.end))
    return [(start, end) for start, end in stretches if any(start <= span.start and span.end <= end for span in inside)]


def _left(block: Block, start: int, end: int, spans: Sequence[Removed]) -> Iterator[str]:
    """Yield the pieces of a range that no span covers; `spans` are in order."""
    for span in spans:
        yield block.text[start - block.start : max(start, span.start) - block.start]
        start = max(start, span.end)
    yield block.text[start - block.start : max(start, end) - block.start]


def is_left_to_news(block: Block, inside: Sequence[Removed]) -> bool:
    """Tell whether what the spans leave of a block speaks as a newsroom does, or a poet."""
    return _is_of_news(fold_in_place("".join(left_of(block, inside))))


def _is_of_news(left: str) -> bool:
    """Tell whether a folded sentence speaks as a newsroom's do; of a short one, each clause must read like no offer."""
    if len("".join(left.split())) >= MIN_PITCH_CHARS:
        return is_of_news(left)
    clauses = [clause.group() for clause in CLAUSE.finditer(left)]
    return bool(clauses) and max(selling(clause, default_wording()) for clause in clauses) < NOTHING_SOLD


def _is_foreign(block: Block, inside: Sequence[Removed], story: StoryPairs) -> bool:
    """Tell whether what is left of a paragraph reports nothing, and says little that the rest of the story says."""
    text = "\n".join(left_of(block, inside))
    return not REPORTING.search(text) and _own_share(text, block, story) <= MAX_OWN_SHARE


def left_of(block: Block, inside: Sequence[Removed]) -> Iterator[str]:
    """Yield the pieces of a block that no span covers."""
    return _left(block, block.start, block.end, sorted(inside, key=lambda span: span.start))


def _own_share(text: str, block: Block, story: StoryPairs) -> float:
    """Return the share of the pairs of a text that other blocks of the story have."""
    pairs = pairs_of(text)
    return story.told_elsewhere(pairs, block) / max(1, len(pairs))
