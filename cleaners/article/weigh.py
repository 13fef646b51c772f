"""What each block speaks for: story prose, or the furniture around it.

A block's prose is its Han characters outside links when it reads like a sentence; its boilerplate is what reads like a
label, a menu entry or a headline in a list. Both are counted in characters, so that sums over a subtree compare.
"""

import re

from cleaners.article.lines import line_rule
from cleaners.dom import CLAUSE_MARKS, Block, Document

# Below this a block without a clause mark is a label, a heading or a list entry.
MIN_UNMARKED_PROSE = 28
MAX_PROSE_LINK_DENSITY = 0.5
# Above this many characters a clause mark, a text is a list of names or keywords.
LONG_SENTENCE = 120
MAX_LINE_CHARS = 140
SENTENCE_ENDS = tuple("。！？!?…”」』：:；;，,）)")
MIN_UNENDED_SENTENCE = 45
CAPTION_TAGS = frozenset(("figcaption", "caption"))
# A short line that begins with a whole date, with or without a label before it, is a byline; a numbered line is a notice's.
_DATED = re.compile(
    r"(?![（(]?[\d一二三四五六七八九十]{1,3}[.．、）)])[^，。；！？]{0,40}?(?:(?:19|20)\d\d\s?[-/.年]\s?[01]?\d\s?[-/.月]\s?\d|\d\d:\d\d)"
)


def clause_marks(text: str) -> int:
    """Return how many marks that end or part clauses stand in `text`, of both widths' commas.

    >>> clause_marks("会议强调,要抓好落实。")
    2
    """
    return sum(map(text.count, CLAUSE_MARKS)) + sum(map(text.count, ",!?;")) if len(text) > 3 else 0


def prose_chars(block: Block) -> int:
    """Return the block's characters of prose, 0 for a label, a menu entry or a block of links."""
    if block.wide < 6 or block.place in ("marquee", "noscript", "before_html", "after_html"):
        return 0
    if block.link_density > MAX_PROSE_LINK_DENSITY:
        return 0
    marks = clause_marks(block.text)
    if block.wide < MIN_UNMARKED_PROSE and not marks:
        return 0
    if block.wide < MIN_UNMARKED_PROSE and _DATED.match(block.text):
        return 0
    if block.wide > LONG_SENTENCE and marks * LONG_SENTENCE < block.wide:
        return 0
    if len(block.text) <= MAX_LINE_CHARS and line_rule(block.text):
        return 0
    return block.wide - min(block.link_chars, block.wide)


def _is_sentence(block: Block) -> bool:
    """Tell whether a line of plain text reads as a sentence: it has lost its links, and may as well be a menu's."""
    if block.wide < MIN_UNENDED_SENTENCE and not block.text.endswith(SENTENCE_ENDS):
        return False
    return clause_marks(block.text) > 0


def is_cell(document: Document, block: Block) -> bool:
    """Tell whether the block is a cell in a row of a data table: one of several side by side, and no link."""
    if block.links:
        return False
    after = block.index + 1
    return block.joint == "\t" or (after < len(document.blocks) and document.blocks[after].joint == "\t")


def weigh(document: Document, skip: frozenset[int]) -> tuple[list[int], list[int]]:
    """Return (prose, boilerplate) characters a block; spam blocks (`skip`) and captions weigh nothing on either side."""
    plain = document.media == "text"
    prose: list[int] = []
    boilerplate: list[int] = []
    for block in document.blocks:
        is_spam = block.index in skip
        nothing = is_spam or block.tag in CAPTION_TAGS
        good = 0 if nothing or (plain and not _is_sentence(block)) else prose_chars(block)
        prose.append(good)
        boilerplate.append(0 if nothing or is_cell(document, block) else max(0, min(len(block.text), 60) - good))
    return prose, boilerplate
