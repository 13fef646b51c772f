"""Whom a fetch may talk to, and what happens before the first byte: names, addresses, TLS."""

import socket
import ssl
import threading
from dataclasses import replace
from pathlib import Path

import pytest

from scraper.fetcher import Fetcher, FetchSettings, Limits, Request, fetch
from scraper.fetcher.addresses import Endpoint, refusal
from scraper.fetcher.faults import FetchError
from scraper.page import Failure, Page
from tests.scraper.documented import documented
from tests.scraper.fault_server import Do, FaultServer, answer

CERTIFICATES = Path(__file__).parent / "certificates"
LIMITS = Limits(connect_s=0.3, read_s=0.3, total_s=0.6)
STORY = answer("<p>新闻</p>")


def settings(**more: object) -> FetchSettings:
    values = {"contact": "mailto:test@example.org", "allow_loopback": True, "limits": LIMITS}
    return FetchSettings(**values | more)  # type: ignore[arg-type]


def reason(url: str, asked: FetchSettings, resolve: object = None) -> str:
    fetcher = Fetcher(asked, resolve=resolve) if resolve else Fetcher(asked)  # type: ignore[arg-type]
    try:
        answered = fetcher.fetch(Request(url))
    finally:
        fetcher.close()
    return answered.reason if isinstance(answered, Failure) else "page"


PUBLIC, PRIVATE, HERE = "", "private_address", "loopback"


@pytest.mark.parametrize(
    ("address", "kind"),
    [
        pytest.param("8.8.8.8", PUBLIC, id="public IPv4"),
        pytest.param("2606:4700::1111", PUBLIC, id="public IPv6"),
        pytest.param("127.0.0.1", HERE, id="loopback"),
        pytest.param("127.9.9.9", HERE, id="loopback network"),
        pytest.param("::1", HERE, id="loopback IPv6"),
        pytest.param("::ffff:127.0.0.1", HERE, id="loopback mapped"),
        pytest.param("10.0.0.1", PRIVATE, id="private 10"),
        pytest.param("172.16.0.1", PRIVATE, id="private 172.16"),
        pytest.param("192.168.1.1", PRIVATE, id="private 192.168"),
        pytest.param("100.64.0.1", PRIVATE, id="carrier NAT"),
        pytest.param("169.254.169.254", PRIVATE, id="metadata service"),
        pytest.param("0.0.0.0", PRIVATE, id="unspecified"),
        pytest.param("224.0.0.1", PRIVATE, id="multicast"),
        pytest.param("255.255.255.255", PRIVATE, id="broadcast"),
        pytest.param("fc00::1", PRIVATE, id="unique local"),
        pytest.param("fe80::1%eth0", PRIVATE, id="link-local with zone"),
        pytest.param("::ffff:192.168.1.1", PRIVATE, id="private mapped"),
        pytest.param("64:ff9b::a00:1", PRIVATE, id="private behind NAT64"),
        pytest.param("2002:a00:1::", PRIVATE, id="private behind 6to4"),
    ],
)
def test_address_needs_its_permission(address: str, kind: str) -> None:
    outsider = FetchSettings(contact="x")
    assert refusal(address, outsider) == ("" if kind == PUBLIC else "private_address")
    assert bool(refusal(address, settings())) == (kind == PRIVATE)
    if address not in {"224.0.0.1"}:
        assert refusal(address, settings(allow_private=True)) == ""


@documented("Names, addresses, TLS", ("a public server without `--contact`", "no_contact"))
def test_public_servers_need_a_contact() -> None:
    assert refusal("8.8.8.8", FetchSettings()) == "no_contact"
    assert reason("http://8.8.8.8/", settings(contact="")) == "no_contact"


@documented("Names, addresses, TLS", ("this machine without `--allow-loopback`", "private_address"))
def test_loopback_needs_permission() -> None:
    with FaultServer(lambda _: [STORY]) as server:
        assert reason(server.url, settings(allow_loopback=False)) == "private_address"
        assert server.seen == []
        assert reason(server.url, settings()) == "page"


