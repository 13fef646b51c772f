"""A story's sentence that is said again further down with a phrase put into it: bait that no reader needs.

The phrase alone may be cut by how it reads; what is left of the copy would then be told twice.
"""

import re
from collections import defaultdict
from collections.abc import Iterator
from typing import Final

from cleaners.article.lines import rule_of
from cleaners.dom import Block, Document
from cleaners.spam.fold import fold_in_place
from cleaners.spam.wording import Wording, selling
from cleaners.values import Removed, Stage

RULE: Final = "copied_sentence"
# A sentence that is no longer is nobody's; copies are known by so many of its first or last characters.
MIN_COPIED_CHARS: Final = 12
KEY_CHARS: Final = 8
MAX_CHARS: Final = 400
PHRASE_CHARS: Final = range(3, 42)
# How much what was put in reads like an offer, at least; on average, where one sentence was copied several times.
MIN_SELLING, MIN_SELLING_OF_SEVERAL = 0.0, -1.5
# Characters that a phrase may happen to begin with as the sentence goes on.
MAX_CHANCE: Final = 3
_SENTENCE_END: Final = re.compile(r"[。！？]")
_ENDS: Final = " 。！？，：、"


def copied_sentences(document: Document, wording: Wording | None) -> tuple[Removed, ...]:
    """Return the blocks, in order, that say a sentence of an earlier one again around something that reads like an offer."""
    copies: dict[int, list[tuple[Block, float]]] = defaultdict(list)
    if wording is not None:
        for block, original, phrase in _copies(document):
            copies[original.index].append((block, selling(fold_in_place(phrase), wording)))
    return tuple(
        Removed(block.start, block.end, block.text, Stage.SPAM, RULE, 0.9)
        for block in sorted(
            (block for found in copies.values() if _sells(found) for block, _ in found), key=lambda block: block.start
        )
    )


def _sells(found: list[tuple[Block, float]]) -> bool:
    odds = [each for _, each in found]
    least = MIN_SELLING_OF_SEVERAL if len(odds) > 1 else MIN_SELLING
    return sum(odds) >= least * len(odds)


def _copies(document: Document) -> Iterator[tuple[Block, Block, str]]:
    """Yield each block that repeats the beginning of an earlier one, that one, and what was put in."""
    by_head: dict[str, Block] = {}
    by_tail: dict[str, Block] = {}
    parent = document.nodes.parent
    for block in document.blocks:
        if block.wide < MIN_COPIED_CHARS:
            continue
        text = block.text[: MAX_CHARS + 1].strip(_ENDS)
        first = _SENTENCE_END.split(text, maxsplit=1)[0]
        head, tail = first[:KEY_CHARS], first[-KEY_CHARS:]
        found = (by_head.get(head), by_tail.get(text[-KEY_CHARS:]))
        # what stands elsewhere on the page is no paragraph of the story, and this may be its only one that says so
        known = {id(each): each for each in found if each and parent[each.node] == parent[block.node]}
        phrases = ((original, _put_in(text, original.text)) for original in known.values() if len(text) <= MAX_CHARS)
        copied = next(((original, phrase) for original, phrase in phrases if phrase), None)
        if copied and not rule_of(copied[0]):  # a picture shown twice has its caption twice
            yield block, *copied
        else:
            by_head.setdefault(head, block)
            by_tail.setdefault(tail, block)


def _put_in(text: str, original: str) -> str:
    """Return what stands in `text` besides the beginning of `original`, "" where it is no copy of it.

    >>> _put_in("大桥昨日正式合龙，开锁换锁，较计划提前一周", "大桥昨日正式合龙，较计划提前一周。市民将有新路。")
    '开锁换锁'
    """
    pairs = enumerate(zip(text, original, strict=False))
    same = next((at for at, (one, other) in pairs if one != other), min(len(text), len(original)))
    # what is left of the text without the phrase ends where a clause of the original does
    left = (len(text) - size for size in PHRASE_CHARS)
    ends = [end for end in left if end >= MIN_COPIED_CHARS and _ends_clause(original, end)]
    for begin in range(same, max(-1, same - MAX_CHANCE - 1), -1):
        for end in ends:
            size = len(text) - end
            if begin <= end and original.startswith(text[begin + size :], begin):
                return text[begin : begin + size].strip(_ENDS)
    return ""


def _ends_clause(original: str, at: int) -> bool:
    return at >= len(original) or not original[at].isalnum()
