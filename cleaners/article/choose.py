"""Choose the subtree that holds the story."""

from dataclasses import dataclass
from itertools import accumulate

from cleaners.article.names import name_weight
from cleaners.article.weigh import weigh
from cleaners.dom import Document

# How much a character of boilerplate inside a subtree speaks against it, in characters of prose.
BOILERPLATE_WEIGHT = 0.2
# Boilerplate between title and prose, in characters, at which that prose counts half.
HALF_VALUE_CHARS = 300.0
# Prose above the title: a lead in the head of a layout table, or the page's own introduction.
ABOVE_TITLE_SHARE = 0.1


@dataclass(frozen=True, slots=True)
class Body:
    """The chosen subtree: its node and its blocks, `first` up to (not including) `last`; `prose` in characters."""

    node: int
    first: int
    last: int
    prose: int


def choose_body(document: Document, title_block: int, skip: frozenset[int]) -> Body:
    """Return the subtree with the best balance of prose near the title against boilerplate; empty without prose.

    `skip` are blocks judged spam; they neither draw the choice nor speak against a subtree that holds them.
    """
    prose, boilerplate = weigh(document, skip)
    near = _near_title(prose, boilerplate, title_block)
    prose_until = list(accumulate(near, initial=0.0))
    boilerplate_until = list(accumulate(boilerplate, initial=0))
    nodes = document.nodes
    best, best_balance = 0, 0.0
    for node in range(len(nodes)):
        first, last = nodes.first[node], nodes.last[node]
        good = prose_until[last] - prose_until[first]
        if good <= best_balance:
            continue
        balance = good - BOILERPLATE_WEIGHT * (boilerplate_until[last] - boilerplate_until[first])
        balance *= name_weight(nodes.tag[node], nodes.names[node])
        # Of equals the innermost wins: it comes later, and starts with less around it.
        if balance >= best_balance and good:
            best, best_balance = node, balance
    first, last = nodes.first[best], nodes.last[best]
    return Body(best, first, last, sum(prose[first:last])) if best_balance > 0 else Body(0, 0, 0, 0)


def _near_title(prose: list[int], boilerplate: list[int], title_block: int) -> list[float]:
    """Return each block's prose, less with every character of boilerplate between it and the title."""
    if title_block < 0:
        between = 0
        start = 0
    else:
        between = 0
        start = title_block + 1
    near = [chars * ABOVE_TITLE_SHARE for chars in prose[:start]]
    for good, bad in zip(prose[start:], boilerplate[start:], strict=True):
        near.append(good / (1 + between / HALF_VALUE_CHARS))
        between += bad
    return near
