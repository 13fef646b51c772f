"""One spelling for both scripts and both widths, so that one pattern reads every page.

Not a converter: each character maps to one character by its commonest reading, so every offset into the folded text is an
offset into the text; what is shown or kept is always taken from the text itself.
"""

from functools import lru_cache

from cleaners.simplify.news import news_characters

# Fullwidth forms stand at a fixed distance from ASCII.
FULLWIDTH = range(0xFF01, 0xFF5F)
FULLWIDTH_SHIFT = 0xFEE0
# One mark for each family: bars, colons, brackets, dashes.
MARKS = {
    **dict.fromkeys("丨│︱∣￨▏┃", "|"),
    **dict.fromkeys("﹕∶︰", ":"),
    **dict.fromkeys("〔【〖［[﹙｛{", "("),
    **dict.fromkeys("〕】〗］]﹚｝}", ")"),
    **dict.fromkeys("–—―‐－", "-"),
}
# Shapes of other places that pages in Chinese write in their labels: 広告, 廣吿.
SHAPES = {"広": "广", "吿": "告"}
SPACES = "\u3000\xa0\u2002\u2003\u2009"
BMP = 0x10000


def fold(text: str) -> str:
    """Return `text` in simplified characters with narrow punctuation, of the same length.

    >>> fold("責任編輯：王小明　【延伸閱讀】")
    '责任编辑:王小明 (延伸阅读)'
    """
    return text.translate(_table())


@lru_cache(maxsize=1)
def _table() -> list[str | int]:
    """Return a table by code point; a list translates several times faster than a dict."""
    table: list[str | int] = list(range(BMP))
    for old, new in news_characters().items():
        if ord(old) < BMP:
            table[ord(old)] = new
    for code in FULLWIDTH:
        table[code] = chr(code - FULLWIDTH_SHIFT)
    for old, new in (*MARKS.items(), *SHAPES.items(), *zip(SPACES, " " * len(SPACES), strict=True)):
        table[ord(old)] = new
    return table
