"""What was fetched, as WARC 1.1: one gzip member a record, with digests, in files of about a gigabyte.

Each response has its request before it. Bodies are stored as they were unpacked; a Content-Encoding or Transfer-Encoding
is then kept under the name that Common Crawl uses for it (`X-Crawler-…`), since the length and the encoding that the
server named are those of other bytes. What is no page (robots.txt, sitemaps, feeds, redirects, refusals) says so in
`WARC-Fetched-For`, so that whoever reads the pages passes it over.
"""

import io
from collections.abc import Mapping
from datetime import UTC, datetime
from http import HTTPStatus
from pathlib import Path
from typing import IO

from requests import PreparedRequest
from warcio.recordloader import ArcWarcRecord
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from scraper.fetcher import Answer, Exchange, FetchSettings, NotModified, Redirect, Request, Validators
from scraper.page import Page
from scraper.permit import Permit

MAX_FILE_BYTES = 1 << 30
UNPACKED = frozenset({"content-encoding", "transfer-encoding", "content-length"})
VERSION = "1.1"
PARTS = "WARC-Joined-Parts"
ASIDE = "WARC-Fetched-For"
NOT_MODIFIED = "http://netpreserve.org/warc/1.1/revisit/server-not-modified"


class Archive:
    """A folder of WARC files; each run begins a new one. Used in a `with`.

    `asking` tells the headers of the requests.
    """

    def __init__(self, folder: Path, asking: FetchSettings, now: datetime) -> None:
        self._folder = folder
        self._asking = asking.headers
        self._info = {"software": asking.user_agent, "format": f"WARC File Format {VERSION}", "robots": "obey"}
        self._stem = f"crawl-{now.astimezone(UTC):%Y%m%d%H%M%S}"
        self._number = 0
        self._file: IO[bytes] | None = None
        self._writer: WARCWriter | None = None

    def write(self, page: Page, validators: Validators | None = None, permit: Permit | None = None) -> None:
        """Append a page and its further parts; they are with the system when this returns, a kill loses none.

        `validators` went with the request; `permit` is what robots.txt said to it.
        """
        writer = self._open()
        response = self._page(writer, page, {PARTS: str(len(page.parts))} if page.parts else {})
        self._pair(writer, response, validators)
        if permit:
            self._write(writer, _verdict(writer, response, permit))
        for part in page.parts:
            self._pair(writer, self._page(writer, part, {}))
        self._flush()

    def note(self, request: Request, exchange: Exchange) -> None:
        """Append an answer that is no page for the reader: what it was asked for is said with it."""
        writer = self._open()
        answer = exchange.answer
        if isinstance(answer, Page):
            response = self._page(writer, answer, {ASIDE: request.kind.value})
        else:
            kind = "revisit" if isinstance(answer, NotModified) else "response"
            more = {ASIDE: _kind_of(answer), "WARC-Date": _stamp(datetime.fromtimestamp(exchange.answered, UTC))}
            if kind == "revisit":
                more["WARC-Profile"] = NOT_MODIFIED
            if not exchange.body and _names_body(exchange.headers):
                more["WARC-Truncated"] = "length"
            answered = Page(exchange.body, "", url=request.url, status=exchange.status, headers=exchange.headers)
            response = _response(writer, answered, more, kind)
        self._pair(writer, response, request.validators)
        self._flush()

    def close(self) -> None:
        """Close the file in the making."""
        if self._file:
            self._file.close()
        self._file = self._writer = None

    def _flush(self) -> None:
        if self._file:
            self._file.flush()

    def _open(self) -> WARCWriter:
        if self._file and self._file.tell() > MAX_FILE_BYTES:
            self.close()
        if self._writer is None:
            self._folder.mkdir(parents=True, exist_ok=True)
            path = self._free_path()
            self._file = path.open("xb")
            self._writer = WARCWriter(self._file, gzip=True, warc_version=f"WARC/{VERSION}")
            self._write(self._writer, self._writer.create_warcinfo_record(path.name, self._info))
        return self._writer

    def _free_path(self) -> Path:
        while (path := self._folder / f"{self._stem}-{self._number:05d}.warc.gz").exists():
            self._number += 1
        return path

    def _page(self, writer: WARCWriter, page: Page, more: dict[str, str]) -> ArcWarcRecord:
        date = {"WARC-Date": _stamp(page.fetched)} if page.fetched else {}
        return _response(writer, page, more | date)

    def _pair(self, writer: WARCWriter, response: ArcWarcRecord, validators: Validators | None = None) -> None:
        headers = self._asking | validators.headers if validators else self._asking
        self._write(writer, _request(writer, response, headers))
        self._write(writer, response)

    def _write(self, writer: WARCWriter, record: ArcWarcRecord) -> None:
        writer.write_record(record)
        record.raw_stream.close()  # a temporary file that warcio leaves open


