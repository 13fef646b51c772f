"""The title of a plain-text document: no heading marks it, so its neighbours must.

A title stands above the story, credits below it and often a breadcrumb above it; its words come back in the story, and
the first line of many such documents is the page's `<title>`, which repeats it. Each sign has a weight in `WEIGHTS`.
"""

import re
from collections.abc import Callable
from typing import Final

from cleaners.article.items import COLONS
from cleaners.article.lines import rule_of
from cleaners.dom import Block, Document, wide_chars
from cleaners.fold import fold
from cleaners.metadata.around_title import CREDIT
from cleaners.metadata.badges import without_badges, without_foreign_head
from cleaners.metadata.dates import stamps_in
from cleaners.metadata.fold import key
from cleaners.metadata.people import is_medium
from cleaners.metadata.suffix import without_suffix
from cleaners.metadata.values import Title

MIN_CHARS = 5
# A shorter line is a menu's entry for the most part; the story says so much of a title again.
LEAST_CHARS = 2
MIN_SHORT_ECHO = 0.3
MAX_CHARS = 90
REACH_ABOVE = 40
REACH_INSIDE = 6
CREDIT_REACH = 4
# Between a short title and its story stands a credit a line: who, when, from where, in which column, how often read.
SHORT_REACH = 6
STORY_CHARS = 1500
PARAGRAPH_CHARS = 45
MIN_SCORE = 3.0
MAX_CREDIT_LINE = 120
MAX_CRUMB_CHARS = 60
MAX_SOURCE_CHARS = 10
OPENING_LINES = 6
# So close above its day stands a title of so many characters.
TITLE_REACH, HEADLINE_CHARS = 3, 10
# What is short for a title speaks less against the line right above a credit.
SHORT_CHARS = 8
SHARE_ABOVE_CREDIT = 0.5
SHARE_OF_SENTENCE = 0.6
MAX_TRIED = 12
# A crumb in lines of its own ends so close above a title, and may say it as a whole.
CRUMB_REACH, CRUMB_MARKS = 5, frozenset((">", "›", "»", "＞"))
REPEATED_REACH, REPEATED_CHARS = 24, 9
# So many words of so few characters are a menu.
MENU_WORDS, MENU_WORD_CHARS = 4, 4
# This much prose below a title is worth one point.
PROSE_UNIT = 150
MUCH_PROSE = 400
WEIGHTS: Final = {
    "credit": 4.0,
    "breadcrumb": 2.0,
    "dated_above": 2.5,
    "opens": 1.0,
    "subtitled": 4.0,
    "repeated": 3.5,
    "echo": 5.0,
    "short": -2.0,
    "sentence": -4.0,
    "slashed": -4.0,
    "is_credit": -7.0,
    "distance": -0.08,
    "inside": -1.5,
    "prose": 2.0,
    "not_first": -4.0,
    "of_page": 3.0,
}
# A site and its section: 某网 / 要闻. A title may have that shape, too.
_SLASHED: Final = re.compile(r"[^\s,。:/]{2,8}(?:\s/\s[^\s,。:/]{2,8}){1,4}")
_BREADCRUMB: Final = re.compile(rf"(?:>|»|›).*\S|^(?:首页|正文|当前位置|您的位置|位置)|正文\s*>?$|^{_SLASHED.pattern}$")
# Quotation marks in a title are as often none in the story. Latin letters keep their case: names of products stand in every headline.
_MARKS: Final = re.compile(r"[^\w\s]+")
_BUTTON: Final = re.compile(r"[\[【][^\]】]{1,8}[\]】]")
# The pages of a newspaper, in one line.
_PAPER_PAGES: Final = re.compile(r"(?:第?[A-Z]?\d{1,3}版?\s?[:：|]?\s?[\u4e00-\u9fff·]{2,6}[\s|]{0,3}){2,}")
_CRUMB_MARK: Final = re.compile("[>»›]")
_CRUMB: Final = re.compile(r"[>»›].*\S")
# A day, and before it the section: 访谈 | 2024-05-06. Some sites set it above the title.
_DAY_LINE: Final = re.compile(
    r"(?:[^\s,。:]{1,8}\s?[|·/]?\s?)?(?:19|20)\d\d\s?[-/.年]\s?\d{1,2}\s?[-/.月]\s?\d{1,2}日?(?:\s\d\d?:\d\d(?::\d\d)?)?"
)
_NO_TITLE: Final = re.compile(
    r"^(?:字[号体]|首页\s?[>»›]|日期\s?:|编号\s?:|来源|稿源|供稿|来稿|报送|投稿|编发|审稿|图片\s?:|通讯员|作者|编辑|责任编辑|浏览|扫码|登[录入]|"
    r"(?:分享|打印|发布|时间|标签|关键|阅读|点击|评论|下载|注册|举报|返回|相关|热门|推荐|摘要|导读|版权|声明|更多)(?!\s?[|丨])(?=.{0,9}$|.{0,6}:)|"
    r"原创\s|[^,。]{2,20}\d日电\s?题\s?:|扫一扫|收录于|微信号\s|功能介绍|[^,。\s]{2,4}省[^,。\s]{2,5}[市州]$|#\S+\s#|内容概述|索\s?引\s?号|(?:文\s?号|有\s?效\s?性|生成日期|名\s?称)\s?:|发文|成文|主题|(?:分类|文号|有效性|时效性|公开(?:方式|范围|日期)|发布(?:机构|日期)|信息分类|体裁|组配分类|服务对象)\s|[查浏]看\s?:|回[复帖]\s?:|(?:楼主|沙发|板凳|地板)$|(?:书名|出版社|出版日期|定价|ISBN)\s?:|\([\u4e00-\u9fff]{3,10}(?:专?讯|专?电)\)$|\S{2,10}\s→\s\S{2,10}$|上一|下一|原标题|当前位置|您的位置|核心提示|第\s?[A-Z]?\d{1,3}\s?版)|[/\s]翻?摄影?\)?$|^[—―-]{2}|[>»›|_].*[>»›|_]"
)
_SOURCE: Final = re.compile(r"(?:来源|來源|稿源)\s?:\s?(\S+)")
_SOURCE_LABEL: Final = re.compile(r"(?:新闻|文章|信息|稿件)?(?:来源|稿源)\s?:?")
# Below a title, who wrote the story or whose account shows it: 报道：王五 摄影：赵六; 原创 王五 某账号.
_SIGNED: Final = re.compile(r"(?:独家)?(?:报道|报导|文字)\s?[:/|]\s?[\u4e00-\u9fff]{2,4}|原创\s\S|微信号\s\S")
_DAY_LABEL: Final = re.compile(r"(?:发[布表]|刊登|更新|出版)?(?:时间|日期)?\s?:")
MAX_DAY_CHARS = 36
# 末班车延至22:30
_UNTIL: Final = re.compile(r"[至到于自前后]\s?\d{1,2}:\d\d")
_FIRM: Final = re.compile(r"[\u4e00-\u9fff]{2,12}(?:公司|研究院|研究所|工作室|编辑部|委员会|协会)")
MAX_FIRM_CHARS = 16
_BODY: Final = re.compile(
    r"[\u4e00-\u9fff]{2,8}?(?:小[学學]|中[学學]|[学學]校|大[学學]|[学學]院|[医醫]院|法院|[检檢]察院|[图圖][书書][馆館]|博物[馆館]|中心|社[区區]|街道|[协協][会會]|[发發]布|[论論]坛|公安局(?:[\u4e00-\u9fff]{2,4}分局)?|[税稅][务務]局|[监監][管督]局|[气氣]象局|[卫衛]健委|[检檢]察院)"
)
# 甲报 Jia Daily: a site's two names.
_NAME_AND_LATIN: Final = re.compile(r"[\u4e00-\u9fff]{2,8}\s[A-Z][A-Za-z .'&-]{3,40}")
# 王五（某馆典藏部）
_NAME_AND_OFFICE: Final = re.compile(r"[\u4e00-\u9fff·]{2,4}\([^()]{3,16}\)")
# 某县启动清淤 信息来源:某局 发布日期:2019-10-23; 广播站换了三代设备(2020-10-10 12:00)
_CREDITS_BEHIND: Final = re.compile(
    r"(\S[^:]{8,60}?)\s+(?:(?:信息|文章|新闻|稿件)?来源|作者|发布(?:时间|日期|机构)|日期|时间)\s?:[^:]{0,30}\s(?:(?:信息|文章|新闻|稿件)?来源|作者|发布(?:时间|日期)|日期|时间|浏览(?:次数|量)?|点击|阅读)\s?:"
)
_DAY_BEHIND: Final = re.compile(
    r"(\S.{7,60}?)\s?\((?:19|20)\d\d[-/.年]\d{1,2}[-/.月]\d{1,2}日?(?:\s\d\d?:\d\d(?::\d\d)?)?\)$"
)
MAX_BEGUN_CHARS = 24
# The page's `<title>`, its first line: headline_section_site.
_TITLE_OF_PAGE: Final = re.compile(r"([^_|>]{10,60}?)\s?(?:[_|]\s?[^_|>\s]{2,12}\s?){2,3}$")
_ORIGINAL: Final = re.compile(r"^\(?原?标题\s?:\s?")
_SENTENCE_END: Final = ("。", ";", ",", "、", ":")


