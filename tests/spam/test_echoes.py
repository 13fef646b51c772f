"""What goes with a phrase or a pitch, and what of its paragraph stays."""

from itertools import pairwise

from cleaners import Article, Removed, Stage, clean_html
from cleaners.parse import parse
from cleaners.spam.echoes import whole_paragraphs
from cleaners.spam.find import Search
from tests.spam.stories import STORIES, Page


def test_what_is_left_of_a_line_of_verse_stays() -> None:
    title, paragraphs = STORIES["bridge"]
    verse = ("饱食安步， 北京赛车怎么玩 在仕代农。", "依隐玩世， 时时彩平台注册 诡时不逢。")
    found = clean_html(Page(title, (*paragraphs, *verse)).html())
    assert isinstance(found, Article)
    assert "北京赛车" not in found.text
    assert "时时彩" not in found.text
    assert all(words in found.text for words in ("饱食安步", "在仕代农", "依隐玩世", "诡时不逢"))


def test_spans_that_reach_over_the_end_of_a_sentence_stay_whole_and_apart() -> None:
    told = "网上棋牌开户送金。（哪家平台提款快？）老桥连着南北两岸的十几个村庄，孩子们上学要等渡船。"
    document = parse(f"<p>{told}</p>")
    (block,) = [block for block in document.blocks if "棋牌" in block.text]
    ends = (0, told.index("。")), (told.index("（"), told.index("）") + 1)
    spans = [
        Removed(block.start + start, block.start + end, told[start:end], Stage.SPAM, "offer", 0.9)
        for start, end in ends
    ]
    kept = whole_paragraphs(Search(document), range(block.index, block.index + 1), spans)
    assert all(first.end <= second.start for first, second in pairwise(kept))
    assert all(any(span.start <= each.start and each.end <= span.end for span in kept) for each in spans)
    assert all("孩子们" not in span.text for span in kept)


def test_clauses_that_go_on_selling_go_with_the_phrase_that_is_known() -> None:
    title, paragraphs = STORIES["bridge"]
    sold = (
        "南城开锁公司电话，南城换锁芯，南城汽车开锁，十分钟到。",
        "南城搬家公司收费标准，居民搬家，公司搬迁，钢琴搬运，空调移机。",
    )
    found = clean_html(Page(title, (*paragraphs[:2], *sold, *paragraphs[2:])).html())
    assert isinstance(found, Article)
    assert found.text == "\n".join(paragraphs)
