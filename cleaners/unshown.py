"""What a page says besides the text that it shows: title, meta elements, scripts with data, dates, players, password fields."""

import re
from html import unescape

from cleaners.attributes import Attributes
from cleaners.markup import Raw, attributes_of

DATA_SCRIPT_MIN_CHARS = 80
_PLAYER = re.compile(r"player|video|/embed/", re.IGNORECASE)


class Unshown:
    """Gathers it in the order of the page; the fields are those of a `Document`."""

    def __init__(self) -> None:
        self.title = self.canonical = self.language = ""
        self.metas: list[tuple[str, str]] = []
        self.times: list[tuple[str, int]] = []
        self.scripts: list[tuple[str, str]] = []
        self.features: set[str] = set()

    def read_raws(self, raws: list[Raw], known: Attributes) -> None:
        """Read the elements whose content is text of its own; `known` learns from them what the page hides."""
        styles: list[str] = []
        scripts: list[str] = []
        for tag, attributes, text in raws:
            if tag == "script":
                scripts.append(text)
                if len(text) >= DATA_SCRIPT_MIN_CHARS:
                    kind = attributes_of(attributes).get("type", "") if "type" in attributes.lower() else ""
                    self.scripts.append((kind.lower(), text))
            elif tag == "style":
                styles.append(text)
            elif tag == "iframe" and _PLAYER.search(attributes):
                self.features.add("video")
            elif tag == "textarea" and text and attributes:
                self.scripts.append((f"textarea{known.read(attributes)[0]}", unescape(text)))
            elif tag == "title" and not self.title:
                self.title = " ".join(unescape(text).split())
        known.learn(styles, scripts)

    def note(self, tag: str, attributes: str, next_block: int) -> None:
        """Keep what an element without text says: meta, canonical link, time, password field."""
        if tag == "input":
            if "password" in attributes and attributes_of(attributes).get("type", "").lower() == "password":
                self.features.add("password")
            return
        if tag == "link":
            if not self.canonical and "canonical" in attributes.lower():
                found = attributes_of(attributes)
                self.canonical = found.get("href", "").strip() if found.get("rel", "").lower() == "canonical" else ""
            return
        found = attributes_of(attributes)
        if value := found.get("datetime"):
            self.times.append((value, next_block))
        name = found.get("name") or found.get("property") or found.get("itemprop") or found.get("http-equiv")
        content = found.get("content")
        if tag == "meta" and name and content:
            self.metas.append((name.strip().lower(), " ".join(content.split())))
