"""What stands before and behind a title in its own line: badges, days, tools, the head that a mirror put on it."""

import re
from typing import Final

from cleaners.dom import Block, Document
from cleaners.fold import fold
from cleaners.metadata.fold import key

# How far below a title its credits stand, and the line that shows it as it was.
CREDIT_REACH = 6
MIN_CLAIMED_CHARS = 6
_ORIGINAL: Final = re.compile(r"^\(?原[标題题]*题?\s?:\s?(.+?)\)?$")
_BRACKET_HEAD: Final = re.compile(r"^[\[［【][^\]］】]{2,16}[\]］】]")
# What forums and blogs put before a title.
_BADGE: Final = re.compile(
    r"^[\[【(（](?:转载|轉載|转[帖贴]?|轉[帖貼]?|转发|轉發|转录|轉錄|原创|原創|分享|置顶|置頂|讨论|討論|推荐|推薦)[\]】)）]\s*"
    r"|^\[(?:新闻|新聞|公告|心得|情报|情報)\]\s*"
)
# The day, which some old sites put before a title in its own line.
_DAY: Final = re.compile(r"^[\[【(（](?:19|20)\d\d[-/.年]\d{1,2}[-/.月]\d{1,2}日?[\]】)）]\s*(?=\S)")
# What it is called where a text names each of its parts: 标题:两座桥通车
_CALLED: Final = re.compile(r"^(?:(?:新闻|新聞|文章)?(?:标题|標題)|题目|題目)\s?[:：]\s*(?=\S{4})")
# What forums put behind it.
_TOOL: Final = re.compile(r"\s*[\[【(（](?:复制|複製|復制)(?:链接|鏈接|連結|本[帖页頁])[\]】)）]\s*$")


def without_badges(title: str) -> str:
    """Return a title without what forums, blogs and old sites put before and behind it.

    >>> without_badges("[转帖] 十年种树记 [复制链接]"), without_badges("[2006-05-09] 十年种树记"), without_badges("[新聞] 十年種樹記")
    ('十年种树记', '十年种树记', '十年種樹記')
    """
    return _TOOL.sub("", _BADGE.sub("", _DAY.sub("", _CALLED.sub("", title)))) or title


def without_foreign_head(text: str, document: Document, block: Block, skip: frozenset[int]) -> str:
    """Return `text` without a bracketed head that a mirror or a forum put on it.

    Where an "original title" line shows it without, or `<title>` begins without.
    """
    head = _BRACKET_HEAD.match(text)
    if not head:
        return text
    bare = text[head.end() :].strip()
    if len(key(bare)) >= MIN_CLAIMED_CHARS and key(document.title).startswith(key(bare)):
        return bare
    for other in document.blocks[block.index + 1 : block.index + 1 + CREDIT_REACH]:
        original = _ORIGINAL.match(fold(other.text)) if other.index not in skip else None
        if original and key(other.text[original.start(1) : original.end(1)]) == key(bare):
            return bare
    return text
