"""Names under an author's label: 作者:王五, 文/图 王五, 记者 王五 通讯员:赵六."""

import re
from collections.abc import Container, Iterable
from itertools import chain
from typing import Final

from cleaners.fold import fold
from cleaners.metadata.credits import Field
from cleaners.metadata.people import is_medium, is_person, names_listed, names_of
from cleaners.metadata.signatures import named_by_role
from cleaners.metadata.words import AUTHOR, GENERIC_OUTLETS, LABELS, REGIONS
from cleaners.metadata.zones import Line

MAX_ALIAS_CHARS = 10
# A pen name that stands before a person's name has so many characters.
PEN_NAME_CHARS: Final = range(2, 5)
# Who contributed is as often an office; two characters that end so are one.
CONTRIBUTED: Final = ("供稿", "供稿人", "投稿", "投稿人", "来稿")
OFFICES: Final = "委会科部处室组站所院局厅社报网台校镇乡村县市区系办队店庭级班"
# 项目专员 王五
POSTS: Final = "员长师任授"
# Who told his story, or put it into Chinese, is its author where nobody says who wrote it down.
TOLD: Final = ("口述", "讲述", "编译")
# Who put in order what others had written or asked.
EDITED: Final = ("整理", "文字整理", "综合整理")
ASKED: Final = ("采访", "采访人", "采访者", "采访记者", "访问", "口述")
# Who asked; or how many came.
VISITED: Final = "访问"
# Before these stands who, and behind them from where.
REPORTED: Final = ("报导", "报道")
# Behind these labels stand a name and who he is.
INTRODUCED: Final = ("作者简介", "作者介绍")
# Behind 作者 this begins what he is, and no name.
DESCRIBED: Final = ("系", "为", "為", "是", "单位", "單位")
AUTHOR_LABELS: Final = frozenset(label for label, role in LABELS.items() if role == AUTHOR)

SENTENCE_ENDS: Final = ("。", "!", "?")
_REPRINT: Final = re.compile(r"[,;\s]\s?(?:如需|欢迎)?转[载发](?:请|须|需|时)")
# A sentence, or who took a picture.
NOT_CREDIT: Final = re.compile(r"摄$|摄影$|[者人]拍摄|转载|[。!?]|表示|认为|告诉|了解到|获悉|供图$|观点|立场|无关")
# 系舟, a name.
_PEN_NAME: Final = re.compile(r"系[\u4e00-\u9fff]{1,2}(?:$|[、,\s])")
_HAN_NAME: Final = re.compile(r"[\u4e00-\u9fff]+")
# bianji03, admin_2: who is logged in.
_LOGIN: Final = re.compile(r"[a-z]+[_-]?\d+|[a-z]+_[a-z0-9]+")
# 吉克阿牛（彝族） 余周周（实习）
_OFFICES_BEHIND: Final = re.compile(r"[(（][\u4e00-\u9fff]{2,4}(?:[)）]|$)")
# 突发组, 节目组: a desk of the medium's.
DESK: Final = re.compile(r"[\u4e00-\u9fff]{2,4}组")
# 柳河台记者: 王五
_MEDIUM_S: Final = re.compile(r"\W?[\u4e00-\u9fff]{1,6}[台报社网站]")
# …。(王五 赵六 通讯员 孙小七)
_NAMES_BEFORE: Final = re.compile(r"\(([\u4e00-\u9fff·]{2,4}(?:[、\s][\u4e00-\u9fff·]{2,4}){0,3})\s$")
# 某县融媒体中心 王五、赵小六 通讯员孙小七
_NAMES_BESIDE: Final = re.compile(r"(?<=\s)([\u4e00-\u9fff·]{2,4}(?:[、,][\u4e00-\u9fff·]{2,4}){0,3})\s$")
# Who stands behind the reporters, and not in their place.
BESIDE_REPORTERS: Final = ("通讯员", "实习生")
# Role, 某网记者: what the one named above is, and where, between two authors.
_ROLE_READ_ALOUD: Final = re.compile(r"(?:Role|Reporting from|职务|职称|角色|发自),?\s")
# 本报记者王五、通讯员赵六报道:…
_REPORTS: Final = re.compile(r"\s?[^,。:]{2,8}?报[道导]\s?[:,]")
_ROLE_WORD: Final = re.compile(r"记者[\s:]{0,2}([\u4e00-\u9fff·•・‧.、\s]{2,40})$")


def labelled(
    lines: Iterable[Line], labels: Container[str] = AUTHOR_LABELS, more: Iterable[Line] = ()
) -> tuple[str, ...]:
    """Return the names in the first line that has one of these labels, and in the lines right below it that name more.

    `more` are lines that may go on with them. Who told a story counts where no line says who wrote it.
    """
    found: dict[str, None] = {}
    told: dict[str, None] = {}
    edited: dict[str, None] = {}
    asked: set[str] = set()
    last, is_role = -1, False
    zone = ""
    for line in chain(lines, (line for line in more if found and line.block.index == last + 1)):
        if found and line.block.index == last + 1 and _ROLE_READ_ALOUD.match(line.credit.folded):
            last, is_role = line.block.index, True
            continue
        if is_role and line.block.index == last + 1 and is_person(line.block.text.strip()):  # and his role below him
            found[line.block.text.strip()] = None
            break
        is_next = line.block.index == last + 1 or (line.block.index == last - 1 and line.zone == zone)
        if found and not (is_next and _begins_with_label(line)):
            break
        before = tuple(found) if line.block.index < last else ()  # what stands above names its authors first
        last, zone = line.block.index, line.zone
        if any(field.role == AUTHOR for field in line.credit.fields):
            found.update(dict.fromkeys(_after_role_word(line)))
        for field in line.credit.fields:
            names = _names_in(line, field) if field.role == AUTHOR and field.label in labels else {}
            (told if field.label in TOLD else edited if field.label in EDITED else found).update(names)
            asked.update(names if field.label in ASKED else ())
        if before:
            found = dict.fromkeys((*(name for name in found if name not in before), *before))
    writers = (*found, *edited) if asked.issuperset(found) else tuple(found)
    return writers or tuple(told)


