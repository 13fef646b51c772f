"""Find spam inside the chosen story: join what its parts are suspected of, and decide what goes.

What the lexicon, the wording and the place of a stretch say of it is told by others (`lexical.py`, `candidates.py`, `apart.py`,
`bracketed.py`, `echoes.py`); here it is weighed against what the story itself is about. News on gambling or pornography
names what it reports on, in sentences of its own and in quotation marks.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence, Set
from itertools import pairwise, takewhile

from cleaners.dom import Block, Document
from cleaners.spam.at_once import UNSHOWN, found_at_once
from cleaners.spam.boxes import whole_boxes
from cleaners.spam.brands import names_sold, told_of
from cleaners.spam.candidates import (
    SENTENCE,
    Candidate,
    joined,
    offer_candidates,
    pitch_candidates,
    told_in,
)
from cleaners.spam.doorway import is_doorway, is_spun, reports_as_news
from cleaners.spam.echoes import lists_of
from cleaners.spam.find import Search, is_telling
from cleaners.spam.fold import fold_in_place
from cleaners.spam.grown import whole_paragraphs
from cleaners.spam.joints import classed, default_joints
from cleaners.spam.lexical import CERTAIN, LIKELY_CLAUSE, SURE, lexical_candidates
from cleaners.spam.lexical import SENTENCE as LEXICAL_SENTENCE
from cleaners.spam.lexicon import STRONG, Hit
from cleaners.spam.marks import with_printed_quotes
from cleaners.spam.named_again import named_again
from cleaners.spam.own_lists import without_own
from cleaners.spam.remnants import with_remnants
from cleaners.spam.runs import whole_runs
from cleaners.spam.story import (
    GENERIC,
    REPORTING,
    TOPICS,
    WARNINGS,
    Story,
    business,
    named_in,
    start_of_sentence,
    unquoted,
)
from cleaners.spam.taken import Taken
from cleaners.spam.wording import selling
from cleaners.values import Removed, Stage

# Rules of what is told by words of the lexicon alone.
LEXICAL = ("keywords", "keywords_in_clause")
# What sites are called behind their names.
_TAIL = re.compile(r"网站|网址|网|站|官网|平台|国际|娱乐城?|app", re.IGNORECASE)
# Shorter hidden text, a button's or a counter's, gives no reason to look closer.
MIN_TELLING_CHARS = 5
# What a story is about goes only where it weighs so much more than what makes others sure.
TOPICAL_FACTOR = 1.6
# So tightly tied, in nats, a character of a word goes with the one beside the word.
TIED = 3.0
# Words that are worded like an offer so little, in log odds, are one only where they are sure.
UNLIKE_OFFERS = -3.0
# Candidates that speak for one another: so many, of so much weight together, and more in a story that reports.
MIN_FELLOWS = 2
# How far beyond an offer the words beside it are looked for.
MAX_CHAIN_CHARS = 24
# So many sure phrases of one class, and its surest words go wherever they stand.
MIN_OF_CLASS = 2
# Beside so many sure phrases of whatever class a word of these that the story says once goes, too: no other class is so much its own.
MIN_OF_ANY = 3
# So many different ones of one vice, in a story that is about none, need no phrase that is sure.
MIN_STRANGE = 3
# Sentences with them are so much of the story at most.
MAX_STRANGE_SHARE = 0.5
# A shorter one may be parts of others, or mean something else: 龙虎斗.
MIN_LONG_CHARS = 4
VICES = frozenset("betting casino lottery video papers loan drugs".split())
# So many different wares make a text that says everything twice a doorway.
MIN_SOLD_IN_SPUN = 3
MIN_FELLOW_WEIGHT, MIN_FELLOW_WEIGHT_IN_REPORTS = 9, 11


def find_spam_in_body(search: Search, body: range, title: str, gaps: Sequence[int] = ()) -> tuple[Removed, ...]:
    """Return the spam in the blocks of `body` that the search did not find before.

    `title` is the story's: what it speaks of is the story's business; `gaps`: where in the text invisible
    characters were taken from.
    """
    if not body:
        return ()
    document = search.document
    start, end = document.blocks[body.start].start, document.blocks[body.stop - 1].end
    folded = with_printed_quotes(fold_in_place(document.seen[start:end]))
    found = found_at_once(search, body, title, gaps, folded)
    known = Taken(search.spans)
    free = [hit for hit in search.hits(start, end) if not known.meets(hit.start, hit.start + 1)]
    hits = unquoted(document.seen, start, end, free)
    if is_doorway(document.seen[start:end], hits):
        return (_whole(document, start, end),)
    candidates = _candidates(search, body, title, hits, folded, found)
    strong = [(hit.start, hit.end) for hit in hits if hit.weight >= STRONG]
    sold = {document.seen[slice(*each)] for each in (*strong, *(each[:2] for each in candidates if each.is_sure))}
    if len(sold) >= MIN_SOLD_IN_SPUN and is_spun(document.seen[start:end]):
        return (_whole(document, start, end),)
    chosen = _chosen(search, (start, end), title, candidates, len(found))
    story = Story(search, body, hits)
    spans = (*found, *(_removed(story, each) for each in chosen))
    blocks = document.blocks[body.start : body.stop]
    told = _with_told_of(blocks, whole_paragraphs(search, body, spans), search.spans, title)
    again = tuple(named_again(blocks, folded, sorted((*told, *search.spans), key=lambda span: span.start), title))
    told = tuple(sorted((*again, *Taken(again).free(told)), key=lambda span: span.start))
    return whole_boxes(document, body, with_remnants(blocks, whole_runs(blocks, told)), search.spans, title)


def _with_told_of(
    blocks: Sequence[Block], spans: Sequence[Removed], others: Sequence[Removed], title: str
) -> tuple[Removed, ...]:
    """Return the spans, in order, with whole paragraphs where they speak of names that spam sells; `others` is the page's."""
    known = Taken(others)
    names = names_sold((*others, *spans))
    told = (block for block in told_of(blocks, spans, names, title) if not known.meets(block.start, block.end))
    whole = [Removed(block.start, block.end, block.text, Stage.SPAM, SENTENCE, 0.9, "names of spam") for block in told]
    return tuple(sorted((*whole, *Taken(whole).free(spans)), key=lambda span: span.start))


