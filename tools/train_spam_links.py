"""Learn cleaners/spam/links.txt: what runs of characters tell the name of something sold from that of an honest site.

    python tools/train_spam_links.py path/to/shared [--check]

Who buys a link among a newspaper's friends calls it by a brand or a ware, and so briefly that it reads like a name. Names that were
sold are those of benchmarks/spam_sold_links.tsv and the phrases that teach wording.txt; against them stand benchmarks/site_names.txt
and, for less, the link texts of shared/pages. `--check` holds out a fifth of the trades and of the honest names in turn and prints
how many of either lie above some odds.
"""

import sys
from collections import defaultdict
from collections.abc import Mapping, Sequence
from pathlib import Path

ROOT = Path(__file__).parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "benchmarks"), str(ROOT / "tools")]

import spam  # noqa: E402
import spam_styles  # noqa: E402
from learn_runs import FEWER_STEPS, STEPS, Clause, command_line, weighed_runs  # noqa: E402
from train_spam_wording import FOLDS, SOURCES, fold_of, offers, site_names  # noqa: E402

from cleaners.decode import decode  # noqa: E402
from cleaners.parse import parse  # noqa: E402
from cleaners.spam.fold import fold_in_place  # noqa: E402
from cleaners.spam.sold_links import TABLE  # noqa: E402
from cleaners.spam.wording import Wording, read_wording, selling  # noqa: E402

PENALTY = 0.3
# An honest name counts for more than one of the many phrases; what links of a page say, seldom a site's name, for less.
NAME, LINK = 3.0, 0.3
NAME_CHARS = range(2, 15)
_LINKS, _NAMES = "links:", "names:"


def sold(shared: Path) -> dict[str, list[str]]:
    """Return trade -> names of what it sells, folded: those that links bear, and phrases no longer than such."""
    found: dict[str, list[str]] = defaultdict(list)
    for line in spam_styles.lines_of("spam_sold_links.tsv"):
        trade, name = line.split("\t")
        found[f"{_LINKS}{trade}"].append(fold_in_place(name))
    return phrases(shared) | found


def phrases(shared: Path) -> dict[str, list[str]]:
    """Return kind of ware -> phrases that offer it, none longer than a name, folded."""
    return {
        kind: [phrase for phrase in found if len(phrase) in NAME_CHARS]
        for kind, found in offers(shared).items()
        if kind != "doorways"
    }


def honest(shared: Path) -> list[Clause]:
    """Return the names of honest sites, and the link texts of pages."""
    found = dict.fromkeys(Clause(f"{_NAMES}{at % SOURCES}", name) for at, name in enumerate(site_names()))
    seen: set[str] = set()
    for row, page in spam.pages(shared, 1):
        for block in parse(decode(page, "").text).blocks:
            text = fold_in_place(block.text)
            for name in (text[link.start : link.end] for link in block.links):
                if len(name) in NAME_CHARS and name not in seen:
                    seen.add(name)
                    found[Clause(row["site"] or row["id"], name)] = None
    return list(found)


def table_of(trades: Mapping[str, Sequence[str]], names: Sequence[Clause], steps: int = STEPS) -> str:
    """Return the table that trades and names teach."""
    return weighed_runs(trades, names, steps, Path(__file__).name, PENALTY, _counts)


def learn(trades: Mapping[str, Sequence[str]], names: Sequence[Clause]) -> Wording:
    """Return what trades and names teach, in fewer steps."""
    return read_wording(table_of(trades, names, FEWER_STEPS))


def _counts(name: Clause) -> float:
    return NAME if name.site.startswith(_NAMES) else LINK


def check(trades: Mapping[str, Sequence[str]], names: Sequence[Clause]) -> None:
    """Print how many names of trades left out, and how many honest ones left out, lie above some odds."""
    bought: list[float] = []
    kept: list[float] = []
    for fold in range(FOLDS):
        wording = learn(
            {trade: found for trade, found in trades.items() if fold_of(trade) != fold},
            [name for name in names if fold_of(name.site) != fold],
        )
        links = [
            name
            for trade, found in trades.items()
            if trade.startswith(_LINKS) and fold_of(trade) == fold
            for name in found
        ]
        bought += [selling(name, wording) for name in links]
        kept += [selling(n.text, wording) for n in names if fold_of(n.site) == fold and n.site.startswith(_NAMES)]
    for least in (-1.0, -0.5, 0.0, 0.5, 1.0, 2.0):
        found, wrong = sum(odds > least for odds in bought), sum(odds > least for odds in kept)
        print(f"log odds > {least:4.1f}: {found} of {len(bought)} sold names, {wrong} of {len(kept)} honest ones")


def main() -> None:
    """Read arguments, learn, write the table."""
    asked = command_line(__doc__).parse_args()
    trades, names = sold(asked.shared), honest(asked.shared)
    print(f"{sum(map(len, trades.values()))} names of {len(trades)} trades, {len(names)} honest ones")
    if asked.check:
        check(trades, names)
        return
    TABLE.write_text(table_of(trades, names), encoding="utf-8")
    print(f"wrote {TABLE}")


if __name__ == "__main__":
    main()
