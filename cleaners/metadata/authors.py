"""Who wrote the story: labelled fields, names beside the date, reporters' brackets, claims."""

import re
from collections.abc import Callable, Iterable
from typing import Final

from cleaners.dom import Block
from cleaners.fold import fold
from cleaners.metadata.accounts import (
    MAX_NAME_LINE_CHARS,
    account_before_date,
    account_of,
    below_title,
    claimed_and_shown,
    is_administrators,
    linked,
)
from cleaners.metadata.fold import key
from cleaners.metadata.labelled_authors import NOT_CREDIT, labelled
from cleaners.metadata.people import is_given, is_medium, is_person, names_of
from cleaners.metadata.signatures import (
    WROTE_LINE,
    before_posted,
    behind_date,
    behind_outlet,
    beside_medium,
    boxed,
    by_line,
    described,
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
    LABELS,
    NOT_NAMES,
    NOT_OUTLETS,
    OTHER,
    PLACES,
    REGIONS,
)
from cleaners.metadata.zones import Line, Zones

OPENING_CHARS = 160
# A name alone in its line is no longer, without the address beside it.
MAX_ALONE_CHARS = 12
CLOSING_CHARS = 160
# A place behind a reporter's name: of so many characters, told of so many times at least.
PLACE_CHARS = 2
TOLD_TIMES = 2
# A reporter named so at the end is surer than a name without a label at the head.
REPORTERS: Final = ("记者", "作者", "文字记者", "本报记者", "实习记者", "见习记者", "采写", "撰文")

