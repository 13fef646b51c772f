"""Which addresses may be contacted, and how a name becomes one.

The check is made on the very address that is connected to, so a name that changes its answer between check and connect
gains nothing. A private address is refused before a packet is sent to it.
"""

import ipaddress
import socket
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TypeAlias

from scraper.fetcher.faults import FetchError
from scraper.fetcher.limits import FetchSettings

IPAddress: TypeAlias = ipaddress.IPv4Address | ipaddress.IPv6Address
Endpoint: TypeAlias = tuple[int, tuple[str, int] | tuple[str, int, int, int]]  # address family, socket address
Resolve: TypeAlias = Callable[[str, int, float], tuple[Endpoint, ...]]

NAT64 = ipaddress.ip_network("64:ff9b::/96")  # RFC 6052: an IPv4 address in the last 32 bits
CACHE_S = 60.0
MAX_CACHED = 4096


def refusal(address: str, settings: FetchSettings) -> str:
    """Return why an address may not be contacted, "" where it may.

    >>> refusal("::ffff:10.0.0.1", FetchSettings(contact="x"))
    'private_address'
    >>> refusal("127.0.0.1", FetchSettings(allow_loopback=True))
    ''
    """
    peer = _unwrapped(ipaddress.ip_address(address.partition("%")[0]))
    if peer.is_loopback:
        return "" if settings.allow_loopback or settings.allow_private else "private_address"
    if not peer.is_global or peer.is_multicast:
        return "" if settings.allow_private and not peer.is_multicast else "private_address"
    return "" if settings.contact else "no_contact"


def _unwrapped(address: IPAddress) -> IPAddress:
    """Return the IPv4 address that an IPv6 one stands for."""
    if isinstance(address, ipaddress.IPv4Address):
        return address
    if address in NAT64:
        return ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
    return address.ipv4_mapped or address.sixtofour or address


def is_local_name(host: str) -> bool:
    """Tell whether a host is this machine by its spelling alone; other names may still resolve to it.

    >>> is_local_name("localhost"), is_local_name("127.0.0.9"), is_local_name("news.example")
    (True, True, False)
    """
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return host == "localhost" or host.endswith(".localhost")


def system_resolve(host: str, port: int, timeout: float) -> tuple[Endpoint, ...]:
    """Return a host's endpoints from the system's resolver; a fault `dns` or `dns_timeout` where there are none."""
    found: list[tuple[Endpoint, ...] | OSError | UnicodeError] = []

    def look_up() -> None:
        try:
            infos = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
            found.append(tuple((family, endpoint) for family, _, _, _, endpoint in infos))  # type: ignore[misc]
        except (OSError, UnicodeError) as error:
            found.append(error)

    # getaddrinfo obeys no timeout and cannot be interrupted: a thread that hangs is left behind
    thread = threading.Thread(target=look_up, name=f"resolve {host}", daemon=True)
    thread.start()
    thread.join(timeout)
    if not found:
        raise FetchError("dns_timeout", f"{host}: no answer within {timeout:.1f} s")
    answer = found[0]
    if isinstance(answer, UnicodeError):
        raise FetchError("bad_url", f"{host}: not a host name") from answer
    if isinstance(answer, OSError):
        raise FetchError("dns", f"{host}: {answer.strerror or answer}") from answer
    return answer


@dataclass(slots=True)
class NameCache:
    """A resolver that remembers good answers for a minute; a failed look-up is asked again."""

    resolve: Resolve = system_resolve
    _known: dict[tuple[str, int], tuple[float, tuple[Endpoint, ...]]] = field(default_factory=dict)

    def __call__(self, host: str, port: int, timeout: float) -> tuple[Endpoint, ...]:
        """Return a host's endpoints."""
        until, endpoints = self._known.get((host, port), (0.0, ()))
        if time.monotonic() < until:
            return endpoints
        endpoints = self.resolve(host, port, timeout)
        if len(self._known) >= MAX_CACHED:
            self._known.clear()
        self._known[host, port] = (time.monotonic() + CACHE_S, endpoints)
        return endpoints
