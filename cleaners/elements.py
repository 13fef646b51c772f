"""What the elements of HTML are to text: which bound it, which hold none of it, and which end which.

Source: https://html.spec.whatwg.org/multipage/parsing.html#parsing-main-inbody
"""

# Boxes come first: what holds text and bounds it.
BLOCK, CELL, INLINE, ANCHOR, BREAK, DROP, FLUSH, BOX_END, INLINE_END, ANCHOR_END, DROP_END = range(11)
# What the end tags of a kind are; those of the others are as their start tags.
_ENDS = {BLOCK: BOX_END, CELL: BOX_END, INLINE: INLINE_END, ANCHOR: ANCHOR_END, DROP: DROP_END}
_BLOCKS = (
    "address article aside blockquote body button caption center dd details dialog dir div dl dt fieldset figcaption "
    "figure footer frameset h1 h2 h3 h4 h5 h6 header hgroup html legend li main marquee menu nav noscript ol p "
    "pre search section summary table tbody tfoot thead tr ul"
).split()
_INLINES = "b i u s em strong span font img input label small big sub sup link meta time ins del svg path".split()
# Never text of the page.
_DROPPED = "template svg math select object canvas audio video".split()
_KINDS = {
    **dict.fromkeys(_INLINES, INLINE),
    **dict.fromkeys(_BLOCKS, BLOCK),
    # A form may begin and end across other elements, so it bounds text and holds none.
    "form": FLUSH,
    "br": BREAK,
    "hr": BREAK,
    "a": ANCHOR,
    "td": CELL,
    "th": CELL,
    **dict.fromkeys(_DROPPED, DROP),
}
# Kind and name in lower case of each tag as it is written in the pages of this world, all lower or all upper case.
KINDS = {written: (kind, tag) for tag, kind in _KINDS.items() for written in (tag, tag.upper())}
KINDS |= {f"/{written}": (_ENDS.get(kind, kind), tag) for written, (kind, tag) in KINDS.items()}


def kind_of(written: str) -> tuple[int, str]:
    """Return kind and name of a tag that is not in the table as it is written, a slash before the name of an end tag.

    >>> kind_of("Div"), kind_of("x-card"), kind_of("/X-card")
    ((0, 'div'), (2, 'x-card'), (8, 'x-card'))
    """
    tag = written.lower()
    return KINDS.get(tag) or ((INLINE_END, tag[1:]) if tag[0] == "/" else (INLINE, tag))


PLACES = {"noscript": "noscript", "marquee": "marquee"}

CAPTION_TAGS = frozenset(("figcaption", "caption"))
CELLS = frozenset(("td", "th"))
# What asks a reader for something.
FIELDS = frozenset(("fieldset", "legend", "button", "select", "option"))
HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
MAIN_HEADINGS = frozenset(("h1", "h2", "h3"))
_ENDS_PARAGRAPH = frozenset(_BLOCKS) - frozenset(
    "body button caption frameset html legend marquee noscript tbody tfoot thead tr".split()
)
# Elements that hold a line or a paragraph, and the start tags that end them where the author left the end tag out.
HOLDS_TEXT = {"p": _ENDS_PARAGRAPH, **dict.fromkeys(HEADINGS, HEADINGS)}
_LIST = frozenset(("p", "div", "address"))
_ROWS = frozenset(("tbody", "tfoot", "thead", "tr", "td", "th", "caption"))
# Start tag: the open elements that it ends, and those that it looks past on the way to them (None: any but a table).
ENDS_BEFORE: dict[str, tuple[frozenset[str], frozenset[str] | None]] = {
    "li": (frozenset(("li",)), _LIST),
    "dd": (frozenset(("dd", "dt")), _LIST),
    "dt": (frozenset(("dd", "dt")), _LIST),
    "td": (frozenset(("td", "th")), None),
    "th": (frozenset(("td", "th")), None),
    "tr": (frozenset(("tr", "td", "th", "caption")), None),
    "tbody": (_ROWS, None),
    "thead": (_ROWS, None),
    "tfoot": (_ROWS, None),
}
# End tags reach through anything but these; those of a table's parts reach up to the table, the table's own through all.
SCOPE = frozenset(("table", "td", "th", "caption", "marquee", "button"))
TABLE_SCOPE = frozenset(("table",))
SCOPES = {**dict.fromkeys(_ROWS, TABLE_SCOPE), "table": frozenset[str](), "li": SCOPE | {"ul", "ol"}}
