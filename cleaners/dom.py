"""A page as the cleaners see it: blocks of text in document order, and the elements that hold them.

A `Block` is the text between two block-level boundaries (or `<br>`s), with its links. `Nodes` is the tree of block-level
elements that hold text; a node's blocks are one contiguous range, so a subtree is a range too. `Document.seen` joins all
blocks into the text that every offset in the audit refers to.
"""

from dataclasses import dataclass, field
from typing import NamedTuple

CLAUSE_MARKS = "，。；！？、："
# What stands between two cells of a row.
CELL_JOINT = "\t"


class Link(NamedTuple):
    """An anchor inside a block: character offsets into the block's text, and where it points."""

    start: int
    end: int
    href: str


@dataclass(slots=True, eq=False)
class Block:
    """Text between two block boundaries, whitespace collapsed.

    `node` indexes `Nodes`; `tag` is the nearest block-level element's. `hidden` holds the evidence that the text is not
    shown ("" when shown), `place` is "" for ordinary text, else "before_html", "after_html", "noscript" or "marquee".
    `pieces` are the texts between the tags inside a short block that has any, as written: what a page shows apart may
    stand there without a space. `joint` is what stands between this block and the one before it; `unseen` holds (start, end,
    evidence) of stretches that an inline element hides; `rule` remembers the rule for lines of its text, None until somebody
    asked.
    `pictured` tells that the block is centred right below a picture, with nothing between them; the picture is, too, or the
    block is set small or grey.
    `wide` counts characters outside ASCII's width: Han, kana and their punctuation.
    """

    index: int
    text: str
    node: int
    tag: str
    links: tuple[Link, ...] = ()
    hidden: str = ""
    place: str = ""
    joint: str = "\n"
    start: int = 0
    wide: int = 0
    link_chars: int = 0
    unseen: tuple[tuple[int, int, str], ...] = ()
    pieces: tuple[str, ...] = ()
    rule: str | None = None
    pictured: bool = False

    @property
    def end(self) -> int:
        """Offset in the seen text just after the block."""
        return self.start + len(self.text)

    @property
    def shown(self) -> str:
        """The text without the stretches that an inline element hides; all of it where nothing is left."""
        if not self.unseen:
            return self.text
        pieces, at = list[str](), 0
        for start, end, _ in self.unseen:
            pieces.append(self.text[at:start])
            at = max(at, end)
        return "".join((*pieces, self.text[at:])).strip() or self.text

    @property
    def unlinked(self) -> str:
        """The text without what its links hold."""
        pieces, at = list[str](), 0
        for link in self.links:
            pieces.append(self.text[at : link.start])
            at = link.end
        return "".join((*pieces, self.text[at:]))

    @property
    def link_density(self) -> float:
        """Share of the block's characters inside links, in [0, 1]; an empty block counts as 1."""
        return self.link_chars / len(self.text) if self.text else 1.0


@dataclass(slots=True)
class Nodes:
    """The block-level elements that hold text, as parallel lists in document order.

    `names` is the element's id, class, role and itemprop in lower case, joined by spaces; the blocks of node `i` are
    `first[i]` up to (not including) `last[i]`. Node 0 is the root and is its own parent.
    """

    parent: list[int] = field(default_factory=list)
    tag: list[str] = field(default_factory=list)
    names: list[str] = field(default_factory=list)
    depth: list[int] = field(default_factory=list)
    first: list[int] = field(default_factory=list)
    last: list[int] = field(default_factory=list)

    def __len__(self) -> int:
        return len(self.parent)

    def path(self, node: int) -> list[int]:
        """Return the nodes from `node` up to the root, both included."""
        path = [node]
        while node:
            node = self.parent[node]
            path.append(node)
        return path


@dataclass(slots=True)
class Document:
    """All that is read from one page, in one walk.

    `metas` holds (name, content) of meta elements, names in lower case (name, property, itemprop or http-equiv); `times`
    holds (datetime attribute, index of the next block) of time elements; `scripts` holds (type, text) of scripts that may
    carry data; `canonical` is the canonical link's address as written; `features` names what the page holds besides text:
    "video", "password"; `embedded` is the range of blocks whose text stood in a script, or that the user has ruled to be the
    story, empty for most pages; `ruled_title` is the title that the user's rules
    select, or that stands beside a story in a script; `listed` are the blocks that are excerpts in lists of stories.
    """

    blocks: list[Block]
    nodes: Nodes
    title: str = ""
    metas: tuple[tuple[str, str], ...] = ()
    times: tuple[tuple[str, int], ...] = ()
    scripts: tuple[tuple[str, str], ...] = ()
    canonical: str = ""
    language: str = ""
    features: frozenset[str] = frozenset()
    embedded: tuple[int, int] = (0, 0)
    ruled_title: str = ""
    media: str = "html"
    seen: str = ""
    listed: frozenset[int] = frozenset()

    def meta(self, *names: str) -> str:
        """Return the content of the first named meta element that has any, names tried in order; "" without one."""
        for name in names:
            for key, content in self.metas:
                if key == name and content:
                    return content
        return ""

    def text_of(self, first: int, last: int) -> str:
        """Return the seen text of blocks `first` up to (not including) `last`."""
        return self.seen[self.blocks[first].start : self.blocks[last - 1].end] if last > first else ""


def wide_chars(text: str) -> int:
    """Return how many characters lie outside ASCII, each CJK one counted once, at the cost of one encoding.

    >>> wide_chars("新闻 AB")
    2
    """
    return (len(text.encode("utf-8", "surrogatepass")) - len(text)) // 2


def assemble(blocks: list[Block]) -> str:
    """Return the seen text of `blocks` and write each one's offset, width and linked characters into it."""
    pieces: list[str] = []
    at = 0
    for block in blocks:
        if block.index:
            pieces.append(block.joint)
            at += len(block.joint)
        pieces.append(block.text)
        block.start = at
        at += len(block.text)
        block.wide = wide_chars(block.text)
        if block.links:
            block.link_chars = 0
            for start, end, _ in block.links:
                block.link_chars += end - start
    return "".join(pieces)


def document_of_lines(text: str) -> Document:
    """Return a plain-text document as blocks, a line each, the cells between its tabs as pieces; blank lines part groups, a node each."""
    nodes = Nodes([0], ["body"], [""], [0], [0], [0])
    blocks: list[Block] = []
    node = 0
    for raw in text.split("\n"):
        line = " ".join(raw.split())
        if not line:
            node = 0
            continue
        if not node:
            node = len(nodes)
            for column, value in zip(
                (nodes.parent, nodes.tag, nodes.names, nodes.depth, nodes.first, nodes.last),
                (0, "p", "", 1, len(blocks), len(blocks)),
                strict=True,
            ):
                column.append(value)  # type: ignore[attr-defined]
        cells = tuple(filter(None, map(str.strip, raw.split("\t")))) if "\t" in raw.strip() else ()
        blocks.append(Block(len(blocks), line, node, "p", pieces=cells))
        nodes.last[node] = len(blocks)
    nodes.last[0] = len(blocks)
    return Document(blocks, nodes, media="text", seen=assemble(blocks))
