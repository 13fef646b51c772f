"""Choose the run of blocks that holds the story: a subtree first, then the stretch of it that pays."""

from dataclasses import dataclass, replace
from itertools import accumulate, islice

from cleaners.article.boxes import boxes_amid
from cleaners.article.items import end_of_announced, end_of_rows
from cleaners.article.lines import rule_of
from cleaners.article.names import BODY_WEIGHT, name_weight
from cleaners.article.nearness import around_cell, home_of, near_title
from cleaners.article.notices import DAY, begin_of_notice, dates_poem, end_of_notice, is_dedication
from cleaners.article.tables import table_beside, table_chars
from cleaners.article.weigh import (
    MIN_VERSE_LINES,
    caption_chars,
    clause_marks,
    is_dated_line,
    shows_picture,
    verse_chars,
    weigh,
)
from cleaners.dom import Block, Document
from cleaners.fold import fold

# How much a character of boilerplate between a subtree's paragraphs speaks against it, in characters of prose. What stands
# before the first or after the last of them costs nothing: trimming takes it off.
BOILERPLATE_WEIGHT = 0.7
# With less prose than this, in characters, a page may hold a poem: lines of verse that outweigh the prose so many times.
MIN_TOLD_CHARS = 60
VERSE_OVER_PROSE = 2
# Where it begins so close below the title, and the prose stands in another part of the page behind it, more than that prose will do,
# where it has so many lines and the prose no more characters.
VERSE_NEAR, MIN_LINES_NEAR, MAX_PROSE_ELSEWHERE = 8, 8, 600
# So many elements around the chosen one are tried, and their best stretch must hold so many times what its own does.
MAX_RISE = 4
RISEN = 1.5
# The best stretch of a page says so much more than the best of what its elements hold as a whole.
LOOSE = 3.0
# What tells a story that has no paragraphs.
CAPTIONS, VERSE, TABLE = "captions", "verse", "table"
# An office, at most one more, and the day sign a notice, in an element of their own that sets them to the right.
MAX_SIGNATURE_LINES = 3
MAX_SIGNATURE_CHARS = 30
LISTS = frozenset(("ul", "ol"))
# Verse with a comma in every other line reads as prose; its lines are as short on the average.
MEAN_LINE_CHARS = 14
# Between a poem's dedication and its first line stand at most the poet and a date.
MAX_BELOW_DEDICATION = 3
# So many bylines of a text without a title are tried, and between one and a poem stand at most so many lines of counts.
MAX_BYLINES = 8
MAX_BELOW_BYLINE = 2


@dataclass(frozen=True, slots=True)
class Body:
    """The story's stretch: the node it stands in and its blocks, `first` up to (not including) `last`.

    `prose` counts its characters of prose: 0 for verse, and for the empty stretch of a page that has no story. With `captions` the story is
    what its pictures' captions tell, with `verse` what lines of verse do. `tail` is the range of lines below
    its last paragraph that belong to a notice or a letter, down to who signs it and when; `edges` are
    a poem's lines that say to whom it is given, and when and where it was written.
    """

    node: int
    first: int
    last: int
    prose: int
    captions: bool = False
    verse: bool = False
    tail: tuple[int, int] = (0, 0)
    edges: frozenset[int] = frozenset()


def choose_body(document: Document, title_block: int, skip: frozenset[int]) -> Body:
    """Return the stretch with the best balance of prose near the title against boilerplate; empty without prose.

    `skip` are blocks judged spam; they neither draw the choice nor speak against a stretch that holds them.
    """
    prose, boilerplate = weigh(document, skip)
    body = _body_of(document, title_block, prose, boilerplate, prose)
    if body.prose:
        body = _as_notice(document, body, title_block, prose, skip)
        body = _as_poem(document, body, title_block) if _has_short_lines(document, body) else body
    of_captions = title_block >= 0 and _is_of_captions(document, body, prose)
    if title_block < 0 and document.media == "text" and not body.prose:
        return _poem_below_byline(document, skip, boilerplate) or body
    if title_block < 0:
        return body
    if body.prose >= MIN_TOLD_CHARS and not of_captions:
        return _poem_above(document, body, title_block, skip, boilerplate) or body
    kind, lines = _other_lines(
        document, title_block, skip, with_captions=of_captions or not any(prose[title_block + 1 :])
    )
    is_held = kind == TABLE and any(lines[body.first : body.last]) and "。" in document.text_of(body.first, body.last)
    if is_held or (not of_captions and sum(lines) <= VERSE_OVER_PROSE * body.prose):
        return _poem_above(document, body, title_block, skip, boilerplate) or body
    boilerplate = [0 if line else chars for line, chars in zip(lines, boilerplate, strict=True)]
    told = _body_of(document, title_block, lines, boilerplate, prose)
    if kind == VERSE:
        told = _as_poem(document, told, title_block)
    return replace(told, captions=kind == CAPTIONS, verse=kind == VERSE)


