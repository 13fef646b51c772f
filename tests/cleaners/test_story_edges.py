"""Where a story begins and ends among bylines, summaries, boxes and counts, one small page a form."""

import pytest

from cleaners import Article, Outcome, Reason, Rejected, clean_html, clean_text

TITLE = "青石镇新建两座便民桥"
STORY = (
    "青石镇新建的两座便民桥昨天通车，河西三个村的学生上学不用再绕行五公里，村民赶集也方便了许多。",
    "据镇里介绍，两座桥总长一百二十米，桥面宽六米，工程历时十四个月，总投资九百六十万元。",
    "六十八岁的村民何水根说，过去涨水时要绕到下游的老桥，如今出门五分钟就能到镇上，孩子们也不用再起早摸黑。",
    "下一步，镇里还将在桥头修建停车场和候车亭，预计明年春天完工，方便村民乘坐公交车进城。",
)
SUMMARY = "两座便民桥让三个村的学生少走五公里，总投资九百六十万元，明年春天还要在桥头添上停车场和候车亭。"


def outcome(main: str, below: str = "", title: str = TITLE) -> Outcome:
    html = (
        f"<html><head><meta charset=utf-8><title>{title}</title></head><body><div><a href=/>首页</a></div>"
        f"<div class=main>{main}</div>{below}</body></html>"
    )
    return clean_html(html.encode(), "http://news.example/a.html")


def paragraphs(*texts: str) -> str:
    return "".join(f"<p>{text}</p>" for text in texts)


def story_of(found: Outcome) -> str:
    assert isinstance(found, Article)
    return found.text


@pytest.mark.parametrize(
    "above",
    [
        "<div>2024-05-06作者：江山，青石镇第二人民医院骨科的主任医师，青石镇人大代表来源：晨光健康周刊阅读量：871</div>",
        f"<div>导读：{SUMMARY}</div>",
    ],
    ids=["long byline", "long summary"],
)
def test_a_notice_above_the_story_does_not_end_it(above: str) -> None:
    notice = "<div>本文为作者授权晨光网发布，未经授权请勿转载。</div>"
    related = "".join(f"<li><a href=/{at}.html>果农赶在雨前抢收早熟桃子{at}</a></li>" for at in range(12))
    found = outcome(f"<h1>{TITLE}</h1>{above}{notice}{paragraphs(*STORY)}", f"<h3>相关推荐</h3><ul>{related}</ul>")
    assert "\n".join(STORY) in story_of(found)


def test_a_heading_below_the_summary_does_not_end_the_story() -> None:
    head = f"<header><h1>{TITLE}</h1><p class=deck>{SUMMARY}</p><div>2024-05-06 晨光周刊</div></header>"
    points = "<aside><h4>三个重点</h4><ul><li>学生少走五公里</li><li>明年再添停车场</li></ul></aside>"
    box = (
        "<div class=pick><p>推荐阅读</p><ul><li><a href=/1.html>果农赶在雨前抢收早熟桃子</a></li></ul></div>"
        "<div class=pick><p>推荐阅读</p><ul><li><a href=/2.html>老照片牵出三十年寻亲路</a></li></ul></div>"
    )
    found = outcome(f"{head}{points}<section>{paragraphs(*STORY[:2])}{box}{paragraphs(*STORY[2:])}</section>")
    assert story_of(found).endswith("\n".join(STORY))


def test_an_editor_and_the_day_in_brackets_behind_the_last_sentence_are_cut() -> None:
    last = f"{STORY[3]}（編輯：谷小雨）1130506"
    found = outcome(f"<h1>{TITLE}</h1><div>2024/5/6 晨光社</div>{paragraphs(*STORY[:3], last)}")
    assert isinstance(found, Article)
    assert (found.text, found.editor) == ("\n".join(STORY), "谷小雨")


def test_a_link_to_another_story_in_a_line_of_its_own_does_not_end_the_story() -> None:
    more = "<b>相关链接：</b><a href=/1.html>早熟桃子抢在雨前采收</a>"
    told = "<br><br>".join((*STORY[:3], more, STORY[3]))
    found = outcome(f"<h1>{TITLE}</h1><div>2024-05-06</div><div>{told}</div>")
    assert story_of(found).split("\n") == list(STORY)


