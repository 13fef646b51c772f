"""`discover URL`: what a page, feed or sitemap leads to, as a crawl that begins there would see it."""

import json
import sys
from argparse import Namespace
from collections.abc import Iterator

from pipeline.errors import ExitCode
from pipeline.record import written_time
from pipeline.verbs.look import asked, failed, page_at, show
from scraper.address_kinds import looks_like_article
from scraper.discovery import Entry, find_links, read_feed, read_sitemap
from scraper.harvest import is_feed, is_sitemap
from scraper.page import Failure, Page
from scraper.scope import Scope
from scraper.settings import CrawlSettings


def run(arguments: Namespace) -> ExitCode:
    """Print a line for each URL found: story, hub, list, or why it is left out; then its date and address."""
    page = page_at(arguments.url, asked(arguments))
    if isinstance(page, Failure):
        return failed(page)
    settings = CrawlSettings(seeds=(page.url,), contact=arguments.contact or "none")
    scope = Scope(settings, [page.url])
    rows = [(_kind(entry, scope), written_time(entry.dated), entry.url) for entry in dict.fromkeys(_entries(page))]
    if arguments.json:
        sys.stdout.writelines(json.dumps(dict(zip(("kind", "dated", "url"), row, strict=True))) + "\n" for row in rows)
    else:
        show(f"{kind:12}{dated:26}{url}" for kind, dated, url in rows)
    return ExitCode.OK


def _entries(page: Page) -> Iterator[Entry]:
    if is_feed(page):
        yield from read_feed(page.body, page.url)
    elif is_sitemap(page):
        yield from read_sitemap(page.body)
    else:
        links = find_links(page.body, page.url)
        yield from (Entry(url, None, is_list=True) for url in links.feeds)
        yield from (Entry(url) for url in links.outlinks)


def _kind(entry: Entry, scope: Scope) -> str:
    refused = scope.refusal(entry.url)
    if refused or entry.is_list:
        return refused or "list"
    return "story" if looks_like_article(entry.url) else "hub"
