"""Injection styles and phrases of our own, added to the shared injector: what it does not have, and words it does not know.

`load(path)` returns the injector's module with these added: pools "own", "kin", "unseen" and "wares" (phrases of ours, more
separators), pools of one class each ("video", "own:loan", "wares:tea"), and the styles below. Each style returns edits and
spam texts as the injector's own do.
"""

import importlib.util
import json
import random
import re
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path
from types import ModuleType

import spam_more_styles

HERE = Path(__file__).parent
# "kin" and "unseen" are never learned from by the core. The lexicon was compiled after both were written and has words for
# most of what they sell: only a detector without lexicon judges them blind.
OWN_POOLS = {"own": "spam_phrases.json", "kin": "spam_phrases_kin.json", "unseen": "spam_phrases_unseen.json"}
WARES = "spam_wares.tsv"
WHOLE = {"vice": "spam_vice.json", "trades": "spam_trades.json"}

Edits = list[tuple[int, int, bytes]]
Style = Callable[[bytes, str, random.Random, str], tuple[Edits, list[str]]]

SEPARATORS = ["|", "_", ",", " ", "| ", " | ", "、", "-", "·", "/", "丨", "，", "\u3000", " - ", "★", "【】", ";"]
DOORWAY = (
    "欢迎来到{0}，本站为您提供{1}、{2}等最新服务，注册即送彩金。",
    "{0}是一家专业的{1}网站，提供最全的{2}，欢迎收藏本站网址。",
    "想了解更多{0}请加客服微信，{1}24小时在线，信誉保证。",
    "小编今天给大家介绍{0}和{1}，玩家可以免费下载{2}体验。",
    "最新{0}免费提供{1}，每天更新{2}，请点击进入。",
    "{0}官方网站为广大用户提供{1}、{2}，安全稳定，值得信赖。",
)


def load(path: Path) -> ModuleType:
    """Return the injector at `path` with the pools and styles of this module added."""
    spec = importlib.util.spec_from_file_location("inject", path)
    if spec is None or spec.loader is None:
        raise FileNotFoundError(f"no injector at {path}")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    tables = own_tables()
    for pool, own in tables.items():
        module._PH[pool] = {name: _combined(parts) for name, parts in own.items()}
    single = {name: ("A", name) for name in module._PH["A"]}
    single |= {f"{pool}:{name}": (pool, name) for pool in ("own", "wares", *WHOLE) for name in module._PH[pool]}
    for pool, (source, name) in single.items():
        module._PH[pool] = {name: module._PH[source][name]}
    module.LEARNED_POOLS = tuple(name for name, (source, _) in single.items() if source != "trades")
    for pool in (*tables, *single):
        module.CLASSES[pool] = sorted(module._PH[pool])
        module.SEPS[pool] = module.SEPS["A"] if pool in single and single[pool][0] == "A" else SEPARATORS
    for styles in (_Own(module), spam_more_styles.More(module)):
        register(module, styles)
    return module


def own_tables() -> dict[str, dict[str, dict[str, list[str]]]]:
    """Return pool -> kind of ware -> its "heads", "tails" (any head goes with any tail) and "whole" phrases."""
    tables = {pool: json.loads((HERE / table).read_text(encoding="utf-8")) for pool, table in OWN_POOLS.items()}
    tables["wares"] = read_wares(WARES)
    for pool, name in WHOLE.items():
        kinds = json.loads((HERE / name).read_text(encoding="utf-8"))
        tables[pool] = {kind: {"heads": [], "tails": [], "whole": phrases} for kind, phrases in kinds.items()}
    return tables


def read_wares(name: str) -> dict[str, dict[str, list[str]]]:
    """Return kind of ware -> its "heads", "tails" and "whole" phrases, from a table of this folder."""
    rows = [line.split("\t") for line in lines_of(name)]
    return {
        row[0]: dict(zip(("heads", "tails", "whole"), (words.split(" ") for words in row[1:]), strict=True))
        for row in rows
    }


def add_pool(module: ModuleType, pool: str, kinds: dict[str, dict[str, list[str]]]) -> None:
    """Add a pool of phrases to the injector."""
    module._PH[pool] = {name: _combined(parts) for name, parts in kinds.items()}
    module.CLASSES[pool] = sorted(kinds)
    module.SEPS[pool] = SEPARATORS


def register(module: ModuleType, styles: object) -> None:
    """Add to the injector's styles the methods of `styles` that are named for one."""
    for name in dir(styles):
        if name.startswith("style_"):
            module.STYLES[name.removeprefix("style_")] = getattr(styles, name)


@lru_cache(maxsize=1)
def outlets() -> tuple[str, ...]:
    """Return names of media that do not exist."""
    return tuple(lines_of("spam_outlets.txt"))


def lines_of(name: str) -> list[str]:
    """Return the lines of a table of this folder, without the comments."""
    return [line for line in (HERE / name).read_text(encoding="utf-8").splitlines() if not line.startswith("#")]


def _combined(parts: dict[str, list[str]]) -> list[str]:
    return [head + tail for head in parts["heads"] for tail in parts["tails"]] + parts["whole"]


