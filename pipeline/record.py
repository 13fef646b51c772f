"""One line of the data set: every key always there, no nulls, one type a key.

The forms are those that readers leave as they are. Ids are never all digits, since pandas makes integers of such.
Dates are `DAY ZONE` or `DAY CLOCK ZONE` with ZONE "+08:00", or "local" where the page names none: pyarrow, datasets and
DuckDB turn bare ISO dates into their own types, and lose the offset.
"""

import hashlib
import re
from base64 import b32encode
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final

from cleaners.values import Article, Stage
from pipeline.quality import quality_signals
from pipeline.versions import CLEANER_VERSION, SCHEMA_VERSION
from scraper.page import Page
from scraper.urls import canonical_url, site_of

ID_PREFIX: Final = "zn1_"
ID_CHARS: Final = 26
LOCAL: Final = "local"
_SURROGATES: Final = re.compile("[\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Record:
    """A cleaned article as written; docs/schema.md describes each key."""

    schema_version: str
    id: str
    url: str
    canonical_url: str
    site: str
    input: str
    title: str
    text: str
    author: str
    outlet: str
    editor: str
    date_published: str
    date_modified: str
    date_source: str
    date_fetched: str
    language: str
    script_in: str
    n_chars: int
    n_paragraphs: int
    t2s_changed_chars: int
    removed_chars: int
    spam_chars: int
    text_sha256: str
    cleaner_version: str
    dup_of: str
    dup_kind: str
    quality: dict[str, float]


def make_record(page: Page, article: Article, source_sha256: str = "") -> Record:
    """Return the record of an article; `dup_of` is "" until the writer has compared it with those before.

    `source_sha256` is the digest of the page's bytes, for who has it already.
    """
    canonical = canonical_url(page.url) if page.url else ""
    return Record(
        schema_version=SCHEMA_VERSION,
        id=record_id(canonical or source_sha256 or digest(page.body)),
        url=page.url,
        canonical_url=canonical,
        site=site_of(page.url) if page.url else "",
        input=page.input,
        title=article.title,
        text=article.text,
        author=article.author,
        outlet=article.outlet,
        editor=article.editor,
        date_published=written_date(article.date_published),
        date_modified=written_date(article.date_modified),
        date_source=article.date_source,
        date_fetched=written_time(page.fetched),
        language=article.language,
        script_in=article.script_in,
        n_chars=len(article.text),
        n_paragraphs=article.text.count("\n") + 1 if article.text else 0,
        t2s_changed_chars=article.t2s_changed_chars,
        removed_chars=sum(len(span.text) for span in article.removed),
        spam_chars=sum(len(span.text) for span in article.removed if span.stage is Stage.SPAM),
        text_sha256=digest(utf8(article.text)),
        cleaner_version=CLEANER_VERSION,
        dup_of="",
        dup_kind="",
        quality=quality_signals(article),
    )


def digest(data: bytes) -> str:
    """Return the SHA-256 of `data` in hex."""
    return hashlib.sha256(data).hexdigest()


def mend(text: str) -> str:
    """Return the text with U+FFFD for every lone surrogate, which is no character and which readers refuse."""
    return _SURROGATES.sub("\ufffd", text)


def utf8(text: str) -> bytes:
    """Return the bytes of a text as it is written."""
    try:
        return text.encode("utf-8")
    except UnicodeEncodeError:
        return mend(text).encode("utf-8")


def record_id(key: str, copy: int = 0) -> str:
    """Return the id for a canonical URL, or for an input's digest and how many inputs of the same bytes came before.

    >>> record_id("https://example.com/1")
    'zn1_6l4xqqkc4tir4mvvkbmt4u72db'
    """
    named = f"{key}#{copy}" if copy else key
    letters = b32encode(hashlib.sha256(utf8(named)).digest()).decode("ascii").lower()
    return ID_PREFIX + letters[:ID_CHARS]


def written_date(stamp: str) -> str:
    """Return a date of the page in the form of the record, "" for "".

    >>> written_date("2024-02-05"), written_date("2024-02-05T14:03:00+08:00")
    ('2024-02-05 local', '2024-02-05 14:03:00 +08:00')
    """
    if not stamp:
        return ""
    day, clock, zone = stamp[:10], stamp[11:19], stamp[19:]
    return " ".join(part for part in (day, clock, zone or LOCAL) if part)


def written_time(moment: datetime | None) -> str:
    """Return a moment of the clock in UTC and in the form of the record, "" for None."""
    return moment.astimezone(UTC).strftime("%Y-%m-%d %H:%M:%S +00:00") if moment else ""
