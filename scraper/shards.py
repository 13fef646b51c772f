"""Which of several crawls a host belongs to: registrable domains hashed to 256 virtual shards, each with one owner.

A host has one owner, so that the delay between two requests to it is kept as exactly as by a single crawl. Pure.
"""

import hashlib
from dataclasses import dataclass
from typing import Final

from scraper.urls import site_of

VIRTUAL_SHARDS: Final = 256


def virtual_shard(url: str) -> int:
    """Return the number, from 0 to 255, of the virtual shard that a URL's registrable domain belongs to.

    >>> virtual_shard("https://news.example.com/a") == virtual_shard("http://example.com/")
    True
    """
    return hashlib.sha256(site_of(url).encode("utf-8", "replace")).digest()[0]


@dataclass(frozen=True, slots=True)
class Shard:
    """One of `total` owners; it has every virtual shard whose number is `index` modulo `total`."""

    index: int
    total: int

    def __post_init__(self) -> None:
        if not 0 <= self.index < self.total <= VIRTUAL_SHARDS:
            raise ValueError(
                f"shard {self.index}/{self.total}: the index counts from 0, of at most {VIRTUAL_SHARDS} shards"
            )

    def __str__(self) -> str:
        return f"{self.index:03d}-of-{self.total:03d}"

    def owner(self, url: str) -> int:
        """Return the index of the shard that a URL belongs to."""
        return virtual_shard(url) % self.total

    def owns(self, url: str) -> bool:
        """Tell whether a URL belongs to this shard."""
        return self.owner(url) == self.index
