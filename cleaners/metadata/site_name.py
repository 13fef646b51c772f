"""What a site calls itself: in its head, behind or before the title, in a masthead, a crumb, a copyright line."""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from cleaners.article.lines import rule_of
from cleaners.article.notices import is_office
from cleaners.dom import Block, Document
from cleaners.fold import fold
from cleaners.metadata.fold import key
from cleaners.metadata.medium_name import MAX_OUTLET_CHARS, clean_name
from cleaners.metadata.people import LEAST_MEDIUM_CHARS, is_medium, is_person
from cleaners.metadata.structured import Claims
from cleaners.metadata.suffix import segments, site_of_title
from cleaners.metadata.values import Title
from cleaners.metadata.words import NOT_OUTLETS
from cleaners.metadata.zones import Zones

COPYRIGHT_BLOCKS = 40
MAX_FOOT_CHARS = 160
# So many characters of a title are enough to find it by; a crumb stands among so many first lines.
TITLE_CHARS = 12
MASTHEAD_LINES = 8
MAX_LINE_CHARS = 60
# Of a text whose title nobody knows, the menus above the story.
MENU_LINES = 20
MAX_SITE_CHARS = 16
# A title's last piece this long may be a slogan, which no other line of the page says.
MIN_SLOGAN_CHARS = 7

# Lines by which the owner of a site names himself, and how his own news begins: 甲网 3月1日消息.
TOOLS: Final = frozenset(("page_talk", "share", "app_download", "follow_us"))
_TODAY: Final = re.compile(r"(?:今天是?)?\s?(?:19|20)\d\d\s?年\s?\d{1,2}\s?月|星期|今日?天气")
_OWNED: Final = re.compile(
    r"©|\(c\)|copyright|(?:版权|著作权)[归所为属]|转载[^,。]{0,6}(?:注明|来自)|独家稿件", re.IGNORECASE
)
_REPORTING: Final = re.compile(r"\s?(?:\d{1,4}[年月日]){1,3}[^,。]{0,4}(?:消息|讯|电|报道)|(?:消息|讯)[,:\s]")
_CRUMB: Final = re.compile(r"[>»›]")
_SLASHED: Final = re.compile(r"[^\s,。:/]{3,10}\s?/\s?[^\s,。:/]{2,8}")
_HERE: Final = re.compile(
    r"^\W*(?:[您你](?:现在|現在|当前|當前|所在)?的?(?:所在)?|现在|現在|当前|當前|所在)位置\s?[:：]?\s?"
)
_PARTS: Final = re.compile(r"[|｜>»›/／\s]+")
_HOME: Final = re.compile(r"(?:网站|網站)?(?:首[页頁]|主[页頁])$")
SECTIONS: Final = frozenset(
    "即时新闻 最新新闻 今日新闻 综合新闻 新闻中心 国内新闻 社会新闻 财经新闻 您的位置 当前位置 网站首页".split()
)
_SITE_CLASS: Final = re.compile(r"\bsite[-_]?(?:title|name|logo)|\blogo|(?:^|\s)(?:banner|brand)(?:\s|$)")
# So near below its title a text may have the page's `<title>`, which goes on with the site's name.
HEAD_REACH = 3
_GOES_ON: Final = re.compile(r"\s?[-–—_|｜]\s?\S{2,16}$")
# A template that nobody filled in.
_UNFILLED: Final = "Title"
_NAMED: Final = re.compile(r"(?:[^\s,。:!?]{2,8}\s?[·|-]\s?)?[^\s,。:!?]{2,8}[网报社台]")
_DOMAIN: Final = re.compile(r"(?:[a-z0-9-]+\.)+[a-z]{2,}", re.IGNORECASE)
_HAN: Final = re.compile(r"[\u3400-\u9fff]")
_WORDS: Final = re.compile(r"[\u4e00-\u9fff]{2,}|[A-Za-z]{3,}")
# Behind its own name a site's Latin one: 甲报 Jia Daily. In title marks a paper, beside the platform that shows it.
_LATIN_NAME: Final = re.compile(r"(?<=[\u4e00-\u9fff])\s[A-Za-z][A-Za-z .'-]*$")
# 甲月刊北美版: the edition behind the name.
_EDITION: Final = re.compile(r"(?<=[刊报報])[\u4e00-\u9fff]{1,3}版$")
_PAPER: Final = re.compile(r"《[^《》]{2,12}[报報刊]》")
_COPYRIGHT: Final = re.compile(
    r"(?:版权所有|copyright|©|\(c\))[\s:©]*(?:\(c\))?[\s\d-]*(?:by\s)?([^\s\d©,.|()]{2,20})"
    r"|([^\s\d©,.|()]{2,16}?)(?:有限公司)?\s?(?:©[\s\d-]*)?版权所有|(?:著作权|版权)归([^\s\d©,.|()]{2,16}?)所有"
    r"|all rights reserved\.?\s?([^\s\d©,.|()]{2,16})"
    r"|本文(?:由|为|系|是)([^\s\d:,.|()]{2,14}?)(?:独家)?原创(?:首发)?(?:[,。文稿内]|$)"
    r"|注明[“\"]?(?:文章|稿件)?(?:来源|出处|来自|转自)\s?(?:于|:)?\s?[“\"「《]?([^\s\d©:,。.|()“”\"」》]{2,16})",
    re.IGNORECASE,
)
# A masthead without a medium's ending, and who stands behind it in a credit.
_HAN_NAME: Final = re.compile(r"[\u4e00-\u9fff]{3,8}")
_STAFF: Final = re.compile(r"\s?(?:[特本]约)?(?:记者|编辑|通讯员|综合)")
# 赞好甲誌, 下载甲誌App: what a site asks of its readers.
_CALLS: Final = re.compile(r"(?:赞好|按赞|下载|打开|关注|订阅|追踪|支持|加入|欢迎(?:关注|订阅))\s?")
_OPENING_BRACKETS: Final = ("【", "（", "〔", "[")
MAX_SIGNED_LINES: Final = 60
_OWNER: Final = re.compile(
    r"(?:©|copyright)?\s?(?:\d{4})?\s?([\u4e00-\u9fffA-Za-z]{3,10})\s(?:版权所有|©\s?\d{0,4})(?:[,\s].{0,40})?",
    re.IGNORECASE,
)
# 本网站由某报社版权所有
_BY_OWNER: Final = re.compile(r"^本(?:网站?|站|[页頁]面?)(?:内容)?[由归歸]")
# Whose site a page says it is, at the foot: 主办单位:某局 承办:某中心; 某报社主办.
_HOST: Final = re.compile(
    r"(?:^|\s)(?:主办(?:单位)?\s?:\s?([^\s\d©,.|():]{2,20})|([^\s\d©,.|():]{2,16}?)(?:主管)?主办(?=\s|$))"
)
_ADDRESS: Final = re.compile(r"\s*([^\s\d©,.|():]{4,16})\s{1,3}(?:联系|办公|通信|通讯)?(?:地址|地点|邮编|电话)\s?:")


