"""Where a page leads: sitemaps, feeds, outlinks and the further parts of a story. Pure: bytes in, URLs out.

Nothing here judges a URL; `scraper.scope` does.
"""

from scraper.discovery.entry import Entry
from scraper.discovery.feeds import read_feed
from scraper.discovery.outlinks import Links, find_links, find_outlinks
from scraper.discovery.paging import find_paging, further_parts, in_order, part_links, says_paging
from scraper.discovery.sitemaps import read_sitemap

__all__ = [
    "Entry",
    "Links",
    "find_links",
    "find_outlinks",
    "find_paging",
    "further_parts",
    "in_order",
    "part_links",
    "read_feed",
    "read_sitemap",
    "says_paging",
]
