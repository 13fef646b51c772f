"""The excerpts of a list of stories, above all in a plain-text document, which has lost the links that would tell them from a story.

A list repeats itself: headline, excerpt, date; headline, excerpt, date. A story has paragraphs that follow each other, and
few headings. One excerpt alone looks like a flash of one paragraph, so that only a row of them is called a list.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final

from cleaners.article.lines import rule_of
from cleaners.article.turns import turns_of_talk
from cleaners.article.weigh import weigh
from cleaners.dom import Block, Document
from cleaners.fold import fold

# A headline's length.
HEADLINE_CHARS = range(8, 47)
MAX_STAMP_CHARS = 70
# What may stand beside a date without a year: a weekday, brackets.
MAX_BESIDE_SHORT_STAMP = 6
# A run of characters this long beside a date is a headline.
HEADLINE_RUN = 8
# Lines between a headline and its excerpt, and between an excerpt and the next headline.
MAX_BETWEEN = 5
# So many questions with dates are the threads of a forum.
MANY_QUESTIONS = 4
# So many excerpts are a list: with dates, and without, where nothing but the beat tells.
MANY_DATED, MANY_UNDATED = 3, 6
# The same right below a line that ends a story, and with no paragraph below that may be the story going on.
MANY_RELATED = 2
# An excerpt is so much longer than its headline; a sentence that is broken into lines of one width ends in a shorter one.
MIN_TOLD = 1.3
# So much of a headline is a link; an excerpt ends as sentences do, or breaks off.
MIN_LINKED = 0.8
EXCERPT_ENDS = ("。", "…", "！", "？", "”", "...")
# Longer paragraphs below headings are a feature's.
MAX_EXCERPT_CHARS = 240
MIN_DATED_SHARE = 0.6
# Lines without an entry after which a list may go on.
MAX_GAP = 8
# With fewer lines above it, a row of so few entries is a flash and what is related to it: lists stand below a menu.
MENU_LINES = 6
# The page's `<title>`, and what its own headings stand below.
CLAIMING_LINES = 2
MAX_BYLINE_REACH = 3
# What ends a story, and none of a list's entries.
STORY_ENDS = frozenset(("related", "disclaimer", "next_story"))
ASKING = tuple("？?！!")
_NUMBERED: Final = re.compile(
    r"[（(【\[]?(?:[一二三四五六七八九十]{1,3}[、.．）)\s]|\d{1,2}(?:[、.．）)/|]|$)|第.{1,3}[章节節站部回条條])|[^\s，。]{1,3}[一二三四五六七八九十\d]{1,2}[：:、]|[问問答Qq][:：]"
)
_DATE: Final = re.compile(
    r"(?:(?:19|20)\d\d\s?[-/.年]\s?)\d{1,2}(?:\s?[-/.月]\s?\d{1,2}日?)?|\d\d?:\d\d(?::\d\d)?|\d+\s?(?:分钟|小时|天|周|个?月)前|昨天|今天|前天|刚刚"
)
_SHORT_DATE: Final = re.compile(r"\d{1,2}[-/月]\d{1,2}日?")
CONTINUED: Final = re.compile(r"\((?:详细|详情|全文|阅读全文|查看全文|更多)\)$")
_CREDIT: Final = re.compile(r"(?:来源|出处|作者|记者|责编|编辑|校对|发布者|撰文)\s?:")
_RUN: Final = re.compile(rf"[\u3400-\u9fff“”《》、]{{{HEADLINE_RUN},}}")


class Kind(StrEnum):
    """What a line looks like."""

    PROSE = "prose"
    QUESTION = "question"  # prose, or a headline that asks
    HEADLINE = "headline"
    STAMP = "stamp"
    STORY_END = "story_end"
    OTHER = "other"


PARAGRAPHS = (Kind.PROSE, Kind.QUESTION)


@dataclass(slots=True)
class _Entry:
    """A paragraph alone below a headline: the indexes of both, and where dates stand beside it."""

    headline: int
    excerpt: int
    dated_above: bool
    dated_below: bool = False


@dataclass(slots=True)
class _Beat:
    """The row of entries that is being read, and what stands below its last one."""

    row: list[_Entry] = field(default_factory=list)
    headline: int = -1
    dated: bool = False
    since: int = 0

    def take_headline(self, index: int) -> None:
        """Read a headline, which has no excerpt yet."""
        self.headline, self.dated, self.since = index, False, 0

    def take_stamp(self) -> None:
        """Read a date, of the headline above or of the entry that is complete."""
        self.dated = True
        if self.row and self.headline < 0:
            self.row[-1].dated_below = True

    def take_excerpt(self, index: int) -> None:
        """Read the headline's excerpt."""
        self.row.append(_Entry(self.headline, index, self.dated))
        self.headline, self.dated, self.since = -1, False, 0

    def end(self, *, by_paragraph: bool) -> list[_Entry]:
        """Return the row, which ends here; two paragraphs, one right below the other, are no entry."""
        row, self.row = self.row, []
        self.headline = -1
        if by_paragraph and row and self.since == 1:
            row.pop()
        return row

    def takes_question(self) -> bool:
        """Tell whether a question would be the next headline, in a row that has its beat."""
        return self.headline < 0 and bool(self.row) and (_is_dated(self.row) or len(self.row) >= MANY_DATED)


