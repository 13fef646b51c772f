import json
import shutil
from pathlib import Path
from typing import Any

import pytest
from pyarrow import parquet

from pipeline.cli import main
from pipeline.errors import ExitCode
from pipeline.export import FORMS
from pipeline.options import FORMS as OFFERED
from pipeline.reader import read_lines
from pipeline.record import ID_PREFIX
from pipeline.schema import TYPES
from pipeline.writer import Compression
from tests.pipeline.nasty import cases
from tests.pipeline.test_readers import write


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    some = [case for case in cases() if "12 MB" not in case.name]
    return write(tmp_path_factory.mktemp("export") / "out", [some[:5], some[5:]], Compression.ZSTD)


def records(folder: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for shard in sorted((folder / "articles").iterdir()) for line in read_lines(shard)]


def exported(folder: Path, out: Path, form: str) -> list[Path]:
    assert main(["export", str(folder), "--format", form, "-o", str(out), "-q"]) == ExitCode.OK
    return sorted(path for path in out.iterdir() if path.name.startswith("part-"))


def test_every_form_is_offered() -> None:
    assert tuple(FORMS) == OFFERED


def test_parquet_holds_every_value_in_the_types_of_the_schema(folder: Path, tmp_path: Path) -> None:
    files = exported(folder, tmp_path, "parquet")
    assert [path.name for path in files] == ["part-00000.parquet", "part-00001.parquet"]
    assert [row for path in files for row in parquet.read_table(path).to_pylist()] == records(folder)
    assert parquet.read_schema(files[0]).names == list(TYPES)


def test_dolma_documents_have_their_dates_in_iso(folder: Path, tmp_path: Path) -> None:
    lines = [json.loads(line) for path in exported(folder, tmp_path, "dolma") for line in read_lines(path)]
    assert {tuple(line) for line in lines} == {("id", "text", "source", "added", "created", "metadata")}
    assert {"", "2024-02-05", "2024-02-05T14:03:00", "2024-02-05T14:03:00+08:00"} <= {line["created"] for line in lines}
    assert "2024-02-05T06:07:08+00:00" in {line["added"] for line in lines}
    assert [{**line["metadata"], "id": line["id"], "text": line["text"]} for line in lines] == records(folder)


def test_datatrove_documents_come_back_whole(folder: Path, tmp_path: Path) -> None:
    lines = [json.loads(line) for path in exported(folder, tmp_path, "datatrove") for line in read_lines(path)]
    assert [{**line["metadata"], "id": line["id"], "text": line["text"]} for line in lines] == records(folder)
    reader = pytest.importorskip(
        "datatrove.pipeline.readers", reason="make test-readers installs datatrove"
    ).JsonlReader
    documents = list(reader(str(tmp_path), glob_pattern="part-*").run())
    assert [(document.id, document.text) for document in documents] == [(line["id"], line["text"]) for line in lines]


def test_statistics_say_what_the_keys_hold(folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["export", str(folder), "--format", "statistics", "-o", str(tmp_path), "--json"])
    found = json.loads(capsys.readouterr().out)
    keys, written = found["keys"], records(folder)
    assert found["records"] == len(written)
    assert keys["script_in"]["values"] == {"Hans": len(written)}
    assert keys["author"]["filled"] == sum(bool(record["author"]) for record in written)
    assert keys["id"]["least"] == keys["id"]["most"] == len(ID_PREFIX) + 26
    assert keys["n_chars"]["most"] == max(record["n_chars"] for record in written)
    assert keys["quality.han_share"]["most"] == 1.0
    assert "values" not in keys["id"]


def test_equal_folders_give_equal_bytes(folder: Path, tmp_path: Path) -> None:
    for form in FORMS:
        one, two = (exported(folder, tmp_path / f"{form}-{number}", form) for number in range(2))
        assert [path.read_bytes() for path in one] == [path.read_bytes() for path in two]


def test_a_damaged_folder_is_not_exported(folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    shutil.copytree(folder, tmp_path / "in")
    shard = tmp_path / "in" / "articles" / "part-00001.jsonl.zst"
    shard.write_bytes(shard.read_bytes()[:-100])
    assert main(["export", str(tmp_path / "in"), "-o", str(tmp_path / "out"), "--format", "dolma"]) == ExitCode.INTERNAL
    assert "see verify" in capsys.readouterr().err
    assert not (tmp_path / "out" / "part-00001.jsonl.gz").exists()


def test_what_is_no_folder_of_ours_is_a_usage_error(tmp_path: Path, folder: Path) -> None:
    assert main(["export", str(tmp_path)]) == ExitCode.USAGE
    assert main(["export", str(folder), "-o", str(folder)]) == ExitCode.USAGE
    assert main(["export", str(folder), "--format", "csv"]) == ExitCode.USAGE
