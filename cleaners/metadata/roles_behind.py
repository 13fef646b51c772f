"""Names with their roles behind them: 王五/文 赵六/编辑; 王五 撰文 赵六 编辑; 王五（记者） 赵六（图片）; 王五 报道."""

import re
from collections.abc import Iterable, Iterator
from typing import Final, NamedTuple

from cleaners.fold import fold
from cleaners.metadata.people import is_given, is_person, names_of
from cleaners.metadata.zones import Line

MAX_LINE_CHARS: Final = 80
_WROTE: Final = ("撰文", "撰稿", "采写", "文字", "报道", "报导", "编译", "作者", "记者", "文")
_EDITED: Final = ("责任编辑", "编辑", "责编")
_OTHER: Final = tuple(
    "摄影 图片 摄像 摄 图 校对 审核 审校 编审 监制 美编 制图 视频 剪辑 朗读 朗诵 翻译 译者 主播 配音".split()
)
_ROLES: Final = "|".join((*_WROTE, *_EDITED, *_OTHER))
_NAME: Final = r"[\u4e00-\u9fff·]{2,8}"
_NAMES: Final = rf"({_NAME}(?:\s?[、,]\s?{_NAME}|\s{_NAME}){{0,3}}?)"
# With a slash or brackets one pair is enough, and several stand in a row; a blank alone says little: 王五 文 needs a second.
_SLASHED: Final = re.compile(rf"\(?{_NAMES}\s?/\s?({_ROLES})\)?(?=$|\s)")
_BRACKETED: Final = re.compile(rf"{_NAMES}\s?\(({_ROLES})\)")
_SPACED: Final = re.compile(rf"\(?{_NAMES}\s({_ROLES})\)?")
_HINT: Final = re.compile(rf"[/(\s](?:{_ROLES})")
_BARS: Final = re.compile(r"\s?[|丨·]\s?|\s{2,}")
_ROLE_FIRST: Final = re.compile(rf"\(?(?:{'|'.join((*_WROTE[:-1], *_EDITED, *_OTHER[:2], '通讯员'))})(?:\s|[:/]|$)")
MIN_SPACED: Final = 2
# Between two such lines stands where to write to the first.
MAX_APART: Final = 2


class _Part(NamedTuple):
    """The names of one role, and whether a slash or brackets hold the two together."""

    names: tuple[str, ...]
    role: str
    is_held: bool


def written_before_role(lines: Iterable[Line]) -> tuple[str, ...]:
    """Return who wrote the story, of the first lines whose parts are names with their roles behind them."""
    return _named(lines, _WROTE)


def edited_before_role(lines: Iterable[Line]) -> tuple[str, ...]:
    """Return who edited the story, of the first such lines."""
    return _named(lines, _EDITED)


def _named(lines: Iterable[Line], roles: tuple[str, ...]) -> tuple[str, ...]:
    for parts in _groups(lines):
        held = any(part.is_held for part in parts)
        if (held or len(parts) >= MIN_SPACED) and any(part.role in _WROTE for part in parts):
            names = tuple(dict.fromkeys(name for part in parts if part.role in roles for name in part.names))
            if names:
                return names
    return ()


def _groups(lines: Iterable[Line]) -> Iterator[list[_Part]]:
    """Yield the parts of such lines that stand one below the other."""
    group: list[_Part] = []
    last = -MAX_APART
    for line in lines:
        parts = _parts(line)
        if parts and group and not 0 < line.block.index - last <= MAX_APART:
            yield group
            group = []
        if parts:
            group += parts
            last = line.block.index
    if group:
        yield group


def _parts(line: Line) -> list[_Part]:
    """Return the names of each role of a line, [] where a role stands before a name."""
    if len(line.block.text) > MAX_LINE_CHARS or not _HINT.search(fold(line.block.text)):
        return []
    pieces = [piece.strip() for piece in line.block.pieces] if len(line.block.pieces) > 1 else [line.block.text]
    if any(_ROLE_FIRST.match(fold(part.strip())) for part in _BARS.split(line.block.text)):
        return []
    found = list[_Part]()
    for part in (part.strip() for piece in (*pieces, line.block.text) for part in _BARS.split(piece)):
        folded = fold(part)
        for shape in (_SLASHED, _BRACKETED, _SPACED):
            row = list(shape.finditer(folded))
            if row and not shape.sub("", folded).strip():
                for match in row:
                    names = names_of(part[slice(*match.span(1))])
                    if not names or not all(is_person(name) or is_given(name) for name in names):
                        return []
                    found.append(_Part(names, match[2], shape is not _SPACED))
                break
    return list(dict.fromkeys(found))
