"""Who signs a notice: below its last paragraph in plain text the office that issues it, and the day.

Both lines are short and no sentences, so that nothing in a text tells them from a footer but that they stand together.
"""

import re
from typing import Final

from cleaners.article.lines import rule_of
from cleaners.dom import Block, Document
from cleaners.fold import fold

# Of a notice that several offices issue.
MAX_LINES = 5
MAX_OFFICE_CHARS = 30
_DAY: Final = re.compile(
    r"(?:(?:19|20)\d\d|[一二三四五六七八九零〇○０]{4})\s?年\s?[\d一二三四五六七八九十]{1,3}\s?月\s?[\d一二三四五六七八九十]{1,3}\s?日"
)
_OFFICE: Final = re.compile(
    r"[^,。:;!?>|©\s]{2,}(?:小组|公司|集团|委员会|委|局|厅|部|办公室|办|处|科|室|院|所|站|校|大学|中学|小学|学校|中心|协会|学会|商会|联合会|工会|"
    r"基金会|理事会|董事会|筹备会|组委会|政府|大使馆|领事馆|馆|银行|支行|分行|支队|大队|总队|指挥部|俱乐部|编辑部|出版社|报社|合作社|医院|法院)(?:\(.{1,8}\))?"
)
# What closes a notice without a stop.
_CLOSES: Final = re.compile(r"(?:特此|专此|谨此)[^,。]{2,8}[!.]?|此致|敬礼!?")


def end_of_notice(document: Document, last: int, skip: frozenset[int]) -> int:
    """Return the index behind the signature below the block before `last`, or `last`: office and day, in either order."""
    is_signed = is_dated = False
    end = last
    for block in document.blocks[last : last + MAX_LINES]:
        if block.index in skip:
            continue
        folded = fold(block.text)
        if _DAY.fullmatch(folded):
            is_dated = True
        elif _is_office(block, folded):
            is_signed = True
        elif not _CLOSES.fullmatch(folded):
            break
        end = block.index + 1
    return end if is_signed and is_dated else last


def _is_office(block: Block, folded: str) -> bool:
    return len(folded) <= MAX_OFFICE_CHARS and not rule_of(block) and _OFFICE.fullmatch(folded) is not None
