"""One spelling for one text: ordered, named steps, each `str -> str`.

The steps of `STEPS` are safe: no reader would see a change. `OPTIONS` are matters of style and off unless named.
Fullwidth punctuation is correct Chinese and stays; NFKC, which makes ASCII commas of it, is an option only.
"""

import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from cleaners.noise import invisible_spans

Edit = tuple[int, int, str]

BLANKS = "\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000"
FULLWIDTH_ALPHANUMERIC = "０-９Ａ-Ｚａ-ｚ"
FULLWIDTH_SHIFT = 0xFEE0
KANGXI = range(0x2F00, 0x2FD6)
# Radicals that look like a whole character, which text copied from PDF has in its place (property Equivalent Unified
# Ideograph of Unicode). Those that are only parts of characters stay.
RADICALS = (
    "⺟母 ⺠民 ⺬示 ⺯糸 ⺶羊 ⺼肉 ⻁虎 ⻄西 ⻅见 ⻆角 ⻉贝 ⻋车 ⻑長 ⻓长 ⻔门 ⻘青 ⻙韦 ⻚页"
    " ⻛风 ⻜飞 ⻝食 ⻢马 ⻣骨 ⻤鬼 ⻥鱼 ⻦鸟 ⻧卤 ⻨麦 ⻩黄 ⻬齐 ⻭歯 ⻮齿 ⻯竜 ⻰龙 ⻱龜 ⻲亀 ⻳龟"
)
# Runs outside of what NFC never changes, with the character before them, which they may join.
UNSETTLED = re.compile("[\\s\\S]?[^\\x00-\\x7f\u2010-\u2027\u3000-\u3029\u3105-\ua4ff\uff01-\uff9d]+")
# What no step changes, as inside of a regex class.
SETTLED = (
    "\\t\\n\\x20-\\x7e\u00b7\u2010-\u2027\u2030-\u205e\u20ac\u3001-\u3029\u3105-\ua4ff"
    "\uff01-\uff0f\uff1a-\uff20\uff3b-\uff40\uff5b-\uff9d"
)
CLOSED_MARKS = {"．": ".", "，": ",", "：": ":", "％": "%", "／": "/", "－": "-", "＋": "+"}
CORNER_QUOTES = {"「": "“", "」": "”", "『": "‘", "』": "’"}


@dataclass(frozen=True, slots=True)
class Step:
    """One step, `str -> str`, that can also say what it would change."""

    edits: Callable[[str], Iterator[Edit]]

    def __call__(self, text: str) -> str:
        """Return `text` after this step."""
        edits = list(self.edits(text))
        return _edited(text, edits) if edits else text


def normalize(text: str, extra: Sequence[str] = ()) -> str:
    r"""Return `text` in one spelling; `extra` names steps of `OPTIONS` to take as well.

    >>> normalize("　　２０２４年　⼈⼝\xa0\xa0１，０００\r\n"), normalize("等等。。。", extra=["ellipsis"])
    ('2024年 人口 1，000\n', '等等……')
    """
    for name in extra:
        if name not in OPTIONS:
            raise ValueError(f"unknown step {name!r} in extra; known: {', '.join(OPTIONS)}")
    if not extra and is_settled(text):
        return text
    for step in _ordered(extra):
        text = step(text)
    return text


def normalize_spans(text: str) -> tuple[str, Sequence[int]]:
    r"""Return the result and, for each offset of `text` and its end, the offset in the result.

    >>> normalize_spans("Ａ\u200bＢ")
    ('AB', (0, 1, 1, 2))
    """
    offsets: Sequence[int] = range(len(text) + 1)
    if is_settled(text):
        return text, offsets
    for step in STEPS.values():
        edits = list(step.edits(text))
        if edits:
            moved = _moved(len(text), edits)
            text, offsets = _edited(text, edits), tuple(moved[offset] for offset in offsets)
    return text, tuple(offsets)


def is_settled(text: str) -> bool:
    """Tell whether no safe step would change `text`, quickly: one look at each character."""
    return (
        _any_unsettled().search(text) is None
        and "  " not in text
        and " \n" not in text
        and "\n " not in text
        and not text.startswith(" ")
        and not text.endswith(" ")
    )


def _edited(text: str, edits: Sequence[Edit]) -> str:
    pieces: list[str] = []
    at = 0
    for start, end, written in edits:
        pieces += (text[at:start], written)
        at = end
    return "".join((*pieces, text[at:]))


def _moved(length: int, edits: Sequence[Edit]) -> list[int]:
    """Return where each offset of a text goes; inside of an edit, as far in as the written piece is long."""
    moved: list[int] = []
    shift = 0
    for start, end, written in edits:
        moved += (offset + shift for offset in range(len(moved), start))
        moved += (start + shift + min(step, len(written)) for step in range(end - start))
        shift += len(written) - (end - start)
    return moved + [offset + shift for offset in range(len(moved), length + 1)]


def line_endings(text: str) -> Iterator[Edit]:
    """Write every end of a line as one newline: CR, CR LF, and the two separators of Unicode."""
    return _substitutions(text, r"\r\n?|[\u2028\u2029]", "\n")


def invisible(text: str) -> Iterator[Edit]:
    """Drop control, zero-width and direction characters, soft hyphens and byte order marks; newline and tab stay."""
    return ((start, end, "") for start, end, _ in invisible_spans(text))


