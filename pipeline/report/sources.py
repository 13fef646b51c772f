"""The page behind a reference as records carry it in `input`: a file, `FILE#offset` of a WARC, `FILE#line` of JSONL."""

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, Final, TypeAlias

from cleaners.clean import Options
from cleaners.site_rules import SiteRules
from cleaners.spam import default_detector
from pipeline.card import article_files
from pipeline.errors import UsageError
from pipeline.output_files import Place, files_at
from pipeline.places import MANIFEST
from pipeline.reader import read_lines
from scraper.files import ARCHIVES, read_input
from scraper.page import Failure, Fetched, Page

Row: TypeAlias = dict[str, Any]
# From the `input`s of records to their pages; those that are not at hand are left out.
Opener: TypeAlias = Callable[[Sequence[str]], dict[str, Page]]
_HASH: Final = "#"


def page_at(reference: str) -> Fetched:
    """Return the page that a reference names, or a `Failure` that says why there is none."""
    file = file_of(reference)
    for page in read_input(file):
        if reference in (page.input, file) or (isinstance(page, Failure) and page.input == file):
            return page
    if file == reference:
        return Failure(reference, "empty", f"{reference}: holds no page")
    what = "no page begins at this place" if file.lower().endswith(ARCHIVES) else "there is no such line"
    return Failure(reference, "not_found", f"{reference}: {what}")


def file_of(reference: str) -> str:
    """Return the file that a reference leads into: what stands before its last #, unless all of it is a file."""
    return reference if _HASH not in reference or Path(reference).exists() else reference.rpartition(_HASH)[0]


def pages_at_hand(references: Sequence[str]) -> dict[str, Page]:
    """Return the pages whose files are still there, by their references; a file is read once, up to the last that is wanted."""
    wanted: dict[str, set[str]] = {}
    for reference in references:
        if "://" not in reference and Path(file_of(reference)).is_file():
            wanted.setdefault(file_of(reference), set()).add(reference)
    found: dict[str, Page] = {}
    for file, names in wanted.items():
        for page in read_input(file):
            if isinstance(page, Page) and page.input in names:
                found[page.input] = page
            names.discard(page.input)
            if not names:
                break
    return found


class Archived:
    """Opens pages by their address out of WARC files, as `crawl --warc` writes them; the newest of an address counts."""

    def __init__(self, folder: Path) -> None:
        files = sorted(str(path) for path in folder.rglob("*") if path.name.lower().endswith(ARCHIVES))
        if not files:
            raise UsageError(f"{folder} holds no WARC file", "give the folder that crawl --warc named")
        self._places = dict(_places(files))

    def __call__(self, references: Sequence[str]) -> dict[str, Page]:
        """Return the pages of addresses, and of whatever else is at hand."""
        places = {self._places.get(reference, reference): reference for reference in references}
        return {places[place]: page for place, page in pages_at_hand(list(places)).items()}


def _places(files: Iterable[str]) -> Iterable[tuple[str, str]]:
    for file in files:
        for page in read_input(file):
            if not isinstance(page, Failure):
                yield page.url, page.input


def manifest_of(folder: Place) -> Row:
    """Return the manifest of an output folder; raise `UsageError` where it has none that can be read."""
    files = files_at(folder)
    try:
        found: Row = json.loads(files.read(MANIFEST))
        _ = [row["path"] for shard in found["shards"] for row in shard["files"]], found["settings"], found["in"]
    except (FileNotFoundError, NotADirectoryError):
        raise files.no_manifest() from None
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise UsageError(f"{files.where(MANIFEST)} is no manifest: {error!r}", "run again with --fresh") from error
    return found


def record_with_id(folder: Place, wanted: str) -> Row:
    """Return the newest record of a folder under an id; raise `UsageError` where there is none."""
    mark, found, files = f'"id":"{wanted}"'.encode(), None, files_at(folder)
    for row in article_files(manifest_of(folder)):
        with files.at_hand(row["path"]) as stored:
            for line in read_lines(stored):
                if mark in line:
                    record = json.loads(line)
                    found = record if record["id"] == wanted else found
    if found is None:
        raise UsageError(f"no record of {folder} has the id {wanted}", "ids are in the records, and in the report")
    return dict(found)


def settled_options(settings: Mapping[str, Any]) -> Options:
    """Return how the pages of a folder were cleaned, as its manifest tells."""
    return Options(
        settings.get("mode", "news"),
        settings.get("converter", "own"),
        tuple(settings.get("exceptions", {}).items()),
        tuple(settings.get("extra_steps", ())),
        tuple(SiteRules(**{**rules, "drop": tuple(rules["drop"])}) for rules in settings.get("sites", ())),
        default_detector().plus(tuple(settings.get("spam_phrases", ()))),
    )
