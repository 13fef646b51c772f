"""How much each block's prose counts: less the farther below the title, and less behind what ends a story.

The prose read so far stands in one *container*, the lowest element around all of it. Behind a line that ends stories, a
linked headline or another heading, prose in that container is the story going on; prose outside of it is the next story's, an
excerpt of a related one, or a comment.
"""

import re

from cleaners.article.captions import TOLD_ENDS
from cleaners.article.items import REPLY_HEAD
from cleaners.article.lines import rule_of
from cleaners.article.next_stories import begins_next_story
from cleaners.article.notices import is_of_notice
from cleaners.dom import Block, Document
from cleaners.elements import CAPTION_TAGS, CELLS, HEADINGS
from cleaners.fold import fold

# Boilerplate between title and prose, in characters, at which that prose counts half.
HALF_VALUE_CHARS = 300.0
# Boilerplate that a character of prose before it makes up for: a long feature has links and boxes of its own.
TOLERATED_SHARE = 0.3
# Prose above the title: a lead in the head of a layout table, or the page's own introduction.
ABOVE_TITLE_SHARE = 0.1
# Lines that end a story, and what prose behind them counts inside the story's container, and outside of it.
BEHIND_RULE = {
    "related": (0.4, 0.05),
    "next_story": (0.05, 0.02),
    "disclaimer": (0.1, 0.05),
    "comments": (0.1, 0.05),
    "paywall": (0.0, 0.0),
    "continue_reading": (0.5, 0.1),
    "editor": (0.3, 0.1),
}
# Lines that ask readers for something amid a story as often as behind it; so close below, so many paragraphs of such a length go on.
NAGS = ("paywall", "continue_reading")
NAG_REACH, MIN_BELOW_NAG, MIN_PARAGRAPH = 2, 3, 30
# Fewer will do where they say so much.
FEW_BELOW_NAG, MUCH_BELOW_NAG = 2, 100
# Names that say which of several elements is shown, or where it stands among them.
STATES = frozenset("cur current active on selected show shown hide hidden first last odd even".split())
# So many clocks of entries that are alike, so close to one another, are a ticker's.
MIN_ENTRIES, TICKER_REACH = 3, 12
# Where a page goes on that a script shows in parts: what it says of the next is no other story.
_NEXT_PAGE = re.compile(r"\s*下一[页頁]\s?[:：]")
MIN_BESIDE = BEHIND_RULE["related"][0]
NO_BARRIER = (1.0, 1.0)
BEHIND_OWN_HEADLINE = (0.0, 0.0)
BEHIND_H1 = (0.1, 0.1)
BEHIND_LINKED_HEADLINE = (1.0, 0.1)
BEHIND_HEADING = (1.0, 0.4)
BEHIND_CLOCK = (1.0, 0.2)
# In plain text, a line that is a date behind the story's first paragraphs is another story's.
BEHIND_STAMP = (0.3, 0.3)
MIN_PROSE_BEFORE_BARRIER = 40
MIN_PROSE_BEFORE_HEADING = 24
# So many blocks below its summary a story has begun.
SUMMARY_REACH = 5
# Less than this is a byline or a label, and no place to look for the story.
MIN_STORY_PROSE = 18
MIN_HEADLINE_CHARS = 5
MIN_LINKED_HEADLINE_CHARS = 9
MIN_LINKED_SHARE = 0.8
MIN_MENU_LINKS = 3
# 相关阅读:, and on the same line the link to the only other story.
MIN_TOLD_IN_LINE = 0.5
MAX_BARRIER_LINE = 200
MAX_BARRIER_CHARS = {"related": 24}
MAX_DATE_LINE = 80
# A box of other stories between two paragraphs has so many blocks; prose behind it is the story going on.
MAX_BOX_BLOCKS = 6
HEADS_OF_BOXES = ("related", "continue_reading")
# How deep in a twin of the container prose may stand: a bound on the work.
MAX_TWIN_DEPTH = 40
# A headline like the page's own, with a date below it, begins the next story of an endless page.
DATE_REACH = 6
# Elements that hold one paragraph, so that siblings, not they, make the story's container.
PARAGRAPHS = frozenset(
    ["p", "h1", "h2", "h3", "h4", "h5", "h6", "li", "td", "th", "tr", "blockquote", "dd", "dt", "pre", "figcaption"]
)
SUMMARY_LABEL = re.compile(
    r"^[【\[（(]?(?:(?:AI|智能)\s?(?:总结|總結|速读|速讀|速览|概要)|(?:内容|文章|本文|智能|AI\s?)?(?:摘\s?要|导读|導讀|提要|核心提示|导语|導語|简介|簡介))[】\]）)]?\s*[:：]?\s*"
)
_DECK_NAMES = re.compile(r"summary|abstract|daodu|zhaiyao|excerpt|standfirst|\b(?:intro|lead|deck|dek)\b")
_DATE = re.compile(
    r"(?:19|20)\d\d\s?[-/.年]\s?[01]?\d|[0-3]?\d[-/.][0-3]?\d[-/.](?:19|20)\d\d|\d\d:\d\d|[分小][钟鐘时時]前"
)
_STAMP = re.compile(r"(?:19|20)\d\d[-/.]\d{1,2}[-/.]\d{1,2}(?:\s+\d{1,2}:\d\d(?::\d\d)?)?")
# 87', 45+2': so many minutes of a match, and the clocks amid them, are one story's.
_MINUTE = re.compile(r"\d{1,3}(?:\+\d{1,2})?\s?['′’]")
_CLOCK = re.compile(r"(?:[01]\d|2[0-3]):[0-5]\d(?::[0-5]\d)?")


