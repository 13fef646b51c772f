"""Characters that nobody writes in earnest amid Chinese words: they keep a word from a list of words.

Letters of other alphabets that look like Latin ones, syllables for single characters, and halves of characters.
"""

import re
from collections.abc import Iterator
from typing import Final

from cleaners.noise import BARE_SYLLABLE

_HAN: Final = r"[\u3400-\u9fff]"
_FOREIGN: Final = r"[\u0250-\u02af\u0370-\u03ff\u0400-\u04ff]"
# What sellers write for the characters that filters know them by.
_SYLLABLES: Final = "kuan|xin|dai|tao|piao|cai|pao|yao|shua|zheng|jia|mai|qun|qian|zhang|huo"
_HALVES: Final = "亻讠钅扌纟饣犭忄氵"
# Hearts and the like that hold characters apart; stars and boxes are marks of lines, too.
_PICTURES: Final = "[♀♂❀-❇❉-❧☠☢☣☯☸☺☻♡♥✈✿]"
# An account with a messenger, under a name that only those write who must not be found; a telephone with letters for digits.
_ACCOUNT: Final = re.compile(
    r"[加嘉佳+]?我?(?:(?:[VＶ]信|[薇徽][❤♥♡]?信|[微薇]芯|[微威][❤♥♡]信?)号?[:：﹕]? ?|[VＶ][XＸ](?:号[:：﹕]?|[:：﹕]) ?|"
    r"(?<=[加+])[VＶ][XＸ] ?)[A-Z0-9_Ａ-Ｚ０-９-]{5,}|"
    r"[加+]?我?(?:扣扣|球球)号?[:：﹕]? ?[0-9０-９]{5,}|"
    r"[☎☏✆]?(?<![0-9０-９])[1１][3-9３-９](?=[0-9０-９]*[OoＯｏ])[0-9０-９OoＯｏ]{9}(?![0-9０-９])",
    re.IGNORECASE,
)
# ＬＩＮＥ：ｚｗｅ⑨⑧⑦; 飞机@nv𝟰𝟬𝟱: digits that only those write who must not be found; ➕V：za4798, 飞机@abc: what only those say.
_CIRCLES: Final = r"\u2460-\u2473\u24ea\u2776-\u2793\U0001d400-\U0001d7ff"
_WIDE: Final = r"\uff10-\uff19\uff21-\uff3a\uff41-\uff5a"
# Old pages print telephones in wide digits, and those of no other account.
_ODD_ACCOUNT: Final = re.compile(
    rf"(?<![A-Za-z{_WIDE}])(?:联系|聯繫|加)?(?:(?:[微薇]信|微芯|薇芯|电话|電話|QQ)\s?[:：]?\s?(?=[A-Za-z0-9_]{{0,8}}[{_CIRCLES}])|"
    rf"(?:LINE|ＬＩＮＥ|[賴赖]|TG|飞机|飛機|➕?\s?[VＶ][XＸ]?)\s?(?:ID|ＩＤ)?\s?[:：@]?\s?@?(?=[A-Za-z0-9_]{{0,8}}[{_CIRCLES}{_WIDE}]))"
    rf"[A-Za-z0-9_{_CIRCLES}{_WIDE}]{{5,24}}"
    r"|➕\s?[VＶvｖ]\s?[:：]?\s?[A-Za-z0-9_]{5,24}|(?:飞机|飛機|纸飞机)\s?@\s?[A-Za-z0-9_]{4,24}",
    re.IGNORECASE,
)
_ODD_SIGN: Final = re.compile(f"[{_CIRCLES}{_WIDE}➕@]")
# www . x y 8 . c o m: an address letter by letter; Q群⑤⑥⑦⑧⑨: a number in circles.
_SPACED: Final = re.compile(
    r"(?<![A-Za-z0-9])[A-Za-z0-9](?: [A-Za-z0-9.·]){6,} ?\.(?: [A-Za-z]){2,}(?![A-Za-z0-9])", re.ASCII
)
# 电:1三7-零零零零-六五四零: a number now in digits, now in words.
_MIXED: Final = re.compile(
    r"(?:[电電]话?|電話|手机|手機|[QqVv微薇][QqXx信]?|扣扣|[群号號])?\s?[:：]?\s?"
    r"(?:[0-9〇零一二三四五六七八九][- ]?){6,}[0-9〇零一二三四五六七八九]"
)
# Each way begins with a digit, which makes the search fast.
_TURNS_ONCE: Final = re.compile("[0-9][- ]?[〇零一二三四五六七八九]")
_TURN: Final = re.compile("[0-9][- ]?[〇零一二三四五六七八九]|[〇零一二三四五六七八九][- ]?[0-9]")
MIN_TURNS: Final = 2
_CIRCLED: Final = re.compile(r"(?<=[群信QqVv话話号號加:：])\s?[\u2460-\u2468\u24ea\u2776-\u277e\u2780-\u2788]{5,}")
# 电𝟏𝟑𝟖-𝟎𝟎𝟎𝟎-𝟎𝟎𝟎𝟎: digits of formulas that make a telephone.
_FORMULA: Final = "[\U0001d7ce-\U0001d7ff]"
# lunwen点zg46点top, bnt-yao。cc: an address with other dots; Te1egrαm：@abc: a messenger by letters like its own; zhige④⑥号: a name with
# circles; +V：dajuan·guo·99: one with dots.
_ENDS: Final = "top|com|net|vip|xyz|cc|cn|icu|club|site|app|me"
_ODD_DOTS: Final = re.compile(
    rf"(?<![A-Za-z0-9])(?:[a-z0-9-]{{2,20}}\s?[点點丶]\s?){{1,3}}(?:{_ENDS})(?![A-Za-z0-9])|(?<![A-Za-z0-9])(?=[a-z0-9-]*[0-9-])[a-z0-9-]{{4,24}}。(?:{_ENDS})(?![A-Za-z0-9])"
)
_LIKE_LETTERS: Final = re.compile(
    r"(?:加\s?)?(?!telegram|whatsapp)(?:t[e3][l1i|][e3][g9]r[aαа@4]m|wh[aαа@4]ts[aαа@4]pp)\s?[:：]?\s?@?[A-Za-z0-9_]{4,24}",
    re.IGNORECASE,
)
_CIRCLED_NAME: Final = re.compile(r"(?<![A-Za-z])[a-z]{3,12}[\u2460-\u2473\u24ea]{2,6}[号號]?")
_DOTTED_NAME: Final = re.compile(r"[+＋➕加]\s?[VvＶ]\s?[:：]\s?[A-Za-z0-9_]{2,12}(?:[·.•][A-Za-z0-9_]{1,12}){1,4}")
_ODD_ACCOUNTS: Final = (
    ((*"点點丶。",), _ODD_DOTS),
    ((*"αа@413@",), _LIKE_LETTERS),
    ((*"①②③④⑤⑥⑦⑧⑨⓪",), _CIRCLED_NAME),
    ((*"·.•",), _DOTTED_NAME),
)
_LETTERS: Final = re.compile("[A-Za-z]{2}")
_FORMULAS: Final = re.compile(_FORMULA)
_OF_FORMULA: Final = re.compile(rf"(?:[电電]话?|電話|手机|手機)?\s?[:：]?\s?{_FORMULA}(?:[- ]?{_FORMULA}){{6,}}")
# 壹 伍 〇 零 零 零 零: a number in words, held apart by blanks; wei xin: hk0000: an account by syllables.
_IN_WORDS: Final = re.compile(
    r"(?:[零〇一二三四五六七八九壹贰叁肆伍陆柒捌玖幺] ){7,}[零〇一二三四五六七八九壹贰叁肆伍陆柒捌玖幺]"
)
_BY_SYLLABLES: Final = re.compile(r"(?<![A-Za-z])(?:jia )?wei xin\s?[:：]?\s?[A-Za-z0-9_-]{5,20}", re.IGNORECASE)
# What every account holds; each way begins with a letter, which makes the search ten times as fast as theirs.
_NAME: Final = re.compile(
    "信(?<=[VvＶｖ薇徽❤♥♡]信)|芯(?<=[微薇]芯)|扣扣|球球|x(?<=[Vv]x)|X(?<=[Vv]X)|Ｘ(?<=[Ｖｖ]Ｘ)|ｘ(?<=[Ｖｖ]ｘ)|"
    "❤(?<=[微威]❤)|♥(?<=[微威]♥)|♡(?<=[微威]♡)|O(?<=[0-9]O)|o(?<=[0-9]o)|Ｏ(?<=[０-９]Ｏ)|ｏ(?<=[０-９]ｏ)"
)
_DISGUISED: Final = re.compile(
    rf"(?:{_HAN}{_PICTURES})+{_HAN}|"
    rf"(?<={_HAN}){_FOREIGN}[a-z]+|(?<={_HAN})[a-z]+{_FOREIGN}[a-z]*|(?<={_HAN})[ɑΤτυκοа-я](?={_HAN})|(?<={_HAN})(?:{_SYLLABLES})(?![a-z])|"
    rf"(?<={_HAN})[\u2170-\u217f\u2488-\u249b](?={_HAN})|(?<={_HAN})[a-z]{{1,3}}@[a-z]{{1,3}}(?={_HAN})|"
    rf"(?<![“「『\"(（])[{_HALVES}](?![旁字部]){_HAN}"
)
# What holds none of these disguises nothing, and to know it costs a tenth.
_SIGN: Final = re.compile(f"{_FOREIGN}|[{_HALVES}]|{_PICTURES}|[\u2170-\u217f\u2488-\u249b@]")
_SYLLABLE: Final = re.compile(_SYLLABLES)
# kao前一天出答an，各科ti前给: so many syllables on a line, each beside a character that it makes a word with.
_SHORT: Final = re.compile(r"(?<![A-Za-z])[a-z]{2,6}(?![A-Za-z0-9])")
_WHOLE_SYLLABLE: Final = re.compile(BARE_SYLLABLE)
_HAN_BESIDE: Final = re.compile(_HAN)
MIN_BESIDE: Final = 3
# Words of a text that speaks of letters and signs.
_OF_SIGNS: Final = re.compile(r"字母|希腊|希臘|俄[文语語]|拼音|音[标標]|偏旁|部首|公式|粒子|波[长長段]|射[线線]")


