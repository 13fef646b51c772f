"""Who wrote the story: labelled fields, names beside the date, reporters' brackets, claims."""

import re
from collections.abc import Callable, Iterable
from typing import Final

from cleaners.fold import fold
from cleaners.metadata.accounts import (
    MAX_NAME_LINE_CHARS,
    account_before_date,
    account_of,
    below_title,
    claimed_and_shown,
    is_administrators,
    is_login,
    linked,
)
from cleaners.metadata.fold import key
from cleaners.metadata.labelled_authors import BESIDE_REPORTERS, labelled
from cleaners.metadata.people import full_names, is_given, is_medium, is_person, names_of, without_departments
from cleaners.metadata.reporters import TAKEN_BY_NAME, WRITTEN_BY_NAME, bracketed, opening_report, reporter_lines
from cleaners.metadata.reposts import reporters_within
from cleaners.metadata.roles_behind import written_before_role
from cleaners.metadata.signatures import (
    before_posted,
    behind_date,
    behind_outlet,
    beside_medium,
    boxed,
    by_line,
    capitals,
    described,
    introduced,
    original,
    photographed,
    posted,
    signed,
    signed_alone,
    signed_letter,
    titled_by,
    with_office,
)
from cleaners.metadata.structured import Claims
from cleaners.metadata.values_below import MAIL_ADDRESS
from cleaners.metadata.words import (
    AUTHOR,
    LABELS,
    NOT_NAMES,
    NOT_OUTLETS,
    OTHER,
    OUTLET,
    PLACES,
    REGIONS,
)
from cleaners.metadata.zones import Line, Zones

# A name alone in its line is no longer, without the address beside it.
MAX_ALONE_CHARS = 12
# So many links in the line of a masthead's day are a menu.
MENU_LINKS = 5
# A place behind a reporter's name: of so many characters, told of so many times at least.
PLACE_CHARS = 2
TOLD_TIMES = 2
# 王五 丰桥报道: of a place right before the word once is enough.
_REPORTED_FROM: Final = re.compile(r"\s([\u4e00-\u9fff]{2})(?:报道|報道|报导|報導)")
MAX_FROM_CHARS = 60
# A reporter named so at the end is surer than a name without a label at the head.
REPORTERS: Final = ("记者", "作者", "文字记者", "本报记者", "实习记者", "见习记者", "采写", "撰文", "报道", "报导")

# What follows is a list of topics, whose words may look like names.
TAG_LABELS: Final = ("标签:", "标签", "关键词:", "关键字:", "分类:")
_AUTHOR_CLASS: Final = re.compile(r"auth(?:or|i\b)|byline|writer|reporter|zuozhe|editor-name|creator")
# Content systems sign the pages that they make.
_MAKER: Final = re.compile(
    r"\b(?:team|inc|ltd|studio)\b|cms\b|discuz|wordpress|dede|phpwind|\bfounder\b|webplus|siteserver", re.IGNORECASE
)
_AUTHORS_OWN: Final = re.compile(r"author|byline")
_NAMES_AN_ACCOUNT: Final = re.compile(r"name|auth(?:or|i\b)")
_NOT_AUTHOR_CLASS: Final = re.compile(r"tag|keyword|share|related|time|date|comment|related|link|editor(?!-name)")
_TAKEN_BY: Final = re.compile(r"摄影?\s?\)?$")
# The number of a paper's page, before what the page is called.
_PAPER_PAGE: Final = re.compile(r"第?[A-Za-z]\d{1,3}版?|第?\d{1,3}版")
# Where a site shows what it has on a topic, or a person.
_TOPIC: Final = re.compile(r"/(?:tags?|topics?|keywords?|search|so)[/?=]")
_ROLES: Final = re.compile(r"(?:记者|通讯员|实习生)\s")
# …。(参与采写:王五)
_CONTRIBUTORS: Final = re.compile(
    r"\((?:参与(?:采写|采访|记者|报道|撰文|写作)|(?:其他)?参与者)(?:记者|人员)?\s?[:：]\s?([\u4e00-\u9fff·、,，\s]{2,40})\)\s*$"
)
# A name without a surname, as pen names begin: beside a person's it is another's.
_PEN_NAME: Final = re.compile(r"[老小阿][\u4e00-\u9fff](?<![字号体时师编学家])")


