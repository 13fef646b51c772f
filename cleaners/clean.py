"""The ordered steps from a page to an article: the table of contents of this package."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from itertools import accumulate

from cleaners.article.choose import MIN_TOLD_CHARS, Body, choose_body, embedded_body
from cleaners.article.copies import RULE as COPIED
from cleaners.article.copies import copied_sentences
from cleaners.article.line_edges import line_edges
from cleaners.article.listing import listed
from cleaners.article.trim import trim
from cleaners.article.weigh import weigh
from cleaners.audit import account, keep
from cleaners.broken_lines import with_joined_lines
from cleaners.decode import Decoded, binary_kind, decode, is_binary
from cleaners.denoise import Denoised, denoise
from cleaners.dom import Document, document_of_lines
from cleaners.doorway import is_doorway
from cleaners.elements import HEADINGS
from cleaners.embedded import with_embedded_story
from cleaners.metadata import (
    Metadata,
    Title,
    claims_none,
    find_title,
    find_title_of_lines,
    masked,
    offers_in_bylines,
    read_metadata,
    title_above,
    title_above_verse,
    without_sold,
)
from cleaners.normalize import normalize
from cleaners.run_on_lines import with_parted_paragraphs
from cleaners.script import Script, script_of
from cleaners.simplify import Simplifier
from cleaners.site_rules import SiteRules, overruled, read_page, ruled_title
from cleaners.spam import (
    Detector,
    Search,
    default_detector,
    find_spam_in_body,
    is_spam_page,
    mend_head,
    repair_title,
    selling_headings,
    without_advertising,
)
from cleaners.spam.title import headings_of_offers, is_of_offers
from cleaners.spam.wording import Wording
from cleaners.values import Article, Outcome, Reason, Rejected, Removed, Source, Stage
from cleaners.verdict import Story, verdict
from cleaners.wrapped_lines import with_unwrapped_lines

# Why a page may be no story without saying what else it is.
UNNAMED = frozenset((Reason.TOO_SHORT, Reason.NO_ARTICLE, Reason.LIST_PAGE, Reason.NOT_CHINESE, Reason.NO_TEXT))
# A block is spam as a whole when this share of it is; then it neither draws nor repels the choice of the body.
SPAM_BLOCK_SHARE = 0.6
# With less prose than this in its markup, in characters, a page may hold its story in a script.
MIN_VISIBLE_PROSE = 120
_FLASH = re.compile(r"【([^【】]{5,60})】.{40,}[。！]")
SURNAME_SHEN = "沈"


@dataclass(frozen=True, slots=True)
class Options:
    """What a configuration may change in the cleaning of a page."""

    mode: str = "news"
    converter: str = "own"
    exceptions: tuple[tuple[str, str], ...] = ()
    extra_steps: tuple[str, ...] = ()
    sites: tuple[SiteRules, ...] = ()
    detector: Detector = field(default_factory=default_detector)

    def simplifier(self) -> Simplifier:
        """Return the converter that these options ask for."""
        return Simplifier(self.mode, dict(self.exceptions), self.converter)


@dataclass(frozen=True, slots=True)
class _Bytes:
    """A `Source` made of bytes alone."""

    body: bytes
    media: str = "html"
    url: str = ""
    content_type: str = ""
    fetched: datetime | None = None


def clean_html(html: bytes, url: str = "", fetched: datetime | None = None) -> Outcome:
    """Return the article of an HTML page, or why it has none.

    `url` helps with dates and the outlet; `fetched` (aware) is what "3 hours ago" is read against.
    """
    return clean(_Bytes(html, url=url, fetched=fetched))


def clean_text(text: str, url: str = "", fetched: datetime | None = None) -> Outcome:
    """Return the article of a plain-text document: lines that a careless extractor left of a page."""
    return clean(_Bytes(text.encode("utf-8", "surrogatepass"), media="text", url=url, fetched=fetched))


def clean(source: Source, options: Options | None = None) -> Outcome:
    """Return the article of a page with every span that was cut from it, or `Rejected` with the reason."""
    options = options or Options()
    if not source.body.strip():
        return Rejected(Reason.EMPTY, "the page has no bytes but white space")
    if is_binary(source.body):
        return Rejected(Reason.BINARY, f"{binary_kind(source.body)}, begins with {source.body[:8]!r}")
    decoded = decode(source.body, source.content_type)
    seen = _read(decoded.text, source, options)
    decoded = replace(decoded, text="")  # a page may be large, and its text is in `seen` now
    if not seen.blocks:
        embedded = with_embedded_story(seen)
        if embedded is None:
            return Rejected(Reason.NO_TEXT, "the markup holds no text")
        seen = embedded
    return clean_document(seen, decoded, source, options)


def _read(text: str, source: Source, options: Options) -> Document:
    return (
        document_of_lines(with_joined_lines(with_unwrapped_lines(with_parted_paragraphs(text))))
        if source.media == "text"
        else read_page(text, source.url, options.sites)
    )


def clean_document(seen: Document, decoded: Decoded, source: Source, options: Options) -> Outcome:
    """Find spam, title, body and metadata of a document and leave what remains."""
    denoised = denoise(seen)
    document = denoised.document
    search = Search(document, options.detector)
    wording = options.detector.weights.wording if options.detector.weights else None
    copies = copied_sentences(document, wording)
    spam = _spam_outside(document, _with_copies((*search.spans, *selling_headings(search)), copies))
    document = mend_head(document, spam)
    skip = blocks_of(document, spam)
    document = replace(document, listed=listed(document, skip))
    title, body = _title_and_body(document, spam, skip)
    if body.prose < MIN_VISIBLE_PROSE and document.scripts and not any(document.embedded):
        extended = with_embedded_story(seen)
        if extended is not None:
            return clean_document(extended, decoded, source, options)
    if title.block >= 0 and is_of_offers(title.text, _paragraphs(document, body, title), wording):
        other, below = _title_and_body(document, spam, skip | {title.block})
        title, body = (other, below) if other.text else (title, body)
    title = _without_advertising(document, title, body, wording)
    story = range(body.first, body.last)
    offered = offers_in_bylines(document, title, story, wording)
    shown = masked(document, offered)
    metadata = read_metadata(shown, title, shown.blocks[body.first : body.last], skip, source.url, source.fetched)
    metadata = without_sold(metadata, wording)
    cut = dict(metadata.byline_blocks) | dict.fromkeys(skip, "spam")
    rules = trim(document, body, cut)
    inside = (
        *_beside_copies(find_spam_in_body(search, story, title.text, denoised.gaps()), copies),
        *_within(document, story, offered),
        *headings_of_offers(document, story, wording, skip),
    )
    kept = [index for index in range(body.first, body.last) if index not in rules]
    edges = line_edges([document.blocks[index] for index in kept])
    cuts = [*spam, *inside, *_trims(document, rules, metadata, edges)]
    text, removed = _account(seen, denoised, kept, cuts)
    rejected = overruled(verdict(Story(document, title, body, metadata, text)), document, text)
    is_named = rejected is not None and rejected.reason not in UNNAMED
    sold = [span for span in (*spam, *inside) if span.rule != COPIED]  # what was copied is a story's
    if not is_named and (
        is_spam_page(document, story, sold, is_story=rejected is None)
        or is_doorway(document, _headed(title, denoised.document), kept, sold, options.detector)
    ):
        rejected = Rejected(Reason.SPAM_PAGE, f"of {len(document.seen)} characters most are injected or advertise")
    if rejected:
        return replace(rejected, as_published=text, removed=removed)
    return _article(text, removed, title, metadata, decoded, options)


def _headed(title: Title, document: Document) -> str:
    """Return a page's title, or what its head says before it was mended, where no heading of the page says any."""
    return title.text if title.text and title.source != "above" else document.title


