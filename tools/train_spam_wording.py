"""Learn cleaners/spam/wording.txt: what runs of characters speak for an offer, from phrases of many wares against news pages.

    python tools/train_spam_wording.py path/to/shared [--check]

Phrases are those of the shared pool and of benchmarks/spam_phrases*.json, spam_vice.json, spam_trades.json and spam_wares.tsv, and the
clauses of spam_doorways.txt; against them stand clauses and link texts of shared/pages, site_names.txt, spam_near.txt,
spam_words_of_news.txt and the innocent lists. A run counts
where two kinds of wares, or three sites, have it: the table shall know how things are offered, not what. `--check` holds out a fifth of
the kinds and of the sites in turn and prints how many of their phrases are told from how many of their clauses.
"""

import argparse
import random
import sys
import zlib
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import chain
from pathlib import Path
from typing import Any, NamedTuple, TypeAlias

ROOT = Path(__file__).parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "benchmarks"), str(ROOT / "tools")]

import numpy as np  # noqa: E402
import spam  # noqa: E402
import spam_innocent  # noqa: E402
import spam_styles  # noqa: E402

from cleaners.decode import decode  # noqa: E402
from cleaners.parse import parse  # noqa: E402
from cleaners.spam.fold import fold_in_place  # noqa: E402
from cleaners.spam.story import CLAUSE  # noqa: E402
from cleaners.spam.wording import BIAS, LENGTH, TABLE, UNIT, Wording, read_wording, runs_of, selling  # noqa: E402

Array: TypeAlias = "np.ndarray[Any, np.dtype[Any]]"
CITIES = "北京 上海 广州 深圳 成都 郑州 西安 武汉 长沙 苏州 济南 东莞 佛山 合肥 天津 昆明 南宁 沈阳 温州 无锡".split()
PHRASES_A_KIND = 200
CLAUSE_CHARS = range(3, 41)
INNOCENT_ENTRIES = 60
# Sentences and names that are nobody's in particular count as those of so many sites.
SOURCES = 40
MIN_KINDS, MIN_SITES = 2, 3
LENGTHS = 17
PENALTY = 3.0
STEPS = 400
# What is only measured, or only taught to the net, is learned in fewer steps: the order of phrases is there by then.
FEWER_STEPS = 120
RATE = 0.3
# Weights below this, in tenths, say nothing and are left out.
MIN_WEIGHT = 2
FOLDS = 5


class Clause(NamedTuple):
    """What a page says between two marks: its site, and the text, folded."""

    site: str
    text: str


def offers(shared: Path) -> dict[str, list[str]]:
    """Return kind of ware -> phrases that offer it, folded."""
    rng = random.Random(1)
    module = spam_styles.load(shared / "inject/inject.py")
    kinds = {kind: [module._phrase(rng, "A", kind) for _ in range(PHRASES_A_KIND)] for kind in module.CLASSES["A"]}
    for pool, table in spam_styles.own_tables().items():
        kinds |= {f"{pool}:{kind}": phrases_of(parts, rng) for kind, parts in table.items()}
    wares = list(chain.from_iterable(kinds.values()))
    lines = (ROOT / "benchmarks/spam_doorways.txt").read_text(encoding="utf-8").splitlines()
    texts = [
        "".join(rng.choice(wares) if part == "{" else part for part in line.replace("}", "")) for line in lines[1:]
    ]
    kinds["doorways"] = [match.group() for text in texts for match in CLAUSE.finditer(text)]
    return {kind: sorted({fold_in_place(phrase.strip(" _")) for phrase in found}) for kind, found in kinds.items()}


def phrases_of(parts: Mapping[str, Sequence[str]], rng: random.Random) -> list[str]:
    """Return phrases of one kind: what is sold with what is said of it, now and then a city or a second word of praise."""
    heads, tails = parts["heads"], parts["tails"]
    found = list(parts["whole"])
    for _ in range(PHRASES_A_KIND if heads else 0):
        head, tail = rng.choice(heads), rng.choice(tails)
        form = rng.random()
        phrase = tail + head if form < 0.04 else head + tail
        if form > 0.88:
            phrase = rng.choice(CITIES) + phrase
        elif form > 0.8:
            phrase += rng.choice(tails)
        found.append(phrase)
    return found


