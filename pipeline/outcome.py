"""What became of one page: the lines to write for it, ready made, and the figures to count."""

import logging
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final

from cleaners.values import Article, Reason, Rejected
from pipeline.dedup.signature import Signature, signature
from pipeline.lines import json_line, kept_line, removed_line
from pipeline.quality_filter import Condition, unmet
from pipeline.record import Record, digest, make_record
from scraper.page import Failure, Fetched, Page

if TYPE_CHECKING:
    from cleaners.clean import Options

log = logging.getLogger(__name__)
CRASHED: Final = "crashed"
LOW_QUALITY: Final = "low_quality"
DETAIL_CHARS: Final = 400


def _options() -> "Options":
    from cleaners.clean import Options

    return Options()


@dataclass(frozen=True, slots=True)
class Rules:
    """What is asked of a page: the cleaners' options, the least quality, and whether to make it comparable."""

    options: "Options" = field(default_factory=_options)
    min_quality: tuple[Condition, ...] = ()
    signed: bool = True


@dataclass(frozen=True, slots=True)
class Outcome:
    """Either a record with its removed spans, or a reject; never both, never neither.

    `record`, `removed` and `reject` are whole JSON lines. `reason` is "" for a record. `key` tells one revision of a
    record from another: the text's digest where the id is that of a URL, "" where it is that of the bytes.
    `day` is that of publication. `visit` is where a page of a crawl came from, as `fetched/` tells it.
    """

    input: str
    record: bytes = b""
    removed: bytes = b""
    reject: bytes = b""
    reason: str = ""
    detail: str = ""
    id: str = ""
    key: str = ""
    site: str = ""
    day: str = ""
    source_sha256: str = ""
    counts: tuple[tuple[str, int], ...] = ()
    signature: Signature | None = None
    visit: bytes = b""


def outcome_of(page: Fetched, rules: Rules) -> Outcome:
    """Clean one page; whatever it does to the cleaners, an outcome comes back."""
    if isinstance(page, Failure):
        return reject(page.input, page.reason, page.detail, page.sha256)
    try:
        page = _whole(page)
        cleaned = clean(page, rules.options)
    except Exception as error:  # the one broad net: one bad page never ends a run
        log.debug("%s: cleaning failed", page.input, exc_info=True)
        return reject(page.input, CRASHED, _said(error), digest(page.body))
    if isinstance(cleaned, Rejected):
        return reject(page.input, cleaned.reason.value, cleaned.detail, digest(page.body))
    return outcome_from(page, cleaned, rules)


def clean(page: Page, options: "Options") -> Article | Rejected:
    """Return a page's article, or why it has none.

    The cleaners are loaded here: a run that finds nothing new never needs their tables, which take as long to read as a
    small crawl.
    """
    from cleaners.clean import clean as article_of

    return article_of(page, options)


def _whole(page: Page) -> Page:
    if not page.parts:
        return page
    from pipeline.joined import joined

    return joined(page)


def reject(name: str, reason: str, detail: str, sha256: str = "") -> Outcome:
    """Return the outcome of an input that gave no record."""
    shown = " ".join(detail.split())[:DETAIL_CHARS]
    line = json_line({"input": name, "reason": reason, "detail": shown, "sha256": sha256})
    return Outcome(name, reject=line, reason=reason, detail=shown, source_sha256=sha256)


def renamed(outcome: Outcome, new_id: str) -> Outcome:
    """Return the outcome under another id, in its record and in every removed line."""
    old, new = (f'"id":"{name}"'.encode() for name in (outcome.id, new_id))
    return replace(
        outcome, id=new_id, record=outcome.record.replace(old, new, 1), removed=outcome.removed.replace(old, new)
    )


def outcome_from(page: Page, article: Article, rules: Rules) -> Outcome:
    """Return the record of a page's article, or the reject it becomes: without text, or below the quality asked for."""
    if not article.text:
        return reject(page.input, Reason.NO_TEXT.value, "the article has no text", digest(page.body))
    source = digest(page.body)
    record = make_record(page, article, source)
    failed = unmet(record.quality, rules.min_quality)
    if failed:
        shown = f"{failed.name} is {record.quality[failed.name]:g}, asked for is {failed}"
        return reject(page.input, LOW_QUALITY, shown, source)
    removed = b"".join(removed_line(record.id, seq, span) for seq, span in enumerate(article.removed))
    removed += kept_line(record, article)
    return Outcome(
        page.input,
        record=json_line(record),
        removed=removed,
        id=record.id,
        key=record.text_sha256 if record.canonical_url else "",
        site=record.site,
        day=record.date_published[:10],
        source_sha256=source,
        counts=_counts(record, article),
        signature=signature(record.text) if rules.signed else None,
    )


def _counts(record: Record, article: Article) -> tuple[tuple[str, int], ...]:
    return (
        ("chars", record.n_chars),
        ("removed_spans", len(article.removed)),
        ("removed_chars", record.removed_chars),
        ("spam_chars", record.spam_chars),
        ("t2s_changed_chars", record.t2s_changed_chars),
    )


def _said(error: Exception) -> str:
    """Return what went wrong and on which line of ours, in one line."""
    trace = error.__traceback__
    while trace and trace.tb_next:
        trace = trace.tb_next
    at = f" at {trace.tb_frame.f_code.co_filename.rsplit('/', 1)[-1]}:{trace.tb_lineno}" if trace else ""
    return f"{type(error).__name__}{at}: {error}"
