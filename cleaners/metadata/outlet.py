"""Which medium the page credits: 来源 and its like, a name beside the date, the head's claims, the site's own name."""

import re
from collections.abc import Iterable, Sequence
from typing import Final

from cleaners.dom import Block, Document
from cleaners.fold import fold
from cleaners.metadata.credits import is_dated_medium
from cleaners.metadata.issue import issue_of
from cleaners.metadata.medium_name import clean_name
from cleaners.metadata.people import is_medium, is_person
from cleaners.metadata.signatures import original
from cleaners.metadata.site_name import SECTIONS, site_name
from cleaners.metadata.structured import Claims
from cleaners.metadata.suffix import segments
from cleaners.metadata.values import Title
from cleaners.metadata.words import AUTHOR, GENERIC_OUTLETS, OUTLET
from cleaners.metadata.zones import Line, Zones

MAX_BESIDE_CHARS = 24
# Who put the page up is as often a person, under this label nearly always.
PERSONAL: Final = "发布人"
MAX_LINE_CHARS = 60
# Beside a date a shorter word names a channel and a longer one a headline, unless it ends as media do; behind the date, any.
ACCOUNT_CHARS = range(3, 11)

_COUNT: Final = re.compile(
    r"[\d.,]{1,8}\s?[万亿wk+]*\s?篇?(?:文章|作品|粉丝|关注|总?阅读|获赞|总获赞)量?|(?:文章|作品|粉丝|关注|总?阅读|获赞)[:：\s]?[\d.,]{1,8}\s?[万亿wk+]*"
)
MAX_COUNT_CHARS = 16
_OFFICE_ENDS: Final = "署局厅部委"
# Between a date and the account that published.
_DOT: Final = re.compile(r"\s?[·•]\s?")
_SOURCE_CLASS: Final = re.compile(r"source|\bsrc\b|laiyuan|copyfrom|media|author|origin|from|publisher|account")
_CHANNEL_CLASS: Final = re.compile(r"channel|section|category|column|crumb")
# 甲报记者 王五; the medium's own ending must stand before the word.
_REPORTERS_MEDIUM: Final = re.compile(
    r"(?:^|[\s|/(])([^\s|/():,]{1,10}(?:报|社|网|台|新闻|刊))[/|\s]?(?:全媒体|融媒体|见习|实习|首席|特约|驻\S{1,4})?记者"
)
# …。(来源:甲报 记者 王五)
_SOURCE_TAIL: Final = re.compile(r"[。!?”]\s?\((?:文章)?来源:\s?([^():,。]{2,24})\)$")
# 本文转载自微信公众号"甲": the account, whatever follows it.
_ACCOUNT: Final = re.compile(
    r"(?:^\W?|\s)(?:本文|文章|内容)?(?:(?:转载|首发|摘|转|来|源)自|来源于?:?)\s?(?:微信)?(?:公众号|订阅号)[:\s]{0,2}[“\"'「]?([^”\"'」,。()]{2,20})"
    r"|(?:原载|刊[于载]|原刊)于?《([^》]{2,12})》|^[(—\s]{0,3}(?:摘|转载?|选)自\s?《([^》]{2,12})》"
)


def read_outlet(document: Document, zones: Zones, claims: Claims, title: Title, authors: tuple[str, ...]) -> str:
    """Return the medium the page credits, else the site's own name; "" where the page names neither."""
    head = zones.of("head", "above")
    return (
        _labelled(head)
        or clean_name(original(zones.of("head"))[1])
        or _copied_from(zones)
        or _classed(head, authors)
        or _beside_date(document, head, authors, claims)
        or _alone(document, zones.of("head"), authors)
        or _magazine([*zones.of("head", "opening"), *zones.ends()])
        or _labelled(zones.of("opening", "closing", "tail"), plain=False)
        or _at_end(zones)
        or _generic_author(head)
        or _reporters_medium(head)
        or clean_name(claims.source)
        or _labelled(zones.of("tail"))
        or _on_card(document)
        or site_name(document, claims, title)
        or _agency(zones.openings)
        or _issuer(title.text, zones.openings)
    )


