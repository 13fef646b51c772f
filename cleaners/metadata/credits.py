"""A credit line cut into fields: label, role, value, and what is left between them."""

import re
from dataclasses import dataclass, replace
from typing import Final

from cleaners.fold import fold
from cleaners.metadata.dates import Stamp, stamps_in
from cleaners.metadata.people import is_medium, is_person
from cleaners.metadata.words import (
    AUTHOR,
    BARE_LABELS,
    EDITOR,
    LABELS,
    MODIFIED,
    NOT_NAMES,
    OTHER,
    OUTLET,
    PUBLISHED,
    SPACED_LABELS,
    longest_first,
)

# 某网编辑:江山 holds 编辑, and no 网编.
_ALTERNATIVES: Final = "|".join(
    re.escape(label) + ("(?!辑)" if label.endswith("编") else "") for label in longest_first(tuple(LABELS))
)
_LABEL: Final = re.compile(rf"({_ALTERNATIVES})\s{{0,3}}([:|/=](?:\s{{0,2}}[:|])?)?")
# 【记者】王五 【通讯员】赵六: the bracket is the label's colon, at the same length.
_BRACKETED: Final = re.compile(rf"\((?!原创)(\s?(?:{_ALTERNATIVES})\s?)\)(?=\s?[^\s()])")
_CONTRIBUTED_BY: Final = re.compile(r"(供稿)\s[\u4e00-\u9fff]{1,8}(?:科|部|室|处|中心|学院|院|局|社)\s?:")
# Author, 王五: a label that is there for who cannot see the page.
_READ_ALOUD: Final = re.compile(r"^(作者|Author),(?=\s?\S)")
# 编 辑:王五; 作  者:赵六: a label of two characters held apart.
_HELD_APART: Final = re.compile(r"(?<![\u4e00-\u9fff])[\u4e00-\u9fff] {1,4}[\u4e00-\u9fff](?=\s?[:|])")
# 通 讯 员:王五
_THREE_APART: Final = re.compile(
    r"(?<![\u4e00-\u9fff])[\u4e00-\u9fff] {1,2}[\u4e00-\u9fff] {1,2}[\u4e00-\u9fff](?=\s?[:|])"
)
# 文.王五 图.赵六: a dot is the label's colon.
_DOTTED: Final = re.compile(
    r"(?:(?<=^)|(?<=[\s(|/]))(文|图|文字|撰文|图文|文图|摄影|采访|责任编辑|编辑|责编|电邮)(\s?)[.·・‧•˙](?=\s?[\u4e00-\u9fff]{2})"
)
_DOTTED_BOTH: Final = re.compile(
    r"(?:(?<=^)|(?<=[\s(]))(文字?|图|采访|撰文|摄影)[.·・‧•˙](图|文字?|摄影?|撰文|整理)(?=\s?[:|/.·˙])"
)
# One-character and everyday words are labels only at the start of a field.
_NEEDS_EDGE: Final = 2
MAX_MEDIUM_CHARS: Final = 8
_EDGE: Final = re.compile(r"[\s()|/,;:.·•*>、》】□■◎●▲\d-]$")
# 每经记者|王五 每经编辑|赵六: a short name of the medium stands before its people.
DESKS: Final = frozenset(("记者", "编辑", "责编"))
# Before a person's name these need no colon but a blank; this one needs not even that.
WRITTEN_BY: Final = frozenset(("文", "撰文", "文字"))
BY: Final = "作者"
_NEXT_WORD: Final = re.compile(r"([\u4e00-\u9fff·]{2,4}|[A-Za-z][A-Za-z .'-]+)(?![\u4e00-\u9fff])")
_DESK: Final = re.compile(r"(?:(?<=\s)|(?<![\s\S]))[\u4e00-\u9fff]{2,6}$")
_FIRST_WORD: Final = re.compile(r"\s{1,3}([\u4e00-\u9fff·]{2,4})(?=$|[\s)|、,])")
# 首图来源, 数据来源, 转载请注明来源: not where the story comes from.
_ANOTHER_SOURCE: Final = re.compile(r"(?:[图片料据频材面照]|[注标]明[\"“]?)$")
_BEHIND_CLOCK: Final = re.compile(r"^.*\d:\d\d(?::\d\d)?\s?")
_ADDRESS: Final = re.compile(r"(?:https?://|www\.)[\w./:-]+")
# 责编:谷小雨 本报记者 江山; 阅读:88 记者 江山
_ANOTHER_ROLE: Final = re.compile(r"(?<=[\u4e00-\u9fff\d:])\s+(?:[·•]\s)?[\u4e00-\u9fff]{0,6}(?:记者|通讯员)\s")
# What is counted or pressed has no name and no day of its own.
_COUNTERS: Final = tuple("浏览 点击 阅读 访问 人气 评论 字号 字体 分享 打印 收藏 热度 点赞 转发 纠错 参与".split())
_EDGES: Final = " |·•,;()/>-*、\"'"
_PIECES: Final = re.compile(r"[\s|,;()·•]+")


