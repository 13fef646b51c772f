"""A report and the explain pages beside it, written into place."""

import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any, Final, TypeAlias

from pipeline.output_files import Place, files_at
from pipeline.report.crawl_facts import crawl_facts
from pipeline.report.explain_html import explain_html
from pipeline.report.explained import explained, explained_record
from pipeline.report.gather import Facts, gather
from pipeline.report.report_html import report_html
from pipeline.report.sources import Opener, manifest_of, settled_options

Row: TypeAlias = dict[str, Any]
REPORT: Final = "report.html"
PAGES: Final = "-pages"
# So many times the pages that are wanted are looked for, since some are gone.
TRIED: Final = 2
_ID: Final = re.compile(r"zn1_[a-z2-7]{26}")
_REJECT: Final = re.compile(r"reject-\d+-\d+")


def write_report(folder: Place, file: Path, sample: int, most_explained: int, opened: Opener) -> tuple[Facts, int]:
    """Write the report of a folder, and explain pages for what of its sample can be opened; return facts and their number.

    Raises `UsageError` where the folder cannot be read, `OSError` where the report cannot be written.
    """
    manifest = manifest_of(folder)
    facts = gather(folder, manifest, sample)
    crawl = crawl_facts(folder)
    beside = file.with_name(f"{file.stem}{PAGES}")
    _clear(beside)
    pages = _write_pages(facts, manifest, file, beside, most_explained, opened)
    html = report_html(facts, manifest, crawl, files_at(folder).name, pages)
    temporary = file.with_name(f"{file.name}.tmp")
    temporary.write_text(html, "utf-8")
    temporary.replace(file)
    return facts, len(pages)


def _clear(beside: Path) -> None:
    """Delete the explain pages of an earlier report, and nothing else that lies there."""
    for path in beside.glob("*.html"):
        if _ID.fullmatch(path.stem) or _REJECT.fullmatch(path.stem):
            path.unlink()


def _write_pages(facts: Facts, manifest: Row, file: Path, beside: Path, most: int, opened: Opener) -> dict[str, str]:
    """Write explain pages; return the address of each by the input it explains."""
    options = settled_options(manifest["settings"])
    named: dict[str, tuple[str, Row]] = {}
    for name, row in _to_explain(facts):
        named.setdefault(row["input"], (name, row))
    pages = opened(list(named)[: TRIED * most])
    written: dict[str, str] = {}
    for given in [given for given in named if given in pages][:most]:
        name, row = named[given]
        found = explained_record(row, pages[given], options) if "id" in row else explained(pages[given], options)
        beside.mkdir(exist_ok=True)
        (beside / f"{name}.html").write_text(explain_html(found, back=f"../{file.name}"), "utf-8")
        written[given] = f"{beside.name}/{name}.html"
    return written


def _to_explain(facts: Facts) -> Iterable[tuple[str, Row]]:
    """Yield a file name and a row for all that a report would explain: one reject of each reason first, then records."""
    for number, rejects in enumerate(facts.rejects.values()):
        for place, line in enumerate(rejects.examples[:2]):
            yield f"reject-{number}-{place}", line
    for one in facts.sample:
        if _ID.fullmatch(one.record["id"]):
            yield one.record["id"], one.record
