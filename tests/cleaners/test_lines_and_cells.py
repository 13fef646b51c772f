"""Credits in cells, items, cards and lines; lines that a column broke; tickers, feeds and results that no list element holds."""

import json

import pytest

from cleaners import Article, Reason, Rejected, clean_html, clean_text
from tests.cleaners.test_bylines import BODY, DATED, FETCHED, TITLE, page
from tests.cleaners.test_text_shapes import STORY, article

PARAGRAPHS = "".join(f"<p>{text}</p>" for text in BODY)


def told(byline: str = DATED, *, before: str = "", after: str = "", top: str = "", title: str = TITLE) -> Article:
    """Return the record of a page with something before, or behind, the story's paragraphs in their own element."""
    html = (
        f"<html><head><title>{title}</title></head><body>{top}<div><h1>{title}</h1>{byline}"
        f"<div class=content>{before}{PARAGRAPHS}{after}</div></div></body></html>"
    )
    found = clean_html(html.encode(), fetched=FETCHED)
    assert isinstance(found, Article)
    return found


@pytest.mark.parametrize(
    ("byline", "before", "author"),
    [
        (DATED, "<p>□ 本报记者　江山　谷小雨<br>　　　 通讯员　旺小堆</p>", "江山;谷小雨;旺小堆"),
        (
            "<div>晨光客户端 2024-05-06</div><div><div><b>江山</b><i>记者</i></div><div><b>谷小雨</b><i>见习记者</i></div></div>",
            "",
            "江山;谷小雨",
        ),
        (
            "<ul><li><span>作者, </span><span>江山</span></li><li><span>职称, </span><span>晨光记者 发自丰桥</span></li>"
            "<li>谷小雨</li><li>晨光记者 发自香港</li></ul><div>2024年5月6日</div>",
            "",
            "江山;谷小雨",
        ),
        (
            "<dl><dt>发布日期</dt><dd>2024-05-06</dd><dt>作者</dt><dd>江山</dd><dd>/</dd><dd>谷小雨</dd></dl>",
            "",
            "江山;谷小雨",
        ),
        ("<p>◎江山　圖◎谷小雨</p>" + DATED, "", "江山"),
        (
            "<div class=authi>半盏凉茶</div>" + DATED + "<div>来源：晨光报　2024-05-06　记者 江山 谷小雨</div>",
            "",
            "江山;谷小雨",
        ),
        ("<div>2024年5月6日（三月廿八） 丰桥县融媒体中心 江山、谷小雨 通讯员旺小堆</div>", "", "江山;谷小雨;旺小堆"),
        ("<div>2024-05-06 高二（3）班 江小山</div>", "", "江小山"),
    ],
)
def test_names_beside_and_below_one_another(byline: str, before: str, author: str) -> None:
    assert told(byline, before=before).author == author


def test_who_put_a_story_together_signs_its_last_line() -> None:
    assert told(after="<p><em>闻小雅/江山（综合报道）</em></p>").author == "闻小雅;江山"


def test_cells_at_a_storys_beginning_are_its_byline() -> None:
    byline = (
        "<table><tr><td>作者：江山</td><td>来源：丰桥法院民一庭</td><td>发布时间：2024-05-06 10:05:17</td></tr></table>"
    )
    found = told("", before=byline)
    assert (found.author, found.outlet, found.date_published) == ("江山", "丰桥法院民一庭", "2024-05-06T10:05:17")


@pytest.mark.parametrize(
    ("day", "published"),
    [
        ("发表于 11月25日 2022年 · 津渡发布", "2022-11-25"),
        ("津渡发布 06-05 00:12:44 2023", "2023-06-05T00:12:44"),
        ("07/26 2021 16:48", "2021-07-26T16:48:00"),
        ("Mon May  6 16:19:01 2024", "2024-05-06T16:19:01"),
    ],
)
def test_the_year_may_stand_behind_the_day(day: str, published: str) -> None:
    assert page(f"<div>{day}</div>").date_published == published


