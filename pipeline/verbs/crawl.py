"""`crawl URL…` and `run -c FILE`: fetch, clean and write, going on where an earlier run ended."""

import signal
import sqlite3
import sys
import threading
import time
from argparse import Namespace
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from types import FrameType
from typing import TYPE_CHECKING, Final, cast

from pipeline.config import File, settle
from pipeline.crawling import Crawl
from pipeline.errors import (
    PROGRAM,
    AlreadyRunning,
    DiskFull,
    ExitCode,
    PipelineError,
    Stopped,
    UsageError,
    index_error,
    output_error,
)
from pipeline.folder import OutputFolder
from pipeline.healthcheck import write_healthcheck
from pipeline.mistakes import CONTACT, PRIVATE, no_address
from pipeline.places import FRONTIER
from pipeline.progress import progress
from pipeline.quality_filter import parse_conditions
from pipeline.summary import Summary
from pipeline.verbs.clean import STDOUT, say, settings_of, written_settings
from scraper.errors import FencedError, FrontierError, FrontierFullError, SettingsError
from scraper.frontier import Frontier
from scraper.settings import CrawlSettings, Join, Reach
from scraper.shards import Shard
from scraper.urls import canonical_url

if TYPE_CHECKING:
    from pipeline.shard_folder import ShardFolder
    from scraper.archive import Archive
    from scraper.post import Member

# How long a run that was told to stop goes on with the page that it is cleaning itself; in seconds.
CLEANING_S: Final = 1.0
DEFAULT_OUTPUT: Final = "data/out/crawl"


def run(arguments: Namespace) -> ExitCode:
    """Crawl from the URLs given, write the records, say what happened."""
    file = settle(arguments)
    return crawl_from(arguments, crawl_settings(arguments, file))


def crawl_from(arguments: Namespace, asking: CrawlSettings) -> ExitCode:
    """Crawl with settled arguments."""
    output = arguments.output or DEFAULT_OUTPUT
    if output == STDOUT:
        raise UsageError("a crawl needs a folder to remember what it has seen", "give one with -o DIR")
    parse_conditions(arguments.min_quality)  # what is nonsense is told now, not when there is a first page
    if arguments.engine == "ray" and not arguments.shards:
        raise UsageError("a crawl is put on Ray in shards", "say how many with --shards N instead of --engine ray")
    summary = Summary(arguments.verb, output)
    started = time.monotonic()
    try:
        if arguments.shards:
            _crawl_on_ray(output, arguments, asking, summary)
        else:
            crawl_into(output, arguments, asking, summary)
    except PipelineError as error:
        if summary.stopped and isinstance(error, AlreadyRunning):  # while it waited for another process to let go
            return summary.stopped
        if not isinstance(error, AlreadyRunning):  # the run that holds the folder will say how it ended
            _tell(arguments, error.code, summary, str(error))
        raise
    summary.seconds = time.monotonic() - started
    if summary.visits.get("private_address"):
        summary.notes.append(f"hint: {PRIVATE}")
    _tell(arguments, summary.code, summary)
    say(summary, arguments)
    return summary.code


def _tell(arguments: Namespace, code: ExitCode, summary: Summary, message: str = "") -> None:
    if arguments.healthcheck:
        write_healthcheck(Path(arguments.healthcheck), code, summary, message)


def _crawl_on_ray(output: str, arguments: Namespace, asking: CrawlSettings, summary: Summary) -> None:
    from pipeline.ray_crawl import crawl_on_ray

    paths = {name: str(Path(path).resolve()) for name in ("warc",) if (path := getattr(arguments, name))}
    settled = Namespace(**vars(arguments) | paths | {"output": str(Path(output).resolve())})
    with _stop_on_signals(summary) as stop:
        crawl_on_ray(settled, asking, summary, stop)


def crawl_into(output: str, arguments: Namespace, asking: CrawlSettings, summary: Summary) -> None:
    """Crawl into a folder in this process; raise `PipelineError` where that cannot go on."""
    try:
        with (
            progress(summary, None, wanted=not arguments.no_progress) as advance,
            _stop_on_signals(summary) as stop,
            _folder(arguments, output, stop) as folder,
        ):
            if arguments.fresh:
                folder.start_over()
            folder.resume()
            with _frontier(folder, arguments) as frontier, _archive(arguments, asking) as archive:
                settings = cache(lambda: settings_of(arguments, None))
                member = _member(folder, arguments, asking)
                Crawl(folder, frontier, asking, settings, summary, archive, arguments.limit, member).run(stop, advance)
            folder.seal()
    except SettingsError as error:
        raise UsageError(str(error), f"see {PROGRAM} {arguments.verb} --help") from error
    except FrontierFullError as error:
        raise DiskFull(f"{error}; finished shards are kept, run again to go on") from error
    except FencedError as error:
        raise AlreadyRunning(f"{error}; it goes on with this shard") from error
    except FrontierError as error:
        raise UsageError(str(error), "add --fresh to begin anew") from error
    except sqlite3.Error as error:
        raise index_error(error, output) from error
    except OSError as error:
        raise output_error(error, output) from error


