"""What a story counts and lists itself, and is no offer: headings of its items, what it names among other unlawful things or with notes."""

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
# 某牌荷叶茶（批号20201120）、某牌压片糖果（批号X21-04）: things with a note each, none of which tells whom to call.
_NOTE: Final = r"（(?![^（）]{0,20}(?:微信|[QqＱ]{2}|[Vv][Xx]|电话|電話|联系|聯繫|加[微我]|咨[询詢]))[^（）\n]{2,24}）"
_NAMED: Final = r"[^，。；、（）：\n]{2,24}"
_NOTED: Final = re.compile(rf"{_NAMED}{_NOTE}(?:、{_NAMED}{_NOTE}){{2,}}")
MIN_FREE_SHARE: Final = 0.4
# 4. 校车租赁服务（含司机），预算310万元；5. 护眼灯改造: so many items in digits, most of which nobody could take for offers.
_ITEM: Final = re.compile(r"(?:^|(?<=[\n；;。]))\s*(\d{1,2})[.、．]\s*(?=\D)([^，,。：:；;（(\n]{2,24})")
MIN_ITEMS, MIN_FREE_ITEMS = 4, 0.6
# 晚安，开锁换芯: so many lines of a poem begin with the same words.
_BEGINNING: Final = re.compile(r"\s*([\u4e00-\u9fff]{2,6})[，,]")
MIN_REFRAIN, MAX_VERSE_CHARS = 4, 24
# “某某”牌荷叶茶（批号20210115）: a brand in quotation marks before it, or a batch behind it.
_BRANDED: Final = re.compile(r"(?<=[”」』])牌")
_BATCH: Final = re.compile(r"[（(](?:批[号號次]|生[产產]日期|[规規]格|型[号號])")


def without_own(candidates: Sequence[Candidate], blocks: Sequence[Block], seen: str) -> list[Candidate]:
    """Return the candidates but the headings of items that the story counts, and what it lists as unlawful or with a note each."""
    if not candidates:
        return []
    heads = [
        (item.block.start, item.block.start + item.size)
        for series in counted_series(blocks)
        if _is_own(series, candidates)
        for item in series
    ]
    heads += _heads_in_digits(candidates, blocks, seen)
    heads += _refrains(candidates, blocks)
    return [
        each
        for each in candidates
        if not any(start <= each.start and each.end <= end for start, end in heads)
        and not _is_listed(each, seen)
        and not _is_noted(each, seen)
        and not (_BRANDED.match(seen, each.start) and _BATCH.match(seen, each.end))
    ]


def _heads_in_digits(candidates: Sequence[Candidate], blocks: Sequence[Block], seen: str) -> list[tuple[int, int]]:
    """Return the heads of items that a story counts in digits from one on, where most of them may be no offers."""
    items: list[re.Match[str]] = []
    for item in _ITEM.finditer(seen, blocks[0].start, blocks[-1].end):
        if int(item[1]) == len(items) + 1:
            items.append(item)
    taken = Taken(candidates)
    free = sum(not taken.meets(*item.span(2)) for item in items)
    return [item.span(2) for item in items] if len(items) >= MIN_ITEMS and free >= MIN_FREE_ITEMS * len(items) else []


def _refrains(candidates: Sequence[Candidate], blocks: Sequence[Block]) -> list[tuple[int, int]]:
    """Return the lines of verse that begin with words that begin many others, most of which may be no offers."""
    begun: dict[str, list[Block]] = {}
    for block in blocks:
        is_verse = len(block.text) <= MAX_VERSE_CHARS and "。" not in block.text
        if is_verse and (match := _BEGINNING.match(block.text)):
            begun.setdefault(match[1], []).append(block)
    taken = Taken(candidates)
    return [
        (block.start, block.end)
        for alike in begun.values()
        if len(alike) >= MIN_REFRAIN
        and sum(not taken.meets(each.start, each.end) for each in alike) >= MIN_FREE_SHARE * len(alike)
        for block in alike
    ]


def _is_own(series: Sequence[Item], candidates: Sequence[Candidate]) -> bool:
    """Tell whether enough of a series' headings say nothing that may be an offer: who injects one sells in each."""
    taken = Taken(candidates)
    free = sum(not taken.meets(item.block.start, item.block.start + item.size) for item in series)
    return free >= MIN_FREE_SHARE * len(series)


def _is_noted(found: Candidate, seen: str) -> bool:
    """Tell whether a candidate is part of a list in which each thing has a note in brackets: its batch, its maker, its town."""
    start = seen.rfind("\n", 0, found.start) + 1
    stop = seen.find("\n", found.end)
    line = slice(start, stop if stop >= 0 else len(seen))
    if seen.count("）、", line.start, line.stop) < MIN_LISTED - 1:
        return False
    return any(
        start + match.start() <= found.start and found.end <= start + match.end()
        for match in _NOTED.finditer(seen[line])
    )


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
