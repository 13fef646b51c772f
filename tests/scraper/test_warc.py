"""Archives as the web writes them, whole and broken: every page where it is said to be, every loss told."""

import base64
import gzip
import hashlib
import io
import zlib
from datetime import UTC, datetime
from pathlib import Path

import pytest
import zstandard
from fastwarc import stream_io, warc
from warcio.archiveiterator import ArchiveIterator
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from scraper.archive import Archive
from scraper.fetcher import FetchSettings
from scraper.files import list_inputs, read_input
from scraper.page import Failure, Media, Page

NOW = datetime(2024, 5, 6, 7, 8, 9, 123456, UTC)
STORY = "<html><p>今天下午，记者来到现场。</p></html>".encode()


def record(url: str, http: bytes, kind: str = "response", **more: str) -> bytes:
    fields = {"WARC-Type": kind, "WARC-Target-URI": url, "WARC-Date": "2024-05-06T07:08:09Z"}
    fields |= {name.replace("_", "-"): value for name, value in more.items()} | {"Content-Length": str(len(http))}
    head = "".join(f"{name}: {value}\r\n" for name, value in fields.items())
    return b"WARC/1.1\r\n" + head.encode() + b"\r\n" + http + b"\r\n\r\n"


def response(body: bytes = STORY, status: str = "200 OK", **headers: str) -> bytes:
    fields = {"Content-Type": "text/html; charset=utf-8"} | {
        key.replace("_", "-"): value for key, value in headers.items()
    }
    head = "".join(f"{name}: {value}\r\n" for name, value in fields.items())
    return f"HTTP/1.1 {status}\r\n{head}\r\n".encode() + body


def members(*records: bytes) -> tuple[bytes, list[int]]:
    """Return records as a file of gzip members, and where each begins."""
    packed = [gzip.compress(found) for found in records]
    return b"".join(packed), [sum(map(len, packed[:number])) for number in range(len(packed))]


def read(tmp_path: Path, data: bytes, name: str = "a.warc.gz") -> list[Page | Failure]:
    path = tmp_path / name
    path.write_bytes(data)
    return list(read_input(str(path)))


def told(found: list[Page | Failure]) -> list[str]:
    return [page.url if isinstance(page, Page) else page.reason for page in found]


def url(number: int) -> str:
    return f"http://a.example/{number}.html"


def test_pages_of_an_archive(tmp_path: Path) -> None:
    data, places = members(
        record("", b"software: x\r\n", "warcinfo"),
        record(url(1), response()),
        record(url(1), b"GET / HTTP/1.1\r\n\r\n", "request"),
        record(url(2), response(status="404 Not Found")),
        record(url(3), response(b"\x89PNG", Content_Type="image/png")),
        record(url(4), response()),
    )
    first, last = read(tmp_path, data)
    assert isinstance(first, Page)
    assert (first.url, first.body, first.media, first.status) == (url(1), STORY, Media.HTML, 200)
    assert first.fetched == datetime(2024, 5, 6, 7, 8, 9, tzinfo=UTC)
    assert first.content_type == "text/html; charset=utf-8"
    assert (first.input, last.input) == (f"{tmp_path}/a.warc.gz#{places[1]}", f"{tmp_path}/a.warc.gz#{places[5]}")


@pytest.mark.parametrize(
    "http",
    [
        pytest.param(response(gzip.compress(STORY), Content_Encoding="gzip"), id="gzip"),
        pytest.param(response(zlib.compress(STORY), Content_Encoding="deflate"), id="deflate"),
        pytest.param(response(STORY, Content_Encoding="gzip"), id="gzip undone by another tool"),
        pytest.param(response(b"5\r\n" + STORY[:5] + b"\r\n%x\r\n" % len(STORY[5:]) + STORY[5:] + b"\r\n0\r\n\r\n",
                              Transfer_Encoding="chunked"), id="chunked"),
        pytest.param(response(STORY, Transfer_Encoding="chunked"), id="chunks undone by another tool"),
        pytest.param(response().replace(b"\r\n", b"\n"), id="lines that end in LF"),
    ],
)  # fmt: skip
def test_encodings(tmp_path: Path, http: bytes) -> None:
    (page,) = read(tmp_path, members(record(url(1), http))[0])
    assert isinstance(page, Page)
    assert page.body == STORY


