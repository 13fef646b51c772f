"""The crawl as its servers see it: what is asked, when, and what comes of answers that ask for something."""

import itertools
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from pathlib import Path

import pytest

from scraper.crawl import crawl
from scraper.fetcher import Limits
from scraper.frontier import Caps, Frontier, Lease, Status
from scraper.page import Page
from scraper.settings import CrawlSettings
from tests.scraper.documented import documented
from tests.scraper.fault_server import Do, FaultServer, Play, Script, Seen, Step, answer

ROBOTS = "/robots.txt"
DELAY_S = 0.05
STORY = "<html><body><p>今天下午，记者来到现场。</p></body></html>"
LIMITS = Limits(connect_s=0.5, read_s=0.3, total_s=0.7)


@dataclass
class Visit:
    """What one run gave: final URLs, failures by URL, and what the frontier says at the end."""

    status: Status
    pages: list[str] = field(default_factory=list)
    failures: dict[str, str] = field(default_factory=dict)


def visit(folder: Path, *seeds: str, now: Callable[[], float] = time.time, **changes: object) -> Visit:
    asked = {"allow_loopback": True, "delay_s": DELAY_S, "retry_s": 0.05, "patience_s": 3.0, "limits": LIMITS} | changes
    settings = CrawlSettings(seeds=seeds, **asked)  # type: ignore[arg-type]
    with closing(Frontier(folder / "frontier.sqlite")) as frontier:
        visited = Visit(frontier.status(0.0))
        for lease, fetched in filter(None, crawl(settings, frontier, now=now)):
            if isinstance(fetched, Page):
                visited.pages.append(fetched.url)
            else:
                visited.failures[lease.url] = fetched.reason
            frontier.finish(lease, "page" if isinstance(fetched, Page) else fetched.reason)
        visited.status = frontier.status(time.time())
    return visited


NO_ROBOTS = (answer("no", "404 Not Found"),)


def site(pages: dict[str, Script], robots: Script = NO_ROBOTS) -> Play:
    """Return a play of pages by path: each request takes the next step of its path, the last one for ever."""
    waiting = {path: list(steps) for path, steps in pages.items()}

    def play(seen: Seen) -> Script:
        if seen.path == ROBOTS:
            return robots
        steps = waiting.get(seen.path, [answer("no", "404 Not Found")])
        return [steps.pop(0) if len(steps) > 1 else steps[0]]

    return play


def links(*paths: str) -> bytes:
    return answer("<html><body>" + "".join(f'<a href="{path}">新闻</a>' for path in paths) + "</body></html>")


def times(server: FaultServer, path: str) -> list[float]:
    return [seen.at for seen in server.seen if seen.path == path]


def busy(status: str, **headers: str) -> bytes:
    return answer("wait", status, **headers)


def in_two_seconds() -> str:
    return format_datetime(datetime.now(UTC) + timedelta(seconds=2), usegmt=True)


ASKS = "Servers that ask for time"


@documented(
    ASKS,
    ("429 with seconds", "the host rests that long, then the page is fetched"),
    ("429 with a date", "the host rests until then"),
    ("429 with nothing", "the host rests for a pause of our own that grows with each further one"),
    ("503 with seconds", "as 429"),
    ("503 with a date", "as 429"),
    ("503 with nothing", "the page is tried again after a growing pause, the host's delay is stretched"),
)
@pytest.mark.parametrize("status", ["429 Too Many Requests", "503 Service Unavailable"])
@pytest.mark.parametrize(("header", "least_s"), [("seconds", 1.0), ("date", 0.5), ("", DELAY_S)])
def test_host_rests_as_long_as_it_asks(tmp_path: Path, status: str, header: str, least_s: float) -> None:
    given = {"seconds": "1", "date": in_two_seconds(), "": ""}[header]
    first = busy(status, retry_after=given) if given else busy(status)
    play = site({"/1.html": [first, answer(STORY)], "/2.html": [answer(STORY)]})
    with FaultServer(play) as server:
        visited = visit(tmp_path, f"{server.url}/1.html", f"{server.url}/2.html")
        assert sorted(visited.pages) == [f"{server.url}/1.html", f"{server.url}/2.html"]
        asked = [seen.at for seen in server.seen]
        refused = times(server, "/1.html")[0]
        assert min(at for at in asked if at > refused) - refused >= least_s, "the whole host rests, not the page alone"


