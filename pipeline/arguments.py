"""The command line: verbs, their arguments, and what is said when they are wrong."""

import argparse
import difflib
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, NoReturn

from pipeline.errors import UsageError
from pipeline.options import ASKING, CHOICE, CLEANING, CRAWLING, EXPORT, OPTIONS, OUTPUT, Kind

NAMES: Final = ("run-pipeline", "run_pipeline.py")
_CALLED: Final = Path(sys.argv[0]).name
PROGRAM: Final = _CALLED if _CALLED in NAMES else NAMES[0]
EPILOG: Final = f"""\
examples:
  {PROGRAM} demo                                 see it work on a small site of its own
  {PROGRAM} clean pages/ -o data/out/pages       clean files and folders
  {PROGRAM} clean page.html                      one page, its record on stdout
  {PROGRAM} crawl https://example.com/news/ --contact me@example.com --max-pages 200

exit codes: 0 ok, 1 internal error, 2 usage or configuration, 3 partial, 4 already running, 5 disk full,
6 a limit was reached, 7 nothing fetched or read, 130/143 stopped by a signal"""
INPUTS: Final = ".html[.gz], .txt, .jsonl[.gz|.zst], .warc[.gz|.zst], warc.paths[.gz], a folder, a glob, s3://..., or -"


class Parser(argparse.ArgumentParser):
    """A parser that raises `UsageError` with a hint where argparse would print and exit."""

    def error(self, message: str) -> NoReturn:
        """Raise what went wrong, with the nearest known word where one was mistyped."""
        raise UsageError(self._nearest(message), f"see {self.prog} --help")

    def _nearest(self, message: str) -> str:
        if message.startswith("unrecognized arguments: "):
            word = message.split(": ", 1)[1].split(maxsplit=1)[0]
            if not word.startswith("-"):
                return f"{word!r} is one argument too many"
            return _suggested(f"there is no option {word}", word, list(self._option_string_actions))
        if "argument VERB: invalid choice: '" in message:
            word = message.split("invalid choice: '")[1].split("'", maxsplit=1)[0]
            return _suggested(f"there is no verb {word!r}", word, list(VERBS))
        return message


class _Version(argparse.Action):
    """Prints the versions of the program and of what it writes; they are looked up only then."""

    def __init__(self, option_strings: list[str], dest: str, **given: Any) -> None:  # noqa: ANN401  (argparse's own)
        super().__init__(option_strings, dest, nargs=0, **given)

    def __call__(self, parser: argparse.ArgumentParser, *_given: object) -> NoReturn:
        """Print and end."""
        from pipeline.record import CLEANER_VERSION, SCHEMA_VERSION

        print(f"{parser.prog} {CLEANER_VERSION}, record schema {SCHEMA_VERSION}")  # noqa: T201  (what was asked for)
        parser.exit()


@dataclass(frozen=True, slots=True)
class Verb:
    """What a verb takes: `operands` as (name, how many, help), and groups of options by name."""

    help: str
    operands: tuple[tuple[str, str | None, str], ...] = ()
    groups: tuple[tuple[str, tuple[str, ...]], ...] = ()
    may_have_config: bool = True


_WORK: Final = (("output", OUTPUT), ("cleaning", CLEANING))
_INPUTS: Final = (("inputs", "+", INPUTS),)
_URLS: Final = (("urls", "*", "where to begin"),)
_FOLDER: Final = (("folder", None, "an output folder"),)
_URL: Final = (("url", None, "a web address"),)
_LOOK: Final = (("asking", ASKING),)
VERBS: Final[dict[str, Verb]] = {
    "crawl": Verb(
        "fetch pages from sites and clean them", (("urls", "*", "where to begin"),), (*_WORK, ("crawling", CRAWLING))
    ),
    "run": Verb("crawl what a configuration says; for cron", (), (*_WORK, ("crawling", CRAWLING))),
    "clean": Verb("clean files that are already here; no network", _INPUTS, (*_WORK, ("inputs", CHOICE))),
    "status": Verb("say what a crawl knows", _FOLDER, (), may_have_config=False),
    "verify": Verb("check a folder against its manifest and schema", _FOLDER, (), may_have_config=False),
    "export": Verb("write a folder's records in another shape", _FOLDER, (("output", EXPORT),), may_have_config=False),
    "fetch": Verb("fetch one page and print its facts", _URL, _LOOK),
    "robots": Verb("say what robots.txt allows", _URL, _LOOK),
    "discover": Verb("print the URLs that a page, feed or sitemap leads to", _URL, _LOOK),
    "demo": Verb("see it all work on a small site of its own", (), (), may_have_config=False),
}


def parse(argv: list[str]) -> argparse.Namespace:
    """Return the arguments of a command line as given: None for what was not; raise `UsageError` for nonsense."""
    parser = build_parser()
    found, unknown = parser.parse_known_args(argv)
    if unknown:
        verbs: Any = next(action for action in parser._actions if isinstance(action, argparse._SubParsersAction))
        verbs.choices[found.verb].error(f"unrecognized arguments: {' '.join(unknown)}")
    return found


def build_parser() -> Parser:
    """Return the parser with every verb."""
    parser = Parser(
        prog=PROGRAM,
        description="Turn hostile Chinese news pages into clean JSONL records.",
        epilog=EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--version", action=_Version, help="print the version")
    verbs = parser.add_subparsers(dest="verb", metavar="VERB", required=True, parser_class=Parser)
    for name, verb in VERBS.items():
        added = verbs.add_parser(name, help=verb.help, description=verb.help[0].upper() + verb.help[1:] + ".")
        for operand, count, text in verb.operands:
            metavar = operand.upper().removesuffix("S") if count else operand.upper()
            added.add_argument(operand, nargs=count, metavar=metavar, help=text)
        for title, names in verb.groups:
            group = added.add_argument_group(title)
            for option in names:
                _add_option(group, option)
        _add_messages(added, verb)
    return parser


def _add_option(group: Any, name: str) -> None:  # noqa: ANN401  (argparse's groups have no public type)
    option = OPTIONS[name]
    if option.kind is Kind.SWITCH:
        group.add_argument(*option.flags, dest=name, action="store_true", default=None, help=option.help)
        return
    shown = f" (default: {option.default:g})" if isinstance(option.default, float) and option.default else ""
    shown = f" (default: {option.default})" if isinstance(option.default, str | int) and option.default else shown
    group.add_argument(
        *option.flags,
        dest=name,
        type=option.read,
        default=None,
        action="append" if option.kind is Kind.MANY else "store",
        choices=option.choices or None,
        metavar=option.metavar or None,
        help=option.help + shown,
    )


def _add_messages(verb: Parser, described: Verb) -> None:
    group = verb.add_argument_group("messages")
    if described.may_have_config:
        group.add_argument("-c", "--config", default="", metavar="FILE", help="read options from a TOML file")
    group.add_argument("-v", "--verbose", action="count", default=0, help="say more; twice: everything")
    group.add_argument("-q", "--quiet", action="store_true", help="say only what went wrong")
    group.add_argument("--json", action="store_true", help="print the summary as JSON")
    group.add_argument("--log-json", action="store_true", help="write messages as JSON lines")
    group.add_argument("--no-progress", action="store_true", help="no progress bar even on a terminal")


def _suggested(message: str, word: str, known: list[str]) -> str:
    close = difflib.get_close_matches(word, known, 1)
    return f"{message}; did you mean {close[0]!r}?" if close else f"{message}; known: {', '.join(sorted(known))}"
