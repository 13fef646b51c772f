"""Old variant characters that the official dictionaries leave as they are."""

from functools import lru_cache

from cleaners.simplify.tables import lines_of


@lru_cache(maxsize=1)
def variants() -> dict[str, str]:
    """Return variant -> standard character.

    >>> variants()["揹"]
    '背'
    """
    return {pair[0]: pair[1] for line in lines_of("variants.tsv") for pair in line.split(" ")}
