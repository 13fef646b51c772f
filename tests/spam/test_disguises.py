"""Phrases in a story that are written so that no list of words meets them."""

import random
from collections.abc import Callable

import pytest
from opencc import OpenCC

from cleaners import Article, Stage, clean_html
from cleaners.spam.disguise import disguised_in
from cleaners.spam.fold import fold_in_place
from cleaners.spam.lexicon import default_lexicon
from tests.spam.stories import STORIES, Page

TITLE, TOLD = STORIES["bridge"][0], STORIES["bridge"][1]
WARES = ("成人影片在线看", "同城夜间约会", "百家乐游戏大厅")
S2T = OpenCC("s2t").convert
# Each has characters that only one script has.
SCRIPTED = ("贵阳墙纸直销批发", "炒货机维修电话", "专业开锁换锁芯")
SWAPPED = ("小额贷κuan秒到账", "信用卡Τ现找我薇xin", "无抵押代欵当天放欵", "网贷囗子ɑpp合集")


def cleaned(paragraphs: tuple[str, ...]) -> Article:
    found = clean_html(Page(TITLE, paragraphs).html())
    assert isinstance(found, Article)
    return found


def with_phrases(phrases: tuple[str, ...]) -> tuple[str, ...]:
    """Put each phrase before the first comma of a paragraph of its own."""
    return tuple(
        text.replace("，", f"{phrase}，", 1)
        for text, phrase in zip(TOLD, (*phrases, *("",) * (len(TOLD) - len(phrases))), strict=True)
    )


@pytest.mark.parametrize("between", ["\u200b", "\u200c", "\ufeff", "\u2060", ".", "/", "#"], ids=ascii)
def test_a_phrase_whose_characters_are_held_apart_goes_to_the_character(between: str) -> None:
    found = cleaned(with_phrases(tuple(between.join(ware) for ware in WARES)))
    assert found.as_published == cleaned(TOLD).as_published
    assert {span.rule for span in found.removed if span.stage is Stage.SPAM} == {"held_apart"}


@pytest.mark.parametrize(
    "written",
    ["办、理·本˙科、毕·业、证", "网|赌|追|款|黑|客", "办『理』本科『毕』业『证』", "代-开-发-票"],
)
def test_a_phrase_held_apart_by_marks_in_turn_goes(written: str) -> None:
    found = cleaned(with_phrases((written, *WARES)))
    assert found.as_published == cleaned(TOLD).as_published


def test_a_mirror_that_puts_invisible_characters_everywhere_loses_nothing() -> None:
    noisy = tuple("\u200b".join(text) for text in TOLD)
    assert cleaned(noisy).as_published == cleaned(TOLD).as_published


def test_letters_that_are_struck_through_are_letters() -> None:
    struck = tuple(text.replace("大", "大\u0336").replace("的", "的\u0336") for text in TOLD)
    assert cleaned(struck).as_published == cleaned(TOLD).as_published


def test_a_mirror_that_strews_invisible_characters_loses_nothing() -> None:
    rng = random.Random(3)
    noisy = tuple("".join(one + rng.choice(("", "", "\u200b", "\u200c", "\ufeff")) for one in text) for text in TOLD)
    assert cleaned(noisy).as_published == cleaned(TOLD).as_published


def test_characters_held_apart_that_sell_nothing_stay() -> None:
    told = ("学校今年新开了琴·棋·书·画四门课，", *TOLD)
    assert "琴·棋·书·画" in cleaned(told).as_published


def test_letters_of_other_alphabets_and_syllables_give_phrases_away() -> None:
    found = cleaned(with_phrases(SWAPPED))
    assert not [phrase for phrase in SWAPPED if phrase in found.as_published]
    cut = "".join(span.text for span in found.removed if span.stage is Stage.SPAM)
    assert len(cut) <= sum(map(len, SWAPPED)) + 2


@pytest.mark.parametrize(("of_page", "of_phrase"), [(str, S2T), (S2T, str)], ids=["simplified", "traditional"])
def test_phrases_in_the_other_script_than_the_story_go(
    of_page: Callable[[str], str], of_phrase: Callable[[str], str]
) -> None:
    told, phrases = tuple(map(of_page, TOLD)), tuple(map(of_phrase, SCRIPTED))
    middles = [text.index("，") + 3 for text in told[: len(phrases)]]
    stuffed = [f"{text[:at]}{phrase}{text[at:]}" for text, at, phrase in zip(told, middles, phrases, strict=False)]
    found = cleaned((*stuffed, *told[len(phrases) :]))
    assert not [phrase for phrase in phrases if phrase in found.as_published]
    cut = "".join(span.text for span in found.removed if span.stage is Stage.SPAM)
    assert len(cut) <= sum(map(len, phrases)) + 3


