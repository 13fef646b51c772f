"""What is no article: the verdicts on a page before its story is read, and on the story before it is a record."""

from collections.abc import Sequence

from cleaners.article.choose import Body
from cleaners.dom import Document, wide_chars
from cleaners.metadata import Title
from cleaners.values import Reason, Rejected, Removed

MIN_STORY_CHARS = 15


def verdict_on_page(document: Document, title: Title, body: Body, spam: Sequence[Removed]) -> Rejected | None:
    """Return why the page holds no story, None where it may."""
    if not body.prose:
        return Rejected(Reason.NO_ARTICLE, f"no paragraph of prose in {len(document.blocks)} blocks")
    return None


def verdict_on_story(document: Document, title: Title, text: str, url: str) -> Rejected | None:
    """Return why what was found is no story, None where it is one."""
    if wide_chars(text) < MIN_STORY_CHARS:
        return Rejected(Reason.TOO_SHORT, f"{wide_chars(text)} characters of Chinese text are left")
    return None
