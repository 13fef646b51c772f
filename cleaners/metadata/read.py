"""The package's second step: title and story known, read everything else around them."""

from collections.abc import Sequence
from datetime import datetime

from cleaners.dom import Block, Document
from cleaners.metadata.accounts import blog_of_lines, blog_owner, poster
from cleaners.metadata.authors import read_authors
from cleaners.metadata.editors import read_editors
from cleaners.metadata.marks import credit_blocks, editor_tails
from cleaners.metadata.outlet import read_outlet
from cleaners.metadata.published import read_dates
from cleaners.metadata.roles_behind import edited_before_role
from cleaners.metadata.structured import read_claims
from cleaners.metadata.values import Metadata, Title
from cleaners.metadata.zones import read_zones


def read_metadata(
    document: Document, title: Title, body: Sequence[Block], skip: frozenset[int], url: str, fetched: datetime | None
) -> Metadata:
    """Return author, editor, outlet and dates of the story `body`, and the lines that are credits and no text.

    `skip` holds blocks judged spam; `fetched` is what relative dates and missing years are read against. Nothing is
    converted to simplified characters here.
    """
    zones = read_zones(document, title, body, skip)
    claims = read_claims(document)
    editors = edited_before_role((*zones.of("head"), *zones.ends())) or read_editors(document, zones, claims)
    authors = (
        read_authors(zones, claims, title.text, editors)
        or blog_owner(document.title)
        or blog_of_lines(document)
        or poster(document, title.block)
    )
    dates = read_dates(document, zones, claims, url, fetched)
    return Metadata(
        author=";".join(authors),
        editor=";".join(editors),
        outlet=read_outlet(document, zones, claims, title, authors),
        date_published=dates.published,
        date_modified=dates.modified,
        date_source=dates.source,
        byline_blocks=credit_blocks(zones, title, authors),
        trims=editor_tails(body),
    )