def listed(document: Document, skip: frozenset[int]) -> frozenset[int]:
    """Return the blocks that are headlines and excerpts of a list of stories; of HTML only the excerpts, since links tell the rest.

    `skip` are blocks judged spam: they are read as if they were not there.
    """
    if document.media != "text":
        return listed_in_markup(document)
    prose, _ = weigh(document, skip)
    lines = _Lines(document, skip, prose)
    found = lines.threads() | {block.index for block in document.blocks if CONTINUED.search(fold(block.text[-8:]))}
    for row in lines.lists():
        for entry in row:
            found.update((entry.headline, entry.excerpt))
    return frozenset(found)


def listed_in_markup(document: Document) -> frozenset[int]:
    """Return the blocks of a page that are excerpts below linked headlines, each with a clock or a day: other flashes below a flash.

    An excerpt is a paragraph alone; one that stands in an element of its own among paragraphs is the story's.
    """
    blocks, names = document.blocks, document.nodes.names
    found: dict[tuple[str, str], list[int]] = {}
    for before, block, behind in zip(blocks, blocks[1:], blocks[2:], strict=False):
        if not before.links or block.links or before.wide not in HEADLINE_CHARS or before.link_density < MIN_LINKED:
            continue
        is_stamped = len(behind.text) <= MAX_STAMP_CHARS and "。" not in behind.text and _DATE.search(fold(behind.text))
        if block.wide <= MAX_EXCERPT_CHARS and block.text.endswith(EXCERPT_ENDS) and is_stamped:
            found.setdefault((block.tag, names[block.node]), []).append(block.index)
    return frozenset(at for alike in found.values() if len(alike) >= MANY_DATED for at in alike)


def kind_of(block: Block, prose: int) -> Kind:
    """Return what a line looks like, given its characters of prose."""
    text = block.text
    if len(text) <= MAX_STAMP_CHARS and "。" not in text:
        folded = fold(text)
        if _CREDIT.search(folded):
            return Kind.STAMP
        rest, dates = _DATE.subn("", folded)
        if dates:
            return Kind.HEADLINE if _RUN.search(rest) else Kind.STAMP
        rest, dates = _SHORT_DATE.subn("", folded)
        if dates and len(rest) <= MAX_BESIDE_SHORT_STAMP:
            return Kind.STAMP
    if _ends_story(block):
        return Kind.STORY_END
    if block.wide in HEADLINE_CHARS and not (prose or "。" in text or _NUMBERED.match(text)):
        return Kind.HEADLINE
    if prose and block.wide in HEADLINE_CHARS and "。" not in text and text.endswith(ASKING):
        return Kind.QUESTION
    return Kind.PROSE if prose else Kind.OTHER


def _ends_story(block: Block) -> bool:
    rule = rule_of(block)
    return rule in STORY_ENDS or (rule == "editor" and ":" in fold(block.text))  # 编辑部 may sign each entry of a list


def _is_dated(row: Sequence[_Entry]) -> bool:
    """Tell whether most entries of a row have a date in the same place."""
    above, below = (sum(entry.dated_above for entry in row), sum(entry.dated_below for entry in row))
    return max(above, below) >= MIN_DATED_SHARE * len(row)