@documented(
    ASKS, ("Retry-After beyond our patience", "the run ends as deferred (exit 3), the page is left to the next")
)
def test_long_pause_is_left_to_the_next_run(tmp_path: Path) -> None:
    play = site({"/1.html": [busy("503 Unavailable", retry_after="7200"), answer(STORY)]})
    with FaultServer(play) as server:
        visited = visit(tmp_path, f"{server.url}/1.html")
        assert (visited.pages, visited.failures, visited.status.ended) == ([], {}, "deferred")
        assert visit(tmp_path, f"{server.url}/1.html").pages == [], "the pause outlives the run"
        assert len(times(server, "/1.html")) == 1
        later = visit(tmp_path, f"{server.url}/1.html", now=lambda: time.time() + 7300)
        assert later.pages == [f"{server.url}/1.html"]


DOORS = "robots.txt"


@documented(
    DOORS,
    ("503", "nothing else is asked of the host; seeds fail, the rest waits for the next run"),
    ("time-out", "as 503"),
    ("429", "as 503, with the pause asked for"),
    ("connection closed", "as 503"),
)
@pytest.mark.parametrize(
    "robots",
    [
        pytest.param([busy("503 Unavailable")], id="503"),
        pytest.param([busy("429 Too Many Requests")], id="429"),
        pytest.param([Do.HANG], id="time-out"),
        pytest.param([Do.CLOSE], id="closed"),
    ],
)
def test_host_that_cannot_say_its_rules_is_not_visited(tmp_path: Path, robots: Script) -> None:
    rules = [robots]
    with FaultServer(lambda seen: rules[0] if seen.path == ROBOTS else [answer(STORY)]) as server:
        visited = visit(tmp_path, f"{server.url}/1.html")
        assert set(server.paths()) == {ROBOTS}
        assert len(server.seen) <= 4
        assert (visited.pages, list(visited.failures)) == ([], [f"{server.url}/1.html"])
        rules[0] = [answer("User-agent: *\nAllow: /", content_type="text/plain")]
        again = visit(tmp_path, f"{server.url}/1.html", now=lambda: time.time() + 3600)
        assert again.pages == [f"{server.url}/1.html"]


@documented(
    DOORS,
    ("404, 410, 401, 403", "everything is allowed (RFC 9309)"),
    ("200 without a byte", "everything is allowed"),
    ("redirect to itself", "everything is allowed after five hops"),
)
@pytest.mark.parametrize(
    "status", ["404 Not Found", "410 Gone", "401 Unauthorized", "403 Forbidden", "200 OK", "302 x"]
)
def test_host_without_rules_is_visited(tmp_path: Path, status: str) -> None:
    with FaultServer(site({"/1.html": [answer(STORY)]}, [answer("", status, location=ROBOTS)])) as server:
        assert visit(tmp_path, f"{server.url}/1.html").pages == [f"{server.url}/1.html"]


@documented(DOORS, ("600 KiB", "the first 500 KiB count"))
def test_long_robots_is_read_in_part(tmp_path: Path) -> None:
    filler = "# nothing\n" * 52_000
    robots = f"User-agent: *\nDisallow: /first\n{filler}Disallow: /last\n{filler[:100_000]}"
    play = site({}, [answer(robots, content_type="text/plain")])
    with FaultServer(play) as server:
        visited = visit(tmp_path, f"{server.url}/first1.html", f"{server.url}/last1.html")
        assert visited.failures[f"{server.url}/first1.html"] == "robots_denied"
        assert visited.failures[f"{server.url}/last1.html"] == "http_404"


