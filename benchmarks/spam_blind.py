"""The blind set: wares and ways that nothing was learned from and no rule was tuned on.

    python benchmarks/spam_blind.py [../shared] [--every N] [--turn N] [--minutes N] [--detectors full,core]

Ways of injecting of its own, beside a few of the shared injector for comparison; phrases of spam_blind.tsv. Whoever tunes a rule
on what this prints writes new wares and ways first.
"""

import argparse
import math
import random
import sys
from pathlib import Path
from types import ModuleType

ROOT = Path(__file__).parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "benchmarks")]

import spam  # noqa: E402
import spam_styles  # noqa: E402

Edits = list[tuple[int, int, bytes]]
Injected = tuple[Edits, list[str]]
POOL = "blind"
KNOWN_STYLES = (
    "tail_pipe_text", "tail_links", "pseudo_path_cloud", "inline_hidden", "article_plain", "article_block_links",
    "own_sold_links", "own_words_in_sentences", "own_doorway",
)  # fmt: skip
SENTENCES = (
    "{0}就找老字号，{1}不踩坑，电话同微信一三八开头。",
    "身边好几个朋友都问我{0}，这里统一回复：{1}点头像进主页。",
    "{0}，{1}，现在下单立省一半，错过再等一年。",
    "今年最火的{0}来了，{1}支持验货，全国包送到家。",
    "很多人不知道{0}其实有门道，内行都选{1}，速来围观。",
)


class Blind:
    """The ways, over the places of the injector they extend."""

    def __init__(self, module: ModuleType) -> None:
        self._inject = module

    def _words(self, rng: random.Random, low: int, high: int) -> list[str]:
        return list(self._inject.phrases(rng, POOL, rng.randint(low, high), mix=0.0))

    def _at(self, offset: int, markup: str, charset: str) -> Edits:
        return [(offset, 0, markup.encode(charset, "xmlcharrefreplace"))]

    def _gap(self, page: bytes, charset: str, rng: random.Random) -> tuple[int, str]:
        gaps, kind = self._inject.body_gaps(page, charset)
        if not gaps:
            raise self._inject.NotApplicable("no body gap")
        return rng.choice(gaps), kind

    def _between(self, page: bytes, charset: str, rng: random.Random, inner: str) -> Edits:
        offset, kind = self._gap(page, charset, rng)
        return self._at(offset, f"<p>{inner}</p>" if kind == "p" else f"{inner}<br>", charset)

    def style_blind_hashtags(self, page: bytes, charset: str, rng: random.Random, _pool: str) -> Injected:
        words = self._words(rng, 5, 15)
        return self._between(page, charset, rng, " ".join(f"#{word}" for word in words)), words

    def style_blind_circled(self, page: bytes, charset: str, rng: random.Random, _pool: str) -> Injected:
        words = self._words(rng, 4, 9)
        text = "".join(f"{chr(0x2460 + at)}{word}" for at, word in enumerate(words))
        return self._between(page, charset, rng, text), words

    def style_blind_pictures(self, page: bytes, charset: str, rng: random.Random, _pool: str) -> Injected:
        """Phrases parted by pictures."""
        words = self._words(rng, 6, 20)
        text = rng.choice("🔥✅👉").join(words)
        return self._at(self._inject._body_close(page), f"<section>{text}</section>", charset), words

    def style_blind_terms(self, page: bytes, charset: str, rng: random.Random, _pool: str) -> Injected:
        words = self._words(rng, 6, 16)
        rows = "".join(f"<dt>{word}</dt><dd>QQ{rng.randint(10**7, 10**9)}</dd>" for word in words)
        return self._at(self._inject._body_close(page), f"<dl>{rows}</dl>", charset), words

    def style_blind_table_in_story(self, page: bytes, charset: str, rng: random.Random, _pool: str) -> Injected:
        offset, _ = self._gap(page, charset, rng)
        words = self._words(rng, 6, 12)
        cells = "".join(f"<td>{word}</td>" + ("</tr><tr>" if at % 2 else "") for at, word in enumerate(words))
        return self._at(offset, f"<table><tr>{cells}</tr></table>", charset), words

    def style_blind_semicolons(self, page: bytes, charset: str, rng: random.Random, _pool: str) -> Injected:
        words = self._words(rng, 5, 14)
        return self._between(page, charset, rng, "；".join(words)), words

    def style_blind_heading(self, page: bytes, charset: str, rng: random.Random, _pool: str) -> Injected:
        words = self._words(rng, 3, 6)
        return self._at(
            self._inject._body_open(page), f"<header><b>{'&nbsp;'.join(words)}</b></header>", charset
        ), words

    def style_blind_folded(self, page: bytes, charset: str, rng: random.Random, _pool: str) -> Injected:
        words = self._words(rng, 6, 20)
        inner = "".join(f"<p>{self._inject._a(word, rng)}</p>" for word in words)
        markup = f"<details><summary>更多</summary>{inner}</details>"
        return self._at(self._inject._body_close(page), markup, charset), words

    def style_blind_two_a_line(self, page: bytes, charset: str, rng: random.Random, _pool: str) -> Injected:
        words = self._words(rng, 6, 16)
        lines = [" ".join(words[at : at + 2]) for at in range(0, len(words), 2)]
        return self._at(self._inject._body_close(page), f"<div>{'<br>'.join(lines)}</div>", charset), words

    def style_blind_sentences(self, page: bytes, charset: str, rng: random.Random, _pool: str) -> Injected:
        texts = [rng.choice(SENTENCES).format(*self._words(rng, 2, 2)) for _ in range(rng.randint(1, 3))]
        return self._between(page, charset, rng, "".join(texts)), texts


def load(shared: Path) -> ModuleType:
    """Return the injector with the blind set's pool and ways added."""
    module = spam_styles.load(shared / "inject/inject.py")
    spam_styles.add_pool(module, POOL, spam_styles.read_wares("spam_blind.tsv"))
    spam_styles.register(module, Blind(module))
    return module


def main() -> None:
    """Judge and print."""
    cli = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    cli.add_argument("shared", type=Path, nargs="?", default=ROOT.parent / "shared")
    cli.add_argument("--every", type=int, default=1)
    cli.add_argument("--turn", type=int, default=5)
    cli.add_argument("--minutes", type=float, default=math.inf)
    cli.add_argument("--detectors", default="full,core")
    cli.add_argument("--examples", type=int, default=0)
    asked = cli.parse_args()
    using = {name: detector for name, detector in spam.detectors().items() if name in asked.detectors.split(",")}
    module = load(asked.shared)
    styles = [*(style for style in sorted(module.STYLES) if style.startswith("blind_")), *KNOWN_STYLES]
    choice = spam.Choice(styles, [POOL], asked.every, turn=asked.turn, seconds=60 * asked.minutes)
    scores = spam.judge(asked.shared, using, choice, module)
    spam.show(scores)
    spam.show_examples(scores, asked.examples)


if __name__ == "__main__":
    main()