def test_a_day_among_credits_says_more_than_yesterday() -> None:
    lines = (TITLE, "看丰桥", "昨天 18:02", *STORY, "来源：丰桥县融媒体中心 记者：江山 编辑：谷小雨 2021-06-30")
    found = clean_text("\n".join(lines), fetched=FETCHED)
    assert isinstance(found, Article)
    assert found.date_published == "2021-06-30"


def test_a_masthead_that_counts_its_pages_tells_the_day() -> None:
    top = (
        "<table><tr><td>2019年11月17日 星期日 &nbsp;农历己亥年十月廿一 &nbsp;今日8版</td></tr></table>"
        "<a href=1>上一期</a> <a href=2>下一期</a>"
        "<div><b>第06版：街巷</b> <a href=3>上一版</a> <a href=4>下一版</a></div>"
    )
    assert told("", top=top).date_published == "2019-11-17"


@pytest.mark.parametrize(
    ("lines", "outlet"),
    [
        (("港湾日志", "主页", TITLE, "2022-03-16 06:00", *STORY, "赞好港湾日志 Facebook 专页"), "港湾日志"),
        (("南风电子报", "回首页", TITLE, "2024年5月6日", *STORY), "南风电子报"),
    ],
)
def test_a_site_asks_its_readers_by_its_name(lines: tuple[str, ...], outlet: str) -> None:
    assert article(*lines).outlet == outlet


@pytest.mark.parametrize(
    ("byline", "author"),
    [
        ("<p>张贴日：2024-05-06　单位：社会局　联络人：徐科长</p>", ""),
        ("<div>文｜江小山　2024-05-06　<a href='/tags/x'>#海龟</a></div>", "江小山"),
        ("<div><span>2024-05-06</span> <a href='/author/js/'>记者江小山</a></div>", "江小山"),
        ("<div>2024-05-06 <b>撰文：江小山</b> <i><a href='#respond'>0 Comments</a></i></div>", "江小山"),
    ],
)
def test_what_stands_beside_the_writer_is_neither_medium_nor_person(byline: str, author: str) -> None:
    found = told(byline, title=TITLE)
    assert (found.author, found.outlet) == (author, told("<div>2024-05-06</div>", title=TITLE).outlet)


def test_a_company_is_not_what_its_site_is_called() -> None:
    body = PARAGRAPHS.replace("<p>", "<p>【丰桥锂业：拟回购股份】点讯财经5月6日电，", 1)
    html = (
        f"<html><head><title>{TITLE}</title></head><body><h1>{TITLE}</h1>"
        f"<div>2024-05-06 10:30</div>{body}<p>©2024 丰桥点讯信息科技有限公司 版权所有</p></body></html>"
    )
    found = clean_html(html.encode())
    assert isinstance(found, Article)
    assert found.outlet == "点讯财经"


def test_a_title_with_its_credits_in_one_line() -> None:
    found = article(
        "丰桥县人民政府", f"{TITLE} 信息来源：丰桥县水利局 发布日期：2019-10-23 16:02 浏览次数：417", *STORY
    )
    assert (found.title, found.outlet, found.date_published) == (TITLE, "丰桥县水利局", "2019-10-23T16:02:00")


def test_a_title_that_a_column_broke() -> None:
    found = article("江北观察", "2024-04-17", "法治", "青石镇新桥通车，", "上学的路近了五公里", "作者：江山", *STORY)
    assert found.title == "青石镇新桥通车，上学的路近了五公里"


def test_an_offices_table_is_no_title() -> None:
    head = (
        "索引号 000014349/2021-00218",
        "分类 监管信息/桥梁",
        "成文日期 2021-11-15",
        "发布日期 2021-11-17",
        "文号 无",
        "有效性 有效",
    )
    found = article("丰桥县人民政府", *head, TITLE, *STORY)
    assert (found.title, found.date_published, found.author) == (TITLE, "2021-11-17", "")


def broken(text: str, width: int) -> list[str]:
    return [text[at : at + width] for at in range(0, len(text), width)]


