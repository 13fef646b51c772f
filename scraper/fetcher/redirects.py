"""Where an answer points to, as one absolute URL that can be asked for."""

import re
from urllib.parse import SplitResult, unquote, urljoin, urlsplit

from scraper.fetcher.faults import FetchError

REDIRECTS = frozenset({301, 302, 303, 307, 308})
_UNSAFE = re.compile(rb"[^!#$%&'()*+,/:;=?@\[\]A-Za-z0-9_.~-]")


def redirect_target(url: str, location: str, max_chars: int) -> str:
    r"""Return the absolute URL a Location header points to; a fault where there is none that may be followed.

    Bytes outside ASCII are sent as they came, percent-encoded: servers write UTF-8 or GBK there without saying which.

    >>> redirect_target("http://a.example/x/", "../\xe6\x96\xb0 1", 99)
    'http://a.example/%E6%96%B0%201'
    """
    if not location.strip():
        raise FetchError("bad_redirect", "a redirect without a Location")
    try:
        raw = location.strip().encode("latin-1", "replace")
        target = urljoin(url, _UNSAFE.sub(lambda found: b"%%%02X" % found[0][0], raw).decode("ascii"))
        parts = _with_ascii_host(urlsplit(target))
        port = parts.port
    except ValueError as error:
        raise FetchError("bad_redirect", f"Location {location[:100]!r}: {error}") from error
    if parts.scheme not in {"http", "https"} or not parts.hostname or port == 0:
        raise FetchError("bad_redirect", f"Location {location[:100]!r} is no web address")
    if len(target) > max_chars:
        raise FetchError("bad_redirect", f"Location of {len(target)} characters")
    return parts._replace(fragment="").geturl()


def _with_ascii_host(parts: SplitResult) -> SplitResult:
    """Return an address whose host is written in ASCII; a host outside of it came as UTF-8."""
    if "%" not in parts.netloc or not parts.hostname:
        return parts
    host = unquote(parts.hostname, errors="strict").encode("idna").decode("ascii")
    return parts._replace(netloc=f"{host}:{parts.port}" if parts.port else host)
