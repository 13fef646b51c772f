"""Records of an output folder in other shapes: Parquet, and the JSONL of Dolma and of datatrove.

A shard becomes a file of the same number, written under a temporary name; statistics.json says what the keys hold.
"""

import json
import shutil
from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import Any, Final

from zstandard import ZstdError

from pipeline.card import article_files
from pipeline.errors import PipelineError, UsageError
from pipeline.key_statistics import Statistics
from pipeline.lines import json_line
from pipeline.manifest import as_json
from pipeline.output_files import OutputFiles, Place, files_at
from pipeline.places import MANIFEST
from pipeline.quality import SIGNALS
from pipeline.reader import read_lines
from pipeline.schema import TYPES
from pipeline.writer import Compression, LineFile, write_whole

Row = dict[str, Any]
STATISTICS: Final = "statistics.json"
SOURCE: Final = "run-pipeline"
ROW_GROUP: Final = 4096
LEFT_OUT: Final = frozenset(("id", "text"))


def export(folder: Place, out: Path, form: str) -> int:
    """Write every shard in a form of `FORMS`, and what the keys hold; return how many records there are."""
    files = files_at(folder)
    shards = article_files(_manifest(files))
    out.mkdir(parents=True, exist_ok=True)
    scratch = out / ".tmp"
    scratch.mkdir(exist_ok=True)
    statistics = Statistics()
    try:
        for row in shards:
            records = statistics.watch(_records(files, row))
            FORMS[form](records, out / Path(row["path"]).name.partition(".")[0], scratch)
        write_whole(out / STATISTICS, [as_json(statistics.as_json())], scratch)
    finally:
        shutil.rmtree(scratch)
    return statistics.records


def _manifest(files: OutputFiles) -> Row:
    try:
        return dict(json.loads(files.read(MANIFEST)))
    except (FileNotFoundError, NotADirectoryError):
        raise files.no_manifest() from None
    except (OSError, ValueError) as error:
        raise UsageError(f"{files.where(MANIFEST)} is no manifest: {error}", "run again with --fresh") from error


def _records(files: OutputFiles, row: Row) -> Iterator[Row]:
    """Yield the records of a file; raise where it does not hold as many as the manifest says."""
    count = 0
    try:
        with files.at_hand(row["path"]) as stored:
            for line in read_lines(stored):
                yield json.loads(line)
                count += 1
    except (OSError, EOFError, ValueError, ZstdError) as error:
        raise PipelineError(f"{row['path']}: cannot be read after line {count}: {error}; see verify") from error
    if count != row["lines"]:
        raise PipelineError(f"{row['path']}: has {count} lines, the manifest says {row['lines']}; see verify")


def dolma_line(record: Row) -> Row:
    """Return a record in the shape of Dolma's documents.

    >>> dolma_line({"id": "a", "text": "b", "date_published": "2024-02-05 14:03:00 +08:00", "date_fetched": "", "n": 1})["created"]
    '2024-02-05T14:03:00+08:00'
    """
    metadata = {key: value for key, value in record.items() if key not in LEFT_OUT}
    return {
        "id": record["id"],
        "text": record["text"],
        "source": SOURCE,
        "added": iso_date(record["date_fetched"]),
        "created": iso_date(record["date_published"]),
        "metadata": metadata,
    }


def datatrove_line(record: Row) -> Row:
    """Return a record in the shape that datatrove's writers give its documents."""
    metadata = {key: value for key, value in record.items() if key not in LEFT_OUT}
    return {"text": record["text"], "id": record["id"], "metadata": metadata}


def iso_date(written: str) -> str:
    """Return a date of the record in ISO 8601.

    >>> iso_date("2024-02-05 local"), iso_date("2024-02-05 14:03:00 local")
    ('2024-02-05', '2024-02-05T14:03:00')
    """
    day, *rest = written.split(" ")
    clock, zone = (rest[0], rest[1].removeprefix("local")) if len(rest) > 1 else ("", "")
    return f"{day}T{clock}{zone}" if clock else day


def _write_lines(shape: Callable[[Row], Row]) -> Callable[[Iterable[Row], Path, Path], None]:
    def write(records: Iterable[Row], stem: Path, scratch: Path) -> None:
        out = LineFile(scratch / stem.name, stem.with_name(f"{stem.name}.jsonl.gz"), Compression.GZIP)
        try:
            for record in records:
                out.write(json_line(shape(record)), 1)
            out.close(stem.parent)
            out.publish()
        finally:
            out.abandon()

    return write


def _write_parquet(records: Iterable[Row], stem: Path, scratch: Path) -> None:
    try:
        import pyarrow as pa
        from pyarrow import parquet
    except ImportError as error:
        raise UsageError("Parquet needs pyarrow", "pip install '.[parquet]'") from error
    arrow: dict[Any, Any] = {str: pa.string(), int: pa.int64()}
    signals = pa.struct([(name, pa.float64()) for name in SIGNALS])
    schema = pa.schema([(name, arrow.get(type_, signals)) for name, type_ in TYPES.items()])
    temporary = scratch / stem.name
    rows = iter(records)
    with parquet.ParquetWriter(temporary, schema, compression="zstd") as out:
        while group := list(islice(rows, ROW_GROUP)):
            out.write_table(pa.Table.from_pylist(group, schema))
    temporary.replace(stem.with_name(f"{stem.name}.parquet"))


def _write_nothing(records: Iterable[Row], stem: Path, scratch: Path) -> None:  # noqa: ARG001  (the shape of a form)
    for _ in records:
        pass


FORMS: Final[dict[str, Callable[[Iterable[Row], Path, Path], None]]] = {
    "parquet": _write_parquet,
    "dolma": _write_lines(dolma_line),
    "datatrove": _write_lines(datatrove_line),
    "statistics": _write_nothing,
}
