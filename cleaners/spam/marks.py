"""Marks as Chinese is printed: many a site writes the halfwidth ones of its keyboard, and they are no sign of anything there.

What was put into a story that is printed otherwise keeps its halfwidth marks, which tell it.
"""

import re
from typing import Final

_HAN: Final = r"\u3400-\u9fff"
# Halfwidth marks beside a character; a full stop ends something, and parts no number.
_HALF: Final = re.compile(
    rf"[,!().](?:(?<=[{_HAN}”」』）)\"][,!()])|(?<!\.)(?=[{_HAN}“「『（])|(?<=[{_HAN}]\.)(?=[{_HAN}“\"\n]|$))"
)
_FULL: Final = re.compile(r"[，！（）]")
_QUOTED: Final = re.compile(r'"([^"\n]*)"')
# Marks of the keyboard, and what is printed for them.
PRINTED: Final = dict(zip(",!()", "，！（）", strict=True))
_USUAL: Final = str.maketrans(PRINTED | {".": "。"})
# A story that has so many times its fullwidth marks, or a line that has so many at least, is written so.
MIN_LINE_MARKS, LINE_SHARE, STORY_SHARE = 3, 2.0, 1.0
# 一、某某; ■ 某某: what stands before a short line that is a heading, and no part of what it says.
LINE_NUMBER: Final = r"^[\s\u3000]*(?:[一二三四五六七八九十]{1,2}、|[■●◆▶★▍])\s?"


def with_printed_quotes(text: str) -> str:
    """Return a text with printed quotation marks for a keyboard's, in pairs within a line; its length stays."""
    return _QUOTED.sub(r"“\1”", text) if '"' in text else text


def with_usual_marks(text: str) -> str:
    r"""Return a story with fullwidth marks where it, or a line of it, is written with halfwidth ones; its length stays.

    >>> with_usual_marks("他说,“好”,1,000人到场.\n晚上,会议结束.")
    '他说，“好”，1,000人到场。\n晚上，会议结束。'
    >>> with_usual_marks("他说，好，会议开始,某某官网，结束。")
    '他说，好，会议开始,某某官网，结束。'
    """
    text = with_printed_quotes(text)
    if "," not in text and "!" not in text and "(" not in text:
        return text
    if len(_HALF.findall(text)) >= STORY_SHARE * len(_FULL.findall(text)):
        return _usual(text)
    return "\n".join(_usual(line) if _is_so_written(line) else line for line in text.split("\n"))


def _is_so_written(line: str) -> bool:
    half = len(_HALF.findall(line))
    return half >= MIN_LINE_MARKS and half >= LINE_SHARE * len(_FULL.findall(line))


def _usual(text: str) -> str:
    return _HALF.sub(lambda mark: mark.group().translate(_USUAL), text)