@pytest.mark.parametrize("indent", ["", "\u3000\u3000"])
def test_lines_that_a_column_broke_are_paragraphs_again(indent: str) -> None:
    lines = [line for paragraph in STORY for line in broken(indent + paragraph, 18)]
    assert article(TITLE, "2024-05-06 来源：晨光报", *lines).text == "\n".join(STORY)


def test_titles_of_one_length_stay_lines() -> None:
    titles = [
        f"{town}修桥铺路方便群众出行十五里" for town in ("青石镇", "丰桥镇", "柳湾镇", "河西镇", "石门镇", "白沙镇")
    ]
    found = article(TITLE, "2024-05-06 来源：晨光报", *STORY, "相关新闻", *titles)
    assert found.text == "\n".join(STORY)
    assert all(
        any(span.text.strip() == title or title in span.text.split("\n") for span in found.removed) for title in titles
    )


def test_preformatted_paragraphs_are_read_line_by_line() -> None:
    lines = "\n\n".join("\n".join(broken("　　" + paragraph, 20)) for paragraph in STORY)
    html = (
        f"<html><head><title>{TITLE}</title></head><body><h1>{TITLE}</h1>"
        f"<div>2024-05-06 来源：晨光报</div><pre>{lines}\n</pre></body></html>"
    )
    found = clean_html(html.encode())
    assert isinstance(found, Article)
    assert found.text == "\n".join(STORY)


def test_a_program_stays_one_block() -> None:
    code = "int main() {\n  return 0; // 结束\n}"
    assert "int main() { return 0; // 结束 }" in told(after=f"<pre>{code}</pre>").seen()


ENTRIES = (
    ("11:52", "黑雨改红雨", "天文台于11时45分改发红色暴雨警告信号，黑雨合共生效五小时四十分钟。"),
    ("10:30", "雨带午后减弱", "高级科学主任冯伟乐表示，雨带正缓慢移向东南，预料中午后雨势逐渐减弱。"),
    ("09:17", "水浸到电饭煲", "河水暴涨，附近民居水深及腰，消防出动橡皮艇，救出七人，包括一名坐轮椅的长者。"),
    ("07:40", "巴士服务受影响", "公路近白沙湾双向封闭，多条路线须改道或暂停服务，个别出入口已放置防洪板。"),
)


def test_the_minutes_of_a_match_are_the_story_below_its_lead() -> None:
    told = (
        ("22:28", "完场哨响，津渡队二比一取胜，看台上的球迷站起来唱歌，主帅与每一名球员击掌。"),
        ("87'", "入球！后备上阵的小将在禁区顶接应二点球，左脚抽射入左下死角，这是他的首个入球。"),
        ("63'", "入球！津渡队角球开出，外援前点头球破网，裁判看了近三分钟的录像，确认没有越位。"),
        ("31'", "入球！丰桥队右路突破后传中，前锋在无人看守下轻松推射入网，客队一比零领先。"),
        ("20:30", "比赛开始，津渡队穿红色球衣，由左攻向右，场边的雨还没有停，草地十分湿滑。"),
    )
    entries = "".join(f"<li><span>{clock}</span><div><p>{text}</p></div></li>" for clock, text in told)
    html = (
        f"<html><head><title>{TITLE}</title></head><body><article><h1>{TITLE}</h1>{DATED}"
        f"<div><p>半决赛首回合今晚在津渡体育场上演，主队在先失一球的情况下，凭下半场两粒入球逆转丰桥队，占得先机。</p></div>"
        f"<div><a href=1>最新在前</a><a href=2>由头看起</a><a href=3>只看关键时刻</a></div><ul>{entries}</ul></article></body></html>"
    )
    found = clean_html(html.encode(), fetched=FETCHED)
    assert isinstance(found, Article)
    assert all(text in found.text for _, text in told)


def test_a_line_marked_as_an_advertisement_goes() -> None:
    assert "包邮" not in told(after="<p>【广告】 青禾山货铺 新茶上市 满三斤包邮</p>").text


