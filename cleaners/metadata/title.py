"""The title: where heading, `<title>`, claims and the story's own words overlap, closest above the story.

Every block that could be a title is scored by a few plain signs; the weights are in `WEIGHTS`. A page without a visible
title gives the claim that is left when the site's suffix is off.
"""

import re
from collections.abc import Callable, Sequence
from typing import Final

from cleaners.dom import Block, Document
from cleaners.elements import FIELDS
from cleaners.metadata.badges import CREDIT_REACH, without_badges, without_foreign_head
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
from cleaners.metadata.values import Title

HEADINGS: Final = {"h1": 3.0, "h2": 2.0, "h3": 1.5, "h4": 1.0, "h5": 1.0, "h6": 0.5}
# Shorter titles are menus' and channels', but for a heading above a byline.
SHORT_TITLE_CHARS = range(2, 4)
MAX_SHORT_CHARS = 8
MAX_TITLE_CHARS = 160
# How far below a title the story's first long block stands.
STORY_REACH = 40
STORY_BLOCK_CHARS = 45
STORY_WINDOW_CHARS = 1500
MAX_CANDIDATES = 60
MAX_BADGE_CHARS = 3
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

# The day as an English template writes it, its month translated or not: March 3, 2019; 3 三月 2019.
_MONTH: Final = r"(?:(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]{0,6}\.?|[一二三四五六七八九十]{1,2}月)"
CREDIT: Final = re.compile(
    r"(?:19|20)\d\d\s?[-/.年]\s?[01]?\d(?!\d)|\d\d?:\d\d|[来來]源[于於]?\s?[:：]|作者\s?[:：]|(?:^|[本报報网網社])[记記]者(?!调查|調查|手[记記]|[观觀]察|[节節]|探|直[击擊]|体[验驗]|體驗|走[进進访訪]|暗[访訪]|[连連][线線]|[实實][测測]|[帮幫])|[记記]者\s?[:：]|[发發][布佈稿表](?:[时時日][间間期]|[于於]|\s?[:：])|出[处處]\s?[:：]|撰文|[分小][钟鐘时時]前|昨[天日]|民[国國]\s?\d|[编編][辑輯]\s?[:：]|^□\s?[\u4e00-\u9fff]{2,5}$|"
    r"^[(（]?[图圖]?文\s?[/／|｜:：]\s?[\u4e00-\u9fff]{2}|^[◎□■]\s?[\u4e00-\u9fff]{2,4}(?=$|\s)|"
    rf"{_MONTH}\s[0-3]?\d,?\s(?:19|20)\d\d|[0-3]?\d\s{_MONTH},?\s(?:19|20)\d\d"
)
# What parts a short title from a site's name; a dash does without a space.
_BARS: Final = re.compile(r"[-–—_|｜│]+|\s(?:::|[«»·])\s")
_COLON: Final = re.compile("[:：]")
_POET: Final = re.compile(r"[□■◎●◇◆○]\s?[\u4e00-\u9fff·\s]{2,6}|(?:作者|文)\s?[/：:]\s?[\u4e00-\u9fff·]{2,5}")
TRAIL: Final = re.compile(r"[>›»→]|(?:首[页頁]|正文)\s*$|^(?:首[页頁]|当前位置|當前位置|位置|您的位置|现在位置)")
SENTENCE_END: Final = ("。", "；", ";", "，", "、", "：", ":")
# So many links that fill a line are a menu.
MENU_LINKS, MENU_DENSITY = 3, 0.6
# Whose the rights are; a page of a newspaper; a menu in one line: 甲报 · 要闻 · 评论 · 电子报.
_NO_TITLE: Final = re.compile(
    r"版[权權]所有|(?<![A-Za-z])ICP[备備证證]|©|[Cc]opyright|^第?\s?[A-Z]?\d{1,3}\s?版\s?[:：|]?\s?[\u4e00-\u9fff·]{0,8}$"
    r"|^[\u4e00-\u9fff]{2,8}(?:\s?[·|┊]\s?[\u4e00-\u9fff]{1,6}){3,}$"
)
_NEXT_PAGE: Final = re.compile("[上下]一[篇条條页頁]")
# A flash that carries its title in brackets, and tells itself behind it, is a story.
_FLASH: Final = re.compile(r"^[【\[][^】\]]{6,60}[】\]][^。]{12,}。")
# All that stands below a signature.
_DAY: Final = re.compile(r"(?:19|20|二[〇○零O])\S{2}\s?年\s?\S{1,3}\s?月\s?\S{1,3}\s?[日号號]")
SIGNED_REACH: Final = 4
# What tells of a picture begins so.
PICTURE_MARKS: Final = ("▲", "△", "▼", "◤")
# What some blogs set above the title, as a heading.
_DAY_ALONE: Final = re.compile(
    r"(?:19|20)\d\d\s?[年/.-]\s?\d{1,2}\s?[月/.-]\s?\d{1,2}\s?[日号號]?\s?(?:[(（]?(?:星期|週|周|禮拜)[一二三四五六日天][)）]?)?"
)
# Of `<title>`, the last bar between blanks and what follows it.
_SITE_BEHIND: Final = re.compile(r"\s+[-–—_|｜]\s+[^-–—_|｜]+$")
# A second line of a title begins so.
_BULLETS: Final = "．.·•・■□▪●○▶>- "
_DASHES: Final = ("——", "--", "──", "—")