def site_name(document: Document, claims: Claims, title: Title, zones: Zones) -> str:
    """Return the site's own name: as its head claims it, as `<title>` ends, as its copyright line says."""
    named = [clean_name(name) or _reporting(name) for name in claims.site_names]
    named = [name for name in named if name and not name.startswith("@")]
    named = [name for name in named if name != _UNFILLED]
    claimed = [name for name in named if not _DOMAIN.fullmatch(name)]
    if claimed and not claimed[0].isascii():
        return claimed[0]
    before, owner = _begin_of_title(document, title), _copyright_owner(document)
    found = (
        *claimed,
        _masthead(document, title, zones) if _has_no_head(document, title) else _end_of_title(document, claims, title),
        _said_again(document, title),
        _called_site(document, title),
        owner
        if owner == f"{before}社"
        else before,  # a paper's publisher in full, but not the group that it belongs to
        owner,
        _crumb(document, title),
        _host(document, zones),
        _addressed(document),
        _last_line(document, zones),
        _owner_in_full(document),
        _shown_and_signed(document, claims, title),
        *named,
    )
    # a site that calls itself by a Latin name and by another is known by the other
    return next((name for name in found if not name.isascii()), "") or next(filter(None, found), "")


def _said_again(document: Document, title: Title) -> str:
    """Return the medium that is a line of its own above a text's title, and is named below it once more, in another line."""
    if document.media != "text":
        return ""
    lines = [block.text for block in document.blocks]
    above = lines[: title.block] if title.block > 0 else lines[:MENU_LINES]
    below = [line for line in lines[len(above) :] if len(line) <= MAX_LINE_CHARS]
    for line in above:
        name = clean_name(_LATIN_NAME.sub("", line)) if len(line) <= MAX_SITE_CHARS else ""
        if is_medium(name) and fold(name) not in SECTIONS and any(name in other and name != other for other in below):
            return name
    name = clean_name(lines[0]) if lines else ""
    if not _HAN_NAME.fullmatch(name) or fold(name) in SECTIONS or is_person(name):
        return ""
    opened = [line[:MAX_LINE_CHARS] for line in lines[len(above) :] if line.startswith(_OPENING_BRACKETS)]
    return name if any(_signs(name, line) for line in [*below, *opened][:MAX_SIGNED_LINES]) else ""


