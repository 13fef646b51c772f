"""From what argparse says is wrong to what the reader can do about it."""

import difflib
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Final

WEB: Final = ("http://", "https://")
PRIVATE: Final = "--allow-loopback lets it reach this machine, --allow-private the networks around it"
CONTACT: Final = "add --contact you@example.com, with an address of your own, or set contact in the configuration"


def unknown_verb(word: str, verbs: Iterable[str], program: str) -> tuple[str, str]:
    """Return what to say of a first word that is no verb: a page or an address may have been meant to be worked on."""
    message = f"there is no verb {word!r}"
    if word.startswith(WEB):
        return message, f"{program} fetch {word} looks at one page, {program} crawl {word} cleans a site"
    if Path(word).exists():
        return message, f"to clean it: {program} clean {word}"
    return suggested(message, word, verbs), f"{program} --help lists the verbs"


def verb_comes_first(argv: list[str], verbs: Iterable[str], known: Iterable[str]) -> str:
    """Return the command in its right order where options stand before the verb, else ""."""
    found = next((word for word in argv if word in set(verbs)), "")
    if not found or argv[0] == found or not argv[0].startswith("-") or argv[0] in set(known):
        return ""
    at = argv.index(found)
    return " ".join([found, *argv[:at], *argv[at + 1 :]])


def unknown_option(word: str, known: Iterable[str], others: Mapping[str, Iterable[str]]) -> str:
    """Return what to say of an option that a verb does not know; `others` are the verbs that have it, by option."""
    name = word.partition("=")[0]
    message = f"there is no option {name}"
    if name in others:
        return f"{message} here; it belongs to {', '.join(others[name])}"
    return suggested(message, name, known)


def one_too_many(word: str, verb: str) -> tuple[str, str]:
    """Return what to say of an argument that a verb has no place for."""
    message = f"{word!r} is one argument too many"
    if word.lower().endswith(".toml"):
        return message, f"a configuration is given with -c: {verb} -c {word}"
    return message, ""


def suggested(message: str, word: str, known: Iterable[str]) -> str:
    """Return the message with the nearest known word, or with all of them where none is near.

    >>> suggested("there is no verb 'cleen'", "cleen", ["clean", "crawl"])
    "there is no verb 'cleen'; did you mean 'clean'?"
    """
    known = sorted(known)
    close = difflib.get_close_matches(word, known, 1)
    return f"{message}; did you mean {close[0]!r}?" if close else f"{message}; known: {', '.join(known)}"


def no_address(word: str, program: str) -> str:
    """Return the hint for a word that should be a web address.

    >>> no_address("www.example.com/news", "run-pipeline")
    'did you mean https://www.example.com/news?'
    """
    if Path(word).exists():
        return f"for pages that are here: {program} clean {word}"
    is_host = "://" not in word and "." in word.partition("/")[0].strip(".")
    return f"did you mean https://{word}?" if is_host else "it must begin with http:// or https://"


def missing_file(path: str) -> str:
    """Return the hint for a path that leads nowhere: from where it was looked for, and what has nearly that name."""
    wanted = Path(path)
    folder = wanted.parent
    if not folder.is_dir():
        return f"there is no folder {folder} here ({Path.cwd()})"
    close = difflib.get_close_matches(wanted.name, (found.name for found in folder.iterdir()), 1)
    if close:
        return f"did you mean {folder / close[0]}?"
    return f"{folder if str(folder) != '.' else Path.cwd()} holds nothing of that name"
