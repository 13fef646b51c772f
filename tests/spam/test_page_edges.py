"""Lists of unknown words at a page's first and last line: told by how they are joined, where a page joins its own words otherwise."""

import pytest

from cleaners.parse import parse
from cleaners.spam import Search
from tests.spam.stories import MENU, STORIES, Page

# Words of no trade that any table knows.
WORDS = "蓝砂砂 苇雀十九 墨圈圈 榛果二区 鹭丝丝 夜砚三区".split()
RUN = "青山旧事全集白鹭湖往事重映长街夜雨国语秋水伊人完整篇小城故人粤语原声春江月影修复本古渡人家第三季"
FORMS = {
    "a hidden run without a mark": ("<div style='display:none'>{}</div>", RUN),
    "one link of many": ('<div><a href="http://kq7.example/z/">{}</a></div>', "_".join(WORDS)),
    "a heading of many": ("<h1>{}</h1>", "|".join(WORDS)),
}
OWN = {
    "a menu": f'<div><a href="/">{"|".join(MENU)}</a></div>',
    "a heading of the site": "<h1>云岭新闻网_云岭县_云岭要闻_云岭大桥_云岭</h1>",
    "a sentence": "<div>本站所载的文字和图片未经云岭县融媒体中心书面许可不得以任何方式在其他网站或报刊上使用也不得与商业广告一并刊出</div>",
}


def spam_of(first: str = "", last: str = "") -> list[str]:
    title, paragraphs = STORIES["bridge"]
    document = parse(Page(title, paragraphs, top=first, bottom=last).html().decode())
    return [document.seen[span.start : span.end] for span in Search(document).spans]


@pytest.mark.parametrize("form", FORMS)
def test_unknown_words_so_joined_go_from_the_first_line(form: str) -> None:
    element, words = FORMS[form]
    assert words in spam_of(first=element.format(words))


@pytest.mark.parametrize("form", FORMS)
def test_they_go_from_the_last_line(form: str) -> None:
    element, words = FORMS[form]
    assert words in spam_of(last=element.format(words))


@pytest.mark.parametrize("form", OWN)
def test_a_page_s_own_lines_stay(form: str) -> None:
    assert spam_of(first=OWN[form]) == []
    assert spam_of(last=OWN[form]) == []