def _candidates(
    search: Search,
    body: range,
    title: str,
    hits: Sequence[Hit],
    folded: str,
    found: Sequence[Removed],
) -> list[Candidate]:
    """Return the stretches of a body that may be cut beside what was `found`: phrases of the lexicon, offers, sellers' sentences."""
    taken = Taken((*found, *search.spans))
    candidates: Sequence[Candidate] = ()
    story = Story(search, body, hits)
    if sum(hit.weight for hit in hits) >= LIKELY_CLAUSE:
        candidates = taken.free(lexical_candidates(story.without_business(title)))
    telling = (each for each in found if each.rule != UNSHOWN or each.end - each.start >= MIN_TELLING_CHARS)
    in_doubt = any(telling) or any(each.is_sure for each in candidates)
    unshown = (each for each in found if each.rule == UNSHOWN)
    told = told_in(search, body, title, folded, candidates, (*search.spans, *unshown, *lists_of(found)))
    offers = offer_candidates(search, body, told, in_doubt=in_doubt)
    may_be_injected = offers or in_doubt or _is_injected(search)
    if may_be_injected and (words := _words(story, title, (*candidates, *offers))):
        offers = offer_candidates(search, body, told, words, in_doubt=in_doubt)
    named = named_in(title, search) if offers else ()
    offers = [each for each in offers if not any(hit.kind in named for hit in _within(story, each))]
    candidates = joined(candidates, taken.free(_with_words_beside(story, offers)))
    candidates = joined(candidates, taken.free(pitch_candidates(search, body, title, folded, candidates)))
    candidates = [each for each in candidates if each.is_sure or not _is_unlike_offers(each, search)]
    candidates = without_own(candidates, search.document.blocks[body.start : body.stop], search.document.seen)
    return joined(candidates, list(_more_of(story, candidates, title))) if candidates else []


def _with_words_beside(story: Story, offers: Sequence[Candidate]) -> list[Candidate]:
    """Return offers with the lexicon's words across their edges and beyond, which the story has nowhere else.

    Only those that hold a telling word; beyond a mark is none.
    """
    seen = story.document.seen
    chains = [_chains(story, offer) for offer in offers]
    chained, taken = {hit for each in chains for part in each for hit in part}, Taken(offers)
    own = {
        seen[hit.start : hit.end] for hit in story.hits if hit not in chained and not taken.meets(hit.start, hit.end)
    }
    wider = list[Candidate]()
    for offer, (before, behind) in zip(offers, chains, strict=True):
        first = [hit.start for hit in takewhile(lambda hit: seen[hit.start : hit.end] not in own, before)]
        last = [hit.end for hit in takewhile(lambda hit: seen[hit.start : hit.end] not in own, behind)]
        wider.append(offer._replace(start=min((offer.start, *first)), end=max((offer.end, *last))))
    return wider


