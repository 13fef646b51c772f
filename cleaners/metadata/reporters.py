"""Reporters named by their role: in a line of their own, in brackets, in the story's first sentence."""

import re
from collections.abc import Iterable, Sequence
from typing import Final

from cleaners.dom import Block
from cleaners.fold import fold
from cleaners.metadata.labelled_authors import NOT_CREDIT
from cleaners.metadata.people import is_given, is_person, names_of
from cleaners.metadata.signatures import WROTE_LINE
from cleaners.metadata.words import REGIONS
from cleaners.metadata.zones import Line

# Within so many characters of a story's beginning or end.
EDGE_CHARS = 160
# (记者 王五 赵六), (本报记者王五/台北报导), (中央社记者王五台北21日电), (作者王五系某校教授), (文/王五), (王五/台北报导)
_BRACKET: Final = re.compile(
    r"\(([^()]{0,24}?(?:记者|通讯员|作者|撰稿人|评论员|特派员)[:\s]{0,2}[^()]{2,60}|文[:/|][^()]{2,40}|[\u4e00-\u9fff、·‧]{2,24}?/?[\u4e00-\u9fff]{2,6}(?:报导|报道))\)"
)
# (学生记者 王五 指导老师 赵六), (记者 王五 摄影 赵六)
_BESIDE: Final = re.compile(
    r"\s?指导(?:老师|教师).*$|(?<=[\u4e00-\u9fff])[\s,;](?:摄影?|摄像|图片?|制图|编辑|责编|校对)[\s:/]{0,2}[\u4e00-\u9fff·]{2,4}$"
)
# 王五、赵六联合报导
_JOINTLY: Final = re.compile(r"(?:联合|综合|共同|采访)(?:报导|报道)$")
# 记者 王五|文 赵六|图
TAKEN_BY_NAME: Final = re.compile(r"([\u4e00-\u9fff·]{2,4})\s?[/／|｜丨]?\s?[图圖摄攝](?=$|[\s)）])")
WRITTEN_BY_NAME: Final = re.compile(r"([\u4e00-\u9fff·]{2,4})\s?[/／|｜丨]?\s?文(?=$|[\s)）/／、])")
# 王五 报导/赵六 摄影
_REPORTS_LINE: Final = re.compile(
    r"^([\u4e00-\u9fff·]{2,4})\s?(?:报导|报道|撰文)/[\u4e00-\u9fff·]{2,4}\s?(?:摄影?|图)$"
)
# 本报记者韦千里烈治文报道, (本报记者韦千里烈治文报道)
_GLUED: Final = re.compile(r"^\(?[^\s,。:()/]{0,8}记者([\u4e00-\u9fff]{5,8})报[导道](?=\)?$|\s)")
_REPORT: Final = re.compile(
    r"\s?\(?(?:[^,。:()]{0,8}?)记者\s?([^,。:()]{2,12}[、,\s]\s?(?:本报|本网|本台)?(?:通讯员|实习生|见习记者|特约记者|实习记者)[^,。:()]{2,12}?)\)?报[道导]\s?[:,]"
)
# 【某某报 王五 丰桥报道】
_OF_MEDIUM: Final = re.compile(
    r"\([\u4e00-\u9fff]{2,10}\s([\u4e00-\u9fff·]{2,4})\s[\u4e00-\u9fff]{2,6}(?:报道|报导|电|讯)\)"
)
# 接受了本报记者（王五）的采访
_NAMED_IN_BRACKETS: Final = re.compile(r"本[报刊网台]记者\(([\u4e00-\u9fff·]{2,4})\)")
MIN_PLACE_CHARS = 2
# 今天 08:30 甲报记者 王五
_CLOCK: Final = re.compile(r"(?:今天|昨天|前天)?\s?\d{1,2}:\d\d\s+")
_BY_ROLE: Final = re.compile(r"记者|通讯员|作者|撰稿人|评论员|特派员|^文[:/|]")
# 本报记者 王五, 新京报记者 王五: a line of its own.
_REPORTER_LINE: Final = re.compile(
    r"^[(□■◎●◆▲○]?\s?(?:[^\s,。:()]{2,10}\s)?([^\s,。:()]{0,16}(?:记者|通讯员|评论员|特派员|撰稿人|实习生)[:\s]?\s?[^,。!?:]{2,50}?)\)?$"
)
# 某新闻 · 记者 王五
_BEHIND_DOT: Final = re.compile(
    r"^[^\s,。:()]{2,12}\s?[·•|]\s?(记者\s[\u4e00-\u9fff·]{2,4}?)(?=$|\s|[\u4e00-\u9fff]{2}记者)"
)
# Behind these words stands a name, whatever its surname.
_NAMED_BY_ROLE: Final = re.compile(
    r"^[(□■◎●◆▲○]?(?:\s?(?:本|[\u4e00-\u9fff][\u4e00-\u9fff·/-]{1,16}?)?[报网台刊社]?(?:记者|通讯员)(?:\s[\u4e00-\u9fff]{2,4}){1,5}?){1,3}\)?$"
)
# 甲报记者 王五 报道; 记者王五/台北报导; 王五/综合报导
_SLASH_LINE: Final = re.compile(
    r"^\(?((?:[A-Z][A-Za-z]+ [A-Z][A-Za-z]+|[^\s,。:()]{2,24})(?:[、 ][^\s,。:()/]{2,4}){0,5})\s?/\s?[^\s,。(]{2,12}(?:报导|报道|电|讯)\)?$"
)
# 甲报记者 王五 甲报编辑 赵六
_EDITED: Final = re.compile(r"\s\S{0,6}(?:编辑|责编|校对|编审|视觉).*$")
# 即时中心/王五报导: who reports stands behind the desk.
_DESK_LINE: Final = re.compile(
    r"^\(?[^\s,。:()/]{2,12}(?:中心|组|组记者|部|台|社|报|网|新闻)/(?:记者)?\s?"
    r"([^\s,。:()/]{2,4}(?:[、 ][^\s,。:()/]{2,4}){0,3})\s?(?:综合|整理)?(?:报导|报道|编译)\)?$"
)
# 某报5月6日某地讯,江山报导
_WIRED_REPORT: Final = re.compile(
    r"[^,。:]{2,24}(?:讯|电)[,，]\s?([\u4e00-\u9fff·]{2,4}(?:[、 ][\u4e00-\u9fff·]{2,4}){0,2})报[导道]$"
)
# 某台消息 记者江山从某局了解到; 记者江山昨日在某地看到; 本报记者 江山 某地报道
_REPORTER_OPENING: Final = re.compile(
    r"^(?:[^,。]{0,24}(?:电|讯|消息|报道)[\s:,]{0,2})?(?:[^\s,。:()据]{0,8}?)记者\s?(?!曾|经|应[邀约]|连[日续]|常年)"
    r"((?:[\u4e00-\u9fff·]{2,4}?[、\s])??[\u4e00-\u9fff·]{2,4}?)"
    r"(?:(?:\d{1,2}月)?(?:\d{1,2}日|昨[日天]|今[日天]|近日|日前)?(?:上午|下午)?(?:从|在(?=.{2,16}(?:获悉|看到|了解|采访|见到|发现)))|获悉|(?:\s([\u4e00-\u9fff]{2,6}?))?\s?(?:摄影)?报道[\s:,])"
)
_AGENCY_OPENING: Final = re.compile(
    r"^[^,。]{0,20}(?:电|讯|报道)\s*\(?\s*(?!据)((?:[^\s,。()]{0,10})记者\s?[^,。()]{2,40}?)(?:\)|报道|\s(?=\S{8,}))"
)


