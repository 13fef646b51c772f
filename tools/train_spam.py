"""Learn cleaners/spam/weights.tsv: logistic regression over the features of units, injected ones against untouched ones.

    python tools/train_spam.py path/to/shared [--check]

Pages are those of shared/pages, each untouched and once with every injection style of the shared injector and of
benchmarks/spam_styles.py, phrases drawn from the shared pool or from our own. `--check` holds out a fifth of the sites and
one of the pools in turn, and prints recall and false alarms on what was held out. Nothing but the weights is kept.
"""

import argparse
import gzip
import json
import math
import random
import sys
import zlib
from collections.abc import Iterator, Sequence
from pathlib import Path
from types import ModuleType
from typing import NamedTuple

ROOT = Path(__file__).parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "benchmarks")]

import spam_styles  # noqa: E402

from cleaners.decode import decode  # noqa: E402
from cleaners.dom import Document  # noqa: E402
from cleaners.parse import parse  # noqa: E402
from cleaners.spam import glance  # noqa: E402
from cleaners.spam.core import TABLE  # noqa: E402
from cleaners.spam.features import NAMES, features  # noqa: E402
from cleaners.spam.pieces import units_of  # noqa: E402
from cleaners.spam.surroundings import Surroundings  # noqa: E402

# No text to see, spam that is no unit, or spam mixed with what is none.
LEFT_OUT = {
    "js_write", "comment", "tkd_hijack", "own_doorway", "own_words_in_sentences", "own_article_lines", "own_sold_links",
}  # fmt: skip
POOLS = ("A", "own")
FOLDS = 5
PENALTY = 2.0
ROUNDS = 12
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


def units(document: Document) -> Iterator[tuple[str, list[float]]]:
    """Yield text and features of the document's units that are large enough to judge."""
    page = Surroundings(document)
    for unit in units_of(document):
        glanced = glance.glance(unit, page)
        if glanced is not None:
            values = features(unit, page, [*glanced, glance.known_share(unit, document)])
            if values is not None:
                yield document.text_of(unit.first, unit.last), values


def samples(shared: Path) -> Iterator[Sample]:
    """Yield the units of untouched pages, and the injected units of the same pages."""
    injector = spam_styles.load(shared / "inject/inject.py")
    for row, page in pages(shared):
        untouched = dict(units(parse(decode(page, "").text)))
        if row["id"] in _ALREADY_INJECTED:
            continue
        yield from (Sample(row["site"], "", values, injected=False) for values in untouched.values())
        for style in sorted(set(injector.STYLES) - LEFT_OUT):
            yield from injected_units(injector, style, row, page)


# Pages of the collection that were injected before they came into it.
_ALREADY_INJECTED = {"gne-t-njxfhn-1", "lwk-4915b83a", "lwk-7508bd96"}


def injected_units(injector: ModuleType, style: str, row: dict[str, str], page: bytes) -> Iterator[Sample]:
    """Yield the units of the page under one style that consist of injected phrases."""
    rng = random.Random(zlib.crc32(f"{style}/train/{row['id']}".encode()))
    pool = rng.choice(POOLS)
    try:
        changed, phrases = injector.inject(page, style, rng, pool)
    except injector.NotApplicable:
        return
    for text, values in units(parse(decode(changed, "").text)):
        inside = sum(len(" ".join(phrase.split())) for phrase in phrases if " ".join(phrase.split()) in text)
        if inside >= MIN_INJECTED_SHARE * sum(map(str.isalnum, text)):
            yield Sample(row["site"], pool, values, injected=True)