def _signs(name: str, line: str) -> bool:
    """Tell whether a line is a name and nothing else, or names with it who writes there: (甲城事记者 王五)."""
    folded = fold(line).removeprefix("(")
    opens = folded.startswith(f"{fold(name)} ") and line.startswith(_OPENING_BRACKETS)
    calls = _CALLS.match(folded)
    is_asked_for = calls is not None and folded.startswith(fold(name), calls.end())
    return (
        line == name
        or opens
        or is_asked_for
        or (folded.startswith(fold(name)) and _STAFF.match(folded, len(name)) is not None)
    )


def _owner_in_full(document: Document) -> str:
    """Return who a short line at the foot says has the rights, though his name ends in no medium's: 甲壹刻 版权所有."""
    for block in _foot(document):
        match = _OWNER.fullmatch(fold(block.text).strip())
        name = clean_name(block.text.strip()[slice(*match.span(1))]) if match else ""
        is_owner = document.media == "text" or (
            _HAN_NAME.fullmatch(name) is not None and "版权所有" in fold(block.text)
        )
        if name and is_owner and not is_person(name):
            return name
    return ""


def _called_site(document: Document, title: Title) -> str:
    """Return the medium above the title whose element is called the site's title or logo."""
    names = document.nodes.names
    for block in document.blocks[: max(0, title.block)]:
        if len(block.text) <= MAX_SITE_CHARS and _SITE_CLASS.search(names[block.node]):
            name = clean_name(block.text)
            if is_medium(name):
                return name
    return ""


def _shown_and_signed(document: Document, claims: Claims, title: Title) -> str:
    """Return the name of a page's logo, or of its first link, that a line of rights at the foot says, too, or the head as its author."""
    if document.media == "text":
        return ""
    above = document.blocks[: max(0, title.block)][:MASTHEAD_LINES]
    logos = [block.text for block in above if _SITE_CLASS.search(document.nodes.names[block.node])]
    logos += [piece for block in above for piece in block.pieces if piece.strip()][:1]
    logos += [block.text[link.start : link.end] for block in above for link in block.links][:1]
    names = [name for name in map(clean_name, logos) if _HAN_NAME.fullmatch(name)]
    names = [name for name in names if fold(name) not in SECTIONS and fold(name) not in NOT_OUTLETS]
    rights = _rights(document) if names else []
    signed = (name for name in names if name in claims.authors or any(_stands_alone(name, line) for line in rights))
    return next(signed, "")


def _begin_of_title(document: Document, title: Title) -> str:
    """Return the medium that stands before the title in `<title>`: 甲报-标题; a Latin name that the page says, too."""
    full = document.title or _head_line(document, title)
    at = full.find(title.text[:TITLE_CHARS]) if title.text else 0
    before = _CRUMB.sub(" | ", full[: max(0, at)]).rstrip(" -–—_|｜")
    names = list(map(clean_name, segments(before)))
    names += map(clean_name, before.split()) if len(names) == 1 else []
    latin = (name for name in names[:1] if name.isascii() and set(names) == {name} and _is_said(document, name))
    media = (name for name in names if is_medium(_EDITION.sub("", name)))
    return next(media, "") or next(latin, "")


def _reporting(name: str) -> str:
    """Return a site's own name that a byline could not have: 独立报道, as a person's name before the word has it too."""
    return name if re.fullmatch(r"[^/]{2,3}(?:报导|报道)", fold(name)) else ""


def _crumb(document: Document, title: Title) -> str:
    """Return the medium that a crumb above the title begins with: 您的位置:甲网 > 新闻 > 正文."""
    for block in document.blocks[: max(0, title.block)]:
        if len(block.text) <= MAX_LINE_CHARS and _CRUMB.search(block.text):
            piece = next(filter(None, map(str.strip, _PARTS.split(_HERE.sub("", block.text)))), "")
            name = clean_name(_HOME.sub("", piece))
            if is_medium(name) and fold(name) not in SECTIONS:
                return name
    return ""


