"""What stands at the edges of a story's own lines: from where somebody took the page, and when somebody said so."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Final

from cleaners.article.stock_quotes import stock_quotes
from cleaners.article.turns import clocks_before
from cleaners.dom import Block
from cleaners.fold import fold

# So many paragraphs at the end are looked at, and so much of each.
TAIL_BLOCKS = 3
TAIL_CHARS = 160
MIN_TOLD_CHARS = 20
_TAKEN_FROM: Final = re.compile(
    r"(?<=[。!?”」])\s?\(?(?:本文|文章|原文|内容|信息)?(?:来源|来自|转载[自于]?|转自|摘自|链接|地址|网址|出处)\s?:?\s?(?:[^,。:]{2,20}\s)?"
    r"(?:https?://|www\.)[\w./:?=&%#-]+\s?(?:[,;]?\s?转载请(?:注明|标明|保留)(?:出处|来源)?)?[。)!]{0,2}$"
)
# …。(文/图 王五 赵六); (文 王五 图 赵六); (王五 文/图); (编辑:王五)1130112: who made the story and its pictures, behind its end.
_WROTE: Final = r"(?:(?:图文|文|图|[撰供][文稿]|摄影?|摄像)(?:[/、&]?(?:图|文|摄影?|视频))?|(?:责任|实习|网络|执行)?编辑|责编|译者|核稿)"
_REPORTED: Final = r"[\u4e00-\u9fff]{0,8}(?:记者|通讯员)[\s:]{1,2}(?:[\u4e00-\u9fff·]{2,8}[\s、,]{0,2}){1,6}"
_CREDITED: Final = re.compile(
    rf"(?<=[。!?…”」』])\s?\((?:{_WROTE}[\s/:丨|]{{1,2}}[^()。,!?]{{2,36}}|(?:[\u4e00-\u9fff·]{{2,8}}[\s、]{{0,2}}){{1,4}}\s?(?:文[/、]?(?:图|摄影?)|图[/、]?文)|{_REPORTED})\)\s?(?:1\d{{6}})?$"
)
# …。想了解更多,请收藏本站。: what a site says of itself behind a paragraph's last sentence.
_SELLS_SITE: Final = re.compile(
    r"(?<=[。!?…”」』])\s?(?:(?:如果?)?(?:[您你]|大家)?还?[想要欲]要?(?:了解|知|看|获取|掌握)|更多)[^。!?]{1,40}?(?:收藏|关注|访问|登录|浏览|锁定|点击)(?:一下)?(?:我们(?:的)?|本|此)(?:网站|站点?|平台|网|频道|公众号)(?:吧|哦|查看|了解|详情)?[。!]$"
)
# …。返回某网，查看更多: a link behind a paragraph's last sentence.
_MORE_ENDS: Final = ("查看更多", "查看更多>>", "阅读全文", "阅读原文", "查看全文", "了解更多")
_MORE: Final = re.compile(
    r"(?<=[。!?…”」』])\s?(?:返回[^\s。,]{1,10},?\s?|点击(?:这里|此处)?)?(?:查看更多|阅读(?:全文|原文)|查看全文|了解更多)(?:>>)?$"
)
# …(下转第3版); (上接第1版)…: where a newspaper goes on.
_PAGE: Final = r"第?\s?[A-Z]?[\d一二三四五六七八九十]{1,3}\s?版"
_GOES_ON: Final = re.compile(
    rf"\s?\((?:下[转接]|紧?转|文[转见])[至到]?\s?{_PAGE}[^()]{{0,24}}\)$|(?<=[。!?…”」])\s?下转\s?{_PAGE}$"
)
_WENT_ON: Final = re.compile(rf"\(?(?:上接|紧接|接上?)\s?{_PAGE}(?:[^()]{{0,24}}\)|\s)\s?")
PAGE_CHARS = 40
# Behind a paragraph's last sentence, in so many paragraphs; in brackets in so many.
MIN_MARKED, MIN_BRACKETED = 3, 2
_TAIL: Final = re.compile(r"(?<=[。！？!?”」』])\s?(?!—)(?=.*[\u4e00-\u9fff]{2})[^。！？!?…”」』]{3,24}$")
_TAKEN: Final = re.compile(r"\(?(?:本文|内容|文章|信息)(?:转|来|摘|源)(?:载|源)?[自于:][^,。:()]{2,20}[,:)]")
_ROLE: Final = re.compile(r"记者|通讯员|摄")


def line_edges(story: Sequence[Block]) -> Iterator[tuple[int, int, int, str]]:
    """Yield (block index, start, end, rule) of what to cut from the lines of a story."""
    yield from _source_tails(story)
    yield from _credit_tails(story)
    yield from _turned_pages(story)
    yield from clocks_before(story)
    yield from _watermarks(story)
    yield from stock_quotes(story)


def _source_tails(story: Sequence[Block]) -> Iterator[tuple[int, int, int, str]]:
    """Yield the address behind a paragraph's last sentence."""
    for block in story[-TAIL_BLOCKS:]:
        offset = max(0, len(block.text) - TAIL_CHARS)
        found = _TAKEN_FROM.search(fold(block.text[offset:])) if "." in block.text[offset:] else None
        if found and offset + found.start() >= MIN_TOLD_CHARS:
            yield block.index, offset + found.start(), len(block.text), "source_tail"


