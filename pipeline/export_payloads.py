"""Finished pages from the frontier, where each waits since its URL was marked as done, into shards: each exactly once."""

from typing import TYPE_CHECKING, Final

from pipeline.folder import OutputFolder
from pipeline.payload import unpack
from pipeline.summary import Summary
from scraper.frontier import Frontier

if TYPE_CHECKING:
    from collections.abc import Callable

    from pipeline.cleaning import Settings, ShardStream
    from pipeline.ledger import Ledger

SEQUENCE: Final = "payload"


class PayloadExport:
    """The way from payloads to shards; what is needed for it is read when there is a payload. Used in a `closing`."""

    def __init__(
        self, folder: OutputFolder, frontier: Frontier, settings: "Callable[[], Settings]", summary: Summary
    ) -> None:
        self._folder = folder
        self._frontier = frontier
        self._settings = settings
        self._summary = summary
        self._ledger: Ledger | None = None
        self._shards: ShardStream | None = None

    def move(self) -> None:
        """Move every payload into shards; the receipt of a shard names the last payload it holds."""
        last = self._last()
        self._frontier.drop_payloads(last)
        for sequence, payload in self._frontier.payloads(last):
            shards = self._open()
            signed = self._settings().work.rules.signed
            shards.add([unpack(payload, signed=signed)], [(SEQUENCE, str(sequence))])
        if self._shards:
            self._shards.finish()
            self._frontier.drop_payloads(self._last())

    def close(self) -> None:
        """Forget the shard in the making, if there is one."""
        if self._shards:
            self._shards.abandon()
        if self._ledger:
            self._ledger.close()

    def _last(self) -> int:
        return int(self._folder.mark(SEQUENCE) or 0)

    def _open(self) -> "ShardStream":
        if self._shards is None:
            from pipeline.cleaning import ShardStream

            settings = self._settings()
            self._ledger = settings.ledger(self._folder.holdings, self._folder.state)
            self._ledger.catch_up(self._folder.root, self._folder.rows)
            self._shards = ShardStream(self._folder, self._ledger, settings, self._summary)
        return self._shards