@documented(DOORS, ("a rule that forbids the page", "`robots_denied`; the page is not asked for"))
def test_rules_are_obeyed(tmp_path: Path) -> None:
    rules = "User-agent: other\nDisallow: /\n\nUser-agent: run-pipeline\nDisallow: /*/secret$\nAllow: /\n"
    play = site({"/a/open": [answer(STORY)]}, [answer(rules, content_type="text/plain")])
    with FaultServer(play) as server:
        visited = visit(tmp_path, f"{server.url}/a/open", f"{server.url}/a/secret")
        assert visited.failures == {f"{server.url}/a/secret": "robots_denied"}
        assert "/a/secret" not in server.paths()


@documented(DOORS, ("Crawl-delay, fractions too", "kept where it is longer than our own"))
def test_crawl_delay_is_kept(tmp_path: Path) -> None:
    paths = [f"/{number}.html" for number in range(4)]
    robots = [answer("User-agent: *\nCrawl-delay: 0.3", content_type="text/plain")]
    with FaultServer(site({path: [answer(STORY)] for path in paths}, robots)) as server:
        assert len(visit(tmp_path, *(server.url + path for path in paths)).pages) == 4
        at = [seen.at for seen in server.seen]
        assert min(after - before for before, after in itertools.pairwise(at)) >= 0.3


@documented(DOORS, ("Crawl-delay beyond our patience", "the host is visited at its own pace"))
def test_long_crawl_delay_is_no_pause(tmp_path: Path) -> None:
    robots = [answer("User-agent: *\nCrawl-delay: 0.4", content_type="text/plain")]
    with FaultServer(site({"/1.html": [answer(STORY)], "/2.html": [answer(STORY)]}, robots)) as server:
        visited = visit(tmp_path, f"{server.url}/1.html", f"{server.url}/2.html", patience_s=0.0)
        assert (len(visited.pages), visited.status.ended) == (2, "drained")


def test_robots_is_remembered_for_a_day_at_most(tmp_path: Path) -> None:
    with FaultServer(site({"/1.html": [answer(STORY)]})) as server:
        for hours, asked in ((0, 1), (23, 1), (25, 2), (-30, 3)):
            visit(tmp_path, f"{server.url}/1.html", now=lambda hours=hours: time.time() + hours * 3600)
            assert len(times(server, ROBOTS)) == asked, hours


PACE = "Pace and bounds"


@documented(PACE, ("many hosts at once", "at no host two requests closer than the delay"))
def test_no_host_is_asked_too_soon(tmp_path: Path) -> None:
    paths = [f"/{number}.html" for number in range(5)]
    with ExitStack() as stack:
        play = site({"/": [links(*paths)], **{path: [answer(STORY)] for path in paths}})
        servers = [stack.enter_context(FaultServer(play, host=f"127.0.0.{n}")) for n in range(2, 10)]
        visited = visit(tmp_path, *(f"{server.url}/" for server in servers))
        assert len(visited.pages) == len(servers) * 6
        for server in servers:
            at = sorted(seen.at for seen in server.seen)
            assert min(after - before for before, after in itertools.pairwise(at)) >= DELAY_S


@documented(PACE, ("one slow host among fast ones", "the others go on at their own pace"))
def test_slow_host_slows_nobody_else(tmp_path: Path) -> None:
    paths = [f"/{number}.html" for number in range(6)]
    fast = site({path: [answer(STORY)] for path in paths})
    slow = site({path: [0.25] for path in paths})

    def dawdle(seen: Seen) -> Iterator[Step]:
        yield from slow(seen)
        yield answer(STORY)

    with FaultServer(fast, host="127.0.0.2") as quick, FaultServer(dawdle, host="127.0.0.3") as lazy:
        began = time.monotonic()
        visited = visit(tmp_path, *(server.url + path for server in (quick, lazy) for path in paths))
        assert len(visited.pages) == 12
        assert max(seen.at for seen in quick.seen) - began < 1.0
        assert max(seen.at for seen in lazy.seen) - began > 1.2


