"""Accounts that publish under a name of their own: no persons by name, but who signs the story where no person does."""

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import Final

from cleaners.dom import Document
from cleaners.fold import fold
from cleaners.metadata.people import is_medium, is_person, names_of
from cleaners.metadata.structured import Claims
from cleaners.metadata.suffix import segments
from cleaners.metadata.words import LABELS, NOT_NAMES, NOT_OUTLETS, REGIONS
from cleaners.metadata.zones import Line

MAX_NAME_LINE_CHARS = 24
MAX_ACCOUNT_CHARS = 14
# So near a text's beginning stands whose blog it is.
MAX_HEAD_LINES = 20
# A shorter line below the title names a channel, a longer one is a second title.
BARE_CHARS = range(4, 9)
# Where everybody has a blog of his own, and what his is called.
_BLOGS: Final = re.compile(r"博客\S{0,2}$|blog", re.IGNORECASE)
_BLOG_ADDRESS: Final = re.compile(r"^https?://[\w.-]*\bblog\b", re.IGNORECASE)
_OF_BLOG: Final = re.compile(r"的(?:博客|BLOG|空间)$", re.IGNORECASE)
# Where a site shows who writes for it, one by one.
_PROFILE: Final = re.compile(
    r"/(?:authors?|writers?|columnists?|reporters?|journalists?|person|people|contributors?|zuozhe)[/=_-]\w",
    re.IGNORECASE,
)
MAX_LINKING_CHARS = 60
# Behind this stands who took the pictures.
_TAKEN: Final = re.compile(r"(?:摄影|攝影|摄像|攝像|剪[辑輯])\s?[:：/／|]?\s?$")
# What somebody is in a forum, in the line below his name.
_RANK: Final = re.compile(
    r"(?:(?:初级|中级|高级|金牌|资深|注册|普通|荣誉)(?:会员|用户)|新手上路|论坛元老|超级版主|版主|管理员|游民|侠客|骑士|UID\s?:?\s?\d+|(?:帖子|积分|主题|威望)\s?:?\s?\d+)",
    re.IGNORECASE,
)
# The button beside an account's name, and how many blocks behind it.
FOLLOW: Final = frozenset(("关注", "订阅", "追踪", "加关注"))
FOLLOW_REACH = 4


def claimed_and_shown(claims: Claims, lines: Iterable[Line]) -> tuple[str, ...]:
    """Return a claimed author who is no person by name, but stands below the title as an account does."""
    shown = {piece for line in lines if len(line.block.text) <= MAX_NAME_LINE_CHARS for piece in line.credit.pieces()}
    sites = {*claims.site_names, claims.source}
    names = (name for name in claims.authors if name in shown and name not in sites and len(name) <= MAX_ACCOUNT_CHARS)
    return tuple(name for name in names if not is_medium(name) and fold(name) not in NOT_NAMES)


def account_before_date(line: Line) -> str:
    """Return the account that is all that stands before the date of its line: 灶边 2024-02-05 发布 12万浏览 +关注."""
    first = line.credit.stamps[0].start if line.credit.stamps else 0
    before = [line.credit.text[start:end] for start, end in line.credit.rest if end <= first]
    is_labelled = any(field.at < first for field in line.credit.fields)
    return before[0] if len(before) == 1 and not is_labelled and _may_be_account(before[0]) else ""


def linked(lines: Iterable[Line]) -> tuple[str, ...]:
    """Return who a line below the title links to as its author: /author/12, /columnist/laomu; nobody for the site itself."""
    for line in lines:
        links = line.block.links if len(line.block.text) <= MAX_LINKING_CHARS else ()
        profiles = [link for link in links if _PROFILE.search(link.href)]
        profiles = [link for link in profiles if not _TAKEN.search(line.block.text, max(0, link.start - 6), link.start)]
        named = [
            names_of(line.block.text[link.start : link.end]) for link in profiles if not is_administrators(link.href)
        ]
        shown = (name for some in named for name in some if not is_login(name))
        names = tuple(dict.fromkeys(name for name in shown if is_person(name) or _may_be_account(name)))
        if names:
            return names
    return ()