def near_title(
    document: Document, prose: list[int], boilerplate: list[int], title_block: int, boxes: frozenset[int]
) -> list[float]:
    """Return each block's characters of prose, as much as they count for the story below the title; `boxes` end no story."""
    start = title_block + 1
    near = [chars * ABOVE_TITLE_SHARE for chars in prose[:start]]
    near += [0.0] * (len(prose) - len(near))
    between = seen = 0
    inside, outside = before_box = NO_BARRIER
    container = _Container(document)
    title = document.blocks[title_block] if title_block >= 0 else None
    last = max((index for index, chars in enumerate(prose) if chars), default=-1)
    box_end = -1
    for block in document.blocks[start : last + 1]:
        if block.index in boxes:
            near[block.index] = 0.0
            continue
        good = prose[block.index]
        if block.index == box_end:
            inside, outside = before_box
        if good and _is_followed(prose, block.index) and is_below_summary_label(document, block):
            near[block.index] = good * ABOVE_TITLE_SHARE  # a box of its own, before the story
            continue
        if title is not None and block.text == title.text and not block.links:
            # Once for the narrow screen, once for the wide one: the story begins here.
            between, (inside, outside), container = 0, NO_BARRIER, _Container(document)
        elif good and not (title and block.tag in HEADINGS and seen and _is_next_headline(document, block, title)):
            held = container.holds(block)
            beside = container.is_sibling_paragraph(block)
            # behind a box of other stories; behind a linked headline it may be an excerpt, behind other lines a comment
            share = inside if held or (beside and MIN_BESIDE <= inside < 1) else outside
            near[block.index] = share * good / (1 + max(0.0, between - TOLERATED_SHARE * seen) / HALF_VALUE_CHARS)
            if (beside or not held) and outside == 1 and good >= MIN_STORY_PROSE:
                container.widen(block)
        elif (
            seen > (MIN_PROSE_BEFORE_HEADING if block.tag in HEADINGS else MIN_PROSE_BEFORE_BARRIER)
            and len(block.text) <= MAX_BARRIER_LINE
        ):
            behind = _behind(document, block, title, container)
            if block.index >= box_end and (end := container.end_of_box(block)):
                box_end, before_box = end, (inside, outside)
            inside, outside = min(inside, behind[0]), min(outside, behind[1])
        between += boilerplate[block.index]
        seen += 0 if good and _sums_up(document, block) else good
    return near


def is_below_summary_label(document: Document, block: Block) -> bool:
    """Tell whether the line above the block says that it sums the story up, and nothing else."""
    above = document.blocks[block.index - 1].text if block.index else ""
    label = SUMMARY_LABEL.match(above)
    return label is not None and label.end() == len(above)


def _is_followed(prose: list[int], index: int) -> bool:
    """Tell whether half as much prose follows close by: else what stands below 摘要 is the story, and its summary empty."""
    return 2 * sum(prose[index + 1 : index + 1 + SUMMARY_REACH]) >= prose[index]


def is_below_reply_head(document: Document, block: Block) -> bool:
    """Tell whether the line above says that a reply to the story's question follows, or who gave it: both are the story."""
    return block.index > 0 and rule_of(document.blocks[block.index - 1]) == REPLY_HEAD


def _sums_up(document: Document, block: Block) -> bool:
    """Tell whether the block says that it sums the story up: what stands below it is not yet behind the story."""
    return bool(_DECK_NAMES.search(document.nodes.names[block.node])) or is_labelled_summary(block)


def is_labelled_summary(block: Block) -> bool:
    """Tell whether a block begins with a label and a colon that say that it sums the story up."""
    label = SUMMARY_LABEL.match(block.text)
    return label is not None and label.end() < len(block.text) and ":" in fold(label.group())


