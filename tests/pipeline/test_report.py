"""The report's figures against the folder it tells of, and the bounds of what it holds in memory."""

import json
import tracemalloc
from pathlib import Path

import pytest

from benchmarks.report_size import synthetic, write_folder
from pipeline.cli import main
from pipeline.errors import ExitCode
from pipeline.report import gather as gathering
from pipeline.report.gather import gather
from pipeline.report.periods import MOST_BARS, periods
from pipeline.report.sources import manifest_of, pages_at_hand
from pipeline.report.tally import Lengths, Spread, Tally

ROOT = Path(__file__).parent.parent.parent
Printed = pytest.CaptureFixture[str]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("report") / "out"
    assert main(["clean", str(ROOT / "data" / "demo"), "-o", str(out), "-q"]) == ExitCode.OK
    return out


def test_facts_agree_with_the_manifest(folder: Path) -> None:
    manifest = manifest_of(folder)
    facts = gather(folder, manifest, 10)
    counts = manifest["counts"]
    assert facts.records == manifest["records"] == facts.lengths.count
    assert facts.chars == counts["chars"] == facts.lengths.total
    assert sum(facts.stages.values()) == counts["removed_chars"]
    assert facts.stages["spam"] == counts["spam_chars"] == facts.spam_hosts.counts.total()
    assert facts.changed == counts["t2s_changed_chars"]
    assert sum(spans for spans, _, _ in facts.rules.values()) == counts["removed_spans"]
    assert {reason: found.count for reason, found in facts.rejects.items()} == manifest["reasons"]
    assert facts.undated + facts.days.counts.total() == facts.records
    assert all(spread.count == facts.records for spread in facts.quality.values())
    assert len(facts.sample) == 10
    weights = [one.weight for one in facts.sample]
    assert weights == sorted(weights, reverse=True)


def test_the_same_folder_gives_the_same_report(folder: Path, tmp_path: Path) -> None:
    files = [tmp_path / name / "r.html" for name in "ab"]
    for file in files:
        file.parent.mkdir()
        assert main(["report", str(folder), "-o", str(file), "-q"]) == ExitCode.OK
    assert files[0].read_bytes() == files[1].read_bytes()
    pages = [sorted(path.name for path in file.with_name("r-pages").iterdir()) for file in files]
    assert pages[0] == pages[1] != []


def test_it_stands_beside_a_folder_that_verifies_and_goes_with_it(folder: Path, capsys: Printed) -> None:
    assert main(["report", str(folder), "--json", "--explained", "3"]) == ExitCode.OK
    told = json.loads(capsys.readouterr().out)
    assert told["report"] == str(folder / "report.html")
    assert told["explained"] == len(list((folder / "report-pages").iterdir())) == 3
    assert main(["verify", str(folder)]) == ExitCode.OK
    assert main(["clean", str(ROOT / "data" / "demo"), "-o", str(folder), "--fresh", "-q"]) == ExitCode.OK
    assert not (folder / "report.html").exists()
    assert not (folder / "report-pages").exists()


def test_a_new_report_takes_the_old_pages_away_and_nothing_else(folder: Path, tmp_path: Path) -> None:
    file, beside = tmp_path / "mine.html", tmp_path / "mine-pages"
    beside.mkdir()
    (beside / "letter.html").write_text("mine")
    assert main(["report", str(folder), "-o", str(file), "-q"]) == ExitCode.OK
    assert len(list(beside.iterdir())) > 20
    assert main(["report", str(folder), "-o", str(file), "-q", "--explained", "0"]) == ExitCode.OK
    assert [path.name for path in beside.iterdir()] == ["letter.html"]


