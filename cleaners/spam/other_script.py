"""Stretches of a story in the other script than its own: who converts a page drops nothing in, and who drops in converts nothing."""

import re
from collections.abc import Iterator
from typing import Final

from cleaners.decisive import any_simplified, any_traditional
from cleaners.spam.story import SENTENCE_ENDS, start_of_sentence

# So many characters that only the other script has make no slip; further apart they are several, or a quotation.
MIN_CHARACTERS: Final = 2
MAX_CHARS: Final = 16
# A story that has more of them is written in both.
MAX_SHARE: Final = 0.35
_ENDS: Final = re.compile(r"[，。！？；：、,!?;:（）()【】\[\]_|｜\s“”‘’「」『』《》〈〉\"]")


def in_other_script(text: str) -> Iterator[tuple[int, int]]:
    """Yield where a text of one script is in the other one, from the first character that tells to the last.

    >>> text = "他们说，线上炒股加槓桿開戶成为这里的头条新闻，让后来的读者们都觉得这话说得过于绝对，实际还应该再观察。"
    >>> [text[start:end] for start, end in in_other_script(text)]
    ['槓桿開戶']
    """
    patterns = any_simplified(), any_traditional()
    if not all(each.search(text) for each in patterns):
        return
    scripts = [(each, [found.start() for found in each.finditer(text)]) for each in patterns]
    (_, places), (usual, known) = sorted(scripts, key=lambda each: len(each[1]))
    if len(places) < MIN_CHARACTERS or len(places) > MAX_SHARE * len(known):
        return
    start = last = places[0]
    count = 1
    for place in (*places[1:], len(text)):
        if place < len(text) and not (usual.search(text, last, place) or _ENDS.search(text, last, place)):
            last, count = place, count + 1
            continue
        if count >= MIN_CHARACTERS and last + 1 - start <= MAX_CHARS and usual.search(_sentence(text, start)):
            yield start, last + 1
        start, last, count = place, place, 1


def _sentence(text: str, at: int) -> str:
    """Return the sentence of a place: one that is wholly in the other script is a quotation."""
    stops = [stop for end in SENTENCE_ENDS if (stop := text.find(end, at)) >= 0]
    return text[start_of_sentence(text, at) : min(stops, default=len(text))]
