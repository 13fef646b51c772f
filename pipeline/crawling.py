"""A crawl into the shards of a folder, each page exactly once whatever is killed when.

A page's outcome is written into the frontier in the same transaction that marks its URL as done; there it waits until a
shard holds it. The shard's receipt names the last payload it holds, so a run that died between the two neither loses
nor repeats a page.
"""

import logging
import threading
from contextlib import closing
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

import orjson

from cleaners.values import Reason
from pipeline.errors import ExitCode, Stopped
from pipeline.export_payloads import PayloadExport
from pipeline.folder import OutputFolder
from pipeline.outcome import Outcome, reject
from pipeline.payload import pack
from pipeline.progress import Advance
from pipeline.summary import Summary
from pipeline.visits import visit_of
from scraper.address_kinds import looks_like_article
from scraper.crawl import crawl
from scraper.frontier import Frontier, Lease, Role, Status
from scraper.page import Failure, Fetched, Page
from scraper.settings import CrawlSettings

if TYPE_CHECKING:
    from collections.abc import Callable, Generator

    from pipeline.cleaning import Settings
    from pipeline.engines.beside import Cleaned, CleanedBeside
    from scraper.archive import Archive
    from scraper.post import Member

log = logging.getLogger(__name__)

# So many payloads wait in the frontier before they become a shard; what is left at the end of a run becomes one too.
PAYLOADS_A_SHARD: Final = 4096
PAYLOADS_AT_A_STOP: Final = 512
# How long a run that was told to stop waits for pages that are being cleaned; in seconds.
STOP_S: Final = 1.5
# What a page that only leads elsewhere is called; it is visited for its links and is no input of the data set.
LISTED: Final = "listed"
HUB_VERDICTS: Final = frozenset((Reason.LIST_PAGE.value, Reason.NO_ARTICLE.value, Reason.TOO_SHORT.value))
OUTSIDE: Final = "outside_window"
UNCHANGED: Final = "same_text"
_REJECTED: Final = "rejected "
# Outcomes of visits that got an answer worth having; a run with none of them fetched nothing.
ANSWERED: Final = frozenset((LISTED, UNCHANGED, OUTSIDE, "record", "unchanged", "not_modified", *Reason))
ENDS: Final = {"deferred": ExitCode.PARTIAL, "max_pages": ExitCode.LIMIT, "time_limit": ExitCode.LIMIT}


