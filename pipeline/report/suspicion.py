"""What makes a record worth a look: reasons by name, each with a weight; nothing is judged, only put in order."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final, TypeAlias

Row: TypeAlias = Mapping[str, Any]
_ADDRESS: Final = re.compile(r"https?://|www\.|[a-z0-9]\.(?:com|net|cc|vip|top|xyz)\b", re.IGNORECASE)
_CONTACT: Final = re.compile(r"(?:微信|QQ|加群|电报|telegram|whatsapp)[号群:：\s]*\w{4,}", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Suspicion:
    """One thing to look out for in a record; `means` says it for people."""

    name: str
    weight: float
    means: str
    holds: Callable[[Row], bool]


def spam_share(record: Row) -> float:
    """Return the share of a record's page that was cut as spam."""
    return float(record["spam_chars"] / max(1, record["n_chars"] + record["removed_chars"]))


def _misread(quality: Row) -> bool:
    return bool(quality["mojibake_share"] > 0.005 or quality["replacement_share"] > 0.001)


def _repeats(quality: Row) -> bool:
    return bool(quality["dup_13gram"] > 0.2 or quality["top_4gram"] > 0.171 or quality["dup_lines"] > 0.287)


def _is_mostly_cut(quality: Row) -> bool:
    return bool(0.1 <= quality["kept_share"] < 1 / 3)


def _is_later(record: Row) -> bool:
    return (
        bool(record["date_published"] and record["date_fetched"])
        and record["date_published"][:10] > record["date_fetched"][:10]
    )


def _is_choppy(record: Row) -> bool:
    return bool(record["n_paragraphs"] >= 5 and record["quality"]["short_lines"] > 0.67)


# Bounds of quality signals are those of the presets in docs/quality.md.
SUSPICIONS: Final = (
    Suspicion("no title", 3, "no headline was found", lambda r: not r["title"]),
    Suspicion("misread", 3, "characters that look read in the wrong charset", lambda r: _misread(r["quality"])),
    Suspicion(
        "contact in text",
        3,
        "a messenger's name with a number is in the text",
        lambda r: _CONTACT.search(r["text"]) is not None,
    ),
    Suspicion("repetitive", 2, "the same runs of characters again and again", lambda r: _repeats(r["quality"])),
    Suspicion(
        "no sentences", 2, "few lines end with a mark of punctuation", lambda r: r["quality"]["line_punct"] < 0.106
    ),
    Suspicion("after fetch", 2, "published later than it was fetched", _is_later),
    Suspicion(
        "little Chinese", 2, "fewer than half of the characters are Han", lambda r: r["quality"]["han_share"] < 0.5
    ),
    Suspicion("address in text", 1.5, "a web address is in the text", lambda r: _ADDRESS.search(r["text"]) is not None),
    Suspicion("very short", 1.5, "fewer than 60 characters", lambda r: r["n_chars"] < 60),
    Suspicion("no date", 1, "no day of publication was found", lambda r: not r["date_published"]),
    Suspicion("much spam", 1, "a third of the page or more was cut as spam", lambda r: spam_share(r) >= 1 / 3),
    Suspicion(
        "little kept",
        1,
        "less than a tenth of the page is text of the record",
        lambda r: r["quality"]["kept_share"] < 0.1,
    ),
    Suspicion(
        "mostly cut", 0.5, "less than a third of the page is text of the record", lambda r: _is_mostly_cut(r["quality"])
    ),
    Suspicion("spam cut", 0.5, "some of the page was cut as spam", lambda r: r["spam_chars"] > 0),
    Suspicion("short lines", 1, "most of five or more lines have under 30 characters", _is_choppy),
    Suspicion("paywalled", 1, "only the lead is free to read", lambda r: r["quality"]["paywalled"] > 0),
    Suspicion("no source", 0.5, "neither author nor outlet was found", lambda r: not (r["author"] or r["outlet"])),
)


def suspicions(record: Row) -> list[Suspicion]:
    """Return what there is to suspect in a record, the gravest first."""
    return [suspicion for suspicion in SUSPICIONS if suspicion.holds(record)]
