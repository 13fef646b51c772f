"""Who wrote the story: labelled fields, names beside the date, reporters' brackets, claims."""

import re
from collections.abc import Callable, Container, Iterable
from typing import Final

from cleaners.dom import Block
from cleaners.fold import fold
from cleaners.metadata.accounts import MAX_NAME_LINE_CHARS, account_of, below_title, claimed_and_shown
from cleaners.metadata.fold import key
from cleaners.metadata.people import is_medium, is_person, names_of
from cleaners.metadata.signatures import (
    before_posted,
    behind_date,
    behind_outlet,
    beside_medium,
    boxed,
    by_line,
    is_given,
    named_by_role,
    original,
    photographed,
    posted,
    signed,
    signed_alone,
    signed_letter,
)
from cleaners.metadata.structured import Claims
from cleaners.metadata.words import (
    AUTHOR,
    GENERIC_OUTLETS,
    LABELS,
    NOT_NAMES,
    NOT_OUTLETS,
    OTHER,
    PLACES,
    REGIONS,
)
from cleaners.metadata.zones import Line, Zones

OPENING_CHARS = 160
CLOSING_CHARS = 160
MAX_ALIAS_CHARS = 10
# A place behind a reporter's name: of so many characters, told of so many times at least.
PLACE_CHARS = 2
TOLD_TIMES = 2
# Who contributed is as often an office; two characters that end so are one.
CONTRIBUTED: Final = ("供稿", "供稿人", "投稿", "投稿人", "来稿")
OFFICES: Final = "科部处室组站所院局厅社报网台校镇乡村县市区系办队店"
# Who told his story is its author where nobody says who wrote it down.
TOLD: Final = "口述"
# Who asked; or how many came.
VISITED: Final = "访问"
# Behind these labels stand a name and who he is.
INTRODUCED: Final = ("作者简介", "作者介绍")
# Behind 作者 this begins what he is, and no name.
DESCRIBED: Final = ("系", "为", "為", "是", "单位", "單位")
# A reporter named so at the end is surer than a name without a label at the head.
REPORTERS: Final = ("记者", "作者", "文字记者", "本报记者", "实习记者", "见习记者", "采写", "撰文")
AUTHOR_LABELS: Final = frozenset(label for label, role in LABELS.items() if role == AUTHOR)

# What follows is a list of topics, whose words may look like names.
TAG_LABELS: Final = ("标签:", "标签", "关键词:", "关键字:", "分类:")
_AUTHOR_CLASS: Final = re.compile(r"author|byline|writer|reporter|zuozhe|editor-name|creator")
# Content systems sign the pages that they make.
_MAKER: Final = re.compile(r"\b(?:team|inc|ltd|studio|cms)\b|discuz|wordpress|dede|phpwind", re.IGNORECASE)
_NAMES_AN_ACCOUNT: Final = re.compile(r"name|author")
_NOT_AUTHOR_CLASS: Final = re.compile(r"tag|keyword|share|related|time|date|comment|related|link|editor(?!-name)")
# (记者 王五 赵六), (本报记者王五/台北报导), (中央社记者王五台北21日电), (作者王五系某校教授), (文/王五), (王五/台北报导)
_BRACKET: Final = re.compile(
    r"\(([^()]{0,24}?(?:记者|通讯员|作者|撰稿人|评论员|特派员)[:\s]{0,2}[^()]{2,60}|文[:/|][^()]{2,40}|[\u4e00-\u9fff、]{2,14}/?[\u4e00-\u9fff]{2,6}(?:报导|报道))\)"
)
_BY_ROLE: Final = re.compile(r"记者|通讯员|作者|撰稿人|评论员|特派员|^文[:/|]")
_TAKEN_BY: Final = re.compile(r"摄影?\s?\)?$")
_NOT_CREDIT: Final = re.compile(r"摄$|摄影$|[。!?]|表示|认为|告诉|了解到|获悉|供图$|观点|立场|无关")
# 本报记者 王五, 新京报记者 王五: a line of its own.
_REPORTER_LINE: Final = re.compile(
    r"^[(□■]?\s?(?:[^\s,。:()]{2,10}\s)?([^\s,。:()]{0,16}(?:记者|通讯员|评论员|特派员|撰稿人|实习生)[:\s]?\s?[^,。!?:]{2,50}?)\)?$"
)
# Behind these words stands a name, whatever its surname.
_NAMED_BY_ROLE: Final = re.compile(
    r"^[(□■]?(?:\s?(?:本|[\u4e00-\u9fff][\u4e00-\u9fff·/-]{1,16}?)?[报网台刊社]?(?:记者|通讯员)(?:\s[\u4e00-\u9fff]{2,4}){1,5}?){1,3}\)?$"
)
_HAN_NAME: Final = re.compile(r"[\u4e00-\u9fff]+")
# bianji03, admin_2: who is logged in.
_LOGIN: Final = re.compile(r"[a-z]+[_-]?\d+|[a-z]+_[a-z0-9]+")
# 甲报记者 王五 报道; 记者王五/台北报导; 王五/综合报导
_SLASH_LINE: Final = re.compile(
    r"^\(?([^\s,。:()]{2,24}(?:[、 ][^\s,。:()/]{2,4}){0,5})/[^\s,。]{2,12}(?:报导|报道|电|讯)\)?$"
)
# 即时中心/王五报导: who reports stands behind the desk.
# 甲报记者 王五 甲报编辑 赵六
_EDITED: Final = re.compile(r"\s\S{0,6}(?:编辑|责编|校对|编审|视觉).*$")
_DESK_LINE: Final = re.compile(
    r"^\(?[^\s,。:()/]{2,12}(?:中心|组|组记者|部|台|社|报|网|新闻)/(?:记者)?\s?"
    r"([^\s,。:()/]{2,4}(?:[、 ][^\s,。:()/]{2,4}){0,3})\s?(?:综合|整理)?(?:报导|报道|编译)\)?$"
)
_ROLES: Final = re.compile(r"(?:记者|通讯员|实习生)\s")
_ROLE_WORD: Final = re.compile(r"记者[\s:]{0,2}((?:[\u4e00-\u9fff·]{2,5}[、\s]{0,2}){1,5})$")
_AGENCY_OPENING: Final = re.compile(
    r"^[^,。]{0,20}(?:电|讯|报道)\s*\(?\s*(?!据)((?:[^\s,。()]{0,10})记者\s?[^,。()]{2,40}?)(?:\)|报道|\s(?=\S{8,}))"
)