def names(*answers: str | FetchError) -> object:
    """Return a resolver that gives one answer after the other, the last one for ever."""
    waiting = list(answers)

    def resolve(_host: str, port: int, _timeout: float) -> tuple[Endpoint, ...]:
        found = waiting.pop(0) if len(waiting) > 1 else waiting[0]
        if isinstance(found, FetchError):
            raise found
        family = socket.AF_INET6 if ":" in found else socket.AF_INET
        return ((family, (found, port)),)

    return resolve


@documented(
    "Names, addresses, TLS",
    ("a name for a private address", "private_address"),
    ("a name for an IPv6-mapped private address", "private_address"),
    ("no such name (NXDOMAIN)", "dns"),
    ("a name server that does not answer", "dns_timeout"),
)
@pytest.mark.parametrize(
    ("resolve", "expected"),
    [
        pytest.param(names("10.0.0.1"), "private_address", id="a name for a private address"),
        pytest.param(names("::ffff:10.0.0.1"), "private_address", id="a name for a mapped one"),
        pytest.param(names(FetchError("dns", "NXDOMAIN")), "dns", id="no such name"),
        pytest.param(names(FetchError("dns_timeout", "no answer")), "dns_timeout", id="no answer"),
    ],
)
def test_name_decides(resolve: object, expected: str) -> None:
    assert reason("http://news.example/", settings(), resolve) == expected


@documented("Names, addresses, TLS", ("a name that changes its answer between check and connect", "private_address"))
def test_name_that_changes_its_answer_is_checked_where_it_connects() -> None:
    with FaultServer(lambda _: [answer(b"", "302 Found", location="/again", connection="close"), Do.CLOSE]) as server:
        url = f"http://rebind.example:{server.port}/"
        fetcher = Fetcher(settings(), resolve=names("127.0.0.1", "10.0.0.1"))  # type: ignore[arg-type]
        fetcher._resolve._known = _NeverKeeps()  # an answer that is not remembered is the attacker's best case
        answered = fetcher.fetch(Request(url))
        fetcher.close()
        assert isinstance(answered, Failure)
        assert answered.reason == "private_address"
        assert len(server.seen) == 1


class _NeverKeeps(dict):  # type: ignore[type-arg]
    def __setitem__(self, key: object, value: object) -> None:
        return


def test_unknown_name_of_the_real_resolver() -> None:
    assert reason("http://nowhere.invalid/", settings()) in {"dns", "dns_timeout"}


@documented("Names, addresses, TLS", ("a name server that fails (SERVFAIL)", "dns"))
def test_failing_name_server(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object, **__: object) -> None:
        raise socket.gaierror(socket.EAI_AGAIN, "Temporary failure in name resolution")  # what SERVFAIL becomes

    monkeypatch.setattr(socket, "getaddrinfo", fail)
    assert reason("http://news.example/", settings()) == "dns"


@documented("Names, addresses, TLS", ("connection refused", "connect_refused"))
def test_refused_connection() -> None:
    with FaultServer(lambda _: [STORY]) as server:
        url = server.url
    assert reason(url, settings()) == "connect_refused"


@documented("Names, addresses, TLS", ("connect black hole", "connect_timeout"))
def test_black_hole_ends_at_the_connect_limit() -> None:
    hole = socket.create_server(("127.0.0.1", 0), backlog=0)
    address = hole.getsockname()
    fillers = []
    for _ in range(4):  # the queue of connections nobody accepts is full after a few
        filler = socket.socket()
        filler.settimeout(0)
        filler.connect_ex(address)
        fillers.append(filler)
    try:
        assert reason(f"http://127.0.0.1:{address[1]}/", settings()) == "connect_timeout"
    finally:
        for sock in (*fillers, hole):
            sock.close()


