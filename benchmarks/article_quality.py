"""How right the tools' answers are: on the golden pages, and on real pages by their own scorer."""

import gzip
import json
import re
import subprocess
import sys
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from pathlib import Path

from tests.cleaners.golden import PAGES, Golden, f1, golden_pages, same

ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared"
SHORT_CHARS = 300
LOCAL = timezone(timedelta(hours=8))
_DAY = re.compile(r"((?:19|20)\d\d)\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})")
Target = tuple[str, Path, str]


@dataclass
class Scores:
    """Shares in [0, 1]; None where a set has no such page or a tool no such field."""

    pages: int
    f1: float
    good: float
    short_f1: float | None
    title: float | None
    date: float | None
    author: float | None
    outlet: float | None
    rejected: float | None

    @classmethod
    def of_golden(cls, answers: dict[str, dict]) -> "Scores":
        """Score a tool's answers on the golden pages."""
        stories = [page for page in golden_pages() if page.fields != ("reason",) and page.gold.get("media") != "text"]
        others = [page for page in golden_pages() if page.fields == ("reason",) and page.gold.get("media") != "text"]
        found = {page.name: answers[page.name] for page in (*stories, *others)}
        texts = [(page.wanted("text"), f1(page.wanted("text"), found[page.name]["text"])) for page in stories]
        return cls(
            len(stories),
            _mean([score for _, score in texts]),
            _mean([score >= 0.95 for _, score in texts]),
            _mean([score for text, score in texts if len(text) < SHORT_CHARS]),
            _share(stories, "title", "title", found),
            _days_right(stories, found),
            _share(stories, "author", "author", found),
            _share(stories, "outlet", "outlet", found),
            _mean([not found[page.name]["text"] for page in others]),
        )


def _share(pages: list[Golden], field: str, key: str, found: dict[str, dict]) -> float | None:
    asked = [page for page in pages if page.wanted(field)]
    if not any(found[page.name].get(key) for page in asked):
        return None
    return _mean([same(field, page.wanted(field), found[page.name][key]) for page in asked])


def _days_right(pages: list[Golden], found: dict[str, dict]) -> float | None:
    days = {page.name: day_of(found[page.name]["date"]) for page in pages}
    return (
        _mean([page.wanted("date_published")[:10] == days[page.name] for page in pages]) if any(days.values()) else None
    )


def _mean(values: list[float] | list[bool]) -> float | None:
    return sum(values) / len(values) if values else None


def day_of(stamp: str) -> str:
    """Return the day of a tool's date, in +08:00 where it names a zone; "" where there is none."""
    try:
        moment = datetime.fromisoformat(stamp)
        return (moment.astimezone(LOCAL) if moment.tzinfo else moment).date().isoformat()
    except ValueError:
        found = _DAY.search(stamp)
        return f"{found[1]}-{int(found[2]):02}-{int(found[3]):02}" if found else ""


def golden_targets() -> list[Target]:
    """Return (name, path, URL) of the golden pages that are HTML."""
    pages = [page for page in golden_pages() if page.gold.get("media") != "text"]
    return [(page.name, PAGES / f"{page.name}.html", page.gold.get("url", "")) for page in pages]


def shared_targets(work: Path, limit: int) -> list[Target]:
    """Return (id, path, URL) of the real pages with gold beside the project, unpacked; none where there are none."""
    manifest = SHARED / "pages" / "manifest.jsonl"
    if not manifest.exists():
        return []
    folder = work / "pages"
    folder.mkdir(exist_ok=True)
    found = []
    rows = map(json.loads, manifest.read_text("utf-8").splitlines())
    for row in (row for row in rows if row["text"]):
        path = folder / f"{row['id']}.html"
        if not path.exists():
            stored = (manifest.parent / row["file"]).read_bytes()
            path.write_bytes(gzip.decompress(stored) if stored[:2] == b"\x1f\x8b" else stored)
        found.append((row["id"], path, row.get("url") or ""))
    return found[: limit or None]


def score_shared(work: Path, name: str, answers: dict[str, dict]) -> Scores | None:
    """Score a tool's answers on the real pages with the scorer that came with them."""
    scorer, manifest = SHARED / "evaluate.py", SHARED / "pages" / "manifest.jsonl"
    rows = (
        {row["id"]: row for row in map(json.loads, manifest.read_text("utf-8").splitlines())}
        if manifest.exists()
        else {}
    )
    records = [
        {
            "input": page,
            **{key: found[key] for key in ("text", "title", "author", "outlet")},
            "date_published": day_of(found["date"]),
        }
        for page, found in answers.items()
        if page in rows
    ]
    if not records or not scorer.exists():
        return None
    stem = work / name.replace(" ", "-")
    stem.with_suffix(".jsonl").write_text(
        "".join(json.dumps(record, ensure_ascii=False) + "\n" for record in records), "utf-8"
    )
    subset = stem.with_suffix(".manifest.jsonl")
    subset.write_text("".join(json.dumps(rows[record["input"]]) + "\n" for record in records), "utf-8")
    result = stem.with_suffix(".json")
    command = [sys.executable, str(scorer), str(subset), str(stem.with_suffix(".jsonl")), "--json", str(result)]
    subprocess.run(command, check=True, capture_output=True)
    found = json.loads(result.read_text("utf-8"))
    head = found["all"]
    short = [page["f1"] for page in found["pages"] if len(rows[page["id"]]["text"]) < SHORT_CHARS]
    author = head["author"] if any(record["author"] for record in records) else None
    outlet = head["outlet"] if any(record["outlet"] for record in records) else None
    date = head["date"] if any(record["date_published"] for record in records) else None
    return Scores(head["pages"], head["F1"], head["F1>=.95"], _mean(short), head["title"], date, author, outlet, None)
