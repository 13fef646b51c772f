"""What somebody put into a forum: above stand the post's own name and day, and within it those of the paper that it is from."""

import re
from typing import Final

from cleaners.metadata.credits import is_only_credits
from cleaners.metadata.medium_name import clean_name
from cleaners.metadata.people import is_medium
from cleaners.metadata.reporters import reporter_lines
from cleaners.metadata.words import AUTHOR, OUTLET
from cleaners.metadata.zones import Line, Zones

# What a forum says beside the day of a post.
_POST: Final = re.compile(r"只看(?:该|此)?(?:作者|楼主|此人)|倒序(?:浏览|看帖)|电梯直达|使用道具|^楼主$")
# 甲晚报 2021年9月7日 记者 王五; 2021-09-07 10:22 甲晚报 记者 王五; 据甲晚报 记者 王五 摄影报道
_FROM: Final = re.compile(
    r"^(?:[\d\-/.年月日: ]{8,20}\s)?\(?(?:据|来源|转自)?[:\s]?([^\s,。:()]{2,10}(?:报|网|社|台|刊))\s"
)
MAX_LINE_CHARS: Final = 60


def lines_within(zones: Zones) -> list[Line]:
    """Return the lines of a forum's post that credit the paper it was taken from; none elsewhere."""
    posted = next((line.block.index for line in zones.of("head") if _POST.search(line.credit.folded)), -1)
    if posted < 0:
        return []
    within = (line for line in (*zones.of("head", "opening"), *zones.ends()) if line.block.index > posted)
    return [line for line in within if len(line.block.text) <= MAX_LINE_CHARS and _is_credit(line)]


def _is_credit(line: Line) -> bool:
    roles = {field.role for field in line.credit.fields}
    if OUTLET in roles and (AUTHOR in roles or line.credit.stamps or "记者" in line.credit.folded):
        return is_only_credits(line.credit) or "记者" in line.credit.folded
    return "记者" in line.credit.folded and paper_in(line) != ""


def paper_in(line: Line) -> str:
    """Return the paper that a line begins with, "" for none."""
    match = _FROM.match(line.credit.folded)
    name = clean_name(line.credit.text[slice(*match.span(1))]) if match else ""
    return name if is_medium(name) else ""


def reporters_within(zones: Zones) -> tuple[str, ...]:
    """Return the reporters whom such lines name."""
    return next(filter(None, (reporter_lines((line,)) for line in lines_within(zones))), ())


def paper_within(zones: Zones) -> str:
    """Return the paper that such lines begin with."""
    return next(filter(None, map(paper_in, lines_within(zones))), "")
