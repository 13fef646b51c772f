"""The command line: verbs, their arguments, and what is said when they are wrong."""

import argparse
from dataclasses import dataclass
from typing import Any, Final, NoReturn

from pipeline.errors import EXIT_CODES, PROGRAM, UsageError
from pipeline.examples import EXAMPLES, FIRST, examples_text
from pipeline.mistakes import one_too_many, unknown_option, unknown_verb, verb_comes_first
from pipeline.options import (
    ASKING,
    CHOICE,
    CLEANING,
    CRAWLING,
    EXPLAIN,
    EXPORT,
    LOOK,
    ONCE,
    OPTIONS,
    OUTPUT,
    REPORT,
    RULES,
    Kind,
    Option,
)

SHELLS: Final = ("bash", "zsh", "fish")
INPUTS: Final = ".html[.gz], .txt, .jsonl[.gz|.zst], .warc[.gz|.zst], warc.paths[.gz], a folder, a glob, s3://..., or -"


class Parser(argparse.ArgumentParser):
    """A parser that raises `UsageError` with a hint where argparse would print and exit."""

    def error(self, message: str) -> NoReturn:
        """Raise what went wrong, with the nearest known word where one was mistyped."""
        message, hint = self._explained(message)
        raise UsageError(message, hint or f"see {self.prog} --help")

    def _explained(self, message: str) -> tuple[str, str]:
        if message.startswith("unrecognized arguments: "):
            word = message.split(": ", 1)[1].split(maxsplit=1)[0]
            if not word.startswith("-"):
                return one_too_many(word, self.prog)
            return unknown_option(word, self._option_string_actions, _verbs_by_option()), ""
        if "argument VERB: invalid choice: '" in message:
            return unknown_verb(message.split("invalid choice: '")[1].split("'", maxsplit=1)[0], VERBS, self.prog)
        if message.endswith("required: VERB"):
            return (
                "VERB is missing: what shall be done?",
                f"{PROGRAM} demo shows it at work, {PROGRAM} --help the rest",
            )
        if "are required: " in message:
            missing = message.rpartition(": ")[2]
            examples = EXAMPLES.get(self.prog.rpartition(" ")[2], ())
            return f"{missing} is missing", f"for example: {PROGRAM} {examples[0][0]}" if examples else ""
        return message, ""


class _Version(argparse.Action):
    """Prints the versions of the program and of what it writes; they are looked up only then."""

    def __init__(self, option_strings: list[str], dest: str, **given: Any) -> None:  # noqa: ANN401  (argparse's own)
        super().__init__(option_strings, dest, nargs=0, **given)

    def __call__(self, parser: argparse.ArgumentParser, *_given: object) -> NoReturn:
        """Print and end."""
        from pipeline.versions import CLEANER_VERSION, SCHEMA_VERSION

        print(f"{parser.prog} {CLEANER_VERSION}, record schema {SCHEMA_VERSION}")  # noqa: T201  (what was asked for)
        parser.exit()


@dataclass(frozen=True, slots=True)
class Verb:
    """What a verb takes: `operands` as (name, how many, help), and groups of options by name."""

    help: str
    operands: tuple[tuple[str, str | None, str], ...] = ()
    groups: tuple[tuple[str, tuple[str, ...]], ...] = ()
    may_have_config: bool = True
    choices: tuple[tuple[str, tuple[str, ...]], ...] = ()  # of an operand, by its name
    switches: tuple[tuple[str, str], ...] = ()  # of this verb alone, as (flag, help); no configuration sets them


_WORK: Final = (("output", OUTPUT), ("cleaning", CLEANING))
_INPUTS: Final = (("inputs", "+", INPUTS),)
_URLS: Final = (("urls", "*", "where to begin"),)
_FOLDER: Final = (("folder", None, "an output folder"),)
_ANY_FOLDER: Final = (("folder", None, "an output folder, or its URL in a store: s3://..."),)
_URL: Final = (("url", None, "a web address"),)
_LOOK: Final = (("asking", ASKING),)
_CONFIG_FILE: Final = (
    "file",
    "?",
    "init: the file to write, - for stdout (default: pipeline.toml); show: the one to read, like -c",
)
VERBS: Final[dict[str, Verb]] = {
    "crawl": Verb(
        "fetch pages from sites and clean them", (("urls", "*", "where to begin"),), (*_WORK, ("crawling", CRAWLING))
    ),
    "run": Verb("crawl what a configuration says; for cron", (), (*_WORK, ("crawling", CRAWLING))),
    "clean": Verb(
        "clean files that are already here; no network", _INPUTS, (*_WORK, ("input", CHOICE), ("looking", LOOK))
    ),
    "status": Verb("say what a crawl knows", _FOLDER, (), may_have_config=False),
    "verify": Verb("check a folder against its manifest and schema", _ANY_FOLDER, (), may_have_config=False),
    "export": Verb(
        "write a folder's records in another shape", _ANY_FOLDER, (("output", EXPORT),), may_have_config=False
    ),
    "explain": Verb(
        "show what was kept of a page, what was cut, and why",
        (
            (
                "page",
                None,
                "a file, FILE#offset of a WARC, FILE#line of JSONL, a web address, or an output folder with --id",
            ),
        ),
        (("output", EXPLAIN), ("cleaning", RULES), ("asking", ASKING)),
    ),
    "report": Verb(
        "write an HTML report of an output folder", _ANY_FOLDER, (("output", REPORT),), may_have_config=False
    ),
    "fetch": Verb("fetch one page and print its facts", _URL, _LOOK),
    "robots": Verb("say what robots.txt allows", _URL, _LOOK),
    "discover": Verb("print the URLs that a page, feed or sitemap leads to", _URL, _LOOK),
    "demo": Verb("see it all work on a small site of its own", (), (), may_have_config=False),
    "config": Verb(
        "write a configuration to begin with, or show what holds",
        (("action", None, "init: write FILE; show: print every option and where its value comes from"), _CONFIG_FILE),
        choices=(("action", ("init", "show")),),
        switches=(("--force", "init: write over a file that is there"),),
    ),
    "completion": Verb(
        "print the script that completes words in a shell",
        (("shell", None, ", ".join(SHELLS)),),
        may_have_config=False,
        choices=(("shell", SHELLS),),
    ),
}


