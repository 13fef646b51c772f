"""What a robots.txt allows (RFC 9309, read with protego: wildcards, longest match, fractional delays). Pure."""

from dataclasses import dataclass
from urllib.parse import urlsplit

from protego import Protego
from protego._utils import _quote_path

MAX_BYTES = 500 * 1024  # RFC 9309: the least a crawler must read; nothing honest is longer
OK = range(200, 300)


@dataclass(frozen=True, slots=True)
class Robots:
    """The rules of one origin."""

    rules: Protego

    def may_fetch(self, url: str, agent: str) -> bool:
        """Tell whether an agent may ask for a URL."""
        return bool(self.rules.can_fetch(url, agent))

    def rule_for(self, url: str, agent: str) -> str:
        """Return the line that decides about a URL, "" where no rule matches and everything is allowed.

        protego tells the verdict only, so its own rules are asked in its own order.
        """
        rules = self.rules._get_matching_rule_set(agent)
        if rules is None or urlsplit(url).path == "/robots.txt":
            return ""
        path = _quote_path(url)
        found = next((rule for rule in rules._rules if rule.value.match(path)), None)
        return f"{found.field.capitalize()}: {found.value._pattern}" if found else ""

    def crawl_delay(self, agent: str) -> float | None:
        """Return the seconds asked for between two requests, None where nothing is said."""
        delay = self.rules.crawl_delay(agent)
        rate = self.rules.request_rate(agent)
        waits = [float(delay)] if delay is not None else []
        if rate and rate.requests:
            waits.append(rate.seconds / rate.requests)
        return max(waits, default=None)

    @property
    def sitemaps(self) -> tuple[str, ...]:
        """Return the sitemaps named, in order."""
        return tuple(self.rules.sitemaps)


def parse_robots(body: bytes, status: int) -> Robots:
    r"""Return the rules a server answered with; any status but 2xx stands for "no rules".

    Whether a server that cannot answer (5xx, 429) may be visited is the caller's question: by RFC 9309 it may not.

    >>> parse_robots(b"User-agent: *\nDisallow: /*.php$", 200).may_fetch("http://a.example/x.php", "bot")
    False
    """
    text = body[:MAX_BYTES].decode("utf-8-sig", "replace") if status in OK else ""
    return Robots(Protego.parse(text))
