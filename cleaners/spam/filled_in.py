"""What a program filled in in a story: the same words around one ware after another, in blocks, sentences or clauses.

问：某某是怎么回事？; 某某报3元，较上周持平；; 同城某某、全国某某、本地某某. What a newsroom writes alike, rows of results, of prices
or of names, sells nothing.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import Final, NamedTuple

from cleaners.dom import Block
from cleaners.spam.fold import fold_in_place
from cleaners.spam.story import OFFICIAL
from cleaners.spam.wording import Wording, selling

# A block or a sentence no longer is looked at; such end with the same few characters, whatever numbers are in them.
MAX_CHARS: Final = 80
KEY_CHARS: Final = 4
# So many blocks share so many characters around something of such a length that on average reads like an offer by so much.
MIN_BLOCKS: Final = 2
MIN_SHARED: Final = 6
WARE_CHARS: Final = range(3, 17)
MIN_SELLING: Final = 1.0
# So many clauses in a row begin with where somebody serves, and each read like an offer by so much, and on average by so much.
MIN_CLAUSES, PREFIX_CHARS = 2, 2
LEAST_CLAUSE, MEAN_CLAUSE = -1.0, 1.3
CLAUSE_CHARS: Final = range(6, 20)
_SCOPES: Final = frozenset(
    "同城 全国 全國 本地 周边 周邊 附近 当地 當地 本市 全市 本省 全省 北京 天津 上海 重庆 重慶 河北 山西 辽宁 遼寧 吉林 江苏 "
    "江蘇 浙江 安徽 福建 江西 山东 山東 河南 湖北 湖南 广东 廣東 海南 四川 贵州 貴州 云南 雲南 陕西 陝西 甘肃 甘肅 青海 广西 "
    "廣西 宁夏 寧夏 新疆 西藏 广州 廣州 深圳 成都 武汉 武漢 杭州 南京 西安 郑州 鄭州 长沙 長沙 苏州 蘇州 青岛 青島 沈阳 瀋陽 "
    "济南 濟南 合肥 东莞 東莞 佛山".split()
)
_NUMBER: Final = re.compile(r"\d+(?:[.,:]\d+)*")
_SENTENCE: Final = re.compile(r"[^；;。！!？?\n]+[；;。！!？?]*")
_ENDS: Final = frozenset("？?！!")
_CLAUSE: Final = re.compile(r"[^，,、；;。！!？?：:\s]+")


class Stretch(NamedTuple):
    """Where in a block something was filled in."""

    block: Block
    start: int
    end: int


def filled_in(blocks: Sequence[Block], wording: Wording) -> Iterator[Stretch]:
    """Yield the blocks, sentences and clauses that say the same of one offer after another."""
    whole = [Stretch(block, 0, len(block.text)) for block in blocks if not block.links]
    yield from _alike(whole, wording)
    for block in blocks:
        parts = [Stretch(block, *match.span()) for match in _SENTENCE.finditer(block.text)]
        if len(parts) > 1:
            yield from _alike(parts, wording)
        yield from _by_place(block, wording)


def _alike(stretches: Iterable[Stretch], wording: Wording) -> Iterator[Stretch]:
    """Yield the stretches that end alike, and begin alike, around offers."""
    alike: dict[str, list[tuple[Stretch, str]]] = defaultdict(list)
    for stretch in stretches:
        if 2 * KEY_CHARS <= stretch.end - stretch.start <= MAX_CHARS:
            text = _NUMBER.sub("0", stretch.block.text[stretch.start : stretch.end]).strip("；;。 ")
            alike[text[-KEY_CHARS:]].append((stretch, text))
    for group in alike.values():
        if len(group) >= MIN_BLOCKS and _sells(wares_of([text for _, text in group]), wording):
            yield from (stretch for stretch, _ in group)


def _by_place(block: Block, wording: Wording) -> Iterator[Stretch]:
    """Yield the clauses in a row that begin with where somebody serves, and sell something each."""
    clauses = [match for match in _CLAUSE.finditer(block.text) if len(match.group()) in CLAUSE_CHARS]
    groups = groupby(clauses, lambda match: match.group()[:PREFIX_CHARS] in _SCOPES)
    for run in (list(group) for is_placed, group in groups if is_placed):
        if len(run) < MIN_CLAUSES or run[-1].end() - run[0].start() > sum(len(each.group()) + 1 for each in run):
            continue
        odds = [selling(fold_in_place(each.group()), wording) for each in run]
        if min(odds) >= LEAST_CLAUSE and sum(odds) >= MEAN_CLAUSE * len(odds):
            end = run[-1].end()
            yield Stretch(block, run[0].start(), end + (block.text[end : end + 1] in _ENDS))


def wares_of(texts: Sequence[str]) -> list[str]:
    """Return what differs in texts that are alike around it, () where they share too little or it has no ware's length.

    >>> wares_of(["问：茶叶批发是怎么回事？", "问：汉服定做是怎么回事？"]), wares_of(["甲队三比零", "乙队三比零"])
    (['茶叶批发', '汉服定做'], [])
    """
    before = len(common_beginning(texts))
    behind = len(common_beginning([text[before:][::-1] for text in texts]))
    wares = [text[before : len(text) - behind] for text in texts]
    is_alike = before + behind >= MIN_SHARED and len(set(wares)) == len(wares)
    return wares if is_alike and all(len(ware) in WARE_CHARS for ware in wares) else []


def common_beginning(texts: Sequence[str]) -> str:
    """Return what all of the texts begin with."""
    first, last = min(texts), max(texts)  # what these two begin with, all between them in order do
    return next((first[:at] for at in range(len(first), 0, -1) if last.startswith(first[:at])), "")


def _sells(wares: Sequence[str], wording: Wording) -> bool:
    if any(map(OFFICIAL.search, wares)):  # numbers to call for help, of one office after another
        return False
    odds = [selling(fold_in_place(ware), wording) for ware in wares]
    return bool(odds) and sum(odds) >= MIN_SELLING * len(odds)
