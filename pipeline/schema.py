"""The record's keys, described once: for schema.json, the dataset card, croissant.json and `verify`."""

import re
from typing import Any, Final, get_type_hints

from pipeline.quality import SIGNALS
from pipeline.record import Record
from pipeline.versions import SCHEMA_VERSION

ID_PATTERN: Final = "^zn1_[a-z2-7]{26}$"
DATE_PATTERN: Final = r"^$|^\d{4}-\d{2}-\d{2}( \d{2}:\d{2}:\d{2})? (local|[+-]\d{2}:\d{2})$"
DIGEST_PATTERN: Final = "^[0-9a-f]{64}$"
# The largest whole number that every reader of JSON keeps, those with floats alone included (RFC 8259, section 6).
MAX_INTEGER: Final = 2**53 - 1
# datatrove leaves out documents without text, in silence.
NEVER_EMPTY: Final = ("id", "text", "input", "language", "cleaner_version")
JSON_TYPES: Final[dict[Any, str]] = {str: "string", int: "integer", float: "number"}

MEANINGS: Final = {
    "schema_version": "version of this schema",
    "id": "zn1_ and 26 base32 characters of the SHA-256 of the canonical URL, or of the input's digest where it has none",
    "url": "final URL, empty for files without one",
    "canonical_url": "the one spelling of the URL: no trackers, no fragment, sorted parameters",
    "site": "registrable domain of the URL",
    "input": "file path as given, FILE#offset in a WARC, FILE#line in JSONL, the URL when fetched",
    "title": "headline in simplified characters",
    "text": "body in simplified characters, paragraphs joined by one newline",
    "author": "who wrote it, names joined by ;",
    "outlet": "the medium credited (来源)",
    "editor": "who edited it, names joined by ;",
    "date_published": "day, clock if known, and zone: 2024-02-05 14:03:00 +08:00, or local where the page names no zone",
    "date_modified": "as date_published",
    "date_source": "where the date was read",
    "date_fetched": "when the page was fetched, in UTC",
    "language": "ISO 639-1 code",
    "script_in": "script of the page: Hans, Hant or Mixed",
    "n_chars": "characters in text",
    "n_paragraphs": "paragraphs in text",
    "t2s_changed_chars": "characters that simplification changed",
    "removed_chars": "characters of the page that are not in text",
    "spam_chars": "characters of those that were injected spam",
    "text_sha256": "SHA-256 of text in UTF-8: the revision of the record",
    "cleaner_version": "version of the rules that made it",
    "dup_of": "id of the first record that tells the same story, empty for none",
    "dup_kind": "exact, near or contained",
    "quality": "signals about the text, see docs/quality.md; nothing is filtered on them by default",
}
PATTERNS: Final = {
    "id": ID_PATTERN,
    "date_published": DATE_PATTERN,
    "date_modified": DATE_PATTERN,
    "date_fetched": DATE_PATTERN,
    "text_sha256": DIGEST_PATTERN,
    "dup_of": f"^$|{ID_PATTERN}",
}
CHOICES: Final = {
    "schema_version": (SCHEMA_VERSION,),
    "script_in": ("Hans", "Hant", "Mixed"),
    "dup_kind": ("", "exact", "near", "contained"),
}
TYPES: Final[dict[str, Any]] = get_type_hints(Record)
_COMPILED: Final = {name: re.compile(pattern) for name, pattern in PATTERNS.items()}


def json_schema() -> dict[str, Any]:
    """Return the schema of a line of articles/ in JSON Schema 2020-12."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": f"urn:run-pipeline:record:{SCHEMA_VERSION}",
        "title": "Cleaned Chinese news article",
        "type": "object",
        "properties": {name: _property(name) for name in TYPES},
        "required": list(TYPES),
        "additionalProperties": False,
    }


def faults(record: Any) -> list[str]:  # noqa: ANN401  (whatever a line of JSON may hold)
    """Return what is wrong with a record, one phrase a fault; the same rules as `json_schema`, without a library."""
    if not isinstance(record, dict):
        return ["is no object"]
    if list(record) != list(TYPES):
        missing, extra = TYPES.keys() - record.keys(), record.keys() - TYPES.keys()
        if missing or extra:
            return [f"lacks {', '.join(sorted(missing))}"] * bool(missing) + [f"has {', '.join(sorted(extra))}"] * bool(
                extra
            )
    found = [fault for name, value in record.items() if (fault := _fault(name, value))]
    if not found and record["n_chars"] != len(record["text"]):
        found.append(f"n_chars is {record['n_chars']}, text has {len(record['text'])}")
    return found


def _property(name: str) -> dict[str, Any]:
    described: dict[str, Any] = {"description": MEANINGS[name]}
    if name == "quality":
        signals = {signal: {"type": "number"} for signal in SIGNALS}
        return described | {
            "type": "object",
            "properties": signals,
            "required": list(SIGNALS),
            "additionalProperties": False,
        }
    described["type"] = JSON_TYPES[TYPES[name]]
    if TYPES[name] is int:
        described |= {"minimum": 0, "maximum": MAX_INTEGER}
    if name in NEVER_EMPTY:
        described["minLength"] = 1
    if name in PATTERNS:
        described["pattern"] = PATTERNS[name]
    if name in CHOICES:
        described["enum"] = list(CHOICES[name])
    return described


def _fault(name: str, value: Any) -> str:  # noqa: ANN401  (whatever a line of JSON may hold)
    if name == "quality":
        return _quality_fault(value)
    if type(value) is not TYPES[name]:
        return f"{name} is {type(value).__name__}, not {TYPES[name].__name__}"
    if name in _COMPILED and not _COMPILED[name].search(value):
        return f"{name} is {value!r}, which has another form"
    if name in CHOICES and value not in CHOICES[name]:
        return f"{name} is {value!r}, none of {', '.join(map(repr, CHOICES[name]))}"
    if name in NEVER_EMPTY and not value:
        return f"{name} is empty"
    return f"{name} is {value}, out of range" if isinstance(value, int) and not 0 <= value <= MAX_INTEGER else ""


def _quality_fault(value: Any) -> str:  # noqa: ANN401  (whatever a line of JSON may hold)
    if not isinstance(value, dict) or tuple(value) != SIGNALS:
        return "quality has other keys"
    wrong = [name for name, signal in value.items() if type(signal) is not float]
    return f"quality.{wrong[0]} is no float" if wrong else ""
