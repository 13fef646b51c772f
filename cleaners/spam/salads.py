"""Salads of a story: phrases that are strung together by tokens that are no words (绿化草坪种子 taxkxnq 赛鸽拍卖tr3mydq德国牧羊犬)."""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from cleaners.dom import Block
from cleaners.spam.fold import fold_in_place
from cleaners.spam.wording import Wording, selling

_TOKEN: Final = r"(?<![A-Za-z0-9./@])[a-z0-9]{4,8}(?![A-Za-z0-9./@])"
_SALAD: Final = re.compile(
    rf"[\u4e00-\u9fff]{{2,16}}(?:[\s_()（）-]{{0,3}}{_TOKEN}[\s_()（）-]{{0,3}}[\u4e00-\u9fff]{{0,16}})+"
)
_TOKENS: Final = re.compile(_TOKEN)
# Letters and digits in turn, or letters that nobody can pronounce.
_NO_WORD: Final = re.compile(r"(?=[a-z]*\d)(?=\d*[a-z])[a-z0-9]+|[^aeiou0-9]+")
# Models have digits at the end: rtx4090; and so many grams.
_MODEL: Final = re.compile(r"[a-z]+\d+|\d+[a-z]{1,2}")
# So many tokens, such a share of them no words, make a salad.
MIN_TOKENS: Final = 3
MIN_SHARE: Final = 0.5
PHRASE_CHARS: Final = range(3, 13)


def salads(blocks: Sequence[Block], wording: Wording) -> Iterator[tuple[Block, int, int]]:
    """Yield each salad: its block, and where in the block's text it begins and ends."""
    for block in blocks:
        for match in _SALAD.finditer(block.text) if any(map(str.isdecimal, block.text)) else ():
            tokens = list(_TOKENS.finditer(block.text, *match.span()))
            if len(tokens) >= MIN_TOKENS and sum(_is_no_word(token[0]) for token in tokens) >= MIN_SHARE * len(tokens):
                text = fold_in_place(block.text)
                start = _begin(text, match.start(), tokens[0].start(), wording)
                yield block, start, _end(text, tokens[-1].end(), match.end(), wording)


def _is_no_word(token: str) -> bool:
    return _NO_WORD.fullmatch(token) is not None and not _MODEL.fullmatch(token)


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
