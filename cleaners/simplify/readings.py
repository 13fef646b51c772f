"""The characters with two simplified forms, and the words that tell them apart."""

from functools import lru_cache

from cleaners.simplify.tables import lines_of

READINGS, SPELLINGS = "readings.tsv", "spellings.tsv"

Row = tuple[str, str, tuple[str, ...]]


@lru_cache(maxsize=2)
def _rows(table: str) -> tuple[Row, ...]:
    rows = []
    for line in lines_of(table):
        character, forms, words = line.split("\t")
        rows.append((character, forms, tuple(words.split(" "))))
    return tuple(rows)


def readings() -> dict[str, str]:
    """Return each ambiguous character with its forms, the usual one first; those of `spellings` among them.

    >>> readings()["著"], readings()["像"]
    ('着著', '像象')
    """
    return {character: forms for table in (READINGS, SPELLINGS) for character, forms, _ in _rows(table)}


def spellings() -> dict[str, str]:
    """Return the characters that only some words of Taiwan and Hong Kong spell otherwise than the mainland.

    >>> "像" in spellings(), "著" in spellings()
    (True, False)
    """
    return {character: forms for character, forms, _ in _rows(SPELLINGS)}


@lru_cache(maxsize=1)
def deciding_words() -> tuple[str, ...]:
    """Return the words of the tables, in simplified characters, whose presence decides for an unusual form.

    >>> "显著" in deciding_words(), "大着胆子" in deciding_words()
    (True, False)
    """
    return tuple(word for _, forms, words in _all_rows() for word in words if not set(forms[1:]).isdisjoint(word))


@lru_cache(maxsize=1)
def usual_words() -> tuple[str, ...]:
    """Return the words of the tables that hold the usual form, where an unusual one would be likelier by its neighbours."""
    return tuple(word for _, forms, words in _all_rows() for word in words if set(forms[1:]).isdisjoint(word))


def _all_rows() -> tuple[Row, ...]:
    return _rows(READINGS) + _rows(SPELLINGS)
