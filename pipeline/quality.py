"""Quality signals of a text: fixed keys, always floats, emitted and never filtered on unless asked.

Counted in characters where the recipes count words, since Chinese writes none. docs/quality.md gives definitions,
sources and the thresholds of the recipes; `--min-quality` filters on them.
"""

import re
from array import array
from collections import Counter
from itertools import chain
from typing import Final

from cleaners.values import Article

# Repetition is judged on the opening of very long texts, so that the cost stays linear and small.
WINDOW_CHARS: Final = 50_000
SHORT_LINE_CHARS: Final = 30
REPEATED_CHARS: Final = 13
TOP_CHARS: Final = 4
LINE_ENDS: Final = tuple("。！？!?.…；;：:”’\"'」』）)》】~～")
BULLETS: Final = tuple("•●○■□▪▶◆◇★☆-*·※→")
STOP_CHARACTERS: Final = "的了是在和有不这也就为与及等将被从对以而到"
# The rule that cuts "log in to read on" out of a body.
PAYWALL: Final = "paywall"
# What is left of characters read in the wrong charset: U+FFFD written in UTF-8 and read as GBK, uninitialised memory,
# and the full stop, the comma and the quotation marks of UTF-8 read as GBK.
MISREAD: Final = ("锟斤拷", "烫烫烫", "屯屯屯", "锛", "銆", "鈥")
SIGNALS: Final = (
    *("han_share", "latin_share", "digit_share", "punct_share", "symbol_share", "stop_share", "newline_share"),
    *("line_punct", "short_lines", "bullet_lines", "ellipsis_lines", "mean_line_chars", "dup_lines", "dup_line_chars"),
    *("dup_13gram", "top_4gram", "replacement_share", "mojibake_share"),
    *("kept_share", "converted_share", "paywalled"),
)

_HAN: Final = re.compile("[\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]+")
_LATIN: Final = re.compile("[A-Za-z]+")
_DIGITS: Final = re.compile("[0-9]+")
_PUNCTUATION: Final = re.compile("[，。！？；：、“”‘’《》（）【】「」『』—…,.!?;:\"'()]+")
_SPACE: Final = re.compile(r"\s+")
_ELLIPSIS: Final = re.compile(r"(?:…|\.\.\.)[”’」』]?$")
# Two or more bytes of UTF-8 read as Latin-1 or Windows-1252: "å›½" for 国, "â€œ" for a quotation mark.
_LATIN_MISREAD: Final = re.compile("[\u00c2-\u00f4][\u0080-\u00bf\u0152-\u0192\u02c6\u02dc\u2013-\u203a\u20ac\u2122]+")
# Odd numbers below 2**39, multiples of the golden ratio's: thirteen products with characters stay below 2**64.
_KEYS: Final = sum(
    ((0x9E3779B97F4A7C15 * (place + 1) >> 17) % 2**39 | 1) << 64 * place for place in range(REPEATED_CHARS)
)


def quality_signals(article: Article) -> dict[str, float]:
    """Return every signal in the order of the schema, rounded to four places."""
    removed = sum(len(span.text) for span in article.removed)
    visible = max(1, len(article.text) - _length(_SPACE, article.text))
    measured = (
        *_of_characters(article.text, visible),
        *_of_lines([line for line in article.text.split("\n") if line.strip()]),
        _repeated_ngrams(article.text[:WINDOW_CHARS]),
        _top_ngram(article.text[:WINDOW_CHARS]),
        article.text.count("\ufffd") / visible,
        _misread(article.text) / visible,
        len(article.text) / max(1, len(article.text) + removed),
        article.t2s_changed_chars / visible,
        dict(article.quality).get("paywalled", 0.0) or any(span.rule == PAYWALL for span in article.removed),
    )
    return {name: round(float(value), 4) for name, value in zip(SIGNALS, measured, strict=True)}


def _length(pattern: re.Pattern[str], text: str) -> int:
    return sum(map(len, pattern.findall(text)))


def _of_characters(text: str, visible: int) -> tuple[float, ...]:
    """Return the shares of Han, Latin, digits, punctuation, symbols, stop characters and newlines."""
    rest = _HAN.sub("", text)  # short, so that what comes next is cheap
    counts = (
        len(text) - len(rest),
        *(_length(pattern, rest) for pattern in (_LATIN, _DIGITS, _PUNCTUATION)),
        rest.count("#") + rest.count("…") + 3 * rest.count("..."),
        sum(map(text.count, STOP_CHARACTERS)),
        rest.count("\n"),
    )
    return tuple(count / visible for count in counts)


def _of_lines(lines: list[str]) -> tuple[float, ...]:
    """Return the seven signals about lines; all 0 where there are none."""
    if not lines:
        return (0.0,) * 7
    count, distinct = len(lines), set(lines)
    characters = sum(map(len, lines))
    ends = [line.rstrip() for line in lines]
    return (
        sum(end.endswith(LINE_ENDS) for end in ends) / count,
        sum(len(line) < SHORT_LINE_CHARS for line in lines) / count,
        sum(line.lstrip().startswith(BULLETS) for line in lines) / count,
        sum(bool(_ELLIPSIS.search(end, max(0, len(end) - TOP_CHARS))) for end in ends) / count,
        characters / count,
        1 - len(distinct) / count,
        1 - sum(map(len, distinct)) / characters,
    )


def _repeated_ngrams(text: str) -> float:
    """Return the share of runs of `REPEATED_CHARS` characters that are there more than once.

    One product of large numbers gives a sum that is a run's fingerprint for every run at once; pipeline.dedup.signature
    says how.
    """
    runs = len(text) - REPEATED_CHARS + 1
    if runs < 1:
        return 0.0
    codes = text.replace("", "\0")[1:].encode("utf-32-le", "replace")  # a character every 64 bits
    sums = (int.from_bytes(codes, "little") * _KEYS).to_bytes(len(codes) + 8 * REPEATED_CHARS, "little")
    prints = array("Q", sums[8 * (REPEATED_CHARS - 1) : len(codes)])
    if len(set(prints)) == runs:  # most texts, and cheaper than to count
        return 0.0
    return sum(count for count in Counter(prints).values() if count > 1) / runs


def _top_ngram(text: str) -> float:
    """Return the share of the text that its commonest run of `TOP_CHARS` UTF-16 units makes, 0 where none repeats."""
    units = text.encode("utf-16-le", "replace")
    shifted = (units[2 * at : len(units) - (len(units) - 2 * at) % 8] for at in range(TOP_CHARS))
    grams = Counter(chain.from_iterable(array("Q", part) for part in shifted))
    most = max(grams.values(), default=0)
    return most * TOP_CHARS / len(text) if most > 1 else 0.0


def _misread(text: str) -> int:
    """Return how many characters look like bytes that were read in the wrong charset."""
    found = sum(len(sign) * text.count(sign) for sign in MISREAD)
    return found + _length(_LATIN_MISREAD, text)
