"""The links of an HTML page, found by one scan over its bytes.

No tree is built: it would cost more than the fetch. The scan is safe in every encoding that keeps ASCII bytes for ASCII
characters in tags (UTF-8, GB18030, Big5); in the rest a page has no links.
"""

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urljoin

MAX_LINKS = 5000
_UNSEEN = re.compile(rb"<!--|<script\b|<style\b")
_END = {b"<!--": b"-->", b"<script": b"</script", b"<style": b"</style"}
_TAG = re.compile(rb"<(a|area|base|link)\s([^<>]*)>", re.IGNORECASE)
_ATTRIBUTE = re.compile(rb"""([a-zA-Z-]+)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""")
_FEED_TYPES = frozenset({b"application/rss+xml", b"application/atom+xml", b"application/rdf+xml"})
_NO_PAGE = re.compile(
    r"\.(?:jpe?g|png|gif|webp|svg|ico|css|js|json|mp[34]|m3u8|flv|avi|mov|wmv|apk|exe|dmg|zip|rar|7z|gz|pdf|docx?|xlsx?|pptx?"
    r"|woff2?|ttf)$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Links:
    """Where a page leads, as absolute URLs: its anchors and feeds, each once and in order, and its canonical address."""

    outlinks: list[str]
    feeds: list[str]
    canonical: str


def find_links(body: bytes, url: str) -> Links:
    """Return the links of a page, found in one pass."""
    outlinks: dict[str, None] = {}
    feeds: dict[str, None] = {}
    canonical = ""
    known: set[bytes] = set()  # menus name the same pages again and again
    for name, attributes in _tags(body):
        href = attributes.get(b"href", b"")
        if name == b"base" and href and not outlinks:
            url = urljoin(url, _text(href))
        elif name == b"link":
            if attributes.get(b"type", b"").strip().lower() in _FEED_TYPES and (feed := _resolved(href, url)):
                feeds[feed] = None
            if attributes.get(b"rel", b"").strip().lower() == b"canonical":
                canonical = canonical or _resolved(href, url)
        elif href not in known and b"nofollow" not in attributes.get(b"rel", b"").lower():
            known.add(href)
            target = _resolved(href, url)
            if target and len(outlinks) < MAX_LINKS:
                outlinks[target] = None
    return Links(list(outlinks), list(feeds), canonical)


def find_outlinks(body: bytes, url: str) -> list[str]:
    """Return the absolute http(s) URLs of a page's anchors, each once and in order, without `nofollow` ones.

    >>> find_outlinks(b'<a href="/1.html">x</a> <a href=2.html#c>y</a> <a href="javascript:;">z</a>', "http://a.example/b/")
    ['http://a.example/1.html', 'http://a.example/b/2.html']
    """
    return find_links(body, url).outlinks


def _tags(body: bytes) -> Iterator[tuple[bytes, dict[bytes, bytes]]]:
    for tag in _TAG.finditer(_seen(body)):
        attributes = {key.lower(): double or single or bare for key, double, single, bare in _ATTRIBUTE.findall(tag[2])}
        yield tag[1].lower(), attributes


def _seen(body: bytes) -> bytes:
    """Return a page without comments, scripts and styles; one that is not closed goes on to the end, as in browsers."""
    lowered, pieces, at = body.lower(), [], 0
    while opening := _UNSEEN.search(lowered, at):
        pieces.append(body[at : opening.start()])
        end = lowered.find(_END[opening[0]], opening.end())
        if end < 0:
            return b" ".join(pieces)
        at = end
    pieces.append(body[at:])
    return b" ".join(pieces)


def _resolved(href: bytes, url: str) -> str:
    target = _text(href).partition("#")[0]
    if not target or target.startswith(("javascript:", "mailto:", "tel:", "data:")):
        return ""
    try:
        absolute = _joined(url, target)
    except ValueError:
        return ""
    if not absolute.startswith(("http://", "https://")) or _NO_PAGE.search(absolute.partition("?")[0]):
        return ""
    return absolute


def _joined(url: str, target: str) -> str:
    """Return a link as an absolute URL; the two common forms need no parsing."""
    if "/." not in target:
        if target.startswith(("http://", "https://")) and target.count("/") > 2:
            return target
        if target.startswith("/") and not target.startswith("//"):
            return "/".join(url.split("/", 3)[:3]).partition("?")[0] + target
    return urljoin(url, target)


def _text(raw: bytes) -> str:
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError:
        text = raw.decode("gb18030", "replace")
    text = html.unescape(text) if "&" in text else text
    return text.strip().replace("\n", "").replace("\r", "").replace("\t", "")
