"""How well and how fast repeated stories are found.

`benchmarks/dedup.py quality FOLDER` reads the records of an output folder, makes altered copies of every story, and counts
which are found: recall and precision by kind of copy, CPU time and bytes of index a text. `--stories N` adds stories made
of the folder's own characters by a Markov chain of the second order, so that unlike stories still look like news.
`benchmarks/dedup.py scale N` fills an index with N texts drawn by chance and compares the cost of the next ones with that in an
empty index, in turns.
"""

import argparse
import json
import random
import re
import tempfile
import time
from array import array
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from pathlib import Path

from cleaners.simplify import simplify
from pipeline.dedup.index import DuplicateIndex
from pipeline.dedup.postings import MOVE_ROWS
from pipeline.dedup.signature import Signature, signature
from pipeline.reader import read_lines

MIN_CHARS = 100
SHARD_TEXTS = 4096
TURNS = 20_000
# Twenty bands, a digest, and the sentences of a text of 800 characters.
ROWS_A_TEXT = 35


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    verbs = parser.add_subparsers(dest="verb", required=True)
    quality = verbs.add_parser("quality")
    quality.add_argument("folder", type=Path)
    quality.add_argument("--stories", type=int, default=0)
    scale = verbs.add_parser("scale")
    scale.add_argument("texts", type=int)
    arguments = parser.parse_args()
    if arguments.verb == "quality":
        measure_quality(arguments.folder, arguments.stories)
    else:
        measure_scale(arguments.texts)


def stories_of(folder: Path) -> list[str]:
    """Return the texts of a folder's records that are no copies of each other."""
    records = (json.loads(line) for shard in sorted((folder / "articles").iterdir()) for line in read_lines(shard))
    return [record["text"] for record in records if not record["dup_of"] and record["n_chars"] >= MIN_CHARS]


def invented(texts: list[str], count: int, rng: random.Random) -> Iterator[str]:
    """Yield stories whose every three characters stand together somewhere in the texts."""
    followers: dict[str, list[str]] = defaultdict(list)
    for text in texts:
        for at in range(len(text) - 2):
            followers[text[at : at + 2]].append(text[at + 2])
    starts = [text[:2] for text in texts]
    for _ in range(count):
        story = rng.choice(starts)
        wanted = rng.choice((150, 300, 500, 800, 1200, 2500))
        while len(story) < wanted or story[-1] != "。":
            story += rng.choice(followers.get(story[-2:]) or ["。"]) if len(story) < 2 * wanted else "。"
        yield story


def traditional(text: str) -> str:
    """Return the text as the record of its copy in traditional characters has it."""
    from opencc import OpenCC  # the design card's converter, here the other way round

    global _TO_TRADITIONAL  # noqa: PLW0603  (its tables take a second to load)
    _TO_TRADITIONAL = _TO_TRADITIONAL or OpenCC("s2t").convert
    return simplify(_TO_TRADITIONAL(text))


_TO_TRADITIONAL: Callable[[str], str] | None = None


