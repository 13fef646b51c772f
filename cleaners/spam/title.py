"""Hijacked titles and pages: `<title>` and meta elements mended from what the page shows; verdicts on the whole page."""

import re
from collections.abc import Sequence

from cleaners.dom import Document
from cleaners.spam.features import pairs_of
from cleaners.values import Removed

# A segment of a title belongs to the page when this share of its pairs stands in the page's visible text.
MIN_OVERLAP = 0.5
MIN_JUDGED_PAIRS = 2
# A page, or what seems its story, is spam as a whole when more of it is.
MAX_SPAM_SHARE = 0.6
_SEGMENTS = re.compile(r"(\s*[_|｜丨]\s*|\s+[-–—]+\s+|[-–—,，、;；]+\s*)")


def repair_title(text: str, document: Document, spam: Sequence[Removed]) -> str:
    """Return a `<title>` or og:title without the segments that speak of nothing on the page; "" when all are such."""
    visible = visible_text(document, spam)
    parts = _SEGMENTS.split(text)
    kept: list[str] = []
    for at in range(0, len(parts), 2):
        if is_foreign(parts[at], visible):
            continue
        if kept and at:
            kept.append(parts[at - 1])
        kept.append(parts[at])
    return "".join(kept).strip()


def is_foreign(segment: str, visible: str) -> bool:
    """Tell whether most of the segment's pairs stand nowhere in the visible text."""
    pairs = pairs_of(segment)
    if len(pairs) < MIN_JUDGED_PAIRS:
        return False
    return sum(pair in visible for pair in pairs) < MIN_OVERLAP * len(pairs)


def visible_text(document: Document, spam: Sequence[Removed]) -> str:
    """Return the seen text without its spam."""
    pieces: list[str] = []
    at = 0
    for span in spam:
        pieces.append(document.seen[at : span.start])
        at = span.end
    pieces.append(document.seen[at:])
    return "\n".join(pieces)


def is_hijacked(document: Document, spam: Sequence[Removed]) -> bool:
    """Tell whether the page's title, keywords or description were replaced by advertising."""
    return bool(document.title) and repair_title(document.title, document, spam) != document.title


def is_spam_page(document: Document, body: range, spam: Sequence[Removed], *, is_story: bool) -> bool:
    """Tell whether a page is spam through and through: of what seems its story, or of all a page without one, most is."""
    if not is_story:
        return _covered(spam, 0, len(document.seen)) > MAX_SPAM_SHARE * len(document.seen)
    if not body:
        return False
    start, end = document.blocks[body.start].start, document.blocks[body.stop - 1].end
    return _covered(spam, start, end) > MAX_SPAM_SHARE * (end - start)


def _covered(spam: Sequence[Removed], start: int, end: int) -> int:
    return sum(max(0, min(end, span.end) - max(start, span.start)) for span in spam)
