"""Where credits stand: the lines around the title, the first and last lines of the story, the lines below it."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import takewhile
from typing import Final

from cleaners.article.lines import rule_of
from cleaners.article.names import in_caption
from cleaners.dom import Block, Document
from cleaners.elements import CELLS
from cleaners.fold import fold
from cleaners.metadata.below_story import is_signed, lines_below, names_another
from cleaners.metadata.credits import CreditLine, is_only_credits
from cleaners.metadata.people import is_medium, is_person
from cleaners.metadata.read_block import read_block
from cleaners.metadata.values import Title
from cleaners.metadata.values_below import NOTICES, TERMS, labels_alone, labels_over_names, with_value
from cleaners.metadata.words import AUTHOR, EDITOR, OUTLET

BEFORE_TITLE = 4
# A title in a table has the cells of its office and its numbers above it.
BEFORE_CELL = 16
MAX_HEAD_BLOCKS = 40
# A table below the story may stand before its credits: so far is looked.
MAX_TAIL_REACH = 120
STORY_EDGE_BLOCKS = 4
# Labels over names stand so near a story's beginning.
LABELS_REACH = 16
MAX_LINE_CHARS = 140
MAX_INSIDE_CHARS = 50
# So many of the first and last blocks are read whole; the last are looked for among so many.
ENDS = 3
ENDS_REACH = 10
# Lines behind which a page shows other stories and what readers say.
OTHERS: Final = ("related", "comments")
_OF_EDITOR: Final = re.compile(r"[\[(]?(?:本[文版期])?(?:责任|网络|值班|执行)?(?:编辑|责编)\s?[:/|]")
MAX_LABEL_CHARS = 12
# A longer line heads nothing.
MAX_HEADING_CHARS = 60
# What stands beside a name and is so long is what he wrote.
MIN_TOLD_CHARS = 5
_NEIGHBOUR: Final = re.compile(r"\W?[上下前后][一]?[篇条页则]")
# A line that ends so is prose.
PROSE_ENDS: Final = ("。", "！", "？", "”", "」")
# So many lines below a story may be its last.
END_LINES = 2
# …。(王五/台中报导)
_REPORTED: Final = re.compile(r"[(（][^()（）]{2,16}[/／][^()（）]{2,8}[报報][导導道][)）]$")
MAX_REPORTED = 30
# Where something takes place, and before whom.
_PLACE: Final = re.compile(r"\W{0,3}(?:[\u4e00-\u9fff]{2})?(?:地点|会场|主讲人?|报告人|参加人员|集合地)\s?:")


@dataclass(frozen=True, slots=True)
class Line:
    """A block near the story, read as credits; `zone` is "above", "head", "opening", "closing" or "tail"."""

    block: Block
    names: str
    zone: str
    distance: int
    credit: CreditLine


@dataclass(frozen=True, slots=True)
class Zones:
    """The lines near the story, nearest to the title first in each zone, the story's first and last blocks whole, and what is spam."""

    lines: tuple[Line, ...]
    openings: tuple[Block, ...]
    closings: tuple[Block, ...]
    spam: frozenset[int] = frozenset()

    def of(self, *zones: str) -> list[Line]:
        """Return the lines of these zones, in the order of the names given."""
        return [line for zone in zones for line in self.lines if line.zone == zone]

    def ends(self) -> list[Line]:
        """Return the story's last lines and the first below it: what is signed there is this story's."""
        last = self.closings[-1].index if self.closings else 0
        found = self.of("closing", "tail", "opening")
        return [line for line in found if line.zone == "closing" or last <= line.block.index <= last + END_LINES]

    def edges(self) -> list[Line]:
        """Return the story's own first and last lines."""
        edges = {block.index for block in (*self.openings[:1], *self.closings[-1:])}
        return [line for line in self.lines if line.block.index in edges]

    def events(self) -> frozenset[int]:
        """Return the lines that say when something takes place, above the line of the place or else below: 时间:6月6日14:30.

        A list of terms has the value of each in the block below it.
        """
        dated = {line.block.index for line in self.lines if line.credit.stamps}
        found: set[int] = set()
        for line in self.lines:
            if _PLACE.match(line.credit.folded):
                at, reach = line.block.index, 2 if line.block.tag in TERMS else 1
                found |= dated & set(range(at - reach, at)) or dated & set(range(at + 1, at + reach + 1))
        return frozenset(found)

    def below(self) -> tuple[Block, ...]:
        """Return the blocks right below the story that may be its last lines."""
        return tuple(line.block for line in self.ends() if line.zone == "tail")

    def copied(self) -> list[Line]:
        """Return the lines at the story's end that name its author beside where it was copied from: 来源:某账号 文/王五."""
        named = ((line, {field.role for field in line.credit.fields}) for line in self.ends())
        return [
            line
            for line, roles in named
            if {AUTHOR, OUTLET} <= roles and (not line.credit.stamps or line.credit.fields[0].role == OUTLET)
        ]


