"""Links between the shards of a crawl, as files that nobody changes, and how the shards find out that all are done.

`outbox/SENDER/to-RECEIVER/BEFORE-LAST.jsonl` holds the links for a receiver that follow the one numbered BEFORE, up to
LAST; SENDER names the shard and its frontier. `outbox/SENDER/state.json` says how far the sender has come. Whoever carries
the folder from machine to machine may do so late, twice and in any order.
"""

import logging
import os
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import orjson

from scraper.frontier import Caps, Frontier, Link
from scraper.frontier.outbox import link_of, mark_written, take_in, taken, unwritten, written
from scraper.ownership import Ownership
from scraper.shards import Shard

log = logging.getLogger(__name__)
TURN_S = 0.5
SEND_S = 2.0
# shards are started one after the other: so long the end of an earlier run is not taken for the end of this one
START_S = 10.0
STATE = "state.json"
SHARDS = "shards.json"
ENDED = "ended"


@dataclass(slots=True)
class _Peer:
    """Another shard as its state file shows it; `changed` is when it last did, on our clock.

    `fresh` tells that it did so since we began: what stood there before may be of an earlier run.
    """

    state: dict[str, Any]
    changed: float
    fresh: bool

    @property
    def ended(self) -> bool:
        return bool(self.state.get(ENDED))


@dataclass(slots=True)
class Post:
    """One shard's side of the exchange. `scratch` is a folder on the same disk, ours as long as the shard is.

    `patience_s` is how long another shard may give no sign before we go on without it.
    """

    folder: Path
    shard: Shard
    sender: str
    frontier: Frontier
    scratch: Path
    patience_s: float
    caps: Caps = field(default_factory=Caps)
    clock: Callable[[], float] = time.monotonic
    _began: float = field(init=False)
    _next_turn: float = 0.0
    _next_send: float = 0.0
    seeds: list[str] = field(default_factory=list)  # what was taken in as one, for the caller to collect
    _beat: int = 0
    _looked: bool = False
    _taken: dict[str, int] = field(default_factory=dict)
    _written: dict[int, int] = field(default_factory=dict)
    _read: set[Path] = field(default_factory=set)
    _seen: dict[str, _Peer] = field(default_factory=dict)
    _quiet: tuple[Any, float] | None = None

    def __post_init__(self) -> None:
        self._began = self.clock()
        self._taken = taken(self.frontier)
        self._written = written(self.frontier)

    def turn(self, now: float, *, idle: bool) -> set[str]:
        """Send and take in what there is, some times a second at most; return the hosts that have something to do."""
        if self.clock() < self._next_turn:
            return set()
        self._next_turn = self.clock() + TURN_S
        woken = self._take_in(now)
        if idle or self.clock() >= self._next_send:
            self._next_send = self.clock() + SEND_S
            self._send()
        if woken or not idle:
            self._quiet = None
        self._tell(idle=idle and not woken)
        self._look()
        return woken

    def is_over(self) -> bool:
        """Tell whether no shard that lives has anything left to do, on two looks of the same result."""
        picture = None if unwritten(self.frontier) else self._picture()
        if picture is None:
            self._quiet = None
            return False
        if self._quiet is None or self._quiet[0] != picture:
            self._quiet = (picture, self.clock())
            return False
        return self.clock() - self._quiet[1] >= 2 * TURN_S

    def untaken(self) -> list[int]:
        """Return the shards that have not taken in all that was sent to them."""
        peers = {index: self._peer(index) for index in self._written}
        took = {index: peer.state["taken"].get(self.sender, 0) if peer else 0 for index, peer in peers.items()}
        return sorted(index for index, last in self._written.items() if took[index] < last)

    def end(self) -> None:
        """Send what is left and say that nothing more will come in this run."""
        self._send()
        self._tell(idle=True, ended=True)

    def _send(self) -> None:
        rows = unwritten(self.frontier)
        if not rows:
            return
        by_receiver: dict[int, list[tuple[int, str]]] = {}
        for number, receiver, link in rows:
            by_receiver.setdefault(receiver, []).append((number, link))
        for receiver, found in by_receiver.items():
            lines = b"".join(b'{"seq":%d,"link":%s}\n' % (number, link.encode()) for number, link in found)
            name = f"{self._written.get(receiver, 0):012d}-{found[-1][0]:012d}.jsonl"
            self._write(self.folder / self.sender / _box(receiver) / name, lines)
        mark_written(self.frontier, rows[-1][0])
        self._written |= {receiver: found[-1][0] for receiver, found in by_receiver.items()}

    def _take_in(self, now: float) -> set[str]:
        woken: set[str] = set()
        for box in sorted(self.folder.glob(f"*/{_box(self.shard.index)}")):
            sender = box.parent.name
            for path in sorted(set(box.glob("*.jsonl")) - self._read):
                before, last = (int(number) for number in path.stem.split("-"))
                come_to = self._taken.get(sender, 0)
                if before > come_to:
                    break  # what comes before it is still on its way
                if last > come_to:
                    links = _links(path)
                    if not links or links[-1][0] != last:
                        break  # it is being carried here
                    woken |= take_in(self.frontier, sender, links, now, self.caps)
                    self.seeds += [link.url for _, link in links if link.seed]
                    self._taken[sender] = last
                self._read.add(path)
        return woken

    def _tell(self, *, idle: bool, ended: bool = False) -> None:
        self._beat += 1
        state = {"beat": self._beat, "idle": idle, ENDED: ended, "written": self._sent, "taken": self._taken}
        self._write(self.folder / self.sender / STATE, orjson.dumps(state))

    @property
    def _sent(self) -> dict[str, int]:
        return {_box(receiver): last for receiver, last in self._written.items()}

    def _write(self, path: Path, content: bytes) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        temporary = self.scratch / f"post-{path.name}"
        with temporary.open("wb") as out:
            out.write(content)
            out.flush()
            if path.name != STATE:  # what is marked as sent must outlive a power cut
                os.fsync(out.fileno())
        temporary.replace(path)

    def _look(self) -> None:
        for path in self.folder.glob(f"*/{STATE}"):
            sender = path.parent.name
            if int(sender[:3]) == self.shard.index or not (state := _read_json(path)):
                continue
            known = self._seen.get(sender)
            if known is None:
                self._seen[sender] = _Peer(state, self.clock() if self._looked else self._began, self._looked)
            elif known.state != state:
                self._seen[sender] = _Peer(state, self.clock(), fresh=True)
        self._looked = True

    def _peer(self, index: int) -> _Peer | None:
        """Return a shard's state, the newer where it began anew under another name."""
        found = [(peer.changed, sender) for sender, peer in self._seen.items() if int(sender[:3]) == index]
        return self._seen[max(found)[1]] if found else None

    def _is_gone(self, peer: _Peer | None) -> bool:
        if peer and peer.ended and not peer.fresh:
            return self.clock() - self._began > min(self.patience_s, START_S)
        return self.clock() - (peer.changed if peer else self._began) > self.patience_s

    def _picture(self) -> Any:  # noqa: ANN401  (whatever two looks are compared by)
        """Return what the living shards say where that means that all is done, None where it does not."""
        states: dict[str, dict[str, Any]] = {self.sender: {"idle": True, "written": self._sent, "taken": self._taken}}
        for index in set(range(self.shard.total)) - {self.shard.index}:
            peer = self._peer(index)
            if self._is_gone(peer):
                continue
            if peer is None or not peer.fresh or not peer.state["idle"]:
                return None
            states[next(name for name, seen in self._seen.items() if seen is peer)] = peer.state
        if any(_is_owed(receiver, state, other) for receiver, state in states.items() for other in states.items()):
            return None
        return [(name, {**state["written"]}, {**state["taken"]}) for name, state in sorted(states.items())]


