"""The cores of a cluster, by Ray: a task takes a batch of chunks, and what comes back is where the outcomes were left.

Nothing but paths, slices and offsets goes through Ray. A task writes its outcomes as one file beside the output (`spill`),
where this process reads them in the order of the input, so that what is written after is what the local engine writes. A
worker or a machine that dies costs its tasks, which run again elsewhere; the second time their pages are cleaned in
processes of their own, so that one that kills is found and rejected alone.
"""

import logging
import os
import socket
from collections import deque
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path
from typing import Any, Final, TypeAlias

from pipeline.engines.items import Chunk, Item, chunks_of, name_of
from pipeline.engines.local import Done, clean_in_order, rescued
from pipeline.engines.sequence import Sequence
from pipeline.engines.worker import Cleaned, Work, clean
from pipeline.errors import PipelineError, UsageError
from pipeline.object_store import ObjectStore
from pipeline.outcome import Outcome
from pipeline.payload import pack, unpack
from scraper.page import Failure, Page
from scraper.stores import is_remote

log = logging.getLogger(__name__)
BATCH_CHUNKS: Final = 8
TASKS_PER_CPU: Final = 2
# Batches that are done before their turn wait beside the output, not in memory; but not without end.
WAITING_PER_CPU: Final = 16
# How often Ray runs a task again by itself when its worker or machine dies, and how often we do.
RAY_RETRIES: Final = 1
TRIES: Final = 5
LEVEL: Final = 1
CONNECT_S: Final = 10.0

Batch: TypeAlias = tuple[Chunk, ...]


@dataclass(frozen=True, slots=True)
class Cluster:
    """Where tasks run: a cluster that is there, by its address, or one on this machine with so many CPUs."""

    address: str = ""
    cpus: int = 1


@dataclass(frozen=True, slots=True)
class Left:
    """What a task hands back of a chunk: how many outcomes it left, and where a slice began and ended."""

    outcomes: int
    began: int
    ended: int


@dataclass(slots=True)
class _Task:
    """A batch on its way: `ref` while it runs, `left` when it is done."""

    number: int
    batch: Batch
    ref: Any = None
    tries: int = 0
    left: tuple[Left, ...] | None = None

    @property
    def spilled(self) -> str:
        return f"{self.number:08d}-{self.tries}.jsonl.zst"


def clean_on_ray(items: Iterable[Item], work: Work, cluster: Cluster, spill: str) -> Iterator[Done]:
    """Yield every chunk of the items with its outcomes, in order; `spill` is a folder or URL that every machine sees."""
    with _connected(cluster) as ray:
        tasks = _Tasks(ray, replace(work, watched=True), spill)
        sequence = Sequence(lambda chunk, began: rescued(chunk, work, began))
        for task in tasks.run(_batches(chunks_of(items))):
            for chunk, cleaned in _read(task, work, spill):
                yield Done(chunk, sequence.checked(chunk, cleaned).outcomes)


def clean_batch(batch: Batch, work: Work, name: str, spill: str, *, careful: bool) -> tuple[Left, ...]:
    """Clean a batch where Ray runs it, leave the outcomes under a name in `spill`, and return where they belong."""
    done = [rescued(chunk, work) if careful else clean(chunk, work) for chunk in batch]
    _leave(name, spill, [outcome for cleaned in done for outcome in cleaned.outcomes])
    return tuple(Left(len(cleaned.outcomes), cleaned.began, cleaned.ended) for cleaned in done)


class _Tasks:
    """Batches in flight: at most `TASKS_PER_CPU` for each CPU of the cluster run or wait to run."""

    def __init__(self, ray: Any, work: Work, spill: str) -> None:  # noqa: ANN401  (Ray is imported where it is used)
        self._ray = ray
        self._work = ray.put(work)
        self._spill = spill
        self._remote = ray.remote(max_retries=RAY_RETRIES, num_cpus=1)(clean_batch)

    def run(self, batches: Iterator[Batch]) -> Iterator[_Task]:
        """Yield the batches when they are done, in their order."""
        queue: deque[_Task] = deque()
        number = 0
        while True:
            cpus = max(int(self._ray.cluster_resources().get("CPU", 1)), 1)
            room = min(
                TASKS_PER_CPU * cpus - sum(task.ref is not None for task in queue), WAITING_PER_CPU * cpus - len(queue)
            )
            for batch in islice(batches, max(room, 0)):
                queue.append(_Task(number, batch))
                number += 1
                self._start(queue[-1])
            if not queue:
                return
            self._wait(queue)
            while queue and queue[0].ref is None:
                yield queue.popleft()

    def _start(self, task: _Task) -> None:
        """Hand a batch to Ray; one that only this process can read is left to it."""
        if all(_travels(item) for chunk in task.batch for item in chunk):
            careful = task.tries > 0
            task.ref = self._remote.remote(task.batch, self._work, task.spilled, self._spill, careful=careful)

    def _wait(self, queue: deque[_Task]) -> None:
        running = {task.ref: task for task in queue if task.ref is not None}
        if not running or queue[0].ref is None:
            return
        ready, _ = self._ray.wait(list(running), num_returns=1)
        for ref in ready:
            self._take(running[ref])

    def _take(self, task: _Task) -> None:
        errors = self._ray.exceptions
        try:
            task.left = self._ray.get(task.ref)
            task.ref = None
        except (
            errors.WorkerCrashedError,
            errors.NodeDiedError,
            errors.OutOfMemoryError,
            errors.ObjectLostError,
        ) as error:
            task.tries += 1
            where = name_of(task.batch[0][0])
            if task.tries >= TRIES:
                raise PipelineError(f"the batch from {where} on was lost {TRIES} times: {error}") from error
            log.warning("a worker or machine was lost near %s; its pages are tried again", where)
            self._start(task)
        except errors.RayTaskError as error:
            cause = error.cause if isinstance(error.cause, PipelineError | OSError) else None
            raise PipelineError(f"a task failed: {cause or error}") from error