def test_a_tickers_entries_in_elements_of_their_own_are_the_story() -> None:
    entries = [
        f"<div class=ly-item id=p{at}><div class=ly-t>{clock}</div><div class=ly-c><h3>{head}</h3><div>{told}</div>"
        "<div class=ly-s><a href=1>Facebook</a><a href=2>复制连结</a></div></div></div>"
        for at, (clock, head, told) in enumerate(ENTRIES)
    ]
    advertisement = "<div class='ly-item ly-ad'><div class=ly-c><a href=9>【限时优惠】抽湿机低至五五折</a></div></div>"
    lead = "受低压槽影响，本港今早落大雨，多处录得每小时超过一百毫米雨量，多条道路水浸。"
    html = (
        f"<html><head><title>黑雨生效四小时 多区水浸</title></head><body><h1>黑雨生效四小时 多区水浸</h1>{DATED}<div><p>{lead}</p></div>"
        f"<div><button>最新先</button><button>最旧先</button></div>"
        f"<div class=ly>{entries[0]}{entries[1]}{advertisement}{entries[2]}{entries[3]}</div></body></html>"
    )
    found = clean_html(html.encode())
    assert isinstance(found, Article)
    assert all(head in found.text and told in found.text for _, head, told in ENTRIES)
    assert "抽湿机" not in found.text


def test_the_next_story_of_a_feed_begins_below_its_own_headline() -> None:
    stories = (
        ("雪场救援队员的十条忠告，最后一条没人想听", "02/08/2022", PARAGRAPHS),
        (
            "收养了流浪狗的理发师，没想到它会看店",
            "02/07/2022",
            "<p>理发师老姜的店在巷子的最里头，门口常年蹲着一条黄狗，谁来了它都摇一摇尾巴。</p>",
        ),
    )
    feed = "".join(
        f"<section class=post><div class=hd><h1 class=entry-title>{head}</h1><div class=entry-meta>{day}</div></div>"
        f"<div class=entry-content>{told}</div></section>"
        for head, day, told in stories
    )
    found = clean_html(f"<html><head><title>{stories[0][0]}</title></head><body>{feed}</body></html>".encode())
    assert isinstance(found, Article)
    assert "理发师" not in found.text


def test_results_of_a_search_are_a_list() -> None:
    told = "一名里长在活动中心养了六只鹅，半年来窃案挂零，他笑说，鹅的薪水是高丽菜外叶……"
    rows = "".join(
        f"<div><h3>里长养鹅当警卫之{at}</h3><p>{told}</p><span>2024-0{at}-1{at} 1{at}:40 生活</span></div>"
        for at in range(1, 8)
    )
    found = clean_html(
        f"<html><head><title>搜寻「里长」的结果</title></head><body><h1>搜寻「里长」的结果</h1>{rows}</body></html>".encode()
    )
    assert isinstance(found, Rejected)
    assert found.reason is Reason.LIST_PAGE


def test_a_topic_told_in_parts_is_a_list() -> None:
    told = (
        "编者按：六十年代，江两岸有四十多家造船坊，如今只剩三家。本报走访江上的造船人，自今日起分五期刊出，敬请留意。"
    )
    html = (
        f"<html><head><title>专题：消失中的手工船 | 河西报</title></head><body><h1>消失中的手工船</h1>"
        f"<div>2019-10-08</div><p>{told}</p></body></html>"
    )
    found = clean_html(html.encode())
    assert isinstance(found, Rejected)
    assert found.reason is Reason.LIST_PAGE


@pytest.mark.parametrize("link", ["<a href=/>返回晨光，查看更多</a>", "<a href=/>阅读全文</a>"])
def test_a_link_behind_the_last_sentence_is_none_of_it(link: str) -> None:
    paragraph = f"<p>车站也会搬到桥头，等车的人不用再站在雨里。{link}</p>"
    assert told(after=paragraph).text == "\n".join((*BODY, "车站也会搬到桥头，等车的人不用再站在雨里。"))


