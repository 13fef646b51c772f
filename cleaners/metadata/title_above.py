"""The title of a page whose head claims none of its own: the line that stands above the story.

Newspapers' electronic editions are titled with the paper's name on every page, and a hijacked head says nothing of the story.
"""

import re
from itertools import islice
from typing import Final

from cleaners.article.lines import rule_of
from cleaners.article.weigh import verse_chars
from cleaners.dom import Block, Document
from cleaners.elements import HEADINGS
from cleaners.metadata.around_title import CREDIT, SENTENCE_END, TRAIL
from cleaners.metadata.badges import without_badges
from cleaners.metadata.claimed_titles import MIN_TITLE_CHARS
from cleaners.metadata.fold import key
from cleaners.metadata.people import is_medium, is_person
from cleaners.metadata.title import SHORT_TITLE_CHARS
from cleaners.metadata.values import Title

# How far above the story its title stands: author, day and a picture's line between them.
REACH = 6
# So many stretches of short lines are tried, of which one may be a poem.
MAX_STRETCHES = 8
MAX_CHARS = 80
MAX_EDITION_CHARS = 16
# What the names of electronic editions end with, behind the paper's.
_EDITION: Final = re.compile(r"^[^\s,，。：:？?！!]+?(?:[多全]媒[体體])?(?:数字|數字|电子|電子)(?:报刊|報刊|[报報版])$")

# The program that a post was written with.
_SENT_FROM: Final = re.compile(r"[来來]自\s")


def claims_none(title: Title) -> bool:
    """Tell whether the title is none of the story's: nothing, or the name of the paper that every page of it claims."""
    text = title.text.strip()
    is_edition = len(text) <= MAX_EDITION_CHARS and _EDITION.search(text) is not None
    return title.block < 0 and (not text or is_edition or is_medium(text))


def title_above_verse(document: Document, skip: frozenset[int]) -> Title:
    """Return the line above short lines without prose, with a byline or a name between them: else they may be any list."""
    verse = verse_chars(document, -1, skip)
    begins = (at for at, chars in enumerate(verse) if chars and not (at and verse[at - 1]))
    for first in islice(begins, MAX_STRETCHES):
        title = title_above(document, first, skip)
        between = document.blocks[title.block + 1 : first]
        if title.text and any(_is_byline(block) or is_person(block.text) for block in between):
            return title
    return Title()


def title_above(document: Document, first: int, skip: frozenset[int]) -> Title:
    """Return the nearest line above block `first` that may be a title; nothing behind a link, a trail or a sentence.

    One of two or three characters may be a person's name, and needs the byline below it.
    """
    is_credited = False
    for block in reversed(document.blocks[max(0, first - REACH) : first]):
        if block.index in skip or block.links or block.place or block.hidden or len(block.text) > MAX_CHARS:
            break
        if _is_byline(block):
            is_credited = True
            continue
        if block.text.endswith(SENTENCE_END) or TRAIL.search(block.text):
            break
        size = len(key(block.text))
        if rule_of(block) or (is_person(block.text) and not is_credited):
            continue
        if size >= MIN_TITLE_CHARS or (is_credited and size in SHORT_TITLE_CHARS):
            return Title(without_badges(block.text), block.index, "above")
    return Title()


def _is_byline(block: Block) -> bool:
    return block.tag not in HEADINGS and bool(CREDIT.search(block.text) or _SENT_FROM.match(block.text))