def clauses(shared: Path, every: int = 1) -> list[Clause]:
    """Return the clauses and link texts of every N-th page, and entries of innocent lists."""
    found: dict[Clause, None] = {}
    for row, page in spam.pages(shared, every):
        site = row["site"] or row["id"]
        for block in parse(decode(page, "").text).blocks:
            text = fold_in_place(block.text)
            links = [text[link.start : link.end] for link in block.links]
            for part in (*(match.group() for match in CLAUSE.finditer(text)), *links):
                if len(part) in CLAUSE_CHARS:
                    found[Clause(site, part)] = None
    rng = random.Random(2)
    for name, entry in spam_innocent.ENTRIES.items():
        found |= dict.fromkeys(Clause(f"list:{name}", entry(rng)) for _ in range(INNOCENT_ENTRIES))
    for name, lists in spam_innocent.whole_lists().items():
        found |= dict.fromkeys(Clause(f"list:{name}", fold_in_place(item)) for item in chain.from_iterable(lists))
    found |= dict.fromkeys(Clause("list:outlets", name) for name in spam_styles.outlets())
    found |= dict.fromkeys(Clause(f"names:{at % SOURCES}", name) for at, name in enumerate(site_names()))
    for source, sentence in near_sentences():
        found |= dict.fromkeys(Clause(source, match.group()) for match in CLAUSE.finditer(sentence))
    return list(found)


def near_sentences() -> list[tuple[str, str]]:
    """Return (source, folded sentence) of innocent sentences that are near to advertising, or use its words."""
    return [
        (f"near:{at % SOURCES}", fold_in_place(sentence))
        for table in ("spam_near.txt", "spam_words_of_news.txt")
        for at, sentence in enumerate(spam_styles.lines_of(table))
    ]


def site_names() -> list[str]:
    """Return what honest sites call themselves and their channels, folded."""
    return [fold_in_place(name) for name in spam_styles.lines_of("site_names.txt")]


def learn(kinds: Mapping[str, Sequence[str]], news: Sequence[Clause], steps: int = FEWER_STEPS) -> Wording:
    """Return the wording that the phrases and clauses teach."""
    return read_wording(table_of(kinds, news, steps))


def table_of(kinds: Mapping[str, Sequence[str]], news: Sequence[Clause], steps: int = STEPS) -> str:
    """Return the table of weights: logistic regression with a ridge penalty over the runs of enough kinds or sites."""
    sold = [phrase for phrases in kinds.values() for phrase in phrases]
    texts = [*sold, *(clause.text for clause in news)]
    runs = _known_runs(kinds, news)
    rows, columns = _places(texts, runs)
    target = np.zeros(len(texts))
    target[: len(sold)] = 1
    weights = regress((rows, columns), target, len(runs) + LENGTHS, steps)
    lengths = [round(float(weight) * UNIT) for weight in weights[len(runs) : -1]]
    lines = [
        "# Runs of characters by how much they speak for an offer, in tenths of log odds; `^` and `$` are a phrase's ends."
    ]
    lines += ["# Learned by tools/train_spam_wording.py; licence: the project's (Apache-2.0)."]
    lines += [f"{LENGTH}\t{' '.join(map(str, lengths))}"]
    return "\n".join((*lines, *rows_by_weight(runs, weights, MIN_WEIGHT))) + "\n"


def rows_by_weight(runs: Mapping[str, int], weights: Array, least: int) -> list[str]:
    """Return the rows of a table, heaviest first: a weight in tenths, and the runs that have it; those below `least` are left out."""
    by_weight: dict[int, list[str]] = defaultdict(list)
    for run, at in runs.items():
        rounded = round(float(weights[at]) * UNIT)
        if abs(rounded) >= least:
            by_weight[rounded].append(run)
    by_weight[round(float(weights[-1]) * UNIT)].append(BIAS)
    return [f"{weight}\t{' '.join(sorted(found))}" for weight, found in sorted(by_weight.items(), reverse=True)]


def _known_runs(kinds: Mapping[str, Sequence[str]], news: Sequence[Clause]) -> dict[str, int]:
    seen_kinds: dict[str, set[str]] = defaultdict(set)
    seen_sites: dict[str, set[str]] = defaultdict(set)
    for kind, phrases in kinds.items():
        for run in chain.from_iterable(map(runs_of, phrases)):
            seen_kinds[run].add(kind)
    for clause in news:
        for run in runs_of(clause.text):
            seen_sites[run].add(clause.site)
    known = {run for run, where in seen_kinds.items() if len(where) >= MIN_KINDS}
    known |= {run for run, where in seen_sites.items() if len(where) >= MIN_SITES}
    return {run: at for at, run in enumerate(sorted(run for run in known if not any(map(str.isspace, run))))}


