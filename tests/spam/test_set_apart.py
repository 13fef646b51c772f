"""What somebody put into a story in elements, lines and frames of its own: emphasised words, headings, contacts, letters of no size."""

import re

import pytest

from cleaners import Article, clean_html
from tests.spam.stories import STORIES, Page

TITLE, STORY = STORIES["library"]


def page(*paragraphs: str, head_title: str = "") -> Article:
    """Return the record of a page whose paragraphs may hold mark-up."""
    kept = [f"段{at}号" * 9 for at in range(len(paragraphs))]
    html = Page(TITLE, tuple(kept), head_title=head_title or f"{TITLE}_青禾晚报网").html().decode()
    for mark, paragraph in zip(kept, paragraphs, strict=True):
        html = html.replace(mark, paragraph)
    found = clean_html(html.encode())
    assert isinstance(found, Article)
    return found


@pytest.mark.parametrize(
    "form",
    [
        '<a href="/plus/view.php?aid=86997" class="keyword">{}</a>',
        "<strong>{}</strong>",
        '<font color="red">{}</font>',
        '<span class="wp_keywordlink"><a href="/list/12.html">{}</a></span>',
    ],
    ids=["link", "strong", "font", "keyword link"],
)
def test_phrases_in_elements_of_their_own_go_to_the_letter(form: str) -> None:
    first, second = form.format("二手挖掘机价格表"), form.format("注册公司代理记账")
    dropped = STORY[1].replace("图书馆把闭馆", f"图书馆{first}把闭馆")
    found = page(STORY[0], dropped, STORY[2].replace("每天的进馆", f"每天的{second}进馆"), *STORY[3:])
    assert found.text == "\n".join(STORY)


def test_a_link_to_a_foreign_host_says_where_a_phrase_begins_and_ends() -> None:
    first, second = (
        f'<a href="http://{host}.kx0917z.invalid/">{said}</a>'
        for host, said in (("bjl", "在线百家乐"), ("usdt", "USDT跑分日结平台"))
    )
    dropped = STORY[1].replace("图书馆把闭馆", f"图书馆{first}把闭馆"), STORY[0].replace("安静地", f"{second}安静地")
    assert page(dropped[1], dropped[0], *STORY[2:]).text == "\n".join(STORY)


def test_a_link_within_the_site_says_so_too() -> None:
    first, second, third = (
        f'<a href="/uploads/dw/{at}.html">{said}</a>'
        for at, said in enumerate(("手机号码定位对方位置", "车辆强磁GPS跟踪器私家追债", "微信聊天记录远程同步软件"))
    )
    told = (
        STORY[0],
        STORY[1].replace("这家由", f"{first}这家由"),
        STORY[2].replace("每天的", f"{third}每天的"),
        f"{STORY[3]}新书还在路上，{second}首批二百本本月底前到位。",
        STORY[4],
    )
    assert page(*told).text == "\n".join((*STORY[:3], f"{STORY[3]}新书还在路上，首批二百本本月底前到位。", STORY[4]))


@pytest.mark.parametrize("host", ["www.qinghe-library.example", "weixin.example"])
def test_a_link_to_a_foreign_host_that_sells_nothing_stays(host: str) -> None:
    link = f'<a href="http://{host}/">青禾读者服务平台</a>'
    told = STORY[1].replace("周末还", f"读者在{link}上可以预约，周末还")
    assert page(STORY[0], told, *STORY[2:]).text == "\n".join((STORY[0], re.sub("<[^>]*>", "", told), *STORY[2:]))


@pytest.mark.parametrize("phrase", ["亚洲欧美一区二区三区", "成人视频在线免费观看"])
def test_a_sentence_stays_that_a_phrase_was_put_right_before_or_behind(phrase: str) -> None:
    told = phrase + STORY[1], STORY[3].replace("才关门。", f"才关门{phrase}。")
    assert page(STORY[0], told[0], STORY[2], told[1], STORY[4]).text == "\n".join(STORY)
    short = "这一放就是十三年。"
    assert page(STORY[0], STORY[1] + phrase + short, *STORY[2:]).text == "\n".join(
        (STORY[0], STORY[1] + short, *STORY[2:])
    )


def test_what_a_story_emphasises_stays() -> None:
    told = STORY[1].replace("故事会和修书课堂", "<strong>故事会和修书课堂</strong>")
    linked = STORY[2].replace("进馆人数", '<a href="/tag/3.html">进馆人数</a>')
    assert page(STORY[0], told, linked, *STORY[3:]).text == "\n".join(STORY)