def _chains(story: Story, offer: Candidate) -> tuple[list[Hit], list[Hit]]:
    """Return the lexicon's words that stand one right behind the other before an offer, from it on, and behind it."""
    before, behind = list[Hit](), list[Hit]()
    if not any(hit.weight >= STRONG for hit in _within(story, offer)):
        return before, behind
    seen, (start, end) = story.document.seen, offer[:2]
    around = story.hits_in(start - MAX_CHAIN_CHARS, end + MAX_CHAIN_CHARS)
    for hit in reversed(around) if seen[start].isalnum() else ():
        if hit.start < start <= hit.end:
            before.append(hit)
            start = hit.start
    for hit in around if seen[end - 1].isalnum() else ():
        if hit.start <= end < hit.end:
            behind.append(hit)
            end = hit.end
    return before, behind


def _is_injected(search: Search) -> bool:
    """Tell whether a list of spam says what it sells; one that only looks like spam is no company."""
    return any(search.count_strong(span.start, span.end) for span in search.spans)


def _whole(document: Document, start: int, end: int) -> Removed:
    return Removed(start, end, document.seen[start:end], Stage.SPAM, "doorway_page", 0.9)


def _more_of(story: Story, candidates: Sequence[Candidate], title: str) -> Iterator[Candidate]:
    """Yield the words that hardly anything but advertising has, wherever they stand, of a class of which several sure phrases are.

    Beside many sure phrases a vice's word goes, too, that the story says once and that is none of its business.
    """
    seen, named, own = story.document.seen, named_in(title, story.search), business(story, title)
    sure = [found for found in candidates if found.is_sure]
    strange = _strange_classes(story, title, named)
    kinds = Counter(
        kind for found in sure for kind in {hit.kind for hit in _within(story, found) if hit.weight >= STRONG}
    )
    said = Counter(seen[hit.start : hit.end] for hit in story.hits)
    taken = Taken(candidates)
    for hit in story.hits:
        if hit.weight < CERTAIN or hit.kind in named or taken.meets(hit.start, hit.end):
            continue
        is_long = hit.end - hit.start >= MIN_LONG_CHARS
        is_strange = len(sure) >= MIN_OF_ANY and is_long and hit.kind in VICES and hit.kind not in own
        is_strange = is_strange and said[seen[hit.start : hit.end]] == 1
        least = MIN_OF_CLASS if is_long and hit.kind in VICES else MIN_OF_ANY
        if is_strange or hit.kind in strange or kinds[hit.kind] >= least:
            tail = _TAIL.match(seen, hit.end)
            yield Candidate(hit.start, tail.end() if tail else hit.end, "keywords_in_clause", hit.weight, is_sure=True)


def _strange_classes(story: Story, title: str, named: Set[str]) -> Set[str]:
    """Return the vices of which a story says so many words that hardly anything but advertising has, while it is about none.

    Reports do not count: who tells of a raid says what was sold. Neither does what is said all over: tips for matches are about odds.
    """
    seen = story.document.seen
    if TOPICS.search(title) or WARNINGS.search(title):
        return frozenset()
    words: dict[str, set[str]] = {}
    sentences: dict[str, set[tuple[int, int]]] = {}
    for hit in story.hits:
        if hit.weight < CERTAIN or hit.kind not in VICES or hit.kind in named:
            continue
        around = LEXICAL_SENTENCE.match(seen, start_of_sentence(seen, hit.start))
        if around is not None:
            sentences.setdefault(hit.kind, set()).add(around.span())
        if around is None or not REPORTING.search(around.group()):
            words.setdefault(hit.kind, set()).add(seen[hit.start : hit.end])
    most = MAX_STRANGE_SHARE * sum(
        len(block.text) for block in story.document.blocks[story.body.start : story.body.stop]
    )
    spread = {kind: sum(end - start for start, end in places) for kind, places in sentences.items()}
    return {kind for kind, said in words.items() if len(said) >= MIN_STRANGE and spread.get(kind, 0) <= most}


def _is_unlike_offers(found: Candidate, search: Search) -> bool:
    """Tell whether words of the lexicon are worded like no offer at all: 应到银行等正规机构办理."""
    weights = search.detector.weights
    if weights is None or found.rule not in LEXICAL:
        return False
    return selling(fold_in_place(search.document.seen[found.start : found.end]), weights.wording) <= UNLIKE_OFFERS


def _within(story: Story, found: Candidate) -> Iterator[Hit]:
    return (hit for hit in story.hits_in(found.start, found.end) if hit.end <= found.end)