def test_a_paragraph_behind_a_box_of_other_stories_is_kept() -> None:
    box = "<div class=embed>打开全文<p>更多文章：</p><a href=/1.html>怡桥老街咖啡店转手 新东主保留白咖啡味</a></div>"
    last = "石岗村村长黄福隆说，桥通之后村委会已决定免收小贩邓亚财今年的摊位清洁费，算是全村请他吃一碗豆腐花。"
    sections = f"<section>{paragraphs(*STORY[:2])}{box}{paragraphs(last)}</section>"
    assert story_of(outcome(f"<h1>{TITLE}</h1>{sections}")) == "\n".join((*STORY[:2], last))


def test_what_stands_elsewhere_behind_a_box_of_other_stories_is_none_of_the_story() -> None:
    box = "<div class=embed><p>更多文章：</p><a href=/1.html>怡桥老街咖啡店转手 新东主保留白咖啡味</a></div>"
    notice = "<div><p>本站文字、图片及影音，非经授权，不得转载、公开播送或公开传输及利用。</p></div>"
    assert story_of(outcome(f"<h1>{TITLE}</h1><section>{paragraphs(*STORY)}{box}{notice}</section>")) == "\n".join(
        STORY
    )


def test_an_address_beside_the_date_is_no_part_of_the_story() -> None:
    rows = "<tr><td>http://www.news.example　2024-05-06 07:42:00　晨光晚报</td></tr>"
    told = "<br><br>".join(STORY[:3])
    found = outcome(f"<table><tr><td class=title>{TITLE}</td></tr>{rows}<tr><td id=zoom>{told}</td></tr></table>")
    assert story_of(found) == "\n".join(STORY[:3])
    assert isinstance(found, Article)
    assert found.outlet == "晨光晚报"


def test_a_newspaper_signs_the_end_with_the_day_and_its_name() -> None:
    found = outcome(f"<h1>{TITLE}</h1><div>{paragraphs(*STORY, '【2005/11/21 晨光晚報】')}</div>")
    assert isinstance(found, Article)
    assert (found.text, found.date_published) == ("\n".join(STORY), "2005-11-21")


def test_who_wrote_and_took_the_pictures_ends_no_caption() -> None:
    last = f"{STORY[3]}（旦增加 文/图）"
    found = outcome(f"<h1>{TITLE}</h1><div>2024-05-06</div><div>{paragraphs(STORY[0], last)}</div>")
    assert isinstance(found, Article)
    assert (found.text, found.author) == (f"{STORY[0]}\n{STORY[3]}", "旦增加")


@pytest.mark.parametrize(("count", "is_list"), [("为您找到相关结果约 382 条，用时 0.043 秒", True), ("欢迎您", False)])
def test_counted_results_above_excerpts_are_a_list(count: str, is_list: bool) -> None:  # noqa: FBT001
    tabs = "".join(f"<div><a href=/t{at}>栏目{at}</a></div>" for at in range(14))
    items = "".join(
        f"<div><h3><span>[新闻动态]</span><a href=/{at}.html>青石镇今年计划新建便民桥{at}座</a></h3>"
        f"<p>{text[:40]}...</p><div><span>来源：晨光报</span><span>发布时间：2024-05-0{at + 1}</span></div></div>"
        for at, text in enumerate((*STORY, *STORY))
    )
    found = outcome(f"{tabs}<div><p>{count}</p>{items}</div>", title="智能检索")
    counted = isinstance(found, Rejected) and "results of a search" in found.detail
    assert counted == is_list
    assert not counted or (isinstance(found, Rejected) and found.reason is Reason.LIST_PAGE)


def test_when_something_takes_place_is_no_day_of_the_page() -> None:
    lines = ("讲座题目：河流的记性", "主讲人：江山 研究员", "时间：2024年6月6日（周四）14:30", "地点：河西小学报告厅")
    told = story_of(outcome(f"<h1>{TITLE}</h1><div>发布时间：2024-05-30 16:48</div>{paragraphs(*lines, *STORY)}"))
    assert told.split("\n")[: len(lines)] == [*lines]