@pytest.mark.parametrize("style", ["font-size:0px", "font-size:1px", "color:#fff"])
def test_letters_that_nobody_sees_go_however_many_they_are(style: str) -> None:
    words = "真人荷官在线 棋牌娱乐送58元 六合彩开奖记录 网赚日结 代开发票 体育投注平台 私服发布网 幸运飞艇网页版 百家乐官网 "
    hidden = f'<font style="{style}">{words}</font><span>{STORY[1]}</span>'
    assert page(STORY[0], hidden, *STORY[2:]).text == "\n".join(STORY)


@pytest.mark.parametrize("form", ["一、{}", "■ {}", "{}"])
def test_headings_between_paragraphs_that_are_offers_go(form: str) -> None:
    lines = [form.format(ware) for ware in ("二手挖掘机价格表", "注册公司代理记账")]
    assert page(STORY[0], lines[0], *STORY[1:3], lines[1], *STORY[3:]).text == "\n".join(STORY)


@pytest.mark.parametrize("headings", [("一、夜读的人", "二、馆长的账"), ("■ 灯还亮着", "■ 书还开着")])
def test_a_storys_own_headings_stay(headings: tuple[str, str]) -> None:
    told = (STORY[0], headings[0], *STORY[1:3], headings[1], *STORY[3:])
    assert page(*told).text == "\n".join(told)


def test_what_a_table_lists_is_no_heading() -> None:
    rows = (("1", "双层蒸饭柜", "6", "42000"), ("2", "商用洗碗机", "2", "96000"), ("3", "和面机", "1", "8000"))
    table = "".join(f"<tr>{''.join(f'<td><p>{cell}</p></td>' for cell in row)}</tr>" for row in rows)
    found = page(*STORY, f"</p><table>{table}</table><p>")
    assert "双层蒸饭柜" in found.text
    assert "商用洗碗机" in found.text


@pytest.mark.parametrize(
    "line",
    [
        "外贸退税代理　微信：00000xx",
        "办理毕业证书 QQ：000000",
        "二手挖掘机价格表联系电话：000-00000000",
        "咨询公司注册代理请加微信：abc",
    ],
)
def test_a_line_that_sells_and_says_where_to_write_goes(line: str) -> None:
    assert page(*STORY, line).text == "\n".join(STORY)


@pytest.mark.parametrize(
    "line", ["社区服务预约电话：6220018", "图书馆咨询电话：6220018", "亲子阅读报名微信：qinghe_reading"]
)
def test_whom_a_notice_lets_readers_ask_stays_no_spam(line: str) -> None:
    found = page(*STORY, line)
    assert not any(span.stage.value == "spam" for span in found.removed)


@pytest.mark.parametrize("form", ["{1}+{0}", "{1}★{0}", "{0}★{1}", "{0},{1}", "{1},{0}"])
def test_an_offer_behind_any_mark_of_a_title_goes(form: str) -> None:
    shown = form.format("话费额度变现", TITLE)
    html = Page(shown, STORY, head_title=shown).html()
    found = clean_html(html)
    assert isinstance(found, Article)
    assert found.title == TITLE


def test_a_question_of_a_title_stays() -> None:
    shown = "三只看门鹅，值多少钱？"
    found = clean_html(Page(shown, STORY, head_title=shown).html())
    assert isinstance(found, Article)
    assert found.title == shown


def test_a_word_of_vice_amid_a_clause_goes_beside_many_sure_phrases() -> None:
    wares = ("皇冠体育开户", "百家乐技巧大全", "时时彩后二稳赚", "代开发票")
    places = ("这家由旧粮仓", "图书馆把闭馆时间", "周末还增加了", "窗边安静")
    told = "\n".join(STORY)
    for ware, place in zip(wares, places, strict=True):
        told = told.replace(place, place + ware)
    assert not any(ware in page(*told.split("\n")).text for ware in wares)


ASKED = ("二手挖掘机价格表", "外贸退税代理", "注册公司代理记账")


def test_questions_that_a_program_filled_in_go_with_their_answers() -> None:
    blocks = [line for ware in ASKED for line in (f"问：{ware}是怎么回事？", f"答：您好，{ware}请咨询在线客服。")]
    assert page(*STORY, *blocks).text == "\n".join(STORY)


