"""Who edited the story: the responsible editor before any other, from the lines near it."""

import re
from typing import Final

from cleaners.dom import Document
from cleaners.fold import fold
from cleaners.metadata.credits import read_line
from cleaners.metadata.people import is_given, is_medium, is_person, names_listed, names_of
from cleaners.metadata.structured import Claims
from cleaners.metadata.words import EDITOR, NOT_NAMES
from cleaners.metadata.zones import Zones

# Where editors sign, in the order to believe.
NEAR: Final = ("tail", "closing", "head", "above", "opening")
# Who checks what editors did signs beside them; alone, he is the editor.
CHECKED: Final = "编审"
# Who is in charge of those that edit signs beside them; alone, he is the editor.
IN_CHARGE: Final = frozenset(("主编", "执行主编", "责任主编", "值班主任"))
# 王五/核稿编辑
_CHECKED_BY: Final = re.compile(r"(?:^|\s)([\u4e00-\u9fff·]{2,4})\s?/\s?(?:核稿|责任|网络|执行)?编辑(?=\s|$)")
# Who edited the page of a paper signs its foot, or its head, for all that stands on it.
_OF_PAPER_PAGE: Final = re.compile(r"(?:^|\s)本版(?:责任?编辑?|编辑|主编)\s?[:|/\s]")
MAX_PAPER_LINE_CHARS = 80
# 主编 一本书要三年时间: no name is so long.
_SENTENCE: Final = re.compile(r"[\u3400-\u9fff]{7,}")
# An office without a name of its own.
NOT_EDITORS: Final = frozenset(("办公室", "编辑部", "新闻部", "宣传部", "新闻中心"))
# Who signs with an account: laowang_08; or with the code of his desk: DF407.
_ACCOUNT: Final = re.compile(r"[a-z]+(?:[_-][a-z]+)?[_-]?\d*|[A-Z]{1,4}\d{2,}")


def read_editors(document: Document, zones: Zones, claims: Claims) -> tuple[str, ...]:
    """Return the editors named near the story: responsible ones first, then those of the desk or of another medium."""
    found: dict[str, None] = {}
    others: dict[str, None] = {}
    offices: dict[str, None] = {}
    checked: dict[str, None] = {}
    in_charge: dict[str, None] = {}
    for line in zones.of(*NEAR):
        for field in line.credit.fields:
            if field.role == EDITOR:
                is_responsible = "责" in field.label and field.label not in IN_CHARGE
                above = in_charge if field.label in IN_CHARGE else others
                role = found if is_responsible else checked if field.label == CHECKED else above
                for name in _persons(_without_code(line.credit.value(field)), closed=line.credit.is_closed(field)):
                    if is_medium(name):
                        offices.update({} if fold(name) in NOT_EDITORS else {name: None})
                    else:
                        role[name] = None
    found = found | others or checked or in_charge or offices
    if not found:
        for block in zones.closings:
            for match in re.finditer(
                r"\((?:责任编辑|责编|(?:本栏|栏目|本文|本期)?编辑)[:\s]([^()]{2,30})\)", fold(block.text)
            ):
                found.update(dict.fromkeys(_persons(block.text[slice(*match.span(1))], closed=True)))
    if not found:
        behind = (_CHECKED_BY.search(line.credit.folded) for line in zones.of("head", "closing", "tail"))
        checkers = (line for line in behind if line and is_person(line[1]))
        named = next(((line.string[line.start(1) : line.end(1)],) for line in checkers), ())
        found = dict.fromkeys(named or _of_paper_page(document))
    claimed = (name for value in claims.editors for name in names_of(value) if is_person(name) or is_given(name))
    return tuple(found) or tuple(claimed)


def _of_paper_page(document: Document) -> tuple[str, ...]:
    """Return the editors of the newspaper's page that a story stands on: 本版责编:王五 美编:赵六."""
    for block in document.blocks:
        if "本版" not in block.text or len(block.text) > MAX_PAPER_LINE_CHARS:
            continue
        folded = fold(block.text)
        if not _OF_PAPER_PAGE.search(folded):
            continue
        line = read_line(block.text, folded)
        names = (
            _persons(line.value(field), closed=line.is_closed(field)) for field in line.fields if field.role == EDITOR
        )
        return next(filter(None, names), ())
    return ()


def _persons(value: str, *, closed: bool) -> tuple[str, ...]:
    """Return an editor's name, whatever it is, and those behind it that are persons (小鱼 12条评论), or all of a list of names."""
    if _ACCOUNT.fullmatch(value) and fold(value) not in NOT_NAMES:
        return (value,)
    if listed := names_listed(value, closed=closed):
        return listed
    first, *more = names_of(value) or ("",)
    if _SENTENCE.fullmatch(first) and not is_medium(first):
        return ()
    return (first, *filter(is_person, more)) if first else ()


def _without_code(value: str) -> str:
    """Return an editor's name without the desk code behind it ("杨倩_NF4425", "刘斌 PN269"), the code where no name stands before it."""
    return re.sub(r"(?<=\S)[_\s]*(?<![A-Z])[A-Z]{1,4}\d{2,}$", "", value)
