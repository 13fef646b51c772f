"""The day at a page's top: of a newspaper's masthead, or in lines of its own, far from the story's byline."""

import re
from collections.abc import Callable, Iterator
from typing import Final

from cleaners.dom import Document
from cleaners.fold import fold
from cleaners.metadata.dates import Stamp, clock_alone, stamp_of_claim, stamps_in
from cleaners.metadata.medium_name import clean_name
from cleaners.metadata.people import is_medium

# A newspaper's masthead stands among so many first blocks.
MASTHEAD_BLOCKS = 80
MAX_MASTHEAD_CHARS = 80
MAX_PAPER_CHARS = 20
# So many lines name other pages of the paper, or other issues, where the page is one of a paper.
MIN_PAPER_LINES = 2
# 2008年7月11日 星期五: all that a line says, and no number of the paper.
_DAY_OF_WEEK: Final = re.compile(
    r"\W*(?:今天是)?\W*[日号]?\W*(?:星期|周|礼拜)[一二三四五六日天]\W*(?:农历|夏历|阴历)?[\u4e00-\u9fff]{0,12}\W*"
    r"(?:(?:今日|本期|共)\s?\d{1,3}\s?版\W*)?"
)
_ISSUE: Final = re.compile(r"第\s?(?:[A-Z]?\d{1,5}|[〇零一二三四五六七八九十百]{1,5})\s?[期版]")
_PAPER_LINE: Final = re.compile(
    r"[上下]一[版期]|[上下]期(?:出版)?|版面(?:导航|概览|目录)|标题导航|本版(?:标题|导航|新闻|其他)|(?:数字|电子)报|往期回顾"
    r"|第?\s?[A-Z]?\d{1,3}\s?版|[A-Z]\d{2}\s?[::]?\s?[\u4e00-\u9fff]{2,6}$|旧报"
)
# (原载2011年7月8日《甲报》): when it stood in a paper, and not on this page.
_ELSEWHERE: Final = re.compile(r"(?:原载|原刊|原发|转自|转载自|摘自)于?\s?(?:《[^《》]{2,12}》)?[(\s]?$")
# 今天是2019年5月10日: of the reader's clock, which a script fills in.
_CLOCK: Final = re.compile(r"\W*今[天日]是?")
_WEEKDAY: Final = re.compile(r"[(（]?(?:星期|周|週|礼拜|禮拜)[一二三四五六日天][)）]?")
_DIGITAL: Final = re.compile(r"(?:数字|電子|电子|數字)(?:报|報|版)")
_YEAR: Final = re.compile(r"(?:19|20)\d\d")
_MONTH_AND_DAY: Final = re.compile(r"(?:0?[1-9]|1[0-2])[/-](?:0?[1-9]|[12]\d|3[01])")


def masthead_days(document: Document, is_of_another_day: Callable[[Stamp], bool]) -> Iterator[Stamp]:
    """Yield the days of a newspaper's masthead, which names its number or the page's: 晨光报 2024年5月6日 第07版.

    A day of the week, or the paper's name, will do on a page that leads to the others of a paper; the first also where the page
    was fetched on another day: then it is no clock.
    """
    blocks = document.blocks[:MASTHEAD_BLOCKS]
    is_paper = (
        sum(bool(_PAPER_LINE.search(fold(block.text[:MAX_MASTHEAD_CHARS]))) for block in blocks) >= MIN_PAPER_LINES
    )
    for block in blocks:
        line = block.unlinked.strip()  # without the menu beside the day
        if len(line) > MAX_MASTHEAD_CHARS or not (any(map(str.isdigit, line)) or "年" in line):
            continue
        folded = fold(line)
        stamp = next((stamp for stamp in stamps_in(folded) if stamp.year), None)
        if stamp is None or is_elsewhere(folded, stamp):
            continue
        rest = folded[: stamp.start] + folded[stamp.end :].lstrip("日号")
        is_weekday = _DAY_OF_WEEK.fullmatch(rest) is not None
        is_named = is_medium(_without_weekday(rest))
        is_masthead = (is_paper or not block.links) and (
            _ISSUE.search(folded) is not None or (is_weekday and is_of_another_day(stamp))
        )
        if is_masthead or (is_paper and not _CLOCK.match(folded) and (is_weekday or is_named)):
            yield stamp


def _without_weekday(rest: str) -> str:
    """Return what a masthead's line says beside its day: the paper's name."""
    return _DIGITAL.sub("", _WEEKDAY.sub("", rest)).strip(" |·,\u3000")


def paper_of(document: Document) -> str:
    """Return the paper that a masthead names beside its day, "" for a page without one: 晨光报 2024年5月6日 星期一."""
    for block in document.blocks[:MASTHEAD_BLOCKS]:
        line = block.unlinked.strip()  # without the menu beside the day
        if len(line) > MAX_MASTHEAD_CHARS or not any(map(str.isdigit, line)):
            continue
        folded = fold(line)
        stamps = [stamp for stamp in stamps_in(folded) if stamp.year]
        if len(stamps) != 1 or not _WEEKDAY.search(folded):
            continue
        shown = line[: stamps[0].start] if stamps[0].start else line[stamps[0].end :]
        name = clean_name(_without_weekday(shown))
        if is_medium(name):
            return name
    return ""


def is_elsewhere(folded: str, stamp: Stamp) -> bool:
    """Tell whether a stamp says when the story stood somewhere else: (原载2011年7月8日《甲报》)."""
    return _ELSEWHERE.search(folded, max(0, stamp.start - MAX_PAPER_CHARS), stamp.start) is not None


def day_in_lines(document: Document) -> Stamp | None:
    """Return the day of a text that has its year, its month with the day, and its clock in lines of their own."""
    if document.media != "text":
        return None
    lines = [fold(block.text).strip() for block in document.blocks[:MASTHEAD_BLOCKS]]
    for year, day, clock in zip(lines, lines[1:], (*lines[2:], ""), strict=False):
        if _YEAR.fullmatch(year) and _MONTH_AND_DAY.fullmatch(day):
            whole = f"{year}-{day.replace('/', '-')}"
            return stamp_of_claim(f"{whole} {clock}" if clock_alone(clock) else whole)
    return None