def _kind_of(answer: Answer) -> str:
    words = {NotModified: "not_modified", Redirect: "redirect"}
    return words.get(type(answer), "failure")


def _response(writer: WARCWriter, page: Page, more: dict[str, str], kind: str = "response") -> ArcWarcRecord:
    fields = [_renamed(name, value) for name, value in page.headers] + [("Content-Length", str(len(page.body)))]
    phrase = HTTPStatus(page.status).phrase if page.status in HTTPStatus._value2member_map_ else ""
    http = StatusAndHeaders(f"{page.status} {phrase}".strip(), fields, "HTTP/1.1")
    return writer.create_warc_record(page.url, kind, io.BytesIO(page.body), http_headers=http, warc_headers_dict=more)


def _request(writer: WARCWriter, response: ArcWarcRecord, headers: Mapping[str, str]) -> ArcWarcRecord:
    """Return the request that a response answers, as it was sent."""
    url = response.rec_headers.get_header("WARC-Target-URI")
    prepared = PreparedRequest()
    prepared.prepare(method="GET", url=url, headers=dict(headers))
    host = (prepared.url or url).split("/", 3)[2].rpartition("@")[2]
    fields = [("Host", host), *((str(name), str(value)) for name, value in prepared.headers.items())]
    http = StatusAndHeaders(f"GET {prepared.path_url} HTTP/1.1", fields, is_http_request=True)
    return writer.create_warc_record(
        url, "request", http_headers=http, warc_headers_dict=_beside(response), payload=io.BytesIO()
    )


def _verdict(writer: WARCWriter, response: ArcWarcRecord, permit: Permit) -> ArcWarcRecord:
    """Return a metadata record with the verdict of robots.txt that a request was made under."""
    said = {
        "robots": "allowed" if permit.allowed else "denied",
        "robots-source": permit.source.value,
        "robots-url": permit.url,
        "robots-status": str(permit.status),
        "robots-fetched": _stamp(datetime.fromtimestamp(permit.fetched, UTC)),
        "robots-rule": permit.rule,
        "robots-crawl-delay": f"{permit.crawl_delay_s:g}",
    }
    block = "".join(f"{name}: {value}\r\n" for name, value in said.items()).encode()
    return writer.create_warc_record(
        response.rec_headers.get_header("WARC-Target-URI"),
        "metadata",
        payload=io.BytesIO(block),
        warc_content_type="application/warc-fields",
        warc_headers_dict=_beside(response),
    )


def _beside(response: ArcWarcRecord) -> dict[str, str]:
    headers = response.rec_headers
    return {
        "WARC-Concurrent-To": headers.get_header("WARC-Record-ID"),
        "WARC-Date": headers.get_header("WARC-Date"),
    }


def _names_body(headers: tuple[tuple[str, str], ...]) -> bool:
    """Tell whether an answer had a body that was not read: any length but 0, or none said."""
    lengths = [value.strip() for name, value in headers if name.lower() == "content-length"]
    return not lengths or lengths[0] != "0"


def _renamed(name: str, value: str) -> tuple[str, str]:
    return (f"X-Crawler-{name}" if name.lower() in UNPACKED else name, value)


def _stamp(moment: datetime) -> str:
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")
