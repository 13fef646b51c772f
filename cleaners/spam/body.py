"""Find spam inside the chosen story: keyword lines, phrases dropped into its sentences, sentences that advertise.

Every verdict needs words of the lexicon, and more of them where the story itself uses such words: news on gambling or
pornography names what it reports on, in sentences of its own and in quotation marks.
"""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from cleaners.dom import Block, Document
from cleaners.spam.features import pairs_of
from cleaners.spam.find import Search
from cleaners.spam.lexicon import STRONG, Hit
from cleaners.values import Removed, Stage

CERTAIN = 4
# A title that names these: the story is about what the lexicon's words advertise.
TOPICS = re.compile(
    r"[赌賭]|博彩|彩[票民]|中[奖獎]|[开開][奖獎]|色情|淫[秽穢]|[卖賣]淫|嫖|[诈詐][骗騙]|涉[黄黃]|[扫掃][黄黃]|[假虚虛]\S{0,4}[发發]票|[虚虛][开開]|代孕|[毒][品贩販]|"
    r"外[挂掛]|私服|[套]现|配[资資]|刷[单單]|[裸]聊|洗[钱錢]|[彩]金"
)
# Classes whose words every trade uses; what a story says in them makes no subject.
GENERIC = frozenset("trade promo pitch wares user".split())
SUBJECTS = frozenset(
    "video lottery betting escort papers loan drugs games stocks seo clinic ecig crypto fertility spy occult move".split()
)
# So many clauses in which a story uses words of a class naturally make the class its subject.
MIN_SIGNS = 2
MAX_NATURAL_COVER = 0.5
# What sellers say to their readers; so much of it in one sentence, and nobody reports.
PITCH = "pitch"
MIN_PITCHES = 2
# Longest phrase without a function word, and how much of it no table may know.
MAX_PHRASE_CHARS = 16
MAX_HEAD_CHARS = 6
_FUNCTIONS = re.compile(r"[的了在是和与與为為将將被把可以就也让讓从從向及并並已我你他她它这這那不没沒有]")
_SENTENCE = re.compile(r"[^。！？!?]+[。！？!?”」』）)]*")
_CLAUSE = re.compile(r"[^，。！？；：,!?;:（）()【】\[\]_|｜\s]+")
_QUOTES = re.compile(r"[“”‘’「」『』《》〈〉\"]")
_QUOTATION = re.compile(r"“[^”\n]{1,80}”|「[^」\n]{1,80}」|『[^』\n]{1,80}』|《[^》\n]{1,60}》|\"[^\"\n]{1,80}\"")
# What reporters, courts and the police say of a trade, and the trade never of itself.
_REPORTING = re.compile(
    r"[记記]者|警方|民警|公安|法院|法官|[检檢]察|律[师師]|[执執]法|涉嫌|涉案|[查捣搗][处處获獲毁毀封]|犯罪|嫌疑|被告|[违違][法规規]|非法|[诈詐][骗騙]|[骗騙][局子]|受害|"
    r"[举舉][报報]|[处處][罚罰]|打[击擊]|整治|[监監]管|[专專]家|[协協][会會]|提醒|表示|[认認][为為]|[称稱]|分析|市[场場]|同比|[规規]定|[办辦]法|[政][策府]|[团團]伙|[经經]查"
)
_BRACKETS = {"（": "）", "(": ")", "【": "】", "[": "]", "_": "_", " ": " ", "|": "|"}
_TRAILING = "，,、_|｜ ；;"


# Summed weights of words that it takes to cut a whole clause, a run inside a clause, a sentence: beyond doubt, and where
# the page carries other spam or several such phrases.
SURE = {"keywords": 5, "keywords_in_clause": 6, "doorway_sentence": 10}
LIKELY_CLAUSE, LIKELY_RUN, LIKELY_SENTENCE = 3, 4, 7
TOPICAL_FACTOR = 1.6
# A run amid a clause must be so much heavier.
INSIDE_CLAUSE = 2
MAX_GAP = 1
# So far from both ends of a clause a word is part of it.
MIN_AMID = 3
CLAUSE_COVER = 0.65
SENTENCE_COVER = 0.28
MIN_FOREIGN_WORDS = 0.6
# Candidates that speak for one another: so many, of so much weight together.
MIN_FELLOWS = 2
MIN_FELLOW_WEIGHT = 9
# Characters of an unknown name before or behind a run that go with it.
MAX_NAME_CHARS = 2
# A hidden stretch longer than this share of its paragraph may be a story that a script folds out.
MAX_UNSEEN_SHARE = 0.6


class _Candidate(NamedTuple):
    """A stretch that may be cut: offsets, rule, weight of its words, and whether it needs no fellows."""

    start: int
    end: int
    rule: str
    weight: int
    is_sure: bool


class _Story:
    """The story's stretch, its hits, and what is asked of it."""

    def __init__(self, search: Search, body: range, hits: Sequence[Hit]) -> None:
        self.search, self.document = search, search.document
        self.first, self.last = body.start, body.stop
        self.hits = hits
        self._starts = [hit.start for hit in hits]

    def hits_in(self, start: int, end: int) -> Sequence[Hit]:
        begin = bisect_left(self._starts, start)
        return self.hits[begin : bisect_left(self._starts, end, begin)]


