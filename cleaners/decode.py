"""Bytes to text, once: the byte-order mark, the bytes themselves, the header, the markup and a detector as witnesses.

A label alone is never believed: of 403 Chinese pages measured, 50 are GB18030 under a narrower label and 17 that claim a
GB charset are UTF-8. Bytes that are valid UTF-8 throughout cannot be anything else with any likelihood; for the rest the
label and the detector each name a decoder, and the one that leaves fewer unreadable characters wins.
"""

import codecs
import re
from dataclasses import dataclass

REPLACEMENT = "\ufffd"
# WHATWG Encoding: each label means its superset, since pages use characters outside the set they name.
SUPERSET = {
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "x-gbk": "gb18030",
    "gb_2312-80": "gb18030",
    "cp936": "gb18030",
    "hz-gb-2312": "gb18030",
    "big5": "big5hkscs",
    "big5-hkscs": "big5hkscs",
    "x-x-big5": "big5hkscs",
    "cp950": "big5hkscs",
    "iso-8859-1": "cp1252",
    "us-ascii": "cp1252",
    "utf8": "utf-8",
}
BYTE_ORDER_MARKS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
LABEL_WINDOW_BYTES = 4096
# A page cut in mid-character or with a few stray bytes is still UTF-8; GBK read as UTF-8 is wrong nearly everywhere.
MAX_BAD_SHARE = 0.02
BINARY_WINDOW_BYTES = 4096
MAX_CONTROL_SHARE = 0.1
# What people point a cleaner of pages at by mistake, by its first bytes.
BINARY_KINDS = (
    (b"%PDF-", "a PDF: take its text out first, as pdftotext does"),
    (b"PK\x03\x04", "a ZIP archive, or an Office document, which is one: unpack or convert it first"),
    (b"\x89PNG", "a picture: there is no text to clean in it"),
    (b"\xff\xd8\xff", "a picture: there is no text to clean in it"),
    (b"GIF8", "a picture: there is no text to clean in it"),
    (b"SQLite format 3", "an SQLite data base: write its pages as JSONL first"),
    (b"PAR1", "a Parquet file: write its pages as JSONL first"),
)

_LABEL = re.compile(rb"""charset\s*=\s*["']?\s*([\w:.-]+)|encoding\s*=\s*["']([\w:.-]+)["']""", re.IGNORECASE)
_CONTROLS = bytes([*range(9), 11, *range(14, 27), *range(28, 32), 127])
_COMMON = re.compile("[的一是不了在有人我他这個们來说時国為到以中大會上年会生发出行和地对可開]")


@dataclass(frozen=True, slots=True)
class Decoded:
    """The text of a page, the charset it was read with, and how many characters could not be read."""

    text: str
    charset: str
    unreadable: int = 0


def is_binary(body: bytes) -> bool:
    r"""Tell whether the bytes are no text in any charset: control bytes in the opening, and no UTF-16 in sight.

    >>> is_binary(b"\x89PNG\r\n\x1a\n" + bytes(64)), is_binary("新闻".encode("gb18030"))
    (True, False)
    """
    head = body[:BINARY_WINDOW_BYTES]
    if not head or _utf16_without_mark(head) or any(head.startswith(mark) for mark, _ in BYTE_ORDER_MARKS):
        return False
    controls = len(head) - len(head.translate(None, _CONTROLS))
    return controls > MAX_CONTROL_SHARE * len(head) or head.startswith((b"%PDF-", b"PK\x03\x04", b"\xff\xd8\xff"))


def binary_kind(body: bytes) -> str:
    """Return what bytes that are no text are, and what to do about it where something can be done.

    >>> binary_kind(b"%PDF-1.7")
    'a PDF: take its text out first, as pdftotext does'
    """
    return next((kind for magic, kind in BINARY_KINDS if body.startswith(magic)), "control bytes where text should be")


def decode(body: bytes, content_type: str = "") -> Decoded:
    """Return the text of `body`; unreadable bytes become U+FFFD and are counted, nothing is guessed at or repaired.

    >>> decode("着力".encode("gbk"), "text/html; charset=gb2312")
    Decoded(text='着力', charset='gb18030', unreadable=0)
    """
    for mark, charset in BYTE_ORDER_MARKS:
        if body.startswith(mark):
            return _read(body[len(mark) :], charset)
    try:
        return Decoded(body.decode("utf-8"), "utf-8")
    except UnicodeDecodeError:
        pass
    wide = _utf16_without_mark(body[:BINARY_WINDOW_BYTES])
    if wide:
        return _read(body, wide)
    utf8 = _read(body, "utf-8")
    if utf8.unreadable < MAX_BAD_SHARE * (len(utf8.text) - len(utf8.text.encode("ascii", "ignore"))):
        return utf8
    return _best_of(body, _named_charsets(body, content_type))


def _named_charsets(body: bytes, content_type: str) -> list[str]:
    """Return the decoders that header, markup and detector name, then the usual ones; only such as exist here."""
    from resiliparse.parse.encoding import detect_encoding

    labels = [content_type.encode("latin-1", "replace"), body[:LABEL_WINDOW_BYTES]]
    found = [(match[1] or match[2]).decode("ascii", "replace") for label in labels for match in _LABEL.finditer(label)]
    names = [*found[:2], detect_encoding(body) or "", "gb18030", "big5hkscs"]
    known = [SUPERSET.get(name.lower(), name.lower()) for name in names]
    return [name for name in dict.fromkeys(known) if name and name != "utf-8" and _is_text_codec(name)]


def _is_text_codec(name: str) -> bool:
    try:
        return codecs.lookup(name)._is_text_encoding
    except LookupError:
        return False


def _best_of(body: bytes, charsets: list[str]) -> Decoded:
    """Return the reading with the fewest unreadable characters; Big5 often passes for GB18030, so common words decide."""
    readings = [_read(body, charset) for charset in charsets]
    return max(readings, key=lambda reading: len(_COMMON.findall(reading.text)) - 20 * reading.unreadable)


def _read(body: bytes, charset: str) -> Decoded:
    text = body.decode(charset, "replace")
    return Decoded(text, charset, text.count(REPLACEMENT))


def _utf16_without_mark(head: bytes) -> str:
    """Return the byte order of markup written in UTF-16 without a mark, "" for anything else."""
    even, odd = head[0::2].count(0), head[1::2].count(0)
    few, many = len(head) // 50, len(head) // 8
    if odd > many and even <= few:
        return "utf-16-le"
    return "utf-16-be" if even > many and odd <= few else ""