def _labelled(lines: Iterable[Line], *, plain: bool = True) -> str:
    """Return the first value under an outlet's label, of who put it up only where none says where it comes from.

    Without `plain`, a bare 来源 does not count (a picture's, a quote's).
    """
    publisher = ""
    for line in lines:
        for field in line.credit.fields:
            if field.role != OUTLET or (not plain and field.label in ("来源", "转自", "摘自", "原创", "媒体")):
                continue
            name = _first_name(line.credit.value(field))
            if field.label == "来自" and not (is_medium(name) and not name[0].isascii()):
                continue  # a telephone, or where the reader sits
            if name and not field.label.startswith("发布"):
                return name
            if field.label != PERSONAL or is_medium(name):
                publisher = publisher or name
    return publisher


def _at_end(zones: Zones) -> str:
    """Return the medium in the bracket that ends the story: (来源:甲报 记者 王五), 【2024/05/06 甲报】, (甲报 作者/王五)."""
    for block in zones.closings[-1:]:
        match = _SOURCE_TAIL.search(fold(block.text))
        name = _first_name(block.text[match.start(1) : match.end(1)]) if match else ""
        if name:
            return name
    for line in zones.ends():
        if is_dated_medium(line.credit):
            named = (clean_name(piece) for piece in line.credit.pieces())
            return next(filter(None, named), "")
        signed = line.credit.folded.startswith("(") and any(field.role == AUTHOR for field in line.credit.fields)
        name = clean_name(next(iter(line.credit.pieces()), "")) if signed else ""
        if is_medium(name):
            return name
    return ""


def _copied_from(zones: Zones) -> str:
    """Return the medium or the account that the story says it was copied from: with its author, or as an account's."""
    named = _labelled(zones.copied())
    if named:
        return named
    for line in zones.of("head", "opening", "closing", "tail"):
        match = _ACCOUNT.search(line.credit.folded)
        if match:
            return clean_name(line.credit.text[slice(*match.span(match.lastindex or 0))])
    return ""


def _first_name(value: str) -> str:
    """Return the medium at the start of a value; a region, a person or a button behind it is left out."""
    pieces = value.split()
    kept: list[str] = []
    for piece in pieces:
        if kept and not (piece.isascii() or kept[-1].isascii()):
            break
        if clean_name(piece) or piece.isascii():
            kept.append(piece)
        elif kept:
            break
    return clean_name(" ".join(kept)) or clean_name(pieces[0] if pieces else "")


def _classed(lines: Iterable[Line], authors: tuple[str, ...]) -> str:
    for line in lines:
        if line.credit.fields or line.credit.stamps or len(line.block.text) > MAX_BESIDE_CHARS:
            continue
        if _SOURCE_CLASS.search(line.names):
            for piece in line.credit.pieces():
                name = clean_name(piece)
                byline = "author" in line.names and not is_medium(name)
                if name and name not in authors and not is_person(name) and not byline:
                    return name
    return ""


def _alone(document: Document, lines: Sequence[Line], authors: tuple[str, ...]) -> str:
    """Return a medium's name that is a line of its own next to the line of the date."""
    dated = {line.block.index for line in lines if line.credit.stamps}
    for line in lines:
        near = line.block.index - 1 in dated or line.block.index + 1 in dated
        alone = not (line.credit.fields or line.credit.stamps or line.block.links or _CHANNEL_CLASS.search(line.names))
        if near and alone and len(line.block.text) <= MAX_BESIDE_CHARS:
            name = clean_name(line.block.text)
            if name and is_medium(name) and name not in authors and not _is_section(document, name, line.block):
                return name
    return ""


