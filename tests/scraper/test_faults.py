"""Every fault ends as its row says, in bounded time and memory, and the session still works after it."""

import gzip
import itertools
import threading
import tracemalloc
from collections.abc import Iterator
from pathlib import Path

import pytest

from scraper.fetcher import Fetcher, FetchSettings, Limits, NotModified, Request, Validators
from scraper.page import Failure, Page
from tests.scraper.documented import DOCUMENT, document
from tests.scraper.fault_server import FaultServer, Play, Script, Seen, answer, chunked
from tests.scraper.faults import FAULTS, STORY, Fault, endless, headers

LIMITS = Limits(connect_s=0.5, read_s=0.3, total_s=0.7, body_bytes=256 * 1024, decoded_bytes=512 * 1024)
SETTINGS = FetchSettings(allow_loopback=True, contact="mailto:test@example.org", limits=LIMITS)


@pytest.fixture(scope="module")
def fetcher() -> Iterator[Fetcher]:
    fetcher = Fetcher(SETTINGS)
    yield fetcher
    fetcher.close()


def outcome(answered: Page | NotModified | Failure) -> str:
    return answered.reason if isinstance(answered, Failure) else "page" if isinstance(answered, Page) else "304"


def serve(script: Script | Play) -> FaultServer:
    if callable(script):
        return FaultServer(script)
    steps = list(script) if isinstance(script, list | tuple) else script
    return FaultServer(lambda _: steps)


@pytest.mark.parametrize("fault", [pytest.param(fault, id=fault.name) for fault in FAULTS])
def test_fault_ends_as_documented(fetcher: Fetcher, fault: Fault) -> None:
    with serve(fault.script) as server:
        answered = fetcher.fetch(Request(f"{server.url}/x"))
    assert outcome(answered) == fault.outcome
    if isinstance(answered, Page):
        assert answered.body == STORY
    else:
        assert isinstance(answered, Failure)
        assert "\n" not in answered.detail


def test_names_are_unique() -> None:
    assert len({fault.name for fault in FAULTS}) == len(FAULTS) >= 50


def test_document_says_what_the_tests_show() -> None:
    assert DOCUMENT.read_text("utf-8") == document(), "run python -m tests.scraper.documented"


def test_session_survives_every_fault(fetcher: Fetcher) -> None:
    with FaultServer(lambda _: [answer(STORY)]) as server:
        assert outcome(fetcher.fetch(Request(f"{server.url}/"))) == "page"
    assert not [thread for thread in threading.enumerate() if thread.name.startswith("resolve")]


def test_bomb_needs_little_memory(fetcher: Fetcher) -> None:
    bomb = answer(gzip.compress(b"\0" * 64 * 1024 * 1024), content_encoding="gzip")
    with FaultServer(lambda _: [bomb]) as server:
        tracemalloc.start()
        answered = fetcher.fetch(Request(f"{server.url}/"))
        peak = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
    assert outcome(answered) == "too_large"
    assert peak < 8 * 1024 * 1024


@pytest.mark.skipif(not Path("/proc/self/clear_refs").exists(), reason="peak memory is read from /proc")
def test_no_fault_needs_much_memory() -> None:
    fetcher = Fetcher(FetchSettings(allow_loopback=True, limits=Limits(total_s=20.0)))
    zeros = gzip.compress(bytes(200 * 1024 * 1024), 1)
    scripts: tuple[Script, ...] = (
        itertools.chain((headers("Connection: close"),), endless(STORY * 500)),
        itertools.chain((chunked(end=b""),), endless(b"10000\r\n" + b"a" * 65536 + b"\r\n")),
        itertools.chain((b"HTTP/1.1 200 OK\r\n",), endless(b"X-A: b\r\n" * 9999)),
        [answer(zeros, content_encoding="gzip")],
        [answer(gzip.compress(zeros, 1), content_encoding="gzip, gzip")],
    )
    Path("/proc/self/clear_refs").write_text("5")  # begin to measure the peak anew
    before = peak_kib()
    for script in scripts:
        with serve(script) as server:
            assert outcome(fetcher.fetch(Request(f"{server.url}/"))) in {"too_large", "headers_too_large"}
    fetcher.close()
    assert peak_kib() - before < 64 * 1024


