"""Learn cleaners/spam/weights.tsv from the features of units, injected ones against untouched ones: a glance, a close look.

    python tools/train_spam.py path/to/shared [--check] [--keep FILE]

Pages are those of shared/pages, each untouched, with innocent lists (benchmarks/spam_innocent.py), and once with every
injection style of the shared injector and of benchmarks/spam_styles.py, phrases drawn from one class of the shared pool or
from one of our own. `--check` holds out a fifth of the sites and related classes in turn, and prints recall and false alarms
on what was held out. `--keep` stores the features in FILE and reads them from there next time. Nothing but the weights goes
into the table.
"""

import argparse
import gzip
import json
import pickle
import random
import sys
import zlib
from collections.abc import Callable, Iterator, Sequence
from operator import mul
from pathlib import Path
from types import ModuleType
from typing import Any, NamedTuple, TypeAlias

ROOT = Path(__file__).parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "benchmarks")]

import numpy as np  # noqa: E402
import spam_styles  # noqa: E402
from spam_innocent import Innocent  # noqa: E402

from cleaners.decode import decode  # noqa: E402
from cleaners.dom import Document, document_of_lines  # noqa: E402
from cleaners.parse import parse  # noqa: E402
from cleaners.spam import glance  # noqa: E402
from cleaners.spam.core import TABLE, Weights, look  # noqa: E402
from cleaners.spam.features import NAMES, features  # noqa: E402
from cleaners.spam.pieces import units_of  # noqa: E402
from cleaners.spam.surroundings import Surroundings  # noqa: E402

Array: TypeAlias = "np.ndarray[Any, np.dtype[np.float64]]"
# No text to see, spam that is no unit, or spam mixed with what is none.
LEFT_OUT = {
    "js_write", "comment", "tkd_hijack", "own_doorway", "own_words_in_sentences", "own_sold_links", "more_comments",
    "more_hidden_in_sentence",
}  # fmt: skip
# Classes that sell much the same: one is never learned from where another is held out.
KIN = {
    "video": ("video", "own:adult", "own:apps", "own:escort"),
    "lottery": ("lottery", "own:casino", "own:chess", "own:football"),
    "betapp": ("betapp", "own:casino", "own:chess", "own:football"),
    "trade": ("own:invoice", "own:loan", "own:wares", "own:clinic", "own:seo"),
}
INNOCENT_LISTS = 6
# Lists of names and wares that a page says nothing else of are rarer than this many of them would have it.
INNOCENT_WEIGHT = 0.3
STYLES_A_PAGE = 14
TEXT_SHARE = 0.4
FOLDS = 5
PENALTY = 2.0
ROUNDS = 15
# The close look is the mean of so many nets of so many hidden units.
NETS = 2
HIDDEN = 10
STEPS = 2500
BATCH = 2048
RATE = 0.02
DECAY = 1e-4
MIN_INJECTED_SHARE = 0.8


class Sample(NamedTuple):
    """A unit: the site and pool it comes from, its features, and whether it was injected."""

    site: str
    pool: str
    values: list[float]
    injected: bool


def pages(shared: Path) -> Iterator[tuple[dict[str, str], bytes]]:
    """Yield the manifest row and the bytes of each page."""
    with (shared / "pages/manifest.jsonl").open(encoding="utf-8") as manifest:
        for line in manifest:
            row = json.loads(line)
            data = (shared / "pages" / row["file"]).read_bytes()
            yield row, gzip.decompress(data) if data[:2] == b"\x1f\x8b" else data


def units(document: Document, is_wanted: Callable[[str], bool] = bool) -> Iterator[tuple[str, list[float]]]:
    """Yield text and features of the document's wanted units that are large enough to judge."""
    page = Surroundings(document)
    for unit in units_of(document):
        glanced = glance.glance(unit, page) if is_wanted(document.seen[unit.start : unit.end]) else None
        if glanced is not None:
            values = features(unit, page, [*glanced, glance.known_share(unit, document)])
            if values is not None:
                yield document.seen[unit.start : unit.end], values


def samples(shared: Path) -> Iterator[Sample]:
    """Yield the units of untouched pages and of innocent lists, and the injected units of the same pages."""
    injector = spam_styles.load(shared / "inject/inject.py")
    innocent = Innocent(injector, spam_styles.outlets())
    for row, page in pages(shared):
        if row["id"] in _ALREADY_INJECTED:
            continue
        document = parse(decode(page, "").text)
        for form in (document, as_lines(document)):
            untouched = dict(units(form))
            yield from (Sample(row["site"], "", values, injected=False) for values in untouched.values())
        rng = random.Random(zlib.crc32(f"innocent/{row['id']}".encode()))
        for style in rng.sample(innocent.styles, INNOCENT_LISTS):
            yield from innocent_units(innocent, style, row, page, rng)
        for style in rng.sample(sorted(set(injector.STYLES) - LEFT_OUT), STYLES_A_PAGE):
            yield from injected_units(injector, style, row, page)


