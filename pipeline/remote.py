"""An output folder in an object store: shards are made whole on this machine, then put there one by one.

The order of a shard's files is that of a local folder: its lines, the keys of its inputs, its receipt last; the manifest comes
after all receipts. A run that is killed in between leaves lines without a receipt, which the next one deletes. Nothing of
the local files is needed to go on: any machine may.
"""

import tempfile
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict
from pathlib import Path
from types import TracebackType
from typing import Any, Final, Self

from pipeline.errors import UsageError
from pipeline.folder import OURS, SETTINGS, OutputFolder
from pipeline.lines import json_line
from pipeline.object_store import ObjectStore
from pipeline.places import MANIFEST, STATE
from pipeline.reader import read_lines
from pipeline.store_lease import Lease
from pipeline.writer import SECTIONS, ShardRow, ShardWriter

RECEIPTS: Final = f"{STATE}/shards"


class RemoteFolder(OutputFolder):
    """A folder under a URL that one run at a time fills; used in a `with`."""

    def __init__(self, url: str, settings: Mapping[str, Any]) -> None:
        self._store = ObjectStore(url)
        self._lease = Lease(self._store)
        self._staging = tempfile.TemporaryDirectory(prefix="run-pipeline-")
        super().__init__(Path(self._staging.name), settings)

    def __enter__(self) -> Self:
        try:
            self._lease.acquire()
            return super().__enter__()
        except BaseException:
            self._staging.cleanup()
            raise

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        super().__exit__(kind, error, trace)
        self._staging.cleanup()
        self._lease.release()

    @property
    def spill(self) -> str:
        """Return where the workers of a cluster leave what they made."""
        return f"{self._store.url}/{STATE}/spill"

    def start_over(self) -> None:
        """Delete what earlier runs wrote, and nothing else; the receipts last."""
        for name in (MANIFEST, *(ours for ours in OURS if ours != MANIFEST), f"{STATE}/spill", RECEIPTS):
            self._store.delete(self._store.names(name))
        self._store.delete([f"{STATE}/{SETTINGS}"])

    def resume(self) -> None:
        """Read the receipts of finished shards and delete what was left unfinished."""
        self._fetch([name for name in self._store.names(STATE) if name.startswith((RECEIPTS, f"{STATE}/{SETTINGS}"))])
        lines = [name for section in SECTIONS for name in self._store.names(section)]
        if lines and not (self.state / SETTINGS).exists():
            raise UsageError(
                f"{self._store.url}/{lines[0]} was not written by this program",
                "give another -o, or add --fresh to delete it",
            )
        super().resume()
        finished = {found.path for row in self.rows for found in row.files}
        self._store.delete(name for name in lines if name not in finished)
        self._store.delete(self._store.names(f"{STATE}/spill"))
        self._put(self.state / SETTINGS)

    def read_shard(self, path: Path) -> Iterator[bytes]:
        """Yield the lines of a finished shard's file, which is fetched for it."""
        self._fetch([path.relative_to(self.root).as_posix()])
        yield from read_lines(path)
        path.unlink()

    def commit(self, writer: ShardWriter, keys: Iterable[tuple[str, str]]) -> ShardRow:
        """Finish a shard, and put it into the store with its receipt last."""
        self._lease.check()
        row = super().commit(writer, keys)
        for found in row.files:
            self._put(self.root / found.path)
            (self.root / found.path).unlink()
        for end in (".inputs", ".ids"):
            self._put(self.root / RECEIPTS / f"{row.name}{end}")
        self._store.put(f"{RECEIPTS}/{row.name}.json", json_line(asdict(row)))
        return row

    def seal(self) -> None:
        """Put what describes the shards, the manifest last."""
        super().seal()
        written = [path for path in self.root.iterdir() if path.is_file()]
        for path in sorted(written, key=lambda path: path.name == MANIFEST):
            self._put(path)

    def _put(self, path: Path) -> None:
        self._store.put(path.relative_to(self.root).as_posix(), path.read_bytes())

    def _fetch(self, names: Iterable[str]) -> None:
        for name in names:
            path = self.root / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(self._store.get(name))
