"""How much injected spam is found, and what else is harmed: by style, pool of phrases and detector.

    python benchmarks/spam.py [../shared] [--every N] [--turn N] [--minutes N] [--styles A,B] [--pools A,own] [--detectors full,core]

The pages of shared/pages that give an article are injected with N styles each, in turn, so that each style and pool meets
other pages (`--turn 0`: with every style and pool). With `--minutes` no page is begun after that time: the pages come in an
order of their own, of which any beginning is a fair sample. Counted are letters and digits of the seen
text: `recall` is the share of injected ones that stand in spans of stage "spam", `gone` the share that is not in the article,
`precision` the share of what those spans hold that was injected (headings of an injected block count neither way). `left` is
the share of pages with any injected phrase in a field of the record. `untouched` judges the pages as they are.
Detectors: full; core (no lexicon); lexicon (no core). spam_held_out.py judges with weights learned without the page's site.
"""

import argparse
import gzip
import itertools
import json
import math
import random
import re
import sys
import time
import zlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from types import ModuleType
from typing import Any

ROOT = Path(__file__).parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "benchmarks")]

import spam_styles  # noqa: E402
from spam_more_styles import INNOCENT_HEADINGS, NAMES  # noqa: E402

from cleaners.clean import Options, clean_document  # noqa: E402
from cleaners.decode import Decoded, decode  # noqa: E402
from cleaners.dom import Document  # noqa: E402
from cleaners.parse import parse  # noqa: E402
from cleaners.spam import Detector, Lexicon, default_detector  # noqa: E402
from cleaners.values import Article, Outcome, Stage  # noqa: E402

# Nothing of these is seen as text: they are counted by what reaches the record.
UNSEEN_STYLES = frozenset(("js_write", "comment", "tkd_hijack"))
# What stands beside injected phrases in an injected block and says nothing.
NEUTRAL = frozenset(
    (*INNOCENT_HEADINGS, *NAMES, *"热门关键词 相关搜索 热门标签 猜你喜欢 最新资讯 网站地图 友情链接 网友评论".split())
)
# Pages of the collection that were injected before they came into it: nobody knows where their spam ends.
ALREADY_INJECTED = frozenset(("gne-t-njxfhn-1", "lwk-4915b83a", "lwk-7508bd96"))
MIN_PHRASE_CHARS = 4


@dataclass(slots=True)
class Score:
    """Sums over pages; characters are letters and digits."""

    pages: int = 0
    injected: int = 0
    marked: int = 0
    gone: int = 0
    cut: int = 0
    wrong: int = 0
    left: int = 0
    no_article: int = 0
    examples: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Source:
    """Bytes as a source of the cleaner."""

    body: bytes
    url: str
    media: str = "html"
    content_type: str = ""
    fetched: None = None


def pages(shared: Path, every: int = 1) -> Iterator[tuple[dict[str, Any], bytes]]:
    """Yield the manifest row and the bytes of every N-th page, without those that carry spam of their own."""
    lines = (shared / "pages/manifest.jsonl").read_text(encoding="utf-8").splitlines()
    rows = [row for row in map(json.loads, lines) if row["id"] not in ALREADY_INJECTED]
    for row in rows[::every]:
        data = (shared / "pages" / row["file"]).read_bytes()
        yield row, gzip.decompress(data) if data[:2] == b"\x1f\x8b" else data


def detectors() -> dict[str, Detector]:
    """Return the detectors to compare."""
    full = default_detector()
    return {"full": full, "core": Detector(Lexicon(()), full.weights), "lexicon": Detector(full.lexicon, None)}


class Page:
    """A page untouched, read once, and what each detector makes of it."""

    def __init__(self, row: Mapping[str, Any], body: bytes, using: Mapping[str, Detector]) -> None:
        self.row, self.body = row, body
        self.source = Source(body, row["url"] or "")
        self.decoded = decode(body, "")
        self.document = parse(self.decoded.text)
        self.outcomes = {name: outcome(self.document, self.decoded, self.source, one) for name, one in using.items()}
        self.texts = Counter(block.text for block in self.document.blocks)

    def injected(self, inject: ModuleType, style: str, pool: str) -> tuple[Document, Decoded, list[str]] | None:
        """Return the page under one style, its encoding and the phrases; None where the style has no place on it."""
        rng = random.Random(zlib.crc32(f"{style}/{pool}/bench/{self.row['id']}".encode()))
        try:
            changed, phrases = inject.inject(self.body, style, rng, pool)
        except inject.NotApplicable:
            return None
        decoded = decode(changed, "")
        return parse(decoded.text), decoded, [" ".join(phrase.split()) for phrase in phrases]


