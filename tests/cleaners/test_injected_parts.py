"""What is put into the parts of a page that are no paragraphs: bylines, headings, boxes between paragraphs, copies of a sentence."""

import pytest

from cleaners import Article, Stage
from tests.cleaners.test_story_edges import STORY, TITLE, outcome, paragraphs, story_of

BYLINE = "<div>2024-05-06 10:30 来源：晨光报</div>"
OFFERS = ("二手挖掘机价格查询", "代办营业执照多少钱", "真人视讯平台注册送彩金")


def article(html: str, title: str = "") -> Article:
    found = outcome(html, title=title) if title else outcome(html)
    assert isinstance(found, Article)
    return found


def page(byline: str, body: str = "") -> Article:
    return article(f"<h1>{TITLE}</h1><div>{byline}</div><div>{body or paragraphs(*STORY)}</div>")


@pytest.mark.parametrize("separator", [" ", "　", " | ", "，"])
@pytest.mark.parametrize("label", ["", "来源：", "作者：", "编辑：", "关键词："])
def test_offers_behind_a_byline_name_nobody(label: str, separator: str) -> None:
    found = page(f"2024-05-06 10:30 来源：晨光报 作者：江山{separator}{label}{separator.join(OFFERS)}")
    assert (found.outlet, found.author, found.date_published) == ("晨光报", "江山", "2024-05-06T10:30:00")


def test_offers_between_a_label_and_its_value_leave_the_value() -> None:
    found = page(f"2024-05-06 10:30 来源： 作者：{' '.join(OFFERS)} <a href='/'>晨光报</a>")
    assert (found.outlet, found.author) == ("晨光报", "")


def test_offers_in_a_byline_of_the_story_are_kept_as_spam() -> None:
    found = page("", f"<p>晨光报记者 江山 | 来源：{OFFERS[1]}</p>{paragraphs(*STORY)}")
    assert OFFERS[1] not in found.text + found.outlet
    assert any(OFFERS[1] in span.text for span in found.removed)


@pytest.mark.parametrize("name", ["二手车出租公司", "驾校报名代理网"])
def test_a_name_that_the_page_has_elsewhere_is_no_offer(name: str) -> None:
    found = article(
        f"<div>{name}</div><h1>{TITLE}</h1><div>2024-05-06 来源：{name}</div><div>{paragraphs(*STORY)}</div>"
    )
    assert found.outlet == name


@pytest.mark.parametrize("mark", ["{}_{}_", "{}_{}-", "【{}】【{}】", "{}_{} ", "{}|{}|"])
def test_offers_before_a_title_are_none_of_it(mark: str) -> None:
    heading = mark.format(*OFFERS[:2]) + TITLE
    assert article(f"<h1>{heading}</h1>{BYLINE}<div>{paragraphs(*STORY)}</div>", title=f"{TITLE}-晨光网").title == TITLE


def test_first_words_of_a_title_that_its_story_tells_are_kept() -> None:
    title = "二手挖掘机价格查询 三家店报价相差一倍"
    told = "记者走访了三家店，二手挖掘机价格查询起来并不容易，同一台机器的报价能相差一倍。"
    assert article(f"<h1>{title}</h1>{BYLINE}<div>{paragraphs(told, *STORY)}</div>", title=title).title == title


@pytest.mark.parametrize("separator", ["，", " ", "_", "-", "|"])
def test_a_heading_of_offers_is_none_of_the_story(separator: str) -> None:
    heading = f"<h2>{separator.join(OFFERS[:2])}</h2>"
    found = page("2024-05-06 10:30 来源：晨光报", heading + paragraphs(*STORY))
    assert found.text == "\n".join(STORY)
    assert any(span.stage is Stage.SPAM for span in found.removed)


def test_a_heading_of_offers_is_no_title() -> None:
    found = article(f"<h1>{OFFERS[0]}</h1><h2>{TITLE}</h2>{BYLINE}<div>{paragraphs(*STORY)}</div>", title=TITLE)
    assert found.title == TITLE


