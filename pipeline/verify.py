"""Does a folder hold what its manifest promises? Every difference is a line that says what is wrong where."""

import hashlib
import json
import zlib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

import orjson

from cleaners.values import Removed, Stage, splice
from pipeline.errors import UsageError
from pipeline.lines import KEPT, REMOVED_KEYS, SEEN
from pipeline.manifest import MANIFEST
from pipeline.reader import read_lines
from pipeline.schema import faults
from pipeline.writer import SECTIONS

REJECT_KEYS: Final = ("input", "reason", "detail", "sha256")
STAGES: Final = frozenset((*(stage.value for stage in Stage), KEPT))
# Two of these in one folder are the same record twice; the same id with another text is a revision.
Revision = tuple[str, str]


@dataclass(slots=True)
class Check:
    """What was counted and what was found wrong."""

    root: Path
    faults: list[str] = field(default_factory=list)
    counts: Counter[str] = field(default_factory=Counter)
    _revisions: set[Revision] = field(default_factory=set)
    _ids: set[str] = field(default_factory=set)

    def run(self) -> None:
        """Check every file against the manifest, every line against the schema, and the sums."""
        manifest = self._manifest()
        for shard in manifest["shards"]:
            self._shard(shard)
        self._sums(manifest)
        self._strangers({row["path"] for shard in manifest["shards"] for row in shard["files"]})
        self.counts["revisions"] = len(self._revisions) - len(self._ids)

    def _manifest(self) -> dict[str, Any]:
        path = self.root / MANIFEST
        try:
            found = json.loads(path.read_bytes())
            sums = [found[key] for key in ("in", "records", "rejects")]
        except FileNotFoundError:
            raise UsageError(f"{self.root} has no {MANIFEST}", "was the run that wrote it finished?") from None
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise UsageError(f"{path} is no manifest: {error}", "run again with --fresh") from error
        if sums[0] != sums[1] + sums[2]:
            self.faults.append(f"{MANIFEST}: in = {sums[0]}, but records + rejects = {sums[1] + sums[2]}")
        return dict(found)

    def _shard(self, shard: dict[str, Any]) -> None:
        if shard["in"] != shard["records"] + shard["rejects"]:
            self.faults.append(f"{shard['name']}: in = {shard['in']}, but records + rejects are not as many")
        texts: dict[str, str] = {}
        for row in shard["files"]:
            section = row["path"].partition("/")[0]
            try:
                self._file(row, section, texts)
            except FileNotFoundError:
                self.faults.append(f"{row['path']}: is missing")
            except (OSError, EOFError, zlib.error, ValueError) as error:
                self.faults.append(f"{row['path']}: cannot be read: {error}")

    def _file(self, row: dict[str, Any], section: str, texts: dict[str, str]) -> None:
        path = self.root / row["path"]
        with path.open("rb") as stored:
            found = hashlib.file_digest(stored, "sha256").hexdigest()
        if found != row["sha256"]:
            self.faults.append(f"{row['path']}: has SHA-256 {found[:12]}…, the manifest says {row['sha256'][:12]}…")
        lines = 0
        spans: dict[str, list[dict[str, Any]]] = {}
        for lines, line in enumerate(read_lines(path), start=1):
            self._line(f"{row['path']}:{lines}", section, orjson.loads(line), (texts, spans))
        self.counts[section] += lines
        if lines != row["lines"]:
            self.faults.append(f"{row['path']}: has {lines} lines, the manifest says {row['lines']}")
        for name, cut in spans.items():
            self._rebuild(row["path"], name, texts.get(name), cut)

    def _line(self, where: str, section: str, value: Any, known: tuple[dict[str, str], dict[str, Any]]) -> None:  # noqa: ANN401
        texts, spans = known
        if section == "articles":
            wrong = faults(value)
            if not wrong:
                wrong = self._record(value)
                texts[value["id"]] = value["text"]
        elif section == "removed":
            wrong = [] if tuple(value) == REMOVED_KEYS and value["stage"] in STAGES else ["is no removed span"]
            if not wrong:
                spans.setdefault(value["id"], []).append(value)
        else:
            wrong = [] if tuple(value) == REJECT_KEYS and value["reason"] else ["is no reject"]
        self.faults += (f"{where}: {fault}" for fault in wrong)

    def _record(self, record: dict[str, Any]) -> list[str]:
        wrong = []
        if hashlib.sha256(record["text"].encode("utf-8")).hexdigest() != record["text_sha256"]:
            wrong.append("text_sha256 is that of another text")
        revision = (record["id"], record["text_sha256"])
        if revision in self._revisions:
            wrong.append(f"id {record['id']} is there twice with the same text")
        if record["dup_of"] and record["dup_of"] not in self._ids:
            wrong.append(f"dup_of names {record['dup_of']}, which is not there before")
        self._revisions.add(revision)
        self._ids.add(record["id"])
        return wrong

    def _rebuild(self, path: str, name: str, text: str | None, spans: list[dict[str, Any]]) -> None:
        """Check that the text with the spans put back is what the extractor saw."""
        kept = spans[-1]
        if text is None:
            self.faults.append(f"{path}: {name} has removed spans but no record")
        elif kept["stage"] != KEPT or [span["seq"] for span in spans] != list(range(len(spans))):
            self.faults.append(f"{path}: the spans of {name} are not all there, or not in order")
        else:
            removed = tuple(
                Removed(span["start"], span["end"], span["text"], Stage(span["stage"]), span["rule"])
                for span in spans[:-1]
            )
            seen = splice(kept["text"] or text, removed)
            if SEEN + hashlib.sha256(seen.encode("utf-8")).hexdigest() != kept["rule"]:
                self.faults.append(f"{path}: the text and spans of {name} do not rebuild the page")

    def _sums(self, manifest: dict[str, Any]) -> None:
        for key, section in (("records", "articles"), ("rejects", "rejects")):
            if manifest[key] != self.counts[section]:
                self.faults.append(
                    f"{MANIFEST}: {key} = {manifest[key]}, but {section}/ has {self.counts[section]} lines"
                )

    def _strangers(self, promised: set[str]) -> None:
        for path in self._shard_files():
            if path not in promised:
                self.faults.append(f"{path}: is not in the manifest")

    def _shard_files(self) -> Iterator[str]:
        for section in SECTIONS:
            yield from sorted(path.relative_to(self.root).as_posix() for path in (self.root / section).glob("*"))
