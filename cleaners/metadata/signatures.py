"""Who signs a story where no label says so: in brackets at its edges, behind a box, beside the date, in English."""

import re
from collections.abc import Container, Iterable, Sequence
from typing import Final

from cleaners.article.lines import rule_of
from cleaners.article.notices import IN_OFFICE, speaks_to
from cleaners.fold import fold
from cleaners.metadata.below_story import ABOUT_AUTHOR
from cleaners.metadata.medium_name import clean_name
from cleaners.metadata.people import is_given, is_medium, is_person, names_of, spaced_name
from cleaners.metadata.words import NOT_NAMES, NOT_OUTLETS, OUTLET
from cleaners.metadata.zones import Line, Zones

MAX_BY_CHARS = 50
# The rule of lines that an editor signs.
EDITOR_LINE: Final = "editor"
# A line in brackets that stands before the story is no longer.
MAX_OPENING_CHARS = 16
# What stands in a line beside the date: the medium, the author.
BESIDE_DATE: Final = ("outlet", "author")
# …。(王五 赵六): nothing but names behind the last sentence; 甲网某地3月1日电 (王五、赵六) before the first.
_SIGNED: Final = re.compile(r"(?:^|[。!?…”\"」』])\s?\(([^()。:,!?\d]{2,24})(?<!摄)(?<!摄影)\)$")
# …。记者王五报道: the same, without brackets.
_REPORTED_BY: Final = re.compile(
    r"(?:[。!?…”\"」』]\s?\(?(?:本报|本网|本刊|本台)?|^\(?[\u4e00-\u9fff]{0,6}[报网刊台社]?)记者\s?([^()。:,!?\d]{2,20}?)\s?(?:报道|报导)。?\)?$"
)
# …。 记者江山: the same, behind a space.
_REPORTER_BEHIND: Final = re.compile(r"[。!?…”\"」』]\s(?:本报|本网|本刊|本台)?记者\s?([\u4e00-\u9fff·]{2,4})$")
# 江山 文/图: the same in a line of its own.
WROTE_LINE: Final = re.compile(
    r"^\(?([\u4e00-\u9fff·]{2,4}(?:[、\s][\u4e00-\u9fff·]{2,4}){0,3})\s(?:文[/、]?图|图[/、]?文|摄影报道)\)?$"
)
# 江山/罗桑（综合报道）: the same, with what they did in brackets.
_REPORTED_IN_BRACKETS: Final = re.compile(
    r"^\(?([\u4e00-\u9fff·]{2,5}(?:\s?[、/\s]\s?[\u4e00-\u9fff·]{2,5}){0,3})\s?\((?:综合|编译|整理|采写)(?:编译|整理|报道|报导)?\)\)?$"
)
# …。(丹增加 文/图): who wrote and took the pictures is a person, whatever his surname.
_WROTE: Final = re.compile(r"[。!?…”\"」』]\s?\(([^()。:,!?/\d]{2,24}?)\s?(?:文[/、]?图|图[/、]?文)\)$")
# 江山采访,经整理删节。 (本报记者江山采访整理) 本文由江山根据录音整理。 (儿科 江山 整理)
RECORDED: Final = re.compile(
    r"^\(?(?:本文)?由?(?:[\u4e00-\u9fff]{1,9}[科处室部院所社报网台]\s)?(?:本?[报刊网台])?(?:特约|实习|见习)?(?:记者|编辑|通讯员)?\s?([\u4e00-\u9fff·]{2,4}?)\s?(?:根据[^,。]{2,8})?"
    r"(?:采访|采写|整理|编译|编写|供稿|记录)(?:[、/与和及]?(?:采访|整理|撰文|写作|编译|报道))?"
    r"(?:,[^,。]{0,6}(?:整理|删节|删改|节选|编辑|审[阅校]|标题)[^,。]{0,10})?。?\)?$"
)
SHAPES: Final = (RECORDED, _WROTE, WROTE_LINE, _REPORTED_IN_BRACKETS, _SIGNED, _REPORTED_BY, _REPORTER_BEHIND)
_OPENED_BY: Final = re.compile(r"^[^,。]{2,24}(?:电|讯)\s?\(([^()。:,!?\d]{2,24})\)")
# (大叮当), but not (完), (全文完), (本文有删节).
_ALONE: Final = re.compile(r"\(([\u4e00-\u9fff]{2,4})\)")
MAX_ALONE_CHARS = 8
# ——王五; ■王五; 王小五 below prose
MARKED: Final = re.compile(r"(?:[—-]{1,3}|[■□◎●◇◆])?\s?([\u4e00-\u9fff·]{2,4})")
# ——王五，写于丰桥，立冬
_MARKED_THERE: Final = re.compile(
    r"[—-]{2}\s?([\u4e00-\u9fff·]{2,4})[，,\s]\s?(?:[写記记作]于|[^，。]{0,6}\d{4}年)[^。]{0,20}"
)
SIGNED_BEHIND: Final = ("(", "（", "—", "■", "□", "◎", "●", "◇", "◆")
FULL_NAME_CHARS = 3
SEVERAL: Final = (2, 3)
PROSE_ENDS: Final = ("。", "！", "？", "”", "…", "」")
_NO_SIGNATURE: Final = re.compile(r"[完续图略译讯电止稿载综合节选注上下终未待摄同]|[科局队部庭室处所院校组]$")
_TAKEN: Final = re.compile(r"[\s。(]([\u4e00-\u9fff]{2,4})\s?摄\)?$")
MIN_PICTURES = 3
_OFFICE: Final = (
    r"(?:教授|研究员|学者|博士|院士|主任|院长|校长|会长|作家|诗人|评论员|律师|医师|总编辑|主编|分析师|教师|老师)"
)
_DESCRIBED: Final = re.compile(
    rf"\(?(?:本文)?作者:?\s?([\u4e00-\u9fff·]{{2,4}}),\s?(?:系|为|是|现任)?[^。]{{2,30}}[。)]?|"
    rf"\(?(?:本文)?作者(?:系|为|是)[^,。()]{{2,24}}{_OFFICE}([\u4e00-\u9fff·]{{2,4}})[。)]?|"
    rf"\(([\u4e00-\u9fff·]{{2,4}}),(?:本名|原名)[^()]{{2,60}}\)|\(([\u4e00-\u9fff·]{{2,4}}),[^,。()]{{2,24}}{_OFFICE}\)|([\u4e00-\u9fff·]{{2,4}}):[^,。()]{{2,24}}{_OFFICE}"
)
_WITH_OFFICE: Final = re.compile(
    r"([\u4e00-\u9fff·]{2,4})\s?\([^()。,]{0,14}(?:部|[院所校系馆局社者]|中心|大学|公司|教授|研究员|医师|律师|主任|博士|委员会|协会|作家|教师|老师|学生)\)"
)
_WITH_OFFICES: Final = re.compile(rf"[▎□■▲◎●]?\s?{_WITH_OFFICE.pattern}(?:[、,\s]\s?{_WITH_OFFICE.pattern}){{0,3}}")
_TITLED_BY: Final = re.compile(r"([\u4e00-\u9fff·]{2,4})\s?[:|]\s?\S{4}")
_CAPITALS: Final = re.compile(
    r"[A-Z][A-Z'-]+(?: [A-Z][A-Z.'-]*){1,2}(?:\s?[,、]\s?(?:[\u4e00-\u9fff]{2,4}|[A-Z][A-Z'-]+(?: [A-Z][A-Z.'-]*){1,2})){0,3}"
)
_COMMAS: Final = re.compile(r"\s?[,，、]\s?")
PHOTOGRAPHER: Final = "摄影"
# □王五: a pen name, too.
_BOXED: Final = re.compile(
    r"^[□■▲◇◆○●◎]\s?([\u4e00-\u9fff·]{2,5}(?:[、\s]{1,2}[\u4e00-\u9fff·]{2,5}){0,3}|[\u4e00-\u9fff]\s[\u4e00-\u9fff])(?:\s?\([^()]{2,6}\))?$"
)
# ■牧 野 罗丹增 本网特约记者 韩 起
_BOXED_WITH_ROLE: Final = re.compile(
    r"[□■▲◇◆○●◎]\s?((?:[\u4e00-\u9fff·]{1,5}\s){1,6}[\u4e00-\u9fff]{0,4}(?:记者|通讯员)\s[\u4e00-\u9fff·\s]{2,20})"
)
# 发布于2023年7月19日由阿禾; 由王五专访 3条评论
_BY: Final = re.compile(
    r"(?:^|[\d日:\s])由\s?([^\s,。:()\d]{2,10}?)\s?(?:(?:发[布表]|撰写|上传|专访|采写|采访|整理|供稿|报道)?\s?(?:\d{0,4}|(?:\d+\s?条|暂无|没有|发表)评论)$|发[布表]\s?于)"
)
# 此致 敬礼 读者 王五; 某社主席 王五 谨启: who signs a letter.
_LETTER: Final = re.compile(
    r"(?:\S{1,20}\s){0,2}([\u4e00-\u9fff·]{2,8}?)\s?(?:谨启|谨上|敬启|敬上|敬白|谨识|谨致|拜上|顿首|手启)[。]?"
    r"|(?:(?:[\u4e00-\u9fff]{2,8}\s)?[\u4e00-\u9fff]{0,12}?(?:读者|市民|村民|居民|业主|网友|用户|乘客|顾客|患者|住户|家长|学生|听众|观众)|[您你]们?的\S{1,6})[\s:]([\u4e00-\u9fff·]{2,5})"
)
# 居民 阿玉; 护林员 吴爷爷: below a salutation.
_LETTER_PEN: Final = re.compile(
    r"[\u4e00-\u9fff]{2,8}\s([老小阿][\u4e00-\u9fff]{1,2}|[\u4e00-\u9fff]{1,2}(?:爷爷|奶奶|老师|阿姨|叔叔|伯伯|婆婆))"
)
MAX_LETTER_CHARS = 30
# 原创 王五 某账号: who wrote for an account, between the mark and the account's link.
_ORIGINAL: Final = re.compile(r"^原创\s([^\s,。:()\d]{2,6})\s(?:\1\s)?(\S.{1,20})$")
ORIGINAL: Final = "原创"
# 原创 王五 赵小六 某账号 2024-02-05 07:30: the same in the line of the date, of as many as wrote.
_ORIGINALS: Final = re.compile(r"原创\s((?:[\u4e00-\u9fff·]{2,5}\s){1,4})(\S{2,16})\s?")
# 来源:甲网 记者 王五 编辑 赵六; 来源:甲网记者 王五
_BEHIND_OUTLET: Final = re.compile(r"(?:[\s(]|新闻|[报网社台刊])记者\s?((?:[\u4e00-\u9fff·]{2,4}[、\s]{0,2}){1,4})\)?$")
# 供稿单位:某局(王五): who of it.
CONTRIBUTING: Final = ("供稿单位", "来稿单位", "报送单位", "投稿单位")
_IN_BRACKETS_BEHIND: Final = re.compile(r"\(([\u4e00-\u9fff·]{2,4}(?:[、\s][\u4e00-\u9fff·]{2,4}){0,3})\)$")
# Who put a page up: 发布:王五 | 分类:生活. A person's name there is the writer's.
POSTED: Final = frozenset(("发布", "发布者", "发布人", "发表", "发帖", "上传", "录入", "管理员", "博主"))
# The account that a content system keeps for whoever typed it in.
LOGGED_IN: Final = "发布者"
# 小鹿 (31822)发表于 2024年2月5日
_POSTED_AT: Final = re.compile(
    r"^(?:楼主:?\s|作者:?\s)?([A-Za-z0-9_.\u4e00-\u9fff-]{2,16})\s?(?:\(\d+\)\s?)?(?:发[表布]于|发[表布]在|发[表布]:?)\s?$"
)
# 老K · 2024/4/15 16:08: a pen name as Chinese ones begin, for a channel may stand there, too.
_PEN_NAME_AT: Final = re.compile(r"^([老小阿][A-Za-z\u4e00-\u9fff]{1,2})\s?[·•|]\s?$")
_ROLE_GLUED: Final = re.compile(r"(?:记者|通讯员|实习生)([\u4e00-\u9fff·]{2,4})(?=$|[、,\s)])")
_ROLE_WITHIN: Final = re.compile(r"(?:记者|通讯员|撰稿人)[\s:]{1,2}")
_WRITTEN_BY: Final = re.compile(
    r"(?:由|[Ww]ritten by)\s?([\u4e00-\u9fff·]{2,4}?)(?:\s?(?:撰写|采写|报道|整理|编写|供稿))?"
)
_ENGLISH_BY: Final = re.compile(
    r"[Bb]y:?\s((?:[\u4e00-\u9fff·]{2,12}(?:\s?[,，、]\s?|\s?&\s?)?){1,4}|(?:[A-Z][A-Za-z.'-]+\s[A-Z][A-Za-z.'-]+(?:,\s|\sand\s|\s&\s)?){1,4})$"
)