# Pages of the collection that were injected before they came into it.
_ALREADY_INJECTED = {"gne-t-njxfhn-1", "lwk-4915b83a", "lwk-7508bd96"}


def innocent_units(
    innocent: Innocent, style: str, row: dict[str, str], page: bytes, rng: random.Random
) -> Iterator[Sample]:
    """Yield the units of a page that hold an innocent list."""
    try:
        changed, words = innocent.inject(page, style, rng)
    except innocent.not_applicable:
        return
    is_list = lambda text: sum(word in text for word in words) > len(words) / 2  # noqa: E731  (a predicate over `words`)
    document = parse(decode(changed, "").text)
    for form in (document, as_lines(document)):
        for _, values in units(form, is_list):
            yield Sample(row["site"], "innocent", values, injected=False)


def injected_units(injector: ModuleType, style: str, row: dict[str, str], page: bytes) -> Iterator[Sample]:
    """Yield the units of the page under one style that consist of injected phrases."""
    rng = random.Random(zlib.crc32(f"{style}/train/{row['id']}".encode()))
    pool = rng.choice(injector.LEARNED_POOLS)
    try:
        changed, phrases = injector.inject(page, style, rng, pool)
    except injector.NotApplicable:
        return
    squeezed = [" ".join(phrase.split()) for phrase in phrases]

    def is_injected(text: str) -> bool:
        inside = sum(len(phrase) for phrase in squeezed if phrase in text)
        return inside > 0 and inside >= MIN_INJECTED_SHARE * sum(map(str.isalnum, text))

    document = parse(decode(changed, "").text)
    for form in (document, as_lines(document)) if rng.random() < TEXT_SHARE else (document,):
        for _, values in units(form, is_injected):
            yield Sample(row["site"], pool, values, injected=True)


def as_lines(document: Document) -> Document:
    """Return a page as the plain text that a careless extractor leaves of it: a line a block, groups parted."""
    lines: list[str] = []
    for before, block in zip([None, *document.blocks], document.blocks, strict=False):
        if before is not None and before.node != block.node and block.tag not in ("li", "td", "p", "a", "dd"):
            lines.append("")
        lines.append(block.text)
    return document_of_lines("\n".join(lines))


def learn_glance(data: Sequence[Sample]) -> list[float]:
    """Return the weights of the first glance: logistic regression with a ridge penalty, by Newton's method."""
    size = len(glance.NAMES)
    rows, target, weight = _arrays(data, size)
    spread = rows.std(axis=0)
    spread[spread == 0] = 1.0
    rows /= spread
    penalty = np.diag([0.0] + [PENALTY] * (size - 1))
    found = np.zeros(size)
    for _ in range(ROUNDS):
        guess = _sigmoid(rows @ found)
        slope = weight * np.maximum(1e-6, guess * (1 - guess))
        gradient = rows.T @ (weight * (guess - target)) + penalty @ found
        found -= np.linalg.solve((rows * slope[:, None]).T @ rows + penalty, gradient)
    return [float(value) for value in found / spread]


def learn_look(data: Sequence[Sample]) -> tuple[Array, Array]:
    """Return the close look's hidden weights (a row a unit) and outgoing weights (the last is the bias), by Adam."""
    rows, target, weight = _arrays(data, len(NAMES))
    mean, spread = rows.mean(axis=0), rows.std(axis=0)
    spread[spread == 0] = 1.0
    mean[0] = 0.0
    rows = (rows - mean) / spread
    hidden, outgoing = [], []
    for seed in range(NETS):
        first, second = _net(rows, target, weight, np.random.default_rng(seed))
        first = first / spread[:, None]
        first[0] -= mean @ first
        hidden.append(first)
        outgoing.append(second / NETS)
    bias = sum(second[-1] for second in outgoing)
    return np.hstack(hidden).T, np.append(np.concatenate([second[:-1] for second in outgoing]), bias)


