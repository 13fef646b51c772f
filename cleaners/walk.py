"""One walk over a page's tags, in document order, that leaves a `Document`.

No tree is built. What a browser's tree says of a story is which block-level element a text stands in, which link, and whether it
is hidden; a stack of the open block-level elements says the same, with the end tags that authors leave out supplied as the
standard supplies them, at any depth, and at a third of a tree's cost. The loop in `_read_tags` runs for every tag of every page
and decides the speed of the whole cleaner: it is one long function on purpose, and keeps what most tags need in local names.
A box's node is made only when text is found in it, so empty scaffolding costs next to nothing.
"""

import re
from collections import defaultdict
from html import unescape

from cleaners.attributes import Attributes
from cleaners.dom import Block, Document, Nodes, assemble, wide_chars
from cleaners.elements import (
    ANCHOR,
    ANCHOR_END,
    BLOCK,
    BOX_END,
    BREAK,
    CELL,
    DROP_END,
    ENDS_BEFORE,
    FLUSH,
    HEADINGS,
    HOLDS_TEXT,
    INLINE,
    INLINE_END,
    KINDS,
    PLACES,
    SCOPE,
    SCOPES,
    kind_of,
)
from cleaners.hidden import WHITE, is_white
from cleaners.markup import attributes_of, ends_itself, split_raw, tags_of
from cleaners.parts import links_of, offsets
from cleaners.unshown import Unshown

NOTED = frozenset(("meta", "link", "time", "input", "img"))
# A block below a picture that begins so is a heading, and no caption.
BOLD = frozenset(("strong", "b"))
# What stands above characters, and the brackets for browsers that cannot set it there; their end tags may be left out.
RUBY, GLOSSES = "ruby", frozenset(("rt", "rp"))
# A caption below a picture that nothing centres is set small, or grey.
_SMALL = re.compile(r"font-size:\s*1[0-4]px|[\s\"';]color:\s*(?:gr[ae]y|#([6-9ab])\1\1(?:\1{3})?\b)", re.IGNORECASE)
# How far up an end tag is matched, in open elements: a bound on the work, far above what authors nest.
REACH = 256
# Names and dates of credits, and what was put into sentences, stand in inline elements; longer blocks are few.
MAX_PIECED_CHARS = 1200
# A preformatted line of so many characters that ends otherwise was broken at a column's width.
MIN_BROKEN_CHARS, LINE_ENDS = 15, ("。", "！", "？", "」", "”", "…", "：", "─", "═")
# A link over more blocks than a card has lines was never closed: what follows is no link.
MAX_LINK_BLOCKS = 6


def _is_told(text: str) -> bool:
    """Tell whether a preformatted text is Chinese, and no program."""
    return 2 * wide_chars(text) > len("".join(text.split()))


class _Box:
    """A block-level element whose end has not come: what to restore then, and its node once text was found."""

    __slots__ = ("attributes", "hidden", "kind", "node", "place", "tag")

    def __init__(self, tag: str, kind: int, attributes: str, hidden: str, place: str) -> None:
        self.tag, self.kind, self.attributes = tag, kind, attributes
        self.hidden, self.place = hidden, place
        self.node = -1


# A link that opens no page.
WRITES_TO = ("mailto:", "tel:")