def signed(zones: Zones) -> tuple[str, ...]:
    """Return the persons whose names alone stand in brackets at the story's very edge."""
    behind = [line.block for line in zones.of("tail") if line.distance == 0]
    edges = [(_OPENED_BY, block) for block in zones.openings[:1]]
    edges += [(_SIGNED, block) for block in zones.openings[:1] if len(block.text) <= MAX_OPENING_CHARS]
    edges += [(shape, block) for block in (*behind, *reversed(zones.closings)) for shape in SHAPES]
    for shape, block in edges:
        match = shape.search(fold(block.text.rstrip()))
        is_editor = rule_of(block) == EDITOR_LINE
        names = names_of(block.text[match.start(1) : match.end(1)]) if match and not is_editor else ()
        if shape is _SIGNED and is_medium(next(iter(names), "")):  # (某局 王五)
            names = names[1:]
        if names and all(is_person(name) or (shape in (_WROTE, WROTE_LINE) and is_given(name)) for name in names):
            return names
    return ()


def signed_letter(zones: Zones) -> tuple[str, ...]:
    """Return the person who signs a letter in one of its last lines: 某社主席 王五 谨启, 读者 王五, and below a salutation 校长 王五."""
    is_letter = any(speaks_to(fold(first.text)) for first in zones.openings)
    below = [line.block for line in zones.ends() if line.zone == "tail" and (is_letter or not line.distance)]
    for block in (*below, *reversed(zones.closings)):
        line = fold(block.text.strip()) if len(block.text) <= MAX_LETTER_CHARS else ""
        match = _LETTER.fullmatch(line)
        name = match[match.lastindex or 0] if match else ""
        if match and is_person(name):
            return (block.text.strip()[slice(*match.span(match.lastindex or 0))],)
        pen = _LETTER_PEN.fullmatch(line) if is_letter else None
        if pen:
            return (block.text.strip()[slice(*pen.span(1))],)
        office = IN_OFFICE.fullmatch(line) if is_letter else None
        if office and is_given(office[1]):
            return (block.text.strip()[slice(*office.span(1))],)
    return ()


