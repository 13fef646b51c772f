"""One spelling for the characters that labels use, so that one rule reads both scripts and both widths.

Not a converter: only characters of credit labels, media words and surnames are listed, every one maps to one character, so
offsets hold and names and titles are taken from the text as published.
"""

from cleaners.metadata.words import SCRIPT_PAIRS, WIDTH_PAIRS

SPACES = "\u3000\xa0\u2002\u2003\u2009"

_TABLE = {ord(pair[0]): pair[1] for pair in (*SCRIPT_PAIRS, *WIDTH_PAIRS)} | {ord(space): " " for space in SPACES}


def fold(text: str) -> str:
    """Return `text` with label characters simplified and punctuation narrowed, character by character.

    >>> fold("發布時間：2024年2月5日")
    '发布时间:2024年2月5日'
    """
    return text.translate(_TABLE)


def key(text: str) -> str:
    """Return the letters and digits of `text` in lower case: what two spellings of one title share.

    >>> key("「5G」手機，大戰 開始!") == key("5G手機大戰開始")
    True
    """
    return "".join(filter(str.isalnum, text)).lower()