def _watermarks(story: Sequence[Block]) -> Iterator[tuple[int, int, int, str]]:
    """Yield what a program put behind the last sentence of every paragraph, or before the first: 某网首发, 本文转自某网，."""
    found = [(block, tail) for block in story if (tail := _TAIL.search(block.text)) and not _is_linked(block, tail)]
    tails = [(block, tail.start(), fold(tail[0].strip())) for block, tail in found]
    often = Counter(said for _, _, said in tails)
    named = [(block.index, start, len(block.text)) for block, start, said in tails if _TAKEN.fullmatch(said)]
    named += [(block.index, 0, head.end()) for block in story if (head := _TAKEN.match(fold(block.text[:PAGE_CHARS])))]
    for block, start, said in tails:
        is_often = often[said] >= (MIN_BRACKETED if said.endswith(")") else MIN_MARKED)
        if is_often and not _ROLE.search(said) and not _TAKEN.fullmatch(said):
            yield block.index, start, len(block.text), "watermark"
    for cut in named if len(named) >= MIN_BRACKETED else ():
        yield *cut, "watermark"


def _is_linked(block: Block, tail: re.Match[str]) -> bool:
    return any(link.start < tail.end() and tail.start() < link.end for link in block.links)


def _turned_pages(story: Sequence[Block]) -> Iterator[tuple[int, int, int, str]]:
    """Yield what says on which page a paragraph goes on, or from which it comes."""
    for block in story:
        offset = max(0, len(block.text) - PAGE_CHARS)
        if "版" in block.text[offset:] and (found := _GOES_ON.search(fold(block.text[offset:]))):
            yield block.index, offset + found.start(), len(block.text), "page_turn"
        if "版" in block.text[:PAGE_CHARS] and (found := _WENT_ON.match(fold(block.text[:PAGE_CHARS]))):
            yield block.index, 0, found.end(), "page_turn"


def _credit_tails(story: Sequence[Block]) -> Iterator[tuple[int, int, int, str]]:
    """Yield who wrote and took the pictures behind the last sentences, and what sells the site behind any paragraph's."""
    for block in story:
        offset = max(0, len(block.text) - TAIL_CHARS)
        tail = fold(block.text[offset:])
        if tail.rstrip("0123456789").endswith(")"):
            found, rule = _CREDITED.search(tail) if block in story[-TAIL_BLOCKS:] else None, "credit_tail"
        elif tail.endswith(_MORE_ENDS) and block.links:
            found, rule = _MORE.search(tail), "continue_reading"
        elif tail.endswith(("。", "!")) and ("站" in tail or "网" in tail or "们" in tail):
            found, rule = _SELLS_SITE.search(tail), "follow_us"
        else:
            continue
        if found and offset + found.start() >= MIN_TOLD_CHARS:
            yield block.index, offset + found.start(), len(block.text), rule