def test_words_of_the_other_script_that_sell_nothing_stay() -> None:
    told = tuple(text.replace("。", "，臺灣學者參觀後這樣說。", 1) for text in TOLD)
    assert cleaned(told).as_published.count("臺灣學者參觀後這樣說") == sum("。" in text for text in TOLD)


@pytest.mark.parametrize(
    "text",
    [
        "他在app上预约了KTV和wifi",
        "α粒子穿过金箔",
        "部首亻旁的字",
        "希腊字母κ写在黑板上",
        "老师教拼音xin的四声",
        "A股和U盘",
        "她穿long裙，他用pin码开机",
    ],
)
def test_letters_in_earnest_are_no_disguise(text: str) -> None:
    assert not list(disguised_in(text))


@pytest.mark.parametrize(
    "account",
    [
        "ＬＩＮＥ：ｚｗｅ⑨⑧⑦⑨②",
        "电话：⑥⑤⑤⑧⑦⑨",
        "飞机@nv𝟰𝟬𝟱𝟮𝟭𝟭",
        "➕V：za4798446",
        "Ｖ信：ｓｓ０００８８８",
        "加薇信 hh778899",
        "VX：ab12345",
        "加vx ab12345",
        "扣扣：1234567",
        "微芯号kk_9900",
        "电:1三7-零零零零-六五四零",
    ],
)
def test_an_account_with_a_messenger_by_another_name_goes(account: str) -> None:
    told = (TOLD[0], f"{TOLD[1]}{account}", *TOLD[2:])
    assert cleaned(told).as_published == cleaned(TOLD).as_published


@pytest.mark.parametrize(
    "line",
    ["㊣规搬镓公司☎138OO123456，长途搬迁、空调移机，24h服务", "疏💧通下水噵，嘉薇❤信：tgd889", "贷款加微❤tgd8890"],
)
def test_a_line_with_a_disguised_account_goes_whole(line: str) -> None:
    assert cleaned((*TOLD[:2], line, *TOLD[2:])).as_published == cleaned(TOLD).as_published


@pytest.mark.parametrize(
    "told",
    [
        "报社的微信号是qiaobao2024，欢迎关注。",
        "读者可拨打报社电话：０５７１－８８９９００１１咨询。",
        "警方查明，他在群里留下薇信hh778899，骗走三万元。",
        "他在给刘薇信中写道，报社旧的微信 news20240已经停用。",
        "这款VX12345型发动机已经下线。",
        "他说：“别信那个，加薇信 hh778899的都是骗子。”",
    ],
)
def test_an_account_that_is_told_of_stays(told: str) -> None:
    assert told.rstrip("。") in cleaned((*TOLD[:2], told, *TOLD[2:])).as_published


def test_syllables_for_characters_all_along_a_line_give_it_away() -> None:
    line = "kao前一天出答an，gao考各科ti前给，不过tui款"
    assert cleaned((*TOLD[:2], line, *TOLD[2:])).as_published == cleaned(TOLD).as_published


def test_pictures_amid_the_words_of_an_offer_give_it_away() -> None:
    changed = TOLD[1].replace("，", "，减♀肥瘦❤身不反❉弹，", 1)
    assert cleaned((TOLD[0], changed, *TOLD[2:])).as_published == cleaned(TOLD).as_published
    loving = TOLD[1].replace("。", "，我❤大桥。", 1)
    assert "我❤大桥" in cleaned((TOLD[0], loving, *TOLD[2:])).as_published


@pytest.mark.parametrize("phrase", ["无视逾期贷款app", "真人百家乐注册", "网赌被黑怎么办"])
def test_a_phrase_that_is_a_line_of_its_own_goes(phrase: str) -> None:
    found = cleaned((*TOLD[:2], phrase, *TOLD[2:]))
    assert phrase not in found.as_published
    assert all(text in found.as_published for text in TOLD)


@pytest.mark.parametrize(
    "text", ["请打印准考证", "改革开放时代发展很快", "扶植发展特色产业", "隐私服务条款", "加快三年行动"]
)
def test_words_of_all_days_are_none_of_the_lexicons(text: str) -> None:
    lexicon = default_lexicon()
    assert not lexicon.strong_hits(text)
    assert max((hit.weight for hit in lexicon.hits(text)), default=0) < 2


