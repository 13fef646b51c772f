"""Lines that stand inside a story's container and are none of the story: the reader of `lines.toml`."""

import re
import tomllib
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from cleaners.fold import fold

MIN_SENTENCE_CHARS = 24
# Bullets, brackets and arrows that such lines begin with.
OPEN = r"[\s(《<>»▲▼◆●★☆◤◥◢◣※■□◎▍○●◇|#*·•\-_=:]*"


class LineRule(NamedTuple):
    """A kind of line to cut: its name, the longest such line in characters, whether sentences too, and what it begins with."""

    name: str
    max_chars: int
    sentences: bool
    pattern: re.Pattern[str]


@lru_cache(maxsize=1)
def line_rules() -> tuple[LineRule, ...]:
    """Return the table, read at its first use."""
    table = tomllib.loads(Path(__file__).with_name("lines.toml").read_text(encoding="utf-8"))
    return tuple(
        LineRule(
            row["name"],
            row["max_chars"],
            row.get("sentences", True),
            re.compile(row.get("open", OPEN) + "(?:" + "|".join(row["patterns"]) + ")", re.IGNORECASE),
        )
        for row in table["rule"]
    )


@lru_cache(maxsize=4096)
def line_rule(line: str) -> str:
    """Return the name of the rule that cuts `line`, "" for a line of the story.

    >>> line_rule("责任编辑：王小明"), line_rule("他是报社的编辑，今年三十岁。"), line_rule("延伸閱讀")
    ('editor', '', 'related')
    """
    length = len(line)
    if length > LONGEST:
        return ""
    folded = fold(line)
    sentence = is_sentence(folded)
    for rule in line_rules():
        if length <= rule.max_chars and (rule.sentences or not sentence) and rule.pattern.match(folded):
            return rule.name
    return ""


def is_sentence(folded: str) -> bool:
    """Tell whether a folded line reads as a whole sentence of prose.

    >>> is_sentence("学会将于13日晚组织公众观测,名额80人,可通过学会公众号报名。"), is_sentence("扫码关注公众号")
    (True, False)
    """
    return len(folded) >= MIN_SENTENCE_CHARS and folded[-1] in "。!?”」"


LONGEST = max(rule.max_chars for rule in line_rules())