def _names_in(line: Line, field: Field) -> dict[str, None]:
    """Return the names under an author's label, in order; none where the value is a sentence, a count or what somebody is."""
    reprint = _REPRINT.search(line.credit.folded, field.start, field.end)  # 本文作者:江山,转载请注明出处
    end = reprint.start() if reprint else field.end
    if NOT_CREDIT.search(line.credit.folded[field.start : end]):
        return {}
    value = line.credit.text[field.start : end] if reprint else line.credit.value(field)
    is_count = field.label == VISITED and value[:1].isdecimal()
    if is_count or (value.startswith(DESCRIBED) and not _PEN_NAME.match(value)):  # (作者系某市作家协会会员)
        return {}
    names = [name for name in names_of(value) if not fold(name).startswith(GENERIC_OUTLETS)]
    names = [name for name in names if fold(name) not in REGIONS or len(names) > 1]
    names = _linked_too(_without_account(names, line), line)
    if field.label in REPORTED:  # 王五 赵六 报导/台北市
        before_label = names_of(line.credit.text[: field.at])
        names = [name for name in before_label if is_person(name)] or names
    if field.label in INTRODUCED:  # 水禾,本名程若禾,1986年生: the rest tells who he is
        names = names[:1]
    by_role = named_by_role(value)
    persons = [name for name in names if is_person(name) or name in by_role]
    is_said = line.credit.folded[field.end : field.end + 1] in SENTENCE_ENDS  # 记者:作业少了,焦虑却没少。
    otherwise = [] if field.label in CONTRIBUTED or is_said else _short(names)
    is_all = line.credit.is_closed(field) or _OFFICES_BEHIND.search(value) is not None
    listed = names_listed(_OFFICES_BEHIND.sub("", value), closed=is_all) if persons and len(names) > 1 else ()
    return dict.fromkeys(listed or _together(names, persons) or otherwise)


def _linked_too(names: list[str], line: Line) -> list[str]:
    """Return the names with the persons whom links of the line name, each with his office behind him: 作者:<a>王五</a> 记者|<a>赵六</a>."""
    linked = [line.block.text[link.start : link.end].strip() for link in line.block.links]
    persons = [name for name in linked if is_person(name)]
    is_list = len(persons) > 1 and len(line.credit.fields) == 1 and names[:1] == persons[:1]
    return list(dict.fromkeys((*names, *persons))) if is_list else names


def _without_account(names: list[str], line: Line) -> list[str]:
    """Return the names without the account that a link behind them leads to: 文|阿依古丽 <a>柳溪文艺</a>."""
    linked = {line.block.text[link.start : link.end].strip() for link in line.block.links}
    return [name for name in names if name not in linked or is_person(name)] or names


def _begins_with_label(line: Line) -> bool:
    """Tell whether a line under the author's names more of them: 通讯员: 赵六."""
    return any(
        field.role == AUTHOR and (field.at <= 1 or _MEDIUM_S.fullmatch(line.credit.folded[: field.at]))
        for field in line.credit.fields
    )


def _short(names: list[str]) -> list[str]:
    """Return what stands under an author's label when none of it is a person's name, unless it is a sentence's pieces."""
    names = [name for name in names if len(name) > 1 and not _LOGIN.fullmatch(name)]
    names = [name for name in names if not DESK.fullmatch(fold(name))]
    return names[:3] if all(len(name) <= MAX_ALIAS_CHARS for name in names) else []


def _after_role_word(line: Line) -> list[str]:
    """Return the persons that a bare role word names before a label: (记者 王五 通讯员: 赵六)."""
    first = min((field for field in line.credit.fields if field.role == AUTHOR), key=lambda field: field.at)
    if NOT_CREDIT.search(line.credit.folded[first.start : first.end]) or _REPORTS.match(
        line.credit.folded, first.start
    ):
        return []
    head = line.credit.folded[: first.at]
    before = _ROLE_WORD.search(head) or _NAMES_BEFORE.search(head)
    if not before and first.label in BESIDE_REPORTERS and (beside := _NAMES_BESIDE.search(head)):
        names = list(names_of(line.credit.text[slice(*beside.span(1))]))
        return names if all(map(is_person, names)) else []
    if not before:
        return []
    return [name for name in names_of(line.credit.text[before.start(1) : before.end(1)]) if is_person(name)]


def _together(names: list[str], persons: list[str]) -> list[str]:
    """Return the persons that stand together: what follows a name's office (梁某 某社創辦人) is no name."""
    if not persons or len(persons) == len(names):
        return persons
    start = names.index(persons[0])
    while start and _is_pen_name(names[start - 1]):
        start -= 1
    stop = next((at for at in range(names.index(persons[0]), len(names)) if names[at] not in persons), len(names))
    run = names[start:stop]
    return [name for name in run if not name.isascii()] or run


def _is_pen_name(name: str) -> bool:
    """Tell whether what stands before a person's name may be another's, without a surname: 韶华 穆青山."""
    if len(name) not in PEN_NAME_CHARS or not _HAN_NAME.fullmatch(name):
        return False
    folded = fold(name)
    return (
        folded[:2] not in REGIONS and folded[-1] not in OFFICES + POSTS and folded not in LABELS and not is_medium(name)
    )