def _may_be_credit(text: str) -> bool:
    """Tell whether a line in mid-story is worth reading: a long page goes on behind its credits."""
    return len(text) <= MAX_INSIDE_CHARS and any(mark in text for mark in (":", "：", "/", "／", "记者", "記者"))


def _is_byline(credit: CreditLine) -> bool:
    return is_only_credits(credit) and bool(credit.stamps or len(credit.fields) > 1)


def _credits_another(credit: CreditLine) -> bool:
    """Tell whether a line says beside who wrote what he wrote: 橋塔上的焊花 記者 王五 09-18."""
    if not any(field.role == AUTHOR for field in credit.fields):
        return False
    first = min(field.at for field in credit.fields if field.role == AUTHOR)
    told = [credit.text[start:end].strip("（）()《》：:") for start, end in credit.rest if end <= first]
    return any(len(piece) >= MIN_TOLD_CHARS and not (is_person(piece) or is_medium(piece)) for piece in told)


def _is_caption(document: Document, block: Block, zone: str, credit: CreditLine) -> bool:
    """Tell whether a line is a picture's; a gallery's byline, which names a source and a minute, may be called so, too."""
    is_sourced = zone == "head" and any(field.role == OUTLET for field in credit.fields)
    return in_caption(document, block) and not (is_sourced and any(stamp.clock for stamp in credit.stamps))


def _lines_below(document: Document, body: Sequence[Block], last: int) -> list[Block]:
    """Return the lines below a story; behind what heads other stories and what readers say, those of its own element and of editors."""
    parents = document.nodes.parent
    below = document.blocks[last + 1 : last + 1 + MAX_TAIL_REACH]
    own = list(takewhile(lambda block: not _heads_others(block), below))
    home = parents[body[-1].node] if document.media != "text" and body[-1].node < len(parents) else -1

    def is_own(block: Block) -> bool:
        if home >= 0 and block.node < len(parents) and parents[block.node] == home:
            return True
        return _OF_EDITOR.match(fold(block.text[:MAX_LABEL_CHARS])) is not None

    return [*lines_below(own, document.media), *filter(is_own, below[len(own) :])]


def _heads_others(block: Block) -> bool:
    """Tell whether a block stands above other stories or what readers say; the one before and the one after stand above credits, too."""
    return len(block.text) <= MAX_HEADING_CHARS and rule_of(block) in OTHERS and not _NEIGHBOUR.match(fold(block.text))


def _is_one_credit(credit: CreditLine) -> bool:
    """Tell whether a line is one label with a name: below a dated one it is a cell of the same byline."""
    return [field.role for field in credit.fields] in ([AUTHOR], [OUTLET], [EDITOR]) and not any(credit.pieces())


def _beside_title(document: Document, title: Title) -> Iterator[Block]:
    """Yield what a text's line says behind the title: 某县启动清淤 信息来源：某局 发布日期：2019-10-23."""
    block = document.blocks[title.block] if document.media == "text" and title.block >= 0 else None
    if block and title.text and block.text.startswith(title.text) and len(block.text) > len(title.text):
        beside = replace(block, text=block.text[len(title.text) :].strip(" \u3000（）()"), links=())
        if beside.text and is_only_credits(read_block(beside)):
            yield beside


def _byline_in_lines(opening: Sequence[Block]) -> Iterator[int]:
    """Yield the story's first lines that are a credit each, one of them dated: a byline in the cells of a table, or in items."""
    short = takewhile(
        lambda block: len(block.text) <= MAX_INSIDE_CHARS and not block.text.endswith(PROSE_ENDS), opening
    )
    lines = list(takewhile(lambda line: is_only_credits(line[1]), ((block, read_block(block)) for block in short)))
    if any(credit.stamps for _, credit in lines) and any(_is_one_credit(credit) for _, credit in lines):
        yield from (block.index for block, _ in lines)