def read_authors(zones: Zones, claims: Claims, title: str, editors: tuple[str, ...]) -> tuple[str, ...]:
    """Return the authors: the first witness that names any, never an editor unless he is labelled as the author too."""
    witnesses: tuple[Callable[[], tuple[str, ...]], ...] = (
        lambda: _labelled(zones.of("head", "above", "opening")),
        lambda: original(zones.of("head"))[0],
        lambda: _labelled(zones.copied()),
        lambda: _classed(zones.of("head", "above")),
        lambda: tuple(filter(is_given, _labelled(zones.of("closing", "tail"), REPORTERS))),
        lambda: _beside_date(zones.of("head", "above"), title),
        lambda: beside_medium(zones.of("head"), editors),
        lambda: _reporter_lines(zones.of("head", "opening")),
        lambda: _bracketed(zones.openings, OPENING_CHARS, from_end=False),
        lambda: _labelled(zones.of("closing", "tail")),
        lambda: _reporter_lines(zones.of("closing", "tail")),
        lambda: _bracketed(zones.closings, CLOSING_CHARS, from_end=True),
        lambda: signed_letter(zones),
        lambda: signed(zones),
        lambda: behind_outlet(zones.of("closing", "tail")),
        lambda: _bracketed(zones.below(), CLOSING_CHARS, from_end=True),
        lambda: posted((*zones.of("head", "tail"), *zones.ends())),
        lambda: _claimed(claims, editors),
        lambda: claimed_and_shown(claims, zones.of("head")),
        lambda: boxed(zones.of("head", "opening")),
        lambda: by_line(zones.of("head")),
        lambda: _alone(zones.of("head"), title, zones),
        lambda: behind_date(zones.of("head", "above")),
        lambda: before_posted(zones.of("head")),
        lambda: signed_alone(zones),
        lambda: photographed(zones),
        lambda: account_of(zones.of("head")),
        lambda: below_title(zones.of("head")),
    )
    names = next(filter(None, (witness() for witness in witnesses)), ())
    if names and set(names) <= set(editors):  # who put the story up signs its head; its end may name who wrote it
        names = tuple(name for name in _labelled(zones.of("closing", "tail")) if name not in editors) or names
    return _without_told_place(_signed_by_more(names, zones) or names, title, zones)


def _without_told_place(names: tuple[str, ...], title: str, zones: Zones) -> tuple[str, ...]:
    """Return the names without a place behind them that the story tells of: (记者 王五 丰桥报道), 丰桥 being a town."""
    labelled = {line.block.index for line in zones.lines if any(field.role != OTHER for field in line.credit.fields)}
    edges = [block.text for block in dict.fromkeys((*zones.openings, *zones.closings)) if block.index not in labelled]
    told = "\n".join((title, *edges))
    kept = [name for name in names[1:] if len(name) != PLACE_CHARS or told.count(name) < TOLD_TIMES]
    kept = [name for name in kept if fold(name) not in PLACES]
    return (*names[:1], *kept)


