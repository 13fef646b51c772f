"""What a story says in its other paragraphs, by pairs of characters: a phrase that shares none of them is foreign to it."""

from collections import Counter
from collections.abc import Sequence, Set
from functools import cached_property
from itertools import chain

from cleaners.dom import Block
from cleaners.spam.features import pairs_of


class StoryPairs:
    """The pairs of a story's blocks, read once for however many phrases are asked about, and only if one is."""

    def __init__(self, blocks: Sequence[Block]) -> None:
        self._blocks = blocks
        self._indices = frozenset(block.index for block in blocks)

    def told_elsewhere(self, pairs: Set[str], block: Block, rest: Set[str] = frozenset()) -> int:
        """Return how many of the pairs stand in other blocks of the story than the one given, or among `rest`."""
        own = pairs_of(block.text) if block.index in self._indices else frozenset[str]()
        return sum(pair in rest or self._counted[pair] > (pair in own) for pair in pairs)

    @cached_property
    def _counted(self) -> Counter[str]:
        """In how many blocks each pair stands."""
        return Counter(chain.from_iterable(pairs_of(block.text) for block in self._blocks))
