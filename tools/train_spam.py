"""Learn cleaners/spam/weights.tsv from the features of units, injected ones against untouched ones: a glance, a close look.

    python tools/train_spam.py path/to/shared [--check] [--keep FILE]

Pages are those of shared/pages, each untouched, with innocent lists (benchmarks/spam_innocent.py), and once with every
injection style of the shared injector and of benchmarks/spam_styles.py, phrases drawn from one class of the shared pool or
from one of our own. `--check` holds out a fifth of the sites and related classes in turn, and prints recall and false alarms
on what was held out. `--keep` stores the features in FILE and reads them from there next time. Nothing but the weights goes
into the table.
"""

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
sys.path[:0] = [str(ROOT), str(ROOT / "benchmarks"), str(ROOT / "tools")]

import numpy as np  # noqa: E402
import spam  # noqa: E402
import spam_styles  # noqa: E402
import train_spam_wording  # noqa: E402
from learn_runs import command_line  # noqa: E402
from spam_innocent import Innocent  # noqa: E402

from cleaners.decode import decode  # noqa: E402
from cleaners.dom import Document, document_of_lines  # noqa: E402
from cleaners.parse import parse  # noqa: E402
from cleaners.spam import glance  # noqa: E402
from cleaners.spam.core import SECOND_NAMES, TABLE, Weights, look  # noqa: E402
from cleaners.spam.features import MAX_JUDGED_CHARS, NAMES, features  # noqa: E402
from cleaners.spam.pieces import texts_of, units_of  # noqa: E402
from cleaners.spam.sold_links import default_links  # noqa: E402
from cleaners.spam.surroundings import Surroundings  # noqa: E402
from cleaners.spam.wording import Wording, default_parts, default_wording, offering  # noqa: E402

Array: TypeAlias = "np.ndarray[Any, np.dtype[np.float64]]"
# No text to see, spam that is no unit, or spam mixed with what is none.
LEFT_OUT = {
    "js_write", "comment", "tkd_hijack", "own_doorway", "own_words_in_sentences", "own_sold_links", "more_comments",
    "more_hidden_in_sentence",
}  # fmt: skip
# Classes that sell much the same: one is never learned from where another is held out.
_BETTING = ("own:casino", "own:chess", "own:football")
KIN = {
    "video": (
        "video", "own:adult", "own:apps", "own:escort", "wares:adulttoy", "wares:escort2", "wares:pirate", "wares:dating",
    ),
    "lottery": ("lottery", *_BETTING),
    "betapp": ("betapp", *_BETTING),
    "papers": (
        "own:invoice", "own:loan", "own:stocks", "wares:exam", "wares:cards", "wares:debt", "wares:plates", "wares:office",
        "wares:translate", "wares:stocks2", "wares:fakemoney", "kin:diploma", "kin:crypto", "unseen:tracking", "unseen:migrate",
    ),
    "wares": (
        "own:wares", "wares:valve", "wares:chemical", "wares:building", "wares:packing", "wares:furniture", "wares:solar",
        "wares:tea", "wares:liquor", "wares:gear", "wares:scrap", "kin:ecig", "unseen:replica", "unseen:franchise",
    ),
    "health": (
        "own:clinic", "own:drugs", "wares:slimming", "wares:hair", "wares:dental", "wares:remedy", "wares:rehab",
        "wares:cosmetics", "kin:surrogacy",
    ),
}  # fmt: skip
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
STEPS = 3000
BATCH = 2048
RATE = 0.02
DECAY = 1e-4
MIN_INJECTED_SHARE = 0.8
# Share of injected units whose wording the net does not see.
WITHHELD = 0.33


class Sample(NamedTuple):
    """A unit: the site and pool it comes from, its features, and whether it was injected."""

    site: str
    pool: str
    values: list[float]
    injected: bool


def units(
    document: Document, wording: Wording, is_wanted: Callable[[str], bool] = bool
) -> Iterator[tuple[str, list[float]]]:
    """Yield text and features of the document's wanted units that are large enough to judge."""
    page = Surroundings(document)
    for unit in units_of(document):
        glanced = glance.glance(unit, page) if is_wanted(document.seen[unit.start : unit.end]) else None
        if glanced is not None:
            pieces = texts_of(unit, document, MAX_JUDGED_CHARS)
            signs = [*glanced, glance.known_share(unit, document), offering(pieces, wording) if pieces else 0.0]
            values = features(unit, page, signs, pieces) if pieces else None
            if values is not None:
                yield document.seen[unit.start : unit.end], values


def samples(shared: Path, every: int = 1) -> Iterator[Sample]:
    """Yield the units of untouched pages and of innocent lists, and the injected units of the same pages.

    How they are worded is told by weights learned without their site, kind of list or kind of ware: else the net would trust
    the wording of what it learns from more than that of anything new.
    """
    kinds = {kind: found for kind, found in train_spam_wording.offers(shared).items() if not kind.startswith("trades:")}
    wordings = train_spam_wording.cross_fitted(shared, every, kinds=kinds)
    injector = spam_styles.load(shared / "inject/inject.py")
    innocent = Innocent(injector, spam_styles.outlets())
    for row, page in spam.pages(shared, every):
        document = parse(decode(page, "").text)
        for form in (document, as_lines(document)):
            untouched = dict(units(form, wordings[fold_of(row["site"] or row["id"])]))
            yield from (Sample(row["site"], "", values, injected=False) for values in untouched.values())
        rng = random.Random(zlib.crc32(f"innocent/{row['id']}".encode()))
        for style in rng.sample(innocent.styles, INNOCENT_LISTS):
            yield from innocent_units(innocent, style, row, page, rng, wordings[fold_of(f"list:{style}")])
        for style in rng.sample(sorted(set(injector.STYLES) - LEFT_OUT), STYLES_A_PAGE):
            yield from injected_units(injector, style, row, page, wordings)


