"""Markup cut into tags and text by two regular expressions, as a browser cuts it and at the speed of the search.

First what is no markup is taken out: comments, declarations, and elements whose content is text of its own (scripts,
styles, titles, …). What is left is tags with text between them. Both run in time linear in the page, whatever it holds: quotes
without an end, brackets without an end, and tags without a name are passed over like a browser passes over them.
Source: https://html.spec.whatwg.org/multipage/parsing.html#tokenization
"""

import re
from collections.abc import Iterable, Iterator
from html import unescape
from typing import NamedTuple

# Elements whose content is text up to their own end tag.
RAW_TEXT = ("script", "style", "textarea", "title", "iframe", "xmp", "noembed", "noframes")
# Without an end tag these take the rest of the page with them; of the others only the tag is passed over.
TAKES_THE_REST = ("script", "style")
# Of a larger page the list of all its tags would take many times the page's own memory.
LARGE_CHARS = 1_000_000

# What breaks no line and shows nothing; characters beyond the last of these are Chinese, or marks of theirs.
NOTHING = "<wbr>"
_ASCII = "\u2e80"
# The look at the first letter spares most tags the look for each name.
_RAW = re.compile(rf"<(?:(?=[stixn])({'|'.join(RAW_TEXT)})(?=[\s/>])|!--|[!?]|/(?![a-z]))", re.IGNORECASE)
_ENDS = {tag: re.compile(rf"</{tag}(?=[\s/>])[^>]*>", re.IGNORECASE) for tag in RAW_TEXT}
# A quote opens a value behind an equals sign only: a stray one elsewhere would swallow the page.
_ATTRIBUTES = r"""[^<>=]*+(?:=\s*+(?:"[^"]*+"|'[^']*+')?+[^<>=]*+)*+"""
_TEXT = r"[^<]*+(?:<(?![a-zA-Z/])[^<]*+)*+"
_TAG = re.compile(rf"<(/?[a-zA-Z][^\s/<>]*+)({_ATTRIBUTES})>({_TEXT})")
_FIRST_TEXT = re.compile(_TEXT)
_START = re.compile(rf"<[a-zA-Z]++({_ATTRIBUTES})>")
# A value without quotes goes on to the next space: the slash of href=/news/ is its own.
_BARE_SLASH = re.compile(r"""=\s*+[^\s"'<>=]*+(?<=/)$""")
_ATTRIBUTE = re.compile(r"""([^\s"'<>/=]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'<>]+)))?""")


class Raw(NamedTuple):
    """An element whose content is text of its own: name in lower case, attributes as written, the text as written."""

    tag: str
    attributes: str
    text: str


def split_raw(source: str) -> tuple[str, list[Raw]]:
    """Return the markup without comments, declarations and raw-text elements, and those elements in order.

    A comment between two Chinese characters leaves a tag that means nothing, for what it holds apart.

    >>> split_raw("<p>a<!-- b --><SCRIPT x=1>c < d</script>e<!---->")
    ('<p>ae', [Raw(tag='script', attributes=' x=1', text='c < d')])
    >>> split_raw("<p>茶<!-- b -->叶")
    ('<p>茶<wbr>叶', [])
    """
    kept: list[str] = []
    raws: list[Raw] = []
    at = begin = 0
    search = _RAW.search
    while match := search(source, at):
        start, at = match.start(), match.end()
        if tag := match[1]:
            end = _raw_element(source, start, tag.lower(), raws)
        elif source.startswith("!--", start + 1):
            # `<!-->` is a comment too; one without an end is passed over like a tag, so that no text is lost.
            end = source.find("-->", start + 2) + 3
        else:
            end = 0
        if end < at:
            end = source.find(">", start) + 1 or at
        kept.append(source[begin:start])
        if not match[1] and source[start - 1 : start] > _ASCII < source[end : end + 1]:
            kept.append(NOTHING)
        at = begin = end
    if not kept:
        return source, raws
    kept.append(source[begin:])
    return "".join(kept), raws


def _raw_element(source: str, start: int, tag: str, raws: list[Raw]) -> int:
    """Keep the raw-text element that starts at `start`; return where it ends, 0 where it has no end."""
    opening = _START.match(source, start)
    if not opening:
        return 0
    end = _ENDS[tag].search(source, opening.end())
    if end:
        raws.append(Raw(tag, opening[1], source[opening.end() : end.start()]))
        return end.end()
    if tag in TAKES_THE_REST:
        raws.append(Raw(tag, opening[1], source[opening.end() :]))
        return len(source)
    if tag == "title":
        raws.append(Raw(tag, opening[1], source[opening.end() : source.find("<", opening.end())]))
    return opening.end()


def tags_of(markup: str) -> Iterable[tuple[str, ...]]:
    """Return (name as written, behind the slash of an end tag; attributes as written; text behind it) of each tag.

    Text before the first tag comes with an unnamed inline tag.

    >>> tags_of('1 < 2<a title="x>y" href=z>A</a>')
    [('b', '', '1 < 2'), ('a', ' title="x>y" href=z', 'A'), ('/a', '', '')]
    """
    if len(markup) > LARGE_CHARS:
        return _one_by_one(markup)
    return _TAG.findall("<b>" + markup)


def _one_by_one(markup: str) -> Iterator[tuple[str, ...]]:
    """Yield what `tags_of` returns; slower, and in no more memory than one tag takes."""
    before = _FIRST_TEXT.match(markup)
    yield "b", "", before[0] if before else ""
    for tag in _TAG.finditer(markup):
        yield tag.groups()


def ends_itself(written: str) -> bool:
    """Tell whether a tag with these attributes is its element's end, too.

    >>> ends_itself(' href="/news/"/'), ends_itself(" href=/news/"), ends_itself(" href=/news/ /")
    (True, False, True)
    """
    return written.endswith("/") and not _BARE_SLASH.search(written)


def attributes_of(written: str) -> dict[str, str]:
    """Return the attributes of a tag, names in lower case, values with their entities read; the first of a name counts.

    >>> attributes_of(' CLASS="a b" id=c hidden')
    {'class': 'a b', 'id': 'c', 'hidden': ''}
    """
    found: dict[str, str] = {}
    for name, double, single, bare in _ATTRIBUTE.findall(written):
        value = double or single or bare
        found.setdefault(name.lower(), unescape(value) if "&" in value else value)
    return found