@pytest.mark.parametrize(
    "rows",
    [
        ("青禾队本轮对阵石桥队，以三比二获胜。", "云岭队本轮对阵平川队，以三比二获胜。"),
        ("问：借书证怎么办理？", "问：雨伞怎么借用？", "问：旧书怎么捐赠？"),
        ("第一名是来自柳浦小学的沈素云同学。", "第二名是来自金穗镇中学的何同学同学。"),
    ],
    ids=["results", "questions", "winners"],
)
def test_what_a_newsroom_writes_alike_stays(rows: tuple[str, ...]) -> None:
    assert all(row in page(*STORY, *rows, STORY[0]).text for row in rows)


def test_a_story_with_more_hidden_in_it_than_it_shows_is_a_story() -> None:
    wares = ("百家乐技巧登录", "老虎机送彩金网址", "开元棋牌下载", "皇冠体育开户", "时时彩计划群", "六合彩开奖直播")
    hidden = "".join(f"<p>{ware}是亚洲知名的线上平台，注册即送7633元，{ware}</p>" for ware in wares * 3)
    found = page(STORY[0], STORY[1], f"</p><div style='display:none'>{hidden}</div><p>", *STORY[2:])
    assert found.text == "\n".join(STORY)


def test_lines_of_spam_below_a_flash_count_once() -> None:
    lines = ("二手挖掘机价格表", "注册公司代理记账", "皇冠体育开户网址", "六合彩特码资料")
    flash = f"{STORY[0]}这是入夏以来该馆第一次延长开放，馆方表示今后每逢周末都会如此。"
    found = clean_html(Page(TITLE, (flash, *lines)).html())
    assert isinstance(found, Article)
    assert found.text == flash


@pytest.mark.parametrize(
    "salad",
    [
        "绿化草坪种子　taxkxnq　赛鸽拍卖tr3mydq德国牧羊犬dnek8k",
        "二手挖掘机价格-h0dqqvz 注册公司代理_nnrq_外贸退税(xd7sq)",
        "qt5k 二手挖掘机(0qe1djk)注册公司b4pz代理记账aycj7qz",
        "L3PX二手挖掘机8f4qL5注册公司代理aLKFAWBaZJNl外贸退税qcJQfQ",
        "lpNj二手挖掘机价格rLS注册公司代理iQTfZsH外贸退税wFeVXrm",
        "r9gU3Gp二手挖掘机价格vpVpSRF38E",
    ],
)
def test_phrases_strung_together_by_tokens_that_are_no_words_go(salad: str) -> None:
    dropped = STORY[1].replace("，周末还", f"，{salad}，周末还")
    found = page(STORY[0], dropped, *STORY[2:]).text
    assert not any(ware in found for ware in ("草坪", "赛鸽", "牧羊犬", "挖掘机", "公司", "退税", "记账"))
    assert all(told in found for told in ("推迟到晚上十点", "周末还增加了故事会和修书课堂。", *STORY[2:]))


def test_names_of_software_and_models_are_words() -> None:
    told = "馆里用python写了借书的程序，数据存在mysql里，前端用vue3和django，显卡是rtx4090，内存是128gb，晚上也有人照看这台机器。"
    assert page(STORY[0], told, *STORY[2:]).text.split("\n")[1] == told


def test_names_of_firms_that_mix_letters_are_words() -> None:
    told = "馆里的网络支持WiFi和iOS，读者可以用iPhone对着WeChat扫码登录YouTube看讲座，也可以用iPhone15Pro比较MatePad11的屏幕。"
    assert page(STORY[0], told, *STORY[2:]).text.split("\n")[1] == told


@pytest.mark.parametrize(
    "split",
    ["二手挖·掘机价格表，", "代理记账~公司注册，", "办公家·具收购 库存芯·片回收 ，"],
    ids=["amid a word", "between words", "two"],
)
def test_a_phrase_that_one_mark_splits_goes(split: str) -> None:
    found = page(STORY[0], STORY[1].replace("，周末还", f"，{split}周末还"), *STORY[2:])
    assert found.text.replace("，，", "，") == "\n".join(STORY)


@pytest.mark.parametrize(
    "name", ["浣溪沙·石皮弄", "人民日报·海外版", "卡尔·马克思", "铁木尔·达瓦买提，司马义·艾买提，阿沛·阿旺晋美"]
)
def test_a_mark_amid_a_name_stays(name: str) -> None:
    told = STORY[1].replace("，周末还", f"，读的是{name}，周末还")
    assert page(STORY[0], told, *STORY[2:]).text.split("\n")[1] == told


