"""What one piece of spam says of another: phrases of a list that come again inside the story, and what is left of a pitch."""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from cleaners.dom import Block
from cleaners.spam.features import pairs_of
from cleaners.spam.find import Search
from cleaners.spam.fold import fold_in_place
from cleaners.spam.lexicon import STRONG
from cleaners.spam.pitched import SENTENCE, is_of_news
from cleaners.spam.pitches import MIN_PITCH_CHARS
from cleaners.spam.story import CLAUSE, REPORTING
from cleaners.spam.wording import default_wording, selling
from cleaners.values import Removed, Stage

MIN_ECHO_CHARS: Final = 5
MAX_ECHO_CHARS: Final = 24
MAX_PIECES: Final = 400
# Of a paragraph so much is advertising, and so little of the rest speaks of what the story does: all of it advertises.
MIN_SPAM_SHARE: Final = 0.4
MAX_OWN_SHARE: Final = 0.4
# So many other clauses, and what they read like on average: what was found is one of many wares.
MIN_SELLING_CLAUSES, LEAST_SOLD = 2, -0.25
# A clause that reads like an offer by less sells nothing.
NOTHING_SOLD: Final = -3.0
_PARTS: Final = re.compile(r"[|｜丨_,，、;；·\s]+")


def echoes(search: Search, body: range, title: str) -> Iterator[Removed]:
    """Yield the phrases of the page's lists of spam that stand inside the story, too: dropped into its sentences."""
    document = search.document
    start, end = document.blocks[body.start].start, document.blocks[body.stop - 1].end
    told = document.seen[start:end]
    parts = (part for span in search.spans for part in _PARTS.split(span.text))
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


def _sells(search: Search, phrase: str) -> bool:
    weights = search.detector.weights
    strong = any(hit.weight >= STRONG for hit in search.detector.lexicon.hits(phrase))
    return strong or (weights is not None and selling(fold_in_place(phrase), weights.wording) > 0)


def whole_paragraphs(search: Search, body: range, spans: Sequence[Removed]) -> tuple[Removed, ...]:
    """Return the spans, those of a paragraph that mostly advertises as one: its other sentences belong to the same pitch.

    Sentences that speak as news does stay: the pitch was put into their paragraph.
    """
    found = list(spans)
    blocks = search.document.blocks[body.start : body.stop]
    for block in blocks:
        inside = [span for span in found if block.start <= span.start and span.end <= block.end]
        known = any(span.start < block.end and block.start < span.end for span in search.spans)
        if not inside or known or any(span.rule == "hidden_in_sentence" for span in inside):
            continue
        covered = sum(span.end - span.start for span in inside)
        size = len(block.text)
        is_full = covered >= MIN_SPAM_SHARE * size or _sells_on(block, inside)
        if covered < size and is_full and _is_foreign(block, inside, blocks):
            first = max(inside, key=lambda span: span.score)
            grown = [
                Removed(
                    start, end, search.document.seen[start:end], Stage.SPAM, first.rule, first.score, first.evidence
                )
                for start, end in _around(block, inside)
            ]
            found = [span for span in found if span not in inside] + grown
    return tuple(sorted(found, key=lambda span: span.start))


def _sells_on(block: Block, inside: Sequence[Removed]) -> bool:
    """Tell whether what the spans leave of a paragraph reads like offers on average, clause by clause."""
    left = fold_in_place("\n".join(_left(block, block.start, block.end, sorted(inside, key=lambda span: span.start))))
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


def _is_of_news(left: str) -> bool:
    """Tell whether a folded sentence speaks as a newsroom's do; of a short one, each clause must read like no offer."""
    if len(left) >= MIN_PITCH_CHARS:
        return is_of_news(left)
    clauses = [clause.group() for clause in CLAUSE.finditer(left)]
    return bool(clauses) and max(selling(clause, default_wording()) for clause in clauses) < NOTHING_SOLD


def _is_foreign(block: Block, inside: Sequence[Removed], blocks: Sequence[Block]) -> bool:
    """Tell whether what is left of a paragraph reports nothing, and says little that the rest of the story says."""
    ordered = sorted(inside, key=lambda span: span.start)
    text = "\n".join(_left(block, block.start, block.end, ordered))
    pairs = pairs_of(text)
    story = "\n".join(other.text for other in blocks if other is not block)
    return not REPORTING.search(text) and sum(pair in story for pair in pairs) <= MAX_OWN_SHARE * len(pairs)
