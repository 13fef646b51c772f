"""The values of the text half: a page goes in as a `Source`, and comes out as an `Article` or `Rejected`."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Protocol, TypeAlias


class Source(Protocol):
    """What a cleaner needs of a page; `scraper.page.Page` is one."""

    @property
    def body(self) -> bytes:
        """Bytes as received, transfer and content encodings undone."""
        ...

    @property
    def media(self) -> str:
        """Either "html" or "text"."""
        ...

    @property
    def url(self) -> str:
        """Final URL, "" for files without one."""
        ...

    @property
    def content_type(self) -> str:
        """Content-Type header as sent, "" where there was none."""
        ...

    @property
    def fetched(self) -> datetime | None:
        """When it was fetched (aware), None where nobody knows; relative dates are read against it."""
        ...


class Reason(StrEnum):
    """Why a page gave no record."""

    EMPTY = "empty"
    BINARY = "binary"
    NO_TEXT = "no_text"
    NOT_CHINESE = "not_chinese"
    TOO_SHORT = "too_short"
    LIST_PAGE = "list_page"
    ERROR_PAGE = "error_page"
    LOGIN_WALL = "login_wall"
    CAPTCHA = "captcha"
    VIDEO_SHELL = "video_shell"
    NO_ARTICLE = "no_article"
    SPAM_PAGE = "spam_page"
    CRASHED = "crashed"


class Stage(StrEnum):
    """Which step cut a span."""

    NOISE = "noise"  # what a mirror program put between characters: glosses, control characters
    SPAM = "spam"
    CHROME = "chrome"  # outside the body: menus, related links, footers, the title and byline lines
    TRIM = "trim"  # inside the body: captions, editor lines, follow-us lines


@dataclass(frozen=True, slots=True)
class Removed:
    """A span of the seen text that is not in the article.

    `start` and `end` are character offsets into the seen text, the whole page as lines; `rule` names the rule,
    `score` is its strength in [0, 1], `evidence` what it saw.
    """

    start: int
    end: int
    text: str
    stage: Stage
    rule: str
    score: float = 1.0
    evidence: str = ""


@dataclass(frozen=True, slots=True)
class Article:
    """One story in simplified characters, its metadata, and every span that was cut.

    `text` joins paragraphs by one newline and holds no title, byline, caption or editor line. `as_published` is the same
    text before any character was converted: splicing `removed` back into it gives exactly what the extractor saw.
    Names in `author` and `editor` are joined by ";". Dates are page-local, in the forms of the record. No field is None:
    "" is unknown.
    """

    title: str
    text: str
    as_published: str
    author: str = ""
    outlet: str = ""
    editor: str = ""
    date_published: str = ""
    date_modified: str = ""
    date_source: str = ""
    language: str = "zh"
    script_in: str = "Hans"
    charset: str = "utf-8"
    t2s_changed_chars: int = 0
    removed: tuple[Removed, ...] = ()
    quality: tuple[tuple[str, float], ...] = ()

    def seen(self) -> str:
        """Return the whole page as the extractor saw it: kept text and removed spans, spliced by their offsets."""
        return splice(self.as_published, self.removed)


@dataclass(frozen=True, slots=True)
class Rejected:
    """A page that gave no article, with its reason and one line of detail.

    Where the page was read to its end, `as_published` and `removed` are what an article of it would have held; they are
    there to look at, and no part of what makes two rejections equal.
    """

    reason: Reason
    detail: str = ""
    as_published: str = field(default="", compare=False, repr=False)
    removed: tuple[Removed, ...] = field(default=(), compare=False, repr=False)

    def seen(self) -> str:
        """Return the whole page as the extractor saw it, "" where it was not read to its end."""
        return splice(self.as_published, self.removed)


Outcome: TypeAlias = Article | Rejected


def splice(kept: str, removed: tuple[Removed, ...]) -> str:
    """Return `kept` with every removed span put back at its offset; spans are in order and do not overlap.

    >>> splice("甲丙", (Removed(1, 2, "乙", Stage.SPAM, "demo"),))
    '甲乙丙'
    """
    pieces: list[str] = []
    taken = at = 0
    for span in removed:
        gap = span.start - at
        pieces += (kept[taken : taken + gap], span.text)
        taken += gap
        at = span.end
    pieces.append(kept[taken:])
    return "".join(pieces)