def _is_below_prose(zones: Zones, name: str) -> bool:
    """Tell whether a bare name of three characters ends a story in prose that does not speak of it."""
    told = [block.text for block in dict.fromkeys((*zones.openings, *zones.closings[:-1]))]
    return len(name) == FULL_NAME_CHARS and bool(told) and told[-1].endswith(PROSE_ENDS) and name not in "".join(told)


def signed_alone(zones: Zones) -> tuple[str, ...]:
    """Return the pen name that is all of the last line, in brackets: (大叮当); or a name held apart: 高 天 野."""
    for line in zones.edges()[:1]:
        if is_person(name := spaced_name(line.block.text)):
            return (name,)
    tail = (line.block for line in zones.of("tail") if not line.distance)
    below = [block for block in tail if block.text.startswith(SIGNED_BEHIND) and not rule_of(block)]
    for block in (*zones.closings[-1:], *below):
        last = block.text.strip()
        name = spaced_name(last)
        if is_person(name) or (name and fold(name) not in NOT_NAMES and not _NO_SIGNATURE.search(name)):
            return (name,)
        several = last.split()
        if len(several) in SEVERAL and all(map(is_person, several)) and _is_below_prose(zones, several[0]):
            return tuple(several)
        marked = MARKED.fullmatch(last) or _MARKED_THERE.fullmatch(last)
        if marked and is_person(marked[1]) and (last != marked[1] or _is_below_prose(zones, marked[1])):
            return (marked[1],)
        match = _ALONE.fullmatch(fold(last)) if len(last) <= MAX_ALONE_CHARS else None
        if match and is_given(match[1]) and fold(match[1]) not in NOT_NAMES and not _NO_SIGNATURE.search(match[1]):
            return (last[match.start(1) : match.end(1)],)
    return ()