def _poem_above(
    document: Document, body: Body, title_block: int, skip: frozenset[int], boilerplate: list[int]
) -> Body | None:
    """Return the verse right below the title, where the prose stands in another part of the page below that, else None."""
    if document.media == "text" or body.first - title_block <= MIN_LINES_NEAR or body.prose > MAX_PROSE_ELSEWHERE:
        return None
    lines = verse_chars(document, title_block, skip)
    told = [index for index, chars in enumerate(lines[: body.first]) if chars]
    is_first = len(told) >= MIN_LINES_NEAR and told[0] - title_block <= VERSE_NEAR and not any(lines[body.first :])
    if not is_first or not body.prose < sum(lines) <= MEAN_LINE_CHARS * len(told):
        return None
    nodes = document.nodes
    around = set(nodes.path(document.blocks[title_block].node))
    home = next(node for node in nodes.path(document.blocks[told[0]].node) if node in around)
    if nodes.last[home] > body.first:
        return None
    against = [0 if line else chars for line, chars in zip(lines, boilerplate, strict=True)]
    return replace(_as_poem(document, _body_of(document, title_block, lines, against, lines), title_block), verse=True)


def _poem_below_byline(document: Document, skip: frozenset[int], boilerplate: list[int]) -> Body | None:
    """Return the verse right below a byline of a text that has neither prose nor a title that is known, else None."""
    bylines = (block.index for block in document.blocks if rule_of(block) == "credit" or is_dated_line(block))
    tried = list(islice(bylines, MAX_BYLINES))
    for at in tried:
        lines = verse_chars(document, at, skip) if at + 1 not in tried else []
        begin = next((index for index, chars in enumerate(lines) if chars), 0)
        if begin and begin - at - 1 <= MAX_BELOW_BYLINE:
            against = [0 if line else chars for line, chars in zip(lines, boilerplate, strict=True)]
            return replace(_body_of(document, at, lines, against, [0] * len(lines)), verse=True)
    return None


def _other_lines(
    document: Document, title_block: int, skip: frozenset[int], *, with_captions: bool
) -> tuple[str, list[int]]:
    """Return what tells a story that has no paragraphs, and the characters of each block that does."""
    readers = {CAPTIONS: caption_chars, VERSE: verse_chars, TABLE: table_chars}
    for kind, chars_of in readers.items():
        if kind != CAPTIONS or with_captions:
            lines = chars_of(document, title_block, skip)
            if any(lines):
                return kind, lines
    return "", [0] * len(document.blocks)


def _as_notice(document: Document, body: Body, title_block: int, prose: list[int], skip: frozenset[int]) -> Body:
    """Return the body with the edges of a notice: whom it speaks to in plain text, and down to who signs it."""
    first, stop = body.first, len(document.blocks)
    if document.media == "text":
        first = begin_of_notice(document, first, body.last, title_block)
    else:
        stop = document.nodes.last[around_cell(document, body.node)]
    told = next(index for index in range(body.last - 1, -1, -1) if prose[index]) + 1
    below = end_of_rows(document, told) if document.media == "text" else told
    end = end_of_notice(document, below, stop, skip, first=fold(document.blocks[first].text))
    tail = (below, end) if end > below else (0, 0)
    return replace(body, first=first, last=max(body.last, end), tail=tail)


