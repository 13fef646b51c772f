"""Pages of a site about itself, or that introduce stories with a sentence or two: none is an article, however it reads."""

import pytest

from cleaners import Article, Outcome, Reason, Rejected, clean_html
from tests.cleaners.test_story_edges import STORY

LEAD = "一年之计在于春。眼下，备春耕工作正由南向北全面展开，本网记者分赴十三个市地，记录田间地头的新变化，敬请关注。"
HEADLINES = (
    "老字号糕点铺重新开张",
    "三名小将入选世乒赛名单",
    "作家新书讲述矿区往事",
    "绒花登上国际时装周",
    "主场球迷首破四万人",
    "人形机器人进车间打工",
    "宠物友好商场怎么管",
    "夜市摊主自费装净化器",
    "樱花季提前游客翻番",
    "中小学增设课间十五分钟",
    "河道清淤清出清代铁炮",
    "县医院引进手术机器人",
)


def page(title: str, main: str) -> Outcome:
    html = (
        f"<html><head><meta charset=utf-8><title>{title}</title></head><body><div><a href=/>首页</a> <a href=/n>新闻</a></div>"
        f"{main}<div>晨光网 版权所有</div></body></html>"
    )
    return clean_html(html.encode(), "http://news.example/x/")


def entries(date: str = "") -> str:
    return "<ul>" + "".join(f"<li><a href=/{text}>{text}</a>{date}</li>" for text in HEADLINES) + "</ul>"


def box(number: int) -> str:
    return (
        f"<h2>现场{number}</h2><div><a href=/m>更多&gt;&gt;</a></div><h3><a href=/b>{HEADLINES[number]}</a></h3>"
        f"<p>{STORY[number % len(STORY)]}<a href=/b>[详细]</a></p>{entries()}"
    )


BOXES = "".join(map(box, range(3)))
DATED = entries("<span>2024-05-06</span>")


@pytest.mark.parametrize(
    ("title", "main"),
    [
        ("春耕一线_专题_晨光网", f"<h1>春耕一线</h1><div>{LEAD}</div><h2>报道</h2>{DATED}"),
        ("春耕一线 - 晨光网", f"<h1>春耕一线</h1><div>编者按：{LEAD}</div><h2>报道</h2>{DATED}{BOXES}"),
        ("春耕一线 - 晨光网", f"<h1>春耕一线</h1><div>{LEAD}</div>{BOXES}"),
        (
            "江山 - 晨光网",
            f"<h1>江山</h1><p>江山，晨光报评论员，长期关注城市交通与基层治理，著有《桥头记》等书。</p>{DATED}",
        ),
        (
            "新能源汽车_标签_晨光网",
            f"<h1>新能源汽车</h1><p>新能源汽车是指采用非常规的车用燃料作为动力来源的汽车。</p>{DATED}",
        ),
    ],
    ids=["title says so", "label", "boxes", "author", "tag"],
)
def test_a_word_of_introduction_above_stories_is_a_list(title: str, main: str) -> None:
    found = page(title, main)
    assert isinstance(found, Rejected)
    assert found.reason is Reason.LIST_PAGE


@pytest.mark.parametrize(
    "title", ["关于我们", "联系我们", "版权声明", "隐私政策", "晨光网简介", "诚聘英才", "广告服务"]
)
def test_a_page_about_the_site_is_no_article(title: str) -> None:
    told = "".join(f"<p>{text}</p>" for text in STORY)
    found = page(f"{title}-晨光网", f"<h1>{title}</h1>{told}")
    assert isinstance(found, Rejected)
    assert found.reason is Reason.NO_ARTICLE


@pytest.mark.parametrize(
    ("title", "main"),
    [
        ("关于我们的桥_晨光网", f"<h1>关于我们的桥</h1><p>{STORY[0]}</p><p>{STORY[1]}</p>"),
        ("两座便民桥通车_晨光网", f"<h1>两座便民桥通车</h1><p>{STORY[0]}</p><h3>相关新闻</h3>{DATED}"),
        (
            "两座便民桥通车_专题_晨光网",
            f"<h1>两座便民桥通车</h1><div>2024-05-06 10:30 来源：晨光报</div><p>{STORY[0]}</p>{entries()}",
        ),
    ],
    ids=["title goes on", "related below a heading", "dated"],
)
def test_a_short_story_stays_an_article(title: str, main: str) -> None:
    assert isinstance(page(title, main), Article)