def _is_owed(receiver: str, state: dict[str, Any], other: tuple[str, dict[str, Any]]) -> bool:
    """Tell whether a shard that is at work has not taken in yet what another one sent."""
    sender, sent = other
    last: int = sent["written"].get(_box(int(receiver[:3])), 0)
    return not state.get(ENDED) and bool(state["taken"].get(sender, 0) < last)


def _box(receiver: int) -> str:
    return f"to-{receiver:03d}"


@dataclass(frozen=True, slots=True)
class Member:
    """A crawl that is one shard of several: its lease, and its side of the exchange."""

    ownership: Ownership
    post: Post


def check_total(folder: Path, shard: Shard, scratch: Path) -> int:
    """Return how many shards a folder is for, which its first shard decides."""
    path = folder / SHARDS
    if not path.exists():
        temporary = scratch / SHARDS
        temporary.write_bytes(orjson.dumps({"shards": shard.total}))
        folder.mkdir(parents=True, exist_ok=True)
        temporary.replace(path)
    return int(_read_json(path).get("shards", 0))


def _links(path: Path) -> list[tuple[int, Link]]:
    """Return the links of a file by their numbers, nothing of one that is torn."""
    try:
        lines = [orjson.loads(line) for line in path.read_bytes().splitlines()]
        return [(line["seq"], link_of(orjson.dumps(line["link"]))) for line in lines]
    except (ValueError, KeyError, TypeError):
        return []


def _read_json(path: Path) -> dict[str, Any]:
    try:
        found = orjson.loads(path.read_bytes())
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}
