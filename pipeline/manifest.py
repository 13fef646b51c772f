"""manifest.json: what the folder promises of every file in it, written when all of them are there."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any, Final

import orjson

from pipeline.record import CLEANER_VERSION, SCHEMA_VERSION
from pipeline.schema import json_schema
from pipeline.writer import ShardRow, write_whole

MANIFEST: Final = "manifest.json"
SCHEMA: Final = "schema.json"


def write_manifest(root: Path, rows: Iterable[ShardRow], settings: Mapping[str, Any], scratch: Path) -> None:
    """Write the manifest; it holds no time and no path outside the folder, so equal inputs give equal bytes."""
    found = manifest(list(rows), settings)
    write_whole(root / MANIFEST, [orjson.dumps(found, option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE)], scratch)


def write_schema(root: Path, scratch: Path) -> None:
    """Write schema.json."""
    write_whole(
        root / SCHEMA, [orjson.dumps(json_schema(), option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE)], scratch
    )


def manifest(rows: list[ShardRow], settings: Mapping[str, Any]) -> dict[str, Any]:
    """Return the manifest of the shards; `in` = `records` + `rejects` for each of them and for all."""
    reasons: Counter[str] = Counter()
    counts: Counter[str] = Counter()
    for row in rows:
        reasons.update(row.reasons)
        counts.update(row.counts)
    return {
        "schema_version": SCHEMA_VERSION,
        "cleaner_version": CLEANER_VERSION,
        "settings": dict(settings),
        "in": sum(row.pages for row in rows),
        "records": sum(row.records for row in rows),
        "rejects": sum(row.rejects for row in rows),
        "reasons": dict(sorted(reasons.items())),
        "counts": dict(sorted(counts.items())),
        "shards": [_shard(row) for row in rows],
    }


def _shard(row: ShardRow) -> dict[str, Any]:
    written = asdict(row)
    return {"name": written.pop("name"), "in": written.pop("pages"), **written}
