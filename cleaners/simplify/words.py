"""The words that decide between two forms of one character: how surprising each is, and which verbs take a particle."""

from collections.abc import Iterator
from functools import lru_cache

from cleaners.simplify.readings import deciding_words, usual_words
from cleaners.simplify.tables import lines_of

# In tenths of a nat; a word that the table of readings names is taken for a common one.
NAMED_WORD_COST = 95
# 着 and 著, 画 and 划 are all common, so here every word counts for what it is: 带着名片 is not 带著名片.
COMMON_FORMS = frozenset("著划")


class Words:
    """What words cost, looked up as they are met: of thirty thousand, a text asks for those that its characters begin.

    `usual` holds words in their usual forms, `named` those with an unusual form, which only the table of readings names.
    Both are complete for the characters that `learn` was given.
    """

    def __init__(self) -> None:
        self._rows = {line[0]: line for line in lines_of("words.txt")}
        self._usual = frozenset(usual_words())
        self.usual = dict.fromkeys(self._usual, NAMED_WORD_COST)
        self.named = dict.fromkeys(deciding_words(), NAMED_WORD_COST)

    def learn(self, characters: str) -> None:
        """Know the words that begin with any of `characters`."""
        rows = self._rows
        for first in characters:
            if first in rows:
                self._learn(rows.pop(first))

    def __contains__(self, word: object) -> bool:
        """Tell whether `word` is known in its usual form."""
        self.learn(str(word)[:1])
        return word in self.usual

    def _learn(self, row: str) -> None:
        for word, cost in words_of(row):
            counts_for_itself = not COMMON_FORMS.isdisjoint(word)
            if word in self.named:
                self.named[word] = cost if counts_for_itself else min(cost, NAMED_WORD_COST)
            if word in self._usual and not counts_for_itself:
                self.usual[word] = min(cost, NAMED_WORD_COST)
            else:
                self.usual[word] = cost


def words_of(row: str) -> Iterator[tuple[str, int]]:
    r"""Yield the words of a row of the table, and the surprise of each in tenths of a nat.

    >>> list(words_of("瞭\t. 137 望 123"))
    [('瞭', 137), ('瞭望', 123)]
    """
    first, rest = row.split("\t")
    parts = iter(rest.split(" "))
    return ((first if end == "." else first + end, int(cost)) for end, cost in zip(parts, parts, strict=True))


@lru_cache(maxsize=1)
def verbs() -> frozenset[str]:
    """Return the verbs that the particle 着 follows.

    >>> "沿" in verbs(), "名" in verbs()
    (True, False)
    """
    return frozenset(verb for line in lines_of("durative.txt") for verb in line.split(" "))
