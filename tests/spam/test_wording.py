"""Offers told by their wording: what no lexicon names is found in company, and what a newsroom writes is left alone."""

import re

import pytest

from cleaners import Article, Stage, clean_html
from cleaners.spam.fold import put_together
from cleaners.spam.wording import (
    GLANCE_CHARS,
    MAX_PHRASE_CHARS,
    MIN_PHRASE_CHARS,
    TABLE,
    UNIT,
    default_wording,
    likelier,
    offering,
    parts_of,
    selling,
    telling_places,
    weighed,
)
from tests.spam.stories import STORIES, Page

WORDING = default_wording()


@pytest.mark.parametrize(
    "phrase", ["冬虫夏草高价回收", "离婚律师咨询", "球磨机多少钱一台", "汉服厂家批发", "抖音涨粉自助下单平台"]
)
def test_an_offer_reads_like_one(phrase: str) -> None:
    assert selling(phrase, WORDING) > 0


@pytest.mark.parametrize(
    "clause", ["同比增长百分之九", "两岸群众出行缩短一小时", "县委书记到现场指挥", "记者从交通局获悉", "全长一千二百米"]
)
def test_news_does_not(clause: str) -> None:
    assert selling(clause, WORDING) < -1


def test_parts_weigh_what_they_weigh_alone() -> None:
    clause = "县里冬虫夏草高价回收计划在桥头修建停车场"
    parts = {clause[part.start : part.end]: part.odds for part in parts_of(clause, WORDING, -2.0)}
    assert parts["冬虫夏草高价回收"] == pytest.approx(selling("冬虫夏草高价回收", WORDING))
    assert min(parts.values()) >= -2.0
    assert {len(said) for said in parts} <= set(range(MIN_PHRASE_CHARS, MAX_PHRASE_CHARS + 1))


def test_every_part_of_a_short_clause_is_weighed() -> None:
    size = 7
    spans = {(part.start, part.end) for part in parts_of("桥头修建停车场", WORDING, -99.0)}
    assert spans == {(at, end) for at in range(size) for end in range(at + MIN_PHRASE_CHARS, size + 1)}


def test_only_what_may_hold_an_offer_is_looked_at() -> None:
    clause = "县里冬虫夏草高价回收，村民们昨天又回到河边"
    places = telling_places(clause, WORDING, -1.0)
    assert places
    assert max(places) + GLANCE_CHARS <= clause.index("，")
    assert not telling_places("村民们昨天又回到河边", WORDING, -1.0)
    assert not telling_places("", WORDING, -1.0)


def test_a_glance_weighs_four_characters_as_a_part_is_weighed_without_its_ends() -> None:
    text = "冬虫夏草"
    odds = (weighed(text, WORDING) + WORDING.bias + WORDING.lengths[len(text)]) / UNIT
    assert telling_places(text, WORDING, odds - 0.01) == [0]
    assert telling_places(text, WORDING, odds + 0.01) == []


def test_no_place_is_passed_over_for_what_its_pairs_come_to() -> None:
    text = "县里的冬虫夏草高价回收计划昨天在桥头公布离婚律师咨询电话多少钱一台"
    fours = [text[at : at + GLANCE_CHARS] for at in range(len(text) - GLANCE_CHARS + 1)]
    for least in (-4.0, -2.0, -1.0, 0.0):
        needed = least * UNIT - WORDING.bias - WORDING.lengths[GLANCE_CHARS]
        assert telling_places(text, WORDING, least) == [
            at for at, four in enumerate(fours) if weighed(four, WORDING) >= needed
        ]


def test_the_likelier_places_are_those_that_a_search_for_them_finds() -> None:
    text = "县里的冬虫夏草高价回收计划昨天在桥头公布，离婚律师咨询电话多少钱一台"
    places = telling_places(text, WORDING, -4.0)
    for least in (-3.0, -2.0, -1.0, 0.0):
        assert likelier(text, places, WORDING, least) == telling_places(text, WORDING, least)


def test_windows_change_no_place(monkeypatch: pytest.MonkeyPatch) -> None:
    text = "县里的冬虫夏草高价回收计划昨天在桥头公布，离婚律师咨询电话多少钱一台\n" * 3
    whole = telling_places(text, WORDING, -2.0)
    for size in (1, 4, 5, 40):
        monkeypatch.setattr("cleaners.spam.wording.WINDOW_CHARS", size)
        assert telling_places(text, WORDING, -2.0) == whole != []


