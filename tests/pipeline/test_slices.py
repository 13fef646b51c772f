"""Archives read a slice at a time give what reading from the start gives, whatever is in them and however they are broken."""

import gzip
import random
import zlib
from pathlib import Path

import pytest

from pipeline.engines.items import list_items
from pipeline.engines.local import clean_in_order
from pipeline.engines.worker import Work
from pipeline.outcome import Outcome, Rules, reject
from scraper.files import read_input
from scraper.page import Failure, Fetched, Page
from scraper.warc import Slice
from tests.scraper.test_warc import members, record, response, url


def told(page: Fetched, _rules: Rules = Rules()) -> Outcome:  # noqa: B008  (frozen)
    if isinstance(page, Failure):
        return reject(page.input, page.reason, page.detail)
    parts = "+".join(part.input for part in page.parts)
    return Outcome(page.input, record=page.body, id=page.url, key=parts)


@pytest.fixture(autouse=True)
def small_slices(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("scraper.warc.SLICE_BYTES", 1500)


def sliced(path: Path, jobs: int = 1) -> list[Outcome]:
    items = list_items([str(path)])
    return [outcome for done in clean_in_order(items, Work(clean_page=told), jobs) for outcome in done.outcomes]


def whole(path: Path) -> list[Outcome]:
    return [told(page) for page in read_input(str(path))]


def noise(number: int, chars: int) -> bytes:
    return f"<p>{random.Random(number).randbytes(chars).hex()}</p>".encode()


def some_records(count: int) -> list[bytes]:
    return [record(url(number), response(noise(number, 20 + number * 37 % 400))) for number in range(count)]


def stored(data: bytes) -> bytes:
    """Return data as a gzip member that holds it as it is, as deflate does with what it cannot make smaller."""
    packer = zlib.compressobj(0, zlib.DEFLATED, 31)
    return packer.compress(data) + packer.flush()


def forged(number: int) -> bytes:
    """Return a record whose body is made of what looks like members with records of their own."""
    inner = b"".join(gzip.compress(record("http://forged.example/", response(noise(at, 100)))) for at in range(20))
    return record(url(number), response(inner + b"<p>x</p>", Content_Type="text/plain"))


def spread_story() -> list[bytes]:
    first = record(url(1), response(noise(1, 900)), WARC_Joined_Parts="3")
    return [first, *(record(url(number), response(noise(number, 900))) for number in range(2, 6))]


FILES = {
    "plain.warc": lambda: b"".join(some_records(40)),
    "members.warc.gz": lambda: members(*some_records(40))[0],
    "large.warc.gz": lambda: members(*(record(url(n), response(noise(n, 5000))) for n in range(5)))[0],
    "forged.warc.gz": lambda: b"".join(stored(one) for one in [*some_records(8), forged(50), *some_records(8)]),
    "forged.warc": lambda: b"".join(
        [
            record(url(1), response(noise(1, 500))),
            record(url(2), response(b"\n".join(some_records(20)))),
            *some_records(5),
        ]
    ),
    "parts.warc.gz": lambda: members(*some_records(3), *spread_story(), *some_records(3))[0],
    "one.warc.gz": lambda: gzip.compress(b"".join(some_records(40))),
    "empty.warc.gz": lambda: b"",
    "tiny.warc.gz": lambda: members(*some_records(1))[0],
    "lf.warc": lambda: b"".join(some_records(30)).replace(b"\r\n\r\nWARC", b"\n\nWARC"),
}


@pytest.mark.parametrize("name", FILES)
def test_slices_are_the_file(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(FILES[name]())
    found = sliced(tmp_path / name)
    assert found == whole(tmp_path / name)
    assert bool(found) == (not name.startswith("empty"))


@pytest.mark.parametrize("name", ["forged.warc.gz", "forged.warc"])
def test_a_forged_record_is_found_out(tmp_path: Path, name: str, caplog: pytest.LogCaptureFixture) -> None:
    (tmp_path / name).write_bytes(FILES[name]())
    with caplog.at_level("INFO"):
        sliced(tmp_path / name)
    assert "done again" in caplog.text


def test_workers_give_the_same(tmp_path: Path) -> None:
    (tmp_path / "a.warc.gz").write_bytes(FILES["forged.warc.gz"]())
    assert sliced(tmp_path / "a.warc.gz", jobs=2) == whole(tmp_path / "a.warc.gz")


@pytest.mark.parametrize("seed", range(60))
def test_slices_of_damaged_files_are_the_file(tmp_path: Path, seed: int) -> None:
    rng = random.Random(seed)
    name = rng.choice(["members.warc.gz", "plain.warc", "forged.warc.gz", "parts.warc.gz"])
    data = bytearray(FILES[name]())
    for _ in range(rng.randrange(1, 4)):
        at, length = rng.randrange(len(data)), rng.randrange(1, 200)
        data[at : at + length] = rng.choice([b"", rng.randbytes(length), b"\x1f\x8b\x08"])
    if rng.random() < 0.3:
        del data[rng.randrange(len(data)) :]
    (tmp_path / name).write_bytes(data)
    assert sliced(tmp_path / name) == whole(tmp_path / name)


def test_of_340_records_one_damaged_member_costs_one(tmp_path: Path) -> None:
    data, places = members(*(record(url(number), response(noise(number, 60))) for number in range(340)))
    broken = bytearray(data)
    middle = (places[170] + places[171]) // 2
    broken[middle : middle + 16] = b"\0" * 16
    (tmp_path / "a.warc.gz").write_bytes(broken)
    found = sliced(tmp_path / "a.warc.gz", jobs=2)
    assert [outcome.id for outcome in found if not outcome.reason] == [url(n) for n in range(340) if n != 170]
    assert [outcome.reason for outcome in found if outcome.reason] == ["corrupt"]


def test_a_cut_tail_is_one_reject(tmp_path: Path) -> None:
    data, _ = members(*some_records(60))
    (tmp_path / "a.warc.gz").write_bytes(data[:-20])
    found = sliced(tmp_path / "a.warc.gz")
    assert [outcome.reason for outcome in found] == [""] * 59 + ["truncated"]


def test_a_share_takes_whole_archives(tmp_path: Path) -> None:
    for name in "abc":
        (tmp_path / f"{name}.warc.gz").write_bytes(FILES["members.warc.gz"]())
    paths = [str(tmp_path / f"{name}.warc.gz") for name in "abc"]
    shares = [list(list_items(paths, (part, 2))) for part in range(2)]
    assert [{item.path for item in share if isinstance(item, Slice)} for share in shares] == [
        {paths[0], paths[2]},
        {paths[1]},
    ]


def test_pages_travel_where_an_archive_has_no_places_to_begin_at(tmp_path: Path) -> None:
    (tmp_path / "one.warc.gz").write_bytes(FILES["one.warc.gz"]())
    assert all(isinstance(item, Page) for item in list_items([str(tmp_path / "one.warc.gz")]))