def _signed_by_more(names: tuple[str, ...], zones: Zones) -> tuple[str, ...]:
    """Return the persons that sign the story at its end where they are those of its head and more; () otherwise.

    They are more, too, where the head names an office only, or where the end names a correspondent beside its reporters.
    """
    ends = zones.of("closing", "tail")
    signed = tuple(name for name in _labelled(ends) or _reporter_lines(ends) if is_person(name))
    if not names or not signed:
        return ()
    if set(signed) > set(names) or all(map(is_medium, names)):
        return signed
    labels = {field.label for line in ends for field in line.credit.fields if field.role == AUTHOR}
    is_correspondent = labels == {"通讯员"} and set(signed).isdisjoint(names)
    return (*names, *signed) if is_correspondent else ()


def _labelled(lines: Iterable[Line], labels: Container[str] = AUTHOR_LABELS) -> tuple[str, ...]:
    found: dict[str, None] = {}
    told: dict[str, None] = {}
    last = -1
    zone = ""
    for line in lines:
        if found and not (line.block.index == last + 1 and line.zone == zone and _begins_with_label(line)):
            break
        last, zone = line.block.index, line.zone
        if any(field.role == AUTHOR for field in line.credit.fields):
            found.update(dict.fromkeys(_after_role_word(line)))
        for field in line.credit.fields:
            if (
                field.role == AUTHOR
                and field.label in labels
                and not _NOT_CREDIT.search(line.credit.folded[field.start : field.end])
            ):
                value = line.credit.value(field)
                is_count = field.label == VISITED and value[:1].isdecimal()
                if is_count or value.startswith(DESCRIBED):  # (作者系某市作家协会会员)
                    continue
                names = [name for name in names_of(value) if not fold(name).startswith(GENERIC_OUTLETS)]
                if field.label in INTRODUCED:  # 水禾,本名程若禾,1986年生: the rest tells who he is
                    names = names[:1]
                by_role = named_by_role(value)
                persons = [name for name in names if is_person(name) or name in by_role]
                otherwise = [] if field.label in CONTRIBUTED else _short(names)
                named = told if field.label == TOLD else found
                named.update(dict.fromkeys(_together(names, persons) or otherwise))
    return tuple(found) or tuple(told)


def _begins_with_label(line: Line) -> bool:
    """Tell whether a line under the author's names more of them: 通讯员: 赵六."""
    return any(field.role == AUTHOR and field.at <= 1 for field in line.credit.fields)


def _short(names: list[str]) -> list[str]:
    """Return what stands under an author's label when none of it is a person's name, unless it is a sentence's pieces."""
    names = [name for name in names if len(name) > 1 and not _LOGIN.fullmatch(name)]
    return names[:3] if all(len(name) <= MAX_ALIAS_CHARS for name in names) else []


def _after_role_word(line: Line) -> list[str]:
    """Return the persons that a bare role word names before a label: (记者 王五 通讯员: 赵六)."""
    labelled = min(field.at for field in line.credit.fields if field.role == AUTHOR)
    before = _ROLE_WORD.search(line.credit.folded[:labelled])
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
    if len(name) != PLACE_CHARS or not _HAN_NAME.fullmatch(name):
        return False
    folded = fold(name)
    return folded not in REGIONS and folded[-1] not in OFFICES


def _classed(lines: Iterable[Line]) -> tuple[str, ...]:
    """Return the names of a short block whose class says author; a medium's name there is the outlet's matter."""
    for line in lines:
        if len(line.block.text) > MAX_NAME_LINE_CHARS or not _AUTHOR_CLASS.search(line.names):
            continue
        if _NOT_AUTHOR_CLASS.search(line.names) and not re.search(r"author|byline", line.names):
            continue
        text = " ".join(line.credit.pieces())
        names = [name for name in names_of(text) if fold(name) not in NOT_OUTLETS and fold(name) not in LABELS]
        by_role = _ROLES.search(line.credit.folded) is not None
        persons = [name for name in names if is_person(name) or (by_role and is_given(name))]
        named = persons or [name for name in names if _NAMES_AN_ACCOUNT.search(line.names) and not is_medium(name)]
        if named and not line.credit.fields:
            return tuple(named)
    return ()


