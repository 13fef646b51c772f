"""What is written comes back unchanged from every reader on docs/consume.md."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path

import pytest

from pipeline.manifest import write_descriptions
from pipeline.reader import read_lines
from pipeline.verify import Check
from pipeline.writer import COMPRESSIONS, Compression, ShardWriter
from tests.pipeline.nasty import Case, cases
from tests.pipeline.read_back import blocks

ROOT = Path(__file__).parents[2]
MODULES = {"pandas": "pandas", "polars": "polars", "DuckDB": "duckdb", "pyarrow": "pyarrow", "datasets": "datasets"}
MODULES |= {"datatrove": "datatrove", "PySpark": "pyspark"}
PROGRAMS = {"PySpark": "java", "jq": "jq"}
# Nothing is fetched, nothing is written into the home folder, and Spark binds to this machine alone.
OFFLINE = {"HF_HUB_OFFLINE": "1", "HF_DATASETS_OFFLINE": "1", "SPARK_LOCAL_IP": "127.0.0.1", "PYTHONWARNINGS": "ignore"}


def write(root: Path, shards: Sequence[Sequence[Case]], compression: Compression) -> Path:
    scratch = root / ".state"
    scratch.mkdir(parents=True)
    rows = []
    for number, shard in enumerate(shards):
        writer = ShardWriter(root, number, compression, scratch)
        for case in shard:
            writer.add(case.outcome)
        rows.append(writer.finish())
    write_descriptions(root, rows, {}, scratch)
    return root


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Return folders of all cases: in one shard, one a shard, and three a shard."""
    every = cases()
    root = tmp_path_factory.mktemp("readers")
    single = [[case] for case in every]
    return {
        "one": write(root / "one", [every], Compression.GZIP),
        "many": write(root / "many", single, Compression.GZIP),
        "zst": write(root / "zst", [every[at : at + 3] for at in range(0, len(every), 3)], Compression.ZSTD),
    }


def test_there_are_thirty_cases_and_each_is_a_record() -> None:
    found = cases()
    assert len(found) >= 30
    assert [case.name for case in found if not case.outcome.record] == []


@pytest.mark.parametrize("reader", blocks())
def test_no_value_comes_back_changed(reader: str, written: dict[str, Path], tmp_path: Path) -> None:
    _need(reader)
    folders = [written["one"], written["many"]]
    if reader not in ("json", "jq"):  # both are told to undo gzip
        folders.append(written["zst"])
    command = [sys.executable, "-m", "tests.pipeline.read_back", reader, *map(str, folders)]
    environment = os.environ | OFFLINE | {"HF_HOME": str(tmp_path)}
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr[-2000:]


def _need(reader: str) -> None:
    module, program = MODULES.get(reader), PROGRAMS.get(reader)
    if module and not find_spec(module):
        pytest.skip(f"{module} is not installed; make test-readers installs it")
    if program and not shutil.which(program):
        pytest.skip(f"{program} is not on this machine")


@pytest.mark.parametrize("folder", ["one", "many", "zst"])
def test_nasty_folders_verify(folder: str, written: dict[str, Path]) -> None:
    check = Check(written[folder])
    check.run()
    assert check.faults == []


@pytest.mark.parametrize("compression", COMPRESSIONS)
def test_a_line_of_twelve_megabytes_is_one_line(tmp_path: Path, compression: str) -> None:
    long = [case for case in cases() if "12 MB" in case.name]
    root = write(tmp_path / "out", [long], COMPRESSIONS[compression])
    check = Check(root)
    check.run()
    assert (check.faults, check.counts["articles"]) == ([], 1)


KEPT_BY_DEFAULT = (
    "id",
    "date_published",
    "date_modified",
    "date_fetched",
    "text_sha256",
    "dup_of",
    "n_chars",
    "n_paragraphs",
)
BY_DEFAULT = {
    "pandas": lambda shard: __import__("pandas").read_json(shard, lines=True).to_dict("records"),
    "polars": lambda shard: __import__("polars").read_ndjson(shard).to_dicts(),
    "duckdb": lambda shard: (
        __import__("duckdb").sql(f"select {', '.join(KEPT_BY_DEFAULT)} from '{shard}'").to_arrow_table().to_pylist()
    ),
    "pyarrow": lambda shard: __import__("pyarrow.json").json.read_json(shard).to_pylist(),
}


@pytest.mark.parametrize("reader", BY_DEFAULT)
@pytest.mark.parametrize("shards", ["all in one", "one a shard"])
def test_ids_and_dates_survive_readers_that_guess(reader: str, shards: str, tmp_path: Path) -> None:
    """Nobody reads the manual: keys whose form is ours come through every reader's defaults."""
    pytest.importorskip(reader)
    some = [case for case in cases() if "12 MB" not in case.name]
    root = write(tmp_path / "out", [some] if shards == "all in one" else [[case] for case in some], Compression.GZIP)
    for shard in sorted((root / "articles").iterdir()):
        written = [json.loads(line) for line in read_lines(shard)]
        read = BY_DEFAULT[reader](str(shard))
        for key in KEPT_BY_DEFAULT:
            assert [row[key] for row in read] == [record[key] for record in written], (shard.name, key)
