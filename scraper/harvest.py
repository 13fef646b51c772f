"""What a page leads to: the entries of a sitemap or feed, the links of any other page."""

import re
from collections.abc import Iterable, Iterator

from scraper.address_kinds import looks_like_article
from scraper.discovery import Entry, Links, read_feed, read_sitemap
from scraper.frontier import Lease, Link, Role
from scraper.page import Page
from scraper.scope import Found, Scope

GZIP_MAGIC = b"\x1f\x8b"
SNIFFED_BYTES = 2048
_PROLOGUE = re.compile(rb"^(?:\xef\xbb\xbf)?\s*(?:<\?.*?\?>\s*|<!--.*?-->\s*|<!DOCTYPE[^>]*>\s*)*", re.DOTALL)
_SITEMAP = re.compile(rb"<(?:\w+:)?(?:urlset|sitemapindex)\b")
_FEED = re.compile(rb"<(?:rss|feed|(?:\w+:)?RDF)\b")


def is_list(page: Page, lease: Lease) -> bool:
    """Tell whether a page is a sitemap or a feed, by its first bytes; its label is often wrong."""
    return lease.role is Role.LIST or is_sitemap(page) or is_feed(page)


def is_sitemap(page: Page) -> bool:
    """Tell whether a page is a sitemap; a gzipped file can be nothing else here."""
    return page.body.startswith(GZIP_MAGIC) or bool(_SITEMAP.match(_head(page)))


def is_feed(page: Page) -> bool:
    """Tell whether a page is a feed."""
    return bool(_FEED.match(_head(page)))


def _head(page: Page) -> bytes:
    head = page.body[:SNIFFED_BYTES]
    prologue = _PROLOGUE.match(head)
    return head[prologue.end() :] if prologue else head


def links_of(page: Page, lease: Lease, scope: Scope, links: Links) -> Iterator[Link]:
    """Yield the links of a page that belong to the crawl; `links` are those of its markup."""
    for found in _found(page, lease, scope, links):
        if link := scope.link(found, lease.depth + 1):
            yield link


def _found(page: Page, lease: Lease, scope: Scope, links: Links) -> Iterable[Found]:
    if is_feed(page):
        return _entries(read_feed(page.body, page.url))
    if is_list(page, lease):
        return _entries(read_sitemap(page.body))
    if lease.seed and looks_like_article(page.url):
        return ()  # who names a story wants that story
    return _page_links(links, lease, scope)


def _page_links(links: Links, lease: Lease, scope: Scope) -> Iterator[Found]:
    for url in links.feeds:
        yield Found(url, role=Role.LIST)
    if lease.depth and scope.is_over_all(links.outlinks):
        return  # lists are ordered by date: what comes after this page is older still
    for url in links.outlinks:
        yield Found(url)


def _entries(entries: Iterable[Entry]) -> Iterator[Found]:
    for entry in entries:
        dated = entry.dated.timestamp() if entry.dated else 0.0
        yield Found(entry.url, dated, Role.LIST if entry.is_list else None)