@documented("Names, addresses, TLS", ("another scheme, no host, no such port, label or address too long", "bad_url"))
@pytest.mark.parametrize(
    "url",
    [
        pytest.param("ftp://a.example/", id="another scheme"),
        pytest.param("http:///x", id="no host"),
        pytest.param("http://a.example:99999/", id="no such port"),
        pytest.param("http://" + "a" * 64 + ".example/", id="label too long"),
        pytest.param("http://a.example/" + "a" * 5000, id="too long"),
    ],
)
def test_unusable_address(url: str) -> None:
    assert reason(url, settings()) == "bad_url"


def tls(certificate: str) -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(CERTIFICATES / f"{certificate}.pem")
    return context


@documented(
    "Names, addresses, TLS",
    ("certificate for another name", "certificate"),
    ("certificate expired", "certificate"),
    ("certificate signed by itself", "certificate"),
)
@pytest.mark.parametrize(
    ("certificate", "expected"),
    [
        pytest.param("here", "page", id="good"),
        pytest.param("elsewhere", "certificate", id="for another name"),
        pytest.param("expired", "certificate", id="expired"),
        pytest.param("selfsigned", "certificate", id="signed by itself"),
    ],
)
def test_certificate(certificate: str, expected: str) -> None:
    with FaultServer(lambda _: [STORY], tls=tls(certificate)) as server:
        assert reason(server.url, settings(ca_bundle=str(CERTIFICATES / "ca.pem"))) == expected


@documented("Names, addresses, TLS", ("certificate of an unknown authority", "certificate"))
def test_unknown_authority_is_refused() -> None:
    with FaultServer(lambda _: [STORY], tls=tls("here")) as server:
        # on a busy machine the authorities alone may take longer to read than a short deadline
        assert reason(server.url, settings(limits=replace(LIMITS, total_s=20.0))) == "certificate"


class RawServer:
    """Accepts and sends what it was given, before any request."""

    def __init__(self, *pieces: bytes, gap: float = 0.0) -> None:
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port = self._listener.getsockname()[1]
        self._done = threading.Event()
        self._thread = threading.Thread(target=self._serve, args=(pieces, gap))
        self._thread.start()

    def _serve(self, pieces: tuple[bytes, ...], gap: float) -> None:
        try:
            connection, _ = self._listener.accept()
            with connection:
                for piece in pieces:
                    connection.sendall(piece)
                    self._done.wait(gap)
                self._done.wait(5.0)
        except OSError:
            return

    def __enter__(self) -> "RawServer":
        return self

    def __exit__(self, *_: object) -> None:
        self._done.set()
        self._listener.close()
        self._thread.join()


@documented(
    "Names, addresses, TLS",
    ("TLS hang", "read_timeout"),
    ("TLS garbage", "tls"),
    ("TLS handshake at a byte a time", "read_timeout"),
)
@pytest.mark.parametrize(
    ("pieces", "gap", "expected"),
    [
        pytest.param((), 0.0, {"connect_timeout", "read_timeout"}, id="TLS hang"),
        pytest.param((b"HTTP/1.1 400 Bad Request\r\n\r\n",), 0.0, {"tls"}, id="TLS garbage"),
        # Python counts the whole handshake against one time-out
        pytest.param(
            (b"\x16", b"\x03", b"\x03", b"\x40", b"\x00", *[b"a"] * 40), 0.1, {"read_timeout"}, id="TLS dripping"
        ),
    ],
)
def test_tls_fault(pieces: tuple[bytes, ...], gap: float, expected: set[str]) -> None:
    with RawServer(*pieces, gap=gap) as server:
        # on a busy machine a handshake that drips may outlast a deadline that is close behind the time-out
        asked = settings(limits=replace(LIMITS, total_s=5.0))
        assert reason(f"https://127.0.0.1:{server.port}/", asked) in expected


def test_fetch_shares_its_session() -> None:
    with FaultServer(lambda _: [STORY]) as server:
        first, second = (fetch(f"{server.url}/{n}", settings()) for n in range(2))
        assert isinstance(first, Page)
        assert isinstance(second, Page)
        assert first.fetched is not None
        assert first.fetched.tzinfo is not None
        assert (first.input, first.header("CONTENT-TYPE")) == (f"{server.url}/0", "text/html; charset=utf-8")
