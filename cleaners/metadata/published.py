"""When the story was published and changed: every witness asked, the day that a reader sees believed first."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Final

from cleaners.dom import Document
from cleaners.fold import fold
from cleaners.metadata.address_dates import stamp_of_url
from cleaners.metadata.credits import is_counter, is_dated_medium, is_only_credits
from cleaners.metadata.date_order import in_order
from cleaners.metadata.dates import (
    LOCAL,
    Stamp,
    clock_alone,
    compact_stamp,
    relative_stamp,
    stamp_of_claim,
    stamps_in,
    with_year,
)
from cleaners.metadata.masthead import day_in_lines, is_elsewhere, masthead_days
from cleaners.metadata.reposts import lines_within
from cleaners.metadata.structured import Claims
from cleaners.metadata.words import AUTHOR, EDITOR, MODIFIED, OTHER, OUTLET, PUBLISHED
from cleaners.metadata.years import years_apart
from cleaners.metadata.zones import Line, Zones

# How much a date in a line is worth: labelled, with a clock, alone in its line; and the least that is believed.
LABELLED, CLOCKED, ALONE, NAMED, NEAR = 4.0, 1.0, 1.5, 1.0, 1.0
# When something took place is a worse witness than any that the page names beside it.
OF_EVENT = 4.0
ZONE_WORTH: Final = {"head": 2.0, "above": 1.0, "opening": 0.0, "closing": -1.0, "tail": -1.5}
MIN_WORTH = 2.0
STRONG_WORTH = 5.0
MAX_REST_CHARS = 40
# So soon after it was put up a page is changed, as a rule.
CHANGED_WITHIN_DAYS = 60
# Two witnesses that differ by a day are one date in two zones; the page's own line is the local one.
ZONE_SLIP_DAYS = 1

_DAYS_AGO: Final = re.compile(r"[\d一二两三四五六]\s?天前|昨[天日]|前天")
_DATE_CLASS: Final = re.compile(r"time|date|pub|riqi|shijian|info|meta|source|byline")
_CAPTION: Final = re.compile(r"摄$|摄\)|\(?资料图|资料照|供图|传真|图片")
# Not where the word is the label of the next date.
_AFTER_MODIFIED: Final = re.compile(r"^\s?\)?(?:更新|修改|更改|最后)(?!\D{0,6}(?::|(?:19|20)\d\d))")
# Since when the account is there.
_OF_ACCOUNT: Final = re.compile(r"(?:注册|加入|(?:最后|上次)(?:登[录入]|访问|活动))(?:时间|日期|于)?\s?:|Joined\s?:")
_AFTER_OTHER: Final = re.compile(r"^\s?(?:至|到|截止|起|前|[-~](?!-)|举行|召开)")
_SCRIPT_DATE: Final = re.compile(
    r"""(?=[pdcn])(?:publish_?time|publish_?date|pub_?date|pub_?time|datePublished|published_?at|ptime|create_?time|news_?time)"""
    r"""["']?\s*[:=]\s*["']?([\d][\d\-/:T .+Z年月日]{7,30})""",
    re.IGNORECASE,
)
# 【甲报2018年09月08日讯】
_DATELINE: Final = re.compile(r"\s*[(\[【][^()\[\]】\d]{2,12}((?:19|20)\d\d年\d{1,2}月\d{1,2}日)[讯电]")
DATELINE_CHARS = 40
# What press releases close with, right above their day.
_END: Final = re.compile(r"[(\[]?\s?完\s?[)\]]?")
# What accounts' articles call the second in which they were published.
_SCRIPT_SECOND: Final = re.compile(r"""(?<![A-Za-z0-9_])ct\s*=\s*["'](1\d{9})["']""")


@dataclass(frozen=True, slots=True)
class Dates:
    """Published and modified as the record writes them, and which witness gave the first; "" is unknown."""

    published: str = ""
    modified: str = ""
    source: str = ""
    lines: tuple[int, ...] = ()


def read_dates(document: Document, zones: Zones, claims: Claims, url: str, fetched: datetime | None) -> Dates:
    """Return the story's dates; a date of another story, of the clock at the page's top or of a caption is none."""
    # the same day, and minute if there is one, said once more with its year
    stamps = [stamp for line in zones.lines for stamp in line.credit.stamps if stamp.year and stamp.form != "either"]
    told = {(stamp.month, stamp.day, stamp.clock): stamp.year for stamp in stamps}
    told |= years_apart(document, zones)
    seen = _Witnesses(document, claims, url, fetched, told)
    visible, worth, line = _visible(zones, seen)
    claimed, claim_source = _claimed(claims.published, seen)
    changed = _visible_modified(zones, seen)
    modified = changed or _claimed(claims.modified, seen)[0]
    published, source = _settle(visible, worth, claimed, claim_source)
    if published is None:
        published, source = _fallback(document, zones, seen)
    if source == "url" and published and changed and changed.clock and changed.date == published.date:
        published, source = changed, "byline"  # told to the minute
    if published is None or (visible is None and changed and published.date == changed.date):
        published, source = (opened, "byline") if (opened := _in_dateline(zones, seen)) else (published, source)
    published = _to_the_minute(published, document, zones)
    if published is None and modified is not None:
        published, source = modified, "byline" if changed else "meta"
    return Dates(
        published.text() if published else "",
        modified.text() if modified else "",
        source if published else "",
        (line,) if line >= 0 else (),
    )


