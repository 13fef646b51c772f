"""Learn cleaners/spam/joints.txt: which characters of news go together, and what it says that those around a stretch do not.

    python tools/train_spam_joints.py path/to/shared

Pairs are counted in the blocks of shared/pages that hold sentences, and once in each word of OpenCC's dictionary of phrases. What ties say
is learned from phrases of a fifth of the kinds (train_spam_wording.py), put into sentences of a fifth of the sites, with wording and pairs
of the others, against every stretch of those sentences as they are.
"""

import argparse
import math
import random
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from importlib.resources import files
from itertools import chain
from operator import add
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "benchmarks"), str(ROOT / "tools")]

import numpy as np  # noqa: E402
import spam  # noqa: E402
import train_spam_wording as wording  # noqa: E402
from learn_runs import Array  # noqa: E402

from cleaners.decode import decode  # noqa: E402
from cleaners.parse import parse  # noqa: E402
from cleaners.spam.fold import fold_in_place  # noqa: E402
from cleaners.spam.joints import (  # noqa: E402
    LOOSEST,
    PARAGRAPH,
    TABLE,
    TIE_STEP,
    TIGHTEST,
    UNIT,
    WEIGHTS,
    Joints,
    classed,
    read_joints,
)
from cleaners.spam.story import CLAUSE  # noqa: E402
from cleaners.spam.wording import MAX_PHRASE_CHARS, MIN_PHRASE_CHARS, Part, Wording, parts_of  # noqa: E402

MIN_BLOCK_CHARS = 20
ENDS = "。！？"
DISCOUNT = 0.4
# A pair whose tie is no more than this away from what its characters say is left out.
MIN_SURPRISE = 1.5
PHRASES = 3000
LEAST_ODDS = -2.0
STEPS, RATE, PENALTY = 3000, 0.3, 1e-3
UNWEIGHTED = "0\t0\t0\t0\t0\t0"


class Said(NamedTuple):
    """A block of a page: its site, and the text, folded and classed."""

    site: str
    text: str


def blocks(shared: Path) -> list[Said]:
    """Return the blocks of the pages, each once."""
    found: dict[str, str] = {}
    for row, page in spam.pages(shared):
        for block in parse(decode(page, "").text).blocks:
            if len(block.text) >= MIN_BLOCK_CHARS:
                found[fold_in_place(block.text)] = row["site"] or row["id"]
    return [Said(site, text) for text, site in found.items()]


def words() -> Iterator[str]:
    """Yield the words of OpenCC's dictionary of phrases that are written in simplified characters."""
    table = files("opencc") / "dictionary" / "STPhrases.txt"
    return (line.split("\t")[0] for line in table.read_text(encoding="utf-8").splitlines())


def ties_of(texts: Iterable[str], weights: str = UNWEIGHTED) -> str:
    """Return the table of ties: how much oftener than by chance a character follows another, with a discount for what is rare."""
    ones: Counter[str] = Counter()
    pairs: Counter[str] = Counter()
    for text in chain((f"{PARAGRAPH}{classed(text)}{PARAGRAPH}" for text in texts), words()):
        kept = text.replace("\t", " ")
        ones.update(kept)
        pairs.update(map(add, kept, kept[1:]))
    total = sum(ones.values())
    right, left = Counter(pair[0] for pair in pairs), Counter(pair[1] for pair in pairs)
    before = {one: math.log(DISCOUNT * max(1, right[one]) / (count + 1)) for one, count in ones.items()}
    after = {one: math.log((left[one] + 0.5) / len(pairs) / ((count + 1) / total)) for one, count in ones.items()}
    tied: dict[str, dict[str, list[str]]] = {}
    for pair, count in sorted(pairs.items()):
        first, second = pair
        chance = (ones[second] + 1) / total
        share = (count - DISCOUNT) / (ones[first] + 1) + math.exp(before[first] + after[second]) * chance
        tie = max(LOOSEST, min(TIGHTEST, math.log(share / chance)))
        if abs(tie - before[first] - after[second]) > MIN_SURPRISE:
            letter = chr(ord("A") + round((tie - LOOSEST) / TIE_STEP))
            tied.setdefault(first, {}).setdefault(letter, []).append(second)
    lines = ["# Which characters follow which in news; A is the loosest tie, each letter half a nat more."]
    lines += ["# Learned by tools/train_spam_joints.py; licence: the project's (Apache-2.0)."]
    lines += [f"{WEIGHTS}\t{weights}"]
    for one in sorted(ones):
        groups = (letter + "".join(found) for letter, found in sorted(tied.get(one, {}).items()))
        lines.append("\t".join((one, str(round(before[one] * UNIT)), str(round(after[one] * UNIT)), *groups)))
    return "\n".join(lines) + "\n"


