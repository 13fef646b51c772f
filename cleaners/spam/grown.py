"""What belongs to the spam that was found in a paragraph: all of it that advertises, or was written around what is sold there."""

import re
from collections.abc import Sequence
from itertools import chain
from typing import Final

from cleaners.dom import Block
from cleaners.spam.contacts import contacts_in
from cleaners.spam.echoes import lists_of
from cleaners.spam.features import pairs_of
from cleaners.spam.find import Search
from cleaners.spam.fold import fold_in_place
from cleaners.spam.joints import around, classed, default_joints
from cleaners.spam.pitched import SENTENCE
from cleaners.spam.pitches import default_pitches, pitching
from cleaners.spam.spans_in import (
    as_surest,
    as_whole,
    is_left_to_news,
    left_in,
    left_of,
    share_of,
    speaks_as_news,
    touched,
    within,
)
from cleaners.spam.story import CLAUSE, REPORTING
from cleaners.spam.story_pairs import StoryPairs
from cleaners.spam.taken import Taken
from cleaners.spam.wording import default_wording, selling
from cleaners.values import Removed

# Of a paragraph so much is advertising, and so little of the rest speaks of what the story does: all of it advertises.
MIN_SPAM_SHARE: Final = 0.4
# 转让：某某，有意者面谈。: a line among small advertisements.
CLASSIFIED_SHARE: Final = 0.2
_CLASSIFIED: Final = re.compile(
    r"(?:拍[卖賣]|清算)?公告[：:]|(?:寻人|尋人)?[启啟]事[：:]|[转轉][让讓][：:]|招[聘租商][：:]|[求收]购[：:]|出[租售][：:]|供[应應][：:]"
)
MAX_OWN_SHARE: Final = 0.4
# So many other clauses, and what they read like on average: what was found is one of many wares.
MIN_SELLING_CLAUSES, LEAST_SOLD = 2, -0.25
# What speaks as no newsroom does around so much spam is of the same pitch.
MIN_SHARE_OF_PITCH: Final = 0.12
# Spam in such a share of its sentences, so many times, or that much of one with spam in all of them, amid a story that is mostly
# without any, long enough to tell by, and says nearly nothing that it says: a paragraph written around its wares, however it speaks.
MIN_TOUCHED, MIN_WARES, SHARE_OF_WARES, SHARE_OF_WARE = 0.6, 2, 0.15, 0.25
MAX_OWN_OF_WARES, MIN_CLEAN, MIN_CLEAN_CHARS = 0.06, 0.5, 500
# So many characters without spam tell whether a sentence speaks of what a story does.
MIN_CHARS_TO_TELL_BY: Final = 300
# So many of the spans, of either, stand in clauses that were written around them.
AROUND_SHARE: Final = 0.5
# A sentence that so much of is spam, that speaks so much as sellers do, in log odds, or says where to find them, and of whose other
# pairs such a share stands elsewhere in the story, its own paragraph included; one that speaks a little like sellers must be more of
# it. Shorter ones tell too little.
SPOKEN_SHARE, LOUD, OWN_OF_LOUD = 0.1, 1.0, 0.15
SHARE_OF_LIKELY, LIKE_SELLERS, OWN_OF_LIKELY = 0.2, -1.0, 0.1
MIN_LEFT_PAIRS: Final = 4
# So many clauses, such a share of a paragraph's, say a few characters about a phrase each. Where phrases were dropped into a
# paragraph of the story what is left closes behind them, by 2.7 nats on average; around those that it was written for by 0.2.
MIN_SPUN_CLAUSES, SPUN_SHARE, MIN_REST_CHARS = 4, 0.3, 3
MAX_CLOSING, MAX_OWN_OF_SPUN = 1.5, 0.12
# A line that is no sentence has no newsroom's words around an offer.
MAX_LINE_CHARS: Final = 60
SENTENCE_ENDS: Final = ("！", "？", "”", "」", "…", "：", "；", "，")
# A list amid sentences says nothing of them; without any it is the line.
_MARKS: Final = re.compile("[，。；！？]")


