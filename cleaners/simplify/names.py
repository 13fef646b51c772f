"""Personal names: where a character of two simplified forms stands in one, the form that names have is kept.

韓德乾 is 韩德乾 in mainland print, though 乾 is 干 in nearly every other place. A name is known by its surroundings: a pause or
a title, a surname, one or two characters, then a pause or a word of saying. Names without such surroundings are not found;
the table of readings knows the famous ones.
"""

from collections.abc import Container, Iterator

# Characters whose unusual form is the one that names have.
NAME_FORMS = frozenset("乾昇薰甦鉅陞")
SURNAMES = frozenset(
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾萧肖田董潘袁蔡蒋余于杜叶程魏苏吕丁任卢姚沈钟姜崔谭陆范汪廖石金韦贾"
    "夏付方邹熊白孟秦邱侯江尹薛闫雷龙黎史陶贺毛郝顾龚邵万覃武钱戴严莫孔向常汤康易乔赖文施洪季温辛葛樊兰殷倪柯庄安柴翁颜路牛俞章鲁游"
    "阮詹欧毕聂焦鲍关祝纪舒屈项霍梅盛童岳骆柳凌左耿阎祁解"
)
COMPOUND_SURNAMES = frozenset(
    "司马 欧阳 诸葛 上官 司徒 司空 夏侯 皇甫 尉迟 公孙 慕容 令狐 东方 南宫 独孤 长孙 宇文 端木 百里 呼延"
    " 濮阳 淳于 太史 申屠 轩辕 钟离".split()
)
PAUSES = frozenset(" \t\n　，。、；：！？“”‘’（）()《》【】「」『』/:,;|·—-")
TITLE_ENDS = frozenset("者席任长员理授家士生师记帅裁导星官监董总手兵农民友练演编播户卫锋匠")
TITLES = frozenset(("同志", "女士", "先生"))
AFTER_CHARACTERS = frozenset("说称率摄获曾在与和对向")
AFTER_WORDS = frozenset(
    "表示 指出 认为 介绍 透露 强调 告诉 坦言 回忆 宣布 等人 先生 女士 教授 院士 同志 报道 报导 主演 饰演 出席 演唱"
    " 出演 执导 担任 出任 就任 当选 夺得 夺冠 接受 参加 主持 创作 撰写 逝世 病逝 去世".split()
)

LONGEST_GIVEN_NAME = 2
# What follows 著 where it says who wrote a book: 鲁迅著《呐喊》, （曹雪芹著）.
BYLINE_ENDS = "《》〈（()）】］"


def name_places(line: str, written: str, places: list[int], words: Container[str]) -> Iterator[int]:
    """Yield those of `places` where a character of `line` stands in a name.

    `written` is the line after the character table; `words` are known words, in which no part of a name may be: 王|乾脆 is
    a surname and an adverb.
    """
    for at in places:
        if line[at] in NAME_FORMS and any(_is_name(written, start, end, words) for start, end in _spans(at)):
            yield at


def byline_places(line: str, written: str, places: list[int], verbs: Container[str]) -> Iterator[int]:
    """Yield those of `places` where 著 follows a name, or 所, and ends a byline; after one of `verbs` it is the particle."""
    for at in places:
        if line[at] != "著" or (at + 1 < len(line) and line[at + 1] not in PAUSES):
            continue
        if written[at - 1 : at] == "所":
            yield at
        if at + 1 < len(line) and line[at + 1] not in BYLINE_ENDS:
            continue
        if written[at - 1 : at] in verbs or written[max(at - 2, 0) : at] in verbs:
            continue
        if any(_names_someone(written, start, at, ()) for start in (at - 4, at - 3, at - 2)):
            yield at


def _spans(at: int) -> tuple[tuple[int, int], ...]:
    """Return the stretches that would be a name with its second or third character at `at`."""
    return (at - 2, at + 1), (at - 1, at + 2), (at - 1, at + 1), (at - 3, at + 1), (at - 2, at + 2)


def _is_name(written: str, start: int, end: int, words: Container[str]) -> bool:
    return _names_someone(written, start, end, words) and _ends_before_pause(written, end)


def _names_someone(written: str, start: int, end: int, words: Container[str]) -> bool:
    return (
        0 <= start < end <= len(written)
        and _has_surname(written, start, end)
        and PAUSES.isdisjoint(written[start:end])
        and _begins_after_pause(written, start)
        and not any(written[at : at + 2] in words for at in range(start, end - 1))
    )


def _has_surname(written: str, start: int, end: int) -> bool:
    """Tell whether one or two characters of a given name follow a surname."""
    if written[start : start + 2] in COMPOUND_SURNAMES:
        return end - start > LONGEST_GIVEN_NAME
    return written[start] in SURNAMES and end - start <= 1 + LONGEST_GIVEN_NAME


def _begins_after_pause(written: str, start: int) -> bool:
    return (
        start == 0
        or written[start - 1] in PAUSES
        or written[start - 1] in TITLE_ENDS
        or written[max(start - 2, 0) : start] in TITLES
    )


def _ends_before_pause(written: str, end: int) -> bool:
    return (
        end == len(written)
        or written[end] in PAUSES
        or written[end] in AFTER_CHARACTERS
        or written[end : end + 2] in AFTER_WORDS
    )
