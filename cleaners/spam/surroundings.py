"""What a unit is compared with: the page it stands in, read lazily and once."""

import re
from collections import Counter
from dataclasses import dataclass
from functools import cached_property

from cleaners.dom import Document
from cleaners.script import Script, script_of

# What site owners write under a page; behind the last of these nothing of the page proper follows.
FOOTER_MARKS = (
    "版权所有",
    "版權所有",
    "Copyright",
    "copyright",
    "COPYRIGHT",
    "ICP备",
    "ICP證",
    "ICP证",
    "公网安备",
    "All Rights",
    "All rights",
    "©",
    "许可证",
    "許可證",
)
SCRIPT_SAMPLE_CHARS = 800
# A host is the site's own when it has this many and this share of the page's links to other addresses.
MIN_SITE_LINKS = 5
MIN_SITE_SHARE = 0.05
# How far around a unit its words are looked for: the whole of a usual page, and a bound on the work for a huge one.
KNOWN_WINDOW_CHARS = 6000
# What announces a list: the end of the sentence above it.
INTRODUCTION_CHARS = 30
_INTRODUCTION = re.compile(r"[：:]$|如下|下列|以下|名[单單]|分[别別]|[这這]些|包括|列入|目[录錄]")
_ABSOLUTE = ("http://", "https://", "//", "HTTP")


@dataclass(frozen=True)
class Surroundings:
    """A document with what is asked of it again and again."""

    document: Document

    @cached_property
    def footer(self) -> int:
        """Offset of the last footer mark in the seen text, its end where there is none."""
        last = max(map(self.document.seen.rfind, FOOTER_MARKS))
        return last if last >= 0 else len(self.document.seen)

    @cached_property
    def has_prose(self) -> bool:
        """Whether any sentence stands on the page that something could be injected beside."""
        return "。" in self.document.seen

    def introduces(self, index: int) -> bool:
        """Tell whether the block announces the list below it."""
        if index < 0:
            return False
        return _INTRODUCTION.search(self.document.blocks[index].text[-INTRODUCTION_CHARS:]) is not None

    @cached_property
    def own_hosts(self) -> frozenset[str]:
        """Registrable ends of the hosts that a good part of the page's links lead to."""
        hrefs = [link.href for block in self.document.blocks if block.links for link in block.links]
        heads = Counter(href.split("/", 3)[2] for href in hrefs if href.startswith(_ABSOLUTE) and href.count("/") > 1)
        counted = Counter[str]()
        for head, count in heads.items():
            counted[host_of(f"//{head}")] += count
        least = max(MIN_SITE_LINKS, MIN_SITE_SHARE * counted.total())
        return frozenset(host for host, count in counted.items() if host and count >= least)

    @cached_property
    def script(self) -> Script:
        """The script of the page, by a stretch from its middle."""
        seen = self.document.seen
        start = max(0, (len(seen) - SCRIPT_SAMPLE_CHARS) // 2)
        return script_of(seen[start : start + SCRIPT_SAMPLE_CHARS].replace("\n", " "))


def host_of(href: str) -> str:
    """Return the last two labels of the address's host, "" for an address within the site.

    >>> host_of("http://www.a-b.example/x"), host_of("/news/1.html"), host_of("//m.c.example")
    ('a-b.example', '', 'c.example')
    """
    if not href.startswith(_ABSOLUTE):
        return ""
    parts = href.split("/", 3)
    return ".".join(parts[2].lower().rsplit(".", 2)[-2:]) if len(parts) > 2 else ""


def stands_elsewhere(pair: str, seen: str, start: int, end: int) -> bool:
    """Tell whether the pair stands near the stretch `start` to `end` too, outside it."""
    if seen.find(pair, max(0, start - KNOWN_WINDOW_CHARS), start) >= 0:
        return True
    return seen.find(pair, end, end + KNOWN_WINDOW_CHARS) >= 0