def read_authors(zones: Zones, claims: Claims, title: str, editors: tuple[str, ...]) -> tuple[str, ...]:
    """Return the authors: the first witness that names any, never an editor unless he is labelled as the author too."""
    witnesses: tuple[Callable[[], tuple[str, ...]], ...] = (
        lambda: written_before_role((*zones.of("head"), *zones.ends())),
        lambda: labelled(zones.of("head", "above", "opening"), more=zones.of("closing")[::-1]),
        lambda: original(zones.of("head"))[0],
        lambda: labelled(zones.copied()),
        lambda: with_office(zones.of("head", "opening")),
        lambda: behind_outlet(zones.of("head")) or _beside_outlet(zones.of("head")),
        lambda: reporters_within(zones),
        lambda: _classed(zones.of("head", "above")),
        lambda: linked(zones.of("head")),
        lambda: reporter_lines(zones.of("head")),
        lambda: tuple(filter(is_given, labelled(zones.of("closing", "tail"), REPORTERS))),
        lambda: _beside_date(zones.of("head", "above"), title),
        lambda: beside_medium(zones.of("head"), editors),
        lambda: opening_report(zones.openings),
        lambda: reporter_lines(zones.of("head", "opening")),
        lambda: bracketed(zones.openings, from_end=False),
        lambda: bracketed(zones.openings[:1], from_end=True),
        lambda: bracketed(tuple(line.block for line in zones.of("head")), from_end=False),
        lambda: labelled(zones.of("closing", "tail")),
        lambda: reporter_lines(zones.of("closing", "tail")),
        lambda: bracketed(zones.closings, from_end=True),
        lambda: signed_letter(zones),
        lambda: signed(zones),
        lambda: behind_outlet(zones.of("closing", "tail")),
        lambda: bracketed(zones.below(), from_end=True),
        lambda: posted((*zones.of("head", "tail"), *zones.ends())),
        lambda: _claimed(claims, editors),
        lambda: signed_alone(zones),
        lambda: described(zones),
        lambda: capitals(zones.of("head")),
        lambda: introduced(zones),
        lambda: _classed(line for line in zones.edges() if is_person(line.block.text.strip())),
        lambda: claimed_and_shown(claims, zones.of("head")),
        lambda: boxed((*zones.of("head", "opening"), *zones.ends())),
        lambda: by_line(zones.of("head")),
        lambda: _alone(zones.of("head"), title, zones),
        lambda: titled_by(title, zones),
        lambda: behind_date(zones.of("head", "above")),
        lambda: before_posted(zones.of("head")),
        lambda: photographed(zones),
        lambda: account_of(zones.of("head")),
        lambda: below_title(zones.of("head")),
    )
    names = without_departments(next(filter(None, (witness() for witness in witnesses)), ()))
    names = _more_beside(names, claims, title, zones)
    names = _as_shown(names, claims, zones)
    if names and set(names) <= set(editors):  # who put the story up signs its head; its end may name who wrote it
        names = tuple(name for name in labelled(zones.of("closing", "tail")) if name not in editors) or names
    names = _without_medium(_signed_by_more(names, zones) or names, zones)
    names = _with_line_above(names, zones)
    return _with_contributors(_without_told_place(names, title, zones), zones)


def _more_beside(names: tuple[str, ...], claims: Claims, title: str, zones: Zones) -> tuple[str, ...]:
    """Return the names of a line of nothing but names, where the head claims only some of them."""
    if not names or not set(names) <= set(claims.authors):
        return names
    shown = _alone(zones.of("head"), title, zones)
    return shown if set(shown) > set(names) else names


def _as_shown(names: tuple[str, ...], claims: Claims, zones: Zones) -> tuple[str, ...]:
    """Return the names as a box below the story shows them, where the head claims as many, and some of them by other letters."""
    if not names or not set(names) <= set(claims.authors) or not any(map(str.isascii, names)):
        return names
    for line in zones.of("closing", "tail"):
        shown = names_of(" ".join(line.block.pieces[: 2 * len(names)])) if _AUTHOR_CLASS.search(line.names) else ()
        if len(shown) >= len(names) and set(shown[: len(names)]) & set(names) and not any(map(str.isascii, shown)):
            return shown[: len(names)]
    return names


