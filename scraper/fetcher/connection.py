"""Connections that know whom they may talk to, and the requests adapter that uses them."""

import socket
import threading
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

import requests.adapters
import urllib3
import urllib3.connection
from requests.structures import CaseInsensitiveDict

from scraper.fetcher.addresses import Endpoint, refusal
from scraper.fetcher.faults import LEASE_LOST, FetchError
from scraper.fetcher.response import StrictResponse
from scraper.fetcher.watchdog import Attempt

MAX_ENDPOINTS = 4


class _Current(threading.local):
    """The attempt that this thread is making: the way from the fetcher through requests to its own connections."""

    attempt: Attempt | None = None


CURRENT = _Current()


def _attempt() -> Attempt:
    if CURRENT.attempt is None:
        raise FetchError("transport", "a connection was used outside of an attempt")
    return CURRENT.attempt


def open_socket(host: str, port: int, attempt: Attempt) -> socket.socket:
    """Return a socket connected to the first allowed endpoint of a host that answers."""
    limit = min(attempt.settings.limits.connect_s, attempt.left_s)
    endpoints = attempt.resolve(host, port, limit)
    fault = FetchError("dns", f"{host}: no address")
    for endpoint in endpoints[:MAX_ENDPOINTS]:
        try:
            return _connected(endpoint, attempt)
        except FetchError as refused:
            fault = refused
    raise fault


def _connected(endpoint: Endpoint, attempt: Attempt) -> socket.socket:
    family, address = endpoint
    _check_address(address[0], attempt)
    sock = socket.socket(family, socket.SOCK_STREAM)
    try:
        attempt.hold(sock)
        sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        sock.settimeout(min(attempt.settings.limits.connect_s, attempt.left_s))
        _connect(sock, address)
        _check_address(sock.getpeername()[0], attempt)
    except BaseException:
        sock.close()
        raise
    return sock


def _connect(sock: socket.socket, address: tuple[Any, ...]) -> None:
    try:
        sock.connect(address)
    except TimeoutError as error:
        raise FetchError("connect_timeout", f"{address[0]} port {address[1]} does not answer") from error
    except ConnectionRefusedError as error:
        raise FetchError("connect_refused", f"{address[0]} port {address[1]} refuses connections") from error
    except OSError as error:
        raise FetchError("unreachable", f"{address[0]} port {address[1]}: {error.strerror or error}") from error


def _check_address(address: str, attempt: Attempt) -> None:
    reason = refusal(address, attempt.settings)
    if reason == "no_contact":
        raise FetchError(reason, "give a contact: servers on the network must be able to reach you")
    if reason:
        raise FetchError(reason, f"{address} is not on the public network")


class _Guarded(urllib3.connection.HTTPConnection):
    """The part that plain and TLS connections share."""

    def _new_conn(self) -> socket.socket:
        return open_socket(self._dns_host, int(self.port), _attempt())

    def request(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401
        """Send a request; a connection taken from the pool comes under this attempt's deadline here."""
        if self.sock is not None:
            attempt = _attempt()
            attempt.reused = True
            attempt.hold(self.sock)
        super().request(*args, **kwargs)

    def send(self, data: Any) -> None:  # noqa: ANN401
        """Send bytes of a request, unless it has become somebody else's to make: connecting may have taken long."""
        if self.sock is None:
            self.connect()
        if not _attempt().may_ask():
            raise FetchError(LEASE_LOST, "another process may ask this host by now")
        super().send(data)

    def response_class(self, *args: Any, **kwargs: Any) -> StrictResponse:  # type: ignore[override]  # noqa: ANN401
        """Return the response that http.client fills."""
        response = StrictResponse(*args, **kwargs)
        response.header_bytes = _attempt().settings.limits.header_bytes
        return response


class PlainConnection(_Guarded):
    """HTTP."""


class TLSConnection(_Guarded, urllib3.connection.HTTPSConnection):
    """HTTPS; certificates and host names are verified by urllib3."""


class _PlainPool(urllib3.HTTPConnectionPool):
    ConnectionCls = PlainConnection


class _TLSPool(urllib3.HTTPSConnectionPool):
    ConnectionCls = TLSConnection


class GuardedAdapter(requests.adapters.HTTPAdapter):
    """requests' transport with guarded connections, no retries and light answers."""

    def init_poolmanager(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401
        """Use our connections in both schemes."""
        super().init_poolmanager(*args, **kwargs)
        self.poolmanager.pool_classes_by_scheme = {"http": _PlainPool, "https": _TLSPool}

    def ask(
        self, url: str, headers: Mapping[str, str], timeout: tuple[float, float], *, verify: bool | str
    ) -> requests.Response:
        """Ask for a URL, its body still to be read; raise what urllib3 raises.

        `send` does this too, and at a fifth more CPU much that no page needs: cookies, proxies, bodies, wrapped errors.
        """
        request = requests.PreparedRequest()
        request.prepare_url(url, None)
        parts = urlsplit(request.url or url)
        pool: Any
        if parts.scheme == "https":
            pool = self.get_connection_with_tls_context(request, verify)
            self.cert_verify(pool, request.url, verify, None)  # type: ignore[no-untyped-call]
        else:
            pool = self.poolmanager.connection_from_host(parts.hostname or "", parts.port, parts.scheme)
        raw = pool.urlopen(
            "GET",
            request.path_url,
            headers=headers,
            retries=self.max_retries,
            redirect=False,
            assert_same_host=False,
            timeout=urllib3.Timeout(*timeout),
            preload_content=False,
            decode_content=False,
        )
        return self.build_response(request, raw)

    def build_response(self, req: requests.PreparedRequest, resp: Any) -> requests.Response:  # noqa: ANN401
        """Return an answer without cookies, charset guess or history: unused here, and they cost as much as I/O."""
        response = requests.Response()
        response.status_code = resp.status
        response.headers = CaseInsensitiveDict(resp.headers)
        response.raw = resp
        response.request = req
        response.url = req.url or ""
        return response
