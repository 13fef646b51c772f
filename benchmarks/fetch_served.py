"""Start benchmarks.fetch_site for a measurement and read its log."""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parent.parent


@dataclass(frozen=True)
class Served:
    """A site that is up; `log` grows with each request."""

    port: int
    hosts: int
    log: Path

    @property
    def seeds(self) -> list[str]:
        return [f"http://127.0.1.{number}:{self.port}/" for number in range(1, self.hosts + 1)]

    def asked(self) -> list[tuple[float, str, str, int]]:
        """Return the requests so far: time, host, path, status."""
        rows = (line.split() for line in self.log.read_text().splitlines())
        return [(float(at), host, path, int(status)) for at, host, path, status in rows]


@contextmanager
def serving(log: Path, hosts: int, *more: str) -> Iterator[Served]:
    command = [sys.executable, "-m", "benchmarks.fetch_site", "--hosts", str(hosts), "--log", str(log), *more]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as server:
        assert server.stdout
        try:
            yield Served(int(server.stdout.readline()), hosts, log)
        finally:
            server.terminate()
