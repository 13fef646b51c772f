"""News mode: simplified text as mainland press writes it, from any kind of traditional text.

A character table does most of it: the official characters, the Taiwan and Hong Kong forms that it does not reach, and the
old variants abolished in 1955; no character that is itself standard in simplified text is touched by the table. What is
left are some two dozen characters with two simplified forms (著: 着 or 著, 乾: 干 or 乾), and for these the words around them
decide. Only lines that are written in traditional characters are converted in this way: in simplified text a 乾 or 著
is there because somebody wrote it.
"""

import re
from functools import lru_cache

from cleaners.script import KANA, count_line, decisive_characters
from cleaners.simplify.dictionaries import first_choices
from cleaners.simplify.readings import readings
from cleaners.simplify.variants import variants
from cleaners.simplify.words import lattice

BMP = 0x10000
# Below this share of decisive characters a line is simplified text with a name or a quotation in it.
MIN_TRADITIONAL_SHARE = 0.02
# Standard in names since 2013, written so on purpose in simplified text.
RARE_FORMS = "昇甦陞鉅鍾祇噁剋脩氾喆淼堃犇邨甯迺"


class NewsConverter:
    """News mode with its tables, which never change after they are built."""

    def __init__(self) -> None:
        self._characters = news_characters()
        self._table = [self._characters.get(chr(code), code) for code in range(BMP)]
        kept = {**self._characters, **{form: form for form in RARE_FORMS}}
        self._simplified_table = [kept.get(chr(code), code) for code in range(BMP)]
        forms = "".join(readings())
        changed = "".join(sorted(old for old in self._characters if ord(old) < BMP))
        self._any = re.compile(f"[{changed}{forms}]")
        self._ambiguous = re.compile(f"[{forms}]")
        self._simplified, self._traditional, _ = (re.compile(f"[{each}]") for each in decisive_characters())

    def convert(self, text: str) -> str:
        """Return `text` simplified; always of the same length, lines of Japanese as they are."""
        if self._any.search(text) is None:
            return text
        lines = text.split("\n")
        is_traditional = self._is_traditional(text, fallback=True)
        return "\n".join([self._line(line, is_traditional) if self._any.search(line) else line for line in lines])

    def _is_traditional(self, text: str, *, fallback: bool) -> bool:
        traditional = len(self._traditional.findall(text))
        if not traditional:
            return fallback and self._simplified.search(text) is None
        simplified = len(self._simplified.findall(text))
        return traditional >= MIN_TRADITIONAL_SHARE * (traditional + simplified)

    def _line(self, line: str, page_is_traditional: bool) -> str:  # noqa: FBT001 - a fact about the page, not a switch
        counts = count_line(line)
        if counts.is_japanese:
            return line
        if not self._is_traditional(line, fallback=page_is_traditional):
            return line.translate(self._simplified_table)
        written = line.translate(self._table)
        found = [match.start() for match in self._ambiguous.finditer(line)]
        return lattice().resolve(line, written, found) if found else written


@lru_cache(maxsize=1)
def news_converter() -> NewsConverter:
    """Return the news converter, built at its first use.

    >>> news_converter().convert("江蘇著力解決著名乾旱區的問題"), news_converter().convert("乾隆年間,張乾借乾糧")
    ('江苏着力解决著名干旱区的问题', '乾隆年间,张乾借干粮')
    """
    return NewsConverter()


def news_characters() -> dict[str, str]:
    """Return the character table of news mode: traditional and variant forms, the commonest reading first."""
    characters = dict(first_choices("TSCharacters"))
    standard = set("".join(characters).encode("gb2312", "ignore").decode("gb2312"))
    for name in ("CJK_Compatibility_Ideographs", "HKVariantsRev", "TWVariantsRev"):
        reached = set("".join(first_choices(name)).encode("gb2312", "ignore").decode("gb2312"))
        for old, new in first_choices(name).items():
            if old not in reached:
                characters.setdefault(old, characters.get(new, new))
    characters |= variants()
    table = {old: new for old, new in characters.items() if old != new and old not in standard}
    return table | {old: forms[0] for old, forms in readings().items()}


def kana_class() -> str:
    """Return the regex class of kana."""
    return f"[{KANA}]"
