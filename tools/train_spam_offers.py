"""Learn cleaners/spam/offers.tsv: which stretches of a story were put there, from their signs (cleaners/spam/signs.py).

    python tools/train_spam_offers.py path/to/shared [--check]

Phrases of a fifth of the kinds (train_spam_wording.py) are put into the stories of a fifth of the sites, alone or in company, and judged
with wording and ties learned from the others; against them stand what those stories say themselves, with and without phrases in them, and
innocent sentences that are near to advertising. The table is a sum of stumps, learned by gradient boosting.
"""

import random
import sys
from collections import defaultdict
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "benchmarks"), str(ROOT / "tools")]

import numpy as np  # noqa: E402
import spam  # noqa: E402
import train_spam_joints as joints_tool  # noqa: E402
import train_spam_wording as wording_tool  # noqa: E402
from learn_runs import STEPS, Array, command_line  # noqa: E402

from cleaners import clean_html  # noqa: E402
from cleaners.spam import candidates  # noqa: E402
from cleaners.spam.bounds import default_bounds  # noqa: E402
from cleaners.spam.detector import Detector, default_detector  # noqa: E402
from cleaners.spam.joints import TABLE as JOINTS_TABLE  # noqa: E402
from cleaners.spam.joints import WEIGHTS, read_joints  # noqa: E402
from cleaners.spam.lexical import LIKELY_CLAUSE  # noqa: E402
from cleaners.spam.offers import SURE, Learned, Offer, judged  # noqa: E402
from cleaners.spam.signs import JUDGED, NAMES, Told  # noqa: E402
from cleaners.spam.stretches import Reading, Stretch  # noqa: E402
from cleaners.spam.stumps import BIAS, TABLE, read_stumps  # noqa: E402
from cleaners.spam.wording import MAX_PHRASE_CHARS, MIN_PHRASE_CHARS  # noqa: E402

# Stories with several phrases of one kind, and with one, made of each page.
SEVERAL, SINGLE = 6, 24
PHRASES = (2, 6)
FORMS = ("{}", "{}", "{}", "{}", "{}", "{},", "（{}）", " {} ", "{}，", "{}，", "_{}_", "【{}】")
# Shares of the stories with phrases amid clauses, and at their ends; in the others they begin clauses and lines.
AMID_SHARE, ENDING_SHARE, LINKED_SHARE = 0.4, 0.2, 0.08
SENTENCES_A_STORY = 5
CLAUSE_ENDS = "，。！？；"
# A stretch is a phrase that was put there if it shares so much of both; with less it is neither.
MIN_SHARED = 0.5
BOUNDS, ROUNDS, RATE, PENALTY = 32, 400, 0.1, 5.0
MIN_CURVATURE = 1.0


class Case(NamedTuple):
    """A story with the links to foreign hosts in it and the phrases put there, by offsets, and the fold of its site."""

    told: Told
    links: Sequence[tuple[int, int]]
    phrases: Sequence[tuple[int, int]]
    fold: int
    in_doubt: bool = False


class Seen(NamedTuple):
    """A row of signs for each stretch, which are phrases, their folds, and the characters of each."""

    rows: Array
    is_phrase: Array
    folds: Array
    sizes: Array


@contextmanager
def recording() -> Iterator[list[Case]]:
    """Let the search for offers write down what it is asked."""
    asked: list[Case] = []

    def offers_in(
        told: Told, _: Learned, links: Sequence[tuple[int, int]] = (), *, in_doubt: bool = False
    ) -> list[Offer]:
        asked.append(Case(told, links, (), 0, in_doubt))
        return []

    usual = candidates.offers_in
    candidates.offers_in = offers_in
    try:
        yield asked
    finally:
        candidates.offers_in = usual


def stories(shared: Path) -> Iterator[Case]:
    """Yield the stories of the pages, and stories made of innocent sentences that are near to advertising."""
    with recording() as asked:
        for row, page in spam.pages(shared):
            clean_html(page, row.get("url") or "")
            for case in asked:
                yield case._replace(fold=wording_tool.fold_of(row["site"] or row["id"]))
            asked.clear()
        for fold, html in near_pages():
            clean_html(html)
            yield from (case._replace(fold=fold) for case in asked)
            asked.clear()


def near_pages() -> Iterator[tuple[int, bytes]]:
    """Yield the fold and bytes of pages that are made of innocent sentences which are near to advertising."""
    by_fold = defaultdict(list)
    for source, sentence in wording_tool.near_sentences():
        by_fold[wording_tool.fold_of(source)].append(sentence)
    for fold, sentences in by_fold.items():
        for at in range(0, len(sentences), SENTENCES_A_STORY):
            told = "".join(f"<p>{sentence}</p>" for sentence in sentences[at : at + SENTENCES_A_STORY])
            yield fold, f"<meta charset=utf-8><title></title><div>{told}</div>".encode()