def described(zones: Zones) -> tuple[str, ...]:
    """Return the person whom the last line introduces: (江山,某大学教授); 本文作者江山,系某大学教授; 作者为某大学教授江山."""
    for block in (*zones.closings[-1:], *zones.below()[:1]):
        folded = fold(block.text.strip()) if len(block.text) <= MAX_BY_CHARS else ""
        match = _DESCRIBED.fullmatch(folded)
        group = match.lastindex if match else None
        if match and group and is_person(match[group]):
            return (block.text.strip()[slice(*match.span(group))],)
    return ()


def introduced(zones: Zones) -> tuple[str, ...]:
    """Return who is introduced in the lines below the story: 关于作者, and below that a name alone."""
    lines = zones.of("closing", "tail")
    named = {line.block.index: line.block.text.strip() for line in lines}
    for line in lines:
        name = named.get(line.block.index + 1, "") if fold(line.block.text).strip(" :") in ABOUT_AUTHOR else ""
        if clean_name(name) and is_given(name) and fold(name) not in NOT_NAMES:
            return (name,)
    return ()


def with_office(lines: Iterable[Line]) -> tuple[str, ...]:
    """Return the person whose name is a line above the story, with where he works in brackets: 王五（某馆典藏部）."""
    for line in lines:
        if _WITH_OFFICES.fullmatch(line.credit.folded.strip()):
            found = [match.span(1) for match in _WITH_OFFICE.finditer(line.credit.folded)]
            names = tuple(line.credit.text[slice(*span)] for span in found)
            if names and all(map(is_person, names)):
                return names
    return ()


