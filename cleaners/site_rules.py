"""What a user rules for one site: CSS selectors for the body, the title, and what to drop.

For who needs a fix today; none are shipped. The rules act on the page's markup before anything reads it: what is dropped is
gone (and not in the audit), the elements of the body are put side by side into one that is marked, and the mark is found
again in the `Document`. A selector that finds nothing leaves the choice to the extractor.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Final, cast
from urllib.parse import urlsplit

from lxml import etree

from cleaners.dom import Document
from cleaners.metadata import Title
from cleaners.parse import parse, parse_tree
from cleaners.values import Reason, Rejected

BODY_MARK: Final = "ruled-by-user-body"
RULED_BODY: Final = "ruled_body"
_ADDRESSES: Final = "//link[@rel='canonical']/@href | //meta[@property='og:url']/@content"


@dataclass(frozen=True, slots=True)
class SiteRules:
    """CSS selectors for the pages of one host and the hosts below it; "" and () leave the choice to the extractor."""

    host: str
    body: str = ""
    title: str = ""
    drop: tuple[str, ...] = ()

    def selectors(self) -> tuple[str, ...]:
        """Return every selector of the rules."""
        return tuple(selector for selector in (self.body, self.title, *self.drop) if selector)


@lru_cache(maxsize=512)
def select(selector: str) -> Callable[[etree._Element], list[etree._Element]]:
    """Return a function from a tree to the elements of a CSS selector; raise ValueError for what is none."""
    from lxml.cssselect import CSSSelector

    try:
        compiled = CSSSelector(selector, translator="html")
    except (SyntaxError, RuntimeError) as error:  # of syntax, and of what XPath cannot say
        raise ValueError(f"{selector!r} is no CSS selector that can be used here: {error}") from error
    return lambda root: cast("list[etree._Element]", compiled(root))


def read_page(html: str, url: str, sites: Sequence[SiteRules]) -> Document:
    """Return a page as a `Document`, read under the rules of its host where there are any."""
    if not sites:
        return parse(html)
    rules = _rules_for(url or _own_address(html), sites)
    if rules is None:
        return parse(html)
    edit = _Edit(rules)
    document = parse(html, edit.edited)
    return replace(_with_ruled_body(document), ruled_title=edit.title)


def ruled_title(document: Document, found: Title) -> Title:
    """Return the title that the rules select, at the block that shows it; `found` where they select none."""
    if not document.ruled_title:
        return found
    shown = (block.index for block in document.blocks if block.text == document.ruled_title)
    return Title(document.ruled_title, next(shown, found.block), "heading")


def overruled(rejected: Rejected | None, document: Document, text: str) -> Rejected | None:
    """Return the verdict, unless the user has ruled that this is a story."""
    if rejected and RULED_BODY in document.features and text and rejected.reason is not Reason.NOT_CHINESE:
        return None
    return rejected


def _rules_for(url: str, sites: Iterable[SiteRules]) -> SiteRules | None:
    """Return the rules of the longest host that the address belongs to."""
    host = urlsplit(url).hostname or ""
    fitting = [rules for rules in sites if host == rules.host or host.endswith("." + rules.host)]
    return max(fitting, key=lambda rules: len(rules.host), default=None)


def _own_address(html: str) -> str:
    """Return the address that a page without one, a file, claims for itself."""
    root = parse_tree(html)
    found = cast("list[str]", root.xpath(_ADDRESSES)) if root is not None else []
    return str(found[0]).strip() if found else ""


class _Edit:
    """Applies rules to markup, and remembers the title found there."""

    def __init__(self, rules: SiteRules) -> None:
        self._rules = rules
        self.title = ""

    def edited(self, html: str) -> str:
        """Return the markup without what is dropped, and with the body's elements in one that is marked."""
        root = parse_tree(html)
        if root is None:
            return html
        if self._rules.title:
            self.title = next(filter(None, map(_shown_text, select(self._rules.title)(root))), "")
        for selector in self._rules.drop:
            for element in select(selector)(root):
                _take_out(element)
        if self._rules.body:
            _gather(select(self._rules.body)(root))
        return etree.tostring(root, encoding="unicode", method="html")


def _shown_text(element: etree._Element) -> str:
    text = element.get("content") if element.tag == "meta" else "".join(map(str, element.itertext()))
    return " ".join((text or "").split())


def _take_out(element: etree._Element) -> None:
    """Remove an element from its tree; the text behind it stays."""
    parent = element.getparent()
    if parent is not None:
        _leave_tail(element)
        parent.remove(element)


def _gather(elements: list[etree._Element]) -> None:
    """Put the elements, in order, into one marked element at the place of the first; those inside others stay there."""
    chosen = set(elements)
    outer = [element for element in elements if not any(above in chosen for above in element.iterancestors())]
    if not outer:
        return
    if outer[0].tag in ("html", "body"):
        outer[0].set("id", BODY_MARK)
        return
    box = etree.Element("div", {"id": BODY_MARK})
    outer[0].addprevious(box)
    for element in outer:
        _leave_tail(element)
        box.append(element)


def _leave_tail(element: etree._Element) -> None:
    """Give the text behind an element to what stands before it, so that it stays when the element goes."""
    tail, element.tail = element.tail, None
    before, parent = element.getprevious(), element.getparent()
    if before is not None:
        before.tail = (before.tail or "") + (tail or "")
    elif parent is not None:
        parent.text = (parent.text or "") + (tail or "")


def _with_ruled_body(document: Document) -> Document:
    for node, names in enumerate(document.nodes.names):
        if BODY_MARK in names.split():
            first, last = document.nodes.first[node], document.nodes.last[node]
            return replace(document, embedded=(first, last), features=document.features | {RULED_BODY})
    return document
