"""The account of a page: which characters were kept, and for every other one the rule that cut it."""

from collections.abc import Iterable, Iterator

from cleaners.dom import Block
from cleaners.values import Removed, Stage


def keep(seen: str, blocks: Iterable[Block], cuts: Iterable[Removed]) -> tuple[str, list[tuple[int, int]]]:
    """Return the kept text, and the kept ranges of `seen` it is made of.

    Of each kept block what no cut covers stays; blocks that are left empty go whole. Between two kept pieces of
    different blocks exactly one joint stays, so that the text is a subsequence of what was seen.
    """
    merged = list(_merge(_ranges(seen, blocks, cuts)))
    return "".join(seen[start:end] for start, end in merged), merged


def _ranges(seen: str, blocks: Iterable[Block], cuts: Iterable[Removed]) -> Iterator[tuple[int, int]]:
    spans = sorted((cut.start, cut.end) for cut in cuts)
    at, end = 0, -1
    for block in blocks:
        while at < len(spans) and spans[at][1] <= block.start:
            at += 1
        pieces = list(_uncovered(seen, block, spans, at))
        if not pieces:
            continue
        if end >= 0:
            yield _joint(seen, end, pieces[0][0])
        yield from pieces
        end = pieces[-1][1]


def _uncovered(seen: str, block: Block, spans: list[tuple[int, int]], at: int) -> Iterator[tuple[int, int]]:
    """Yield the ranges of a block that no span covers, without spaces at the block's edges."""
    start, end = block.start, block.end
    pieces: list[tuple[int, int]] = []
    while at < len(spans) and spans[at][0] < end:
        if spans[at][0] > start:
            pieces.append((start, spans[at][0]))
        start = max(start, spans[at][1])
        at += 1
    if start < end:
        pieces.append((start, end))
    while pieces and seen[pieces[0][0] : pieces[0][1]].isspace():
        pieces.pop(0)
    while pieces and seen[pieces[-1][0] : pieces[-1][1]].isspace():
        pieces.pop()
    if pieces:
        first, last = pieces[0], pieces[-1]
        pieces[0] = (first[0] + _leading_spaces(seen[first[0] : first[1]]), first[1])
        last = pieces[-1]
        pieces[-1] = (last[0], last[1] - _trailing_spaces(seen[last[0] : last[1]]))
    yield from pieces


def _leading_spaces(text: str) -> int:
    return len(text) - len(text.lstrip())


def _trailing_spaces(text: str) -> int:
    return len(text) - len(text.rstrip())


def _joint(seen: str, end: int, start: int) -> tuple[int, int]:
    """Return the one joint to keep between a piece that ends at `end` and one of a later block that starts at `start`."""
    if seen[end] in "\n\t" and (seen[end] == "\n" or start == end + 1):
        return end, end + 1
    at = seen.rfind("\n", end, start)
    return (at, at + 1) if at >= 0 else (end, end + 1)


def _merge(ranges: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    current: tuple[int, int] | None = None
    for start, end in ranges:
        if current and current[1] == start:
            current = (current[0], end)
            continue
        if current:
            yield current
        current = (start, end)
    if current:
        yield current


def account(seen: str, kept: list[tuple[int, int]], cuts: Iterable[Removed]) -> tuple[Removed, ...]:
    """Return every removed span of `seen` in order: the given cuts, and what lies between them as chrome.

    Cuts must not overlap; what of them was kept after all is left out. Kept ranges and removed spans tile `seen`.
    """
    gaps: list[tuple[int, int]] = []
    at = 0
    for start, end in kept:
        if start > at:
            gaps.append((at, start))
        at = end
    if at < len(seen):
        gaps.append((at, len(seen)))
    ordered = sorted(cuts, key=lambda cut: cut.start)
    removed: list[Removed] = []
    index = 0
    for start, end in gaps:
        at = start
        while index < len(ordered) and ordered[index].end <= start:
            index += 1
        here = index
        while here < len(ordered) and ordered[here].start < end:
            cut = ordered[here]
            begin, stop = max(cut.start, at), min(cut.end, end)
            if begin > at:
                removed.append(_chrome(seen, at, begin))
            if stop > begin:
                removed.append(_clip(cut, seen, begin, stop))
                at = stop
            here += 1
        if at < end:
            removed.append(_chrome(seen, at, end))
    return tuple(removed)


def _chrome(seen: str, start: int, end: int) -> Removed:
    return Removed(start, end, seen[start:end], Stage.CHROME, "outside_story")


def _clip(cut: Removed, seen: str, start: int, end: int) -> Removed:
    return Removed(start, end, seen[start:end], cut.stage, cut.rule, cut.score, cut.evidence)
