"""Where to find who sells: addresses that only such sites have, and accounts; the lines and sentences of a story that name one."""

import re
from collections.abc import Iterator, Sequence, Set
from typing import Final

from cleaners.dom import Block
from cleaners.spam.features import pairs_of
from cleaners.spam.find import Search
from cleaners.spam.fold import fold_in_place
from cleaners.spam.pitched import SENTENCE
from cleaners.spam.story import WARNINGS, start_of_sentence
from cleaners.spam.story_pairs import StoryPairs
from cleaners.spam.wording import default_wording, selling, sells_nothing
from cleaners.values import Removed, Stage

SCORE: Final = 0.95
RULE: Final = "doorway_sentence"
MAX_LINE_CHARS: Final = 60
MAX_LINES: Final = 3
_CHEAP: Final = "vip|top|xyz|icu|bet|win|cc|club|fun|site|app"
_LINE: Final = re.compile(
    r"\W{0,4}(?:[\u4e00-\u9fffA-Za-z]{2,10}\s?[:：>＞》→-]{1,4}\s?){0,2}(?:https?://)?(?:[a-z0-9-]+\.)+"
    rf"(?:{_CHEAP})(?:/\S*)?(?:\s\S.{{0,14}})?",
    re.IGNORECASE,
)
# A story about such sites: it may name them.
_OF_SITES: Final = re.compile(r"网站|網站|网址|網址|域名|钓鱼|釣魚|诈骗|詐騙|链接|連結")
_OF_FRAUD: Final = re.compile(
    r"域名|钓鱼|釣魚|诈骗|詐騙|赌博|賭博|涉案|仿冒|冒充|木马|木馬|病毒|黑客|黑灰产|[骗騙]子|受[骗騙]|刷[单單]"
)
# Who sells does not call it so.
_TOLD_OF: Final = re.compile(r"诈骗|詐騙|受[骗騙]|警方|民警|警[员員]|[骗騙]子|涉案|嫌疑|涉嫌|被告|犯罪")
# A host of letters and figures mixed, where names are cheap, or mixed again and again: bought by the dozen, given up when blocked.
_THROWN_AWAY: Final = re.compile(
    r"(?<![a-z0-9@.-])(?:https?://)?(?:[a-z0-9-]{1,40}\.){0,4}"
    rf"((?:(?=[a-z-]{{0,40}}[0-9])(?=[0-9-]{{0,40}}[a-z])[a-z0-9-]{{4,40}}\.(?:{_CHEAP})"
    r"|(?=(?:[a-z]{1,9}[0-9]{1,9}){2}[a-z]|(?:[0-9]{1,9}[a-z]{1,9}){2}[0-9])[a-z0-9]{5,40}\.(?:com|net|cn|org)))"
    r"(?![a-z0-9.-])(?:/[\w./?=&-]*)?",
    re.IGNORECASE,
)
# Figures behind a name, at any price: only where a clause sends readers there.
_NUMBERED: Final = re.compile(
    r"(?<![a-z0-9@.-])(?:https?://)?(?:[a-z0-9-]{1,40}\.){0,4}([a-z](?=[a-z-]{0,30}[0-9]{2})[a-z0-9-]{4,30}\.(?:com|net|cn|org|co))"
    r"(?![a-z0-9.-])(?:/[\w./?=&-]*)?",
    re.IGNORECASE,
)
_HANDLE: Final = re.compile(
    r"(?:飞机|飛機|tg|telegram|电报|電報)(?:号|號)?\s?[:：]?\s?@([a-z][a-z0-9_]{4,30})", re.IGNORECASE
)
# 输入邀请码6677: whose friends he wants to win.
_INVITATION: Final = re.compile(
    r"(?:邀[请請]|推[荐薦]|[兑兌][换換])[码碼]\s?[:：]?\s?([A-Za-z0-9]{4,10})(?![A-Za-z0-9])"
)
# No newsroom prints accounts of messengers, but its own, and an office's for those who ask or complain. What else may be called so
# (飞机, V) must be followed by a colon or an at sign.
_ACCOUNT: Final = re.compile(
    r"(?<![a-z0-9])(?:(?:微信|薇信|威信|weixin|wechat|qq|扣扣|telegram|whatsapp)(?:号|號|/电话同号|客服|id)?\s?[:：是为為]?\s?@?"
    r"|(?:tg|飞机|飛機|电报|電報|企鹅|企鵝|(?:[賴赖]|line)\s?id|line|vx?)\s?[:：@]\s?@?|[加+＋➕]我?(?:[vq][xq]?(?:号|信|群(?=[0-9_-]{0,19}[a-z]))?\s?[:：]?\s?|[微薇]\s?[:：]?\s?(?=[a-z]))|(?<![\u4e00-\u9fff])[微薇]\s?[:：]?\s?(?=[a-z]))"
    r"((?=[a-z_-]{0,19}[0-9])[a-z0-9][a-z0-9_-]{4,19})(?![a-z0-9])",
    re.IGNORECASE,
)
_OF_OFFICES: Final = re.compile(
    r"[报報爆]料|投稿|[编編][辑輯]|公众号|公眾號|[关關]注|[订訂][阅閱]|[报報]名|[预預][约約订訂]|[举舉][报報]|投[诉訴]|求助|[医醫]院|[学學]校|[邮郵][箱件]|失主|[寻尋]人|[联聯][系繫絡]人|主[办辦]|招聘|版[权權]|合作|律[师師]"
)
_LETTERED: Final = re.compile(
    r"[a-z][a-z0-9_-]{0,19}[0-9]|[0-9][a-z]|[0-9]{5}|@[a-z]|[请請荐薦换換][码碼]", re.IGNORECASE
)
MAX_CONTACTS: Final = 20
# In brackets it goes with what stands beside it there; a sentence of which so much is said elsewhere in the story keeps its other clauses.
_BRACKETS: Final = dict(zip("（(【[「『《〔{〈<★", "）)】]」』》〕}〉>★", strict=True))
MAX_BRACKETED_CHARS: Final = 40
# Around one in a longer stretch that says so all but the contact stays.
MAX_OWN_SHARE, MAX_OWN_OF_REST = 0.15, 0.06
MIN_PAIRS: Final = 10
# An account in a clause that reads like an offer by less is told of.
LEAST_SOLD: Final = -4.0
# What reads like an offer right before an address calls on nobody: 查询某某www.abc119vip.net.
SOLD: Final = 2.5
_THROUGH: Final = re.compile(
    r"[通透][过過]|打[开開]|登[录錄陆入]|[进進]入|[访訪][问問]|[点點][击擊]|[在到上去][^，。]{0,6}$"
)
# A sentence without any of these in the clause is none that sends readers there: the clause was put into it.
_CALL: Final = re.compile(
    r"打[开開]|[通透][过過]\S{0,2}(?:官方|唯一|最新|备用|備用|专属|專屬)|登[录錄陆入]|[认認]准|[点點][击擊]|咨[询詢]|添加|加[我qvlw微薇]|查看|[联聯][系繫絡]|[进進]入|都去|就[上去]|直接|搜[索一]|[请請]|找|推[荐薦]|[访訪][问問]|下[载載单單]",
    re.IGNORECASE,
)
_MARKS: Final = "，,；;：。！？!?\n"


