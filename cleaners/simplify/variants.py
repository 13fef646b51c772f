"""Old variant characters that the official dictionaries leave as they are."""

from functools import lru_cache
from pathlib import Path

_TABLE = Path(__file__).with_name("variants.tsv")


@lru_cache(maxsize=1)
def variants() -> dict[str, str]:
    """Return variant -> standard character.

    >>> variants()["揹"]
    '背'
    """
    lines = _TABLE.read_text(encoding="utf-8").splitlines()
    pairs = [pair for line in lines if line and not line.startswith("#") for pair in line.split(" ")]
    return {pair[0]: pair[1] for pair in pairs}
