"""A block read as a line of credits, its labels before their values whatever order and elements the page has them in."""

import re
from typing import Final

from cleaners.dom import Block
from cleaners.fold import fold
from cleaners.metadata.credits import CreditLine, read_line
from cleaners.metadata.people import is_person
from cleaners.metadata.words import BEHIND_LABELS, LABELS, NOT_NAMES, is_label, longest_first

# A line longer than the first is no line of names, than the second none that names translators, than the third none with labels apart.
MAX_NAMES_CHARS, MAX_FOREIGN_CHARS, MAX_APART_CHARS = 40, 100, 140
# Labels of which one at least stands in a line of labels in elements of their own.
NAMING: Final = frozenset("作者 撰文 文字 采访记者 记者 责任编辑 责编 核稿编辑 编辑 来源 日期 时间 发布时间".split())
_BEFORE_BAR: Final = re.compile(r" ([/／])")
_ROLES: Final = "|".join(longest_first((*BEHIND_LABELS, "文/图", "图/文", "文", "图", "摄")))
_NAMES: Final = r"[\u4e00-\u9fff·]{2,4}(?:、[\u4e00-\u9fff·]{2,4})*"
_BEHIND: Final = r"(?:\s?[/|]\s?|\s|\s?\()"
_PAIR_ENDS: Final = r"(?=$|[\s,;、)])\)?[\s,;、]*"
_NAME_AND_ROLE: Final = re.compile(rf"({_NAMES}){_BEHIND}({_ROLES}){_PAIR_ENDS}")
_ROLE_AND_NAME: Final = re.compile(rf"({_ROLES})\s([\u4e00-\u9fff·]{{2,4}})(?=$|[\s,;)])[\s,;]*")
_ROLES_AND_NAMES: Final = re.compile(rf"(?:(?:{_ROLES})\s[\u4e00-\u9fff·]{{2,4}}(?:[\s,;]+|$)){{2,4}}")
_NAMES_AND_ROLES: Final = re.compile(
    rf"\(?(?:{_NAMES}{_BEHIND}(?:{_ROLES}){_PAIR_ENDS}){{2,4}}\)?|{_NAMES}\s?\((?:{_ROLES})\)"
)
_NAME_THEN_ROLE: Final = re.compile(
    r"(?:[【\[(（〔〖][\u4e00-\u9fff]{1,4}[】\])）〕〗]\s?)?([\u4e00-\u9fffA-Za-z·.]{2,16})[\s\u3000/／|｜]{1,3}(文|著|撰文|译|譯|编译|图)(?=[\s\u3000]|$)"
)
_FOREIGN_NAME_AND_ROLE: Final = re.compile(
    r"[\u4e00-\u9fff]·[\u4e00-\u9fff]+[\s\u3000/／|｜]{1,3}(?:文|著|撰文)(?=[\s\u3000]|$)"
)


_REPORTER: Final = re.compile("(?:见习|实习|特约|首席|资深|本报|本网|本台)?(?:记者|通讯员|撰稿人)")
_CIRCLED: Final = re.compile(
    r"(?:文\s?)?[◎○●]\s?([\u4e00-\u9fff·]{2,5})[\s/|]{1,3}(?:图|摄影|插图|绘图|绘)\s?[◎○●]\s?([\u4e00-\u9fff·]{2,5})"
)
_NAME_COMMA_ROLE: Final = re.compile(
    r"([\u4e00-\u9fff·]{2,6}),\s?((?:特约|驻站|特派|本[报台网社刊])?(?:记者|撰稿人|评论员|通讯员))(?=\s|$)"
)


def read_block(block: Block) -> CreditLine:
    """Return the block read as credits: with a space between its inline elements, unless that breaks a label or a date."""
    if block.pieces and (turned := _role_behind_name(block)):
        return turned
    if "·" in block.text and (turned := _foreign_author(block)):
        return turned
    if len(block.pieces) > 1 and (turned := _labels_apart(block)):
        return turned
    if len(block.text) <= MAX_NAMES_CHARS and (turned := _roles_behind_names(block.text)):
        return turned
    if len(block.text) <= MAX_NAMES_CHARS and (turned := _role_behind_comma(block.text) or _circled(block.text)):
        return turned
    whole = read_line(block.text, fold(block.text))
    spaced = _BEFORE_BAR.sub(r"\1", " ".join(" ".join(block.pieces).split()))
    if not block.pieces or spaced == block.text:
        return whole
    apart = read_line(spaced, fold(spaced))
    broken = len(apart.fields) < len(whole.fields) or len(apart.stamps) < len(whole.stamps)
    return whole if broken else apart