def _folder(arguments: Namespace, output: str, stop: threading.Event) -> OutputFolder:
    settings = written_settings(arguments)
    if not _is_shard(arguments):
        return OutputFolder(Path(output), settings)
    from pipeline.shard_folder import ONE_MACHINE, SHARED_DISK, ShardFolder

    index, total = arguments.shard
    if arguments.render:
        raise UsageError("a browser loads from hosts of other shards", "leave out --render or --shard")
    folder = ShardFolder(Path(output), Shard(index, total), settings, arguments.lease, stop)
    folder.journal = SHARED_DISK if getattr(arguments, "shared_disk", False) else ONE_MACHINE
    return folder


def _is_shard(arguments: Namespace) -> bool:
    return arguments.shard[1] > 1 or bool(arguments.shards)


def _member(folder: OutputFolder, arguments: Namespace, asking: CrawlSettings) -> "Member | None":
    return cast("ShardFolder", folder).member(asking.patience_s) if _is_shard(arguments) else None


@contextmanager
def _frontier(folder: OutputFolder, arguments: Namespace) -> Iterator[Frontier]:
    """Yield the frontier of a folder, that of a shard with its owner's token."""
    if _is_shard(arguments):
        yield cast("ShardFolder", folder).frontier
        return
    with closing(Frontier(folder.root / FRONTIER)) as frontier:
        yield frontier


@contextmanager
def _archive(arguments: Namespace, asking: CrawlSettings) -> Iterator["Archive | None"]:
    if not arguments.warc:
        yield None
        return
    from scraper.archive import Archive

    index, total = arguments.shard
    folder = Path(arguments.warc) / (f"shard-{Shard(index, total)}" if total > 1 else "")
    with closing(Archive(folder, asking.fetching, datetime.now(UTC))) as archive:
        yield archive


def crawl_settings(arguments: Namespace, file: File) -> CrawlSettings:
    """Return how to crawl; raise `UsageError` for what cannot be obeyed."""
    seeds = (*getattr(arguments, "urls", ()), *file.seeds, *_seeds_of(arguments.seeds))
    if not seeds:
        wanted = f"{file.path} needs a [[site]] with seeds" if file.path else "give URLs or --seeds FILE"
        raise UsageError("there is nowhere to begin", f'{wanted}, like seeds = ["https://www.example.com/"]')
    try:
        return CrawlSettings(
            seeds=tuple(dict.fromkeys(seeds)),
            user_agent=arguments.user_agent,
            contact=arguments.contact,
            allow_loopback=arguments.allow_loopback,
            allow_private=arguments.allow_private,
            ca_bundle=arguments.ca_bundle,
            reach=Reach(arguments.reach),
            include=arguments.include,
            exclude=arguments.exclude,
            since=arguments.since,
            until=arguments.until,
            depth=arguments.depth,
            delay_s=arguments.delay,
            max_pages=arguments.max_pages,
            time_limit_s=arguments.time_limit,
            threads=arguments.threads,
            patience_s=arguments.patience,
            join_pages=Join(arguments.join_pages),
            rendered=("*",) if arguments.render else file.rendered,
        )
    except SettingsError as error:
        raise UsageError(str(error), _hint(str(error), seeds, arguments)) from error


def _hint(refused: str, seeds: tuple[str, ...], arguments: Namespace) -> str:
    """Return what to do about settings that were refused."""
    for seed in seeds:
        if not canonical_url(seed):
            return no_address(seed, PROGRAM)
    return CONTACT if "contact" in refused else f"see {PROGRAM} {arguments.verb} --help"


def _seeds_of(path: str) -> Iterator[str]:
    """Yield the URLs of a seeds file: one a line, what follows a # and empty lines left out."""
    if not path:
        return
    try:
        lines = Path(path).read_text("utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        said = getattr(error, "strerror", None) or error
        raise UsageError(f"cannot read the seeds in {path}: {said}", "give a text file with a URL a line") from error
    for line in lines:
        url = line.split(" #", 1)[0].strip()
        if url and not url.startswith("#"):
            yield url


@contextmanager
def _stop_on_signals(summary: Summary) -> Iterator[threading.Event]:
    """Yield an event that the first SIGINT or SIGTERM sets; the second one ends the process where it stands.

    Only a main thread can be told; in an actor somebody else has it.
    """
    stop = threading.Event()
    if threading.current_thread() is not threading.main_thread():
        yield stop
        return
    codes = {signal.SIGINT: ExitCode.INTERRUPTED, signal.SIGTERM: ExitCode.TERMINATED}

    def ask(signum: int, frame: FrameType | None) -> None:  # noqa: ARG001  (the shape of a signal handler)
        stop.set()
        summary.stopped = codes[signal.Signals(signum)]
        if worker := sys.modules.get("pipeline.engines.worker"):  # not loaded, nothing is being cleaned
            worker.interrupt(CLEANING_S, Stopped(summary.stopped))
        for number, before in handlers.items():
            signal.signal(number, before)

    handlers = {number: signal.signal(number, ask) for number in codes}
    try:
        yield stop
    finally:
        for number, before in handlers.items():
            signal.signal(number, before)