def read_zones(document: Document, title: Title, body: Sequence[Block], skip: frozenset[int]) -> Zones:
    """Return the lines near title and story; blocks in `skip`, hidden ones beside a shown title and long ones are left out."""
    blocks = document.blocks
    first = body[0].index if body else (title.block + 1 if title.block >= 0 else 0)
    last = body[-1].index if body else first - 1
    inside = {block.index for block in body}
    anchor = title.block if 0 <= title.block <= last + 1 else -1
    start = anchor + 1 if anchor >= 0 else max(0, first - MAX_HEAD_BLOCKS // 2)
    head = [
        *_beside_title(document, title),
        *(blocks[at] for at in range(start, max(start, first)) if at not in inside),
    ]
    if any(document.embedded):  # behind the page's own text, and what it shows of others and their readers
        head = list(takewhile(lambda block: rule_of(block) not in OTHERS, head))
    if len(head) > MAX_HEAD_BLOCKS:
        head = head[:MAX_HEAD_BLOCKS]
    reach = BEFORE_CELL if anchor >= 0 and blocks[anchor].tag in CELLS else BEFORE_TITLE
    above = [blocks[at] for at in range(max(0, start - 1 - reach), max(0, start - 1))] if anchor >= 0 else []
    story = [block for block in body if block.index > anchor] if anchor >= first else list(body)
    over_names = labels_over_names(story[:LABELS_REACH])
    edge = min(max(STORY_EDGE_BLOCKS, *(story.index(label) + 2 for label in over_names), 0), len(story))
    opening, closing = story[:edge], story[max(edge, len(story) - STORY_EDGE_BLOCKS) :]
    inside_credits = [block for block in story[edge : len(story) - len(closing)] if _may_be_credit(block.text)]
    tail = _lines_below(document, body, last) if body else []
    shown = anchor < 0 or not blocks[anchor].hidden
    unseen = {block.hidden for block in body[:1]}  # a script shows the story, and what it begins with
    lines: list[Line] = []
    labels = labels_alone(head) | {
        label.index for label in (*over_names, *labels_over_names(head), *labels_over_names(tail))
    }
    values: dict[int, CreditLine] = {}
    bylines = frozenset(_byline_in_lines(opening))
    leads = True
    is_dated = False
    for zone, members in (
        ("head", head),
        ("above", above[::-1]),
        ("opening", opening),
        ("closing", [*closing[::-1], *inside_credits[::-1]]),
        ("tail", tail),
    ):
        for distance, block in enumerate(members):
            is_skipped = block.index in skip and not is_signed(block.text)
            if is_skipped or block.place or len(block.text) > MAX_LINE_CHARS:
                continue
            if block.hidden and block.hidden not in unseen and shown and zone not in {"closing", "opening"}:
                continue
            credit = read_block(block)
            if _is_caption(document, block, zone, credit) or (zone in ("opening", "closing") and names_another(block)):
                continue
            if zone == "tail" and distance and _credits_another(credit):
                continue
            credit = values.get(block.index) or with_value(document, block, credit, is_known=block.index in labels)
            if zone == "opening" and block.index in labels:
                values[block.index + 1] = credit
            # A byline in the story's own element is the head's all the same.
            leads = leads and (zone != "opening" or _is_byline(credit) or (is_dated and _is_one_credit(credit)))
            leads = leads or (zone == "opening" and block.index in bylines)
            is_dated = leads and (bool(credit.stamps) or (is_dated and _is_one_credit(credit)))
            zone_of_line = "head" if zone == "opening" and leads else zone
            lines.append(Line(block, document.nodes.names[block.node], zone_of_line, distance, credit))
    return Zones(tuple(lines), tuple(story[:ENDS]), _closings(story), skip)


def _closings(story: Sequence[Block]) -> tuple[Block, ...]:
    """Return the story's last blocks, without notices that every story of the site ends with, and one that a reporter signs before them."""
    told = [block for block in story[-ENDS_REACH:] if rule_of(block) not in NOTICES]
    signed = (block for block in told[:-ENDS] if _REPORTED.search(block.text, max(0, len(block.text) - MAX_REPORTED)))
    return (*signed, *told[-ENDS:])
