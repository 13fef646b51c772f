"""The title: where heading, `<title>`, claims and the story's own words overlap, closest above the story.

Every block that could be a title is scored by a few plain signs; the weights are in `WEIGHTS`. A page without a visible
title gives the claim that is left when the site's suffix is off.
"""

import re
from collections.abc import Callable, Sequence
from typing import Final

from cleaners.dom import Block, Document
from cleaners.elements import FIELDS
from cleaners.metadata.around_title import (
    CREDIT,
    MAX_TITLE_CHARS,
    SENTENCE_END,
    STORY_BLOCK_CHARS,
    TRAIL,
    holds_rights_or_menu,
    is_no_title,
)
from cleaners.metadata.badges import CREDIT_REACH
from cleaners.metadata.claimed_titles import (
    MIN_TITLE_CHARS,
    TITLE_CLASS,
    Claim,
    agreement,
    claimed_titles,
    is_retold,
    is_told,
    shares_pairs,
)
from cleaners.metadata.fold import key
from cleaners.metadata.suffix import segments, without_suffix
from cleaners.metadata.title_as_shown import title_as_shown
from cleaners.metadata.values import Title

HEADINGS: Final = {"h1": 3.0, "h2": 2.0, "h3": 1.5, "h4": 1.0, "h5": 1.0, "h6": 0.5}
# Shorter titles are menus' and channels', but for a heading above a byline.
SHORT_TITLE_CHARS = range(2, 4)
MAX_SHORT_CHARS = 8
# How far below a title the story's first long block stands.
STORY_REACH = 40
STORY_WINDOW_CHARS = 1500
MAX_CANDIDATES = 60
MIN_SCORE = 5.0
# A menu's entry is shorter than this, and a story's title among others longer.
MIN_LISTED_CHARS = 8
# The title of a page's first story stands so much before that of its next.
LIKE_FIRST = 0.5
WEIGHTS: Final = {
    "claim": 9.0,
    "class": 1.5,
    "credit": 3.5,
    "story": 3.0,
    "echo": 4.0,
    "linked": -5.0,
    "homeward": -4.0,
    "field": -6.0,
    "hidden": -2.5,
    "short": -2.0,
    "sentence": -4.0,
    "trail": -5.0,
    "is_credit": -6.0,
    "name": -3.0,
    "listed": 3.0,
}
# Addresses of a site's front page.
HOME: Final = frozenset(("/", "./", "index.html", "/index.html", "index.htm", "/index.htm", "index.php", "/index.php"))
# What stands below a title says no more than this.
MAX_PLACE_SCORE: Final = WEIGHTS["credit"] + WEIGHTS["story"] / 2 + WEIGHTS["echo"]

# What parts a short title from a site's name; a dash does without a space.
_BARS: Final = re.compile(r"[-–—_|｜│]+|\s(?:::|[«»·])\s")
_COLON: Final = re.compile("[:：]")
_POET: Final = re.compile(r"[□■◎●◇◆○]\s?[\u4e00-\u9fff·\s]{2,6}|(?:作者|文)\s?[/：:]\s?[\u4e00-\u9fff·]{2,5}")
# A second line of a title begins so.
_BULLETS: Final = "．.·•・■□▪●○▶>- "


def find_title(document: Document, skip: frozenset[int], trusted: Callable[[str], str] = lambda text: text) -> Title:
    """Return the page's title; blocks in `skip` are no title, `trusted` mends what `<title>` and meta elements say.

    Nothing is converted to simplified characters, and a title is never made up from the channel's or the site's name.
    """
    claims = claimed_titles(document, trusted)
    found = _best_block(document, skip, claims)
    # it goes before what no claim agrees with, or what only closes one as who speaks: 讣告-某大学
    short = _short_heading(document, skip)
    if found is not None and not (short and _claim_score(found, claims) <= 0):
        return title_as_shown(document, found, claims, skip)
    if short is not None:
        return Title(short.shown, short.index, "heading")
    for claim in claims:
        text = without_suffix(claim.text, document)
        if len(key(text)) >= MIN_TITLE_CHARS:
            return Title(text, -1, claim.source)
    return Title()


def _first_word(document: Document) -> str:
    """Return what `<title>` says before its first bar or colon: 讣告：某某逝世-某大学."""
    return key(_COLON.split(_BARS.split(document.title)[0])[0])


