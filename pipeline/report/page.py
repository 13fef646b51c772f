"""A page as it may be shown: what it says and how it looks, without a script, a request, a form or a link that leads anywhere.

Two walls, one behind the other. What is written here is made of named elements and attributes alone, all text escaped; and the
result goes through Ammonia (nh3), which parses it as a browser does and lets the same names through. Whoever shows it adds two
more: a policy that forbids every request, and a frame in which no script runs.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from html import escape
from typing import Final

import nh3

from cleaners.elements import BLOCK, CELL, DROP, kind_of
from cleaners.markup import attributes_of
from pipeline.report.pieces import Piece, pieces_within
from pipeline.report.placing import Placed
from pipeline.report.scan import Token
from pipeline.report.styles import AS_SEEN, PLAIN, safe_declarations, safe_sheet

_SHOWN: Final = frozenset(
    (
        "a abbr address article aside b big blockquote br caption center cite code col colgroup dd del dfn div dl dt em figcaption "
        "figure font footer h1 h2 h3 h4 h5 h6 header hr i img ins kbd li main nav ol p pre q s samp section small span strike "
        "strong sub sup table tbody td tfoot th thead time tr tt u ul var wbr"
    ).split()
)
_PASSED_OVER: Final = frozenset(
    "html head body input link meta base param source track embed frame area path keygen".split()
)
_EMPTY: Final = frozenset("br hr img wbr col".split())
_ATTRIBUTES: Final = frozenset(
    "class id style align valign colspan rowspan dir lang alt width height color size bgcolor hidden".split()
)
# Fixed sizes and hiding are for the original view alone: marks must be seen, on narrow screens too.
_LOOKS: Final = frozenset("class id width height color size bgcolor hidden".split())
_MARK: Final = frozenset("class data-s data-at tabindex title".split())
_MAX_ATTRIBUTE_CHARS: Final = 2000


@dataclass(frozen=True, slots=True)
class SafePage:
    """Markup of a page's body; `sheet` holds the page's own rules, `body_attributes` what its body had, written."""

    markup: str
    sheet: str = ""
    body_attributes: str = ""


def original_view(placed: Placed, seen: str) -> SafePage:
    """Return the page as its readers saw it, as far as its own markup and styles say."""
    sheets = [
        safe_sheet(token.content, AS_SEEN) for token in placed.tokens if token.kind == "raw" and token.name == "style"
    ]
    body = next((token for token in placed.tokens if token.kind == "tag" and token.name == "body"), None)
    written = "".join(_attributes("body", body.content, marked=False)) if body else ""
    return SafePage(_sanitised("".join(_original(placed, seen))), "\n".join(filter(None, sheets)), written)


def marked_view(placed: Placed, seen: str, pieces: list[Piece]) -> SafePage:
    """Return the page with every seen character in a mark that names its piece; what was hidden is shown."""
    return SafePage(_sanitised("".join(_marked(placed, seen, pieces))))


def marked_lines(seen: str, pieces: list[Piece], span: tuple[int, int]) -> str:
    """Return a range of the seen text as marked paragraphs, a line each: for text that has no markup."""
    start, end = span
    shown, at = [], start
    for line in seen[start:end].split("\n"):
        if line:
            shown.append(f"<p>{''.join(_marks(seen, pieces, at, at + len(line)))}</p>")
        at += len(line) + 1
    return _sanitised("".join(shown))


def _sanitised(markup: str) -> str:
    return nh3.clean(
        markup,
        tags={*_SHOWN, "mark"},
        attributes={"*": set(_ATTRIBUTES), "mark": set(_MARK)},
        url_schemes=set(),
        link_rel=None,
    )


def _original(placed: Placed, seen: str) -> Iterator[str]:
    for index, token in enumerate(placed.tokens):
        if token.kind == "text":
            if index in placed.ranges:
                start, end = placed.ranges[index]
                yield escape(seen[start:end].replace("\n", " ").replace("\t", " "))
            elif token.content.isspace():
                yield " "
        else:
            yield from _tag(token, marked=False)


def _marked(placed: Placed, seen: str, pieces: list[Piece]) -> Iterator[str]:
    for index, token in enumerate(placed.tokens):
        if index in placed.ranges:
            yield from _marks(seen, pieces, *placed.ranges[index])
        elif token.kind != "text":
            yield from _tag(token, marked=True)


def _marks(seen: str, pieces: list[Piece], start: int, end: int) -> Iterator[str]:
    """Yield the marks of a range; the joints between blocks are no characters of the page and stay out."""
    for piece in pieces_within(pieces, start, end):
        at = max(start, piece.start)
        text = seen[at : min(end, piece.end)]
        bare = text.strip("\n\t")
        if not bare:
            continue
        at += len(text) - len(text.lstrip("\n\t"))
        told = f' tabindex="0" title="{escape(piece.told)}"' if at == piece.first else f' title="{escape(piece.told)}"'
        told = "" if piece.span < 0 else told
        yield f'<mark class="{piece.stage}" data-s="{piece.span}" data-at="{at}"{told}>{escape(bare)}</mark>'


def _tag(token: Token, *, marked: bool) -> Iterator[str]:
    name = _shown_as(token.name)
    if not name or token.kind == "raw":
        return
    if token.kind == "end":
        if name not in _EMPTY:
            yield f"</{name}>"
        return
    yield f"<{name}{''.join(_attributes(name, token.content, marked=marked))}>"


def _shown_as(tag: str) -> str:
    """Return the element that stands for one of the page, "" for none."""
    if tag in _SHOWN:
        return tag
    kind, _ = kind_of(tag)
    if tag in _PASSED_OVER or kind == DROP:
        return ""
    return "div" if kind in (BLOCK, CELL) else "span"


def _attributes(tag: str, written: str, *, marked: bool) -> Iterator[str]:
    for name, value in attributes_of(written).items() if written else ():
        if name not in _ATTRIBUTES or (marked and name in _LOOKS) or len(value) > _MAX_ATTRIBUTE_CHARS:
            continue
        if name == "alt" and tag != "img":
            continue
        shown = safe_declarations(value, PLAIN if marked else AS_SEEN) if name == "style" else value
        if shown or name in ("alt", "hidden"):
            yield f' {name}="{escape(shown)}"'