def _has_short_lines(document: Document, body: Body) -> bool:
    lines = document.blocks[body.first : body.last]
    return len(lines) >= MIN_VERSE_LINES and sum(line.wide for line in lines) <= MEAN_LINE_CHARS * len(lines)


def _as_poem(document: Document, body: Body, title_block: int) -> Body:
    """Return the body with the edges of a poem: to whom it is given, close above it, and where and when it was written, right below."""
    above = range(body.first, max(title_block, body.first - 2 - MAX_BELOW_DEDICATION), -1)
    given = next(([at] for at in above if is_dedication(fold(document.blocks[at].text))), [])
    below = document.blocks[max(body.first, body.last - 1) : body.last + 1]
    dated = [block.index for block in below if dates_poem(fold(block.text))][:1]
    first, last = min([body.first, *given]), max([body.last, *(at + 1 for at in dated)])
    return replace(body, first=first, last=last, edges=frozenset((*given, *dated)))


def _is_of_captions(document: Document, body: Body, prose: list[int]) -> bool:
    """Tell whether all that a stretch tells is said as captions are: 某月某日,某地。某社发 王五 摄."""
    told = [block for block in document.blocks[body.first : body.last] if prose[block.index]]
    return bool(told) and all(shows_picture(document, block) for block in told)


def _body_of(document: Document, title_block: int, lines: list[int], boilerplate: list[int], prose: list[int]) -> Body:
    """Return the best stretch of `lines`, the characters of each block that tell the story."""
    unknown = document.media == "text" and title_block < 0
    if unknown:
        near = [float(chars) for chars in lines]
    else:
        boxes = boxes_amid(document, prose) if document.media != "text" else frozenset()
        near = near_title(document, lines, boilerplate, title_block, boxes)
    # a text has one node, and what speaks against all of it may not speak against the stretch that tells the story
    plain = document.media == "text"
    node = (0 if any(near) else -1) if plain else _best_node(document, lines, near, boilerplate)
    if node < 0:
        return Body(0, 0, 0, 0)
    node = _risen(document, home_of(document, node), near, boilerplate)
    node = node if plain else around_best_stretch(document, node, near, boilerplate)
    first, last, _ = _best_stretch(near, boilerplate, document.nodes.first[node], document.nodes.last[node])
    if plain and not any(near[at] > BOILERPLATE_WEIGHT * boilerplate[at] for at in range(first, last)):
        first = max(range(first, last), key=near.__getitem__)  # the one line that says most, and not the page
        last = first + 1
    if not plain:
        first, last = _with_plain_siblings(document, first, last)
    return Body(node, first, last, sum(prose[first:last]))


def embedded_body(document: Document) -> Body:
    """Return the story that stood in a script: all of it, whatever stands around it."""
    first, last = document.embedded
    prose, _ = weigh(document, frozenset())
    return Body(document.blocks[first].node, first, last, sum(prose[first:last]))


def _best_node(document: Document, prose: list[int], near: list[float], boilerplate: list[int]) -> int:
    """Return the node with the best balance, -1 without prose."""
    prose_until = list(accumulate(near, initial=0.0))
    boilerplate_until = list(accumulate(boilerplate, initial=0))
    following, preceding = _neighbouring_prose(prose)
    nodes = document.nodes
    best, best_balance = -1, 0.0
    for node in range(len(nodes)):
        first, last = nodes.first[node], nodes.last[node]
        good = prose_until[last] - prose_until[first]
        if good * BODY_WEIGHT < best_balance or not good:
            continue
        between = boilerplate_until[preceding[last]] - boilerplate_until[following[first]]
        balance = (good - BOILERPLATE_WEIGHT * between) * name_weight(nodes.tag[node], nodes.names[node])
        # Of equals the innermost wins: it comes later, and has less around it.
        if balance >= best_balance > 0 or balance > best_balance:
            best, best_balance = node, balance
    return best


