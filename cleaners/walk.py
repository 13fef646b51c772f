"""One walk over an element tree, in document order, that leaves a `Document`.

The loop in `_read_elements` runs for every element of every page and decides the speed of the whole cleaner: it is one
long function on purpose, keeps its state in locals and methods of one object, and handles elements without children on the
spot. An element's node is made only when text is found under it, so empty scaffolding costs nothing.
"""

from typing import cast

from lxml import etree

from cleaners.dom import Block, Document, Link, Nodes, assemble
from cleaners.hidden import HiddenNames, hidden_names, style_hides

INLINE, BLOCK, BREAK, ANCHOR, CELL = range(5)
# Inline: every element not named here.
KINDS = {
    **dict.fromkeys(
        (
            "address article aside blockquote body button caption center dd details dialog dir div dl dt fieldset figcaption "
            "figure footer form frameset h1 h2 h3 h4 h5 h6 header hgroup html legend li main marquee menu nav noscript ol p "
            "pre section summary table tbody tfoot thead tr ul"
        ).split(),
        BLOCK,
    ),
    "br": BREAK,
    "hr": BREAK,
    "a": ANCHOR,
    "td": CELL,
    "th": CELL,
}
# Never text of the page; scripts and styles are read before they are dropped.
DROPPED = (
    "script",
    "style",
    "template",
    "svg",
    "math",
    "select",
    "textarea",
    "iframe",
    "object",
    "canvas",
    "title",
    "audio",
    "video",
)
PLACES = {"noscript": "noscript", "marquee": "marquee"}
NAME_ATTRIBUTES = frozenset(("id", "class", "role", "itemprop"))
DATA_SCRIPT_MIN_CHARS = 80


class _Open:
    """An element whose end has not come: what to restore then, and its node once text was found."""

    __slots__ = ("element", "hidden", "href", "kind", "names", "node", "place", "tag")

    def __init__(self, element: etree._Element | None, tag: str, kind: int, hidden: str, place: str, href: str) -> None:
        self.element, self.tag, self.kind = element, tag, kind
        self.hidden, self.place, self.href = hidden, place, href
        self.names = ""
        self.node = -1