def outcome(document: Document, decoded: Decoded, source: Source, detector: Detector) -> Outcome:
    """Return what the cleaner makes of a page that was read already."""
    return clean_document(document, decoded, source, Options(detector=detector))


def truth(page: Page, document: Document, phrases: Sequence[str]) -> bytearray:
    """Return 1 for each character of the seen text that was injected, 2 where it says nothing, 0 else."""
    mask = bytearray(len(document.seen))
    known = Counter(page.texts)
    find = re.compile("|".join(map(re.escape, sorted(set(phrases), key=len, reverse=True))))
    for block in document.blocks:
        if known[block.text]:
            known[block.text] -= 1
            continue
        if block.text in NEUTRAL:
            mask[block.start : block.end] = b"\2" * len(block.text)
        for match in find.finditer(block.text):
            start, end = block.start + match.start(), block.start + match.end()
            mask[start:end] = b"\1" * (end - start)
    return mask


def add(score: Score, page: Page, name: str, document: Document, found: Outcome, phrases: Sequence[str]) -> None:
    """Add one injected page to the sums of one detector."""
    score.pages += 1
    # A story that stood in a script is read into a document of its own, whose offsets are others.
    if not isinstance(found, Article) or found.seen() != document.seen:
        score.no_article += 1
        return
    before = page.outcomes[name]
    usual = (
        Counter(span.text for span in before.removed if span.stage is Stage.SPAM)
        if isinstance(before, Article)
        else Counter[str]()
    )
    mask = truth(page, document, phrases)
    letters = [character.isalnum() and character != "丨" for character in document.seen]
    inside = bytearray(len(mask))
    kept = bytearray(b"\1" * len(mask))
    for span in found.removed:
        size = span.end - span.start
        kept[span.start : span.end] = bytes(size)
        if span.stage is Stage.SPAM and not usual[span.text]:
            inside[span.start : span.end] = b"\1" * size
    rows = [(t, i, k) for t, i, k, is_letter in zip(mask, inside, kept, letters, strict=True) if is_letter]
    injected = sum(t == 1 for t, _, _ in rows)
    marked = sum(t == 1 and i for t, i, _ in rows)
    wrong = sum(t == 0 and i for t, i, _ in rows)
    score.injected += injected
    score.marked += marked
    score.gone += sum(t == 1 and not k for t, _, k in rows)
    score.wrong += wrong
    score.cut += marked + wrong
    left = leaked(found, before, phrases)
    score.left += bool(left)
    if left or wrong or marked < injected:
        score.examples.append(f"{page.row['id']} {marked}/{injected} wrong {wrong} left {left[:3]}")


def leaked(found: Article, before: Outcome, phrases: Sequence[str]) -> list[str]:
    """Return the phrases that stand in a field of the record and did not without the injection."""

    def fields(article: Article) -> str:
        return _letters(
            "\n".join((article.title, article.as_published, article.author, article.outlet, article.editor))
        )

    after, usual = fields(found), fields(before) if isinstance(before, Article) else ""
    return [p for p in phrases if len(word := _letters(p)) >= MIN_PHRASE_CHARS and word in after and word not in usual]


def _letters(text: str) -> str:
    return "".join(filter(str.isalnum, text))


def harm(page: Page, found: Outcome) -> tuple[int, int, list[str]]:
    """Return letters of the gold text, how many of them spam spans took from the untouched page, and all such spans."""
    gold = _letters(page.row["text"] or "")
    if not isinstance(found, Article):
        return len(gold), 0, []
    lost, spans = 0, []
    for span in found.removed:
        if span.stage is not Stage.SPAM:
            continue
        spans.append(f"{span.rule} {span.score:.2f} {span.text[:150]!r}")
        lost += sum(len(line) for line in map(_letters, span.text.split("\n")) if len(line) > 2 and line in gold)
    return len(gold), lost, spans


