"""The values this package gives: a `Title`, and the `Metadata` around a story."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Title:
    """A title as published, the index of the visible block that shows it (-1 for none), and where it was read.

    `source` is "heading", "title", "meta", "json_ld", "text", "above" (the line above the story, for want of any other), or ""
    where no title was found.
    """

    text: str = ""
    block: int = -1
    source: str = ""


@dataclass(frozen=True, slots=True)
class Metadata:
    """Who published the story and when; "" is unknown, names are joined by ";".

    Dates are `YYYY-MM-DD` or `YYYY-MM-DDTHH:MM:SS`, with the zone where the page gives one (`+08:00`). `date_source` is
    "byline", "json_ld", "meta", "time_element", "url", "relative", "text" or "". `byline_blocks` holds (block index, rule) of
    lines that belong to no story text; `trims` holds (block index, start, end, rule) of pieces inside a story block.
    """

    author: str = ""
    editor: str = ""
    outlet: str = ""
    date_published: str = ""
    date_modified: str = ""
    date_source: str = ""
    byline_blocks: tuple[tuple[int, str], ...] = ()
    trims: tuple[tuple[int, int, int, str], ...] = ()
