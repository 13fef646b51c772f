"""Dates as pages write them: text of a line or a claim to `Stamp`s, nothing chosen yet."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta, timezone

LOCAL = timezone(timedelta(hours=8))
OWN_ZONE = "+08:00"
FIRST_YEAR = 1990
LAST_YEAR = 2100
# The calendar of Taiwan counts from 1912 as year 1.
ROC_OFFSET = 1911
MONTHS = dict(
    zip(["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"], range(1, 13), strict=True)
)
# The months of a blog whose English template was translated: 27 二月 2025, 二月 27, 2025
HAN_MONTHS = {f"{name}月": number for number, name in enumerate("一 二 三 四 五 六 七 八 九 十 十一 十二".split(), 1)}
HAN_DIGITS = {character: str(number % 10) for number, character in enumerate("〇一二三四五六七八九零")} | {"○": "0"}
_LATIN_HALF = r"[AaPp]\.?[Mm](?![A-Za-z])\.?"
HALF_DAY = rf"上午|下午|晚上|晚间|中午|凌晨|清晨|早上|早晨|早间|傍晚|午后|午间|深夜|夜间|{_LATIN_HALF}"
AFTERNOON = frozenset(("下午", "晚上", "晚间", "傍晚", "午后", "pm"))
BEFORE_NOON = frozenset(("上午", "凌晨", "清晨", "早上", "早晨", "早间", "am"))
# Before midnight, or behind it: 深夜11时, 深夜1时.
NIGHT = frozenset(("深夜", "夜间"))
EVENING, NOON = 6, 12
MONTHS_IN_YEAR = 12
DAYS_IN_WEEK = 7
WEEKDAYS = "一二三四五六日天"

_CLOCK = (
    rf"(?P<half>{HALF_DAY})?\s?(?P<hour>[01]?\d|2[0-4])(?:\s?[:时点]\s?)(?P<minute>[0-5]\d)"
    rf"(?:[:分](?P<second>[0-5]\d)(?:[.,]\d+)?秒?|分)?\s?(?P<half_after>{_LATIN_HALF}|[上下]午(?![\u4e00-\u9fff]))?"
)
_ZONE = r"\s?(?P<zone>(?:UTC|GMT)?\s?[+-]\d\d:?\d\d|(?:UTC|GMT)\s?[+-]\d{1,2}|Z|UTC|GMT)?"
_MONTH_NAME = "|".join((*map(str.capitalize, MONTHS), *reversed(HAN_MONTHS)))
_MONTH = r"(?P<month>1[0-2]|0?[1-9])"
# A day may run straight into the hour: "08-0312:00".
_DAY = r"(?P<day>3[01]|[12]\d|0?[1-9])(?=\D|$|[0-2]\d:[0-5]\d)"
_ENGLISH_WEEKDAY = r"(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]*\.?"
_WEEKDAY = rf"(?:\(?(?:星期|周|礼拜)[一二三四五六日天]\)?|\([一二三四五六日天]\)|\(?{_ENGLISH_WEEKDAY}\)?)"
# 2024年5月6日(一) 06:30; 2024年5月6日,星期一,06:30; 2024年5月6日 农历三月廿八 星期一 06:30
_LUNAR = r"(?:\s?\(?(?:农历|阴历)[^\s\d:|()]{2,10}\)?)?"
_GAP = (
    rf"(?:\s?[日号.]?{_LUNAR}\s?(?:[,|/·@-]\s?)?(?:T|at\s|{_WEEKDAY}|HKT|CST)?{_LUNAR}"
    r"(?:\s?[,|/·-])?\s{0,3}(?:(?:北京|香港|台北|当地)时间:?\s?)?)"
)
_THEN_CLOCK = rf"(?:{_GAP}{_CLOCK}{_ZONE})?"

# In the order tried at each place of a line; digits are folded to ASCII and script to simplified before.
DATE_FORMS = (
    (
        "clock_first",
        rf"{_CLOCK}\s{{0,3}}[,|]?\s?(?P<year>(?:19|20)\d\d)[-/.年]{_MONTH}[-/.月](?P<day>3[01]|[12]\d|0?[1-9])(?!\d)",
    ),
    ("full", rf"(?P<year>(?:19|20)\d\d)\s?[-/.年_]\s?{_MONTH}\s?[-/.月_]\s?{_DAY}{_THEN_CLOCK}"),
    (
        "roc",
        rf"(?:民国\s?(?P<year>\d{{2,3}})\s?年|(?<!\d)(?P<year_bare>1[01]\d)[年/.-]){_MONTH}[月/.-]{_DAY}{_THEN_CLOCK}",
    ),
    ("short_year", rf"(?<!\d)(?P<year>[0-3]\d)[-/](?P<month>0[1-9]|1[0-2])[-/]{_DAY}{_THEN_CLOCK}"),
    # The year behind the day, and the clock behind either: 11月25日 2022年, 07/26 2021 16:48, 06-05 00:12:44 2023
    (
        "full",
        rf"(?<![\d./-])(?P<month>1[0-2]|0?[1-9])(?:[-/.]|月)(?P<day>3[01]|[12]\d|0?[1-9])日?\s(?P<year>(?:19|20)\d\d)"
        rf"(?:年|(?=\s*$|\s?[|·,]|\s\d{{1,2}}:\d\d))(?:\s{_CLOCK})?",
    ),
    (
        "full",
        rf"(?<![\d./-])(?P<month>1[0-2]|0?[1-9])(?:[-/.]|月)(?P<day>3[01]|[12]\d|0?[1-9])日?\s{_CLOCK}\s"
        rf"(?P<year>(?:19|20)\d\d)(?:年|(?=\s*$|\s?[|·,]))",
    ),
    ("month_day", rf"(?<!\d)(?P<month>1[0-2]|0?[1-9])月(?P<day>3[01]|[12]\d|0?[1-9])日{_THEN_CLOCK}"),
    ("short_year", rf"(?<![\d.])(?P<year>[0-3]\d)\.(?P<month>0[1-9]|1[0-2])\.(?P<day>0[1-9]|[12]\d|3[01])\s{_CLOCK}"),
    ("month_day", rf"(?<![\d./-])(?P<month>0[1-9]|1[0-2])[-/](?P<day>0[1-9]|[12]\d|3[01])\s?{_CLOCK}"),
    ("month_day", rf"(?<![\d./-])(?P<month>0[1-9]|1[0-2])\.(?P<day>0[1-9]|[12]\d|3[01])\s{_CLOCK}"),
    ("month_day", rf"(?<![\d./-]){_MONTH}/(?P<day>3[01]|[12]\d|0?[1-9])\s{_CLOCK}"),
    # The day first or the month, as the day of the week or the numbers tell: 23/08/2024; 周二, 12/05/2023 - 09:15
    (
        "either",
        rf"(?:(?:(?:星期|周|礼拜)(?P<weekday>[一二三四五六日天])|(?P<english>Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]*\.?)\)?,?\s?)?"
        rf"(?<![\d/.-])(?P<first>3[01]|[12]\d|0?[1-9])(?P<mark>[/-])(?P<next>3[01]|[12]\d|0?[1-9])(?P=mark)(?P<year>(?:19|20)\d\d)"
        rf"(?![\d/-])(?:(?=,?\s?(?:\(?(?:星期|周|礼拜)|\()(?P<behind>[一二三四五六日天])))?{_THEN_CLOCK}",
    ),
    # 8:15am 15/02/2023
    (
        "either",
        rf"{_CLOCK}\s{{0,3}}[,|]?\s?(?P<first>3[01]|[12]\d|0?[1-9])(?P<mark>[/-])(?P<next>3[01]|[12]\d|0?[1-9])(?P=mark)"
        rf"(?P<year>(?:19|20)\d\d)(?![\d/-])",
    ),
    # Never the month first: 23.08.2024
    (
        "full",
        rf"(?<![\d/.-])(?P<day>3[01]|[12]\d|0[1-9])\.(?P<month>1[0-2]|0[1-9])\.(?P<year>(?:19|20)\d\d)(?!\d){_THEN_CLOCK}",
    ),
    # A year, a day and a clock in elements of their own.
    ("full", rf"(?P<year>20[0-3]\d)\s{{1,2}}(?P<month>0[1-9]|1[0-2])\s?/\s?(?P<day>0[1-9]|[12]\d|3[01])\s{_CLOCK}"),
    # The day large, in an element of its own, and the month beside it: 06 2024-05
    (
        "full",
        r"(?<![\d:/.-])(?P<day>0[1-9]|[12]\d|3[01])\s{1,2}(?P<year>20[0-3]\d)[-/.](?P<month>0[1-9]|1[0-2])(?![-/.\d])",
    ),
    # English templates whose months were translated to numbers: 17 9 月, 2024; 9 月 17, 2024
    ("full", rf"(?<![\d:/.-])(?P<day>3[01]|[12]\d|0?[1-9])\s{_MONTH}\s?月,?\s(?P<year>(?:19|20)\d\d)"),
    ("full", rf"(?<!\d){_MONTH}\s?月\s?(?P<day>3[01]|[12]\d|0?[1-9]),\s?(?P<year>(?:19|20)\d\d)"),
    # 2周前 (11-10)
    ("month_day", r"(?<=[周天月年]前\s\()(?P<month>0[1-9]|1[0-2])-(?P<day>3[01]|[12]\d|0[1-9])(?=\))"),
    (
        "english",
        rf"(?P<name>{_MONTH_NAME})[a-z]*\.?\s(?P<day>\d{{1,2}})(?:st|nd|rd|th)?,?\s(?:[A-Z][a-z]{{2,8}},?\s)?(?P<year>(?:19|20)\d\d)(?:(?:,?\s|\s[·•]\s){_CLOCK}{_ZONE})?",
    ),
    (
        "english",
        rf"(?P<day>\d{{1,2}})(?:st|nd|rd|th)?[\s-](?P<name>{_MONTH_NAME})[a-z]*\.?,?[\s-](?P<year>(?:19|20)\d\d)(?:,?\s(?:at\s)?{_CLOCK}{_ZONE})?",
    ),
    # As C prints a time: Mon May  6 16:19:01 2024
    ("english", rf"(?P<name>{_MONTH_NAME})\s{{1,2}}(?P<day>\d{{1,2}})\s{_CLOCK}\s(?P<year>(?:19|20)\d\d)(?!\d)"),
)
_FORMS = tuple((name, re.compile(pattern)) for name, pattern in DATE_FORMS)
_CLOCK_ALONE = re.compile(rf"(?:(?:香港|北京|台北|当地)?时间\s?:?\s?)?{_CLOCK}")
_HAN_DATE = re.compile(
    r"([〇零○一二三四五六七八九]{4}|民国[〇零○一二三四五六七八九十百]{2,6})年([一二三四五六七八九十]{1,2})月([一二三四五六七八九十]{1,3})日"
)
_RELATIVE = re.compile(
    rf"(?P<now>刚刚|刚才)|(?P<count>\d{{1,2}}|半|一)\s?个?\s?(?P<unit>秒|分钟|小时|天|日)\s?(?:之)?前"
    rf"|(?<![较比同])(?P<day>今天|今日|昨天|昨日|前天)\s?(?:{_CLOCK})?"
)
_UNITS = {"秒": 1, "分钟": 60, "小时": 3600, "天": 86400, "日": 86400}
_DAYS_BACK = {"今天": 0, "今日": 0, "昨天": 1, "昨日": 1, "前天": 2}
_EPOCH = re.compile(r"(1[0-9]{9})(?:\d{3})?")
_COMPACT = re.compile(
    r"(?<!\d)(20[0-3]\d)(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])(?:(\d\d)(\d\d)(\d\d)|\s(\d\d):(\d\d)(?::(\d\d))?)?(?!\d)"
)


MIDNIGHT = "00:00:00"


@dataclass(frozen=True, slots=True)
class Stamp:
    """A date read from a text: `year` 0 when the page leaves it out, `clock` "HH:MM:SS" or "", `zone` "+08:00" or "", where it stood."""

    year: int
    month: int
    day: int
    clock: str = ""
    zone: str = ""
    start: int = 0
    end: int = 0
    form: str = "full"

    @property
    def date(self) -> str:
        """The day as `YYYY-MM-DD`."""
        return f"{self.year:04}-{self.month:02}-{self.day:02}"

    def text(self) -> str:
        """Return the stamp in the form of a record; midnight to the second is what programs fill in."""
        if not self.clock or self.clock == MIDNIGHT:
            return self.date
        return f"{self.date}T{self.clock}{self.zone}"

    def days_from(self, other: "Stamp") -> int:
        """Return how many days this stamp's day lies after the other's; both have a year."""
        return (date(self.year, self.month, self.day) - date(other.year, other.month, other.day)).days


def stamps_in(line: str) -> Iterator[Stamp]:
    """Yield the dates of a folded line, from left to right; compact digits, relative words and times alone are not dates.

    >>> [stamp.text() for stamp in stamps_in("12:332024/10/03 | 最后更新 2024年10月4日 8:05")]
    ['2024-10-03T12:33:00', '2024-10-04T08:05:00']
    """
    ahead = [(name, match) for name, form in _FORMS if (match := form.search(line))]
    while ahead:
        name, match = min(ahead, key=lambda item: item[1].start())
        stamp = _stamp(name, match)
        if stamp:
            yield stamp
        at = match.end()
        # a form that was found farther on, or nowhere, is so still
        later = ((name, match if match.start() >= at else match.re.search(line, at)) for name, match in ahead)
        ahead = [(name, match) for name, match in later if match]
    for match in _HAN_DATE.finditer(line):
        year = _han_year(match[1])
        if is_possible(year, month := _han_number(match[2]), day := _han_number(match[3])):
            yield Stamp(year, month, day, start=match.start(), end=match.end())


def relative_stamp(line: str, fetched: datetime) -> Stamp | None:
    """Return the date that 今天, 昨天, 3小时前 … name in a folded line, counted from `fetched`; weeks are too vague.

    >>> from datetime import UTC
    >>> relative_stamp("3小时前", datetime(2024, 5, 9, 18, 0, tzinfo=UTC)).text()
    '2024-05-09'
    """
    match = _RELATIVE.search(line)
    if not match:
        return None
    now = fetched.astimezone(LOCAL)
    if match["day"]:
        day = now - timedelta(days=_DAYS_BACK[match["day"]])
        return Stamp(day.year, day.month, day.day, _clock(match), start=match.start(), end=match.end(), form="relative")
    count = 0.5 if match["count"] == "半" else 1 if match["count"] == "一" else int(match["count"] or 0)
    unit = match["unit"] or "秒"
    then = now - timedelta(seconds=count * _UNITS[unit])
    # Only minutes are told to the minute.
    clock = f"{then:%H:%M}:00" if unit in ("秒", "分钟") else ""
    return Stamp(then.year, then.month, then.day, clock, start=match.start(), end=match.end(), form="relative")


def stamp_of_claim(value: str) -> Stamp | None:
    """Return the date of a machine-readable value (ISO 8601 in any dress, RFC 2822, epoch), in the zone that the page names.

    >>> stamp_of_claim("2024-05-09T17:30:07.000Z").text(), stamp_of_claim("2024-05-09T17:30:07+02:00").text()
    ('2024-05-10T01:30:07+08:00', '2024-05-09T17:30:07+02:00')
    """
    value = value.strip()
    if match := _EPOCH.fullmatch(value):
        then = datetime.fromtimestamp(int(match[1]), LOCAL)
        return Stamp(then.year, then.month, then.day, f"{then:%H:%M:%S}", OWN_ZONE)
    stamp = next((stamp for stamp in stamps_in(value) if stamp.year and stamp.form != "either"), None)
    return stamp or compact_stamp(value)


def clock_alone(line: str) -> str:
    """Return the time of day that is all of a folded line, "" for any other.

    >>> clock_alone("香港时间12时05分"), clock_alone("时间12:05 地点待定")
    ('12:05:00', '')
    """
    match = _CLOCK_ALONE.fullmatch(line)
    return _clock(match) if match else ""


def compact_stamp(text: str) -> Stamp | None:
    """Return the first date written in eight digits, with a time of six more if there is one."""
    for match in _COMPACT.finditer(text):
        if is_possible(int(match[1]), int(match[2]), int(match[3])):
            parts = [match[at] or match[at + 3] or "00" for at in (4, 5, 6)]
            clock = ":".join(parts) if (match[4] or match[7]) and _is_clock(*parts) else ""
            return Stamp(int(match[1]), int(match[2]), int(match[3]), clock, start=match.start(), end=match.end())
    return None


def with_year(stamp: Stamp, year: int) -> Stamp | None:
    """Return the stamp in that year, None where the day does not exist in it."""
    return replace(stamp, year=year) if is_possible(year, stamp.month, stamp.day) else None


def _stamp(name: str, match: re.Match[str]) -> Stamp | None:
    parts = match.groupdict()
    year = int(parts.get("year") or parts.get("year_bare") or 0)
    if name == "roc":
        year += ROC_OFFSET
    elif name == "short_year":
        year += 2000
    if name == "either":
        name, month, day = _in_either_order(parts)
    else:
        month = named_month(parts["name"]) if name == "english" else int(parts["month"])
        day = int(parts["day"])
    if not is_possible(year or 2000, month, day):
        return None
    stamp = Stamp(year, month, day, _clock(match), "", match.start(), match.end(), name)
    return _localised(stamp, parts.get("zone") or "")


def _in_either_order(parts: dict[str, str | None]) -> tuple[str, int, int]:
    """Return (form, month, day) of two numbers before a year: "either", the month first, where nothing here tells their order."""
    first, second, year = (int(parts[key] or 0) for key in ("first", "next", "year"))
    if first > MONTHS_IN_YEAR or second > MONTHS_IN_YEAR or first == second:
        return ("full", second, first) if first > MONTHS_IN_YEAR else ("full", first, second)
    named = parts.get("weekday") or parts.get("behind")
    weekday = WEEKDAYS.find(named) % DAYS_IN_WEEK if named else _english_weekday(parts.get("english"))
    days = [date(year, first, second).weekday(), date(year, second, first).weekday()]
    if weekday not in days or days[0] == days[1]:
        return "either", first, second
    return ("full", first, second) if days[0] == weekday else ("full", second, first)


def _english_weekday(name: str | None) -> int:
    return ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun").index(name) if name else -1


def named_month(name: str) -> int:
    """Return the number of a month by its English or Chinese name, 0 for no month."""
    return HAN_MONTHS.get(name) or MONTHS.get(name.lower(), 0)


def _localised(stamp: Stamp, zone: str) -> Stamp:
    """Return the stamp with the zone it was written in, one in universal time at +08:00: where its readers live nobody says."""
    if not zone or not stamp.clock:
        return replace(stamp, zone=OWN_ZONE) if zone else stamp
    offset = zone.removeprefix("UTC").removeprefix("GMT").replace(":", "").strip()
    sign, digits = offset[:1], offset[1:].zfill(2).ljust(4, "0")
    if digits != "0000":
        return replace(stamp, zone=f"{sign}{digits[:2]}:{digits[2:]}")
    then = datetime.fromisoformat(f"{stamp.date}T{stamp.clock}") + LOCAL.utcoffset(None)
    return replace(stamp, year=then.year, month=then.month, day=then.day, clock=f"{then:%H:%M:%S}", zone=OWN_ZONE)


def _clock(match: re.Match[str]) -> str:
    parts = match.groupdict()
    if not parts.get("hour"):
        return ""
    hour = int(parts["hour"])
    half = (parts.get("half") or parts.get("half_after") or "").replace(".", "").lower()
    if half in BEFORE_NOON and hour == NOON:
        hour = 0
    if hour < NOON and (half in AFTERNOON or (half in NIGHT and hour >= EVENING)):
        hour += 12
    return f"{hour % 24:02}:{parts['minute']}:{parts.get('second') or '00'}"


def _is_clock(hour: str, minute: str, second: str) -> bool:
    return hour < "24" and minute < "60" and second < "60"


def is_possible(year: int, month: int, day: int) -> bool:
    """Tell whether a day exists, in the years of the web."""
    if not FIRST_YEAR <= year <= LAST_YEAR:
        return False
    try:
        date(year, month, day)
    except ValueError:
        return False
    return True


def _han_year(text: str) -> int:
    """Return a year written digit by digit, or one of Taiwan's in either form: 二〇二四, 民国一一三, 民国一百一十三."""
    of_taiwan = text.removeprefix("民国")
    hundreds, hundred, rest = of_taiwan.rpartition("百")
    if "十" in of_taiwan or hundred:
        year = 100 * bool(hundred) * int(HAN_DIGITS.get(hundreds, "1")) + _han_number(rest.lstrip("零〇○"))
    else:
        year = int("".join(HAN_DIGITS[character] for character in of_taiwan))
    return year if of_taiwan == text else year + ROC_OFFSET


def _han_number(text: str) -> int:
    """Return the value of a Chinese numeral below a hundred."""
    tens, ten, ones = text.rpartition("十")
    value = int(HAN_DIGITS[ones]) if ones else 0
    if ten:
        value += 10 * (int(HAN_DIGITS[tens]) if tens else 1)
    return value
