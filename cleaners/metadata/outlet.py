"""Which medium the page credits: 来源 and its like, a name beside the date, the head's claims, the site's own name."""

import re
from collections.abc import Iterable, Sequence
from typing import Final

from cleaners.dom import Block, Document
from cleaners.fold import fold
from cleaners.metadata.fold import key
from cleaners.metadata.people import is_medium, is_person
from cleaners.metadata.signatures import original
from cleaners.metadata.structured import Claims
from cleaners.metadata.suffix import segments, site_of_title
from cleaners.metadata.values import Title
from cleaners.metadata.words import AUTHOR, GENERIC_OUTLETS, LABELS, NOT_OUTLETS, OUTLET, REGIONS
from cleaners.metadata.zones import Line, Zones

MAX_OUTLET_CHARS = 40
MAX_BESIDE_CHARS = 24
COPYRIGHT_BLOCKS = 40
# So many characters of a title are enough to find it by; a crumb stands among so many first lines.
TITLE_CHARS = 12
MASTHEAD_LINES = 8
MAX_LINE_CHARS = 60
# A title's last piece this long may be a slogan, which no other line of the page says.
MIN_SLOGAN_CHARS = 7
# Beside a date a shorter word names a channel and a longer one a headline, unless it ends as media do; behind the date, any.
ACCOUNT_CHARS = range(3, 11)

_CRUMB: Final = re.compile(r"[>»›]")
_PARTS: Final = re.compile(r"[|｜>»›/／\s]+")
_HOME: Final = re.compile(r"(?:网站|網站)?(?:首[页頁]|主[页頁])$")
_SECTIONS: Final = frozenset(
    "即时新闻 最新新闻 今日新闻 综合新闻 新闻中心 国内新闻 社会新闻 财经新闻 您的位置 当前位置 网站首页".split()
)
# A template that nobody filled in.
_UNFILLED: Final = "Title"
# Between a date and the account that published.
_DOT: Final = re.compile(r"\s?[·•]\s?")
_DOMAIN: Final = re.compile(r"(?:[a-z0-9-]+\.)+[a-z]{2,}", re.IGNORECASE)
_WORDS: Final = re.compile(r"[\u4e00-\u9fff]{2,}|[A-Za-z]{3,}")
_SOURCE_CLASS: Final = re.compile(r"source|laiyuan|copyfrom|media|author|origin|from|publisher|account")
_CHANNEL_CLASS: Final = re.compile(r"channel|section|category|column|crumb")
_TRAILING: Final = re.compile(
    r"(?:(?<=.{2})(?:数字报|數字報|数字版|电子版|电子报|電子報|手机版|网页版)|\([^()]{1,4}\)|原创稿?|客户端下载)$"
)
_COPYRIGHT: Final = re.compile(
    r"(?:版权所有|copyright|©|\(c\))[\s:©]*(?:\(c\))?[\s\d-]*(?:by\s)?([^\s\d©,.|()]{2,20})"
    r"|([^\s\d©,.|()]{2,16}?)(?:有限公司)?\s?(?:©[\s\d-]*)?版权所有|(?:著作权|版权)归([^\s\d©,.|()]{2,16}?)所有",
    re.IGNORECASE,
)
# 甲报记者 王五; the medium's own ending must stand before the word.
_REPORTERS_MEDIUM: Final = re.compile(
    r"(?:^|[\s|/(])([^\s|/():,]{1,10}(?:报|社|网|台|新闻|刊))[/|\s]?(?:全媒体|融媒体|见习|实习|首席|特约|驻\S{1,4})?记者"
)
_REFUSED: Final = re.compile(
    r"^[\W\d_]*$|/.*(?:报导|报道)$|^[^/]{2,3}(?:报导|报道)$|\d万?次|播放|创作者|(?:星期|周)[一二三四五六日天]|^by$|^报[导道]$|HKT|UTC|GMT|https?:|www\.|[。!?]|^\+?\d+(?![\d\u4e00-\u9fff])|^\d+[年月日万次条分小秒]|次$|评论|跟贴|人参与|阅读|字号|下载|登录|注册|举报|^来自|^只看|楼主|倒序"
)


# …。(来源:甲报 记者 王五)
_SOURCE_TAIL: Final = re.compile(r"[。!?”]\s?\((?:文章)?来源:\s?([^():,。]{2,24})\)$")
# 本文转载自微信公众号"甲": the account, whatever follows it.
_ACCOUNT: Final = re.compile(
    r"^\W?(?:本文|文章|内容)?(?:(?:转载|首发|摘|转|来|源)自|来源于?:?)\s?(?:微信)?(?:公众号|订阅号)[:\s]{0,2}[“\"'「]?([^”\"'」,。()]{2,20})"
    r"|(?:原载|刊[于载]|原刊)于?《([^》]{2,12})》"
)