@contextmanager
def _connected(cluster: Cluster) -> Iterator[Any]:
    os.environ.setdefault("RAY_USAGE_STATS_ENABLED", "0")
    try:
        import ray
    except ImportError:
        raise UsageError("--engine ray needs Ray, which is not installed", "pip install '.[ray]'") from None
    _check_answers(cluster.address)
    quiet: dict[str, Any] = {"log_to_driver": False, "logging_level": logging.ERROR}
    try:
        if cluster.address:
            ray.init(address=cluster.address, **quiet)
        else:
            alone: dict[str, Any] = {
                "include_dashboard": False,
                "_node_ip_address": "127.0.0.1",
                "num_cpus": cluster.cpus,
            }
            ray.init(address="local", **alone, **quiet)
    except (ConnectionError, ValueError, RuntimeError) as error:
        raise _no_cluster(cluster.address or "this machine", error) from error
    try:
        yield ray
    finally:
        ray.shutdown()


def _check_answers(address: str) -> None:
    """Raise `UsageError` where nobody listens: Ray itself would go on trying for minutes."""
    host, _, port = address.rpartition(":")
    if not (host and port.isdecimal()):
        return
    try:
        socket.create_connection((host, int(port)), CONNECT_S).close()
    except OSError as error:
        raise _no_cluster(address, error) from error


def _no_cluster(where: str, error: Exception) -> UsageError:
    return UsageError(f"no Ray cluster answers at {where}: {error}", "start one with: ray start --head")


def _batches(chunks: Iterator[Chunk]) -> Iterator[Batch]:
    """Yield chunks in batches; those with pages in them, which only this process can read, by themselves."""
    batch: list[Chunk] = []
    for chunk in chunks:
        travels = all(map(_travels, chunk))
        if batch and (not travels or len(batch) == BATCH_CHUNKS):
            yield tuple(batch)
            batch = []
        if travels:
            batch.append(chunk)
        else:
            yield (chunk,)
    if batch:
        yield tuple(batch)


def _travels(item: Item) -> bool:
    """Tell whether an item is read where the work is done; names that are no text are read here."""
    return not isinstance(item, Page | Failure) and not any("\ud800" <= letter <= "\udfff" for letter in name_of(item))


def _read(task: _Task, work: Work, spill: str) -> Iterator[tuple[Chunk, Cleaned]]:
    """Yield the chunks of a batch with what they came to, and delete what was left of them when all are taken."""
    if task.left is None:
        for chunk in task.batch:
            for done in clean_in_order(chunk, work, 1):
                yield done.chunk, Cleaned(done.outcomes)
        return
    outcomes = iter(_outcomes(task.spilled, work, spill))
    for chunk, left in zip(task.batch, task.left, strict=True):
        yield chunk, Cleaned(list(islice(outcomes, left.outcomes)), left.began, left.ended)
    _delete(task.spilled, spill)


def _leave(name: str, spill: str, outcomes: list[Outcome]) -> None:
    import zstandard

    content = zstandard.ZstdCompressor(LEVEL).compress(b"".join(pack(outcome) + b"\n" for outcome in outcomes))
    if is_remote(spill):
        ObjectStore(spill).put(name, content)
        return
    folder = Path(spill)
    folder.mkdir(parents=True, exist_ok=True)
    temporary = folder / f"{name}.{os.getpid()}.tmp"
    temporary.write_bytes(content)
    temporary.replace(folder / name)


def _outcomes(name: str, work: Work, spill: str) -> list[Outcome]:
    import zstandard

    try:
        content = ObjectStore(spill).get(name) if is_remote(spill) else (Path(spill) / name).read_bytes()
    except FileNotFoundError:
        raise PipelineError(
            f"{spill}/{name} was written by a worker but is not to be seen here; every machine of a cluster must see "
            "the inputs and -o at the same path: a shared folder, or a store such as s3://"
        ) from None
    lines = zstandard.ZstdDecompressor().decompress(content).split(b"\n")[:-1]
    return [unpack(line, signed=work.rules.signed) for line in lines]


def _delete(name: str, spill: str) -> None:
    if is_remote(spill):
        ObjectStore(spill).delete([name])
    else:
        (Path(spill) / name).unlink(missing_ok=True)
