"""Sentences and paragraphs of the chosen story that speak as sellers do, and of nothing that the story speaks of."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from itertools import chain
from typing import Final, NamedTuple

from cleaners.dom import Block
from cleaners.spam.counted import counted_series
from cleaners.spam.features import pairs_of
from cleaners.spam.find import Search
from cleaners.spam.pitches import (
    MAX_ODDS,
    MAX_PITCH_CHARS,
    MIN_PITCH_CHARS,
    Pitches,
    default_pitches,
    may_pitch,
    pitching,
)
from cleaners.spam.story import REPORTING, WRONGED, outside
from cleaners.spam.story_pairs import StoryPairs

# Log odds from which a paragraph counts at all, and is sure; a sentence amid others must speak louder.
LIKELY, SURE_PARAGRAPH, SURE_SENTENCE = 0.0, 0.8, 4.0
# Nine in ten sentences of news lie below, and one in ten of sellers' paragraphs.
OF_NEWS, MIN_NEWS_CHARS = -3.0, 20
# Where other paragraphs come close the story speaks of trade itself: each takes so much from all.
CLOSE_ODDS, CLOSE_COST = -1.5, 0.25
# Where to write, in letters that a filter would not know: no newspaper prints an address so.
DISGUISED: Final = 4.0
# What speaks against a seller: nobody is called upon; somebody reports, or heard of it, as sellers write, too.
UNCALLED, MAYBE_CALLED, REPORTED, HEARD = 1.5, 0.5, 3.0, 1.5
# Phrases that were dropped into a paragraph are less than this share of it, and what is left speaks as news does.
MAX_DROPPED_SHARE, LEFT_OF_NEWS = 0.6, -2.5
# What somebody is said to say, or is quoted with, speaks as sellers do from here on; of such a length, and as much of its sentence.
# Newsrooms quote sellers where they tell of courts and raids.
SURE_TOLD, MIN_TOLD_CHARS, MIN_TOLD_SHARE = 3.0, 20, 0.4
MAX_OWN_OF_TOLD: Final = 0.2
# Pairs of a sentence that title or story use: above this share it is the story's own.
MAX_OWN_SHARE, MAX_OWN_OF_LIKELY = 0.4, 0.25
MAX_TITLED: Final = 1
MAX_QUOTED_SHARE: Final = 0.4
# 问：您怎么看？ So many make an interview.
_ASKED: Final = re.compile(r"\s*(?:[问問]|记者|記者|[Qq])\s?\d{0,2}\s?[:：][^。]*[？?]\s*$")
MIN_ASKED: Final = 3
SENTENCE: Final = re.compile(r"[^。！？!?\n]+[。！？!?]*[”」』]?")
_QUOTED: Final = re.compile(r"“[^”]*”?|「[^」]*」?|『[^』]*』?|《[^》]*》?|\"[^\"]*\"")
_CONTACT: Final = re.compile(
    r"[微薇威徽v葳崴]\s?[❤♥💗💚☎]|[❤♥]\s?[信xX芯]|薇[信芯]|微芯|徽[信x]|威信\s?[:号]?\s?[a-z0-9]|扣扣|[扣加]\s?q\s?[号群]?|企鹅[号群]|电微|"
    r"微信同号|加\s?[薇v]|[vq]\s?信",
    re.IGNORECASE,
)
_SAYS: Final = re.compile(
    r"[^。：“「]{0,40}?(?:表示|指出|[介绍紹]{2}|透露|坦言|告[诉訴](?:[记記]者|我们|我們)|[说說称稱道])\s?[，,：:]\s?[“「『]?"
)
_TOLD: Final = re.compile(r"[“「『\"]([^”」』\"]{8,})[”」』\"]?")
# Cheap: without any of these nobody is quoted.
_MAY_TELL: Final = re.compile(r"[“「『\"]|[示出绍紹露言者们們说說称稱道]\s?[，,：:]")
# …！”刘大爷激动地说。
WHO_SAID: Final = re.compile(
    r"(?<=[”」』])[^，。：“「]{2,24}?(?:[说說道称稱]|告[诉訴](?:[记記]者|我[们們]?)|表示|[介绍紹]{2}|透露|坦言)。"
)
MAX_FRAME_CHARS: Final = 30
_OF_CRIME: Final = re.compile(
    "警方|民警|公安(?!备案|備案)|法院|法官|检察|檢察|律[师師]|执法|執法|涉嫌|涉案|查[处處获獲毁毀封]|[捣搗][处處获獲毁毀封]|犯罪|嫌疑|被告|[违違][法规規]|非法|"
    "[诈詐][骗騙]|[骗騙][局子]|受[害骗騙]|[举舉][报報]|[处處][罚罰]|打[击擊]|整治|团伙|團伙|[广廣]告法|[虚虛]假"
)
# Somebody says it, and to whom; a track, a street or a pipe says nothing.
_SPOKEN: Final = re.compile(
    r"(?:[说說]|(?<![跑街渠管通赛賽频頻隧报報味车車轨軌河])道)\s?[,，:：“]|告[诉訴]|[给給][我他她]算|坦言|回[忆憶]|笑着"
)
_HEARD: Final = re.compile("[据據](?:了解|悉|介[绍紹])")
# What calls on a reader, or names the seller's business with him: a story of trade, told in the first person, does without.
_CALL: Final = re.compile(
    r"您|咨询|客服|扫码|微信(?!朋友圈|聊天)|薇|扣扣|[❤♥]|好友|加群|进群|群里|登录|点击|搜[一索“\"]|官网|网址|链接|app|注册送|到账|提现|下款|放款|下单|货源|招商|加盟|厂家|厂商|[我本][厂店司]|"
    r"本公司|我们家|认准|首选|找[我他她它]|老师|导师|正品|原版|代办|一对一|稳[赚定]|期期|命中|返[利水现佣]|秒|哪家|哪里有|靠谱|[定尾]金|尾款|首[充存]|邀请码|新老|洽谈|我公司|我们(?:的人|有)|"
    r"本[站仓档]|留底|无忧|在这家|我这儿|退款|性价比|详[情询]|日赚|月入|代写|最新款"
)
# What newsrooms write, too: of what an office offers, where to call it.
_MAY_CALL: Final = re.compile(
    r"联系|电话|热线|下载|注册|官方|平台|免费|包[过邮赔会]|优惠|预约|名额|领取|发货|批发|代理|办理|专业|回收|出售|上门|高清|在线|观看|付款|收藏|自提|推荐"
)


class Pitch(NamedTuple):
    """A stretch of the seen text, the log odds that it is a seller's, and those that make it sure; `is_told`: somebody is quoted."""

    start: int
    end: int
    odds: float
    least: float
    is_told: bool = False

    @property
    def is_sure(self) -> bool:
        """Tell whether it needs no company to be cut."""
        return self.odds >= self.least


