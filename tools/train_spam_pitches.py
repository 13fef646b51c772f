"""Learn cleaners/spam/pitches.txt: what runs of characters speak for a seller's sentence, against the sentences of news.

    python tools/train_spam_pitches.py path/to/shared [--check]

Sellers' sentences are those of benchmarks/spam_pitches.tsv, and spam_doorways.txt filled with wares; against them stand paragraphs and
sentences of shared/pages, benchmarks/spam_near.txt, spam_words_of_news.txt and the innocent lists. A run counts where two kinds of
wares, or three sites, have it. `--check` holds out a quarter of the kinds and of the sites in turn and prints how many of their
sentences are told apart.
"""

import json
import random
import re
import sys
import zlib
from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import chain
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "benchmarks"), str(ROOT / "tools")]

import numpy as np  # noqa: E402
import spam_innocent  # noqa: E402
import train_spam_wording as wording  # noqa: E402
from learn_runs import command_line, regress, rows_by_weight  # noqa: E402

from cleaners.spam.fold import fold_in_place  # noqa: E402
from cleaners.spam.pitches import (  # noqa: E402
    MAX_PITCH_CHARS,
    MIN_PITCH_CHARS,
    TABLE,
    Pitches,
    pitch_runs,
    pitching,
    read_pitches,
)

MIN_KINDS, MIN_SITES = 2, 3
MIN_WEIGHT = 1
STEPS = 200
PENALTY = 0.5
FILLED = 6
INNOCENT_LISTS = 20
FOLDS = 4
_SENTENCE = re.compile(r"[^。！？!?\n]+[。！？!?]*[”」』]?")


class Said(NamedTuple):
    """A sentence or paragraph, folded, and the kind of ware or the site that it comes from."""

    source: str
    text: str


def pitches(shared: Path) -> list[Said]:
    """Return what sellers say."""
    rng = random.Random(3)
    found = [Said(kind, sentence) for kind, sentence in read_sentences()]
    wares = list(chain.from_iterable(wording.offers(shared).values()))
    for line in (ROOT / "benchmarks/spam_doorways.txt").read_text(encoding="utf-8").splitlines()[1:]:
        for _ in range(FILLED):
            filled = "".join(rng.choice(wares) if part == "{" else part for part in line.replace("}", ""))
            found.append(Said(f"template:{line[:8]}", filled))
    return [Said(source, fold_in_place(text)) for source, text in found]


def read_sentences() -> list[tuple[str, str]]:
    """Return (kind, sentence) of the sentences that are put between paragraphs."""
    lines = (ROOT / "benchmarks/spam_pitches.tsv").read_text(encoding="utf-8").splitlines()[1:]
    return [(kind, sentence) for kind, _, sentence in (line.partition("\t") for line in lines)]


def news(shared: Path) -> list[Said]:
    """Return what news says, and innocent lists."""
    found: dict[Said, None] = {}
    for row in map(json.loads, (shared / "pages/manifest.jsonl").read_text(encoding="utf-8").splitlines()):
        site = row.get("site") or row["id"]
        for paragraph in (row["text"] or "").split("\n"):
            sentences = [match.group().strip() for match in _SENTENCE.finditer(paragraph)]
            for text in (paragraph, *sentences):
                found[Said(site, fold_in_place(text))] = None
    found |= {Said(source, text): None for source, text in wording.near_sentences()}
    rng = random.Random(2)
    for name, entry in spam_innocent.ENTRIES.items():
        for _ in range(INNOCENT_LISTS):
            text = rng.choice("、，； ").join(entry(rng) for _ in range(rng.randint(3, 9)))
            found[Said(f"list:{name}", fold_in_place(text))] = None
    return [said for said in found if MIN_PITCH_CHARS <= len(said.text) <= MAX_PITCH_CHARS]


def table_of(sold: Sequence[Said], told: Sequence[Said]) -> str:
    """Return the table of weights: logistic regression with a ridge penalty over the runs of enough kinds or sites."""
    runs = {run: at for at, run in enumerate(sorted(_known(sold, MIN_KINDS) | _known(told, MIN_SITES)))}
    rows: list[int] = []
    columns: list[int] = []
    for at, said in enumerate((*sold, *told)):
        here = [runs[run] for run in pitch_runs(said.text) if run in runs]
        rows += [at] * len(here)
        columns += here
    target = np.zeros(len(sold) + len(told))
    target[: len(sold)] = 1
    weights = regress((np.array(rows), np.array(columns)), target, len(runs), STEPS, PENALTY)
    lines = ["# Runs of characters by how much they speak for a seller's sentence, in tenths of log odds."]
    lines += ["# Learned by tools/train_spam_pitches.py; licence: the project's (Apache-2.0)."]
    return "\n".join((*lines, *rows_by_weight(runs, weights, MIN_WEIGHT))) + "\n"


def _known(sayings: Iterable[Said], least: int) -> set[str]:
    sources: dict[str, set[str]] = defaultdict(set)
    for said in sayings:
        for run in pitch_runs(said.text):
            sources[run].add(said.source)
    return {
        run
        for run, where in sources.items()
        if len(where) >= least and run.strip("0") and not any(map(str.isspace, run))
    }


def learn(sold: Sequence[Said], told: Sequence[Said]) -> Pitches:
    """Return what the sentences teach."""
    return read_pitches(table_of(sold, told))


def check(sold: Sequence[Said], told: Sequence[Said]) -> None:
    """Print how many sentences of kinds left out, and of sites left out, lie above some odds."""
    found: list[float] = []
    false: list[float] = []
    for fold in range(FOLDS):
        table = learn([s for s in sold if _fold(s.source) != fold], [s for s in told if _fold(s.source) != fold])
        found += [pitching(said.text, table) for said in sold if _fold(said.source) == fold]
        false += [pitching(said.text, table) for said in told if _fold(said.source) == fold]
    for least in (-1.0, 0.0, 1.0, 2.0, 3.0, 4.0):
        print(
            f"log odds > {least:4.1f}: {sum(odds > least for odds in found)} of {len(found)} sentences of kinds left out, "
            f"{sum(odds > least for odds in false)} of {len(false)} of sites left out"
        )


def _fold(source: str) -> int:
    return zlib.crc32(source.encode()) % FOLDS


def main() -> None:
    """Read arguments, learn, write the table."""
    asked = command_line(__doc__).parse_args()
    sold, told = pitches(asked.shared), news(asked.shared)
    print(f"{len(sold)} sentences of sellers, {len(told)} of news")
    if asked.check:
        check(sold, told)
        return
    TABLE.write_text(table_of(sold, told), encoding="utf-8")


if __name__ == "__main__":
    main()
