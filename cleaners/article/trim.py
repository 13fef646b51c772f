"""Trim the chosen subtree: its edges, and what stands between the paragraphs that is none of the story.

Every cut block keeps the name of the rule that cut it. A block is innocent until a rule names it; only after the story's
last paragraph the proof is reversed, since what follows a story in its own container is mostly not the story.
"""

import re
from collections import Counter
from collections.abc import Mapping

from cleaners.article.boxes import boxes_amid, is_linked_line
from cleaners.article.captions import cut_bare_captions, cut_shown_captions, cut_told_captions
from cleaners.article.choose import Body, signature_lines
from cleaners.article.contents import cut_contents
from cleaners.article.items import COLONS, REPLY_HEAD, announced_entries, end_of_announced
from cleaners.article.lines import rule_of
from cleaners.article.names import in_caption, is_around, names_card, names_offer, names_pulled
from cleaners.article.nearness import home_of
from cleaners.article.notes import cut_author_note, cut_below_verse, cut_editors_note, cut_hosts
from cleaners.article.notices import asks_office, is_of_notice, names_file
from cleaners.article.summaries import cut_repeated_lead
from cleaners.article.tables import cells_beside
from cleaners.article.turns import cut_clocks
from cleaners.article.wares import cut_wares
from cleaners.article.weigh import (
    BOXES,
    MAX_VERSE_CHARS,
    MIN_UNMARKED_PROSE,
    SENTENCE_ENDS,
    clause_marks,
    is_cell,
    is_sentence_of_links,
    prose_chars,
)
from cleaners.dom import Block, Document
from cleaners.elements import FIELDS, HEADINGS
from cleaners.fold import fold

MAX_LINK_DENSITY = 0.6
# The card of another story: its label, its headline, its date, in an element so near.
MAX_HEADLINE_CHARS = 40
MAX_CARD_BLOCKS = 4
EDITED = ("editor", "editor_line")
CARD_DEPTH = 3
# The box that asks readers to subscribe, and what it says at most.
MAX_OFFER_BLOCKS = 6
MAX_OFFER_CHARS = 80
MAX_OFFER_SHARE = 0.3
# What stands around a quotation that is shown large, and not where it is said.
QUOTED_ENDS = ' “”「」『』"。，！？…—'
# With this share of the prose in one parent, prose elsewhere after it is a box of its own.
MAIN_HOME_SHARE = 0.6
MAX_HIDDEN_SHARE = 0.3
MAX_LABEL_CHARS = 16
# So many broken lines above the first sentence are a poem's, and no labels.
MIN_BROKEN_LINES = 3
_FIRST_PART = re.compile(
    r"第[一二三四五六七八九十百零〇\d]{1,4}[章节節回卷]|(?:part\.?\s?)?0?1[.、\s]\s?\D|[(（]一[)）]", re.IGNORECASE
)
_CLOCKED = re.compile(r"\s*\d\d?:\d\d\s")
_PAGER = re.compile(r"[上下]一[页頁]")
# So much prose with a full stop in it is more than another story's headline.
MIN_TOLD = 12
# What marks a linked line as paid for, in an element of its own.
AD_MARKS = frozenset(("广告", "廣告", "推广", "推廣", "赞助", "贊助", "AD", "Ad"))
# Elements that ask for something are no larger part of a story.
MAX_FORM_SHARE = 0.3
_DATE_ONLY = re.compile(r"\s*(?:20\d\d[-/.年])?\d{1,2}[-/.月]\d{1,2}日?(?:\s\d{1,2}:\d\d(?::\d\d)?)?\s*")
# When a reply, a comment or the next message was written: nobody tells a story so, and its markup is lost.
_STAMP = re.compile(r"(?:19|20)\d\d[-/.年]\d{1,2}[-/.月]\d{1,2}日?\s\d{1,2}:\d\d(?::\d\d)?")