def pitched_in(
    search: Search,
    body: range,
    title: str,
    folded: str,
    dropped_in: Sequence[tuple[int, int]] = (),
) -> list[Pitch]:
    """Return the pitches in a body's blocks, in order; whole paragraphs before sentences.

    `folded` is the body's text, folded in place; `dropped_in` are stretches of the seen text, in order, that were put into
    the story: a paragraph speaks as sellers do when it does without them, too.
    """
    table = default_pitches()
    blocks = search.document.blocks[body.start : body.stop]
    titled = pairs_of(title)
    begin = blocks[0].start if blocks else 0
    headings = {item.block.index for item in chain.from_iterable(counted_series(blocks)) if item.is_heading}
    asked = frozenset(block.start for block in blocks if _ASKED.match(block.text))
    found = [
        pitch
        for block in blocks
        if block.index not in headings
        for pitch in _of_block(
            block,
            folded[block.start - begin : block.start - begin + len(block.text)],
            table,
            _within(dropped_in, block.start, block.end),
        )
    ]
    if dropped_in:
        found = [pitch if pitch.is_told else _without(pitch, folded, begin, dropped_in, table) for pitch in found]
    cost = CLOSE_COST * sum(pitch.odds < LIKELY for pitch in found)
    found = [_weighed(pitch, cost) for pitch in found if pitch.odds - cost >= LIKELY]
    if len(asked) >= MIN_ASKED:  # who asks somebody calls upon him
        found = [
            pitch._replace(least=max(pitch.least, SURE_SENTENCE)) if pitch.start in asked else pitch for pitch in found
        ]
    story, starts = StoryPairs(blocks), [block.start for block in blocks]
    if any(pitch.is_told for pitch in found) and _OF_CRIME.search(
        "\n".join((title, *(block.text for block in blocks)))
    ):
        found = [pitch for pitch in found if not pitch.is_told]
    foreign = list[Pitch]()
    for pitch in found:
        block = blocks[bisect_right(starts, pitch.start) - 1]
        said = folded[block.start - begin : block.end - begin]
        is_whole = pitch.end - pitch.start == len(block.text) and not pitch.is_told
        if _is_foreign(pitch, block, titled, story):
            foreign.append(_without_own(pitch, block, said, story, table) if is_whole else pitch)
        elif is_whole:  # the story's own, but for a sentence that was put there
            inside = (_weighed(sentence, cost) for sentence in _of_sentences(block, said, table, ()))
            foreign += (each for each in inside if each.is_sure and _is_foreign(each, block, titled, story))
    return foreign


