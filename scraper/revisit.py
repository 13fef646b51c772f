"""When a URL is worth another visit, by what its visits have shown so far."""

from dataclasses import replace

from scraper.fetcher import may_heal
from scraper.frontier import Facts, Lease, Role

MINUTE_S = 60.0
HOUR_S = 60 * MINUTE_S
DAY_S = 24 * HOUR_S
SHORTEST_S = 10 * MINUTE_S
FIRST_S = 30 * MINUTE_S
# a story is corrected in its first days or never
STORY_S = DAY_S
STORY_VISITS = 5


def after_visit(lease: Lease, facts: Facts, *, changed: bool) -> Facts:
    """Return the facts with the time of the next visit; seeds are visited in every run besides."""
    if lease.role is Role.STORY:
        return _story(lease, facts, changed=changed)
    before = lease.interval or FIRST_S * (2 if changed else 1)
    interval = max(before / 2, SHORTEST_S) if changed else min(before * 2, DAY_S)
    unchanged = 0 if changed else lease.unchanged + 1
    return replace(facts, again=facts.at + interval, interval=interval, unchanged=unchanged)


def _story(lease: Lease, facts: Facts, *, changed: bool) -> Facts:
    unchanged = 0 if changed else lease.unchanged + 1
    interval = STORY_S * 2**unchanged
    again = None if unchanged >= STORY_VISITS else facts.at + interval
    return replace(facts, again=again, interval=interval, unchanged=unchanged)


def after_failure(lease: Lease, facts: Facts, reason: str) -> Facts:
    """Return the facts with the time of the next visit, which what cannot heal never gets."""
    again = facts.at + DAY_S if may_heal(reason) else None
    validators = (lease.etag, lease.last_modified, lease.content_hash)
    etag, modified, digest = validators
    return replace(facts, again=again, etag=etag, last_modified=modified, content_hash=digest)
