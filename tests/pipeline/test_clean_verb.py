import gzip
import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from pipeline.cli import main
from pipeline.errors import ExitCode
from tests.pipeline.pages import story_html, write_stories
from tests.scraper.test_warc import members, record, response

ROOT = Path(__file__).parent.parent.parent


def records(folder: Path, section: str = "articles") -> list[dict[str, Any]]:
    lines = [
        line
        for path in sorted((folder / section).glob("*"))
        for line in gzip.decompress(path.read_bytes()).splitlines()
    ]
    return [json.loads(line) for line in lines]


def every_byte(folder: Path) -> dict[str, bytes]:
    """Return the content of every file that is there for a reader."""
    paths = [path for path in folder.rglob("*") if path.is_file() and ".state" not in path.parts]
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in paths}


@pytest.fixture
def stories(tmp_path: Path) -> Path:
    write_stories(tmp_path / "in", 5)
    return tmp_path / "in"


def clean(*arguments: object) -> int:
    return main(["clean", *map(str, arguments), "--no-progress"])


def test_every_input_is_in_records_or_rejects(stories: Path, tmp_path: Path) -> None:
    (stories / "zz-empty.html").write_bytes(b"")
    assert clean(stories, "-o", tmp_path / "out") == ExitCode.OK
    kept, rejected = records(tmp_path / "out"), records(tmp_path / "out", "rejects")
    assert [Path(record["input"]).name for record in kept] == [f"story-{number:04d}.html" for number in range(5)]
    assert [Path(line["input"]).name for line in rejected] == ["zz-empty.html"]
    manifest = json.loads((tmp_path / "out" / "manifest.json").read_bytes())
    assert (manifest["in"], manifest["records"], manifest["rejects"]) == (6, 5, 1)


def test_a_record_holds_the_story_and_what_was_cut(stories: Path, tmp_path: Path) -> None:
    clean(stories / "story-0000.html", "-o", tmp_path / "out")
    (record,) = records(tmp_path / "out")
    assert record["title"] == "市图书馆延长夏季开放时间"
    assert record["text"].startswith("本市图书馆昨日宣布")
    assert record["date_published"] == "2024-02-01 10:30:00 local"
    removed = records(tmp_path / "out", "removed")
    assert {line["id"] for line in removed} == {record["id"]}
    assert sum(len(line["text"]) for line in removed if line["stage"] != "kept") == record["removed_chars"]


