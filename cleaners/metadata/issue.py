"""The line that says in which number of which paper a story stood: 《甲刊》2024年第7期, 发于2024.5.6总第117期《甲刊》杂志."""

import re
from typing import Final

MAX_ISSUE_CHARS = 48
# What every such line holds: most lines need no closer look.
_MARKS: Final = ("期", "版", "日", "号")
_NAME: Final = r"(?:《([^《》]{2,14})》|([\u4e00-\u9fff·]{2,12}))\s?(?:杂志|周刊|月刊|双月刊)?"
_NUMBER: Final = (
    r"(?:(?:19|20)\d\d\s?[-/.年]\s?\d{1,2}\s?[-/.月]\s?\d{1,2}日?|(?:19|20)\d\d年?\d{0,2}月?号?|总?第?\s?\d{1,5}\s?期|第?\s?[A-Z]?\d{1,3}\s?版"
    r"|[（(]?总第?\s?\d{1,5}\s?期[)）]?)"
)
_FROM: Final = r"(?:本文)?(?:原载|摘自|转自|选自|刊于|载于|刊载于|刊发于|发于|发表于|首发于|见|据)于?:?\s?"
_ISSUE: Final = re.compile(
    rf"[(\[—*\s]{{0,4}}(?:{_FROM})?(?:{_NAME}[,\s(]{{0,2}}(?:{_NUMBER}[,\s)]{{0,2}}){{1,4}}|(?:{_NUMBER}[,\s]{{0,2}}){{1,3}}《([^《》]{{2,14}})》\s?(?:杂志|周刊|月刊)?)[)\]。\s]{{0,3}}"
)
_HAS_ISSUE: Final = re.compile(r"\d\s?[期版号]|\d日")


def issue_of(folded: str) -> tuple[int, int] | None:
    """Return where a folded line that is nothing but a paper's name and number names the paper, None for other lines.

    >>> line = "发于2024.5.6总第117期《晨光周刊》杂志"
    >>> line[slice(*issue_of(line))], issue_of("他在《晨光周刊》2024年第7期上读到这篇文章。")
    ('晨光周刊', None)
    """
    line = folded.strip()
    if len(line) > MAX_ISSUE_CHARS or not any(mark in line for mark in _MARKS) or not _HAS_ISSUE.search(line):
        return None
    match = _ISSUE.fullmatch(line)
    if not match:
        return None
    start, end = match.span(match.lastindex or 0)
    shift = len(folded) - len(folded.lstrip())
    return start + shift, end + shift
