"""News mode: simplified text as mainland press writes it, from any kind of traditional text.

A character table does most of it: the official characters, the Taiwan and Hong Kong forms that it does not reach, and the
old variants abolished in 1955. What is left are some two dozen characters with two simplified forms (著: 着 or 著, 乾: 干 or
乾), and for these the words around them decide. Only lines that are written in traditional characters are converted in
this way: in simplified text a 乾 or 著 is there because somebody wrote it, so there no character is touched that is itself
standard, or standard in names.
"""

import re
from collections.abc import Callable, Iterable
from enum import Enum
from functools import cached_property, lru_cache, partial
from itertools import groupby

from cleaners.decisive import any_simplified, is_japanese, is_plain_traditional, may_be_japanese
from cleaners.simplify.code_points import BMP, table_of
from cleaners.simplify.dictionaries import first_choices
from cleaners.simplify.lattice import Lattice
from cleaners.simplify.readings import readings
from cleaners.simplify.variants import variants

BEYOND_BMP = chr(BMP)
# Below this share of decisive characters a line is simplified text with a name or a quotation in it.
MIN_TRADITIONAL_SHARE = 0.02
# So much of a page tells its script.
PAGE_SAMPLE_CHARS = 10_000
# In GB 2312 in their own right, whatever the official table does: 蒜薹 is no 蒜苔.
KEPT = "薹榘"
# Standard in names since 2013, or kept in Japanese and place names: simplified text has them on purpose.
NAME_FORMS = "瞭昇甦陞鉅鍾祇噁剋脩氾喆淼堃犇邨甯迺塚"
# Some of these stand in nearly every line that is written in traditional characters.
COMMON_TRADITIONAL = re.compile(
    "[這個們來說時為會國學對過種發開見關實現應還動業從與點資電經機問長車東門馬話語請讓認議報場進運達選]"
)
# To look for them in all of a simplified text would take as long as all the rest.
FIRST_CHARS = 300
# Variants that Taiwan prints today and the dictionaries do not name.
VARIANTS_OF_TODAY = frozenset("妳牠揹暱瑯痲徬餽搾")

# What a table writes that makes simplified text traditional character by character; people write 關係, 製造, 複雜. Words that
# meet by chance (體制|成熟, 方面|包括) are looked at from behind: where each way begins with a letter the search is fast.
MECHANICAL = (
    "關系|聯系|制[造作品成](?<![體機限控抑壓管編克]制.)|研制|復雜|復制|重復(?<!嚴重復)|雜志|標志|這里|那里|哪里|里面(?<![公英海]里面)"
    "|頭發(?<![源街]頭發)|范圍|采訪|采取|采用|特征|象征|征求|征收|沖突|沖擊|面包(?<![方外對表地裡書]面包)|戰斗|斗爭|盡管|盡快|批準"
    "|收獲|注冊"
)


class _Kind(Enum):
    """How a line is to be converted."""

    TRADITIONAL = "whole table and context"
    SIMPLIFIED = "only what no simplified text has"
    JAPANESE = "not at all"


class _Page:
    """What the whole of a text tells about its lines."""

    def __init__(self, is_traditional: Callable[[], bool], *, has_japanese: bool) -> None:
        self.has_japanese = has_japanese
        self._is_traditional = is_traditional

    @cached_property
    def is_traditional(self) -> bool:
        """The script of lines without any decisive character; to know it, every character is looked at."""
        return self._is_traditional()


