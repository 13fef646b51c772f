"""What goes with a phrase or a pitch, and what of its paragraph stays."""

from itertools import pairwise

import pytest

from cleaners import Article, Removed, Stage, clean_html
from cleaners.parse import parse
from cleaners.spam.find import Search
from cleaners.spam.grown import whole_paragraphs
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


def test_a_paragraph_that_a_program_wrote_around_wares_goes_with_them() -> None:
    title, paragraphs = STORIES["library"]
    spun = (
        "据了解，皇冠体育开户近日引发关注。业内人士表示，百家乐技巧大全已经成为很多用户的首选，"
        "目前开元棋牌下载已在全国12个城市上线，与此同时，澳门金沙娱乐官网也受到年轻人欢迎，数据显示时时彩计划软件的用户突破43万。"
    )
    found = clean_html(Page(title, (*paragraphs[:3], spun, *paragraphs[3:])).html())
    assert isinstance(found, Article)
    assert found.text == "\n".join(paragraphs)


def test_a_paragraph_with_as_many_phrases_dropped_into_it_stays() -> None:
    title, paragraphs = STORIES["library"]
    wares = ("皇冠体育开户", "百家乐技巧大全", "开元棋牌下载")
    places = ("这家由旧粮仓", "图书馆把闭馆时间", "周末还增加了")
    dropped = paragraphs[1]
    for ware, place in zip(wares, places, strict=True):
        dropped = dropped.replace(place, place + ware)
    found = clean_html(Page(title, (paragraphs[0], dropped, *paragraphs[2:])).html())
    assert isinstance(found, Article)
    assert all(
        told in found.text
        for told in (paragraphs[0], "从上个月开始", "推迟到晚上十点", "故事会和修书课堂", *paragraphs[2:])
    )
    assert not any(ware in found.text for ware in wares)


QUESTIONS = (
    ("开元棋牌下载怎么样？", "很多用户都在用开元棋牌下载，口碑稳定。"),
    ("哪里可以找到时时彩计划软件？", "点击本页即可进入北京赛车怎么玩。"),
    ("乐趣多影视盒安全吗？", "建议先了解皇冠体育开户再做决定。"),
)


def test_questions_and_answers_that_sell_go_with_what_announces_them() -> None:
    title, paragraphs = STORIES["drought"]
    for lead in (("Q：", "A："), ("问：", "答："), ("", "")):
        told = [lead[at] + line for pair in QUESTIONS for at, line in enumerate(pair)]
        found = clean_html(Page(title, (*paragraphs, "常见问题解答（FAQ）", *told)).html())
        assert isinstance(found, Article)
        assert found.text == "\n".join(paragraphs)


def test_honest_questions_stay_around_phrases_that_were_dropped_into_them() -> None:
    title, paragraphs = STORIES["drought"]
    told = (
        "常见问题",
        "问：什么时候可以放水灌溉？",
        "答：各村按照用水户协会排定的次序，本月十日起开元棋牌下载轮流放水，每亩地不超过两个小时。",
        "问：滴灌带的补贴怎么领？",
        "答：带上身份证和土地确权证到镇农技站登记，验收以后时时彩计划软件按照每亩一百二十元发放。",
    )
    found = clean_html(Page(title, (*paragraphs, *told)).html())
    assert isinstance(found, Article)
    left = found.text.replace("开元棋牌下载", "").replace("时时彩计划软件", "")
    honest = "\n".join(told).replace("开元棋牌下载", "").replace("时时彩计划软件", "")
    assert left == "\n".join((*paragraphs, *honest.split("\n")))


def test_a_line_that_reads_like_an_offer_goes_with_others_that_are_one() -> None:
    title, paragraphs = STORIES["museum"]
    told = list(paragraphs)
    for at, line in enumerate(("时时彩平台注册", "重生之商界大亨txt下载", "盗版书包网下载", "北京赛车怎么玩")):
        told.insert(2 * at + 1, line)
    found = clean_html(Page(title, tuple(told)).html())
    assert isinstance(found, Article)
    assert found.text == "\n".join(paragraphs)


