"""What words of the lexicon alone tell of a story: sentences full of them, clauses that are a phrase, runs of them within a clause."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from cleaners.dom import Block
from cleaners.spam.candidates import SURE_OFFER, Candidate, with_marks
from cleaners.spam.doorway import PITCH
from cleaners.spam.features import pairs_of
from cleaners.spam.lexicon import STRONG, Hit
from cleaners.spam.story import CLAUSE, FUNCTIONS, GENERIC, REPORTING, UNQUOTED, WRONGED, Story, is_contact_label
from cleaners.spam.wording import sells_nothing

CERTAIN = 4
MIN_LESSER, MIN_LESSER_WEIGHT = 3, 5
# So many words of what sellers say to their readers in one sentence, and nobody reports.
MIN_PITCHES, SURE_PITCHES = 2, 3
# Longest phrase without a function word, and how much of it no table may know.
MAX_PHRASE_CHARS = 16
MAX_HEAD_CHARS = 6
# Summed weights of words that it takes to cut a whole clause, a run inside a clause, a sentence: beyond doubt, and where
# the page carries other spam or several such phrases.
SURE = {"keywords": 5, "keywords_in_clause": 6, "doorway_sentence": 10, "offer": SURE_OFFER}
LIKELY_CLAUSE, LIKELY_RUN, LIKELY_SENTENCE = 3, 4, 7
# A run amid a clause must be so much heavier.
INSIDE_CLAUSE = 2
MAX_GAP = 1
CLAUSE_COVER = 0.65
SENTENCE_COVER = 0.28
FULL_COVER = 0.5
# A sentence of which more is the story's own is no doorway's.
MIN_FOREIGN_WORDS = 0.6
# Characters of an unknown name before or behind a run that go with it.
MAX_NAME_CHARS = 2
# Three wares and more with an "and so on": counted up by who writes, whatever they are.
_ENUMERATION = re.compile(r"[^，,、；;：:]{2,8}(?:、[^，,、；;：:]{2,8}){2,}等(?!级|級|待|于|於|候)")
SENTENCE = re.compile(r"[^。！？!?]+[。！？!?”」』）)]*")


def lexical_candidates(story: Story) -> Iterator[Candidate]:
    """Yield the candidates in the blocks of a story that hold words of the lexicon, in order."""
    for block in story.blocks_with_hits():
        for match in SENTENCE.finditer(block.text):
            start, end = block.start + match.start(), block.start + match.end()
            hits = story.hits_in(start, end)
            if not hits:
                continue
            doorway = _doorway(story, start, end, hits)
            if doorway:
                yield doorway
                continue
            for clause in CLAUSE.finditer(story.document.seen, start, end):
                said = clause.group()
                if (
                    REPORTING.search(said)
                    or _ENUMERATION.search(said)
                    or is_contact_label(story.document.seen, *clause.span())
                    or not story.hits_in(*clause.span())
                ):
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
        or WRONGED.search(text)
    ):
        return None
    if not pitch and _is_glued(text, start, hits):
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


def _is_glued(text: str, start: int, hits: Sequence[Hit]) -> bool:
    """Tell whether a sentence, at `start`, is a phrase and right behind or before it words that sell nothing."""
    is_run = all(after.start - before.end <= MAX_GAP for before, after in pairwise(hits))
    before, behind = text[: hits[0].start - start], text[hits[-1].end - start :]
    rest = before if len(behind) <= MAX_NAME_CHARS else behind if len(before) <= MAX_NAME_CHARS else ""
    return is_run and sells_nothing(rest)


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
