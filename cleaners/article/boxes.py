"""Boxes that stand between two paragraphs of a story: other stories' headlines, what readers say.

A line that ends stories ends none where the element that it heads is closed, and the next paragraph stands right behind it as
the one before did.
"""

from collections.abc import Iterator, Sequence
from typing import Final

from cleaners.article.lines import rule_of
from cleaners.article.nearness import home_of
from cleaners.dom import Block, Document

MAX_BOX_BLOCKS: Final = 60
MIN_LIST_BLOCKS: Final = 3
# A paragraph before a box, and behind it.
MIN_PARAGRAPH_CHARS: Final = 18
MAX_HEAD_CHARS: Final = 24
HEADS: Final = ("related", "comments")
# So near behind a box the story goes on, with none of these between.
BEHIND_BLOCKS: Final = 4
ENDS: Final = (*HEADS, "disclaimer", "editor", "next_story", "paywall", "continue_reading")
# So much of a list that nothing heads is links, a block each.
MIN_LINKED: Final = 0.8
LISTS: Final = frozenset(("ul", "ol", "aside"))
BOXES: Final = LISTS | {"div", "section"}
# The day that stands beside a link.
MAX_DAY_CHARS: Final = 20


def boxes_amid(document: Document, prose: Sequence[int]) -> frozenset[int]:
    """Return the blocks of all boxes between two paragraphs; `prose` are the characters of each block that tell a story."""
    return frozenset(at for first, last in _boxes(document, prose) for at in range(first, last))


def _boxes(document: Document, prose: Sequence[int]) -> Iterator[tuple[int, int]]:
    nodes, blocks = document.nodes, document.blocks
    for node in range(1, len(nodes)):
        first, last = nodes.first[node], nodes.last[node]
        if not (0 < first < last < len(blocks) and last - first <= MAX_BOX_BLOCKS and nodes.tag[node] in BOXES):
            continue
        home, inside = nodes.parent[node], blocks[first:last]
        if prose[first - 1] < MIN_PARAGRAPH_CHARS or home_of(document, blocks[first - 1].node) != home:
            continue
        is_box = _is_headed(inside) or (nodes.tag[node] in LISTS and _is_of_links(inside))
        if is_box and _goes_on(document, last, home, prose):
            yield first, last


def _goes_on(document: Document, at: int, home: int, prose: Sequence[int]) -> bool:
    """Tell whether a paragraph stands right behind a box, or behind a caption, in the element of the one before or in a twin beside it."""
    for block in document.blocks[at : at + BEHIND_BLOCKS]:
        if prose[block.index] >= MIN_PARAGRAPH_CHARS:
            return _is_home(document, home_of(document, block.node), home)
        if rule_of(block) in ENDS:
            return False
    return False


def _is_home(document: Document, node: int, home: int) -> bool:
    nodes = document.nodes
    if node == home:
        return True
    is_beside = nodes.parent[node] == nodes.parent[home]
    return is_beside and (nodes.tag[node], nodes.names[node]) == (nodes.tag[home], nodes.names[home])


def _is_headed(inside: Sequence[Block]) -> bool:
    """Tell whether a box begins with the heading of other stories, or of what readers say."""
    head = inside[0]
    return len(inside) > 1 and len(head.text) <= MAX_HEAD_CHARS and not head.links and rule_of(head) in HEADS


def _is_of_links(inside: Sequence[Block]) -> bool:
    linked = sum(is_linked_line(block) for block in inside)
    return len(inside) >= MIN_LIST_BLOCKS and linked >= MIN_LINKED * len(inside)


def is_linked_line(block: Block) -> bool:
    """Tell whether a line is one link, and at most the day of what it leads to."""
    if len(block.links) != 1:
        return False
    start, end, _ = block.links[0]
    beside = (block.text[:start] + block.text[end:]).strip(" ()（）[]【】·-")
    return not beside or (len(beside) <= MAX_DAY_CHARS and not beside.strip("0123456789-/.:年月日 "))
