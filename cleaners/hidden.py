"""Evidence that text is not shown: inline style, a style sheet in the page, a script that hides an element.

Hidden is evidence and never a verdict: whole articles stand in `visibility:hidden` until a script shows them.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache

# One entry a trick, with the name the audit shows, and what it cannot do without; in the order tried, in lower case. A pattern
# that begins with a letter is searched for many times faster than one that first looks behind.
STYLE_TRICKS = (
    ("display_none", "none", r"display\s*:\s*none"),
    ("visibility_hidden", "visibility", r"visibility\s*:\s*(?:hidden|collapse)"),
    ("off_screen", "-", r"(?:text-indent|left|top|right)\s*:\s*-\d{3}"),
    ("zero_size", "0", r"(?:font-size|line-height)\s*:\s*0(?:px|pt|em|%)?\s*(?:;|$|!)"),
    ("tiny", "size", r"font-size\s*:\s*(?:0?\.\d+|1)(?:px|pt)\s*(?:;|$|!)"),
    ("colourless", "transparent", r"color(?<![\w-]color)\s*:\s*transparent"),
    (
        "clipped",
        "overflow",
        r"(?:height|width)\s*:\s*[01](?:px|pt)?\s*;.*overflow\s*:\s*hidden|overflow\s*:\s*hidden\s*;.*(?:height|width)\s*:\s*[01](?:px|pt)?\s*(?:;|$)",
    ),
    ("transparent", "opacity", r"opacity(?<![\w-]opacity)\s*:\s*0?(?:\.0+)?\s*(?:;|$|!)"),
    (
        "white_on_white",
        "background",
        r"color(?<![\w-]color)\s*:\s*(#fff(?:fff)?|white)\b.*background(?:-color)?\s*:\s*\1\b",
    ),
)
_TRICKS = tuple((name, word, re.compile(pattern, re.DOTALL)) for name, word, pattern in STYLE_TRICKS)
# A style without any of these plays no trick; most styles end here, at a tenth of a regular expression's cost.
_TRICK_WORDS = (
    "none",
    "hidden",
    "collapse",
    "-9",
    "-1",
    "-2",
    "-3",
    "-4",
    "-5",
    "size",
    "height",
    "opacity",
    "fff",
    "white",
    "transparent",
    "NONE",
    "HIDDEN",
)
# What is white amid a paragraph's black stands on white; a box's own colours may be set anywhere.
WHITE = "white"
_WHITE = re.compile(r"color(?<![\w-]color)\s*[:=]\s*[\"']?(?:#fff(?:fff)?|white)\b", re.IGNORECASE)
_NAME = re.compile(r"^\s*(?:[a-z]*)([.#])([\w-]+)\s*$", re.IGNORECASE)
# What a rule that plays a trick cannot do without; a colon is the quickest thing to look for, and then what stands behind it.
_HINT = re.compile(
    r":(?=\s*[nhc\-0.#w])(?:(?<=display:)\s*none|(?<=visibility:)\s*[hc]|(?<=indent:)\s*-\d{3}|(?<=left:)\s*-\d{3}|(?<=top:)\s*-\d{3}|(?<=right:)\s*-\d{3}"
    r"|(?<=-size:)\s*0|(?<=-height:)\s*0|(?<=opacity:)\s*[0.]|(?<=overflow:)\s*hidden|(?<=color:)\s*(?:#fff|white))",
    re.IGNORECASE,
)
# Lists of inline boxes get no size of their own, so that no gap stands between them; the height of a line tells that they have text.
_CLOSES_GAPS = re.compile(r"line-height\s*:\s*(?:[1-9]\d*(?:px|em|%)?|normal)", re.IGNORECASE)
# A rule longer than this is none that authors write: a bound on the work.
MAX_RULE_CHARS = 4000
_HIDDEN_BY_SCRIPT = re.compile(
    r"""getElementById\(\s*["']([\w-]+)["']\s*\)\s*\.style\s*\.\s*(?:display\s*=\s*["']none|visibility\s*=\s*["']hidden|cssText\s*=\s*["'][^"']*none)"""
)


@dataclass(frozen=True, slots=True)
class HiddenNames:
    """Classes and ids that the page's own style sheets or scripts hide, each with the trick's name."""

    classes: dict[str, str] = field(default_factory=dict)
    ids: dict[str, str] = field(default_factory=dict)

    def __or__(self, other: "HiddenNames") -> "HiddenNames":
        return HiddenNames(self.classes | other.classes, self.ids | other.ids) if other else self

    def __bool__(self) -> bool:
        return bool(self.classes or self.ids)

    def match(self, classes: str, identity: str) -> str:
        """Return the evidence for an element with these classes and this id, "" without any."""
        if identity in self.ids:
            return self.ids[identity]
        for name in classes.split() if self.classes else ():
            if name in self.classes:
                return self.classes[name]
        return ""


@lru_cache(maxsize=512)  # most styles of a page, and of a site, are the same few
def style_hides(style: str) -> str:
    """Return the name of the trick by which an inline style hides its element, "" for a style that does not.

    >>> style_hides("position:absolute; left:-9999px"), style_hides("color:#fff;background:#000")
    ('off_screen', '')
    """
    if not any(map(style.__contains__, _TRICK_WORDS)):
        return ""
    style = style.lower()
    return next((name for name, word, pattern in _TRICKS if word in style and pattern.search(style)), "")


@lru_cache(maxsize=512)
def is_white(attributes: str) -> bool:
    """Tell whether an inline element's attributes make its text white, and set nothing behind it.

    >>> is_white(' color="#FFFFFF"'), is_white(' style="color:#fff;background:red"'), is_white(' style="background-color:#fff"')
    (True, False, False)
    """
    return _WHITE.search(attributes) is not None and "background" not in attributes


def hidden_names(styles: list[str], scripts: list[str]) -> HiddenNames:
    """Return the classes and ids hidden by simple selectors of `styles` and by plain statements of `scripts`."""
    classes: dict[str, str] = {}
    ids: dict[str, str] = {}
    for style in styles:
        for selectors, body in _hiding_rules(style):
            names = [name for name in map(_NAME.match, selectors.split(",")) if name]
            trick = style_hides(body) if names else ""
            if trick == "zero_size" and _CLOSES_GAPS.search(body):
                continue
            for name in names if trick else ():
                (classes if name[1] == "." else ids)[name[2]] = f"css:{trick}"
    for script in scripts:
        if "getElementById" in script:
            ids.update((name, "script:hidden") for name in _HIDDEN_BY_SCRIPT.findall(script))
    return HiddenNames(classes, ids)


def _hiding_rules(style: str) -> Iterator[tuple[str, str]]:
    """Yield selectors and body of each rule that may play a trick; the others are passed over at the speed of the search."""
    done = 0
    for match in _HINT.finditer(style):
        at = match.start()
        if at < done:
            continue
        begin = style.rfind("{", max(done, at - MAX_RULE_CHARS), at)
        done = style.find("}", at, at + MAX_RULE_CHARS)
        if done < 0:
            done = min(len(style), at + MAX_RULE_CHARS)
        if begin < 0:
            continue
        before = max(0, begin - MAX_RULE_CHARS)
        start = max(style.rfind("}", before, begin), style.rfind("{", before, begin), before - 1) + 1
        yield style[start:begin], style[begin + 1 : done]
