"""Captions without a mark of their own: below a picture, called so by their element, or said again by a line of plain text."""

import re

from cleaners.article.names import names_picture
from cleaners.dom import Block, Document
from cleaners.elements import HEADINGS

# A line below a picture that is no longer, and ends with none of these, may be its caption; the next is a paragraph.
MAX_CAPTION_CHARS = 60
TOLD_CAPTION_CHARS = range(6, 41)
MIN_BELOW_CAPTION = 40
MIN_SHOWN_CHARS = 8
TOLD_ENDS = tuple("。！？”」")
NO_CAPTION_ENDS = tuple("。！？…：；，!?:;,")
# What holds a picture has so many lines, what it shows and who took it.
MAX_PICTURE_BLOCKS = 2
# One sentence that is no longer may be a caption, too; behind it who took the picture.
MAX_CAPTION_SENTENCE = 45
MAX_NAME_CHARS = 16
_CREDITED = re.compile(r"。\S{0,8}(?:[记記]者|[摄攝]影)\s?[/／:：]?\s?[\u4e00-\u9fff]{2,4}$")
# Rules that cut a line which may name the photographer alone: 记者王五/摄影
PHOTOGRAPHER_RULES = frozenset(("caption", "author_line"))
_PHOTOGRAPHER = re.compile(r"[\u4e00-\u9fff]{2}\s?[/／\s]\s?(?:[摄攝]影?|翻[摄攝])$")
_NUMBERED = re.compile(
    r"[（(【\[]?(?:[一二三四五六七八九十]{1,3}[、.．）)\s]|\d{1,2}(?:[、.．）)/\s|]|$)|第.{1,3}[章节站部回])|part",
    re.IGNORECASE,
)


def cut_bare_captions(document: Document, blocks: list[Block], rules: dict[int, str]) -> None:
    """Cut lines centred below pictures, or called so, that are no headings and no first of several such lines."""
    for at, block in enumerate(blocks):
        if block.index in rules or not _may_be_caption(block):
            continue
        after = blocks[at + 1] if at + 1 < len(blocks) else None
        if block.pictured or _is_in_picture(document, block):
            parents = document.nodes.parent
            ends = (
                after is None
                or after.pictured
                or after.index in rules
                or after.wide >= MIN_BELOW_CAPTION
                or after.text.endswith(TOLD_ENDS)
            )
            if ends or (after and parents[after.node] != parents[block.node]):
                rules[block.index] = "caption"
        elif block.node and after and after.node == block.node and _is_photographer(after, rules):
            rules[block.index] = "caption"


def cut_told_captions(blocks: list[Block], rules: dict[int, str]) -> None:
    """Cut a line of plain text that says again what the paragraph above it has named: a picture stood there.

    A heading names what the paragraph below it tells.
    """
    for above, block, below in zip(blocks, blocks[1:], blocks[2:], strict=False):
        text = block.text
        is_short = len(text) in TOLD_CAPTION_CHARS and text.isalpha()
        if is_short and text in above.text and "。" in above.text and text not in below.text:
            rules.setdefault(block.index, "caption")


def cut_shown_captions(blocks: list[Block], rules: dict[int, str]) -> None:
    """Cut a short line that one of the captions begins with: the picture that is shown large says it as well as its small one.

    What is most of a story stays, whatever its picture says again.
    """
    captions = [block.text for block in blocks if rules.get(block.index) == "caption"]
    kept = [block for block in blocks if block.index not in rules] if captions else []
    told = sum(block.wide for block in kept)
    for block in kept:
        line = block.text.rstrip("。 ")
        is_short = MIN_SHOWN_CHARS <= len(line) <= MAX_CAPTION_CHARS and 2 * block.wide < told
        if is_short and any(caption.startswith(line) for caption in captions):
            rules[block.index] = "caption"


def _is_in_picture(document: Document, block: Block) -> bool:
    """Tell whether the block's element, or one around it that holds next to nothing else, is called a picture."""
    nodes = document.nodes
    around = nodes.parent[block.node] if block.node else 0
    is_small = bool(around) and nodes.last[around] - nodes.first[around] <= MAX_PICTURE_BLOCKS
    return names_picture(nodes.names[block.node]) or (is_small and names_picture(nodes.names[around]))


def _is_photographer(block: Block, rules: dict[int, str]) -> bool:
    """Tell whether a line is nothing but who took the picture: the one above it, in the same element, says what it shows."""
    return rules.get(block.index) in PHOTOGRAPHER_RULES and bool(_PHOTOGRAPHER.search(block.text[-MAX_NAME_CHARS:]))


def _may_be_caption(block: Block) -> bool:
    """Tell whether a line below a picture may say what it shows: no heading, no paragraph, at most a short sentence."""
    text = block.text
    if len(text) > MAX_CAPTION_CHARS or block.tag in HEADINGS or _NUMBERED.match(text):
        return False
    end = text.find("。")
    if end >= 0 and len(text) <= MAX_CAPTION_SENTENCE and (end == len(text) - 1 or _CREDITED.match(text, end)):
        return not any(mark in text for mark in "“「：")
    return end < 0 and not text.endswith(NO_CAPTION_ENDS)
