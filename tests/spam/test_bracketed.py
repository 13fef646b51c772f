"""Offers in brackets behind the sentences of a story, and the notes that newsrooms put there."""

import pytest

from cleaners import Article, clean_html
from tests.spam.stories import STORIES, Page


@pytest.mark.parametrize("brackets", ["（）", "【】", "『』", "《》", "()", "{}"])
def test_a_row_of_offers_in_brackets_at_the_ends_of_paragraphs_goes(brackets: str) -> None:
    title, paragraphs = STORIES["museum"]
    wares = ("污水处理设备报价", "身份证小额贷款", "雅思培训班推荐")
    told = [text + brackets[0] + ware + brackets[1] for text, ware in zip(paragraphs, wares, strict=False)]
    found = clean_html(Page(title, (*told, *paragraphs[len(told) :])).html())
    assert isinstance(found, Article)
    assert found.text == "\n".join(paragraphs)


def test_notes_in_brackets_at_the_ends_of_paragraphs_stay() -> None:
    title, paragraphs = STORIES["museum"]
    notes = ("（见本报三月二日二版）", "（下同）", "（以上均为化名）")
    told = [text + note for text, note in zip(paragraphs, notes, strict=False)]
    found = clean_html(Page(title, (*told, *paragraphs[len(told) :])).html())
    assert isinstance(found, Article)
    assert all(note in found.text for note in notes)
