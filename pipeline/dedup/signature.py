"""What a text is made of, in about 300 bytes: a digest, 100 minima of its shingles, hashes of its sentences.

The minima are those of one hash over all shingles, one for each of 100 bins, empty bins filled from full ones
(Shrivastava, "Optimal densification for fast and accurate minwise hashing", ICML 2017): as good as 100 hashes at the
price of one. That hash is multilinear (Lemire and Kaser, "Strongly universal string hashing is fast", 2014): a sum of
characters times keys. Python has no fast loop, but it has fast products of large numbers, and one product of the text,
a character every 64 bits, with the keys, a key every 64 bits, holds the sums of all shingles side by side.
"""

import re
from array import array
from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from hashlib import blake2b
from itertools import pairwise, repeat
from typing import Final
from unicodedata import is_normalized, normalize

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
_LETTERS: Final = re.compile(r"[^\W_]+")
# Bytes of a hash. What looks alike by a band or a sentence is looked at again, so that they may be shorter.
DIGEST_BYTES: Final = 8
HASH_BYTES: Final = 6
# Bytes of a minimum.
HASH_WIDTH: Final = 4
# Odd, below 2**40: five products with characters, which are below 2**21, add up to less than 2**64.
KEYS: Final = (0x9E3779B97F, 0xC2B2AE3D27, 0x165667B19E | 1, 0xD6E8FEB866 | 1, 0xA0761D6478 | 1)
_KEYS: Final = sum(key << 64 * place for place, key in enumerate(KEYS))
_SPREAD: Final = 0x9E3779B1
_LOW_HALF: Final = b"\xff\xff\xff\xff\0\0\0\0"
_BOUNDS: Final = tuple(-(-(place << 32) // BINS) for place in range(BINS + 1))


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
    sentences = _sentences(text)
    letters = "".join(sentences)
    if not letters:
        return Signature(0, 0)
    minima = array("I", _minima(letters)).tobytes()
    return Signature(
        _number(letters.encode("utf-8", "replace"), DIGEST_BYTES),
        len(letters),
        tuple(_bands(minima)),
        minima[::HASH_WIDTH],
        tuple(sorted({_number(found.encode("utf-8", "replace")) for found in sentences if _is_telling(found)})),
    )


def fold(text: str) -> str:
    """Return the letters and digits of a text, narrow and in lower case; everything else goes."""
    return "".join(_sentences(text))


def _sentences(text: str) -> list[str]:
    """Return the letters and digits of each sentence."""
    found = "\n".join(["".join(_LETTERS.findall(sentence)) for sentence in _SENTENCE_END.split(text)]).lower()
    return (found if is_normalized("NFKC", found) else normalize("NFKC", found)).split("\n")


def _is_telling(sentence: str) -> bool:
    return len(sentence) >= MIN_SENTENCE_CHARS


def _minima(letters: str) -> list[int]:
    """Return the least hash in each bin."""
    values = sorted(_shingle_hashes(letters.ljust(SHINGLE_CHARS, "\0")))
    places = map(bisect_left, repeat(values), _BOUNDS)
    found = [values[start] if start < end else None for start, end in pairwise(places)]
    return [_borrowed(found, place) if value is None else value for place, value in enumerate(found)]


def _shingle_hashes(letters: str) -> Iterable[int]:
    """Return a hash of 32 bits for every run of `SHINGLE_CHARS` characters."""
    codes = letters.replace("", "\0")[1:].encode("utf-32-le", "replace")  # a character every 64 bits
    sums = int.from_bytes(codes, "little") * _KEYS
    # Bits 8 to 39 of each sum, which are pairwise independent; the middle of their product has no pattern left.
    halves = int.from_bytes(_LOW_HALF * len(letters), "little")
    spread = ((sums >> 8) & halves) * _SPREAD >> 16
    every = array("I", (spread & halves).to_bytes(len(codes), "little"))
    return every[2 * (SHINGLE_CHARS - 1) :: 2]


@cache
def _probes(place: int) -> tuple[int, ...]:
    """Return the order in which an empty bin asks the others for their minimum; it depends on its number alone."""
    return tuple(sorted(range(BINS), key=lambda other: _number(bytes((place, other)))))


def _borrowed(found: list[int | None], place: int) -> int:
    return next(value for other in _probes(place) if (value := found[other]) is not None)


def _bands(raw: bytes) -> Iterable[int]:
    width = ROWS * HASH_WIDTH
    return (_number(bytes((band,)) + raw[band * width : (band + 1) * width]) for band in range(BANDS))


def ends_in_zeros(value: int, bits: int) -> bool:
    """Tell whether a hash belongs to the sample of this level."""
    return not value & ((1 << bits) - 1)


def _number(data: bytes, size: int = HASH_BYTES) -> int:
    return int.from_bytes(blake2b(data, digest_size=size).digest(), "little", signed=True)