def _without_own(pitch: Pitch, block: Block, said: str, story: StoryPairs, table: Pitches) -> Pitch:
    """Return a paragraph's pitch without what stands before and behind it there and speaks as news.

    It must say what the story says, or be as long as a sentence of news beside one that is sure to be a seller's by itself.
    """
    sentences = list(SENTENCE.finditer(said))
    own = [_is_of_story(sentence, block, story) for sentence in sentences]
    if not any(own):
        of_news = [len(sentence.group()) >= MIN_NEWS_CHARS and is_of_news(sentence.group()) for sentence in sentences]
        loud = (sentence.group() for sentence, each in zip(sentences, of_news, strict=True) if not each)
        own = of_news if _odds("".join(loud), table) >= SURE_SENTENCE else own
    if all(own) or not (own[0] or own[-1]):
        return pitch
    first, last = sentences[own.index(False)], sentences[len(own) - 1 - own[::-1].index(False)]
    return pitch._replace(start=block.start + first.start(), end=block.start + last.end())


def _is_of_story(sentence: re.Match[str], block: Block, story: StoryPairs) -> bool:
    pairs = pairs_of(block.text[slice(*sentence.span())])
    return is_of_news(sentence.group()) and story.told_elsewhere(pairs, block) > MAX_OWN_OF_LIKELY * len(pairs)


def _without(pitch: Pitch, folded: str, begin: int, dropped_in: Sequence[tuple[int, int]], table: Pitches) -> Pitch:
    """Return the pitch, without any odds where what is left of it without the phrases dropped in speaks as news does."""
    inside = [(start - pitch.start, end - pitch.start) for start, end in _within(dropped_in, pitch.start, pitch.end)]
    covered = sum(end - start for start, end in inside)
    if not inside or covered >= MAX_DROPPED_SHARE * (pitch.end - pitch.start):
        return pitch
    left = "".join(outside(folded[pitch.start - begin : pitch.end - begin], inside))
    return pitch if _odds(left, table) >= LEFT_OF_NEWS else pitch._replace(odds=-MAX_ODDS)


def _within(spans: Sequence[tuple[int, int]], start: int, end: int) -> list[tuple[int, int]]:
    """Return those of the spans, which are in order, that lie within a range."""
    return [span for span in spans[bisect_left(spans, (start, 0)) : bisect_left(spans, (end, 0))] if span[1] <= end]


def _weighed(pitch: Pitch, cost: float) -> Pitch:
    return pitch._replace(odds=pitch.odds - cost)


def _of_block(block: Block, folded: str, table: Pitches, dropped_in: Sequence[tuple[int, int]]) -> Iterator[Pitch]:
    """Yield a paragraph that is a pitch as a whole or comes close, or the sentences in it that are."""
    if len(folded) < MIN_PITCH_CHARS:
        return
    if len(folded) <= MAX_PITCH_CHARS:
        odds = _odds(folded, table)
        if odds >= CLOSE_ODDS:
            yield Pitch(block.start, block.start + len(folded), odds, SURE_PARAGRAPH)
        if odds >= LIKELY:
            return
    may_be_told = _MAY_TELL.search(folded) is not None
    if (
        may_be_told
        and len(folded) <= MAX_PITCH_CHARS
        and _is_said(folded)
        and (odds := _told_odds(folded, table)) >= SURE_TOLD
        and not _tells_news(folded)
    ):
        yield Pitch(block.start, block.start + len(folded), odds, SURE_TOLD, is_told=True)
        return
    yield from _of_sentences(block, folded, table, dropped_in)


