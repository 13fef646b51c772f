"""Compare the article extractor with its peers in one interleaved run, and write docs/benchmarks.md.

    python -m benchmarks.article [--pages N] [--peers a,b] [--quick] [--python PATH]        (make bench-article)

Every page goes to every tool before the next page does, each in a process of its own, so that noise of the machine meets all alike; costs
are CPU seconds relative to a bare `lxml.html.fromstring` of the same bytes in the same run. Quality is measured on the golden
pages and, where the folder `../shared/pages` is there, on real pages with gold. Peers come from PyPI into an environment
of their own under data/out/bench/; one that does not install is named and left out.
"""

import argparse
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.article_peers import OURS, PEERS
from benchmarks.article_quality import Scores, golden_targets, score_shared, shared_targets
from benchmarks.article_report import write_report
from benchmarks.article_shapes import SHAPES, SIZES, big_menu, long_story
from benchmarks.article_tool import Tool, make_environment
from tests.cleaners.golden import f1

ROOT = Path(__file__).resolve().parent.parent
WORK = ROOT / "data" / "out" / "bench"
PAGE_SECONDS = 60
SHAPE_SECONDS = 60
FLOOR = "bare lxml parse"


@dataclass
class Cost:
    """CPU seconds of one tool over the pages it answered, and how many it did not."""

    spent: list[float] = field(default_factory=list)
    ratios: list[float] = field(default_factory=list)
    failed: int = 0


@dataclass
class Growth:
    """What one tool made of one hard shape; `cpu_s` is -1 where it did not end in time."""

    tool: str
    shape: str
    size: int
    cpu_s: float
    peak_kb: int
    kept: float


def main() -> int:
    cli = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    cli.add_argument("--pages", type=int, default=0, help="only so many real pages")
    cli.add_argument("--peers", default=",".join(PEERS), help="names, joined by commas")
    cli.add_argument("--quick", action="store_true", help="no growth table")
    cli.add_argument(
        "--python", default=sys.executable, help="for a new environment of the peers; magic-html wants 3.12"
    )
    asked = cli.parse_args()
    WORK.mkdir(parents=True, exist_ok=True)
    python, missing = make_environment(WORK / "venv", asked.python, [name for name in asked.peers.split(",") if name])
    names = [*OURS, *(name for name in asked.peers.split(",") if name and name not in missing)]
    tools = [Tool(name, sys.executable if name in OURS else python, PAGE_SECONDS) for name in names]
    pages = [*golden_targets(WORK), *shared_targets(WORK, asked.pages)]
    costs, answers = interleaved(tools, pages)
    golden = {name: Scores.of_golden(answers[name]) for name in names if name != FLOOR}
    shared = {name: score_shared(WORK, name, answers[name]) for name in names if name != FLOOR}
    growth = [] if asked.quick else list(growth_of(names, python))
    write_report(ROOT / "docs" / "benchmarks.md", costs, (golden, shared), growth, missing)
    return 0


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


def growth_of(names: Iterable[str], python: str) -> Iterator[Growth]:
    """Yield what each tool makes of each hard shape, in a fresh process each so that its peak memory is its own."""
    for shape, made in shapes():
        page, story = made()
        path = WORK / "shape.html"
        path.write_bytes(page)
        for name in names:
            tool = Tool(name, sys.executable if name in OURS else python, SHAPE_SECONDS)
            found = tool.ask(path, "")
            tool.end()
            yield Growth(name, shape, len(page), found["cpu_s"], found["peak_kb"], f1(story, found["text"]))
            print(f"{shape}: {name} {found['cpu_s']:.2f} s", file=sys.stderr)


def shapes() -> Iterator[tuple[str, object]]:
    for label, size in SIZES.items():
        yield f"story of {label}", lambda size=size: long_story(size)
    for label, size in SIZES.items():
        yield f"lists of {label}", lambda size=size: big_menu(size)
    yield from SHAPES.items()


if __name__ == "__main__":
    sys.exit(main())
