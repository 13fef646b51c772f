"""One page, what became of it, and every character of it accounted for."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any, Final

from cleaners.clean import Options, clean
from cleaners.decode import Decoded, decode, is_binary
from cleaners.values import Article, Reason, Rejected
from pipeline.joined import joined
from pipeline.record import Record, make_record
from pipeline.report.changes import Change, changes
from pipeline.report.pieces import Piece, pieces_of
from pipeline.report.placing import Placed, place
from scraper.page import Media, Page

# Beyond this many characters of markup a browser would only suffer; the text is shown as lines.
MAX_MARKUP_CHARS: Final = 3_000_000


@dataclass(frozen=True)
class Explained:
    """A page with its outcome; `record` is None where it was rejected. `seen` is what the spans of `pieces` refer to."""

    page: Page
    options: Options
    outcome: Article | Rejected
    decoded: Decoded | None
    record: Record | None = None
    notes: tuple[str, ...] = field(default=())

    @cached_property
    def seen(self) -> str:
        """The page's text as the cleaners saw it; "" where they did not come to read any."""
        return self.outcome.seen()

    @cached_property
    def pieces(self) -> list[Piece]:
        """The kept and the cut pieces of the seen text, in order."""
        return pieces_of(self.seen, self.outcome.removed)

    @cached_property
    def placed(self) -> Placed | None:
        """Where the seen text stands in the page's markup; None where there is no markup to show it in."""
        if self.decoded is None or self.page.media is Media.TEXT or not self.seen:
            return None
        html = self.decoded.text.replace("\0", "")
        if len(html) > MAX_MARKUP_CHARS:
            return Placed((), {}, trouble=f"its markup has more than {MAX_MARKUP_CHARS:,} characters")
        return place(html, self.page.url, self.options.sites, self.seen)

    @cached_property
    def changes(self) -> tuple[Change, ...]:
        """The paragraphs before and after normalising and simplifying; none where the page was rejected."""
        return changes(self.outcome.as_published, self.outcome.text) if isinstance(self.outcome, Article) else ()


def explained(page: Page, options: Options) -> Explained:
    """Clean a page and return all that there is to show of it."""
    page = joined(page) if page.parts else page
    outcome = clean(page, options)
    if isinstance(outcome, Article) and not outcome.text:
        outcome = Rejected(Reason.NO_TEXT, "the article has no text", outcome.as_published, outcome.removed)
    has_text = bool(page.body.strip()) and not is_binary(page.body)
    decoded = decode(page.body, page.content_type) if has_text else None
    record = make_record(page, outcome) if isinstance(outcome, Article) else None
    return Explained(page, options, outcome, decoded, record)


def explained_record(record: Mapping[str, Any], page: Page, options: Options) -> Explained:
    """Explain the record of a folder by its page, and say how the page as it is now differs from it."""
    found = explained(replace(page, input=record["input"]), options)
    if found.record is None:
        note = "The page as it is now gives no record; the one in the folder was made of other bytes or by other rules."
        return replace(found, notes=(note,))
    known = replace(found.record, dup_of=record["dup_of"], dup_kind=record["dup_kind"])
    if found.record.text_sha256 != record["text_sha256"]:
        note = "The page as it is now gives another text than the record in the folder has."
        return replace(found, record=known, notes=(note,))
    return replace(found, record=known)