def _beside_date(lines: Iterable[Line], title: str) -> tuple[str, ...]:
    """Return persons that stand unlabelled in a line with a date or with an outlet's name."""
    for line in lines:
        folded = line.credit.folded
        if not (line.credit.stamps or any(field.role == "outlet" for field in line.credit.fields)) or len(folded) > 80:
            continue
        if _TAKEN_BY.search(folded):  # a picture's caption, which names a day and who took it
            continue
        if folded.endswith("。"):  # the story's first sentence, which names a day and who said so
            continue
        tails = [
            piece
            for field in line.credit.fields
            if field.role == "outlet"
            for piece in line.credit.value(field).split()[1:]
        ]
        pieces = [*line.credit.pieces(), *tails]
        names = [name for piece in pieces for name in names_of(piece, strict=True)]
        names = [
            name
            for name in names
            if fold(name) not in NOT_OUTLETS
            and fold(name) not in REGIONS
            and not is_latin_noise(name)
            and key(name) not in key(title)
        ]
        if names:
            return tuple(dict.fromkeys(names))
    return ()


def is_latin_noise(name: str) -> bool:
    """Tell whether a Latin word beside a date is a control of the page (A+, SHARE, google) and no name."""
    return name.isascii() and (len(name) < 4 or " " not in name)


def _reporter_lines(lines: Iterable[Line]) -> tuple[str, ...]:
    found: dict[str, None] = {}
    last = -1
    for line in lines:
        if found and line.block.index != last + 1:
            break
        last = line.block.index
        # What stands under a label is no part of the reporter's line before it.
        folded = line.credit.folded[: min((field.at for field in line.credit.fields), default=None)].rstrip()
        folded = _EDITED.sub("", folded)
        if len(folded) > 70 or _NOT_CREDIT.search(folded):
            continue
        match = _REPORTER_LINE.match(folded) or _DESK_LINE.match(folded) or _SLASH_LINE.match(folded)
        if match:
            names = names_of(line.credit.text[match.start(1) : match.end(1)])
            by_role = _NAMED_BY_ROLE.match(folded)
            found.update(dict.fromkeys(name for name in names if is_person(name) or (by_role and is_given(name))))
    return tuple(found)


def _bracketed(blocks: tuple[Block, ...], chars: int, *, from_end: bool) -> tuple[str, ...]:
    """Return the reporters in brackets within the first or last characters of the story's edge blocks."""
    for block in reversed(blocks) if from_end else blocks:
        offset = max(0, len(block.text) - chars) if from_end else 0
        text = block.text[offset : offset + chars]
        folded = fold(text)
        for match in _BRACKET.finditer(folded):
            if _NOT_CREDIT.search(match[1]):
                continue
            value = re.sub(r"/[^/]*(?:报导|报道|电|摄影)$", "", re.sub(r"\d{1,2}日(?:专|综合|外)?电.*$", "", match[1]))
            names = _persons(text[match.start(1) : match.start(1) + len(value)])
            if names and (_BY_ROLE.search(match[1]) or all(map(is_person, names))):  # and no desk: (即时新闻/综合报导)
                return names
        if not from_end and (opening := _AGENCY_OPENING.match(folded)):
            names = _persons(text[opening.start(1) : opening.end(1)])
            if names:
                return names
    return ()


def _persons(value: str) -> tuple[str, ...]:
    return tuple(name for name in names_of(value) if is_person(name) or 2 <= len(name) <= 4)


def _claimed(claims: Claims, editors: tuple[str, ...]) -> tuple[str, ...]:
    """Return the authors of JSON-LD and meta elements that are persons and not the editors."""
    media = {key(name) for name in (*claims.site_names, claims.source)}
    found: dict[str, None] = {}
    for value in claims.authors:
        for name in () if _MAKER.search(value) else names_of(value, strict=True):
            same_as_editor = any(editor in name or name in editor for editor in editors)
            known_medium = any(key(name) and key(name) in medium for medium in media)
            if not same_as_editor and not known_medium and fold(name) not in NOT_NAMES and not is_medium(name):
                found[name] = None
    return tuple(found)


def _alone(lines: Iterable[Line], title: str, zones: Zones) -> tuple[str, ...]:
    """Return the person whose name alone is a line between title and story, unless the story is about him."""
    told = fold(title) + "".join(fold(block.text) for block in (*zones.openings, *zones.closings))
    for line in lines:
        if line.credit.folded.rstrip().endswith(TAG_LABELS):
            break
        if (
            len(line.block.text) <= 12
            and not line.credit.fields
            and not line.credit.stamps
            and ":" not in line.credit.folded  # 主演:王五 / 赵六
            and not _NOT_AUTHOR_CLASS.search(line.names)
        ):
            names = [name for name in names_of(line.block.text, strict=True) if not is_latin_noise(name)]
            if names and not any(fold(name) in told for name in names):
                return tuple(names)
    return ()