@dataclass(frozen=True, slots=True)
class _Witnesses:
    document: Document
    claims: Claims
    url: str
    fetched: datetime | None
    told_years: Mapping[tuple[int, int, str], int]

    def dated(self, stamp: Stamp) -> Stamp | None:
        """Return the stamp with its year and in its order, None for a day to come and where nothing tells them."""
        if stamp.form == "either":
            return in_order(stamp, self.document, self.url, self._known(), self._latest())
        if stamp.year:
            return None if self._in_future(stamp) else stamp
        return self._with_year(stamp)

    def _with_year(self, stamp: Stamp) -> Stamp | None:
        """Return a stamp that leaves its year out with that of a claim of the same day, the address, or the fetch."""
        for value, _ in (*self.claims.published, *self.claims.modified):
            claim = stamp_of_claim(value)
            if claim and (claim.month, claim.day) == (stamp.month, stamp.day):
                return with_year(stamp, claim.year)
        address = self.address_stamp()
        if address:
            return with_year(stamp, address.year)
        told = (self.told_years.get((stamp.month, stamp.day, clock)) for clock in (stamp.clock, ""))
        if year := next(filter(None, told), None):
            return with_year(stamp, year)
        if year := self._year_near(stamp):
            return with_year(stamp, year)
        if self.fetched is None:
            return None
        guess = with_year(stamp, self.fetched.astimezone(LOCAL).year)
        return with_year(stamp, guess.year - 1) if guess and self._in_future(guess) else guess

    def _year_near(self, stamp: Stamp) -> int:
        """Return the year in which the page was changed soon after a day, as its head says, or its script says with the minute; 0."""
        clocked = rf"\b((?:19|20)\d\d)-{stamp.month:02}-{stamp.day:02}[T ]{stamp.clock[:5]}" if stamp.clock else ""
        told = (re.search(clocked, text) for _, text in self.document.scripts if clocked)
        if match := next(filter(None, told), None):
            return int(match[1])
        metas = (content for name, content in self.document.metas if "date" in name or "time" in name)
        changed = (
            *(stamp_of_claim(value) for value in (*(value for value, _ in self.claims.modified), *metas)),
            *masthead_days(self.document, self.is_of_another_day),  # of the issue
        )
        for claim in (claim for claim in changed if claim and claim.year):
            for year in (claim.year, claim.year - 1):
                dated = with_year(stamp, year)
                if dated and 0 <= claim.days_from(dated) <= CHANGED_WITHIN_DAYS:
                    return year
        return 0

    def address_stamp(self) -> Stamp | None:
        """Return the day in the page's address, the canonical one when no other is known."""
        for address in (self.url, self.document.canonical, self.document.meta("og:url")):
            stamp = stamp_of_url(address) if address else None
            if stamp:
                return stamp
        return None

    def _known(self) -> list[Stamp]:
        """Return the dates that head, time elements and address tell without doubt."""
        values = [value for value, _ in (*self.claims.published, *self.document.times)]
        found = [*map(stamp_of_claim, values), self.address_stamp()]
        return [stamp for stamp in found if stamp and stamp.year]

    def _latest(self) -> Stamp | None:
        """Return the last day on which the page can have been published, None where nobody knows when it was fetched."""
        if self.fetched is None:
            return None
        latest = self.fetched.astimezone(LOCAL) + timedelta(days=1)
        return Stamp(latest.year, latest.month, latest.day)

    def is_of_another_day(self, stamp: Stamp) -> bool:
        """Tell whether a stamp is of a day before the one on which the page was fetched."""
        return self.fetched is not None and stamp.date < f"{self.fetched.astimezone(LOCAL):%Y-%m-%d}"

    def _in_future(self, stamp: Stamp) -> bool:
        latest = self._latest()
        return latest is not None and stamp.date > latest.date