def find_spam_in_body(search: Search, body: range, title: str) -> tuple[Removed, ...]:
    """Return the spam in the blocks of `body` that the search did not find before.

    `title` is the story's: what it speaks of is the story's business.
    """
    document, known = search.document, search.spans
    if not body:
        return ()
    start, end = document.blocks[body.start].start, document.blocks[body.stop - 1].end
    unseen = tuple(_unseen(document, body, known))
    if not known and not search.count_strong(start, end):
        return unseen
    hits = [hit for hit in search.hits(start, end) if not _is_covered(hit.start, known)]
    hits = _unquoted(document.seen, start, end, hits)
    if sum(hit.weight for hit in hits) < LIKELY_CLAUSE:
        return unseen
    business = _business(_Story(search, body, hits), title)
    story = _Story(
        search, body, [h for h in hits if h.kind not in business and document.seen[h.start : h.end] not in business]
    )
    is_topical = bool(TOPICS.search(title)) or len(business & SUBJECTS) > 0
    candidates = [found for found in _candidates(story) if not _is_covered(found.start, (*unseen, *known))]
    chosen = _chosen(candidates, is_topical=is_topical, is_injected=bool(known))
    return (*unseen, *(_removed(story, candidate) for candidate in chosen))


def _unquoted(seen: str, start: int, end: int, hits: Sequence[Hit]) -> list[Hit]:
    """Return the hits that stand in no quotation: who quotes an advertisement reports on it."""
    quoted = [(match.start(), match.end()) for match in _QUOTATION.finditer(seen, start, end)]
    starts = [begin for begin, _ in quoted]
    free = []
    for hit in hits:
        at = bisect_left(starts, hit.start + 1) - 1
        if at < 0 or hit.start >= quoted[at][1]:
            free.append(hit)
    return free


def _business(story: _Story, title: str) -> set[str]:
    """Return the classes of words, and the single words, that the story itself uses: they are its subject.

    A word in the title, in the midst of a long clause or in a sentence that reports on it speaks for the story.
    """
    found = {
        hit.kind for hit in story.search.detector.lexicon.hits(title) if hit.weight > 1 and hit.kind not in GENERIC
    }
    found |= {title[hit.start : hit.end] for hit in story.search.detector.lexicon.hits(title)}
    signs: dict[str, set[int]] = {}
    for text, start, hits in _clauses_with_hits(story):
        for hit in hits:
            begin, end = hit.start - start, hit.end - start
            covered = sum(each.end - each.start for each in hits)
            amid = begin > MIN_AMID and end < len(text) - MIN_AMID and covered < MAX_NATURAL_COVER * len(text)
            if amid:
                found.add(text[begin:end])
            if (amid or _REPORTING.search(text)) and hit.weight > 1 and hit.kind not in GENERIC:
                signs.setdefault(hit.kind, set()).add(start)
    return found | {kind for kind, places in signs.items() if len(places) >= MIN_SIGNS}


def _unseen(document: Document, body: range, known: Sequence[Removed]) -> Iterator[Removed]:
    """Yield the stretches inside of visible paragraphs that style or script hide: readers never saw them."""
    for block in document.blocks[body.start : body.stop]:
        if block.unseen and not block.hidden:
            for start, end, trick in block.unseen:
                text = block.text[start:end]
                if 1 < end - start <= MAX_UNSEEN_SHARE * len(block.text) and not _is_covered(
                    block.start + start, known
                ):
                    yield Removed(
                        block.start + start, block.start + end, text, Stage.SPAM, "hidden_in_sentence", 0.9, trick
                    )


def _chosen(candidates: Sequence[_Candidate], *, is_topical: bool, is_injected: bool) -> Iterator[_Candidate]:
    """Yield the candidates to cut; merely likely ones only in company, and never where the story is about such things."""
    weight = sum(candidate.weight for candidate in candidates)
    in_company = is_injected or (len(candidates) >= MIN_FELLOWS and weight >= MIN_FELLOW_WEIGHT)
    for candidate in candidates:
        if is_topical:
            if candidate.is_sure and candidate.weight >= TOPICAL_FACTOR * SURE[candidate.rule]:
                yield candidate
        elif candidate.is_sure or in_company:
            yield candidate


def _is_covered(at: int, known: Sequence[Removed]) -> bool:
    return any(span.start <= at < span.end for span in known)


def _clauses_with_hits(story: _Story) -> Iterator[tuple[str, int, Sequence[Hit]]]:
    for block in _blocks_with_hits(story):
        for match in _CLAUSE.finditer(block.text):
            inside = story.hits_in(block.start + match.start(), block.start + match.end())
            if inside:
                yield match.group(), block.start + match.start(), inside


