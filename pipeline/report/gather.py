"""One pass over an output folder, a line at a time, into the figures of its report; memory does not grow with the records."""

import hashlib
import heapq
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Final, TypeAlias
from urllib.parse import urlsplit

import orjson

from pipeline.errors import UsageError
from pipeline.lines import KEPT
from pipeline.output_files import OutputFiles, Place, files_at
from pipeline.quality import SIGNALS
from pipeline.reader import read_lines
from pipeline.report.suspicion import Suspicion, spam_share, suspicions
from pipeline.report.tally import Lengths, Spread, Tally
from pipeline.verify import UNREADABLE

Row: TypeAlias = dict[str, Any]
LENGTH_EDGES: Final = (0, 50, 100, 200, 300, 500, 800, 1200, 2000, 3000, 5000, 8000, 12000, 20000, 50000)
# Signals are shares, but for these.
TOPS: Final = {"mean_line_chars": 300.0}
MAX_HOSTS: Final = 20_000
OTHER_HOSTS: Final = "(other hosts)"
NO_HOST: Final = "(no address)"
EXAMPLES_A_REASON: Final = 5
SPAM_TEXT_CHARS: Final = 60
SNIPPET_CHARS: Final = 90
# One record in so many of the sample is taken by chance, so that ordinary ones are seen too.
ORDINARY_SHARE: Final = 4


@dataclass(slots=True)
class Host:
    """What came of the pages of one host, in pages and characters."""

    records: int = 0
    rejects: int = 0
    chars: int = 0
    removed: int = 0
    spam: int = 0
    copies: int = 0
    undated: int = 0


@dataclass(frozen=True, slots=True)
class Sampled:
    """A record of the sample with what is suspected of it."""

    record: Row
    reasons: tuple[Suspicion, ...]

    @property
    def weight(self) -> float:
        """How much there is to suspect."""
        return sum(reason.weight for reason in self.reasons)


@dataclass(slots=True)
class Rejects:
    """The rejects of one reason: how many, and the first few."""

    count: int = 0
    examples: list[Row] = field(default_factory=list)


@dataclass
class Facts:
    """All that a report tells of a folder."""

    records: int = 0
    chars: int = 0
    hosts: dict[str, Host] = field(default_factory=dict)
    days: Tally = field(default_factory=Tally)
    undated: int = 0
    scripts: Counter[str] = field(default_factory=Counter)
    lengths: Lengths = field(default_factory=lambda: Lengths(LENGTH_EDGES))
    quality: dict[str, Spread] = field(default_factory=lambda: {name: Spread(TOPS.get(name, 1.0)) for name in SIGNALS})
    stages: Counter[str] = field(default_factory=Counter)
    rules: dict[tuple[str, str], list[int]] = field(default_factory=dict)  # spans, characters, records
    spam_texts: Tally = field(default_factory=Tally)
    spam_hosts: Tally = field(default_factory=Tally)
    rejects: dict[str, Rejects] = field(default_factory=dict)
    copies: Counter[str] = field(default_factory=Counter)
    originals: Tally = field(default_factory=Tally)
    titles: dict[str, str] = field(default_factory=dict)
    suspected: Counter[str] = field(default_factory=Counter)
    changed: int = 0
    sample: list[Sampled] = field(default_factory=list)


def gather(folder: Place, manifest: Row, sample: int) -> Facts:
    """Return the facts of a folder; `sample` records are kept to show, the most suspicious first.

    Raises `UsageError` that names the file where one cannot be read or does not fit the others.
    """
    files, facts, chosen = files_at(folder), Facts(), _Sample(sample)
    for shard in manifest["shards"]:
        sections = {row["path"].partition("/")[0]: row["path"] for row in shard["files"]}
        for record, removed in _records(files, sections):
            _add_record(facts, record)
            _add_removed(facts, record, removed)
            reasons = tuple(suspicions(record))
            facts.suspected.update(reason.name for reason in reasons)
            chosen.offer(Sampled(record | {"text": record["text"][:SNIPPET_CHARS]}, reasons))
        for line in _rows(files, sections["rejects"]) if "rejects" in sections else ():
            _add_reject(facts, line)
    facts.sample = chosen.ordered()
    return facts


def host_of(url: str) -> str:
    """Return the host of an address, or a word for none."""
    try:
        return urlsplit(url).hostname or NO_HOST
    except ValueError:
        return NO_HOST


