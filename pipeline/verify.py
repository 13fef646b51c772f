"""Does a folder hold what its manifest promises? Every difference is a line that says what is wrong where."""

import hashlib
import json
import zlib
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any, Final

import orjson
import zstandard

from cleaners.values import Removed, Stage, splice
from pipeline.errors import UsageError
from pipeline.lines import KEPT, REMOVED_KEYS, SEEN
from pipeline.output_files import OutputFiles, Place, files_at
from pipeline.places import MANIFEST
from pipeline.reader import read_lines
from pipeline.schema import faults
from pipeline.visits import is_visit
from pipeline.writer import SECTIONS

REJECT_KEYS: Final = ("input", "reason", "detail", "sha256")
STAGES: Final = frozenset((*(stage.value for stage in Stage), KEPT))
UNREADABLE: Final = (OSError, EOFError, zlib.error, zstandard.ZstdError)
# Two of these in one folder are the same record twice; the same id with another text is a revision.
Revision = tuple[str, str]
Row = dict[str, Any]


@dataclass(slots=True)
class Check:
    """What was counted and what was found wrong."""

    folder: Place
    faults: list[str] = field(default_factory=list)
    counts: Counter[str] = field(default_factory=Counter)
    _revisions: set[Revision] = field(default_factory=set)
    _ids: set[str] = field(default_factory=set)
    _files: OutputFiles = field(init=False)

    def __post_init__(self) -> None:
        self._files = files_at(self.folder)

    def run(self) -> None:
        """Check every file against the manifest, every line against the schema, and the sums."""
        manifest = self._manifest()
        for name, promised in manifest["described_by"].items():
            self._opened(name, partial(self._digest, name, promised))
        for shard in manifest["shards"]:
            self._shard(shard)
        self._sums(manifest)
        self._strangers({row["path"] for shard in manifest["shards"] for row in shard["files"]})
        self.counts["revisions"] = len(self._revisions) - len(self._ids)

    def _manifest(self) -> Row:
        try:
            found: Row = json.loads(self._files.read(MANIFEST))
            for shard in found["shards"]:
                _ = shard["name"], shard["in"] + shard["records"] + shard["rejects"]
                _ = [(row["path"].partition("/"), row["sha256"] + "", row["lines"] + 0) for row in shard["files"]]
            missing = found["in"] - found["records"] - found["rejects"]
            _ = found["described_by"].items()
        except (FileNotFoundError, NotADirectoryError):
            raise self._files.no_manifest() from None
        except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
            where = self._files.where(MANIFEST)
            raise UsageError(f"{where} is no manifest: {error!r}", "run again with --fresh") from error
        if missing:
            self.faults.append(f"{MANIFEST}: in = {found['in']}, but records + rejects = {found['in'] - missing}")
        return found

    def _shard(self, shard: Row) -> None:
        if shard["in"] != shard["records"] + shard["rejects"]:
            self.faults.append(f"{shard['name']}: in = {shard['in']}, but records + rejects are not as many")
        records: list[Revision] = []
        for row in shard["files"]:
            self._file(row, records, shard["in"])
        if len(records) != shard["records"]:
            self.faults.append(f"{shard['name']}: has {len(records)} records, the manifest says {shard['records']}")

    def _file(self, row: Row, records: list[Revision], inputs: int) -> None:
        def check(stored: Path) -> None:
            self._digest(row["path"], row["sha256"], stored)
            self._lines(row, stored, records, inputs)

        self._opened(row["path"], check)

    def _lines(self, row: Row, stored: Path, records: list[Revision], inputs: int) -> None:
        path, section = row["path"], row["path"].partition("/")[0]
        checks: dict[str, _Spans | _Visits] = {
            "removed": _Spans(path, records),
            "fetched": _Visits(path, records, inputs),
        }
        check = checks.get(section)
        lines = 0
        try:
            for lines, line in enumerate(read_lines(stored), start=1):
                self.faults += (f"{path}:{lines}: {fault}" for fault in self._line(line, section, records, check))
        except UNREADABLE as error:
            self.faults.append(f"{path}: cannot be read after line {lines}: {error}")
        self.counts[section] += lines
        if lines != row["lines"]:
            self.faults.append(f"{path}: has {lines} lines, the manifest says {row['lines']}")
        if check:
            self.faults += check.end()

    def _opened(self, path: str, check: Callable[[Path], None]) -> None:
        """Check a file; one that is not there, or not for us, is a fault."""
        try:
            with self._files.at_hand(path) as stored:
                check(stored)
        except OSError as error:
            missing = isinstance(error, FileNotFoundError)
            self.faults.append(f"{path}: is missing" if missing else f"{path}: cannot be read: {error}")

    def _digest(self, path: str, promised: str, stored: Path) -> None:
        with stored.open("rb") as content:
            found = hashlib.file_digest(content, "sha256").hexdigest()
        if found != promised:
            self.faults.append(f"{path}: has SHA-256 {found[:12]}…, the manifest says {promised[:12]}…")

    def _line(self, line: bytes, section: str, records: list[Revision], check: "_Spans | _Visits | None") -> list[str]:
        torn = [] if line.endswith(b"\n") else ["is torn: it has no newline"]
        try:
            value = orjson.loads(line)
        except ValueError as error:
            return [*torn, f"is no JSON: {error}"]
        if check:
            return torn + check.add(value)
        if section == "articles":
            wrong = faults(value)
            if not wrong:
                wrong = self._record(value)
                records.append((value["id"], value["text"]))
            return torn + wrong
        known = isinstance(value, dict) and tuple(value) == REJECT_KEYS and value["reason"]
        return torn if known else [*torn, "is no reject"]

    def _record(self, record: Row) -> list[str]:
        wrong = []
        if hashlib.sha256(record["text"].encode("utf-8")).hexdigest() != record["text_sha256"]:
            wrong.append("text_sha256 is that of another text")
        revision = (record["id"], record["text_sha256"])
        if revision in self._revisions:
            wrong.append(f"id {record['id']} is there twice with the same text")
        if record["dup_of"] and record["dup_of"] not in self._ids:
            wrong.append(f"dup_of names {record['dup_of']}, which is not there before")
        if bool(record["dup_of"]) != bool(record["dup_kind"]):
            wrong.append("dup_of and dup_kind do not go together")
        self._revisions.add(revision)
        self._ids.add(record["id"])
        return wrong

    def _sums(self, manifest: Row) -> None:
        for key, section in (("records", "articles"), ("rejects", "rejects")):
            if manifest[key] != self.counts[section]:
                self.faults.append(
                    f"{MANIFEST}: {key} = {manifest[key]}, but {section}/ has {self.counts[section]} lines"
                )

    def _strangers(self, promised: set[str]) -> None:
        for section in SECTIONS:
            try:
                found = self._files.names(section)
            except OSError as error:
                self.faults.append(f"{section}: cannot be listed: {error}")
                continue
            self.faults += (f"{path}: is not in the manifest" for path in found if path not in promised)