def whole_paragraphs(search: Search, body: range, spans: Sequence[Removed]) -> tuple[Removed, ...]:
    """Return the spans, in order, those of a paragraph that mostly advertises as one: its other sentences belong to the same pitch.

    Sentences that speak as news does stay: the pitch was put into their paragraph.
    """
    if not spans:
        return ()
    blocks = search.document.blocks[body.start : body.stop]
    inside, known = within(blocks, spans), touched(blocks, search.spans)
    clean = [
        block
        for at, block in enumerate(blocks)
        if at not in known and share_of(block, inside.get(at, ())) < MIN_SHARE_OF_PITCH
    ]
    chars = _chars(clean)
    is_clean = chars >= max(MIN_CHARS_TO_TELL_BY, MIN_CLEAN * _chars(blocks))
    story = StoryPairs(clean if is_clean else blocks)
    grown = {
        index: _grown_in(blocks[index], found, story, chars if is_clean else 0)
        for index, found in inside.items()
        if index not in known and not any(span.rule == "hidden_in_sentence" for span in found)
    }
    taken = {id(span) for index in grown for span in inside[index]}
    others = (span for span in spans if id(span) not in taken)
    return tuple(sorted((*others, *chain.from_iterable(grown.values())), key=lambda span: span.start))


def _chars(blocks: Sequence[Block]) -> int:
    return sum(len(block.text) for block in blocks)


def _grown_in(block: Block, inside: Sequence[Removed], story: StoryPairs, clean: int) -> Sequence[Removed]:
    """Return the spans of a paragraph, or the stretches of it that advertise around them.

    `clean`: `story` holds paragraphs without spam alone, of so many characters, and they are most of it; 0 where it does not.
    """
    listed = set(map(id, lists_of(inside))) if _MARKS.search(block.text) else set[int]()
    told = [span for span in inside if id(span) not in listed]
    share = share_of(block, told)
    if _is_spun(block, inside, story) or (clean >= MIN_CLEAN_CHARS and _is_about_wares(block, told, story)):
        return [as_whole(block, inside)]
    if _CLASSIFIED.match(block.text) and share >= CLASSIFIED_SHARE:
        return [as_whole(block, inside)] if _is_foreign(block, inside, story) else inside
    is_full = share >= MIN_SPAM_SHARE or _sells_on(block, inside)
    may_be = _is_line(block.text) or _is_written_around(block, told, AROUND_SHARE * len(told))
    if not is_full and share >= MIN_SHARE_OF_PITCH and may_be:
        is_full = not is_left_to_news(block, told)
    if share >= 1 or not is_full or not _is_foreign(block, inside, story):
        return _with_sentences(block, inside, story) if clean else inside
    return [as_surest(block, start, end, inside) for start, end in _around(block, inside)]


def _is_line(text: str) -> bool:
    """Tell whether a block is a short line that ends as no sentence does."""
    return len(text) <= MAX_LINE_CHARS and "。" not in text and not text.rstrip().endswith(SENTENCE_ENDS)


def _is_about_wares(block: Block, inside: Sequence[Removed], story: StoryPairs) -> bool:
    """Tell whether a paragraph has spam in sentence after sentence, and what is left of it says nothing of the story."""
    sentences = [(block.start + found.start(), block.start + found.end()) for found in SENTENCE.finditer(block.text)]
    count = sum(any(span.start < end and start < span.end for span in inside) for start, end in sentences)
    if len(inside) < MIN_WARES:
        is_about = count == len(sentences) and share_of(block, inside) >= SHARE_OF_WARE
    else:
        is_about = count >= MIN_TOUCHED * len(sentences) and share_of(block, inside) >= SHARE_OF_WARES
    if not is_about or not _is_written_around(block, inside, AROUND_SHARE * len(inside)):
        return False
    return _own_share("\n".join(left_of(block, inside)), block, story) <= MAX_OWN_OF_WARES


def _with_sentences(block: Block, inside: Sequence[Removed], story: StoryPairs) -> Sequence[Removed]:
    """Return the spans of a paragraph, with whole sentences for those that speak as sellers do around them, and not of the story."""
    whole = list[Removed]()
    for sentence in SENTENCE.finditer(block.text):
        start, end = block.start + sentence.start(), block.start + sentence.end()
        found = [span for span in inside if start <= span.start and span.end <= end]
        if found and _is_sentence_of_pitch(block, sentence, found, story):
            whole.append(as_surest(block, start, end, found))
    taken = Taken(whole)
    return sorted((*whole, *taken.free(inside)), key=lambda span: span.start)


