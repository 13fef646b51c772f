"""The tables of the normalizer: unique keys, no chains, digits that stay digits, and a source with its licence."""

import unicodedata
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

from cleaners.decisive import japanese_characters, simplified_characters, traditional_characters
from cleaners.fold import fold
from cleaners.normalize import RADICALS, STEPS, normalize
from cleaners.simplify import MODES, simplify
from cleaners.simplify.news import news_characters
from cleaners.simplify.readings import deciding_words, readings, spellings
from cleaners.simplify.tables import lines_of
from cleaners.simplify.variants import variants
from cleaners.simplify.words import Words, words_of

FOLDER = Path(fold.__code__.co_filename).parent / "simplify"
TABLES = sorted(path for path in FOLDER.iterdir() if path.suffix in (".tsv", ".txt"))
DIGITS = [chr(code) for code in range(0x10000) if unicodedata.category(chr(code)) == "Nd"]


def rows(name: str) -> list[list[str]]:
    lines = (FOLDER / name).read_text("utf-8").splitlines()
    return [line.split("\t") for line in lines if line and not line.startswith("#")]


@pytest.mark.parametrize("path", TABLES, ids=lambda path: path.name)
def test_each_table_names_its_source(path: Path) -> None:
    head = [line for line in path.read_text("utf-8").splitlines() if line.startswith("#")]
    assert any("Made by" in line for line in head)


@pytest.mark.parametrize("name", ["readings.tsv", "spellings.tsv"])
def test_readings_are_unique_and_every_word_decides_something(name: str) -> None:
    table = rows(name)
    assert not [key for key, count in Counter(row[0] for row in table).items() if count > 1]
    assert not readings().keys() - {row[0] for row in rows("readings.tsv")} - spellings().keys()
    for character, forms, words in table:
        assert len(set(forms)) == len(forms) >= 2, character
        assert not [word for word in words.split(" ") if set(word).isdisjoint(forms)], character
        assert not [word for word, count in Counter(words.split(" ")).items() if count > 1], character


def test_variants_are_unique_pairs() -> None:
    pairs = [pair for row in rows("variants.tsv") for pair in row[0].split(" ")]
    assert all(len(pair) == 2 for pair in pairs)
    assert len(pairs) == len(variants())


def test_words_are_listed_once_and_in_one_form() -> None:
    listed = lines_of("words.txt")
    words = [word for row in listed for word, _ in words_of(row)]
    assert len(words) == len(set(words)) > 10_000
    assert len({row[0] for row in listed}) == len(listed)


def test_words_met_one_by_one_cost_what_the_table_says() -> None:
    listed = {word: cost for row in lines_of("words.txt") for word, cost in words_of(row)}
    words = Words()
    words.learn("沿著着名胜")
    assert {"沿着", "名胜"} <= words.usual.keys()
    assert "大学" not in words.usual
    assert "大学" in words
    assert words.usual["名胜"] == listed["名胜"]
    assert words.named["著名"] == listed["著名"]


def test_no_target_is_sent_elsewhere_but_by_its_readings() -> None:
    table = news_characters()
    assert {new for old, new in table.items() if new != old and new in table} <= readings().keys()


def test_deciding_words_are_simplified() -> None:
    assert not [word for word in deciding_words() if simplify(word) != word]


@pytest.mark.parametrize("mode", MODES)
def test_digits_stay_digits(mode: str) -> None:
    assert all(simplify(digit, mode) == digit for digit in DIGITS)


@pytest.mark.parametrize("step", [normalize, fold])
def test_digits_keep_their_value(step: Callable[[str], str]) -> None:
    assert all(unicodedata.digit(step(digit)) == unicodedata.digit(digit) for digit in DIGITS)


def test_radicals_are_pairs_of_radical_and_character() -> None:
    pairs = RADICALS.split(" ")
    assert len({pair[0] for pair in pairs}) == len(pairs)
    assert all(
        "CJK RADICAL" in unicodedata.name(pair[0]) and unicodedata.name(pair[1]).startswith("CJK UNIFIED")
        for pair in pairs
    )


def test_each_step_changes_nothing_that_another_wrote() -> None:
    for name, step in STEPS.items():
        assert step(normalize("Ａ⼈\r\n\xa0é\u200b①　１")) == normalize("Ａ⼈\r\n\xa0é\u200b①　１"), name


def test_decisive_characters_are_disjoint() -> None:
    simplified, traditional, japanese = map(
        set, (simplified_characters(), traditional_characters(), japanese_characters())
    )
    assert not simplified & traditional
    assert not simplified & japanese
    assert not traditional & japanese