def lines_of_addresses(search: Search, body: range) -> Iterator[Removed]:
    """Yield the lines of a body that are an address which only such sites have, with a label: 官网直达 >>> www.abc.xyz.

    A story that speaks of sites may list theirs.
    """
    blocks = search.document.blocks[body.start : body.stop]
    found = [block for block in blocks if len(block.text) <= MAX_LINE_CHARS and _LINE.fullmatch(block.text.strip())]
    if not found or len(found) > MAX_LINES:
        return
    if not any(_OF_SITES.search(block.text) for block in blocks if block not in found):
        for block in found:
            yield Removed(block.start, block.end, block.text, Stage.SPAM, RULE, SCORE, "an address")


def sentences_of_contacts(search: Search, body: range, title: str) -> Iterator[Removed]:
    """Yield what of a body's sentences sends readers to an account, or an address soon to be given up: 打开x7k2.vip就能搞定.

    Of a sentence that says what the story says, or calls on nobody, only the clause goes, of brackets what stands in them.
    Stories about fraud, and those with contacts all over, may name them.
    """
    blocks = search.document.blocks[body.start : body.stop]
    places = [
        (block, found)
        for block in blocks
        for found in contacts_in(block.text)
        if search.is_foreign(f"//{found[1].lower()}/") or "." not in found[1]
    ]
    names = {found[1].lower() for _, found in places}
    if not names or len(names) > MAX_CONTACTS:
        return
    cut = list(_cut(places, StoryPairs(blocks)))
    is_told_of = any(
        _TOLD_OF.search(block.text, start_of_sentence(block.text, start), end) for block, start, end, _ in cut
    )
    if is_told_of or WARNINGS.search(title) or _OF_FRAUD.search("\n".join((title, *_left(blocks, cut)))):
        return
    for block, start, end, name in cut:
        text = block.text[start:end]
        yield Removed(block.start + start, block.start + end, text, Stage.SPAM, RULE, SCORE, name)


