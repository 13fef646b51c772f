"""Salads of a story: phrases that are strung together by tokens that are no words (绿化草坪种子 taxkxnq 赛鸽拍卖tr3mydq德国牧羊犬)."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final

from cleaners.dom import Block
from cleaners.spam.fold import fold_in_place
from cleaners.spam.wording import Wording, selling

_TOKEN: Final = r"(?<![A-Za-z0-9./@])[A-Za-z0-9]{3,12}(?![A-Za-z0-9./@])"
_SALAD: Final = re.compile(
    rf"[\u4e00-\u9fff]{{2,16}}(?:[\s_()（）-]{{0,3}}{_TOKEN}[\s_()（）-]{{0,3}}[\u4e00-\u9fff]{{0,16}})+"
)
_TOKENS: Final = re.compile(_TOKEN)
_TOKEN_BEFORE: Final = re.compile(r"(?<![A-Za-z0-9./@])[A-Za-z0-9]{3,12}$")
MAX_TOKEN_CHARS: Final = 13
# A clause that is one phrase between two of them.
_PAIR: Final = re.compile(rf"(?<=[，。！？；：、])({_TOKEN})([\u4e00-\u9fff]{{3,16}})({_TOKEN})[，、]?")
# Letters and digits in turn, letters that nobody can pronounce, or large ones behind small ones.
_NO_WORD: Final = re.compile(r"(?=[a-z]*\d)(?=\d*[a-z])[a-z0-9]{4,}|[^aeiouA-Z0-9]{4,}")
_MIXED: Final = re.compile(r"[a-z][A-Z]|\d[A-Za-z]")
# Models have digits at the end: rtx4090; and so many grams.
_MODEL: Final = re.compile(r"[a-z]+\d+|\d+[a-z]{1,2}")
# So many tokens, such a share of them no words, make a salad; firms write large letters behind small ones, too (iPhone, WeChat):
# around such stand phrases that sell.
MIN_TOKENS: Final = 3
MIN_SHARE: Final = 0.5
MIN_SOLD: Final = 0.5
PHRASE_CHARS: Final = range(3, 13)
# So many times two tokens around one phrase that sells change between small, large and digits, and around any.
MIN_CHANGES, SURE_CHANGES = 3, 4


def salads(blocks: Sequence[Block], wording: Wording) -> Iterator[tuple[Block, int, int]]:
    """Yield each salad: its block, and where in the block's text it begins and ends."""
    for block in blocks:
        if not (any(map(str.isdecimal, block.text)) or _MIXED.search(block.text)):
            continue
        for match in _SALAD.finditer(block.text):
            tokens = list(_TOKENS.finditer(block.text, *match.span()))
            if len(tokens) >= MIN_TOKENS and _are_no_words([token[0] for token in tokens], match[0], wording):
                text = fold_in_place(block.text)
                start = _begin(text, match.start(), tokens[0].start(), wording)
                yield block, _with_token(text, start), _end(text, tokens[-1].end(), match.end(), wording)
        for match in _PAIR.finditer(block.text):
            changes = min(map(_changes, (match[1], match[3])))
            if changes >= SURE_CHANGES or (changes >= MIN_CHANGES and selling(fold_in_place(match[2]), wording) > 0):
                yield block, *match.span()


def _are_no_words(tokens: Sequence[str], salad: str, wording: Wording) -> bool:
    least = MIN_SHARE * len(tokens)
    if sum(map(_is_no_word, tokens)) >= least:
        return True
    if sum(_is_no_word(token) or _MIXED.search(token) is not None for token in tokens) < least:
        return False
    phrases = [phrase for phrase in _TOKENS.sub(" ", salad).split() if len(phrase) in PHRASE_CHARS]
    odds = [selling(fold_in_place(phrase), wording) for phrase in phrases]
    return len(odds) >= MIN_TOKENS - 1 and sum(odds) >= MIN_SOLD * len(odds)


def _is_no_word(token: str) -> bool:
    return _NO_WORD.fullmatch(token) is not None and not _MODEL.fullmatch(token)


def _changes(token: str) -> int:
    kinds = ["0" if char.isdecimal() else "A" if char.isupper() else "a" for char in token]
    return sum(first != second for first, second in pairwise(kinds))


def _with_token(text: str, start: int) -> int:
    """Return the start of the token right before a salad, or the start itself."""
    before = _TOKEN_BEFORE.search(text, max(0, start - MAX_TOKEN_CHARS), start)
    return before.start() if before else start


def _begin(text: str, start: int, token: int, wording: Wording) -> int:
    """Return where the phrase before the first token begins: its likeliest characters, all of a short clause."""
    stop = start + len(text[start:token].rstrip(" _()（）-\u3000"))
    likely = [at for at in range(start, stop) if stop - at in PHRASE_CHARS]
    return max(likely, key=lambda at: selling(text[at:stop], wording), default=start)


def _end(text: str, token: int, stop: int, wording: Wording) -> int:
    """Return where the phrase behind the last token ends, with the token where what follows reads like no offer."""
    start = stop - len(text[token:stop].lstrip(" _()（）-\u3000"))
    likely = [at for at in range(start, stop + 1) if at - start in PHRASE_CHARS]
    end = max(likely, key=lambda at: selling(text[start:at], wording), default=token)
    return end if end == token or selling(text[start:end], wording) > 0 else token