def test_invisible_characters_beside_marks_are_a_mirrors_noise() -> None:
    changed = TOLD[1].replace("，", "\u200b，\u200b", 2).replace("。", "\u200b。\u200b", 2)
    noisy = (TOLD[0], changed, *TOLD[2:])
    assert cleaned(noisy).as_published == cleaned(TOLD).as_published


def test_a_long_text_is_read_in_pieces_as_a_short_one_is(monkeypatch: pytest.MonkeyPatch) -> None:
    text = "時時彩APP，\n" + "\n".join(S2T(line) for line in TOLD) + "ＡＢ百家樂"
    folded, hits = fold_in_place(text), default_lexicon().hits(text)
    assert "时时彩app" in folded
    assert {text[hit.start : hit.end] for hit in hits} >= {"時時彩", "百家樂"}
    monkeypatch.setattr("cleaners.spam.fold.AT_ONCE_CHARS", 40)
    assert fold_in_place(text) == folded
    for size in (1, 3, 50):
        monkeypatch.setattr("cleaners.spam.lexicon.WINDOW_CHARS", size)
        assert default_lexicon().hits(text) == hits


@pytest.mark.parametrize(
    "line",
    [
        "住 宿 f а p і а о、餐 饮 ƒа票、建 筑 材 料 f а 票，電𝟏𝟑𝟖-𝟎𝟎𝟎𝟎-𝟎𝟎𝟎𝟎",
        "壹 伍 〇 零 零 零 零 〇 〇 〇 〇 微同号 全 国 各 地 正 规 机 打 漂 据",
        "h e i k e 接单 先做事后付钱 w\u200be\u200bi xin: hk0000",
        "代 开 各 地 正 规 机 打 发 票",
        "星 . 朗 . 汇 . 娱 . 乐 . 城 开 . 户 送 ③⑧ 元",
        "百/家/乐/真/人/荷/官/线/上/投/注 vｘ：ｘｌｈ⑧⑧⑨⑨",
    ],
)
def test_a_line_held_apart_by_blanks_is_cut(line: str) -> None:
    assert cleaned((*TOLD[:2], line, *TOLD[2:])).text == "\n".join(TOLD)


@pytest.mark.parametrize("line", ["落 霞 与 孤 鹜 齐 飞 秋 水 共 长 天 一 色", "王 伟 李 强 张 敏 刘 洋 陈 静"])
def test_a_story_s_own_line_held_apart_by_blanks_stays(line: str) -> None:
    assert line in cleaned((*TOLD[:2], line, *TOLD[2:])).text


@pytest.mark.parametrize(
    ("told", "left"),
    [
        ("备用：lunwen点zg46点top", ""),
        ("加 Te1egrαm：@feiniao_bird88", ""),
        ("+V：dajuan·guo·99（备注考种）", ""),
        ("客服：zhige④⑥号", ""),
        ("青禾社区图书馆，翻_墙❗️软件永久免费试用💯居民坐在窗边看书。", "青禾社区图书馆，居民坐在窗边看书。"),
        ("机构的小标题里 二 建 保 过 班 不 过 退 款 代 报 名", "机构的小标题里"),
    ],
)
def test_accounts_by_other_letters_and_clauses_with_pictures_go(told: str, left: str) -> None:
    assert cleaned((*TOLD[:2], told, *TOLD[2:])).text == "\n".join((*TOLD[:2], *filter(None, [left]), *TOLD[2:]))


@pytest.mark.parametrize(
    "told",
    [
        "大桥通车啦🎉两岸居民都来看，孩子们在桥头合影👍",
        "赛点3点到5点开放，观众可从2号门进入，官网www.bridge.example也有直播。",
    ],
)
def test_pictures_and_points_of_a_story_stay(told: str) -> None:
    assert told in cleaned((*TOLD[:2], told, *TOLD[2:])).text


WEATHER = "台风外围环流带来豪雨，中南部菜区泡水，渡船停航。"


def test_words_of_the_weather_stay_beside_spam() -> None:
    spam = ("外围女预约 同城上门 高端外围 学生妹兼职", "足球外围投注网站,滚球盘口,电竞下注平台")
    assert cleaned((TOLD[0], spam[0], WEATHER, *TOLD[1:], spam[1])).text == "\n".join((TOLD[0], WEATHER, *TOLD[1:]))


def test_two_weak_words_side_by_side_tell_beside_phrases_of_their_kind() -> None:
    told = with_phrases(("白姐赢特马一肖中特", "夫人论坛三中三免费"))
    dropped = told[3].replace("大桥采用", "大桥香港六合彩开奖结果采用")
    assert "六合彩" not in cleaned((*told[:3], dropped, *told[4:])).text
