"""HTML text to a `Document`: one walk over its tags, nothing lost.

The walk reads tags as they stand and builds no tree, so it has no limit of depth and drops no text. A tree is built only for
who selects by CSS (`parse_tree`): libxml2 stops at 2,048 levels of nesting and drops the rest in silence but for an entry in its
log; that entry is read, and BeautifulSoup over Python's own parser, slower but without a limit, takes those pages.
"""

import re
from collections.abc import Callable
from dataclasses import replace

from lxml import etree

from cleaners.dom import Document
from cleaners.properties import properties_of
from cleaners.walk import Walk

# Deeper elements become siblings at this level; their text and its order stay.
MAX_DEPTH = 500
# What else an element may carry is no name that a tree builder takes.
KEPT_ATTRIBUTES = (
    "id",
    "class",
    "href",
    "style",
    "itemprop",
    "role",
    "name",
    "property",
    "content",
    "rel",
    "type",
    "lang",
)
# `</html>` in mid-page is a slip of the template and the page goes on; only a short rest is a block put behind it.
MAX_REST_SHARE = 0.5

_FIRST_TAG = re.compile(r"<(?:html|head|body|!doctype)\b", re.IGNORECASE)
_LAST_TAG = re.compile(r"</html\s*>", re.IGNORECASE)
_NOTHING = re.compile(
    r"<!--.*?-->|<![^>]*>|<\?[^>]*>|</(?:html|body)\s*>|<(script|style)\b.*?</\1\s*>|\s+|\ufeff",
    re.IGNORECASE | re.DOTALL,
)


def parse(html: str, edited: Callable[[str], str] | None = None) -> Document:
    """Return the page as a `Document`; text before `<html>` and after `</html>` is kept, and marked as such.

    `edited` changes the page's markup before it is read (cleaners/site_rules.py).
    """
    before, page, after = _split_outside(html.replace("\0", ""))
    page = edited(page) if edited else page
    walk = Walk()
    for part, place in ((before, "before_html"), (page, ""), (after, "after_html")):
        if part:
            walk.read_part(part, place)
    document = walk.document()
    properties = properties_of(page)
    return replace(document, metas=(*document.metas, *properties)) if properties else document


def parse_tree(html: str) -> etree._Element | None:
    """Return libxml2's tree, BeautifulSoup's (flattened to `MAX_DEPTH`) where libxml2 gave up; None without content."""
    parser = etree.HTMLParser(encoding="utf-8", huge_tree=True, remove_comments=True, remove_pis=True)
    root = etree.fromstring(html.encode("utf-8", "replace"), parser)
    last = parser.error_log.last_error
    if last is not None and last.type_name == "ERR_RESOURCE_LIMIT":
        return _tree_of_soup(html)
    return root


def _split_outside(html: str) -> tuple[str, str, str]:
    """Return what stands before `<html>`, the page, and what stands after `</html>`; usually the first and last are ""."""
    first = _FIRST_TAG.search(html)
    begin = first.start() if first else 0
    if begin and not _NOTHING.sub("", html[:begin]):
        begin = 0
    end = len(html)
    closings = list(_LAST_TAG.finditer(html, int(end * MAX_REST_SHARE)))
    if closings and _NOTHING.sub("", html[closings[0].end() :]):
        end = closings[0].end()
    return html[:begin], html[begin:end], html[end:]


def _tree_of_soup(html: str) -> etree._Element | None:
    from bs4 import BeautifulSoup
    from bs4.element import NavigableString, PreformattedString, Tag

    builder = etree.TreeBuilder()
    builder.start("html", {})
    # Strings on the stack that are no NavigableString are the names of elements to end.
    todo: list[object] = [*reversed(BeautifulSoup(html, "html.parser").contents)]
    depth = 0
    while todo:
        item = todo.pop()
        if isinstance(item, Tag):
            if depth < MAX_DEPTH:
                tag = item.name if item.name.isalnum() else "span"
                builder.start(tag, {key: _value(item[key]) for key in KEPT_ATTRIBUTES if key in item.attrs})
                todo.append(tag)
                depth += 1
            todo += reversed(item.contents)
        elif isinstance(item, NavigableString):
            if not isinstance(item, PreformattedString):
                builder.data(str(item))
        elif isinstance(item, str):
            builder.end(item)
            depth -= 1
    builder.end("html")
    return builder.close()


def _value(given: object) -> str:
    return " ".join(map(str, given)) if isinstance(given, list) else str(given)
