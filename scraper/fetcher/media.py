"""Is this answer worth reading? Decided from its header, and once more from its first bytes."""

from scraper.fetcher.faults import FetchError
from scraper.fetcher.outcome import Kind
from scraper.page import Media

HTML_TYPES = frozenset({"text/html", "application/xhtml+xml", "application/vnd.wap.xhtml+xml"})
TEXT_TYPES = frozenset({"text/plain"})
LIST_TYPES = frozenset(
    {
        "application/atom+xml",
        "application/gzip",
        "application/octet-stream",
        "application/rdf+xml",
        "application/rss+xml",
        "application/x-gzip",
        "application/xml",
        "text/xml",
    }
)
# a missing type is decided by the first bytes; what is not listed here may be anything
ACCEPTED = {
    Kind.PAGE: HTML_TYPES | TEXT_TYPES | {""},
    Kind.LIST: HTML_TYPES | TEXT_TYPES | LIST_TYPES | {""},
    Kind.ANY: HTML_TYPES | TEXT_TYPES | LIST_TYPES | {""},
}
# first bytes of what is no text whatever its label says
MAGIC = (
    (b"%PDF-", "PDF"),
    (b"\x89PNG", "PNG"),
    (b"\xff\xd8\xff", "JPEG"),
    (b"GIF8", "GIF"),
    (b"RIFF", "RIFF media"),
    (b"PK\x03\x04", "zip"),
    (b"\x1f\x8b", "gzip"),
    (b"Rar!", "rar"),
    (b"\xd0\xcf\x11\xe0", "old Office"),
    (b"\x7fELF", "program"),
    (b"MZ\x90", "program"),
    (b"wOFF", "font"),
)


def media_type(content_type: str) -> str:
    """Return a Content-Type's type without its parameters, the last where there are two, "" for what is no type.

    >>> media_type("Text/HTML; charset=gb2312"), media_type("text/html, text/plain"), media_type("*/*")
    ('text/html', 'text/plain', '')
    """
    found = content_type.rpartition(",")[2].partition(";")[0].strip().lower()
    return found if "/" in found and "*" not in found else ""


def check_type(content_type: str, kind: Kind) -> None:
    """Raise a fault where the header names something that cannot be what was asked for."""
    if kind in ACCEPTED and media_type(content_type) not in ACCEPTED[kind]:
        raise FetchError("content_type", f"{media_type(content_type)[:80]} where a {kind} was expected")


def check_first_bytes(first: bytes, kind: Kind) -> None:
    """Raise a fault where the first bytes are those of a file that is no text."""
    if kind not in ACCEPTED:
        return
    for magic, name in MAGIC:
        if first.startswith(magic) and not (name == "gzip" and kind is not Kind.PAGE):
            raise FetchError("content_type", f"the body is a {name} file whatever its label says")


def media_of(content_type: str, first: bytes) -> Media:
    """Return whether to read the page as HTML or as plain text."""
    name = media_type(content_type)
    if name in HTML_TYPES or (name == "" and first.lstrip()[:1] == b"<"):
        return Media.HTML
    return Media.TEXT