# What follows is a list of topics, whose words may look like names.
TAG_LABELS: Final = ("标签:", "标签", "关键词:", "关键字:", "分类:")
_AUTHOR_CLASS: Final = re.compile(r"auth(?:or|i\b)|byline|writer|reporter|zuozhe|editor-name|creator")
# Content systems sign the pages that they make.
_MAKER: Final = re.compile(r"\b(?:team|inc|ltd|studio|cms)\b|discuz|wordpress|dede|phpwind", re.IGNORECASE)
_AUTHORS_OWN: Final = re.compile(r"author|byline")
_NAMES_AN_ACCOUNT: Final = re.compile(r"name|auth(?:or|i\b)")
_NOT_AUTHOR_CLASS: Final = re.compile(r"tag|keyword|share|related|time|date|comment|related|link|editor(?!-name)")
# (记者 王五 赵六), (本报记者王五/台北报导), (中央社记者王五台北21日电), (作者王五系某校教授), (文/王五), (王五/台北报导)
_BRACKET: Final = re.compile(
    r"\(([^()]{0,24}?(?:记者|通讯员|作者|撰稿人|评论员|特派员)[:\s]{0,2}[^()]{2,60}|文[:/|][^()]{2,40}|[\u4e00-\u9fff、]{2,14}/?[\u4e00-\u9fff]{2,6}(?:报导|报道))\)"
)
# (学生记者 王五 指导老师 赵六), (记者 王五 摄影 赵六)
_BESIDE: Final = re.compile(
    r"\s?指导(?:老师|教师).*$|(?<=[\u4e00-\u9fff])[\s,;](?:摄影?|摄像|图片?|制图|编辑|责编|校对)[\s:/]{0,2}[\u4e00-\u9fff·]{2,4}$"
)
# 记者 王五|文 赵六|图
_TAKEN_BY_NAME: Final = re.compile(r"([\u4e00-\u9fff·]{2,4})\s?[/／|｜丨]?\s?[图圖摄攝](?=$|[\s)）])")
_WRITTEN_BY_NAME: Final = re.compile(r"([\u4e00-\u9fff·]{2,4})\s?[/／|｜丨]?\s?文(?=$|[\s)）/／、])")
# 王五 报导/赵六 摄影
_REPORTS_LINE: Final = re.compile(
    r"^([\u4e00-\u9fff·]{2,4})\s?(?:报导|报道|撰文)/[\u4e00-\u9fff·]{2,4}\s?(?:摄影?|图)$"
)
_BY_ROLE: Final = re.compile(r"记者|通讯员|作者|撰稿人|评论员|特派员|^文[:/|]")
_TAKEN_BY: Final = re.compile(r"摄影?\s?\)?$")
# 本报记者 王五, 新京报记者 王五: a line of its own.
_REPORTER_LINE: Final = re.compile(
    r"^[(□■]?\s?(?:[^\s,。:()]{2,10}\s)?([^\s,。:()]{0,16}(?:记者|通讯员|评论员|特派员|撰稿人|实习生)[:\s]?\s?[^,。!?:]{2,50}?)\)?$"
)
# Behind these words stands a name, whatever its surname.
_NAMED_BY_ROLE: Final = re.compile(
    r"^[(□■]?(?:\s?(?:本|[\u4e00-\u9fff][\u4e00-\u9fff·/-]{1,16}?)?[报网台刊社]?(?:记者|通讯员)(?:\s[\u4e00-\u9fff]{2,4}){1,5}?){1,3}\)?$"
)
# 甲报记者 王五 报道; 记者王五/台北报导; 王五/综合报导
_SLASH_LINE: Final = re.compile(
    r"^\(?([^\s,。:()]{2,24}(?:[、 ][^\s,。:()/]{2,4}){0,5})/[^\s,。]{2,12}(?:报导|报道|电|讯)\)?$"
)
# 甲报记者 王五 甲报编辑 赵六
_EDITED: Final = re.compile(r"\s\S{0,6}(?:编辑|责编|校对|编审|视觉).*$")
# 即时中心/王五报导: who reports stands behind the desk.
_DESK_LINE: Final = re.compile(
    r"^\(?[^\s,。:()/]{2,12}(?:中心|组|组记者|部|台|社|报|网|新闻)/(?:记者)?\s?"
    r"([^\s,。:()/]{2,4}(?:[、 ][^\s,。:()/]{2,4}){0,3})\s?(?:综合|整理)?(?:报导|报道|编译)\)?$"
)
_ADDRESS: Final = re.compile(r"\s?[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
# Where a site shows what it has on a topic, or a person.
_TOPIC: Final = re.compile(r"/(?:tags?|topics?|keywords?|search|so)[/?=]")
_ROLES: Final = re.compile(r"(?:记者|通讯员|实习生)\s")
# 某台消息 记者江山从某局了解到; 记者江山昨日在某地看到; 本报记者 江山 某地报道
_REPORTER_OPENING: Final = re.compile(
    r"^(?:[^,。]{0,24}(?:电|讯|消息|报道)[\s:,]{0,2})?(?:[^\s,。:()据]{0,8}?)记者\s?(?!曾|经|应[邀约]|连[日续]|常年)"
    r"((?:[\u4e00-\u9fff·]{2,4}?[、\s])??[\u4e00-\u9fff·]{2,4}?)"
    r"(?:(?:\d{1,2}月)?(?:\d{1,2}日|昨[日天]|今[日天]|近日|日前)?(?:上午|下午)?(?:从|在(?=.{2,16}(?:获悉|看到|了解|采访|见到|发现)))|获悉|(?:\s([\u4e00-\u9fff]{2,6}?))?\s?(?:摄影)?报道[\s:,])"
)
_AGENCY_OPENING: Final = re.compile(
    r"^[^,。]{0,20}(?:电|讯|报道)\s*\(?\s*(?!据)((?:[^\s,。()]{0,10})记者\s?[^,。()]{2,40}?)(?:\)|报道|\s(?=\S{8,}))"
)


def read_authors(zones: Zones, claims: Claims, title: str, editors: tuple[str, ...]) -> tuple[str, ...]:
    """Return the authors: the first witness that names any, never an editor unless he is labelled as the author too."""
    witnesses: tuple[Callable[[], tuple[str, ...]], ...] = (
        lambda: labelled(zones.of("head", "above", "opening")),
        lambda: original(zones.of("head"))[0],
        lambda: labelled(zones.copied()),
        lambda: _classed(zones.of("head", "above")),
        lambda: linked(zones.of("head")),
        lambda: tuple(filter(is_given, labelled(zones.of("closing", "tail"), REPORTERS))),
        lambda: _beside_date(zones.of("head", "above"), title),
        lambda: beside_medium(zones.of("head"), editors),
        lambda: _reporter_lines(zones.of("head", "opening")),
        lambda: _bracketed(zones.openings, OPENING_CHARS, from_end=False),
        lambda: behind_outlet(zones.of("head")),
        lambda: _bracketed(tuple(line.block for line in zones.of("head")), OPENING_CHARS, from_end=False),
        lambda: labelled(zones.of("closing", "tail")),
        lambda: _reporter_lines(zones.of("closing", "tail")),
        lambda: _bracketed(zones.closings, CLOSING_CHARS, from_end=True),
        lambda: signed_letter(zones),
        lambda: signed(zones),
        lambda: behind_outlet(zones.of("closing", "tail")),
        lambda: _bracketed(zones.below(), CLOSING_CHARS, from_end=True),
        lambda: posted((*zones.of("head", "tail"), *zones.ends())),
        lambda: _claimed(claims, editors),
        lambda: signed_alone(zones),
        lambda: described(zones),
        lambda: _classed(line for line in zones.edges() if is_person(line.block.text.strip())),
        lambda: claimed_and_shown(claims, zones.of("head")),
        lambda: boxed((*zones.of("head", "opening"), *zones.ends())),
        lambda: by_line(zones.of("head")),
        lambda: _alone(zones.of("head"), title, zones),
        lambda: behind_date(zones.of("head", "above")),
        lambda: before_posted(zones.of("head")),
        lambda: photographed(zones),
        lambda: account_of(zones.of("head")),
        lambda: below_title(zones.of("head")),
    )
    names = next(filter(None, (witness() for witness in witnesses)), ())
    if names and set(names) <= set(editors):  # who put the story up signs its head; its end may name who wrote it
        names = tuple(name for name in labelled(zones.of("closing", "tail")) if name not in editors) or names
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
    signed = tuple(name for name in labelled(ends) or _reporter_lines(ends) if is_person(name))
    if not names or not signed:
        return ()
    if set(signed) > set(names) or all(map(is_medium, names)):
        return signed
    labels = {field.label for line in ends for field in line.credit.fields if field.role == AUTHOR}
    is_correspondent = labels == {"通讯员"} and set(signed).isdisjoint(names)
    return (*names, *signed) if is_correspondent else ()


def _classed(lines: Iterable[Line]) -> tuple[str, ...]:
    """Return the names of a short block whose class says author; a medium's name there is the outlet's matter."""
    for line in lines:
        if not _AUTHOR_CLASS.search(line.names) or _is_administrator(line):
            continue
        if _NOT_AUTHOR_CLASS.search(line.names) and not _AUTHORS_OWN.search(line.names):
            continue
        if account := account_before_date(line) if _AUTHORS_OWN.search(line.names) else "":
            return (account,)
        if len(line.block.text) > MAX_NAME_LINE_CHARS:
            continue
        text = " ".join(line.credit.pieces())
        names = [name for name in names_of(text) if fold(name) not in NOT_OUTLETS and fold(name) not in LABELS]
        by_role = _ROLES.search(line.credit.folded) is not None
        persons = [name for name in names if is_person(name) or (by_role and is_given(name))]
        named = persons or [name for name in names if _NAMES_AN_ACCOUNT.search(line.names) and not is_medium(name)]
        if named and not line.credit.fields:
            return tuple(named)
    return ()


def _is_administrator(line: Line) -> bool:
    """Tell whether a name is an account of the site itself, as where it leads says: /author/admin."""
    return any(is_administrators(link.href) for link in line.block.links)


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
        for start, end in _unlabelled(line):
            folded = _EDITED.sub("", line.credit.folded[start:end])
            if len(folded) > 70 or NOT_CREDIT.search(folded):
                continue
            match = _REPORTER_LINE.match(folded) or _DESK_LINE.match(folded) or _SLASH_LINE.match(folded)
            match = match or _REPORTS_LINE.match(folded) or WROTE_LINE.match(folded)
            if match:
                text = line.credit.text[start:end]
                names = names_of(text[match.start(1) : match.end(1)])
                taken = set(_TAKEN_BY_NAME.findall(text)) - set(_WRITTEN_BY_NAME.findall(text))
                by_role = _NAMED_BY_ROLE.match(folded)
                kept = (name for name in names if name not in taken)
                found.update(dict.fromkeys(name for name in kept if is_person(name) or (by_role and is_given(name))))
    return tuple(found)


def _unlabelled(line: Line) -> list[tuple[int, int]]:
    """Return the stretches of a line before, between and behind its labelled values: [编辑:谷小雨] 记者 江山 摄影报道."""
    folded = line.credit.folded
    ends = [0, *(field.end for field in line.credit.fields)]
    starts = [*(field.at for field in line.credit.fields), len(folded)]
    found = []
    for begin, stop in zip(ends, starts, strict=True):
        inner = folded[begin:stop]
        start = begin + len(inner) - len(inner.lstrip(" )" if begin else ""))
        end = start + len(folded[start:stop].rstrip(" ("))
        found.append((start, end))
    return [(start, end) for start, end in found if start < end]


def _bracketed(blocks: tuple[Block, ...], chars: int, *, from_end: bool) -> tuple[str, ...]:
    """Return the reporters in brackets within the first or last characters of the story's edge blocks."""
    for block in reversed(blocks) if from_end else blocks:
        offset = max(0, len(block.text) - chars) if from_end else 0
        text = block.text[offset : offset + chars]
        folded = fold(text)
        for match in _BRACKET.finditer(folded):
            if NOT_CREDIT.search(match[1]):
                continue
            named = _BESIDE.sub("", match[1])
            value = re.sub(r"/[^/]*(?:报导|报道|电|摄影)$", "", re.sub(r"\d{1,2}日(?:专|综合|外)?电.*$", "", named))
            names = _persons(text[match.start(1) : match.start(1) + len(value)])
            if names and (_BY_ROLE.search(match[1]) or all(map(is_person, names))):  # and no desk: (即时新闻/综合报导)
                return names
        if not from_end and (opening := _AGENCY_OPENING.match(folded)):
            names = _persons(text[opening.start(1) : opening.end(1)])
            if names:
                return names
        if not from_end and (opening := _REPORTER_OPENING.match(folded)):
            place = text[slice(*opening.span(2))]  # or one more reporter
            names = (*names_of(text[slice(*opening.span(1))]), *filter(is_person, names_of(place)))
            if names and all(map(is_person, names)):
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
            len(_ADDRESS.sub("", line.block.text)) <= MAX_ALONE_CHARS
            and not line.credit.fields
            and not line.credit.stamps
            and ":" not in line.credit.folded  # 主演:王五 / 赵六
            and not line.credit.folded.rstrip().endswith("编辑")  # 王五/核稿编辑
            and not _NOT_AUTHOR_CLASS.search(line.names)
            and not any(_TOPIC.search(link.href) for link in line.block.links)
        ):
            shown = _ADDRESS.sub("", line.block.text)
            names = [name for name in names_of(shown, strict=True) if not is_latin_noise(name)]
            if names and not any(fold(name) in told for name in names):
                return tuple(names)
    return ()
