"""What describes the shards of a folder: schema, card, croissant.json, and last the manifest that names every file.

None of it holds a time or a path outside the folder, so that equal inputs give equal bytes.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any, Final

import orjson

from pipeline.card import card
from pipeline.croissant import croissant
from pipeline.errors import UsageError
from pipeline.mistakes import missing_file
from pipeline.places import MANIFEST
from pipeline.record import digest
from pipeline.schema import json_schema
from pipeline.versions import CLEANER_VERSION, SCHEMA_VERSION
from pipeline.writer import ShardRow, write_whole

SCHEMA: Final = "schema.json"
CARD: Final = "README.md"
CROISSANT: Final = "croissant.json"


def no_manifest(folder: Path) -> UsageError:
    """Return the error for a folder that should be an output folder and has no manifest."""
    message = f"{folder} has no {MANIFEST}"
    if not folder.is_dir():
        return UsageError(
            message, missing_file(str(folder)) if not folder.exists() else f"{folder} is a file, not a folder"
        )
    if (folder.parent / MANIFEST).is_file():
        return UsageError(message, f"did you mean {folder.parent}?")
    if (folder / ".state").is_dir():
        return UsageError(message, "the run that wrote it did not end; the same command goes on")
    return UsageError(message, "give the folder that a run was given with -o")


def write_descriptions(root: Path, rows: Iterable[ShardRow], settings: Mapping[str, Any], scratch: Path) -> None:
    """Write what describes the shards; whoever sees the manifest sees all that it promises."""
    found = manifest(list(rows), settings)
    written = {SCHEMA: as_json(json_schema()), CARD: card(found).encode("utf-8"), CROISSANT: as_json(croissant(found))}
    for name, content in written.items():
        write_whole(root / name, [content], scratch)
    found["described_by"] = {name: digest(content) for name, content in written.items()}
    write_whole(root / MANIFEST, [as_json(found)], scratch)


def as_json(value: Mapping[str, Any]) -> bytes:
    """Return a value as JSON that people can read."""
    return orjson.dumps(value, option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE)


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