def disguised_in(text: str) -> Iterator[tuple[int, int]]:
    """Yield where a text hides what it says; nothing of one that speaks of letters or signs.

    >>> [("信用卡Τ现找我薇xin"[start:end]) for start, end in disguised_in("信用卡Τ现找我薇xin")]
    ['Τ', 'xin']
    >>> list(disguised_in("不看征亻言，α粒子是希腊字母")), list(disguised_in("他在app上买单"))
    ([], [])
    >>> [("kao前一天出答an，gao考"[start:end]) for start, end in disguised_in("kao前一天出答an，gao考")]
    ['kao', 'an', 'gao']
    """
    if text.isascii():
        return
    beside = list(_syllables_in(text))
    if not (beside or _SIGN.search(text) or _SYLLABLE.search(text)) or _OF_SIGNS.search(text):
        return
    yield from beside
    known = set(beside)
    yield from (found.span() for found in _DISGUISED.finditer(text) if found.span() not in known)


def _syllables_in(text: str) -> Iterator[tuple[int, int]]:
    """Yield the syllables that stand for characters, where a line has several different ones."""
    lines: dict[int, list[re.Match[str]]] = {}
    for found in _SHORT.finditer(text):
        start, end = found.span()
        beside = text[max(0, start - 1) : start] + text[end : end + 1]
        if _HAN_BESIDE.search(beside) and _WHOLE_SYLLABLE.fullmatch(found.group()):
            lines.setdefault(text.rfind("\n", 0, start), []).append(found)
    for inside in lines.values():
        if len({found.group() for found in inside}) >= MIN_BESIDE:
            yield from (found.span() for found in inside)


