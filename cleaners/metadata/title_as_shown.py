"""A title as its heading shows it: whole where it is cut short or has two lines, without badges and the site's name."""

import re
from typing import Final

from cleaners.dom import Block, Document
from cleaners.elements import HEADINGS
from cleaners.metadata.around_title import CREDIT, MAX_TITLE_CHARS, SENTENCE_END, TRAIL
from cleaners.metadata.badges import without_badges, without_foreign_head
from cleaners.metadata.claimed_titles import MIN_TITLE_CHARS, Claim
from cleaners.metadata.fold import key
from cleaners.metadata.suffix import without_suffix
from cleaners.metadata.values import Title

MAX_BADGE_CHARS: Final = 3
# Of `<title>`, the last bar between blanks and what follows it.
_SITE_BEHIND: Final = re.compile(r"\s+[-–—_|｜]\s+[^-–—_|｜]+$")
# A second line of a title begins so.
_DASHES: Final = ("——", "--", "──", "—")


def title_as_shown(document: Document, block: Block, claims: list[Claim], skip: frozenset[int]) -> Title:
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