class NewsConverter:
    """News mode with its tables, which never change after they are built."""

    def __init__(self) -> None:
        characters = news_characters()
        self._characters = characters
        self._lattice = Lattice(characters)
        self._table = table_of(characters)

    def convert(self, text: str) -> str:
        """Return `text` simplified; always of the same length, lines of Japanese as they are.

        What comes out without any simplified character that decides (沉淀法著) would be taken for traditional again, and read with
        other words around: so it is, until it stays.
        """
        done = self._convert(text)
        while done != text and any_simplified().search(done) is None:
            text, done = done, self._convert(done)
        return done

    def _convert(self, text: str) -> str:
        may_respell = partial(self._is_spelled_otherwise, text)
        if COMMON_TRADITIONAL.search(text, 0, FIRST_CHARS) and is_plain_traditional(text):
            return self._run(text, _Kind.TRADITIONAL, may_respell)
        if self._clear.search(text) is None and (any_simplified().search(text) or self._unclear.search(text) is None):
            return text
        page = _Page(partial(self._is_traditional, text[:PAGE_SAMPLE_CHARS]), has_japanese=may_be_japanese(text))
        runs = groupby(text.split("\n"), partial(self._kind, page))
        return "\n".join([self._run("\n".join(lines), kind, may_respell) for kind, lines in runs])

    @cached_property
    def _sparing(self) -> dict[str, str]:
        """What is changed in simplified text; as the patterns below, made when a text asks for it."""
        plain, standard = _plain_traditional(), _standard_characters(self._characters) | set(NAME_FORMS)
        return {old: new for old, new in self._characters.items() if old in plain and old not in standard}

    @cached_property
    def _sparing_table(self) -> list[int]:
        return table_of(self._sparing)

    @cached_property
    def _clear(self) -> re.Pattern[str]:
        return re.compile(_class_of(self._sparing))

    @cached_property
    def _unclear(self) -> re.Pattern[str]:
        return re.compile(_class_of(self._characters.keys() - self._sparing.keys()))

    def _run(self, text: str, kind: _Kind, may_respell: Callable[[], bool]) -> str:
        if kind is _Kind.TRADITIONAL:
            return self._lattice.settle(text, text.translate(self._table), may_respell)
        return text.translate(self._sparing_table) if kind is _Kind.SIMPLIFIED and self._clear.search(text) else text

    def _kind(self, page: _Page, line: str) -> _Kind:
        if page.has_japanese and is_japanese(line):
            return _Kind.JAPANESE
        if any_simplified().search(line):
            return _Kind.TRADITIONAL if self._is_traditional(line) else _Kind.SIMPLIFIED
        is_traditional = self._clear.search(line) is not None or page.is_traditional
        return _Kind.TRADITIONAL if is_traditional else _Kind.SIMPLIFIED

    def _is_traditional(self, text: str) -> bool:
        """Tell whether `text` is written in traditional characters, or holds none that is decisive."""
        simplified = len(any_simplified().findall(text))
        traditional = len(self._clear.findall(text))
        return traditional >= MIN_TRADITIONAL_SHARE * (traditional + simplified)

    def _is_spelled_otherwise(self, text: str) -> bool:
        """Tell whether words may be spelled as in Taiwan or Hong Kong: not where a table made the text traditional."""
        return re.search(MECHANICAL, text) is None


@lru_cache(maxsize=1)
def news_converter() -> NewsConverter:
    """Return the news converter, built at its first use.

    >>> news_converter().convert("江蘇著力解決著名乾旱區的問題"), news_converter().convert("乾隆年間,藉口借乾糧")
    ('江苏着力解决著名干旱区的问题', '乾隆年间,借口借干粮')
    """
    return NewsConverter()


def news_characters() -> dict[str, str]:
    """Return the character table of news mode: traditional and variant forms, the commonest reading first.

    Simplified forms beyond the BMP are left out: mainland pages write 赵孟頫 and 白鱀豚, as few fonts have what the rule asks for.
    """
    characters = {old: new for old, new in first_choices("TSCharacters").items() if new < BEYOND_BMP}
    for name in ("CJK_Compatibility_Ideographs", "HKVariantsRev", "TWVariantsRev"):
        variant_of = first_choices(name)
        standard = _standard_characters(variant_of)
        for old, new in variant_of.items():
            if old not in standard:
                characters.setdefault(old, characters.get(new, new))
    characters |= variants()
    for kept in KEPT:
        characters.pop(kept, None)
    ambiguous = readings()
    written = {
        old: last
        for old, new in characters.items()
        if (last := new if new in ambiguous else characters.get(new, new)) != old
    }
    return written | {old: forms[0] for old, forms in ambiguous.items()}


def _plain_traditional() -> set[str]:
    """Return what simplified characters are in Taiwan and Hong Kong today; names and old prints have other variants."""
    tables = ("STCharacters", "TWVariants", "HKVariants")
    return {new for name in tables for old, new in first_choices(name).items() if old != new} | VARIANTS_OF_TODAY


def _standard_characters(characters: dict[str, str]) -> set[str]:
    """Return those keys that are standard in simplified text, by GB 2312."""
    return set("".join(characters).encode("gb2312", "ignore").decode("gb2312"))


def _class_of(characters: Iterable[str]) -> str:
    """Return a regex class; one character beyond the BMP in it would make it many times slower."""
    return "[" + "".join(sorted(character for character in characters if ord(character) < BMP)) + "]"
