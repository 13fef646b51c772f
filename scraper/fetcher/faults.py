"""From an exception somewhere inside requests, urllib3, ssl or the socket to one fixed word.

The words are counted, shown and decide about trying again, so they are a table here and nowhere else.
"""

import http.client
import socket
import ssl
from collections.abc import Iterator

import requests
import urllib3.exceptions

LEASE_LOST = "lease_lost"  # the request was not made: our lease on the host's shard is over


class FetchError(Exception):
    """Ends a fetch with a reason; it passes through urllib3 and requests, which wrap only what they know."""

    def __init__(self, reason: str, detail: str) -> None:
        super().__init__(f"{reason}: {detail}")
        self.reason = reason
        self.detail = detail


# the most telling type first: one exception is often wrapped in three others
REASONS: tuple[tuple[type[BaseException], str], ...] = (
    (ssl.SSLCertVerificationError, "certificate"),
    (requests.exceptions.InvalidHeader, "bad_headers"),
    (urllib3.exceptions.InvalidHeader, "bad_headers"),
    (http.client.RemoteDisconnected, "no_reply"),
    (http.client.LineTooLong, "headers_too_large"),
    (http.client.IncompleteRead, "truncated"),
    (urllib3.exceptions.IncompleteRead, "truncated"),
    (http.client.BadStatusLine, "bad_status_line"),
    (http.client.UnknownProtocol, "bad_status_line"),
    (requests.exceptions.InvalidURL, "bad_url"),
    (requests.exceptions.InvalidSchema, "bad_url"),
    (requests.exceptions.MissingSchema, "bad_url"),
    (urllib3.exceptions.LocationParseError, "bad_url"),
    (UnicodeError, "bad_url"),
    (urllib3.exceptions.ConnectTimeoutError, "connect_timeout"),
    (urllib3.exceptions.ReadTimeoutError, "read_timeout"),
    (ssl.SSLError, "tls"),
    (requests.exceptions.SSLError, "tls"),
    (ConnectionResetError, "reset"),
    (BrokenPipeError, "reset"),
    (socket.timeout, "read_timeout"),
    (http.client.HTTPException, "bad_headers"),
)

# what may be gone at the next attempt; http_429 and http_5xx are judged by their number
HEALING = frozenset(
    {
        "connect_refused",
        "connect_timeout",
        "deadline",
        "dns",
        "dns_timeout",
        "empty_body",
        "headers_cut",
        "no_reply",
        "read_timeout",
        "reset",
        "stale_connection",
        "tls",
        "transport",
        "truncated",
        "unreachable",
    }
)
HEALING_STATUS = frozenset({408, 425, 429, 500, 502, 503, 504, 520, 521, 522, 523, 524})


def may_heal(reason: str) -> bool:
    """Tell whether another attempt is worth its request.

    >>> may_heal("http_503"), may_heal("http_404"), may_heal("certificate")
    (True, False, False)
    """
    kind, _, number = reason.rpartition("_")
    return int(number) in HEALING_STATUS if kind == "http" and number.isdigit() else reason in HEALING


def fault_of(error: BaseException) -> FetchError:
    """Return the fault behind an exception: the most telling of all that were wrapped into one another."""
    chain = list(_causes(error))
    for fault in chain:
        if isinstance(fault, FetchError):
            return fault
    for kind, reason in REASONS:
        for cause in chain:
            if isinstance(cause, kind):
                return FetchError(reason, _one_line(cause))
    return FetchError("transport", _one_line(error))


def _one_line(error: BaseException) -> str:
    return " ".join(str(error).split())[:300] or type(error).__name__


def _causes(error: BaseException) -> Iterator[BaseException]:
    """Yield an exception and everything it wraps: as a cause, as a context, or among its arguments."""
    waiting, seen = [error], set[int]()
    while waiting:
        current = waiting.pop()
        if id(current) in seen:
            continue
        seen.add(id(current))
        yield current
        linked = (current.__cause__, current.__context__, *current.args, getattr(current, "reason", None))
        waiting.extend(link for link in linked if isinstance(link, BaseException))
