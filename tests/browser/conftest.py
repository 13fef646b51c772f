"""One Chromium for all tests of this folder, and a server that nobody may reach."""

import shutil
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from scraper.rendering import BROWSERS

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, Page

CHROMIUM = next(filter(None, map(shutil.which, BROWSERS)), "")


@pytest.fixture(scope="session")
def browser() -> Iterator["Browser"]:
    """Yield a headless Chromium; tests that need it are skipped where there is none."""
    if not find_spec("playwright"):
        pytest.skip("needs Playwright: pip install 'run-pipeline[render]'")
    from playwright.sync_api import Error, sync_playwright

    with sync_playwright() as playwright:
        try:  # without one on the path, the one that Playwright may have brought
            chromium = playwright.chromium.launch(
                executable_path=CHROMIUM or None, args=["--no-sandbox", "--disable-dev-shm-usage"]
            )
        except Error as error:
            pytest.skip(f"needs a Chromium; none of {', '.join(BROWSERS)} can be started: {error.message[:200]}")
        yield chromium
        chromium.close()


class Canary(ThreadingHTTPServer):
    """Notes every path that it is asked for."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Answer)
        self.asked: list[str] = []
        self.url = f"http://127.0.0.1:{self.server_port}"


class _Answer(BaseHTTPRequestHandler):
    server: Canary

    def do_GET(self) -> None:
        self.server.asked.append(self.path)
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.send_header("Content-Length", "0")
        self.end_headers()

    do_POST = do_GET  # noqa: N815  (the name in the standard library)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002  (the same)
        """Say nothing."""


@pytest.fixture(scope="session")
def canary() -> Iterator[Canary]:
    with Canary() as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
        thread.start()
        yield server
        server.shutdown()
        thread.join()


class Visit:
    """A page in the browser, and all that it did of its own accord."""

    def __init__(self, page: "Page") -> None:
        self.page = page
        page.set_default_timeout(6000)
        self.requests: list[str] = []
        self.said: list[str] = []
        page.on("request", lambda request: self.requests.append(request.url))
        page.on("console", lambda message: self.said.append(message.text))
        page.on("pageerror", lambda error: self.said.append(f"error: {error}"))
        page.on("dialog", self._dismiss)

    def _dismiss(self, dialog: Any) -> None:
        self.said.append(f"dialog: {dialog.message}")
        dialog.dismiss()

    def open(self, path: Path) -> "Page":
        self.page.goto(path.resolve().as_uri())
        self.page.locator("html[data-ready=yes]").wait_for()
        return self.page

    def ran(self) -> list[str]:
        """Return what scripts of hostile pages left behind in any frame, and what was said."""
        # A frame whose address was refused has no document to ask, and would never answer.
        frames = [frame for frame in self.page.frames if frame.url.startswith(("file:", "about:srcdoc"))]
        left = [frame.evaluate("window.ran ?? ''") for frame in frames]
        return [*filter(None, left), *(line for line in self.said if "ran" in line or "dialog" in line)]

    def left(self) -> list[str]:
        """Return the requests for anything but files of this disk and what the page itself holds."""
        return [url for url in self.requests if not url.startswith(("file:", "about:", "data:"))]


@pytest.fixture(scope="session")
def contexts() -> dict[str, "BrowserContext"]:
    """Return the contexts that are open, by their options: a new one for every test would take most of the time."""
    return {}


@pytest.fixture
def visit(browser: "Browser", contexts: dict[str, "BrowserContext"], request: pytest.FixtureRequest) -> Iterator[Visit]:
    """Yield a fresh page; parametrise it indirectly with options of a browser's context, like a width."""
    options = {"viewport": {"width": 1200, "height": 900}} | getattr(request, "param", {})
    key = repr(options)
    if key not in contexts:
        contexts[key] = browser.new_context(**options)
    page = contexts[key].new_page()
    yield Visit(page)
    page.close()


PHONE = {"viewport": {"width": 375, "height": 740}}
DARK = {"color_scheme": "dark"}