def _is_sentence_of_pitch(block: Block, sentence: re.Match[str], inside: Sequence[Removed], story: StoryPairs) -> bool:
    """Tell whether what spans leave of a sentence is no story's: so much is spam, so it speaks, so little else says the same."""
    start, end = sentence.span()
    share = sum(span.end - span.start for span in inside) / (end - start)
    said = "\n".join(left_in(block, block.start + start, block.start + end, inside))
    left = pairs_of(said)
    if share < SPOKEN_SHARE or len(left) < MIN_LEFT_PAIRS:
        return False
    odds = pitching(fold_in_place(sentence.group()), default_pitches())
    is_loud = odds >= LOUD or bool(contacts_in(said))
    if not is_loud and (odds < LIKE_SELLERS or share < SHARE_OF_LIKELY):
        return False
    beside = pairs_of(block.text[:start]) | pairs_of(block.text[end:])
    return story.told_elsewhere(left, block, beside) <= (OWN_OF_LOUD if is_loud else OWN_OF_LIKELY) * len(left)


def _is_spun(block: Block, inside: Sequence[Removed], story: StoryPairs) -> bool:
    """Tell whether a paragraph goes on about the phrases that were found in it, clause by clause, as programs write around wares."""
    if len(inside) < MIN_SPUN_CLAUSES:
        return False
    clauses = sum(1 for _ in CLAUSE.finditer(block.text))
    if not _is_written_around(block, inside, max(MIN_SPUN_CLAUSES, SPUN_SHARE * clauses)):
        return False
    return _own_share("\n".join(left_of(block, inside)), block, story) <= MAX_OWN_OF_SPUN


def _is_written_around(block: Block, inside: Sequence[Removed], least: float) -> bool:
    """Tell whether so many of the spans stand in clauses that were written for them: without them they would not close."""
    text = classed(fold_in_place(block.text))
    ties = list[float]()
    for clause in CLAUSE.finditer(block.text):
        for span in inside:
            start, end = span.start - block.start, span.end - block.start
            if clause.start() <= start < end <= clause.end() and end - start <= len(clause.group()) - MIN_REST_CHARS:
                ties.append(default_joints().tie(*around(text, (start, end))))
    return len(ties) >= least and sum(ties) <= MAX_CLOSING * len(ties)


def _sells_on(block: Block, inside: Sequence[Removed]) -> bool:
    """Tell whether what the spans leave of a paragraph reads like offers on average, clause by clause."""
    left = fold_in_place("\n".join(left_of(block, inside)))
    clauses = [selling(clause, default_wording()) for clause in CLAUSE.findall(left)]
    return len(clauses) >= MIN_SELLING_CLAUSES and sum(clauses) >= LEAST_SOLD * len(clauses)


def _around(block: Block, inside: Sequence[Removed]) -> list[tuple[int, int]]:
    """Return the stretches of a paragraph with spans in them, without the sentences, or what is left of them, that speak as news does."""
    stretches: list[tuple[int, int]] = []
    at = block.start
    for match in SENTENCE.finditer(block.text):
        start, end = block.start + match.start(), block.start + match.end()
        spans = [span for span in inside if span.start < end and start < span.end]
        if speaks_as_news(fold_in_place("".join(left_in(block, start, end, spans)))):
            stretches.append((at, min([start, *(span.start for span in spans)])))
            stretches += [(span.start, span.end) for span in spans if span.start >= at]
            at = max([end, *(span.end for span in spans)])
    stretches.append((at, block.end))
    return [(start, end) for start, end in stretches if any(start <= span.start and span.end <= end for span in inside)]


def _is_foreign(block: Block, inside: Sequence[Removed], story: StoryPairs) -> bool:
    """Tell whether what is left of a paragraph reports nothing, and says little that the rest of the story says."""
    text = "\n".join(left_of(block, inside))
    return not REPORTING.search(text) and _own_share(text, block, story) <= MAX_OWN_SHARE


def _own_share(text: str, block: Block, story: StoryPairs) -> float:
    """Return the share of the pairs of a text that other blocks of the story have."""
    pairs = pairs_of(text)
    return story.told_elsewhere(pairs, block) / max(1, len(pairs))
