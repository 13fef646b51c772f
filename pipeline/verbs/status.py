"""`status DIR`: what an output folder holds and what its crawl knows."""

import json
import sys
import time
from argparse import Namespace
from contextlib import closing
from dataclasses import asdict
from pathlib import Path
from typing import Any

from pipeline.crawling import FRONTIER
from pipeline.errors import ExitCode
from pipeline.manifest import MANIFEST, no_manifest
from scraper.frontier import Frontier


def run(arguments: Namespace) -> ExitCode:
    """Print the state of a folder; nothing is changed."""
    folder = Path(arguments.folder)
    found: dict[str, Any] = {}
    if (folder / MANIFEST).exists():
        written = json.loads((folder / MANIFEST).read_bytes())
        found["output"] = {key: written[key] for key in ("in", "records", "rejects", "reasons")}
    if (folder / FRONTIER).exists():
        with closing(Frontier(folder / FRONTIER)) as frontier:
            found["crawl"] = asdict(frontier.status(time.time()))
    if not found:
        raise no_manifest(folder)
    if arguments.json:
        sys.stdout.write(json.dumps(found, ensure_ascii=False) + "\n")
        return ExitCode.OK
    for part, values in found.items():
        sys.stdout.write(f"{part}\n" + "".join(f"  {key}: {_shown(value)}\n" for key, value in values.items()))
    return ExitCode.OK


def _shown(value: object) -> str:
    if isinstance(value, dict):
        return ", ".join(f"{key} {count:,}" for key, count in value.items()) or "none"
    if isinstance(value, tuple):
        return "; ".join(f"{row['host']}: {row['paused'] or row['errors']}" for row in value) or "none"
    return str(value)
