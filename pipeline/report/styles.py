"""A page's style sheets and style attributes with nothing left in them that could ask for anything.

What is let through is named: properties, at-rules, functions. Values are parsed, not searched: a URL is a token of its own kind,
however it is spelled. Source: https://www.w3.org/TR/css-syntax-3/
"""

from collections.abc import Iterable, Iterator
from typing import Any, Final

import tinycss2

_LOOK: Final = (
    "align-items background background-color border border-bottom border-collapse border-color border-left border-radius "
    "border-right border-spacing border-style border-top border-width box-sizing clear color column-count column-gap display "
    "flex flex-basis flex-direction flex-flow flex-grow flex-shrink flex-wrap float font font-family font-size font-style "
    "font-variant font-weight gap grid-template-columns height justify-content left letter-spacing line-height list-style-type "
    "margin margin-bottom margin-left margin-right margin-top max-height max-width min-height min-width opacity order overflow "
    "overflow-wrap overflow-x overflow-y padding padding-bottom padding-left padding-right padding-top position right "
    "bottom top text-align text-decoration text-indent text-overflow text-transform vertical-align visibility white-space width "
    "word-break word-spacing word-wrap writing-mode z-index zoom clip"
)
# As the page looked to its readers, text that they could not see included.
AS_SEEN: Final = frozenset(_LOOK.split())
# What can neither hide text nor fight with the colours of marks.
PLAIN: Final = frozenset(("font-style", "font-weight", "text-align", "vertical-align"))
_FUNCTIONS: Final = frozenset("rgb rgba hsl hsla calc min max clamp minmax repeat rect".split())
_MAX_CHARS: Final = 400_000
_MAX_DEPTH: Final = 8


def safe_declarations(css: str, properties: frozenset[str]) -> str:
    """Return the declarations of a style attribute that are harmless.

    >>> safe_declarations("color:red; background:url(//x.y/z); behavior:expression(1)", AS_SEEN)
    'color:red'
    """
    return ";".join(_declarations(tinycss2.parse_blocks_contents(css, skip_comments=True), properties))


def safe_sheet(css: str, properties: frozenset[str]) -> str:
    """Return the rules of a style sheet that are harmless; nothing of it can end the element it is put in.

    >>> safe_sheet("@import 'x.css'; p > a {color: red; cursor: url(x)} @media print {p {color: blue}}", AS_SEEN)
    'p > a {color:red}'
    """
    return "\n".join(_rules(tinycss2.parse_stylesheet(css[:_MAX_CHARS], skip_comments=True), properties, 0))


def _rules(nodes: Iterable[Any], properties: frozenset[str], depth: int) -> Iterator[str]:
    for node in nodes:
        if node.type == "qualified-rule":
            prelude = _written(node.prelude)
            declared = ";".join(_declarations(tinycss2.parse_blocks_contents(node.content), properties))
            if prelude and declared:
                yield f"{prelude} {{{declared}}}"
        elif node.type == "at-rule" and node.lower_at_keyword == "media" and node.content and depth < _MAX_DEPTH:
            prelude = _written(node.prelude)
            inner = tinycss2.parse_rule_list(node.content, skip_comments=True, skip_whitespace=True)
            rules = "\n".join(_rules(inner, properties, depth + 1))
            if prelude and rules and "print" not in prelude:
                yield f"@media {prelude} {{{rules}}}"


def _declarations(nodes: Iterable[Any], properties: frozenset[str]) -> Iterator[str]:
    for node in nodes:
        if node.type == "declaration" and node.lower_name in properties and _is_harmless(node.value):
            value = _written(node.value)
            if value:
                yield f"{node.lower_name}:{value}" + ("!important" if node.important else "")


def _is_harmless(tokens: Iterable[Any]) -> bool:
    for token in tokens:
        if token.type == "function" and not (token.lower_name in _FUNCTIONS and _is_harmless(token.arguments)):
            return False
        if token.type in ("url", "error", "at-keyword", "{} block", "() block", "[] block"):
            return False
    return True


def _written(tokens: Iterable[Any]) -> str:
    """Return tokens as text, "" where that could end the style element or the rule it stands in."""
    tokens = list(tokens)
    if any(token.type in ("url", "error", "bad-url", "{} block") for token in tokens):
        return ""
    text = str(tinycss2.serialize(tokens)).strip()
    return "" if any(sign in text for sign in ("<", "{", "}", "\\", "@", "/*")) else text