class _Lines:
    """The lines of a text that are no spam, and what each looks like."""

    def __init__(self, document: Document, skip: frozenset[int], prose: Sequence[int]) -> None:
        self._blocks = document.blocks
        talk = turns_of_talk(document.blocks)
        self._kinds = {
            block.index: Kind.PROSE if block.index in talk else kind_of(block, prose[block.index])
            for block in document.blocks
            if block.index not in skip
        }

    def _is_claimed(self, headline: int) -> bool:
        """Tell whether the text's first lines, which are its page's `<title>`, say this headline: it is the story's own."""
        text = self._blocks[headline].text
        return any(block.text.startswith(text) for block in self._blocks[: min(CLAIMING_LINES, headline)])

    def _is_list(self, row: Sequence[_Entry]) -> bool:
        """Tell whether a row of entries is long enough for what it shows; headings below a byline are the story's own."""
        if _is_dated(row):
            return len(row) >= MANY_DATED
        below_story = self._kinds.get(row[0].headline - 1) is Kind.STORY_END
        if below_story and len(row) >= MANY_RELATED and not self._is_told_below(row[-1].excerpt):
            return True
        above = range(row[0].headline - MAX_BYLINE_REACH, row[0].headline)
        below_byline = any(self._kinds.get(index) is Kind.STAMP for index in above)
        told = sum(self._blocks[entry.excerpt].wide for entry in row)
        headed = sum(self._blocks[entry.headline].wide for entry in row)
        return len(row) >= MANY_UNDATED and told >= MIN_TOLD * headed and not below_byline

    def _is_told_below(self, index: int) -> bool:
        return any(self._kinds.get(index + more) in PARAGRAPHS for more in range(1, MAX_BETWEEN + 1))

    def lists(self) -> Iterator[list[_Entry]]:
        """Yield the rows that are lists or go on with one, without the page's own story."""
        last: list[_Entry] = []
        for row in filter(None, self.rows()):
            if self._is_list(row) or (last and self._goes_on(last, row)):
                is_flash = len(row) == MANY_DATED and row[0].headline < MENU_LINES
                yield [entry for entry in row[is_flash:] if not self._is_claimed(entry.headline)]
                last = row

    def _goes_on(self, last: Sequence[_Entry], row: Sequence[_Entry]) -> bool:
        """Tell whether a short row is the rest of a list: of the same kind, and close below it."""
        between = range(last[-1].excerpt + 1, row[0].headline)
        is_open = all(self._kinds.get(index) is not Kind.STORY_END for index in between)
        return is_open and _is_dated(last) == _is_dated(row) and len(between) <= MAX_GAP

    def threads(self) -> set[int]:
        """Return the questions that have a date right below, where they are many."""
        found = {index for index, kind in self._kinds.items() if kind is Kind.QUESTION and self._is_dated_below(index)}
        return found if len(found) >= MANY_QUESTIONS else set()

    def _is_dated_below(self, index: int) -> bool:
        below = [self._kinds.get(index + 1), self._kinds.get(index + 2)]
        return below[0] is Kind.STAMP or below == [Kind.OTHER, Kind.STAMP]  # who asked stands between

    def rows(self) -> Iterator[list[_Entry]]:
        """Yield the rows of entries that follow each other at one beat."""
        beat = _Beat()
        for index, kind in self._kinds.items():
            beat.since += 1
            if kind is Kind.HEADLINE or (kind is Kind.QUESTION and beat.takes_question()):
                beat.take_headline(index)
            elif kind is Kind.STAMP:
                beat.take_stamp()
            elif kind in PARAGRAPHS and self._is_excerpt(index, beat):
                beat.take_excerpt(index)
            elif kind in (*PARAGRAPHS, Kind.STORY_END):
                yield beat.end(by_paragraph=kind in PARAGRAPHS)
            if beat.since > MAX_BETWEEN and beat.row:
                yield beat.end(by_paragraph=False)
        yield beat.row

    def _is_excerpt(self, index: int, beat: _Beat) -> bool:
        return beat.headline >= 0 and beat.since <= MAX_BETWEEN and self._blocks[index].wide <= MAX_EXCERPT_CHARS
