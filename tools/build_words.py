"""Build cleaners/simplify/words.txt, the word list that decides between two simplified forms of one character.

Source: the dictionary of jieba 0.42.1 (MIT licence, https://github.com/fxsj/jieba), words and their counts. Of its 349,000
words only those are kept that can decide something: words holding a character that has a rival form, and the common words
that compete with them for a neighbour. jieba is needed to build the table, never to use it:

    python tools/build_words.py path/to/jieba/dict.txt
"""

import math
import sys
from collections.abc import Iterable
from pathlib import Path

FOLDER = Path(__file__).parent.parent / "cleaners" / "simplify"
LICENCE = """\
# Words by their first character, what follows it (a point where nothing does), and how surprising each word is, in tenths
# of a nat; fewer words than their source holds.
# Made by tools/build_words.py from the dictionary of jieba 0.42.1, Copyright (c) 2013 Sun Junyi, MIT licence.
"""
# Traditional spellings that slipped into the simplified source have counts of 2 and 3.
MIN_RIVAL_COUNT = 30
MIN_NEIGHBOUR_COUNT = 100
MIN_CHARACTER_COUNT = 100
LONGEST_WORD = 4


def rival_forms(table: str) -> set[str]:
    """Return every simplified character that stands in competition with another in the table of readings."""
    rows = [line.split("\t") for line in table.splitlines() if line and not line.startswith("#")]
    return {form for row in rows for form in row[1]}


def deciding_words(counts: dict[str, int], rivals: set[str]) -> dict[str, int]:
    """Return the words that hold a rival form, and the common ones that begin or end like their rest."""
    short = {word: count for word, count in counts.items() if 2 <= len(word) <= LONGEST_WORD}
    own = {word: count for word, count in short.items() if count >= MIN_RIVAL_COUNT and rivals & set(word)}
    after = {word[at + 1] for word in own for at in range(len(word) - 1) if word[at] in rivals}
    before = {word[at - 1] for word in own for at in range(1, len(word)) if word[at] in rivals}
    near = {
        word: count
        for word, count in short.items()
        if count >= MIN_NEIGHBOUR_COUNT and (word[0] in after or word[-1] in before)
    }
    single = {word: count for word, count in counts.items() if len(word) == 1 and count >= MIN_CHARACTER_COUNT}
    return own | near | single


def rows(words: dict[str, int], total: int) -> Iterable[str]:
    """Yield one line a first character."""
    by_first: dict[str, list[str]] = {}
    for word in sorted(words):
        by_first.setdefault(word[0], []).append(f"{word[1:] or '.'} {round(10 * math.log(total / words[word]))}")
    for first, ends in by_first.items():
        yield f"{first}\t{' '.join(ends)}"


def main() -> None:
    """Read the source named on the command line, write the table beside the code that reads it."""
    counts = {}
    for line in Path(sys.argv[1]).read_text(encoding="utf-8").splitlines():
        word, count, *_ = line.split(" ")
        counts[word] = int(count)
    tables = [(FOLDER / name).read_text(encoding="utf-8") for name in ("readings.tsv", "spellings.tsv")]
    words = deciding_words(counts, rival_forms("\n".join(tables)))
    target = FOLDER / "words.txt"
    target.write_text(LICENCE + "\n".join(rows(words, sum(counts.values()))) + "\n", encoding="utf-8")
    print(f"{len(words)} words, {target.stat().st_size} bytes")


if __name__ == "__main__":
    main()
