"""Offers inside a story: which stretches are looked at, the signs of each, and the table that weighs them."""

import math

import pytest

from cleaners.spam.bounds import default_bounds
from cleaners.spam.candidates import SENTENCE, Candidate, joined
from cleaners.spam.joints import default_joints
from cleaners.spam.offers import SURE, TOGETHER, Learned, learned, offers_in
from cleaners.spam.signs import NAMES, Told, signs_of
from cleaners.spam.stretches import MARKED, REPORTED, Reading, Stretch, Word, stretches_in
from cleaners.spam.stumps import Scale, Stumps, default_stumps, read_stumps
from cleaners.spam.wording import default_parts, default_wording
from tests.spam.stories import STORIES

WORDING, JOINTS = default_parts(), default_joints()
READING = Reading(WORDING, WORDING, JOINTS)
STORY = "\n".join(STORIES["bridge"][1])
SOLD = ("茶叶批发价格", "汉服厂家批发", "蝶阀厂家直销")
USUAL = Reading(WORDING, default_wording(), JOINTS)
NOTHING = Learned(USUAL, read_stumps(""), default_bounds())


def with_phrases(*phrases: str, form: str = "{}，") -> str:
    """Return the story with phrases behind its first commas."""
    first, *rest = STORY.split("，")
    pieces = [first]
    for at, clause in enumerate(rest):
        pieces.append((form.format(phrases[at]) if at < len(phrases) else "") + clause)
    return "，".join(pieces)


def signs(text: str, title: str = "", lexical: tuple[tuple[int, int, int], ...] = ()) -> dict[str, dict[str, float]]:
    """Return stretch -> sign -> value."""
    told = Told(text, title, lexical)
    found = stretches_in(text, READING, (), -2.0)
    rows = signs_of(found, told, WORDING, JOINTS)
    return {text[at.start : at.end]: dict(zip(NAMES, row, strict=True)) for at, row in zip(found, rows, strict=True)}


def stretches(text: str, *links: tuple[int, int]) -> dict[str, Stretch]:
    return {text[at.start : at.end]: at for at in stretches_in(text, READING, links, -2.0)}


def test_a_word_of_the_lexicon_calls_for_a_look_and_is_not_cut_through() -> None:
    text = "两船玉米今天到达港口，日均三百余台大乐透预测降至不足百台。"
    start = text.index("大乐透预测")
    assert not any(at.start <= start < at.end for at in stretches_in(text, READING, (), -2.0))
    found = stretches_in(text, READING, (), -2.0, [Word(start, start + 5, 6)])
    assert [text[at.start : at.end] for at in found if at.start <= start] == ["大乐透预测"]


def test_a_clause_that_is_an_offer_is_a_stretch() -> None:
    text = with_phrases(SOLD[0])
    found = stretches(text)[SOLD[0]]
    assert found.is_whole
    assert not found.is_marked
    assert text[slice(*found.sentence)].startswith("本报讯")
    assert found.weight == found.odds


def test_marks_and_links_weigh() -> None:
    text = with_phrases(SOLD[0], form="_{}_")
    at = text.index(SOLD[0])
    found = stretches(text, (at, at + len(SOLD[0])))[SOLD[0]]
    assert (found.is_marked, found.is_linked) == (True, True)
    assert found.weight > found.odds + MARKED


def test_marks_that_a_paragraph_is_full_of_say_nothing() -> None:
    entries = " | ".join(("子女教育", "继续教育", "大病医疗", "住房贷款利息", "茶叶批发价", "赡养老人"))
    assert not stretches(entries)["茶叶批发价"].is_marked
    assert stretches("今年的行情 | 茶叶批发价 | 见附表")["茶叶批发价"].is_marked


@pytest.mark.parametrize("before", ["每人180元", "均价二百四十元", "，"])
def test_a_comma_of_sellers_behind_a_phrase_says_not_where_it_begins(before: str) -> None:
    text = f"参加的学生今年很多，{before}汉服厂家批发,考点都设在县城。"
    found = [at for at in stretches_in(text, USUAL, (), -2.0) if at.is_marked]
    assert [text[at.start : at.end] for at in found] == ["汉服厂家批发"]