def with_phrases(case: Case, phrases: Sequence[str], detector: Detector, rng: random.Random) -> Case | None:
    """Return a story with phrases put into it, each in its own place, all in one form; None where there is no room."""
    text = case.told.text
    places = _places(text, rng.random())
    if len(places) < 3 * len(phrases):
        return None
    form = rng.choice(FORMS)
    is_linked = rng.random() < LINKED_SHARE
    pieces, put, links, lexical = [], list[tuple[int, int]](), list[tuple[int, int]](), []
    done = size = 0
    for at, phrase in zip(sorted(rng.sample(places, len(phrases))), phrases, strict=True):
        pieces += [text[done:at], form.format(phrase)]
        size += len(pieces[-2])
        start = size + form.index("{")
        size += len(pieces[-1])
        done = at
        put.append((start, start + len(phrase)))
        links += [put[-1]] if is_linked else []
        weight = sum(hit.weight for hit in detector.lexicon.hits(phrase))
        lexical += [(*put[-1], weight)] if weight >= LIKELY_CLAUSE else []
    told = Told("".join((*pieces, text[done:])), case.told.title, lexical)
    return Case(told, links, put, case.fold, case.in_doubt)


def _places(text: str, chance: float) -> list[int]:
    """Return where phrases may be put into a story: amid its clauses, at their ends, or where they begin."""
    if chance < AMID_SHARE:
        return [at for at in range(1, len(text)) if text[at - 1].isalpha() and text[at].isalpha()]
    if chance < AMID_SHARE + ENDING_SHARE:
        return [at for at in range(1, len(text)) if text[at - 1].isalpha() and text[at] in CLAUSE_ENDS]
    return [at + 1 for at, one in enumerate(text[:-1]) if one in CLAUSE_ENDS + "\n"]


def cases(shared: Path) -> list[Case]:
    """Return the stories, and each with phrases of kinds of its own fold."""
    rng = random.Random(6)
    detector = default_detector()
    by_fold: dict[int, list[list[str]]] = defaultdict(list)
    for kind, phrases in wording_tool.offers(shared).items():
        fitting = [phrase for phrase in phrases if MIN_PHRASE_CHARS <= len(phrase) <= MAX_PHRASE_CHARS]
        by_fold[wording_tool.fold_of(kind)].append(fitting)
    found: list[Case] = []
    for case in stories(shared):
        found.append(case)
        for number in range(SEVERAL + SINGLE if case.told.title else 0):
            kind = rng.choice(by_fold[case.fold])
            chosen = rng.sample(kind, min(len(kind), rng.randint(*PHRASES) if number < SEVERAL else 1))
            made = with_phrases(case, chosen, detector, rng)
            found += [made] if made else []
    return found


def tables(shared: Path) -> list[Learned]:
    """Return wordings and ties for each fold, learned without its kinds and sites."""
    said = joints_tool.blocks(shared)
    weights = next(line for line in JOINTS_TABLE.read_text(encoding="utf-8").splitlines() if line.startswith(WEIGHTS))
    nothing, bounds = read_stumps(""), default_bounds()
    parts, whole = (
        wording_tool.cross_fitted(shared, steps=STEPS, of=of)
        for of in (wording_tool.parts_table_of, wording_tool.table_of)
    )
    joints = [
        joints_tool.ties_of(
            (each.text for each in said if wording_tool.fold_of(each.site) != fold), weights.partition("\t")[2]
        )
        for fold in range(wording_tool.FOLDS)
    ]
    return [
        Learned(Reading(*wordings, read_joints(ties)), nothing, bounds)
        for wordings, ties in zip(zip(parts, whole, strict=True), joints, strict=True)
    ]


def sample(found: Sequence[Case], using: Sequence[Learned]) -> Seen:
    """Return the stretches of the stories with their signs; those that are but half a phrase are left out."""
    rows, is_phrase, folds, sizes = [], [], [], []
    for case in found:
        stretches, signs = judged(case.told, using[case.fold], case.links, in_doubt=case.in_doubt)
        for stretch, row in zip(stretches, signs, strict=True):
            shared = max((_shared(stretch, phrase) for phrase in case.phrases), default=0.0)
            if stretch.weight >= JUDGED and not stretch.is_sentence and not 0 < shared < MIN_SHARED:
                rows.append(row)
                is_phrase.append(shared > 0)
                folds.append(case.fold)
                sizes.append(stretch.end - stretch.start)
    return Seen(np.array(rows, float), np.array(is_phrase), np.array(folds), np.array(sizes))


