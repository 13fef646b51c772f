"""Learn cleaners/spam/wording.txt and parts.txt: what runs of characters speak for an offer, from phrases of many wares against news pages.

    python tools/train_spam_wording.py path/to/shared [--check]

Phrases are those of the shared pool and of benchmarks/spam_phrases*.json, spam_vice.json, spam_trades.json and spam_wares.tsv, and the
clauses of spam_doorways.txt; against them stand clauses and link texts of shared/pages, site_names.txt, spam_near.txt,
spam_words_of_news.txt and the innocent lists. A run counts
where two kinds of wares, or three sites, have it: the table shall know how things are offered, not what. parts.txt is for parts of
sentences, of which there are many: it is learned a second time, against what the first took for an offer inside of innocent clauses.
`--check` holds out a fifth of the kinds and of the sites in turn and prints how many of their phrases are told from how many of their
clauses.
"""

import random
import sys
import zlib
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from itertools import chain
from operator import add
from pathlib import Path
from typing import TypeAlias

ROOT = Path(__file__).parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "benchmarks"), str(ROOT / "tools")]

import spam  # noqa: E402
import spam_innocent  # noqa: E402
import spam_styles  # noqa: E402
from learn_runs import FEWER_STEPS, STEPS, Clause, command_line, weighed_runs  # noqa: E402

from cleaners.decode import decode  # noqa: E402
from cleaners.parse import parse  # noqa: E402
from cleaners.spam.fold import fold_in_place  # noqa: E402
from cleaners.spam.story import CLAUSE  # noqa: E402
from cleaners.spam.wording import PARTS_TABLE, TABLE, Wording, parts_of, read_wording, selling  # noqa: E402

Table: TypeAlias = Callable[[Mapping[str, Sequence[str]], Sequence[Clause], int], str]
CITIES = "北京 上海 广州 深圳 成都 郑州 西安 武汉 长沙 苏州 济南 东莞 佛山 合肥 天津 昆明 南宁 沈阳 温州 无锡".split()
PHRASES_A_KIND = 200
CLAUSE_CHARS = range(3, 41)
INNOCENT_ENTRIES = 60
# Sentences and names that are nobody's in particular count as those of so many sites.
SOURCES = 40
# What inside of an innocent clause reads like an offer at first, by at least so much, is learned as none.
LEAST_PART_ODDS = -2.0
# Kinds of ware are near where such a share of the phrases of one holds a pair that so many of the other's do, and not so many kinds.
NEAR_SHARE, MIN_NEAR_PHRASES, MAX_NEAR_KINDS = 0.3, 2, 150
PENALTY, PARTS_PENALTY = 3.0, 1.0
FOLDS = 5


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


def near(kinds: Mapping[str, Sequence[str]], held: Collection[str]) -> set[str]:
    """Return the kinds of ware that sell what the `held` kinds do, and those: what is left out must not be learned under another name.

    Of such a kind a third of the phrases holds a pair of characters that several phrases of the held kinds have, and few other kinds.

    >>> kinds = {"a": ["百家乐开户", "百家乐网址"], "b": ["玩百家乐", "真人百家乐"], "c": ["水泵价格", "水泵网址"]}
    >>> sorted(near(kinds, ["a"]))
    ['a', 'b']
    """
    own = Counter(pair for kind in held for phrase in kinds.get(kind, ()) for pair in _pairs(phrase))
    spread = Counter(pair for phrases in kinds.values() for pair in set(chain.from_iterable(map(_pairs, phrases))))
    telling = {pair for pair, count in own.items() if count >= MIN_NEAR_PHRASES and spread[pair] < MAX_NEAR_KINDS}
    return {
        kind
        for kind, phrases in kinds.items()
        if kind in held or sum(not telling.isdisjoint(_pairs(phrase)) for phrase in phrases) > NEAR_SHARE * len(phrases)
    }


def _pairs(phrase: str) -> set[str]:
    return set(map(add, phrase, phrase[1:]))


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


def table_of(kinds: Mapping[str, Sequence[str]], news: Sequence[Clause], steps: int = STEPS) -> str:
    """Return the table that phrases and clauses teach."""
    return weighed_runs(kinds, news, steps, Path(__file__).name, PENALTY)


def parts_table_of(kinds: Mapping[str, Sequence[str]], news: Sequence[Clause], steps: int = STEPS) -> str:
    """Return the table for parts of clauses: what a first one takes for an offer in an innocent clause counts as none."""
    first = read_wording(weighed_runs(kinds, news, FEWER_STEPS, Path(__file__).name, PARTS_PENALTY))
    return weighed_runs(kinds, [*news, *likeliest_parts(news, first)], steps, Path(__file__).name, PARTS_PENALTY)


def learn(
    kinds: Mapping[str, Sequence[str]], news: Sequence[Clause], steps: int = FEWER_STEPS, of: Table = table_of
) -> Wording:
    """Return the wording that the phrases and clauses teach."""
    return read_wording(of(kinds, news, steps))


def likeliest_parts(news: Sequence[Clause], wording: Wording) -> list[Clause]:
    """Return of each clause the part that reads most like an offer, where one does at all."""
    found: dict[Clause, None] = {}
    for clause in news:
        parts = parts_of(clause.text, wording, LEAST_PART_ODDS)
        part = max((part for part in parts if part.end - part.start < len(clause.text)), default=None)
        if part and not clause.text.isascii():
            found[Clause(clause.site, clause.text[part.start : part.end])] = None
    return list(found)


def cross_fitted(
    shared: Path,
    every: int = 1,
    steps: int = FEWER_STEPS,
    of: Table = table_of,
    kinds: Mapping[str, Sequence[str]] | None = None,
) -> list[Wording]:
    """Return for each fold what a kind of table learns without the fold's kinds of wares (all, if none are given) and its sites."""
    kinds, news = kinds or offers(shared), clauses(shared, every)
    return [
        learn(
            {kind: phrases for kind, phrases in kinds.items() if fold_of(kind) != fold},
            [clause for clause in news if fold_of(clause.site) != fold],
            steps,
            of,
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
    """Read arguments, learn, write the tables."""
    asked = command_line(__doc__).parse_args()
    kinds, news = offers(asked.shared), clauses(asked.shared)
    print(f"{sum(map(len, kinds.values()))} phrases of {len(kinds)} kinds, {len(news)} clauses")
    if asked.check:
        check(kinds, news)
        return
    TABLE.write_text(table_of(kinds, news), encoding="utf-8")
    PARTS_TABLE.write_text(parts_table_of(kinds, news), encoding="utf-8")


if __name__ == "__main__":
    main()
