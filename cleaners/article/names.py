"""What an element's own names say of its content; a hint, weighed against the text, and never a verdict alone."""

import re
from functools import lru_cache

from cleaners.dom import Block, Document
from cleaners.elements import CAPTION_TAGS

# Words of template authors everywhere, in class, id, role and itemprop.
_BODY = re.compile(
    r"articlebody|article[-_]?(?:content|body|detail|text)|content[-_]?(?:text|body|main)|post[-_]?(?:body|content|text)|entry[-_]?content|main[-_]?text|trs_editor|\beditor\b"
)
_AROUND = re.compile(
    r"comment|relat|recommend|sidebar|side[-_]bar|footer|copyright|disclaimer|cookie|share|toolbar|breadcrumb|\bnav|menu|"
    r"hot[-_]?(?:news|list)|rank|popup|modal|login|subscri|newsletter|banner|advert|sponsor|\bads?[-_]|guess|tag[-_]?list"
)
BODY_WEIGHT = 1.1
AROUND_WEIGHT = 0.5


@lru_cache(maxsize=4096)
def name_weight(tag: str, names: str) -> float:
    """Return the factor by which a subtree of this name counts as the story's.

    >>> name_weight("div", " article-body"), name_weight("div", " comment-list"), name_weight("div", "")
    (1.1, 0.5, 1.0)
    """
    if tag in ("aside", "footer", "nav"):
        return AROUND_WEIGHT
    if not names:
        return 1.0
    if _BODY.search(names):
        return BODY_WEIGHT
    return AROUND_WEIGHT if _AROUND.search(names) else 1.0


_CAPTION = re.compile(
    r"caption|(?:^|\s)cap(?:\s|$)|(?:img|image|pic|photo|figure)[-_]?(?:desc|text|title|tit\b|txt|note|info|intro|word|alt|source|credit)|pictext"
)


@lru_cache(maxsize=4096)
def is_caption(names: str) -> bool:
    """Tell whether an element's names say that it describes a picture.

    >>> is_caption(" img-desc"), is_caption(" article")
    (True, False)
    """
    return bool(_CAPTION.search(names))


_PICTURE = re.compile(
    r"(?:^|[\s_-])(?:img|image|pic|photo|picture)(?:[_-](?:attach(?:ment)?|box|wrap(?:per)?|area|con|container|block|holder))?$"
)


@lru_cache(maxsize=4096)
def names_picture(names: str) -> bool:
    """Tell whether an element's names say that it holds a picture: of its text a short line is the caption.

    >>> names_picture(" content_img"), names_picture(" image-list")
    (True, False)
    """
    return bool(_PICTURE.search(names))


_CARD = re.compile(
    r"(?:^|[\s_-])(?:rel|related|recommend(?:ed)?|recom|more)[-_]?(?:card|item|box|news|stor(?:y|ies)|article|post|link|read)s?\b"
)


@lru_cache(maxsize=4096)
def names_card(names: str) -> bool:
    """Tell whether an element's names say that it shows another story.

    >>> names_card(" rel-card"), names_card(" related-stories"), names_card(" relative item")
    (True, True, False)
    """
    return bool(_CARD.search(names))


_QUOTE = re.compile(r"(?:^|[\s_-])(?:pull(?:ed)?|big)[_-]?quotes?(?:$|[\s_-])|(?:^|\s)pull(?:$|\s)")


@lru_cache(maxsize=4096)
def names_pulled(names: str) -> bool:
    """Tell whether an element's names say that it shows large what the story says.

    >>> names_pulled(" pull-quote"), names_pulled(" pull-right")
    (True, False)
    """
    return bool(_QUOTE.search(names))


_OFFER = re.compile(
    r"(?:^|[\s_-])(?:newsletters?|e-?news|epaper-sub|subscribe|subscription|sign-?up|donat(?:e|ion)s?|sponsor-us|support-us|follow-?us|qr-?code|"
    r"app-?(?:promo|download|guide|banner)|download-?app|(?:promo|cta)(?:-?box|-?block)?)(?:$|[\s_-])"
)


@lru_cache(maxsize=4096)
def names_offer(names: str) -> bool:
    """Tell whether an element's names say that it asks readers to subscribe, to follow, to give or to load something.

    >>> names_offer(" newsletter-box"), names_offer(" inline_app-download"), names_offer(" subscriber-content")
    (True, True, False)
    """
    return bool(_OFFER.search(names))


def in_caption(document: Document, block: Block) -> bool:
    """Tell whether the block describes a picture: by its element's tag or name, or by the tag of the element around it."""
    nodes = document.nodes
    tags = (block.tag, nodes.tag[nodes.parent[block.node]])
    return not CAPTION_TAGS.isdisjoint(tags) or is_caption(nodes.names[block.node])


def is_around(document: Document, block: Block, home: int = 0) -> bool:
    """Tell whether the block's own element, or one that holds at most a few blocks more, is named as furniture.

    `home`, which holds the story, says nothing against what stands in it.
    """
    nodes = document.nodes
    node = block.node
    for _ in range(3):
        if node in (0, home):
            return False
        if name_weight(nodes.tag[node], nodes.names[node]) < 1:
            return True
        node = nodes.parent[node]
    return False
