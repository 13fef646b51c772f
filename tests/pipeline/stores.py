"""A real S3 server on this machine, in a process of its own, and a line to it that can be cut."""

import os
import select
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest

from pipeline.cli import main

BUCKET = "news"
# What a line may answer in the server's place, by the verdict on a request.
REFUSALS = {
    "busy": (b"503 Slow Down", b"SlowDown"),
    "forbidden": (b"403 Forbidden", b"AccessDenied"),
}


def environment(port: int) -> dict[str, str]:
    """Return what makes clients talk to a server of this machine alone."""
    return {
        "AWS_ENDPOINT_URL": f"http://127.0.0.1:{port}",
        "AWS_ACCESS_KEY_ID": "test",
        "AWS_SECRET_ACCESS_KEY": "test",
        "AWS_DEFAULT_REGION": "us-east-1",
        "AWS_EC2_METADATA_DISABLED": "true",
        "NO_PROXY": "127.0.0.1",
    }


def talk_to(port: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Make this process a client of the server at a port."""
    import s3fs

    for name, value in environment(port).items():
        monkeypatch.setenv(name, value)
    s3fs.S3FileSystem.clear_instance_cache()


def put_folder(folder: Path, url: str) -> str:
    """Put a folder's files under a URL and return it."""
    import fsspec

    there, path = fsspec.core.url_to_fs(url)
    for name in (path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()):
        there.makedirs(f"{path}/{name}".rpartition("/")[0], exist_ok=True)
        there.pipe_file(f"{path}/{name}", (folder / name).read_bytes())
    return url


def told(printed: pytest.CaptureFixture[str], *command: object) -> tuple[int, str, str]:
    """Run a command in this process; return its exit code and what it printed."""
    printed.readouterr()
    code = main([*map(str, command)])
    return code, *printed.readouterr()


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@contextmanager
def served() -> Iterator[int]:
    """Run a server and return its port."""
    port = free_port()
    command = [sys.executable, "-c", "from moto.server import main; main()", "-H", "127.0.0.1", "-p", str(port)]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=os.environ) as server:
        try:
            until = time.monotonic() + 60
            while not _answers(port):
                assert server.poll() is None, "the S3 server ended"
                assert time.monotonic() < until, "no S3 server within a minute"
                time.sleep(0.1)
            yield port
        finally:
            server.kill()


def _answers(port: int) -> bool:
    with suppress(OSError), socket.create_connection(("127.0.0.1", port), 1):
        return True
    return False


class Line:
    """Passes on what clients send to a server; `judge` sees the first bytes of each request and says what to do.

    "pass" passes it on; "busy" and "forbidden" answer 503 and 403 in the server's place; "hang" passes on its first bytes
    and no more.
    """

    def __init__(self, server: int, judge: Callable[[bytes], str]) -> None:
        self._server = server
        self._judge = judge
        self.hanging = threading.Event()
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port = self._listener.getsockname()[1]
        threading.Thread(target=self._serve, daemon=True).start()

    def close(self) -> None:
        self._listener.close()

    def _serve(self) -> None:
        with suppress(OSError):
            while True:
                client, _ = self._listener.accept()
                threading.Thread(target=self._connection, args=(client,), daemon=True).start()

    def _connection(self, client: socket.socket) -> None:
        with suppress(OSError), client, socket.create_connection(("127.0.0.1", self._server)) as server:
            while True:
                readable, _, _ = select.select([client, server], [], [])
                if server in readable:
                    data = server.recv(1 << 16)
                    if not data:
                        return
                    client.sendall(data)
                if client in readable and not self._passed_on(client, server):
                    return

    def _passed_on(self, client: socket.socket, server: socket.socket) -> bool:
        data = client.recv(1 << 16)
        if not data:
            return False
        verdict = self._judge(data)
        if verdict in REFUSALS:
            status, code = REFUSALS[verdict]
            body = b"<Error><Code>%s</Code><Message>Refused by a test.</Message></Error>" % code
            head = b"HTTP/1.1 %s\r\nContent-Type: application/xml\r\nConnection: close\r\n" % status
            is_head = data.startswith(b"HEAD")
            client.sendall(head + b"Content-Length: %d\r\n\r\n" % len(body) + (b"" if is_head else body))
            return False
        if verdict == "hang":
            end = data.find(b"\r\n\r\n") + 4
            server.sendall(data[: end + 50])
            self.hanging.set()
            client.recv(1 << 16)
            while client.recv(1 << 16):  # until the client is gone
                pass
            return False
        server.sendall(data)
        return True