@pytest.mark.parametrize(
    "entry",
    [
        "<h2>{head}</h2><p>{told}……[详细]</p><div>2024-05-0{at} 07:30 评论(0)</div>",
        "<li>[2024-05-0{at}]<a href=/{at}.html>{head}</a></li><p>{told}……<a href=/{at}.html>[详细]</a></p>",
        "<h3><a href=/{at}.html>{head}</a></h3><p>{told}... <a href=/{at}.html>阅读全文 »</a></p><i>2024-05-0{at}</i>",
        "<h3><a href=/{at}.html>{head}</a></h3><p>{told}，记者在现场看到……</p>",
    ],
)
def test_excerpts_that_go_on_elsewhere_are_a_list(entry: str) -> None:
    heads = (
        "河西三个村的学生不再绕路",
        "桥头将修建停车场",
        "果农抢收早熟桃子",
        "小学生写信改红绿灯",
        "渡口末班船停航",
        "老艄公上岸",
    )
    told = "连日来，镇里抢抓晴好天气推进工程"
    items = "".join(f"<div>{entry.format(head=head, told=told, at=at)}</div>" for at, head in enumerate(heads, 1))
    found = outcome(f"<div>当前位置：首页 &gt; 乡镇动态</div><h2>乡镇动态</h2>{items}", title="乡镇动态_晨光网")
    assert isinstance(found, Rejected)
    assert found.reason is Reason.LIST_PAGE


def test_a_page_of_menus_is_no_short_story() -> None:
    menu = "首页 要闻 民生 教育 视频 房产 体育 旅游 财经 汽车 健康 文化 公益 读书".split()
    found = clean_text("\n".join(menu * 10), "http://news.example/")
    assert isinstance(found, Rejected)
    assert found.reason is not Reason.TOO_SHORT


def test_a_story_that_breaks_off_now_and_then_is_no_list() -> None:
    told = [f"{text}他说到这里，便不再往下说……" for text in STORY]
    assert isinstance(outcome(f"<h1>{TITLE}</h1><div>2024-05-06</div><div>{paragraphs(*told)}</div>"), Article)
    told = [f"{text}他说到这里，便不再往下说……" for text in (*STORY, *STORY[:3])]
    found = outcome(f"<h1>{TITLE}</h1><div>2024-05-06</div><div>{paragraphs(STORY[0], *told)}</div>")
    assert isinstance(found, Article)


def test_a_lead_that_breaks_off_beside_excerpts_is_told() -> None:
    beside = "".join(f"<li><a href=/{at}.html>桥头新闻{at}</a><p>{STORY[2][:-1]}……</p></li>" for at in range(6))
    lead = f"<h1>{TITLE}</h1><div>2024-05-06 来源：晨光报 作者：江山</div><div><p>{STORY[0][:-1]}……</p></div>"
    assert isinstance(outcome(lead, f"<aside><ul>{beside}</ul></aside>"), Article)


@pytest.mark.parametrize(
    "mark", ["www.chenguang.example首发", "-晨光阅读-", "（内容来自：晨光阅读）", "本文转自晨光阅读，"]
)
def test_what_a_program_put_behind_every_paragraph_is_cut(mark: str) -> None:
    marked = [text + mark for text in STORY[:3]]
    assert story_of(outcome(f"<h1>{TITLE}</h1>{paragraphs(*marked, STORY[3])}")) == "\n".join(STORY)


def test_what_a_program_put_before_paragraphs_is_cut() -> None:
    marked = [f"本文转自晨光阅读{at}，{text}" for at, text in enumerate(STORY[:3])]
    assert story_of(outcome(f"<h1>{TITLE}</h1>{paragraphs(*marked, STORY[3])}")) == "\n".join(STORY)


@pytest.mark.parametrize("tail", ["——何水根", "桥通了"])
def test_what_ends_one_paragraph_or_names_who_speaks_stays(tail: str) -> None:
    told = [text + (tail if at < 2 or "桥" not in tail else "") for at, text in enumerate(STORY[:3])]
    assert story_of(outcome(f"<h1>{TITLE}</h1>{paragraphs(*told, STORY[3])}")) == "\n".join((*told, STORY[3]))


@pytest.mark.parametrize("signed", ["（记者 江山）", "（鲁岭台记者 江山 关山月）", "（本报通讯员 谷小雨）"])
def test_who_reported_behind_the_last_sentence_is_cut_and_named(signed: str) -> None:
    found = outcome(f"<h1>{TITLE}</h1>{paragraphs(*STORY[:3], STORY[3] + signed)}")
    assert story_of(found) == "\n".join(STORY)
    assert isinstance(found, Article)
    assert "江山" in found.author or "谷小雨" in found.author