def fullwidth_letters(text: str) -> Iterator[Edit]:
    """Write fullwidth letters and digits in ASCII."""
    return _substitutions(text, f"[{FULLWIDTH_ALPHANUMERIC}]+", _narrow)


def composed(text: str) -> Iterator[Edit]:
    """Compose letters and their marks, and write compatibility ideographs as the characters they duplicate: NFC."""
    if unicodedata.is_normalized("NFC", text):
        return
    for match in UNSETTLED.finditer(text):
        written = unicodedata.normalize("NFC", match.group())
        if written != match.group():
            yield match.start(), match.end(), written


def radicals(text: str) -> Iterator[Edit]:
    """Write radicals that stand for whole characters as these characters."""
    return _substitutions(text, "[\u2e80-\u2fd5]", _character_of_radical)


def blanks(text: str) -> Iterator[Edit]:
    """Write every kind of blank, the fullwidth and the no-break one too, as a space."""
    return _substitutions(text, f"[{BLANKS}]", " ")


def space_runs(text: str) -> Iterator[Edit]:
    """Leave one space of a run, none at the edges of a line."""
    return _substitutions(text, "(?m:^ +| +$)|(?<= ) +", "")


def compatibility(text: str) -> Iterator[Edit]:
    """NFKC: squares, ligatures, superscripts and fullwidth punctuation become plain; meaning can be lost (m² to m2)."""
    written = unicodedata.normalize("NFKC", text)
    if written != text:
        yield 0, len(text), written


def blank_lines(text: str) -> Iterator[Edit]:
    """Leave one newline between paragraphs."""
    return _substitutions(text, r"(?<=\n)\n+", "")


def number_marks(text: str) -> Iterator[Edit]:
    """Write fullwidth points, commas and signs in ASCII where they stand between digits, and after them per cent."""
    return _substitutions(text, "(?<=[0-9])(?:[．，：／－＋](?=[0-9])|％)", lambda found: CLOSED_MARKS[found.group()])


def han_spaces(text: str) -> Iterator[Edit]:
    """Drop spaces between Han characters; lists of names are made of them, so this can lose a boundary."""
    return _substitutions(text, "(?<=[\u3400-\u9fff]) +(?=[\u3400-\u9fff])", "")


def ellipsis(text: str) -> Iterator[Edit]:
    """Write any row of dots in Chinese text as the two-part ellipsis."""
    pattern = "(?<=[\u3400-\u9fff”』」）])(?:\\.{3,}|。{2,}|…+)|。{3,}|…{3,}"
    return (edit for edit in _substitutions(text, pattern, "……") if text[edit[0] : edit[1]] != "……")


def dashes(text: str) -> Iterator[Edit]:
    """Write any row of dashes between Han characters as the double dash."""
    pattern = "(?<=[\u3400-\u9fff])(?:-{2,}|—+|─+|―+)(?=[\u3400-\u9fff])"
    return (edit for edit in _substitutions(text, pattern, "——") if text[edit[0] : edit[1]] != "——")


def corner_quotes(text: str) -> Iterator[Edit]:
    """Write corner brackets as the quotation marks of mainland print."""
    return _substitutions(text, "[「」『』]", lambda found: CORNER_QUOTES[found.group()])


STEPS: Mapping[str, Step] = {
    "line_endings": Step(line_endings),
    "invisible": Step(invisible),
    "fullwidth_letters": Step(fullwidth_letters),  # before NFC: Ａ takes no accent, A does
    "nfc": Step(composed),
    "radicals": Step(radicals),
    "blanks": Step(blanks),
    "space_runs": Step(space_runs),
}
OPTIONS: Mapping[str, Step] = {
    "nfkc": Step(compatibility),  # taken first; all others after the safe steps, in this order
    "number_marks": Step(number_marks),
    "ellipsis": Step(ellipsis),
    "dashes": Step(dashes),
    "corner_quotes": Step(corner_quotes),
    "han_spaces": Step(han_spaces),
    "blank_lines": Step(blank_lines),
}


def _ordered(extra: Sequence[str]) -> Iterator[Step]:
    if "nfkc" in extra:
        yield OPTIONS["nfkc"]
    yield from STEPS.values()
    yield from (step for name, step in OPTIONS.items() if name in extra and name != "nfkc")


def _substitutions(text: str, pattern: str, written: str | Callable[[re.Match[str]], str]) -> Iterator[Edit]:
    for match in re.finditer(pattern, text):
        new = written if isinstance(written, str) else written(match)
        if new != match.group():
            yield match.start(), match.end(), new


def _narrow(match: re.Match[str]) -> str:
    return "".join(chr(ord(character) - FULLWIDTH_SHIFT) for character in match.group())


def _character_of_radical(match: re.Match[str]) -> str:
    return _radicals().get(match.group(), match.group())


@lru_cache(maxsize=1)
def _radicals() -> dict[str, str]:
    kangxi = {chr(code): unicodedata.normalize("NFKC", chr(code)) for code in KANGXI}
    return kangxi | {pair[0]: pair[1] for pair in RADICALS.split(" ")}


@lru_cache(maxsize=1)
def _any_unsettled() -> re.Pattern[str]:
    """Match what some safe step may change."""
    return re.compile(f"[^{SETTLED}]")
