"""The line of a robots.txt that decided, as it is kept with a page."""

import pytest

from scraper.robots import parse_robots

TEXT = b"""User-agent: other
Disallow: /

User-agent: run-pipeline
Disallow: /a
Allow: /a/b
Disallow: /*.php$
"""


@pytest.mark.parametrize(
    ("path", "rule"),
    [
        ("/", ""),
        ("/a/x", "Disallow: /a"),
        ("/a/b/c", "Allow: /a/b"),
        ("/x.php", "Disallow: /*.php$"),
        ("/x.php?y", ""),
        ("/robots.txt", ""),
    ],
)
def test_rule_that_decided(path: str, rule: str) -> None:
    robots = parse_robots(TEXT, 200)
    url = f"http://a.example{path}"
    assert robots.rule_for(url, "run-pipeline") == rule
    assert robots.may_fetch(url, "run-pipeline") is not rule.startswith("Disallow")


def test_no_rules_no_line() -> None:
    assert parse_robots(TEXT, 404).rule_for("http://a.example/a", "run-pipeline") == ""
    assert parse_robots(TEXT, 200).rule_for("http://a.example/a", "stranger") == ""