def peak_kib() -> int:
    lines = Path("/proc/self/status").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmHWM"))


def test_deadline_covers_all_redirects(fetcher: Fetcher) -> None:
    def play(seen: Seen) -> Script:
        return [0.25, answer(b"", "302 Found", location=f"{seen.path}x")]

    with FaultServer(play) as server:
        answered = fetcher.fetch(Request(f"{server.url}/"))
        assert outcome(answered) == "deadline"
        assert len(server.seen) <= 4


def test_stale_connection_is_no_fault_of_the_host(fetcher: Fetcher) -> None:
    served = threading.Event()

    def play(_: Seen) -> Iterator[bytes]:
        if not served.is_set():
            served.set()
            yield answer(STORY)
        else:
            raise ConnectionError

    with FaultServer(play) as server:
        assert outcome(fetcher.fetch(Request(f"{server.url}/1"))) == "page"
        assert outcome(fetcher.fetch(Request(f"{server.url}/2"))) == "stale_connection"
        assert server.paths() == ["/1", "/2"], "nothing is asked twice behind the politeness delay's back"


def test_validators_are_sent_and_304_understood(fetcher: Fetcher) -> None:
    with FaultServer(lambda _: [answer(b"", "304 Not Modified", content_length="", etag='"1"')]) as server:
        asked = Request(f"{server.url}/", validators=Validators('"1"', "Mon, 06 May 2024 07:08:00 GMT"))
        answered = fetcher.fetch(asked)
        assert isinstance(answered, NotModified)
        assert server.seen[0].headers["if-none-match"] == '"1"'
        assert server.seen[0].headers["if-modified-since"] == "Mon, 06 May 2024 07:08:00 GMT"


def test_user_agent_names_program_and_contact(fetcher: Fetcher) -> None:
    with FaultServer(lambda _: [answer(STORY)]) as server:
        fetcher.fetch(Request(f"{server.url}/"))
        assert server.seen[0].headers["user-agent"] == "run-pipeline/0.1 (+mailto:test@example.org)"


@pytest.mark.parametrize(
    ("location", "asked"),
    [
        pytest.param("/\xe6\x96\xb0", "/%E6%96%B0", id="raw UTF-8"),
        pytest.param("/\xd0\xc2", "/%D0%C2", id="raw GBK"),
        pytest.param("../a b", "/a%20b", id="relative with a space"),
        pytest.param("/a%20b?x=%E6", "/a%20b?x=%E6", id="escaped already"),
        pytest.param("?page=2#part", "/x?page=2", id="query alone, fragment off"),
    ],
)
def test_redirect_targets(fetcher: Fetcher, location: str, asked: str) -> None:
    def play(seen: Seen) -> Script:
        return [answer(STORY) if seen.path == asked else answer(b"", "301 Moved", location=location)]

    with FaultServer(play) as server:
        answered = fetcher.fetch(Request(f"{server.url}/x"))
        assert isinstance(answered, Page), server.paths()
        assert (answered.requested_url, answered.url) == (f"{server.url}/x", server.url + asked)


def test_hop_may_be_refused(fetcher: Fetcher) -> None:
    with FaultServer(lambda _: [answer(b"", "302 Found", location="/other")]) as server:
        answered = fetcher.fetch(Request(f"{server.url}/"), lambda url: "off_site" if "other" in url else "")
        assert outcome(answered) == "off_site"
        assert server.paths() == ["/"]


def test_abort_ends_requests_under_way() -> None:
    fetcher = Fetcher(FetchSettings(allow_loopback=True))
    arrived = threading.Event()

    def play(_: Seen) -> Iterator[float]:
        arrived.set()
        yield 20.0

    with FaultServer(play) as server:
        answers: list[Page | NotModified | Failure] = []
        thread = threading.Thread(target=lambda: answers.append(fetcher.fetch(Request(f"{server.url}/"))))
        thread.start()
        arrived.wait(5)
        fetcher.abort()
        thread.join(5)
    fetcher.close()
    assert [outcome(answered) for answered in answers] == ["aborted"]
