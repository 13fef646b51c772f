"""Injected spam: found wherever it stands on a page, and nothing else harmed.

Method: a page is cut into units, runs of blocks that are no prose. A lexicon-free core judges each by structure (place,
hiding, links, separators) and language (how well it deflates, how foreign its words are to the page) with weights learned
from real pages. A small lexicon is OR-ed on: words that fill a piece with advertising. Before the story is chosen whole
units and single sold links are found; inside the chosen story sentences and phrases are compared with the story itself.
"""

from cleaners.spam.body import find_spam_in_body
from cleaners.spam.detector import Detector, default_detector
from cleaners.spam.find import Search, find_spam, selling_headings
from cleaners.spam.lexicon import Lexicon, read_lexicon
from cleaners.spam.title import is_spam_page, mend_head, repair_title, without_advertising

__all__ = [
    "Detector",
    "Lexicon",
    "Search",
    "default_detector",
    "find_spam",
    "find_spam_in_body",
    "is_spam_page",
    "mend_head",
    "read_lexicon",
    "repair_title",
    "selling_headings",
    "without_advertising",
]
