"""README.md of an output folder: a dataset card that people read, and whose head tells `datasets` every key's type."""

from collections import Counter
from collections.abc import Iterator
from typing import Any, Final

from pipeline.quality import SIGNALS
from pipeline.schema import MEANINGS, TYPES

ARROW_TYPES: Final[dict[Any, str]] = {str: "string", int: "int64"}
SIZES: Final = ((1_000, "n<1K"), (10_000, "1K<n<10K"), (100_000, "10K<n<100K"), (1_000_000, "100K<n<1M"))
LARGEST: Final = "1M<n<10M"
SITES_SHOWN: Final = 50
LICENCE_NOTE: Final = """\
The texts belong to those who wrote and published them. This folder grants no licence to them: whoever passes it on or
trains on it must hold a right to do so, by licence or by law. The licence of the code that made it covers no text in it.
"""


def card(manifest: dict[str, Any]) -> str:
    """Return the card of the shards that a manifest describes; it holds no time and no path outside the folder."""
    return "\n".join((*_front_matter(manifest), *_body(manifest))) + "\n"


def article_files(manifest: dict[str, Any]) -> list[dict[str, Any]]:
    """Return the rows of the files that hold records."""
    return [row for shard in manifest["shards"] for row in shard["files"] if row["path"].startswith("articles/")]


def _front_matter(manifest: dict[str, Any]) -> Iterator[str]:
    size = next((name for limit, name in SIZES if manifest["records"] < limit), LARGEST)
    yield "---"
    yield from ("language:", "- zh", "license: other", "license_name: rights-of-the-publishers")
    yield from ("pretty_name: Cleaned Chinese news", "size_categories:", f"- {size}")
    yield from ("task_categories:", "- text-generation", "tags:", "- news")
    files = article_files(manifest)
    if files:
        yield from ("configs:", "- config_name: default", "  data_files:", "  - split: train", "    path:")
        yield from (f"    - {row['path']}" for row in files)
    yield from ("dataset_info:", "  features:")
    for name, type_ in TYPES.items():
        yield f"  - name: {name}"
        if name == "quality":
            yield "    struct:"
            for signal in SIGNALS:
                yield from (f"    - name: {signal}", "      dtype: float64")
        else:
            yield f"    dtype: {ARROW_TYPES[type_]}"
    yield from ("---", "")


def _body(manifest: dict[str, Any]) -> Iterator[str]:
    counts = manifest["counts"]
    yield from ("# Cleaned Chinese news", "")
    yield f"{manifest['records']:,} articles, {counts.get('chars', 0):,} characters, in simplified characters."
    yield f"Schema {manifest['schema_version']}, cleaner {manifest['cleaner_version']}."
    yield from ("", "| what | count |", "|---|---|")
    yield f"| pages in | {manifest['in']:,} |"
    yield f"| records | {manifest['records']:,} |"
    yield from (f"| rejected: {reason} | {count:,} |" for reason, count in manifest["reasons"].items())
    yield from (f"| {name.replace('_', ' ')} | {count:,} |" for name, count in counts.items())
    yield from ("", "## Dates", "", _dates(manifest), "", "## Sites", "", *_sites(manifest))
    yield from ("", "## Licence", "", LICENCE_NOTE)
    yield from ("## Files", "")
    yield "- `articles/`: a record a line; `removed/`: every span that was cut from a page, with the rule that cut it;"
    yield "  `fetched/` (of a crawl): where each page came from, and what robots.txt said;"
    yield "  `rejects/`: every page that gave no record, with the reason"
    yield "- `manifest.json`: digests and counts of every shard; `schema.json`: JSON Schema 2020-12 of a record;"
    yield "  `croissant.json`: the same for machines"
    yield ""
    yield "Any reader of JSON Lines reads them; docs/consume.md of run-pipeline shows nine that then change no value."
    yield from ("", "## Keys", "", "| key | type | meaning |", "|---|---|---|")
    for name, type_ in TYPES.items():
        shown = {str: "str", int: "int"}.get(type_, "object of floats")
        yield f"| `{name}` | {shown} | {MEANINGS[name]} |"


def _dates(manifest: dict[str, Any]) -> str:
    firsts = [shard["first_date"] for shard in manifest["shards"] if shard["first_date"]]
    lasts = [shard["last_date"] for shard in manifest["shards"] if shard["last_date"]]
    return f"Published from {min(firsts)} to {max(lasts)}." if firsts else "No page named the day of its publication."


def _sites(manifest: dict[str, Any]) -> Iterator[str]:
    sites: Counter[str] = Counter()
    for shard in manifest["shards"]:
        sites.update(shard["sites"])
    if not sites:
        yield "No page came with a URL."
        return
    yield from (f"{len(sites):,} sites.", "", "| site | records |", "|---|---|")
    ordered = sorted(sites.items(), key=lambda found: (-found[1], found[0]))
    yield from (f"| {site} | {count:,} |" for site, count in ordered[:SITES_SHOWN])
    if len(ordered) > SITES_SHOWN:
        yield f"| {len(ordered) - SITES_SHOWN:,} more | {sum(count for _, count in ordered[SITES_SHOWN:]):,} |"
