"""What a page's head claims as its title, and how well a text agrees with it."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from cleaners.dom import Document
from cleaners.elements import MAIN_HEADINGS
from cleaners.fold import fold
from cleaners.metadata.fold import key
from cleaners.metadata.people import is_medium
from cleaners.metadata.structured import read_claims
from cleaners.metadata.suffix import segments, without_suffix

MIN_TITLE_CHARS = 4
MIN_TOLD_CHARS = 8
MAX_NAME_CHARS = 12
# Of a claimed title's pairs of characters a paragraph that tells the same says so many.
RETOLD_SHARE = 0.75
# An app that shows a story says its own name alone in the head, and first on the page; the title stands so far below at most.
MAX_APP_CHARS, TITLE_REACH = 6, 12
SITE_ENDS = ("官网", "网站", "门户", "官方网")
# So many pairs of a block's characters are looked for before it is compared.
PAIRS_TRIED = 6
# What an element that shows a title is called.
TITLE_CLASS: Final = re.compile(
    r"title|headline|biaoti|(?:^|[\s_-])(?:tit|bt|topic|hd|name headline)(?:$|[\s_-])|subject"
)
_BARS: Final = re.compile(r"[-–—_|｜]")
# A newspaper's own name that a title begins with: 甲报数字报-标题.
_PAPER: Final = re.compile(r"\s*[^\s\-–—|_｜]{1,10}(?:[报報刊]|数字版|數字版|电子版|電子版)\s*[-–—|_｜]+\s*(?=\S)")
# The same with the day and the page: 甲报--2024年02月05日--综合--标题.
_DATED_SEGMENT: Final = re.compile(r"(?:19|20)\d\d\s?[-/.年]?\s?\d{1,2}\s?[-/.月]?\s?\d{1,2}日?(?:\s?(?:星期|周).)?")


@dataclass(frozen=True, slots=True)
class Claim:
    """What the head claims; `ends` are its segments but the first, and the site's own names: no titles, as a rule."""

    text: str
    key: str
    source: str
    ends: tuple[str, ...] = ()


def claimed_titles(document: Document, trusted: Callable[[str], str]) -> list[Claim]:
    """Return what `<title>`, meta elements and JSON-LD claim, each once; `trusted` mends what they say."""
    read = read_claims(document)
    headings = [key(block.text) for block in document.blocks if block.tag in MAIN_HEADINGS and not block.links]
    texts = [*read.headlines, (document.title, "title")]
    sites = [squeezed for squeezed in map(key, read.site_names) if squeezed]
    found: dict[str, Claim] = {}
    for text, source in texts:
        mended = _without_paper(trusted(text).strip()) if text else ""
        squeezed = key(mended)
        if len(squeezed) >= MIN_TITLE_CHARS and squeezed not in found:
            named = [site for site in sites if not squeezed.startswith(site)]
            suffix = key(mended[len(without_suffix(mended, document)) :])
            named += [squeezed] if _names_site_alone(headings, mended, without_suffix(mended, document)) else []
            named += [squeezed] if _heads_page(document, squeezed) else []
            named += [suffix] if len(suffix) >= MIN_TITLE_CHARS and suffix not in headings else []
            named += _behind_beginning(headings, mended)
            found[squeezed] = Claim(mended, squeezed, source, (*_name_segments(mended), *named))
    return list(found.values())


def _behind_beginning(headings: Sequence[str], claimed: str) -> list[str]:
    """Return what a claim has behind the beginning of a heading, cut short: 小厨娘，大本领 | 某小学 above 小厨娘，大本领——走进食堂."""
    first, *ends = map(key, segments(claimed)) if claimed else [""]
    is_begun = len(first) >= MIN_TITLE_CHARS and any(
        heading != first and heading.startswith(first) for heading in headings
    )
    return [end for end in ends if len(end) >= MIN_TITLE_CHARS] if is_begun else []


def _names_site_alone(headings: Sequence[str], claimed: str, bare: str) -> bool:
    """Tell whether what a head claims is a medium's name, as may be all that is left of a hijacked title: a heading tells the title.

    `bare` is the claim without the site's name: a medium's name before the site's is no title, either.
    """
    squeezed = key(bare)
    if len(squeezed) > MAX_NAME_CHARS or not is_medium(bare) or _BARS.search(bare) or squeezed in headings:
        return False
    return bare != claimed or any(len(heading) >= MIN_TITLE_CHARS for heading in headings)