def test_headings_between_paragraphs_stay_beside_lines_of_spam() -> None:
    title, paragraphs = STORIES["museum"]
    headings = ("从海泥到展柜", "去离子水里的两年")
    told = [line for pair in zip(headings, paragraphs[1:3], strict=True) for line in pair]
    spam = ("时时彩平台注册", "北京赛车怎么玩")
    found = clean_html(Page(title, (paragraphs[0], *told[:2], spam[0], *told[2:], spam[1], *paragraphs[3:])).html())
    assert isinstance(found, Article)
    assert found.text == "\n".join((paragraphs[0], *told, *paragraphs[3:]))


LONG = (
    *STORIES["library"][1],
    "馆里的藏书现在有六万册，去年秋天起，读者借书不再限定册数，归还的期限也从二十天延长到四十天。",
    "沈素云说，下一步想在河对岸的柳浦小学旁边再开一间分馆，旧仓库的屋顶和木梁都会留下来。",
    "对居民来说，最方便的是晚上下班之后还能带孩子来坐一坐，图书馆的灯光也让巷子亮堂了许多。",
    "夜里来的多半是附近厂里的工人，有的读小说，有的准备考试，靠窗的长桌常常坐满。",
    "孩子们最爱的是周末的故事会，讲故事的人里有退休的语文老师，也有放假回家的大学生。",
    "修书课堂每次收十二个人，桌上摆着糨糊、棉线和旧报纸，学员把散了架的连环画一页页补好，再放回书架。",
    "去年冬天停电的那个晚上，值班的志愿者点起应急灯，二十多个读者谁也没有走，一直读到关门。",
)
WARES = (
    "有关方面透露，皇冠体育开户已进入常态化运营阶段。数据显示，百家乐技巧新增用户4251万人。下一步，将继续深耕太原市场。",
    "相比传统渠道，皇冠体育开户门槛更低。",
)


@pytest.mark.parametrize("told", WARES, ids=["most sentences", "the only one"])
def test_a_paragraph_written_around_wares_goes_however_it_speaks(told: str) -> None:
    found = clean_html(Page(STORIES["library"][0], (*LONG[:3], told, *LONG[3:])).html())
    assert isinstance(found, Article)
    assert found.text == "\n".join(LONG)


def test_a_storys_paragraph_with_phrases_in_all_its_sentences_stays() -> None:
    dropped = "馆里的皇冠体育开户藏书现在有六万册，去年秋天起，读者借书百家乐技巧大全不再限定册数，归还的期限也从二十天延长到四十天。"
    found = clean_html(Page(STORIES["library"][0], (*LONG[:5], dropped, *LONG[6:])).html())
    assert isinstance(found, Article)
    assert all(said in found.text for said in ("现在有六万册", "去年秋天起", "从二十天延长到四十天"))


def test_a_sentence_amid_a_paragraph_that_speaks_like_a_seller_around_wares_goes() -> None:
    pitch = "据了解，越来越多的人选择在皇冠体育开户放松身心，平台提供百家乐技巧大全等上千款游戏，注册即送彩金。"
    told = (*LONG[:3], LONG[3] + pitch, *LONG[4:])
    found = clean_html(Page(STORIES["library"][0], told).html())
    assert isinstance(found, Article)
    assert found.text == "\n".join(LONG)


def test_of_a_sentence_with_a_row_of_offers_its_own_clauses_stay() -> None:
    title, paragraphs = STORIES["bridge"]
    row = "足球滚球投注平台，欧洲杯买球网站，球探比分网外围，"
    told = "施工队当天把最后一节钢梁吊到六十米高处，{}比原定日期早了十六天。"
    found = clean_html(Page(title, (*paragraphs[:2], told.format(row), *paragraphs[2:])).html())
    assert isinstance(found, Article)
    assert found.text == "\n".join((*paragraphs[:2], told.format(""), *paragraphs[2:]))