def trim(document: Document, body: Body, cut: Mapping[int, str]) -> dict[int, str]:
    """Return the rule that cuts each cut block of `body`; blocks not named are the story.

    `cut` names blocks already known to be title, byline or spam.
    """
    blocks = document.blocks[body.first : body.last]
    rules = {block.index: cut[block.index] for block in blocks if block.index in cut}
    tail, signed = body.tail
    files = (block for block in document.blocks[tail:signed] if names_file(fold(block.text)))
    rules |= {block.index: "attachment" for block in files}
    blocks = [block for block in blocks if not (tail <= block.index < signed or block.index in body.edges)]
    _cut_lines(document, blocks, rules, body)
    _cut_boxes(document, blocks, rules)
    _cut_forms(document, blocks, rules)
    if document.media == "text":
        cut_told_captions(blocks, rules)
    if not body.captions:
        cut_bare_captions(document, blocks, rules)
        cut_shown_captions(blocks, rules)
    cut_clocks(blocks, rules)
    _cut_hidden(blocks, rules)
    cut_repeated_lead(document, blocks, rules)
    cut_contents(blocks, rules)
    _cut_teasers(document, blocks, rules)
    _cut_offers(document, blocks, rules)
    if document.media != "text":
        cut_wares(document, blocks, rules)
    _cut_pulled(document, blocks, rules)
    _cut_related_sections(document, blocks, rules)
    _cut_excerpt_behind_credits(blocks, rules)
    cut_author_note(blocks, rules)
    cut_editors_note(blocks, rules)
    cut_hosts(blocks, rules)
    if body.first in body.edges:
        _cut_below_dedication(document, blocks, rules)
    if body.verse:
        cut_below_verse(blocks, rules)
    if not body.verse or document.media == "text":  # a line of a poem that has a comma is no first paragraph
        _cut_edges(document, blocks, rules, captions=body.captions)
    if document.media != "text":
        _cut_last_headings(blocks, rules)
    return rules


def _cut_lines(document: Document, blocks: list[Block], rules: dict[int, str], body: Body) -> None:
    """Cut what is no line of a story on its own merits, but for what a notice, a story in captions, or a question and its answer have."""
    is_asked = bool(blocks) and asks_office(fold(blocks[0].text))
    entries = announced_entries(document, blocks) if document.media != "text" else frozenset()
    for block in blocks:
        rule = rules.get(block.index) or _rule_of_block(document, block)
        if rule == "disclaimer" and block.index in entries:
            continue
        if is_asked and rule == REPLY_HEAD and block.text.endswith(COLONS):
            continue
        if block.index < body.tail[0] and rule != "spam" and is_of_notice(fold(block.text)):
            continue
        if rule and not (body.captions and rule == "caption" and "。" in block.text):
            rules[block.index] = rule


def _cut_boxes(document: Document, blocks: list[Block], rules: dict[int, str]) -> None:
    """Cut the boxes of other stories and of what readers say that stand between paragraphs; what such a box heads ends with it."""
    if document.media == "text":
        return
    prose = [0] * len(document.blocks)
    for block in blocks:
        prose[block.index] = prose_chars(block)
    boxes = boxes_amid(document, prose)
    for block in blocks:
        if block.index in boxes:
            rules[block.index] = (
                "related_section" if rules.get(block.index) == "related" else rules.get(block.index, "related_section")
            )


def _cut_forms(document: Document, blocks: list[Block], rules: dict[int, str]) -> None:
    """Cut what asks for something amid a story: a group of fields and what it says; a page may put all that it shows into one."""
    nodes, chars = document.nodes, sum(block.wide for block in blocks)
    inside: dict[int, list[Block]] = {}
    for block in blocks:
        node = block.node if block.node < len(nodes) else 0
        while node and nodes.tag[node] not in FIELDS:
            node = nodes.parent[node]
        if node:
            inside.setdefault(node, []).append(block)
    for within in inside.values():
        if sum(block.wide for block in within) <= MAX_FORM_SHARE * chars:
            rules.update((block.index, "form") for block in within if block.index not in rules)


