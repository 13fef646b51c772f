"""What an address alone tells: is it a story, is it a trap? Pure, and about no site in particular."""

import re
from datetime import date
from functools import lru_cache
from typing import Final
from urllib.parse import urlsplit

MAX_CHARS: Final = 1024
MAX_SEGMENTS: Final = 16
MAX_PARAMETERS: Final = 8
MAX_REPEATS: Final = 3  # /a/b/a/b/a/b: relative links that pile up

_ENDING: Final = re.compile(r"\.(?:s?html?|php|aspx?|jsp)$", re.IGNORECASE)
# a number long enough to count stories, or a date that ends in one
_NUMBER: Final = re.compile(r"\d{5,}")
_DATE: Final = re.compile(r"(?:19|20)\d\d[-/_]?(?:0[1-9]|1[0-2])[-/_]?(?:[0-2]\d|3[01])?")
_LIST_WORDS: Final = re.compile(
    r"^(?:index|default|list|lists|channel|category|tags?|topics?|search|page|archive|archives|more|home|node)"
    r"(?:[_-]?\d{0,4})$",
    re.IGNORECASE,
)
_STORY_PARAMETERS: Final = frozenset({"id", "aid", "articleid", "newsid", "contentid", "docid"})
# calls with an effect or without an end
_TRAP_WORDS: Final = re.compile(
    r"(?:^|/)(?:login|logout|signin|signup|register|passport|cart|checkout|wp-admin|cgi-bin|calendar)(?:/|\.|$)",
    re.IGNORECASE,
)


# /2024/05/06/, /2024-05/06/, /20240506/, t20240506_: a whole day, as addresses of stories have it
_DAY: Final = re.compile(r"(?<!\d)((?:19|20)\d\d)[-/_]?(0[1-9]|1[0-2])[-/_]?(0[1-9]|[12]\d|3[01])(?!\d)")


def day_of(url: str) -> date | None:
    """Return the day that a story's address names, None where it names none.

    >>> day_of("http://a.example/2024/0506/c1001-40230.html"), day_of("http://a.example/news/123456.html")
    (datetime.date(2024, 5, 6), None)
    """
    found = _DAY.search(urlsplit(url).path)
    try:
        return date(*map(int, found.groups())) if found else None
    except ValueError:
        return None


def story_number(url: str) -> str:
    """Return the longest number in an address from its fifth digit on, by which a site knows the story; "" for none.

    >>> story_number("http://m.a.example/2024/0506/c1001-40230123.html?from=app2")
    '40230123'
    """
    return max(_NUMBER.findall(url.partition("://")[2]), key=len, default="")


@lru_cache(maxsize=65536)
def looks_like_article(url: str) -> bool:
    """Tell whether an address is more likely that of one story than that of a list of stories.

    >>> looks_like_article("http://a.example/2024/0506/c1001-40230.html"), looks_like_article("http://a.example/news/")
    (True, False)
    """
    parts = urlsplit(url)
    segments = [segment for segment in parts.path.split("/") if segment]
    if not segments:
        return _has_story_parameter(parts.query)
    last = _ENDING.sub("", segments[-1])
    if _LIST_WORDS.match(last):
        return _has_story_parameter(parts.query)
    if _NUMBER.search(last) or _has_story_parameter(parts.query):
        return True
    dated = bool(_DATE.search("/".join(segments[:-1]))) and not last.isdigit()
    return (dated and bool(last)) or bool(_ENDING.search(segments[-1]) and re.search(r"\d{3,}", last))


def _has_story_parameter(query: str) -> bool:
    pairs = (pair.partition("=") for pair in query.split("&"))
    return any(name.lower() in _STORY_PARAMETERS and value[:1].isdigit() for name, _, value in pairs)


def is_trap(url: str) -> str:
    """Return why an address looks like one of endlessly many, "" where it does not.

    >>> is_trap("http://a.example/x/y/x/y/x/y/x/y"), is_trap("http://a.example/x/y")
    ('repeating', '')
    """
    if len(url) > MAX_CHARS:
        return "too_long"
    parts = urlsplit(url)
    segments = [segment for segment in parts.path.split("/") if segment]
    if len(segments) > MAX_SEGMENTS:
        return "too_deep"
    if any(segments.count(segment) > MAX_REPEATS for segment in segments):
        return "repeating"
    if parts.query.count("=") > MAX_PARAMETERS:
        return "too_many_parameters"
    return "no_page" if _TRAP_WORDS.search(parts.path) else ""
