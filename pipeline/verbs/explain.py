"""`explain PAGE-or-URL`: what was kept of a page and what was cut, by which rule: as HTML, or on the terminal."""

import json
import re
import sys
from argparse import Namespace
from dataclasses import asdict
from pathlib import Path
from typing import Any, Final

from cleaners.values import Rejected
from pipeline.config import settle
from pipeline.errors import ExitCode, UsageError, output_error
from pipeline.report.explain_html import explain_html
from pipeline.report.explain_text import console, print_explained
from pipeline.report.explained import Explained, explained, explained_record
from pipeline.report.sources import (
    Archived,
    Opener,
    manifest_of,
    page_at,
    pages_at_hand,
    record_with_id,
    settled_options,
)
from pipeline.verbs.clean import options_of
from pipeline.verbs.look import asked, failed
from pipeline.verbs.look import page_at as page_from
from scraper.page import Failure, Fetched

STDOUT: Final = "-"
_ADDRESS: Final = re.compile(r"https?://", re.IGNORECASE)
_PLAIN_NAME: Final = re.compile(r"[^\w.-]+")


def run(arguments: Namespace) -> ExitCode:
    """Clean one page again and show what became of it; a rejected page is a result like any other."""
    settle(arguments)
    found = _of_record(arguments) if arguments.id else _of_page(arguments)
    if isinstance(found, Failure):
        return failed(found)
    if arguments.json:
        sys.stdout.write(json.dumps(_as_json(found), ensure_ascii=False) + "\n")
        return ExitCode.OK
    if arguments.text:
        print_explained(found, console())
        return ExitCode.OK
    _write(explain_html(found), arguments, found)
    return ExitCode.OK


def _of_page(arguments: Namespace) -> Explained | Failure:
    given = arguments.page
    if Path(given).is_dir():
        raise UsageError(f"{given} is a folder", "name one of its records with --id, or give a file")
    page = _fetched(arguments) if _ADDRESS.match(given) else page_at(given)
    return page if isinstance(page, Failure) else explained(page, options_of(arguments))


def _fetched(arguments: Namespace) -> Fetched:
    return page_from(arguments.page, asked(Namespace(**vars(arguments), url=arguments.page)))


def _of_record(arguments: Namespace) -> Explained | Failure:
    """Explain a record of an output folder, under the settings that it was made with."""
    folder = arguments.page
    record = record_with_id(folder, arguments.id)
    opened: Opener = Archived(Path(arguments.archive)) if arguments.archive else pages_at_hand
    page: Fetched | None = opened([record["input"]]).get(record["input"])
    if page is None and _ADDRESS.match(record["input"]):
        raise UsageError(
            f"the page of {arguments.id} was fetched from {record['input']} and is not kept here",
            "name the WARC files of its crawl with --archive DIR, or explain the address itself to fetch it again",
        )
    page = page_at(record["input"]) if page is None else page
    if isinstance(page, Failure):
        return page
    return explained_record(record, page, settled_options(manifest_of(folder)["settings"]))


def _as_json(found: Explained) -> dict[str, Any]:
    """Return the outcome for programs: the reject or the record's id, the kept text as published, every cut."""
    rejected = found.outcome if isinstance(found.outcome, Rejected) else None
    return {
        "input": found.page.input,
        "id": found.record.id if found.record else "",
        "reason": str(rejected.reason) if rejected else "",
        "detail": rejected.detail if rejected else "",
        "as_published": found.outcome.as_published,
        "removed": [asdict(span) for span in found.outcome.removed],
        "notes": found.notes,
    }


def _write(html: str, arguments: Namespace, found: Explained) -> None:
    if arguments.html == STDOUT:
        sys.stdout.write(html)
        return
    path = Path(arguments.html or f"{_stem(found)}.explain.html")
    try:
        path.write_text(html, "utf-8")
    except OSError as error:
        raise output_error(error, str(path)) from error
    if not arguments.quiet:
        sys.stderr.write(f"explain: {path}\n")


def _stem(found: Explained) -> str:
    """Return a file name for a page, in the folder where one stands."""
    name = found.page.input.rstrip("/").rpartition("/")[2] or "page"
    return _PLAIN_NAME.sub("-", name).strip("-.")[:80] or "page"
