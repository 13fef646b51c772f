"""The demo's site: read from its folder, served on this machine alone by a real HTTP server."""

import sysconfig
import threading
import tomllib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from importlib.metadata import PackageNotFoundError, files
from pathlib import Path
from typing import Final

from pipeline.errors import UsageError

TABLE: Final = "site.toml"
HOST: Final = "127.0.0.1"
# The same address, and so the same ids, on every run; another one where somebody has it already.
USUAL_PORT: Final = 8327
CHECKOUT: Final = Path(__file__).parent.parent / "data" / "demo"
INSTALLED: Final = Path("share", "run-pipeline", "demo")


@dataclass(frozen=True, slots=True)
class Answer:
    """What the server says to one path, from which file; `missing_bytes` are promised and never sent."""

    file: str
    body: bytes
    content_type: str
    status: int
    missing_bytes: int


def find_folder() -> Path:
    """Return the folder of the demo's site, in a checkout or where pip put it; raise `UsageError` where it is missing."""
    looked = (CHECKOUT, *_of_package(), Path(sysconfig.get_path("data")) / INSTALLED)
    for folder in looked:
        if (folder / TABLE).is_file():
            return folder
    shown = ", ".join(str(folder) for folder in looked)
    raise UsageError(f"the demo's pages are not there; looked in {shown}", "run it in a clone, or install again")


def _of_package() -> list[Path]:
    """Return where the installed package says that its pages are."""
    try:
        listed = files("run-pipeline") or ()
    except PackageNotFoundError:
        return []
    return [Path(str(file.locate())).parent.resolve() for file in listed if file.match(f"{INSTALLED}/{TABLE}")]


def read_site(folder: Path, address: str) -> dict[str, Answer]:
    """Return the answers by path; the placeholder in the pages becomes `address`."""
    table = tomllib.loads((folder / TABLE).read_text("utf-8"))
    placeholder = table["placeholder"].encode("ascii")
    return {
        page["path"]: Answer(
            page["file"],
            (folder / page["file"]).read_bytes().replace(placeholder, address.encode("ascii")),
            page.get("type", "text/html"),
            page.get("status", HTTPStatus.OK),
            page.get("missing_bytes", 0),
        )
        for page in table["page"]
    }


@contextmanager
def serving(folder: Path, port: int = USUAL_PORT) -> Iterator[str]:
    """Serve a site while the block runs, and yield its address; 0 is any free port."""
    with _server(port) as server:
        address = f"http://{HOST}:{server.server_port}"
        server.answers = read_site(folder, address)
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
        thread.start()
        try:
            yield address
        finally:
            server.shutdown()
            thread.join()


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    answers: dict[str, Answer]


def _server(port: int) -> _Server:
    try:
        return _Server((HOST, port), _Handler)
    except OSError:
        return _Server((HOST, 0), _Handler)


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: _Server

    def do_GET(self) -> None:
        answer = self.server.answers.get(self.path) or _not_found(self.path)
        self.send_response(answer.status)
        self.send_header("Content-Type", answer.content_type)
        self.send_header("Content-Length", str(len(answer.body) + answer.missing_bytes))
        self.end_headers()
        self.wfile.write(answer.body)
        if answer.missing_bytes:
            self.close_connection = True

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002  (the name in the standard library)
        """Say nothing: the crawl says what it asked for."""


def _not_found(path: str) -> Answer:
    body = f"<html><title>404 Not Found</title><body><h1>404 Not Found</h1>{path}</body></html>"
    return Answer("", body.encode("utf-8"), "text/html", HTTPStatus.NOT_FOUND, 0)
