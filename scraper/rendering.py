"""Pages that are made by scripts, read with a headless Chromium that has no network of its own.

The page itself comes from the fetcher, as ever. Chromium is given its bytes, runs its scripts, and whatever they ask for
is asked by the fetcher too: the same guards, limits and user agent hold, and nothing is reached behind their back.
Pictures, films, fonts and everything but GET are refused.
"""

import logging
import os
import queue
import shutil
import threading
import time
from concurrent.futures import Future
from concurrent.futures import TimeoutError as NotYetError
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from scraper.errors import SettingsError
from scraper.fetcher import Exchange, Fetcher, Kind, Request
from scraper.page import Failure, Media, Page
from scraper.urls import host_of

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Route

log = logging.getLogger(__name__)
RENDER_S = 20.0
QUIET_S = 0.5  # a page that has asked for nothing for so long is done
MAX_RESOURCES = 100
NEEDED = frozenset({"document", "script", "stylesheet", "xhr", "fetch"})
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "chrome", "chromium-headless-shell")
# no way to the network but through us: no names, and a proxy that is not there, for this machine's addresses too
ARGUMENTS = (
    "--host-resolver-rules=MAP * ~NOTFOUND",
    "--proxy-server=127.0.0.1:9",
    "--proxy-bypass-list=<-loopback>",
    "--force-webrtc-ip-handling-policy=disable_non_proxied_udp",
    "--disable-background-networking",
    "--disable-dev-shm-usage",
)
HELP = "install it with: pip install 'run-pipeline[render]' and playwright install chromium (or your system's chromium)"


class RenderingFetcher:
    """A fetcher that shows the pages of some hosts to a browser; "*" stands for every host."""

    def __init__(self, fetcher: Fetcher, hosts: tuple[str, ...]) -> None:
        self._fetcher = fetcher
        self._hosts = frozenset(hosts)
        self._jobs: queue.SimpleQueue[tuple[Page, Future[bytes]] | None] = queue.SimpleQueue()
        self._aborted = threading.Event()
        started: Future[None] = Future()
        # the browser may be spoken to by one thread alone
        self._thread = threading.Thread(target=self._run, args=(started,), name="browser", daemon=True)
        self._thread.start()
        try:
            started.result()
        except Exception as error:
            fetcher.close()
            raise SettingsError(f"rendering needs Playwright and a Chromium ({_first_line(error)}); {HELP}") from error

    def exchange(self, request: Request) -> Exchange:
        """Make one request; a page comes back as it is when its scripts have run."""
        exchange = self._fetcher.exchange(request)
        page = exchange.answer
        if not isinstance(page, Page) or request.kind is Kind.LIST or page.media is not Media.HTML:
            return exchange
        if "*" not in self._hosts and host_of(page.url) not in self._hosts:
            return exchange
        rendered: Future[bytes] = Future()
        self._jobs.put((page, rendered))
        while not self._aborted.is_set():
            try:
                body = rendered.result(timeout=0.1)
            except NotYetError:
                continue
            except Exception as error:
                log.debug("%s: rendering failed", page.url, exc_info=True)
                failure = Failure(page.input, "render", f"{page.url}: {_first_line(error)}", page.url)
                return replace(exchange, answer=failure)
            headers = tuple((name, value) for name, value in page.headers if name.lower() != "content-type")
            headers = (*headers, ("Content-Type", "text/html; charset=utf-8"))
            return replace(exchange, answer=replace(page, body=body, headers=headers))
        failure = Failure(page.input, "aborted", f"{page.url}: the run was ended", page.url)
        return replace(exchange, answer=failure)

    def abort(self) -> None:
        """End every request under way and to come."""
        self._aborted.set()
        self._fetcher.abort()

    def close(self) -> None:
        """Close the browser and every connection."""
        self._jobs.put(None)
        self._thread.join(2.0)  # a browser that is busy ends with this process
        self._fetcher.close()

    def _run(self, started: "Future[None]") -> None:
        try:
            from playwright.sync_api import sync_playwright

            with sync_playwright() as playwright:
                arguments = [*ARGUMENTS, *(["--no-sandbox"] if os.geteuid() == 0 else [])]
                browser = playwright.chromium.launch(executable_path=_installed(), args=arguments, handle_sigint=False)
                started.set_result(None)
                self._serve(browser)
                browser.close()
        except Exception as error:
            if not started.done():
                started.set_exception(error)
                return
            log.exception("the browser crashed")
        self._refuse_the_rest()

    def _serve(self, browser: "Browser") -> None:
        while job := self._jobs.get():
            page, rendered = job
            try:
                rendered.set_result(self._rendered(browser, page))
            except Exception as error:  # noqa: BLE001  (whatever a page does to the browser, the next is another one)
                rendered.set_exception(error)

    def _refuse_the_rest(self) -> None:
        while not self._jobs.empty():
            if job := self._jobs.get():
                job[1].set_exception(RuntimeError("the browser is closed"))

    def _rendered(self, browser: "Browser", page: Page) -> bytes:
        limit = min(RENDER_S, self._fetcher.settings.limits.total_s)
        context = browser.new_context(
            user_agent=self._fetcher.settings.user_agent_header, accept_downloads=False, service_workers="block"
        )
        try:
            visit = _Visit(self._fetcher, page, time.monotonic() + limit)
            context.route("**/*", visit.answer)
            tab = context.new_page()
            tab.goto(page.url, timeout=limit * 1000, wait_until="load")
            while time.monotonic() < min(visit.deadline, visit.last_asked + QUIET_S) and not self._aborted.is_set():
                tab.wait_for_timeout(50)
            body: bytes = tab.content().encode("utf-8", "replace")
        finally:
            context.close()
        if len(body) > self._fetcher.settings.limits.decoded_bytes:
            raise ValueError(f"the rendered page has {len(body)} bytes")
        return body


class _Visit:
    """One page in the browser: what it asks for, and what it gets."""

    def __init__(self, fetcher: Fetcher, page: Page, deadline: float) -> None:
        self.deadline = deadline
        self.last_asked = time.monotonic()
        self._fetcher = fetcher
        self._page: Page | None = page
        self._asked = 0

    def answer(self, route: "Route") -> None:
        request = route.request
        self.last_asked = time.monotonic()
        self._asked += 1
        if self._page and request.is_navigation_request() and request.url.partition("#")[0] == self._page.url:
            page, self._page = self._page, None
            route.fulfill(status=200, body=page.body, headers=_headers(page))
            return
        refused = request.method != "GET" or request.resource_type not in NEEDED or request.is_navigation_request()
        if refused or self._asked > MAX_RESOURCES or time.monotonic() > self.deadline:
            route.abort()
            return
        found = self._fetcher.fetch(Request(request.url, Kind.RESOURCE))
        self.last_asked = time.monotonic()
        if isinstance(found, Page):
            route.fulfill(status=200, body=found.body, headers=_headers(found))
        else:
            route.abort()


def _headers(page: Page) -> dict[str, str]:
    kept = {"content-type", "access-control-allow-origin", "access-control-allow-credentials"}
    return {name: value for name, value in page.headers if name.lower() in kept}


def _installed() -> str | None:
    """Return a Chromium of this system, None for the one that Playwright brought."""
    return next((path for name in BROWSERS if (path := shutil.which(name))), None)


def _first_line(error: Any) -> str:  # noqa: ANN401  (whatever the driver raises)
    return next(iter(str(error).strip().splitlines()), type(error).__name__)[:200]
