"""Which medium the page credits: 来源 and its like, a name beside the date, the head's claims, the site's own name."""

import re
from collections.abc import Iterable, Sequence
from typing import Final

from cleaners.article.lines import rule_of
from cleaners.dom import Block, Document
from cleaners.fold import fold
from cleaners.metadata.accounts import account_of, below_title, is_login
from cleaners.metadata.credits import is_dated_medium
from cleaners.metadata.labelled_authors import CONTRIBUTED, DESK
from cleaners.metadata.masthead import paper_of
from cleaners.metadata.medium_name import clean_name, copied_from
from cleaners.metadata.people import full_names, is_medium, is_person
from cleaners.metadata.publishers import account, agency, issuer, of_bracket, of_issue, of_reporter, on_card
from cleaners.metadata.reposts import paper_within
from cleaners.metadata.signatures import LOGGED_IN, original
from cleaners.metadata.site_name import SECTIONS, site_name
from cleaners.metadata.structured import Claims
from cleaners.metadata.suffix import segments
from cleaners.metadata.values import Title
from cleaners.metadata.words import AUTHOR, GENERIC_OUTLETS, OUTLET
from cleaners.metadata.zones import Line, Zones

MAX_BESIDE_CHARS = 24
# 学工处管理员: who typed it in.
ADMINISTRATOR: Final = "管理员"
# 街角编辑部: who of the medium did, and not the medium.
OFFICE_OF_EDITORS: Final = "编辑部"
# Who owns a site is seldom what it is called.
COMPANY: Final = "公司"
# 党宣01: who is logged in.
_LOGGED: Final = re.compile(r"[\u4e00-\u9fff]{1,4}\d{1,3}")
# A page of a paper: A09.
_PAPER_PAGE: Final = re.compile(r"[A-Z]\d{1,3}")
# Who put the page up is as often a person, under this label nearly always.
PERSONAL: Final = "发布人"
# Below the name right under a title the date stands so near.
DATE_REACH = 5
# Beside a date a shorter word names a channel and a longer one a headline, unless it ends as media do; behind the date, any.
ACCOUNT_CHARS = range(3, 11)

# Who wrote it all the same; a department is none.
_MEDIUM: Final = re.compile(r"^\S{2,12}(?:[报台社网刊]|新闻|电视|广播|传媒|频道|客户端|融媒(?:体中心)?)$")
# Who put the page up within the office whose site it is: 农业处, 新闻科, 老干部工作部.
_DEPARTMENT: Final = re.compile(
    r"[\u4e00-\u9fff]{1,3}(?:[处科室课组]|办公室|宣传部)|[\u4e00-\u9fff]{4,6}[科课股]|[\u4e00-\u9fff]{2,6}(?:工作|管理)[处部]"
)
# 弈网
_SHORT_MEDIUM: Final = re.compile("[\u4e00-\u9fff][网报刊]")
# 来源:《甲报》
_IN_MARKS: Final = re.compile(r"^《([^《》]{2,14})》")
# 某电视台《某某》
_PROGRAMME: Final = re.compile(r"[台报]《[^《》]{2,12}》$")
# Between a date and the account that published.
_DOT: Final = re.compile(r"\s?[·•]\s?")
_SOURCE_CLASS: Final = re.compile(r"source|\bsrc\b|laiyuan|copyfrom|media|author|origin|from|publisher|account")
_CHANNEL_CLASS: Final = re.compile(r"channel|section|category|column|crumb")
# …。(来源:甲报 记者 王五)
_SOURCE_TAIL: Final = re.compile(
    r"[。!?”]\s?\((?:(?:文章)?来源:\s?([^():,。]{2,24})|(?:综合)?据《([^《》():,。]{2,14})》)\)$"
)
# (甲日报): a line of its own below the story.
_ALONE: Final = re.compile(r"\((?!本)([\u4e00-\u9fff]{2,8}(?:[报社网台刊]|客户端))\)")
_MEDIUM_ALONE: Final = re.compile(r"\((?!本)([\u4e00-\u9fff]{2,8}[报社网台刊])\)")
# 本文转载自微信公众号"甲": the account, whatever follows it.
_ACCOUNT: Final = re.compile(
    r"(?:^\W?|\s)(?:本文|文章|内容)?(?:已?经?(?:原?作者)?授权)?(?:(?:转载|首发|摘|转|来|源)自|首发于|来源于?:?)\s?(?:微信)?(?:公众号|订阅号)[:\s]{0,2}[“\"'「]?([^”\"'」,。()]{2,20})"
    r"|^\W?(?:本文|文章|内容)(?:已?经?(?:原?作者)?授权)?(?:转载|转|摘|源)自[“\"「]([^”\"」,。()]{2,14})[”\"」]"
    r"|^\W?(?:本文|文章|内容)由(?:微信)?(?:公众号|订阅号)[“\"'「]?([^”\"'」,。()]{2,20}?)[”\"'」]?(?:发布|发表|授权|提供|原创)"
    r"|(?:原载|刊[于载]|原刊|首发)[于在]?《([^》]{2,12})》|(?:刊[发登]|发表)[于在]《([^》]{2,12})》|^[(—\s]{0,3}(?:摘|转载?|选)自\s?《([^》]{2,12})》"
)

