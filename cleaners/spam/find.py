"""Find spam in a document before its story is chosen: whole units, and single links among innocent ones."""

import math
import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import cached_property

from cleaners.dom import Block, Document
from cleaners.spam.core import DISMISSED, probability
from cleaners.spam.crossed import is_crossed
from cleaners.spam.detector import Detector, default_detector
from cleaners.spam.edges import without_own_lines
from cleaners.spam.features import MAX_JUDGED_CHARS
from cleaners.spam.glance import is_alone
from cleaners.spam.lexicon import Hit
from cleaners.spam.page_edges import AtEdge, at_edge, edges_of
from cleaners.spam.pieces import Piece, Unit, pieces_of, texts_of, units_of
from cleaners.spam.sold_links import reads_as_friends, sold_among
from cleaners.spam.surroundings import Surroundings, host_of
from cleaners.spam.wording import offering
from cleaners.values import Removed, Stage

# The core alone must be this sure; with words of the lexicon in most pieces a mere possibility is enough.
SURE = 0.9
# Between paragraphs of a story a list that reads so much like an offer need not be as sure.
LIKELY_AMID, OFFERING_AMID = 0.4, 1.0
# The same for a list that stands anywhere else.
OFFERING_ASIDE = 0.5
# A story's list that joins each of a few beginnings to each of a few ends reads less like an offer than this.
LEAST_OFFERING_CROSSED = -0.4
# No story's list, announced ones apart, is one for the net by so much: none of the untouched units nor of the innocent lists.
BEYOND_DOUBT = 0.99
# A paragraph of whole sentences must be a list beyond doubt.
SURE_OF_PROSE = 0.95
# A list of links worded as a menu is spam beyond this: no unit of 23,730 of untouched pages, four of 2,250 lists of wares and the like.
SURE_OF_MENU = 0.97
SENTENCE_ENDS = ("。", "！", "？", "”", "」")
POSSIBLE = 0.01
# Words in a piece: their weights' sum and the share of the piece they cover, for a piece that says nothing else.
MIN_PIECE_WEIGHT = 4
MIN_COVER = 0.45
MIN_LEXICAL_SHARE = 0.5
# A list inside of a paragraph reads at least so much like an offer: 99 in 100 sentences that enumerate something do not; more
# where it stands between paragraphs, is hardly a list, or is announced.
LEAST_OFFERING, LEAST_OFFERING_AMID, LEAST_OFFERING_OF_FEW, LEAST_OFFERING_ANNOUNCED = -0.7, 0.2, 1.0, 3.0
MIN_LIST_PIECES = 3
ANNOUNCEMENT_CHARS = 20
MIN_LEXICAL_PIECES = 2
MAX_EVIDENCE_CHARS = 80
MAX_HEADING_CHARS = 60
# No net judges a heading; what it says is beyond doubt only beside the lists that say the same.
HEADING_SCORE = 0.65
# Of a list of friends so much is sold at most, and of one that only its addresses tell: the rest is a list of something else.
MAX_SOLD, MAX_SOLD_UNHEADED = 0.65, 0.35
# Links to so many sites, and so much of a list.
MIN_SITES, SITES_SHARE = 5, 0.6
MAX_FRONT_SLASHES = 3
_FRONT_PAGE = re.compile(r"\s*(?:https?:)?//([^/?#\s]+)/?\s*$", re.IGNORECASE)
# Where each way begins with a letter the search is fast.
_FRIENDS = re.compile(r"友情[链鏈][接結]|友[链鏈]|合作(?:[媒伙夥网網])|伙伴|夥伴")


