"""Tables of contents, which repeat a story's headings before it tells what stands below them."""

import re
from collections import Counter
from itertools import takewhile

from cleaners.article.lines import rule_of
from cleaners.dom import Block

MAX_LABEL_CHARS = 16
MAX_CONTENTS_CHARS = 40
MIN_CONTENTS = 2
_CONTENTS = re.compile(r"\W*(?:文章|本文|内容|內容)?(?:目\s?[录錄]|导航|導航|大纲|大綱)\W*")


def cut_contents(blocks: list[Block], rules: dict[int, str]) -> None:
    """Cut a table of contents: short lines above the first paragraph, each of which stands again below as a heading.

    Below a line that says what they are, such lines, numbered or linked, may stand anywhere.
    """
    above = list(takewhile(lambda block: "。" not in block.text, blocks))
    below = {block.text for block in blocks[len(above) :] if len(block.text) <= MAX_CONTENTS_CHARS}
    repeated = [block for block in above if block.text in below and block.index not in rules]
    if len(repeated) >= MIN_CONTENTS:
        rules |= {block.index: "contents" for block in repeated}
    labels = [at for at, block in enumerate(blocks) if _is_label(block)]
    said = Counter(map(_unnumbered, blocks)) if labels else Counter[str]()
    for at in labels:
        entries: dict[str, int] = {}
        for block in blocks[at + 1 :]:
            line = _unnumbered(block)
            # the first heading says again what its entry said
            if not line or line in entries or (said[line] < MIN_CONTENTS and rules.get(block.index) != "links"):
                break
            entries[line] = block.index
        if len(entries) >= MIN_CONTENTS:
            rules |= dict.fromkeys((blocks[at].index, *entries.values()), "contents")


def _unnumbered(block: Block) -> str:
    """Return a short line without the number before it, "" for a paragraph."""
    return block.text.lstrip("0123456789.、 ") if len(block.text) <= MAX_CONTENTS_CHARS else ""


def _is_label(block: Block) -> bool:
    if len(block.text) > MAX_LABEL_CHARS:
        return False
    return rule_of(block) == "contents" or _CONTENTS.fullmatch(block.text) is not None
