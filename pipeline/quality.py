"""Quality signals of a text: fixed keys, always floats, emitted and never filtered on unless asked.

Counted in characters where the recipes count words, since Chinese writes none. docs/quality.md gives definitions,
sources and the thresholds of the recipes; `--min-quality` filters on them.
"""

import re
from collections import Counter
from collections.abc import Callable
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

_HAN: Final = re.compile("[\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]+")
_LATIN: Final = re.compile("[A-Za-z]+")
_DIGITS: Final = re.compile("[0-9]+")
_PUNCTUATION: Final = re.compile("[，。！？；：、“”‘’《》（）【】「」『』—…,.!?;:\"'()]+")
_SPACE: Final = re.compile(r"\s+")
_SYMBOLS: Final = re.compile("[#…]|\\.\\.\\.")
_STOP: Final = re.compile(f"[{STOP_CHARACTERS}]")
_ELLIPSIS: Final = re.compile(r"(?:…|\.\.\.)[”’」』]?$")


def quality_signals(article: Article) -> dict[str, float]:
    """Return every signal in the order of the schema, rounded to four places."""
    given = dict(article.quality)
    text = article.text
    lines = [line for line in text.split("\n") if line.strip()]
    visible = max(1, len(text) - _length(_SPACE, text))
    measured = {name: measure(text, visible) for name, measure in BY_CHARACTER.items()}
    measured |= {name: measure(lines) if lines else 0.0 for name, measure in BY_LINE.items()}
    measured |= {name: measure(text[:WINDOW_CHARS]) for name, measure in BY_REPETITION.items()}
    removed = sum(len(span.text) for span in article.removed)
    measured["kept_share"] = len(text) / max(1, len(text) + removed)
    measured["converted_share"] = article.t2s_changed_chars / visible
    measured["paywalled"] = float(given.get("paywalled", 0.0))
    return {name: round(float(measured[name]), 4) for name in SIGNALS}


def _length(pattern: re.Pattern[str], text: str) -> int:
    return sum(map(len, pattern.findall(text)))


def _share(pattern: re.Pattern[str]) -> Callable[[str, int], float]:
    return lambda text, visible: _length(pattern, text) / visible


def _ends(lines: list[str]) -> float:
    return sum(line.rstrip().endswith(LINE_ENDS) for line in lines) / len(lines)


def _short(lines: list[str]) -> float:
    return sum(len(line) < SHORT_LINE_CHARS for line in lines) / len(lines)


def _bullets(lines: list[str]) -> float:
    return sum(line.lstrip().startswith(BULLETS) for line in lines) / len(lines)


def _ellipses(lines: list[str]) -> float:
    return sum(bool(_ELLIPSIS.search(line.rstrip())) for line in lines) / len(lines)


def _mean(lines: list[str]) -> float:
    return sum(map(len, lines)) / len(lines)


def _repeated_lines(lines: list[str]) -> float:
    return 1 - len(set(lines)) / len(lines)


def _characters_in_repeated_lines(lines: list[str]) -> float:
    return 1 - sum(map(len, set(lines))) / sum(map(len, lines))


def _repeated_ngrams(text: str) -> float:
    grams = [text[at : at + REPEATED_CHARS] for at in range(len(text) - REPEATED_CHARS + 1)]
    return 1 - len(set(grams)) / len(grams) if grams else 0.0


def _top_ngram(text: str) -> float:
    grams = Counter(text[at : at + TOP_CHARS] for at in range(0, len(text) - TOP_CHARS + 1))
    most = max(grams.values(), default=0)
    return most * TOP_CHARS / len(text) if most > 1 else 0.0


BY_CHARACTER: Final[dict[str, Callable[[str, int], float]]] = {
    "han_share": _share(_HAN),
    "latin_share": _share(_LATIN),
    "digit_share": _share(_DIGITS),
    "punct_share": _share(_PUNCTUATION),
    "symbol_share": _share(_SYMBOLS),
    "stop_share": _share(_STOP),
    "newline_share": lambda text, visible: text.count("\n") / visible,
}
BY_LINE: Final[dict[str, Callable[[list[str]], float]]] = {
    "line_punct": _ends,
    "short_lines": _short,
    "bullet_lines": _bullets,
    "ellipsis_lines": _ellipses,
    "mean_line_chars": _mean,
    "dup_lines": _repeated_lines,
    "dup_line_chars": _characters_in_repeated_lines,
}
BY_REPETITION: Final[dict[str, Callable[[str], float]]] = {
    "dup_13gram": _repeated_ngrams,
    "top_4gram": _top_ngram,
}
SIGNALS: Final = (*BY_CHARACTER, *BY_LINE, *BY_REPETITION, "kept_share", "converted_share", "paywalled")