def _cut_hidden(blocks: list[Block], rules: dict[int, str]) -> None:
    """Cut hidden blocks of a story that is shown for the most part; a story hidden as a whole is the story."""
    shown = hidden = 0
    for block in blocks:
        if block.index not in rules:
            chars = prose_chars(block)
            shown += 0 if block.hidden else chars
            hidden += chars if block.hidden else 0
    if hidden < MAX_HIDDEN_SHARE * (shown + hidden):
        rules |= {block.index: "hidden" for block in blocks if block.hidden and block.index not in rules}


def _cut_teasers(document: Document, blocks: list[Block], rules: dict[int, str]) -> None:
    """Cut what stands between another story's linked headline and its date: a card that recommends it.

    What looks like a day in a table is a price: 2.28.
    """
    for before, block, after in zip(blocks, blocks[1:], blocks[2:], strict=False):
        is_headline = before.link_density > MAX_LINK_DENSITY and len(before.text) > MAX_LABEL_CHARS // 2
        if is_headline and _DATE_ONLY.fullmatch(after.text) and not (block.links or is_cell(document, after)):
            rules[block.index] = rules[after.index] = "teaser"


def _rule_of_block(document: Document, block: Block) -> str:
    """Return the rule that cuts a block on its own merits, "" for none."""
    if (block.link_density > MAX_LINK_DENSITY or is_linked_line(block)) and not _is_linked_prose(block):
        return "links"
    if in_caption(document, block):
        return "caption"
    if block.links and block.pieces and block.pieces[0].strip() in AD_MARKS:
        return "ad"
    if block.tag == "button":
        return "button"
    if is_cell(document, block):
        return ""
    if document.media == "text":
        rule = rule_of(block) or ("stamp" if _STAMP.fullmatch(block.text) else "")
        return "" if rule and _is_lost_cell(document, block) else rule
    return rule_of(block) or ("teaser" if _is_in_card(document, block) else "")


def _is_lost_cell(document: Document, block: Block) -> bool:
    """Tell whether a number of a text stands beside another that does not count on from it: cells of a table, a line each."""
    if not block.text.isdecimal():
        return False
    beside = document.blocks[max(0, block.index - 1) : block.index + 2]
    others = (other.text.rstrip("%").replace(",", "") for other in beside if other is not block)
    return any(other.isdecimal() and abs(int(other) - int(block.text)) > 1 for other in others)


def _is_in_card(document: Document, block: Block) -> bool:
    """Tell whether a line without a sentence stands in a small element that is named as another story's card."""
    if len(block.text) > MAX_HEADLINE_CHARS or block.text.endswith(SENTENCE_ENDS):
        return False
    nodes = document.nodes
    for node in nodes.path(block.node)[:CARD_DEPTH]:
        if names_card(nodes.names[node]):
            return nodes.last[node] - nodes.first[node] <= MAX_CARD_BLOCKS
    return False


def _cut_pulled(document: Document, blocks: list[Block], rules: dict[int, str]) -> None:
    """Cut what an element that is named for it shows large, and the story says word for word."""
    nodes = document.nodes
    pulled = [
        block
        for block in blocks
        if block.index not in rules
        and any(names_pulled(nodes.names[node]) for node in (block.node, nodes.parent[block.node]))
    ]
    for block in pulled:
        said = block.text.strip(QUOTED_ENDS)
        if any(said in other.text for other in blocks if other is not block and other.index not in rules):
            rules[block.index] = "pulled_quote"


def _cut_offers(document: Document, blocks: list[Block], rules: dict[int, str]) -> None:
    """Cut what stands in a small element that is named for what it asks of readers; one that holds the story asks nothing."""
    asks = [block for block in blocks if block.index not in rules and _is_in_offer(document, block)]
    told = sum(map(prose_chars, (block for block in blocks if block.index not in rules))) if asks else 0
    if sum(map(prose_chars, asks)) <= MAX_OFFER_SHARE * told:
        rules |= {block.index: "follow_us" for block in asks}


