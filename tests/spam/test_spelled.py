"""Phrases that markup spells letter by letter, down the page, or with hidden letters amid them; and what stays that looks so."""

import pytest

from tests.spam.stories import STORIES
from tests.spam.test_set_apart import page

TITLE, STORY = STORIES["library"]
WARE = "二手挖掘机价格表"


def each(form: str) -> str:
    return "".join(map(form.format, WARE))


@pytest.mark.parametrize(
    "spelled",
    [
        each("<i>{}</i>"),
        each("<i>{}</i>") + "，",
        each("<font color=red>{}</font>") + "，",
        "<i></i>".join(WARE) + "，",
        "<!---->".join(WARE) + "，",
        "二手<span style='display:none'>x8Kq</span>挖掘机价格表，",
        "二<em style='font-size:0'>京</em>手挖掘<em style='font-size:0'>山</em>机价格表，",
    ],
    ids=["elements amid a clause", "elements", "fonts", "empty elements", "comments", "hidden letters", "hidden words"],
)
def test_a_phrase_that_is_spelled_goes_with_the_mark_behind_it(spelled: str) -> None:
    dropped = STORY[1].replace("图书馆把闭馆", f"图书馆，{spelled}把闭馆")
    found = page(STORY[0], dropped, *STORY[2:])
    assert found.text.split("\n")[1] == STORY[1].replace("图书馆把", "图书馆，把")


@pytest.mark.parametrize("form", ["<p>{}</p>", "<table><tr><td>{}</td></tr></table>"])
def test_a_phrase_down_the_page_goes(form: str) -> None:
    found = page(*STORY[:2], STORY[2] + "</p>" + form.format("<br>".join(WARE)) + "<p>", *STORY[3:])
    assert found.text == "\n".join(STORY)


def test_hidden_letters_are_no_text_however_few() -> None:
    told = STORY[1].replace("图书馆", "图书<span style='display:none'>q</span>馆", 1)
    assert page(STORY[0], told, *STORY[2:]).text == "\n".join(STORY)


@pytest.mark.parametrize("said", ["我们都爱读书", "2月6日上午"])
def test_what_else_has_a_colour_for_each_letter_stays(said: str) -> None:
    told = STORY[1] + "".join(f"<font color=red>{letter}</font>" for letter in said) + "。"
    assert said in page(STORY[0], told, *STORY[2:]).text


def test_verse_down_the_page_stays() -> None:
    found = page(*STORY[:2], STORY[2] + "</p><p>" + "<br>".join("我在馆里读书") + "</p><p>", *STORY[3:])
    assert "我\n在\n馆\n里\n读\n书" in found.text


def test_of_a_clause_around_a_phrase_with_hidden_letters_the_rest_stays() -> None:
    spelled = "<span style='display:none'>b4pz</span>".join(("二手挖", "掘机价", "格表"))
    told = STORY[1].replace("图书馆把闭馆", f"图书馆{spelled}把闭馆")
    found = page(STORY[0], told, *STORY[2:]).text
    assert not any(part in found for part in ("b4pz", "手挖", "掘机", "价格"))
    assert (
        abs(len(found) - len("\n".join(STORY))) <= 1
    )  # where it begins and ends is told by the ties, to a letter or so
    assert all(part in found for part in ("由旧粮仓改造的图书馆", "闭馆时间推迟到晚上十点"))
