"""The registrable domain of a host, by the Public Suffix List that comes with tldextract.

tldextract itself builds a tree of all suffixes first, which takes longer than a nightly run on a small site that has not
changed; a set of the same lines answers the same questions.
"""

from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path
from typing import Final

SNAPSHOT: Final = ".tld_set_snapshot"
# What follows are suffixes that companies ask for (github.io): a company's customers share its servers, and its delay.
END_OF_PUBLIC: Final = "// ===END ICANN DOMAINS==="


def registrable(host: str) -> str:
    """Return the domain that somebody registered, the host itself for an IP address or a name under no known suffix.

    >>> registrable("news.example.com.cn"), registrable("a.b.kawasaki.jp"), registrable("city.kawasaki.jp")
    ('example.com.cn', 'a.b.kawasaki.jp', 'city.kawasaki.jp')
    """
    if ":" in host or host.rpartition(".")[2].isdecimal():
        return host
    labels = host.split(".")
    names = [_unicode(label) for label in labels]
    at = _suffix_at(names)
    return ".".join(labels[at - 1 :]) if 0 < at < len(labels) else host


def _suffix_at(names: list[str]) -> int:
    """Return the number of the label with which the suffix begins, as many as there are where none is known."""
    rules = _rules()
    for at in range(len(names)):
        above = ".".join(names[at + 1 :])
        if f"!{names[at]}.{above}" in rules:
            return at + 1
        if (f"{names[at]}.{above}" if above else names[at]) in rules or (above and f"*.{above}" in rules):
            return at
    return len(names)


def _unicode(label: str) -> str:
    if not label.startswith("xn--"):
        return label
    try:
        return label[4:].encode("ascii").decode("punycode")
    except UnicodeError:
        return label


@lru_cache(maxsize=1)
def _rules() -> frozenset[str]:
    found = find_spec("tldextract")
    if found is None or found.origin is None:
        raise ModuleNotFoundError("tldextract, which brings the Public Suffix List, is not installed")
    text = Path(found.origin).with_name(SNAPSHOT).read_text("utf-8")
    return frozenset(text.partition(END_OF_PUBLIC)[0].split("\n"))
