"""CPU of the search for spam, as a multiple of a bare `lxml.html.fromstring` of the same bytes, interleaved page by page.

    python benchmarks/spam_cost.py [../shared] [--every N] [--rounds N]

All of the work is counted: units and their features, the lexicon, the mending of title claims, the search inside the body.
"""

import argparse
import statistics
import sys
import time
from pathlib import Path

import lxml.html

ROOT = Path(__file__).parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "benchmarks")]

import spam  # noqa: E402

from cleaners.article.choose import choose_body  # noqa: E402
from cleaners.clean import blocks_of  # noqa: E402
from cleaners.decode import decode  # noqa: E402
from cleaners.denoise import denoise  # noqa: E402
from cleaners.dom import Document  # noqa: E402
from cleaners.parse import parse  # noqa: E402
from cleaners.spam import Search, find_spam_in_body, repair_title  # noqa: E402


def spent(document: Document) -> list[float]:
    """Return CPU seconds of the search before the choice of the body, of one title, and of the search inside the body."""
    begin = time.process_time()
    search = Search(document)
    spans = search.spans
    found = time.process_time()
    repair_title(document.title, document, spans)
    mended = time.process_time()
    body = choose_body(document, -1, blocks_of(document, spans))
    chosen = time.process_time()
    find_spam_in_body(search, range(body.first, body.last), document.title)
    return [found - begin, mended - found, time.process_time() - chosen]


def main() -> None:
    """Measure and print."""
    cli = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    cli.add_argument("shared", type=Path, nargs="?", default=ROOT.parent / "shared")
    cli.add_argument("--every", type=int, default=1)
    cli.add_argument("--rounds", type=int, default=3)
    asked = cli.parse_args()
    rows = []
    for _, body in spam.pages(asked.shared, asked.every):
        document = denoise(parse(decode(body, "").text)).document
        bare, parts = [], []
        for _ in range(asked.rounds):
            begin = time.process_time()
            lxml.html.fromstring(body)
            bare.append(time.process_time() - begin)
            parts.append(spent(document))
        rows.append((min(bare), [min(part) for part in zip(*parts, strict=True)]))
    whole = sum(bare for bare, _ in rows)
    for at, name in enumerate(("before the choice", "a title", "inside the body")):
        ratios = [parts[at] / bare for bare, parts in rows]
        print(f"{name:<20} median {statistics.median(ratios):.3f}  pooled {sum(p[at] for _, p in rows) / whole:.3f}")
    ratios = [sum(parts) / bare for bare, parts in rows]
    print(
        f"{'all':<20} median {statistics.median(ratios):.3f}  pooled {sum(sum(p) for _, p in rows) / whole:.3f}, {len(rows)} pages"
    )


if __name__ == "__main__":
    main()