def test_a_text_weighs_what_its_runs_do_through_all_windows(monkeypatch: pytest.MonkeyPatch) -> None:
    runs = ("哪", "家", "好", "哪", "哪家", "家好", "好哪", "哪家好", "家好哪")
    for size in (1, 2, 3, 40):
        monkeypatch.setattr("cleaners.spam.wording.WINDOW_CHARS", size)
        assert weighed("哪家好哪", WORDING) == sum(WORDING.weights.get(run, 0) for run in runs)
        assert weighed("", WORDING) == 0


def test_wares_of_no_lexicon_dropped_into_sentences_go() -> None:
    title, paragraphs = STORIES["drought"]
    sold = ("球磨机多少钱一台", "蝶阀厂家批发", "离心泵报价")
    changed = tuple(text.replace("，", f",{word},", 1) for text, word in zip(paragraphs, sold, strict=False))
    found = clean_html(Page(title, (*changed, *paragraphs[3:])).html())
    assert isinstance(found, Article)
    assert not any(word in found.text for word in sold)
    spans = [span for span in found.removed if span.stage is Stage.SPAM]
    assert all(span.rule and span.evidence and 0 < span.score <= 1 for span in spans)


@pytest.mark.parametrize("marks", ["【{}】", "_{}_", " {} "])
def test_phrases_between_marks_in_series_go_whatever_the_story_is_about(marks: str) -> None:
    """The title names what spam sells; no sentence has such marks twice."""
    paragraphs = (
        "近期有人以刷单返利为名在群里拉人，市反诈中心接到多起报警，受害人多为在校学生。",
        "民警介绍，骗子先让人做几单小额任务，兑现佣金，再以大额任务为由要求转账。",
        "市民一旦遇到此类情况，应当立即停止操作，保存聊天记录，及时向公安机关报案。",
    )
    words = ("变态传世私服", "机器码解绑", "代开餐饮发票")
    changed = [text.replace("，", f"，{marks.format(word)}", 1) for text, word in zip(paragraphs, words, strict=True)]
    found = clean_html(Page("大学生刷单被骗三万元 警方提醒", tuple(changed)).html())
    assert isinstance(found, Article)
    assert not any(word in found.text for word in words)
    assert "民警介绍" in found.text
    assert "兑现佣金，再以大额任务为由" in found.text


def test_a_list_of_what_is_sold_in_every_city_is_no_list_of_cities() -> None:
    title, paragraphs = STORIES["bridge"]
    sold = "上海办证刻章 武汉文凭制作 重庆发票代开 深圳学历办理 杭州驾照代办 广州证件制作 北京毕业证 成都刻章".split()
    cities = "上海大学 武汉大学 重庆大学 深圳大学 浙江大学 广州大学 北京大学 四川大学".split()
    for words, wanted in ((sold, True), (cities, False)):
        links = " ".join(f'<a href="http://www.s{at}.example/">{word}</a>' for at, word in enumerate(words))
        html = Page(title, paragraphs).html().replace(b"</html>", b"</html>" + f"<div>{links}</div>".encode())
        found = clean_html(html)
        assert isinstance(found, Article)
        assert any(span.stage is Stage.SPAM and words[0] in span.text for span in found.removed) is wanted


@pytest.mark.parametrize("mark", [".", "·", "\u200b", " "])
def test_characters_held_apart_are_read_together(mark: str) -> None:
    words = ["球磨机厂家批发", "离婚律师咨询费用"]
    apart = [mark.join(word) for word in words]
    assert put_together(apart[0]) == words[0]
    assert offering(apart, WORDING) == pytest.approx(offering(words, WORDING))


def test_each_run_has_one_weight() -> None:
    runs = [
        run
        for line in TABLE.read_text(encoding="utf-8").splitlines()
        if not re.match(r"#|length\t", line)
        for run in line.split("\t")[1].split(" ")
    ]
    assert len(runs) == len(set(runs))


def test_an_offer_that_reaches_into_other_spam_is_not_cut_twice() -> None:
    title, paragraphs = STORIES["drought"]
    tail = "球磨机多少钱一台，蝶阀厂家批发，离心泵报价|冷却塔价格|减速机厂家|空压机维修|换热器型号|电磁阀批发"
    found = clean_html(Page(title, (*paragraphs[:4], paragraphs[4] + tail)).html())
    assert isinstance(found, Article)
    ends = [0, *(span.end for span in found.removed)]
    assert all(end <= span.start for end, span in zip(ends, found.removed, strict=False))
    assert "冷却塔价格" not in found.text