def accounts_in(text: str) -> Iterator[tuple[int, int]]:
    """Yield where a text gives an account with a messenger, or a telephone, in disguise, with what asks to add it.

    >>> [("没人要。加Ｖ信：ｓｓ0088 我没敢收钱"[start:end]) for start, end in accounts_in("没人要。加Ｖ信：ｓｓ0088 我没敢收钱")]
    ['加Ｖ信：ｓｓ0088']
    >>> [("公司☎138OO123456，服务"[start:end]) for start, end in accounts_in("公司☎138OO123456，服务")]
    ['☎138OO123456']
    >>> [("金鼎 w w w . j d 8 . c o m 首存"[start:end]) for start, end in accounts_in("金鼎 w w w . j d 8 . c o m 首存")]
    ['w w w . j d 8 . c o m']
    >>> [("点数低,电:1三7-零零-六五四零"[start:end]) for start, end in accounts_in("点数低,电:1三7-零零-六五四零")]
    ['电:1三7-零零-六五四零']
    >>> [("接单 wei xin: hk0000"[start:end]) for start, end in accounts_in("接单 wei xin: hk0000")]
    ['wei xin: hk0000']
    >>> [("备用 lunwen点zg46点top"[start:end]) for start, end in accounts_in("备用 lunwen点zg46点top")]
    ['lunwen点zg46点top']
    >>> list(accounts_in("微信号：news2024，威信很高"))
    []
    """
    for found in _ACCOUNT.finditer(text) if _NAME.search(text) else ():
        yield found.span()
    if _ODD_SIGN.search(text):
        yield from (found.span() for found in _ODD_ACCOUNT.finditer(text))
    if not text.isascii() and " . " in text:
        yield from (found.span() for found in _SPACED.finditer(text))
    yield from (found.span() for found in _CIRCLED.finditer(text))
    if "零 " in text or "〇 " in text:
        yield from (found.span() for found in _IN_WORDS.finditer(text))
    if "xin" in text and not text.isascii():
        yield from (found.span() for found in _BY_SYLLABLES.finditer(text))
    yield from _odd_accounts(text)
    if _FORMULAS.search(text):
        yield from (found.span() for found in _OF_FORMULA.finditer(text))
    if _TURNS_ONCE.search(text) and len(_TURN.findall(text)) >= MIN_TURNS:
        yield from (found.span() for found in _MIXED.finditer(text) if len(_TURN.findall(found.group())) >= MIN_TURNS)


def _odd_accounts(text: str) -> Iterator[tuple[int, int]]:
    """Yield where a text gives an address or an account by other dots, letters or circles."""
    if text.isascii() or not _LETTERS.search(text):
        return
    for signs, shape in _ODD_ACCOUNTS:
        if any(map(text.__contains__, signs)):
            yield from (found.span() for found in shape.finditer(text))