@dataclass(frozen=True, slots=True)
class Field:
    """A labelled value of a line: offsets of the value, and of the label before it."""

    role: str
    label: str
    at: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class CreditLine:
    """A short line read as credits: `folded` has the offsets of `text`, `rest` are pieces under no label."""

    text: str
    folded: str
    fields: tuple[Field, ...]
    stamps: tuple[Stamp, ...]
    rest: tuple[tuple[int, int], ...]

    def value(self, field: Field) -> str:
        """Return a field's value as published, without the marks around it."""
        return self.text[field.start : field.end].strip(_EDGES + "　\xa0（）【】〔〕[]｜")

    def is_closed(self, field: Field) -> bool:
        """Tell whether a bracket closes a field: nothing but its value stands before it."""
        return self.folded[field.end : field.end + 1] == ")"

    def pieces(self) -> list[str]:
        """Return what stands under no label, as published."""
        return [self.text[start:end] for start, end in self.rest]


def read_line(text: str, folded: str) -> CreditLine:
    """Return a line's fields, dates and rest; `folded` is `fold(text)`.

    >>> line = read_line("來源:甲報 作者:王五 2024-02-05", "来源:甲报 作者:王五 2024-02-05")
    >>> [(field.role, line.value(field)) for field in line.fields], line.stamps[0].date
    ([('outlet', '甲報'), ('author', '王五')], '2024-02-05')
    """
    folded = _CONTRIBUTED_BY.sub(_behind_office, folded)
    folded = _READ_ALOUD.sub(r"\1:", _BRACKETED.sub(r" \1:", folded))
    folded = _HELD_APART.sub(_put_together, _THREE_APART.sub(_put_together, folded))
    folded = _DOTTED.sub(r"\1\2:", _DOTTED_BOTH.sub(r"\1、\2", folded))
    stamps = tuple(stamps_in(folded)) if any(map(str.isdigit, folded)) or "年" in folded else ()
    fields = _fields(folded, stamps)
    return CreditLine(text, folded, fields, stamps, _rest(folded, fields, stamps))


def _behind_office(match: re.Match[str]) -> str:
    """Return a label with an office behind it as the label alone, at the same length: 供稿 骨科:王五."""
    return f"{match[1]}:".rjust(match.end() - match.start())


def is_counter(label: str) -> bool:
    """Tell whether a label stands before a number or nothing: 浏览次数, 分享到."""
    return label.startswith(_COUNTERS)


def _put_together(label: re.Match[str]) -> str:
    """Return a label whose characters stand apart put together, at the same length; other characters as they are."""
    joined = "".join(label[0].split())
    return joined.ljust(len(label[0])) if joined in LABELS else label[0]


def _fields(folded: str, stamps: tuple[Stamp, ...]) -> tuple[Field, ...]:
    labels = [match for match in _LABEL.finditer(folded) if _is_label(folded, match)]
    ends = [*(_begin(folded, match) for match in labels), len(folded)][1:]
    found = []
    for match, end in zip(labels, ends, strict=True):
        role = LABELS[match[1]]
        stop = _end_of_value(folded, match.end(), end)
        if role == AUTHOR and not match[2] and not folded[match.end() : stop].strip(_EDGES):  # 江山 文/图
            continue
        if role in ("outlet", "author", "editor"):
            # A date behind a name is no part of it.
            stop = min([stop, *(stamp.start for stamp in stamps if match.end() <= stamp.start < stop)])
        ends_at_role = role in (OUTLET, EDITOR, PUBLISHED, MODIFIED) or is_counter(match[1])
        if ends_at_role and (another := _ANOTHER_ROLE.search(folded, match.end(), stop)):
            stop = another.start()
        found.append(Field(role, match[1], _begin(folded, match), match.end(), stop))
    for at in reversed(range(len(found) - 1)):
        label, behind = found[at], found[at + 1]
        if label.start == label.end == behind.at and folded[label.end - 1] in "/、":  # 文字/摄影:王五
            found[at] = replace(label, start=behind.start, end=behind.end)
    return tuple(found)


