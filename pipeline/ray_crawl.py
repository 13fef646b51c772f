"""`crawl --shards N`: every shard of a crawl in an actor of its own on a Ray cluster.

An actor that dies, with its process or its machine, is followed by a new one, which waits until the lease is over and goes
on where the frontier is. Ray carries the settings there and the summary back; pages and links never pass through it.
"""

import logging
import os
import threading
from argparse import Namespace
from collections import Counter
from dataclasses import dataclass, field
from typing import Any, Final

from pipeline.errors import ExitCode, PipelineError, UsageError
from pipeline.summary import Summary
from scraper.settings import CrawlSettings
from scraper.shards import VIRTUAL_SHARDS

log = logging.getLogger(__name__)
LOOK_S: Final = 0.5
# A shard that ends so many processes is not tried for ever: its own fault is likelier than theirs.
MAX_LIVES: Final = 5
# What is said of a crawl is said of its worst shard.
WORST_FIRST: Final = (
    *(ExitCode.INTERNAL, ExitCode.USAGE, ExitCode.DISK_FULL, ExitCode.ALREADY_RUNNING, ExitCode.TERMINATED),
    *(ExitCode.INTERRUPTED, ExitCode.NOTHING, ExitCode.PARTIAL, ExitCode.LIMIT, ExitCode.OK),
)


@dataclass(slots=True)
class ShardEnd:
    """How a shard ended: its exit code, its summary, and what it said where it could not go on."""

    code: ExitCode
    summary: Summary
    said: str = ""


@dataclass(slots=True)
class _Shards:
    """The actors under way, by what they will return."""

    total: int
    arguments: Namespace
    asking: CrawlSettings
    running: dict[Any, tuple[int, Any]] = field(default_factory=dict)
    lives: Counter[int] = field(default_factory=Counter)

    def start(self, index: int) -> None:
        self.lives[index] += 1
        own = {
            "shard": (index, self.total),
            "jobs": self.arguments.jobs or 1,
            "fresh": self.arguments.fresh and self.lives[index] == 1,
            "no_progress": True,
            "shared_disk": True,
        }
        name = f"crawl-shard-{index}-{self.lives[index]}-{os.getpid()}"
        settled = Namespace(**vars(self.arguments) | own)
        actor = _actor_class().options(name=name, num_cpus=settled.jobs).remote()
        self.running[actor.run.remote(settled, self.asking)] = (index, actor)

    def end_of(self, done: Any) -> ShardEnd | None:  # noqa: ANN401  (Ray's references have no public type)
        """Return how a shard ended, None where its actor died and a new one has been started."""
        import ray
        from ray.exceptions import RayActorError, RayTaskError

        index, _ = self.running.pop(done)
        try:
            return ShardEnd(*ray.get(done))
        except RayActorError as error:
            log.warning("shard %d: its actor died (%s)", index, str(error).splitlines()[0])
            if self.lives[index] < MAX_LIVES:
                self.start(index)
                return None
            return ShardEnd(ExitCode.PARTIAL, Summary("crawl", ""), f"shard {index}: {MAX_LIVES} actors died")
        except RayTaskError as error:
            return ShardEnd(ExitCode.INTERNAL, Summary("crawl", ""), f"shard {index}: {error.cause}")

    def stop(self) -> None:
        """End every actor where it stands: what is not written is written by the next run."""
        import ray

        for _, actor in self.running.values():
            ray.kill(actor)


def crawl_on_ray(arguments: Namespace, asking: CrawlSettings, summary: Summary, stop: threading.Event) -> None:
    """Crawl in `arguments.shards` shards and add up what they did."""
    if arguments.shards > VIRTUAL_SHARDS:
        raise UsageError(f"{arguments.shards} shards are more than {VIRTUAL_SHARDS}", "give --shards a smaller number")
    _connect()
    shards = _Shards(arguments.shards, arguments, asking)
    for index in range(shards.total):
        shards.start(index)
    ends: list[ShardEnd] = []
    try:
        ends = _wait(shards, stop)
    finally:
        shards.stop()
    for end in ends:
        summary.take(end.summary)
        summary.notes += [end.said] if end.said else []
    codes = {end.code for end in ends} | ({summary.stopped} if summary.stopped else set())
    summary.code = next((code for code in WORST_FIRST if code in codes), ExitCode.OK)
    if summary.code is ExitCode.NOTHING and summary.records:
        summary.code = ExitCode.PARTIAL


def _wait(shards: _Shards, stop: threading.Event) -> list[ShardEnd]:
    import ray

    ends = []
    while shards.running and not stop.is_set():
        finished, _ = ray.wait(list(shards.running), timeout=LOOK_S)
        ends += [end for done in finished if (end := shards.end_of(done))]
    return ends


def _connect() -> None:
    """Join the cluster that RAY_ADDRESS names, or start one on this machine."""
    try:
        import ray
    except ImportError as error:
        raise UsageError("--shards needs Ray, which is not installed", "pip install 'run-pipeline[ray]'") from error
    if not ray.is_initialized():
        ray.init(logging_level=logging.WARNING, log_to_driver=True, include_dashboard=False)


def _actor_class() -> Any:  # noqa: ANN401  (made by a decorator of Ray's)
    import ray

    @ray.remote(num_cpus=1, max_restarts=0)
    class CrawlShard:
        """Crawls one shard in a process of its own."""

        def run(self, arguments: Namespace, asking: CrawlSettings) -> tuple[ExitCode, Summary, str]:
            return crawl_shard(arguments, asking)

    return CrawlShard


def crawl_shard(arguments: Namespace, asking: CrawlSettings) -> tuple[ExitCode, Summary, str]:
    """Crawl one shard here; return its exit code, its summary, and what it said where it could not go on."""
    from pipeline.verbs.crawl import crawl_into

    summary = Summary(arguments.verb, arguments.output)
    try:
        crawl_into(arguments.output, arguments, asking, summary)
    except PipelineError as error:
        return error.code, summary, str(error)
    return summary.code, summary, ""
