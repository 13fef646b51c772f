"""A tool under test: a process that answers page by page, and the environment that the peers live in."""

import json
import os
import select
import subprocess
from pathlib import Path

SERVER = Path(__file__).with_name("article_peers.py")
NEEDED_BY_ALL = ["lxml", "lxml_html_clean", "OpenCC"]
# What a peer needs to read Chinese.
NEEDED_BY = {"newspaper4k": ["jieba"], "goose3": ["jieba"]}
START_SECONDS = 60
INSTALL_SECONDS = 300
NO_ANSWER = {"text": "", "title": "", "date": "", "author": "", "outlet": "", "peak_kb": 0}


def make_environment(folder: Path, interpreter: str, peers: list[str]) -> tuple[str, list[str]]:
    """Return the peers' Python and the names of those that could not be installed; some want a newer one than ours."""
    python = folder / "bin" / "python"
    if not python.exists():
        subprocess.run([interpreter, "-m", "venv", str(folder)], check=True)
        _install(python, NEEDED_BY_ALL)
    return str(python), [name for name in peers if not _install(python, [name, *NEEDED_BY.get(name, [])])]


def _install(python: Path, packages: list[str]) -> bool:
    command = [str(python), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", *packages]
    return subprocess.run(command, capture_output=True, timeout=INSTALL_SECONDS, check=False).returncode == 0


class Tool:
    """One extractor in a process of its own; one that works too long is ended and started anew for the next page."""

    def __init__(self, name: str, python: str, seconds: float) -> None:
        self.name = name
        self._python, self._seconds = python, seconds
        self._process: subprocess.Popen[bytes] | None = None
        self._rest = b""

    def ask(self, path: Path, url: str) -> dict:
        """Return the tool's answer for a page; `cpu_s` is -1 where it gave none."""
        if self._process is None and not self._start():
            return {**NO_ANSWER, "cpu_s": -1.0, "error": "did not start"}
        self._process.stdin.write(json.dumps({"path": str(path), "url": url}).encode() + b"\n")
        self._process.stdin.flush()
        line = self._line(self._seconds)
        if line is None:
            self.end()
            return {**NO_ANSWER, "cpu_s": -1.0, "error": f"no answer in {self._seconds:g} s"}
        return {**NO_ANSWER, **json.loads(line)}

    def end(self) -> None:
        """End the process, if it runs."""
        if self._process is not None:
            self._process.kill()
            self._process.wait()
            self._process.stdin.close()
            self._process.stdout.close()
            self._process = None
            self._rest = b""

    def _start(self) -> bool:
        self._process = subprocess.Popen(
            [self._python, str(SERVER), self.name],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={**os.environ, "PYTHONUTF8": "1"},
        )
        if self._line(START_SECONDS) is None:
            self.end()
            return False
        return True

    def _line(self, seconds: float) -> bytes | None:
        """Return the next line of the process, None where it spends so many seconds of CPU without one, or ends."""
        pieces = [self._rest]
        limit = _cpu_of(self._process.pid) + seconds
        while b"\n" not in pieces[-1]:
            ready, _, _ = select.select([self._process.stdout], [], [], 1.0)
            piece = os.read(self._process.stdout.fileno(), 1 << 20) if ready else b""
            if piece:
                pieces.append(piece)
            elif ready or _cpu_of(self._process.pid) > limit:
                return None
        line, _, self._rest = b"".join(pieces).partition(b"\n")
        return line


def _cpu_of(process: int) -> float:
    """Return the seconds of CPU that a process has spent; on a busy machine the clock on the wall says little."""
    fields = Path(f"/proc/{process}/stat").read_text("ascii", "replace").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