def _is_in_offer(document: Document, block: Block) -> bool:
    if len(block.text) > MAX_OFFER_CHARS:
        return False
    nodes = document.nodes
    offers = (node for node in nodes.path(block.node)[:CARD_DEPTH] if names_offer(nodes.names[node]))
    return any(nodes.last[node] - nodes.first[node] <= MAX_OFFER_BLOCKS for node in offers)


def _is_linked_prose(block: Block) -> bool:
    # a paragraph that is one link, or holds many
    return (len(block.links) == 1 and clause_marks(block.text) > 2) or is_sentence_of_links(block)


def _cut_related_sections(document: Document, blocks: list[Block], rules: dict[int, str]) -> None:
    """Cut what follows a related-links heading, up to the next paragraph of prose.

    Behind a box that holds the heading and its links, a short sentence beside the story's paragraphs is one of them.
    """
    in_section = False
    homes = set[int]()
    box_end = 0
    for block in blocks:
        home = _home(document, block)
        if rules.get(block.index) == "related" and len(block.text) < 24:
            in_section = _PAGER.search(block.text) is None  # behind it the story goes on
            behind = document.nodes.last[home]
            is_box = home not in homes and behind > block.index + 1
            box_end = behind if is_box else len(document.blocks)
        elif in_section and block.index not in rules:
            is_beside = block.index >= box_end and home in homes and block.text.endswith(SENTENCE_ENDS)
            is_headline = "。" not in block.text or _CLOCKED.match(block.text) is not None
            is_told = document.media == "text" and not is_headline and prose_chars(block) >= MIN_TOLD
            if block.link_density < 0.2 and (prose_chars(block) > 40 or is_beside or is_told):
                in_section = False
            else:
                rules[block.index] = "related_section"
        elif block.index not in rules and prose_chars(block):
            homes.add(home)


def _cut_excerpt_behind_credits(blocks: list[Block], rules: dict[int, str]) -> None:
    """Cut what stands behind the line of who edited the story, where that breaks off: the card of another story."""
    edited = max((at for at, block in enumerate(blocks) if rules.get(block.index) in EDITED), default=len(blocks))
    behind = [block for block in blocks[edited + 1 :] if block.index not in rules]
    told = [block for block in behind if prose_chars(block)]
    if told and len(behind) <= MAX_CARD_BLOCKS and all(block.text.endswith(("…", "...")) for block in told[-1:]):
        rules |= {block.index: "related_section" for block in behind}


def _cut_edges(document: Document, blocks: list[Block], rules: dict[int, str], *, captions: bool) -> None:
    """Cut what stands before the story's first and after its last paragraph, outside the paragraphs' own parent."""
    kept = [block for block in blocks if block.index not in rules]
    prose = {block.index: block.wide if captions else prose_chars(block) for block in kept}
    if not any(prose.values()):
        return
    homes = Counter[int]()
    for block in blocks:
        if prose.get(block.index):
            homes[_home(document, block)] += prose[block.index]
    home, most = homes.most_common(1)[0]
    first, last = document.nodes.first[home], document.nodes.last[home]
    main = {home}
    if most < MAIN_HOME_SHARE * sum(homes.values()):
        first, last, main = blocks[0].index, blocks[-1].index + 1, set(homes)
    indexes = [index for index, chars in prose.items() if chars and first <= index < last]
    begin, end = indexes[0], end_of_announced(document, indexes[-1]) - 1
    _cut_head(document, [block for block in blocks if block.index <= begin], rules, main)
    # Prose right behind the parent's end, and a heading above it, is the story going on; behind anything else it is a box of its own.
    goes_on = True
    signed = -1
    for at, block in enumerate(blocks):
        is_beyond = block.index >= last
        if block.index <= max(end, signed) or not (is_beyond or _is_loose_end(document, block, main)):
            continue
        if signs := signature_lines(document, block.index, home):
            signed = block.index + signs - 1
            continue
        told = blocks[at + 1 : at + 2] if _heads_part(document, block, home) else [block]
        goes_on = goes_on and (
            not is_beyond or (any(prose.get(other.index) for other in told) and not is_around(document, block))
        )
        if not (is_beyond and goes_on):
            rules.setdefault(block.index, "after_story")