def opening_report(blocks: Sequence[Block]) -> tuple[str, ...]:
    """Return the reporters whom a story's first words name, with correspondents among them: 本报记者王五、通讯员赵六报道:…."""
    for block in blocks[:2]:  # a caption may stand before the first
        folded = fold(block.text[:EDGE_CHARS])
        match = _REPORT.match(folded) or _WIRED_REPORT.match(folded)
        names = names_of(block.text[slice(*match.span(1))]) if match else ()
        if names and all(map(is_given, names)):
            return names
    return ()


def reporter_lines(lines: Iterable[Line]) -> tuple[str, ...]:
    """Return the reporters that lines of their own name, one below the other."""
    found: dict[str, None] = {}
    last = -1
    for line in lines:
        if found and line.block.index != last + 1:
            break
        last = line.block.index
        for begin, end in _unlabelled(line):
            clock = _CLOCK.match(line.credit.folded, begin, end)
            start = clock.end() if clock else begin
            folded = _BESIDE.sub("", _EDITED.sub("", line.credit.folded[start:end]).rstrip(")"))
            if len(folded) > 70 or NOT_CREDIT.search(folded):
                continue
            match = _REPORTER_LINE.match(folded) or _DESK_LINE.match(folded) or _SLASH_LINE.match(folded)
            match = match or _BEHIND_DOT.match(folded)
            match = match or _REPORTS_LINE.match(folded) or WROTE_LINE.match(folded)
            if glued := _GLUED.match(folded):
                found.update(dict.fromkeys(_before_place(line.credit.text[start:end][slice(*glued.span(1))])))
            elif match:
                text = line.credit.text[start:end]
                names = names_of(text[match.start(1) : match.end(1)])
                taken = set(TAKEN_BY_NAME.findall(text)) - set(WRITTEN_BY_NAME.findall(text))
                by_role = _NAMED_BY_ROLE.match(folded)
                kept = (name for name in names if name not in taken)
                found.update(dict.fromkeys(name for name in kept if is_person(name) or (by_role and is_given(name))))
    return tuple(found)