@pytest.mark.parametrize(
    ("http", "reason"),
    [
        pytest.param(response(gzip.compress(STORY)[:-9], Content_Encoding="gzip"), "truncated", id="gzip cut"),
        pytest.param(response(b"ff\r\n" + STORY, Transfer_Encoding="chunked"), "truncated", id="chunk cut"),
        pytest.param(response(STORY, Content_Encoding="zstd"), "content_encoding", id="unknown"),
    ],
)
def test_bodies_that_cannot_be_unpacked(tmp_path: Path, http: bytes, reason: str) -> None:
    data, (_, place) = members(record("", b"", "warcinfo"), record(url(1), http))
    (failure,) = read(tmp_path, data)
    assert isinstance(failure, Failure)
    assert (failure.reason, failure.url, failure.input) == (reason, url(1), f"{tmp_path}/a.warc.gz#{place}")


def test_damaged_member_costs_itself_alone(tmp_path: Path) -> None:
    data, places = members(*(record(url(number), response(STORY * number)) for number in range(1, 6)))
    middle = (places[2] + places[3]) // 2
    broken = data[:middle] + bytes(byte ^ 0xFF for byte in data[middle : middle + 8]) + data[middle + 8 :]
    assert told(read(tmp_path, broken)) == [url(1), url(2), "corrupt", url(4), url(5)]


def test_every_single_damaged_byte(tmp_path: Path) -> None:
    data, places = members(*(record(url(number), response(STORY)) for number in range(1, 4)))
    for at in range(places[1], places[2]):
        found = told(read(tmp_path, data[:at] + bytes([data[at] ^ 0xFF]) + data[at + 1 :]))
        assert (found[0], found[-1]) == (url(1), url(3)), at
        # the name and time in a gzip header are not covered by its checksum
        assert found[1:-1] in (["corrupt"], ["truncated"], [url(2)]), at


def test_every_truncation_is_told(tmp_path: Path) -> None:
    data, places = members(*(record(url(number), response(STORY)) for number in range(1, 3)))
    assert told(read(tmp_path, data[: places[1]])) == [url(1)]
    for end in range(places[1] + 1, len(data)):
        assert told(read(tmp_path, data[:end])) in ([url(1), "truncated"], [url(1), "corrupt"]), end


def test_garbage_between_members(tmp_path: Path) -> None:
    (one, _), (two, _) = members(record(url(1), response())), members(record(url(2), response()))
    assert told(read(tmp_path, one + b"garbage" * 30_000 + two)) == [url(1), "corrupt", url(2)]


@pytest.mark.parametrize("name", ["a.warc", "a.warc.zst", "one.warc.gz"])
def test_other_compressions(tmp_path: Path, name: str) -> None:
    plain = b"".join(record(url(number), response()) for number in range(1, 4))
    packed = {"a.warc": plain, "a.warc.zst": zstandard.compress(plain), "one.warc.gz": gzip.compress(plain)}[name]
    found = read(tmp_path, packed, name)
    assert told(found) == [url(1), url(2), url(3)]
    assert len({page.input for page in found}) == 3


def test_plain_archive_that_is_cut_or_damaged(tmp_path: Path) -> None:
    records = [record(url(number), response()) for number in range(1, 4)]
    assert told(read(tmp_path, b"".join(records)[:-60], "a.warc")) == [url(1), url(2), "truncated"]
    lame = records[1].replace(b"WARC/1.1", b"XXXX/1.1")
    assert told(read(tmp_path, records[0] + lame + records[2], "a.warc")) == [url(1), "corrupt", url(3)]


