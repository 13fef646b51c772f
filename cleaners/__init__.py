"""The text: pure functions from a page's bytes to an article in simplified Chinese.

Method: decode the bytes once (evidence from bytes, header and markup together), read the page into blocks of text with
one walk over the tree, mark injected spam piece by piece, choose the subtree that holds the story and trim its edges, read
title, byline and dates from what stands around it, convert what is left to simplified characters. No network, no clock, no
files but the tables beside the code.
"""

from cleaners.clean import Options, clean, clean_html, clean_text
from cleaners.simplify import simplify
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
