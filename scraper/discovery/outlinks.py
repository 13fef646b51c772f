"""The links of an HTML page, found by one scan over its bytes.

No tree is built: it would cost more than the fetch. The scan is safe in every encoding that keeps ASCII bytes for ASCII
characters in tags (UTF-8, GB18030, Big5); in the rest a page has no links.
"""

import html
import re
from collections.abc import Iterator
from urllib.parse import urljoin

MAX_LINKS = 5000
_UNSEEN = re.compile(rb"<!--.*?-->|<script\b.*?</script\s*>|<style\b.*?</style\s*>", re.DOTALL | re.IGNORECASE)
_TAG = re.compile(rb"<(a|area|base|link)\s([^<>]*)>", re.IGNORECASE)
_ATTRIBUTE = re.compile(rb"""([a-zA-Z-]+)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""")
_FEED_TYPES = frozenset({b"application/rss+xml", b"application/atom+xml", b"application/rdf+xml"})
_NO_PAGE = re.compile(
    r"\.(?:jpe?g|png|gif|webp|svg|ico|css|js|json|mp[34]|m3u8|flv|avi|mov|wmv|apk|exe|dmg|zip|rar|7z|gz|pdf|docx?|xlsx?|pptx?"
    r"|woff2?|ttf)$",
    re.IGNORECASE,
)


def find_outlinks(body: bytes, url: str) -> list[str]:
    """Return the absolute http(s) URLs of a page's anchors, each once and in order, without `nofollow` ones.

    >>> find_outlinks(b'<a href="/1.html">x</a> <a href=2.html#c>y</a> <a href="javascript:;">z</a>', "http://a.example/b/")
    ['http://a.example/1.html', 'http://a.example/b/2.html']
    """
    found: dict[str, None] = {}
    for name, attributes in _tags(body):
        if name == b"base" and b"href" in attributes and not found:
            url = urljoin(url, _text(attributes[b"href"]))
        elif name in {b"a", b"area"} and b"nofollow" not in attributes.get(b"rel", b"").lower():
            target = _resolved(attributes.get(b"href", b""), url)
            if target and len(found) < MAX_LINKS:
                found[target] = None
    return list(found)


def find_feeds(body: bytes, url: str) -> list[str]:
    """Return the absolute URLs of the feeds a page's head names."""
    found: dict[str, None] = {}
    for name, attributes in _tags(body):
        if name == b"link" and attributes.get(b"type", b"").strip().lower() in _FEED_TYPES:
            target = _resolved(attributes.get(b"href", b""), url)
            if target:
                found[target] = None
    return list(found)


def _tags(body: bytes) -> Iterator[tuple[bytes, dict[bytes, bytes]]]:
    for tag in _TAG.finditer(_UNSEEN.sub(b" ", body)):
        attributes = {key.lower(): double or single or bare for key, double, single, bare in _ATTRIBUTE.findall(tag[2])}
        yield tag[1].lower(), attributes


def _resolved(href: bytes, url: str) -> str:
    target = _text(href).partition("#")[0]
    if not target or target.startswith(("javascript:", "mailto:", "tel:", "data:")):
        return ""
    try:
        absolute = urljoin(url, target)
    except ValueError:
        return ""
    if not absolute.startswith(("http://", "https://")) or _NO_PAGE.search(absolute.partition("?")[0]):
        return ""
    return absolute


def _text(raw: bytes) -> str:
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError:
        text = raw.decode("gb18030", "replace")
    text = html.unescape(text) if "&" in text else text
    return text.strip().replace("\n", "").replace("\r", "").replace("\t", "")