def _records(files: OutputFiles, sections: dict[str, str]) -> Iterator[tuple[Row, list[Row]]]:
    """Yield each record of a shard with the lines of what was removed from it."""
    if "articles" not in sections:
        return
    removed = _rows(files, sections["removed"]) if "removed" in sections else iter(())
    for record in _rows(files, sections["articles"]):
        lines: list[Row] = []
        for line in removed:
            if line["id"] != record["id"]:
                both = (files.where(sections[name]) for name in ("removed", "articles"))
                raise UsageError(" does not fit ".join(both), "check it with verify")
            if line["stage"] == KEPT:
                break
            lines.append(line)
        yield record, lines


def _rows(files: OutputFiles, name: str) -> Iterator[Row]:
    try:
        with files.at_hand(name) as stored:
            yield from map(orjson.loads, read_lines(stored))
    except (*UNREADABLE, ValueError) as error:
        raise UsageError(f"{files.where(name)} cannot be read: {error}", "check the folder with verify") from error


def _host(facts: Facts, name: str) -> Host:
    if name not in facts.hosts and len(facts.hosts) >= MAX_HOSTS:
        name = OTHER_HOSTS
    return facts.hosts.setdefault(name, Host())


def _add_record(facts: Facts, record: Row) -> None:
    facts.records += 1
    facts.chars += record["n_chars"]
    facts.changed += record["t2s_changed_chars"]
    facts.scripts[record["script_in"]] += 1
    facts.lengths.add(record["n_chars"])
    host = _host(facts, host_of(record["url"]))
    host.records += 1
    host.chars += record["n_chars"]
    host.removed += record["removed_chars"]
    host.spam += record["spam_chars"]
    if record["date_published"]:
        facts.days.add(record["date_published"][:10])
    else:
        facts.undated += 1
        host.undated += 1
    for name, value in record["quality"].items():
        if name in facts.quality:
            facts.quality[name].add(value)
    if record["dup_of"]:
        host.copies += 1
        facts.copies[record["dup_kind"]] += 1
        facts.originals.add(record["dup_of"])
        if len(facts.titles) < MAX_HOSTS:
            facts.titles.setdefault(record["dup_of"], record["title"])


def _add_removed(facts: Facts, record: Row, removed: list[Row]) -> None:
    ruled = set()
    for line in removed:
        key = (line["stage"], line["rule"])
        counted = facts.rules.setdefault(key, [0, 0, 0])
        counted[0] += 1
        counted[1] += len(line["text"])
        counted[2] += key not in ruled
        ruled.add(key)
        facts.stages[line["stage"]] += len(line["text"])
        if line["stage"] == "spam":
            facts.spam_texts.add(" ".join(line["text"].split())[:SPAM_TEXT_CHARS])
            facts.spam_hosts.add(f"{host_of(record['url'])}\t{line['rule']}", len(line["text"]))


def _add_reject(facts: Facts, line: Row) -> None:
    rejects = facts.rejects.setdefault(line["reason"], Rejects())
    rejects.count += 1
    if len(rejects.examples) < EXAMPLES_A_REASON:
        rejects.examples.append(line)
    _host(facts, host_of(line["input"]) if "://" in line["input"] else NO_HOST).rejects += 1


class _Sample:
    """The most suspicious records, and beside them some by chance: those whose ids have the lowest digests."""

    def __init__(self, size: int) -> None:
        self._size = size
        self._suspicious = size - size // ORDINARY_SHARE
        self._worst: list[tuple[float, int, Sampled]] = []
        self._chance: list[tuple[int, int, Sampled]] = []
        self._number = 0

    def offer(self, sampled: Sampled) -> None:
        """Look at one record."""
        self._number += 1
        digest = hashlib.blake2b(sampled.record["id"].encode(), digest_size=8).digest()
        _keep(self._worst, (sampled.weight, -self._number, sampled), self._suspicious)
        _keep(self._chance, (-int.from_bytes(digest), -self._number, sampled), self._size)

    def ordered(self) -> list[Sampled]:
        """Return the sample, the most suspicious first."""
        found = {-number: sampled for _, number, sampled in self._worst}
        for _, number, sampled in sorted(self._chance, key=lambda entry: entry[:2], reverse=True):
            if len(found) < self._size:
                found[-number] = sampled
        return sorted(
            (found[number] for number in sorted(found)),
            key=lambda sampled: (-sampled.weight, -spam_share(sampled.record)),
        )


def _keep(heap: list[Any], entry: tuple[float, int, Sampled], size: int) -> None:
    if len(heap) < size:
        heapq.heappush(heap, entry)
    elif heap and entry[:2] > heap[0][:2]:
        heapq.heapreplace(heap, entry)
