"""Names: whether a few characters can be a person's name, and the names in the value of a credit."""

import re
from itertools import groupby

from cleaners.dom import Block
from cleaners.fold import fold
from cleaners.metadata.words import (
    COMPOUND_SURNAMES,
    GIVEN_PAIRS,
    LABELS,
    MEDIUM_ENDS,
    NOT_NAMES,
    PLACES,
    REGIONS,
    ROLE_WORDS,
    SURNAMES,
    longest_first,
)

MAX_NAME_CHARS = 30
_SPACED_NAME = re.compile(r"[\u4e00-\u9fff](?:[ \u3000]{1,4}[\u4e00-\u9fff]){1,2}")
MAX_NAMES = 12
LONG_NAME = 4
# The shortest name of a medium, and what ends one of these and no person's.
LEAST_MEDIUM_CHARS = 3
NO_NAME_ENDS = "报网社部局院厅"
# A name of two characters behind a bar may be a town's.
REPORTER_CHARS = 3

_SPLIT = re.compile(r"[、,，;；/／|｜&＆+\s]+|(?<=[\u4e00-\u9fff]{2})[和与](?=[\u4e00-\u9fff]{2})")
_ROLE = re.compile(rf"^.{{0,16}}?(?:{'|'.join(longest_first(ROLE_WORDS))})[:]?")
# 欧老师: who is called by surname and office has no other name.
_CALLED_BY_OFFICE = re.compile(
    rf"(?:{'|'.join(longest_first(tuple(COMPOUND_SURNAMES)))}|[{''.join(SURNAMES)}])(?:老师|医师)"
)
_CALLED = re.compile(r"([\u4e00-\u9fff]{2,4})(?:老师|医师|律师|教师)")
# A page's own words glued to a name.
_PAGE_WORDS = re.compile(
    r"(?:返回|查看|更多|展开|点击|关注|举报|文章纠错|我要纠错|字[号体级]|打印|\d+\s?(?:人参与|条?评论|次?阅读|[Cc]omments?))"
    r"(?!.{0,2}[、,;/ ]).*$"
)
# 王五／台北報導: behind the bar stands a place.
_REPORTED_FROM = re.compile(r"[/／]\s*[^/／(（]{0,8}(?:[报報][导導道]|[摄攝]影|翻[摄攝])\s*[)）]?\s*$")
_TAIL = re.compile(
    r"(?:\(.*\)?|返回.*|摄影报道|摄影|报道|报导|综合|编辑|整理|采访|采写|供图|供稿|发自.*|系.*|为本报.*|来源.*|(?:\d{1,2})?日(?:专|综合|外)?电.*|编译|/文|(?<=.{3})(?:摄|文|图))$"
)
# 文・王五
_WRITTEN = re.compile(r"^[文图圖][・•·‧/／|｜](?=.{2})")
# [美]约翰·史密斯
# [丹麦] 汉斯·韦伯
_ORIGIN = re.compile(r"(?:[\[【〔]|^)[\u4e00-\u9fff]{1,4}[\]】〕]\s(?=[\u4e00-\u9fff]{2})")
_COUNTRY = re.compile(r"^[\[【(（〔]?(?:[\u4e00-\u9fff]{1,3})[\]】)）〕]\s?(?=.{2})")
# 江山(本报记者): who he is stands behind him.
_DESCRIPTION = re.compile(r"(?<=[\u4e00-\u9fff]{2})[(（](?!.{0,4}(?:图|摄|文|[/／]))[^()（）]{2,24}(?:[)）]|$)")
_MARKED_LIST = re.compile(r"[\u4e00-\u9fff·]{2,4}(?:\s?[、,;/&]\s?[\u4e00-\u9fff·]{2,4}){1,5}")
_LISTED = re.compile(r"[\u4e00-\u9fff·]{2,4}(?:\s?[、,;/&\s]\s?[\u4e00-\u9fff·]{2,4}){1,5}")
_MEDIUM = re.compile(rf"(?:{'|'.join(longest_first(MEDIUM_ENDS))})$")
# 两千块条石「原位归家: a clause, and half of a quotation.
_OPENED = re.compile(r"[“「『《][^”」』》]*$")
_PLACE = re.compile("|".join(longest_first(PLACES)))
_HAN = re.compile(r"[\u3400-\u9fff]+")
_FOREIGN = re.compile(r"[\u3400-\u9fff]{1,6}(?:[·•・‧][\u3400-\u9fffA-Z.]{1,8}){1,3}")
_LATIN = re.compile(r"(?=.*[a-z]|.{2,} .{2,})(?=.{3})[A-Za-z][A-Za-zÀ-ÿ.'-]*(?: [A-Za-z][A-Za-zÀ-ÿ.'-]*){0,3}")
# 闻人悦、Maria Petrova: a name of two words beside others.
_LATIN_NAME = re.compile(r"[A-Z][a-zÀ-ÿ]+ [A-Z][A-Za-zÀ-ÿ'-]*[a-zÀ-ÿ]")
_LATIN_PAIR = re.compile(r"\b[A-Z][a-zÀ-ÿ]+ [A-Z][A-Za-zÀ-ÿ'-]+\b|\b[A-Z]{2,}(?:-[A-Z]+)? [A-Z][A-Z'-]{2,}\b")
KEPT_TOGETHER = "\x00"
# Tony 申: a surname behind the name that its bearer goes by.
_CALLED_AND_SURNAME = re.compile(rf"[A-Z][a-z]{{2,11}} [{''.join(SURNAMES - frozenset('文图'))}]")
# 文学院, 方新闻: a surname's character, and no person.
_OFFICE = re.compile(
    r"(?:学院|医院|法院|书院|大学|中学|小学|电视|电台|公司|集团|新闻|资讯|编辑|记者|[网报社]|.[科处室部局院厅])$"
)
# Beside a person's name, the office where he works.
_DEPARTMENT = re.compile(
    r"[\u4e00-\u9fff]{1,8}(?:[科处室部]|学院|中心|支队|大队|党[委政]办|宣教办)|党[委政]办|团委|工会|研究室"
    r"|[初高大][一二三四]|[一二三四五六七八九]年级|[\u4e00-\u9fff\d]{1,5}班"
)
_REJECTED = re.compile(
    r"^\W+$|^(?:星期|礼拜|禮拜)[一二三四五六日天]$|^[发發]自|^本[报報]|https?\b|www\.|@|\.com|[<>{}=_“”《》「」]|^\W*\d[\d\W]*[wWkKmM万千亿]?\+?$"
)


