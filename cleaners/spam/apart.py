"""What a story holds that is written so that no list of words meets it: characters held apart one by one, accounts by other names.

By invisible characters nobody parts a few words of his own: who does hides them. Marks that are seen part words in earnest, too
(琴·棋·书·画); what they part must sell something.
"""

import math
import re
from collections.abc import Iterator, Sequence
from itertools import groupby

from cleaners.dom import Block
from cleaners.spam.disguise import accounts_in
from cleaners.spam.find import Search
from cleaners.spam.fold import MAX_FEW_CHARS, fold, fold_in_place, held_apart_in
from cleaners.spam.joints import default_joints
from cleaners.spam.lexicon import STRONG
from cleaners.spam.story import OFFICIAL, REPORTING
from cleaners.spam.wording import selling
from cleaners.values import Removed, Stage

# So many characters must be held apart; longer runs are a mirror's noise, such as are but a part of it, and gaps throughout.
MIN_GAPS, MAX_GAPS, MIN_SHARE, MAX_DENSITY = 3, 30, 0.6, 0.2
MIN_CHARS_WITH_MARKS = 8
# Four characters by marks that are seen read like an offer by so much, longer phrases at all.
FEW_SELL = 1.5
_HAN = re.compile(r"[\u3400-\u9fff]")
_MARKS = re.compile("[，。、；：！？]")
MAX_LINE_CHARS = 80
SCORE = 0.95
# 某某　微信:123; 咨询某某请加QQ; 某某联系电话:000: a line of at most so many characters, and how much what it names reads like an offer.
MAX_CONTACT_CHARS = 60
SOLD_BY_ACCOUNT, SOLD_BY_PHONE = 0.5, 2.0
# Each is looked for in all of the story: so many are, a bound on the work.
MAX_CONTACTS = 100
# 办公家·具收购，: a mark that no sentence has amid a phrase; one amid a word says more than one between words.
_SPLITTING = re.compile("[·_~～•]")
_SPLIT = re.compile(
    r"(?<![\u4e00-\u9fffA-Za-z0-9·_~～•])([\u4e00-\u9fffA-Za-z]{0,6}[\u4e00-\u9fff])[·_~～•]"
    r"([\u4e00-\u9fff]{1,8})(?![\u4e00-\u9fffA-Za-z0-9·_~～•])[ ，]?"
)
TIED, SPLIT_WORD, SPLIT_PHRASE = 2.0, 1.5, 2.5
# Of several so split each reads like an offer by so much, and all on average.
LEAST_SPLIT, MEAN_SPLIT = -1.5, 0.5
# 全 国 各 地 机 打 票 据; h e i k e 接单: a line with so many characters, or letters in a row, between blanks, that sells so.
_BLANKS = re.compile(r"(?<!\S)(?:[^\W_] (?:[.·,，*+|/] )?){7,}[^\W_](?=$|[\s、，：:])")
_BLANK = re.compile(r" (?:[.·,，*+|/] )?")
_LETTERS = re.compile(r"(?<![^\W_])[a-z](?: [a-z]){3,}(?![^\W_])")
MIN_BLANKED_SHARE, MIN_OWN_CHARS = 0.4, 4
# 翻_墙❗️软件永久免费试用💯: a clause with such pictures that sells so much without them.
_PICTURES = "\u2600-\u27bf\ufe0f\u2b50\U0001f300-\U0001faff"
_PICTURE = re.compile(f"[{_PICTURES}]")
_NOISE = re.compile(rf"[{_PICTURES}_~～•·\s]")
_PICTURED = re.compile("[^，。！？；：,?;:（）()\n]+")
PICTURED_SELLS = 2.0
_SAID = r"([\u4e00-\u9fffA-Za-z0-9]{4,16}?)"
_CONTACT = re.compile(
    rf"^\s*(?:咨询|咨詢|需要|承接|业务范围[:：]|業務範圍[:：])?{_SAID}[，、\s]{{0,2}}(?:请|請)?(?:加|联系|聯繫|聯絡|咨询|客服)?(?:微信|QQ|qq)[号號]?\s?[:：]"
    rf"|^\s*(?:咨询|咨詢|需要|承接|业务范围[:：]|業務範圍[:：])?{_SAID}[，、\s]{{0,2}}(?:联系|聯繫|聯絡|咨询|客服)?(?:电话|電話|手机|地址)\s?[:：]"
)


def held_apart(search: Search, body: range, gaps: Sequence[int]) -> Iterator[Removed]:
    """Yield the phrases of a body that are written so; `gaps`: where in the text invisible characters were taken from."""
    document = search.document
    start, end = document.blocks[body.start].start, document.blocks[body.stop - 1].end
    inside = [at for at in gaps if start < at < end]
    runs = list(_runs(inside))
    held = sum(last - first - 1 for first, last in runs)
    if MIN_SHARE * len(inside) <= held <= MAX_DENSITY * (end - start):
        yield from (
            _removed(search, *run, "invisible characters") for run in runs if _is_phrase(document.seen[slice(*run)])
        )
    for block in document.blocks[body.start : body.stop]:
        if _is_blanked(search, block.text):
            yield _removed(search, block.start + _end_of_heading(search, block.text), block.end, "blanks")
            continue
        for first, last in held_apart_in(block.text):
            if _sells(search, block.text[first:last]):
                yield _removed(search, block.start + first, block.start + last, "marks")
        for first, last in _pictured_in(search, block.text):
            yield _removed(search, block.start + first, block.start + last, "pictures")
        for first, last in _split_in(search, block.text):
            yield _removed(search, block.start + first, block.start + last, "a mark amid it")