def _with_contributors(names: tuple[str, ...], zones: Zones) -> tuple[str, ...]:
    """Return the names with those that a bracket behind the last sentence adds: (参与采写:王五)."""
    for block in zones.closings[-1:] if names else ():
        if match := _CONTRIBUTORS.search(fold(block.text)):
            added = names_of(block.text[slice(*match.span(1))])
            return tuple(dict.fromkeys((*names, *added)))
    return names


def _beside_outlet(lines: Iterable[Line]) -> tuple[str, ...]:
    """Return the reporters that a line names behind its source and its day: 来源:甲报 2024-02-05 记者 王五."""
    sourced = (
        line for line in lines if line.credit.stamps and any(field.role == OUTLET for field in line.credit.fields)
    )
    return next(filter(None, (reporter_lines((line,)) for line in sourced)), ())


def _with_line_above(names: tuple[str, ...], zones: Zones) -> tuple[str, ...]:
    """Return the names behind those of the reporters' line right above their own: 本报记者 王五, and below it 通讯员 赵六."""
    by_index = {line.block.index: line for line in zones.lines}
    for line in zones.lines if names else ():
        first = line.credit.fields[0] if line.credit.fields else None
        above = by_index.get(line.block.index - 1)
        if (
            above is None
            or first is None
            or first.label not in BESIDE_REPORTERS
            or line.credit.folded[: first.at].strip()
        ):
            continue
        if names_of(line.credit.value(first))[:1] == names[:1]:
            return tuple(dict.fromkeys((*reporter_lines((above,)), *names)))
    return names


def _without_medium(names: tuple[str, ...], zones: Zones) -> tuple[str, ...]:
    """Return the names without the first part of the source's: 来源:甲新网, 文|甲新 王五."""
    fields = ((line, field) for line in zones.of("head") for field in line.credit.fields if field.role == OUTLET)
    media = tuple(line.credit.value(field) for line, field in fields)
    kept = tuple(name for name in names if not any(medium.startswith(name) for medium in media))
    return kept or names


def _without_told_place(names: tuple[str, ...], title: str, zones: Zones) -> tuple[str, ...]:
    """Return the names without a place behind them that the story tells of: (记者 王五 丰桥报道), 丰桥 being a town."""
    labelled = {line.block.index for line in zones.lines if any(field.role != OTHER for field in line.credit.fields)}
    edges = [block.text for block in dict.fromkeys((*zones.openings, *zones.closings)) if block.index not in labelled]
    told = "\n".join((title, *edges))
    reported = {
        match[1]
        for line in zones.lines
        for match in _REPORTED_FROM.finditer(line.block.text)
        if len(line.block.text) <= MAX_FROM_CHARS
    }
    kept = [name for name in names[1:] if len(name) != PLACE_CHARS or told.count(name) < TOLD_TIMES]
    kept = [name for name in kept if not (name in reported and name in told)]
    kept = [name for name in kept if fold(name) not in PLACES]
    return (*names[:1], *kept)