def parse(argv: list[str]) -> argparse.Namespace:
    """Return the arguments of a command line as given: None for what was not; raise `UsageError` for nonsense."""
    parser = build_parser()
    ordered = verb_comes_first(argv, VERBS, parser._option_string_actions)
    if ordered:
        raise UsageError(f"{argv[0]} stands before the verb", f"the verb comes first: {PROGRAM} {ordered}")
    found, unknown = parser.parse_known_args(argv)
    if unknown:
        parsers_of(parser)[found.verb].error(f"unrecognized arguments: {' '.join(unknown)}")
    return found


def build_parser() -> Parser:
    """Return the parser with every verb."""
    codes = "\n".join(f"  {int(code):3}  {meaning.replace('`', '')}" for code, meaning in EXIT_CODES.items())
    parser = Parser(
        prog=PROGRAM,
        description="Turn hostile Chinese news pages into clean JSONL records.",
        epilog=f"{examples_text(PROGRAM, FIRST)}\n\nexit codes:\n{codes}",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--version", action=_Version, help="print the version")
    verbs = parser.add_subparsers(dest="verb", metavar="VERB", required=True, parser_class=Parser)
    for name, verb in VERBS.items():
        added = verbs.add_parser(
            name,
            usage=" ".join([f"{PROGRAM} {name}", *map(_in_usage, verb.operands), "[OPTION ...]"]),
            help=verb.help,
            description=verb.help[0].upper() + verb.help[1:] + ".",
            epilog=examples_text(PROGRAM, EXAMPLES.get(name, ())),
            formatter_class=argparse.RawDescriptionHelpFormatter,
        )
        _add_arguments(added, verb)
    return parser


def _in_usage(operand: tuple[str, str | None, str]) -> str:
    name, count, _ = operand
    word = _metavar(name, count)
    return {None: word, "?": f"[{word}]", "+": f"{word} ...", "*": f"[{word} ...]"}[count]


def _metavar(operand: str, count: str | None) -> str:
    return operand.upper().removesuffix("S") if count else operand.upper()


def parsers_of(parser: argparse.ArgumentParser) -> dict[str, Parser]:
    """Return the parser of each verb."""
    verbs: Any = next(action for action in parser._actions if isinstance(action, argparse._SubParsersAction))
    return dict(verbs.choices)


def _add_arguments(parser: Parser, verb: Verb) -> None:
    choices = dict(verb.choices)
    for operand, count, text in verb.operands:
        shown = _metavar(operand, count)
        parser.add_argument(operand, nargs=count, metavar=shown, choices=choices.get(operand), help=text)
    for flag, text in verb.switches:
        parser.add_argument(flag, action="store_true", help=text)
    for title, names in verb.groups:
        group = parser.add_argument_group(title)
        for option in names:
            _add_option(group, option)
    _add_messages(parser, verb)


def _verbs_by_option() -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for name, verb in VERBS.items():
        for flag in (flag for _, options in verb.groups for option in options for flag in _option(option).flags):
            found.setdefault(flag, []).append(name)
    return found


def _option(name: str) -> Option:
    return OPTIONS.get(name) or ONCE[name]


def _add_option(group: Any, name: str) -> None:  # noqa: ANN401  (argparse's groups have no public type)
    option = _option(name)
    unsaid = option.default if name in ONCE else None  # what was not said is looked for elsewhere
    if option.kind is Kind.SWITCH:
        group.add_argument(*option.flags, dest=name, action="store_true", default=unsaid, help=option.help)
        return
    shown = f" (default: {option.default:g})" if isinstance(option.default, float) and option.default else ""
    shown = f" (default: {option.default})" if isinstance(option.default, str | int) and option.default else shown
    group.add_argument(
        *option.flags,
        dest=name,
        type=option.read,
        default=unsaid,
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
