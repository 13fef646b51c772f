"""What a run did, in numbers: shown at its end, as text or as JSON."""

from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from pipeline.errors import ExitCode
from pipeline.outcome import Outcome


@dataclass(slots=True)
class Summary:
    """Counts of one run; `skipped` inputs were finished by an earlier one.

    Of a crawl, `ended` says why it ended and `visits` counts what came of each request.
    """

    verb: str
    output: str
    pages: int = 0
    records: int = 0
    skipped: int = 0
    reasons: Counter[str] = field(default_factory=Counter)
    counts: Counter[str] = field(default_factory=Counter)
    seconds: float = 0.0
    code: ExitCode = ExitCode.OK
    stopped: ExitCode | None = None
    notes: list[str] = field(default_factory=list)
    ended: str = ""
    visits: dict[str, int] = field(default_factory=dict)

    def add(self, outcome: Outcome) -> None:
        """Count one page."""
        self.pages += 1
        if outcome.reason:
            self.reasons[outcome.reason] += 1
        else:
            self.records += 1
            self.counts.update(dict(outcome.counts))

    def take(self, other: "Summary") -> None:
        """Add what another run counted."""
        self.pages += other.pages
        self.records += other.records
        self.skipped += other.skipped
        self.reasons.update(other.reasons)
        self.counts.update(other.counts)
        self.visits = dict(Counter(self.visits) + Counter(other.visits))
        self.notes += other.notes
        self.ended = self.ended or other.ended

    def as_json(self) -> dict[str, Any]:
        """Return the summary for `--json`."""
        crawled = {"ended": self.ended, "visits": self.visits} if self.ended else {}
        return {
            "verb": self.verb,
            "output": self.output,
            "exit_code": int(self.code),
            "in": self.pages,
            "records": self.records,
            "rejects": self.reasons.total(),
            "skipped": self.skipped,
            "reasons": dict(sorted(self.reasons.items())),
            "counts": dict(sorted(self.counts.items())),
            "seconds": round(self.seconds, 3),
            "notes": self.notes,
            **crawled,
        }

    def as_text(self) -> str:
        """Return the summary for people, a few lines."""
        rate = f", {self.pages / self.seconds:,.1f} pages/s" if self.seconds else ""
        lines = [
            f"{self.verb}: {_n(self.pages, 'page')} in, {_n(self.records, 'record')}, "
            f"{_n(self.reasons.total(), 'reject')} in {self.seconds:.1f} s{rate}"
        ]
        if self.skipped:
            lines.append(f"  already there: {_n(self.skipped, 'input')} of earlier runs")
        if self.reasons:
            lines.append("  rejects: " + ", ".join(f"{name} {count:,}" for name, count in self.reasons.most_common()))
        if self.counts:
            lines.append(
                f"  kept {self.counts['chars']:,} characters; removed {self.counts['removed_chars']:,} in "
                f"{_n(self.counts['removed_spans'], 'span')}, {self.counts['spam_chars']:,} of them spam"
            )
        copies = {name.removeprefix("dup_"): n for name, n in self.counts.items() if name.startswith("dup_")}
        if copies:
            lines.append("  repeated stories: " + ", ".join(f"{kind} {n:,}" for kind, n in sorted(copies.items())))
        if self.output != "-":
            lines.append(f"  written to {self.output}")
        return "\n".join([*lines, *(f"  {note}" for note in self.notes)])


def _n(count: int, word: str) -> str:
    return f"{count:,} {word}{'' if count == 1 else 's'}"
