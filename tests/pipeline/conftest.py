"""A real S3 server for the tests that ask for one, and a folder as a run writes it."""

import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from pipeline import cleaning
from pipeline.cli import main
from tests.pipeline.pages import write_stories
from tests.pipeline.stores import BUCKET, served, talk_to


@pytest.fixture(scope="session")
def server() -> Iterator[int]:
    """Return the port of a server that runs while there are tests."""
    with served() as port:
        yield port


@pytest.fixture
def store(server: int, monkeypatch: pytest.MonkeyPatch) -> Any:
    """Return the server's file system, with an empty bucket in it, which commands are made to find."""
    import s3fs

    talk_to(server, monkeypatch)
    found = s3fs.S3FileSystem(use_listings_cache=False, skip_instance_cache=True)
    if found.exists(BUCKET):
        found.rm(BUCKET, recursive=True)
    found.mkdir(BUCKET)
    return found


@pytest.fixture
def empty_places(store: Any, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Give a test an empty memory and an empty current folder beside the bucket, and a folder of its own for copies."""
    import fsspec

    fsspec.filesystem("memory").store.clear()
    monkeypatch.setattr(type(store), "retries", 1)  # what is refused is to be refused now
    for place in ("here", "copies"):
        (tmp_path / place).mkdir()
    monkeypatch.chdir(tmp_path / "here")
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "copies"))


@pytest.fixture(scope="session")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder of three shards, 40 records and one reject; its inputs are beside it. Nobody changes it."""
    root = tmp_path_factory.mktemp("whole")
    write_stories(root / "in", 40)
    (root / "in" / "empty.html").write_bytes(b"")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(cleaning, "MAX_SHARD_PAGES", 16)
        assert main(["clean", str(root / "in"), "-o", str(root / "out"), "--jobs", "1", "--no-progress", "-q"]) == 0
    return root / "out"