class Walk:
    """Reads one or more trees of a page, in order, into one `Document`."""

    def __init__(self) -> None:
        self._blocks: list[Block] = []
        self._nodes = Nodes([0], ["root"], [""], [0], [0], [0])
        self._metas: list[tuple[str, str]] = []
        self._times: list[tuple[str, int]] = []
        self._scripts: list[tuple[str, str]] = []
        self._title = self._canonical = self._language = ""
        self._features: set[str] = set()
        self._hidden_names = HiddenNames()
        self._stack: list[_Open] = []
        self._boxes: list[_Open] = []
        self._parts: list[str] = []
        self._links: list[Link] = []
        self._length = self._link_start = 0
        self._gap = False
        self._hidden = self._place = self._href = ""
        self._cell_before = -1
        self._unseen: list[tuple[int, int, str]] = []
        self._unseen_start = -1

    def read(self, root: etree._Element, place: str = "") -> None:
        """Read one tree; its text gets `place` unless an element in it says otherwise."""
        self._read_head(root)
        etree.strip_elements(root, *DROPPED, with_tail=False)
        self._place = place
        base = _Open(None, "root", BLOCK, "", place, "")
        base.node = 0
        self._stack = [base]
        self._boxes = [base]
        self._read_elements(root)
        while len(self._stack) > 1:
            self._close()
        self._flush("")

    def document(self) -> Document:
        """Return what was read."""
        self._nodes.last[0] = len(self._blocks)
        return Document(
            blocks=self._blocks,
            nodes=self._nodes,
            title=self._title,
            metas=tuple(self._metas),
            times=tuple(self._times),
            scripts=tuple(self._scripts),
            canonical=self._canonical,
            language=self._language,
            features=frozenset(self._features),
            seen=assemble(self._blocks),
        )

    def _read_head(self, root: etree._Element) -> None:
        self._language = self._language or root.get("lang") or ""
        for element in root.iter("title"):
            title = " ".join((element.text or "").split())
            if title and not self._title and not any(a.tag == "svg" for a in element.iterancestors()):
                self._title = title
        for element in root.iter("meta"):
            name = (
                element.get("name") or element.get("property") or element.get("itemprop") or element.get("http-equiv")
            )
            content = element.get("content")
            if name and content:
                self._metas.append((name.strip().lower(), " ".join(content.split())))
        for element in root.iter("link"):
            if (element.get("rel") or "").lower() == "canonical" and not self._canonical:
                self._canonical = (element.get("href") or "").strip()
        if next(root.iter("video"), None) is not None:
            self._features.add("video")
        if any((element.get("type") or "").lower() == "password" for element in root.iter("input")):
            self._features.add("password")
        scripts = [(element.get("type") or "", element.text or "") for element in root.iter("script")]
        self._scripts += [(kind.lower(), text) for kind, text in scripts if len(text) >= DATA_SCRIPT_MIN_CHARS]
        styles = [element.text or "" for element in root.iter("style")]
        self._hidden_names |= hidden_names(styles, [text for _, text in scripts])

    def _read_elements(self, root: etree._Element) -> None:  # noqa: C901, PLR0912  (see the module's docstring)
        stack, kinds, add = self._stack, KINDS, self._add
        for element in root.iter(etree.Element):
            if len(stack) > 1:
                parent = element.getparent()
                while len(stack) > 1 and stack[-1].element is not parent:
                    self._close()
            tag = element.tag
            kind = kinds.get(tag, INLINE)
            text = element.text
            if kind == INLINE:
                if tag in ("time", "meta"):
                    self._note(element)
                style = element.get("style")
                if len(element) or (style and text):
                    self._open(element, kind, style)
                    if text:
                        add(text)
                    continue
                if text:
                    add(text)
            elif kind == BREAK:
                self._flush(tag)
            elif kind == ANCHOR:
                self._open(element, kind, element.get("style"))
                if text:
                    add(text)
                continue
            else:
                self._open_box(element, kind)
                if text:
                    add(text)
                continue
            tail = element.tail
            if tail:
                add(tail)

    def _note(self, element: etree._Element) -> None:
        """Keep a time element's machine-readable value, and a meta element's that stands in the body (microdata)."""
        value = element.get("datetime")
        if value:
            self._times.append((value, len(self._blocks)))

    def _open(self, element: etree._Element, kind: int, style: str | None) -> None:
        opened = _Open(element, "", kind, self._hidden, self._place, self._href)
        self._stack.append(opened)
        names = element.get("class")
        if not self._hidden and (style or (names and self._hidden_names)):
            self._hidden = style_hides(style or "") or self._hidden_names.match(names or "", "")
            if self._hidden:
                self._unseen_start = self._length
        if kind == ANCHOR:
            self._end_link()
            self._href = element.get("href") or ""
            self._link_start = self._length

    def _open_box(self, element: etree._Element, kind: int) -> None:
        tag = element.tag
        self._flush("")
        opened = _Open(element, tag, kind, self._hidden, self._place, self._href)
        names = classes = identity = style = ""
        for key, value in cast("list[tuple[str, str]]", element.items()):
            if key in NAME_ATTRIBUTES:
                names += " " + value
                if key == "class":
                    classes = value
                elif key == "id":
                    identity = value
            elif key == "style":
                style = value
            elif key == "hidden" or (key == "aria-hidden" and value == "true"):
                style += ";display:none"
        if (style or self._hidden_names) and not self._hidden:
            self._hidden = style_hides(style) or self._hidden_names.match(classes, identity)
        opened.tag = tag
        opened.names = names.lower()
        if tag in PLACES:
            self._place = self._place or PLACES[tag]
        if tag == "tr":
            self._cell_before = -1
        self._stack.append(opened)
        self._boxes.append(opened)

    def _close(self) -> None:
        opened = self._stack.pop()
        if opened.kind == ANCHOR:
            self._end_link()
        elif opened.kind in (BLOCK, CELL):
            self._flush("")
            self._boxes.pop()
            if opened.node > 0:
                self._nodes.last[opened.node] = len(self._blocks)
                if opened.kind == CELL:
                    self._end_cell(opened.node)
        if self._hidden and not opened.hidden and self._unseen_start >= 0:
            if self._length > self._unseen_start:
                self._unseen.append((self._unseen_start, self._length, self._hidden))
            self._unseen_start = -1
        self._hidden, self._place, self._href = opened.hidden, opened.place, opened.href
        if self._href:
            self._link_start = self._length
        tail = opened.element.tail if opened.element is not None else None
        if tail:
            self._add(tail)

    def _end_cell(self, node: int) -> None:
        """Join a cell of one block to the cell before it in the same row: a table's rows are lines."""
        first = self._nodes.first[node]
        single = len(self._blocks) - first == 1
        if single and self._cell_before == first - 1 >= 0:
            self._blocks[first].joint = "\t"
        self._cell_before = first if single else -1

    def _add(self, text: str) -> None:
        words = text.split()
        if not words:
            self._gap = True
            return
        if self._length and (self._gap or text[0].isspace()):
            self._parts.append(" ")
            self._length += 1
            if self._link_start == self._length - 1 and self._href:
                self._link_start = self._length
        piece = words[0] if len(words) == 1 else " ".join(words)
        self._parts.append(piece)
        self._length += len(piece)
        self._gap = text[-1].isspace()

    def _end_link(self) -> None:
        if self._href and self._length > self._link_start:
            self._links.append(Link(self._link_start, self._length, self._href))
        self._link_start = self._length

    def _flush(self, tag: str) -> None:
        """End the block, if it has any text; `tag` names the break that ended it."""
        if not self._parts:
            self._gap = False
            return
        self._end_link()
        box = self._boxes[-1]
        node = box.node if box.node >= 0 else self._make_node()
        block = Block(
            len(self._blocks), "".join(self._parts), node, tag or box.tag, tuple(self._links), self._hidden, self._place
        )
        if self._unseen:
            block.unseen = tuple(self._unseen)
            self._unseen = []
        self._unseen_start = -1
        self._blocks.append(block)
        self._forget_text()

    def _forget_text(self) -> None:
        self._parts = []
        self._links = []
        self._length = self._link_start = 0
        self._gap = False

    def _make_node(self) -> int:
        """Make nodes for the open boxes that have none yet, outermost first; return the innermost one's."""
        nodes, boxes = self._nodes, self._boxes
        at = len(boxes) - 1
        while boxes[at].node < 0:
            at -= 1
        for above, box in zip(boxes[at:], boxes[at + 1 :], strict=False):
            box.node = len(nodes.parent)
            nodes.parent.append(above.node)
            nodes.tag.append(box.tag)
            nodes.names.append(box.names)
            nodes.depth.append(nodes.depth[above.node] + 1)
            nodes.first.append(len(self._blocks))
            nodes.last.append(len(self._blocks))
        return boxes[-1].node
