"""Block after block of a story that is mostly spam: questions with answers, lines; all goes, whatever was found in each."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Container, Iterator, Mapping, Sequence
from itertools import groupby
from typing import Final

from cleaners.dom import CELL_JOINT, Block
from cleaners.spam.fold import fold_in_place
from cleaners.spam.spans_in import as_whole, is_left_to_news, within
from cleaners.spam.wording import default_wording, selling
from cleaners.values import Removed

# A block of which so much is spam; so many of them, with others between that are so short and go with them.
SOLD_SHARE: Final = 0.25
MIN_SOLD: Final = 3
MAX_BETWEEN_CHARS: Final = 50
# Of all blocks of a run such a share; of questions and answers under a heading that announces them so many, such a share.
MIN_SHARE: Final = 0.6
MIN_ASKED, MIN_ASKED_SHARE = 2, 0.3
# A block no longer is a line; beside so many that are offers, from end to end nearly, one that reads like an offer by so much is one.
MAX_LINE_CHARS: Final = 24
MIN_SOLD_LINES, SOLD_LINE_SHARE, LEAST_LINE_ODDS = 2, 0.6, 0.4
# Of a story that is mostly lines, as verse is, one must read so by more.
MAX_LINES_SHARE, LEAST_AMID_LINES = 0.5, 2.0
# 2、月卡：45元，终身卡120元: so many such lines one below the other, so many of which hold spam, such a share.
_PRICE: Final = re.compile(r"\d\s?(?:元|[/／每][次条天月人张]|起)|[¥￥$]\s?\d")
MAX_PRICED_CHARS, MIN_PRICED, MIN_PRICED_SOLD, MIN_PRICED_SHARE = 40, 3, 2, 0.3
_DATED: Final = re.compile(r"\W?\d{4}[-/.年]\d{1,2}[-/.月]\d{1,2}日?\W?$")
_MARKS: Final = re.compile(r"[，；：]|。(?!$)")
# What questions and answers begin with, and what stands above them.
_ASKED: Final = re.compile(r"\s*(?:[qa问問答]\d{0,2}|\d{1,2})\s?[:：、.]", re.IGNORECASE)
_HEADING: Final = re.compile(r"[^。，]{0,8}(?:[问問][题題答]|[还還]在[问問搜]|faq|q&a)[^。，]{0,8}", re.IGNORECASE)


def whole_runs(blocks: Sequence[Block], spans: Sequence[Removed]) -> tuple[Removed, ...]:
    """Return the spans, in order, with whole blocks for those of a run that is mostly spam; `blocks` are the story's."""
    inside = within(blocks, spans)
    shares = {at: sum(map(_size, found)) / len(blocks[at].text) for at, found in inside.items()}
    likely = sorted(at for at, share in shares.items() if share >= SOLD_SHARE)
    sold = [at for at in likely if _asks(blocks[at].text) or not is_left_to_news(blocks[at], inside[at])]
    runs = (*_asked(blocks, likely, shares), *_runs(blocks, sold)) if len(likely) >= MIN_ASKED else ()
    whole: dict[int, Removed] = {}
    for indices in (*runs, *_priced(blocks, inside), list(_lines(blocks, shares))):
        beside = [span for at in indices for span in inside.get(at, ())]
        whole |= {at: as_whole(blocks[at], inside.get(at, beside)) for at in indices}
    taken = {id(span) for at in whole for span in inside.get(at, ())}
    others = (span for span in spans if id(span) not in taken)
    return tuple(sorted((*others, *whole.values()), key=lambda span: span.start))


def _size(span: Removed) -> int:
    return span.end - span.start


def _lines(blocks: Sequence[Block], shares: Mapping[int, float]) -> Iterator[int]:
    """Yield the lines that are offers where several are: those found, and those that only read like one."""
    lines = {at: _DATED.sub("", block.text) for at, block in enumerate(blocks) if _is_line(block.text)}
    sold = {
        at
        for at, share in shares.items()
        if at in lines and share * len(blocks[at].text) >= SOLD_LINE_SHARE * len(lines[at])
    }
    if len(sold) < MIN_SOLD_LINES:
        return
    least = LEAST_LINE_ODDS if len(lines) <= MAX_LINES_SHARE * len(blocks) else LEAST_AMID_LINES
    for at, said in lines.items():
        if at in sold or selling(fold_in_place(said), default_wording()) >= least:
            yield at


def _is_line(text: str) -> bool:
    return len(text) <= MAX_LINE_CHARS and not _MARKS.search(text)


def _priced(blocks: Sequence[Block], found: Container[int]) -> Iterator[range]:
    """Yield the runs of short lines, or rows of a table, with a price each, several of which hold spam: a seller's list."""
    lines: list[list[int]] = []
    for at, block in enumerate(blocks):
        if block.joint == CELL_JOINT and lines:
            lines[-1].append(at)
        else:
            lines.append([at])
    for is_priced, group in groupby(lines, lambda line: _is_priced(" ".join(blocks[at].text for at in line))):
        run = list(group)
        sold = sum(any(at in found for at in line) for line in run)
        if is_priced and len(run) >= MIN_PRICED and sold >= max(MIN_PRICED_SOLD, MIN_PRICED_SHARE * len(run)):
            yield range(run[0][0], run[-1][-1] + 1)


def _is_priced(text: str) -> bool:
    return len(text) <= MAX_PRICED_CHARS and _PRICE.search(text) is not None


def _asked(blocks: Sequence[Block], sold: Sequence[int], found: Container[int]) -> Iterator[range]:
    """Yield the ranges of questions and answers, with the heading above them, of which several hold spam; `found` are all that do."""
    for first, heading in enumerate(blocks):
        if not _HEADING.fullmatch(heading.text):
            continue
        last = first + 1
        while last < len(blocks) and (
            _is_question(blocks[last].text)
            or (_is_question(blocks[last - 1].text) and (last in found or _goes_with_spam(blocks[last])))
        ):
            last += 1
        count = bisect_left(sold, last) - bisect_right(sold, first)
        if count >= max(MIN_ASKED, MIN_ASKED_SHARE * (last - first - 1)):
            yield range(first, last)


def _goes_with_spam(block: Block) -> bool:
    """Tell whether a short block between two of spam asks, answers, or reads like an offer."""
    text = block.text
    if len(text) > MAX_BETWEEN_CHARS:
        return False
    return _asks(text) or selling(fold_in_place(text), default_wording()) > 0


def _asks(text: str) -> bool:
    return bool(_ASKED.match(text)) or _is_question(text)


def _is_question(text: str) -> bool:
    return len(text) <= MAX_BETWEEN_CHARS and text.endswith(("？", "?"))


def _runs(blocks: Sequence[Block], sold: Sequence[int]) -> Iterator[range]:
    """Yield the ranges of blocks that are mostly spam, with the heading above and the answer below questions."""
    groups: list[list[int]] = []
    for at in sold:
        if groups and all(map(_goes_with_spam, blocks[groups[-1][-1] + 1 : at])):
            groups[-1].append(at)
        else:
            groups.append([at])
    for group in groups:
        first, last, count = group[0], group[-1], len(group)
        if count < MIN_SOLD or count < MIN_SHARE * (last + 1 - first):
            continue
        if first and _HEADING.fullmatch(blocks[first - 1].text):
            first -= 1
        while last + 1 < len(blocks) and _ASKED.match(blocks[last].text) and _ASKED.match(blocks[last + 1].text):
            last += 1
        yield range(first, last + 1)