def _with_copies(spans: Sequence[Removed], copies: Sequence[Removed]) -> list[Removed]:
    """Return the spans and the copies; a copy goes as a whole, unless it is part of a longer span."""
    own = [
        copy
        for copy in copies
        if not any(span.start < copy.start < span.end or span.start < copy.end < span.end for span in spans)
    ]
    return [*own, *(span for span in spans if not any(copy.start <= span.start < copy.end for copy in own))]


def _beside_copies(spans: Sequence[Removed], copies: Sequence[Removed]) -> list[Removed]:
    """Return the spans found in a body, without one of all of it where only the copies made its paragraphs alike."""
    return [span for span in spans if not any(span.start < copy.start and copy.end <= span.end for copy in copies)]


def _spam_outside(document: Document, spans: Sequence[Removed]) -> tuple[Removed, ...]:
    """Return the spans, in order, without those in a story that stood in a script: nobody injects what no page shows."""
    first, last = document.embedded
    begin = document.blocks[max(0, first - 1)].start if last > first else len(document.seen)
    end = document.blocks[last - 1].end if last > first else begin
    kept = (span for span in spans if span.end <= begin or span.start >= end)
    return tuple(sorted(kept, key=lambda span: span.start))


def _title_and_body(document: Document, spam: Sequence[Removed], skip: frozenset[int]) -> tuple[Title, Body]:
    """Return title and body; the body is looked for below the title, but in plain text only the body shows the title."""
    if document.media == "text":
        prose_above = list(accumulate(weigh(document, skip)[0], initial=0))

        def start_of_story(supposed: int) -> tuple[int, int]:
            body = choose_body(document, supposed, skip)
            verse = document.blocks[body.first : body.last] if not body.prose else ()
            return body.first, body.prose or sum(block.wide for block in verse)

        title = find_title_of_lines(document, skip | document.listed, start_of_story, prose_above.__getitem__)
    else:
        found = find_title(document, skip, lambda text: repair_title(text, document, spam))
        title = _apart(ruled_title(document, found))
    if any(document.embedded):
        return title, embedded_body(document)
    body = choose_body(document, title.block, skip)
    if document.media != "text" and claims_none(title):
        verse = title_above_verse(document, skip) if body.prose < MIN_TOLD_CHARS else Title()
        above = verse if verse.text else title_above(document, body.first, skip)
        if above.text:
            return above, choose_body(document, above.block, skip)
    return title, body


