"""A server on raw sockets that does just what a script says, wrong things included.

A script is a sequence of steps: bytes to send, a number of seconds to wait, or one of the words below. It sees what came,
so a site can be scripted as well as a fault.
"""

import contextlib
import socket
import ssl
import struct
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from enum import Enum


class Do(Enum):
    """What a server may do besides sending and waiting."""

    RESET = "reset"  # end the connection with a TCP reset
    CLOSE = "close"  # end it in good order
    HANG = "hang"  # say nothing more until the client goes


Step = bytes | float | Do
Script = Iterable[Step]


@dataclass(frozen=True)
class Seen:
    """A request as it arrived."""

    path: str
    at: float
    host: str
    headers: dict[str, str] = field(default_factory=dict)


Play = Callable[[Seen], Script]


def answer(
    body: bytes | str = b"", status: str = "200 OK", content_type: str = "text/html; charset=utf-8", **headers: str
) -> bytes:
    """Return a whole answer; `content_length=""` and the like take a header out, underscores stand for hyphens."""
    data = body.encode() if isinstance(body, str) else body
    lines = {"Content-Type": content_type, "Content-Length": str(len(data))}
    lines |= {name.replace("_", "-").title(): value for name, value in headers.items()}
    head = "".join(f"{name}: {value}\r\n" for name, value in lines.items() if value)
    return f"HTTP/1.1 {status}\r\n{head}\r\n".encode("latin-1") + data


def chunked(*pieces: bytes, end: bytes = b"0\r\n\r\n", **headers: str) -> bytes:
    """Return an answer in chunks."""
    head = answer(b"", transfer_encoding="chunked", content_length="", **headers)
    return head + b"".join(b"%x\r\n%s\r\n" % (len(piece), piece) for piece in pieces) + end


class FaultServer:
    """Serves one `Play` on a loopback address; `seen` lists the requests in the order they came."""

    def __init__(self, play: Play, host: str = "127.0.0.1", tls: ssl.SSLContext | None = None, port: int = 0) -> None:
        self.play = play
        self.seen: list[Seen] = []
        self._tls = tls
        self._closing = threading.Event()
        self._open: set[socket.socket] = set()
        self._listener = socket.create_server((host, port), backlog=128)
        self.host, self.port = self._listener.getsockname()[:2]
        threading.Thread(target=self._accept, daemon=True).start()

    @property
    def url(self) -> str:
        """The address without a slash at its end."""
        return f"{'https' if self._tls else 'http'}://{self.host}:{self.port}"

    def paths(self) -> list[str]:
        return [seen.path for seen in self.seen]

    def close(self) -> None:
        self._closing.set()
        with contextlib.suppress(OSError):
            self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()
        for connection in list(self._open):
            with contextlib.suppress(OSError):
                connection.shutdown(socket.SHUT_RDWR)

    def __enter__(self) -> "FaultServer":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _accept(self) -> None:
        while not self._closing.is_set():
            try:
                connection, _ = self._listener.accept()
            except OSError:
                return
            threading.Thread(target=self._serve, args=(connection,), daemon=True).start()

    def _serve(self, connection: socket.socket) -> None:
        self._open.add(connection)
        with contextlib.suppress(OSError):
            connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            if self._tls:
                plain = connection
                connection = self._tls.wrap_socket(plain, server_side=True)
                self._open.discard(plain)
                self._open.add(connection)
            with connection.makefile("rb") as stream:
                while (seen := self._read(stream)) and self._perform(connection, self.play(seen)):
                    pass
        self._open.discard(connection)
        connection.close()

    def _read(self, stream: Iterable[bytes]) -> Seen | None:
        lines = []
        for line in stream:
            if line in {b"\r\n", b"\n"}:
                break
            lines.append(line.decode("latin-1").rstrip())
        if not lines:
            return None
        headers = {name.lower(): value.strip() for name, _, value in (line.partition(":") for line in lines[1:])}
        seen = Seen(lines[0].split()[1], time.monotonic(), self.host, headers)
        self.seen.append(seen)
        return seen

    def _perform(self, connection: socket.socket, script: Script) -> bool:
        """Do the steps; tell whether the connection lives on."""
        for step in script:
            if isinstance(step, bytes):
                connection.sendall(step)
            elif isinstance(step, float):
                if self._closing.wait(step):
                    return False
            elif step is Do.HANG:
                self._closing.wait(30.0)
                return False
            else:
                if step is Do.RESET:
                    connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
                return False
        return True


def plain_site(pages: dict[str, bytes]) -> Play:
    """Return a play of fixed answers; what is not listed is not found."""

    def play(seen: Seen) -> Iterator[Step]:
        yield pages.get(seen.path, answer("no", "404 Not Found"))

    return play
