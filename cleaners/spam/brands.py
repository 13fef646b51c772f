"""Names that a page's spam sells again and again (甲乐官网, 甲乐app下载): a paragraph of the story that speaks of them was put there."""

import re
from collections import defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from typing import Final

from cleaners.dom import Block
from cleaners.spam.echoes import PARTS
from cleaners.spam.fold import fold_in_place
from cleaners.spam.joints import classed, default_joints
from cleaners.spam.pitches import MIN_PITCH_CHARS, default_pitches, pitching
from cleaners.spam.spans_in import left_of, within
from cleaners.spam.story import REPORTING
from cleaners.values import Removed

# What stands behind a name that is sold.
_SOLD_AS: Final = (
    "官方网站|官方|官网|网站|网址|网页版|手机版|电脑版|客户端|最新版|安卓版?|苹果版?|ios|app|下载|安装|登[录入陆]|注册|平台|入口|首页|大厅|客服|在线|线路|检测|"
    "开奖|结果|走势图?|预测|计划|代理|加盟|开户|优惠|试玩|免费|版本|直播|电话"
)
_BARE: Final = re.compile(r"[\u4e00-\u9fff][\u4e00-\u9fff0-9]{2,5}")
_NAMED: Final = re.compile(rf"([\u4e00-\u9fff][\u4e00-\u9fffa-z0-9]{{1,6}}?)((?:{_SOLD_AS})+)", re.IGNORECASE)
# Sold in so many ways it needs to be named only so often in a paragraph; sold in one, the paragraph speaks like a seller by so much.
MIN_WAYS, MIN_NAMINGS, LEAST_PITCH = 2, 2, 0.0
# Of all paragraphs no more than such a share speaks of such names, else the story does; so many parts of lists are read.
MAX_SHARE, MAX_PARTS = 0.34, 2000
# So many parts make a list.
MIN_LISTED: Final = 3
# Two characters tied so tightly, in nats, are a word and nobody's name: 平台 in 平台注册, 平台开户.
WORD_CHARS, LEAST_TIE_OF_WORD = 2, 4.0


def names_sold(spans: Iterable[Removed]) -> dict[str, int]:
    """Return the names that parts of what is spam begin with, folded, and in how many ways each is sold; of lists, bare names, too."""
    ways: dict[str, set[str]] = defaultdict(set)
    listed = [list(filter(None, PARTS.split(fold_in_place(span.text)))) for span in spans]
    for part, is_list in [(part, len(parts) >= MIN_LISTED) for parts in listed for part in parts][:MAX_PARTS]:
        if named := _NAMED.fullmatch(part):
            ways[named[1]].add(named[2])
        elif is_list and _BARE.fullmatch(part):
            ways[part].add("")
    return {name: len(sold) for name, sold in ways.items() if not _is_word(name)}


def _is_word(name: str) -> bool:
    return len(name) == WORD_CHARS and default_joints().ties(classed(name))[-1] >= LEAST_TIE_OF_WORD


def told_of(blocks: Sequence[Block], spans: Sequence[Removed], names: Mapping[str, int], title: str) -> Iterator[Block]:
    """Yield the paragraphs of a story that speak of names that are sold, but where the story itself is about them.

    `spans` are known for spam: what they say the story does not, but for a bare name that was cut out of a sentence.
    """
    folded = fold_in_place(title)
    wanted = [name for name in names if name not in folded]
    often = [name for name in wanted if names[name] >= MIN_WAYS]
    if not wanted:
        return
    inside = within(blocks, spans)
    texts = [_told(block, inside.get(at, ()), often) for at, block in enumerate(blocks)]
    namings = [sum(map(text.count, wanted)) for text in texts]
    if sum(map(bool, namings)) > max(1, MAX_SHARE * len(blocks)):
        return
    for block, text, count in zip(blocks, texts, namings, strict=True):
        if count and (sum(map(text.count, often)) >= MIN_NAMINGS or _speaks_like_a_seller(text)):
            yield block


def _told(block: Block, inside: Sequence[Removed], names: Container[str]) -> str:
    """Return a paragraph, folded, without the spans in it that say more than a name."""
    phrases = [span for span in inside if fold_in_place(span.text).strip("，,、 ") not in names]
    return fold_in_place("\n".join(left_of(block, phrases)))


def _speaks_like_a_seller(text: str) -> bool:
    is_told = len(text) < MIN_PITCH_CHARS or "，" not in text or REPORTING.search(text)
    return not is_told and pitching(text, default_pitches()) >= LEAST_PITCH