class Sample(NamedTuple):
    """Stretches of sentences: the odds and ties of each (a row), and which are phrases that were put there."""

    rows: Array
    is_phrase: Array


def stretches(sentence: str, selling: Wording, joints: Joints) -> Iterator[list[float]]:
    """Yield odds and ties of every part of a sentence's clauses that reads like an offer at all."""
    text = classed(sentence)
    ties = joints.ties(text)
    for clause in CLAUSE.finditer(sentence):
        for part in parts_of(clause.group(), selling, LEAST_ODDS):
            at = clause.start() + part.start, clause.start() + part.end
            yield [part.odds, *joints.ties_around(text, ties, at, clause.span())]


def drop_in(sentence: str, phrase: str, rng: random.Random) -> tuple[str, tuple[int, int]] | None:
    """Return the sentence with a phrase anywhere in it, half of the time behind a mark, and where it stands."""
    marks = [at + 1 for at, one in enumerate(sentence[:-1]) if one in "，。！？；"]
    places = marks if marks and rng.random() < 0.5 else list(range(2, len(sentence) - 1))
    if not places:
        return None
    at = rng.choice(places)
    return sentence[:at] + phrase + sentence[at:], (at, at + len(phrase))


def sample(sentences: Sequence[str], phrases: Sequence[str], selling: Wording, joints: Joints) -> Sample:
    """Return the stretches of the sentences as they are, and phrases dropped into them."""
    rng = random.Random(4)
    rows = [row for sentence in sentences for row in stretches(sentence, selling, joints)]
    untouched = len(rows)
    for _ in range(PHRASES):
        dropped = drop_in(rng.choice(sentences), rng.choice(phrases), rng)
        rows += [] if dropped is None else phrase_row(*dropped, selling, joints)
    return Sample(np.array(rows), np.arange(len(rows)) >= untouched)


def phrase_row(sentence: str, at: tuple[int, int], selling: Wording, joints: Joints) -> list[list[float]]:
    """Return odds and ties of a phrase that stands within one clause, else nothing."""
    for clause in CLAUSE.finditer(sentence):
        if clause.start() <= at[0] and at[1] <= clause.end():
            odds = next((p.odds for p in parts_of(clause.group(), selling, -99) if _same(p, at, clause.start())), None)
            text = classed(sentence)
            return [] if odds is None else [[odds, *joints.ties_around(text, joints.ties(text), at, clause.span())]]
    return []


def _same(part: Part, at: tuple[int, int], offset: int) -> bool:
    return (part.start + offset, part.end + offset) == at


def weights_of(seen: Sample) -> str:
    """Return the row of weights, in the units of a stretch's own odds: logistic regression with a ridge penalty."""
    means, spreads = seen.rows.mean(0), seen.rows.std(0) + 1e-9
    scaled = (seen.rows - means) / spreads
    weights, bias = np.zeros(scaled.shape[1]), 0.0
    for _ in range(STEPS):
        error = 1 / (1 + np.exp(-(scaled @ weights + bias))) - seen.is_phrase
        weights -= RATE * (scaled.T @ error / len(error) + PENALTY * weights)
        bias -= RATE * float(error.mean())
    own, *others = weights / spreads
    return "\t".join(f"{other / own:.2f}" for other in others)


def held_out(shared: Path, said: Sequence[Said]) -> Sample:
    """Return stretches and phrases of a fifth of the sites and kinds, judged by what the others teach."""
    kinds, news = wording.offers(shared), wording.clauses(shared)
    selling = wording.learn(
        {kind: phrases for kind, phrases in kinds.items() if wording.fold_of(kind)},
        [clause for clause in news if wording.fold_of(clause.site)],
    )
    phrases = [phrase for kind, found in kinds.items() if not wording.fold_of(kind) for phrase in found]
    sentences = [each.text for each in said if not wording.fold_of(each.site) and any(map(each.text.count, ENDS))]
    joints = read_joints(ties_of(each.text for each in said if wording.fold_of(each.site)))
    fitting = [phrase for phrase in phrases if MIN_PHRASE_CHARS <= len(phrase) <= MAX_PHRASE_CHARS]
    return sample(sentences, fitting, selling, joints)


def main() -> None:
    """Read arguments, learn, write the table."""
    cli = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    cli.add_argument("shared", type=Path)
    asked = cli.parse_args()
    said = blocks(asked.shared)
    seen = held_out(asked.shared, said)
    print(f"{len(said)} blocks; {seen.is_phrase.sum()} phrases against {(~seen.is_phrase).sum()} stretches")
    TABLE.write_text(ties_of((each.text for each in said), weights_of(seen)), encoding="utf-8")


if __name__ == "__main__":
    main()