@pytest.mark.parametrize(("name", "title"), [("乌龙江", ""), ("长乐镇", ""), ("长乐镇", "桥头的长乐镇")])
def test_a_phrase_takes_no_name_along_that_the_story_or_its_title_has(name: str, title: str) -> None:
    text = "" if title else f"大家都知道{name}，孩子们也常来看{name}。"
    text += f"昨天清早乡亲们汉服厂家批发{name}还和往年一样。"
    found = stretches_in(text, USUAL, (), -2.0, title=title)
    assert [text[at.start : at.end] for at in found if "汉服" in text[at.start : at.end]] == ["汉服厂家批发"]


def test_where_somebody_reports_words_weigh_less() -> None:
    plain, reported = (f"{who}昨天来到市场，茶叶批发价，今年涨了一成。" for who in ("小王", "记者"))
    drop = stretches(plain)["茶叶批发价"].odds - stretches(reported)["茶叶批发价"].odds
    assert drop == pytest.approx(REPORTED)


def test_quotations_programmes_and_drawn_tables_are_not_looked_at() -> None:
    assert "茶叶批发价" not in stretches("招牌上写着“茶叶批发价”。")
    assert not stretches("15:20 汉服厂家批发")
    assert not stretches("│汉服厂家批发│")
    assert not stretches("")


def test_beside_a_quotation_is_not_in_one() -> None:
    assert "茶叶批发价" in stretches("他说，茶叶批发价“今年真不高”。")
    assert "茶叶批发价" not in stretches("他说，“茶叶批发价”今年真不高。")


def test_a_clause_that_reports_may_have_a_phrase_dropped_into_it() -> None:
    assert "汉服厂家批发" in stretches("昨日上午，汉服厂家批发警方来到现场。")
    assert "茶叶批发提醒" not in stretches("茶叶批发提醒，各位茶农。")


def test_signs_tell_of_title_story_and_company() -> None:
    text = with_phrases(*SOLD)
    found = signs(text, title="茶叶涨价", lexical=((0, 4, 6),))
    first, second = found[SOLD[0]], found[SOLD[1]]
    assert (first["titled"], second["titled"]) == (1, 0)
    assert second["own"] == 0
    assert second["best"] == pytest.approx(found[SOLD[2]]["words"])
    assert second["lexicon_elsewhere"] == pytest.approx(math.log1p(6))
    assert second["lexicon"] == 0
    marks = ("after_comma", "after_stop", "opens", "before_mark", "before_colon", "closes")
    assert [second[name] for name in marks] == [1, 0, 0, 1, 0, 0]
    assert signs(with_phrases(SOLD[1]))[SOLD[1]]["company"] < second["company"]


def test_what_the_story_says_itself_is_its_own() -> None:
    text = with_phrases(SOLD[1]) + "\n县里有两百家汉服厂家，从事批发的有四十家，厂家批发额去年过亿。"
    assert signs(text)[SOLD[1]]["own"] > 0
    assert signs(with_phrases(SOLD[1]))[SOLD[1]]["own"] == 0


def test_the_lexicon_counts_only_in_company() -> None:
    alone, together = with_phrases(SOLD[1]), with_phrases(*SOLD)
    for text, counts in ((alone, False), (together, True)):
        at = text.index(SOLD[1])
        found = signs(text, lexical=((at, at + len(SOLD[1]), 6),))
        assert bool(found[SOLD[1]]["lexicon"]) is counts


def test_stumps_add_what_each_sign_reaches() -> None:
    stumps = read_stumps(
        "# a table\nbias\t-\t-1.5\nwords\t-\t-1\nwords\t0.5\t0.25\nwords\t2\t3\nmarked\t-\t0\nmarked\t1\t2\n"
    )
    assert stumps.scales[NAMES.index("words")] == Scale((0.5, 2.0), (-1.0, 0.25, 3.0))
    rest = [0.0] * (len(NAMES) - 2)
    for words, marked, wanted in ((0.4, 0, -2.5), (0.5, 0, -1.25), (1.9, 1, 0.75), (2.0, 1, 3.5)):
        assert stumps.odds([words, marked, *rest]) == pytest.approx(wanted)


def test_an_unknown_sign_in_the_table_is_an_error() -> None:
    with pytest.raises(KeyError):
        read_stumps("shoe_size\t-\t1\n")


def test_the_table_knows_every_sign() -> None:
    stumps = default_stumps()
    assert len(stumps.scales) == len(NAMES)
    assert all(len(scale.odds) == len(scale.bounds) + 1 for scale in stumps.scales)
    assert all(list(scale.bounds) == sorted(set(scale.bounds)) for scale in stumps.scales)
    assert max(abs(odds) for scale in stumps.scales for odds in scale.odds) < 9