def _shared(stretch: Stretch, phrase: tuple[int, int]) -> float:
    both = min(stretch.end, phrase[1]) - max(stretch.start, phrase[0])
    return max(0, both) / (max(stretch.end, phrase[1]) - min(stretch.start, phrase[0]))


def learn(seen: Seen) -> str:
    """Return the table: in each round the sign and bound that explain most of what is left."""
    rows, target = seen.rows, seen.is_phrase.astype(float)
    bounds = [np.unique(np.quantile(row, np.linspace(0, 1, BOUNDS)[1:])) for row in rows.T]
    binned = np.array([np.searchsorted(each, row, side="right") for each, row in zip(bounds, rows.T, strict=True)])
    scales = [np.zeros(len(each) + 1) for each in bounds]
    bias = float(np.log(target.mean() / (1 - target.mean())))
    odds = np.full(len(rows), bias)
    for _ in range(ROUNDS):
        chance = 1 / (1 + np.exp(-odds))
        slope, curvature = target - chance, chance * (1 - chance)
        best = max((_best_split(binned[at], slope, curvature, len(each) + 1), at) for at, each in enumerate(bounds))
        (_, split, below, above), at = best
        scales[at] += RATE * np.where(np.arange(len(scales[at])) < split, below, above)
        odds += RATE * np.where(binned[at] < split, below, above)
    return written(bounds, scales, bias)


def _best_split(bins: Array, slope: Array, curvature: Array, size: int) -> tuple[float, int, float, float]:
    """Return the gain of the best split of one sign, the first bin above it, and the steps below and above."""
    slopes = np.cumsum(np.bincount(bins, slope, size))
    curves = np.cumsum(np.bincount(bins, curvature, size))
    left, weight = slopes[:-1], curves[:-1]
    right, other = slopes[-1] - left, curves[-1] - weight
    gain = left**2 / (weight + PENALTY) + right**2 / (other + PENALTY)
    gain[(weight < MIN_CURVATURE) | (other < MIN_CURVATURE)] = 0
    if not len(gain):
        return 0.0, 0, 0.0, 0.0
    at = int(gain.argmax())
    return float(gain[at]), at + 1, float(left[at] / (weight[at] + PENALTY)), float(right[at] / (other[at] + PENALTY))


def written(bounds: Sequence[Array], scales: Sequence[Array], bias: float) -> str:
    """Return the table of scales: a row where a sign's log odds change."""
    lines = ["# What each sign adds to the log odds that a stretch of a story was put there, from a bound on."]
    lines += ["# Learned by tools/train_spam_offers.py; licence: the project's (Apache-2.0).", f"{BIAS}\t-\t{bias:.2f}"]
    for name, steps, scale in zip(NAMES, bounds, scales, strict=True):
        last = f"{scale[0]:.2f}"
        lines.append(f"{name}\t-\t{last}")
        for bound, each in zip(steps, scale[1:], strict=True):
            if f"{each:.2f}" != last:
                last = f"{each:.2f}"
                lines.append(f"{name}\t{bound:.4g}\t{last}")
    return "\n".join(lines) + "\n"


def check(seen: Seen) -> None:
    """Print what is found, and wrongly so, of the folds left out, by the log odds that it takes."""
    odds = np.zeros(len(seen.rows))
    for fold in range(wording_tool.FOLDS):
        inside = seen.folds == fold
        stumps = read_stumps(learn(Seen(*(each[~inside] for each in seen))))
        odds[inside] = [stumps.odds(row) for row in seen.rows[inside]]
    for least in (-1.0, *sorted(SURE), 2.0, 3.0):
        taken = odds >= least
        print(
            f"log odds >= {least:4.1f}: {np.mean(taken[seen.is_phrase]):.3f} of {seen.is_phrase.sum()} phrases that read like offers; "
            f"{seen.sizes[taken & ~seen.is_phrase].sum()} characters of {(~seen.is_phrase).sum()} other stretches"
        )


def main() -> None:
    """Read arguments, learn, write the table."""
    asked = command_line(__doc__).parse_args()
    found = cases(asked.shared)
    print(f"{len(found)} stories with {sum(len(case.phrases) for case in found)} phrases")
    seen = sample(found, tables(asked.shared))
    if asked.check:
        check(seen)
        return
    TABLE.write_text(learn(seen), encoding="utf-8")


if __name__ == "__main__":
    main()