def _role_behind_name(block: Block) -> CreditLine | None:
    """Return the credit of a block that is a name and, in an element of its own, his role: <a>王五</a><span>摄影</span>."""
    pieces = [piece.strip() for piece in block.pieces if piece.strip()]
    if len(pieces) != len(("name", "role")) or not is_person(pieces[0]):
        return None
    if fold(pieces[1]) not in BEHIND_LABELS and not _REPORTER.fullmatch(fold(pieces[1])):
        return None
    turned = f"{pieces[1]}:{pieces[0]}"
    return read_line(turned, fold(turned))


def _role_behind_comma(text: str) -> CreditLine | None:
    """Return the credit of a line that is a name, what its bearer is, and where he is at most: 王五，特约记者 柏林."""
    match = _NAME_COMMA_ROLE.match(fold(text).strip())
    if not match or not is_person(match[1]):
        return None
    turned = f"{match[2]}:{text.strip()[slice(*match.span(1))]}"
    return read_line(turned, fold(turned))


def _circled(text: str) -> CreditLine | None:
    """Return the credits of a line that names a poet and his painter behind circles: ◎王五　图◎赵六."""
    match = _CIRCLED.fullmatch(fold(text).strip())
    if not match or not is_person(match[1]):
        return None
    turned = f"文:{text.strip()[slice(*match.span(1))]} 图:{text.strip()[slice(*match.span(2))]}"
    return read_line(turned, fold(turned))


def _labels_apart(block: Block) -> CreditLine | None:
    """Return the credits of a line whose labels stand in elements of their own, without a colon: <b>撰文</b><span>王五</span>."""
    if len(block.text) > MAX_APART_CHARS or ":" in block.text or "：" in block.text:
        return None
    pieces = [piece.strip() for piece in block.pieces if piece.strip()]
    labels = list(map(is_label, pieces))
    if not labels[0] or labels[-1] or not any(fold(piece) in NAMING for piece in pieces):
        return None
    turned = " ".join(
        f"{''.join(piece.split())}:" if is_label else piece for piece, is_label in zip(pieces, labels, strict=True)
    )
    return read_line(turned, fold(turned))


def _foreign_author(block: Block) -> CreditLine | None:
    """Return the credits of a line that names a foreign author, and who translated him, each before his role: (德)汉斯·韦伯 文 王五 译."""
    text = " ".join(" ".join(block.pieces).split()) or block.text
    if len(text) > MAX_FOREIGN_CHARS or not _FOREIGN_NAME_AND_ROLE.search(text):
        return None
    turned = _NAME_THEN_ROLE.sub(r"\2:\1 ", text)
    return read_line(turned, fold(turned))


def _roles_behind_names(text: str) -> CreditLine | None:
    """Return the credit of a line that is names with the role of each behind it: 江山/文 罗桑/图, 江山 文 罗桑 图, 江山(撰文).

    A role before each, and no mark between them, will do for persons: 文 江山 图 罗桑.
    """
    folded = fold(text)
    if _ROLES_AND_NAMES.fullmatch(folded.strip(" ()")):
        before = [(text[slice(*pair.span(1))], text[slice(*pair.span(2))]) for pair in _ROLE_AND_NAME.finditer(folded)]
        turned = " ".join(f"{role}:{name}" for role, name in before)
        return read_line(turned, fold(turned)) if all(is_person(name) for _, name in before) else None
    if not _NAMES_AND_ROLES.fullmatch(folded.strip()):
        return None
    pairs = [(text[slice(*pair.span(1))], text[slice(*pair.span(2))]) for pair in _NAME_AND_ROLE.finditer(folded)]
    if any(fold(name) in LABELS or fold(name) in NOT_NAMES for name, _ in pairs):
        return None
    turned = " ".join(f"{role}:{name}" for name, role in pairs)
    return read_line(turned, fold(turned))