def altered(text: str, others: list[str], alphabet: str, rng: random.Random) -> Iterator[tuple[str, str]]:
    """Yield copies of a story with the name of what was done to it."""
    tenth = max(1, len(text) // 10)
    edited = "".join(rng.choice(alphabet) if rng.random() < 0.03 else character for character in text)
    paragraphs = text.split("\n")
    yield "the same", text
    yield "other punctuation", text.replace("，", ",").replace("“", "「").replace("”", "」").replace("\n", "\n\n")
    yield "head cut", text[rng.randrange(1, tenth + 1) :]
    yield "tail cut", text[: -rng.randrange(1, tenth + 1)]
    yield "head and tail cut", text[rng.randrange(1, tenth + 1) : -rng.randrange(1, tenth + 1)]
    yield "3 % of characters edited", edited
    yield (
        "re-titled, with a credit",
        f"本报综合消息\n{text}\n（本文由{rng.choice(alphabet)}{rng.choice(alphabet)}报道，转载请注明出处）",
    )
    yield "traditional", traditional(text)
    yield "traditional, edited, cut", traditional(edited)[tenth // 2 :]
    if len(paragraphs) > 3:
        yield "a paragraph left out", "\n".join(paragraphs[:2] + paragraphs[3:])
    yield "round-up that holds it", "\n".join((*rng.sample(others, 3), text, *rng.sample(others, 2)))


def measure_quality(folder: Path, count: int) -> None:
    rng = random.Random(20260101)
    real = stories_of(folder)
    texts = real + list(invented(real, count, rng))
    alphabet = "".join(sorted(set(re.findall("[\u4e00-\u9fff]", "".join(real)))))
    padding = list(invented(real, 60, rng))
    stream = [
        (name, number, copy)
        for number, text in enumerate(texts)
        for name, copy in altered(text, padding, alphabet, rng)
    ]
    rng.shuffle(stream)
    # First tellings come first, and stand apart, so that whatever they are called is wrong.
    stream = [("original", number, text) for number, text in enumerate(texts)] + stream
    with tempfile.TemporaryDirectory() as scratch:
        report(stream, Path(scratch) / "index.sqlite")


def report(stream: list[tuple[str, int, str]], path: Path) -> None:
    index = DuplicateIndex(path, frozenset(("exact", "near", "contained")))
    found: dict[str, Counter[str]] = defaultdict(Counter)
    wrong = []
    started = time.process_time()
    for at, (name, number, text) in enumerate(stream):
        copy = index.judge(signature(text), f"{number}", at // SHARD_TEXTS)
        verdict = "missed" if not copy.of else "right" if copy.of == str(number) and name != "original" else "wrong"
        found[name][verdict] += 1
        if verdict == "wrong":
            wrong.append((name, number, copy))
    seconds = time.process_time() - started
    index.commit()
    index.close()
    originals = found.pop("original")
    for name, verdicts in found.items():
        print(f"{name:28s} recall {verdicts['right'] / verdicts.total():.4f} of {verdicts.total():,}")
    total = sum(found.values(), Counter[str]())
    called = total["right"] + total["wrong"] + originals["wrong"]
    print(f"{'all':28s} recall {total['right'] / total.total():.4f} of {total.total():,}")
    print(
        f"precision {total['right'] / called:.4f} of {called:,} labels ({originals['wrong']} on {originals.total():,} originals)"
    )
    mean = sum(len(text) for _, _, text in stream) / len(stream)
    print(f"{len(stream) / seconds:,.0f} texts a CPU second, {mean:,.0f} characters on average")
    print(f"{path.stat().st_size / originals.total():,.0f} bytes a story")
    for name, number, copy in wrong[:10]:
        print(f"  wrong: {name} of {number} was called {copy}")


def measure_scale(texts: int) -> None:
    """Take turns between an empty index and one of so many texts, so that both see the same machine."""
    rng = random.Random(1)
    with tempfile.TemporaryDirectory() as scratch:
        small, large = (DuplicateIndex(Path(scratch) / name) for name in ("small", "large"))
        filled = time.process_time()
        fill(large, texts, rng)
        print(f"{texts:,} texts written in {time.process_time() - filled:.0f} CPU seconds", flush=True)
        spent: Counter[str] = Counter()
        recent: list[Signature] = []
        for number in range(TURNS):
            drawn = _near_copy(rng.choice(recent), rng) if recent and number % 20 == 19 else _drawn(rng)
            recent = [*recent[-99:], drawn]
            for name, index in (("small", small), ("large", large)):
                started = time.process_time()
                index.judge(drawn, f"zn1_{number:026d}", 1_000_000)
                if number % SHARD_TEXTS == SHARD_TEXTS - 1:
                    index.commit()
                spent[name] += time.process_time() - started
            if number % (TURNS // 4) == TURNS // 4 - 1:
                each = {name: f"{seconds / TURNS * 4e6:.0f} us" for name, seconds in spent.items()}
                print(f"{number + 1:,} more texts: {each} CPU a text", flush=True)
                spent.clear()
        started = time.process_time()
        large._postings._fresh += max(
            MOVE_ROWS, large._postings._settled
        )  # a run does it once in 60,000 texts or an eighth
        large.commit()
        print(f"moving the new rows to {texts:,} texts: {time.process_time() - started:.1f} CPU seconds")
        size = (Path(scratch) / "large").stat().st_size
        print(f"{size / (texts + TURNS):,.0f} bytes a text")
        small.close()
        large.close()


def fill(index: DuplicateIndex, texts: int, rng: random.Random) -> None:
    """Write the rows of so many texts in the order of their hashes, as they stand once they have settled."""
    base = index._base
    rows = texts * ROWS_A_TEXT
    step = (1 << 48) // rows
    base.executemany(
        "insert into settled values (?, ?)",
        ((number * step + rng.randrange(step) - (1 << 47), rng.randrange(texts)) for number in range(rows)),
    )
    base.executemany(
        "insert into doc (shard, id, level, sentences, sketch) values (?, ?, 0, 14, ?)",
        ((number // SHARD_TEXTS, f"zn1_{number:026d}", rng.randbytes(100)) for number in range(texts)),
    )
    index._postings._settled = rows
    index.commit()
    base.execute("commit")
    base.execute("pragma wal_checkpoint(truncate)")
    base.execute("begin")


def _drawn(rng: random.Random) -> Signature:
    sentences = rng.choice((4, 8, 15, 30))
    return Signature(
        rng.getrandbits(63), 800, tuple(_hashes(rng, 20)), rng.randbytes(100), tuple(sorted(_hashes(rng, sentences)))
    )


def _near_copy(found: Signature, rng: random.Random) -> Signature:
    bands = (*found.bands[:8], *_hashes(rng, 12))
    return Signature(rng.getrandbits(63), 800, bands, found.sketch[:75] + rng.randbytes(25), found.sentences)


def _hashes(rng: random.Random, count: int) -> Iterator[int]:
    return (value >> 16 for value in array("q", rng.randbytes(8 * count)))


if __name__ == "__main__":
    main()
