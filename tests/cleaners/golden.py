"""Golden pages: stories and outlets that we made up, in the markups of real systems, with what a careful reader would write.

`tests/pages/<markup>/<slug>.html` (or `.txt`) is the page, `.json` beside it the gold, written by reading the page and never
by a cleaner; `note` says what the page is there for, `in_script` that its story is in none of its visible text. What the
cleaner gets wrong is a row of `tests/known_failures.json`, a page and a field with the reason; what it gets right on the
whole is pinned in `floor.json`, together with a digest of the pages it was measured on. After a cure,

    python -m tests.cleaners.golden          (make golden)

takes cured rows out, adds new ones without a reason, and raises the floor; with `--lower` it may also lower it.
"""

import hashlib
import json
import sys
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any

from cleaners import Article, Outcome, clean_html, clean_text
from cleaners.decode import decode
from cleaners.parse import parse

PAGES = Path(__file__).parents[1] / "pages"
KNOWN_FAILURES = Path(__file__).parents[1] / "known_failures.json"
FLOOR = Path(__file__).with_name("floor.json")
FIELDS = ("title", "text", "author", "outlet", "editor", "date_published", "date_modified", "script_in")
UNREAD = "not read yet"
# Set by floating point, not by a cleaner.
ROUNDING = 4
GOOD_F1 = 0.95


@dataclass(frozen=True, slots=True)
class Golden:
    """A page and what it says: a story's fields, or only the reason why it has none."""

    name: str
    body: bytes
    gold: Mapping[str, Any]

    @property
    def fields(self) -> tuple[str, ...]:
        return ("reason",) if "reason" in self.gold else FIELDS

    def wanted(self, field: str) -> str:
        return "\n".join(self.gold[field]) if field == "text" else self.gold[field]


@cache
def golden_pages() -> tuple[Golden, ...]:
    """Return every golden page, in the order of names."""
    found = []
    for path in sorted(PAGES.glob("*/*.json")):
        gold = json.loads(path.read_text(encoding="utf-8"))
        page = path.with_suffix(".txt" if gold.get("media") == "text" else ".html")
        found.append(Golden(f"{path.parent.name}/{path.stem}", page.read_bytes(), gold))
    return tuple(found)


def clean_golden(page: Golden) -> Outcome:
    """Return what the cleaner makes of a golden page; the pages were all fetched at a time that their gold knows."""
    url, fetched = page.gold.get("url", ""), page.gold.get("fetched")
    moment = datetime.fromisoformat(fetched) if fetched else None
    if page.gold.get("media") == "text":
        return clean_text(page.body.decode("utf-8"), url, moment)
    return clean_html(page.body, url, moment)


def clean_as_lines(page: Golden) -> Outcome:
    """Return what the cleaner makes of the page's text alone: its lines without markup, as a careless extractor leaves them."""
    fetched = page.gold.get("fetched")
    lines = parse(decode(page.body).text).seen
    return clean_text(lines, page.gold.get("url", ""), datetime.fromisoformat(fetched) if fetched else None)


def got(outcome: Outcome, field: str) -> str:
    """Return a field of an outcome; a rejected page has empty fields, and a story has no reason."""
    if field == "reason":
        return "" if isinstance(outcome, Article) else outcome.reason.value
    return getattr(outcome, field) if isinstance(outcome, Article) else ""


def same(field: str, wanted: str, found: str) -> bool:
    """Tell whether two values of a field are the same to a reader: spaces within a line do not count."""
    if field in ("author", "editor"):
        return set(wanted.split(";")) == set(found.split(";"))
    return [line.split() for line in wanted.split("\n")] == [line.split() for line in found.split("\n")]


def f1(wanted: str, found: str) -> float:
    """Return the F1 of a text by its 4-grams of letters and digits, in [0, 1].

    >>> f1("一二三四五", "一二三四五")
    1.0
    """
    gold, output = _grams(wanted), _grams(found)
    both = (gold & output).total()
    return 2 * both / (gold.total() + output.total()) if gold or output else 1.0