def find_title_of_lines(
    document: Document,
    skip: frozenset[int],
    start_of_story: Callable[[int], tuple[int, int]],
    above: Callable[[int], int],
) -> Title:
    """Return the title of a text; "" where no line deserves the name.

    `start_of_story` gives, for the index of a supposed title (-1 for none), the first block of the story below it and its
    characters of prose; `above` gives the characters of prose above a block. The longest run of prose may be the comments:
    lines with credits below them are tried too, and of two stories the upper one is the page's.
    """
    best: tuple[float, int] = (MIN_SCORE, -1)
    tried: set[int] = set()
    for supposed in (-1, *_with_credits_below(document, skip)):
        first, prose = start_of_story(supposed)
        if first in tried or not prose:
            continue
        tried.add(first)
        score, index = _best_line(document, skip, first)
        score += min(WEIGHTS["prose"], prose / PROSE_UNIT) + WEIGHTS["not_first"] * min(1.0, above(first) / MUCH_PROSE)
        best = max(best, (score, index), key=lambda found: found[0])
    index = best[1] if best[1] >= 0 else _short_title(document, skip, start_of_story(-1)[0])
    if index < 0:
        return Title()
    block = document.blocks[index]
    text = without_suffix(without_badges(_begun_above(document, block, skip) + _head(block.text)), document)
    return Title(without_foreign_head(text, document, block, skip), block.index, "text")


