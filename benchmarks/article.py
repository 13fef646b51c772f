"""Compare the article extractor with its peers in one interleaved run, and write docs/benchmarks.md.

    python -m benchmarks.article [--part all|pages|growth] [--pages N] [--peers a,b] [--python PATH]     (make bench-article)

Every page goes to every tool before the next page does, each in a process of its own, so that noise of the machine meets all alike; costs
are CPU seconds relative to a bare `lxml.html.fromstring` of the same bytes in the same run. Quality is measured on the golden
pages and, where the folder `../shared/pages` is there, on real pages with gold. Peers come from PyPI into an environment
of their own under data/out/bench/; one that does not install is named and left out.
"""

import argparse
import json
import sys
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from benchmarks.article_peers import OURS, PEERS
from benchmarks.article_quality import Scores, golden_targets, score_shared, shared_targets
from benchmarks.article_report import write_report
from benchmarks.article_shapes import SHAPES, SIZES, big_menu, long_story
from benchmarks.article_tool import Tool, make_environment
from tests.cleaners.golden import f1

ROOT = Path(__file__).resolve().parent.parent
WORK = ROOT / "data" / "out" / "bench"
PAGE_SECONDS = 60
SHAPE_SECONDS = 30  # of CPU
COSTS = ("cpu_s", "peak_kb")
LATE = {"text": "", "cpu_s": -1.0, "peak_kb": 0}
FLOOR = "bare lxml parse"


@dataclass
class Cost:
    """CPU seconds of one tool over the pages it answered, and how many it did not."""

    spent: list[float] = field(default_factory=list)
    ratios: list[float] = field(default_factory=list)
    failed: int = 0


def main() -> int:
    cli = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    cli.add_argument("--pages", type=int, default=0, help="only so many real pages")
    cli.add_argument("--peers", default=",".join(PEERS), help="names, joined by commas")
    cli.add_argument("--part", choices=("all", "pages", "growth"), default="all", help="what to measure anew")
    cli.add_argument(
        "--python", default=sys.executable, help="for a new environment of the peers; magic-html wants 3.12"
    )
    asked = cli.parse_args()
    WORK.mkdir(parents=True, exist_ok=True)
    wanted = [name for name in asked.peers.split(",") if name]
    python, missing = make_environment(WORK / "venv", asked.python, wanted)
    names = [*OURS, *(name for name in wanted if name not in missing)]
    if asked.part in ("all", "pages"):
        measured = {"missing": missing, **pages_part(names, python, asked.pages)}
        (WORK / "pages.json").write_text(json.dumps(measured), "utf-8")
    if asked.part in ("all", "growth"):
        rows = []
        for row in growth_of(names, python):
            rows.append(row)
            (WORK / "growth.json").write_text(json.dumps(rows), "utf-8")
    write_report(ROOT / "docs" / "benchmarks.md", WORK / "pages.json", WORK / "growth.json")
    return 0


def pages_part(names: list[str], python: str, limit: int) -> dict[str, Any]:
    """Return costs and scores of the tools, ready for JSON."""
    tools = [Tool(name, sys.executable if name in OURS else python, PAGE_SECONDS) for name in names]
    costs, answers = interleaved(tools, [*golden_targets(), *shared_targets(WORK, limit)])
    judged = [name for name in names if name != FLOOR]
    golden = {name: asdict(Scores.of_golden(answers[name])) for name in judged}
    shared = {name: score_shared(WORK, name, answers[name]) for name in judged}
    return {
        "costs": {name: asdict(cost) for name, cost in costs.items()},
        "golden": golden,
        "shared": {name: asdict(scores) for name, scores in shared.items() if scores},
    }


def interleaved(tools: list[Tool], pages: list[tuple[str, Path, str]]) -> tuple[dict[str, Cost], dict[str, dict]]:
    """Give every page to every tool in a turning order; return costs and answers by the tools' names."""
    costs = {tool.name: Cost() for tool in tools}
    answers: dict[str, dict[str, dict]] = {tool.name: {} for tool in tools}
    for number, (page, path, url) in enumerate(pages):
        turn = number % len(tools)
        took = {}
        for tool in (*tools[turn:], *tools[:turn]):
            found = tool.ask(path, url)
            costs[tool.name].failed += bool(found["error"])
            if found["cpu_s"] >= 0:
                took[tool.name] = found["cpu_s"]
            answers[tool.name][page] = found
        for name, seconds in took.items():
            costs[name].spent.append(seconds)
            costs[name].ratios.append(seconds / took[FLOOR])
        print(f"\r{number + 1}/{len(pages)}", end="", file=sys.stderr)
    for tool in tools:
        tool.end()
    return costs, answers


def growth_of(names: Iterable[str], python: str) -> Iterator[dict[str, Any]]:
    """Yield what each tool makes of each hard shape, in a fresh process each so that its peak memory is its own.

    A tool that did not end in time on a smaller page of the same kind is not asked again.
    """
    late: set[tuple[str, str]] = set()
    for shape, made in shapes():
        page, story = made()
        path = WORK / "shape.html"
        path.write_bytes(page)
        for name in names:
            tool = Tool(name, sys.executable if name in OURS else python, SHAPE_SECONDS)
            kind = (name, shape.split(" of ")[0])
            found = LATE if kind in late else tool.ask(path, "")
            tool.end()
            if found["cpu_s"] < 0:
                late.add(kind)
            kept = f1(story, found["text"])
            yield {"tool": name, "shape": shape, "size": len(page), "kept": kept, **{key: found[key] for key in COSTS}}
            print(f"{shape}: {name} {found['cpu_s']:.2f} s", file=sys.stderr)


def shapes() -> Iterator[tuple[str, Any]]:
    """Yield names and makers of pages, those that cost the most last."""
    sized = [
        (f"{kind} of {label}", lambda size=size, made=made: made(size))
        for label, size in SIZES.items()
        for kind, made in (("story", long_story), ("lists", big_menu))
    ]
    yield from sized[:-2]
    yield from SHAPES.items()
    yield from sized[-2:]


if __name__ == "__main__":
    sys.exit(main())
