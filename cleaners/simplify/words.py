"""The word lattice: of all ways to read a stretch with ambiguous characters, the one whose words are likeliest.

Each ambiguous character may stand in any of its forms; the stretch around it is cut into words so that the sum of their
surprises is smallest, and the forms in that cut are the answer. 沿著名勝 is 沿着|名胜, not 沿|著名|胜, because both its words are
common.
"""

from functools import lru_cache
from pathlib import Path

from cleaners.simplify.readings import deciding_words, readings

_TABLE = Path(__file__).with_name("words.txt")
# Characters beside the ambiguous one that may have a say: the longest word, and one beyond it.
REACH = 5
LONGEST_WORD = 6
# In tenths of a nat. A character the list does not know is rarer than any it knows; a word the table of readings names is
# taken for a common one.
UNKNOWN_COST = 150
NAMED_WORD_COST = 85


class Lattice:
    """The words and what each costs."""

    def __init__(self) -> None:
        costs: dict[str, int] = {}
        for line in _TABLE.read_text(encoding="utf-8").splitlines():
            if not line.startswith("#"):
                cost, words = line.split("\t")
                costs.update(dict.fromkeys(words.split(" "), int(cost)))
        for word in deciding_words():
            costs[word] = min(costs.get(word, NAMED_WORD_COST), NAMED_WORD_COST)
        self._costs = costs
        self._forms = readings()

    def resolve(self, line: str, written: str, places: list[int]) -> str:
        """Return `written` with the ambiguous characters at `places` in the form their context asks for.

        `line` is the text as it came, `written` the same after the character table.
        """
        letters = list(written)
        at = 0
        while at < len(places):
            last = at
            while last + 1 < len(places) and places[last + 1] - places[last] <= REACH:
                last += 1
            start = max(places[at] - REACH, 0)
            self._settle(line, written, letters, start, min(places[last] + REACH + 1, len(line)))
            at = last + 1
        return "".join(letters)

    def _settle(self, line: str, written: str, letters: list[str], start: int, end: int) -> None:
        """Write the cheapest reading of one stretch into `letters`."""
        best: list[tuple[int, str, int]] = [(0, "", -1)]
        for stop in range(start + 1, end + 1):
            best.append(self._cheapest(line, written, best, start, stop))
        at = end
        while at > start:
            _, word, begin = best[at - start]
            letters[begin:at] = word
            at = begin

    def _cheapest(
        self, line: str, written: str, best: list[tuple[int, str, int]], start: int, stop: int
    ) -> tuple[int, str, int]:
        """Return cost, last word and its beginning of the cheapest reading that ends at `stop`."""
        costs = self._costs
        endings = [""]
        found: tuple[int, str, int] | None = None
        for begin in range(stop - 1, max(start, stop - LONGEST_WORD) - 1, -1):
            forms = self._forms.get(line[begin], written[begin])
            endings = [form + ending for form in forms for ending in endings]
            before = best[begin - start][0]
            for rank, ending in enumerate(endings):
                cost = costs.get(ending)
                if cost is None:
                    if stop - begin > 1:
                        continue
                    cost = UNKNOWN_COST + rank
                if found is None or before + cost < found[0]:
                    found = (before + cost, ending, begin)
        assert found is not None  # noqa: S101 - a single character always gives a reading
        return found


@lru_cache(maxsize=1)
def lattice() -> Lattice:
    """Return the lattice, read at its first use."""
    return Lattice()