def titled_by(title: str, zones: Zones) -> tuple[str, ...]:
    """Return the person whom a title begins with, before a colon, where a line near the story is his name: 王五：桥该怎么建."""
    match = _TITLED_BY.match(fold(title))
    name = title[slice(*match.span(1))] if match else ""
    is_shown = any(line.block.text.strip() == name for line in zones.lines)
    return (name,) if is_shown and is_person(name) else ()


def capitals(lines: Iterable[Line]) -> tuple[str, ...]:
    """Return the names of a line that stands above that of the date, the Latin ones in capitals: ANNA WEBER, 王五."""
    read = list(lines)
    dated = {line.block.index for line in read if line.credit.stamps}
    for line in read:
        if line.block.index + 1 in dated and _CAPITALS.fullmatch(line.credit.folded.strip()):
            return tuple(name.strip() for name in _COMMAS.split(line.credit.text))
    return ()


def photographed(zones: Zones) -> tuple[str, ...]:
    """Return the photographer of a story in pictures: in a line of his own below it, or named by every paragraph at its edges."""
    for line in zones.ends():
        if len(line.credit.fields) == 1 and line.credit.fields[0].label == PHOTOGRAPHER:
            return tuple(filter(is_person, names_of(line.credit.value(line.credit.fields[0]))))
    blocks = dict.fromkeys((*zones.openings, *zones.closings))
    if len(blocks) < MIN_PICTURES:
        return ()
    taken = [_TAKEN.search(fold(block.text[-MAX_BY_CHARS:])) for block in blocks]
    names = {match[1] if match else "" for match in taken}
    return tuple(names) if len(names) == 1 and all(map(is_person, names)) else ()