def _heads_part(document: Document, block: Block, home: int) -> bool:
    """Tell whether a heading is the first line of an element like the one that holds the story's paragraphs, right beside it."""
    nodes, part = document.nodes, _home(document, block)
    is_alike = nodes.tag[part] == nodes.tag[home] and nodes.names[part] == nodes.names[home]
    is_beside = nodes.parent[part] == nodes.parent[home] and nodes.first[part] == block.index
    return block.tag in HEADINGS and not block.links and is_alike and is_beside


def _cut_last_headings(blocks: list[Block], rules: dict[int, str]) -> None:
    """Cut a heading that has nothing of the story below it: it heads a box whose text went before."""
    for block in reversed(blocks):
        if block.index in rules:
            continue
        if block.tag not in HEADINGS or block.text.endswith(SENTENCE_ENDS):
            return
        rules[block.index] = "after_story"


def _cut_below_dedication(document: Document, blocks: list[Block], rules: dict[int, str]) -> None:
    """Cut who wrote a poem, between its dedication and its first line."""
    home = _home(document, blocks[-1])
    for block in blocks:
        if _home(document, block) == home and not block.text.startswith(BOXES):
            return
        rules.setdefault(block.index, "before_story")


def _cut_head(document: Document, blocks: list[Block], rules: dict[int, str], main: set[int]) -> None:
    """Cut what stands before the first paragraph, the last of `blocks`: labels, and what is no prose and stands elsewhere."""
    *before, first = blocks
    is_verse = first.wide <= MAX_VERSE_CHARS and "。" not in first.text
    is_broken = is_verse and document.media == "text"
    broken = [block for block in before if (is_broken or block.tag == "br") and block.index not in rules]
    started = len(broken) >= MIN_BROKEN_LINES or (is_verse and any(block.node == first.node for block in broken))
    cells = cells_beside(document, before, main)
    for block in before:
        if block.index in rules or block.index in cells:
            continue
        # of a text nothing stands here but what was chosen: its first heading, whom it speaks to
        is_stray_label = is_label(block) and not started and (is_verse or document.media != "text")
        heads_notes = started and block.index == first.index - 1 and block.text.endswith(COLONS)  # of a poem: 注释：
        stray = (_home(document, block) not in main and not heads_notes) or is_stray_label
        if stray and (not prose_chars(block) or is_around(document, block) or _is_headline(block)):
            rules[block.index] = "before_story"
        started = started or block.index not in rules


def _is_headline(block: Block) -> bool:
    """Tell whether what has a comma or a colon is as short as a headline, and ends no sentence: a second one below the title."""
    return block.wide < MIN_UNMARKED_PROSE and not block.text.endswith(SENTENCE_ENDS)


def _home(document: Document, block: Block) -> int:
    return home_of(document, block.node)


def is_label(block: Block) -> bool:
    """Tell whether a block before the story is a label: short, no sentence, and not the heading of a first part."""
    return len(block.text) < MAX_LABEL_CHARS and not (clause_marks(block.text) or _FIRST_PART.match(block.text))


def _is_loose_end(document: Document, block: Block, main: set[int]) -> bool:
    """Tell whether a block after the last paragraph is no part of the story: elsewhere, or with links."""
    if is_cell(document, block):
        return False
    home = _home(document, block)
    return home not in main or bool(block.links) or is_around(document, block, home)
