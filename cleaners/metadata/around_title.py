"""Lines above and below a story that are no title of it: bylines, trails, menus, signatures, days, pictures' marks."""

import re
from typing import Final

from cleaners.dom import Block, Document

MAX_TITLE_CHARS = 160
STORY_BLOCK_CHARS = 45

# The day as an English template writes it, its month translated or not: March 3, 2019; 3 三月 2019.
_MONTH: Final = r"(?:(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]{0,6}\.?|[一二三四五六七八九十]{1,2}月)"
CREDIT: Final = re.compile(
    r"(?:19|20)\d\d\s?[-/.年]\s?[01]?\d(?!\d)|\d\d?:\d\d|[来來]源[于於]?\s?[:：]|作者\s?[:：]|(?:^|[本报報网網社])[记記]者(?!调查|調查|手[记記]|[观觀]察|[节節]|探|直[击擊]|体[验驗]|體驗|走[进進访訪]|暗[访訪]|[连連][线線]|[实實][测測]|[帮幫])|[记記]者\s?[:：]|[发發][布佈稿表](?:[时時日][间間期]|[于於]|\s?[:：])|出[处處]\s?[:：]|撰文|[分小][钟鐘时時]前|昨[天日]|民[国國]\s?\d|[编編][辑輯]\s?[:：]|^□\s?[\u4e00-\u9fff]{2,5}$|"
    r"^[(（]?[图圖]?文\s?[/／|｜:：]\s?[\u4e00-\u9fff]{2}|^[◎□■]\s?[\u4e00-\u9fff]{2,4}(?=$|\s)|"
    rf"{_MONTH}\s[0-3]?\d,?\s(?:19|20)\d\d|[0-3]?\d\s{_MONTH},?\s(?:19|20)\d\d"
)
TRAIL: Final = re.compile(r"[>›»→]|(?:首[页頁]|正文)\s*$|^(?:首[页頁]|当前位置|當前位置|位置|您的位置|现在位置)")
SENTENCE_END: Final = ("。", "；", ";", "，", "、", "：", ":")
# So many links that fill a line are a menu.
MENU_LINKS, MENU_DENSITY = 3, 0.6
# Whose the rights are; a page of a newspaper; a menu in one line: 甲报 · 要闻 · 评论 · 电子报.
_RIGHTS_OR_MENU: Final = re.compile(
    r"版[权權]所有|(?<![A-Za-z])ICP[备備证證]|©|[Cc]opyright|^第?\s?[A-Z]?\d{1,3}\s?版\s?[:：|]?\s?[\u4e00-\u9fff·]{0,8}$"
    r"|^[\u4e00-\u9fff]{2,8}(?:\s?[·|┊]\s?[\u4e00-\u9fff]{1,6}){3,}$"
)
_NEXT_PAGE: Final = re.compile("[上下]一[篇条條页頁]")
# A flash that carries its title in brackets, and tells itself behind it, is a story.
_FLASH: Final = re.compile(r"^[【\[][^】\]]{6,60}[】\]][^。]{12,}。")
# All that stands below a signature.
_DAY: Final = re.compile(r"(?:19|20|二[〇○零O])\S{2}\s?年\s?\S{1,3}\s?月\s?\S{1,3}\s?[日号號]")
SIGNED_REACH: Final = 4
# What tells of a picture begins so.
PICTURE_MARKS: Final = ("▲", "△", "▼", "◤")
# What some blogs set above the title, as a heading.
_DAY_ALONE: Final = re.compile(
    r"(?:19|20)\d\d\s?[年/.-]\s?\d{1,2}\s?[月/.-]\s?\d{1,2}\s?[日号號]?\s?(?:[(（]?(?:星期|週|周|禮拜)[一二三四五六日天][)）]?)?"
)


def is_no_title(document: Document, block: Block) -> bool:
    """Tell whether a line is a pager, a day, a signature, a flash that tells itself, a menu, or stands with a picture."""
    text = block.text
    return bool(
        _NEXT_PAGE.search(text)
        or text.startswith(PICTURE_MARKS)
        or _DAY_ALONE.fullmatch(text)
        or _is_signature(document, block)
        or _FLASH.match(text)
        or (len(block.links) >= MENU_LINKS and block.link_density > MENU_DENSITY)
    )


def holds_rights_or_menu(text: str) -> bool:
    """Tell whether a line says whose the rights are, or is a page of a newspaper or a menu.

    >>> holds_rights_or_menu("版权所有 某报"), holds_rights_or_menu("某报 · 要闻 · 评论 · 电子报"), holds_rights_or_menu("渡口停摆")
    (True, True, False)
    """
    return _RIGHTS_OR_MENU.search(text) is not None


def _is_signature(document: Document, block: Block) -> bool:
    """Tell whether a line between a story and a day is whoever signed it: no story stands below."""
    blocks, at = document.blocks, block.index
    if at + 1 >= len(blocks) or not _DAY.fullmatch(blocks[at + 1].text.strip()):
        return False
    is_below = any("。" in above.text for above in blocks[max(0, at - SIGNED_REACH) : at])
    below = blocks[at + 2 : at + 2 + SIGNED_REACH]
    return is_below and not any("。" in other.text and len(other.text) >= STORY_BLOCK_CHARS for other in below)