def _is_label(folded: str, match: re.Match[str]) -> bool:
    at = match.start()
    if match[1] in ("Source", "source") and folded[:at].strip():  # whose picture it is
        return False
    if LABELS[match[1]] == OUTLET and _ANOTHER_SOURCE.search(folded, max(0, at - 3), at):
        return False
    edge = at == 0 or bool(_EDGE.search(folded[at - 1]))
    if match[2]:
        edge = edge or _begin(folded, match) < at
        if match[2].startswith(("/", "|")) and not edge and not _names_a_medium(folded[:at]):
            return False
        return (
            edge
            or len(match[1]) > _NEEDS_EDGE
            or LABELS[match[1]] == OTHER
            or match[1] in ("来源", "作者", "记者", "编辑", "责编", "编审", "更新", "发布")
        )
    is_apart = match.end() > match.end(1)
    if match[1] in SPACED_LABELS and is_apart and (edge or _is_desks(folded, match)):
        return True
    is_first = not folded[:at].strip(" (")
    if match[1] in WRITTEN_BY and is_apart and is_first and _names_person_next(folded, match):  # 文 王五、赵六
        return True
    if match[1] == BY and not is_apart and not _names_person_next(folded, match):  # 作者文责自负
        return False
    return edge and match[1] in BARE_LABELS and match.end() < len(folded)


def _names_person_next(folded: str, label: re.Match[str]) -> bool:
    word = _NEXT_WORD.match(folded, label.end())
    return word is not None and is_person(word[1])


def _is_desks(folded: str, label: re.Match[str]) -> bool:
    """Tell whether a label without a mark stands between a short name of the medium and a person's: 每经编辑 赵六."""
    desk = _DESK.search(folded, 0, label.start()) if label[1] in DESKS else None
    person = _FIRST_WORD.match(folded, label.end(1))
    return desk is not None and person is not None and is_person(person[1])


def _begin(folded: str, match: re.Match[str]) -> int:
    """Return where a label begins: with the medium before it where a bar follows, 甲报编辑|王五."""
    may_be = match[1] in DESKS and (match[2][0] in "|:" if match[2] else _is_desks(folded, match))
    desk = _DESK.search(folded, 0, match.start()) if may_be else None
    return desk.start() if desk else match.start()


def _names_a_medium(before: str) -> bool:
    """Tell whether nothing but a medium's name stands before a label, or between a clock and it: 某某新闻编辑 | 王五."""
    before = _BEHIND_CLOCK.sub("", before)
    return len(before) <= MAX_MEDIUM_CHARS and is_medium(before)


def _end_of_value(folded: str, start: int, end: int) -> int:
    """Return where a value ends: at the next label, a bar, or the bracket that closes around the whole field."""
    depth = 0
    for at in range(start, end):
        character = folded[at]
        if character == "(":
            depth += 1
        elif character == ")":
            if not depth:
                return at
            depth -= 1
        elif character in "|。" and folded[start:at].strip():
            return at
    return end


def _rest(folded: str, fields: tuple[Field, ...], stamps: tuple[Stamp, ...]) -> tuple[tuple[int, int], ...]:
    taken = sorted([*((field.at, field.end) for field in fields), *((stamp.start, stamp.end) for stamp in stamps)])
    gaps, at = [], 0
    for start, end in taken:
        if start > at:
            gaps.append((at, start))
        at = max(at, end)
    gaps.append((at, len(folded)))
    found = []
    for start, end in gaps:
        position = start
        for piece in _PIECES.split(folded[start:end]):
            if piece:
                begin = folded.index(piece, position)
                position = begin + len(piece)
                found.append((begin, position))
    return tuple(found)


def is_dated_medium(line: CreditLine) -> bool:
    """Tell whether a line is a bracket with a day and a medium in it, as newspapers sign the end: 【2024/05/06 甲報】."""
    named = [piece for piece in line.pieces() if piece.strip("【】[]日")]
    is_bracket = line.folded.strip().startswith(("【", "[", "(")) and line.folded.strip().endswith(("】", "]", ")"))
    return (
        is_bracket and bool(line.stamps) and not line.fields and len(named) == 1 and is_medium(named[0].strip("【】[]"))
    )


def is_only_credits(line: CreditLine) -> bool:
    """Tell whether fields, dates and names make up nearly all of the line."""
    named = [field for field in line.fields if field.role != OTHER]
    pieces = ((line.text[start:end], end - start) for start, end in line.rest)
    left = sum(
        chars
        for piece, chars in pieces
        if not (is_person(piece) or is_medium(piece) or fold(piece) in NOT_NAMES or _ADDRESS.fullmatch(piece))
    )
    return bool(named or line.stamps) and left <= max(12, len(line.folded) // 3)