_COLON: Final = re.compile("[:：]")


def read_outlet(document: Document, zones: Zones, claims: Claims, title: Title, authors: tuple[str, ...]) -> str:
    """Return the medium the page credits, else the site's own name; "" where the page names neither."""
    head = zones.of("head", "above")
    return (
        _labelled(head, title=document.title)
        or _department(head, claims)
        or clean_name(original(zones.of("head"))[1])
        or _copied_from(zones)
        or _signed_at_end(zones)
        or paper_within(zones)
        or _classed(head, authors)
        or _beside_date(document, head, authors, claims)
        or _alone(document, zones.of("head"), authors)
        or of_issue([*zones.of("head", "opening"), *zones.ends()])
        or _labelled(zones.of("opening", "closing", "tail"), plain=False)
        or _at_end(zones)
        or _generic_author(head)
        or of_reporter(head)
        or _in_brackets(zones.of("head", "opening"))
        or _claimed(claims)
        or of_bracket(zones.openings)
        or _labelled(zones.of("tail"))
        or on_card(document)
        or paper_of(document)
        or _site(document, zones, claims, title)
        or issuer(title.text, zones.openings)
        or account(zones.of("head"), authors)
        or next((name for name in account_of(zones.of("head")) if name not in authors), "")
        or next((name for name in below_title(zones.of("head")) if name not in authors), "")
    )


def _claimed(claims: Claims) -> str:
    """Return the medium that the head claims as the source; a Latin name gives way to a site's own in Chinese."""
    name = clean_name(claims.source)
    own = next((own for own in map(clean_name, claims.site_names) if own and not own.isascii()), "")
    return own if name.isascii() and own else name


def _site(document: Document, zones: Zones, claims: Claims, title: Title) -> str:
    """Return the site's own name, or the agency's that the story begins with where the page names but a company, or none."""
    name = site_name(document, claims, title, zones)
    return (agency(zones.openings) or name) if not name or fold(name).endswith(COMPANY) else name


def _labelled(lines: Iterable[Line], *, plain: bool = True, title: str = "") -> str:
    """Return the first value under an outlet's label, of who put it up only where none says where it comes from.

    Without `plain`, a bare 来源 does not count (a picture's, a quote's). What closes the page's `title` is a medium,
    though it is not called so.
    """
    publisher = ""
    for line in lines:
        for field in line.credit.fields:
            if field.role != OUTLET or (not plain and field.label in ("来源", "转自", "摘自", "原创", "媒体")):
                continue
            name = _first_name(line.credit.value(field))
            is_shown = (is_medium(name) and not name[0].isascii()) or (name and title.endswith(name))
            if field.label == "来自" and not (
                is_shown or {"原作者", "发布者"} & {other.label for other in line.credit.fields}
            ):
                continue  # a telephone, or where the reader sits, but where a portal copied the story from
            if fold(name).endswith(ADMINISTRATOR) or _LOGGED.fullmatch(name):
                continue
            if name and not field.label.startswith("发布"):
                return name
            is_person_s = field.label == PERSONAL or (field.label == LOGGED_IN and is_person(name))
            if (is_medium(name) or not is_person_s) and not _DEPARTMENT.fullmatch(fold(name)):
                publisher = publisher or name
    return publisher


def _department(lines: Iterable[Line], claims: Claims) -> str:
    """Return the office whose department put the page up, where the head claims both in one: 某县政府交通处."""
    fields = ((line, field) for line in lines for field in line.credit.fields if field.role == OUTLET)
    named = {fold(line.credit.value(field)) for line, field in fields}
    departments = tuple(name for name in named if _DEPARTMENT.fullmatch(name))
    claimed = (name for name in claims.authors if departments and fold(name).endswith(departments))
    return next((name for name in claimed if fold(name) not in named), "")


def _at_end(zones: Zones) -> str:
    """Return the medium in the bracket that ends the story: (来源:甲报 记者 王五), 【2024/05/06 甲报】, (甲报 作者/王五), (甲日报)."""
    for block in zones.closings[-1:]:
        match = _SOURCE_TAIL.search(fold(block.text))
        name = _first_name(block.text[slice(*match.span(match.lastindex or 0))]) if match else ""
        if name:
            return name
    for line in zones.ends():
        if named_alone := _ALONE.fullmatch(line.credit.folded.strip()):
            return clean_name(line.credit.text.strip()[slice(*named_alone.span(1))])
        if is_dated_medium(line.credit):
            named = (clean_name(piece) for piece in line.credit.pieces())
            return next(filter(None, named), "")
        signed = line.credit.folded.startswith("(") and any(field.role == AUTHOR for field in line.credit.fields)
        name = clean_name(next(iter(line.credit.pieces()), "")) if signed else ""
        if is_medium(name):
            return name
    return ""