def learn(data: Sequence[Sample], size: int = len(NAMES)) -> list[float]:
    """Return the weights of the first `size` features in a logistic regression with a ridge penalty, by Newton's method."""
    spreads = [_spread([sample.values[at] for sample in data]) for at in range(size)]
    rows = [([v / s for v, s in zip(d.values, spreads, strict=False)], float(d.injected)) for d in data]
    found = [0.0] * size
    for _ in range(ROUNDS):
        gradient = [PENALTY * weight if at else 0.0 for at, weight in enumerate(found)]
        matrix = [[PENALTY if at == other and at else 0.0 for other in range(size)] for at in range(size)]
        for values, target in rows:
            guess = 1 / (1 + math.exp(-max(-30.0, min(30.0, sum(map(float.__mul__, values, found))))))
            slope = max(1e-6, guess * (1 - guess))
            for at, value in enumerate(values):
                if value:
                    gradient[at] += (guess - target) * value
                    line, scaled = matrix[at], slope * value
                    for other in range(at + 1):
                        line[other] += scaled * values[other]
        for at in range(size):
            for other in range(at):
                matrix[other][at] = matrix[at][other]
        found = [weight - step for weight, step in zip(found, _solve(matrix, gradient), strict=True)]
    return [weight / spread for weight, spread in zip(found, spreads, strict=True)]


def _spread(values: Sequence[float]) -> float:
    mean = math.fsum(values) / len(values)
    return math.sqrt(math.fsum((value - mean) ** 2 for value in values) / len(values)) or 1.0


def _solve(matrix: list[list[float]], right: list[float]) -> list[float]:
    """Return the solution of a symmetric positive system, by elimination."""
    size = len(right)
    lines = [[*line, value] for line, value in zip(matrix, right, strict=True)]
    for at in range(size):
        pivot = max(range(at, size), key=lambda index: abs(lines[index][at]))
        lines[at], lines[pivot] = lines[pivot], lines[at]
        head = lines[at][at] or 1e-9
        for other in range(at + 1, size):
            factor = lines[other][at] / head
            if factor:
                lines[other] = [a - factor * b for a, b in zip(lines[other], lines[at], strict=True)]
    solution = [0.0] * size
    for at in reversed(range(size)):
        rest = sum(lines[at][other] * solution[other] for other in range(at + 1, size))
        solution[at] = (lines[at][size] - rest) / (lines[at][at] or 1e-9)
    return solution


def odds(weights: Sequence[float], sample: Sample) -> float:
    """Return the log odds that the sample is injected."""
    return sum(map(float.__mul__, weights, sample.values))


def check(data: Sequence[Sample]) -> None:
    """Print recall and false alarms, each fold of sites and pool of phrases judged by weights learned without them."""
    judged: list[tuple[float, bool]] = []
    for fold in range(FOLDS):
        for pool in POOLS:
            others = [d for d in data if zlib.crc32(d.site.encode()) % FOLDS != fold and d.pool != pool]
            held = [d for d in data if zlib.crc32(d.site.encode()) % FOLDS == fold and d.pool in (pool, "")]
            weights = learn(others)
            judged += [(odds(weights, sample), sample.injected) for sample in held]
    for threshold in (-2.0, -1.0, 0.0, 1.0, 2.0, 3.0):
        hits = [score > threshold for score, injected in judged if injected]
        alarms = sum(score > threshold for score, injected in judged if not injected) / len(POOLS)
        print(f"log odds > {threshold:4.1f}: recall {sum(hits) / len(hits):.4f}, false alarms {alarms:.1f}")


def main() -> None:
    """Read arguments, learn, write the table."""
    cli = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    cli.add_argument("shared", type=Path)
    cli.add_argument("--check", action="store_true")
    arguments = cli.parse_args()
    data = list(samples(arguments.shared))
    injected = sum(sample.injected for sample in data)
    print(f"{len(data)} units, {injected} injected")
    if arguments.check:
        check(data)
        return
    steps = {"glance": learn(data, len(glance.NAMES)), "look": learn(data)}
    lines = ["# step\tfeature\tweight; learned by tools/train_spam.py, licence: the project's (Apache-2.0)"]
    for step, found in steps.items():
        lines += [f"{step}\t{name}\t{weight:.4f}" for name, weight in zip(NAMES, found, strict=False)]
    TABLE.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
