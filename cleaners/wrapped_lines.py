"""Texts whose paragraphs a newspaper's column or a mail program broke at one width: their lines are joined again."""

import re
from collections import Counter
from itertools import pairwise
from typing import Final

from cleaners.dom import wide_chars

# A column's width in characters; so many lines of it, so many with another below, tell that a text is set in one.
MIN_WIDTH, MAX_WIDTH, MIN_LINES, MIN_PAIRS = 14, 45, 5, 3
# A mark that may begin no line hangs over the edge, or was taken along with a character before it.
SLACK: Final = 1.5
# A number or a word is not broken, and goes to the next line whole.
SLACK_OF_BROKEN: Final = 2.5
# Of the lines of that width, Chinese ones only, such a share breaks off, and has a mark in it, as no list of titles does; longer are few.
MIN_BROKEN_SHARE, MIN_MARKED_SHARE, MIN_WIDE_SHARE, MAX_LONGER_SHARE = 0.6, 0.5, 0.6, 0.25
_ADDRESS: Final = re.compile(r"https?://|www\.")
_MARKS: Final = "，。、；"
_ENDS: Final = ("。", "！", "？", "…", "”", "」", "』", "：", ":", "!", "?", "】")
_INDENT: Final = "\u3000\u3000"
# So many paragraphs begin with an indent where all do.
MIN_INDENTS: Final = 2
# Blank lines part paragraphs where so many stand behind their last lines, such a share of these.
MIN_PARTED, MIN_PARTED_SHARE = 3, 0.7
# A mark right behind a broken line is its last.
_HANGING: Final = frozenset("。！？”」』）》…")


def with_unwrapped_lines(text: str) -> str:
    r"""Return a text with the lines of each paragraph put together, where they were broken at one width.

    >>> line = "两岸的村民一早就来到桥头，等着头"
    >>> with_unwrapped_lines("\n".join((*[line] * 6, "一班汽车。", "完"))) == line * 6 + "一班汽车。\n完"
    True
    """
    lines = text.split("\n")
    width = _width(lines)
    if not width:
        return text
    is_full = [_is_full(line, width) for line in lines]
    is_shown = sum(line.startswith(_INDENT) for line in lines) >= MIN_INDENTS or _are_parted(lines, is_full)
    found: list[str] = []
    at = 0
    while at < len(lines):
        end = at + 1
        if is_full[at] and (_stands_in_run(is_full, at) or "，" in lines[at] or _is_closed_below(lines, at)):
            while (
                end < len(lines) and is_full[end - 1] and _goes_on(lines[end - 1], lines[end], width, is_shown=is_shown)
            ):
                end += 1
        if end < len(lines) and end > at + 1 and lines[end].strip() and set(lines[end].strip()) <= _HANGING:
            end += 1
        found.append(lines[at] if end == at + 1 else lines[at].rstrip() + "".join(map(str.strip, lines[at + 1 : end])))
        at = end
    return "\n".join(found)


def _is_full(line: str, width: int) -> bool:
    is_clause = any(map(line.__contains__, _MARKS)) and not line.rstrip().endswith(_ENDS)
    if _ADDRESS.search(line):
        return False
    slack = SLACK_OF_BROKEN if is_clause else SLACK  # a heading may be as long
    return width - slack <= _chars(line) <= width + SLACK


def _are_parted(lines: list[str], is_full: list[bool]) -> bool:
    """Tell whether a blank line stands behind the last line of each paragraph, as a rule."""
    lasts = [at for at in range(1, len(lines)) if is_full[at - 1] and lines[at].strip() and not is_full[at]]
    parted = sum(at + 1 == len(lines) or not lines[at + 1].strip() for at in lasts)
    return parted >= max(MIN_PARTED, MIN_PARTED_SHARE * len(lasts))


def _chars(line: str) -> float:
    """Return the width of a line without its indent's blank, in Chinese characters."""
    shown = line.rstrip()
    wide = wide_chars(shown)
    return wide + (len(shown) - wide) / 2


def _width(lines: list[str]) -> int:
    """Return the width that the lines of a text were broken at, 0 where they were not."""
    counted = Counter(
        round(_chars(line)) for line in lines if MIN_WIDTH <= _chars(line) <= MAX_WIDTH and _is_chinese(line)
    )
    for width, _ in counted.most_common(3):
        full = [line for line in lines if abs(_chars(line) - width) <= SLACK and _is_chinese(line)]
        broken = sum(not line.rstrip().endswith(_ENDS) for line in full)
        marked = sum(any(map(line.__contains__, _MARKS)) for line in full)
        longer = sum(_chars(line) > width + 2 * SLACK for line in lines)
        pairs = sum(abs(_chars(line) - width) <= SLACK >= abs(_chars(below) - width) for line, below in pairwise(lines))
        is_prose = broken >= MIN_BROKEN_SHARE * len(full) and marked >= MIN_MARKED_SHARE * len(full)
        if len(full) >= MIN_LINES and pairs >= MIN_PAIRS and is_prose and longer <= MAX_LONGER_SHARE * len(full):
            return width
    return 0


def _is_chinese(line: str) -> bool:
    shown = "".join(line.split())
    return wide_chars(shown) >= MIN_WIDE_SHARE * max(1, len(shown))


def _stands_in_run(is_full: list[bool], at: int) -> bool:
    return any(is_full[max(0, at - 1) : at]) or any(is_full[at + 1 : at + 2])


def _is_closed_below(lines: list[str], at: int) -> bool:
    """Tell whether a line that ends no sentence is one with the line below, which does: the last two of a paragraph."""
    below = lines[at + 1].rstrip() if at + 1 < len(lines) else ""
    return below.endswith("。") and not lines[at].rstrip().endswith(_ENDS)


def _goes_on(line: str, below: str, width: int, *, is_shown: bool) -> bool:
    """Tell whether a full line goes on in the one below it; `is_shown`: indents or blank lines show where paragraphs begin."""
    if not below.strip() or below.startswith(_INDENT) or _chars(below) > width + SLACK:
        return False
    return is_shown or not line.rstrip().endswith(_ENDS) or below.strip()[0] in _HANGING