@documented(PACE, ("a host that fails five times in a row", "it rests for ten minutes; the run ends as deferred"))
def test_failing_host_is_left_alone(tmp_path: Path) -> None:
    def play(seen: Seen) -> Script:
        return [answer("", "404 Not Found") if seen.path == ROBOTS else answer("", "500 Oops")]

    with FaultServer(play) as server:
        visited = visit(tmp_path, *(f"{server.url}/{number}.html" for number in range(20)), patience_s=2.0)
        assert visited.status.ended == "deferred"
        assert len(server.seen) <= 6
        assert "5 failures in a row" in visited.status.troubled_hosts[0].paused


@documented(
    PACE,
    ("relative links that pile up (a/b/a/b/…)", "not followed beyond three repetitions, nor beyond the depth"),
    ("a calendar without end", "so many URLs of one pattern and no more, 500 unless set otherwise"),
)
def test_traps_end(tmp_path: Path) -> None:
    def play(seen: Seen) -> Script:
        if seen.path == ROBOTS:
            return [answer("", "404 Not Found")]
        day = int(seen.path.partition("=")[2] or 0)
        return [links("a/b/", f"/days?d={day + 1}", f"/days?d={day + 2}")]

    with FaultServer(play) as server:
        caps = Caps(urls_per_pattern=30)
        visited = visit(tmp_path, f"{server.url}/", depth=1000, delay_s=0.0, caps=caps, time_limit_s=20.0)
        assert visited.status.ended == "drained"
        asked = Counter(path.partition("?")[0] for path in server.paths())
        assert asked["/days"] == 30
        assert max(path.count("/a/") for path in asked) <= 3


@documented(PACE, ("a redirect that leads away from the site", "`off_site`; not followed"))
def test_redirects_stay_in_scope(tmp_path: Path) -> None:
    with FaultServer(site({"/1.html": [answer(STORY)]}), host="127.0.0.3") as other:
        away = answer("", "302 Found", location=f"{other.url}/1.html")
        with FaultServer(site({"/": [links("/12345.html")], "/12345.html": [away]})) as server:
            visited = visit(tmp_path, f"{server.url}/")
            assert visited.failures == {f"{server.url}/12345.html": "off_site"}
            assert other.seen == []


@documented(PACE, ("redirect loop", "`redirect_loop`"), ("six hops", "`too_many_redirects`"))
def test_redirects_end(tmp_path: Path) -> None:
    def hop(path: str) -> Script:
        return [answer("", "302 Found", location=path)]

    chain = {f"/h{number}": hop(f"/h{number + 1}") for number in range(9)}
    with FaultServer(site({"/a": hop("/b"), "/b": hop("/a"), **chain})) as server:
        visited = visit(tmp_path, f"{server.url}/a", f"{server.url}/h0")
        assert sorted(visited.failures.values()) == ["redirect_loop", "too_many_redirects"]


@documented(PACE, ("stale keep-alive", "asked again after the delay; no fault of the host"))
def test_stale_connection_is_tried_again(tmp_path: Path) -> None:
    served: set[threading.Thread] = set()  # the server has a thread for each connection

    def play(seen: Seen) -> Iterator[Step]:
        again = threading.current_thread() in served
        served.add(threading.current_thread())
        yield Do.CLOSE if again else answer("", "404 Not Found") if seen.path == ROBOTS else answer(STORY)

    with FaultServer(play) as server:
        visited = visit(tmp_path, f"{server.url}/1.html", f"{server.url}/2.html")
        assert len(visited.pages) == 2
        assert visited.status.troubled_hosts == ()


CLOCK = "Clocks"


@documented(CLOCK, ("the clock is set in mid-run", "nothing moves: the run goes by the steady clock"))
def test_clock_set_in_mid_run(tmp_path: Path) -> None:
    readings = itertools.chain([time.time()], itertools.cycle([time.time() + 1e6, time.time() - 1e6]))
    paths = [f"/{number}.html" for number in range(4)]
    with FaultServer(site({path: [answer(STORY)] for path in paths})) as server:
        visited = visit(tmp_path, *(server.url + path for path in paths), now=lambda: next(readings))
        assert len(visited.pages) == 4
        at = [seen.at for seen in server.seen]
        assert min(after - before for before, after in itertools.pairwise(at)) >= DELAY_S