def _end_of_heading(search: Search, text: str) -> int:
    """Return where the story's own words end before what blanks hold apart in a line: 查后怎么办 二 建 保 过 班."""
    run = _BLANKS.search(text) or _LETTERS.search(text)
    before = text[: run.start()].rstrip() if run else ""
    return len(before) if len(_HAN.findall(before)) >= MIN_OWN_CHARS and _selling(search, before) < 0 else 0


def _pictured_in(search: Search, text: str) -> Iterator[tuple[int, int]]:
    """Yield the clauses with pictures amid them that sell."""
    if not _PICTURE.search(text):
        return
    for clause in _PICTURED.finditer(text):
        pictures = list(_PICTURE.finditer(text, *clause.span()))
        # the story may go on right behind the last one
        for end in dict.fromkeys((clause.end(), *(picture.end() for picture in pictures[-1:]))):
            said = _NOISE.sub("", text[clause.start() : end])
            if pictures and _selling(search, said) >= PICTURED_SELLS:
                yield clause.start(), end + (text[end : end + 1] in ("，", "。", "！"))
                break


def _is_blanked(search: Search, text: str) -> bool:
    """Tell whether a line that is no sentence holds its characters apart by blanks, and sells what they say together."""
    if " " not in text or len(text) > MAX_LINE_CHARS or "。" in text:
        return False
    held = sum(len(run.group()) for run in _BLANKS.finditer(text))
    if held < MIN_BLANKED_SHARE * len(text) and not (_LETTERS.search(text) and _HAN.search(text)):
        return False
    return _selling(search, _BLANK.sub("", text)) > 0


def _split_in(search: Search, text: str) -> Iterator[tuple[int, int]]:
    """Yield the phrases amid sentences that one mark splits, each with the blank or comma behind it.

    It splits a word, several phrases are split so, or they sell for sure.
    """
    weights = search.detector.weights
    if weights is None or not (_SPLITTING.search(text) and _MARKS.search(text)):
        return
    found = list(_SPLIT.finditer(text))
    halves = [(fold_in_place(match[1]), fold_in_place(match[2])) for match in found]
    odds = [selling(before + behind, weights.wording) for before, behind in halves]
    are_several = len(found) > 1 and sum(odds) >= MEAN_SPLIT * len(odds)
    for match, (before, behind), each in zip(found, halves, odds, strict=True):
        cuts_word = default_joints().tie(before[-1], behind[0]) >= TIED
        least = LEAST_SPLIT if are_several else SPLIT_WORD if cuts_word else SPLIT_PHRASE
        if each >= (SPLIT_PHRASE if "·" in match[0] else least):  # names have it: 铁木尔·达瓦买提
            yield match.span()


def disguised_accounts(search: Search, body: range) -> Iterator[Removed]:
    """Yield the accounts that a body gives in disguise, but where somebody reports on them or is quoted.

    A line that is no sentence goes whole: it says what is sold there.
    """
    for block in search.document.blocks[body.start : body.stop]:
        found = [place for place in accounts_in(block.text) if not _is_told_of(block.text, place[0])]
        if found and "。" not in block.text and len(block.text) <= MAX_LINE_CHARS:
            found = [(0, len(block.text))]
        for start, end in found:
            text = block.text[start:end]
            yield Removed(block.start + start, block.start + end, text, Stage.SPAM, "disguised_account", SCORE, text)


def sold_by_contact(search: Search, body: range, title: str) -> Iterator[Removed]:
    """Yield the short lines of a body that name an offer of which the story tells nothing, and where to write for it."""
    blocks, weights = search.document.blocks[body.start : body.stop], search.detector.weights
    offers = list[tuple[Block, str]]()
    for block in blocks:
        match = _CONTACT.search(block.text) if weights and len(block.text) <= MAX_CONTACT_CHARS else None
        if match is None or weights is None or REPORTING.search(block.text):
            continue
        said = match[1] or match[2]
        least = SOLD_BY_ACCOUNT if match[1] else SOLD_BY_PHONE
        if said not in title and not OFFICIAL.search(said) and selling(fold(said), weights.wording) >= least:
            offers.append((block, said))
    for block, said in offers[:MAX_CONTACTS]:
        if sum(said in other.text for other in blocks) == 1:
            yield Removed(block.start, block.end, block.text, Stage.SPAM, "doorway_sentence", SCORE, said)


def _is_told_of(text: str, at: int) -> bool:
    """Tell whether somebody reports on what stands at a place of a text, or is quoted there."""
    sentence = text[text.rfind("。", 0, at) + 1 : at]
    return REPORTING.search(sentence) is not None or sentence.count("“") > sentence.count("”")


def _runs(gaps: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Yield the stretches whose characters all have a gap between them."""
    for _, group in groupby(enumerate(gaps), lambda each: each[1] - each[0]):
        places = [at for _, at in group]
        if MIN_GAPS <= len(places) <= MAX_GAPS:
            yield places[0] - 1, places[-1] + 1


def _is_phrase(text: str) -> bool:
    """Tell whether a few characters without a mark among them, or many, are held apart: noise strewn about hits marks, too."""
    return len(text) >= MIN_CHARS_WITH_MARKS or not _MARKS.search(text)


def _sells(search: Search, text: str) -> bool:
    hits = search.detector.lexicon.hits(fold(text))
    least = FEW_SELL if len(text) <= MAX_FEW_CHARS else 0.0
    return any(hit.weight >= STRONG for hit in hits) or _selling(search, text) > least


def _selling(search: Search, text: str) -> float:
    """Return how much a text reads like an offer, in log odds; without any wording, like none."""
    weights = search.detector.weights
    return selling(fold(text), weights.wording) if weights else -math.inf


def _removed(search: Search, start: int, end: int, by: str) -> Removed:
    return Removed(start, end, search.document.seen[start:end], Stage.SPAM, "held_apart", SCORE, by)