def _net(rows: Array, target: Array, weight: Array, rng: np.random.Generator) -> tuple[Array, Array]:
    values = [rng.normal(0, 0.3, (rows.shape[1], HIDDEN)), np.append(rng.normal(0, 0.3, HIDDEN), -1.0)]
    means, squares = [np.zeros_like(v) for v in values], [np.zeros_like(v) for v in values]
    for step in range(1, STEPS + 1):
        chosen = rng.integers(0, len(rows), BATCH)
        seen = np.tanh(rows[chosen] @ values[0])
        error = weight[chosen] * (_sigmoid(seen @ values[1][:-1] + values[1][-1]) - target[chosen]) / BATCH
        back = np.outer(error, values[1][:-1]) * (1 - seen * seen)
        slopes = (rows[chosen].T @ back + DECAY * values[0], np.append(seen.T @ error, error.sum()) + DECAY * values[1])
        rate = RATE * (1 - step / STEPS) + RATE / 20
        for at, slope in enumerate(slopes):
            means[at] = 0.9 * means[at] + 0.1 * slope
            squares[at] = 0.999 * squares[at] + 0.001 * slope * slope
            size = np.sqrt(squares[at] / (1 - 0.999**step)) + 1e-8
            values[at] -= rate * means[at] / (1 - 0.9**step) / size
    return values[0], values[1]


def _arrays(data: Sequence[Sample], size: int) -> tuple[Array, Array, Array]:
    rows = np.array([sample.values[:size] for sample in data])
    target = np.array([float(sample.injected) for sample in data])
    weight = np.array([INNOCENT_WEIGHT if sample.pool == "innocent" else 1.0 for sample in data])
    return rows, target, weight


def _sigmoid(odds: Array) -> Array:
    return 1 / (1 + np.exp(-np.clip(odds, -30, 30)))


def learn(data: Sequence[Sample]) -> Weights:
    """Return the weights that the samples teach."""
    hidden, outgoing = learn_look(data)
    return Weights(tuple(learn_glance(data)), tuple(map(tuple, hidden.tolist())), tuple(outgoing.tolist()))


def fold_of(site: str | None) -> int:
    """Return the fold that a site belongs to."""
    return zlib.crc32((site or "").encode()) % FOLDS


def check(data: Sequence[Sample]) -> None:
    """Print recall and false alarms, each fold of sites and class of phrases judged by weights learned without them."""
    for name, kin in KIN.items():
        judged: list[tuple[Sample, float, float]] = []
        for fold in range(FOLDS):
            weights = learn([d for d in data if fold_of(d.site) != fold and d.pool not in kin])
            held = [d for d in data if fold_of(d.site) == fold and d.pool in (name, kin[0], "", "innocent")]
            size = len(glance.NAMES)
            judged += [(d, look(d.values, weights), sum(map(mul, weights.glance, d.values[:size]))) for d in held]
        for what, at, thresholds in (("glance", 2, (-5, -4, -3, -2)), ("look", 1, (-1, 0, 1, 2, 3))):
            for threshold in thresholds:
                above = [each[0] for each in judged if each[at] > threshold]
                hits, all_hits = sum(d.injected for d in above), sum(each[0].injected for each in judged)
                pools = [d.pool for d in above if not d.injected]
                print(
                    f"{name} {what} log odds > {threshold:4.1f}: recall {hits / all_hits:.4f} of {all_hits}, false alarms "
                    f"{pools.count('')} in untouched pages, {pools.count('innocent')} in innocent lists"
                )


def read_samples(shared: Path, kept: Path | None) -> list[Sample]:
    """Return the samples, from the file that keeps them where there is one."""
    if kept and kept.exists():
        return [Sample(*row) for row in pickle.loads(kept.read_bytes())]
    data = list(samples(shared))
    if kept:
        kept.parent.mkdir(parents=True, exist_ok=True)
        kept.write_bytes(pickle.dumps([tuple(sample) for sample in data]))
    return data


def table_of(data: Sequence[Sample]) -> str:
    """Return the table of weights learned from the samples."""
    found = learn(data)
    lines = ["# step\tfeature\tweights; learned by tools/train_spam.py, licence: the project's (Apache-2.0)"]
    lines += [f"glance\t{name}\t{weight:.4f}" for name, weight in zip(glance.NAMES, found.glance, strict=True)]
    for name, column in zip(NAMES, zip(*found.hidden, strict=True), strict=True):
        lines.append(f"look\t{name}\t" + " ".join(f"{weight:.4f}" for weight in column))
    lines.append("look\toutgoing\t" + " ".join(f"{weight:.4f}" for weight in found.outgoing))
    return "\n".join(lines) + "\n"


def main() -> None:
    """Read arguments, learn, write the table."""
    cli = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    cli.add_argument("shared", type=Path)
    cli.add_argument("--check", action="store_true")
    cli.add_argument("--keep", type=Path)
    arguments = cli.parse_args()
    data = read_samples(arguments.shared, arguments.keep)
    print(f"{len(data)} units, {sum(sample.injected for sample in data)} injected")
    if arguments.check:
        check(data)
        return
    TABLE.write_text(table_of(data), encoding="utf-8")


if __name__ == "__main__":
    main()