@pytest.mark.parametrize(
    "line",
    [
        "【财衡网】（文｜财衡 江山，谷小雨　实习记者 旺小堆）",
        "编者按：本文来自微信公众号“青柠观察”（ID：qingning），作者：江山，编辑：谷小雨，晨光经授权发布。",
    ],
)
def test_where_a_story_comes_from_is_none_of_it(line: str) -> None:
    found = told(before=f"<p>{line}</p>")
    assert found.text == "\n".join(BODY)
    assert "江山" in found.author.split(";")


def test_a_heading_of_several_elements_is_read_as_its_claim_writes_it() -> None:
    html = (
        f"<html><head><title>听见水的人——专访水圳管理员江山 - 岛屿线上 The Isle</title></head><body>"
        f"<h1><span>水的公约数</span><span>听见水的人</span><span></span><span>专访水圳管理员江山</span></h1>{DATED}{PARAGRAPHS}</body></html>"
    )
    found = clean_html(html.encode())
    assert isinstance(found, Article)
    assert found.title == "听见水的人——专访水圳管理员江山"


def test_plain_lines_that_no_column_broke_stay() -> None:
    found = clean_text("\n".join((TITLE, "2024-05-06 来源：晨光报", *STORY)))
    assert isinstance(found, Article)
    assert found.text == "\n".join(STORY)


@pytest.mark.parametrize(
    ("byline", "after", "author", "outlet"),
    [
        ("<div>发布者：党宣01 发布时间：2024-05-06</div>", "<p>（文/校学生记者团 江山 图/谷小雨）</p>", "江山", ""),
        (
            "<div>2024-05-06</div>",
            "<p>文˙江山／圖˙谷小雨、受訪者提供／編輯˙旺小堆／電郵˙weekend@chen.example</p>",
            "江山",
            "",
        ),
        ("<div class=author>师韵　江山</div>" + DATED, "", "师韵;江山", "晨光报"),
        ("<div>2024-05-06</div><div>供稿单位：丰桥气象服务中心（江山）</div>", "", "江山", "丰桥气象服务中心"),
        ("<div>来稿单位：丰桥老年大学</div><div>2024-05-06</div>", "", "", "丰桥老年大学"),
    ],
)
def test_who_and_where_in_further_forms(byline: str, after: str, author: str, outlet: str) -> None:
    found = told(byline, after=after)
    assert (found.author, found.outlet) == (author, outlet)


def test_what_a_reader_presses_is_no_part_of_a_name() -> None:
    assert article(TITLE, "2022-07-26 08:15来源：渤湾晚刊作者：江海峰字号A-A+打印", *STORY).author == "江海峰"


def test_an_account_stands_above_what_kind_it_is() -> None:
    found = article("关注", "溇上学林", "公众号 · 文史", TITLE, "2019-06-18", *STORY)
    assert found.outlet == "溇上学林"


def test_a_day_in_the_dateline_goes_before_that_of_a_change() -> None:
    html = (
        f"<html><head><title>{TITLE}</title></head><body><h1>{TITLE}</h1><time>更新: 2018-09-10 3:12 AM</time>"
        f"<p>【侨声报2018年09月08日讯】{BODY[0]}</p><p>{BODY[1]}</p><p>{BODY[2]}</p></body></html>"
    )
    found = clean_html(html.encode())
    assert isinstance(found, Article)
    assert (found.date_published, found.date_modified) == ("2018-09-08", "2018-09-10T03:12:00")


def test_a_claim_may_be_the_titles_beginning_and_the_sites_name() -> None:
    site = "桐江市实验小学（南苑校区）"
    html = (
        f"<html><head><title>小厨娘，大本领 | {site}</title></head><body><h2>{site}</h2>"
        f"<h2>小厨娘，大本领——劳动课走进食堂</h2>{DATED}{PARAGRAPHS}</body></html>"
    )
    found = clean_html(html.encode())
    assert isinstance(found, Article)
    assert found.title == "小厨娘，大本领——劳动课走进食堂"


