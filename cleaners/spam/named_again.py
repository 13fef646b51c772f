"""Sentences of a story that speak again of what a seller's sentence amid it names, and as sellers do: both are of one pitch."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Final

from cleaners.dom import Block
from cleaners.spam.features import pairs_of
from cleaners.spam.fold import fold_in_place
from cleaners.spam.pitched import SENTENCE, told_by
from cleaners.spam.pitches import MAX_PITCH_CHARS, MIN_PITCH_CHARS, default_pitches, pitching
from cleaners.spam.story_pairs import StoryPairs
from cleaners.spam.taken import Taken
from cleaners.values import Removed, Stage

RULE: Final = "doorway_sentence"
MIN_SENTENCE_CHARS: Final = 16
# A name has so many characters; it stands in a sentence that speaks like a seller by so much, and says so little of what the story says.
NAME_CHARS: Final = 3
LEAST_ODDS: Final = 0.0
MAX_OWN_SHARE: Final = 0.3
_HAN: Final = re.compile(r"[\u4e00-\u9fff]+")


def named_again(blocks: Sequence[Block], spans: Sequence[Removed], title: str) -> Iterator[Removed]:
    """Yield the sentences that name what a sentence among the spans names, and nothing else of the story or its title does."""
    sold = [span for span in spans if span.rule == RULE and len(span.text) >= MIN_SENTENCE_CHARS]
    if not sold:
        return
    names = set[str]().union(*(_runs(span.text) for span in sold)) - _runs(title)
    taken, story = Taken(spans), StoryPairs(blocks)
    free = [
        (block, match, names & _runs(match.group()))
        for block in blocks
        for match in SENTENCE.finditer(block.text)
        if not taken.meets(block.start + match.start(), block.start + match.end())
    ]
    counted = Counter(name for *_, found in free for name in found)
    for block, match, found in free:
        if all(counted[name] > 1 for name in found) or not _is_likely(match.group()):
            continue
        pairs = pairs_of(match.group())
        if story.told_elsewhere(pairs, block) <= MAX_OWN_SHARE * len(pairs):
            start, end = block.start + match.start(), block.start + match.end()
            yield Removed(start, end, match.group(), Stage.SPAM, RULE, 0.9, min(found))


def _is_likely(sentence: str) -> bool:
    folded = fold_in_place(sentence)
    if not MIN_PITCH_CHARS <= len(folded) <= MAX_PITCH_CHARS:
        return False
    said = (folded, told_by(folded))
    return max(pitching(each, default_pitches()) for each in said if each) >= LEAST_ODDS


def _runs(text: str) -> set[str]:
    """Return the runs of so many characters that may be names."""
    return {
        run[at : at + NAME_CHARS]
        for run in _HAN.findall(fold_in_place(text))
        for at in range(len(run) - NAME_CHARS + 1)
    }
