"""The page behind a reference as records carry it in `input`: a file, `FILE#offset` of a WARC, `FILE#line` of JSONL."""

import json
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any, Final, TypeAlias

from cleaners.clean import Options
from cleaners.site_rules import SiteRules
from cleaners.spam import default_detector
from pipeline.card import article_files
from pipeline.errors import UsageError
from pipeline.manifest import MANIFEST
from pipeline.reader import read_lines
from scraper.files import ARCHIVES, read_input
from scraper.page import Failure, Fetched

Row: TypeAlias = dict[str, Any]
# From the `input` of a record to its page; None where it is not at hand.
Opener: TypeAlias = Callable[[str], Fetched | None]
_HASH: Final = "#"


def page_at(reference: str) -> Fetched:
    """Return the page that a reference names, or a `Failure` that says why there is none."""
    if Path(reference).exists() or _HASH not in reference:
        return next(read_input(reference), Failure(reference, "empty", f"{reference}: holds no page"))
    file = reference.rpartition(_HASH)[0]
    for page in read_input(file):
        if page.input == reference:
            return page
        if isinstance(page, Failure) and page.input == file:
            return page
    what = "no page begins at this place" if file.lower().endswith(ARCHIVES) else "there is no such line"
    return Failure(reference, "not_found", f"{reference}: {what}")


def file_at_hand(reference: str) -> Fetched | None:
    """Return the page of a reference whose file is still there; None for web addresses and for what is gone."""
    file = reference if Path(reference).is_file() else reference.rpartition(_HASH)[0]
    if not file or "://" in reference or not Path(file).is_file():
        return None
    page = page_at(reference)
    return None if isinstance(page, Failure) else page


class Archived:
    """Opens pages by their address out of WARC files, as `crawl --warc` writes them; the newest of an address counts."""

    def __init__(self, folder: Path) -> None:
        files = sorted(str(path) for path in folder.rglob("*") if path.name.lower().endswith(ARCHIVES))
        if not files:
            raise UsageError(f"{folder} holds no WARC file", "give the folder that crawl --warc named")
        self._places = dict(_places(files))

    def __call__(self, reference: str) -> Fetched | None:
        """Return the page of an address, or of whatever else is at hand."""
        place = self._places.get(reference)
        return page_at(place) if place else file_at_hand(reference)


def _places(files: Iterable[str]) -> Iterable[tuple[str, str]]:
    for file in files:
        for page in read_input(file):
            if not isinstance(page, Failure):
                yield page.url, page.input


def manifest_of(folder: Path) -> Row:
    """Return the manifest of an output folder; raise `UsageError` where it has none that can be read."""
    try:
        found: Row = json.loads((folder / MANIFEST).read_bytes())
        _ = [row["path"] for shard in found["shards"] for row in shard["files"]], found["settings"], found["in"]
    except FileNotFoundError:
        raise UsageError(
            f"{folder} has no {MANIFEST}", "give a folder that -o named, after its run has ended"
        ) from None
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise UsageError(f"{folder / MANIFEST} is no manifest: {error!r}", "run again with --fresh") from error
    return found


def record_with_id(folder: Path, wanted: str) -> Row:
    """Return the newest record of a folder under an id; raise `UsageError` where there is none."""
    mark, found = f'"id":"{wanted}"'.encode(), None
    for row in article_files(manifest_of(folder)):
        for line in read_lines(folder / row["path"]):
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
