"""What was fetched, as WARC 1.1: one gzip member a record, with digests, in files of about a gigabyte.

Bodies are stored as they were unpacked; a Content-Encoding or Transfer-Encoding is then kept under the name that Common
Crawl uses for it (`X-Crawler-…`), since the length and the encoding that the server named are those of other bytes.
"""

import io
from datetime import UTC, datetime
from pathlib import Path
from typing import IO

from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from scraper.page import Page

MAX_FILE_BYTES = 1 << 30
UNPACKED = frozenset({"content-encoding", "transfer-encoding", "content-length"})
VERSION = "1.1"
PARTS = "WARC-Joined-Parts"


class Archive:
    """A folder of WARC files; each run begins a new one. Used in a `with`."""

    def __init__(self, folder: Path, software: str, now: datetime) -> None:
        self._folder = folder
        self._info = {"software": software, "format": f"WARC File Format {VERSION}", "robots": "obey"}
        self._stem = f"crawl-{now.astimezone(UTC):%Y%m%d%H%M%S}"
        self._number = 0
        self._file: IO[bytes] | None = None
        self._writer: WARCWriter | None = None

    def write(self, page: Page) -> None:
        """Append a page and its further parts; they are with the system when this returns, a kill loses none."""
        writer = self._open()
        self._response(writer, page, {PARTS: str(len(page.parts))} if page.parts else {})
        for part in page.parts:
            self._response(writer, part, {})
        if self._file:
            self._file.flush()

    def close(self) -> None:
        """Close the file in the making."""
        if self._file:
            self._file.close()
        self._file = self._writer = None

    def _open(self) -> WARCWriter:
        if self._file and self._file.tell() > MAX_FILE_BYTES:
            self.close()
        if self._writer is None:
            self._folder.mkdir(parents=True, exist_ok=True)
            path = self._free_path()
            self._file = path.open("xb")
            self._writer = WARCWriter(self._file, gzip=True, warc_version=f"WARC/{VERSION}")
            info = self._writer.create_warcinfo_record(path.name, self._info)
            self._writer.write_record(info)
            info.raw_stream.close()
        return self._writer

    def _free_path(self) -> Path:
        while (path := self._folder / f"{self._stem}-{self._number:05d}.warc.gz").exists():
            self._number += 1
        return path

    def _response(self, writer: WARCWriter, page: Page, more: dict[str, str]) -> None:
        fields = [_renamed(name, value) for name, value in page.headers]
        fields.append(("Content-Length", str(len(page.body))))
        record = writer.create_warc_record(
            page.url,
            "response",
            payload=io.BytesIO(page.body),
            http_headers=StatusAndHeaders(
                f"{page.status} {'OK' if page.status == 200 else ''}".strip(), fields, "HTTP/1.1"
            ),
            warc_headers_dict=more | ({"WARC-Date": _stamp(page.fetched)} if page.fetched else {}),
        )
        writer.write_record(record)
        record.raw_stream.close()  # a temporary file that warcio leaves open


def _renamed(name: str, value: str) -> tuple[str, str]:
    return (f"X-Crawler-{name}" if name.lower() in UNPACKED else name, value)


def _stamp(moment: datetime) -> str:
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")
