"""Registrable domains, as the library with the list gives them."""

import pytest
from tldextract import TLDExtract

from scraper.suffixes import _rules, registrable

PUBLIC = TLDExtract(suffix_list_urls=(), cache_dir=None)
MORE = (
    *("localhost", "a.localhost", "127.0.0.1", "::1", "x.unknowntld", "a.b.github.io", "xn--fiqs8s", "a.xn--fiqs8s"),
    *("b.a.xn--55qx5d.cn", "b.a.公司.cn", "a.b.c.kobe.jp", "city.kobe.jp", "www.city.kobe.jp"),
)


def by_the_library(host: str) -> str:
    return PUBLIC(host).top_domain_under_public_suffix or host


@pytest.mark.parametrize("host", MORE)
def test_odd_names(host: str) -> None:
    assert registrable(host) == by_the_library(host)


def test_every_rule_of_the_list() -> None:
    rules = [rule.lstrip("!").replace("*", "w") for rule in _rules() if rule and " " not in rule and rule[:2] != "//"]
    assert len(rules) > 5000
    hosts = [f"{below}{rule}" for rule in sorted(rules)[::7] for below in ("", "a.", "b.a.")]
    assert [(host, registrable(host)) for host in hosts] == [(host, by_the_library(host)) for host in hosts]
