"""Evidence that text is not shown: inline style, a style sheet in the page, a script that hides an element.

Hidden is evidence and never a verdict: whole articles stand in `visibility:hidden` until a script shows them.
"""

import re
from dataclasses import dataclass, field

# One entry a trick, with the name the audit shows; in the order tried.
STYLE_TRICKS = (
    ("display_none", r"display\s*:\s*none"),
    ("visibility_hidden", r"visibility\s*:\s*(?:hidden|collapse)"),
    ("off_screen", r"(?:text-indent|left|top|right|margin-left|margin-top)\s*:\s*-\d{3,}"),
    ("zero_size", r"(?:font-size|line-height)\s*:\s*0(?:px|pt|em|%)?\s*(?:;|$|!)"),
    (
        "clipped",
        r"(?:height|width)\s*:\s*[01](?:px|pt)?\s*;.*overflow\s*:\s*hidden|overflow\s*:\s*hidden\s*;.*(?:height|width)\s*:\s*[01](?:px|pt)?\s*(?:;|$)",
    ),
    ("transparent", r"(?<![\w-])opacity\s*:\s*0?(?:\.0+)?\s*(?:;|$|!)"),
    ("white_on_white", r"(?<![\w-])color\s*:\s*(#fff(?:fff)?|white)\b.*background(?:-color)?\s*:\s*\1\b"),
)
_TRICKS = tuple((name, re.compile(pattern, re.IGNORECASE | re.DOTALL)) for name, pattern in STYLE_TRICKS)
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
    "NONE",
    "HIDDEN",
)
_NAME = re.compile(r"^\s*(?:[a-z]*)([.#])([\w-]+)\s*$", re.IGNORECASE)
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
        return next((self.classes[name] for name in classes.split() if name in self.classes), "")


def style_hides(style: str) -> str:
    """Return the name of the trick by which an inline style hides its element, "" for a style that does not.

    >>> style_hides("position:absolute; left:-9999px"), style_hides("color:#fff;background:#000")
    ('off_screen', '')
    """
    if not style or not any(word in style for word in _TRICK_WORDS):
        return ""
    style = style.lower()
    return next((name for name, pattern in _TRICKS if pattern.search(style)), "")


def hidden_names(styles: list[str], scripts: list[str]) -> HiddenNames:
    """Return the classes and ids hidden by simple selectors of `styles` and by plain statements of `scripts`."""
    classes: dict[str, str] = {}
    ids: dict[str, str] = {}
    for style in styles:
        for rule in style.split("}"):
            selectors, _, body = rule.rpartition("{")
            trick = style_hides(body)
            if not trick:
                continue
            for selector in selectors.rpartition("{")[2].split(","):
                match = _NAME.match(selector)
                if match:
                    (classes if match[1] == "." else ids)[match[2]] = f"css:{trick}"
    for script in scripts:
        if "getElementById" in script:
            ids.update((name, "script:hidden") for name in _HIDDEN_BY_SCRIPT.findall(script))
    return HiddenNames(classes, ids)