def _short_heading(document: Document, skip: frozenset[int]) -> Block | None:
    """Return the heading of a poem, say, of two characters or three: one with which `<title>` begins, a byline below it.

    Right above its poet's name, behind a box, a heading needs no claim, and what closes `<title>` no heading: 甲报-立冬.
    """
    first = _first_word(document)
    ends = {key(segment) for segment in segments(document.title)[1:]}
    for block in document.blocks:
        may_be = block.tag in HEADINGS or (len(block.text) <= MAX_SHORT_CHARS and block.text in document.title)
        if not may_be or block.links or block.index in skip:
            continue
        squeezed = key(block.text)
        if len(squeezed) not in SHORT_TITLE_CHARS:
            continue
        below = document.blocks[block.index + 1 : block.index + 1 + CREDIT_REACH]
        if block.tag not in HEADINGS:
            if squeezed in ends and below and _POET.fullmatch(below[0].text.strip()):
                return block
            continue
        is_claimed = key(block.text) == first
        if any(len(other.text) <= MAX_TITLE_CHARS and CREDIT.search(other.text) for other in below if is_claimed):
            return block
        if below and _POET.fullmatch(below[0].text.strip()):
            return block
    return None


def _best_block(document: Document, skip: frozenset[int], claims: list[Claim]) -> Block | None:
    blocks = document.blocks
    candidates = _candidates(document, skip, claims, claimed_only=bool(claims))
    score, index = _best_scored(document, candidates, claims, frozenset() if claims else _listed(document))
    if claims and score < MIN_SCORE + WEIGHTS["claim"] / 2:
        more = _candidates(document, skip, claims, claimed_only=False)
        score, index = _best_scored(document, more, claims, _listed(document))
    if score < MIN_SCORE:
        return None
    best = blocks[index]
    is_claimed = _claim_score(best, claims) > 0
    # what the page claims beats a sentence that agrees with none of it, and a block where the claim itself is told
    is_called_so = best.tag in HEADINGS or TITLE_CLASS.search(document.nodes.names[best.node]) is not None
    if claims and not is_claimed and (best.text.rstrip("”」』").endswith("。") or is_told(document, claims)):
        return None
    if claims and not is_claimed and not is_called_so and is_retold(document, claims):
        return None
    return best


def _candidates(document: Document, skip: frozenset[int], claims: list[Claim], *, claimed_only: bool) -> list[Block]:
    """Return the blocks worth scoring: headings, blocks that begin as a claim does, and without claims any short one."""
    haystack = "\n".join(claim.text for claim in claims)
    names = document.nodes.names
    found: list[Block] = []
    for block in document.blocks:
        text = block.text
        if not MIN_TITLE_CHARS <= len(text) <= MAX_TITLE_CHARS or block.place or block.index in skip:
            continue
        if is_no_title(document, block):
            continue
        may_be = (
            text[:4] in haystack
            or block.tag in HEADINGS
            or (not claimed_only and (block.link_chars < len(text) or TITLE_CLASS.search(names[block.node])))
        )
        if may_be and not holds_rights_or_menu(text):
            found.append(block)
    return found


def _listed(document: Document) -> frozenset[str]:
    """Return what a page's links say, where each is a block: a newspaper's page lists its stories by their titles."""
    said = ((block.link_chars, block.text.lstrip(_BULLETS)) for block in document.blocks if block.links)
    return frozenset(text for linked, text in said if linked >= len(text) >= MIN_LISTED_CHARS)


def _is_listed(block: Block, listed: frozenset[str]) -> bool:
    """Tell whether a list names the block, or its first line where it has two: 标题 副题."""
    return not block.links and (block.text in listed or block.text.split()[0] in listed)


