"""Elements amid a story that were put there to sell: lists of terms, tables of prices, questions that fold out, comments.

Of such an element so much is found by its words that the rest belongs to it: what a table calls its columns, an answer, who "wrote".
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Final, NamedTuple

from cleaners.dom import Block, Document
from cleaners.spam.features import pairs_of
from cleaners.spam.spans_in import as_whole, is_left_to_news, within
from cleaners.spam.taken import Taken
from cleaners.values import Removed

# So many blocks of a box hold spam, such a share of its blocks and of its characters; less where its tag is one of these, which a story
# seldom has amid it.
MIN_SOLD: Final = 2
MIN_BLOCKS_SHARE, MIN_CHARS_SHARE = 0.5, 0.4
BOXED: Final = frozenset(("dl", "table", "details", "form"))
BOXED_BLOCKS_SHARE, BOXED_CHARS_SHARE = 0.3, 0.2
# A box holds no more of the story's characters, and says so little of what the rest of the story says.
MAX_STORY_SHARE, MAX_OWN_SHARE = 0.6, 0.35
# A longer block that speaks as news does is none of a box's.
MIN_NEWS_CHARS: Final = 40


class _Box(NamedTuple):
    """Blocks of a body, by their places in it: of one element, of a row of such, or of all of one kind that folds out or lists."""

    places: tuple[int, ...]
    tag: str


def whole_boxes(
    document: Document, body: range, spans: Sequence[Removed], others: Sequence[Removed], title: str
) -> tuple[Removed, ...]:
    """Return the spans, in order, with whole blocks for those of a box amid the story that is there to sell; `others` are the page's."""
    blocks = document.blocks[body.start : body.stop]
    inside = within(blocks, spans)
    if not inside:
        return tuple(spans)
    taken = Taken(others)
    known = {at for at, block in enumerate(blocks) if taken.meets(block.start, block.end)}
    sold = [
        len(block.text) if at in known else sum(span.end - span.start for span in inside.get(at, ()))
        for at, block in enumerate(blocks)
    ]
    story = sum(len(block.text) for block in blocks)
    whole: dict[int, Removed] = {}
    for box in _boxes(document, body):
        found = [span for at in box.places for span in inside.get(at, ())]
        if not found or box.places[0] in whole or not _sells(box, blocks, sold, story):
            continue
        if not _is_left_to_story(box, blocks, inside, sold, title):
            whole |= {at: as_whole(blocks[at], inside.get(at) or found) for at in box.places if at not in known}
    gone = {id(span) for at in whole for span in inside.get(at, ())}
    kept = (span for span in spans if id(span) not in gone)
    return tuple(sorted((*kept, *whole.values()), key=lambda span: span.start))


def _boxes(document: Document, body: range) -> Iterator[_Box]:
    """Yield the elements that stand in a body and are not all of it, rows of one kind, and all of one kind, the largest first."""
    nodes = document.nodes
    found: set[_Box] = set()
    rows: dict[tuple[int, str, str], list[int]] = {}
    kinds: dict[tuple[str, str], list[int]] = {}
    for node in range(1, len(nodes)):
        first, last, tag = nodes.first[node], nodes.last[node], nodes.tag[node]
        if not body.start <= first < last <= body.stop or last - first == len(body):
            continue
        places = range(first - body.start, last - body.start)
        found.add(_Box(tuple(places), tag))
        if tag in BOXED:
            kinds.setdefault((tag, nodes.names[node]), []).extend(places)
        kind = (nodes.parent[node], tag, nodes.names[node])
        row = rows.get(kind)
        if row and row[-1] + 1 == places.start:
            row.extend(places)
            continue
        found |= {_Box(tuple(row), tag)} if row else set()
        rows[kind] = list(places)
    found |= {_Box(tuple(row), tag) for (_, tag, _), row in rows.items()}
    found |= {_Box(tuple(sorted(set(places))), tag) for (tag, _), places in kinds.items()}
    return iter(sorted((box for box in found if len(box.places) > 1), key=lambda box: (-len(box.places), box.places)))


def _sells(box: _Box, blocks: Sequence[Block], sold: Sequence[int], story: int) -> bool:
    """Tell whether so much of a box is spam, and the box so little of the story, that all of it may be there to sell."""
    is_boxed = box.tag in BOXED
    blocks_share, chars_share = (
        (BOXED_BLOCKS_SHARE, BOXED_CHARS_SHARE) if is_boxed else (MIN_BLOCKS_SHARE, MIN_CHARS_SHARE)
    )
    least = max(MIN_SOLD, blocks_share * len(box.places))
    size = sum(len(blocks[at].text) for at in box.places)
    count, chars = sum(sold[at] > 0 for at in box.places), sum(sold[at] for at in box.places)
    return size <= MAX_STORY_SHARE * story and count >= least and chars >= chars_share * size


def _is_left_to_story(
    box: _Box, blocks: Sequence[Block], found: Mapping[int, Sequence[Removed]], sold: Sequence[int], title: str
) -> bool:
    """Tell whether what is left of a box speaks as news does, or of what the rest of the story speaks of.

    Where a story's paragraph may stand, what phrases leave of a long one is the story's.
    """
    for at in box.places:
        is_long = len(blocks[at].text) - sold[at] > MIN_NEWS_CHARS
        if is_long and (box.tag not in BOXED or is_left_to_news(blocks[at], found.get(at, ()))):
            return True
    inside = set(box.places)
    left = [blocks[at] for at in box.places if not sold[at]]
    rest = "\n".join((title, *(block.text for at, block in enumerate(blocks) if at not in inside and not sold[at])))
    pairs = pairs_of("\n".join(block.text for block in left))
    return len(pairs & pairs_of(rest)) > MAX_OWN_SHARE * len(pairs)
