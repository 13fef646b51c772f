"""`status DIR`: what an output folder holds and what its crawl knows."""

import json
import sys
import time
from argparse import Namespace
from contextlib import closing
from dataclasses import asdict
from pathlib import Path
from typing import Any

from pipeline.errors import ExitCode
from pipeline.manifest import no_manifest
from pipeline.places import FRONTIER, MANIFEST
from scraper.frontier import Frontier


def run(arguments: Namespace) -> ExitCode:
    """Print the state of a folder; nothing is changed."""
    folder = Path(arguments.folder)
    shards = [path for path in sorted(folder.glob("shard-*-of-*")) if (path / FRONTIER).exists()]
    found = {path.name: known for path in shards if (known := _found(path))} or _found(folder)
    if not found:
        raise no_manifest(folder)
    if arguments.json:
        sys.stdout.write(json.dumps(found, ensure_ascii=False) + "\n")
        return ExitCode.OK
    for name, known in found.items() if shards else (("", found),):
        sys.stdout.write(f"{name}\n" if name else "")
        for part, values in known.items():
            sys.stdout.write(f"{part}\n" + "".join(f"  {key}: {_shown(value)}\n" for key, value in values.items()))
    return ExitCode.OK


def _found(folder: Path) -> dict[str, Any]:
    """Return what a folder holds and what its crawl knows, nothing for another folder."""
    found: dict[str, Any] = {}
    if (folder / MANIFEST).exists():
        written = json.loads((folder / MANIFEST).read_bytes())
        found["output"] = {key: written[key] for key in ("in", "records", "rejects", "reasons")}
    if (folder / FRONTIER).exists():
        with closing(Frontier(folder / FRONTIER)) as frontier:
            found["crawl"] = asdict(frontier.status(time.time()))
    return found


def _shown(value: object) -> str:
    if isinstance(value, dict):
        return ", ".join(f"{key} {count:,}" for key, count in value.items()) or "none"
    if isinstance(value, tuple):
        return "; ".join(f"{row['host']}: {row['paused'] or row['errors']}" for row in value) or "none"
    return str(value)