def test_a_heading_that_the_story_goes_on_about_is_kept() -> None:
    told = "二手挖掘机价格近来涨了，出租的价格也涨了一成，镇上修路的人都在问。"
    found = page("2024-05-06 10:30 来源：晨光报", f"{paragraphs(*STORY)}<h2>二手挖掘机价格</h2>{paragraphs(told)}")
    assert "\n二手挖掘机价格\n" in found.text


HEADLINES = tuple(
    f"<li><a href='/{at}'>果农抢收桃子的第{at}天</a> <span>2023-04-0{at}</span></li>" for at in range(1, 8)
)
READERS = tuple(
    f"<div class=cmt><b>清溪人家</b> <span>2023-04-0{at} 9:30</span><br>{text}</div>"
    for at, text in enumerate(
        ("写得真好，路通了就好，下回去看看。", "孩子们终于不用涉水了，谢谢修路的人。", "顶一下，盼着候车亭早日盖好。"),
        1,
    )
)


@pytest.mark.parametrize(
    "box",
    [
        f"<div><strong>相关阅读</strong><ul>{''.join(HEADLINES)}</ul></div>",
        f"<aside><h4>精选</h4><ol>{''.join(HEADLINES)}</ol></aside>",
        f"<ul>{''.join(HEADLINES)}</ul>",
        f"<div><h3>网友评论（3条）</h3>{''.join(READERS)}</div>",
    ],
)
@pytest.mark.parametrize("behind", ["", "<div>▼点击图片放大</div>"])
@pytest.mark.parametrize("after", [1, 2])
def test_a_story_goes_on_behind_a_closed_box(box: str, behind: str, after: int) -> None:
    found = page(
        "2024-05-06 10:30 来源：晨光报", paragraphs(*STORY[:after]) + box + behind + paragraphs(*STORY[after:])
    )
    assert found.text == "\n".join(STORY)


def test_what_stands_below_a_box_elsewhere_is_another_story() -> None:
    other = "<div class=more><p>河东镇的果农昨日抢收了第一批桃子，收购价比去年高了一成，乡亲们说是好年景。</p></div>"
    box = f"<div><strong>相关阅读</strong><ul>{''.join(HEADLINES)}</ul></div>"
    assert page("2024-05-06 10:30 来源：晨光报", paragraphs(*STORY) + box + other).text == "\n".join(STORY)


@pytest.mark.parametrize("how", ["front", "comma", "end"])
@pytest.mark.parametrize("phrases", [OFFERS[:1], OFFERS])
def test_copies_of_a_sentence_around_offers_go_whole(how: str, phrases: tuple[str, ...]) -> None:
    first = STORY[0].split("。")[0]
    clause, rest = first.split("，", 1)
    copies = [
        {"front": f"{phrase}，{first}。", "comma": f"{clause}，{phrase}，{rest}。", "end": f"{first}，{phrase}。"}[how]
        for phrase in phrases
    ]
    found = page("2024-05-06 10:30 来源：晨光报", paragraphs(*STORY, *copies))
    assert found.text == "\n".join(STORY)
    assert "copied_sentence" in {span.rule for span in found.removed}


def test_the_caption_of_a_picture_that_is_shown_twice_is_no_copy() -> None:
    caption = "{}新桥昨日正式通车，两岸村民结伴从桥上走过。{} 晨光社记者 江山 摄"
    told = (STORY[0], caption.format("", ""), *STORY[1:3], caption.format("", " 开锁换锁电话"), *STORY[3:])
    found = page("2024-05-06 10:30 来源：晨光报", paragraphs(*told))
    assert found.text == "\n".join(STORY)
    assert "copied_sentence" not in {span.rule for span in found.removed}


def test_a_sentence_that_comes_again_with_news_in_it_is_kept() -> None:
    first = STORY[0].split("。")[0]
    clause, rest = first.split("，", 1)
    again = f"{clause}，记者昨天在现场看到，{rest}。"
    assert story_of(outcome(f"<h1>{TITLE}</h1>{BYLINE}<div>{paragraphs(*STORY, again)}</div>")).endswith(again)