def test_pages_of_a_dump_are_found_again(tmp_path: Path) -> None:
    dump = tmp_path / "dump#1.jsonl"
    pages = sorted((ROOT / "data" / "demo").glob("*.html"))
    dump.write_bytes(
        b"".join(json.dumps({"html": page.read_text("utf-8", "replace")}).encode() + b"\n" for page in pages)
    )
    out = tmp_path / "out"
    assert main(["clean", str(dump), "-o", str(out), "-q"]) == ExitCode.OK
    references = [f"{dump}#{number}" for number in (3, 1, 999)]
    assert list(pages_at_hand([*references, str(tmp_path / "gone.html"), "http://a.example/"])) == references[1::-1]
    assert main(["report", str(out), "-q"]) == ExitCode.OK
    explained = list((out / "report-pages").glob("zn1_*.html"))
    assert len(explained) == manifest_of(out)["records"]
    assert not any("another text" in page.read_text("utf-8") for page in explained)


def test_a_folder_without_records(tmp_path: Path) -> None:
    write_folder(tmp_path, [])
    assert main(["report", str(tmp_path), "-q"]) == ExitCode.OK
    assert "<b>0</b>" in (tmp_path / "report.html").read_text("utf-8")


def test_a_damaged_shard_is_named(tmp_path: Path, capsys: Printed) -> None:
    write_folder(tmp_path, synthetic(20))
    shard = tmp_path / "articles" / "part-00000.jsonl.gz"
    shard.write_bytes(shard.read_bytes()[:-40])
    assert main(["report", str(tmp_path)]) == ExitCode.USAGE
    assert f"{shard} cannot be read" in capsys.readouterr().err
    assert not (tmp_path / "report.html").exists()


def test_memory_does_not_grow_with_the_records(tmp_path: Path) -> None:
    peaks = []
    for count in (500, 3000):
        write_folder(tmp_path / str(count), synthetic(count))
        manifest = manifest_of(tmp_path / str(count))
        tracemalloc.start()
        gather(tmp_path / str(count), manifest, 50)
        peaks.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()
    assert peaks[1] < 2.5 * peaks[0]


def test_hosts_beyond_a_bound_are_counted_together(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(gathering, "MAX_HOSTS", 5)
    write_folder(tmp_path, synthetic(200))
    facts = gather(tmp_path, manifest_of(tmp_path), 0)
    assert len(facts.hosts) == 6
    assert sum(host.records for host in facts.hosts.values()) == 200


def test_a_tally_keeps_what_is_common() -> None:
    tally = Tally(limit=10)
    for number in range(1000):
        tally.add(f"rare {number}")
        tally.add("common")
    assert tally.top(1) == [("common", 1000)]
    assert len(tally.counts) <= 20
    assert tally.counts.total() + tally.forgotten == 2000


def test_spreads_and_lengths() -> None:
    spread = Spread(1.0)
    for number in range(101):
        spread.add(number / 100)
    assert spread.quantile(0.5) == pytest.approx(0.5, abs=0.01)
    assert spread.mean == pytest.approx(0.5)
    assert sum(spread.bins(25)) == 101
    lengths = Lengths((0, 10, 100))
    for value in (0, 9, 10, 99, 100, 5000):
        lengths.add(value)
    assert lengths.bins == [2, 2, 2]
    assert lengths.labels() == ["0–9", "10–99", "100+"]


@pytest.mark.parametrize(
    ("days", "first", "bars"),
    [
        pytest.param({"2024-02-28": 1, "2024-03-02": 1}, ("2024-02-28", 1), 4, id="days with a gap"),
        pytest.param({"2022-01-31": 1, "2024-03-02": 1}, ("2022-01", 1), 27, id="months"),
        pytest.param({"1998-01-31": 1, "2024-03-02": 1}, ("1998", 1), 27, id="years"),
        pytest.param({"1970-01-01": 2, "2024-03-02": 999}, ("earlier", 2), 2, id="a stray"),
        pytest.param({"nonsense": 2, "2024-03-02": 9}, ("2024-03-02", 9), 1, id="no day"),
    ],
)
def test_periods(days: dict[str, int], first: tuple[str, int], bars: int) -> None:
    found = periods(days)
    assert found[0] == first
    assert len(found) == bars <= MOST_BARS
    assert sum(count for _, count in found) == sum(count for day, count in days.items() if day != "nonsense")
