"""The converter with its options: exceptions of a configuration, and the account of what changed."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from functools import lru_cache
from operator import ne

from cleaners.simplify.modes import CONVERTERS, MODES, OWN, function_of


@dataclass(frozen=True, slots=True)
class Simplifier:
    """A converter with its options.

    `exceptions` maps phrases of the source to what shall stand in the result; they win over everything else, the longest
    first. `converter` is "own" for this project's, or "opencc-python-reimplemented", for comparing with older data.
    """

    mode: str = "news"
    exceptions: Mapping[str, str] = field(default_factory=dict)
    converter: str = OWN

    def __post_init__(self) -> None:
        """Raise ValueError for a mode or converter that does not exist, or an exception without a source."""
        if self.mode not in MODES:
            raise ValueError(f"unknown mode {self.mode!r}; known: {', '.join(MODES)}")
        if self.converter not in CONVERTERS:
            raise ValueError(f"unknown converter {self.converter!r}; known: {', '.join(CONVERTERS)}")
        if "" in self.exceptions:
            raise ValueError("an exception needs a phrase to apply to")

    def convert(self, text: str) -> str:
        """Return `text` in simplified characters.

        >>> Simplifier(exceptions={"妙瑪": "妙玛"}).convert("妙瑪藉口著涼")
        '妙玛借口着凉'
        """
        return "".join(written for _, written in self._pieces(text))

    def convert_spans(self, text: str) -> tuple[str, tuple[int, ...]]:
        """Return the result and, for each offset of `text` and its end, the offset in the result.

        Only an exception of another length than its source, or the other converter, makes the two differ.

        >>> Simplifier(exceptions={"臺": "台湾"}).convert_spans("在臺灣")
        ('在台湾湾', (0, 1, 3, 4))
        """
        written: list[str] = []
        offsets: list[int] = []
        at = 0
        for source, target in self._pieces(text):
            same = len(source) == len(target)
            offsets += [at + (step if same else 0) for step in range(len(source))]
            written.append(target)
            at += len(target)
        return "".join(written), (*offsets, at)

    def convert_counted(self, text: str) -> tuple[str, int]:
        """Return the result, and how many characters of `text` do not stand in it as they were.

        >>> Simplifier(exceptions={"臺灣": "台"}).convert_counted("在臺灣說話")
        ('在台说话', 4)
        """
        pieces = self._pieces(text)
        return "".join(written for _, written in pieces), sum(_changed(source, written) for source, written in pieces)

    def _pieces(self, text: str) -> list[tuple[str, str]]:
        """Return source and target of each stretch between exceptions, and of each exception."""
        convert = function_of(self.mode, self.converter)
        if not self.exceptions:
            return [(text, convert(text))]
        found = list(_pattern(tuple(self.exceptions)).finditer(text))
        if not found:
            return [(text, convert(text))]
        return self._around(text, found, convert(text), convert)

    def _around(
        self, text: str, found: list[re.Match[str]], written: str, convert: Callable[[str], str]
    ) -> list[tuple[str, str]]:
        """Return the pieces; the text between is converted in its context where the converter keeps lengths."""
        aligned = len(written) == len(text)
        pieces: list[tuple[str, str]] = []
        at = 0
        for match in found:
            between = text[at : match.start()]
            pieces.append((between, written[at : match.start()] if aligned else convert(between)))
            pieces.append((match.group(), self.exceptions[match.group()]))
            at = match.end()
        pieces.append((text[at:], written[at:] if aligned else convert(text[at:])))
        return pieces


def _changed(source: str, written: str) -> int:
    """Return how many characters of `source` were changed; where lengths differ, the fewest that explain `written`."""
    if source == written:
        return 0
    if len(source) == len(written):
        return sum(map(ne, source, written))
    kept = SequenceMatcher(None, source, written, autojunk=False).get_matching_blocks()
    return len(source) - sum(block.size for block in kept)


@lru_cache(maxsize=64)
def _pattern(phrases: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile("|".join(map(re.escape, sorted(phrases, key=len, reverse=True))))
