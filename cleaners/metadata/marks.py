"""Lines that are credits and no story: which blocks, and which pieces inside the story's blocks, are not text."""

import re
from collections.abc import Container, Sequence
from typing import Final

from cleaners.article.notices import is_office
from cleaners.dom import Block
from cleaners.fold import fold
from cleaners.metadata.credits import is_dated_medium, is_only_credits
from cleaners.metadata.fold import key
from cleaners.metadata.issue import issue_of
from cleaners.metadata.medium_name import copied_from
from cleaners.metadata.people import is_given, is_medium, is_person, names_of, spaced_name
from cleaners.metadata.signatures import MARKED, RECORDED, WROTE_LINE
from cleaners.metadata.values import Title
from cleaners.metadata.words import AUTHOR, EDITOR, MODIFIED, OTHER, OUTLET, PUBLISHED
from cleaners.metadata.zones import Line, Zones

MAX_CREDIT_CHARS = 80
# So many labels and a date are a byline, however long.
MANY_FIELDS = 3
# Labels that have nothing but names under them are credits from so many on.
SEVERAL_FIELDS = 2
MAX_RECORDED_CHARS = 36
# With less before it a bracket ends no paragraph.
MIN_TOLD_CHARS = 12
RULES: Final = {
    AUTHOR: "author_line",
    EDITOR: "editor_line",
    OUTLET: "source_line",
    PUBLISHED: "date_line",
    MODIFIED: "date_line",
}

DAY_RULE: Final = RULES[PUBLISHED]

_ORIGINAL_TITLE: Final = re.compile(r"^\(?原标题\s?:")
_REPORTER_ONLY: Final = re.compile(
    r"^[(□■▲◇◆○●◎]?\s?[^\s,。:()]{0,16}(?:记者|通讯员|评论员|特派员|实习生)[:\s]?\s?(?:[\u4e00-\u9fff·]{1,5}[、\s]{0,2}){1,8}(?:/[^,。]{2,16}(?:报导|报道|电)|/(?:文|图|摄|制表|整理)(?:\s[\u4e00-\u9fff]{2,4}/(?:文|图|摄影?|制表|整理))*)?[)]?$"
)
_CREDIT_ONLY: Final = re.compile(
    r"^[(]?(?:责任编辑|责编|编辑|(?:本[文栏版期]|栏目|执行|责任|值班)(?:编辑|责编|主编|主任)|网编|网[络路]编辑|作者|文|采写|撰文|审核|校对|监制|来源|本文来源|供稿|发布[者人]|摄影|排版|总监制|监\s?制|审\s?读)\s?[:/|]"
)
_EDITOR_TAIL: Final = re.compile(
    r"\s*[(](?:责任编辑|本文责任编辑|责编|(?:本[文栏版期]|栏目)(?:编辑|责编)|编辑|(?:文章|稿件|信息|新闻)?来源)\s?(?:[:/]|(?<=[编辑])\s)[^()。]{1,24}[)]\s*$"
)
_REPORTED: Final = re.compile(r"(?:报道|报导)\)$")
_IN_BRACKETS: Final = re.compile(r"\(([\u4e00-\u9fff、 ]{2,20})\)")
_AUTHORS: Final = re.compile(r"author|byline|writer|zuozhe")
# ◎王五(某地)
_PLACE: Final = re.compile(r"\s?[(（][^()（）]{2,6}[)）]$")
_BETWEEN_NAMES: Final = re.compile(r"[、 ]+")
# (城东法庭 供稿): an office that contributed what stands above.
_CONTRIBUTED: Final = re.compile(r"\([^()。,:!?]{2,16}\s?(?:供稿|来稿|投稿)\)|[^()。,:!?]{2,16}\s(?:供稿|来稿|投稿)")
# (统计:王五 撰稿:赵六): a bracket of nothing but who did what.
_WHO_DID_WHAT: Final = re.compile(r"[(](?:[\u4e00-\u9fff/]{1,6}:\s?[\u4e00-\u9fff·、 ]{2,12}[\s,;]{0,3}){2,6}[)]$")


def credit_blocks(zones: Zones, title: Title, authors: Container[str]) -> tuple[tuple[int, str], ...]:
    """Return (block index, rule) of the lines near the story that are title, byline, date, source or editor lines."""
    found: dict[int, str] = {}
    if title.block >= 0:
        found[title.block] = "title_line"
    squeezed = key(title.text)
    events = zones.events()
    edges = {block.index for block in (*zones.openings[:1], *zones.closings[-1:])}
    for line in zones.lines:
        rule = _rule_of(line, squeezed)
        if line.block.index in edges and _is_signature(line, authors):
            rule = RULES[AUTHOR]
        at = line.block.index
        if rule and not (rule == DAY_RULE and at in events):
            found.setdefault(line.block.index, rule)
    return tuple(sorted(found.items()))


