"""What may go wrong in `scraper` beyond a value saying so.

    ScraperError
    ├── SettingsError      the operator asked for something that cannot be done; the text says which setting
    ├── StoreError         a URL of a store that cannot be reached with what is installed
    └── FrontierError      the crawl's state cannot be read or written
        ├── FrontierFullError  the disk is full; everything committed before is safe
        ├── LeaseLostError     a result was handed in for a lease that is no longer held
        └── FencedError        another process owns this shard of the crawl by now, or has not let go of it

A page that cannot be had is no error: it is a `Failure`.
"""

# Result codes of SQLite for what the system has no room for: https://www.sqlite.org/rescode.html
REFUSED_WRITES = frozenset(
    {
        *("SQLITE_FULL", "SQLITE_IOERR_WRITE", "SQLITE_IOERR_TRUNCATE", "SQLITE_IOERR_FSYNC"),
        *("SQLITE_IOERR_SHMSIZE", "SQLITE_IOERR_SHMMAP", "SQLITE_IOERR_SHMOPEN"),
    }
)


class ScraperError(Exception):
    """Base of the package's errors."""


class SettingsError(ScraperError):
    """A setting that cannot be obeyed."""


class StoreError(ScraperError):
    """No way to the store behind a URL; `hint` says what to do."""

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.hint = hint


class FrontierError(ScraperError):
    """The frontier's file cannot be used."""


class FrontierFullError(FrontierError):
    """The disk has no room for the frontier."""


class LeaseLostError(FrontierError):
    """The lease was finished or released before."""


class FencedError(FrontierError):
    """The frontier has another owner."""