@documented(CLOCK, ("the clock is set back between two runs", "waiting pages and pauses move with it"))
@pytest.mark.parametrize("hours", [1, 48, 24 * 3650])
def test_clock_set_back_between_runs(tmp_path: Path, hours: int) -> None:
    paths = [f"/{number}.html" for number in range(4)]
    with FaultServer(site({path: [answer(STORY)] for path in paths})) as server:
        seeds = [server.url + path for path in paths]
        first = visit(tmp_path, *seeds, max_pages=2, now=lambda: time.time() + hours * 3600)
        second = visit(tmp_path, *seeds)
        assert sorted({*first.pages, *second.pages}) == seeds


def test_lease_of_a_dead_run_comes_back(tmp_path: Path) -> None:
    with FaultServer(site({"/1.html": [answer(STORY)]})) as server:
        settings = CrawlSettings(seeds=(f"{server.url}/1.html",), allow_loopback=True, delay_s=DELAY_S)
        leases: list[Lease] = []
        with closing(Frontier(tmp_path / "frontier.sqlite")) as frontier:
            run = crawl(settings, frontier)
            leases.append(next(filter(None, run))[0])  # handed out, never finished
            run.close()
            frontier._database.execute("UPDATE urls SET state = 'leased'")  # as a death leaves it
        assert visit(tmp_path, f"{server.url}/1.html").pages == [leases[0].url]


DAY_S = 86_400.0


def test_unchanged_site_costs_one_question_a_page(tmp_path: Path) -> None:
    stories = [f"/story-{10000 + number}.html" for number in range(5)]
    asked_again = []

    def play(seen: Seen) -> Script:
        if seen.path not in {"/", *stories}:
            return [answer("", "404 Not Found")]
        if seen.headers.get("if-none-match") == '"1"':
            asked_again.append(seen.path)
            return [answer(b"", "304 Not Modified", content_length="", etag='"1"')]
        return [answer(STORY if "story" in seen.path else front, etag='"1"')]

    front = "".join(f'<a href="{path}">新闻</a>' for path in stories)
    with FaultServer(play) as server:
        assert len(visit(tmp_path, f"{server.url}/").pages) == 6
        at_once = visit(tmp_path, f"{server.url}/")
        assert (at_once.pages, at_once.status.outcomes, asked_again) == ([], {"not_modified": 1}, ["/"])
        later = visit(tmp_path, f"{server.url}/", now=lambda: time.time() + DAY_S + 60)
        assert (later.pages, later.status.outcomes) == ([], {"not_modified": 6})
        assert sorted(asked_again) == sorted(["/", "/", *stories])


def test_unchanged_bytes_without_validators_are_no_page(tmp_path: Path) -> None:
    with FaultServer(site({"/1.html": [answer(STORY)]})) as server:
        assert len(visit(tmp_path, f"{server.url}/1.html").pages) == 1
        again = visit(tmp_path, f"{server.url}/1.html")
        assert (again.pages, again.status.outcomes) == ([], {"unchanged": 1})


@pytest.mark.parametrize(("change", "in_the_end_s"), [(1, 600.0), (0, DAY_S)])
def test_hubs_are_visited_by_how_often_they_change(tmp_path: Path, change: int, in_the_end_s: float) -> None:
    count = itertools.count()

    def play(seen: Seen) -> Script:
        if seen.path == "/":
            return [links("/list/")]
        return [answer(f"<p>{next(count) * change}</p>" if seen.path == "/list/" else "", "200 OK")]

    with FaultServer(play) as server:
        now = time.time()
        intervals = []
        for _ in range(8):
            visit(tmp_path, f"{server.url}/", now=lambda now=now: now)
            with closing(Frontier(tmp_path / "frontier.sqlite")) as frontier:
                (row,) = frontier._all("SELECT interval, due FROM urls WHERE url LIKE '%/list/'")
            intervals.append(row["interval"])
            now = max(now + 100, row["due"] + 1)
    assert intervals == sorted(intervals, reverse=bool(change))
    assert intervals[-1] == in_the_end_s
