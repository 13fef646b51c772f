"""Find spam inside the chosen story: keyword lines, phrases dropped into its sentences, sentences that advertise.

Every verdict needs words of the lexicon, and more of them where the story itself uses such words: news on gambling or
pornography names what it reports on, in sentences of its own and in quotation marks.
"""

import re
from collections import Counter
from collections.abc import Container, Iterator, Sequence

from cleaners.dom import Block, Document
from cleaners.spam.apart import disguised_accounts, held_apart
from cleaners.spam.candidates import (
    SENTENCE,
    SURE_OFFER,
    Candidate,
    joined,
    offer_candidates,
    pitch_candidates,
    told_in,
    with_marks,
)
from cleaners.spam.doorway import PITCH, is_doorway, is_spun, reports_as_news
from cleaners.spam.echoes import echoes, whole_paragraphs
from cleaners.spam.features import pairs_of
from cleaners.spam.find import Search, is_telling
from cleaners.spam.fold import fold_in_place
from cleaners.spam.joints import classed, default_joints
from cleaners.spam.lexicon import STRONG, Hit
from cleaners.spam.runs import whole_runs
from cleaners.spam.story import (
    CLAUSE,
    FUNCTIONS,
    GENERIC,
    REPORTING,
    TOPICS,
    UNQUOTED,
    Story,
    named_in,
    start_of_sentence,
    unquoted,
)
from cleaners.spam.wording import selling
from cleaners.values import Removed, Stage

CERTAIN = 4
# Rules of what is told by words of the lexicon alone.
LEXICAL = ("keywords", "keywords_in_clause")
MIN_LESSER, MIN_LESSER_WEIGHT = 3, 5
# So many words of what sellers say to their readers in one sentence, and nobody reports.
MIN_PITCHES, SURE_PITCHES = 2, 3
# Longest phrase without a function word, and how much of it no table may know.
MAX_PHRASE_CHARS = 16
MAX_HEAD_CHARS = 6
_SENTENCE = re.compile(r"[^。！？!?]+[。！？!?”」』）)]*")
# What sites are called behind their names.
_TAIL = re.compile(r"网站|网址|网|站|官网|平台|国际|娱乐城?|app", re.IGNORECASE)
_QUOTES = re.compile(r"[“”‘’「」『』《》〈〉\"]")


# Summed weights of words that it takes to cut a whole clause, a run inside a clause, a sentence: beyond doubt, and where
# the page carries other spam or several such phrases.
SURE = {"keywords": 5, "keywords_in_clause": 6, "doorway_sentence": 10, "offer": SURE_OFFER}
LIKELY_CLAUSE, LIKELY_RUN, LIKELY_SENTENCE = 3, 4, 7
TOPICAL_FACTOR = 1.6
# A run amid a clause must be so much heavier.
INSIDE_CLAUSE = 2
MAX_GAP = 1
CLAUSE_COVER = 0.65
SENTENCE_COVER = 0.28
FULL_COVER = 0.5
MIN_UNSEEN_CHARS = 5
MIN_FOREIGN_WORDS = 0.6
# So tightly tied, in nats, a character of a word goes with the one beside the word.
TIED = 3.0
# Words that are worded like an offer so little, in log odds, are one only where they are sure.
UNLIKE_OFFERS = -3.0
# Candidates that speak for one another: so many, of so much weight together, and more in a story that reports.
MIN_FELLOWS = 2
# So many sure phrases of one class, and its surest words go wherever they stand.
MIN_OF_CLASS = 2
# So many different wares make a text that says everything twice a doorway.
MIN_SOLD_IN_SPUN = 3
MIN_FELLOW_WEIGHT, MIN_FELLOW_WEIGHT_IN_REPORTS = 9, 11
# Characters of an unknown name before or behind a run that go with it.
MAX_NAME_CHARS = 2
# A hidden stretch longer than this share of its paragraph may be a story that a script folds out.
MAX_UNSEEN_SHARE = 0.6


