"""The further pages of a story that is spread over several."""

import re
from collections.abc import Iterable
from urllib.parse import parse_qsl, urljoin, urlsplit

from scraper.discovery.outlinks import find_outlinks

MAX_PARTS = 30
_PAGE_NAMES = frozenset({"page", "p", "pn", "pageno", "page_no", "pagenum", "pageindex", "page_id", "currentpage"})
_ENDING = re.compile(r"(?:\.s?html?|\.php|\.aspx?|/)?$", re.IGNORECASE)
# 123_2.html, 123-2.html, 123_p2.html, 123-page-2.html, 123/2, 123/page/2/
_PART = re.compile(r"(?:[_-](?:p|page[_-]?)?|/(?:p|page[/_-]?)?)(\d{1,2})", re.IGNORECASE)
_ANCHOR = re.compile(rb"<a\s[^<>]*?href\s*=\s*[\"']?([^\s\"'>]+)[^<>]*>(.{0,200}?)</a", re.IGNORECASE | re.DOTALL)
_MARKUP = re.compile(rb"<[^>]*>|&nbsp;|\s|\[|\]")
# the paging of the TRS content system: how many pages, which is this one (from 0), the name before "_1", the ending
_SCRIPT = re.compile(rb"createPageHTML\(\s*(\d{1,2})\s*,\s*(\d{1,2})\s*,\s*[\"']([\w./-]+)[\"']\s*,\s*[\"'](\w+)[\"']")
_WORDS = (
    "下一页",
    "下一頁",
    "下页",
    "下頁",
    "余下全文",
    "餘下全文",
    "阅读全文",
    "閱讀全文",
    "末页",
    "末頁",
    "尾页",
    "尾頁",
)
# what stands beside the links to a story's further pages, in the charsets that news is written in
_PAGING = sorted(
    {word.encode(charset, "ignore") for word in _WORDS for charset in ("utf-8", "gb18030", "big5")} - {b""}
)
_NEXT = sorted(
    {word.encode(charset, "ignore") for word in _WORDS[:6] for charset in ("utf-8", "gb18030", "big5")} - {b""}
)
_ONE_OF = re.compile(rb"[>(\s\xa3\xef\xbc\x88]1\s?/\s?\d{1,2}(?![\d/])")  # "1/3"


def find_paging(body: bytes, url: str) -> list[str]:
    """Return the URLs of parts 2, 3, … of the story whose first part is at `url`, in order and without gaps.

    Only addresses that differ from the first in a part number count: `123.html` and `123_2.html`, `?page=2`.

    >>> find_paging(b'<a href="5_3.html">3</a><a href="5_2.html">2</a><a href="6_2.html">2</a>', "http://a.example/5.html")
    ['http://a.example/5_2.html', 'http://a.example/5_3.html']
    """
    return in_order(further_parts(body, find_outlinks(body, url), url))


def further_parts(body: bytes, outlinks: Iterable[str], url: str) -> dict[int, str]:
    """Return what the first page of a story, which is at `url`, says about further ones, by their numbers from 2 on.

    Some systems call the second page `123_1.html`; they are known by what the link to it says.

    >>> further_parts(b'<a href="5_1.html">2</a>', ["http://a.example/5_1.html"], "http://a.example/5.html")
    {2: 'http://a.example/5_1.html'}
    """
    if scripted := _scripted(body, url):
        return scripted
    return parts_among(outlinks, url, from_zero=_counts_from_zero(body, url))


def in_order(parts: dict[int, str]) -> list[str]:
    """Return parts 2, 3, … up to the first gap."""
    ordered = []
    for number in range(2, MAX_PARTS + 1):
        if number not in parts:
            break
        ordered.append(parts[number])
    return ordered


def part_links(body: bytes, url: str, first: str, second: str = "") -> dict[int, str]:
    """Return the further parts of the story at `first` that the page at `url` links to, by their numbers from 2 on.

    `second` is where the second part is: its name tells how the pages are counted.
    """
    return parts_among(find_outlinks(body, url), first, from_zero=bool(second) and _part_number(second, first) == 1)


def parts_among(outlinks: Iterable[str], first: str, *, from_zero: bool = False) -> dict[int, str]:
    """Return the further parts of the story at `first` among links, by their numbers from 2 on."""
    parts: dict[int, str] = {}
    for link in outlinks:
        number = _part_number(link, first)
        number += from_zero and number > 0
        if 2 <= number <= MAX_PARTS:
            parts.setdefault(number, link)
    return parts


def says_paging(body: bytes) -> bool:
    """Tell whether a page says that there is more of its story: "下一页", "1/3"; comments have pages too."""
    return any(word in body for word in _PAGING) or bool(_ONE_OF.search(body)) or bool(_SCRIPT.search(body))


def _scripted(body: bytes, url: str) -> dict[int, str]:
    found = _SCRIPT.search(body)
    if not found:
        return {}
    name, ending = found[3].decode("ascii", "replace"), found[4].decode("ascii", "replace")
    return {number + 1: urljoin(url, f"{name}_{number}.{ending}") for number in range(1, min(int(found[1]), MAX_PARTS))}


def _counts_from_zero(body: bytes, url: str) -> bool:
    """Tell whether the link to `123_1` on the page `123` is said to lead to the second page, or to the next."""
    for href, inside in _ANCHOR.findall(body):
        if b"1" in href and _part_number(urljoin(url, href.decode("latin-1")), url) == 1:
            label = _MARKUP.sub(b"", inside)
            if label == b"2" or any(word in label for word in _NEXT):
                return True
    return False


def _part_number(link: str, url: str) -> int:
    """Return which part of the story at `url` a link leads to, 0 for anything else."""
    here = urlsplit(url)
    folder = here.path.rpartition("/")[0] if not here.path.endswith("/") else here.path.rstrip("/").rpartition("/")[0]
    if not link.startswith(f"{here.scheme}://{here.netloc}{folder}"):
        return 0  # nearly all links of a page
    there = urlsplit(link)
    if there.netloc != here.netloc:
        return 0
    if there.path == here.path:
        return _query_number(there.query, here.query)
    ending = _ENDING.search(here.path)
    stem = here.path[: ending.start()] if ending else here.path
    tail = ending[0] if ending else ""
    if not there.path.startswith(stem) or not there.path.endswith(tail) or there.query != here.query:
        return 0
    middle = _PART.fullmatch(there.path[len(stem) : len(there.path) - len(tail)])
    return int(middle[1]) if middle else 0


def _query_number(there: str, here: str) -> int:
    before = parse_qsl(here, keep_blank_values=True)
    added = [pair for pair in parse_qsl(there, keep_blank_values=True) if pair not in before]
    if len(added) != 1 or added[0][0].lower() not in _PAGE_NAMES or not added[0][1].isdigit():
        return 0
    return int(added[0][1][:3])
