"""The report of an output folder as one HTML file: figures, charts, tables that sort and filter."""

from collections.abc import Iterable, Mapping
from typing import Any, Final

from pipeline.report.gather import NO_HOST, OTHER_HOSTS, Facts, host_of
from pipeline.report.periods import periods
from pipeline.report.suspicion import SUSPICIONS
from pipeline.report.templating import assets, data, policy, rendered

MOST_HOSTS: Final = 1000
MOST_ROWS: Final = 300
CHARTED: Final = 12
QUALITY_BINS: Final = 25
STAGES: Final = ("spam", "chrome", "trim", "noise")

Row = dict[str, Any]


def report_html(facts: Facts, manifest: Row, crawl: Row | None, name: str, pages: Mapping[str, str]) -> str:
    """Return the file; `name` is the folder's, `pages` leads from an input to the address of its explain page."""
    chart, behaviour = assets("chart.umd.min.js"), assets("report.js")
    return rendered(
        "report.html.j2",
        {
            "policy": policy(chart, behaviour),
            "look": assets("house.css", "report.css"),
            "chart_code": chart,
            "behaviour": behaviour,
            "name": name,
            "figures": _figures(facts, manifest),
            "settings": [(key, _said(value)) for key, value in manifest["settings"].items()],
            "crawl": crawl,
            "suspicions": [(one.name, one.means, facts.suspected[one.name]) for one in SUSPICIONS],
            "sampled": len(facts.sample),
            "explained": len(pages),
            "notes": list(_notes(facts)),
            "has_copies": bool(facts.copies),
            "data": data({"charts": _charts(facts), "tables": _tables(facts, pages), "quality": _quality(facts)}),
        },
    )


def _said(value: object) -> str:
    if isinstance(value, list | dict):
        return ", ".join(map(str, value)) or "–"
    return str(value) if value != "" else "–"


def _share(part: float, whole: float) -> str:
    return f"{part / whole:.1%}" if whole else "–"


def _figures(facts: Facts, manifest: Row) -> list[tuple[str, str, str]]:
    """Return the head figures: name, value, and what it is of."""
    pages, rejects = manifest["in"], manifest["rejects"]
    removed, spam, copies = sum(facts.stages.values()), facts.stages["spam"], facts.copies.total()
    seen = facts.chars + removed
    return [
        ("pages", f"{pages:,}", "inputs read"),
        ("records", f"{facts.records:,}", f"{_share(facts.records, pages)} of the pages"),
        ("rejects", f"{rejects:,}", f"{_share(rejects, pages)} of the pages"),
        ("hosts", f"{len(facts.hosts.keys() - {NO_HOST}):,}", "with a record or a reject"),
        ("characters", f"{facts.chars:,}", f"{facts.chars / max(1, facts.records):,.0f} a record"),
        ("cut", f"{removed:,}", f"{_share(removed, seen)} of the characters seen"),
        ("spam", f"{spam:,}", f"{_share(spam, seen)} of the characters seen"),
        ("simplified", f"{facts.changed:,}", f"{_share(facts.changed, facts.chars)} of the characters kept"),
        ("copies", f"{copies:,}", f"{_share(copies, facts.records)} of the records"),
        ("undated", f"{facts.undated:,}", f"{_share(facts.undated, facts.records)} of the records"),
    ]


def _charts(facts: Facts) -> Row:
    hosts = sorted(facts.hosts.items(), key=lambda item: (-item[1].records - item[1].rejects, item[0]))[:CHARTED]
    rules = sorted(facts.rules.items(), key=lambda item: -item[1][1])
    return {
        "reasons": _bars((name, rejects.count) for name, rejects in _by_count(facts)),
        "days": _bars(periods(facts.days.counts)),
        "lengths": {"labels": facts.lengths.labels(), "values": facts.lengths.bins},
        "scripts": _bars(facts.scripts.most_common()),
        "stages": _bars([("kept", facts.chars), *((stage, facts.stages[stage]) for stage in STAGES)]),
        "spam": _bars((rule, counted[1]) for (stage, rule), counted in rules[:MOST_ROWS] if stage == "spam"),
        "hosts": {
            "labels": [name for name, _ in hosts],
            "values": [host.records for _, host in hosts],
            "more": [host.rejects for _, host in hosts],
        },
        "copies": _bars(facts.copies.most_common()),
    }


def _by_count(facts: Facts) -> list[tuple[str, Any]]:
    return sorted(facts.rejects.items(), key=lambda item: (-item[1].count, item[0]))


def _bars(pairs: Iterable[tuple[str, int]]) -> Row:
    found = list(pairs)
    return {"labels": [label for label, _ in found], "values": [value for _, value in found]}


def _quality(facts: Facts) -> list[Row]:
    return [
        {
            "name": name,
            "top": spread.top,
            "bins": spread.bins(QUALITY_BINS),
            "mean": round(spread.mean, 4),
            "low": round(spread.quantile(0.05), 4),
            "middle": round(spread.quantile(0.5), 4),
            "high": round(spread.quantile(0.95), 4),
        }
        for name, spread in facts.quality.items()
    ]


def _tables(facts: Facts, pages: Mapping[str, str]) -> Row:
    hosts = sorted(facts.hosts.items(), key=lambda item: (-item[1].records - item[1].rejects, item[0]))
    return {
        "sample": [
            [
                one.weight,
                one.record["title"],
                ", ".join(reason.name for reason in one.reasons),
                host_of(one.record["url"]),
                one.record["date_published"],
                one.record["n_chars"],
                one.record["removed_chars"],
                one.record["spam_chars"],
                one.record["text"],
                one.record["id"],
                one.record["url"] or one.record["input"],
                pages.get(one.record["input"], ""),
            ]
            for one in facts.sample
        ],
        "hosts": [
            [name, h.records, h.rejects, h.chars, _rate(h.removed, h.chars + h.removed), h.spam, h.copies, h.undated]
            for name, h in hosts[:MOST_HOSTS]
        ],
        "reasons": [
            [name, rejects.count, line["input"], line["detail"], pages.get(line["input"], "")]
            for name, rejects in _by_count(facts)
            for line in rejects.examples
        ],
        "rules": [
            [stage, rule, *counted, round(counted[1] / max(1, counted[0]), 1)]
            for (stage, rule), counted in sorted(facts.rules.items(), key=lambda item: -item[1][1])[:MOST_ROWS]
        ],
        "spam_hosts": [[*key.split("\t"), chars] for key, chars in facts.spam_hosts.top(MOST_ROWS)],
        "spam_texts": [[text, count] for text, count in facts.spam_texts.top(MOST_ROWS)],
        "copies": [[facts.titles.get(key, ""), count, key] for key, count in facts.originals.top(MOST_ROWS)],
    }


def _rate(part: int, whole: int) -> float:
    return round(part / whole, 4) if whole else 0.0


def _notes(facts: Facts) -> Iterable[str]:
    if OTHER_HOSTS in facts.hosts:
        yield f"Hosts beyond the first {len(facts.hosts) - 1:,} are counted together as {OTHER_HOSTS}."
    if len(facts.hosts) > MOST_HOSTS:
        yield f"The table of hosts holds the {MOST_HOSTS:,} with the most pages of {len(facts.hosts):,}."
    if any(tally.forgotten for tally in (facts.days, facts.spam_texts, facts.spam_hosts, facts.originals)):
        yield "Rare days, spam texts and originals were forgotten on the way, so that counts of these are the least they can be."
