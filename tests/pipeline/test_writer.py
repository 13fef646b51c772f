import gzip
import hashlib
from pathlib import Path

import pytest

from pipeline.outcome import Outcome, reject
from pipeline.reader import read_lines
from pipeline.writer import Compression, ShardRow, ShardWriter, write_whole
from tests.pipeline.pages import made


@pytest.fixture
def scratch(tmp_path: Path) -> Path:
    folder = tmp_path / "scratch"
    folder.mkdir()
    return folder


def shard(root: Path, scratch: Path, outcomes: list[Outcome], compression: Compression = Compression.GZIP) -> ShardRow:
    root.mkdir(exist_ok=True)
    writer = ShardWriter(root, 0, compression, scratch)
    for outcome in outcomes:
        writer.add(outcome)
    return writer.finish()


OUTCOMES = [made(1), reject("bad.html", "empty", "no bytes"), made(2)]


@pytest.mark.parametrize("compression", list(Compression))
def test_what_is_written_is_read_back(tmp_path: Path, scratch: Path, compression: Compression) -> None:
    row = shard(tmp_path / "out", scratch, OUTCOMES, compression)
    assert (row.pages, row.records, row.rejects, row.reasons) == (3, 2, 1, {"empty": 1})
    lines = list(read_lines(tmp_path / "out" / row.files[0].path))
    assert lines == [OUTCOMES[0].record, OUTCOMES[2].record]


@pytest.mark.parametrize("compression", list(Compression))
def test_equal_pages_give_equal_bytes_anywhere(tmp_path: Path, scratch: Path, compression: Compression) -> None:
    assert shard(tmp_path / "one", scratch, OUTCOMES, compression) == shard(
        tmp_path / "two", scratch, OUTCOMES, compression
    )


def test_the_row_tells_the_truth_about_every_file(tmp_path: Path, scratch: Path) -> None:
    for row in shard(tmp_path / "out", scratch, OUTCOMES).files:
        found = (tmp_path / "out" / row.path).read_bytes()
        assert (len(found), hashlib.sha256(found).hexdigest()) == (row.bytes, row.sha256)
        assert gzip.decompress(found).count(b"\n") == row.lines


def test_no_file_has_its_name_before_it_is_whole(tmp_path: Path, scratch: Path) -> None:
    writer = ShardWriter(tmp_path, 0, Compression.PLAIN, scratch)
    writer.add(made(1))
    assert not list(tmp_path.glob("articles/*"))
    writer.abandon()
    assert not list(scratch.iterdir())


def test_sections_without_lines_have_no_file(tmp_path: Path, scratch: Path) -> None:
    row = shard(tmp_path / "out", scratch, [reject("bad.html", "empty", "no bytes")])
    assert [found.path for found in row.files] == ["rejects/part-00000.jsonl.gz"]


def test_a_small_file_is_replaced_at_one_stroke(tmp_path: Path, scratch: Path) -> None:
    target = tmp_path / "manifest.json"
    write_whole(target, [b"old"], scratch)
    write_whole(target, [b"n", b"ew"], scratch)
    assert target.read_bytes() == b"new"
    assert not list(scratch.iterdir())