def test_a_latin_source_gives_way_to_the_sites_chinese_name() -> None:
    head = '<meta property="og:site_name" content="东涌新闻云"><meta name="source" content="DYtoday">'
    html = f"<html><head><title>{TITLE}</title>{head}</head><body><h1>{TITLE}</h1><div>2024-05-06</div>{PARAGRAPHS}</body></html>"
    found = clean_html(html.encode())
    assert isinstance(found, Article)
    assert found.outlet == "东涌新闻云"


@pytest.mark.parametrize(
    ("byline", "author", "outlet"),
    [
        ("<div>通 讯 员：江山 2024-05-06</div>", "江山", ""),
        ("<table><tr><td>通 讯 员</td><td>江山</td></tr></table><div>2024-05-06</div>", "江山", ""),
        ("<div>2024-05-06</div><div>媒体来源：东涌日报</div><div>记者署名：江山</div>", "江山", "东涌日报"),
        ("<div>2024-05-06</div><div>作者：superuser</div>", "", ""),
    ],
)
def test_labels_held_apart_and_of_forums(byline: str, author: str, outlet: str) -> None:
    found = told(byline)
    assert (found.author, found.outlet) == (author, outlet)


@pytest.mark.parametrize(
    "facts",
    [
        {"byline": [{"name": "江山"}, {"name": "谷小雨", "role": "摄影"}], "created": "2024-05-06T05:00:00+08:00"},
        {
            "authorList": [{"name": "江山", "role": "记者"}, {"name": "旺小堆", "role": "编辑"}],
            "releaseTimeStr": "2024-05-06 05:00",
        },
    ],
)
def test_a_story_in_parts_and_its_facts_in_a_frameworks_state(facts: dict[str, object]) -> None:
    parts = [{"k": "p", "text": text} for text in BODY] + [{"k": "img", "text": "图一"}]
    state = json.dumps({"article": {"title": TITLE, **facts, "blocks": parts}}, ensure_ascii=False)
    html = f"<html><head><title>{TITLE}</title></head><body><div id=app></div><script>window.__STATE__={state}</script></body></html>"
    found = clean_html(html.encode(), fetched=FETCHED)
    assert isinstance(found, Article)
    assert found.text == "\n".join(BODY)
    assert (found.author, found.date_published[:10]) == ("江山", "2024-05-06")


def test_the_day_below_a_releases_last_word_goes_before_that_of_its_template() -> None:
    html = (
        f"<html><head><title>{TITLE}</title><meta name=date content=2017-03-01></head><body><h1>{TITLE}</h1><div>{PARAGRAPHS}"
        "<p>完</p><p>２０１６年５月２５日（星期三）</p><p>丰桥时间１５时３２分</p></div>"
        "<div>隐私政策　修订日期：2017年3月1日</div></body></html>"
    )
    found = clean_html(html.encode(), fetched=FETCHED)
    assert isinstance(found, Article)
    assert (found.date_published, found.text) == ("2016-05-25", "\n".join(BODY))


@pytest.mark.parametrize(("heading", "is_story"), [("h1", True), ("h3", False)])
def test_links_that_hold_the_pages_own_heading_make_no_list_of_a_hijacked_page(heading: str, *, is_story: bool) -> None:
    title = "青石镇两座便民桥昨天正式通车"
    others = "".join(f"<li><a href=/{at}>青石镇第{at}条街道的路灯全部换成新的</a></li>" for at in range(30))
    html = (
        f"<html><head><title>幸运飞艇投注技巧-天天中彩票追号</title></head><body><{heading}>{title}</{heading}>"
        f"<div>2024-05-06</div><div>{PARAGRAPHS}</div><ul><li><a href=/me>{title}</a></li>{others}</ul></body></html>"
    )
    found = clean_html(html.encode(), fetched=FETCHED)
    assert isinstance(found, Article) is is_story
    assert not is_story or (isinstance(found, Article) and found.title == title)