def _heads_page(document: Document, squeezed: str) -> bool:
    """Tell whether a short claim, an app's name, is what a page's first line says, no heading, above one that is called a title."""
    first = document.blocks[0] if document.blocks else None
    if first is None or len(squeezed) > MAX_APP_CHARS or key(first.text) != squeezed or first.tag in MAIN_HEADINGS:
        return False
    names = document.nodes.names
    below = document.blocks[1 : 1 + TITLE_REACH]
    return any(TITLE_CLASS.search(names[block.node]) and len(key(block.text)) >= MIN_TOLD_CHARS for block in below)


def _without_paper(text: str) -> str:
    """Return a claimed title without the newspaper's name before it, and the day and page between them."""
    *before, last = segments(text) or [text]
    is_dated = any(map(_DATED_SEGMENT.fullmatch, before))
    if is_dated and len(key(last)) >= MIN_TITLE_CHARS and not is_medium(last):  # 标题 - 20220719 - 港闻 - 甲报新闻网
        return last
    paper = _PAPER.match(text)
    bare = text[paper.end() :] if paper else ""
    return bare if len(key(bare)) >= MIN_TITLE_CHARS else text


def _name_segments(text: str) -> tuple[str, ...]:
    """Return the short segments behind a title's first: names; a longer one behind a short one is the title itself."""
    first, *ends = map(key, segments(text)) if text else [""]
    names = (end for end in ends if len(end) <= MAX_NAME_CHARS)
    return tuple(
        end for end in names if len(end) < len(first) or end.startswith(first) or fold(end).endswith(SITE_ENDS)
    )


def is_told(document: Document, claims: list[Claim]) -> bool:
    """Tell whether the page shows a claimed title word for word: then no block that claims nothing beats it.

    What stands only in hidden text is not shown: a hijacked head, and the phrases that were hidden in its page.
    """
    names = {end for claim in claims for end in claim.ends}
    bare = {without_suffix(claim.text, document) for claim in claims if claim.key not in names}
    told = [text for text in bare if len(text) >= MIN_TOLD_CHARS and key(text) not in names and text in document.seen]
    return any(text in block.text for text in told for block in document.blocks if not block.hidden)


def is_retold(document: Document, claims: list[Claim]) -> bool:
    """Tell whether a paragraph says nearly all that a claimed title does: a flash that has no heading."""
    for claim in claims:
        bare = without_suffix(claim.text, document)
        squeezed = key(bare)
        if bare == claim.text or len(squeezed) < MIN_TOLD_CHARS:
            continue
        pairs = {squeezed[at : at + 2] for at in range(len(squeezed) - 1)}
        for block in document.blocks:
            if "。" in block.text and not block.links and not block.hidden and shares_pairs(block.text, [claim]):
                told = key(block.text)
                if sum(pair in told for pair in pairs) >= RETOLD_SHARE * len(pairs):
                    return True
    return False


def shares_pairs(text: str, claims: list[Claim]) -> bool:
    """Tell whether any of a few pairs of characters stands in a claim: most blocks share none, and need no closer look."""
    step = max(1, (len(text) - 2) // PAIRS_TRIED)
    pairs = [text[at : at + 2] for at in range(0, len(text) - 1, step)]
    return any(any(map(claim.text.__contains__, pairs)) for claim in claims)


def agreement(squeezed: str, claim: str) -> float:
    """Return the agreement of two squeezed titles, in [0, 1]; a common beginning counts most, a suffix costs little."""
    if squeezed == claim:
        return 1.0
    shorter, longer = sorted((squeezed, claim), key=len)
    share = len(shorter) / len(longer)
    if len(shorter) >= MIN_TITLE_CHARS and longer.startswith(shorter):
        return 0.55 + 0.4 * share
    if len(shorter) >= MIN_TITLE_CHARS + 2 and shorter in longer:
        return 0.4 + 0.5 * share
    pairs = {shorter[at : at + 2] for at in range(len(shorter) - 1)}
    common = sum(pair in longer for pair in pairs)
    overlap = 2 * common / (len(shorter) + len(longer))
    return 0.7 * overlap if overlap > 0.3 else 0.0
