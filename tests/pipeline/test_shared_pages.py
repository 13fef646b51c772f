"""The pages and documents kept beside the project; skipped where they are not."""

import json
from pathlib import Path
from typing import Any

import pytest

from pipeline.cli import main
from pipeline.errors import ExitCode
from pipeline.reader import read_lines

SHARED = Path(__file__).parent.parent.parent.parent / "shared"
SEED = SHARED / "seed"
PAGES = SHARED / "pages" / "html"


@pytest.mark.skipif(not SEED.exists(), reason="the seed is not here")
@pytest.mark.parametrize("name", ["000_38c9ca75c282e905.txt", "page.html"])
def test_the_seed_comes_out_clean(name: str, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    expected: dict[str, Any] = json.loads((SEED / "expected.json").read_bytes())
    assert main(["clean", str(SEED / name), "-q"]) == ExitCode.OK
    record = json.loads(capfdbinary.readouterr().out)
    record["date_published"] = record["date_published"][:10]
    assert {key: record[key] for key in expected} == expected


@pytest.mark.slow
@pytest.mark.skipif(not PAGES.exists(), reason="the pages are not here")
def test_every_page_is_in_records_or_rejects(tmp_path: Path) -> None:
    assert main(["clean", str(PAGES), "-o", str(tmp_path), "-q"]) == ExitCode.OK
    lines = {
        section: [json.loads(line) for path in sorted((tmp_path / section).glob("*")) for line in read_lines(path)]
        for section in ("articles", "rejects")
    }
    named = [line["input"] for line in (*lines["articles"], *lines["rejects"])]
    assert sorted(named) == sorted(str(path) for path in PAGES.iterdir() if path.is_file())
    assert not [line for line in lines["rejects"] if line["reason"] in ("crashed", "deadline")]
    assert main(["verify", str(tmp_path)]) == ExitCode.OK