@pytest.mark.parametrize("contact", ["QQ2233445566", "微信号：2233445566", "13800000000", "Q2233445566"])
def test_where_to_write_right_behind_an_offer_goes_with_it(contact: str) -> None:
    dropped = STORY[1].replace("，周末还", f"，二手挖掘机价格表{contact}，周末还")
    assert page(STORY[0], dropped, *STORY[2:]).text == "\n".join(STORY)


@pytest.mark.parametrize("label", ["咨询电话", "服务热线", "联系方式"])
def test_what_stands_before_where_to_ask_is_no_offer(label: str) -> None:
    told = f"夜场座位可以预约。{label}：0376-6220110（24小时）。"
    found = page(*STORY, told, "二手挖掘机价格表，注册公司代理记账，").text
    assert told in found


@pytest.mark.parametrize("line", ["♛金.鼎.娱.乐♛ w w w . j d 8 8 . c o m", "⑧⑧彩⑨运 Q群：⑤③⑦②⑨"])
def test_an_address_letter_by_letter_goes_with_its_line(line: str) -> None:
    assert page(*STORY, line).text == "\n".join(STORY)


def test_a_line_that_is_a_list_goes_whole() -> None:
    found = page(*STORY[:2], "六合资料 特码网 一肖中特 星海彩票 香港开奖现场直播", *STORY[2:])
    assert found.text == "\n".join(STORY)


def test_headings_that_count_a_storys_parts_stay_whatever_they_ask() -> None:
    asked = "一、哪些人可以办理借书证？", "二、办理一张借书证多少钱？", "三、借书证丢了怎么办？"
    told = [line for pair in zip(asked, STORY, strict=False) for line in pair]
    assert page(*told).text == "\n".join(told)


@pytest.mark.parametrize(
    "filled",
    [
        "转让：二手挖掘机，7939元起。转让：注册公司代理记账，2048元起。转让：外贸退税代理，120元起。",
        "二手挖掘机价格表报7672元/吨，较上周持平；外贸退税代理报3182元/吨，较上周持平；注册公司报12元/吨，较上周持平。",
        "同城二手挖掘机价格、全国注册公司代理、本地外贸退税代办",
    ],
    ids=["advertisements", "prices", "places"],
)
def test_sentences_and_clauses_that_a_program_filled_in_go(filled: str) -> None:
    assert page(*STORY[:2], filled, *STORY[2:]).text == "\n".join(STORY)


@pytest.mark.parametrize(
    "told",
    [
        "玉米报2400元/吨，较上周持平；大豆报5100元/吨，较上周持平；棉花报16000元/吨，较上周持平。",
        "内容有中药性状鉴别、中药真伪鉴别、中药调剂三项，书架上新添了北京大学出版社、北京出版社的书。",
        "全国一等奖、全国二等奖和全市三等奖的名单都贴在馆里。",
    ],
)
def test_prices_and_lists_that_a_newsroom_writes_stay(told: str) -> None:
    assert told in page(*STORY[:2], told, *STORY[2:]).text


def test_a_small_advertisement_goes_with_all_that_it_says() -> None:
    found = page(
        *STORY[:2],
        "拍卖公告：二手挖掘机价格表一批，起拍价2192元。",
        "公告：皇冠体育开户（第6716号）现予公示。",
        *STORY[2:],
    )
    assert found.text == "\n".join(STORY)


@pytest.mark.parametrize(
    "form",
    [
        "[b]{}[/b]",
        "{{{{{}}}}}",
        "[{}](http://www.zz7.example/)",
        '&lt;a href="http://www.zz7.example/"&gt;{}&lt;/a&gt;',
        "**{}**",
    ],
)
def test_phrases_in_mark_up_that_nobody_rendered_go_with_it(form: str) -> None:
    dropped = STORY[1].replace("，周末还", f"，{form.format('二手挖掘机价格表')}周末还")
    assert page(STORY[0], dropped, *STORY[2:]).text == "\n".join(STORY)


def test_mark_up_around_what_a_story_says_stays() -> None:
    told = STORY[1].replace("故事会", "**故事会**").replace("修书课堂", "[修书课堂](http://www.library.example/class)")
    assert page(STORY[0], told, *STORY[2:]).text.split("\n")[1] == told


@pytest.mark.parametrize(
    "line", ["Read more about {} »", "Loading... {}", "Welcome to {} official website, best service online."]
)
def test_what_a_template_says_in_english_goes(line: str) -> None:
    assert page(*STORY[:2], line.format("二手挖掘机价格表"), *STORY[2:]).text == "\n".join(STORY)