def _is_of_topic(found: Candidate, seen: str) -> bool:
    """Tell whether a candidate in a story about what the lexicon's words advertise may be the story's own.

    Who sells pigs there is not; a phrase in a sentence that reports on the trade may be.
    """
    if found.rule in LEXICAL or TOPICS.search(seen, found.start, found.end):
        return True
    if found.rule == SENTENCE:
        return False
    around = LEXICAL_SENTENCE.match(seen, start_of_sentence(seen, found.start))
    return around is not None and REPORTING.search(around.group()) is not None


def _chosen(
    search: Search, story: tuple[int, int], title: str, candidates: Sequence[Candidate], others: int
) -> Iterator[Candidate]:
    """Yield the candidates to cut; merely likely ones only in company, and those that may be what the story is about if surer.

    `others` are spans that needed none.
    """
    if not candidates:
        return
    seen, is_injected = search.document.seen, _is_injected(search)
    is_telling_title = is_telling(0, len(title), search.detector.lexicon.hits(title))
    is_topical = bool(WARNINGS.search(title) or (TOPICS.search(title) and not is_telling_title))
    weight = sum(candidate.weight for candidate in candidates)
    least = MIN_FELLOW_WEIGHT_IN_REPORTS if reports_as_news(seen[slice(*story)]) else MIN_FELLOW_WEIGHT
    has_fellows = len(candidates) + others >= MIN_FELLOWS and weight + others * SURE[SENTENCE] >= least
    own = _said_again(search, story) if is_topical else ()
    for candidate in candidates:
        is_own = any(word in seen[candidate.start : candidate.end] for word in own)
        if is_topical and (is_own or _is_of_topic(candidate, seen)):
            if candidate.is_sure and candidate.weight >= TOPICAL_FACTOR * SURE[candidate.rule]:
                yield candidate
        elif candidate.is_sure or has_fellows or is_injected:
            yield candidate


def _said_again(search: Search, story: tuple[int, int]) -> list[str]:
    """Return the telling words that a story says more than once: what it warns of."""
    hits = (hit for hit in search.hits(*story) if hit.weight >= STRONG)
    said = Counter(search.document.seen[hit.start : hit.end] for hit in hits)
    return [word for word, times in said.items() if times > 1]


def _words(story: Story, title: str, found: Sequence[Candidate]) -> list[Hit]:
    """Return the telling words that are none of a story's business: they count for what they stand in.

    What the phrases that were found say is no sign of what the story is about.
    """
    search, body, hits = story.search, story.body, story.hits
    taken = Taken(found)
    sold = [hit for hit in hits if taken.meets(hit.start, hit.end)]
    others = [hit for hit in hits if not taken.meets(hit.start, hit.end)]
    kinds = {hit.kind for hit in sold} - named_in(title, search)
    free = [hit for hit in others if hit.kind in kinds]
    free += Story(search, body, [hit for hit in others if hit.kind not in kinds]).without_business(title).hits
    every = sorted((*sold, *free))
    joint = (hit for hit in _side_by_side(every) if hit.kind in kinds)
    words = (hit for hit in sorted((*every, *joint)) if hit.weight >= STRONG and hit.kind not in GENERIC)
    return [hit for hit in words if not _is_part_of_words(hit, search.document.seen)]


def _side_by_side(hits: Sequence[Hit]) -> Iterator[Hit]:
    """Yield two weak words of a class that stand side by side as one, which is telling: 六合彩 and 开奖结果."""
    for one, other in pairwise(hits):
        if one.end == other.start and one.kind == other.kind and max(one.weight, other.weight) < STRONG:
            yield Hit(one.start, other.end, one.weight + other.weight, one.kind)


def _is_part_of_words(hit: Hit, seen: str) -> bool:
    """Tell whether what looks like a word is parts of others, or of a longer one, by how it is tied to what stands around it.

    加粉 in 明星效应加粉丝经济 is none.
    """
    begin, stop = max(0, hit.start - 1), hit.end + 1
    around = classed(fold_in_place(seen[begin:stop]))
    if len(around) != len(seen[begin:stop]):
        return False
    ties = default_joints().ties(around)
    into, out_of = ties[hit.start - begin], ties[hit.end - begin] if len(ties) > hit.end - begin else 0.0
    return max(into, out_of) >= TIED


def _removed(story: Story, found: Candidate) -> Removed:
    seen = story.document.seen
    evidence = " ".join(seen[hit.start : hit.end] for hit in _within(story, found))[:80]
    score = round(min(1.0, 0.5 + found.weight / 20), 3)
    return Removed(found.start, found.end, seen[found.start : found.end], Stage.SPAM, found.rule, score, evidence)