def test_records_go_to_stdout_without_an_output(stories: Path, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    assert clean(stories, "-o", "-", "--json") == ExitCode.OK
    shown = capfdbinary.readouterr()
    assert len([json.loads(line) for line in shown.out.splitlines()]) == 5
    assert json.loads(shown.err)["records"] == 5


def test_a_second_run_does_nothing_again(stories: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    clean(stories, "-o", tmp_path / "out")
    before = every_byte(tmp_path / "out")
    assert clean(stories, "-o", tmp_path / "out", "--json") == ExitCode.OK
    assert json.loads(capsys.readouterr().out)["skipped"] == 5
    assert every_byte(tmp_path / "out") == before


def test_new_inputs_add_a_shard(stories: Path, tmp_path: Path) -> None:
    clean(stories, "-o", tmp_path / "out")
    first = (tmp_path / "out/articles/part-00000.jsonl.gz").read_bytes()
    (stories / "zz-new.html").write_bytes(story_html(77))
    clean(stories, "-o", tmp_path / "out")
    assert (tmp_path / "out/articles/part-00000.jsonl.gz").read_bytes() == first
    assert [Path(record["input"]).name for record in records(tmp_path / "out")][-1] == "zz-new.html"
    assert json.loads((tmp_path / "out/manifest.json").read_bytes())["in"] == 6


def test_a_changed_input_is_refused_until_fresh(
    stories: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    clean(stories, "-o", tmp_path / "out")
    (stories / "story-0002.html").write_bytes(story_html(2, "（更正）"))
    assert clean(stories, "-o", tmp_path / "out") == ExitCode.USAGE
    assert "story-0002.html has changed" in capsys.readouterr().err
    assert clean(stories, "-o", tmp_path / "out", "--fresh") == ExitCode.OK
    assert len(records(tmp_path / "out")) == 5


def test_other_settings_are_refused_until_fresh(
    stories: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    clean(stories, "-o", tmp_path / "out")
    assert clean(stories, "-o", tmp_path / "out", "--compress", "plain") == ExitCode.USAGE
    assert "compress = gz" in capsys.readouterr().err


def test_a_folder_of_somebody_else_is_not_touched(stories: Path, tmp_path: Path) -> None:
    (tmp_path / "out" / "articles").mkdir(parents=True)
    (tmp_path / "out" / "articles" / "mine.txt").write_text("mine")
    assert clean(stories, "-o", tmp_path / "out") == ExitCode.USAGE
    assert (tmp_path / "out" / "articles" / "mine.txt").read_text() == "mine"


def test_the_number_of_processes_changes_no_byte(tmp_path: Path) -> None:
    write_stories(tmp_path / "in", 40)
    for jobs in (1, 2):
        clean(tmp_path / "in", "-o", tmp_path / f"out-{jobs}", "--jobs", jobs)
    assert every_byte(tmp_path / "out-1") == every_byte(tmp_path / "out-2")


def test_equal_bytes_under_two_names_are_two_records(tmp_path: Path) -> None:
    for name in ("a.html", "b.html"):
        (tmp_path / name).write_bytes(story_html(1))
    clean(tmp_path / "a.html", tmp_path / "b.html", "-o", tmp_path / "out")
    one, two = records(tmp_path / "out")
    assert one["id"] != two["id"]
    assert {line["id"] for line in records(tmp_path / "out", "removed")} == {one["id"], two["id"]}


def test_a_limit_ends_the_run_with_its_own_code(stories: Path, tmp_path: Path) -> None:
    assert clean(stories, "-o", tmp_path / "out", "--limit", 2) == ExitCode.LIMIT
    assert len(records(tmp_path / "out")) == 2
    assert clean(stories, "-o", tmp_path / "all", "--limit", 5) == ExitCode.OK


def test_parts_of_the_input_make_the_whole(stories: Path, tmp_path: Path) -> None:
    for part in range(2):
        clean(stories, "-o", tmp_path / f"part-{part}", "--shard", f"{part}/2")
    found = [record["input"] for part in range(2) for record in records(tmp_path / f"part-{part}")]
    assert sorted(found) == sorted(str(path) for path in stories.iterdir())


def test_file_urls_are_paths(stories: Path, tmp_path: Path) -> None:
    assert clean(f"file://{stories}", "-o", f"file://{tmp_path}/out") == ExitCode.OK
    assert [Path(record["input"]).parent for record in records(tmp_path / "out")] == [stories] * 5


def test_a_limited_run_goes_on_within_an_archive(tmp_path: Path) -> None:
    archive = members(*(record(f"http://a.example/{number}", response(story_html(number))) for number in range(9)))[0]
    (tmp_path / "a.warc.gz").write_bytes(archive)
    assert clean(tmp_path / "a.warc.gz", "-o", tmp_path / "out", "--limit", 4) == ExitCode.LIMIT
    assert len(records(tmp_path / "out")) == 4
    assert clean(tmp_path / "a.warc.gz", "-o", tmp_path / "out") == ExitCode.OK
    assert [line["url"] for line in records(tmp_path / "out")] == [f"http://a.example/{number}" for number in range(9)]
    assert records(tmp_path / "out", "rejects") == []


def test_a_crawl_does_not_write_into_a_store(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["crawl", "http://127.0.0.1:9/", "-o", "s3://bucket/out", "--allow-loopback"]) == ExitCode.USAGE
    assert "only clean writes into stores" in capsys.readouterr().err
    assert not Path("s3:").exists()


USAGE_ERRORS = [
    pytest.param(["claen", "x"], "did you mean 'clean'", id="mistyped verb"),
    pytest.param(["clean"], "INPUT", id="no input"),
    pytest.param(["clean", "x", "--jobs", "two"], "'two' is no whole number", id="no number"),
    pytest.param(["clean", "x", "--fersh"], "did you mean '--fresh'", id="mistyped option"),
    pytest.param(["clean", "x", "--page-deadline", "soon"], "soon is no number of seconds", id="no seconds"),
    pytest.param(["demo", "twice"], "'twice' is one argument too many", id="one too many"),
    pytest.param(["crawl", "--seeds", "missing.txt"], "missing.txt: No such file", id="no seeds file"),
    pytest.param(["run"], "needs a configuration", id="no configuration"),
    pytest.param(["clean", "x", "--shard", "3/2"], "I/N", id="part that does not exist"),
    pytest.param(["clean", "x", "--limit", "0"], "at least 1", id="limit of none"),
    pytest.param([], "VERB", id="no verb"),
]


@pytest.mark.parametrize(("arguments", "said"), USAGE_ERRORS)
def test_usage_errors_exit_2_with_a_hint(arguments: list[str], said: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(arguments) == ExitCode.USAGE
    shown = capsys.readouterr().err
    assert said in shown
    assert "hint: " in shown


def test_the_version_is_printed(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["--version"])
    assert ended.value.code == 0
    assert "0.1.0, record schema 1.0" in capsys.readouterr().out


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_without_permission_is_a_usage_error(stories: Path, tmp_path: Path) -> None:
    (tmp_path / "locked").mkdir(mode=0o500)
    assert clean(stories, "-o", tmp_path / "locked" / "out") == ExitCode.USAGE


def test_an_output_that_cannot_be_a_folder_is_a_usage_error(
    stories: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "file").write_text("x")
    assert clean(stories, "-o", tmp_path / "file" / "out") == ExitCode.USAGE
    assert f"cannot write {tmp_path}/file" in capsys.readouterr().err


def test_a_full_disk_has_its_own_code(stories: Path, tmp_path: Path) -> None:
    """A limit on the size of files stands in for the disk: the kernel refuses the write in the same way."""
    limit = "import resource, signal, sys; signal.signal(signal.SIGXFSZ, signal.SIG_IGN); "
    limit += "resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000)); from pipeline.cli import main; sys.exit(main())"
    command = [sys.executable, "-c", limit, "clean", str(stories), "-o", str(tmp_path / "out"), "--jobs", "1"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == ExitCode.DISK_FULL, done.stderr
    assert "no space left" in done.stderr
    assert not list((tmp_path / "out").glob("articles/*"))


def test_two_runs_do_not_write_to_one_folder(stories: Path, tmp_path: Path) -> None:
    with subprocess.Popen(_slow_command(stories, tmp_path / "out"), cwd=ROOT, stderr=subprocess.PIPE) as other:
        _wait_for(tmp_path / "out" / ".state" / "tmp")
        assert clean(stories, "-o", tmp_path / "out") == ExitCode.ALREADY_RUNNING
        other.kill()


@pytest.mark.parametrize(("sent", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
@pytest.mark.parametrize("jobs", [1, 2])
def test_a_signal_ends_the_run_cleanly(tmp_path: Path, sent: signal.Signals, code: int, jobs: int) -> None:
    write_stories(tmp_path / "in", 400)
    command = _slow_command(tmp_path / "in", tmp_path / "out", jobs)
    with subprocess.Popen(command, cwd=ROOT, stderr=subprocess.PIPE, text=True) as run:
        _wait_for(tmp_path / "out" / ".state" / "tmp")
        run.send_signal(sent)
        _, said = run.communicate()
    assert run.returncode == code, said
    assert "the same command goes on from here" in said
    assert "Traceback" not in said
    assert clean(tmp_path / "in", "-o", tmp_path / "out", "--jobs", jobs) == ExitCode.OK
    assert len(records(tmp_path / "out")) == 400


@pytest.mark.slow
def test_killed_runs_leave_the_bytes_of_an_uninterrupted_one(tmp_path: Path) -> None:
    write_stories(tmp_path / "in", 600)
    small = "import pipeline.cleaning; pipeline.cleaning.MAX_SHARD_PAGES = 48; "
    clean_command = _command(small, tmp_path / "in", tmp_path / "whole", 2)
    subprocess.run(clean_command, cwd=ROOT, check=True, capture_output=True)
    for shards in (1, 4, 9):
        with subprocess.Popen(_command(small, tmp_path / "in", tmp_path / "out", 2), cwd=ROOT) as run:
            _wait_for(tmp_path / "out" / ".state" / "shards" / f"part-{shards:05d}.json")
            run.kill()
    subprocess.run(_command(small, tmp_path / "in", tmp_path / "out", 2), cwd=ROOT, check=True, capture_output=True)
    assert every_byte(tmp_path / "out") == every_byte(tmp_path / "whole")


def _command(before: str, folder: Path, out: Path, jobs: int) -> list[str]:
    script = f"import sys; {before}from pipeline.cli import main\nif __name__ == '__main__': sys.exit(main())"
    return [sys.executable, "-c", script, "clean", str(folder), "-o", str(out), "--jobs", str(jobs), "--no-progress"]


def _slow_command(folder: Path, out: Path, jobs: int = 1) -> list[str]:
    """Return a run whose every chunk takes a while, so that it is still at work when the test acts."""
    slow = "import time, pipeline.cleaning as c; old = c.note; c.note = lambda *a: (time.sleep(0.05), old(*a)); "
    return _command(slow, folder, out, jobs)


def _wait_for(path: Path) -> None:
    while not path.exists():
        time.sleep(0.005)
