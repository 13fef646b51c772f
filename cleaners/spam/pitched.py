"""Sentences and paragraphs of the chosen story that speak as sellers do, and of nothing that the story speaks of."""

import re
from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from cleaners.dom import Block
from cleaners.spam.features import pairs_of
from cleaners.spam.find import Search
from cleaners.spam.fold import fold_in_place
from cleaners.spam.pitches import (
    MAX_ODDS,
    MAX_PITCH_CHARS,
    MIN_PITCH_CHARS,
    Pitches,
    default_pitches,
    may_pitch,
    pitching,
)
from cleaners.spam.story import REPORTING

# Log odds from which a paragraph counts at all, and is sure; a sentence amid others must speak louder.
LIKELY, SURE_PARAGRAPH, SURE_SENTENCE = 0.5, 2.0, 3.5
# Where other paragraphs come close the story speaks of trade itself: each takes so much from all.
CLOSE_ODDS, CLOSE_COST = -1.5, 0.25
# Where to write, in letters that a filter would not know: no newspaper prints an address so.
DISGUISED: Final = 4.0
# Pairs of a sentence that title or story use: above this share it is the story's own.
MAX_OWN_SHARE: Final = 0.4
MAX_TITLED: Final = 1
MAX_QUOTED_SHARE: Final = 0.4
_SENTENCE: Final = re.compile(r"[^。！？!?\n]+[。！？!?]*[”」』]?")
_QUOTED: Final = re.compile(r"“[^”]*”?|「[^」]*」?|『[^』]*』?|《[^》]*》?")
_CONTACT: Final = re.compile(
    r"[微薇威徽v葳崴]\s?[❤♥💗💚☎]|[❤♥]\s?[信xX芯]|薇[信芯]|微芯|徽[信x]|威信\s?[:号]?\s?[a-z0-9]|扣扣|[扣加]\s?q\s?[号群]?|企鹅[号群]|电微|"
    r"微信同号|加\s?[薇v]|[vq]\s?信",
    re.IGNORECASE,
)


class Pitch(NamedTuple):
    """A stretch of the seen text, the log odds that it is a seller's, and those that make it sure."""

    start: int
    end: int
    odds: float
    least: float

    @property
    def is_sure(self) -> bool:
        """Tell whether it needs no company to be cut."""
        return self.odds >= self.least


def pitched_in(search: Search, body: range, title: str, pitches: Pitches | None = None) -> list[Pitch]:
    """Return the pitches in a body's blocks, in order; whole paragraphs before sentences."""
    table = pitches or default_pitches()
    blocks = search.document.blocks[body.start : body.stop]
    titled = pairs_of(title)
    found = [pitch for block in blocks for pitch in _of_block(block, table)]
    cost = CLOSE_COST * sum(pitch.odds < LIKELY for pitch in found)
    found = [_weighed(pitch, cost) for pitch in found if pitch.odds - cost >= LIKELY]
    return [
        pitch for pitch in found if _is_foreign(search.document.seen[pitch.start : pitch.end], titled, blocks, pitch)
    ]


def _weighed(pitch: Pitch, cost: float) -> Pitch:
    return pitch._replace(odds=pitch.odds - cost)


def _of_block(block: Block, table: Pitches) -> Iterator[Pitch]:
    """Yield a paragraph that is a pitch as a whole or comes close, or the sentences in it that are."""
    folded = fold_in_place(block.text)
    if len(folded) != len(block.text) or len(folded) < MIN_PITCH_CHARS:
        return
    if len(folded) <= MAX_PITCH_CHARS:
        odds = _odds(folded, table)
        if odds >= CLOSE_ODDS:
            yield Pitch(block.start, block.start + len(folded), odds, SURE_PARAGRAPH)
        if odds >= LIKELY:
            return
    sentences = list(_SENTENCE.finditer(folded))
    for sentence in sentences if len(sentences) > 1 else ():
        text = sentence.group()
        odds = _odds(text, table) if MIN_PITCH_CHARS <= len(text) <= MAX_PITCH_CHARS else 0.0
        if odds >= SURE_PARAGRAPH:
            yield Pitch(block.start + sentence.start(), block.start + sentence.end(), odds, SURE_SENTENCE)


def _odds(text: str, table: Pitches) -> float:
    odds = pitching(text, table) if may_pitch(text, table) else -MAX_ODDS
    if odds < LIKELY - DISGUISED:
        return odds
    odds += DISGUISED * (_CONTACT.search(text) is not None)
    quoted = sum(len(match.group()) for match in _QUOTED.finditer(text))
    return -DISGUISED if REPORTING.search(text) or quoted > MAX_QUOTED_SHARE * len(text) else odds


def _is_foreign(text: str, titled: set[str], blocks: Sequence[Block], pitch: Pitch) -> bool:
    pairs = pairs_of(text)
    if len(pairs & titled) > MAX_TITLED:
        return False
    story = "\n".join(
        block.text[: max(0, pitch.start - block.start)] + "\n" + block.text[max(0, pitch.end - block.start) :]
        if block.start < pitch.end and pitch.start < block.end
        else block.text
        for block in blocks
    )
    return sum(pair in story for pair in pairs) <= MAX_OWN_SHARE * len(pairs)