def spaced_name(line: str) -> str:
    """Return what may be a name whose characters stand apart, alone in its line, put together; "" for other lines.

    >>> spaced_name("高 天 野 "), spaced_name("高天野")
    ('高天野', '')
    """
    return "".join(line.split()) if _SPACED_NAME.fullmatch(line.strip()) else ""


def is_person(name: str) -> bool:
    """Tell whether `name` looks like a person's: a surname with one or two characters, or a foreign or Latin name.

    >>> [is_person(name) for name in ("阿妮爾", "溫貴香", "中央社", "新华社", "张三", "Demi Xia")]
    [False, True, False, False, True, True]
    """
    folded = fold(name)
    if _is_no_name(folded):
        return False
    if (_FOREIGN.fullmatch(folded) and not is_medium(folded.partition("·")[0])) or _LATIN.fullmatch(folded):
        return True
    if not _HAN.fullmatch(folded) or _OFFICE.search(folded):
        return False
    if folded[:2] in GIVEN_PAIRS and folded[2:] in GIVEN_PAIRS:
        return True
    if folded[:2] in COMPOUND_SURNAMES:
        return len(folded) in (3, 4)
    return folded[0] in SURNAMES and len(folded) in (2, 3) and not is_medium(name)


def _is_no_name(folded: str) -> bool:
    """Tell whether a word is listed as none: 编辑部, Super User."""
    return folded in NOT_NAMES or (folded.isascii() and folded.replace(" ", "").lower() in NOT_NAMES)


def is_given(name: str) -> bool:
    """Tell whether what a role word names may be a person's name without a known surname: no place, no medium."""
    folded = fold(name)
    return (
        2 <= len(name) <= LONG_NAME
        and not name[0].isdecimal()
        and not is_medium(name)
        and not any(place in folded for place in PLACES)
    )


def full_names(block: Block) -> tuple[str, ...]:
    """Return the Latin names of two words, each all of an inline element: <span>Luc Ferrand</span>."""
    return tuple(name for piece in block.pieces if _LATIN_NAME.fullmatch(name := piece.strip()))


def names_listed(value: str, *, closed: bool) -> tuple[str, ...]:
    """Return the names of a value that is a list of them and nothing else, whatever their surnames; () for other values.

    Marks make a list (系舟、秋里); spaces do where a bracket closes it, for what a page lets readers press may follow a name.
    """
    folded = fold(value).strip()
    if not (_LISTED if closed else _MARKED_LIST).fullmatch(folded):
        return ()
    names = names_of(value)
    is_all = len(names) == len(_SPLIT.split(folded)) and all(is_person(name) or is_given(name) for name in names)
    return names if is_all and not any(fold(name) in REGIONS or fold(name) in LABELS for name in names) else ()