def find_spam_in_body(search: Search, body: range, title: str, gaps: Sequence[int] = ()) -> tuple[Removed, ...]:
    """Return the spam in the blocks of `body` that the search did not find before.

    `title` is the story's: what it speaks of is the story's business; `gaps`: where in the text invisible
    characters were taken from.
    """
    document, known = search.document, search.spans
    if not body:
        return ()
    start, end = document.blocks[body.start].start, document.blocks[body.stop - 1].end
    unseen = tuple(_unseen(document, body, known))
    hidden = (*held_apart(search, body, gaps), *disguised_accounts(search, body))
    unseen += tuple(found for found in hidden if not _overlaps(found, (*unseen, *known)))
    unseen += tuple(echo for echo in echoes(search, body, title) if not _overlaps(echo, unseen))
    hits = [hit for hit in search.hits(start, end) if not _is_covered(hit.start, known)]
    hits = unquoted(document.seen, start, end, hits)
    whole = (Removed(start, end, document.seen[start:end], Stage.SPAM, "doorway_page", 0.9),)
    if is_doorway(document.seen[start:end], hits):
        return whole
    story, candidates = Story(search, body, hits), list[Candidate]()
    if sum(hit.weight for hit in hits) >= LIKELY_CLAUSE:
        story = story.without_business(title)
        candidates = [found for found in _candidates(story) if not _overlaps(found, (*unseen, *known))]
    in_doubt = bool(unseen) or any(each.is_sure for each in candidates)
    # A list that only looks like spam is no company: it must say what it sells.
    is_injected = any(search.count_strong(span.start, span.end) for span in known)
    folded = fold_in_place(document.seen[start:end])
    told = told_in(search, body, title, folded, candidates)
    offers = offer_candidates(search, body, told, in_doubt=in_doubt)
    if (offers or in_doubt or is_injected) and (words := _words(search, body, title, hits, (*candidates, *offers))):
        offers = offer_candidates(search, body, told, words, in_doubt=in_doubt)
    named = named_in(title, search) if offers else ()
    offers = [found for found in offers if not any(hit.kind in named for hit in _within(hits, found))]
    candidates = joined(candidates, [found for found in offers if not _overlaps(found, (*unseen, *known))])
    pitches = pitch_candidates(search, body, title, folded, candidates)
    candidates = joined(candidates, [found for found in pitches if not _overlaps(found, (*unseen, *known))])
    candidates = [found for found in candidates if found.is_sure or not _is_unlike_offers(found, search)]
    if candidates:
        candidates = joined(candidates, list(_more_of(candidates, hits, document.seen, named_in(title, search))))
    strong = [(hit.start, hit.end) for hit in hits if hit.weight >= STRONG]
    sold = {document.seen[slice(*each)] for each in (*strong, *(found[:2] for found in candidates if found.is_sure))}
    if len(sold) >= MIN_SOLD_IN_SPUN and is_spun(document.seen[start:end]):
        return whole
    if not candidates:
        return _grown(search, body, unseen)
    is_topical = bool(TOPICS.search(title)) and not is_telling(0, len(title), search.detector.lexicon.hits(title))
    reports = reports_as_news(document.seen[start:end])
    about = {found for found in candidates if is_topical and _is_of_topic(found, document.seen)}
    chosen = _chosen(candidates, about, is_injected=is_injected, reports=reports)
    return _grown(search, body, (*unseen, *(_removed(story, candidate) for candidate in chosen)))


def _grown(search: Search, body: range, spans: Sequence[Removed]) -> tuple[Removed, ...]:
    """Return the spans, and all of the paragraphs and of the runs of blocks that are mostly spam."""
    return whole_runs(search.document.blocks[body.start : body.stop], whole_paragraphs(search, body, spans))


def _more_of(
    candidates: Sequence[Candidate], hits: Sequence[Hit], seen: str, named: Container[str]
) -> Iterator[Candidate]:
    """Yield the words that hardly anything but advertising has, wherever they stand, of a class of which several sure phrases are."""
    sure = [found for found in candidates if found.is_sure]
    kinds = Counter(
        kind for found in sure for kind in {hit.kind for hit in _within(hits, found) if hit.weight >= STRONG}
    )
    taken = [(found.start, found.end) for found in candidates]
    for hit in hits:
        is_sold = hit.weight >= CERTAIN and kinds[hit.kind] >= MIN_OF_CLASS and hit.kind not in named
        if is_sold and not any(start < hit.end and hit.start < end for start, end in taken):
            tail = _TAIL.match(seen, hit.end)
            yield Candidate(hit.start, tail.end() if tail else hit.end, "keywords_in_clause", hit.weight, is_sure=True)


def _is_unlike_offers(found: Candidate, search: Search) -> bool:
    """Tell whether words of the lexicon are worded like no offer at all: 应到银行等正规机构办理."""
    weights = search.detector.weights
    if weights is None or found.rule not in LEXICAL:
        return False
    return selling(fold_in_place(search.document.seen[found.start : found.end]), weights.wording) <= UNLIKE_OFFERS