def _head(text: str) -> str:
    """Return what a line says before the credits, two or more, or before the day in brackets that stand in it, too.

    >>> _head("某县启动全域河道清淤 信息来源：某局 发布日期：2019-10-23"), _head("广播站换了三代设备（2020-10-10 12:00）")
    ('某县启动全域河道清淤', '广播站换了三代设备')
    """
    folded = fold(text)
    match = _CREDITS_BEHIND.match(folded) or _DAY_BEHIND.match(folded)
    return text[: match.end(1)].rstrip() if match else text


def _begun_above(document: Document, block: Block, skip: frozenset[int]) -> str:
    """Return the line above a title where it ends in the middle of a sentence: “数字鱼鹰”上岗，."""
    above = document.blocks[block.index - 1] if block.index else None
    is_begun = above is not None and above.index not in skip and above.text.endswith(("，", "、"))
    return above.text if above and is_begun and len(above.text) <= MAX_BEGUN_CHARS and "。" not in above.text else ""


def _with_credits_below(document: Document, skip: frozenset[int]) -> list[int]:
    """Return the lines that may be titles and have a date or a source below them, those first that the page repeats."""
    blocks = document.blocks
    found: dict[int, bool] = {}
    for block in blocks[1:]:
        text = block.text
        if len(text) <= MAX_CREDIT_LINE and CREDIT.search(fold(text)):
            for other in blocks[max(0, block.index - CREDIT_REACH) : block.index]:
                least = MIN_CHARS + (other.index < block.index - 1)
                if other.index not in found and _may_be_title(other, skip, least):
                    found[other.index] = _stands_elsewhere(document, other.index, key(other.text))
    return sorted(found, key=lambda index: (not found[index], index))[:MAX_TRIED]


def _may_be_title(block: Block, skip: frozenset[int], least: int) -> bool:
    return (
        block.index not in skip
        and least <= len(block.text) <= MAX_CHARS
        and wide_chars(block.text) >= MIN_CHARS
        and not _NO_TITLE.search(fold(block.text))
        and not _is_menu(block.text)
    )


def _is_menu(text: str) -> bool:
    """Tell whether a line is a menu (相簿 部落格 留言 名片, A1 要闻 A2 民生) or a masthead (农友报 数字报)."""
    if _PAPER_PAGES.fullmatch(text):
        return True
    if len(_BUTTON.findall(text)) > 1 and without_badges(text).endswith(("]", "】")):
        return True
    words = text.split()
    short = sum(len(word) <= MENU_WORD_CHARS and not word.isascii() for word in words)
    return len(words) > 1 and (short == len(words) >= MENU_WORDS or all(map(is_medium, words)))


def _best_line(document: Document, skip: frozenset[int], first: int) -> tuple[float, int]:
    """Return score and index of the best title for a story that begins at block `first`; (0, -1) for none."""
    blocks = document.blocks
    story = _story(document, first)
    best, best_score = -1, 0.0
    for index in range(max(0, first - REACH_ABOVE), min(len(blocks), first + REACH_INSIDE)):
        if index in skip:
            continue
        text = blocks[index].text
        if index >= first and len(text) >= PARAGRAPH_CHARS and "。" in text:
            break
        if index >= first and text.endswith(COLONS):  # the story's own words, and what they announce
            continue
        if not MIN_CHARS <= len(text) <= MAX_CHARS or wide_chars(text) < MIN_CHARS - 1:
            continue
        score = _score(document, index, first, story)
        if score > best_score:
            best, best_score = index, score
    return best_score, best


