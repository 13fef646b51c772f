"""Texts that are doorways from end to end: full of what sellers say, strings of wares, or spun from the same few clauses."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Final

from cleaners.spam.lexicon import Hit
from cleaners.spam.story import CLAUSE, FUNCTIONS, REPORTING

# The class of what sellers say to their readers.
PITCH: Final = "pitch"
# Of a story so long, so much is words of sellers: nobody tells one.
MIN_DOORWAY_CHARS, DOORWAY_SHARE, MIN_DOORWAY_PITCHES = 150, 0.18, 3
# Words strung together have next to none of those that make sentences; a flash of sports may have none, either.
MIN_FUNCTION_SHARE, MIN_SALAD_CHARS = 0.01, 300
# News has a word of reporters, courts or the police in so many characters.
CHARS_A_REPORT = 200
# Of 402 stories and documents with so many clauses of such a length, one says so many of them more than once: a programmer's notes.
MIN_CLAUSES, MIN_CLAUSE_CHARS, SPUN_SHARE = 16, 5, 0.4
_SENTENCE_END: Final = re.compile(r"[。！？\n]")
_NUMBERED: Final = re.compile(r"\d")


def is_doorway(text: str, hits: Sequence[Hit]) -> bool:
    """Tell whether a story is made of the words of sellers, who report nothing and speak to their readers."""
    if len(text) < MIN_DOORWAY_CHARS or sum(hit.end - hit.start for hit in hits) < DOORWAY_SHARE * len(text):
        return False
    speaks = sum(hit.kind == PITCH for hit in hits) >= MIN_DOORWAY_PITCHES
    is_salad = len(text) >= MIN_SALAD_CHARS and len(FUNCTIONS.findall(text)) < MIN_FUNCTION_SHARE * len(text)
    return (speaks or is_salad) and not reports_as_news(text)


def is_spun(text: str) -> bool:
    """Tell whether a text is put together from the same few clauses again and again, as programs write doorways.

    A sentence that comes again as it is, as in a story printed twice, says nothing.
    """
    clauses = Counter(
        clause
        for sentence in dict.fromkeys(_SENTENCE_END.split(text))
        for clause in CLAUSE.findall(sentence)
        if len(clause) >= MIN_CLAUSE_CHARS and not clause.isascii() and not _NUMBERED.search(clause)
    )
    return clauses.total() >= MIN_CLAUSES and said_again(clauses, 2) >= SPUN_SHARE


def said_again(clauses: Mapping[str, int], times: int) -> float:
    """Return which share of all clauses, counted as often as they are said, is said at least so many times.

    >>> said_again({"房价稳定": 3, "雨后初晴": 1}, 2)
    0.75
    """
    return sum(count for count in clauses.values() if count >= times) / max(1, sum(clauses.values()))


def reports_as_news(text: str) -> bool:
    """Tell whether a text has words of reporters, courts or the police as often as news has them."""
    return len(REPORTING.findall(text)) * CHARS_A_REPORT >= len(text)