class Search:
    """The search for spam in one document; `spans` is what was found before the story is chosen."""

    def __init__(self, document: Document, detector: Detector | None = None) -> None:
        self.document = document
        self.detector = detector or default_detector()
        self.page = Surroundings(document)
        self.strong = self.detector.lexicon.strong_hits(document.seen)
        self._strong_starts = [hit.start for hit in self.strong]

    @cached_property
    def _has_friends(self) -> bool:
        return _FRIENDS.search(self.document.seen) is not None

    @cached_property
    def spans(self) -> tuple[Removed, ...]:
        """Return the injected spans in order; offsets into the seen text, none overlapping."""
        found: list[Removed] = []
        weights, edges = self.detector.weights, edges_of(self.document)
        for unit in units_of(self.document):
            strong = self.count_strong(unit.start, unit.end) if self.strong else 0
            least = -math.inf if strong >= MIN_LEXICAL_PIECES else DISMISSED
            chance = probability(unit, self.page, weights, least) if weights else POSSIBLE
            edge = at_edge(unit, self.document, edges, chance)
            may_be = strong or chance >= LIKELY_AMID or edge is not AtEdge.NOTHING
            spans = list(self._judge(unit, strong, chance, edge)) if may_be else []
            found += self._with_sold_links(unit, spans)
        return tuple(found)

    def count_strong(self, start: int, end: int) -> int:
        """Return how many words that are telling by themselves begin in a range of the seen text."""
        begin = bisect_left(self._strong_starts, start)
        return bisect_left(self._strong_starts, end, begin) - begin

    def hits(self, start: int, end: int) -> list[Hit]:
        """Return the words of the lexicon in a range of the seen text."""
        found = self.detector.lexicon.hits(self.document.seen[start:end])
        return [Hit(start + hit.start, start + hit.end, hit.weight, hit.kind) for hit in found]

    def is_foreign(self, href: str) -> bool:
        """Tell whether an address leads to a host that the page has few links to."""
        host = host_of(href)
        return bool(host) and host not in self.page.own_hosts

    def _judge(self, unit: Unit, strong: int, chance: float, edge: AtEdge) -> Iterator[Removed]:
        """Yield what is spam in a unit: all of it, or some links."""
        is_sure = chance >= SURE or edge is not AtEdge.NOTHING or (chance >= LIKELY_AMID and self._offers(unit))
        if is_sure and (self._is_of_friends(unit) or self._reads_as_friends(unit)):
            yield from self._judge_words(unit, chance)
        elif is_sure and (
            strong >= MIN_LEXICAL_PIECES
            or not (
                self._is_of_story(unit, chance)
                or self._is_prose(unit, chance)
                or (edge is not AtEdge.JOINED and self._is_worded_as_menu(unit, chance))
            )
        ):
            yield _span(self.document, self._without_own_lines(unit), chance, "")
        elif strong >= MIN_LEXICAL_PIECES or (strong and self._has_foreign_links(unit)):
            yield from self._judge_words(unit, chance)

    def _without_own_lines(self, unit: Unit) -> Unit:
        weights = self.detector.weights
        return without_own_lines(unit, self.document, weights.wording if weights else None)

    def _is_of_friends(self, unit: Unit) -> bool:
        """Tell whether the unit is a list of links to other sites under its usual heading: some of them may be sold."""
        blocks = self.document.blocks[max(0, unit.first - 1) : unit.last]
        if not any(block.links for block in blocks) or not any(
            _FRIENDS.search(block.text[:40]) for block in blocks[:2]
        ):
            return False
        links = [link for block in blocks for link in block.links]
        return 2 * sum(self.is_foreign(link.href) for link in links) > len(links)

    def _reads_as_friends(self, unit: Unit) -> bool:
        """Tell whether a unit leads to the front pages of other sites, most of which are named as honest ones are."""
        weights = self.detector.weights
        if weights is None or not self._leads_to_sites(unit):
            return False
        seen = self.document.seen
        names = [seen[piece.start : piece.end] for piece in pieces_of(unit, self.document) if piece.href]
        return reads_as_friends(names, weights.links)

    def _leads_to_sites(self, unit: Unit) -> bool:
        """Tell whether most links of a unit lead to the front pages of other sites: a list of friends, whatever its heading."""
        links = [link for block in self.document.blocks[unit.first : unit.last] for link in block.links]
        if len(links) < MIN_SITES:
            return False
        short = [link.href for link in links if link.href.count("/") <= MAX_FRONT_SLASHES]
        fronts = [front[1] for href in short if (front := _FRONT_PAGE.match(href)) and self.is_foreign(href)]
        return len(fronts) >= SITES_SHARE * len(links) and len(set(fronts)) >= MIN_SITES

    def _with_sold_links(self, unit: Unit, known: Sequence[Removed]) -> Sequence[Removed]:
        """Return the known spans of a unit, and the links among friends that read as if sold, in order."""
        weights = self.detector.weights
        is_headed = self._has_friends and self._is_of_friends(unit)
        if weights is None or not (is_headed or self._leads_to_sites(unit)):
            return known
        pieces = [piece for piece in pieces_of(unit, self.document) if piece.href]
        seen = self.document.seen
        is_known = [any(span.start < piece.end and piece.start < span.end for span in known) for piece in pieces]
        names = [seen[piece.start : piece.end] for piece in pieces]
        odds = sold_among(names, weights.links, MAX_SOLD if is_headed else MAX_SOLD_UNHEADED, is_known)
        sold = [
            _sold(piece, seen)
            for piece, each, cut in zip(pieces, odds, is_known, strict=True)
            if each and not cut and self.is_foreign(piece.href)
        ]
        return sorted((*known, *sold), key=lambda span: span.start)

    def _is_of_story(self, unit: Unit, chance: float) -> bool:
        """Tell whether a list is the story's: it is announced, or no offer, or all that the page has (a poem)."""
        if self._is_worded_as_story(unit, chance):
            return True
        if self.document.blocks[unit.first].links or self.document.blocks[unit.first].place:
            return False
        return self.page.introduces(unit.first - 1) or not self.page.has_prose

    def _is_worded_as_story(self, unit: Unit, chance: float) -> bool:
        """Tell whether a plain list that little speaks against but its form reads like no offer."""
        first, weights = self.document.blocks[unit.first], self.detector.weights
        if weights is None or not self._is_plain(unit):
            return False
        pieces = texts_of(unit, self.document, MAX_JUDGED_CHARS)
        text = self.document.seen[unit.start : unit.end]
        is_in_prose = unit.last - unit.first == 1 and (len(text) < len(first.text) or "。" in text)
        is_list = len(pieces) >= MIN_LIST_PIECES
        if not is_in_prose and is_list and not self._is_amid_prose(unit):
            return False
        least = (LEAST_OFFERING if is_in_prose else LEAST_OFFERING_AMID) if is_list else LEAST_OFFERING_OF_FEW
        if "：" in text[:ANNOUNCEMENT_CHARS]:
            least = LEAST_OFFERING_ANNOUNCED
        elif chance >= BEYOND_DOUBT:
            return False
        elif is_crossed(pieces):
            least = min(least, LEAST_OFFERING_CROSSED)
        return offering(pieces, weights.wording) < least

    def _is_plain(self, unit: Unit) -> bool:
        """Tell whether a unit has no links, and everybody sees it: as a list of the story's does."""
        first = self.document.blocks[unit.first]
        return not (
            first.links or first.place or (first.hidden and is_alone(self.document.blocks, unit.first, unit.last))
        )

    def _is_worded_as_menu(self, unit: Unit, chance: float) -> bool:
        """Tell whether a list of links that everybody sees beside the story, and that may be honest, reads like no offer.

        Lists of headlines, dishes, tours and exams do so.
        """
        first, weights = self.document.blocks[unit.first], self.detector.weights
        if weights is None or chance >= SURE_OF_MENU or not first.links or first.place or first.hidden:
            return False
        if self._is_amid_prose(unit):
            return False
        pieces = texts_of(unit, self.document, MAX_JUDGED_CHARS)
        return offering(pieces, weights.wording) < LEAST_OFFERING and not is_crossed(pieces)

    def _is_amid_prose(self, unit: Unit) -> bool:
        around = self._around(unit)
        return len(around) > 1 and all("。" in block.text for block in around)

    def _around(self, unit: Unit) -> Sequence[Block]:
        """Return the block before a unit and the one behind it."""
        blocks = self.document.blocks
        return blocks[max(0, unit.first - 1) : unit.first] + blocks[unit.last : unit.last + 1]

    def _offers(self, unit: Unit) -> bool:
        """Tell whether a list reads like an offer, beyond doubt where it stands between two paragraphs."""
        weights = self.detector.weights
        if weights is None:
            return False
        pieces = texts_of(unit, self.document, MAX_JUDGED_CHARS)
        offered = offering(pieces, weights.wording)
        if offered >= (OFFERING_AMID if self._is_amid_prose(unit) else OFFERING_ASIDE):
            return True
        may_be_of_story = self._is_plain(unit) and any("。" in block.text for block in self._around(unit))
        return (offered >= LEAST_OFFERING_CROSSED or not may_be_of_story) and is_crossed(pieces)

    def _is_prose(self, unit: Unit, chance: float) -> bool:
        """Tell whether a shown paragraph without links ends as sentences do, and is not beyond doubt a list all the same."""
        first = self.document.blocks[unit.first]
        alone = unit.last - unit.first == 1 and not (first.links or first.place or first.hidden)
        return alone and chance < SURE_OF_PROSE and first.text.endswith(SENTENCE_ENDS)

    def _judge_words(self, unit: Unit, chance: float) -> Iterator[Removed]:
        hits = self.hits(unit.start, unit.end)
        pieces = pieces_of(unit, self.document)
        starts = [hit.start for hit in hits]
        telling = [
            is_telling(piece.start, piece.end, hits[bisect_left(starts, piece.start) : bisect_left(starts, piece.end)])
            for piece in pieces
        ]
        share = sum(telling) / max(1, len(pieces))
        if chance >= POSSIBLE and sum(telling) >= MIN_LEXICAL_PIECES and share >= MIN_LEXICAL_SHARE:
            own = self._without_own_lines(unit)
            yield _span(self.document, own, max(chance, share), _words(self.document.seen, hits))
            return
        for piece, tells in zip(pieces, telling, strict=True):
            if tells and self.is_foreign(piece.href):
                yield _sold(piece, self.document.seen)

    def _has_foreign_links(self, unit: Unit) -> bool:
        blocks = self.document.blocks[unit.first : unit.last]
        return any(self.is_foreign(link.href) for block in blocks for link in block.links)


