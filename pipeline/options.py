"""Every option once: its flag, how its text is read, its default; for command line, environment and file alike."""

import os
from argparse import ArgumentTypeError
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from enum import Enum
from typing import Any, Final


class Kind(Enum):
    """How often an option may be given, and whether it has a value."""

    ONE = "one"
    MANY = "many"
    SWITCH = "switch"


@dataclass(frozen=True, slots=True)
class Option:
    """One option; `read` turns its text into its value and raises ArgumentTypeError or ValueError for nonsense."""

    flags: tuple[str, ...]
    help: str
    default: Any
    read: Callable[[str], Any] = str
    metavar: str = ""
    choices: tuple[str, ...] = ()
    kind: Kind = Kind.ONE


FORMS: Final = ("parquet", "dolma", "datatrove", "statistics")
DUPLICATE_KINDS: Final = ("exact", "near", "contained")
MODES: Final = ("news", "t2s", "tw2s", "hk2s")
CONVERTERS: Final = ("own", "opencc-python-reimplemented")


def cores() -> int:
    """Return how many cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _integer(text: str) -> int:
    try:
        return int(text)
    except ValueError:
        raise ArgumentTypeError(f"{text!r} is no whole number") from None


def _count(text: str) -> int:
    value = _integer(text)
    if value < 1:
        raise ArgumentTypeError(f"{text} is not at least 1")
    return value


def _whole(text: str) -> int:
    value = _integer(text)
    if value < 0:
        raise ArgumentTypeError(f"{text} is below 0")
    return value


def _jobs(text: str) -> int:
    return 0 if text == "auto" else _count(text)


def _seconds(text: str) -> float:
    try:
        value = float(text)
    except ValueError:
        value = -1.0
    if not 0 <= value < float("inf"):
        raise ArgumentTypeError(f"{text} is no number of seconds")
    return value


def _deadline(text: str) -> float:
    value = _seconds(text)
    if not value:
        raise ArgumentTypeError("a page needs more than 0 seconds")
    return value


def _part(text: str) -> tuple[int, int]:
    index, _, total = text.partition("/")
    if not (index.isdecimal() and total.isdecimal() and int(index) < int(total)):
        raise ArgumentTypeError(f"{text} is not I/N with I from 0 to N-1")
    return int(index), int(total)


def _kinds(text: str) -> tuple[str, ...]:
    kinds = tuple(part.strip() for part in text.split(",") if part.strip())
    unknown = [kind for kind in kinds if kind not in DUPLICATE_KINDS]
    if unknown:
        raise ArgumentTypeError(f"{unknown[0]!r} is none of {', '.join(DUPLICATE_KINDS)}")
    return kinds


def _steps(text: str) -> tuple[str, ...]:
    from cleaners.normalize import OPTIONS as KNOWN

    steps = tuple(part.strip() for part in text.split(",") if part.strip())
    unknown = [step for step in steps if step not in KNOWN]
    if unknown:
        raise ArgumentTypeError(f"{unknown[0]!r} is none of {', '.join(KNOWN)}")
    return steps


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise ArgumentTypeError(f"{text} is no day like 2024-02-05") from None


_ON: Final = Kind.SWITCH
_MANY: Final = Kind.MANY
OPTIONS: Final[dict[str, Option]] = {
    # output
    "output": Option(
        ("-o", "--output"),
        "where the shards go, - for JSONL on stdout; without it clean has stdout, crawl data/out/crawl",
        "",
        metavar="DIR",
    ),
    "compress": Option(("--compress",), "how shards are stored", "gz", choices=("gz", "zst", "plain")),
    "fresh": Option(("--fresh",), "delete what earlier runs wrote; the default is to go on", default=False, kind=_ON),
    "format": Option(("--format",), "the shape to write", "parquet", choices=FORMS),
    # cleaning
    "jobs": Option(("-j", "--jobs"), "processes; auto, the default, is one a core", 0, _jobs, "N"),
    "engine": Option(("--engine",), "where pages are cleaned", "local", choices=("local", "ray")),
    "address": Option(("--address",), "of a Ray cluster; without it one is started here", "", metavar="HOST:PORT"),
    "mode": Option(("--mode",), "how to simplify", "news", choices=MODES),
    "converter": Option(("--converter",), "which converter simplifies", "own", choices=CONVERTERS),
    "extra_steps": Option(
        ("--extra-steps",),
        "matters of style: nfkc,number_marks,ellipsis,dashes,corner_quotes,han_spaces,blank_lines",
        (),
        _steps,
        "STEPS",
    ),
    "spam_phrases": Option(
        ("--spam-phrase",), "advertising to cut besides what is known; may be repeated", (), metavar="TEXT", kind=_MANY
    ),
    "page_deadline": Option(("--page-deadline",), "seconds that cleaning one page may take", 60.0, _deadline, "S"),
    "min_quality": Option(
        ("--min-quality",),
        "reject records outside of bounds like line_punct>=0.1, or of a preset like readable",
        "",
        metavar="RULES",
    ),
    "no_dedup": Option(("--no-dedup",), "do not look for repeated stories", default=False, kind=_ON),
    "drop_duplicates": Option(
        ("--drop-duplicates",), "write no record for repeats of these kinds: exact,near,contained", (), _kinds, "KINDS"
    ),
    # which inputs
    "limit": Option(("--limit",), "stop after N inputs, or N records of a crawl", 0, _count, "N"),
    "shard": Option(("--shard",), "of N: every N-th input, or the sites of one", (0, 1), _part, "I/N"),
    "prefix": Option(
        ("--prefix",), "folder or URL that the paths of a list (warc.paths.gz) begin at", "", metavar="URL"
    ),
    # crawling
    "seeds": Option(("--seeds",), "a file with a URL a line; # begins a comment", "", metavar="FILE"),
    "contact": Option(("--contact",), "address or URL by which site owners reach you", "", metavar="WHO"),
    "user_agent": Option(("--user-agent",), "name/version sent to sites", "run-pipeline/0.1", metavar="NAME"),
    "delay": Option(("--delay",), "least seconds between two requests to a host", 1.0, _seconds, "S"),
    "depth": Option(("--depth",), "links to follow from a seed", 3, _whole, "N"),
    "max_pages": Option(("--max-pages",), "end the run after N pages", 0, _count, "N"),
    "time_limit": Option(("--time-limit",), "end the run after S seconds", 0.0, _seconds, "S"),
    "patience": Option(("--patience",), "seconds to wait for a paused host", 60.0, _seconds, "S"),
    "since": Option(("--since",), "only stories of this day or later", None, _day, "DAY"),
    "until": Option(("--until",), "only stories of this day or earlier", None, _day, "DAY"),
    "include": Option(
        ("--include",), "only stories whose URL matches; may be repeated", (), metavar="REGEX", kind=_MANY
    ),
    "exclude": Option(("--exclude",), "no URL that matches; may be repeated", (), metavar="REGEX", kind=_MANY),
    "reach": Option(("--reach",), "how far from its seeds a crawl may go", "site", choices=("site", "host")),
    "join_pages": Option(
        ("--join-pages",),
        "put stories of several pages together; auto: where a page says that there is more",
        "auto",
        choices=("auto", "always", "never"),
    ),
    "render": Option(("--render",), "read pages with a browser, scripts run", default=False, kind=_ON),
    "warc": Option(("--warc",), "keep what was fetched as WARC files in a folder", "", metavar="DIR"),
    "healthcheck": Option(("--healthcheck",), "a file that says how the last run ended", "", metavar="FILE"),
    "shards": Option(("--shards",), "crawl on a Ray cluster, in N shards", 0, _count, "N"),
    "lease": Option(("--lease",), "seconds without a sign of life before a shard is lost", 15.0, _deadline, "S"),
    "threads": Option(("--threads",), "hosts asked at the same time", 32, _count, "N"),
    "ca_bundle": Option(("--ca-bundle",), "certificates to trust instead of the usual ones", "", metavar="FILE"),
    "allow_loopback": Option(("--allow-loopback",), "let the crawl reach this machine", default=False, kind=_ON),
    "allow_private": Option(("--allow-private",), "let the crawl reach private networks", default=False, kind=_ON),
}
# Of one command line: no configuration and no environment sets them.
ONCE: Final[dict[str, Option]] = {
    "diff": Option(("--diff",), "print what was cut and changed instead of the records", default=False, kind=_ON),
    "text": Option(("--text",), "print it here instead of writing HTML", default=False, kind=_ON),
    "html": Option(("-o", "--output"), "the HTML file to write; explain takes - for stdout", "", metavar="FILE"),
    "id": Option(("--id",), "the record of this id, PAGE being an output folder", "", metavar="ID"),
    "archive": Option(("--archive",), "WARC files of the crawl, to find fetched pages in", "", metavar="DIR"),
    "sample": Option(("--sample",), "records to show, the most suspicious first", 200, _whole, "N"),
    "explained": Option(
        ("--explained",), "how many of them get an explain page, where their input is here", 40, _whole, "N"
    ),
}
OUTPUT: Final = ("output", "compress", "fresh")
EXPORT: Final = ("output", "format")
CLEANING: Final = (
    "jobs",
    "engine",
    "mode",
    "converter",
    "extra_steps",
    "spam_phrases",
    "page_deadline",
    "min_quality",
    "no_dedup",
    "drop_duplicates",
)
CHOICE: Final = ("limit", "shard", "prefix", "address")
LOOK: Final = ("diff",)
EXPLAIN: Final = ("html", "text", "id", "archive")
RULES: Final = ("mode", "converter", "extra_steps", "spam_phrases")
REPORT: Final = ("html", "sample", "explained", "archive")
ASKING: Final = ("contact", "user_agent", "ca_bundle", "allow_loopback", "allow_private")
CRAWLING: Final = (
    *("seeds", *ASKING, "delay", "depth", "max_pages", "time_limit", "patience", "since", "until"),
    *("include", "exclude", "reach", "threads", "limit", "join_pages", "render", "warc", "healthcheck"),
    *("shard", "shards", "lease"),
)
