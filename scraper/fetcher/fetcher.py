"""One request, one answer: requests with every bound in place."""

import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from functools import lru_cache
from itertools import chain
from typing import Any
from urllib.parse import urlsplit

import requests
import urllib3

from scraper.fetcher.addresses import NameCache, Resolve, system_resolve
from scraper.fetcher.body import read_body
from scraper.fetcher.connection import CURRENT, GuardedAdapter
from scraper.fetcher.faults import FetchError, fault_of
from scraper.fetcher.limits import FetchSettings
from scraper.fetcher.media import check_first_bytes, check_type, media_of
from scraper.fetcher.outcome import Answer, Exchange, Kind, NotModified, Redirect, Request, Validators
from scraper.fetcher.redirects import REDIRECTS, redirect_target
from scraper.fetcher.watchdog import Attempt, Watchdog
from scraper.page import Failure, Page

# whatever these carry, reading it to its end is cheaper than a new connection
DRAIN_BYTES = 16 * 1024
PAGE_STATUS = frozenset({200, 203})
# RFC 9309: a crawler must read at least this much of a robots.txt and may stop there
ROBOTS_BYTES = 500 * 1024


def _anywhere(_url: str) -> str:
    return ""


class Fetcher:
    """One pool of connections for many hosts and threads; every answer is a value, whatever the server did."""

    def __init__(
        self,
        settings: FetchSettings,
        *,
        resolve: Resolve = system_resolve,
        clock: Callable[[], float] = time.time,
        may_ask: Callable[[], bool] = lambda: True,
    ) -> None:
        self._may_ask = may_ask
        self.settings = settings
        self._clock = clock
        self._resolve = NameCache(resolve)
        self._watchdog = Watchdog()
        self._aborted = False
        # a retry inside urllib3 would sleep in the worker and ask again before the politeness delay has passed
        self._adapter = GuardedAdapter(
            pool_connections=settings.hosts, pool_maxsize=2, max_retries=urllib3.Retry(0, read=False)
        )
        limits = settings.limits
        self._timeout = (limits.connect_s, limits.read_s)
        self._headers = settings.headers

    def abort(self) -> None:
        """End every request under way and to come; each of them fails with `aborted`."""
        self._aborted = True
        self._watchdog.fire_all()

    def close(self) -> None:
        """Close every connection."""
        self._adapter.close()
        self._watchdog.close()

    def fetch(self, request: Request, may_visit: Callable[[str], str] = _anywhere) -> Page | NotModified | Failure:
        """Return what is at a URL, following at most `limits.redirects` redirects within one deadline.

        `may_visit` gives the reason why a hop must not be made, "" where it may.
        """
        deadline = time.monotonic() + self.settings.limits.total_s
        current = request
        for _ in range(self.settings.limits.redirects + 1):
            answer = self.exchange(current, deadline).answer
            if not isinstance(answer, Redirect):
                return answer
            if reason := may_visit(answer.target):
                return Failure(request.origin, reason, f"redirected to {answer.target}", answer.target)
            current = Request(answer.target, request.kind, None, request.origin)
        detail = f"more than {self.settings.limits.redirects} redirects, the last to {current.url}"
        return Failure(request.origin, "too_many_redirects", detail, current.url)

    def exchange(self, request: Request, deadline: float | None = None) -> Exchange:
        """Make one request and return its answer; redirects are reported, not followed."""
        if deadline is None:
            deadline = time.monotonic() + self.settings.limits.total_s
        attempt = Attempt(self.settings, self._resolve, deadline, self._may_ask)
        self._watchdog.watch(attempt)
        if self._aborted:
            attempt.fire()
        CURRENT.attempt = attempt
        try:
            exchange = self._exchange(request)
        except (FetchError, requests.RequestException, urllib3.exceptions.HTTPError, OSError, ValueError) as error:
            exchange = self._failed(request, fault_of(error), attempt)
        finally:
            CURRENT.attempt = None
            self._watchdog.forget(attempt)
        if attempt.fired:
            fault = FetchError("deadline", f"not done within {self.settings.limits.total_s:g} s")
            if self._aborted:
                fault = FetchError("aborted", "the run was ended")
            return self._failed(request, fault, attempt)
        return exchange

    def _failed(self, request: Request, fault: FetchError, attempt: Attempt) -> Exchange:
        # a kept-alive connection that the server had closed meanwhile says nothing about the server's health
        stale = attempt.reused and fault.reason in {"no_reply", "reset"}
        reason = "stale_connection" if stale else fault.reason
        return Exchange(Failure(request.origin, reason, f"{request.url}: {fault.detail}", request.url), self._clock())

    def _exchange(self, request: Request) -> Exchange:
        response = self._send(request)
        answered, status = self._clock(), response.status_code
        drained = b""
        try:
            if status not in PAGE_STATUS:
                drained = _drained(response)
            answer = self._answer(request, response, answered)
        except (FetchError, urllib3.exceptions.HTTPError, OSError, ValueError) as error:
            fault = fault_of(error)
            answer = Failure(request.origin, fault.reason, f"{request.url}: {fault.detail}", request.url)
        finally:
            response.raw.close()
        retry_after = response.headers.get("Retry-After", "")
        headers = () if isinstance(answer, Page) else _headers(response)
        return Exchange(answer, answered, status, retry_after, headers, drained)

    def _send(self, request: Request) -> requests.Response:
        parts = urlsplit(request.url)
        if parts.scheme not in {"http", "https"} or not parts.hostname:
            raise FetchError("bad_url", "neither http nor https")
        if len(request.url) > self.settings.limits.url_chars:
            raise FetchError("bad_url", f"{len(request.url)} characters long")
        headers = self._headers | request.validators.headers if request.validators else self._headers
        return self._adapter.ask(request.url, headers, self._timeout, verify=self.settings.ca_bundle or True)

    def _answer(self, request: Request, response: requests.Response, answered: float) -> Answer:
        status = response.status_code
        fetched = datetime.fromtimestamp(answered, UTC)
        if status in REDIRECTS:
            location = next((value for name, value in _headers(response) if name.lower() == "location"), "")
            return Redirect(request.url, redirect_target(request.url, location, self.settings.limits.url_chars), status)
        if status == 304 and request.validators:
            return NotModified(request.url, fetched, _headers(response))
        if status not in PAGE_STATUS:
            raise FetchError(f"http_{status}", response.reason or "not a page")
        return self._page(request, response, fetched)

    def _page(self, request: Request, response: requests.Response, fetched: datetime) -> Page:
        content_type = response.headers.get("Content-Type", "")
        check_type(content_type, request.kind)
        _check_length(response.headers.get("Content-Length", ""), self.settings.limits.body_bytes)
        pieces = read_body(response.raw, response.headers.get("Content-Encoding", ""), self.settings.limits)
        first = next(pieces, b"")
        check_first_bytes(first, request.kind)
        body = _joined(chain((first,), pieces), ROBOTS_BYTES if request.kind is Kind.ROBOTS else 0)
        if not body and request.kind not in {Kind.ROBOTS, Kind.RESOURCE}:
            raise FetchError("empty_body", f"status {response.status_code} without a body")
        return Page(
            body=body,
            input=request.origin,
            media=media_of(content_type, first),
            url=request.url,
            requested_url=request.origin,
            status=response.status_code,
            headers=_headers(response),
            fetched=fetched,
        )


