"""Streaming reader for the XML that sitemaps and feeds are written in, which is often not well-formed."""

import gzip
import io
import zlib
from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml import etree

GZIP_MAGIC = b"\x1f\x8b"
MAX_UNPACKED = 64 * 1024 * 1024  # the sitemap protocol allows 50 MB


def read_elements(body: bytes, names: frozenset[str]) -> Iterator[tuple[str, dict[str, list[str]]]]:
    """Yield each element of these names with its children's texts; a `href` attribute stands for a missing text.

    What is broken is skipped, what stands before it is kept. Nothing outside the bytes is loaded, no entity expanded.
    """
    from lxml import etree  # late: a night without news reads no list

    context = etree.iterparse(
        io.BytesIO(_unpacked(body)),
        recover=True,
        huge_tree=True,
        no_network=True,
        resolve_entities=False,
        load_dtd=False,
    )
    try:
        for _, element in context:
            name = _local(element.tag)
            if name in names:
                yield name, _texts(element)
                element.clear(keep_tail=False)
    except etree.XMLSyntaxError:
        return


def _texts(element: "etree._Element") -> dict[str, list[str]]:
    texts: dict[str, list[str]] = {}
    for child in element.iterdescendants():
        text = (child.text or "").strip() or child.get("href", "")
        if text:
            texts.setdefault(_local(child.tag), []).append(text)
    return texts


def _local(tag: object) -> str:
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def _unpacked(body: bytes) -> bytes:
    if not body.startswith(GZIP_MAGIC):
        return body.lstrip()
    try:
        with gzip.open(io.BytesIO(body)) as stream:
            return stream.read(MAX_UNPACKED).lstrip()
    except (OSError, EOFError, zlib.error):
        return b""
