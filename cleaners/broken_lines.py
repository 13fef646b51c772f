"""Lines that an extractor broke at links and emphasis: 财迅通4月9日电，/ 湘辰股份 / （ / 688790 / ）公告…: they are one paragraph."""

import re
from typing import Final

# What no line begins with unless the one above goes on in it.
_GOES_ON: Final = re.compile(r"[，。、；！？）》」』”,;)](?!$)")
_OPEN_END: Final = ("，", "、", "（", "《", "「", "“", "(")
_ENDS: Final = ("。", "！", "？", "…", "”", "」", "』", "：", ":", "；", "!", "?", ".", "】")
_CLAUSE: Final = re.compile("[，。；]")
_HAN: Final = re.compile(r"[\u3400-\u9fff]")
# What is no part of a sentence: a label with its value, a day.
_APART: Final = re.compile(r"[:：|>»【】]|\d{4}[-/.年]\d|\d:\d\d")
# A link's words have no more characters; so many lines make a paragraph at most, and its first and last have so many.
MAX_LINK_CHARS, MAX_LINES, MIN_TOLD_CHARS, MIN_FIRST_CHARS = 18, 9, 12, 8


def with_joined_lines(text: str) -> str:
    r"""Return a text with the lines put together that were one, where the marks at their ends say so.

    >>> with_joined_lines("某社4月9日电，今天\n甲公司\n（\n688790\n）公告，预计上半年净利润增加。\n下一段说的是别的事。")
    '某社4月9日电，今天甲公司（688790）公告，预计上半年净利润增加。\n下一段说的是别的事。'
    """
    lines = text.split("\n")
    found: list[str] = []
    at = 0
    while at < len(lines):
        end = _end_of_broken(lines, at)
        found.append("".join(line.strip() for line in lines[at:end]) if end > at + 1 else lines[at])
        at = max(end, at + 1)
    return "\n".join(found)


def _end_of_broken(lines: list[str], at: int) -> int:
    """Return the index behind the lines that line `at` goes on in, `at` where it goes on in none."""
    first = lines[at].strip()
    if len(first) < MIN_FIRST_CHARS or first.endswith(_ENDS) or not (_CLAUSE.search(first) and _HAN.search(first)):
        return at
    end = at
    is_open = first.endswith(_OPEN_END)
    for index in range(at + 1, min(at + MAX_LINES, len(lines))):
        line = lines[index].strip()
        goes_on = _GOES_ON.match(line) is not None
        if not line or (_APART.search(line[:MAX_LINK_CHARS]) and not goes_on):
            break
        is_last = line.endswith(_ENDS) and len(line) >= MIN_TOLD_CHARS
        if goes_on or (is_open and is_last):
            end = index + 1
            if line.endswith(_ENDS):
                break
            is_open = line.endswith(_OPEN_END)
        elif len(line) > MAX_LINK_CHARS or line.endswith(_ENDS):
            break
        else:
            is_open = is_open or line.endswith(_OPEN_END)
    return end
