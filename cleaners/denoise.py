"""A document without what a mirror program put between its characters, and the way back to the text as it was seen.

Everything after this step reads the denoised document; spans that it finds are mapped back onto the seen text, where the
noise itself is a removed span like any other.
"""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from cleaners.dom import Block, Document, Link, assemble
from cleaners.noise import find_noise
from cleaners.values import Removed, Stage

# Noise that nobody sees, and that a program does not put before marks.
UNSEEN = frozenset(("zero_width", "byte_order_mark", "soft_hyphen"))


@dataclass(frozen=True, slots=True)
class Denoised:
    """The document to read, and where its characters stood: `starts` in its text, `shifts` to add from there on."""

    document: Document
    noise: tuple[Removed, ...] = ()
    starts: tuple[int, ...] = ()
    shifts: tuple[int, ...] = ()

    def as_seen(self, span: Removed, seen: str) -> Removed:
        """Return a span of the denoised text as a span of the seen text; noise inside it belongs to it."""
        if not self.noise:
            return span
        start, end = self._offset(span.start), self._offset(span.end - 1) + 1
        return replace(span, start=start, end=end, text=seen[start:end])

    def gaps(self) -> tuple[int, ...]:
        """Return where in the text invisible characters were taken from between two others."""
        found, taken = [], 0
        for span in self.noise:
            if span.rule in UNSEEN:
                found.append(span.start - taken)
            taken += span.end - span.start
        return tuple(found)

    def _offset(self, offset: int) -> int:
        at = bisect_right(self.starts, offset)
        return offset + (self.shifts[at - 1] if at else 0)


def denoise(document: Document) -> Denoised:
    """Return the document without glosses, control and zero-width characters; itself where it has none."""
    found = find_noise(document.seen)
    if not found:
        return Denoised(document)
    noise = tuple(Removed(start, end, document.seen[start:end], Stage.NOISE, rule) for start, end, rule in found)
    blocks = [_without(block, spans) for block, spans in _by_block(document.blocks, noise)]
    clean = replace(
        document,
        blocks=blocks,
        title=_plain(document.title),
        metas=tuple((name, _plain(content)) for name, content in document.metas),
        seen=assemble(blocks),
    )
    starts, shifts = _way_back(document.blocks, blocks, noise)
    return Denoised(clean, noise, starts, shifts)


def _plain(text: str) -> str:
    pieces, at = [], 0
    for start, end, _ in find_noise(text):
        pieces.append(text[at:start])
        at = end
    return "".join((*pieces, text[at:]))


def _by_block(blocks: Sequence[Block], noise: Sequence[Removed]) -> Iterable[tuple[Block, list[tuple[int, int]]]]:
    """Yield each block with the noise in it, as offsets into its text."""
    at = 0
    for block in blocks:
        while at < len(noise) and noise[at].end <= block.start:
            at += 1
        here = at
        spans = []
        while here < len(noise) and noise[here].start < block.end:
            spans.append((max(0, noise[here].start - block.start), min(block.end, noise[here].end) - block.start))
            here += 1
        yield block, spans


def _without(block: Block, spans: list[tuple[int, int]]) -> Block:
    if not spans:
        return replace(block)
    pieces, at = [], 0
    for start, end in spans:
        pieces.append(block.text[at:start])
        at = end
    text = "".join((*pieces, block.text[at:]))
    links = tuple(Link(_moved(link.start, spans), _moved(link.end, spans), link.href) for link in block.links)
    unseen = tuple((_moved(start, spans), _moved(end, spans), trick) for start, end, trick in block.unseen)
    return replace(block, text=text, links=links, link_chars=0, unseen=unseen, pieces=(), rule=None)


def _moved(offset: int, spans: list[tuple[int, int]]) -> int:
    return offset - sum(min(end, offset) - start for start, end in spans if start < offset)


def _way_back(
    before: Sequence[Block], after: Sequence[Block], noise: Sequence[Removed]
) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """Return from which offset of the denoised text on which shift leads back to the seen text."""
    starts, shifts = [], []
    for (old, spans), new in zip(_by_block(before, noise), after, strict=True):
        gone = 0
        starts.append(new.start)
        shifts.append(old.start - new.start)
        for start, end in spans:
            starts.append(new.start + start - gone)
            gone += end - start
            shifts.append(old.start - new.start + gone)
    return tuple(starts), tuple(shifts)