def _apart(title: Title) -> Title:
    """Return the title of a flash that tells all in one paragraph, which its title opens.

    【某公司回购股份】某社5月14日电，某公司公告，…
    """
    flash = _FLASH.fullmatch(title.text)
    return replace(title, text=flash[1], block=-1) if flash else title


def _without_advertising(document: Document, title: Title, body: Body, wording: Wording | None) -> Title:
    claimed = f"{document.title}\n{document.meta('og:title')}"
    return replace(title, text=without_advertising(title.text, _paragraphs(document, body, title), wording, claimed))


def _paragraphs(document: Document, body: Body, title: Title) -> list[str]:
    """Return what tells a story: neither its title nor its headings, which may have been put there."""
    told = (block for block in document.blocks[body.first : body.last] if block.tag not in HEADINGS)
    return [block.text for block in told if block.index != title.block]


def _within(document: Document, story: range, spans: Sequence[Removed]) -> list[Removed]:
    """Return the spans that stand in the story; beside it they are furniture like all around them."""
    blocks = document.blocks[story.start : story.stop]
    return [span for span in spans if blocks and blocks[0].start <= span.start and span.end <= blocks[-1].end]


def blocks_of(document: Document, spans: Sequence[Removed]) -> frozenset[int]:
    """Return the blocks that the spans, in order, cover for the most part."""
    found = set()
    at = 0
    for block in document.blocks:
        while at < len(spans) and spans[at].end <= block.start:
            at += 1
        here, covered = at, 0
        prose = at < len(spans) and "。" in document.seen[block.start : max(block.start, spans[at].start)]
        while here < len(spans) and spans[here].start < block.end:
            covered += min(block.end, spans[here].end) - max(block.start, spans[here].start)
            here += 1
        if covered and not prose and covered >= SPAM_BLOCK_SHARE * len(block.text):
            found.add(block.index)
    return frozenset(found)


def _trims(
    document: Document, rules: dict[int, str], metadata: Metadata, edges: Iterable[tuple[int, int, int, str]]
) -> list[Removed]:
    """Return the spans of credit lines wherever they stand, of trimmed blocks, and of trimmed pieces."""
    spans = []
    for index, rule in (dict(metadata.byline_blocks) | rules).items():
        if rule != "spam":
            block = document.blocks[index]
            spans.append(Removed(block.start, block.end, block.text, Stage.TRIM, rule))
    for index, start, end, rule in (*metadata.trims, *edges):
        block = document.blocks[index]
        spans.append(Removed(block.start + start, block.start + end, block.text[start:end], Stage.TRIM, rule))
    return spans


def _account(
    seen: Document, denoised: Denoised, kept: Sequence[int], cuts: Sequence[Removed]
) -> tuple[str, tuple[Removed, ...]]:
    """Return the kept text as published, and every other character of the page as removed spans."""
    spans = sorted((*denoised.noise, *(denoised.as_seen(cut, seen.seen) for cut in cuts)), key=lambda span: span.start)
    text, ranges = keep(seen.seen, [seen.blocks[index] for index in kept], spans)
    return text, account(seen.seen, ranges, spans)


def _article(
    text: str, removed: tuple[Removed, ...], title: Title, metadata: Metadata, decoded: Decoded, options: Options
) -> Article:
    """Return the article in simplified characters; names and title go the same way as the text."""
    simplifier = options.simplifier()

    def written(value: str) -> str:
        return simplifier.convert(normalize(value, options.extra_steps))

    def named(names: str) -> str:
        return ";".join(map(written_name, names.split(";")))

    def written_name(name: str) -> str:
        # Nothing around a name says that this character is a surname, which keeps it; elsewhere it is 沉.
        return SURNAME_SHEN + written(name[1:]) if name.startswith(SURNAME_SHEN) else written(name)

    simplified, changed = simplifier.convert_counted(normalize(text, options.extra_steps))
    script = script_of(text)
    article = Article(
        title=written(title.text),
        text=simplified,
        as_published=text,
        author=named(metadata.author),
        outlet=written(metadata.outlet),
        editor=named(metadata.editor),
        charset=decoded.charset,
        script_in=script.value if script in (Script.HANT, Script.MIXED) else Script.HANS.value,
        t2s_changed_chars=changed,
        removed=removed,
    )
    return replace(
        article,
        date_published=metadata.date_published,
        date_modified=metadata.date_modified,
        date_source=metadata.date_source,
    )
