"""Tables by code point for `str.translate`, which reads a list several times faster than a dict."""

from collections.abc import Mapping
from functools import lru_cache

BMP = 0x10000


@lru_cache(maxsize=1)
def _identity() -> tuple[int, ...]:
    """Return the numbers that all tables share: what lies together in memory is read faster."""
    return tuple(range(BMP))


def table_of(characters: Mapping[str, str]) -> list[int]:
    """Return the table that maps `characters` of the BMP and leaves all others as they are.

    >>> "乾坤".translate(table_of({"乾": "干"}))
    '干坤'
    """
    identity = _identity()
    table = list(identity)
    for old, new in characters.items():
        if ord(old) < BMP:
            code = ord(new)
            table[ord(old)] = identity[code] if code < BMP else code
    return table
