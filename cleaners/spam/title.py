"""Hijacked titles and pages: `<title>` and meta elements mended from what the page shows; verdicts on the whole page."""

import re
from bisect import bisect_right
from collections.abc import Container, Iterable, Sequence
from dataclasses import replace
from itertools import islice

from cleaners.dom import CELL_JOINT, Block, Document
from cleaners.elements import MAIN_HEADINGS
from cleaners.spam.features import pairs_of
from cleaners.spam.find import HEADING_SCORE, MAX_HEADING_CHARS
from cleaners.spam.fold import fold_in_place
from cleaners.spam.marks import LINE_NUMBER
from cleaners.spam.spans_in import NOTHING_SOLD
from cleaners.spam.wording import Wording, default_wording, selling
from cleaners.values import Removed, Stage

# A segment of a title belongs to the page when this share of its pairs stands in the page's visible text.
MIN_OVERLAP = 0.5
MIN_HIJACKED = 2
MIN_HONEST_OVERLAP = 0.2
MIN_JUDGED_PAIRS = 2
# A segment with fewer pairs is judged by all its characters if it has so many.
MIN_MIXED_CHARS = 4
# Below this share of pairs it takes runs of three, too: pairs alone are common words as often as not.
SURE_OVERLAP = 0.7
MIN_THREES = 0.15
# A page, or what seems its story, is spam as a whole when more of it is; with less advertising than this it is merely empty.
MAX_SPAM_SHARE, MIN_SPAM_PAGE_CHARS, MIN_SPAM_BODY_CHARS = 0.6, 120, 40
# A story that shows so much more beside what is hidden in it.
MIN_SHOWN_CHARS = 120
MIN_PHRASE_CHARS = 4
# A part at a title's edge reads so much like an offer, and so little of it comes again in the story: somebody sells there. It
# need not read so where the head claims the title without it, or before another that does.
MIN_SELLING, MIN_SELLING_UNCLAIMED, MIN_SELLING_BEFORE, MAX_TOLD, MAX_PUT_THERE = 2.0, 0.0, -1.5, 0.2, 2
# What reads less like one beside an offer is a headline's clause, and the offer its own: 国产拖拉机，终于等到自己的插座.
LEAST_BESIDE = -5.0
_MARKS = r"_|｜丨,+＋/／★☆◆●►▶»~～•·"
# Lines in paragraphs of their own, so many and no longer, are headings, whatever number stands before them.
MIN_LINES, MAX_LINE_CHARS = 2, 16
# So many headings with numbers, half of them no offers, are the story's own.
MIN_COUNTED = 2
# Each is looked for in all of the story: so many are, a bound on the work.
MAX_TRIED = 100
# What a heading has behind the title that the head claims: all parts read like an offer by so much, and one by so much.
MIN_CLAIMED_CHARS, LEAST_APPENDED, MIN_APPENDED = 6, -2.5, -1.0
_ANY_MARK = re.compile(r"[\s_|｜丨,，、：:;；（(【\[+＋/／★☆◆●►▶»~～•·-]+")
_CLOSING = "）)】] "
ITEMS = frozenset(("li", "dt", "dd"))
_NUMBER = re.compile(LINE_NUMBER)
_COUNTED = re.compile(r"\s*[一二三四五六七八九十]{1,2}、")
# 晨光社会新闻, 青石日报: what a medium's name ends in; sellers' names do, too, but read like offers by more.
_MEDIUM = re.compile(
    r"[\u4e00-\u9fff]{2,8}(?:网|網|[日晚早时時]?[报報]|[电電][视視][台臺]|新[闻聞]|通[讯訊]社|在[线線])"
)
LEAST_NAME_SOLD = -1.0
_AT_END = re.compile(
    rf"\s*(?:[【\[「『(（]([^【\[「『(（】\]」』)）]{{4,40}})[】\]」』)）]|[{_MARKS}]([^{_MARKS}]{{4,20}})|\s[-–—]+\s([^-–—]{{4,20}}))\s*$"
)
# The same behind nothing but a blank, where it must read more like an offer: headlines have clauses there.
_SPACED = re.compile(r"(?<=\S{2})\s+([\u4e00-\u9fff]{4,14})\s*$")
MIN_SELLING_SPACED = 3.5
# What stands before a title, and enough of a title behind it.
_AT_START = re.compile(
    rf"\s*(?:[【\[「『(（]([^【\[「『(（】\]」』)）]{{4,40}})[】\]」』)）]|([^\s{_MARKS}\-–—]{{4,20}})[\s{_MARKS}\-–—]+)\s*(?=\S.{{5}})"
)
_PARTS = re.compile(r"[_|｜丨,，、\s]+")
_HEADING_PARTS = re.compile(r"[_|｜丨,，、\s\-–—]+")
_SEGMENTS = re.compile(r"(\s*[_|｜丨]\s*|\s+[-–—]+\s+|[-–—,，、;；]+\s*)")