@dataclass(frozen=True, slots=True)
class Choice:
    """What to judge: styles (all without any), pools of phrases, every N-th page, of one fold of sites (-1: all).

    `turn` is the number of styles a page is injected with, one pool each (0: every style with every pool); `seconds` is the
    time after which no page is begun.
    """

    styles: Sequence[str]
    pools: Sequence[str]
    every: int = 1
    fold: int = -1
    turn: int = 0
    seconds: float = math.inf

    def cases(self, number: int, styles: Sequence[str]) -> Iterator[tuple[str, str]]:
        """Yield the styles and pools for the page of this number."""
        if not self.turn:
            yield from itertools.product(styles, self.pools)
            return
        for at in range(number * self.turn, (number + 1) * self.turn):
            yield styles[at % len(styles)], self.pools[at // len(styles) % len(self.pools)]


FOLDS = 5


def judge(
    shared: Path, using: Mapping[str, Detector], choice: Choice, injector: ModuleType | None = None
) -> dict[str, dict[str, Score]]:
    """Return detector/pool -> style -> score, and print what untouched pages lose."""
    inject = injector or spam_styles.load(shared / "inject/inject.py")
    begin = time.monotonic()
    wanted = list(choice.styles) or sorted(inject.STYLES)
    scores: dict[str, dict[str, Score]] = defaultdict(lambda: defaultdict(Score))
    harmed = {name: [0, 0, 0] for name in using}
    chosen = [each for each in pages(shared, choice.every) if choice.fold in (-1, fold_of(each[0]["site"]))]
    chosen.sort(key=lambda each: zlib.crc32(each[0]["id"].encode()))
    for number, (row, body) in enumerate(chosen):
        if time.monotonic() - begin > choice.seconds:
            print(f"time is up: {number} of {len(chosen)} pages judged")
            break
        page = Page(row, body, using)
        for name, found in page.outcomes.items():
            gold, lost, spans = harm(page, found)
            harmed[name] = [harmed[name][0] + gold, harmed[name][1] + lost, harmed[name][2] + bool(spans)]
            for span in spans if name == "full" else ():
                print(f"untouched {row['id']} {span}", file=sys.stderr)
        if not any(isinstance(found, Article) for found in page.outcomes.values()):
            continue
        for style, pool in choice.cases(number, wanted):
            made = page.injected(inject, style, pool)
            if made is None:
                continue
            document, decoded, phrases = made
            for name, detector in using.items():
                found = outcome(document, decoded, page.source, detector)
                add(scores[f"{name}/{pool}"][style], page, name, document, found, phrases)
    for name, (gold, lost, count) in harmed.items():
        print(
            f"untouched {name}: {lost} of {gold} body characters lost ({lost / max(1, gold):.4%}), spans on {count} pages"
        )
    return scores


def fold_of(site: str | None) -> int:
    """Return the fold that a site belongs to."""
    return zlib.crc32((site or "").encode()) % FOLDS


def show(scores: Mapping[str, Mapping[str, Score]]) -> None:
    """Print a table a detector and pool."""
    for name, by_style in scores.items():
        print(f"\n{name:<26} pages recall  gone   prec.  left  none")
        for style, s in [*by_style.items(), ("all", total(by_style.values()))]:
            pages_read = max(1, s.pages - s.no_article)
            print(
                f"{style:<26} {s.pages:5} {_share(s.marked, s.injected)} {_share(s.gone, s.injected)} "
                f"{_share(s.cut - s.wrong, s.cut)} {s.left / pages_read:6.3f} {s.no_article:4}"
            )


def _share(part: int, whole: int) -> str:
    return f"{part / whole:6.4f}" if whole else "     -"


def total(scores: Iterable[Score]) -> Score:
    """Return the sums of several scores."""
    summed = Score()
    for score in scores:
        for name in ("pages", "injected", "marked", "gone", "cut", "wrong", "left", "no_article"):
            setattr(summed, name, getattr(summed, name) + getattr(score, name))
    return summed


def arguments() -> argparse.Namespace:
    """Return what the command line asks for."""
    cli = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    cli.add_argument("shared", type=Path, nargs="?", default=ROOT.parent / "shared")
    cli.add_argument("--every", type=int, default=1, help="only every N-th page")
    cli.add_argument("--turn", type=int, default=9, help="styles a page, in turn; 0: every style with every pool")
    cli.add_argument("--minutes", type=float, default=math.inf, help="begin no page after this time")
    cli.add_argument("--styles", default="", help="comma-separated; all without")
    cli.add_argument("--pools", default="A,own,unseen")
    cli.add_argument("--detectors", default="full,core,lexicon")
    cli.add_argument("--examples", type=int, default=0, help="show N pages a style that are not perfect")
    return cli.parse_args()


def main() -> None:
    """Judge and print."""
    asked = arguments()
    using = {name: detector for name, detector in detectors().items() if name in asked.detectors.split(",")}
    styles = [style for style in asked.styles.split(",") if style]
    choice = Choice(
        styles,
        asked.pools.split(","),
        asked.every,
        turn=asked.turn and min(asked.turn, len(styles) or asked.turn),
        seconds=60 * asked.minutes,
    )
    scores = judge(asked.shared, using, choice)
    show(scores)
    show_examples(scores, asked.examples)


def show_examples(scores: Mapping[str, Mapping[str, Score]], count: int) -> None:
    """Print some pages a style that are not perfect."""
    for name, by_style in scores.items():
        for style, score in by_style.items():
            for example in score.examples[:count]:
                print(f"{name} {style} {example}")


if __name__ == "__main__":
    main()
