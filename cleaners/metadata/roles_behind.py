"""Names with their roles behind them: 王五/文 | 赵六/编辑; 王五 撰文 赵六 编辑; 王五 赵六 / 文."""

import re
from collections.abc import Iterable
from typing import Final

from cleaners.fold import fold
from cleaners.metadata.people import is_given, is_person, names_of
from cleaners.metadata.zones import Line

MAX_LINE_CHARS: Final = 80
_WROTE: Final = ("撰文", "撰稿", "采写", "文字", "文")
_EDITED: Final = ("责任编辑", "编辑", "责编")
_OTHER: Final = ("摄影", "图片", "摄", "图", "校对", "审核", "审校", "编审", "监制", "美编", "制图", "视频", "剪辑")
_NAME: Final = r"[\u4e00-\u9fff·]{2,5}"
_PART: Final = re.compile(
    rf"\(?({_NAME}(?:\s?[、,]\s?{_NAME}|\s{_NAME}){{0,3}})\s?([/\s])\s?({'|'.join((*_WROTE, *_EDITED, *_OTHER))})\)?"
)
_BARS: Final = re.compile(r"\s?[|丨·]\s?|\s{2,}")
_ROLE_FIRST: Final = re.compile(
    rf"(?:{'|'.join((*_WROTE[:-1], *_EDITED, *_OTHER[:2], '记者', '作者', '通讯员'))})(?:\s|[:/]|$)"
)


def written_before_role(lines: Iterable[Line]) -> tuple[str, ...]:
    """Return who wrote the story, of the first line whose parts are names with their roles behind them."""
    return _named(lines, _WROTE)


def edited_before_role(lines: Iterable[Line]) -> tuple[str, ...]:
    """Return who edited the story, of the first such line."""
    return _named(lines, _EDITED)


def _named(lines: Iterable[Line], roles: tuple[str, ...]) -> tuple[str, ...]:
    for line in lines:
        if len(line.block.text) > MAX_LINE_CHARS:
            continue
        parts = _parts(line)
        if any(role in _WROTE for _, role, _ in parts) and (
            names := [name for some, role, _ in parts if role in roles for name in some]
        ):
            return tuple(dict.fromkeys(names))
    return ()


def _parts(line: Line) -> list[tuple[tuple[str, ...], str, bool]]:
    """Return the names and the role of each part of a line, and whether a slash parts them; [] where a role stands before a name.

    A blank alone says little: 王五 文 needs a second part.
    """
    pieces = [piece.strip() for piece in line.block.pieces] if len(line.block.pieces) > 1 else [line.block.text]
    found = list[tuple[tuple[str, ...], str, bool]]()
    for part in (part.strip() for piece in pieces for part in _BARS.split(piece)):
        folded = fold(part)
        if match := _PART.fullmatch(folded):
            names = names_of(part[slice(*match.span(1))])
            if not names or not all(is_person(name) or is_given(name) for name in names):
                return []
            found.append((names, match[3], match[2] == "/"))
        elif _ROLE_FIRST.match(folded):
            return []
    return found if len(found) > 1 or any(slashed for _, _, slashed in found) else []
