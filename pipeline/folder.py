"""The output folder: which shards are finished, which inputs are in them, and who may write.

`.state/` holds the lock, a receipt for each finished shard with the keys of its inputs, and files in the making. A
shard counts when its receipt is there; whatever a crash left without one is deleted when the next run opens the folder.
"""

import json
import shutil
from collections.abc import Iterable, Iterator, Mapping
from contextlib import ExitStack, closing
from dataclasses import asdict
from pathlib import Path
from types import TracebackType
from typing import Any, Final, Self

from filelock import FileLock, Timeout

from pipeline.engines.items import Item, item_keys, name_key, name_of
from pipeline.errors import AlreadyRunning, UsageError
from pipeline.holdings import HOLDINGS, Holdings
from pipeline.ledger import INDEX
from pipeline.lines import json_line
from pipeline.manifest import write_descriptions
from pipeline.marks import marks_path, read_marks
from pipeline.places import MANIFEST, STATE
from pipeline.reader import read_lines
from pipeline.writer import SECTIONS, Compression, FileRow, ShardRow, ShardWriter, articles_of, write_whole

SETTINGS: Final = "settings.json"
STATE_FILES: Final = (
    *("shards", SETTINGS, "tmp", "spill"),
    *(f"{base}{end}" for base in (INDEX, HOLDINGS, "frontier.sqlite") for end in ("", "-wal", "-shm")),
)
OURS: Final = (*SECTIONS, MANIFEST, "schema.json", "README.md", "croissant.json", "report.html", "report-pages")


class OutputFolder:
    """A folder that one run at a time fills; used in a `with`."""

    def __init__(self, root: Path, settings: Mapping[str, Any]) -> None:
        self.root = root
        self.rows: list[ShardRow] = []
        self._settings = json.loads(json.dumps(settings))
        self.holdings: Holdings  # from `resume` on
        self._opened = ExitStack()
        self.state = root / STATE
        self.scratch = self.state / "tmp"
        self._receipts = self.state / "shards"
        self._lock = FileLock(self.state / "lock", timeout=0)

    def __enter__(self) -> Self:
        if self.root.parts and self.root.parts[0].endswith(":"):
            raise UsageError(f"{self.root} is no folder of this machine", "only clean writes into stores such as s3://")
        self.state.mkdir(parents=True, exist_ok=True)
        try:
            self._lock.acquire()
        except Timeout:
            raise AlreadyRunning(f"another run is writing to {self.root}; wait for it or give another -o") from None
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._opened.close()
        self._lock.release()

    def start_over(self) -> None:
        """Delete what earlier runs wrote, and nothing else."""
        for name in (*OURS, *(f"{STATE}/{name}" for name in STATE_FILES)):
            path = self.root / name
            if path.is_dir():
                shutil.rmtree(path)
            else:
                path.unlink(missing_ok=True)

    def resume(self) -> None:
        """Read the receipts of finished shards and delete what was left unfinished."""
        self._check_settings()
        for left in (self.scratch, self.state / "spill"):
            if left.exists():
                shutil.rmtree(left)
        self.scratch.mkdir(parents=True)
        self._receipts.mkdir(exist_ok=True)
        for receipt in sorted(self._receipts.glob("*.json")):
            row = json.loads(receipt.read_bytes())
            self.rows.append(ShardRow(**{**row, "files": [FileRow(**found) for found in row["files"]]}))
        self.holdings = self._opened.enter_context(closing(Holdings(self.state / HOLDINGS)))
        self.holdings.catch_up(self.rows, self._keys_of, self._marks_of)
        self._delete_unfinished()
        write_whole(self.state / SETTINGS, [json_line(self._settings)], self.scratch)

    def holds(self, item: Item) -> bool:
        """Tell whether a finished shard already has this input; raise `UsageError` where it has changed since."""
        name, content = item_keys(item)
        known = self.holdings.content(name)
        if known not in (None, content):
            raise UsageError(
                f"{name_of(item)} has changed since {self.root} was written",
                "add --fresh to write the folder anew, or give another -o",
            )
        return known is not None

    def holds_name(self, name: str) -> bool:
        """Tell whether a finished shard has an input of this name that was read by itself."""
        return self.holdings.content(name_key(name)) is not None

    def read_shard(self, path: Path) -> Iterator[bytes]:
        """Yield the lines of a finished shard's file."""
        return read_lines(path)

    @property
    def spill(self) -> str:
        """Return where the workers of a cluster leave what they made."""
        return str(self.state.absolute() / "spill")

    def mark(self, name: str) -> str:
        """Return the newest value that was committed with a shard under a name of the caller's, "" for none."""
        return self.holdings.content(name) or ""

    def new_shard(self, compression: Compression) -> ShardWriter:
        """Return the writer of the next shard."""
        return ShardWriter(self.root, len(self.rows), compression, self.scratch)

    def commit(self, writer: ShardWriter, keys: Iterable[tuple[str, str]]) -> ShardRow:
        """Finish a shard that was made of the inputs with these `item_keys`, and write its receipt last."""
        row = writer.finish()
        keys = list(keys)
        write_whole(
            self._receipts / f"{row.name}.inputs",
            [f"{name} {content}\n".encode() for name, content in keys],
            self.scratch,
        )
        write_whole(marks_path(self.root, row.name), [mark + b"\n" for mark in writer.marks], self.scratch)
        write_whole(self._receipts / f"{row.name}.json", [json_line(asdict(row))], self.scratch)
        self.holdings.commit(row, keys)
        self.rows.append(row)
        return row

    def seal(self) -> None:
        """Write what describes the shards, the manifest last."""
        write_descriptions(self.root, self.rows, self._settings, self.scratch)

    def _keys_of(self, row: ShardRow) -> list[tuple[str, str]]:
        lines = (self._receipts / f"{row.name}.inputs").read_text("ascii").splitlines()
        return [(name, content) for name, content in map(str.split, lines)]

    def _marks_of(self, row: ShardRow) -> list[bytes]:
        shard = articles_of(self.root, row)
        return read_marks(marks_path(self.root, row.name), shard, self.read_shard) if shard else []

    def _check_settings(self) -> None:
        path = self.state / SETTINGS
        if not path.exists():
            foreign = [name for name in SECTIONS if (self.root / name).exists()]
            if foreign:
                raise UsageError(
                    f"{self.root}/{foreign[0]} was not written by this program",
                    "give another -o, or add --fresh to delete it",
                )
            return
        before = json.loads(path.read_bytes())
        changed = [key for key in self._settings | before if before.get(key) != self._settings.get(key)]
        if changed:
            key = changed[0]
            raise UsageError(
                f"{self.root} was written with {key} = {before.get(key)}, this run has {self._settings.get(key)}",
                "add --fresh to write the folder anew, or give another -o",
            )

    def _delete_unfinished(self) -> None:
        finished = {found.path for row in self.rows for found in row.files}
        for section in SECTIONS:
            for path in (self.root / section).glob("part-*"):
                if path.relative_to(self.root).as_posix() not in finished:
                    path.unlink()