def _before_place(glued: str) -> list[str]:
    """Return the name that a place stands behind without a mark: 韦千里烈治文."""
    sizes = [size for size in (4, 3, 2) if len(glued) - size >= MIN_PLACE_CHARS and is_person(glued[:size])]
    sizes.sort(key=lambda size: not glued[size:].startswith(tuple(REGIONS)))
    return [glued[:size] for size in sizes[:1]]


def _unlabelled(line: Line) -> list[tuple[int, int]]:
    """Return the stretches of a line before, between and behind its labelled values: [编辑:谷小雨] 记者 江山 摄影报道."""
    folded = line.credit.folded
    known = sorted(
        (
            *((field.at, field.end) for field in line.credit.fields),
            *((stamp.start, stamp.end) for stamp in line.credit.stamps),
        )
    )
    ends = [0, *(end for _, end in known)]
    starts = [*(at for at, _ in known), len(folded)]
    found = []
    for begin, stop in zip(ends, starts, strict=True):
        inner = folded[begin:stop]
        start = begin + len(inner) - len(inner.lstrip(" )日" if begin else ""))
        end = start + len(folded[start:stop].rstrip(" ("))
        found.append((start, end))
    return [(start, end) for start, end in found if start < end]


def bracketed(blocks: tuple[Block, ...], *, from_end: bool) -> tuple[str, ...]:
    """Return the reporters in brackets at the beginning or the end of the story's edge blocks, or in its first sentence."""
    for block in reversed(blocks) if from_end else blocks:
        offset = max(0, len(block.text) - EDGE_CHARS) if from_end else 0
        text = block.text[offset : offset + EDGE_CHARS]
        folded = fold(text)
        for match in _BRACKET.finditer(folded):
            if NOT_CREDIT.search(match[1]):
                continue
            named = _JOINTLY.sub("", _BESIDE.sub("", match[1]))
            value = re.sub(r"/[^/]*(?:报导|报道|电|摄影)$", "", re.sub(r"\d{1,2}日(?:专|综合|外)?电.*$", "", named))
            names = _persons(text[match.start(1) : match.start(1) + len(value)])
            if not names and (glued := _GLUED.match(match[1])):
                names = tuple(_before_place(text[match.start(1) :][slice(*glued.span(1))]))
            if names and (_BY_ROLE.search(match[1]) or all(map(is_person, names))):  # and no desk: (即时新闻/综合报导)
                return names
        if not from_end and (names := _in_first_sentence(text, folded)):
            return names
    return ()


def _in_first_sentence(text: str, folded: str) -> tuple[str, ...]:
    """Return the reporters whom the first words of a paragraph name: 甲社丰桥3日电 记者王五; 本报记者（王五）; 【甲报 王五 丰桥报道】."""
    writer = _NAMED_IN_BRACKETS.search(folded) or _OF_MEDIUM.match(folded)
    if writer and is_person(text[slice(*writer.span(1))]):
        return (text[slice(*writer.span(1))],)
    if opening := _AGENCY_OPENING.match(folded):
        names = _persons(text[opening.start(1) : opening.end(1)])
        if names:
            return names
    if opening := _REPORTER_OPENING.match(folded):
        place = text[slice(*opening.span(2))]  # or one more reporter
        names = (*names_of(text[slice(*opening.span(1))]), *filter(is_person, names_of(place)))
        if names and all(map(is_person, names)):
            return names
    return ()


def _persons(value: str) -> tuple[str, ...]:
    return tuple(name for name in names_of(value) if is_person(name) or 2 <= len(name) <= 4)
