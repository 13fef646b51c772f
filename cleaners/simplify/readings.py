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
    """Return the words of the table, in simplified characters, whose presence decides for an unusual form.

    >>> "显著" in deciding_words(), "大着胆子" in deciding_words()
    (True, False)
    """
    return tuple(word for _, forms, words in _rows() for word in words if not set(forms[1:]).isdisjoint(word))


def usual_words() -> tuple[str, ...]:
    """Return the words of the table that hold the usual form, where an unusual one would be likelier by its neighbours."""
    return tuple(word for _, forms, words in _rows() for word in words if set(forms[1:]).isdisjoint(word))