def repair_title(text: str, document: Document, spam: Sequence[Removed]) -> str:
    """Return a `<title>` or og:title without the segments that speak of nothing on the page; "" when all are such."""
    visible = visible_text(document, spam)
    parts = _SEGMENTS.split(text)
    foreign = {at for at in range(0, len(parts), 2) if is_foreign(parts[at], visible)}
    foreign |= {at for at in range(0, len(parts), 2) if at not in foreign and _is_advertised(parts[at], document, spam)}
    foreign = {at for at in foreign if not (at and _is_named_as_medium(parts[at]))}
    if len(foreign) == 1 and not spam and _overlap(parts[min(foreign)], visible) >= MIN_HONEST_OVERLAP:
        return text  # a title in words of its own, on a page that nothing else speaks against
    kept: list[str] = []
    for at in range(0, len(parts), 2):
        if at in foreign:
            continue
        if kept and at:
            kept.append(parts[at - 1])
        kept.append(parts[at])
    return "".join(kept).strip()


def _is_named_as_medium(segment: str) -> bool:
    """Tell whether the segment ends as the names of media do, and sells nothing: many sites say their names in the title alone."""
    name = segment.strip()
    return _MEDIUM.fullmatch(name) is not None and selling(fold_in_place(name), default_wording()) < LEAST_NAME_SOLD


def without_advertising(title: str, story: Sequence[str], wording: Wording | None, claimed: str = "") -> str:
    """Return a title without the parts at its edges that advertise what the paragraphs of the story do not speak of.

    `claimed` is what the page's head says.

    >>> from cleaners.spam.wording import default_wording
    >>> without_advertising("大桥昨日合龙【二手挖掘机价格_挖掘机出租】", ["大桥昨日合龙。"], default_wording())
    '大桥昨日合龙'
    """
    if wording is None:
        return title
    while (match := _AT_END.search(title)) and match.start():
        said = match[1] or match[2] or match[3]
        if not _sells(said, wording, MIN_SELLING) or _is_told(said, story):
            break
        title = title[: match.start()]
    spaced = _SPACED.search(title)
    if spaced and _sells(spaced[1], wording, MIN_SELLING_SPACED) and not _is_hinted_at(spaced[1], story):
        title = title[: spaced.start()]
    title = title[: _begin_of_unclaimed(title, story, wording, claimed)]
    return title[_end_of_offers(title, story, wording, claimed) :]


def _begin_of_unclaimed(title: str, story: Sequence[str], wording: Wording, claimed: str) -> int:
    """Return where the offers begin that a title has behind what the head claims, and the story does not speak of."""
    for mark in reversed(list(_ANY_MARK.finditer(title, MIN_CLAIMED_CHARS))):
        before, behind = title[: mark.start()], title[mark.end() :]
        if before not in claimed:
            continue
        said = [part for part in _HEADING_PARTS.split(behind.strip(_CLOSING)) if part]
        odds = [selling(fold_in_place(part), wording) for part in said]
        is_foreign = title[: mark.end() + 1] not in claimed and not any(_is_told(part, story) for part in said)
        if is_foreign and odds and min(odds) >= LEAST_APPENDED and max(odds) >= MIN_APPENDED:
            return mark.start()
        break
    return len(title)


def _end_of_offers(title: str, story: Sequence[str], wording: Wording, claimed: str) -> int:
    """Return where the offers end that a title begins with, the last of them one beyond doubt."""
    at = end = 0
    while match := _AT_START.match(title, at):
        said = match[1] or match[2]
        # a story's own first words may come again in its first paragraph alone
        if not _sells(said, wording, MIN_SELLING_BEFORE) or any(_is_told(said, (paragraph,)) for paragraph in story):
            break
        at = match.end()
        if _sells(said, wording, MIN_SELLING_UNCLAIMED if _is_claimed_without(claimed, match) else MIN_SELLING):
            end = at
    return end


