"""One page of a story that was spread over several, so that it is cleaned as the one story it is.

The parts of a story share a template, and in each of them the links to the others stand below the text, in the element
that holds it. What stands there before the links is put behind the same of the first page; what the first page has word
for word as well (headline, byline) is left out.
"""

import logging
import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Final
from urllib.parse import urljoin

from lxml import etree

from cleaners.decode import decode
from scraper.page import Media, Page
from scraper.urls import canonical_url

log = logging.getLogger(__name__)
# Fewer Han characters than this outside of links are labels ("1/3"), more are text.
MIN_TEXT_HAN: Final = 20
_HAN: Final = re.compile("[\u3400-\u9fff]")
_LABEL: Final = re.compile(r"[\s\d/()（）\[\]第共页頁]*")
_DECLARATION: Final = re.compile(r"^\s*<\?xml[^>]*\?>")


def joined(page: Page) -> Page:
    """Return a page with the text of its parts in it, without parts."""
    if not page.parts or page.media is not Media.HTML:
        return replace(page, parts=())
    addresses = {canonical_url(part.url) for part in (page, *page.parts)}
    tree = _parsed(page)
    container, paging = _place_of_paging(tree, page.url, addresses)
    if container is None or paging is None:
        log.warning("%s: %d further pages have no place in the first, left out", page.url, len(page.parts))
        return replace(page, parts=())
    known = set(map(_words, container)) - {""}
    for number, part in enumerate(page.parts, start=2):
        source, end = _place_of_paging(_parsed(part), part.url, addresses)
        if source is None or end is None:
            log.warning("%s: page %d has another form than the first, left out", page.url, number)
            continue
        paging.addprevious(_text_before(end, source, known))
    body = etree.tostring(tree, encoding="utf-8", method="html")
    headers = tuple((name, value) for name, value in page.headers if name.lower() != "content-type")
    return replace(page, body=body, headers=(*headers, ("Content-Type", "text/html; charset=utf-8")), parts=())


def _parsed(page: Page) -> etree._Element:
    text = _DECLARATION.sub("", decode(page.body, page.content_type).text)
    parser = etree.HTMLParser(encoding="utf-8", huge_tree=True)
    tree = etree.fromstring(text.encode("utf-8", "replace"), parser)
    return tree if tree is not None else etree.Element("html")


def _place_of_paging(
    tree: etree._Element, url: str, addresses: set[str]
) -> tuple[etree._Element | None, etree._Element | None]:
    """Return the element that holds the text above the last link to another part, and its child with that link."""
    anchors = [
        anchor
        for anchor in tree.iter("a")
        if (target := canonical_url(urljoin(url, anchor.get("href", "")))) in addresses and target != canonical_url(url)
    ] or [script for script in tree.iter("script") if "createPageHTML(" in (script.text or "")]
    branch = anchors[-1] if anchors else None
    while branch is not None and (holder := branch.getparent()) is not None:
        if _text_chars(holder) >= MIN_TEXT_HAN:
            first = _first_of_row(branch, anchors)
            _drop_label_before(first, holder)
            return holder, first
        branch = holder
    return None, None


def _first_of_row(last: etree._Element, anchors: list[etree._Element]) -> etree._Element:
    """Return the sibling of `last` with which the row of links begins that it ends."""
    linked = {above for anchor in anchors for above in (anchor, *anchor.iterancestors())}
    first, between = last, 0
    for child in last.itersiblings(preceding=True):
        between += len(_HAN.findall(child.tail or ""))
        between += _text_chars(child)
        if between >= MIN_TEXT_HAN:
            break
        first = child if child in linked else first
    return first


def _drop_label_before(paging: etree._Element, holder: etree._Element) -> None:
    """Take out the "1/3" that stands in front of a row of links without an element of its own."""
    before = paging.getprevious()
    label = (holder.text if before is None else before.tail) or ""
    if not _LABEL.fullmatch(label):
        return
    if before is None:
        holder.text = ""
    else:
        before.tail = ""


def _text_chars(element: etree._Element) -> int:
    return sum(len(_HAN.findall(text)) for text in _texts(element))


def _texts(element: etree._Element) -> Iterator[str]:
    """Yield the texts outside of links and scripts."""
    if element.tag in {"a", "script", "style"} or not isinstance(element.tag, str):
        return
    yield element.text or ""
    for child in element:
        yield from _texts(child)
        yield child.tail or ""


def _text_before(end: etree._Element, source: etree._Element, known: set[str]) -> etree._Element:
    """Return what stands in `source` before its child `end`, in an element of its own, without what is known."""
    wrapper = etree.Element("div")
    wrapper.text = source.text
    for child in list(source):
        if child is end:
            break
        if _words(child) not in known:
            wrapper.append(child)
    return wrapper


def _words(element: etree._Element) -> str:
    """Return an element's Han characters: a headline with "(2)" behind it is the same headline."""
    return "".join(_HAN.findall("".join(map(str, element.itertext())))) if isinstance(element.tag, str) else ""