def _short_title(document: Document, skip: frozenset[int], first: int) -> int:
    """Return the line of two to four characters close above the story that is no menu's entry, -1 for none: 枇杷黄了, 警情通报.

    A day or the page's crumb stands above it, or a credit right below; without a crumb the story says it again.
    """
    blocks = document.blocks
    for index in range(first - 1, max(0, first - 1 - SHORT_REACH), -1):
        text, above = blocks[index].text, fold(blocks[index - 1].text[:MAX_CRUMB_CHARS])
        if index in skip or not (text.isalpha() and LEAST_CHARS <= wide_chars(text) == len(text) < MIN_CHARS):
            continue
        is_dated = _DAY_LINE.fullmatch(above) or _is_right_above_credit(document, index)
        is_echoed = is_dated and _echo(key(text), _story(document, first)) >= MIN_SHORT_ECHO
        if (is_echoed or _CRUMB.search(above)) and not _NO_TITLE.search(fold(text)):
            return index
    return -1


def _echo(squeezed: str, story: str) -> float:
    """Return the share of a line's pairs of characters that the story says, too."""
    pairs = {squeezed[at : at + 2] for at in range(len(squeezed) - 1)}
    return sum(pair in story for pair in pairs) / max(1, len(pairs))


def _story(document: Document, first: int) -> str:
    """Return the beginning of the story's long lines and sentences: what a title's words are looked for in."""
    pieces: list[str] = []
    chars = 0
    for block in document.blocks[first:]:
        is_told = block.text.endswith("。") or (block.index == first and block.text.endswith(COLONS))
        if len(block.text) >= PARAGRAPH_CHARS or is_told:
            pieces.append(block.text)
            chars += len(block.text)
            if chars > STORY_CHARS:
                break
    return "\n".join(_MARKS.sub("", piece) for piece in pieces)


def _score(document: Document, index: int, first: int, story: str) -> float:
    text = _head(document.blocks[index].text)
    has_credits = text != document.blocks[index].text
    of_page = _TITLE_OF_PAGE.match(fold(text)) if not index else None
    text = text[: of_page.end(1)] if of_page else text
    folded = fold(text)
    if _NO_TITLE.search(folded) or _NAME_AND_OFFICE.fullmatch(folded) or _is_menu(text):
        return WEIGHTS["is_credit"]
    if _is_source(document, index) or _is_firm(text):
        return WEIGHTS["is_credit"]
    squeezed = key(text)
    others = story.replace(_MARKS.sub("", text), "", 1) if index >= first else story  # no line is its own echo
    score = WEIGHTS["echo"] * _echo(squeezed, others) + (WEIGHTS["of_page"] if of_page else 0.0)
    score += WEIGHTS["distance"] * abs(first - index)
    if len(squeezed) < SHORT_CHARS:
        score += WEIGHTS["short"] * (SHARE_ABOVE_CREDIT if _is_right_above_credit(document, index) else 1)
    score += WEIGHTS["sentence"] if folded.endswith(_SENTENCE_END) else 0.0
    score += WEIGHTS["slashed"] if _SLASHED.fullmatch(folded) else 0.0
    score += WEIGHTS["is_credit"] if CREDIT.search(_UNTIL.sub("", folded)) and len(text) < 60 else 0.0
    return score + _neighbours(document, index, first, squeezed) + WEIGHTS["credit"] * has_credits


def _is_day_line(folded: str) -> bool:
    """Tell whether a line says when, and nothing else: 2024-05-06; 发布: 8:00pm 06/05/2023."""
    if _DAY_LINE.fullmatch(folded):
        return True
    return (
        len(folded) <= MAX_DAY_CHARS
        and _DAY_LABEL.match(folded) is not None
        and next(stamps_in(folded), None) is not None
    )


def _is_firm(text: str) -> bool:
    """Tell whether a line is the name of a firm, an institute or a body and nothing else: whose site it is, or who signs."""
    return len(text) <= MAX_FIRM_CHARS and _FIRM.fullmatch(fold(text)) is not None