def find_spam(document: Document, detector: Detector | None = None) -> tuple[Removed, ...]:
    """Return the injected spans of a document in order; offsets into its seen text, none overlapping.

    What is merely furniture (menus, tags, related links) is not spam, hidden or not.
    """
    return Search(document, detector).spans


def selling_headings(search: Search) -> tuple[Removed, ...]:
    """Return the headings that advertise, on a page whose lists of spam say what they sell: mirrors put one first.

    On a page without such lists a heading of that kind is the news.
    """
    if not any(search.count_strong(span.start, span.end) for span in search.spans):
        return ()
    known = {span.start for span in search.spans}
    found = []
    for block in search.document.blocks:
        if block.tag in ("h1", "h2") and len(block.text) <= MAX_HEADING_CHARS and block.start not in known:
            hits = search.hits(block.start, block.end)
            if hits and is_telling(block.start, block.end, hits):
                found.append(Removed(block.start, block.end, block.text, Stage.SPAM, "selling_heading", HEADING_SCORE))
    return tuple(found)


def is_telling(start: int, end: int, hits: Sequence[Hit]) -> bool:
    """Tell whether the words within a piece fill it with advertising: heavy enough, and little else beside them."""
    inside = [hit for hit in hits if start <= hit.start and hit.end <= end]
    weight = sum(hit.weight for hit in inside)
    covered = sum(hit.end - hit.start for hit in inside)
    return weight >= MIN_PIECE_WEIGHT and covered >= MIN_COVER * (end - start)