def _has_no_head(document: Document, title: Title) -> bool:
    """Tell whether a plain text begins with no line that repeats its title, as a page's `<title>` does."""
    return document.media == "text" and not _repeats(title, _head_line(document, title))


def _repeats(title: Title, line: str) -> bool:
    """Tell whether a line holds the beginning of a title that is known."""
    return bool(title.text) and key(title.text)[:TITLE_CHARS] in key(line)


def _masthead(document: Document, title: Title, zones: Zones) -> str:
    """Return the site's name that a plain text begins with: the first of a crumb, or of the first line that is no spam."""
    above = document.blocks[:MASTHEAD_LINES]
    lines = [block.text for block in above if block.index not in zones.spam and not _is_tool(block)]
    first = next(iter(lines), "")
    crumbs = [_HERE.sub("", line) for line in lines if _CRUMB.search(line)]
    for line in (*crumbs, *filter(_SLASHED.fullmatch, lines), first):
        piece = next(filter(None, map(str.strip, _PARTS.split(line))), "")
        name = clean_name(_HOME.sub("", piece))
        is_home = piece != name and len(name) >= LEAST_MEDIUM_CHARS  # 体育首页 is a channel's
        is_logo = line != first and name and first.startswith(name)
        is_whole = is_medium(first) and fold(first) not in SECTIONS and len(first) <= MAX_SITE_CHARS
        if name and first.endswith(name) and is_whole:
            return clean_name(first)  # 论坛首页 below 柳湾论坛
        if name and fold(name) not in SECTIONS and (is_logo or is_home or is_medium(name)):
            return name
    words = [first, *_PARTS.split(first)] if len(first) <= MAX_SITE_CHARS else []
    return next((name for name in words if _is_own_name(document, name, title, zones)), "")


def _is_tool(block: Block) -> bool:
    """Tell whether a line is what a reader presses or looks up before he reads: 菜单, 跳到主要内容, the day and the weather."""
    folded = fold(block.text)
    if is_medium(folded):
        return False  # 返回某新闻, too
    return folded in NOT_OUTLETS or rule_of(block) in TOOLS or _TODAY.match(folded) is not None


def _is_own_name(document: Document, name: str, title: Title, zones: Zones) -> bool:
    """Tell whether a name that the first line shows is who speaks: of the rights, of its own doings, of what it has learnt."""
    if len(key(name)) < LEAST_MEDIUM_CHARS or fold(name) in SECTIONS or fold(name) in NOT_OUTLETS or is_person(name):
        return False
    ends = document.blocks[-COPYRIGHT_BLOCKS:]
    if any(
        name in block.text and _OWNED.search(fold(block.text)) for block in ends if len(block.text) <= MAX_FOOT_CHARS
    ):
        return True
    if is_office(fold(name)):
        return True
    told = zones.openings[0].text if zones.openings else ""
    is_reporting = told.startswith(name) and _REPORTING.match(fold(told), len(name)) is not None
    return is_reporting or (LEAST_MEDIUM_CHARS < len(name) < len(title.text) and title.text.startswith(name))


def _end_of_title(document: Document, claims: Claims, title: Title) -> str:
    """Return the site's name behind the title: one that ends as media do, else the last unless it is a slogan."""
    full = document.title or _head_line(document, title)
    whole = clean_name(full)
    if is_medium(whole) and len(full) <= MAX_SITE_CHARS and not _repeats(title, full):
        return whole  # `<title>` names the site alone
    if title.text and not _repeats(title, full):  # a page that shows its story by script: 甲新闻 - 有角度
        names = [clean_name(piece) for piece in segments(full)]
        if medium := next((name for name in names if is_medium(name)), ""):
            return medium
    ends = [clean_name(_without_motto(piece)) for piece in site_of_title(title.text, full)]
    ends = [piece for piece in ends if piece and not re.search(r"\d{4,}", piece)]
    ends = [piece for piece in ends if is_medium(piece) or not _is_short_title(piece, title)]
    media = [piece for piece in ends if is_medium(_LATIN_NAME.sub("", piece))]
    media = [piece.strip("《》") for piece in ends if _PAPER.fullmatch(piece)] or media
    if len(ends) > 1 and (owner := _owner_among(document, claims, ends)):
        return owner
    if document.media == "text":  # of a head that came along as a line, keywords are as often the end
        return next(iter((*media, *(piece for piece in ends if _is_said(document, piece)))), "")
    if media or len(ends) < 2 or len(ends[0]) < MIN_SLOGAN_CHARS or _is_said(document, ends[0]):
        return next(iter((*media, *ends)), "")
    return next((piece for piece in ends if _is_said(document, piece)), ends[0])