def find_title(document: Document, skip: frozenset[int], trusted: Callable[[str], str] = lambda text: text) -> Title:
    """Return the page's title; blocks in `skip` are no title, `trusted` mends what `<title>` and meta elements say.

    Nothing is converted to simplified characters, and a title is never made up from the channel's or the site's name.
    """
    claims = claimed_titles(document, trusted)
    found = _best_block(document, skip, claims)
    # it goes before what no claim agrees with, or what only closes one as who speaks: 讣告-某大学
    short = _short_heading(document, skip)
    if found is not None and not (short and _claim_score(found, claims) <= 0):
        return _of_block(document, found, claims, skip)
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
        if (
            _NEXT_PAGE.search(text)
            or text.startswith(PICTURE_MARKS)
            or _DAY_ALONE.fullmatch(text)
            or _is_signature(document, block)
            or _FLASH.match(text)
            or (len(block.links) >= MENU_LINKS and block.link_density > MENU_DENSITY)
        ):
            continue
        may_be = (
            text[:4] in haystack
            or block.tag in HEADINGS
            or (not claimed_only and (block.link_chars < len(text) or TITLE_CLASS.search(names[block.node])))
        )
        if may_be and not _NO_TITLE.search(text):
            found.append(block)
    return found


def _is_signature(document: Document, block: Block) -> bool:
    """Tell whether a line between a story and a day is whoever signed it: no story stands below."""
    blocks, at = document.blocks, block.index
    if at + 1 >= len(blocks) or not _DAY.fullmatch(blocks[at + 1].text.strip()):
        return False
    is_below = any("。" in above.text for above in blocks[max(0, at - SIGNED_REACH) : at])
    below = blocks[at + 2 : at + 2 + SIGNED_REACH]
    return is_below and not any("。" in other.text and len(other.text) >= STORY_BLOCK_CHARS for other in below)


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


def _of_block(document: Document, block: Block, claims: list[Claim], skip: frozenset[int]) -> Title:
    """Return the title shown by `block`, completed where it is cut short, its suffix off where it carries one."""
    text = _joined_lines(document, block, claims)
    squeezed = key(text.rstrip(".…"))
    for claim in claims:
        if text.endswith(("…", "...")) and claim.key.startswith(squeezed) and len(claim.key) > len(squeezed):
            text = without_suffix(claim.text, document)
            break
        if bare := _without_badge(block, squeezed, claim):
            text = bare
            break
        if bare := _without_badge_behind(document, block, claim) or _parted(document, block, squeezed, claim):
            text = bare
            break
        rest = squeezed[len(claim.key) :] if squeezed.startswith(claim.key) else ""
        if rest.isdigit() and not text.endswith(claim.text[-4:]) and text.startswith(claim.text):
            text = claim.text
            break
    text = without_badges(text)
    source = "heading" if block.tag in HEADINGS or claims else "text"
    if document.media == "text" or not claims:
        text = without_suffix(text, document)
    return Title(without_foreign_head(text, document, block, skip), block.index, source)