def _visible(zones: Zones, seen: _Witnesses) -> tuple[Stamp | None, float, int]:
    """Return the best publication date in the lines near the story, its worth, and its block's index."""
    best: tuple[Stamp | None, float, int] = (None, MIN_WORTH - 0.01, -1)
    events = zones.events()
    ends = {line.block.index for line in zones.of("tail") if _END.fullmatch(line.credit.folded)}
    timed = {at for value, at in seen.document.times if (claim := stamp_of_claim(value)) and seen.dated(claim)}
    for line in zones.lines:
        roles = {field.role for field in line.credit.fields}
        is_byline = line.zone == "head" and not roles.isdisjoint((AUTHOR, OUTLET)) and is_only_credits(line.credit)
        is_told = is_byline or PUBLISHED in roles or any(stamp.clock for stamp in line.credit.stamps)
        if _CAPTION.search(line.credit.folded) and not is_told:
            continue  # a picture is of a day, a byline of a minute, or it names who wrote: 2024-02-05 08:15 图片:王五
        for stamp in line.credit.stamps:
            role, worth = _worth(line, stamp)
            worth -= OF_EVENT if line.block.index in events else 0.0
            worth += LABELLED + ALONE if line.block.index - 1 in ends and is_only_credits(line.credit) else 0.0
            if role != MODIFIED and worth > best[1] and (dated := seen.dated(stamp)):
                best = (dated, worth, line.block.index)
        if not line.credit.stamps and line.zone == "head" and seen.fetched and _may_be_relative(line):
            # its element tells the day itself: <time datetime="2024-01-19T21:15+08:00">2小时前</time>
            relative = relative_stamp(line.credit.folded, seen.fetched) if line.block.index not in timed else None
            if relative and best[1] < MIN_WORTH + NEAR and not _counts_days_from_elsewhere(line, relative, seen):
                best = (relative, MIN_WORTH + NEAR, line.block.index)
    # who put a paper's story into a forum says when he did; within it stands the day of the paper
    told = ((stamp, line) for line in lines_within(zones) for stamp in line.credit.stamps if stamp.year)
    for stamp, line in told:
        if dated := seen.dated(stamp):
            return dated, STRONG_WORTH, line.block.index
    if best[0] and best[0].form == "relative":
        return next(_days_of_credits(zones, seen), best)
    return best


def _days_of_credits(zones: Zones, seen: _Witnesses) -> Iterator[tuple[Stamp, float, int]]:
    """Yield the days among the credits at a story's end, which say more than 昨天: 来源:某中心 记者:王五 2021-06-30."""
    for line in zones.ends():
        roles = {field.role for field in line.credit.fields}
        if roles >= {AUTHOR, OUTLET} or roles >= {AUTHOR, EDITOR}:
            dated = (seen.dated(stamp) for stamp in line.credit.stamps if stamp.year)
            yield from ((stamp, MIN_WORTH + NEAR, line.block.index) for stamp in dated if stamp)


def _worth(line: Line, stamp: Stamp) -> tuple[str, float]:
    role = _role_of(line, stamp)
    left = sum(end - start for start, end in line.credit.rest)
    worth = ZONE_WORTH[line.zone]
    if role == PUBLISHED:
        worth += LABELLED
    elif line.zone == "tail":
        return role, 0.0
    if role == OTHER or left > MAX_REST_CHARS or _AFTER_OTHER.match(line.credit.folded[stamp.end :]):
        return role, 0.0
    worth += CLOCKED if stamp.clock else 0.0
    worth += ALONE if left <= 8 else 0.0
    worth += NAMED if _DATE_CLASS.search(line.names) else 0.0
    worth += NEAR / (1 + line.distance / 4) if line.zone == "head" else 0.0
    if line.block.link_density > 0.8 and line.zone != "head":
        worth -= 3.0
    return role, worth


def _role_of(line: Line, stamp: Stamp) -> str:
    folded = line.credit.folded
    if _OF_ACCOUNT.search(folded[: stamp.start]):
        return OTHER
    if _AFTER_MODIFIED.match(folded[stamp.end :]):
        return MODIFIED
    if is_elsewhere(folded, stamp):
        return OTHER
    for field in line.credit.fields:
        if field.start <= stamp.start <= field.end:
            earlier = [other for other in line.credit.stamps if field.start <= other.start < stamp.start]
            if field.role in (PUBLISHED, MODIFIED) and not earlier:
                return field.role
            return (
                field.role
                if field.role == OTHER
                and not is_counter(field.label)
                and folded[field.start : stamp.start].strip() == ""
                else ""
            )
    return ""


def _counts_days_from_elsewhere(line: Line, relative: Stamp, seen: _Witnesses) -> bool:
    """Tell whether a line counts days, 5 天前, back from when somebody saved the page, and not from when it was fetched."""
    address = seen.address_stamp() if _DAYS_AGO.search(line.credit.folded) else None
    return address is not None and address.year > 0 and abs(address.days_from(relative)) > ZONE_SLIP_DAYS


def _may_be_relative(line: Line) -> bool:
    return len(line.credit.folded) <= 30 and any(mark in line.credit.folded for mark in ("前", "今", "昨", "刚"))


