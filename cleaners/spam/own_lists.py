"""What a story counts and lists itself, and is no offer: headings of its items, and what it names among other things unlawful."""

import re
from collections.abc import Sequence
from typing import Final

from cleaners.dom import Block
from cleaners.spam.candidates import Candidate
from cleaners.spam.counted import Item, counted_series
from cleaners.spam.story import REPORTING, start_of_sentence
from cleaners.spam.taken import Taken

# 至于博彩、色情、代开发票、办假证一类广告，都是违法犯罪: a few things said to be of one kind.
_LISTED: Final = re.compile(
    r"[^，。！？；\n]*?(?:一类|一類|之类|之類|等等?(?=违|違|非|广|廣|行|信|活|业|業|犯|内|內|各))"
)
MIN_LISTED: Final = 3
MIN_FREE_SHARE: Final = 0.4


def without_own(candidates: Sequence[Candidate], blocks: Sequence[Block], seen: str) -> list[Candidate]:
    """Return the candidates but the headings of items that the story counts, and what it lists among other unlawful things."""
    if not candidates:
        return []
    heads = [
        (item.block.start, item.block.start + item.size)
        for series in counted_series(blocks)
        if _is_own(series, candidates)
        for item in series
    ]
    return [
        each
        for each in candidates
        if not any(start <= each.start and each.end <= end for start, end in heads) and not _is_listed(each, seen)
    ]


def _is_own(series: Sequence[Item], candidates: Sequence[Candidate]) -> bool:
    """Tell whether enough of a series' headings say nothing that may be an offer: who injects one sells in each."""
    taken = Taken(candidates)
    free = sum(not taken.meets(item.block.start, item.block.start + item.size) for item in series)
    return free >= MIN_FREE_SHARE * len(series)


def _is_listed(found: Candidate, seen: str) -> bool:
    """Tell whether a candidate is one of several things that its clause names, all of one kind, and its sentence reports on."""
    if not _LISTED.match(
        seen, found.start
    ):  # most are none, and to look back for the sentence's beginning may take long
        return False
    start = start_of_sentence(seen, found.start)
    clause = max(seen.rfind(mark, start, found.start) for mark in "，；：") + 1
    listed = _LISTED.match(seen, max(clause, start))
    if listed is None or not listed.start() < found.start < listed.end() or found.end > listed.end():
        return False
    stop = seen.find("。", listed.end())
    return listed.group().count("、") + 1 >= MIN_LISTED and bool(
        REPORTING.search(seen, listed.end(), stop if stop >= 0 else len(seen))
    )
