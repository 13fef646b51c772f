"""Titles of pages whose head says nothing of the story: the line above it, and what hides in the page."""

import pytest

from cleaners import Article, Rejected, clean_html
from tests.cleaners.test_story_edges import STORY, TITLE, outcome, paragraphs
from tests.cleaners.test_who_and_where import POEM

LINKS = "".join(f"<li><a href=/{at}>第{at}版：要闻{at}</a></li>" for at in range(12))
CREDITS = "<div class=i>作者：江山　发表于 2016/4/20 6:05:00　来源：《桥头》诗刊　点击：</div>"
UNMARKED = (
    "渡口的人还没有来",
    "桃花先替他过了河",
    "船篷上落着去年的雨",
    "桨声数到第七下",
    "对岸的灯便亮了",
    "灯下有人补一张网",
    "网眼里漏下月光",
    "月光里漏下鱼",
    "鱼的尾巴一摆",
    "春天就满了一寸",
)
UNMARKED_STORY = (
    "天文台预测，受副热带高压脊影响，本周天气普遍酷热，市区最高气温约三十五度，部分地区料再高一两度。",
    "天文台提醒市民避免长时间在猛烈阳光下活动，户外工作者应多饮水、适时休息，照顾独居长者。",
)
SPAM = "开元棋牌app下载(中国)官网"


@pytest.mark.parametrize(
    "head", ["河湾日报多媒体数字版", "河灣日報電子版", "河湾日报数字报", "河湾晨刊多媒体数字报", "河湾晚报", ""]
)
@pytest.mark.parametrize(
    ("between", "author"), [("<tr><td>江山</td></tr>", "江山"), ("<tr><td>2024-05-06 作者：江山</td></tr>", "江山")]
)
def test_a_page_that_claims_its_paper_is_titled_above_the_story(head: str, between: str, author: str) -> None:
    top = f"<div>2024年05月06日 星期一</div><ul>{LINKS}</ul><table><tr><td><a>上一篇</a> <a>下一篇</a></td></tr>"
    story = f"{top}<tr><td>{TITLE}</td></tr>{between}</table><div id=ozoom>{paragraphs(*STORY)}</div>"
    found = outcome(story, "<div>河湾日报社 版权所有</div>", title=head)
    assert isinstance(found, Article)
    assert (found.title, found.author, found.text) == (TITLE, author, "\n".join(STORY))


@pytest.mark.parametrize(("title", "above"), [("桃花帖", CREDITS), ("雨过桃花渡", CREDITS), ("雨过桃花渡", "")])
def test_a_poem_under_its_heading_is_a_story(title: str, above: str) -> None:
    lines = "".join(f"<p>{'<br>'.join(POEM[at : at + 3])}</p>" for at in range(0, len(POEM), 3))
    html = (
        f"<html><head><meta charset=utf-8><title>河湾日报电子版</title></head><body><ul>{LINKS}</ul>"
        f"<div class=pos>乡土 -- 诗歌 -- 正文</div><div class=t>{title}</div>{above}<div class=c>{lines}</div>"
        f"<div>责编：石榴</div><h4>同类作品</h4><ul>{LINKS}</ul></body></html>"
    )
    found = clean_html(html.encode(), "http://news.example/html/2016-04/20/content_7.htm")
    assert isinstance(found, Article)
    assert (found.title, found.text) == (title, "\n".join(POEM))


@pytest.mark.parametrize("byline", [CREDITS, "<div>江山</div>"])
@pytest.mark.parametrize("head", ["", "河湾日报数字报"])
def test_a_poem_without_a_mark_is_found_below_its_byline(byline: str, head: str) -> None:
    menu = "".join(
        f"<li>{name}</li>" for name in ("诗歌天地", "散文随笔", "小说连载", "文学评论", "书画摄影", "作者名录")
    )
    body = f"<ul>{menu}</ul><ul>{LINKS}</ul><div>雨过桃花渡</div>{byline}<div>{'<br>'.join(UNMARKED)}</div><ul>{LINKS}</ul>"
    html = f"<html><head><meta charset=utf-8><title>{head}</title></head><body>{body}</body></html>"
    found = clean_html(html.encode(), "http://news.example/html/2016-04/20/content_7.htm")
    assert isinstance(found, Article)
    assert (found.title, found.text) == ("雨过桃花渡", "\n".join(UNMARKED))


def test_short_lines_without_a_byline_are_no_poem() -> None:
    lines = "".join(f"<li>{line}</li>" for line in UNMARKED)
    html = f"<html><head><meta charset=utf-8><title></title></head><body><div>频道导航</div><ul>{lines}</ul><ul>{LINKS}</ul></body></html>"
    assert isinstance(clean_html(html.encode(), "http://news.example/html/2016-04/20/node_7.htm"), Rejected)


def test_a_list_without_a_title_gets_none_from_the_line_above() -> None:
    entries = "".join(f"<li><a href=/{at}>{TITLE} 之{at}</a> 05-0{at % 9 + 1}</li>" for at in range(12))
    main = f"<div>要闻</div><div>2024-05-06 星期一</div><ul>{entries}</ul><p>本栏目每日更新，欢迎读者常来。</p>"
    assert isinstance(outcome(main, title="河湾日报电子版"), Rejected)