def _is_source(document: Document, index: int) -> bool:
    """Tell whether a line is a medium's short name: a text's first, right below the day, a line a credit, or what one below names."""
    text, above = document.blocks[index].text, fold(document.blocks[index - 1].text) if index else ""
    if not index and _NAME_AND_LATIN.fullmatch(text):
        return True
    if len(text) > MAX_SOURCE_CHARS:
        return False
    if not index and is_medium(text) and not _is_right_above_credit(document, index):
        return True  # whose site it is
    below = (fold(block.text) for block in document.blocks[index + 1 : index + 1 + CREDIT_REACH])
    if any(named[1].startswith(fold(text)) for line in below if (named := _SOURCE.search(line))):
        return True
    if is_medium(text) and _SOURCE_LABEL.fullmatch(above):
        return True
    if _BODY.fullmatch(text) and len(above) > 2 * len(text) and _is_right_above_credit(document, index):
        return True  # who posted it, between title and day
    return is_medium(text) and _DAY_LINE.fullmatch(above) is not None


def _is_credit(block: Block) -> bool:
    folded = fold(block.text)
    return CREDIT.search(folded) is not None or _NO_TITLE.search(folded) is not None or rule_of(block) == "follow_us"


def _is_right_above_credit(document: Document, index: int) -> bool:
    below = document.blocks[index + 1 : index + 2]
    return any(len(other.text) < MAX_CRUMB_CHARS and CREDIT.search(fold(other.text)) for other in below)


def _neighbours(document: Document, index: int, first: int, squeezed: str) -> float:
    blocks = document.blocks
    below = blocks[index + 1 : index + 1 + CREDIT_REACH]
    score = WEIGHTS["inside"] if index >= first else 0.0
    folded_below = [fold(other.text) for other in below if len(other.text) < MAX_CREDIT_LINE]
    credited = [folded for folded in folded_below if CREDIT.search(folded) or _SIGNED.match(folded)]
    if credited:  # a day in the story's first sentence says less
        score += WEIGHTS["credit"] * (SHARE_OF_SENTENCE if all("。" in folded for folded in credited) else 1)
    if not index and first <= OPENING_LINES and all(map(_is_credit, blocks[1:first])):
        score += WEIGHTS["opens"]
    if any(fold(other.text).startswith(("——", "--")) for other in below[:1]):
        score += WEIGHTS["subtitled"]
    if index and _is_day_line(fold(blocks[index - 1].text)) and not _stands_above_day(blocks, index - 1):
        score += WEIGHTS["dated_above"]
    parted = [other.text.strip() for other in blocks[max(0, index - CRUMB_REACH) : index]]
    if (
        any(text in CRUMB_MARKS for text in parted[-2:])
        or sum(text in CRUMB_MARKS for text in parted) > 1
        or any(
            len(other.text) < MAX_CRUMB_CHARS and _BREADCRUMB.search(fold(other.text))
            for other in blocks[max(0, index - 3) : index]
        )
    ):
        score += WEIGHTS["breadcrumb"]
    if len(squeezed) >= MIN_CHARS + 1 and _stands_elsewhere(document, index, squeezed):
        score += WEIGHTS["repeated"]
    return score


def _stands_above_day(blocks: list[Block], day: int) -> bool:
    """Tell whether a headline stands above the line of a day, or with an account's name between: what is below is a deck."""
    above = (block for block in blocks[max(0, day - TITLE_REACH) : day])
    return any(len(block.text) >= HEADLINE_CHARS and _may_be_title(block, frozenset(), MIN_CHARS) for block in above)


def _stands_elsewhere(document: Document, index: int, squeezed: str) -> bool:
    """Tell whether the document's first lines or an "original title" line begin with this text."""
    blocks = document.blocks
    others = [*blocks[: min(4, index)], *blocks[index + 1 : index + 16]]
    crumbs = blocks[max(0, index - REPEATED_REACH) : index]
    closed = (_CRUMB_MARK.split(other.text)[-1] for other in crumbs[-CRUMB_REACH:] if _CRUMB_MARK.search(other.text))
    bare = key(without_badges(blocks[index].text))
    if len(bare) >= REPEATED_CHARS and any(key(without_badges(piece.strip())) == bare for piece in closed):
        return True  # 论坛 › 杂谈 › 标题
    said = (
        [at for at, other in enumerate(crumbs) if key(other.text) == squeezed]
        if len(squeezed) >= REPEATED_CHARS
        else []
    )
    if said and not any(
        CREDIT.search(fold(other.text)) for other in crumbs[said[-1] :]
    ):  # else it is said below its credits
        return True
    for other in others:
        folded = fold(other.text)
        head = _ORIGINAL.match(folded)
        if (other.index < index or head) and key(other.text[head.end() if head else 0 :]).startswith(squeezed):
            return True
    return False