def _of_sentences(block: Block, folded: str, table: Pitches, dropped_in: Sequence[tuple[int, int]]) -> Iterator[Pitch]:
    """Yield the sentences of a paragraph that are pitches, of one that has several."""
    may_be_told = _MAY_TELL.search(folded) is not None
    sentences = list(SENTENCE.finditer(folded))
    for sentence in sentences if len(sentences) > 1 else ():
        text = sentence.group()
        odds = _odds(text, table) if MIN_PITCH_CHARS <= len(text) <= MAX_PITCH_CHARS else -MAX_ODDS
        start, end = block.start + sentence.start(), block.start + sentence.end()
        is_stuffed = odds < SURE_PARAGRAPH and any(start <= at and stop <= end for at, stop in dropped_in)
        if odds >= (LIKELY if is_stuffed else SURE_PARAGRAPH):
            yield Pitch(start, end, odds, SURE_SENTENCE)
        elif may_be_told and len(text) <= MAX_PITCH_CHARS and (odds := _told_odds(text, table)) >= SURE_TOLD:
            said = WHO_SAID.match(folded, sentence.end())
            yield Pitch(start, block.start + said.end() if said else end, odds, SURE_TOLD, is_told=True)


def _tells_news(folded: str) -> bool:
    """Tell whether one of several quotations in a paragraph speaks as news does: another was put beside it."""
    quoted = [text for text in _TOLD.findall(folded) if len(text) >= MIN_NEWS_CHARS]
    return len(quoted) > 1 and any(map(is_of_news, quoted))


def _is_said(folded: str) -> bool:
    """Tell whether a paragraph is what somebody is quoted with and a frame around it, or one sentence."""
    return len(_TOLD.sub("", folded)) <= MAX_FRAME_CHARS or SENTENCE.fullmatch(folded) is not None


def is_of_news(sentence: str) -> bool:
    """Tell whether a folded sentence speaks as nine in ten of a newsroom's do, so that what stands beside it was put there."""
    return len(sentence) >= MIN_PITCH_CHARS and pitching(sentence, default_pitches()) < OF_NEWS


def _odds(text: str, table: Pitches) -> float:
    said = _QUOTED.sub("", text)  # what is quoted, somebody else says
    if len(said) < (1 - MAX_QUOTED_SHARE) * len(text) or not may_pitch(said, table):
        return -MAX_ODDS
    odds = pitching(said, table)
    if odds < LIKELY - DISGUISED:
        return odds
    odds += DISGUISED * (_CONTACT.search(said) is not None and not WRONGED.search(said))
    return odds - _uncalled(said) - _reported(text)


def told_by(text: str) -> str:
    """Return what somebody is quoted with in a folded text, or is said to say; "" where that is nothing, or little of it."""
    quoted = _TOLD.findall(text)
    says = None if quoted else _SAYS.match(text)
    told = "".join(quoted) if quoted else text[says.end() :] if says else ""
    return told if len(told) >= max(MIN_TOLD_CHARS, MIN_TOLD_SHARE * len(text)) else ""


def _told_odds(text: str, table: Pitches) -> float:
    """Return how much that speaks like a seller which somebody is quoted with in a folded text."""
    told = told_by(text)
    return pitching(told, table) if told and may_pitch(told, table) and not REPORTING.search(told) else -MAX_ODDS


def _reported(text: str) -> float:
    """Return what speaks against a text in which somebody reports, says something, or has heard of it."""
    if REPORTING.search(text) or WRONGED.search(text) or _SPOKEN.search(text):
        return REPORTED
    return HEARD * (_HEARD.search(text) is not None)


def _uncalled(said: str) -> float:
    """Return what speaks against a text that calls on nobody, or only as newsrooms do, too."""
    may_call = _MAY_CALL.search(said) is not None
    if _CALL.search(said) or (may_call and "，" not in said):  # a row of services is no sentence
        return 0.0
    return UNCALLED * (MAYBE_CALLED if may_call else 1.0)


def _is_foreign(pitch: Pitch, block: Block, titled: set[str], story: StoryPairs) -> bool:
    start, end = pitch.start - block.start, pitch.end - block.start
    pairs = pairs_of(block.text[start:end])
    if len(pairs & titled) > MAX_TITLED:
        return False
    rest = pairs_of(block.text[:start]) | pairs_of(block.text[end:])
    most = MAX_OWN_OF_TOLD if pitch.is_told else MAX_OWN_SHARE if pitch.is_sure else MAX_OWN_OF_LIKELY
    return story.told_elsewhere(pairs, block, rest) <= most * len(pairs)
