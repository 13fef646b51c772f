"""Sitemaps: URL sets, indexes, the news extension, gzipped or plain, and the kind that is a list of lines."""

from collections.abc import Iterator

from scraper.discovery.entry import Entry, parse_date
from scraper.discovery.markup import GZIP_MAGIC, read_elements

ELEMENTS = frozenset({"url", "sitemap"})
# the day of the story says more than the day its page was last generated
DATES = ("publication_date", "lastmod")


def read_sitemap(body: bytes) -> Iterator[Entry]:
    """Yield a sitemap's entries in its own order.

    >>> [entry.url for entry in read_sitemap(b"<urlset><url><loc> http://a.example/1 </loc></url></urlset>")]
    ['http://a.example/1']
    """
    if body.lstrip()[:1] != b"<" and not body.startswith(GZIP_MAGIC):
        yield from _lines(body)
        return
    for name, texts in read_elements(body, ELEMENTS):
        for url in texts.get("loc", [])[:1]:
            dates = [text for key in DATES for text in texts.get(key, [])]
            yield Entry(url, parse_date(dates[0]) if dates else None, is_list=name == "sitemap")


def _lines(body: bytes) -> Iterator[Entry]:
    for line in body.decode("utf-8-sig", "replace").splitlines():
        if line.strip().startswith(("http://", "https://")):
            yield Entry(line.strip())