def _best_scored(
    document: Document, candidates: Sequence[Block], claims: list[Claim], listed: frozenset[str] = frozenset()
) -> tuple[float, int]:
    """Return (score, block index) of the best candidate; the dear signs are looked for only where they may decide.

    Of two short lines above a story the one that is `listed` is the title, and the other stands above or below it.
    """
    cheap = [(_claim_score(block, claims) + _form_score(document, block), block) for block in candidates]
    if listed:
        cheap = [(score + (WEIGHTS["listed"] if _is_listed(block, listed) else 0.0), block) for score, block in cheap]
    cheap.sort(key=lambda item: (-item[0], item[1].index))
    best, best_index = 0.0, -1
    for score, block in cheap[:MAX_CANDIDATES]:
        if score + MAX_PLACE_SCORE < best:
            break
        full = score + _place_score(document, block)
        is_like = best_index >= 0 and block.index > best_index and _is_called_alike(document, best_index, block.index)
        if full > best + (LIKE_FIRST if is_like else 0.0) or (full == best and block.index < best_index):
            best, best_index = full, block.index
    return best, best_index


def _is_called_alike(document: Document, one: int, other: int) -> bool:
    """Tell whether two blocks are of one class: of several stories in a page the first is the page's."""
    nodes, blocks = document.nodes, document.blocks
    return bool(nodes.names[blocks[one].node]) and nodes.names[blocks[one].node] == nodes.names[blocks[other].node]


def _claim_score(block: Block, claims: list[Claim]) -> float:
    """Return how well a block agrees with the best of the claims, up to the weight of a claim."""
    if not shares_pairs(block.text, claims):
        return 0.0
    squeezed = key(block.text)
    if len(squeezed) < 2:
        return WEIGHTS["sentence"]
    if any(squeezed in end for claim in claims for end in claim.ends):
        return WEIGHTS["name"]
    best = max((agreement(_without_site(squeezed, claim), claim.key) for claim in claims), default=0.0)
    return WEIGHTS["claim"] * best


def _without_site(squeezed: str, claim: Claim) -> str:
    """Return a line without the site's name, unless the claim says the line as a whole: 订阅某报电邮 claims nothing with it."""
    if squeezed in claim.key:
        return squeezed
    for end in claim.ends:
        if len(end) >= MIN_TITLE_CHARS:
            squeezed = squeezed.replace(end, "")
    return squeezed


def _form_score(document: Document, block: Block) -> float:
    """Return what tag, class, links and punctuation say."""
    text = block.text
    score = HEADINGS.get(block.tag, 0.0)
    if not score and block.node and (tag := document.nodes.tag[document.nodes.parent[block.node]]) in HEADINGS:
        score = HEADINGS[tag]
    if TITLE_CLASS.search(document.nodes.names[block.node]):
        score += WEIGHTS["class"]
    if block.link_chars > 0.7 * len(text):
        score += _linked_score(block)
    if block.hidden:
        score += WEIGHTS["hidden"]
    if {document.nodes.tag[node] for node in (block.node, document.nodes.parent[block.node])} & FIELDS:
        score += WEIGHTS["field"]
    if len(text) < 8:
        score += WEIGHTS["short"]
    if text.endswith(SENTENCE_END):
        score += WEIGHTS["sentence"]
    if TRAIL.search(text):
        score += WEIGHTS["trail"]
    if len(text) < 60 and CREDIT.search(text) and not block.tag.startswith("h"):
        score += WEIGHTS["is_credit"]
    return score


def _linked_score(block: Block) -> float:
    """Return what speaks against a block that is a link: of a main heading only where it leads home, as the site's name does."""
    if block.tag != "h1":
        return WEIGHTS["linked"]
    return WEIGHTS["homeward"] if all(link.href in HOME for link in block.links) else 0.0


def _place_score(document: Document, block: Block) -> float:
    """Return what stands below says: credits within a few blocks, and a story that repeats the title's words."""
    score = 0.0
    blocks = document.blocks
    below = blocks[block.index + 1 : block.index + 1 + STORY_REACH]
    if any(len(other.text) < 120 and CREDIT.search(other.text) for other in below[:CREDIT_REACH]):
        score += WEIGHTS["credit"]
    story = ""
    for other in below:
        if len(other.text) >= STORY_BLOCK_CHARS and other.link_chars < 0.3 * len(other.text):
            story += other.text
            if len(story) > STORY_WINDOW_CHARS:
                break
    if story:
        score += WEIGHTS["story"] / 2
    squeezed = key(block.text)
    pairs = {squeezed[at : at + 2] for at in range(len(squeezed) - 1)}
    if pairs:
        score += WEIGHTS["echo"] * sum(pair in story for pair in pairs) / len(pairs)
    return score