def _is_signature(line: Line, authors: Container[str]) -> bool:
    """Tell whether a story's first or last line is a name held apart, behind a mark, or called the author's: 高 天 野, ■王五.

    So is a pen name in brackets where nobody else is known to have written the story, and an office: (大叮当), (城东法庭).
    """
    whole = line.block.text.strip()
    inner = whole[1:-1].strip() if fold(whole[:1]) == "(" and fold(whole[-1:]) == ")" else ""
    if inner and (inner in authors or is_medium(inner) or is_office(fold(inner))):
        return True
    text = _PLACE.sub("", whole)
    if is_person(text) and _AUTHORS.search(line.names):
        return True
    marked = MARKED.fullmatch(text)
    return is_person(spaced_name(text) or (marked[1] if marked and text != marked[1] else ""))


def _rule_of(line: Line, title: str) -> str:
    folded = line.credit.folded
    if title and key(line.block.text) == title:
        return "title_line"
    if _ORIGINAL_TITLE.match(folded):
        return "original_title"
    if issue_of(folded):
        return "source_line"
    if sum(field.role != OTHER for field in line.credit.fields) >= MANY_FIELDS and line.credit.stamps:
        return "byline"
    if line.zone != "head" and _is_recorded(folded):
        return "author_line"
    if len(folded) > MAX_CREDIT_CHARS or folded.endswith(("。", "!", "?", "”")):
        return ""
    if copied_from(folded):
        return "source_line"
    return _rule_of_names(line)


def _is_recorded(folded: str) -> bool:
    """Tell whether a line names who asked or wrote down, and what became of it (江山采访,经整理删节)."""
    match = RECORDED.match(folded) if len(folded) <= MAX_RECORDED_CHARS else None
    return match is not None and is_person(match[1])


def _rule_of_names(line: Line) -> str:
    """Return the rule of a short line that is no sentence, by the names in it and their labels."""
    folded = line.credit.folded
    if _EDITOR_TAIL.fullmatch(folded):
        return "editor_line"
    if _CONTRIBUTED.fullmatch(folded.strip()):
        return "author_line"
    if _REPORTER_ONLY.match(folded) or WROTE_LINE.match(folded) or _is_names_in_brackets(folded):
        return "author_line"
    return _rule_of_fields(line)


def _is_names_in_brackets(folded: str) -> bool:
    """Tell whether a line is persons' names in brackets, their office before them at most: (王五、赵六), (某局 王五)."""
    match = _IN_BRACKETS.fullmatch(_REPORTED.sub(")", folded.strip())) if folded.startswith("(") else None
    if match is None:
        return False
    first, *others = _BETWEEN_NAMES.split(match[1])
    return (is_person(first) or (bool(others) and is_medium(first))) and all(map(is_person, others))


def _rule_of_fields(line: Line) -> str:
    """Return the rule of a short line by its labels: near the title a date will do, behind the story it must begin with one."""
    if is_dated_medium(line.credit):
        return "source_line"
    roles = [field.role for field in line.credit.fields]
    named = [role for role in roles if role != OTHER]
    if line.zone in ("head", "above"):
        if named and (is_only_credits(line.credit) or line.credit.stamps):
            return RULES[named[0]]
        return "date_line" if line.credit.stamps and is_only_credits(line.credit) else ""
    # A byline in the story's own element: a date and what it is the date of, or a date before all else.
    leads = line.zone == "opening" and (named or line.distance == 0)
    if leads and line.credit.stamps and is_only_credits(line.credit):
        return RULES[named[0]] if named else "date_line"
    if _names_all(line):
        return RULES.get(named[0], "credit_line") if named else "credit_line"
    if (named and _WHO_DID_WHAT.match(line.credit.folded)) or (roles and _CREDIT_ONLY.match(line.credit.folded)):
        return RULES.get(named[0], "credit_line") if named else "credit_line"
    return ""


def _names_all(line: Line) -> bool:
    """Tell whether a line is several labels with persons' names under each, and nothing else: 编辑 王五 责编 赵六."""
    credit = line.credit
    is_one = line.zone in ("opening", "closing", "tail") and [field.role for field in credit.fields] in (
        [EDITOR],
        [AUTHOR],
    )
    if not is_one and len(credit.fields) < SEVERAL_FIELDS:
        return False
    if credit.stamps or any(map(str.strip, credit.pieces())):
        return False
    named = [names_of(credit.value(field)) for field in credit.fields]
    return all(names and all(is_person(name) or is_given(name) for name in names) for names in named)


def editor_tails(body: Sequence[Block]) -> tuple[tuple[int, int, int, str], ...]:
    """Return (block index, start, end, rule) of an editor's bracket that ends one of the story's last blocks.

    A reporter's bracket inside a paragraph is part of the agency's text and stays.
    """
    found = []
    for block in body[-3:]:
        match = _EDITOR_TAIL.search(fold(block.text[-60:]))
        offset = max(0, len(block.text) - 60)
        if match and offset + match.start() >= MIN_TOLD_CHARS:
            found.append((block.index, offset + match.start(), len(block.text), "editor_tail"))
    return tuple(found)
