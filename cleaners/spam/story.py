"""A chosen story as the search inside it sees it: the words of the lexicon in it, and which of them are its own business.

News on gambling or pornography names what it reports on, in sentences of its own and in quotation marks. A word in the
title, in the midst of a long clause or in a sentence that reports on it speaks for the story, and so does its whole class.
"""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence

from cleaners.dom import Block
from cleaners.spam.find import Search, is_telling
from cleaners.spam.lexicon import USER_CLASS, Hit

# Classes whose words every trade uses; what a story says in them makes no subject.
GENERIC = frozenset("trade promo pitch wares".split())
# So many clauses in which a story uses words of a class naturally make the class its subject.
MIN_SIGNS = 2
MAX_NATURAL_COVER = 0.5
# So far from both ends of a clause a word is part of it.
MIN_AMID = 3
CLAUSE = re.compile(r"[^，。！？；：,!?;:（）()【】\[\]_|｜\s]+")
# The same, with quotation marks as ends too.
UNQUOTED = re.compile(r"[^，。！？；：,!?;:（）()【】\[\]_|｜\s“”‘’「」『』《》〈〉\"]+")
SENTENCE_ENDS = "。！？\n"
# What stands before where to ask, in a notice as in an advertisement.
_CONTACT_LABEL = re.compile(
    r"[\u4e00-\u9fff]{0,5}(?:电话|電話|热线|熱線|方式|邮箱|郵箱|微信|传真|傳真|地址|专线|專線)(?=\s?[：:]\s?[\d（(+])"
)
# Words that make sentences; words strung together have next to none of them.
FUNCTIONS = re.compile(r"[的了在是和与與为為将將被把可以就也让讓从從向及并並已我你他她它这這那不没沒有]")
# What reporters, courts and the police say of a trade, and the trade never of itself. Each way begins with a letter: that
# makes the search twenty times as fast as classes would.
REPORTING = re.compile(
    "记者|記者|警方|民警|公安(?!备案|備案)|法院|法官|检察|檢察|律[师師]|执法|執法|涉嫌|涉案|查[处處获獲毁毀封]|捣[处處获獲毁毀封]|搗[处處获獲毁毀封]|"
    "犯罪|嫌疑|被告|违[法规規]|違[法规規]|非法|诈[骗騙]|詐[骗騙]|骗[局子]|騙[局子]|受害|举[报報]|舉[报報]|处[罚罰]|處[罚罰]|打[击擊]|整治|"
    "监管|監管|专家|專家|协[会會]|協[会會]|提醒|表示|认[为為]|認[为為]|称|稱|同比|政府|政策(?<!招商政策)(?<!加盟政策)(?<!代理政策)|团伙|團伙|经查|經查"
)
# A title that names these: the story is about what the lexicon's words advertise.
TOPICS = re.compile(
    r"[赌賭]|博彩|彩[票民]|中[奖獎]|[开開][奖獎]|色情|淫[秽穢]|[卖賣]淫|嫖|[诈詐][骗騙]|涉[黄黃]|[扫掃][黄黃]|[假虚虛]\S{0,4}[发發]票|"
    r"[虚虛][开開]|代孕|毒[品贩販]|外[挂掛]|私服|套[现現]|配[资資]|刷[单單]|裸聊|洗[钱錢]|彩金"
)
# Who was taken in tells what was said to them.
WRONGED = re.compile(
    r"[把将將](?:我|他|她|其)[拉删刪踢]|(?:我|他|她)(?:也|都|就)?(?:被|上[当當]|受[骗騙])|[骗騙](?:了|走|我|他|她)|[才就]知[道晓曉][上受被]"
)
# A title that warns, or tells of a court: the story says what is sold, and how, to say what came of it.
WARNINGS = re.compile(
    r"警惕|谨防|謹防|严防|嚴防|当心|當心|反[诈詐]|防[诈詐骗騙]|[骗騙][局子术術]|宣判|一审|一審|二审|二審|[获獲][刑罪]|被判|公[诉訴]|(?<!非)落[网網]|打掉|捣毁|搗毀|召回|下架|抽[检檢]|不合格|[检檢]出|消[费費](?:提示|警示|提醒)"
)
# What offices and halls let people ask for by telephone.
OFFICIAL = re.compile(
    r"热线|熱線|服务|服務|报名|報名|预约|預約|预订|預訂|订票|訂票|挂号|掛號|举报|舉報|投诉|投訴|求助|医院|醫院|中心|学校|學校"
)
_QUOTATION = re.compile(r"“[^”\n]{1,80}”|「[^」\n]{1,80}」|『[^』\n]{1,80}』|《[^》\n]{1,60}》|\"[^\"\n]{1,80}\"")


