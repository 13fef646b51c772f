"""Learn cleaners/spam/bounds.tsv: which part of a clause was dropped into it.

    python tools/train_spam_bounds.py path/to/shared [--check]

Of the stories with phrases in them of train_spam_offers.py, judged with wording and ties learned without their kinds and sites, the clauses
are taken that hold a whole phrase. Of all parts of such a clause one is the phrase; the weights are those with which it is the likeliest,
and parts are the less likely the less they share with it.
"""

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "benchmarks"), str(ROOT / "tools")]

import numpy as np  # noqa: E402
import train_spam_offers as offers_tool  # noqa: E402
import train_spam_wording as wording_tool  # noqa: E402
from learn_runs import Array, command_line  # noqa: E402
from train_spam_offers import Case  # noqa: E402

from cleaners.spam.bounds import TABLE, Bounds  # noqa: E402
from cleaners.spam.joints import Clause  # noqa: E402
from cleaners.spam.offers import Learned  # noqa: E402
from cleaners.spam.stretches import CLAUSE, LEAST_PART_ODDS, MAX_CLAUSE_CHARS, own_pairs, pairs_outside  # noqa: E402
from cleaners.spam.wording import parts_of  # noqa: E402

EPOCHS, RATE, DECAY, PENALTY = 20, 0.05, 0.3, 1e-4
# How much less likely a part is meant to be that shares less of both with the phrase, in nats for all of it.
SHARPNESS = 12.0
MAX_CLAUSES = 12_000
ONES = [Bounds(*map(float, row)) for row in np.eye(len(Bounds._fields))]


class Choice(NamedTuple):
    """The parts of a clause: the signs of each (a row), what it shares with the phrase, their common characters, its own, the phrase's."""

    signs: Array
    shared: Array
    both: Array
    sizes: Array
    phrase: int
    fold: int


def choices(case: Case, using: Learned) -> Iterator[Choice]:
    """Yield the parts of each clause of a story that holds one whole phrase and nothing of another."""
    text = case.told.text
    clauses = list(CLAUSE.finditer(text))
    for clause in clauses:
        begin, stop = clause.span()
        inside = [at for at in case.phrases if at[0] < stop and begin < at[1]]
        if len(inside) != 1 or not (begin <= inside[0][0] and inside[0][1] <= stop) or stop - begin > MAX_CLAUSE_CHARS:
            continue
        start, end = inside[0]
        signs, spans = [], []
        said = clause.group()
        rest = pairs_outside(text, case.told.title, [clause])
        ties = Clause(using.reading.joints, said, text[begin - 1 : begin], text[stop : stop + 1])
        own = own_pairs(said, rest)
        for part in parts_of(said, using.reading.parts, LEAST_PART_ODDS):
            signs.append(signs_of(part.odds, part.start, part.end, ties, own[part.end - 1] - own[part.start]))
            spans.append((begin + part.start, begin + part.end))
        if spans:
            at = np.array(spans)
            both = np.clip(np.minimum(at[:, 1], end) - np.maximum(at[:, 0], start), 0, None)
            either = np.maximum(at[:, 1], end) - np.minimum(at[:, 0], start)
            yield Choice(np.array(signs), both / either, both, at[:, 1] - at[:, 0], end - start, case.fold)


def signs_of(odds: float, start: int, end: int, clause: Clause, own: int) -> list[float]:
    """Return what each weight of `Bounds` is a factor of, for a part of a clause: what they say when it alone counts one."""
    return [each.before_closing(odds, start, end, clause, own) + each.closing(start, end, clause) for each in ONES]


def learn(seen: Sequence[Choice]) -> Bounds:
    """Return the weights with which the parts that share most with their phrases are the likeliest."""
    rows = np.vstack([each.signs for each in seen]).astype(float)
    means, spreads = rows.mean(0), rows.std(0) + 1e-6
    scaled = [((each.signs - means) / spreads, each.shared) for each in seen]
    weights, rng = np.zeros(rows.shape[1]), np.random.default_rng(8)
    for epoch in range(EPOCHS):
        rate = RATE / (1 + DECAY * epoch)
        for at in rng.permutation(len(scaled)):
            signs, shared = scaled[at]
            wanted, given = _softmax(SHARPNESS * shared), _softmax(signs @ weights)
            weights += rate * (signs.T @ (wanted - given) - PENALTY * weights)
    return Bounds(*map(float, np.round(weights / spreads, 3)))


def _softmax(values: Array) -> Array:
    powers = np.exp(values - values.max())
    return powers / powers.sum()


def check(seen: Sequence[Choice]) -> None:
    """Print how well the parts agree that are chosen in the folds left out."""
    both = taken = phrases = exact = 0
    for fold in range(wording_tool.FOLDS):
        weights = np.array(learn([each for each in seen if each.fold != fold]))
        for each in (each for each in seen if each.fold == fold):
            best = int((each.signs @ weights).argmax())
            both += each.both[best]
            taken += each.sizes[best]
            phrases += each.phrase
            exact += each.shared[best] == 1
    print(
        f"{exact / len(seen):.3f} of {len(seen)} phrases to the letter; precision {both / taken:.3f}, recall {both / phrases:.3f}"
    )


def main() -> None:
    """Read arguments, learn, write the table."""
    asked = command_line(__doc__).parse_args()
    using = offers_tool.tables(asked.shared)
    found = (
        choice for case in offers_tool.cases(asked.shared) if case.phrases for choice in choices(case, using[case.fold])
    )
    seen = list(found)
    rng = np.random.default_rng(9)
    seen = [seen[at] for at in rng.permutation(len(seen))[:MAX_CLAUSES]]
    if asked.check:
        check(seen)
        return
    lines = ["# What each sign counts for a part of a clause being the one that was dropped into it."]
    lines += ["# Learned by tools/train_spam_bounds.py; licence: the project's (Apache-2.0)."]
    lines += [f"{name}\t{counts:g}" for name, counts in learn(seen)._asdict().items()]
    TABLE.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