def _sold(piece: Piece, seen: str) -> Removed:
    text = seen[piece.start : piece.end]
    return Removed(piece.start, piece.end, text, Stage.SPAM, "sold_link", 0.9, piece.href[:MAX_EVIDENCE_CHARS])


def _span(document: Document, unit: Unit, score: float, words: str) -> Removed:
    first = document.blocks[unit.first]
    text = document.seen[unit.start : unit.end]
    rule, evidence = _rule(first, words), words or _evidence(first)
    return Removed(unit.start, unit.end, text, Stage.SPAM, rule, round(score, 3), evidence)


def _rule(block: Block, words: str) -> str:
    if block.place:
        return "outside_html" if block.place in ("before_html", "after_html") else block.place
    if words:
        return "lexicon"
    if block.hidden:
        return "hidden_list"
    return "link_list" if block.links else "keyword_list"


def _evidence(block: Block) -> str:
    return " ".join(
        filter(None, (block.hidden, block.place, block.links[0].href[:MAX_EVIDENCE_CHARS] if block.links else ""))
    )


def _words(seen: str, hits: Sequence[Hit]) -> str:
    """Return the words found, the first of them, for the audit."""
    return " ".join(dict.fromkeys(seen[hit.start : hit.end] for hit in hits))[:MAX_EVIDENCE_CHARS]