@dataclass(slots=True)
class Crawl:
    """One run: where it writes, how it asks, how it cleans, and what it counts.

    `settings` is called when the first page is there: a run that finds nothing new never reads the cleaners' tables.
    `archive` keeps what was fetched, `limit` ends the run after so many records, 0 for never.
    `member` makes it one shard of several.
    """

    folder: OutputFolder
    frontier: Frontier
    asking: CrawlSettings
    settings: "Callable[[], Settings]"
    summary: Summary
    archive: "Archive | None" = None
    limit: int = 0
    member: "Member | None" = None
    _records: int = 0
    _beside: "CleanedBeside | None" = None

    def run(self, stop: threading.Event, advance: Advance) -> None:
        """Crawl until nothing is left, a limit is reached, or `stop` is set; then write what was found."""
        with closing(PayloadExport(self.folder, self.frontier, self.settings, self.summary)) as export:
            export.move()
            self._fill(export, stop, advance)
            # many payloads take longer to write than a stop may; in the frontier they are as safe
            if not stop.is_set() or self.frontier.status(0.0).payloads <= PAYLOADS_AT_A_STOP:
                export.move()
        self._conclude()

    def _fill(self, export: PayloadExport, stop: threading.Event, advance: Advance) -> None:
        waiting = 0
        try:
            with closing(self._cleaned(stop)) as pages:
                for done in pages:
                    waiting += self._finish(*done)
                    advance(1)
                    if waiting >= PAYLOADS_A_SHARD:
                        export.move()
                        waiting = 0
                    if self.limit and self._records >= self.limit:
                        break
        except Stopped:
            log.info("stopped while a page was being cleaned; it is left to the next run")

    def _cleaned(self, stop: threading.Event) -> "Generator[Cleaned]":
        """Yield every page of the crawl with its outcome; what is not clean soon after a stop is left to the next run."""
        before = self.frontier.status(0.0)
        if not before.known or before.pending:
            self._cleaner().warm_up()
        try:
            with closing(
                crawl(self.asking, self.frontier, stop=stop, archive=self.archive, member=self.member)
            ) as handing:
                for handed in handing:
                    if handed and isinstance(handed[1], Failure):
                        failure = handed[1]
                        yield *handed, reject(failure.input, failure.reason, failure.detail, failure.sha256)
                    elif handed:
                        self._cleaner().submit(*handed)
                    if self._beside:
                        yield from self._beside.done()
            if self._beside:
                yield from self._beside.rest(stop, STOP_S)
        finally:
            for lease in self._beside.close() if self._beside else ():
                self.frontier.release(lease)

    def _cleaner(self) -> "CleanedBeside":
        if self._beside is None:
            from pipeline.engines.beside import CleanedBeside

            settings = self.settings()
            self._beside = CleanedBeside(settings.work, settings.jobs)
        return self._beside

    def _finish(self, lease: Lease, fetched: Fetched, outcome: Outcome) -> bool:
        """Write what became of a page into the frontier; return whether there is something to export."""
        log.info("%s: %s", fetched.input, outcome.reason or "a record")
        if isinstance(fetched, Failure) and lease.seed:
            self.summary.code = ExitCode.PARTIAL
            self.summary.notes.append(f"seed failed: {fetched.detail}")
        if self.archive and isinstance(fetched, Page):
            self.archive.write(fetched, lease.validators, lease.permit)
        outcome = self._in_window(outcome)
        name, mark = _verdict(lease, outcome)
        self._records += name == "record"
        is_news = name not in (LISTED, UNCHANGED)
        payload = pack(replace(outcome, visit=visit_of(lease, fetched))) if is_news else b""
        self.frontier.finish(lease, name, payload, text_digest=mark)
        return bool(payload)

    def _in_window(self, outcome: Outcome) -> Outcome:
        """Return the outcome, a reject for a story whose own date is outside of what was asked for."""
        since, until = self.asking.since, self.asking.until
        if not outcome.record or not (since or until):
            return outcome
        day = orjson.loads(outcome.record)["date_published"][:10]
        if not day or ((not since or day >= since.isoformat()) and (not until or day <= until.isoformat())):
            return outcome
        return reject(outcome.input, OUTSIDE, f"published on {day}", outcome.source_sha256)

    def _conclude(self) -> None:
        """Say why the run ended, in the summary's code and notes."""
        status = self.frontier.status(0.0)
        outcomes = status.outcomes
        is_limited = bool(self.limit) and self._records >= self.limit
        ended = status.ended or ("limit" if is_limited else "stopped")
        self.summary.ended, self.summary.visits = ended, outcomes
        self.summary.notes.append(f"ended: {ended}; {status.known:,} URLs known, {status.pending:,} pending")
        if outcomes:
            self.summary.notes.append("pages: " + ", ".join(f"{name} {count:,}" for name, count in outcomes.items()))
        for host in status.troubled_hosts:
            self.summary.notes.append(f"host {host.host}: {host.paused or f'{host.errors} errors in a row'}")
        waiting = self.member.post.untaken() if self.member else []
        for shard in waiting:
            self.summary.notes.append(f"shard {shard} has not taken in all links that were sent to it; is it running?")
            self.summary.code = self.summary.code or ExitCode.PARTIAL
        self.summary.code = self.summary.stopped or (ExitCode.LIMIT if is_limited else self._code(status))

    def _code(self, status: Status) -> ExitCode:
        ended = ENDS.get(status.ended, ExitCode.OK)
        if not status.outcomes.keys() & ANSWERED and (status.outcomes or not self.member):
            return ExitCode.NOTHING  # a shard that no site belongs to has done all there is
        if ended is ExitCode.OK and status.troubled_hosts:
            return ExitCode.PARTIAL
        return ended if ended is not ExitCode.OK else self.summary.code


def _verdict(lease: Lease, outcome: Outcome) -> tuple[str, str]:
    """Return the word for a visit, and the mark by which the same result is known again at the next visit."""
    if outcome.record:
        mark = orjson.loads(outcome.record)["text_sha256"]
        return (UNCHANGED if mark == lease.text_digest else "record"), mark
    is_hub = lease.role is Role.HUB or (lease.role is Role.SEED and not looks_like_article(lease.url))
    if is_hub and outcome.reason in HUB_VERDICTS:
        return LISTED, ""
    mark = f"{_REJECTED}{outcome.reason}"
    # a captcha where a story was: when the story is back, it is still known
    known = lease.text_digest if lease.text_digest and not lease.text_digest.startswith(_REJECTED) else mark
    return (UNCHANGED if mark == lease.text_digest else outcome.reason), known
