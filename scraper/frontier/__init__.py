"""Which URL next, and when: the crawl's memory in one SQLite file.

The method: a URL is known once, under its canonical form. It is pending until it is leased, leased while somebody works
on it, done with an outcome. A done URL may become due again: seeds at every run, hubs and stories by how often they
change. Beside the URLs stand the ledger of hosts, the cached robots.txt files and the caller's payloads.
"""

from scraper.frontier.frontier import Frontier
from scraper.frontier.values import Caps, Facts, HostRow, Lease, Link, Priority, Role, Run, Status

__all__ = ["Caps", "Facts", "Frontier", "HostRow", "Lease", "Link", "Priority", "Role", "Run", "Status"]
