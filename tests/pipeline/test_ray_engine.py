"""The cluster engine on a real cluster: two raylets on this machine, one of which is killed in mid-run."""

import ctypes
import hashlib
import itertools
import os
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

os.environ["RAY_USAGE_STATS_ENABLED"] = "0"
ray = pytest.importorskip("ray", reason="Ray is not installed: make test-cluster")

from pipeline.cleaning import Settings, clean_into  # noqa: E402
from pipeline.cli import main  # noqa: E402
from pipeline.engines.items import list_items  # noqa: E402
from pipeline.engines.on_ray import Cluster, clean_on_ray  # noqa: E402
from pipeline.engines.worker import Work  # noqa: E402
from pipeline.errors import ExitCode  # noqa: E402
from pipeline.folder import OutputFolder  # noqa: E402
from pipeline.outcome import Outcome, Rules, reject  # noqa: E402
from pipeline.summary import Summary  # noqa: E402
from pipeline.verify import Check  # noqa: E402
from scraper.page import Failure, Fetched  # noqa: E402
from tests.pipeline.pages import story_html, write_stories  # noqa: E402
from tests.pipeline.test_clean_verb import ROOT, every_byte, records  # noqa: E402
from tests.scraper.test_warc import members, record, response  # noqa: E402

pytestmark = pytest.mark.filterwarnings(
    "ignore::DeprecationWarning", "ignore::FutureWarning", "ignore::ResourceWarning", "ignore::UserWarning"
)
HERE = "127.0.0.2"  # loopback; of 127.0.0.1 Ray makes the machine's own address
WORKERS_PATH = {"PYTHONPATH": str(ROOT)}


@pytest.fixture(scope="module")
def cluster() -> Iterator[Any]:
    """Start a head that does no work, and two machines with a CPU each; the last test that uses them kills one."""
    from ray.cluster_utils import Cluster as Raylets

    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PYTHONPATH", str(ROOT))
        head = {"num_cpus": 0, "include_dashboard": False, "node_ip_address": HERE}
        raylets = Raylets(initialize_head=True, head_node_args=head)
        try:
            machines = [raylets.add_node(num_cpus=1, node_ip_address=HERE) for _ in range(2)]
            yield raylets, machines
        finally:
            ray.shutdown()
            raylets.shutdown()


def archive(path: Path, pages: int) -> str:
    path.write_bytes(members(*(record(f"http://a.example/{n}", response(story_html(n))) for n in range(pages)))[0])
    return str(path)


def clean(*arguments: object) -> int:
    return main(["clean", *map(str, arguments), "--no-progress"])


def slow_echo(page: Fetched, _rules: Rules) -> Outcome:
    time.sleep(0.01)
    if isinstance(page, Failure):
        return reject(page.input, page.reason, page.detail)
    digest = hashlib.sha256(page.body).hexdigest()
    return Outcome(page.input, record=page.input.encode() + b"\n", id=digest, source_sha256=digest)


def test_the_same_bytes_as_the_local_engine(cluster: Any, tmp_path: Path) -> None:
    write_stories(tmp_path / "in", 100)
    archive(tmp_path / "in" / "b.warc.gz", 300)
    (tmp_path / "in" / "c.jsonl").write_bytes(b'{"text": "\\u4eca\\u5929"}\n{"broken\n')
    ray_code = clean(tmp_path / "in", "-o", tmp_path / "ray", "--engine", "ray", "--address", cluster[0].address)
    assert ray_code == clean(tmp_path / "in", "-o", tmp_path / "local", "--jobs", 1) == ExitCode.OK
    assert every_byte(tmp_path / "ray") == every_byte(tmp_path / "local")
    ids = [line["id"] for line in records(tmp_path / "ray")]
    assert len(ids) == len(set(ids)) == 400
    check = Check(tmp_path / "ray")
    check.run()
    assert check.faults == []


def dies_in_many_ways(page: Fetched, rules: Rules) -> Outcome:
    if "exits" in page.input:
        os._exit(3)
    if "segfault" in page.input:
        ctypes.string_at(0)
    if "endless" in page.input:
        sum(itertools.repeat(0))  # looks for no signal
    return slow_echo(page, rules)


