"""What the frontier of a folder's crawl knows that its records do not: answers, and hosts that were slow or failed."""

import time
from contextlib import closing
from typing import Any

from pipeline.errors import UsageError
from pipeline.output_files import Place, files_at
from pipeline.places import FRONTIER
from scraper.errors import FrontierError
from scraper.frontier import Frontier


def crawl_facts(folder: Place) -> dict[str, Any] | None:
    """Return what a crawl knows, None for a folder that no crawl filled."""
    files = files_at(folder)
    if not files.holds(FRONTIER):
        return None
    try:
        with files.at_hand(FRONTIER, f"{FRONTIER}-wal") as stored, closing(Frontier(stored)) as frontier:
            status = frontier.status(time.time())
    except FrontierError as error:
        named = str(error).replace(str(stored), files.where(FRONTIER))
        raise UsageError(
            f"the crawl's memory cannot be read: {named}", "add --fresh to the crawl to begin anew"
        ) from error
    hosts = [[row.host, row.slowdown, row.answered, row.failed, row.paused] for row in status.troubled_hosts]
    return {
        "ended": status.ended or "it runs, or was cut short",
        "known": status.known,
        "pending": status.pending,
        "outcomes": sorted(status.outcomes.items(), key=lambda item: -item[1]),
        "hosts": sorted(hosts, key=lambda row: -row[1]),
    }
