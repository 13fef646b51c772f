"""Where an input came from, one line for each page of a crawl: `fetched/`, beside the records whose schema is fixed."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any, Final

from pipeline.lines import json_line
from pipeline.record import digest, written_time
from scraper.frontier import Lease
from scraper.page import Fetched, Page
from scraper.permit import Permit

HEADERS: Final = (
    *("content-type", "content-encoding", "content-language", "content-length", "date", "etag", "last-modified"),
    "x-robots-tag",
)
# after "id" and "input", which stand in front once the shard knows them
KEYS: Final = (
    *("url", "requested_url", "redirects", "status", "headers", "bytes", "sha256", "parts", "fetched", "robots"),
)
VERDICTS: Final = frozenset(("allowed", "denied", "unknown"))
ROBOTS_KEYS: Final = ("verdict", "source", "url", "status", "fetched", "rule", "crawl_delay")
_NOBODY_ASKED: Final = ("unknown", "", "", 0, "", "", 0.0)


def visit_of(lease: Lease, fetched: Fetched) -> bytes:
    """Return what is known of a visit as a JSON object; of one without an answer, that there was none."""
    page = fetched if isinstance(fetched, Page) else None
    values = (
        page.url if page else lease.url,
        lease.origin,
        [_redirect(line) for line in lease.via.splitlines()],
        page.status if page else 0,
        {name.replace("-", "_"): page.header(name) if page else "" for name in HEADERS},
        len(page.body) if page else 0,
        digest(page.body) if page else "",
        [{"url": part.url, "bytes": len(part.body), "sha256": digest(part.body)} for part in page.parts]
        if page
        else [],
        written_time(page.fetched) if page else "",
        _robots(lease.permit),
    )
    return json_line(dict(zip(KEYS, values, strict=True))).rstrip(b"\n")


def visit_line(record_id: str, name: str, visit: bytes) -> bytes:
    """Return the line of `fetched/` for a visit: with the id of its record, "" for a reject, and its input."""
    return json_line({"id": record_id, "input": name})[:-2] + b"," + visit[1:] + b"\n"


def is_visit(value: Any) -> bool:  # noqa: ANN401  (whatever a line of JSON may hold)
    """Tell whether a line of `fetched/` has the shape that it should have."""
    if not isinstance(value, dict) or tuple(value) != ("id", "input", *KEYS):
        return False
    robots = value["robots"]
    return isinstance(robots, dict) and tuple(robots) == ROBOTS_KEYS and robots["verdict"] in VERDICTS


def _redirect(line: str) -> Mapping[str, Any]:
    status, _, url = line.partition(" ")
    return {"status": int(status), "url": url}


def _robots(permit: Permit | None) -> Mapping[str, Any]:
    if permit is None:
        return dict(zip(ROBOTS_KEYS, _NOBODY_ASKED, strict=True))
    verdict = "allowed" if permit.allowed else "denied"
    when = written_time(datetime.fromtimestamp(permit.fetched, UTC))
    values = (verdict, permit.source.value, permit.url, permit.status, when, permit.rule, permit.crawl_delay_s)
    return dict(zip(ROBOTS_KEYS, values, strict=True))