def boxed(lines: Iterable[Line]) -> tuple[str, ...]:
    """Return the names behind a newspaper's box, on a line of their own."""
    for line in lines:
        if roled := _BOXED_WITH_ROLE.fullmatch(line.credit.folded.strip()):
            names = names_of(line.credit.text.strip()[roled.start(1) :])
            if names and all(is_person(name) or is_given(name) for name in names):
                return names
        match = _BOXED.match(line.credit.folded)
        if match and not line.credit.fields:
            return tuple(
                name for name in names_of(line.block.text[match.start(1) : match.end(1)]) if not is_medium(name)
            )
    return ()


def by_line(lines: Iterable[Line]) -> tuple[str, ...]:
    """Return the names of an English line: By Mei Lin, Tom Wu; and of a line that says by whom: 由王五撰写."""
    for line in lines:
        if (written := _WRITTEN_BY.fullmatch(line.credit.folded.strip())) and is_given(written[1]):
            return (line.credit.text.strip()[slice(*written.span(1))],)
        match = _ENGLISH_BY.match(line.credit.text.strip())
        if match:
            return tuple(name.strip() for name in re.split(r"[,，、&]|\band\b", match[1]) if name.strip())
    return ()


def behind_date(lines: Iterable[Line]) -> tuple[str, ...]:
    """Return who stands behind the date of a line that names a medium before it, and nobody else: 甲网 2024-02-05 小鹿."""
    for line in lines:
        credit = line.credit
        by = _BY.search(credit.folded) if credit.stamps else None
        is_near = by and (len(credit.folded) <= MAX_BY_CHARS or not by.start())
        if by and is_near and fold(by[1]) not in NOT_NAMES and not is_medium(by[1]):
            return (credit.text[by.start(1) : by.end(1)],)
        if credit.stamps and not credit.fields and len(credit.rest) == len(BESIDE_DATE):
            (begin, before), (start, end) = credit.rest
            name = credit.text[start:end]
            if fold(credit.text[begin:before]) in NOT_OUTLETS:  # 原创 02-05 07:30 · 某账号
                continue
            if before <= credit.stamps[0].start and start >= credit.stamps[-1].end and is_given(name):
                return () if fold(name) in NOT_NAMES or fold(name) in NOT_OUTLETS else (name,)
    return ()


def beside_medium(lines: Iterable[Line], editors: Container[str]) -> tuple[str, ...]:
    """Return the editor who stands behind a medium and before the date: he wrote what he signs, 甲网 小鹿 02-05 08:15."""
    for line in lines:
        credit = line.credit
        if credit.stamps and not credit.fields:
            before = [credit.text[start:end] for start, end in credit.rest if end <= credit.stamps[0].start]
            if len(before) == len(BESIDE_DATE) and is_medium(before[0]) and before[1] in editors:
                return (before[1],)
    return ()


def posted(lines: Iterable[Line]) -> tuple[str, ...]:
    """Return the person who put the page up: 发布:王五 | 分类:生活 | 浏览:28; what comes from another desk he did not write."""
    for line in lines:
        if any(field.role == OUTLET and field.label not in POSTED for field in line.credit.fields):
            continue
        for field in line.credit.fields:
            name = line.credit.value(field) if field.label in POSTED else ""
            if name and is_person(name) and field.label != LOGGED_IN:
                return (name,)
    return ()