def read_outlet(document: Document, zones: Zones, claims: Claims, title: Title, authors: tuple[str, ...]) -> str:
    """Return the medium the page credits, else the site's own name; "" where the page names neither."""
    head = zones.of("head", "above")
    return (
        _labelled(head)
        or _clean(original(zones.of("head"))[1])
        or _classed(head, authors)
        or _beside_date(document, head, authors, claims)
        or _alone(document, zones.of("head"), authors)
        or _labelled(zones.of("opening", "closing", "tail"), plain=False)
        or _at_end(zones)
        or _generic_author(head)
        or _reporters_medium(head)
        or _clean(claims.source)
        or _labelled(zones.of("tail"))
        or site_name(document, claims, title)
        or _agency(zones.openings)
    )


def site_name(document: Document, claims: Claims, title: Title) -> str:
    """Return the site's own name: as its head claims it, as `<title>` ends, as its copyright line says."""
    named = [_clean(name) or _reporting(name) for name in claims.site_names]
    named = [name for name in named if name and not name.startswith("@")]
    named = [name for name in named if name != _UNFILLED]
    claimed = next((name for name in named if not _DOMAIN.fullmatch(name)), "")
    ended = _masthead(document) if _has_no_head(document, title) else _end_of_title(document, title)
    owner = _copyright_owner(document)
    return claimed or ended or owner or _begin_of_title(document, title) or next(iter(named), "")


def _begin_of_title(document: Document, title: Title) -> str:
    """Return the medium that stands before the title in `<title>`: 甲报-标题."""
    at = document.title.find(title.text[:TITLE_CHARS]) if title.text else 0
    pieces = segments(document.title[:at].rstrip(" -–—_|｜")) if at > 0 else []
    return next((name for name in map(_clean, pieces) if is_medium(name)), "")


def _reporting(name: str) -> str:
    """Return a site's own name that a byline could not have: 独立报道, as a person's name before the word has it too."""
    return name if re.fullmatch(r"[^/]{2,3}(?:报导|报道)", fold(name)) else ""


def _has_no_head(document: Document, title: Title) -> bool:
    """Tell whether a plain text begins with no line that repeats its title, as a page's `<title>` does."""
    return (
        document.media == "text"
        and bool(title.text)
        and key(title.text)[:TITLE_CHARS] not in key(_first_line(document))
    )


def _masthead(document: Document) -> str:
    """Return the site's name that a plain text begins with: the first of a crumb, or of the very first line."""
    crumbs = [block.text for block in document.blocks[:MASTHEAD_LINES] if _CRUMB.search(block.text)]
    first = _first_line(document)
    for line in (*crumbs, first):
        piece = next(filter(None, map(str.strip, _PARTS.split(line))), "")
        name = _clean(_HOME.sub("", piece))
        is_logo = line is not first and name and first.startswith(name)
        if name and fold(name) not in _SECTIONS and (is_logo or piece != name or is_medium(name)):
            return name
    return ""


def _end_of_title(document: Document, title: Title) -> str:
    """Return the site's name behind the title: one that ends as media do, else the last unless it is a slogan."""
    ends = [_clean(piece) for piece in site_of_title(title.text, document.title or _first_line(document))]
    ends = [piece for piece in ends if piece and not re.search(r"\d{4,}", piece)]
    media = [piece for piece in ends if is_medium(piece)]
    if document.media == "text":  # of a head that came along as a line, keywords are as often the end
        return next(iter((*media, *(piece for piece in ends if _is_said(document, piece)))), "")
    if media or len(ends) < 2 or len(ends[0]) < MIN_SLOGAN_CHARS or _is_said(document, ends[0]):
        return next(iter((*media, *ends)), "")
    return next((piece for piece in ends if _is_said(document, piece)), ends[0])


def _is_said(document: Document, name: str) -> bool:
    """Tell whether a short block (logo, crumb, menu, footer) begins or ends with a name, or with its Han or Latin part."""
    spoken = tuple(part.lower() for part in _WORDS.findall(name))
    lines = (block.text.lower() for block in document.blocks if len(block.text) <= MAX_LINE_CHARS)
    return any(line.startswith(spoken) or line.endswith(spoken) for line in lines)


def _first_line(document: Document) -> str:
    return document.blocks[0].text if document.media == "text" and document.blocks else ""


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
            publisher = publisher or name
    return publisher


def _at_end(zones: Zones) -> str:
    """Return the medium in the bracket that ends the story, (来源:甲报 记者 王五), or the account it was copied from."""
    for block in zones.closings[-1:]:
        match = _SOURCE_TAIL.search(fold(block.text))
        name = _first_name(block.text[match.start(1) : match.end(1)]) if match else ""
        if name:
            return name
    for line in zones.of("head", "opening", "closing", "tail"):
        match = _ACCOUNT.search(fold(line.block.text))
        if match:
            return _clean(line.block.text[slice(*match.span(match.lastindex or 0))])
    return ""