def _is_claimed_without(claimed: str, before: re.Match[str]) -> bool:
    """Tell whether the head claims what stands behind the first part of a title, and not that part."""
    behind = before.string[before.end() :]
    return behind in claimed and before[0].strip() + behind not in claimed and (before[1] or before[2]) not in claimed


def _sells(part: str, wording: Wording, least: float) -> bool:
    odds = [selling(phrase, wording) for phrase in _PARTS.split(fold_in_place(part)) if phrase]
    return max(odds, default=least - 1) >= least and min(odds) >= LEAST_BESIDE


def headings_of_offers(
    document: Document, story: range, wording: Wording | None, skip: Container[int]
) -> tuple[Removed, ...]:
    """Return the headings in a story, in order, that are nothing but offers of which it tells nothing; `skip` are known for spam.

    Several short lines in paragraphs of their own are headings as well.
    """
    blocks = [block for block in document.blocks[story.start : story.stop] if block.index not in skip]
    offers = (
        block for block in blocks if _is_heading(document, block) and _is_all_offers(_without_number(block), wording)
    )
    found = [
        block
        for block in islice(offers, MAX_TRIED)
        if not _is_spoken_of(_without_number(block), (other.text for other in blocks if other is not block))
    ]
    counted = [block for block in blocks if _COUNTED.match(block.text) and _is_heading(document, block)]
    if len(counted) >= MIN_COUNTED and 2 * sum(block in counted for block in found) <= len(counted):
        found = [block for block in found if block not in counted]  # the story counts its parts
    lines = sum(block.tag not in MAIN_HEADINGS for block in found)
    return tuple(
        Removed(block.start, block.end, block.text, Stage.SPAM, "selling_heading", HEADING_SCORE)
        for block in found
        if block.tag in MAIN_HEADINGS or lines >= MIN_LINES
    )


def _without_number(block: Block) -> str:
    return _NUMBER.sub("", block.text)


def _is_heading(document: Document, block: Block) -> bool:
    """Tell whether a block is a heading, or a short line in a paragraph of its own, neither a list's item nor a table's cell."""
    if block.tag in MAIN_HEADINGS:
        return True
    beside = document.blocks[block.index : block.index + 2]
    is_cell = any(other.joint == CELL_JOINT for other in beside)
    return len(block.text) <= MAX_LINE_CHARS and block.tag not in ITEMS and not is_cell


def is_of_offers(heading: str, story: Iterable[str], wording: Wording | None) -> bool:
    """Tell whether a short heading is nothing but phrases that read like offers, one of them much so, and a story speaks of none."""
    return _is_all_offers(heading, wording) and not _is_spoken_of(heading, story)


def _is_spoken_of(heading: str, story: Iterable[str]) -> bool:
    return any(_is_told(part, (paragraph,)) for paragraph in story for part in _parts_of(heading))


def _parts_of(heading: str) -> list[str]:
    return [part for part in _HEADING_PARTS.split(fold_in_place(heading)) if part]


def _is_all_offers(heading: str, wording: Wording | None) -> bool:
    if wording is None or len(heading) > MAX_HEADING_CHARS or "。" in heading:
        return False
    odds = [selling(part, wording) for part in _parts_of(heading)]
    return bool(odds) and min(odds) >= MIN_SELLING_UNCLAIMED and max(odds) >= MIN_SELLING


def _is_told(said: str, story: Sequence[str]) -> bool:
    """Tell whether a story speaks of something; in a long one, in more than one paragraph, which may have been put there too."""
    folded = fold_in_place(said)
    told = sorted(_overlap(folded, paragraph) for paragraph in map(fold_in_place, story))
    return max(told[:-1] if len(told) > MAX_PUT_THERE else told, default=0.0) > MAX_TOLD


def _is_hinted_at(said: str, story: Sequence[str]) -> bool:
    """Tell whether a story shares as much as a pair of characters with something: a blank in a headline is as often its own."""
    folded = fold_in_place(said)
    return any(_overlap(folded, fold_in_place(paragraph)) > 0 for paragraph in story)