def test_a_page_that_kills_its_worker_is_rejected_alone(cluster: Any, tmp_path: Path) -> None:
    paths = write_stories(tmp_path / "in", 200)
    for number, name in ((60, "exits"), (61, "segfault"), (199, "endless")):
        paths[number] = str(Path(paths[number]).rename(tmp_path / "in" / f"story-{number:04d}-{name}.html"))
    work = Work(Rules(signed=False), page_deadline_s=2, grace_s=1, clean_page=dies_in_many_ways)
    done = clean_on_ray(list_items(paths), work, Cluster(cluster[0].address), str(tmp_path / "spill"))
    outcomes = [outcome for chunk in done for outcome in chunk.outcomes]
    assert [outcome.input for outcome in outcomes] == paths
    rejected = [(outcome.input, outcome.reason) for outcome in outcomes if outcome.reason]
    assert rejected == [(paths[60], "crashed"), (paths[61], "crashed"), (paths[199], "deadline")]


def written(out: Path, path: str, settings: Settings, advance: Callable[[float], None]) -> dict[str, bytes]:
    """Clean an archive into a folder and return its files; `advance` is told of every chunk."""
    summary = Summary("clean", str(out))
    with OutputFolder(out, {"schema_version": "1.0"}) as folder:
        folder.resume()
        clean_into(folder, list_items([path]), settings, summary, advance)
        folder.seal()
    assert summary.pages == summary.records + summary.reasons.total() == 900
    return every_byte(out)


def test_a_machine_that_dies_costs_nothing(cluster: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("scraper.warc.SLICE_BYTES", 4000)
    monkeypatch.setattr("pipeline.cleaning.MAX_SHARD_PAGES", 128)
    raylets, machines = cluster
    path = archive(tmp_path / "a.warc.gz", 900)
    chunks: list[float] = []

    def kill_a_machine(done: float) -> None:
        chunks.append(done)
        if len(chunks) == 30:
            raylets.remove_node(machines[0], allow_graceful=False)

    killed = written(tmp_path / "ray", path, Settings(cluster=Cluster(raylets.address)), kill_a_machine)
    assert len(chunks) > 90
    assert killed == written(tmp_path / "local", path, Settings(), lambda _done: None)
    ids = [line["id"] for line in records(tmp_path / "ray")]
    assert len(ids) == len(set(ids)) == 900
    assert list((tmp_path / "ray" / ".state" / "spill").iterdir()) == []


def test_a_cluster_of_its_own_is_gone_afterwards(tmp_path: Path) -> None:
    write_stories(tmp_path / "in", 20)
    command = [sys.executable, "run_pipeline.py", "clean", str(tmp_path / "in"), "-o", str(tmp_path / "out")]
    run = subprocess.Popen(
        [*command, "--engine", "ray", "--jobs", "2", "-q"], cwd=ROOT, env={**os.environ, **WORKERS_PATH}
    )
    seen: set[int] = set()
    ended = threading.Event()
    watching = threading.Thread(target=_watch, args=(run.pid, seen, ended))
    watching.start()
    assert run.wait() == ExitCode.OK
    ended.set()
    watching.join()
    assert len(seen) >= 3
    until = time.monotonic() + 20
    while (left := [pid for pid in seen if Path(f"/proc/{pid}").exists()]) and time.monotonic() < until:
        time.sleep(0.1)
    assert left == []
    clean(tmp_path / "in", "-o", tmp_path / "local")
    assert every_byte(tmp_path / "out") == every_byte(tmp_path / "local")


def _watch(root: int, seen: set[int], ended: threading.Event) -> None:
    from benchmarks.clean_scale import descendants

    while not ended.wait(0.2):
        seen.update(pid for pid, _ in descendants(root))


USAGE = [
    pytest.param(["--engine", "ray"], "-o", id="no folder"),
    pytest.param(["-o", "{out}", "--address", "127.0.0.2:1"], "--engine ray", id="an address without the engine"),
    pytest.param(["-o", "{out}", "--engine", "ray", "--address", "127.0.0.2:1"], "ray start --head", id="no cluster"),
]


@pytest.mark.parametrize(("arguments", "said"), USAGE)
def test_usage_errors(tmp_path: Path, arguments: list[str], said: str, capsys: pytest.CaptureFixture[str]) -> None:
    write_stories(tmp_path / "in", 1)
    assert clean(tmp_path / "in", *(one.format(out=tmp_path / "out") for one in arguments)) == ExitCode.USAGE
    assert said in capsys.readouterr().err


def test_without_ray_a_hint_says_how_to_get_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setitem(sys.modules, "ray", None)
    write_stories(tmp_path / "in", 1)
    assert clean(tmp_path / "in", "-o", tmp_path / "out", "--engine", "ray") == ExitCode.USAGE
    assert "pip install '.[ray]'" in capsys.readouterr().err
