"""What `fetch`, `robots` and `discover` share: one URL asked for, its answer or a clear end."""

import sys
from argparse import Namespace
from collections.abc import Iterable

from pipeline.config import settle
from pipeline.errors import PROGRAM, ExitCode, UsageError
from pipeline.mistakes import PRIVATE, no_address
from scraper.fetcher import FetchSettings, NotModified, fetch
from scraper.page import Failure, Page
from scraper.urls import canonical_url


def asked(arguments: Namespace) -> FetchSettings:
    """Return how to ask, options settled; raise `UsageError` where the URL is none."""
    settle(arguments)
    if not canonical_url(arguments.url):
        raise UsageError(f"{arguments.url!r} is no web address", no_address(arguments.url, PROGRAM))
    return FetchSettings(
        user_agent=arguments.user_agent,
        contact=arguments.contact,
        allow_loopback=arguments.allow_loopback,
        allow_private=arguments.allow_private,
        ca_bundle=arguments.ca_bundle,
    )


def page_at(url: str, settings: FetchSettings) -> Page | Failure:
    """Return what is at a URL."""
    answer = fetch(url, settings)
    if isinstance(answer, NotModified):
        return Failure(url, "not_modified", f"{url}: the server says that nothing changed, but nothing was known", url)
    return answer


def failed(failure: Failure) -> ExitCode:
    """Say why nothing came back."""
    hint = f"hint: {PRIVATE}\n" if failure.reason == "private_address" else ""
    sys.stderr.write(f"{failure.reason}: {failure.detail}\n{hint}")
    return ExitCode.NOTHING


def show(lines: Iterable[str]) -> None:
    """Print lines as results."""
    sys.stdout.writelines(f"{line}\n" for line in lines)