def _without_badge(block: Block, squeezed: str, claim: Claim) -> str:
    """Return the claimed title that a heading shows behind a badge (original, exclusive, flash), "" for another heading.

    Where the claim goes on, as with the site's name, only what stands in an element of its own is one.
    """
    if squeezed.endswith(claim.key) and 0 < len(squeezed) - len(claim.key) <= MAX_BADGE_CHARS:
        return claim.text
    badge = block.pieces[0].strip() if len(block.pieces) > 1 else ""
    behind = block.text.removeprefix(badge).strip()
    is_badge = 0 < len(key(badge)) <= MAX_BADGE_CHARS and len(key(behind)) >= MIN_TITLE_CHARS
    bracketed = claim.text[1 : len(badge) + 1] == badge and claim.text[len(badge) + 1 : len(badge) + 2] in "】]」"
    return behind if is_badge and (claim.key.startswith(key(behind)) or bracketed) else ""


def _parted(document: Document, block: Block, squeezed: str, claim: Claim) -> str:
    """Return the claimed title that a heading of several elements runs together, the column's name before it: 甲专栏听见水的人专访王五."""
    shown = _SITE_BEHIND.sub("", without_suffix(claim.text, document))
    said = key(shown)
    is_run_together = len(block.pieces) > 1 and len(said) >= MIN_TITLE_CHARS and shown not in block.text
    return shown if is_run_together and squeezed.endswith(said) and 2 * len(said) > len(squeezed) else ""


def _without_badge_behind(document: Document, block: Block, claim: Claim) -> str:
    """Return the claimed title that a heading shows before a badge in an element of its own, "" for another heading."""
    badge = block.pieces[-1].strip() if len(block.pieces) > 1 else ""
    if not 0 < len(key(badge)) <= MAX_BADGE_CHARS or not block.text.endswith(badge):
        return ""
    before = block.text.removesuffix(badge).strip()
    return before if key(before) in (claim.key, key(without_suffix(claim.text, document))) else ""


def _joined_lines(document: Document, block: Block, claims: list[Claim]) -> str:
    """Return the block's text with the lines after it in the same heading, where a claim holds them together."""
    text, blocks = block.shown, document.blocks
    if lines := _lines_of_heading(document, block, claims):
        return " ".join(lines)
    before = blocks[max(0, block.index - 1)]  # a second line was taken for the title
    is_above = text.startswith(_DASHES) and (before.tag in HEADINGS or _may_be_first_line(before))
    if before is not block and (before.node == block.node or is_above):
        joined = key(before.text) + key(text)
        if text.startswith(_DASHES) or any(claim.key.startswith(joined) for claim in claims):
            block, text = before, before.text
    for other in blocks[block.index + 1 : block.index + 3]:
        joined = key(text) + key(other.text)
        apart = other.node != block.node and not (other.tag in HEADINGS and other.text.startswith(_DASHES))
        if apart or not any(
            claim.key.startswith(joined) or (other.text.startswith(_DASHES) and joined in claim.key) for claim in claims
        ):
            break
        unbroken = any(text + other.text in claim.text for claim in claims)
        text += other.text if unbroken or other.text.startswith(_DASHES) else f" {other.text}"
    return text


def _may_be_first_line(block: Block) -> bool:
    """Tell whether a line above one that dashes begin may be the title that it belongs to: no link, no byline, no crumb."""
    text = block.text
    is_title = MIN_TITLE_CHARS <= len(text) <= MAX_TITLE_CHARS and not text.endswith(SENTENCE_END)
    return is_title and not (block.links or block.hidden or CREDIT.search(text) or TRAIL.search(text))


def _lines_of_heading(document: Document, block: Block, claims: list[Claim]) -> list[str]:
    """Return the two lines of a heading that the head claims neither whole nor one of: it has a title of its own."""
    nodes = document.nodes
    first, last = nodes.first[block.node], nodes.last[block.node]
    if nodes.tag[block.node] not in HEADINGS or last - first != len(("first", "second")):
        return []
    lines = [other.text for other in document.blocks[first:last] if not (other.links or CREDIT.search(other.text))]
    keys = [key(line) for line in lines]
    if len(lines) != last - first or min(map(len, keys)) < MIN_TITLE_CHARS:
        return []
    is_claimed = any(line in claim.key for line in (*keys, "".join(keys)) for claim in claims)
    return [] if is_claimed or not claims else lines