def _signed_at_end(zones: Zones) -> str:
    """Return the medium in a line of its own among the story's last, which says nothing else: 来源:某县融媒体中心."""
    for line in zones.ends():
        fields = line.credit.fields
        if (
            line.zone == "opening"
            or not fields
            or fields[0].at
            or fields[0].role != OUTLET
            or len(line.block.text) > MAX_BESIDE_CHARS
        ):
            continue
        name = _first_name(line.credit.value(fields[0]))
        if is_medium(name) or _PROGRAMME.search(fold(name)):
            return name
    return ""


def _copied_from(zones: Zones) -> str:
    """Return the medium or the account that the story says it was copied from: with its author, or as an account's."""
    named = _labelled(zones.copied())
    if named:
        return named
    for line in zones.of("head", "opening", "closing", "tail"):
        if copied := copied_from(line.credit.folded) if line.zone != "head" else None:
            return clean_name(line.credit.text[slice(*copied)])
        match = _ACCOUNT.search(line.credit.folded)
        if match:
            return clean_name(line.credit.text[slice(*match.span(match.lastindex or 0))])
    return ""


def _in_brackets(lines: Iterable[Line]) -> str:
    """Return the medium that is all of a line in brackets above the story: (某某中文网)."""
    for line in lines:
        if match := _MEDIUM_ALONE.fullmatch(line.credit.folded.strip()):
            return clean_name(line.credit.text.strip()[slice(*match.span(1))])
    return ""


def _first_name(value: str) -> str:
    """Return the medium at the start of a value; a region, a person or a button behind it is left out."""
    pieces = _IN_MARKS.sub(r"\1 ", value).split()
    kept: list[str] = []
    for piece in pieces:
        if kept and (piece.isdecimal() or not (piece.isascii() or kept[-1].isascii())):
            break  # how many comments, too
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
                if name and name not in authors and not (byline or is_person(name) or is_login(name)):
                    return name
    return ""


def _alone(document: Document, lines: Sequence[Line], authors: tuple[str, ...]) -> str:
    """Return a medium's name that is a line of its own next to the line of the date, or between the title and buttons above that."""
    dated = {line.block.index for line in lines if line.credit.stamps}
    for line in lines:
        at = line.block.index
        near = dated & {at - 1, at + 1, *(range(at, at + DATE_REACH) if not line.distance else ())}
        alone = not (line.credit.fields or line.credit.stamps or line.block.links or _CHANNEL_CLASS.search(line.names))
        if near and alone and len(line.block.text) <= MAX_BESIDE_CHARS:
            pieces = line.credit.pieces()
            is_signed = len(pieces) == len(("medium", "reporter")) and is_person(pieces[1])  # 甲报 王五
            name = clean_name(pieces[0] if is_signed else line.block.text)
            is_name = name not in authors and not _DEPARTMENT.fullmatch(fold(name)) and not _COLON.search(name)
            shown = is_medium(name) and is_name
            if name and shown and not _is_section(document, name, line.block):
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
        if not line.credit.stamps or len(line.block.text) > 80 or rule_of(line.block) == "caption":
            continue
        # what a label that is unknown names is no medium: 录入：admin
        named = (piece for piece in line.credit.pieces() if not _COLON.search(piece))
        full = {word for name in full_names(line.block) for word in name.split()}
        pieces = [clean_name(piece) for piece in named if piece not in full and not _is_reporter_at(piece, authors)]
        names = [
            piece
            for piece in pieces
            if piece
            and not is_login(piece)
            and not any(author.startswith(piece) for author in authors)
            and (not is_person(piece) or piece.isascii())
            and not fold(piece).endswith(OFFICE_OF_EDITORS)
            and not _PAPER_PAGE.fullmatch(piece)
            and not DESK.fullmatch(fold(piece))
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
        near = {name for name in near if len(name) in ACCOUNT_CHARS or _SHORT_MEDIUM.fullmatch(fold(name))}
        names = [name for name in names if name in claimed or name in near]
        names = [name for name in names if not _is_section(document, name, line.block)]
        names = [name for name in names if name not in channels and fold(name) not in topics]
        media = [name for name in media if fold(name) not in SECTIONS] or media
        if media or names:
            return (media or names)[0]
    return ""


def _is_reporter_at(piece: str, authors: tuple[str, ...]) -> bool:
    """Tell whether a piece of a line is an author and where he is: 王五/洛杉矶."""
    return fold(piece).partition("/")[0] in map(fold, authors)


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
    """Return what stands under 作者 when it is no person but a medium, or "compiled from the net"; under 供稿 an office, too."""
    for line in lines:
        for field in line.credit.fields:
            value = line.credit.value(field)
            is_office = field.label in CONTRIBUTED and is_medium(value)
            is_named = is_office or fold(value).startswith(GENERIC_OUTLETS) or _MEDIUM.search(fold(value))
            if field.role == AUTHOR and is_named:
                return _first_name(value)
    return ""
