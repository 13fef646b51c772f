"""What the tools that train share: their arguments, and logistic regression over runs of characters.

It learns what tells phrases of many kinds from what many sites say.
"""

import argparse
import sys
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from itertools import chain
from pathlib import Path
from typing import Any, NamedTuple, TypeAlias

sys.path.insert(0, str(Path(__file__).parent.parent))

import numpy as np

from cleaners.spam.wording import BIAS, LENGTH, UNIT, runs_of

Array: TypeAlias = "np.ndarray[Any, np.dtype[Any]]"
# A run counts where so many kinds of wares, or sites, have it.
MIN_KINDS, MIN_SITES = 2, 3
LENGTHS = 17
STEPS = 400
# What is only measured, or only taught to the net, is learned in fewer steps: the order of phrases is there by then.
FEWER_STEPS = 120
RATE = 0.3
# Weights below this, in tenths, say nothing and are left out.
MIN_WEIGHT = 2


def command_line(purpose: str | None) -> argparse.ArgumentParser:
    """Return the arguments of a tool that learns from the folder `shared`, or with `--check` only measures on what it holds out."""
    cli = argparse.ArgumentParser(description=purpose, formatter_class=argparse.RawDescriptionHelpFormatter)
    cli.add_argument("shared", type=Path)
    cli.add_argument("--check", action="store_true")
    return cli


class Clause(NamedTuple):
    """What a page says between two marks: its site, and the text, folded."""

    site: str
    text: str


def weighed_runs(
    kinds: Mapping[str, Sequence[str]],
    news: Sequence[Clause],
    steps: int,
    tool: str,
    penalty: float,
    counts: Callable[[Clause], float] = lambda _: 1.0,
) -> str:
    """Return a table of weights: logistic regression with a ridge penalty over the runs of enough kinds or sites.

    `counts` tells how much a clause counts beside a phrase; `tool` is the one that asks.
    """
    sold = [phrase for phrases in kinds.values() for phrase in phrases]
    texts = [*sold, *(clause.text for clause in news)]
    runs = _known_runs(kinds, news)
    rows, columns = _places(texts, runs)
    target = np.zeros(len(texts))
    target[: len(sold)] = 1
    importance = np.array([*(1.0 for _ in sold), *map(counts, news)])
    weights = regress((rows, columns), target, len(runs) + LENGTHS, steps, penalty, importance)
    lengths = [round(float(weight) * UNIT) for weight in weights[len(runs) : -1]]
    lines = [
        "# Runs of characters by how much they speak for an offer, in tenths of log odds; `^` and `$` are a phrase's ends."
    ]
    lines += [f"# Learned by tools/{tool}; licence: the project's (Apache-2.0)."]
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


def regress(
    places: tuple[Array, Array],
    target: Array,
    size: int,
    steps: int,
    penalty_each: float,
    importance: "Array | float" = 1.0,
) -> Array:
    """Return the weights of a ridge-penalised logistic regression over binary features, the bias last; by Adam.

    `importance` is how much each text counts.
    """
    rows, columns = places
    weights = np.zeros(size + 1)
    means, squares = np.zeros(size + 1), np.zeros(size + 1)
    penalty = np.append(np.full(size, penalty_each), 0.0)
    for step in range(1, steps + 1):
        odds = np.bincount(rows, weights=weights[columns], minlength=len(target)) + weights[-1]
        error = (1 / (1 + np.exp(-np.clip(odds, -30, 30))) - target) * importance
        slope = np.append(np.bincount(columns, weights=error[rows], minlength=size), error.sum()) + penalty * weights
        means = 0.9 * means + 0.1 * slope
        squares = 0.99 * squares + 0.01 * slope * slope
        rate = RATE * (1 - (step - 1) / steps)
        weights -= rate * means / (1 - 0.9**step) / (np.sqrt(squares / (1 - 0.99**step)) + 1e-8)
    return weights