@pytest.mark.parametrize(
    ("digest", "outcome"), [("sha1:" + "A" * 32, "corrupt"), ("md5:x", url(1)), ("sha1:???", url(1))]
)
def test_digests_are_checked(tmp_path: Path, digest: str, outcome: str) -> None:
    data, _ = members(record(url(1), response(), WARC_Block_Digest=digest))
    assert told(read(tmp_path, data)) == [outcome]


def test_missing_archive(tmp_path: Path) -> None:
    assert told(list(read_input(f"{tmp_path}/none.warc.gz"))) == ["not_found"]


def page(number: int, **more: object) -> Page:
    headers = (("Content-Type", "text/html; charset=gbk"), ("Content-Encoding", "gzip"), ("ETag", '"1"'))
    values = {
        "body": STORY * number,
        "input": url(number),
        "url": url(number),
        "headers": headers,
        "fetched": NOW,
    } | more
    return Page(**values)  # type: ignore[arg-type]


def test_what_is_archived_comes_back(tmp_path: Path) -> None:
    pages = [page(1), page(2, parts=(page(3), page(4))), page(5)]
    archive = Archive(tmp_path, FetchSettings(), NOW)
    for one in pages:
        archive.write(one)
    archive.close()
    (path,) = tmp_path.iterdir()
    assert path.name == "crawl-20240506070809-00000.warc.gz"
    found = list(read_input(str(path)))
    for one, other in zip(pages, found, strict=True):
        assert isinstance(other, Page)
        assert (one.url, one.body, one.fetched, one.content_type) == (
            other.url,
            other.body,
            other.fetched,
            other.content_type,
        )
        assert [part.body for part in one.parts] == [part.body for part in other.parts]


def test_archive_is_what_the_standard_says(tmp_path: Path) -> None:
    archive = Archive(tmp_path, FetchSettings(), NOW)
    archive.write(page(1))
    archive.write(page(2))
    archive.close()
    (path,) = tmp_path.iterdir()
    with path.open("rb") as stream:
        records = [(one.rec_type, one.rec_headers.get_header("WARC-Target-URI"), one.content_stream().read(),
                    one.rec_headers.get_header("WARC-Payload-Digest"), one.digest_checker.passed)
                   for one in ArchiveIterator(stream, check_digests=True)]  # fmt: skip
    assert [kind for kind, *_ in records] == ["warcinfo", "request", "response", "request", "response"]
    assert [(where, body) for _, where, body, *_ in records[2::2]] == [(url(1), STORY), (url(2), STORY * 2)]
    assert all(passed is not False for *_, passed in records)
    first = path.read_bytes()
    assert gzip.GzipFile(fileobj=io.BytesIO(first)).readline() == b"WARC/1.1\r\n"
    assert records[2][3].startswith("sha1:")


def test_two_archives_of_one_second_do_not_mix(tmp_path: Path) -> None:
    for number in (1, 2):
        archive = Archive(tmp_path, FetchSettings(), NOW)
        archive.write(page(number))
        archive.close()
    assert len(list(tmp_path.iterdir())) == 2


def test_text_of_a_wet_file(tmp_path: Path) -> None:
    text = "今天下午，记者来到现场。\n市民都来看书。\n".encode()
    data, places = members(
        record("", b"Software-Info: x\r\n", "warcinfo"), record(url(1), text, "conversion", Content_Type="text/plain")
    )
    (found,) = read(tmp_path, data, "a.warc.wet.gz")
    assert isinstance(found, Page)
    assert (found.media, found.body, found.url) == (Media.TEXT, text, url(1))
    assert found.input.endswith(f"a.warc.wet.gz#{places[1]}")


def test_resource_record_is_the_page_itself(tmp_path: Path) -> None:
    (found,) = read(tmp_path, members(record(url(1), STORY, "resource", Content_Type="text/html"))[0])
    assert isinstance(found, Page)
    assert (found.media, found.body) == (Media.HTML, STORY)


