"""The dataset card and croissant.json, read by the tools they are written for."""

import json
import os
import subprocess
import sys
from collections import Counter
from importlib.util import find_spec
from pathlib import Path

import pytest

from pipeline.card import card
from pipeline.manifest import manifest
from pipeline.writer import Compression
from tests.pipeline.nasty import cases
from tests.pipeline.test_readers import OFFLINE, write

READ_CROISSANT = """
import os, sys, mlcroissant
os.chdir(sys.argv[1])
found = mlcroissant.Dataset(jsonld="croissant.json")
assert not found.metadata.issues.errors, found.metadata.issues.report()
rows = list(found.records("articles"))
print(len(rows), rows[0]["articles/id"].decode(), rows[0]["articles/n_chars"])
"""


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    some = [case for case in cases() if "12 MB" not in case.name]
    return write(tmp_path_factory.mktemp("card") / "out", [some[:10], some[10:]], Compression.GZIP)


def test_the_card_counts_pages_sites_and_days(root: Path) -> None:
    text = (root / "README.md").read_text("utf-8")
    found = json.loads((root / "manifest.json").read_bytes())
    assert f"| records | {found['records']} |" in text
    assert "Published from 1949-10-01 to 2024-02-05." in text
    assert "| example.com | " in text
    assert "grants no licence" in text


def test_the_card_of_no_records_says_so() -> None:
    text = card(manifest([], {}))
    assert "0 articles" in text
    assert "configs:" not in text
    assert "No page came with a URL." in text


def test_the_manifest_adds_up_the_sites_of_its_records(root: Path) -> None:
    sites: Counter[str] = Counter()
    for shard in json.loads((root / "manifest.json").read_bytes())["shards"]:
        sites.update(shard["sites"])
    written = Counter(json.loads(case.outcome.record)["site"] for case in cases() if "12 MB" not in case.name)
    assert sites == Counter({site: count for site, count in written.items() if site})


@pytest.mark.skipif(not find_spec("datasets"), reason="datasets is not installed; make test-readers installs it")
def test_the_head_of_the_card_is_understood_by_datasets(root: Path, tmp_path: Path) -> None:
    script = "import sys, datasets; found = datasets.load_dataset_builder(sys.argv[1]).info.features; print(len(found))"
    done = subprocess.run(
        [sys.executable, "-c", script, str(root)],
        env=os.environ | OFFLINE | {"HF_HOME": str(tmp_path)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.stdout.split() == ["27"], done.stderr


@pytest.mark.skipif(not find_spec("mlcroissant"), reason="mlcroissant is not installed; make test-readers installs it")
def test_mlcroissant_validates_and_reads_the_folder(root: Path) -> None:
    command = [sys.executable, "-c", READ_CROISSANT, str(root)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    first = json.loads(cases()[0].outcome.record)
    assert done.stdout.split() == [str(len(cases()) - 1), first["id"], str(first["n_chars"])], done.stderr
    assert "not standard" not in done.stderr
