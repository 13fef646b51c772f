"""`--min-quality`: conditions on quality signals that a record must meet, and presets named after known recipes."""

import difflib
import operator
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from pipeline.errors import UsageError
from pipeline.quality import SIGNALS

_OPERATORS: Final = {">=": operator.ge, "<=": operator.le, ">": operator.gt, "<": operator.lt}
_CONDITION: Final = re.compile(r"\s*(?P<name>\w+)\s*(?P<sign>>=|<=|>|<)\s*(?P<value>\d+(?:\.\d+)?)\s*")
# Thresholds as published, where the recipe has the signal; sources in docs/quality.md.
PRESETS: Final = {
    "fineweb": "line_punct>=0.12,short_lines<=0.67,dup_line_chars<=0.01",
    "fineweb2": "line_punct>=0.106,dup_lines<=0.287,newline_share<=0.178,top_4gram<=0.171",
    "gopher": "symbol_share<=0.1,bullet_lines<=0.9,ellipsis_lines<=0.3,dup_lines<=0.3,dup_line_chars<=0.2,top_4gram<=0.16",
    "chinesewebtext": "han_share>=0.3,mean_line_chars>=10,dup_13gram<=0.5",
    "readable": "replacement_share<=0.001,mojibake_share<=0.005,paywalled<=0",
}


@dataclass(frozen=True, slots=True)
class Condition:
    """One bound on one signal."""

    name: str
    sign: str
    value: float

    def __str__(self) -> str:
        return f"{self.name}{self.sign}{self.value:g}"


def parse_conditions(text: str) -> tuple[Condition, ...]:
    """Return the conditions of a comma-separated list of bounds and preset names; raise `UsageError` for any other.

    >>> [str(found) for found in parse_conditions("line_punct>=0.1, han_share > .5".replace(" .", " 0."))]
    ['line_punct>=0.1', 'han_share>0.5']
    """
    parts = [part.strip() for part in text.split(",") if part.strip()]
    return tuple(found for part in parts for found in (_preset(part) or (_condition(part),)))


def unmet(signals: Mapping[str, float], conditions: Iterable[Condition]) -> Condition | None:
    """Return the first condition that the signals do not meet."""
    return next((found for found in conditions if not _OPERATORS[found.sign](signals[found.name], found.value)), None)


def _preset(part: str) -> tuple[Condition, ...]:
    return tuple(map(_condition, PRESETS[part].split(","))) if part in PRESETS else ()


def _condition(part: str) -> Condition:
    found = _CONDITION.fullmatch(part)
    name = found["name"] if found else part
    if found and name in SIGNALS:
        return Condition(name, found["sign"], float(found["value"]))
    close = difflib.get_close_matches(name, [*SIGNALS, *PRESETS], 1)
    hint = f"did you mean {close[0]!r}?" if close else f"signals: {', '.join(SIGNALS)}; presets: {', '.join(PRESETS)}"
    raise UsageError(f"--min-quality: {part!r} is neither a bound like line_punct>=0.1 nor a preset", hint)