def test_a_line_goes_whole_with_an_offer_in_it() -> None:
    title, paragraphs = STORIES["bridge"]
    line = "【九天娱乐城】新会员储值1000送1000，体育电子真人一次满足"
    found = clean_html(Page(title, (*paragraphs[:2], line, *paragraphs[2:])).html())
    assert isinstance(found, Article)
    assert found.text == "\n".join(paragraphs)


STRANGE = (
    "作为一种古老而又新鲜的消遣，双色球预测的走势被很多朋友们所关注，今晚开什么的题目也就显得非常重要。",
    "假如您还在为六肖而发愁，那么不妨静下心来，同大家一起慢慢地领会其中的道理。",
    "在这个行业日渐普及的今日，一码中的正确率已经非常之高，这是一个叫人欣喜的消息。",
)
WORDS = ("双色球预测", "今晚开什么", "六肖", "一码中")


def test_many_words_of_a_vice_go_from_a_story_about_none() -> None:
    title, paragraphs = STORIES["bridge"]
    found = clean_html(Page(title, (*paragraphs[:2], *STRANGE, *paragraphs[2:])).html())
    assert isinstance(found, Article)
    assert not [word for word in WORDS if word in found.text]
    assert all(paragraph in found.text for paragraph in paragraphs)


def test_many_words_of_a_vice_stay_where_the_title_warns_or_somebody_reports() -> None:
    title, paragraphs = STORIES["bridge"]
    warned = clean_html(Page("警惕荐号骗局：村里人信了网上的话", (*paragraphs[:2], *STRANGE, *paragraphs[2:])).html())
    assert isinstance(warned, Article)
    assert all(word in warned.text for word in WORDS)
    reported = [f"民警说，{sentence[:-1]}，这些都是涉案人员的话。" for sentence in STRANGE]
    told = clean_html(Page(title, (*paragraphs[:2], *reported, *paragraphs[2:])).html())
    assert isinstance(told, Article)
    assert all(word in told.text for word in WORDS)


TIPS = (
    "周六凌晨的焦点战里，青山队坐镇主场，让球盘口从半球升到半一，亚盘的走势偏向主队，串关的人不妨留意。",
    "客队近五场三次大小球打出大球，后防线缺两名主力，滚球阶段若先丢球，返水的空间会很大。",
    "另一场里，河西队与东湾队历史交锋六平四负，亚盘给出平手，大小球开在二点五球，看好双方各取一分。",
    "周日午间的收官战，石岗队背水一战，串关时可以作胆，滚球阶段要看上半场的体能。",
)


def test_terms_that_a_story_uses_all_over_are_its_own() -> None:
    words = ("串关", "大小球", "滚球", "返水")
    found = clean_html(Page("周末前瞻：青山队坐镇主场抢三分", TIPS).html())
    assert isinstance(found, Article)
    assert all(word in found.text for word in words)


PITCH = "截至目前，华囍国际中心已在多个城市设立供卵试管服务点，累计帮助三千余个家庭圆梦，官方网站www.hxzy-9920k.com全天候受理预约。"
TOLD = (
    "截至目前，施工队已在多个标段设立供卵试管 加薇yy4471med服务点，累计帮助三千余个家庭搬迁，业务范围全天候受理预约。"
)


@pytest.mark.parametrize(("told", "phrases", "is_whole"), [
    (PITCH, ("供卵试管服务点",), True),
    (TOLD, ("供卵试管 加薇yy4471med",), False),
], ids=["beside the phrase", "within it"])  # fmt: skip
def test_a_sentence_that_says_where_to_find_sellers_goes_with_what_they_sell(
    told: str, phrases: tuple[str, ...], *, is_whole: bool
) -> None:
    paragraphs = (*STORIES["drought"][1], *STORIES["museum"][1], told)
    document = parse("".join(f"<p>{text}</p>" for text in paragraphs))
    last = document.blocks[-1]
    spans = [
        Removed(last.start + start, last.start + start + len(phrase), phrase, Stage.SPAM, "offer", 0.9)
        for phrase in phrases
        for start in (told.index(phrase),)
    ]
    (kept,) = whole_paragraphs(Search(document), range(len(document.blocks)), spans)
    assert (kept.text == told) == is_whole
