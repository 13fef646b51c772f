"""The word lists of `words.toml`, read once: labels with their roles, and the words that tell persons from media."""

import tomllib
from pathlib import Path
from typing import Final

from cleaners.fold import fold

AUTHOR, EDITOR, OUTLET, PUBLISHED, MODIFIED, OTHER = "author", "editor", "outlet", "published", "modified", "other"
ROLES: Final = (AUTHOR, EDITOR, OUTLET, PUBLISHED, MODIFIED, OTHER)

_TABLES: Final[dict[str, dict[str, str]]] = tomllib.loads(
    Path(__file__).with_name("words.toml").read_text(encoding="utf-8")
)


def words(table: str, key: str) -> tuple[str, ...]:
    """Return the words of one list, in the order written.

    >>> words("names", "generic_outlets")[0]
    '网络'
    """
    return tuple(_TABLES[table][key].split())


def longest_first(listed: tuple[str, ...]) -> list[str]:
    """Return the words so that a pattern tries the longer of two with a common beginning first."""
    return sorted(listed, key=len, reverse=True)


LABELS: Final = {label: role for role in ROLES for label in words("labels", role)}
BARE_LABELS: Final = frozenset(words("labels", "bare"))
SPACED_LABELS: Final = frozenset(words("labels", "spaced"))
BEHIND_LABELS: Final = frozenset(words("labels", "behind"))
NOT_OUTLETS: Final = frozenset(words("names", "not_outlets"))
NOT_NAMES: Final = frozenset(words("names", "not_persons"))
GENERIC_OUTLETS: Final = words("names", "generic_outlets")
MEDIUM_ENDS: Final = words("names", "medium_ends")
ROLE_WORDS: Final = words("names", "roles")
PLACES: Final = words("names", "places")
REGIONS: Final = frozenset((*PLACES, *words("names", "regions")))
SURNAMES: Final = frozenset("".join(words("names", "surnames")))
GIVEN_PAIRS: Final = frozenset(words("names", "given_pairs"))
COMPOUND_SURNAMES: Final = frozenset(words("names", "compound_surnames"))


def is_label(text: str) -> bool:
    """Tell whether a text is a label and nothing else, its characters held apart at times.

    >>> is_label("作 者"), is_label("作者介绍说")
    (True, False)
    """
    return "".join(fold(text).split()) in LABELS