class Story:
    """The story's blocks and the hits in them."""

    def __init__(self, search: Search, body: range, hits: Sequence[Hit]) -> None:
        self.search, self.document = search, search.document
        self.body = body
        self.hits = hits
        self._starts = [hit.start for hit in hits]

    def hits_in(self, start: int, end: int) -> Sequence[Hit]:
        """Return the hits in a range of the seen text."""
        begin = bisect_left(self._starts, start)
        return self.hits[begin : bisect_left(self._starts, end, begin)]

    def blocks_with_hits(self) -> Iterable[Block]:
        """Yield the blocks that hold hits, in order."""
        blocks = self.document.blocks
        at = self.body.start - 1
        for hit in self.hits:
            if at >= self.body.start and blocks[at].end > hit.start:
                continue
            at = max(at, self.body.start)
            while blocks[at].end <= hit.start:
                at += 1
            yield blocks[at]

    def clauses_with_hits(self) -> Iterator[tuple[str, int, Sequence[Hit]]]:
        """Yield text, offset and hits of the clauses that hold any."""
        for block in self.blocks_with_hits():
            for match in CLAUSE.finditer(block.text):
                inside = self.hits_in(block.start + match.start(), block.start + match.end())
                if inside:
                    yield match.group(), block.start + match.start(), inside

    def without_business(self, title: str) -> "Story":
        """Return the story with those hits only that are none of its own business."""
        own = business(self, title)
        seen = self.document.seen
        rest = [hit for hit in self.hits if hit.kind not in own and seen[hit.start : hit.end] not in own]
        return Story(self.search, self.body, rest)


def is_contact_label(text: str, start: int, end: int) -> bool:
    """Tell whether a stretch is the label of the number behind it, and no phrase.

    >>> is_contact_label("咨询电话：0376-6220110", 0, 4), is_contact_label("楼凤电话，夜里也接", 0, 4)
    (True, False)
    """
    label = _CONTACT_LABEL.match(text, start)
    return label is not None and label.end() == end


def outside(text: str, spans: Iterable[tuple[int, int]]) -> list[str]:
    """Return the pieces of a text before, between and behind spans of it, which are in order.

    >>> outside("今年茶叶批发增产", [(2, 6)])
    ['今年', '增产']
    """
    pieces, at = [], 0
    for start, end in spans:
        pieces.append(text[at:start])
        at = end
    return [*pieces, text[at:]]


def start_of_sentence(text: str, at: int) -> int:
    """Return where the sentence of a place begins.

    >>> start_of_sentence("先下雨。后天晴", 6)
    4
    """
    return max(text.rfind(end, 0, at) for end in SENTENCE_ENDS) + 1


def unquoted(seen: str, start: int, end: int, hits: Sequence[Hit]) -> list[Hit]:
    """Return the hits that stand in no quotation: who quotes an advertisement reports on it."""
    quoted = [(match.start(), match.end()) for match in _QUOTATION.finditer(seen, start, end)]
    starts = [begin for begin, _ in quoted]
    free = []
    for hit in hits:
        at = bisect_left(starts, hit.start + 1) - 1
        if at < 0 or hit.start >= quoted[at][1]:
            free.append(hit)
    return free


def named_in(title: str, search: Search) -> set[str]:
    """Return the classes of words, and the single words, that a title names; none of one that advertises."""
    hits = search.detector.lexicon.hits(title)
    if is_telling(0, len(title), hits):
        return set()
    kinds = {hit.kind for hit in hits if hit.weight > 1 and hit.kind not in GENERIC}
    return kinds | {title[hit.start : hit.end] for hit in hits}


def business(story: Story, title: str) -> set[str]:
    """Return the classes of words, and the single words, that the story itself uses: they are its subject."""
    found = named_in(title, story.search)
    signs: dict[str, set[int]] = {}
    for text, start, hits in story.clauses_with_hits():
        covered = sum(hit.end - hit.start for hit in hits)
        is_natural = covered < MAX_NATURAL_COVER * len(text)
        reports = REPORTING.search(text) is not None
        for hit in hits:
            begin, end = hit.start - start, hit.end - start
            amid = is_natural and begin > MIN_AMID and end < len(text) - MIN_AMID
            if amid:
                found.add(text[begin:end])
            if (amid or (reports and begin > 0)) and hit.weight > 1 and hit.kind not in GENERIC:
                signs.setdefault(hit.kind, set()).add(start)
    found |= {kind for kind, places in signs.items() if len(places) >= MIN_SIGNS}
    return found - {USER_CLASS}
