"""Where a page leads: sitemaps, feeds, outlinks and the further parts of a story. Pure: bytes in, URLs out.

Nothing here judges a URL; `scraper.scope` does.
"""

from scraper.discovery.entry import Entry
from scraper.discovery.feeds import read_feed
from scraper.discovery.outlinks import find_feeds, find_outlinks
from scraper.discovery.paging import find_paging, part_links, says_paging
from scraper.discovery.sitemaps import read_sitemap

__all__ = [
    "Entry",
    "find_feeds",
    "find_outlinks",
    "find_paging",
    "part_links",
    "read_feed",
    "read_sitemap",
    "says_paging",
]