def _signed_by_more(names: tuple[str, ...], zones: Zones) -> tuple[str, ...]:
    """Return the persons that sign the story at its end, or open it, where they are those of its head and more; () otherwise.

    They are more, too, where the head names an office only, or where the end names a correspondent beside its reporters.
    """
    ends = zones.of("closing", "tail")
    every = labelled(ends)
    signed = tuple(name for name in every or reporter_lines(ends) if is_person(name))
    signed = signed or bracketed(zones.closings[-1:], from_end=True)
    if names and set(every) > set(names) and all(map(is_given, every)):
        return every
    opened = bracketed(zones.openings[:1], from_end=False) if names else ()
    if set(opened) > set(names) and all(map(is_person, opened)):
        return opened
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
        by_role = _ROLES.search(line.credit.folded) is not None
        text = line.block.text if by_role else " ".join(line.credit.pieces())
        names = [name for name in names_of(text) if fold(name) not in NOT_OUTLETS and fold(name) not in LABELS]
        is_list = any(map(is_person, names)) and _AUTHORS_OWN.search(line.names) is not None
        persons = [name for name in names if is_person(name) or ((by_role or is_list) and is_given(name))]
        names = [name for name in names if len(name) > 1]
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
        if (
            _TAKEN_BY.search(folded) and not line.credit.fields
        ):  # a picture's caption, which names a day and who took it
            continue
        if len(line.block.links) >= MENU_LINKS:
            continue
        if folded.endswith("。"):  # the story's first sentence, which names a day and who said so
            continue
        tails = [
            piece
            for field in line.credit.fields
            if field.role == "outlet"
            for piece in line.credit.value(field).split()[1:]
        ]
        taken = set(TAKEN_BY_NAME.findall(line.credit.text)) - set(WRITTEN_BY_NAME.findall(line.credit.text))
        pieces = [*_put_together(line.credit.pieces()), *tails, *full_names(line.block)]
        pens = set(filter(_PEN_NAME.fullmatch, pieces))
        named = [(piece,) if piece in pens else names_of(piece, strict=True) for piece in pieces]
        names = [name for some in named for name in some if name not in taken]
        names = [] if pens.issuperset(names) else names
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


def _put_together(pieces: list[str]) -> list[str]:
    """Return pieces with a name of two characters that stand apart as one, 乔 楠 //, and without a paper's page: A02 时政."""
    found: list[str] = []
    for before, piece in zip(("", *pieces), pieces, strict=False):
        bare = piece.strip("/／")
        if _PAPER_PAGE.fullmatch(before):
            continue
        if found and len(bare) == len(found[-1]) == 1 and is_person(found[-1] + bare):
            found[-1] += bare
        else:
            found.append(bare if len(bare) == 1 else piece)
    return found


def is_latin_noise(name: str) -> bool:
    """Tell whether a Latin word beside a date is a control of the page (A+, SHARE, google) and no name."""
    return name.isascii() and (len(name) < 4 or " " not in name)


def _claimed(claims: Claims, editors: tuple[str, ...]) -> tuple[str, ...]:
    """Return the authors of JSON-LD and meta elements that are persons and not the editors."""
    media = {key(name) for name in (*claims.site_names, claims.source)}
    found: dict[str, None] = {}
    for value in claims.authors:
        for name in () if _MAKER.search(value) else names_of(value, strict=True):
            same_as_editor = any(editor in name or name in editor for editor in editors)
            known_medium = any(key(name) and key(name) in medium for medium in media)
            is_none = fold(name) in NOT_NAMES or is_medium(name) or is_login(name)
            if not (same_as_editor or known_medium or is_none):
                found[name] = None
    return tuple(found)


def _alone(lines: Iterable[Line], title: str, zones: Zones) -> tuple[str, ...]:
    """Return the person whose name alone is a line between title and story, unless the story is about him."""
    opening = fold(title) + "".join(fold(block.text) for block in zones.openings)
    closing = "".join(fold(block.text) for block in zones.closings)
    lines = list(lines)
    dated = {line.block.index for line in lines if line.credit.stamps}
    for line in lines:
        if line.credit.folded.rstrip().endswith(TAG_LABELS):
            break
        if (
            len(MAIL_ADDRESS.sub("", line.block.text)) <= MAX_ALONE_CHARS
            and not line.credit.fields
            and not line.credit.stamps
            and ":" not in line.credit.folded  # 主演:王五 / 赵六
            and not _PAPER_PAGE.fullmatch(line.credit.pieces()[0] if line.credit.rest else "")
            and not line.credit.folded.rstrip().endswith("编辑")  # 王五/核稿编辑
            and not _NOT_AUTHOR_CLASS.search(line.names)
            and not any(_TOPIC.search(link.href) for link in line.block.links)
        ):
            shown = MAIL_ADDRESS.sub("", line.block.text)
            names = [name for name in names_of(shown, strict=True) if not is_latin_noise(name)]
            # who stands right above the day may have a box of his own below the story
            told = opening if line.block.index + 1 in dated else opening + closing
            if names and not any(fold(name) in told for name in names):
                return tuple(names)
    return ()