def is_login(name: str) -> bool:
    """Tell whether a name is what somebody types to log in: one Latin word in small letters."""
    return name.isascii() and name.islower() and " " not in name


def is_administrators(address: str) -> bool:
    """Tell whether an address is of an account of the site itself: /author/admin."""
    return address.rstrip("/").rpartition("/")[2].lower() in NOT_NAMES


def _may_be_account(name: str) -> bool:
    """Tell whether a name is as long as accounts are, and no medium's, no place's, no label and no button."""
    folded = fold(name)
    is_word = folded in LABELS or folded in NOT_NAMES or folded in REGIONS or folded in NOT_OUTLETS
    return 2 <= len(name) <= MAX_ACCOUNT_CHARS and name.isalpha() and not is_word and not is_medium(name)


def blog_owner(head: str) -> tuple[str, ...]:
    """Return whose blog a page is of, as its `<title>` says between the story's title and the blogs' name.

    >>> blog_owner("守灯塔的人_半瓶水_新潮博客"), blog_owner("守灯塔的人_要闻_晨光网")
    (('半瓶水',), ())
    """
    match segments(head):
        case [_, *_, owner, site] if _BLOGS.search(fold(site)):
            name = _OF_BLOG.sub("", owner.strip())
            return (name,) if _may_be_account(name) else ()
    return ()


def blog_of_lines(document: Document) -> tuple[str, ...]:
    """Return whose blog a text is of, as one of its first lines says and another repeats: 半瓶水的博客, 半瓶水.

    The blog's address may stand in place of the second.
    """
    lines = [block.text.strip() for block in document.blocks[:MAX_HEAD_LINES]] if document.media == "text" else []
    owners = (
        _OF_BLOG.sub("", line) for line in lines if len(line) <= MAX_NAME_LINE_CHARS and _OF_BLOG.search(fold(line))
    )
    has_address = any(_BLOG_ADDRESS.search(line) for line in lines)
    return next(((owner,) for owner in owners if (has_address or owner in lines) and _may_be_account(owner)), ())


def below_title(lines: Sequence[Line]) -> tuple[str, ...]:
    """Return the account whose name is all that stands between the title and the line of the date."""
    for line, below in pairwise(lines):
        name = line.block.text.strip()
        is_bare = not (line.distance or line.block.links or line.credit.stamps or line.credit.fields)
        is_dated = below.credit.stamps and below.block.index == line.block.index + 1
        if is_bare and is_dated and len(name) in BARE_CHARS and len(line.credit.rest) == 1:
            return (name,) if _may_be_account(name) else ()
    return ()


def poster(document: Document, title: int) -> tuple[str, ...]:
    """Return whose post a forum's text begins with: the name above what he is there, 中级会员, or how many posts he wrote."""
    if document.media != "text" or title < 0:
        return ()
    below = document.blocks[title + 1 : title + 1 + MAX_HEAD_LINES]
    for name, rank in pairwise(block.text.strip() for block in below):
        if _RANK.fullmatch(fold(rank)):
            return (name,) if _may_be_account(name) else ()
    return ()


def account_of(lines: Sequence[Line]) -> tuple[str, ...]:
    """Return the account that has a line of its own beside the line of the date, and a button to follow it."""
    dated = {line.block.index for line in lines if line.credit.stamps}
    follow = {line.block.index for line in lines if line.credit.folded.strip("+ ") in FOLLOW}
    for line in lines:
        at, name = line.block.index, line.block.text.strip()
        beside = dated & {at - 1, at + 1} and follow & set(range(at + 1, at + FOLLOW_REACH))
        if beside and 2 <= len(name) <= MAX_ACCOUNT_CHARS and not (line.credit.stamps or line.credit.fields):
            return () if is_medium(name) else (name,)
    return ()