def _joined(pieces: Iterator[bytes], enough: int) -> bytes:
    """Return the pieces as one; `enough` bytes are the end where it is not 0."""
    if not enough:
        return b"".join(pieces)
    body = b""
    while len(body) < enough and (piece := next(pieces, b"")):
        body += piece
    return body[:enough]


def _headers(response: requests.Response) -> tuple[tuple[str, str], ...]:
    raw: Any = response.raw
    return tuple(raw.headers.items())


def _check_length(content_length: str, cap: int) -> None:
    if content_length.isdigit() and int(content_length) > cap:
        raise FetchError("too_large", f"announces {content_length} bytes, {cap} are allowed")


def _drained(response: requests.Response) -> bytes:
    """Return a short body that nobody wants, read so that the connection can be used again."""
    length = response.headers.get("Content-Length", "")
    if not length.isdigit() or int(length) > DRAIN_BYTES:
        return b""
    return bytes(response.raw.read(DRAIN_BYTES, decode_content=False))


def fetch(url: str, settings: FetchSettings, validators: Validators | None = None) -> Page | NotModified | Failure:
    """Return what is at one URL, redirects followed; calls with equal settings share a session.

    Not asked here: robots.txt, scope and the politeness delay: a crawl asks them, and whoever looks at a page reads it.
    """
    return _shared(settings).fetch(Request(url, Kind.ANY, validators))


@lru_cache(maxsize=4)
def _shared(settings: FetchSettings) -> Fetcher:
    return Fetcher(settings)