def _is_advertised(segment: str, document: Document, spam: Sequence[Removed]) -> bool:
    """Tell whether the segment is one of the phrases in the page's spam, and no heading of its own."""
    if len(segment) < MIN_PHRASE_CHARS or not any(segment in span.text for span in spam):
        return False
    if selling(fold_in_place(segment), default_wording()) < NOTHING_SOLD:  # a heading that offers stand before
        return False
    spans = {span.start for span in spam}
    return not any(
        block.tag in MAIN_HEADINGS and segment in block.text and block.start not in spans for block in document.blocks
    )


def mend_head(document: Document, spam: Sequence[Removed]) -> Document:
    """Return the document with a hijacked `<title>` mended, so that nothing reads a name out of it; itself elsewhere.

    One foreign segment alone may be the site's name, which many pages show as a picture only. Of a plain-text document the
    first line is read as its title, or, where that is spam, the first line that is none.
    """
    if document.media == "text" and not document.title and any(span.start == 0 for span in spam):
        free = (each.text for each in document.blocks if not any(span.start <= each.start < span.end for span in spam))
        return replace(document, title=next(free, ""))
    mended = repair_title(document.title, document, spam) if document.title else ""
    gone = len(_SEGMENTS.findall(document.title)) - len(_SEGMENTS.findall(mended)) + (not mended)
    return replace(document, title=mended) if mended != document.title and (spam or gone >= MIN_HIJACKED) else document


def _overlap(segment: str, visible: str) -> float:
    pairs = pairs_of(segment)
    return sum(pair in visible for pair in pairs) / len(pairs) if pairs else 0.0


def is_foreign(segment: str, visible: str) -> bool:
    """Tell whether the segment speaks of nothing in the visible text: its pairs stand nowhere, or never three in a row."""
    pairs = pairs_of(segment)
    if len(pairs) < MIN_JUDGED_PAIRS and len(segment) >= MIN_MIXED_CHARS and not segment.isascii():
        pairs = {segment[at : at + 2] for at in range(len(segment) - 1)}
    elif len(pairs) < MIN_JUDGED_PAIRS:
        return False
    if segment in visible:
        return False
    known = sum(pair in visible for pair in pairs)
    if known < MIN_OVERLAP * len(pairs):
        return True
    threes = {segment[at : at + 3] for at in range(len(segment) - 2)}
    return known < SURE_OVERLAP * len(pairs) and sum(map(visible.__contains__, threes)) < MIN_THREES * len(threes)


def visible_text(document: Document, spam: Sequence[Removed]) -> str:
    """Return the seen text without its spam."""
    pieces: list[str] = []
    at = 0
    for span in spam:
        pieces.append(document.seen[at : span.start])
        at = span.end
    pieces.append(document.seen[at:])
    return "\n".join(pieces)


def is_spam_page(document: Document, body: range, spam: Sequence[Removed], *, is_story: bool) -> bool:
    """Tell whether a page is spam through and through: of what seems its story, or of all a page without one, most is."""
    found = _covered(spam, 0, len(document.seen))
    if not is_story and found > max(MIN_SPAM_PAGE_CHARS, MAX_SPAM_SHARE * len(document.seen)):
        return True
    if not body:
        return False
    blocks = document.blocks[body.start : body.stop]
    start, end = blocks[0].start, blocks[-1].end
    found, size = _covered(spam, start, end), end - start
    # what is hidden amid a story that is shown makes it no spam, however much that is
    starts = [block.start for block in blocks]
    inside = (span for span in spam if start <= span.start < end)
    unseen = [span for span in inside if blocks[bisect_right(starts, span.start) - 1].hidden]
    hidden = _covered(unseen, start, end)
    if hidden and is_story and size - found >= MIN_SHOWN_CHARS:
        found, size = found - hidden, size - hidden
    return found > max(MIN_SPAM_BODY_CHARS, MAX_SPAM_SHARE * size)


def _covered(spam: Sequence[Removed], start: int, end: int) -> int:
    """Return how many characters of a range any of the spans covers."""
    covered, at = 0, start
    for span in sorted(spam, key=lambda span: span.start):
        covered += max(0, min(end, span.end) - max(at, span.start))
        at = max(at, span.end)
    return covered
