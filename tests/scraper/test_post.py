"""Links on their way between shards: late, twice, in any order, and each taken in once."""

import itertools
import random
import shutil
import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from scraper.errors import FencedError
from scraper.frontier import Frontier, Link, Role
from scraper.ownership import Ownership
from scraper.post import Post
from scraper.shards import Shard, virtual_shard
from scraper.urls import host_of


class Hours:
    """A clock that the test moves."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


def link(url: str, dated: float = 0.0) -> Link:
    return Link(url, url, host_of(url), Role.STORY, 1, dated=dated, origin=url)


@contextmanager
def side(folder: Path, index: int, clock: Hours, box: Path | None = None) -> Iterator[tuple[Frontier, Post]]:
    scratch = folder / f"scratch-{index}"
    scratch.mkdir(parents=True, exist_ok=True)
    with closing(Frontier(folder / f"{index}.sqlite")) as frontier:
        frontier.shard = Shard(index, 2)
        ownership = Ownership(frontier, 60.0, lambda: 0.0)
        ownership.acquire(threading.Event())
        sender = f"{frontier.shard}.{ownership.epoch}"
        post = Post(box or folder / "outbox", frontier.shard, sender, frontier, scratch, 5.0, clock=clock)
        yield frontier, post
        ownership.release()


def foreign(index: int) -> Iterator[str]:
    """Yield addresses that another shard of two owns."""
    shard = Shard(index, 2)
    return (url for n in itertools.count() if not shard.owns(url := f"http://site{n}.example/x.html"))


def test_links_of_others_go_out_and_nothing_else(tmp_path: Path) -> None:
    clock, urls = Hours(), list(itertools.islice(foreign(0), 5))
    with side(tmp_path, 0, clock) as (sender, post), side(tmp_path, 1, clock) as (receiver, other):
        assert sender.add(map(link, urls), 0.0) == set()
        assert sender.status(0.0).known == 0
        sender.add(map(link, urls), 0.0)
        post.turn(0.0, idle=True)
        assert other.turn(0.0, idle=True) == {host_of(url) for url in urls}
        assert receiver.status(0.0).pending == 5
        clock.now = 10.0
        post.turn(0.0, idle=True)
        assert other.turn(0.0, idle=True) == set()
        assert len(list((tmp_path / "outbox").glob("000*/to-001/*.jsonl"))) == 1, "known links are sent once"
        sender.add([link(urls[0], dated=5.0)], 0.0)
        clock.now = 20.0
        post.turn(0.0, idle=True)
        assert len(list((tmp_path / "outbox").glob("000*/to-001/*.jsonl"))) == 2, "a newer date is news"


@pytest.mark.parametrize("seed", range(12))
def test_carried_late_twice_and_in_any_order(tmp_path: Path, seed: int) -> None:
    chance, clock, urls = random.Random(seed), Hours(), list(itertools.islice(foreign(0), 12))
    with side(tmp_path, 0, clock) as (sender, post):
        for url in urls:
            sender.add([link(url)], 0.0)
            clock.now += 10.0
            post.turn(0.0, idle=True)
        files = sorted((tmp_path / "outbox").glob("000*/to-001/*.jsonl"))
        assert len(files) == 12
    carried = tmp_path / "carried"
    with side(tmp_path, 1, clock, carried) as (receiver, other):
        parcels = [*files, *chance.sample(files, 4)]
        chance.shuffle(parcels)
        for path in parcels:
            target = carried / path.relative_to(tmp_path / "outbox")
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(path, target)
            clock.now += 10.0
            other.turn(0.0, idle=True)
        assert receiver.status(0.0).pending == 12
        assert other._taken == {files[0].parent.parent.name: 12}


def test_killed_between_file_and_mark_sends_again_without_harm(tmp_path: Path) -> None:
    clock, urls = Hours(), list(itertools.islice(foreign(0), 3))
    with side(tmp_path, 0, clock) as (sender, post), side(tmp_path, 1, clock) as (receiver, other):
        sender.add(map(link, urls[:2]), 0.0)
        post.turn(0.0, idle=True)
        other.turn(0.0, idle=True)
        with sender.transaction() as database:
            database.execute("UPDATE owner SET written = 0")  # as if the process had died before it was noted
        sender.add([link(urls[2])], 0.0)
        clock.now = 10.0
        again = Post(post.folder, post.shard, post.sender, sender, post.scratch, 5.0, clock=clock)
        again.turn(0.0, idle=True)
        other.turn(0.0, idle=True)
        assert receiver.status(0.0).pending == 3


def test_file_that_is_half_carried_is_waited_for(tmp_path: Path) -> None:
    clock, urls = Hours(), list(itertools.islice(foreign(0), 3))
    with side(tmp_path, 0, clock) as (sender, post), side(tmp_path, 1, clock) as (receiver, other):
        sender.add(map(link, urls), 0.0)
        post.turn(0.0, idle=True)
        (path,) = (tmp_path / "outbox").glob("000*/to-001/*.jsonl")
        whole = path.read_bytes()
        for cut in (0, 20, whole.index(b"\n") + 1, len(whole) - 9):
            path.write_bytes(whole[:cut])
            clock.now += 10.0
            assert other.turn(0.0, idle=True) == set()
        path.write_bytes(whole)
        clock.now += 10.0
        other.turn(0.0, idle=True)
        assert receiver.status(0.0).pending == 3


def test_end_is_seen_by_all_and_not_too_early(tmp_path: Path) -> None:
    clock = Hours()
    with side(tmp_path, 0, clock) as (sender, post), side(tmp_path, 1, clock) as (_, other):

        def turns(*, idle: bool) -> tuple[bool, bool]:
            clock.now += 1.0
            post.turn(0.0, idle=True)
            other.turn(0.0, idle=idle)
            return post.is_over(), other.is_over()

        for _ in range(4):
            assert turns(idle=False)[0] is False
        turns(idle=True)
        sender.add([link(next(foreign(0)))], 0.0)
        assert turns(idle=True) != (True, True)
        seen = [turns(idle=True) for _ in range(6)]
        assert seen[-1] == (True, True)


def test_work_between_two_turns_is_not_overlooked(tmp_path: Path) -> None:
    clock = Hours()
    with side(tmp_path, 0, clock) as (sender, post), side(tmp_path, 1, clock) as (_, other):
        for _ in range(6):
            clock.now += 1.0
            post.turn(0.0, idle=True)
            other.turn(0.0, idle=True)
            post.is_over()
        assert post.is_over()
        sender.add([link(next(foreign(0)))], 0.0)
        assert not post.is_over(), "a link that is not sent yet"
        clock.now += 1.0
        post.turn(0.0, idle=True)
        assert not post.is_over(), "sent, but not taken in"
        for _ in range(6):
            clock.now += 1.0
            other.turn(0.0, idle=True)
            post.turn(0.0, idle=True)
            over = post.is_over()
        assert over
        clock.now += 1.0
        post.turn(0.0, idle=False)
        assert not post.is_over(), "two looks anew after there was something to do"


def test_shard_that_never_comes_is_not_waited_for_longer_than_patience(tmp_path: Path) -> None:
    clock = Hours()
    with side(tmp_path, 0, clock) as (sender, post):
        sender.add([link(next(foreign(0)))], 0.0)
        over = []
        for _ in range(12):
            clock.now += 1.0
            post.turn(0.0, idle=True)
            over.append(post.is_over())
        assert (over[3], over[-1]) == (False, True)
        assert post.untaken() == [1]


def test_frontier_refuses_an_owner_of_before(tmp_path: Path) -> None:
    path, now = tmp_path / "frontier.sqlite", Hours()
    with closing(Frontier(path)) as old, closing(Frontier(path)) as new:
        first, second = Ownership(old, 0.2, now), Ownership(new, 0.2, now)
        first.acquire(threading.Event())
        first._ended.set()  # it hangs: no more signs of life
        first._thread.join()
        assert first.holds()
        now.now = 0.3
        assert not first.holds(), "its last sign is older than the lease"
        threading.Timer(0.5, lambda: setattr(now, "now", 1.0)).start()
        assert second.acquire(threading.Event()) is True
        assert second.token == first.token + 1
        with pytest.raises(FencedError):
            old.add([link("http://a.example/1.html")], 0.0)
        with pytest.raises(FencedError):
            first.release()
        second.release()


def test_every_domain_has_one_owner() -> None:
    urls = [f"http://www.site{n}.com.cn/{n}" for n in range(2000)]
    for total in (1, 2, 3, 7, 256):
        owners = [Shard(0, total).owner(url) for url in urls]
        assert owners == [Shard(0, total).owner(url.replace("www.", "news.")) for url in urls]
        assert set(owners) <= set(range(total))
        assert total > 7 or max(owners.count(index) for index in range(total)) < 2 * len(urls) / total
    assert len({virtual_shard(url) for url in urls}) > 250
    with pytest.raises(ValueError, match="at most 256"):
        Shard(0, 257)
