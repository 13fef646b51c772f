"""The site's suffix on a title: which trailing segments name the channel or the site, judged from the page itself."""

import re
from typing import Final

from cleaners.dom import Document
from cleaners.metadata.fold import key
from cleaners.metadata.people import is_medium

MIN_KEPT_CHARS = 5
MAX_SUFFIX_CHARS = 24
NAV_BLOCK_CHARS = 14
FOOTER_BLOCKS = 12

# A bar, underscore or dash run parts segments anywhere; a single dash needs a space beside it or a short end behind it.
_STRONG: Final = re.compile(r"\s*(?:[_|｜│]+|--+|——\s|\s[-–—―]+\s|\s[-–—]|[-–—]\s|\s::\s|\s[«»·]\s)\s*")
_RIGHTS: Final = re.compile(r"©|[Cc]opyright|版权所有|版權所有|ICP")
_WEAK: Final = re.compile(r"[-–—]")


def segments(text: str) -> list[str]:
    """Return the pieces of a title between separators that sites put before their names.

    >>> segments("江苏召开会议_新闻频道_中国青年网"), segments("苹果发布5G-A手机")
    (['江苏召开会议', '新闻频道', '中国青年网'], ['苹果发布5G-A手机'])
    """
    return [piece for piece in _STRONG.split(text) if piece.strip()]


def without_suffix(text: str, document: Document) -> str:
    """Return `text` without the trailing segments that name channel or site; a title of one segment stays whole."""
    cuts = [match for match in _STRONG.finditer(text) if match.start()]
    kept = text
    for match in reversed(cuts):
        head, tail = text[: match.start()], kept[match.end() :]
        if len(key(head)) < MIN_KEPT_CHARS or not _is_suffix(tail, document):
            break
        kept = head
    weak = [match for match in _WEAK.finditer(kept) if match.start()]
    if weak and kept == text:
        head, tail = kept[: weak[-1].start()], kept[weak[-1].end() :]
        if len(key(head)) >= MIN_KEPT_CHARS and (is_medium(tail) or _names_site(tail, document)):
            kept = head
    return kept.strip() or text


def site_of_title(title: str, full: str) -> list[str]:
    """Return the segments that `full` (the page's `<title>`) has behind `title`, last first: names of site and channel."""
    at = full.rfind(title[-6:]) if title else -1
    if at < 0:  # a title of its own, written for search engines
        return [piece for piece in reversed(segments(full)[1:]) if len(piece) <= MAX_SUFFIX_CHARS]
    rest = full[at + len(title[-6:]) :]
    pieces = [piece.strip(" -–—_|｜/【】[]") for piece in re.split(r"[_|｜/]|--+|\s[-–—]+\s|^\s*[-–—]|-", rest)]
    return [piece for piece in reversed(pieces) if piece]


def _is_suffix(tail: str, document: Document) -> bool:
    squeezed = key(tail)
    if not squeezed:
        return True
    return len(tail) <= MAX_SUFFIX_CHARS and (is_medium(tail) or len(squeezed) <= 6 or _names_site(tail, document))


def _names_site(tail: str, document: Document) -> bool:
    """Tell whether a short block of the page (menu, footer, breadcrumb) or a claim is just this name, or who has the rights."""
    squeezed = key(tail)
    if len(squeezed) < 2:
        return False
    if squeezed in key(document.meta("og:site_name", "application-name", "publisher")):
        return True
    if any(tail in block.text for block in document.blocks if len(block.text) <= NAV_BLOCK_CHARS):
        return True
    first, last = document.embedded  # a story out of a script stands behind the page's footer
    shown = document.blocks[:first] if last > first else document.blocks
    return any(tail in block.text and _RIGHTS.search(block.text) for block in shown[-FOOTER_BLOCKS:])