def sold_in(text: str, using: Learned) -> set[str]:
    return {text[offer.start : offer.end] for offer in offers_in(Told(text, "", ()), using, in_doubt=True)} & set(SOLD)


@pytest.mark.parametrize("phrases", [1, 2, 3])
@pytest.mark.parametrize(("more", "are_found"), [(0.1, True), (-0.1, False)])
def test_one_alone_or_several_together_are_sure_or_none_is(phrases: int, more: float, *, are_found: bool) -> None:
    odds = TOGETHER[phrases - 1] + more
    same = Learned(USUAL, Stumps(tuple(Scale((), (0.0,)) for _ in NAMES), odds), default_bounds())
    assert len(sold_in(with_phrases(*SOLD[:phrases]), same)) == phrases * are_found


def test_each_that_is_sure_asks_less_of_the_next() -> None:
    """The likeliest is sure alone, the second beside it, the third beside both."""
    scales = [Scale((), (0.0,)) for _ in NAMES]
    scales[NAMES.index("ahead")] = Scale((1.0, 2.0), SURE)
    for bias, wanted in ((0.01, set(SOLD)), (-0.01, set())):
        using = Learned(USUAL, Stumps(tuple(scales), bias), default_bounds())
        assert sold_in(with_phrases(*SOLD), using) == wanted


def test_a_story_without_offers_has_none_and_one_with_several_all() -> None:
    using = learned(WORDING, default_wording())
    assert not offers_in(Told(STORY, "大桥合龙", ()), using)
    assert not offers_in(Told("", "", ()), using)
    text = with_phrases(*SOLD)
    found = offers_in(Told(text, "大桥合龙", ()), using)
    assert {text[offer.start : offer.end] for offer in found} == set(SOLD)
    assert found == sorted(found)


def test_a_sentence_that_is_full_of_sure_phrases_is_sure() -> None:
    sentence = Candidate(0, 40, SENTENCE, 8, is_sure=False)
    phrases = [Candidate(at, at + 7, "offer", 9, is_sure=True) for at in (4, 20)]
    assert joined([sentence], phrases) == [sentence._replace(is_sure=True, weight=9)]
    assert joined([sentence], phrases[:1]) == phrases[:1]
    assert joined([sentence._replace(is_sure=True, weight=10)], phrases[:1]) == [
        sentence._replace(is_sure=True, weight=10)
    ]


def test_of_two_that_overlap_the_surer_and_heavier_stays() -> None:
    light, heavy = Candidate(0, 8, "keywords", 4, is_sure=False), Candidate(5, 12, "offer", 3, is_sure=True)
    apart = Candidate(20, 26, "offer", 7, is_sure=True)
    assert joined([light], [heavy, apart]) == [heavy, apart]
    assert joined([heavy], [light]) == [heavy]


@pytest.mark.parametrize("moved", ["涤纶长丝POY报价本周累计上调一百五十元", "涤纶长丝批发价格环比下跌百分之三"])
def test_a_price_whose_clause_says_how_it_moves_is_the_storys(moved: str) -> None:
    changed = STORY.replace("。", f"。原料方面，{moved}，工厂开工率较高。", 1)
    assert not any("涤纶" in changed[at.start : at.end] for at in stretches_in(changed, USUAL, (), -2.0))
    dropped = STORY.replace("。", "。原料方面，涤纶长丝POY报价工厂开工率较高。", 1)
    assert any("涤纶" in dropped[at.start : at.end] for at in stretches_in(dropped, USUAL, (), -2.0))


@pytest.mark.parametrize("term", [" 脚本宿主或HTA程序中 ", "【脚本宿主或HTA程序中】", "|NET环境下|"])
def test_a_foreign_term_between_marks_is_no_offer_beside_those_that_are(term: str) -> None:
    told = with_phrases(*SOLD).replace("汛期", f"汛期{term}", 1)
    found = offers_in(Told(told, "", ()), learned(WORDING, default_wording()))
    assert [told[each.start : each.end] for each in found] == list(SOLD)


def test_what_the_title_says_in_a_row_is_no_offer() -> None:
    title = "央企海工装备公司获18亿元风电安装船订单"
    told = "财讯通1月15日电，东海重装今日早间公告，全资子公司与挪威一家船东签订两艘第五代风电安装船建造合同，总金额约18亿元。"
    using = learned(default_parts(), default_wording())
    assert offers_in(Told(told, "", ()), using)
    assert offers_in(Told(told, title, ()), using) == []
