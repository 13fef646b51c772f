"""What was asked for, from four places: command line > environment > file > default.

The file is TOML: `[defaults]` holds options by their names in `pipeline.options`, each `[[site]]` the seeds of a site
and, where the extractor needs help there, CSS rules; `[exceptions]` maps phrases of traditional text to what shall stand for
them. A key that is not known is an error that names the nearest one.
"""

import difflib
import logging
import os
import tomllib
from argparse import ArgumentTypeError, Namespace
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from pipeline.errors import PROGRAM, UsageError
from pipeline.options import OPTIONS, Kind, Option
from scraper.urls import host_of

if TYPE_CHECKING:
    from cleaners.site_rules import SiteRules

log = logging.getLogger(__name__)
ENVIRONMENT_PREFIX: Final = "RUN_PIPELINE_"
TABLES: Final = ("defaults", "site", "exceptions")
SITE_KEYS: Final = ("seeds", "host", "render", "body", "title", "drop")
CONFIG_HINT: Final = f"{PROGRAM} config init - prints an example"
_YES: Final = frozenset(("1", "true", "yes", "on"))
_NO: Final = frozenset(("0", "false", "no", "off", ""))


@dataclass(frozen=True, slots=True)
class File:
    """A configuration file as read: texts and lists not yet turned into values."""

    path: str = ""
    defaults: Mapping[str, Any] = field(default_factory=dict)
    seeds: tuple[str, ...] = ()
    sites: "tuple[SiteRules, ...]" = ()
    exceptions: Mapping[str, str] = field(default_factory=dict)
    rendered: tuple[str, ...] = ()  # hosts whose pages are read with a browser


def settle(arguments: Namespace, environment: Mapping[str, str] = os.environ) -> File:
    """Fill in the sites' rules and every option of `arguments` that was not given; return the file that was read for it."""
    path = getattr(arguments, "config", "")
    file = read_file(path) if path else File()
    arguments.sites = file.sites
    warn_of_unknown(environment)
    for name, option in OPTIONS.items():
        if getattr(arguments, name, 0) is None:
            setattr(arguments, name, found_value(name, option, environment, file)[0])
    for name, option in OPTIONS.items():
        if option.kind is Kind.MANY and isinstance(getattr(arguments, name, None), list):
            setattr(arguments, name, tuple(getattr(arguments, name)))
    arguments.exceptions = tuple(file.exceptions.items())
    return file


def warn_of_unknown(environment: Mapping[str, str]) -> None:
    """Say which variables look like options and are none: a mistyped one would be passed over in silence."""
    known = {ENVIRONMENT_PREFIX + name.upper() for name in OPTIONS}
    for variable in sorted(environment):
        if variable.startswith(ENVIRONMENT_PREFIX) and variable not in known:
            log.warning("the environment's %s is no option; %s", variable, _near(variable, known))


def read_file(path: str) -> File:
    """Return the content of a configuration file; raise `UsageError` that says what is wrong where."""
    try:
        found = tomllib.loads(Path(path).read_text("utf-8"))
    except OSError as error:
        hint = f"to begin one: {PROGRAM} config init {path}" if isinstance(error, FileNotFoundError) else CONFIG_HINT
        raise UsageError(f"cannot read {path}: {error.strerror}", hint) from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise UsageError(f"{path} is not TOML: {error}", f"texts stand between quotes; {CONFIG_HINT}") from error
    _check_keys(path, "table", found, TABLES)
    defaults, sites = found.get("defaults", {}), found.get("site", [])
    if not isinstance(defaults, dict) or not isinstance(sites, list):
        raise UsageError(f"{path}: write [defaults] and [[site]]", CONFIG_HINT)
    _check_keys(f"{path}: [defaults]", "key", defaults, OPTIONS)
    seeds: list[str] = []
    for number, site in enumerate(sites, start=1):
        where = f"{path}: [[site]] {number}"
        _check_keys(where, "key", site, SITE_KEYS)
        seeds += _strings(where, "seeds", site.get("seeds", []))
    rules = tuple(_rules(f"{path}: [[site]] {number}", site) for number, site in enumerate(sites, start=1))
    exceptions = _exceptions(path, found.get("exceptions", {}))
    rendered = [
        host for number, site in enumerate(sites, start=1) for host in _rendered(f"{path}: [[site]] {number}", site)
    ]
    return File(path, defaults, tuple(seeds), tuple(rule for rule in rules if rule), exceptions, tuple(rendered))


