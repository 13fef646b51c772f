"""A configuration as text: a commented one to begin with, and one that shows what holds. Made of the option definitions."""

import json
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any, Final

from pipeline.arguments import VERBS
from pipeline.config import ENVIRONMENT_PREFIX, File, found_value
from pipeline.options import OPTIONS


def _groups() -> dict[str, list[str]]:
    """Return what a configuration may set, by the groups of the verbs that have one; each option once, where it is first."""
    groups: dict[str, list[str]] = {}
    seen: set[str] = set()
    for title, names in (group for verb in VERBS.values() if verb.may_have_config for group in verb.groups):
        groups.setdefault(title, []).extend(name for name in names if name in OPTIONS and name not in seen)
        seen.update(names)
    return {title: names for title, names in groups.items() if names}


GROUPS: Final = _groups()
CONFIGURED: Final = tuple(name for names in GROUPS.values() for name in names)
# What is shown where the default is "nothing".
EXAMPLES: Final[Mapping[str, Any]] = {
    "output": "data/out/news",
    "seeds": "seeds.txt",
    "contact": "you@example.com",
    "max_pages": 10000,
    "time_limit": 14400.0,
    "since": date(2024, 3, 1),
    "until": date(2024, 12, 31),
    "include": ("/news/", "/2024/"),
    "exclude": ("/video/",),
    "warc": "data/out/warc",
    "healthcheck": "data/out/health.json",
    "ca_bundle": "/etc/ssl/certs/ca-certificates.crt",
    "extra_steps": ("ellipsis", "dashes"),
    "spam_phrases": ("扫码进群领红包",),
    "min_quality": "readable",
    "drop_duplicates": ("exact",),
    "limit": 1000,
    "shards": 4,
}
HEAD: Final = f"""\
# A configuration of run-pipeline:  run-pipeline run -c THIS_FILE
#
# A line that begins with # and a key is an option that is off: take the # away to set it. It shows the default, or
# an example where nothing is the default. The command line wins over the environment ({ENVIRONMENT_PREFIX}DELAY=2),
# the environment over this file. `run-pipeline config show -c THIS_FILE` tells what holds.
# A crawl needs two things from you: contact, and the seeds of a [[site]] at the end.

[defaults]
"""
SITES: Final = """
# ---- Sites: a block for each, as many as you like ----

#[[site]]
# where to begin: front pages, channels, sitemaps, feeds
#seeds = ["https://www.example.com/", "https://www.example.com/rss.xml"]
# true: its pages are made by scripts and read with a browser
#render = false
# rules, only where the extractor needs help: whose pages, and CSS selectors; a selector that is empty says nothing
#host = "www.example.com"
#body = "div.article-text"
#title = "h1.headline"
#drop = [".stock-quote", "p.app-download"]

# ---- Words that the converter to simplified characters shall leave or write in another way ----

#[exceptions]
#"妙瑪" = "妙玛"
"""


def starting_text() -> str:
    """Return a configuration that sets nothing and shows everything: each option with its help, default or example."""
    return "\n".join((HEAD, *_options(), SITES))


def _options() -> Iterator[str]:
    for title, names in GROUPS.items():
        yield f"# ---- {title.capitalize()} ----\n"
        for name in names:
            option = OPTIONS[name]
            one_of = f"; one of {', '.join(option.choices)}" if option.choices else ""
            example = EXAMPLES.get(name)
            note = " (an example; the default is none)" if example is not None else ""
            yield f"# {option.help}{one_of}{note}"
            yield f"#{name} = {toml_value(name, option.default if example is None else example)}"
        yield ""


def effective(file: File, environment: Mapping[str, str]) -> dict[str, tuple[Any, str]]:
    """Return every option's value without a command line, and where it comes from."""
    return {name: found_value(name, OPTIONS[name], environment, file) for name in CONFIGURED}


def effective_text(file: File, environment: Mapping[str, str]) -> str:
    """Return what holds as the lines of a configuration, each with where its value comes from."""
    lines = ["[defaults]"]
    for name, (value, origin) in effective(file, environment).items():
        is_nothing = value is None or value in ("", ()) or (origin == "default" and name in EXAMPLES)
        lines.append(f"# {name} is not set" if is_nothing else f"{name} = {toml_value(name, value)}  # {origin}")
    lines += (f"# {file.path} begins at {seed}" for seed in file.seeds)
    lines += (f"# {file.path} has rules for {rules.host}" for rules in file.sites)
    return "\n".join(lines) + "\n"


def toml_value(name: str, value: Any) -> str:  # noqa: ANN401  (a table of types)
    """Return an option's value as a configuration writes it.

    >>> toml_value("delay", 1.0), toml_value("shard", (0, 4)), toml_value("include", ("/a/", "/b/"))
    ('1.0', '"0/4"', '["/a/", "/b/"]')
    """
    if name == "shard":
        return json.dumps("/".join(map(str, value)))
    if name == "jobs":
        return json.dumps(value or "auto")
    if isinstance(value, date):
        return value.isoformat()
    return json.dumps(value, ensure_ascii=False)