def _is_short_title(piece: str, title: Title) -> bool:
    """Tell whether a piece of `<title>` is the title's beginning, which stands there alone."""
    return len(piece) >= MIN_SLOGAN_CHARS and key(title.text).startswith(key(piece))


def _owner_among(document: Document, claims: Claims, names: Sequence[str]) -> str:
    """Return the only one of some names that the head names as author, or a line of rights at the foot: © 2024 甲网."""
    claimed = [name for name in names if name in claims.authors and not is_person(name)]
    if len(claimed) == 1:
        return claimed[0]
    rights = _rights(document)
    said = [name for name in names if any(_stands_alone(name, line) for line in rights)]
    return said[0] if len(said) == 1 and len(key(said[0])) >= LEAST_MEDIUM_CHARS else ""


def _rights(document: Document) -> list[str]:
    """Return the lines at a page's foot that say whose the rights are."""
    return [block.text for block in _foot(document) if _OWNED.search(fold(block.text))]


def _stands_alone(name: str, text: str) -> bool:
    """Tell whether a text says a name with no other character of Chinese on its sides."""
    at = text.find(name)
    around = text[max(0, at - 1) : at] + text[at + len(name) : at + len(name) + 1]
    return at >= 0 and not any(map(_HAN.match, around))


def _without_motto(name: str) -> str:
    """Return a name that is too long for one without the Latin that follows it."""
    return _LATIN_NAME.sub("", name) if len(name) > MAX_OUTLET_CHARS else name


def _is_said(document: Document, name: str) -> bool:
    """Tell whether a short block (logo, crumb, menu, footer) begins or ends with a name, or with its Han or Latin part."""
    spoken = tuple(part.lower() for part in _WORDS.findall(name))
    lines = (block.text.lower() for block in document.blocks if len(block.text) <= MAX_LINE_CHARS)
    return any(line.startswith(spoken) or line.endswith(spoken) for line in lines)


def _head_line(document: Document, title: Title) -> str:
    """Return what stands for a text's `<title>`: the line close to the title that says more behind it, else the first."""
    if document.media != "text" or not document.blocks:
        return ""
    lines = [block.text for block in document.blocks[: max(0, title.block) + HEAD_REACH]]
    end = len(title.text)
    whole = (line for line in lines if end and line.startswith(title.text) and _GOES_ON.match(line, end))
    return next(whole, lines[0])


def _foot(document: Document) -> Iterator[Block]:
    """Yield the short ones of a page's last blocks, the last first."""
    return (block for block in reversed(document.blocks[-COPYRIGHT_BLOCKS:]) if len(block.text) <= MAX_FOOT_CHARS)


def _copyright_owner(document: Document) -> str:
    for block in _foot(document):
        for match in _COPYRIGHT.finditer(fold(block.text)):
            owner = _BY_OWNER.sub("", block.text[slice(*match.span(match.lastindex or 0))])
            name = clean_name(owner)
            if name and is_medium(name):
                return name
    return ""


def _last_line(document: Document, zones: Zones) -> str:
    """Return the medium whose name, with a motto before it at most, is all of a text's last line: 幕间 · 文艺评论网."""
    last = document.blocks[-1] if document.media == "text" else None
    is_short = last is not None and last.index not in zones.spam and len(last.text) <= MAX_SITE_CHARS
    return clean_name(last.text) if last and is_short and _NAMED.fullmatch(fold(last.text)) else ""


def _addressed(document: Document) -> str:
    """Return the office whose address the page's foot gives: 某大学离退休工作处 地址:…."""
    for block in _foot(document):
        match = _ADDRESS.match(fold(block.text))
        name = clean_name(block.text[slice(*match.span(1))]) if match else ""
        if name and (is_medium(name) or is_office(fold(name))):
            return name
    return ""


def _host(document: Document, zones: Zones) -> str:
    """Return the office that hosts the site, as the page's foot says; what stands in the story hosts what it tells of."""
    told = zones.closings[-1].index if zones.closings else -1
    for block in _foot(document):
        match = _HOST.search(fold(block.text)) if told < block.index else None
        name = clean_name(block.text[slice(*match.span(match.lastindex or 0))]) if match else ""
        if name and is_medium(name):
            return name
    return ""
