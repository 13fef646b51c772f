"""Cards of wares between a story's paragraphs: a name, a price, and the button to buy or to ask for an offer."""

import re
from typing import Final

from cleaners.dom import CELL_JOINT, Block, Document
from cleaners.fold import fold

_BUTTON: Final = re.compile(
    r"(?:我要|立即|马上|在线|点击|免费|获取)?(?:报价|询价|询底价|底价|购买|订购|抢购|下单|求购|领券|试驾|预约试驾)(?:>+)?|去(?:购买|抢购|下单|看看)(?:>+)?|加入购物车|查看(?:报价|车型|商品)"
)
MAX_BUTTON_CHARS, MAX_CARD_BLOCKS, MAX_LINE_CHARS = 8, 5, 30
RULE: Final = "ware"


def asks_to_buy(text: str) -> bool:
    """Tell whether a block is a shop's button.

    >>> asks_to_buy("询底价"), asks_to_buy("立即购买"), asks_to_buy("询价采购公告")
    (True, True, False)
    """
    return len(text) <= MAX_BUTTON_CHARS and _BUTTON.fullmatch(fold(text).strip()) is not None


def cut_wares(document: Document, blocks: list[Block], rules: dict[int, str]) -> None:
    """Cut each small element that such a button closes, and that has no sentence; a table's row keeps what it tells."""
    nodes = document.nodes
    inside = {block.index for block in blocks}
    for button in (block for block in blocks if asks_to_buy(block.text)):
        card = range(button.index, button.index + 1)
        for node in nodes.path(button.node):
            around = range(nodes.first[node], nodes.last[node])
            if len(around) > MAX_CARD_BLOCKS or not inside.issuperset(around):
                break
            if not all(_may_be_in_card(document.blocks[at]) for at in around if at != button.index):
                break
            card = around
        for at in card:
            rules.setdefault(at, RULE)


def _may_be_in_card(line: Block) -> bool:
    return len(line.text) <= MAX_LINE_CHARS and "。" not in line.text and line.joint != CELL_JOINT