def _risen(document: Document, node: int, near: list[float], boilerplate: list[int]) -> int:
    """Return the node, or one around it whose best stretch goes on beyond it: a list amid the story spoke against all that holds both."""
    nodes = document.nodes
    ranges = {(nodes.first[around], nodes.last[around]): around for around in reversed(nodes.path(node))}
    tried = sorted(ranges.values(), reverse=True)[: MAX_RISE + 1]
    stretches = [_best_stretch(near, boilerplate, nodes.first[around], nodes.last[around]) for around in tried]
    own_first, own_last, own = stretches[0]
    for around, (first, last, balance) in zip(tried[1:], stretches[1:], strict=True):
        if balance >= RISEN * own and first <= own_first and own_last <= last:
            return around
    return node


def around_best_stretch(document: Document, node: int, near: list[float], boilerplate: list[int]) -> int:
    """Return the node, or the innermost one around the page's best stretch where that says far more than any element as a whole.

    Paragraphs that stand loose in an element, before players and boxes of others, are weighed with all of these.
    """
    nodes = document.nodes
    *_, own = _best_stretch(near, boilerplate, nodes.first[node], nodes.last[node])
    first, last, balance = _best_stretch(near, boilerplate, 0, len(document.blocks))
    if balance < LOOSE * own:
        return node
    return next(
        each
        for each in nodes.path(document.blocks[first].node)
        if nodes.first[each] <= first and last <= nodes.last[each]
    )


def _neighbouring_prose(prose: list[int]) -> tuple[list[int], list[int]]:
    """Return for each index the first block of prose from there on, and the end of the last one before it."""
    count = len(prose)
    following = [count] * (count + 1)
    for index in range(count - 1, -1, -1):
        following[index] = index if prose[index] else following[index + 1]
    preceding = [0] * (count + 1)
    for index, chars in enumerate(prose):
        preceding[index + 1] = index + 1 if chars else preceding[index]
    return following, preceding


def _best_stretch(near: list[float], boilerplate: list[int], first: int, last: int) -> tuple[int, int, float]:
    """Return the run of blocks with the largest balance, and that (Kadane's maximum subarray)."""
    best, best_first, best_last = 0.0, first, last
    balance, start = 0.0, first
    for index in range(first, last):
        if balance <= 0:
            balance, start = 0.0, index
        balance += near[index] - BOILERPLATE_WEIGHT * boilerplate[index]
        if balance > best:
            best, best_first, best_last = balance, start, index + 1
    return best_first, best_last, best


def _with_plain_siblings(document: Document, first: int, last: int) -> tuple[int, int]:
    """Widen a stretch over sibling blocks without links or a rule against them: short lines, lists, verse."""
    home = home_of(document, document.blocks[last - 1].node)
    nodes = document.nodes
    if nodes.tag[home] in LISTS and nodes.last[home] == last and nodes.first[home] > first:
        home = home_of(document, nodes.parent[home])  # a list that ends a story's stretch stands among its paragraphs
    while last < len(document.blocks):
        _, below = table_beside(document, document.blocks[last], home)
        if not (below or _is_plain_sibling(document, document.blocks[last], home)):
            break
        last = max(last + 1, below)
    last = end_of_announced(document, last - 1)
    last += signature_lines(document, last, home)
    home = home_of(document, document.blocks[first].node)
    while first:
        above, below = table_beside(document, document.blocks[first - 1], home)
        if not (below or _is_plain_sibling(document, document.blocks[first - 1], home)):
            break
        first = above if below else first - 1
    return first, last


def signature_lines(document: Document, at: int, home: int) -> int:
    """Return how many lines from block `at` on sign a notice within its own element `home`: who issues it, and the day.

    A layout's rows stand in one element, whatever cell holds the story.
    """
    last = document.nodes.last[around_cell(document, home)]
    for index, block in enumerate(document.blocks[at : at + MAX_SIGNATURE_LINES], at):
        if index >= last or block.links or len(block.text) > MAX_SIGNATURE_CHARS:
            break
        if DAY.fullmatch(block.text):
            return index + 1 - at
        if clause_marks(block.text) or rule_of(block):
            break
    return 0


def _is_plain_sibling(document: Document, block: Block, home: int) -> bool:
    return home_of(document, block.node) == home and not block.links and not rule_of(block)