def _grams(text: str) -> Counter[str]:
    letters = "".join(filter(str.isalnum, text))
    return Counter(letters[at : at + 4] for at in range(max(1, len(letters) - 3))) if letters else Counter()


def measure() -> dict[str, float]:
    """Return the figures of the floor over all golden pages: means and shares in [0, 1].

    Those that begin with `lines_` are of the same stories without their markup.
    """
    shares: dict[str, list[float]] = {}
    for page in golden_pages():
        _score(page, clean_golden(page), "", shares)
        if "reason" not in page.gold and "in_script" not in page.gold and page.gold.get("media") != "text":
            _score(page, clean_as_lines(page), "lines_", shares)
    return {name: round(sum(values) / len(values), ROUNDING) for name, values in sorted(shares.items())}


def _score(page: Golden, outcome: Outcome, kind: str, shares: dict[str, list[float]]) -> None:
    for field in page.fields:
        wanted, found = page.wanted(field), got(outcome, field)
        if field == "text":
            score = f1(wanted, found)
            shares.setdefault(f"{kind}f1", []).append(score)
            shares.setdefault(f"{kind}f1_above_95", []).append(float(score >= GOOD_F1))
        elif wanted:
            shares.setdefault(f"{kind}{field}", []).append(float(same(field, wanted, found)))


def digest() -> str:
    """Return a digest of every golden page and its gold."""
    whole = hashlib.sha256()
    for page in golden_pages():
        whole.update(f"{page.name}\0{json.dumps(page.gold, sort_keys=True)}\0".encode() + page.body)
    return whole.hexdigest()[:16]


def known_failures() -> dict[str, str]:
    """Return the reasons of the known failures, by `page:field`."""
    found: dict[str, str] = json.loads(KNOWN_FAILURES.read_text(encoding="utf-8"))["golden"]
    return found


def failures() -> Iterator[tuple[str, str, str]]:
    """Yield `page:field`, wanted and found of everything that the cleaner gets wrong."""
    for page in golden_pages():
        outcome = clean_golden(page)
        for field in page.fields:
            wanted, found = page.wanted(field), got(outcome, field)
            if not same(field, wanted, found):
                yield f"{page.name}:{field}", wanted, found


def fingerprint() -> str:
    """Return a digest of all that the cleaner gives for the golden pages, audit and scores included."""
    whole = hashlib.sha256()
    for page in golden_pages():
        whole.update(repr(clean_golden(page)).encode() + repr(clean_as_lines(page)).encode())
    return whole.hexdigest()


def _rewrite(*, may_lower: bool) -> int:
    """Write known failures and floor anew; return 1, with nothing written, where a figure would fall."""
    figures, pinned = measure(), json.loads(FLOOR.read_text(encoding="utf-8")) if FLOOR.exists() else {}
    same_pages = pinned.get("digest") == digest()
    fallen = [name for name, figure in figures.items() if figure < pinned.get("figures", {}).get(name, 0)]
    if fallen and same_pages and not may_lower:
        print(f"these would fall: {', '.join(fallen)}; lower them on purpose with --lower", file=sys.stderr)  # noqa: T201
        return 1
    everything = json.loads(KNOWN_FAILURES.read_text(encoding="utf-8")) if KNOWN_FAILURES.exists() else {}
    reasons = everything.get("golden", {})
    everything["golden"] = {name: reasons.get(name, UNREAD) for name, _, _ in failures()}
    _write(KNOWN_FAILURES, everything)
    _write(FLOOR, {"digest": digest(), "figures": figures})
    return 0


def _write(path: Path, value: Mapping[str, Any]) -> None:
    path.write_text(json.dumps(value, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    sys.exit(_rewrite(may_lower="--lower" in sys.argv[1:]))
