"""Several sites on addresses of this machine that link to each other, and a log of who asked what when."""

import threading
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field

from tests.pipeline.pages import story_html
from tests.scraper.fault_server import FaultServer, Script, Seen, answer

STORIES = 4


@dataclass
class Sites:
    """`servers` by host; every host's front page leads to its own stories, and to some of the next host's."""

    hosts: int
    servers: list[FaultServer] = field(default_factory=list)
    pause_s: float = 0.0
    lock: threading.Lock = field(default_factory=threading.Lock)

    @property
    def seeds(self) -> list[str]:
        return [f"{server.url}/" for server in self.servers]

    @property
    def stories(self) -> set[str]:
        """The addresses of all stories, those that only another site links to, and one behind a redirect, included."""
        names = [f"own-1000{number}" for number in range(STORIES)] + ["linked-20001", "moved-30001"]
        return {f"{server.url}/2024/02/{name}.html" for server in self.servers for name in names}

    def play(self, number: int, seen: Seen) -> Script:
        other = self.servers[(number + 1) % self.hosts].url
        name = seen.path.rpartition("/")[2].removesuffix(".html")
        if seen.path == "/":
            own = "".join(f'<a href="/2024/02/own-1000{story}.html">新闻</a>' for story in range(STORIES))
            foreign = f'<a href="{other}/2024/02/linked-20001.html">外</a><a href="/2024/02/away-30001.html">移</a>'
            yield answer(f"<html><body>{own}{foreign}</body></html>")
        elif name.startswith("away"):
            yield answer("", "302 Found", location=f"{other}/2024/02/moved-30001.html")
        elif name[:3] in {"own", "lin", "mov"}:
            yield self.pause_s
            yield answer(story_html(number * 10 + int(name[-1]), f"{number}-{name}"))
        else:
            yield answer("no", "404 Not Found")


@contextmanager
def many_sites(hosts: int, network: int) -> Iterator[Sites]:
    """Serve on 127.0.NETWORK.1 and up, all on one port."""
    sites = Sites(hosts)

    def player(number: int):
        return lambda seen: sites.play(number, seen)

    with ExitStack() as stack:
        port = 0
        for number in range(hosts):
            server = FaultServer(player(number), f"127.0.{network}.{number + 1}", port=port)
            sites.servers.append(stack.enter_context(server))
            port = server.port
        yield sites