def _visible_modified(zones: Zones, seen: _Witnesses) -> Stamp | None:
    for line in zones.of("head", "above", "tail"):
        for stamp in line.credit.stamps:
            if _role_of(line, stamp) == MODIFIED and (dated := seen.dated(stamp)):
                return dated
    return None


def _claimed(values: tuple[tuple[str, str], ...], seen: _Witnesses) -> tuple[Stamp | None, str]:
    for value, source in values:
        stamp = stamp_of_claim(value)
        if stamp and seen.dated(stamp):
            return stamp, source
    return None, ""


def _in_dateline(zones: Zones, seen: _Witnesses) -> Stamp | None:
    """Return the day that the story opens with: 【甲报2018年09月08日讯】."""
    openings = (
        fold(block.text[:DATELINE_CHARS]) for block in zones.openings[:2]
    )  # a byline may stand before the first
    match = next(filter(None, map(_DATELINE.match, openings)), None)
    stamp = next((stamp for stamp in stamps_in(match[1]) if stamp.year), None) if match else None
    return seen.dated(stamp) if stamp else None


def _settle(visible: Stamp | None, worth: float, claimed: Stamp | None, source: str) -> tuple[Stamp | None, str]:
    """Return the date that visible line and claim agree on; where they differ, the better witness."""
    if visible is None or claimed is None:
        return (visible, _word(visible)) if claimed is None else (claimed, source)
    apart = abs(visible.days_from(claimed))
    if apart <= ZONE_SLIP_DAYS:
        clock = visible.clock or (claimed.clock if apart == 0 else "")
        zone = claimed.zone if clock and clock[:5] == claimed.clock[:5] else ""
        return replace(visible, clock=_finer(visible, claimed) or clock, zone=zone), _word(visible)
    return (visible, _word(visible)) if worth >= STRONG_WORTH else (claimed, source)


def _to_the_minute(stamp: Stamp | None, document: Document, zones: Zones) -> Stamp | None:
    """Return a date without a clock with that of the time element of the same day near the title, or of the line below it."""
    if stamp is None or stamp.clock:
        return stamp
    for line in (*zones.of("head", "above"), *zones.ends()):
        if any(other.date == stamp.date for other in line.credit.stamps):
            beside = [line.credit.value(field) for field in line.credit.fields if field.role == PUBLISHED]
            below = [block.text for block in document.blocks[line.block.index + 1 : line.block.index + 2]]
            if clock := next(filter(None, (clock_alone(fold(text)) for text in (*beside, *below))), ""):
                return replace(stamp, clock=clock)
    near = {line.block.index for line in zones.of("head", "above")}
    found = (stamp_of_claim(value) for value, at in document.times if at in near)
    same = next((other for other in found if other and other.clock and other.date == stamp.date), None)
    return replace(stamp, clock=same.clock, zone=same.zone) if same else stamp


def _finer(visible: Stamp, claimed: Stamp) -> str:
    """Return the claim's clock where it only adds the seconds."""
    same_minute = visible.clock[:5] == claimed.clock[:5] and visible.date == claimed.date
    return claimed.clock if visible.clock.endswith(":00") and same_minute else ""


def _word(stamp: Stamp | None) -> str:
    return "relative" if stamp and stamp.form == "relative" else "byline"


def _fallback(document: Document, zones: Zones, seen: _Witnesses) -> tuple[Stamp | None, str]:
    """Return a date from a time element near the story, the address, a script, or a line that is only a date."""
    near = {line.block.index for line in zones.of("head", "above", "opening")}
    if (in_lines := day_in_lines(document)) and seen.dated(in_lines):
        return in_lines, "byline"
    for value, at in document.times:
        stamp = stamp_of_claim(value)
        if stamp and (at in near or at - 1 in near) and seen.dated(stamp):
            return stamp, "time_element"
    scripts = [text for _, text in document.scripts]
    found = (*map(_SCRIPT_DATE.search, scripts), *map(_SCRIPT_SECOND.search, scripts))
    scripted = [stamp for match in found if match and (stamp := stamp_of_claim(match[1])) and seen.dated(stamp)]
    address = seen.address_stamp()
    if address and seen.dated(address):
        finer = next((stamp for stamp in scripted if stamp.date == address.date and stamp.clock), None)
        return (finer, "text") if finer else (address, "url")
    if scripted:
        return scripted[0], "text"
    for line in zones.of("head", "closing", "opening", "tail"):
        stamp = next(iter(line.credit.stamps), None) or compact_stamp(line.credit.folded)
        alone = stamp and (len(line.credit.folded) - (stamp.end - stamp.start) <= 6 or is_dated_medium(line.credit))
        dated = seen.dated(stamp) if stamp and alone else None
        if dated:
            return dated, "text"
    papers = masthead_days(document, seen.is_of_another_day)
    paper = next(filter(None, map(seen.dated, papers)), None)
    return paper, "text" if paper else ""
