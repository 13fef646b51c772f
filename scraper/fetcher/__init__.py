"""From a URL to a `Page`, or to a `Failure` that says why not; the only folder that opens a connection to a server.

The method: requests carries the exchange, and each of its silent losses is closed off. `connection` checks the address
that is really connected to; `response` insists on a whole header; `body` on a whole body; `watchdog` holds one deadline
over all of it; `faults` gives every way to fail one word. Redirects are reported hop by hop, since each hop is a new
question to robots.txt, scope and politeness.
"""

from typing import TYPE_CHECKING, Any

from scraper.fetcher.limits import FetchSettings, Limits
from scraper.fetcher.outcome import Answer, Exchange, Kind, NotModified, Redirect, Request, Validators

if TYPE_CHECKING:
    from scraper.fetcher.faults import may_heal
    from scraper.fetcher.fetcher import Fetcher, fetch

__all__ = [
    "Answer",
    "Exchange",
    "FetchSettings",
    "Fetcher",
    "Kind",
    "Limits",
    "NotModified",
    "Redirect",
    "Request",
    "Validators",
    "fetch",
    "may_heal",
]

_IN = {"Fetcher": "fetcher", "fetch": "fetcher", "may_heal": "faults"}


def __getattr__(name: str) -> Any:  # noqa: ANN401  (whatever the name stands for)
    """Load requests when somebody wants to fetch: who only looks at a frontier must not wait for it."""
    if name not in _IN:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(f"{__name__}.{_IN[name]}"), name)