def _beside_date(document: Document, lines: Iterable[Line], authors: tuple[str, ...], claims: Claims) -> str:
    """Return the name that stands unlabelled in the line of the date; a channel of a page whose title names both is none."""
    claimed = {clean_name(name) for name in (*claims.authors, *claims.site_names)}
    ends = segments(document.title)[1:]
    channels = ends if any(is_medium(end) for end in ends) else []
    topics = fold(
        document.meta("article:section", "section", "category") + " " + document.meta("keywords", "news_keywords")
    )
    for line in lines:
        if not line.credit.stamps or len(line.block.text) > 80:
            continue
        pieces = [clean_name(piece) for piece in line.credit.pieces()]
        names = [
            piece for piece in pieces if piece and piece not in authors and (not is_person(piece) or piece.isascii())
        ]
        media = [name for name in names if is_medium(name)]
        first = min(stamp.start for stamp in line.credit.stamps)
        before = {clean_name(line.credit.text[start:end]) for start, end in line.credit.rest if end <= first}
        if line.zone == "above":  # what stands above the title is as often another story's line
            names = []
        linked = {clean_name(line.block.text[link.start : link.end]) for link in line.block.links}
        last = max(stamp.end for stamp in line.credit.stamps)
        dotted = {
            clean_name(line.credit.text[start:end])
            for start, end in line.credit.rest
            if _DOT.fullmatch(line.credit.text[last:start])
        }
        # a text has lost the elements that kept them apart
        glued = {clean_name(line.credit.text[start:end]) for start, end in line.credit.rest if start == last}
        near = before | linked | dotted | (glued if document.media == "text" else set())
        names = [name for name in names if name in claimed or (name in near and len(name) in ACCOUNT_CHARS)]
        names = [name for name in names if not _is_section(document, name, line.block)]
        names = [name for name in names if name not in channels and fold(name) not in topics]
        media = [name for name in media if fold(name) not in SECTIONS] or media
        if media or names:
            return (media or names)[0]
    return ""


def _is_section(document: Document, name: str, beside: Block) -> bool:
    """Tell whether `name` is an entry of the page's menus: a linked block or a crumb elsewhere says just that."""
    for block in document.blocks[: beside.index]:
        if name not in block.text:
            continue
        if block.text == name and block.links:
            return True
        if any(block.text[link.start : link.end].strip() == name for link in block.links):
            return True
    return False


def _magazine(lines: Iterable[Line]) -> str:
    """Return the magazine whose name and issue are a line of their own: 乡土经济 2019年8期."""
    for line in lines:
        named = issue_of(line.credit.folded)
        name = clean_name(line.credit.text[slice(*named)]) if named else ""
        if name:
            return name
    return ""


def _generic_author(lines: Iterable[Line]) -> str:
    """Return what stands under 作者 when it is no person but "compiled from the net"."""
    for line in lines:
        for field in line.credit.fields:
            value = line.credit.value(field)
            if field.role == AUTHOR and fold(value).startswith(GENERIC_OUTLETS):
                return _first_name(value)
    return ""


def _reporters_medium(lines: Iterable[Line]) -> str:
    """Return the medium that a reporter's line names before the word reporter: 甲报记者 王五."""
    for line in lines:
        match = _REPORTERS_MEDIUM.search(line.credit.folded) if len(line.block.text) <= MAX_LINE_CHARS else None
        name = clean_name(line.credit.text[match.start(1) : match.end(1)]) if match else ""
        if name and not fold(name).startswith("本"):
            return name
    return ""


def _on_card(document: Document) -> str:
    """Return the account whose card a page shows: its name, and below it how many articles it has and who reads them."""
    blocks = document.blocks
    for name, first, second in zip(blocks, blocks[1:], blocks[2:], strict=False):
        if len(first.text) > MAX_COUNT_CHARS or not _COUNT.fullmatch(first.text):
            continue
        if len(second.text) <= MAX_COUNT_CHARS and _COUNT.fullmatch(second.text) and len(name.text) <= MAX_BESIDE_CHARS:
            return clean_name(name.text)
    return ""


def _issuer(title: str, openings: Sequence[Block]) -> str:
    """Return the office that title and story both begin with: it issues what it tells."""
    told = openings[0].text if openings else ""
    same = 0
    while same < min(len(title), len(told), MAX_BESIDE_CHARS) and title[same] == told[same]:
        same += 1
    ends = (at for at in range(same, 2, -1) if fold(title[at - 1]) in _OFFICE_ENDS)
    name = clean_name(title[: next(ends, 0)])
    return name if name and is_medium(name) and not is_person(name) else ""


def _agency(openings: Sequence[Block]) -> str:
    """Return the medium whose reporter opens the story: (甲社记者王五台北3日电)."""
    match = _REPORTERS_MEDIUM.search(fold(openings[0].text[:MAX_LINE_CHARS])) if openings else None
    name = clean_name(openings[0].text[match.start(1) : match.end(1)]) if match else ""
    return "" if fold(name).startswith("本") else name
