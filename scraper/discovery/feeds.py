"""RSS, Atom and RDF feeds, for their links and dates alone: the stories are read from their pages."""

from collections.abc import Iterator
from urllib.parse import urljoin

from scraper.discovery.entry import Entry, parse_date
from scraper.discovery.markup import read_elements

ELEMENTS = frozenset({"item", "entry"})
DATES = ("pubDate", "published", "date", "updated")


def read_feed(body: bytes, url: str) -> Iterator[Entry]:
    """Yield a feed's entries in its own order; `url` is the feed's own address.

    >>> [entry.url for entry in read_feed(b"<rss><item><link>/1.html</link></item></rss>", "http://a.example/rss")]
    ['http://a.example/1.html']
    """
    for _, texts in read_elements(body, ELEMENTS):
        links = texts.get("link") or [guid for guid in texts.get("guid", []) if guid.startswith("http")]
        dates = [text for key in DATES for text in texts.get(key, [])]
        if links:
            yield Entry(urljoin(url, links[0]), parse_date(dates[0]) if dates else None)