def test_a_channel_that_speaks_of_itself_is_no_story() -> None:
    told = "<p>这里是河湾市的新闻中心，每天为您带来最新的消息，敬请关注。</p>"
    main = f"<div>新闻中心</div><div>更新时间：2024-05-06</div>{told}<ul>{LINKS}</ul>"
    assert isinstance(outcome(main, title=""), Rejected)


def test_what_a_post_was_written_with_is_no_title() -> None:
    post = f"<div>05-06 17:07</div><div>来自 桥头客户端专业版</div><div>{'<br>'.join(STORY[1:])}</div>"
    found = outcome(post, title="")
    assert not (isinstance(found, Article) and found.title)


def test_what_stands_hidden_in_a_page_shows_no_hijacked_title() -> None:
    hidden = "".join(f"<legend>{each}</legend>" for each in (SPAM, "云顶娱乐app下载", "九州体育官网入口"))
    story = f"<div class=post_title>{TITLE}</div><div>2024-05-06 来源：晨光网 作者：江山</div><div>{paragraphs(*STORY)}</div>"
    found = outcome(story, f"<div style='display:none'>{hidden}</div>", title=f"{SPAM}-登录入口")
    assert isinstance(found, Article)
    assert found.title == TITLE


# Hardly a word of it comes again in the story.
CALLED = "孩童返家不用再绕远道"


def test_the_day_amid_a_head_parts_the_title_from_the_site_and_of_several_stories_the_first_is_the_page_s() -> None:
    other = "".join(f"<p>【晨光报专讯】{text}</p>" for text in UNMARKED_STORY)
    stories = (
        f"<article><div class=headline><h1>{head}</h1><div>2024年5月6日</div><div>记者：{by}</div></div><div>{told}</div></article>"
        for head, by, told in (
            (CALLED, "江山", paragraphs(*STORY)),
            ("天文台：本周酷热 部分地区料达36℃", "谷小雨", other),
        )
    )
    found = outcome("".join(stories), title=f"{CALLED} - 20240506 - 港闻 - 晨光日报新闻网")
    assert isinstance(found, Article)
    assert (found.title, found.author, found.text) == (CALLED, "江山", "\n".join(STORY))


def test_a_page_s_own_list_names_its_title_behind_marks_and_without_the_second_line() -> None:
    rates = "".join(
        f"<tr><td>{text}</td></tr>" for text in ("服务资讯", "停车：两座便民桥桥头免费", "潮汐：高潮09:41 2.9米")
    )
    named = (CALLED, "重阳祭祖墓园周边交通管制", "街坊总会倡设长者膳食券", "美食节下月中举行逾百摊位报名")
    listed = "".join(f"<tr><td><a href=/{at}>．{text}</a></td></tr>" for at, text in enumerate(named))
    story = f"<tr><td><b>{CALLED}　老少人人称便</b></td></tr><tr><td>{'<br><br>'.join(STORY)}</td></tr>"
    found = outcome(
        f"<table><tr><td>二〇二四年五月六日 星期一</td></tr></table><table>{rates}</table><table>{listed}</table>"
        f"<table><tr><td>第A02版：要闻 <a href=/p>上一则</a> <a href=/n>下一则</a></td></tr>{story}</table>",
        title="河湾时报电子版",
    )
    assert isinstance(found, Article)
    assert found.title == f"{CALLED} 老少人人称便"
    assert found.text == "\n".join(STORY)


@pytest.mark.parametrize(
    "below",
    ["<div>版权所有：青石县人民法院　青ICP备1200号</div>", "<div>第A07版：青石县·人民</div>"],
    ids=["rights", "a paper's page"],
)
def test_who_owns_a_site_that_the_head_names_is_no_title(below: str) -> None:
    main = f"<table><tr><td align=center><b>{TITLE}</b></td></tr><tr><td>2024-05-06 10:08:51</td></tr></table>{paragraphs(*STORY)}"
    found = outcome(main, below, title="青石县人民法院网")
    assert isinstance(found, Article)
    assert found.title == TITLE


def test_a_flash_has_its_title_in_the_head_alone() -> None:
    told = "晨光社9月4日电，国家能源调度中心数据显示，截至8月底，全国电厂存煤1.94亿吨，可用27天，均处于历史同期高位。"
    clock = "<div><span>电报</span><span>2024年09月04日 10:17:32 星期三</span></div>"
    counts = "<div><span>阅 32.6W</span><span>评论(14)</span><span>分享(55)</span></div>"
    found = outcome(f"{clock}<div class=b>{told}</div>{counts}", title="全国电厂存煤1.94亿吨 可用27天_电报_晨光社")
    assert isinstance(found, Article)
    assert (found.title, found.text) == ("全国电厂存煤1.94亿吨 可用27天", told)


def test_a_poem_of_three_characters_closes_the_head() -> None:
    lines = "".join(f"<p>{line}</p>" for line in UNMARKED)
    rows = "<tr><td><strong>立冬辞</strong></td></tr><tr><td>■ 麦青禾</td></tr>"
    table = f"<table><tr><td><strong>第A07版：副刊</strong></td></tr>{rows}</table>"
    found = outcome(
        f"<div>2021年11月07日 星期日</div>{table}<div id=ozoom>{lines}</div>", title="河湾晚报数字报-立冬辞"
    )
    assert isinstance(found, Article)
    assert found.title == "立冬辞"
