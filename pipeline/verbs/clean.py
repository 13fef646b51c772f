"""`clean INPUT…`: pages that are already here, into records; no network."""

import sqlite3
import sys
import time
from argparse import Namespace
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from itertools import chain, islice
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from pipeline.cleaning import Settings, clean_into, clean_to_stream
from pipeline.config import settle
from pipeline.engines.items import Item, is_stream, list_items, pages_of
from pipeline.engines.on_ray import Cluster
from pipeline.engines.worker import Work
from pipeline.errors import ExitCode, UsageError, index_error, output_error
from pipeline.folder import OutputFolder
from pipeline.inputs import check_inputs, nothing_found, unread_hints
from pipeline.options import cores
from pipeline.outcome import Rules
from pipeline.progress import Advance, is_watched, progress
from pipeline.quality_filter import parse_conditions
from pipeline.summary import Summary
from pipeline.versions import CLEANER_VERSION, SCHEMA_VERSION
from pipeline.writer import COMPRESSIONS
from scraper.errors import StoreError
from scraper.files import list_inputs
from scraper.page import Failure
from scraper.stores import is_remote, local_path
from scraper.warc import Slice

if TYPE_CHECKING:
    from cleaners.clean import Options

STDOUT: Final = "-"
# A pool costs more than it saves on so few inputs.
ALONE_ITEMS: Final = 32
# A page in an archive, compressed; about.
PAGE_BYTES: Final = 1 << 14
# Inputs that are not there: a run of nothing else was given a wrong path.
UNREAD: Final = ("not_found", "unreadable")


def run(arguments: Namespace) -> ExitCode:
    """Clean the inputs, write the records, say what happened."""
    try:
        return _run(arguments)
    except StoreError as error:
        raise UsageError(str(error), error.hint) from None


def _run(arguments: Namespace) -> ExitCode:
    settle(arguments)
    check_inputs(arguments.inputs)
    summary = Summary("clean", arguments.output or STDOUT)
    started = time.monotonic()
    items, total, few = _items(arguments, summary)
    if arguments.diff:
        return _differences(arguments, items)
    settings = settings_of(arguments, total if few else None)
    with progress(summary, total, wanted=not arguments.no_progress) as advance:
        if summary.output == STDOUT:
            clean_to_stream(sys.stdout.buffer, items, settings, summary, advance)
        else:
            _into_folder(arguments, items, settings, summary, advance)
    summary.seconds = time.monotonic() - started
    if summary.pages and sum(summary.reasons[reason] for reason in UNREAD) == summary.pages:
        summary.code = ExitCode.NOTHING
        summary.notes += unread_hints(arguments.inputs)
    elif summary.output == STDOUT and summary.pages > 1 and sys.stdout.isatty():
        summary.notes.append("hint: -o DIR keeps the records, with all that was cut and rejected and why")
    say(summary, arguments)
    return summary.code


def settings_of(arguments: Namespace, total: int | None) -> Settings:
    """Return how to clean and write; few inputs are cleaned in this process."""
    jobs = arguments.jobs or (1 if total is not None and total <= ALONE_ITEMS else cores())
    rules = Rules(options_of(arguments), parse_conditions(arguments.min_quality), not arguments.no_dedup)
    work = Work(rules, arguments.page_deadline)
    return Settings(work, jobs, COMPRESSIONS[arguments.compress], arguments.drop_duplicates, _cluster(arguments))


def options_of(arguments: Namespace) -> "Options":
    """Return how the cleaners are asked to work."""
    from cleaners.clean import Options  # late, as it reads every table
    from cleaners.spam import default_detector

    return Options(
        arguments.mode,
        arguments.converter,
        arguments.exceptions,
        arguments.extra_steps,
        arguments.sites,
        default_detector().plus(arguments.spam_phrases),
    )


def _cluster(arguments: Namespace) -> Cluster | None:
    address = getattr(arguments, "address", "")
    if arguments.engine != "ray":
        if address:
            raise UsageError("--address is that of a Ray cluster", "add --engine ray")
        return None
    if arguments.output in {"", STDOUT}:
        raise UsageError("--engine ray writes into a folder or store", "give one with -o, seen by every machine")
    return Cluster(address, arguments.jobs or cores())