def home_of(document: Document, node: int) -> int:
    """Return the node whose children are the sibling paragraphs of `node`: itself, unless it is a paragraph."""
    nodes = document.nodes
    while node and nodes.tag[node] in PARAGRAPHS:
        # a cell of several paragraphs is a column of a layout
        if nodes.tag[node] in CELLS and nodes.last[node] - nodes.first[node] > 1:
            return node
        node = nodes.parent[node]
    return node


def around_cell(document: Document, node: int) -> int:
    """Return the table around a cell, and any other node itself."""
    while document.nodes.tag[node] in PARAGRAPHS:
        node = document.nodes.parent[node]
    return node


class _Container:
    """The lowest element around the prose read so far; around one paragraph, the element that holds its siblings."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._first, self._last, self._node = 0, -1, -1

    def holds(self, block: Block) -> bool:
        """Tell whether the block stands in the container or in a twin beside it; none does before the first prose."""
        return self._first <= block.index < self._last or (self._node > 0 and self._is_in_twin(block.node))

    def _is_in_twin(self, node: int) -> bool:
        """Tell whether the node is in a sibling of the container with the same tag and names: a story cut in parts."""
        nodes = self._document.nodes
        parent, names = nodes.parent[self._node], nodes.names[self._node]
        if not names and nodes.tag[self._node] != "section":  # whose name says what it is
            return False
        depth = nodes.depth[self._node]
        if nodes.depth[node] > depth + MAX_TWIN_DEPTH:
            return False
        while nodes.depth[node] > depth:
            node = nodes.parent[node]
        is_twin = nodes.parent[node] == parent and nodes.tag[node] == nodes.tag[self._node]
        return is_twin and (
            nodes.names[node] == names or (bool(_kind(names)) and _kind(nodes.names[node]) == _kind(names))
        )

    def end_of_box(self, block: Block) -> int:
        """Return the index behind the box of other stories that a line heads between the container's paragraphs, else 0."""
        nodes, node = self._document.nodes, home_of(self._document, block.node)
        first, end = nodes.first[node], nodes.last[node]
        is_box = node != self._node and self._first <= first and end < self._last and end - first <= MAX_BOX_BLOCKS
        if not is_box or rule_of(block) not in HEADS_OF_BOXES:
            return 0
        behind = home_of(self._document, self._document.blocks[end].node)
        return end if self._node in (behind, nodes.parent[behind]) else 0

    def is_sibling_paragraph(self, block: Block) -> bool:
        """Tell whether container and block are each the one block of an element beside the other's: `<div>`s for paragraphs."""
        nodes = self._document.nodes
        alone = self._last - self._first == 1 == nodes.last[block.node] - nodes.first[block.node]
        if not alone or block.node == self._node or nodes.tag[block.node] != nodes.tag[self._node]:
            return False
        return nodes.parent[block.node] == nodes.parent[self._node]

    def widen(self, block: Block) -> None:
        """Make the container hold the block too."""
        nodes = self._document.nodes
        node = home_of(self._document, block.node) if self._node < 0 else self._node
        while not nodes.first[node] <= block.index < nodes.last[node]:
            node = nodes.parent[node]
        self._node, self._first, self._last = node, nodes.first[node], nodes.last[node]


def _kind(names: str) -> frozenset[str]:
    """Return the names of an element without those that say which of several it is, or which of them is shown."""
    return frozenset(name for name in names.split() if name.isalpha() and name.lower() not in STATES)


def _is_of_ticker(document: Document, block: Block) -> bool:
    """Tell whether a block is the clock of one of several entries of a kind, each told below a heading, or that heading.

    Entries without headings are as often other flashes, unless minutes of a match stand beside them.
    """
    nodes, blocks = document.nodes, document.blocks
    if not _CLOCK.fullmatch(block.text):
        above = blocks[block.index - 1 : block.index]
        is_below = block.tag in HEADINGS and any(_CLOCK.fullmatch(other.text) for other in above)
        return is_below and _is_of_ticker(document, above[0])
    around = range(max(0, block.index - TICKER_REACH), min(len(blocks) - 1, block.index + TICKER_REACH))
    if sum(_MINUTE.fullmatch(blocks[at].text) is not None for at in around) >= MIN_ENTRIES:
        return True
    clocks = (blocks[at] for at in around if _CLOCK.fullmatch(blocks[at].text) and blocks[at + 1].tag in HEADINGS)
    alike = (other for other in clocks if _are_of_one_list(document, other.node, block.node))
    return sum(_kind(nodes.names[other.node]) == _kind(nodes.names[block.node]) for other in alike) >= MIN_ENTRIES


