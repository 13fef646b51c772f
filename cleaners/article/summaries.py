"""Summaries above a story, which it tells again: a box of their own, a label, the next paragraph's own beginning."""

import re

from cleaners.article.nearness import SUMMARY_LABEL, home_of, is_below_summary_label, is_labelled_summary
from cleaners.dom import Block, Document

# How far from its begin a story's summary stands, in blocks, and how short one may be.
LEAD_BLOCKS = 3
MIN_LEAD_CHARS = 15
# A summary in other words: no longer, and so much of it told by so many blocks of the story; of an introduction that nothing
# repeats they tell a twentieth.
MAX_SUMMARY_CHARS = 200
MIN_TOLD_SHARE = 0.45
# Of a line among the paragraphs that only begins with a label.
MIN_TOLD_LABELLED = 0.6
TOLD_BLOCKS = 6
_SUMMARY_NAMES = re.compile(r"summary|abstract|digest|daodu|zhaiyao|excerpt|\b(?:intro|lead|desc)")
# In plain text such a label stands above what the story tells again; 导语 stands above its first paragraph.
_SUMS_UP = re.compile(r"摘\s?要|提要|提示|[导導][读讀]|[总總][结結]|速[读讀览覽]|概要")
_QUESTION = re.compile(r"(?:问|問|Q\s?\d{0,2}|[记記]者|主持人|提[问問])\s?[:：]")
_MARKS = re.compile(r"\W+")
_BRACKET = re.compile(r"^【[^】]{4,60}】")


def cut_repeated_lead(document: Document, blocks: list[Block], rules: dict[int, str]) -> None:
    """Cut what calls itself a summary above the story and is told there, or is the next paragraph's own beginning.

    A summary in a box of its own, below a line that says so, sums up what follows in whatever words.
    """
    kept = [block for block in blocks if block.index not in rules]
    for at, block in enumerate(kept[:LEAD_BLOCKS]):
        label = SUMMARY_LABEL.match(block.text)
        told = _BRACKET.sub("", block.text[label.end() if label else 0 :]).rstrip("。…. ")
        if len(told) < MIN_LEAD_CHARS:
            continue
        begun = any(later.text.startswith(told) and later.text != block.text for later in kept[at + 1 : at + 2])
        called = _is_called_summary(document, block)
        summary, share = label or called, MIN_TOLD_SHARE if called else MIN_TOLD_LABELLED
        told_below = any(told in later.text for later in kept[at + 1 :])
        sums_up = _is_summary_box(document, kept[at : at + 2]) or (summary and _is_told(told, kept[at + 1 :], share))
        asks = any(_QUESTION.match(later.text) for later in kept[at + 1 : at + 2])  # a talk needs its introduction
        if begun or (summary and told_below) or (sums_up and not asks):
            rules[block.index] = "repeated_lead"


def _is_summary_box(document: Document, pair: list[Block]) -> bool:
    """Tell whether the first of two blocks is all that a summary's box holds: with the label above it, or begun with it.

    In plain text, the line between such a label and the story.
    """
    first, *after = pair
    if not after or len(first.text) > MAX_SUMMARY_CHARS:
        return False
    box, nodes = home_of(document, first.node), document.nodes
    if is_labelled_summary(first):
        return box != home_of(document, after[0].node)
    if document.media == "text":
        return is_below_summary_label(document, first) and bool(_SUMS_UP.search(document.blocks[first.index - 1].text))
    inside = nodes.first[box] <= after[0].index < nodes.last[box]
    is_alone = nodes.first[box] == first.index and _are_alike(document, box, home_of(document, after[0].node))
    return is_below_summary_label(document, first) and not (inside or is_alone) and nodes.first[box] >= first.index - 1


def _are_alike(document: Document, box: int, other: int) -> bool:
    """Tell whether two elements of one tag and name stand in one parent: the label above them has no summary of its own."""
    nodes = document.nodes
    return (nodes.tag[box], nodes.names[box], nodes.parent[box]) == (
        nodes.tag[other],
        nodes.names[other],
        nodes.parent[other],
    )


def _is_told(summary: str, story: list[Block], share: float) -> bool:
    """Tell whether many pairs of a summary's characters stand in the story's beginning: it says the same in other words."""
    told = _MARKS.sub("", "".join(block.text for block in story[:TOLD_BLOCKS]))
    summary = _MARKS.sub("", summary)
    pairs = {summary[at : at + 2] for at in range(len(summary) - 1)}
    return len(summary) <= MAX_SUMMARY_CHARS and sum(pair in told for pair in pairs) >= share * len(pairs)


def _is_called_summary(document: Document, block: Block) -> bool:
    """Tell whether the block's element, or the line above it, says that it sums the story up."""
    return bool(_SUMMARY_NAMES.search(document.nodes.names[block.node])) or is_below_summary_label(document, block)
