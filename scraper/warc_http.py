"""From the block of a WARC response to a page: HTTP as it was received, or as other tools left it."""

import io
from datetime import UTC, datetime
from urllib.parse import urlsplit

from scraper.fetcher.body import read_body
from scraper.fetcher.faults import FetchError
from scraper.fetcher.limits import Limits
from scraper.fetcher.media import HTML_TYPES, TEXT_TYPES, media_of, media_type
from scraper.page import Failure, Fetched, Page
from scraper.warc_records import is_as_digested

LIMITS = Limits()
GOOD = frozenset({200, 203})
DOCUMENTS = frozenset({"resource", "conversion"})  # the bytes themselves; a conversion is text that was made of a page
RESPONSES = frozenset({"response", "revisit"})


def is_aside(headers: dict[str, str], url: str) -> bool:
    """Tell whether a record is there for the crawl's sake: a robots.txt, or what an archive of ours says is no page."""
    return "warc-fetched-for" in headers or urlsplit(url).path == "/robots.txt"


def page_of_response(headers: dict[str, str], block: bytes, place: str) -> Fetched | None:
    """Return the page of a record, a `Failure` for one that gives none though it should, None for what is no page."""
    kind, url = headers.get("warc-type", ""), headers.get("warc-target-uri", "").strip("<>")
    if kind == "too_large":
        return Failure(place, "too_large", f"{place}: a record of {headers['content-length']} bytes", url)
    wanted = kind in DOCUMENTS | RESPONSES and url.startswith(("http://", "https://"))
    if not wanted or is_aside(headers, url):
        return None
    status, fields, payload = _split(block) if kind in RESPONSES else _document(headers, block)
    names = {name.lower(): value for name, value in reversed(fields)}
    content_type = names.get("content-type", "")
    if media_type(content_type) not in HTML_TYPES | TEXT_TYPES | {""}:
        return None
    if kind == "revisit":
        return Failure(place, "revisit", f"{place}: {_revisited(headers)}", url)
    if status not in GOOD:
        return None
    try:
        body = _unchunked(payload) if "chunked" in names.get("transfer-encoding", "").lower() else payload
        unpacked = b"".join(read_body(_Bytes(body), names.get("content-encoding", ""), LIMITS))
    except FetchError as fault:
        return Failure(place, fault.reason, f"{place}: {fault.detail}", url)
    # The standard means the body without its chunks; writers took it with them, or unpacked.
    if not any(is_as_digested(data, headers.get("warc-payload-digest", "")) for data in (body, payload, unpacked)):
        return Failure(place, "corrupt", f"{place}: the payload's digest is another one", url)
    return Page(
        body=unpacked,
        input=place,
        media=media_of(content_type, unpacked),
        url=url,
        requested_url=url,
        status=status,
        headers=fields,
        fetched=_moment(headers.get("warc-date", "")),
    )


def _document(headers: dict[str, str], block: bytes) -> tuple[int, tuple[tuple[str, str], ...], bytes]:
    """Return a record without HTTP in the shape of a response."""
    return 200, (("Content-Type", headers.get("content-type", "")),), block


def _revisited(headers: dict[str, str]) -> str:
    first = headers.get("warc-refers-to-target-uri", "") or headers.get("warc-refers-to", "")
    return f"the same as {first.strip('<>')}" if first else "the same as an earlier record"


class _Bytes(io.BytesIO):
    """Bytes in the shape that the fetcher unpacks."""

    def read(self, amt: int | None = -1, *, decode_content: bool = False) -> bytes:  # noqa: ARG002
        """Return up to `amt` bytes."""
        return super().read(amt)


def _split(block: bytes) -> tuple[int, tuple[tuple[str, str], ...], bytes]:
    """Return status, headers and body of a response; status 0 where it is none."""
    end = block.find(b"\r\n\r\n")
    earlier = block.find(b"\n\n", 0, end if end >= 0 else len(block))
    end = earlier if earlier >= 0 else end
    if end < 0 or not block.startswith(b"HTTP/"):
        return 0, (), b""
    body = block[end + (4 if block[end : end + 1] == b"\r" else 2) :]
    lines = block[:end].decode("latin-1").replace("\r\n", "\n").split("\n")
    words = lines[0].split()
    status = int(words[1]) if len(words) > 1 and words[1].isdecimal() else 0
    pairs = (line.partition(":") for line in lines[1:] if ":" in line)
    return status, tuple((name.strip(), value.strip()) for name, _, value in pairs), body


def _unchunked(body: bytes) -> bytes:
    """Return a body with its chunks put together; many tools have done so already and kept the header."""
    pieces: list[bytes] = []
    at = 0
    while True:
        end = body.find(b"\r\n", at)
        digits = body[at:end].split(b";", 1)[0].strip() if 0 <= end - at < 1024 else b""
        try:
            size = int(digits, 16) if digits.isalnum() else -1
        except ValueError:
            size = -1
        if size < 0:
            if not pieces:
                return body
            raise FetchError("truncated", f"no chunk begins after {at} bytes")
        if size == 0:
            return b"".join(pieces)
        piece = body[end + 2 : end + 2 + size]
        if len(piece) < size:
            raise FetchError("truncated", f"a chunk of {size} bytes has {len(piece)}")
        pieces.append(piece)
        at = end + 2 + size + 2


def _moment(text: str) -> datetime | None:
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