def _are_of_one_list(document: Document, one: int, other: int) -> bool:
    """Tell whether two elements stand in one, or each in an entry of a kind of it."""
    parents, names = document.nodes.parent, document.nodes.names
    entries = parents[one], parents[other]
    if entries[0] == entries[1]:
        return True
    kinds = [{name for name in names[entry].split() if not any(map(str.isdigit, name))} for entry in entries]
    return parents[entries[0]] == parents[entries[1]] and kinds[0] == kinds[1] != set()


def _behind(document: Document, block: Block, title: Block | None, container: _Container) -> tuple[float, float]:
    """Return what prose behind `block` counts, inside and outside of the story's container."""
    if title is not None and _begins_another(document, block, title):
        return BEHIND_OWN_HEADLINE
    if block.tag == "h1" and block.wide > MIN_HEADLINE_CHARS and (title is None or block.text != title.text):
        return BEHIND_H1
    linked = block.link_density > MIN_LINKED_SHARE
    # whose picture it is, © or not, ends no story; neither does what is pressed
    rule = "" if linked or block.tag in CAPTION_TAGS or block.tag == "button" else rule_of(block)
    goes_on = rule == "disclaimer" and container.holds(block) and is_of_notice(fold(block.text))  # below whom to ask
    goes_on = goes_on or (rule == "related" and container.holds(block) and _is_told_in_line(document, block))
    goes_on = goes_on or (rule in NAGS and container.holds(block) and _is_told_below(document, block))
    goes_on = goes_on or _NEXT_PAGE.match(block.text) is not None
    if rule in BEHIND_RULE and not goes_on and len(block.text) <= MAX_BARRIER_CHARS.get(rule, MAX_BARRIER_LINE):
        return BEHIND_RULE[rule]
    if document.media == "text" and _STAMP.fullmatch(block.text) and not is_below_reply_head(document, block):
        return BEHIND_STAMP
    beside = document.blocks[block.index : block.index + (2 if linked else 1)]  # an advertisement between two entries
    if container.holds(block) or (document.media != "text" and any(_is_of_ticker(document, each) for each in beside)):
        return NO_BARRIER
    # 最新在前 由头看起 只看关键时刻: of several links one is as long, or they are a menu
    if linked and block.wide >= MIN_LINKED_HEADLINE_CHARS and not _is_of_short_links(block):
        return BEHIND_LINKED_HEADLINE
    if block.tag in HEADINGS and not block.links:
        return BEHIND_HEADING
    return BEHIND_CLOCK if _CLOCK.fullmatch(block.text) else NO_BARRIER


def _begins_another(document: Document, block: Block, title: Block) -> bool:
    """Tell whether another story's headline stands in a block."""
    if document.media == "text":
        return begins_next_story(document, block, title)
    is_other = block.wide > MIN_HEADLINE_CHARS and block.text != title.text
    return is_other and _is_next_headline(document, block, title)


def _is_told_below(document: Document, block: Block) -> bool:
    """Tell whether paragraphs go on right below a line that asks readers to subscribe: whoever saved the page had."""
    told = chars = 0
    for other in document.blocks[block.index + 1 : block.index + 1 + NAG_REACH + MIN_BELOW_NAG]:
        is_paragraph = (
            other.wide >= MIN_PARAGRAPH and other.text.endswith(TOLD_ENDS) and not (other.links or rule_of(other))
        )
        if not is_paragraph and (told or other.index > block.index + NAG_REACH):
            return False
        told += is_paragraph
        chars += other.wide if is_paragraph else 0
        if told >= MIN_BELOW_NAG or (told >= FEW_BELOW_NAG and chars >= MUCH_BELOW_NAG):
            return True
    return False


def _is_told_in_line(document: Document, block: Block) -> bool:
    """Tell whether a line says of other stories all that it has to, and a sentence stands right below it."""
    below = document.blocks[block.index + 1 : block.index + 2]
    is_sentence = any(other.text.endswith(TOLD_ENDS) and not rule_of(other) for other in below)
    return is_sentence and block.link_density > MIN_TOLD_IN_LINE


def _is_next_headline(document: Document, block: Block, title: Block) -> bool:
    """Tell whether `block` is marked up as the title is, and has a date below it."""
    names, same_tag = document.nodes.names, block.tag == title.tag
    if names[block.node] != names[title.node] or not (same_tag or (block.tag in HEADINGS and title.tag in HEADINGS)):
        return False
    if not names[title.node] and not (same_tag and title.tag == "h1"):
        return False
    below = document.blocks[block.index + 1 : block.index + 1 + DATE_REACH]
    return any(len(other.text) < MAX_DATE_LINE and _DATE.search(other.text) for other in below)


def _is_of_short_links(block: Block) -> bool:
    return len(block.links) >= MIN_MENU_LINKS and all(
        link.end - link.start < MIN_LINKED_HEADLINE_CHARS for link in block.links
    )