def innocent_units(
    innocent: Innocent, style: str, row: dict[str, str], page: bytes, rng: random.Random, wording: Wording
) -> Iterator[Sample]:
    """Yield the units of a page that hold an innocent list."""
    try:
        changed, words = innocent.inject(page, style, rng)
    except innocent.not_applicable:
        return
    is_list = lambda text: sum(word in text for word in words) > len(words) / 2  # noqa: E731  (a predicate over `words`)
    document = parse(decode(changed, "").text)
    for form in (document, as_lines(document)):
        for _, values in units(form, wording, is_list):
            yield Sample(row["site"], "innocent", values, injected=False)


def injected_units(
    injector: ModuleType, style: str, row: dict[str, str], page: bytes, wordings: Sequence[Wording]
) -> Iterator[Sample]:
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
        for _, values in units(form, wordings[fold_of(pool)], is_injected):
            yield Sample(row["site"], pool, values, injected=True)


def as_lines(document: Document) -> Document:
    """Return a page as the plain text that a careless extractor leaves of it: a line a block, groups parted."""
    lines: list[str] = []
    for before, block in zip([None, *document.blocks], document.blocks, strict=False):
        if before is not None and before.node != block.node and block.tag not in ("li", "td", "p", "a", "dd"):
            lines.append("")
        lines.append(block.text)
    return document_of_lines("\n".join(lines))


def learn_glance(data: Sequence[Sample], names: Sequence[str]) -> list[float]:
    """Return the weights of a glance at the features `names`: logistic regression with a ridge penalty, by Newton's method."""
    size = len(names)
    rows, target, weight = _arrays(data, len(NAMES))
    rows = rows[:, [NAMES.index(name) for name in names]]
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


def withheld(data: Sequence[Sample]) -> list[Sample]:
    """Return the samples, of a third of the injected ones the wording replaced by such as lists of other things have.

    Else the net would believe no list that is worded as nothing that it knows: the next spammer's.
    """
    rng = random.Random(3)
    return [
        sample._replace(values=[*sample.values[:-1], rng.uniform(-4, 0)])
        if sample.injected and rng.random() < WITHHELD
        else sample
        for sample in data
    ]


def learn(data: Sequence[Sample], wording: Wording) -> Weights:
    """Return the weights that the samples teach, to be used with a wording."""
    data = withheld(data)
    hidden, outgoing = learn_look(data)
    return Weights(
        tuple(learn_glance(data, glance.NAMES)),
        tuple(learn_glance(data, SECOND_NAMES)),
        tuple(map(tuple, hidden.tolist())),
        tuple(outgoing.tolist()),
        wording,
        default_parts(),
        default_links(),
    )


def fold_of(name: str | None) -> int:
    """Return the fold that a site, or a kind of phrases, belongs to."""
    return zlib.crc32((name or "").encode()) % FOLDS


def check(data: Sequence[Sample]) -> None:
    """Print recall and false alarms, each fold of sites and class of phrases judged by weights learned without them."""
    for name, kin in KIN.items():
        judged: list[tuple[Sample, float, float]] = []
        for fold in range(FOLDS):
            weights = learn([d for d in data if fold_of(d.site) != fold and d.pool not in kin], default_wording())
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


def read_samples(shared: Path, kept: Path | None, every: int = 1) -> list[Sample]:
    """Return the samples of every N-th page, from the file that keeps them where there is one."""
    if kept and kept.exists():
        return [Sample(*row) for row in pickle.loads(kept.read_bytes())]
    data = list(samples(shared, every))
    if kept:
        kept.parent.mkdir(parents=True, exist_ok=True)
        kept.write_bytes(pickle.dumps([tuple(sample) for sample in data]))
    return data


def table_of(data: Sequence[Sample]) -> str:
    """Return the table of weights learned from the samples."""
    found = learn(data, default_wording())
    lines = ["# step\tfeature\tweights; learned by tools/train_spam.py, licence: the project's (Apache-2.0)"]
    lines += [f"glance\t{name}\t{weight:.4f}" for name, weight in zip(glance.NAMES, found.glance, strict=True)]
    lines += [f"second\t{name}\t{weight:.4f}" for name, weight in zip(SECOND_NAMES, found.second, strict=True)]
    for name, column in zip(NAMES, zip(*found.hidden, strict=True), strict=True):
        lines.append(f"look\t{name}\t" + " ".join(f"{weight:.4f}" for weight in column))
    lines.append("look\toutgoing\t" + " ".join(f"{weight:.4f}" for weight in found.outgoing))
    return "\n".join(lines) + "\n"


def main() -> None:
    """Read arguments, learn, write the table."""
    cli = command_line(__doc__)
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