class _Spans:
    """The removed spans of a shard, record after record: put back into the texts, they must give the pages."""

    def __init__(self, path: str, records: list[Revision]) -> None:
        self._path = path
        self._records = records
        self._at = 0
        self._open: list[Row] = []

    def add(self, span: Any) -> list[str]:  # noqa: ANN401  (whatever a line of JSON may hold)
        """Take the next line; return what is wrong with it, or with its record where it is the last of one."""
        if not isinstance(span, dict) or tuple(span) != REMOVED_KEYS or span["stage"] not in STAGES:
            return ["is no removed span"]
        self._open.append(span)
        if span["stage"] != KEPT:
            return []
        spans, self._open = self._open, []
        name = span["id"]
        # A record whose line was lost must not make a fault of every record after it.
        found = next((at for at in range(self._at, len(self._records)) if self._records[at][0] == name), None)
        if found is None:
            return [f"{name} has removed spans but no record"] if self._records else []
        lost = [f"{self._records[at][0]} has no removed spans" for at in range(self._at, found)]
        self._at = found + 1
        return lost + _rebuild(spans, self._records[found])

    def end(self) -> list[str]:
        """Return what is missing at the end."""
        left = self._records[self._at :]
        lost = [f"{self._path}: {len(left)} records, the first {left[0][0]}, have no removed spans"] if left else []
        return lost + [f"{self._path}: ends within the spans of {span['id']}" for span in self._open[:1]]


class _Visits:
    """The visits of a shard: one for each of its inputs, the records among them in their order."""

    def __init__(self, path: str, records: list[Revision], inputs: int) -> None:
        self._path = path
        self._waiting = [name for name, _ in reversed(records)]
        self._left = inputs

    def add(self, visit: Any) -> list[str]:  # noqa: ANN401  (whatever a line of JSON may hold)
        """Take the next line; return what is wrong with it."""
        self._left -= 1
        if not is_visit(visit):
            return ["is no visit"]
        if not visit["id"]:
            return []
        expected = self._waiting.pop() if self._waiting else "no record"
        return [] if visit["id"] == expected else [f"is the visit of {visit['id']}, where {expected} comes next"]

    def end(self) -> list[str]:
        """Return what is missing at the end."""
        missing = [f"{self._path}: {self._left} inputs have no visit"] if self._left else []
        return missing + [f"{self._path}: {name} has no visit" for name in self._waiting[-1:]]


def _rebuild(spans: list[Row], record: Revision) -> list[str]:
    """Check that a record's text with the spans put back is what the extractor saw."""
    name, text = record
    if [(span["id"], span["seq"]) for span in spans] != [(name, seq) for seq in range(len(spans))]:
        return [f"the spans of {name} are not all there, or not in order"]
    kept = spans.pop()
    removed = tuple(
        Removed(span["start"], span["end"], span["text"], Stage(span["stage"]), span["rule"]) for span in spans
    )
    seen = splice(kept["text"] or text, removed)
    same = SEEN + hashlib.sha256(seen.encode("utf-8")).hexdigest() == kept["rule"]
    return [] if same else [f"the text and spans of {name} do not rebuild the page"]