def _rendered(where: str, site: Mapping[str, Any]) -> set[str]:
    if not _switch(f"{where}: render", site.get("render", False)):
        return set()
    hosts = {host_of(seed) for seed in _strings(where, "seeds", site.get("seeds", []))} | {str(site.get("host", ""))}
    return hosts - {""}


def _exceptions(path: str, found: Any) -> dict[str, str]:  # noqa: ANN401  (from a file)
    """Return what shall stand in simplified text for phrases of the source."""
    if not isinstance(found, dict) or not all(key and isinstance(value, str) for key, value in found.items()):
        raise UsageError(f"{path}: [exceptions] must give a text for each phrase", 'like "妙瑪" = "妙玛"')
    return dict(found)


def _rules(where: str, site: Mapping[str, Any]) -> "SiteRules | None":
    if not site.keys() & {"body", "title", "drop"}:
        return None
    for key in ("host", "body", "title"):
        if not isinstance(site.get(key, ""), str):
            raise UsageError(f"{where}: {key} must be a text", "put it between quotes")
    if not site.get("host"):
        raise UsageError(f"{where}: rules need a host", 'add host = "www.example.com"')
    from cleaners.site_rules import SiteRules, select

    rules = SiteRules(
        site["host"], site.get("body", ""), site.get("title", ""), tuple(_strings(where, "drop", site.get("drop", [])))
    )
    for selector in rules.selectors():
        try:
            select(selector)
        except ValueError as error:
            raise UsageError(f"{where}: {error}", "see docs/configuration.md for examples") from error
    return rules


def found_value(name: str, option: Option, environment: Mapping[str, str], file: File) -> tuple[Any, str]:
    """Return an option's value as environment, file or default have it, and which of them it was."""
    variable = ENVIRONMENT_PREFIX + name.upper()
    if variable in environment:
        return _read(variable, option, environment[variable]), f"environment {variable}"
    if name in file.defaults:
        return _read(f"{file.path}: {name}", option, file.defaults[name]), file.path
    return option.default, "default"


def _read(where: str, option: Option, given: Any) -> Any:  # noqa: ANN401  (a table of types)
    if option.kind is Kind.SWITCH:
        return _switch(where, given)
    if option.kind is Kind.MANY:
        return tuple(_strings(where, "", given))
    text = ",".join(map(str, given)) if isinstance(given, list) else str(given)
    if option.choices and text not in option.choices:
        raise UsageError(f"{where}: {text!r} is none of {', '.join(option.choices)}", _near(text, option.choices))
    try:
        return option.read(text)
    except (ArgumentTypeError, ValueError) as error:
        raise UsageError(f"{where}: {error}", option.help) from error


def _switch(where: str, given: Any) -> bool:  # noqa: ANN401  (from a file or the environment)
    word = str(given).lower()
    if word not in _YES | _NO:
        raise UsageError(f"{where}: {given!r} is neither true nor false", "write true or false")
    return word in _YES


def _strings(where: str, key: str, given: Any) -> list[str]:  # noqa: ANN401  (from a file or the environment)
    values = [given] if isinstance(given, str) else given
    if not isinstance(values, list) or not all(isinstance(value, str) for value in values):
        raise UsageError(f"{where}: {key or 'the value'} must be a text or a list of texts", 'like ["one", "two"]')
    return values


def _check_keys(where: str, what: str, found: Iterable[str], known: Iterable[str]) -> None:
    known = list(known)
    for key in found:
        if key not in known:
            raise UsageError(f"{where}: there is no {what} {key!r}", _near(key, known))


def _near(word: str, known: Iterable[str]) -> str:
    close = difflib.get_close_matches(word, list(known), 1, cutoff=0.5)
    return f"did you mean {close[0]!r}?" if close else f"known: {', '.join(sorted(known))}"
