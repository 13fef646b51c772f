"""Links among a site's friends that were sold: told by their names, and by how many more of their row read so.

`links.txt` holds for runs of characters how much they speak for something that is sold and against an honest site's name, learned by
tools/train_spam_links.py; in the form of wording.txt (wording.py).
"""

from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from typing import Final

from cleaners.spam.fold import fold_in_place
from cleaners.spam.wording import Wording, read_wording, selling

TABLE: Final = Path(__file__).with_name("links.txt")
MIN_NAME_CHARS: Final = 2
# Log odds from which a name may have been sold, and from which it was; each counts for more where more of its row read so.
LIKELY, SURE = 1.5, 2.5
COMPANY: Final = 2.0
# Of a row of honest sites so many names at least read like none that was sold.
HONEST_SHARE: Final = 0.5


@lru_cache(maxsize=1)
def default_links() -> Wording:
    """Return the table that comes with the package."""
    return read_wording(TABLE.read_text(encoding="utf-8"))


def reads_as_friends(names: Sequence[str], table: Wording) -> bool:
    """Tell whether most names of a row of links read like honest sites."""
    odds = [selling(fold_in_place(name), table) for name in names if len(name) >= MIN_NAME_CHARS]
    return sum(each <= 0 for each in odds) > HONEST_SHARE * len(odds)


def sold_among(names: Sequence[str], table: Wording, most: float, known: Sequence[bool] = ()) -> list[float]:
    """Return for each name of a row of links the log odds that it was sold, 0 where it is not sure.

    `known` tells which of them are spam whatever they read like. Where a larger share than `most` reads as if sold none is: such a
    row is no list of friends, and for the core to judge.
    """
    folded = [fold_in_place(name) for name in names]
    odds = [selling(name, table) if len(name) >= MIN_NAME_CHARS else -SURE for name in folded]
    likely = sum(each > 0 for each in odds)
    company = COMPANY * max(likely, sum(known)) / max(1, len(odds))
    sold = [each + company for each in odds]
    if sum(each >= LIKELY for each in sold) > most * len(sold):
        return [0.0] * len(sold)
    return [each if each >= SURE else 0.0 for each in sold]