def _first_name(value: str) -> str:
    """Return the medium at the start of a value; a region, a person or a button behind it is left out."""
    pieces = value.split()
    kept: list[str] = []
    for piece in pieces:
        if kept and not (piece.isascii() or kept[-1].isascii()):
            break
        if _clean(piece) or piece.isascii():
            kept.append(piece)
        elif kept:
            break
    return _clean(" ".join(kept)) or _clean(pieces[0] if pieces else "")


def _classed(lines: Iterable[Line], authors: tuple[str, ...]) -> str:
    for line in lines:
        if line.credit.fields or line.credit.stamps or len(line.block.text) > MAX_BESIDE_CHARS:
            continue
        if _SOURCE_CLASS.search(line.names):
            for piece in line.credit.pieces():
                name = _clean(piece)
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
            name = _clean(line.block.text)
            if name and is_medium(name) and name not in authors and not _is_section(document, name, line.block):
                return name
    return ""


def _beside_date(document: Document, lines: Iterable[Line], authors: tuple[str, ...], claims: Claims) -> str:
    """Return the name that stands unlabelled in the line of the date; a channel of a page whose title names both is none."""
    claimed = {_clean(name) for name in (*claims.authors, *claims.site_names)}
    ends = segments(document.title)[1:]
    channels = ends if any(is_medium(end) for end in ends) else []
    topics = fold(
        document.meta("article:section", "section", "category") + " " + document.meta("keywords", "news_keywords")
    )
    for line in lines:
        if not line.credit.stamps or len(line.block.text) > 80:
            continue
        pieces = [_clean(piece) for piece in line.credit.pieces()]
        names = [
            piece for piece in pieces if piece and piece not in authors and (not is_person(piece) or piece.isascii())
        ]
        media = [name for name in names if is_medium(name)]
        first = min(stamp.start for stamp in line.credit.stamps)
        before = {_clean(line.credit.text[start:end]) for start, end in line.credit.rest if end <= first}
        if line.zone == "above":  # what stands above the title is as often another story's line
            names = []
        linked = {_clean(line.block.text[link.start : link.end]) for link in line.block.links}
        last = max(stamp.end for stamp in line.credit.stamps)
        dotted = {
            _clean(line.credit.text[start:end])
            for start, end in line.credit.rest
            if _DOT.fullmatch(line.credit.text[last:start])
        }
        near = before | linked | dotted
        names = [name for name in names if name in claimed or (name in near and len(name) in ACCOUNT_CHARS)]
        names = [name for name in names if not _is_section(document, name, line.block)]
        names = [name for name in names if name not in channels and fold(name) not in topics]
        media = [name for name in media if fold(name) not in _SECTIONS] or media
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
        name = _clean(line.credit.text[match.start(1) : match.end(1)]) if match else ""
        if name and not fold(name).startswith("本"):
            return name
    return ""


def _agency(openings: Sequence[Block]) -> str:
    """Return the medium whose reporter opens the story: (甲社记者王五台北3日电)."""
    match = _REPORTERS_MEDIUM.search(fold(openings[0].text[:MAX_LINE_CHARS])) if openings else None
    name = _clean(openings[0].text[match.start(1) : match.end(1)]) if match else ""
    return "" if fold(name).startswith("本") else name


def _copyright_owner(document: Document) -> str:
    for block in reversed(document.blocks[-COPYRIGHT_BLOCKS:]):
        if len(block.text) > 160:
            continue
        for match in _COPYRIGHT.finditer(fold(block.text)):
            group = next(group for group in (1, 2, 3) if match[group])
            name = _clean(block.text[match.start(group) : match.end(group)])
            if name and is_medium(name):
                return name
    return ""


def _clean(name: str) -> str:
    """Return a medium's name without what sites hang on it, "" for what is no name."""
    name = re.sub(
        r"^(?:(?:来源|來源|文章来源|稿源)\s?[:：]|原[创創](?=.{2}))\s?",
        "",
        name.strip(" |·•,;()/／>-*、\"'　\xa0（）【】〔〕[]｜:："),
    )
    name = _TRAILING.sub("", name).strip()
    if "(" in fold(name) and ")" not in fold(name):
        name = name[: fold(name).index("(")].strip()
    folded = fold(name)
    if (
        not 2 <= len(key(name)) <= MAX_OUTLET_CHARS
        or folded in NOT_OUTLETS
        or folded in REGIONS
        or folded in LABELS
        or _REFUSED.search(folded)
    ):
        return ""
    return name