def before_posted(lines: Iterable[Line]) -> tuple[str, ...]:
    """Return the account that a line names before it says when it posted the story."""
    for line in lines:
        credit = line.credit
        before = credit.folded[: credit.stamps[0].start] if credit.stamps else ""
        match = _POSTED_AT.match(before) or _PEN_NAME_AT.match(before)
        name = credit.text[match.start(1) : match.end(1)] if match else ""
        is_account = clean_name(name) and not (is_medium(name) or fold(name) in NOT_NAMES or name.isdecimal())
        if is_account:  # and no place, no label, no button
            return (name,)
    return ()


def _original_lines(lines: Sequence[Line]) -> tuple[tuple[str, ...], str]:
    """Return the author and the account of the lines between the mark and the day: 原创, 王五, 某账号, 2024-02-05."""
    for at, line in enumerate(lines[:-3]):
        writer, account, day = lines[at + 1 : at + 4]
        bare = not any(other.credit.fields or other.credit.stamps or other.block.links for other in (writer, account))
        if fold(line.block.text.strip()) == ORIGINAL and bare and day.credit.stamps:
            names = writer.block.text.strip(), account.block.text.strip()
            if is_given(names[0]) and clean_name(names[1]) and len(names[1]) <= MAX_OPENING_CHARS:
                return (names[0],), names[1]
    return (), ""


def original(lines: Iterable[Line]) -> tuple[tuple[str, ...], str]:
    """Return the authors and the account of a line that is marked as original: 原创 王五 某账号."""
    lines = list(lines)
    names, account = _original_lines(lines)
    if names:
        return names, account
    for line in lines:
        credit, links = line.credit, line.block.links
        if dated := _ORIGINALS.fullmatch(credit.folded, 0, credit.stamps[0].start) if credit.stamps else None:
            account = credit.text[slice(*dated.span(2))]
            writers = names_of(credit.text[slice(*dated.span(1))])
            if clean_name(account) and writers and all(map(is_given, writers)):
                return writers, account
        match = _ORIGINAL.match(credit.folded.strip()) if len(links) <= 1 and not credit.stamps else None
        if not match:
            continue
        shown = credit.text.strip()
        account = (
            line.block.text[links[0].start : links[0].end].strip() if links else shown[match.start(2) : match.end(2)]
        )
        is_writer = is_given(match[1]) or is_medium(match[1])
        is_named = bool(links) or (is_writer and bool(clean_name(account)))
        if fold(account) == match[2] and is_named:
            writer = shown[match.start(1) : match.end(1)]
            return () if is_medium(writer) else names_of(writer), account  # an office of the account's owner is nobody
    return (), ""


def behind_outlet(lines: Iterable[Line]) -> tuple[str, ...]:
    """Return the reporters in the value of an outlet's label at the story's end: (来源:甲网 记者 王五 编辑 赵六)."""
    for line in lines:
        for field in line.credit.fields:
            match = _BEHIND_OUTLET.search(line.credit.folded, field.start, field.end) if field.role == OUTLET else None
            if match is None and field.label in CONTRIBUTING:
                match = _IN_BRACKETS_BEHIND.search(line.credit.folded, field.start)
            names = names_of(line.credit.text[match.start(1) : match.end(1)]) if match else ()
            if names and all(is_person(name) for name in names):
                return names
    return ()


def named_by_role(value: str) -> tuple[str, ...]:
    """Return the names behind a role word within a value, whatever their surnames: 王五 特约记者 达瓦次仁."""
    role = _ROLE_WITHIN.search(fold(value))
    apart = filter(is_given, names_of(value[role.end() :])) if role else ()
    return (
        *apart,
        *(value[slice(*glued.span(1))] for glued in _ROLE_GLUED.finditer(fold(value)) if is_given(glued[1])),
    )