def test_revisits_are_counted(tmp_path: Path) -> None:
    again = record(url(1), response(b""), "revisit", WARC_Refers_To_Target_URI=url(9))
    picture = record(url(2), response(b"", Content_Type="image/png"), "revisit")
    (found,) = read(tmp_path, members(again, picture)[0])
    assert isinstance(found, Failure)
    assert (found.reason, found.url) == ("revisit", url(1))
    assert found.detail.endswith(f"the same as {url(9)}")


def sha1(data: bytes) -> str:
    return "sha1:" + base64.b32encode(hashlib.sha1(data).digest()).decode()


CHUNKED = b"%x\r\n" % len(STORY) + STORY + b"\r\n0\r\n\r\n"


@pytest.mark.parametrize(
    ("http", "digested", "outcome"),
    [
        pytest.param(response(STORY), STORY, url(1), id="right"),
        pytest.param(response(STORY), STORY + b"!", "corrupt", id="wrong"),
        pytest.param(response(CHUNKED, Transfer_Encoding="chunked"), STORY, url(1), id="without its chunks"),
        pytest.param(response(CHUNKED, Transfer_Encoding="chunked"), CHUNKED, url(1), id="with its chunks"),
        pytest.param(response(gzip.compress(STORY), Content_Encoding="gzip"), STORY, url(1), id="unpacked"),
    ],
)
def test_payload_digests_are_checked(tmp_path: Path, http: bytes, digested: bytes, outcome: str) -> None:
    data, _ = members(record(url(1), http, WARC_Payload_Digest=sha1(digested)))
    assert told(read(tmp_path, data)) == [outcome]


def test_archive_written_by_warcio(tmp_path: Path) -> None:
    path = tmp_path / "a.warc.gz"
    with path.open("wb") as out:
        writer = WARCWriter(out, gzip=True)
        for number in range(1, 4):
            head = StatusAndHeaders("200 OK", [("Content-Type", "text/html"), ("Content-Encoding", "gzip")], "HTTP/1.1")
            body = io.BytesIO(gzip.compress(STORY * number))
            made = writer.create_warc_record(url(number), "response", payload=body, http_headers=head)
            writer.write_record(made)
            made.raw_stream.close()
        again = writer.create_revisit_record(url(4), sha1(STORY), url(1), "2024-05-06T07:08:09Z")
        writer.write_record(again)
        again.raw_stream.close()
    found = list(read_input(str(path)))
    assert told(found) == [url(1), url(2), url(3), "revisit"]
    assert [one.body for one in found if isinstance(one, Page)] == [STORY, STORY * 2, STORY * 3]


@pytest.mark.parametrize("name", ["a.warc", "a.warc.gz"])
def test_archive_written_by_fastwarc(tmp_path: Path, name: str) -> None:
    with (tmp_path / name).open("wb") as stored:
        out = stream_io.GzipWriter(stored) if name.endswith(".gz") else stored
        for number in range(1, 4):
            made = warc.WarcRecord()
            made.init_headers(warc.WarcRecordType.response)
            made.headers["WARC-Target-URI"] = url(number)
            made.set_bytes_content(response(STORY * number))
            made.is_http = True
            made.write(out, checksum_data=True)
        out.close()
    found = list(read_input(str(tmp_path / name)))
    assert [one.body for one in found if isinstance(one, Page)] == [STORY, STORY * 2, STORY * 3]


def test_list_of_paths(tmp_path: Path) -> None:
    names = ["crawl-data/CC-NEWS/a.warc.gz", "crawl-data/CC-NEWS/b.warc.gz"]
    (tmp_path / "warc.paths.gz").write_bytes(gzip.compress("\n".join([*names, "/elsewhere/c.warc.gz", ""]).encode()))
    listed = str(tmp_path / "warc.paths.gz")
    assert list(list_inputs([listed])) == [*(f"{tmp_path}/{name}" for name in names), "/elsewhere/c.warc.gz"]
    assert list(list_inputs([listed], "s3://commoncrawl/")) == [
        *(f"s3://commoncrawl/{name}" for name in names),
        "/elsewhere/c.warc.gz",
    ]
    assert list(list_inputs([f"{tmp_path}/none.paths"])) == [f"{tmp_path}/none.paths"]