def _places(texts: Sequence[str], runs: Mapping[str, int]) -> tuple[Array, Array]:
    rows: list[int] = []
    columns: list[int] = []
    for at, text in enumerate(texts):
        here = [runs[run] for run in runs_of(text) if run in runs]
        here.append(len(runs) + min(len(text), LENGTHS - 1))
        rows += [at] * len(here)
        columns += here
    return np.array(rows), np.array(columns)


def regress(places: tuple[Array, Array], target: Array, size: int, steps: int, penalty_each: float = PENALTY) -> Array:
    """Return the weights of a ridge-penalised logistic regression over binary features, the bias last; by Adam."""
    rows, columns = places
    weights = np.zeros(size + 1)
    means, squares = np.zeros(size + 1), np.zeros(size + 1)
    penalty = np.append(np.full(size, penalty_each), 0.0)
    for step in range(1, steps + 1):
        odds = np.bincount(rows, weights=weights[columns], minlength=len(target)) + weights[-1]
        error = 1 / (1 + np.exp(-np.clip(odds, -30, 30))) - target
        slope = np.append(np.bincount(columns, weights=error[rows], minlength=size), error.sum()) + penalty * weights
        means = 0.9 * means + 0.1 * slope
        squares = 0.99 * squares + 0.01 * slope * slope
        rate = RATE * (1 - (step - 1) / steps)
        weights -= rate * means / (1 - 0.9**step) / (np.sqrt(squares / (1 - 0.99**step)) + 1e-8)
    return weights


def cross_fitted(shared: Path, every: int = 1, steps: int = FEWER_STEPS) -> list[Wording]:
    """Return for each fold what is learned without its kinds of wares and its sites."""
    kinds, news = offers(shared), clauses(shared, every)
    return [
        learn(
            {kind: phrases for kind, phrases in kinds.items() if fold_of(kind) != fold},
            [clause for clause in news if fold_of(clause.site) != fold],
            steps,
        )
        for fold in range(FOLDS)
    ]


def check(kinds: Mapping[str, Sequence[str]], news: Sequence[Clause]) -> None:
    """Print how many phrases of kinds left out, and clauses of sites left out, lie above some odds."""
    sold: list[tuple[str, float]] = []
    said: list[float] = []
    for fold in range(FOLDS):
        learned = {kind: phrases for kind, phrases in kinds.items() if fold_of(kind) != fold}
        wording = learn(learned, [clause for clause in news if fold_of(clause.site) != fold])
        for kind in kinds.keys() - learned.keys():
            sold += [(kind, selling(phrase, wording)) for phrase in kinds[kind]]
        said += [selling(clause.text, wording) for clause in news if fold_of(clause.site) == fold]
    for least in (-1.0, 0.0, 1.0, 2.0, 3.0):
        print(
            f"log odds > {least:4.1f}: {_share(odds > least for _, odds in sold):.4f} of {len(sold)} phrases of kinds left out, "
            f"{_share(odds > least for odds in said):.5f} of {len(said)} clauses of sites left out"
        )
    for kind in kinds:
        print(f"{kind} {_share(odds > 0 for name, odds in sold if name == kind):.2f}", end="; ")
    print()


def _share(values: Iterable[bool]) -> float:
    counted = list(values)
    return sum(counted) / max(1, len(counted))


def fold_of(name: str) -> int:
    """Return the fold that a site, or a kind of phrases, belongs to."""
    return zlib.crc32(name.encode()) % FOLDS


def main() -> None:
    """Read arguments, learn, write the table."""
    cli = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    cli.add_argument("shared", type=Path)
    cli.add_argument("--check", action="store_true")
    asked = cli.parse_args()
    kinds, news = offers(asked.shared), clauses(asked.shared)
    print(f"{sum(map(len, kinds.values()))} phrases of {len(kinds)} kinds, {len(news)} clauses")
    if asked.check:
        check(kinds, news)
        return
    TABLE.write_text(table_of(kinds, news), encoding="utf-8")


if __name__ == "__main__":
    main()
