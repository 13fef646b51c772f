"""What a text is made of, in about 300 bytes: a digest, 100 minima of its shingles, hashes of its sentences.

The minima are those of one hash over all shingles, one for each of 100 bins, empty bins filled from full ones
(Shrivastava, "Optimal densification for fast and accurate minwise hashing", ICML 2017): as good as 100 hashes at the
price of one.
"""

import re
import unicodedata
from dataclasses import dataclass
from hashlib import blake2b
from typing import Final
from zlib import crc32

SHINGLE_CHARS: Final = 5
BANDS: Final = 20
ROWS: Final = 5
BINS: Final = BANDS * ROWS
# A sentence this short is a phrase that many stories share.
MIN_SENTENCE_CHARS: Final = 12
# Of longer texts only sentences with hashes that end in so many zero bits are stored, the same ones in every text.
MAX_SENTENCES: Final = 32
LEVELS: Final = 16
_SENTENCE_END: Final = re.compile("[。！？!?；;\n]+")
# An odd multiplier spreads what CRC-32, which is linear, leaves in patterns (Knuth, TAOCP 6.4).
_SPREAD: Final = 0x9E3779B1
_MASK: Final = 0xFFFFFFFF


@dataclass(frozen=True, slots=True)
class Signature:
    """What is compared; `sketch` holds one byte of each minimum.

    Numbers are signed 64-bit integers, as SQLite stores them. A text without letters has no bands and no sentences.
    """

    digest: int
    letters: int
    bands: tuple[int, ...] = ()
    sketch: bytes = b""
    sentences: tuple[int, ...] = ()

    def level(self) -> int:
        """Return how many zero bits the hashes of its sentences must end in for the sample to be small enough."""
        return next(level for level in range(LEVELS + 1) if self.at_level(level) <= MAX_SENTENCES or level == LEVELS)

    def at_level(self, level: int) -> int:
        """Return how many of its sentences are in the sample of a level."""
        return sum(ends_in_zeros(value, level) for value in self.sentences)


def signature(text: str) -> Signature:
    """Return the signature of a simplified text.

    >>> signature("甲，乙。") == signature("甲乙")
    True
    """
    letters = fold(text)
    if not letters:
        return Signature(0, 0)
    minima = _minima(letters)
    return Signature(
        _number(letters.encode("utf-8", "replace")),
        len(letters),
        tuple(_band(minima, band) for band in range(BANDS)),
        bytes(value & 0xFF for value in minima),
        tuple(sorted(_sentence_hashes(text))),
    )


def fold(text: str) -> str:
    """Return the letters and digits of a text, narrow and in lower case; everything else goes."""
    return text.translate(_LETTERS)


class _Letters(dict[int, str]):
    """Code point to what stays of it; filled as characters are met."""

    def __missing__(self, code: int) -> str:
        narrow = unicodedata.normalize("NFKC", chr(code)).lower()
        self[code] = "".join(character for character in narrow if character.isalnum())
        return self[code]


_LETTERS: Final = _Letters()


def _minima(letters: str) -> list[int]:
    """Return the least hash in each bin."""
    points = letters.encode("utf-32-le", "replace")
    width = 4 * SHINGLE_CHARS
    last = max(1, len(points) - width + 4)
    hashes = {crc32(points[at : at + width]) * _SPREAD & _MASK for at in range(0, last, 4)}
    found: dict[int, int] = {}
    for value in sorted(hashes):
        found.setdefault(value * BINS >> 32, value)
    return [found[place] if place in found else _borrowed(found, place) for place in range(BINS)]


def _borrowed(found: dict[int, int], place: int) -> int:
    """Return the minimum of a full bin for an empty one; which, depends on the empty bin's number alone."""
    attempt = 1
    while True:
        source = (place * 0x45D9F3B + attempt * 0x2545F491) * _SPREAD % 0xFFFFFFFB % BINS
        if source in found:
            return found[source]
        attempt += 1
        if attempt > 40 * BINS:
            return found[min(found, key=lambda full: (full - place) % BINS)]


def _band(minima: list[int], band: int) -> int:
    rows = minima[band * ROWS : (band + 1) * ROWS]
    return _number(bytes((band,)) + b"".join(value.to_bytes(4, "little") for value in rows))


def _sentence_hashes(text: str) -> set[int]:
    sentences = map(fold, _SENTENCE_END.split(text))
    return {_number(found.encode("utf-8", "replace")) for found in sentences if len(found) >= MIN_SENTENCE_CHARS}


def ends_in_zeros(value: int, bits: int) -> bool:
    """Tell whether a hash belongs to the sample of this level."""
    return not value & ((1 << bits) - 1)


def _number(data: bytes) -> int:
    return int.from_bytes(blake2b(data, digest_size=8).digest(), "little", signed=True)
