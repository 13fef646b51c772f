"""Title, dates, author, editor and outlet of a page, read from what stands around the story.

Method: the visible page is the first witness, since a reader sees it and a template does not fill it in for every page
alike; what the head claims (JSON-LD, meta elements, `<title>`) completes and confirms it. The title is the block in
which heading, `<title>` and claims overlap, closest above the story. The lines between title and story, the story's first
and last lines and a few lines below it are read as credits: labels (作者, 来源, 发布时间 …) cut a line into fields, and
what is left beside a date is the outlet or a name. Both scripts are read by one set of labels: the few characters that
labels use are folded, names are taken from the text as published. No site is named; a suffix or an outlet is judged
from the page alone.
"""

from cleaners.metadata.offered import masked, offers_in_bylines, without_sold
from cleaners.metadata.read import read_metadata
from cleaners.metadata.title import find_title
from cleaners.metadata.title_above import claims_none, title_above, title_above_verse
from cleaners.metadata.title_of_lines import find_title_of_lines
from cleaners.metadata.values import Metadata, Title

__all__ = [
    "Metadata",
    "Title",
    "claims_none",
    "find_title",
    "find_title_of_lines",
    "masked",
    "offers_in_bylines",
    "read_metadata",
    "title_above",
    "title_above_verse",
    "without_sold",
]