def _blocks_with_hits(story: _Story) -> Iterable[Block]:
    index = -1
    for hit in story.hits:
        while index < 0 or story.document.blocks[index].end <= hit.start:
            index = story.first if index < 0 else index + 1
            if story.document.blocks[index].end > hit.start:
                yield story.document.blocks[index]


def _candidates(story: _Story) -> Iterator[_Candidate]:
    for block in _blocks_with_hits(story):
        for match in _SENTENCE.finditer(block.text):
            start, end = block.start + match.start(), block.start + match.end()
            hits = story.hits_in(start, end)
            if not hits:
                continue
            doorway = _doorway(story, start, end, hits)
            if doorway:
                yield doorway
                continue
            for clause in _CLAUSE.finditer(story.document.seen, start, end):
                inside = story.hits_in(clause.start(), clause.end())
                if inside and not _QUOTES.search(clause.group()) and not _REPORTING.search(clause.group()):
                    yield from _phrases(story, block, clause.span(), inside)


def _doorway(story: _Story, start: int, end: int, hits: Sequence[Hit]) -> _Candidate | None:
    """Return the sentence if it is a doorway's: full of the words, and of nothing that the story says."""
    text = story.document.seen[start:end]
    weight = sum(hit.weight for hit in hits)
    covered = sum(hit.end - hit.start for hit in hits)
    pitch = sum(hit.kind == PITCH for hit in hits)
    if (
        weight < LIKELY_SENTENCE
        or not (_is_special(hits) or pitch >= MIN_PITCHES)
        or covered < SENTENCE_COVER * len(text)
        or _REPORTING.search(text)
    ):
        return None
    pairs = pairs_of(text)
    seen = story.document.text_of(story.first, story.last)
    own = sum(seen.count(pair) > text.count(pair) for pair in pairs)
    if own > (1 - MIN_FOREIGN_WORDS) * len(pairs):
        return None
    sure = weight >= SURE["doorway_sentence"] and (pitch > 0 or sum(h.weight >= STRONG for h in hits) > 1)
    return _Candidate(start, end, "doorway_sentence", weight, sure)


def _phrases(story: _Story, block: Block, clause: tuple[int, int], hits: Sequence[Hit]) -> Iterator[_Candidate]:
    """Yield a clause that is nothing but a dropped-in phrase, or the runs of words inside it."""
    start, end = clause
    covered = sum(hit.end - hit.start for hit in hits)
    foreign = _is_foreign_link(story, block, start, end)
    weight = sum(hit.weight for hit in hits) + 2 * foreign
    text = story.document.seen[start:end]
    is_plain = len(text) <= MAX_PHRASE_CHARS and not _FUNCTIONS.search(text)
    special = _is_special(hits)
    if covered >= CLAUSE_COVER * (end - start) and (special or is_plain) and weight >= LIKELY_CLAUSE:
        sure = weight >= SURE["keywords"] and _is_telling(hits) and (special or foreign)
        yield _Candidate(*_with_marks(story.document.seen, start, end, block), "keywords", weight, sure)
    elif is_plain and hits[-1].end == end and hits[0].start - start <= MAX_HEAD_CHARS and weight >= LIKELY_CLAUSE:
        # A ware that no table knows, and behind it what is said of every ware.
        yield _Candidate(*_with_marks(story.document.seen, start, end, block), "keywords", weight - 1, foreign)
    else:
        yield from _runs(hits, start, end)


def _is_special(hits: Sequence[Hit]) -> bool:
    """Tell whether a telling word is there that is not every trade's."""
    return any(hit.weight >= STRONG and hit.kind not in GENERIC for hit in hits)


def _is_telling(hits: Sequence[Hit]) -> bool:
    return any(hit.weight >= CERTAIN for hit in hits) or sum(hit.weight >= STRONG for hit in hits) > 1


def _runs(hits: Sequence[Hit], start: int, end: int) -> Iterator[_Candidate]:
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
                yield _Candidate(
                    begin, stop, "keywords_in_clause", weight, weight >= SURE["keywords_in_clause"] and _is_telling(run)
                )
            run = []
        run.append(hit)


def _is_foreign_link(story: _Story, block: Block, start: int, end: int) -> bool:
    for link in block.links:
        if block.start + link.start < end and start < block.start + link.end:
            return story.search.is_foreign(link.href)
    return False


def _with_marks(seen: str, start: int, end: int, block: Block) -> tuple[int, int]:
    """Return the stretch with the brackets around it, or with the mark behind it."""
    before = seen[start - 1] if start > block.start else ""
    after = seen[end] if end < block.end else ""
    if before and _BRACKETS.get(before) == after:
        return start - 1, end + (after != " ")
    return start, end + (bool(after) and after in _TRAILING)


def _removed(story: _Story, found: _Candidate) -> Removed:
    seen = story.document.seen
    evidence = " ".join(seen[hit.start : hit.end] for hit in story.hits_in(found.start, found.end))[:80]
    score = round(min(1.0, 0.5 + found.weight / 20), 3)
    return Removed(found.start, found.end, seen[found.start : found.end], Stage.SPAM, found.rule, score, evidence)
