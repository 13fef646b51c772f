"""One spelling for each resource: canonical form, host, registrable domain, fingerprint. Pure; nothing is resolved."""

import re
from functools import lru_cache
from typing import Final
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from w3lib.url import canonicalize_url

from scraper.suffixes import registrable

DEFAULT_PORTS: Final = {"http": 80, "https": 443}
# Parameters that name the reader's way to the page, never the page. Sources: the documentation of the analytics and
# advertising systems that add them.
TRACKERS: Final = frozenset(
    "fbclid gclid dclid gbraid wbraid msclkid yclid igshid mc_cid mc_eid spm scm share_token sharefrom share_from "
    "share_source share_medium from_source isappinstalled wfr ivk_sa _ga _gl ref_src ref_url cmpid".split()
)
_TRACKER_PREFIX: Final = ("utm_", "hmsr", "hmpl", "hmcu", "hmkw", "hmci", "bd_vid", "mtm_", "pk_")
_SESSION: Final = re.compile(r"^(?:jsessionid|phpsessid|aspsessionid\w*|sid|sessionid)$", re.IGNORECASE)
_registrable = lru_cache(maxsize=65536)(registrable)
_SESSION_IN_PATH: Final = re.compile(r";jsessionid=[^/?#]*", re.IGNORECASE)


@lru_cache(maxsize=16384)  # menus come again on every page; addresses of pages do not
def canonical_url(url: str) -> str:
    """Return the one spelling of `url`; "" for what is no http(s) address.

    Host in lower case and punycode, default port, fragment, trackers and session ids off, parameters sorted.

    >>> canonical_url("HTTP://Example.com:80/a?utm_source=x&b=2&a=1#top")
    'http://example.com/a?a=1&b=2'
    """
    try:
        parts = urlsplit(url.strip())
        host, port = (parts.hostname or "").rstrip("."), parts.port
    except ValueError:
        return ""
    if parts.scheme.lower() not in DEFAULT_PORTS or not host:
        return ""
    scheme = parts.scheme.lower()
    shown = f"[{host}]" if ":" in host else host
    netloc = shown if port in (None, DEFAULT_PORTS[scheme]) else f"{shown}:{port}"
    path = _SESSION_IN_PATH.sub("", parts.path) or "/"
    kept = [(key, value) for key, value in parse_qsl(parts.query, keep_blank_values=True) if not _is_tracker(key)]
    query = parts.query if not parts.query or len(kept) == parts.query.count("&") + 1 else urlencode(kept)
    try:
        return str(canonicalize_url(urlunsplit((scheme, netloc, path, query, ""))))
    except (ValueError, UnicodeError):
        return ""


def _is_tracker(key: str) -> bool:
    lowered = key.lower()
    return lowered in TRACKERS or lowered.startswith(_TRACKER_PREFIX) or bool(_SESSION.match(key))


def host_of(url: str) -> str:
    """Return the host in lower case, "" where there is none."""
    try:
        return (urlsplit(url).hostname or "").lower()
    except ValueError:
        return ""


def site_of(url: str) -> str:
    """Return the registrable domain of an address, its host where there is none (an IP address, localhost), or "".

    >>> site_of("https://news.example.com.cn/a"), site_of("http://127.0.0.1:80/"), site_of("")
    ('example.com.cn', '127.0.0.1', '')
    """
    host = host_of(url)
    return _registrable(host) if host else ""