class Walk:
    """Reads one or more parts of a page, in order, into one `Document`."""

    def __init__(self) -> None:
        self._blocks: list[Block] = []
        # How many there are: one number for the block that comes next and for all nodes that begin or end there.
        self._count = 0
        self._nodes = Nodes([0], ["root"], [""], [0], [0], [0])
        self._unshown = Unshown()
        self._attributes = Attributes()
        self._hiding = False
        self._boxes: list[_Box] = []
        self._open: defaultdict[str, int] = defaultdict(int)
        # The inline element that hides its text: tag, elements of that tag open inside, boxes around it; and its evidence.
        self._veil: tuple[str, int, int] | None = None
        self._veiled = ""
        self._veil_start = 0
        # Attributes, as written, of inline elements that hide nothing.
        self._shown: set[str] = set()
        # Which parts of the open block such elements hide: first part, the one after the last, evidence.
        self._unseen: list[tuple[int, int, str]] = []
        # The element whose content is none of the page: tag, elements of that tag open inside, boxes around it.
        self._drop: tuple[str, int, int] | None = None
        self._parts: list[str] = []
        # Where links begin (href) and end ("") between the parts.
        self._turns: list[tuple[int, str]] = []
        self._hidden = self._place = self._href = ""
        # How many boxes stand around the open link: it ends with the innermost of them at the latest.
        self._link_depth = self._link_blocks = 0
        self._cell_before = -1
        # The index of the block that a picture stands right above, and whether the picture is centred.
        self._picture, self._picture_centred = -1, False

    def read_part(self, source: str, place: str = "") -> None:
        """Read one part of the page; its text gets `place` unless an element in it says otherwise."""
        markup, raws = split_raw(source)
        self._attributes.expect(markup)
        self._unshown.read_raws(raws, self._attributes)
        self._hiding = self._attributes.is_hiding
        self._place, self._href, self._veil, self._drop = place, "", None, None
        self._shown = set()
        base = _Box("root", BLOCK, "", "", place)
        base.node = 0
        self._boxes = [base]
        self._open = defaultdict(int)
        self._read_tags(markup)
        self._flush("")
        self._close_down_to(1)
        self._turns = []

    def document(self) -> Document:
        """Return what was read."""
        self._nodes.last[0] = self._count
        unshown = self._unshown
        return Document(
            blocks=self._blocks,
            nodes=self._nodes,
            title=unshown.title,
            metas=tuple(unshown.metas),
            times=tuple(unshown.times),
            scripts=tuple(unshown.scripts),
            canonical=unshown.canonical,
            language=unshown.language,
            features=frozenset(unshown.features),
            seen=assemble(self._blocks),
        )

    def _read_tags(self, markup: str) -> None:  # noqa: C901, PLR0912, PLR0915  (see the module's docstring)
        kinds, parts, boxes, shown = KINDS, self._parts, self._boxes, self._shown
        hiding = self._hiding
        for written, attributes, text in tags_of(markup):
            kind, tag = kinds.get(written) or kind_of(written)
            if kind == BOX_END:
                if parts:
                    self._flush("")
                if boxes[-1].tag == tag:
                    self._close_box()
                else:
                    self._close(tag)
            elif kind < INLINE:
                if parts:
                    self._flush("")
                self._open_box(tag, kind, attributes)
            elif kind == INLINE_END:
                if self._veil and self._veil[0] == tag:
                    self._lift_veil(attributes, closing=True)
                elif tag == RUBY and self._veil and self._veil[0] in GLOSSES:
                    self._end_gloss()
            elif kind == INLINE:
                if tag in GLOSSES and self._drop is None:
                    self._begin_gloss(tag)
                elif self._veil and self._veil[0] == tag:
                    self._lift_veil(attributes)
                if attributes:
                    if (
                        ("style=" in attributes or tag == "font" or (hiding and "class=" in attributes))
                        and attributes not in shown
                        and self._drop is None
                    ):
                        self._draw_veil(tag, attributes)
                    if tag in NOTED:
                        self._note(tag, attributes)
                if tag in BOLD and not any(map(str.strip, parts)):
                    self._picture = -1
            elif kind == ANCHOR_END:
                if self._href:
                    self._href = ""
                    self._turns.append((len(parts), ""))
                if self._veil and self._veil[0] == tag:
                    self._lift_veil(attributes, closing=True)
            elif kind == ANCHOR:
                if self._href:
                    self._href = ""
                    self._turns.append((len(parts), ""))
                if self._veil and self._veil[0] == tag:
                    self._lift_veil(attributes)
                if attributes:
                    others = self._open_link(attributes)
                    if ("style=" in others or (hiding and "class=" in others)) and others not in shown:
                        self._draw_veil(tag, others)
            elif kind == BREAK:
                self._flush(tag)
            elif kind == FLUSH:
                self._flush("")
            else:
                self._drop_element(tag, attributes, closing=kind == DROP_END)
            if text and (parts or not text.isspace()) and self._drop is None:
                if "&" in text:
                    text = unescape(text)  # noqa: PLW2901  (the text that is read)
                if "\n" in text and self._open.get("pre") and _is_told(text):
                    text = self._read_lines(text)  # noqa: PLW2901
                parts.append(text)

    def _read_lines(self, text: str) -> str:
        """Read the lines of a preformatted text but the last, which is returned; one that was broken at a column's width goes on."""
        *lines, last = text.split("\n")
        goes_on = False
        for line in lines:
            shown = line.strip() if goes_on else line.rstrip()
            goes_on = wide_chars(line) >= MIN_BROKEN_CHARS and not shown.endswith(LINE_ENDS)
            self._parts.append(shown)
            if not goes_on:
                self._flush("br")
        return last.lstrip() if goes_on else last

    def _note(self, tag: str, attributes: str) -> None:
        """Keep what an element without text says: meta, canonical link, time, password field; where a picture stands."""
        if tag == "img":
            if not any(map(str.strip, self._parts)):
                self._picture, self._picture_centred = self._count, self._is_centred()
        else:
            self._unshown.note(tag, attributes, self._count)

    def _is_centred(self) -> bool:
        """Tell whether the open box, or the one around it, says that it centres what it holds."""
        outer, inner = self._boxes[-2:][0], self._boxes[-1]
        return "center" in inner.attributes or "center" in outer.attributes or "center" in (inner.tag, outer.tag)

    def _within(self, inside: tuple[str, int, int], attributes: str, *, closing: bool) -> tuple[str, int, int] | None:
        """Count one more start or end of a tag inside an element of that tag; None when it was the element's own end."""
        tag, count, depth = inside
        if closing:
            return (tag, count - 1, depth) if count else None
        return inside if ends_itself(attributes) else (tag, count + 1, depth)

    def _draw_veil(self, tag: str, attributes: str) -> None:
        """Remember an inline element that hides its text."""
        if self._veil or self._hidden or ends_itself(attributes):
            return
        hidden = self._attributes.read(attributes)[1] or (WHITE if is_white(attributes) else "")
        if hidden:
            self._veil = (tag, 0, len(self._boxes))
            self._veiled = hidden
            self._veil_start = len(self._parts)
        else:
            self._shown.add(attributes)

    def _begin_gloss(self, tag: str) -> None:
        """Remember a gloss as text beside the paragraph's; the one before it may have no end tag."""
        if self._veil and self._veil[0] in GLOSSES:
            self._end_gloss()
        if not self._veil and not self._hidden:
            start = len(self._parts)
            # the bracket before it, for browsers that need one
            if self._unseen and self._unseen[-1][1:] == (start, RUBY):
                start = self._unseen.pop()[0]
            self._veil, self._veiled, self._veil_start = (tag, 0, len(self._boxes)), RUBY, start

    def _end_gloss(self) -> None:
        self._veil = None
        self._keep_veiled()

    def _keep_veiled(self) -> None:
        """Keep which parts stood behind the veil that ended."""
        if len(self._parts) > self._veil_start:
            self._unseen.append((self._veil_start, len(self._parts), self._veiled))

    def _lift_veil(self, attributes: str, *, closing: bool = False) -> None:
        """Count a tag of the hiding element's own name; with its end, keep which parts it hid."""
        if self._veil:
            self._veil = self._within(self._veil, attributes, closing=closing)
        if self._veil is None:
            self._keep_veiled()

    def _open_link(self, attributes: str) -> str:
        """Begin a link; return what its attributes say besides where it leads, which is much the same for many links."""
        if attributes[-1] == "/" and ends_itself(attributes):
            return ""
        before, found, behind = attributes.partition(' href="')
        if found:
            href, _, behind = behind.partition('"')
            href = unescape(href) if "&" in href else href
            attributes = before + behind
        else:
            href = attributes_of(attributes).get("href", "")
        if href and not href.startswith(WRITES_TO):
            self._href = href
            self._link_depth = len(self._boxes)
            self._link_blocks = 0
            self._turns.append((len(self._parts), href))
        return attributes

    def _drop_element(self, tag: str, attributes: str, *, closing: bool) -> None:
        """Begin or end an element whose content is none of the page."""
        if tag == "video" or (tag == "object" and not closing):
            self._unshown.features.add("video")
        if self._drop is None:
            if not closing and not ends_itself(attributes):
                self._drop = (tag, 0, len(self._boxes))
        elif self._drop[0] == tag:
            self._drop = self._within(self._drop, attributes, closing=closing)

    def _open_box(self, tag: str, kind: int, attributes: str) -> None:
        boxes = self._boxes
        ended_by = HOLDS_TEXT.get(boxes[-1].tag)
        if ended_by and tag in ended_by:
            self._close_box()
        if tag in ENDS_BEFORE:
            self._end_before(tag)
        elif tag == "html":
            self._unshown.language = self._unshown.language or attributes_of(attributes).get("lang", "")
        box = _Box(tag, kind, attributes, self._hidden, self._place)
        if attributes:
            if attributes[-1] == "/" and ends_itself(attributes):
                return
            if not self._hidden and ("style=" in attributes or self._hiding or "hidden" in attributes):
                self._hidden = self._attributes.read(attributes)[1]
        if tag in PLACES:
            self._place = self._place or PLACES[tag]
        elif tag == "tr":
            self._cell_before = -1
        boxes.append(box)
        self._open[tag] += 1

    def _end_before(self, tag: str) -> None:
        """End the open elements that a start tag ends: the item before an item, the cell before a cell."""
        ends, past = ENDS_BEFORE[tag]
        if not any(map(self._open.get, ends)):
            return
        boxes = self._boxes
        last = -1
        for at in range(len(boxes) - 1, max(0, len(boxes) - REACH), -1):
            above = boxes[at].tag
            if above in ends:
                last = at
                if past is not None:
                    break
            elif above == "table" if past is None else above not in past:
                break
        if last > 0:
            self._close_down_to(last)

    def _close(self, tag: str) -> None:
        """End the element that an end tag names, with all that is open in it; a tag that ends nothing bounds text."""
        boxes = self._boxes
        if not self._open.get(tag) or tag in ("body", "html"):
            return
        scope = SCOPES.get(tag, SCOPE)
        for at in range(len(boxes) - 1, max(0, len(boxes) - REACH), -1):
            above = boxes[at].tag
            if above == tag or (above in HEADINGS and tag in HEADINGS):
                self._close_down_to(at)
                return
            if above in scope:
                return

    def _close_down_to(self, at: int) -> None:
        while len(self._boxes) > at:
            self._close_box()

    def _close_box(self) -> None:
        """Close the innermost box, whose text is a block already."""
        box = self._boxes.pop()
        depth = len(self._boxes)
        self._open[box.tag] -= 1
        if box.node > 0:
            self._nodes.last[box.node] = self._count
            if box.kind == CELL:
                self._end_cell(box.node)
        self._hidden, self._place = box.hidden, box.place
        # Inline elements end with the box that holds them.
        if self._href and self._link_depth > depth:
            self._href = ""
            self._turns = []
        if self._veil and self._veil[2] > depth:
            self._veil = None
        if self._drop and self._drop[2] > depth:
            self._drop = None

    def _end_cell(self, node: int) -> None:
        """Join a cell of one block to the cell before it in the same row: a table's rows are lines."""
        first = self._nodes.first[node]
        single = self._count - first == 1
        if single and self._cell_before == first - 1 >= 0:
            self._blocks[first].joint = "\t"
        self._cell_before = first if single else -1

    def _flush(self, tag: str) -> None:
        """End the block, if it has any text; `tag` names the break that ended it."""
        parts = self._parts
        if parts:
            if text := " ".join("".join(parts).split()):
                links = links_of(parts, self._turns, text) if self._turns else ()
                box, index = self._boxes[-1], self._count
                node = box.node if box.node >= 0 else self._make_node()
                block = Block(index, text, node, tag or box.tag, links, self._hidden, self._place)
                self._blocks.append(block)
                self._count = index + 1
                if len(parts) > 1 and len(text) <= MAX_PIECED_CHARS:
                    block.pieces = tuple(parts)
                if index == self._picture:
                    small = self._picture_centred or _SMALL.search(box.attributes)
                    block.pictured = bool(small) and self._is_centred()
                if self._veil or self._unseen:
                    self._mark_unseen(block)
            parts.clear()
            if self._unseen:
                self._unseen = []
            self._veil_start = 0
            if self._href:
                self._link_blocks += 1
        if self._turns or self._href:
            if self._link_blocks > MAX_LINK_BLOCKS:
                self._unlink()
            self._turns = [(0, self._href)] if self._href else []

    def _unlink(self) -> None:
        """End a link that was never closed, and take it off the blocks that it ran over; the first keeps it."""
        for block in self._blocks[1 - self._link_blocks :]:
            block.links = tuple(link for link in block.links if link.href != self._href)
        self._href = ""

    def _mark_unseen(self, block: Block) -> None:
        """Write into the block which stretches of it are hidden; one that is hidden as a whole says so itself."""
        count = len(self._parts)
        if self._veil and count > self._veil_start:
            self._unseen.append((self._veil_start, count, self._veiled))
        if len(self._unseen) == 1:
            first, last, evidence = self._unseen[0]
            if not any(map(str.strip, (*self._parts[:first], *self._parts[last:]))):
                if evidence != WHITE:
                    block.hidden = block.hidden or evidence
                return
        begins, ends = offsets(self._parts)
        block.unseen = tuple((begins[start], ends[end], evidence) for start, end, evidence in self._unseen)

    def _make_node(self) -> int:
        """Make nodes for the open boxes that have none yet, outermost first; return the innermost one's."""
        nodes, boxes = self._nodes, self._boxes
        at = len(boxes) - 1
        while boxes[at].node < 0:
            at -= 1
        node, count = boxes[at].node, self._count
        depth = nodes.depth[node]
        for box in boxes[at + 1 :]:
            nodes.parent.append(node)
            nodes.tag.append(box.tag)
            nodes.names.append(self._attributes.read(box.attributes)[0] if box.attributes else "")
            depth += 1
            nodes.depth.append(depth)
            nodes.first.append(count)
            nodes.last.append(count)
            node = box.node = len(nodes.tag) - 1
        return node
