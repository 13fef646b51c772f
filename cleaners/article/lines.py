"""Lines that stand inside a story's container and are none of the story: the reader of `lines.toml`."""

import re
import tomllib
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple

from cleaners.dom import Block
from cleaners.fold import fold

MIN_SENTENCE_CHARS = 24
# What a sentence ends with; a quote of the keyboard may stand behind that.
SENTENCE_ENDS, KEYBOARD_QUOTE = frozenset("。!?”」"), '"'
# Bullets, brackets and arrows that such lines begin with.
OPENERS = "(《<>»▲▼◆●★☆◤◥◢◣※■□◎▍○◇|#*·•-_=:☞☛☟☝➤►👉👇👆🔗📌📢🔥"
OPEN = rf"[\s{re.escape(OPENERS)}]*"
# What a story counts up in quotation marks it does not say to its readers.
_QUOTED_ITEM = re.compile(r"\s*[（(]?(?:[一二三四五六七八九十]{1,3}|\d{1,2})[、.．)）]\s?[“「][^”」]+[”」][。.]?\s*")
_CAPITAL = re.compile(r"(?<!\\)[A-Z]")
_REACH = re.compile(r"\.\{0,(\d+)\}")


class LineRule(NamedTuple):
    """A kind of line to cut: its name, the longest such line in characters, whether sentences too, what it begins with.

    `unless` finds what such a line never holds.
    """

    name: str
    max_chars: int
    sentences: bool
    pattern: re.Pattern[str]
    within: tuple[tuple[int, re.Pattern[str]], ...]
    unless: re.Pattern[str] | None = None

    def cuts(self, folded: str) -> bool:
        """Tell whether the rule matches a folded line."""
        return self._finds(folded) and not (self.unless and self.unless.search(folded))

    def _finds(self, folded: str) -> bool:
        if self.pattern.match(folded):
            return True
        for reach, pattern in self.within:
            found = pattern.search(folded)
            if found and found.start() <= reach + len(folded) - len(folded.lstrip(" \t\n" + OPENERS)):
                return True
        return False


@lru_cache(maxsize=1)
def line_rules() -> tuple[LineRule, ...]:
    """Return the table, read at its first use."""
    table = tomllib.loads(Path(__file__).with_name("lines.toml").read_text(encoding="utf-8"))
    return tuple(map(_line_rule, table["rule"]))


def _line_rule(row: dict[str, Any]) -> LineRule:
    """Return a row of the table; a pattern that begins with `.{0,N}` is searched for, which is many times faster."""
    anchored: list[str] = []
    within: dict[int, list[str]] = {}
    for written in row["patterns"]:
        # Letters are compared in lower case: a pattern that ignores case finds no line at the speed of a search.
        pattern = _CAPITAL.sub(lambda capital: capital[0].lower(), written)
        reach = _REACH.match(pattern)
        (within.setdefault(int(reach[1]), []) if reach else anchored).append(
            pattern[reach.end() :] if reach else pattern
        )
    return LineRule(
        row["name"],
        row["max_chars"],
        row.get("sentences", True),
        re.compile(row.get("open", OPEN) + "(?:" + "|".join(anchored or ["(?!)"]) + ")"),
        tuple((reach, re.compile("|".join(patterns))) for reach, patterns in within.items()),
        re.compile(row["unless"]) if "unless" in row else None,
    )


def rule_of(block: Block) -> str:
    """Return the name of the rule that cuts a block's text as a line, "" for none; found once a block."""
    if block.rule is None:
        block.rule = line_rule(block.text)
    return block.rule


@lru_cache(maxsize=4096)
def line_rule(line: str) -> str:
    """Return the name of the rule that cuts `line`, "" for a line of the story.

    >>> line_rule("责任编辑：王小明"), line_rule("他是报社的编辑，今年三十岁。"), line_rule("延伸閱讀")
    ('editor', '', 'related')
    """
    length = len(line)
    if length > LONGEST or _QUOTED_ITEM.fullmatch(line):
        return ""
    folded = fold(line).lower()
    sentence = is_sentence(folded)
    for rule in line_rules():
        if length <= rule.max_chars and (rule.sentences or not sentence) and rule.cuts(folded):
            return rule.name
    return ""


def is_sentence(folded: str) -> bool:
    """Tell whether a folded line reads as a whole sentence of prose.

    >>> is_sentence("学会将于13日晚组织公众观测,名额80人,可通过学会公众号报名。"), is_sentence("扫码关注公众号")
    (True, False)
    """
    return len(folded) >= MIN_SENTENCE_CHARS and folded.rstrip(KEYBOARD_QUOTE)[-1:] in SENTENCE_ENDS


LONGEST = max(rule.max_chars for rule in line_rules())
