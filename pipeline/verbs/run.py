"""`run -c pipeline.toml`: the crawl of a configuration, made for cron: incremental, locked, resumable."""

from argparse import Namespace

from pipeline.config import settle
from pipeline.errors import PROGRAM, ExitCode, UsageError
from pipeline.verbs.crawl import crawl_from, crawl_settings


def run(arguments: Namespace) -> ExitCode:
    """Crawl what the configuration says."""
    if not arguments.config:
        raise UsageError(
            "run needs a configuration",
            f"to begin one: {PROGRAM} config init pipeline.toml; then: {PROGRAM} run -c pipeline.toml",
        )
    return crawl_from(arguments, crawl_settings(arguments, settle(arguments)))
