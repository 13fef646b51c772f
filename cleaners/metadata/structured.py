"""What a page's head claims: JSON-LD of the article and meta elements, read into one `Claims`, nothing believed yet."""

import re
from dataclasses import dataclass
from typing import Final

import orjson

from cleaners.dom import Document

# Names of meta elements, by what their words say; the variety is endless (pubdate, og:release_date, weibo:article:create_at).
_PUBLISHED_META: Final = re.compile(
    r"pub\w*[-_:. ]?(?:date|time|at|on)?$|(?:date|time)[-_:.]?pub|publish(?!\w*id$)\w*[-_:. ]?(?:date|time|at)|"
    r"creat\w*[-_:. ]?(?:date|time|at)$|(?:date|time)[-_:.]?creat|release[-_:. ]?date|issued|^date$|"
    r"^(?:dc|dcterms|sailthru|parsely|article|og|apub|news)[.:_-](?:date|time|created)$|firstpublish|upload[-_]?date"
)
_MODIFIED_META: Final = re.compile(r"modif|updat|revis|lastmod")
_AUTHOR_META: Final = re.compile(r"(?:^|[-_:.])(?:author|creator|byl|byline|contentauthor|articleauthor)$")
OUTLET_METAS: Final = ("contentsource", "article:source", "source", "og:article:source", "copyfrom", "mediaid")
SITE_METAS: Final = (
    "og:site_name",
    "sitename",
    "application-name",
    "apple-mobile-web-app-title",
    "publisher",
    "twitter:site_name",
)
TITLE_METAS: Final = (
    "og:title",
    "twitter:title",
    "title",
    "articletitle",
    "dc.title",
    "headline",
    "article:title",
    "sailthru.title",
    "name",
)
ARTICLE_TYPES: Final = ("article", "posting", "newsarticle", "report", "blog")
_STRAY: Final = re.compile(r"[\x00-\x1f]+")
_TRAILING_COMMA: Final = re.compile(r",\s*([}\]])")


@dataclass(frozen=True, slots=True)
class Claims:
    """What head and scripts say of the article; "" or () where they say nothing.

    `published` and `modified` hold (value, "json_ld" or "meta") in the order to try.
    """

    headlines: tuple[tuple[str, str], ...] = ()
    published: tuple[tuple[str, str], ...] = ()
    modified: tuple[tuple[str, str], ...] = ()
    authors: tuple[str, ...] = ()
    editors: tuple[str, ...] = ()
    source: str = ""
    site_names: tuple[str, ...] = ()


def read_claims(document: Document) -> Claims:
    """Return the claims of the page's first article in JSON-LD, completed by its meta elements."""
    node = _article_node(document)
    headlines = [(_text(node.get("headline")), "json_ld")]
    published = [(_text(node.get("datePublished") or node.get("dateCreated")), "json_ld")]
    modified = [(_text(node.get("dateModified")), "json_ld")]
    authors = list(_names(node.get("author")))
    for name, content in document.metas:
        if _MODIFIED_META.search(name):
            modified.append((content, "meta"))
        elif _PUBLISHED_META.search(name):
            published.append((content, "meta"))
        elif _AUTHOR_META.search(name):
            authors += _meta_names(content)
    headlines += [(document.meta(name), "meta") for name in TITLE_METAS]
    sites = [
        document.meta(SITE_METAS[0]),
        *_names(node.get("publisher")),
        *(document.meta(name) for name in SITE_METAS[1:]),
    ]
    return Claims(
        tuple((text, source) for text, source in headlines if text),
        tuple((text, source) for text, source in published if text),
        tuple((text, source) for text, source in modified if text),
        tuple(dict.fromkeys(authors)),
        tuple(_names(node.get("editor")) or filter(None, [document.meta("editor")])),
        document.meta(*OUTLET_METAS),
        tuple(dict.fromkeys(site for site in sites if site)),
    )


def _article_node(document: Document) -> dict[str, object]:
    """Return the first object of an article's type in the page's JSON-LD, else the first with a publication date."""
    dated: dict[str, object] = {}
    for kind, text in document.scripts:
        if "ld+json" not in kind:
            continue
        todo: list[object] = [_load(text)]
        while todo:
            item = todo.pop()
            if isinstance(item, list):
                todo += reversed(item)
            elif isinstance(item, dict):
                if _is_article(item.get("@type")):
                    return item
                if "datePublished" in item and not dated:
                    dated = item
                todo += [
                    item[key]
                    for key in ("mainEntity", "mainEntityOfPage", "@graph")
                    if isinstance(item.get(key), (list, dict))
                ]
    return dated


def _load(text: str) -> object:
    """Return the value of a JSON text, mended where templates commonly break it; None where it cannot be read."""
    text = text.strip().removeprefix("//<![CDATA[").removesuffix("//]]>").strip().rstrip(";")
    for candidate in (text, _TRAILING_COMMA.sub(r"\1", _STRAY.sub(" ", text))):
        try:
            return orjson.loads(candidate.encode("utf-8", "replace"))
        except orjson.JSONDecodeError:
            continue
    return None


def _is_article(kind: object) -> bool:
    kinds = kind if isinstance(kind, list) else [kind]
    return any(isinstance(name, str) and name.lower().endswith(ARTICLE_TYPES) for name in kinds)


def _text(value: object) -> str:
    while isinstance(value, list):
        value = value[0] if value else ""
    return " ".join(str(value).split()) if isinstance(value, (str, int)) else ""


def _names(value: object) -> list[str]:
    """Return the names in a person, an organisation, a string, or a list of them."""
    found: list[str] = []
    for item in value if isinstance(value, list) else [value]:
        name = _text(item.get("name")) if isinstance(item, dict) else _text(item)
        if name:
            found.append(name)
    return found


def _meta_names(content: str) -> list[str]:
    if "://" in content or "www." in content:  # a profile's address
        return []
    if not content.startswith("["):
        return [content]
    return _names(_load(content))
