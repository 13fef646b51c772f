"""The modes and converters by name, and the function that each of them is.

Loads next to nothing: the tables of a mode come with its first text.
"""

from collections.abc import Callable
from functools import cache

MODES = ("news", "t2s", "tw2s", "hk2s")
OWN = "own"
REIMPLEMENTED = "opencc-python-reimplemented"
CONVERTERS = (OWN, REIMPLEMENTED)


def simplify(text: str, mode: str = "news", *, converter: str = OWN) -> str:
    """Return `text` in simplified characters; vocabulary and punctuation stay as published.

    Raises ValueError for a mode or converter that does not exist.

    >>> simplify("著力發展教育"), simplify("滑鼠與軟體")
    ('着力发展教育', '滑鼠与软体')
    """
    return function_of(mode, converter)(text)


@cache
def function_of(mode: str, converter: str) -> Callable[[str], str]:
    """Return the function that converts; its module and tables are loaded now, not when this package is."""
    if mode not in MODES:
        raise ValueError(f"unknown mode {mode!r}; known: {', '.join(MODES)}")
    if converter not in CONVERTERS:
        raise ValueError(f"unknown converter {converter!r}; known: {', '.join(CONVERTERS)}")
    if converter == REIMPLEMENTED:
        from opencc import OpenCC

        # It knows no news mode; tw2s is nearest to it.
        other: Callable[[str], str] = OpenCC("tw2s" if mode == "news" else mode).convert
        return other
    if mode == "news":
        from cleaners.simplify.news import news_converter

        return news_converter().convert
    from cleaners.simplify.exact import exact_converter

    return exact_converter(mode).convert
