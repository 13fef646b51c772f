"""A page's markup as tokens with their places, cut as `cleaners.markup` cuts it.

The cleaners keep no places, since nothing they do needs one. What is found here is never trusted by itself: `placing.py` holds it
against the text that the cleaners saw.
"""

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from cleaners.markup import RAW_TEXT, TAKES_THE_REST

_ATTRIBUTES: Final = r"""(?:[^<>=]++|=\s*+(?:"[^"]*+"|'[^']*+')?+)*+"""
_TAG: Final = re.compile(rf"<(/?)([a-zA-Z][^\s/<>]*+)({_ATTRIBUTES})>")
_OPENING: Final = re.compile(r"<(?=[a-zA-Z/!?])")
_ENDS: Final = {tag: re.compile(rf"</{tag}(?=[\s/>])[^>]*>", re.IGNORECASE) for tag in RAW_TEXT}


class Token(NamedTuple):
    """A tag, a raw-text element or a run of text; `start` and `end` are its place in the markup.

    `kind` is "text", "tag", "end" or "raw". `name` is a tag's in lower case; `content` is a tag's attributes as written, a run's
    text as written, or what a raw-text element holds.
    """

    kind: str
    start: int
    end: int
    name: str
    content: str


def scan(markup: str) -> Iterator[Token]:
    """Yield the tokens of a page in order; comments and declarations are none.

    >>> [(token.kind, token.name, token.content) for token in scan('1<!-- 2 --><p id=a>3</p><style>4</style>')]
    [('text', '', '1'), ('tag', 'p', ' id=a'), ('text', '', '3'), ('end', 'p', ''), ('raw', 'style', '4')]
    """
    at = 0
    last_bracket, last_comment = markup.rfind(">"), markup.rfind("-->")
    unended: set[str] = set()  # raw-text elements whose end has been looked for in vain: each is looked for once
    while at < len(markup):
        opening = _OPENING.search(markup, at)
        begin = opening.start() if opening else len(markup)
        if begin > at:
            yield Token("text", at, begin, "", markup[at:begin])
        if not opening:
            return
        tag = _TAG.match(markup, begin)
        if not tag:
            is_comment = markup.startswith("<!--", begin) and begin + 2 <= last_comment
            bracket = markup.find(">", begin) + 1 if begin <= last_bracket else begin + 1
            at = markup.find("-->", begin + 2) + 3 if is_comment else bracket
            continue
        at = tag.end()
        name = tag[2].lower()
        if tag[1]:
            yield Token("end", begin, at, name, "")
        elif name in _ENDS:
            token = _raw(markup, tag, name, unended)
            at = token.end
            yield token
        else:
            yield Token("tag", begin, at, name, tag[3])


def _raw(markup: str, tag: re.Match[str], name: str, unended: set[str]) -> Token:
    end = None if name in unended else _ENDS[name].search(markup, tag.end())
    if end:
        return Token("raw", tag.start(), end.end(), name, markup[tag.end() : end.start()])
    unended.add(name)
    last = len(markup) if name in TAKES_THE_REST else tag.end()
    return Token("raw", tag.start(), last, name, markup[tag.end() : last])