def is_medium(name: str) -> bool:
    """Tell whether `name` ends as the names of media and offices do."""
    folded = fold(name).rstrip(" )")
    if len(folded) < LEAST_MEDIUM_CHARS or not _MEDIUM.search(folded) or _OPENED.search(folded):
        return False
    # 华商报 is a paper, and 时文台 a man.
    return len(folded) > LEAST_MEDIUM_CHARS or folded[0] not in SURNAMES or folded[-1] in NO_NAME_ENDS


def names_of(value: str, *, strict: bool = False) -> tuple[str, ...]:
    """Return the names in the value of a credit, as published; with `strict` only those that look like persons.

    Roles before a name and offices behind it are left out; a name written with a space between its two characters is
    closed up. Free texts give nothing.

    >>> names_of("本報記者 王樂文 方 敏"), names_of("溫貴香台北"), names_of("方敏北京大学经济学院教授")
    (('王樂文', '方敏'), ('溫貴香',), ('方敏',))
    """
    found: dict[str, None] = {}
    for token in _tokens(_without_place(_DESCRIPTION.sub(" ", _PAGE_WORDS.sub("", _ORIGIN.sub("", value))))):
        name = _bare_name(token)
        if not name or _is_no_name(fold(name)) or _REJECTED.search(name) or len(name) > MAX_NAME_CHARS:
            continue
        if strict and not is_person(name):
            continue
        found[name] = None
    return without_departments(tuple(found)) if len(found) <= MAX_NAMES else ()


def without_departments(names: tuple[str, ...]) -> tuple[str, ...]:
    """Return the names without the offices where those work who are named beside them.

    >>> without_departments(("宣传科", "邹敏")), without_departments(("宣传科",))
    (('邹敏',), ('宣传科',))
    """
    return tuple(name for name in names if not _DEPARTMENT.fullmatch(fold(name))) or names


def _without_place(value: str) -> str:
    """Return a reporter's line without the place behind the bar (王五／台北報導); a desk before the bar goes instead."""
    match = _REPORTED_FROM.search(value)
    if not match:
        return value
    before, behind = value[: match.start()], _bare_name(match.group().strip("/／ "))
    if len(behind) == REPORTER_CHARS and is_person(behind) and not _PLACE.match(fold(behind)):
        return value  # 记者 王五/赵六明 报导
    named = any(is_person(_bare_name(token)) for token in _tokens(before))
    return before if named else value[match.start() + 1 :]


def _tokens(value: str) -> list[str]:
    """Return the pieces of `value` between separators, single Han characters joined to one name, Latin words kept together."""
    if _LATIN.fullmatch(value.strip()) or _CALLED_AND_SURNAME.fullmatch(fold(value).strip()):
        return [value.strip()]
    pieces = [piece for piece in _SPLIT.split(_LATIN_PAIR.sub(_kept_together, value)) if piece]
    tokens: list[str] = []
    for single, group in groupby(pieces, lambda piece: len(piece) == 1 and bool(_HAN.fullmatch(piece))):
        run = list(group)
        size = REPORTER_CHARS if len(run) == REPORTER_CHARS else 2  # 卜 晚 秋; 张 玛 李 四
        tokens += ["".join(run[at : at + size]) for at in range(0, len(run), size)] if single else run
    return [token.replace(KEPT_TOGETHER, " ") for token in tokens]


def _kept_together(name: re.Match[str]) -> str:
    return KEPT_TOGETHER.join(name.group().split())


def _bare_name(token: str) -> str:
    """Return a token without the role before the name and the office, place or note behind it."""
    token = _COUNTRY.sub("", _WRITTEN.sub("", token.strip())).strip(
        "@□■▲▼◇◆○●◎★☆()（）[]【】〔〕:：·.。,，\"'“”「」《》\u3000 "
    )
    folded = fold(token)
    if (called := _CALLED.fullmatch(folded)) and is_person(token[: called.end(1)]):  # 王小五老师
        return token[: called.end(1)]
    role = _ROLE.match(folded)
    if role and not _CALLED_BY_OFFICE.fullmatch(folded):
        token, folded = token[role.end() :], folded[role.end() :]
    # 额尔德木图: a name, and no picture's credit.
    while (
        len(folded) > 2 and (tail := _TAIL.search(folded, 2)) and not (tail.group() == "图" and len(folded) > LONG_NAME)
    ):
        token, folded = token[: tail.start()], folded[: tail.start()]
    if "·" in folded and (place := _PLACE.search(folded, folded.index("·") + 2)) and place.end() == len(folded):
        return token[: place.start()].strip()  # 巴奈·撒林花莲
    if len(folded) > 3 and _HAN.fullmatch(folded):
        for place in _PLACE.finditer(folded, 2):
            if place.start() <= 4 and folded[0] in SURNAMES:
                return token[: place.start()].strip()
    return token.strip()
