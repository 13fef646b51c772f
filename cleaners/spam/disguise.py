"""Characters that nobody writes in earnest amid Chinese words: they keep a word from a list of words.

Letters of other alphabets that look like Latin ones, syllables for single characters, and halves of characters.
"""

import re
from collections.abc import Iterator
from typing import Final

_HAN: Final = r"[\u3400-\u9fff]"
_FOREIGN: Final = r"[\u0250-\u02af\u0370-\u03ff\u0400-\u04ff]"
# What sellers write for the characters that filters know them by.
_SYLLABLES: Final = "kuan|xin|dai|tao|piao|cai|pao|yao|shua|zheng|jia|mai|qun|qian|zhang|huo"
_HALVES: Final = "亻讠钅扌纟饣犭忄氵"
_DISGUISED: Final = re.compile(
    rf"(?<={_HAN}){_FOREIGN}[a-z]+|(?<={_HAN})[a-z]+{_FOREIGN}[a-z]*|(?<={_HAN})[ɑΤτυκοа-я](?={_HAN})|(?<={_HAN})(?:{_SYLLABLES})(?![a-z])|"
    rf"(?<![“「『\"(（])[{_HALVES}](?![旁字部]){_HAN}"
)
# What holds none of these disguises nothing, and to know it costs a tenth.
_SIGN: Final = re.compile(f"{_FOREIGN}|[{_HALVES}]")
_SYLLABLE: Final = re.compile(_SYLLABLES)
# Words of a text that speaks of letters and signs.
_OF_SIGNS: Final = re.compile(r"字母|希腊|希臘|俄[文语語]|拼音|音[标標]|偏旁|部首|公式|粒子|波[长長段]|射[线線]")


def disguised_in(text: str) -> Iterator[tuple[int, int]]:
    """Yield where a text hides what it says; nothing of one that speaks of letters or signs.

    >>> [("信用卡Τ现找我薇xin"[start:end]) for start, end in disguised_in("信用卡Τ现找我薇xin")]
    ['Τ', 'xin']
    >>> list(disguised_in("不看征亻言，α粒子是希腊字母")), list(disguised_in("他在app上买单"))
    ([], [])
    """
    if not (_SIGN.search(text) or _SYLLABLE.search(text)) or text.isascii() or _OF_SIGNS.search(text):
        return
    for found in _DISGUISED.finditer(text):
        yield found.span()
