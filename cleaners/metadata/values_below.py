"""Labels that stand in an element or a line of their own, without a colon at times, and their values in the next."""

import re
from collections.abc import Sequence
from itertools import pairwise, takewhile
from typing import Final

from cleaners.article.lines import rule_of
from cleaners.dom import Block, Document
from cleaners.elements import CELLS
from cleaners.fold import fold
from cleaners.metadata.below_story import MAX_SIGNATURE_CHARS
from cleaners.metadata.credits import CreditLine, read_line
from cleaners.metadata.people import is_given, is_person, names_of
from cleaners.metadata.words import AUTHOR, is_label

MAX_LABEL_CHARS = 8
# Below a story in its own element: hotlines, terms, buttons, links.
NOTICES: Final = frozenset(("disclaimer", "related", "share", "page_talk", "tags", "links", "next_story", "ad"))
# So many lines above the story that are labels, one of these words among them, have the value of each in the line below.
MIN_FIELDS = 2
FIELDS: Final = frozenset(
    "作者 撰文者 文字 来源 编辑 责编 责任编辑 时间 日期 发布时间 发布日期 记者 通讯员 摄影".split()
)
# So many lines below a label that names authors may each name some.
MAX_VALUES, MAX_VALUE_CHARS = 6, 24
# Elements whose text is a label without a colon, and has its value in the next.
TERMS: Final = frozenset(("dt", "th"))
MAX_COLUMNS = 8
# What ends a sentence, and no name.
SENTENCE_ENDS: Final = ("。", "!", "?")
# One of these needs no other beside it.
WRITERS: Final = frozenset("文 撰文 文字 作者 记者".split())
_ROLE: Final = re.compile("记者|通讯员|实习生|撰稿人")
# Where to write to somebody, beside his name.
MAIL_ADDRESS: Final = re.compile(r"\s?[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_ROLE_ALONE: Final = re.compile(r"(?:高级|资深|实习|特约|特派|见习)?(?:记者|通讯员|实习生|撰稿人)|[\w.+-]+@[\w.-]+")


def labels_alone(head: Sequence[Block]) -> set[int]:
    """Return the blocks above a story that are a label and nothing else, where several are."""
    short = [(block, fold(block.text).strip()) for block in head if len(block.text) <= MAX_LABEL_CHARS]
    found = {block.index for block, folded in short if is_label(folded) and not block.links}
    return found if len(found) >= MIN_FIELDS and any(folded in FIELDS for _, folded in short) else set()


def labels_over_names(lines: Sequence[Block]) -> list[Block]:
    """Return the lines of a story that are a label and nothing else, where several are, and each has a line of names below it."""
    labels = [
        block
        for block, below in pairwise(lines)
        if len(block.text) <= MAX_LABEL_CHARS and is_label(block.text) and _names_persons(below)
    ]
    names_author = any(fold(label.text).strip() in WRITERS for label in labels)
    return labels if len(labels) >= MIN_FIELDS or names_author else []


def with_value(document: Document, block: Block, credit: CreditLine, *, is_known: bool) -> CreditLine:
    """Return the credit of a block that is a label with the value that stands below it, any other as it is.

    `is_known` tells that the block is a label though no colon follows.
    """
    if is_known or (block.tag in TERMS and is_label(credit.folded)):
        credit = read_line(block.text + ":", credit.folded + ":")
    if len(credit.fields) != 1 or len(credit.text) > MAX_LABEL_CHARS or credit.value(credit.fields[0]):
        return credit
    value = _values_below(document, block, credit.fields[0].role)
    joined = f"{credit.text}{value}"
    return read_line(joined, fold(joined)) if value else credit


def _values_below(document: Document, block: Block, role: str) -> str:
    """Return the text of the short block below a label, "" where it is a label, too; of an author's label all that name persons."""
    value = _value_below(document, block)
    if role != AUTHOR or not value or not _is_of_persons(value):
        return value
    below = document.blocks[block.index + 2 : block.index + 1 + MAX_VALUES]
    named = takewhile(_names_persons, (other for other in below if not _tells_who(other)))
    return "、".join((value, *(other.text for other in named)))


def _value_below(document: Document, block: Block) -> str:
    if column := _value_in_column(document, block):
        return column
    below = [other for other in document.blocks[block.index + 1 : block.index + 3] if fold(other.text) != ":"][:1]
    text = _shown(below[0]) if below else ""
    folded = fold(text)
    has_label = is_label(folded.rstrip(": ")) or read_line(text, folded).fields
    # what a page says to all its readers stands below a label that nobody filled in
    is_none = has_label or folded.endswith(SENTENCE_ENDS) or (text and rule_of(below[0]) in NOTICES)
    return "" if is_none or len(text) > MAX_SIGNATURE_CHARS else text


def _value_in_column(document: Document, block: Block) -> str:
    """Return what stands below a label in its column, where all of its row are labels and the next row holds as many values."""
    blocks, parents = document.blocks, document.nodes.parent
    if block.tag not in CELLS or block.node >= len(parents):
        return ""
    near = blocks[max(0, block.index - MAX_COLUMNS) : block.index + 2 * MAX_COLUMNS]
    row = [other for other in near if parents[other.node] == parents[block.node]]
    behind = blocks[row[-1].index + 1 : row[-1].index + 1 + MAX_COLUMNS]
    below = [other for other in behind if other.tag in CELLS and parents[other.node] == parents[behind[0].node]]
    is_head = len(row) >= MIN_FIELDS and all(is_label(other.text) for other in row[:MIN_FIELDS])
    if not is_head or len(below) != len(row) or any(len(other.text) > MAX_LABEL_CHARS for other in row):
        return ""
    return _shown(below[row.index(block)])


def _names_persons(block: Block) -> bool:
    shown = _shown(block)
    return not block.hidden and len(shown) <= MAX_VALUE_CHARS and _is_of_persons(shown)


def _shown(block: Block) -> str:
    """Return a block's text with a space between its inline elements, without addresses."""
    return " ".join(MAIL_ADDRESS.sub(" ", " ".join(block.pieces) or block.text).split())


def _is_of_persons(text: str) -> bool:
    """Tell whether a line is nothing but persons, with their roles or without: 本报记者 王五、赵六."""
    names, folded = names_of(text), fold(text).strip()
    is_name = is_given if _ROLE.search(folded) else is_person
    return bool(names) and all(map(is_name, names)) and not is_label(folded)


def _tells_who(block: Block) -> bool:
    """Tell whether a line between names is what the one above is, or his address, or a mark: 实习记者, /."""
    return _ROLE_ALONE.fullmatch(fold(block.text).strip()) is not None or not any(map(str.isalnum, block.text))