def written_settings(arguments: Namespace) -> dict[str, Any]:
    """Return what the bytes of the output depend on besides the inputs."""
    return {
        "schema_version": SCHEMA_VERSION,
        "cleaner_version": CLEANER_VERSION,
        "compress": arguments.compress,
        "mode": arguments.mode,
        "sites": [asdict(rules) for rules in arguments.sites],
        "converter": arguments.converter,
        "exceptions": dict(arguments.exceptions),
        "extra_steps": list(arguments.extra_steps),
        "spam_phrases": list(arguments.spam_phrases),
        "min_quality": arguments.min_quality,
        "dedup": not arguments.no_dedup,
        "drop_duplicates": list(arguments.drop_duplicates),
    }


def say(summary: Summary, arguments: Namespace) -> None:
    """Show the summary: JSON on stdout where asked for (stderr when records are there), else text on stderr."""
    if arguments.json or (arguments.log_json and not arguments.quiet):
        import json

        stream = sys.stdout if arguments.json and summary.output != STDOUT else sys.stderr
        stream.write(json.dumps(summary.as_json(), ensure_ascii=False) + "\n")
    elif not arguments.quiet:
        sys.stderr.write(summary.as_text() + "\n")


def _differences(arguments: Namespace, items: Iterable[Item]) -> ExitCode:
    """Print, page by page, what cleaning cuts and changes."""
    if arguments.output not in ("", STDOUT):
        raise UsageError("--diff prints and writes no folder", "leave out -o, or leave out --diff")
    from pipeline.report.explain_text import console, print_diff
    from pipeline.report.explained import explained

    out, options, read = console(), options_of(arguments), 0
    for page in chain.from_iterable(map(pages_of, items)):
        if isinstance(page, Failure):
            sys.stderr.write(f"{page.reason}: {page.detail}\n")
            continue
        print_diff(explained(page, options), out)
        read += 1
    return ExitCode.OK if read else ExitCode.NOTHING


def _into_folder(
    arguments: Namespace, items: Iterable[Item], settings: Settings, summary: Summary, advance: Advance
) -> None:
    try:
        with _folder(arguments) as folder:
            if arguments.fresh:
                folder.start_over()
            folder.resume()
            clean_into(folder, items, settings, summary, advance)
            folder.seal()
    except OSError as error:
        raise output_error(error, arguments.output) from error
    except sqlite3.Error as error:
        raise index_error(error, arguments.output) from error


def _folder(arguments: Namespace) -> OutputFolder:
    if is_remote(arguments.output):
        from pipeline.remote import RemoteFolder

        return RemoteFolder(arguments.output, written_settings(arguments))
    return OutputFolder(Path(local_path(arguments.output)), written_settings(arguments))


def _items(arguments: Namespace, summary: Summary) -> tuple[Iterator[Item], int | None, bool]:
    """Return the items to clean, how many inputs they are where that is known, and whether they are few pages."""
    paths, inputs = _paths(arguments)
    items = list_items(paths, arguments.shard, sliced=not (arguments.limit or arguments.diff))
    head = list(islice(items, arguments.limit + 1 if arguments.limit else ALONE_ITEMS + 1))
    if not head:
        raise nothing_found(arguments.inputs)
    if arguments.limit:
        if len(head) > arguments.limit:
            summary.code = ExitCode.LIMIT
            summary.notes.append(f"stopped at the limit of {arguments.limit} inputs; there are more")
        return iter(head[: arguments.limit]), min(len(head), arguments.limit), len(head) <= ALONE_ITEMS
    if len(head) <= ALONE_ITEMS and sum(map(_weight, head)) <= ALONE_ITEMS:
        return iter(head), len(head), True
    return chain(head, items), inputs, False


def _paths(arguments: Namespace) -> tuple[Iterable[str], int | None]:
    """Return the paths of the inputs, and for who watches also how many there are, where that can be known."""
    paths = list_inputs(arguments.inputs, arguments.prefix)
    if arguments.no_progress or not is_watched():
        return paths, None
    listed = list(paths)
    return listed, None if any(map(is_stream, listed)) else -(-len(listed) // arguments.shard[1])


def _weight(item: Item) -> int:
    """Return about how many pages an item holds."""
    return 1 + (item.end - item.start) // PAGE_BYTES if isinstance(item, Slice) else 1
