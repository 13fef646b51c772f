"""The command line: verbs, their arguments, and what is said when they are wrong."""

import argparse
import difflib
import os
from collections.abc import Callable
from typing import Final, NoReturn

from pipeline.errors import UsageError

PROGRAM: Final = "run_pipeline.py"
DUPLICATE_KINDS: Final = ("exact", "near", "contained")
EPILOG: Final = """\
examples:
  run_pipeline.py demo                                 see it work on a small site of its own
  run_pipeline.py clean pages/ -o data/out/pages       clean files, folders, WARCs, JSONL
  run_pipeline.py clean page.html                      one page, its record on stdout
  run_pipeline.py crawl https://example.com/news/ -o data/out/example --max-pages 200

exit codes: 0 ok, 1 internal error, 2 usage or configuration, 3 partial, 4 already running, 5 disk full,
6 a limit was reached, 7 nothing fetched, 130/143 stopped by a signal"""


class Parser(argparse.ArgumentParser):
    """A parser that raises `UsageError` with a hint where argparse would print and exit."""

    def error(self, message: str) -> NoReturn:
        """Raise what went wrong, with the nearest known word where one was mistyped."""
        raise UsageError(_nearest(message), f"see {self.prog} --help")


def parse(argv: list[str]) -> argparse.Namespace:
    """Return the arguments of a command line; raise `UsageError` where they make no sense."""
    return build_parser().parse_args(argv)


def build_parser() -> Parser:
    """Return the parser with every verb."""
    parser = Parser(
        prog=PROGRAM,
        description="Turn hostile Chinese news pages into clean JSONL records.",
        epilog=EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    verbs = parser.add_subparsers(dest="verb", metavar="VERB", required=True, parser_class=Parser)
    for name, (text, groups) in VERBS.items():
        verb = verbs.add_parser(name, help=text, description=text[0].upper() + text[1:] + ".")
        for add in (*groups, _talk):
            add(verb)
    return parser


def _inputs(verb: Parser) -> None:
    verb.add_argument(
        "inputs",
        nargs="+",
        metavar="INPUT",
        help=".html[.gz], .txt, .jsonl[.gz|.zst], .warc[.gz], a folder, a glob, or -",
    )


def _folder(verb: Parser) -> None:
    verb.add_argument("folder", metavar="DIR", help="an output folder")


def _output(verb: Parser) -> None:
    group = verb.add_argument_group("output")
    group.add_argument(
        "-o", "--output", default="", metavar="DIR", help="where the shards go; - writes JSONL to stdout"
    )
    group.add_argument(
        "--compress", choices=("gz", "zst", "plain"), default="gz", help="how shards are stored (default: gz)"
    )
    group.add_argument("--fresh", action="store_true", help="delete what earlier runs wrote; the default is to go on")


def _work(verb: Parser) -> None:
    group = verb.add_argument_group("work")
    group.add_argument("-j", "--jobs", type=_jobs, default=0, metavar="N", help="processes (default: one a core)")
    group.add_argument("--engine", choices=("local",), default="local", help="where the pages are cleaned")
    group.add_argument("--mode", choices=("news", "t2s", "tw2s", "hk2s"), default="news", help="how to simplify")
    group.add_argument("--page-deadline", type=_seconds, default=60.0, metavar="S", help="seconds one page may take")
    group.add_argument("--min-quality", default="", metavar="RULES", help="bounds like line_punct>=0.1, or presets")
    group.add_argument("--no-dedup", action="store_true", help="do not look for repeated stories")
    group.add_argument("--drop-duplicates", type=_kinds, default=(), metavar="KINDS", help="of exact,near,contained")
    group.add_argument("--limit", type=_count, default=0, metavar="N", help="stop after N inputs")
    group.add_argument(
        "--shard", type=_part, default=(0, 1), metavar="I/N", help="only every N-th input, from the I-th"
    )


def _talk(verb: Parser) -> None:
    group = verb.add_argument_group("messages")
    group.add_argument("-v", "--verbose", action="count", default=0, help="say more; twice: everything")
    group.add_argument("-q", "--quiet", action="store_true", help="say only what went wrong")
    group.add_argument("--json", action="store_true", help="print the summary as JSON")
    group.add_argument("--log-json", action="store_true", help="write messages as JSON lines")
    group.add_argument("--no-progress", action="store_true", help="no progress bar even on a terminal")


_Add = Callable[[Parser], None]
VERBS: Final[dict[str, tuple[str, tuple[_Add, ...]]]] = {
    "clean": ("clean files that are already here; no network", (_inputs, _output, _work)),
}


def _nearest(message: str) -> str:
    """Return argparse's message, with the nearest verb where a verb was mistyped."""
    start = message.find("invalid choice: '")
    if start < 0 or "VERB" not in message:
        return message
    word = message[start + len("invalid choice: '") :].split("'", maxsplit=1)[0]
    close = difflib.get_close_matches(word, VERBS, 1)
    return f"there is no verb {word!r}" + (f"; did you mean {close[0]!r}?" if close else f"; verbs: {', '.join(VERBS)}")


def _count(text: str) -> int:
    value = int(text)
    if value < 1:
        raise argparse.ArgumentTypeError(f"{text} is not at least 1")
    return value


def _jobs(text: str) -> int:
    return cores() if text == "auto" else _count(text)


def _seconds(text: str) -> float:
    value = float(text)
    if not 0 < value < float("inf"):
        raise argparse.ArgumentTypeError(f"{text} is not a number of seconds above 0")
    return value


def _kinds(text: str) -> tuple[str, ...]:
    kinds = tuple(part.strip() for part in text.split(","))
    unknown = [kind for kind in kinds if kind not in DUPLICATE_KINDS]
    if unknown:
        raise argparse.ArgumentTypeError(f"{unknown[0]!r} is none of {', '.join(DUPLICATE_KINDS)}")
    return kinds


def _part(text: str) -> tuple[int, int]:
    index, _, total = text.partition("/")
    if not (index.isdecimal() and total.isdecimal() and int(index) < int(total)):
        raise argparse.ArgumentTypeError(f"{text} is not I/N with I from 0 to N-1")
    return int(index), int(total)


def cores() -> int:
    """Return how many cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
