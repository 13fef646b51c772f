"""From a URL to a `Page`, or to a `Failure` that says why not; the only folder that opens a connection to a server.

The method: requests carries the exchange, and each of its silent losses is closed off. `connection` checks the address
that is really connected to; `response` insists on a whole header; `body` on a whole body; `watchdog` holds one deadline
over all of it; `faults` gives every way to fail one word. Redirects are reported hop by hop, since each hop is a new
question to robots.txt, scope and politeness.
"""

from functools import lru_cache

from scraper.fetcher.faults import may_heal
from scraper.fetcher.fetch import Fetcher
from scraper.fetcher.limits import FetchSettings, Limits
from scraper.fetcher.outcome import Answer, Exchange, Kind, NotModified, Redirect, Request, Validators
from scraper.page import Failure, Page

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


def fetch(url: str, settings: FetchSettings, validators: Validators | None = None) -> Page | NotModified | Failure:
    """Return what is at one URL, redirects followed; calls with equal settings share a session.

    Not asked here: robots.txt, scope and the politeness delay: a crawl asks them, and whoever looks at a page reads it.
    """
    return _shared(settings).fetch(Request(url, Kind.ANY, validators))


@lru_cache(maxsize=4)
def _shared(settings: FetchSettings) -> Fetcher:
    return Fetcher(settings)
