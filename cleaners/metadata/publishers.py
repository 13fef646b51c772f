"""Who publishes where no label says so: a paper's number, a reporter's medium, an account's card, the office that issues."""

import re
from collections.abc import Iterable, Sequence
from typing import Final

from cleaners.dom import Block, Document
from cleaners.fold import fold
from cleaners.metadata.issue import issue_of
from cleaners.metadata.medium_name import clean_name
from cleaners.metadata.people import is_medium, is_person
from cleaners.metadata.zones import Line

MAX_NAME_CHARS = 24
MAX_LINE_CHARS = 60
# 【甲日报专讯】, 《甲通讯社23日专讯》
_OPENED_BY: Final = re.compile(
    r"[(《\[【]([\u4e00-\u9fffA-Za-z]{3,12}?)(?:[\d年月日]{2,12})?(?:专讯|讯|专电|电|消息|报道|报导)[)》\]】]"
)
# How many articles, readers and followers an account has.
_COUNT: Final = re.compile(
    r"[\d.,]{1,8}\s?[万亿wk+]*\s?篇?(?:文章|作品|粉丝|关注|总?阅读|获赞|总获赞)量?|(?:文章|作品|粉丝|关注|总?阅读|获赞)[:：\s]?[\d.,]{1,8}\s?[万亿wk+]*"
)
MAX_COUNT_CHARS = 16
# 公众号 · 文史: what kind of account it is, and of what it writes.
_KIND: Final = re.compile(r"(?:微信)?(?:公众号|服务号|订阅号)\s?[·|]\s?[\u4e00-\u9fff]{2,6}")
_DATELINE: Final = re.compile(
    r"[(]?([^\s,。:()本据]{1,6}?(?:社|网|通讯社|日报|晚报|晨报|早报|时报|商报|都市报|财经|新闻|资讯|在线|卫视|电视台|客户端))[^,。:()\d]{0,12}(?:\d{1,2}月)?\d{1,2}日(?:专|综合)?[电讯]"
)
_OFFICE_ENDS: Final = "署局厅部委"
# 甲报记者 王五; the medium's own ending must stand before the word.
_REPORTERS_MEDIUM: Final = re.compile(
    r"(?:^|[\s|/(□■◎●◆])([^\s|/():,□■◎●◆]{1,10}(?:报|社|网|台|新闻|刊))[/|\s]{0,2}(?:全媒体|融媒体|见习|实习|首席|特约|驻\S{1,4})?记者"
)


def of_issue(lines: Iterable[Line]) -> str:
    """Return the magazine whose name and issue are a line of their own: 乡土经济 2019年8期."""
    for line in lines:
        named = issue_of(line.credit.folded)
        name = clean_name(line.credit.text[slice(*named)]) if named else ""
        if name:
            return name
    return ""


_ACCOUNT_NAME: Final = re.compile(r"[\u4e00-\u9fffA-Za-z0-9]{2,12}")


def of_reporter(lines: Iterable[Line]) -> str:
    """Return the medium that a reporter's line names before the word reporter: 甲报记者 王五."""
    for line in lines:
        match = _REPORTERS_MEDIUM.search(line.credit.folded) if len(line.block.text) <= MAX_LINE_CHARS else None
        name = clean_name(line.credit.text[match.start(1) : match.end(1)]) if match else ""
        if name and not fold(name).startswith("本"):
            return name
    return ""


def on_card(document: Document) -> str:
    """Return the account whose card a page shows: its name, and below it how many articles it has and who reads them."""
    blocks = document.blocks
    for name, first, second in zip(blocks, blocks[1:], blocks[2:], strict=False):
        kind = first.text[:MAX_NAME_CHARS]
        if ("号" in kind or "號" in kind) and _KIND.fullmatch(fold(kind)) and len(name.text) <= MAX_NAME_CHARS:
            return clean_name(name.text)
        if len(first.text) > MAX_COUNT_CHARS or not _COUNT.fullmatch(first.text):
            continue
        if len(second.text) <= MAX_COUNT_CHARS and _COUNT.fullmatch(second.text) and len(name.text) <= MAX_NAME_CHARS:
            return "" if is_person(name.text) else clean_name(name.text)
    return ""


def issuer(title: str, openings: Sequence[Block]) -> str:
    """Return the office that title and story both begin with: it issues what it tells."""
    told = openings[0].text if openings else ""
    same = 0
    while same < min(len(title), len(told), MAX_NAME_CHARS) and title[same] == told[same]:
        same += 1
    ends = (at for at in range(same, 2, -1) if fold(title[at - 1]) in _OFFICE_ENDS)
    name = clean_name(title[: next(ends, 0)])
    return name if name and is_medium(name) and not is_person(name) else ""


def account(lines: Iterable[Line], authors: tuple[str, ...]) -> str:
    """Return the account that has a line of its own on a page which names no medium at all: it publishes what it writes."""
    if len(authors) != 1 or is_person(authors[0]):
        return ""
    read = list(lines)
    at = next((at for at, line in enumerate(read) if line.block.text.strip() == authors[0]), -1)
    if at < 0:
        return ""
    return _beside_writer(read[at : at + 3]) or authors[0]


def _beside_writer(lines: Sequence[Line]) -> str:
    """Return the account that has a line of its own between its writer's and the day: 王五, 某账号, 2024-02-05."""
    if len(lines) < len(("writer", "account", "day")) or not lines[2].credit.stamps or lines[1].credit.stamps:
        return ""
    first = next(iter(lines[1].credit.pieces()), "")
    name = clean_name(first)
    return name if lines[1].credit.folded.startswith(fold(first)) and _ACCOUNT_NAME.fullmatch(name) else ""


def of_bracket(openings: Sequence[Block]) -> str:
    """Return the medium that a bracket before the story's first sentence names: 【甲日报专讯】, 《甲通讯社23日专讯》."""
    match = _OPENED_BY.match(fold(openings[0].text[:MAX_LINE_CHARS])) if openings else None
    name = clean_name(openings[0].text[match.start(1) : match.end(1)]) if match else ""
    return name if is_medium(name) and not fold(name).startswith("本") else ""


# 【某公司：某事】甲社5月6日电: the headline of a flash stands before its dateline.
_HEADLINE: Final = re.compile(r"^\s*【[^【】\n]{8,60}】")


def agency(openings: Sequence[Block]) -> str:
    """Return the medium whose reporter or dateline opens the story: (甲社记者王五台北3日电), 甲社石桥1月17日电."""
    text = _HEADLINE.sub("", openings[0].text) if openings else ""
    begin = fold(text[:MAX_LINE_CHARS])
    match = _REPORTERS_MEDIUM.search(begin) or _DATELINE.match(begin)
    name = clean_name(text[match.start(1) : match.end(1)]) if match else ""
    return "" if fold(name).startswith("本") else name
