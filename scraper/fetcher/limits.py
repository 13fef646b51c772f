"""How long and how much a fetch may take, and whom it may talk to."""

from dataclasses import dataclass, field

KIB = 1024
ACCEPT = "text/html,application/xhtml+xml,application/xml;q=0.9,text/plain;q=0.8,*/*;q=0.1"
ACCEPT_LANGUAGE = "zh-CN,zh;q=0.9,zh-TW;q=0.8,en;q=0.1"
MIB = 1024 * KIB


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds of one fetch; seconds and bytes.

    `total_s` covers everything from name resolution to the last byte, all redirects included. `body_bytes` counts what
    crosses the wire, `decoded_bytes` what it unpacks to.
    """

    connect_s: float = 10.0
    read_s: float = 20.0
    total_s: float = 60.0
    header_bytes: int = 64 * KIB
    body_bytes: int = 16 * MIB
    decoded_bytes: int = 20 * MIB
    redirects: int = 5
    url_chars: int = 4096


@dataclass(frozen=True, slots=True)
class FetchSettings:
    """Who asks, and what it may reach.

    `user_agent` is `name/version`; `contact` an address or URL where a site's owner finds the operator, needed for
    every server that is not on this machine. `ca_bundle` is a file of certificates to trust instead of the public ones.
    """

    user_agent: str = "run-pipeline/0.1"
    contact: str = ""
    allow_loopback: bool = False
    allow_private: bool = False
    ca_bundle: str = ""
    hosts: int = 64
    limits: Limits = field(default_factory=Limits)

    @property
    def user_agent_header(self) -> str:
        """Return the header as sent: name, version and contact.

        >>> FetchSettings(contact="https://example.org/bot").user_agent_header
        'run-pipeline/0.1 (+https://example.org/bot)'
        """
        return f"{self.user_agent} (+{self.contact})" if self.contact else self.user_agent

    @property
    def headers(self) -> dict[str, str]:
        """Return the headers of every request, in the order they are sent."""
        return {
            "User-Agent": self.user_agent_header,
            "Accept": ACCEPT,
            "Accept-Language": ACCEPT_LANGUAGE,
            "Accept-Encoding": "gzip, deflate",
        }
