"""Find spam inside the chosen story: phrases dropped into its sentences, sentences that advertise."""

from collections.abc import Sequence

from cleaners.dom import Document
from cleaners.spam.lexicon import Lexicon
from cleaners.values import Removed


def find_spam_in_body(
    document: Document, first: int, last: int, title: str, known: Sequence[Removed], lexicon: Lexicon | None = None
) -> tuple[Removed, ...]:
    """Return the spam in blocks `first` up to (not including) `last` that is not `known` yet."""
    return ()
