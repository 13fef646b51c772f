"""Values to JSON lines that every reader takes: valid UTF-8, one line a value, no lone surrogates."""

from collections.abc import Mapping
from typing import Any, Final

import orjson

from cleaners.values import Article, Removed
from pipeline.record import Record, digest, mend, utf8

# Readers that split with str.splitlines() break lines at these; JSON may write them as escapes.
LINE_BREAKS: Final = ((b"\xe2\x80\xa8", b"\\u2028"), (b"\xe2\x80\xa9", b"\\u2029"), (b"\xc2\x85", b"\\u0085"))
REMOVED_KEYS: Final = ("id", "seq", "stage", "rule", "start", "end", "text")
KEPT: Final = "kept"
SEEN: Final = "seen_sha256:"


def json_line(value: Record | Mapping[str, Any]) -> bytes:
    """Return `value` as one line of JSON with its newline; lone surrogates, which are no text, become U+FFFD."""
    try:
        line = orjson.dumps(value, option=orjson.OPT_APPEND_NEWLINE)
    except orjson.JSONEncodeError:
        line = orjson.dumps(_mended(_as_mapping(value)), option=orjson.OPT_APPEND_NEWLINE)
    for raw, escaped in LINE_BREAKS:
        if raw in line:
            line = line.replace(raw, escaped)
    return line


def removed_line(record_id: str, seq: int, span: Removed) -> bytes:
    """Return the line of `removed/` for one span of a record."""
    values = (record_id, seq, span.stage.value, span.rule, span.start, span.end, span.text)
    return json_line(dict(zip(REMOVED_KEYS, values, strict=True)))


def kept_line(record: Record, article: Article) -> bytes:
    """Return the line of `removed/` that lets a reader rebuild the page: stage "kept", after the spans of its record.

    Its text is the body as published, "" where the record's text is the same; its rule names the digest of all that the
    extractor saw, which the body with the spans put back must have.
    """
    seen = article.seen()
    published = "" if article.as_published == record.text else article.as_published
    rule = f"{SEEN}{digest(utf8(seen))}"
    values = (record.id, len(article.removed), KEPT, rule, 0, len(seen), published)
    return json_line(dict(zip(REMOVED_KEYS, values, strict=True)))


def _as_mapping(value: Record | Mapping[str, Any]) -> Mapping[str, Any]:
    return {name: getattr(value, name) for name in Record.__slots__} if isinstance(value, Record) else value


def _mended(value: Mapping[str, Any]) -> dict[str, Any]:
    return {key: mend(item) if isinstance(item, str) else item for key, item in value.items()}
