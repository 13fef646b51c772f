"""The text: pure functions from a page's bytes to an article in simplified Chinese.

Method: decode the bytes once (evidence from bytes, header and markup together), read the page into blocks of text with
one walk over the tree, mark injected spam piece by piece, choose the subtree that holds the story and trim its edges, read
title, byline and dates from what stands around it, convert what is left to simplified characters. No network, no clock, no
files but the tables beside the code.
"""

import sys
from types import ModuleType

from cleaners.simplify import simplify

TYPE_CHECKING = False  # what typing calls so; loading typing takes as long as loading all this
if TYPE_CHECKING:
    from cleaners.clean import Options, clean, clean_html, clean_text
    from cleaners.values import Article, Outcome, Reason, Rejected, Removed, Stage, splice

__all__ = [
    "Article",
    "Options",
    "Outcome",
    "Reason",
    "Rejected",
    "Removed",
    "Stage",
    "clean",
    "clean_html",
    "clean_text",
    "simplify",
    "splice",
]
_OF_CLEAN = frozenset(("Options", "clean", "clean_html", "clean_text"))


def __getattr__(name: str) -> object:
    """Load the rest when it is asked for: who only simplifies text needs no parser."""
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module("cleaners.clean" if name in _OF_CLEAN else "cleaners.values"), name)


class _Package(ModuleType):
    """A package whose name `clean` stays the function, though importing the module of that name would bind the module."""

    def __setattr__(self, name: str, value: object) -> None:
        super().__setattr__(name, value.clean if name == "clean" and isinstance(value, ModuleType) else value)


sys.modules[__name__].__class__ = _Package
