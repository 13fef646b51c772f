"""The characters with two simplified forms, and the words that tell them apart."""

from functools import lru_cache
from pathlib import Path

_TABLE = Path(__file__).with_name("readings.tsv")


@lru_cache(maxsize=1)
def _rows() -> tuple[tuple[str, str, tuple[str, ...]], ...]:
    rows = []
    for line in _TABLE.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            character, forms, words = line.split("\t")
            rows.append((character, forms, tuple(words.split(" "))))
    return tuple(rows)


@lru_cache(maxsize=1)
def readings() -> dict[str, str]:
    """Return each ambiguous character with its forms, the usual one first.

    >>> readings()["著"]
    '着著'
    """
    return {character: forms for character, forms, _ in _rows()}


def deciding_words() -> tuple[str, ...]:
    """Return the words of the table, in simplified characters, whose presence decides for a form."""
    return tuple(word for _, _, words in _rows() for word in words)