def _within(hits: Sequence[Hit], found: Candidate) -> Iterator[Hit]:
    return (hit for hit in hits if found.start <= hit.start and hit.end <= found.end)


def _unseen(document: Document, body: range, known: Sequence[Removed]) -> Iterator[Removed]:
    """Yield the stretches inside of visible paragraphs that style or script hide: readers never saw them."""
    for block in document.blocks[body.start : body.stop]:
        if block.unseen and not block.hidden:
            for start, end, trick in block.unseen:
                text = block.text[start:end]
                if MIN_UNSEEN_CHARS <= end - start <= MAX_UNSEEN_SHARE * len(block.text) and not _is_covered(
                    block.start + start, known
                ):
                    yield Removed(
                        block.start + start, block.start + end, text, Stage.SPAM, "hidden_in_sentence", 0.9, trick
                    )


def _is_of_topic(found: Candidate, seen: str) -> bool:
    """Tell whether a candidate in a story about what the lexicon's words advertise may be the story's own.

    Who sells pigs there is not; a phrase in a sentence that reports on the trade may be.
    """
    if found.rule in LEXICAL or TOPICS.search(seen, found.start, found.end):
        return True
    if found.rule == SENTENCE:
        return False
    around = _SENTENCE.match(seen, start_of_sentence(seen, found.start))
    return around is not None and REPORTING.search(around.group()) is not None


def _chosen(
    candidates: Sequence[Candidate], about: Container[Candidate], *, is_injected: bool, reports: bool
) -> Iterator[Candidate]:
    """Yield the candidates to cut; merely likely ones only in company, and never those that are what the story is `about`."""
    weight = sum(candidate.weight for candidate in candidates)
    least = MIN_FELLOW_WEIGHT_IN_REPORTS if reports else MIN_FELLOW_WEIGHT
    has_fellows = len(candidates) >= MIN_FELLOWS and weight >= least
    for candidate in candidates:
        if candidate in about:
            if candidate.is_sure and candidate.weight >= TOPICAL_FACTOR * SURE[candidate.rule]:
                yield candidate
        elif candidate.is_sure or has_fellows or is_injected:
            yield candidate


def _words(search: Search, body: range, title: str, hits: Sequence[Hit], found: Sequence[Candidate]) -> list[Hit]:
    """Return the telling words that are none of a story's business: they count for what they stand in.

    What the phrases that were found say is no sign of what the story is about.
    """
    sold = [hit for hit in hits if any(each.start < hit.end and hit.start < each.end for each in found)]
    others = [hit for hit in hits if hit not in sold]
    kinds = {hit.kind for hit in sold} - named_in(title, search)
    free = [hit for hit in others if hit.kind in kinds]
    free += Story(search, body, [hit for hit in others if hit.kind not in kinds]).without_business(title).hits
    words = (hit for hit in sorted((*sold, *free)) if hit.weight >= STRONG and hit.kind not in GENERIC)
    return [hit for hit in words if not _is_part_of_words(hit, search.document.seen)]


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


def _is_covered(at: int, known: Sequence[Removed]) -> bool:
    return any(span.start <= at < span.end for span in known)


def _overlaps(found: Candidate | Removed, known: Sequence[Removed]) -> bool:
    return any(span.start < found.end and found.start < span.end for span in known)


def _candidates(story: Story) -> Iterator[Candidate]:
    for block in story.blocks_with_hits():
        for match in _SENTENCE.finditer(block.text):
            start, end = block.start + match.start(), block.start + match.end()
            hits = story.hits_in(start, end)
            if not hits:
                continue
            doorway = _doorway(story, start, end, hits)
            if doorway:
                yield doorway
                continue
            for clause in CLAUSE.finditer(story.document.seen, start, end):
                if REPORTING.search(clause.group()) or not story.hits_in(*clause.span()):
                    continue
                for part in UNQUOTED.finditer(story.document.seen, *clause.span()):
                    if inside := story.hits_in(*part.span()):
                        yield from _phrases(story, block, part.span(), inside)