class _Own:
    """The styles, over the places and phrases of the injector they extend."""

    def __init__(self, module: ModuleType) -> None:
        self._inject = module

    def _phrases(self, rng: random.Random, pool: str, low: int, high: int) -> list[str]:
        return list(self._inject.phrases(rng, pool, rng.randint(low, high)))

    def _bytes(self, text: str, charset: str) -> bytes:
        return text.encode(charset, "xmlcharrefreplace")

    def style_own_marquee(self, page: bytes, charset: str, rng: random.Random, pool: str) -> tuple[Edits, list[str]]:
        words = self._phrases(rng, pool, 4, 25)
        inner = " ".join(self._inject._a(word, rng, ext=True) for word in words)
        markup = f'<marquee height="1" width="5" scrollamount="3000">{inner}</marquee>'
        at = rng.choice([self._inject._body_open(page), self._inject._body_close(page)])
        return [(at, 0, self._bytes(markup, charset))], words

    def style_own_junk_screen(
        self, page: bytes, charset: str, rng: random.Random, pool: str
    ) -> tuple[Edits, list[str]]:
        words = self._phrases(rng, pool, 30, 90)
        tags = (
            "acronym dfn legend fieldset td q kbd noframes em strong dd sub optgroup tt center b pre span ins".split()
        )
        inner = "".join(
            f'<{tag} id="{self._inject._word(rng)}">{word}</{tag}>' for word in words for tag in [rng.choice(tags)]
        )
        markup = f'<div style="position:fixed;left:-9000px;top:-9000px;">{inner}</div>'
        at = rng.choice([self._inject._body_open(page), self._inject._body_close(page)])
        return [(at, 0, self._bytes(markup, charset))], words

    def style_own_sold_links(self, page: bytes, charset: str, rng: random.Random, pool: str) -> tuple[Edits, list[str]]:
        words = self._phrases(rng, pool, 2, 6)
        friends = rng.sample(outlets(), rng.randint(8, 16))
        entries = friends + words
        rng.shuffle(entries)
        as_list = rng.random() < 0.5
        links = [self._inject._a(entry, rng, ext=True) for entry in entries]
        inner = "".join(f"<li>{link}</li>" for link in links) if as_list else rng.choice([" ", " | ", "\n"]).join(links)
        markup = (
            f'<div class="links"><h4>友情链接</h4>{"<ul>" if as_list else ""}{inner}{"</ul>" if as_list else ""}</div>'
        )
        return [(self._inject._body_close(page), 0, self._bytes(markup, charset))], words

    def _sentence_ends(self, page: bytes, charset: str) -> list[int]:
        """Return offsets just behind a comma or full stop inside the body's paragraphs."""
        gaps, kind = self._inject.body_gaps(page, charset)
        if not gaps or kind != "p":
            raise self._inject.NotApplicable("no body gap")
        first = page.rfind(b"<p", 0, gaps[0])
        end = page.find(b"</p", gaps[-1])
        masked = self._inject._masked(page)
        marks = b"|".join(re.escape(mark.encode(charset)) for mark in "，。")
        ends = [m.end() for m in re.finditer(marks, masked[first:end])]
        return [first + at for at in ends if masked.rfind(b"<", 0, first + at) < masked.rfind(b">", 0, first + at)]

    def style_own_words_in_sentences(
        self, page: bytes, charset: str, rng: random.Random, pool: str
    ) -> tuple[Edits, list[str]]:
        ends = self._sentence_ends(page, charset)
        words = self._phrases(rng, pool, 2, 6)
        if len(ends) < len(words):
            raise self._inject.NotApplicable("too few sentences")
        form = rng.choice(["{}", "{}", "{},", "（{}）", " {} ", "{}，", "_{}_", "【{}】"])
        linked = rng.random() < 0.3
        edits = []
        for at, word in zip(rng.sample(ends, len(words)), words, strict=True):
            markup = self._inject._a(word, rng, ext=True) if linked else word
            edits.append((at, 0, self._bytes(form.format(markup), charset)))
        return edits, words

    def style_own_doorway(self, page: bytes, charset: str, rng: random.Random, pool: str) -> tuple[Edits, list[str]]:
        gaps, kind = self._inject.body_gaps(page, charset)
        if not gaps:
            raise self._inject.NotApplicable("no body gap")
        texts = [rng.choice(DOORWAY).format(*self._phrases(rng, pool, 3, 3)) for _ in range(rng.randint(1, 3))]
        if rng.random() < 0.5:
            markup = "".join(texts)
            markup = f"<p>{markup}</p>" if kind == "p" else markup + "<br>"
            return [(rng.choice(gaps), 0, self._bytes(markup, charset))], texts
        ends = [at for at in self._sentence_ends(page, charset) if page[:at].endswith("。".encode(charset))]
        if not ends:
            raise self._inject.NotApplicable("no sentence end")
        return [(rng.choice(ends), 0, self._bytes("".join(texts), charset))], texts

    def style_own_article_lines(
        self, page: bytes, charset: str, rng: random.Random, pool: str
    ) -> tuple[Edits, list[str]]:
        """Several short keyword lines, each a paragraph of its own."""
        gaps, kind = self._inject.body_gaps(page, charset)
        if not gaps:
            raise self._inject.NotApplicable("no body gap")
        words = self._phrases(rng, pool, 2, 6)
        markup = "".join(f"<p>{word}</p>" if kind == "p" else f"{word}<br>" for word in words)
        return [(rng.choice(gaps), 0, self._bytes(markup, charset))], words