def contacts_in(text: str) -> list[re.Match[str]]:
    """Return where a block names an address or an account, in order."""
    if not _LETTERED.search(text):
        return []
    accounts = () if _OF_OFFICES.search(text) else _ACCOUNT.finditer(text)
    found = {match.start(1): match for match in (*_NUMBERED.finditer(text), *_THROWN_AWAY.finditer(text))}
    more = (*_HANDLE.finditer(text), *_INVITATION.finditer(text), *accounts)
    return sorted((*found.values(), *more), key=lambda match: match.start())


def _cut(places: Sequence[tuple[Block, re.Match[str]]], story: StoryPairs) -> Iterator[tuple[Block, int, int, str]]:
    """Yield the block, the offsets in it and the contact of each stretch to cut; of one with several contacts once."""
    last: tuple[int, int] = (-1, 0)
    for block, found in places:
        if (block.index, found.start()) < last:
            continue
        if (stretch := _around(block, found, story)) is not None:
            last = (block.index, stretch[1])
            yield block, *stretch, found[0]


def _around(block: Block, found: re.Match[str], story: StoryPairs) -> tuple[int, int] | None:
    """Return the brackets around a contact, its sentence, its clause where the rest calls on nobody or is the story's, or itself.

    None for an account in a clause that neither calls on anybody nor reads like an offer: somebody tells of it.
    """
    text = block.text
    if (bracketed := _brackets(text, found)) is not None:
        return bracketed
    start, end = next(match.span() for match in SENTENCE.finditer(text) if match.start() <= found.start() < match.end())
    first = max(text.rfind(mark, start, found.start()) for mark in _MARKS) + 1 or start
    stops = [at for mark in _MARKS if (at := text.find(mark, found.end(), end)) >= 0]
    last = min(stops, default=end)
    is_glued = _goes_on(text[found.end() : end]) and not _THROUGH.search(text, first, found.start())
    if is_glued:
        last = end = found.end()
    rest = pairs_of(text[start:first]) | pairs_of(text[last:end])
    calls = _CALL.search(text, first, last) is not None
    if not calls and "." in found[1]:
        is_sold = selling(fold_in_place(text[first : found.start()]), default_wording()) >= SOLD
        if not is_sold and _NUMBERED.fullmatch(found[0]) and not _THROWN_AWAY.fullmatch(found[0]):
            return None
    elif not calls and selling(fold_in_place(text[first:last]), default_wording()) < LEAST_SOLD:
        return None
    if not calls or (rest and story.told_elsewhere(rest, block) > max(1, MAX_OWN_OF_REST * len(rest))):
        start, end = first, min(last + 1, end) if last < end - 1 and not is_glued else last
    said = pairs_of(text[start : found.start()]) | pairs_of(text[found.end() : end])
    if len(said) >= MIN_PAIRS and _is_of_story(story, block, said):
        return found.span()
    return start, end


def _goes_on(behind: str) -> bool:
    """Tell whether what stands right behind a contact is the sentence that it was put before: it calls on nobody, and sells nothing."""
    is_glued = behind[:1].isalpha() and not behind[0].isascii()
    return is_glued and not _CALL.search(behind) and sells_nothing(behind)


def _is_of_story(story: StoryPairs, block: Block, pairs: Set[str]) -> bool:
    return story.told_elsewhere(pairs, block) > MAX_OWN_SHARE * len(pairs)


def _brackets(text: str, found: re.Match[str]) -> tuple[int, int] | None:
    """Return the place of the brackets that a contact stands in, None where it stands in none, or they are all of its sentence."""
    before = text[max(0, found.start() - MAX_BRACKETED_CHARS) : found.start()]
    for at in range(len(before) - 1, -1, -1):
        if (closing := _BRACKETS.get(before[at])) is not None:
            stop = text.find(closing, found.end(), found.end() + MAX_BRACKETED_CHARS)
            return (found.start() - len(before) + at, stop + 1) if stop >= 0 else None
    return None


def _left(blocks: Sequence[Block], cut: Sequence[tuple[Block, int, int, str]]) -> Iterator[str]:
    """Yield the texts of the blocks, without the stretches."""
    places: dict[int, list[tuple[int, int]]] = {}
    for block, start, end, _ in cut:
        places.setdefault(block.index, []).append((start, end))
    for block in blocks:
        at = 0
        for start, end in places.get(block.index, ()):
            yield block.text[at:start]
            at = end
        yield block.text[at:]