def _doorway(story: Story, start: int, end: int, hits: Sequence[Hit]) -> Candidate | None:
    """Return the sentence if it is a doorway's: full of the words, and of nothing that the story says."""
    text = story.document.seen[start:end]
    weight = sum(hit.weight for hit in hits)
    covered = sum(hit.end - hit.start for hit in hits)
    pitch = sum(hit.kind == PITCH for hit in hits)
    if (
        weight < LIKELY_SENTENCE
        or not (_is_special(hits) or pitch >= MIN_PITCHES)
        or covered < (SENTENCE_COVER if pitch else FULL_COVER) * len(text)
        or REPORTING.search(text)
    ):
        return None
    pairs = pairs_of(text)
    seen = story.document.text_of(story.body.start, story.body.stop)
    own = sum(seen.count(pair) > text.count(pair) for pair in pairs)
    if own > (1 - MIN_FOREIGN_WORDS) * len(pairs):
        return None
    sure = pitch >= SURE_PITCHES or (
        weight >= SURE["doorway_sentence"] and (pitch > 0 or sum(h.weight >= STRONG for h in hits) > 1)
    )
    return Candidate(start, end, "doorway_sentence", weight, sure)


def _phrases(story: Story, block: Block, clause: tuple[int, int], hits: Sequence[Hit]) -> Iterator[Candidate]:
    """Yield a clause that is nothing but a dropped-in phrase, or the runs of words inside it."""
    start, end = clause
    covered = sum(hit.end - hit.start for hit in hits)
    foreign = _is_foreign_link(story, block, start, end)
    weight = sum(hit.weight for hit in hits) + 2 * foreign
    text = story.document.seen[start:end]
    is_plain = len(text) <= MAX_PHRASE_CHARS and not FUNCTIONS.search(text)
    special = _is_special(hits)
    if covered >= CLAUSE_COVER * (end - start) and (special or is_plain) and weight >= LIKELY_CLAUSE:
        sure = weight >= SURE["keywords"] and _is_telling(hits) and (special or foreign)
        yield Candidate(*with_marks(story.document.seen, start, end), "keywords", weight, sure)
    elif is_plain and hits[-1].end == end and hits[0].start - start <= MAX_HEAD_CHARS and weight >= LIKELY_CLAUSE:
        # A ware that no table knows, and behind it what is said of every ware.
        yield Candidate(*with_marks(story.document.seen, start, end), "keywords", weight - 1, foreign)
    else:
        yield from _runs(hits, start, end)


def _is_special(hits: Sequence[Hit]) -> bool:
    """Tell whether a telling word is there that is not every trade's, or so many lesser ones as only spam has."""
    own = [hit.weight for hit in hits if hit.kind not in GENERIC]
    return max(own, default=0) >= STRONG or (len(own) >= MIN_LESSER and sum(own) >= MIN_LESSER_WEIGHT)


def _is_telling(hits: Sequence[Hit]) -> bool:
    return (
        any(hit.weight >= CERTAIN for hit in hits)
        or sum(hit.weight >= STRONG for hit in hits) > 1
        or sum(hit.weight > 1 for hit in hits) >= MIN_LESSER
    )


def _runs(hits: Sequence[Hit], start: int, end: int) -> Iterator[Candidate]:
    """Yield runs of adjacent words within a clause that are heavy enough to be a phrase of their own."""
    run: list[Hit] = []
    for hit in (*hits, Hit(end + 9, end + 9, 0)):
        if run and hit.start - run[-1].end > MAX_GAP:
            begin, stop = run[0].start, run[-1].end
            at_edge = begin - start <= MAX_NAME_CHARS or end - stop <= MAX_NAME_CHARS
            weight = sum(each.weight for each in run) - (0 if at_edge else INSIDE_CLAUSE)
            if weight >= LIKELY_RUN and _is_special(run):
                begin = start if begin - start <= MAX_NAME_CHARS else begin
                stop = end if end - stop <= MAX_NAME_CHARS else stop
                yield Candidate(
                    begin, stop, "keywords_in_clause", weight, weight >= SURE["keywords_in_clause"] and _is_telling(run)
                )
            run = []
        run.append(hit)


def _is_foreign_link(story: Story, block: Block, start: int, end: int) -> bool:
    for link in block.links:
        if block.start + link.start < end and start < block.start + link.end:
            return story.search.is_foreign(link.href)
    return False


def _removed(story: Story, found: Candidate) -> Removed:
    seen = story.document.seen
    evidence = " ".join(seen[hit.start : hit.end] for hit in story.hits_in(found.start, found.end))[:80]
    score = round(min(1.0, 0.5 + found.weight / 20), 3)
    return Removed(found.start, found.end, seen[found.start : found.end], Stage.SPAM, found.rule, score, evidence)
