"""Where a story begins and ends among bylines, summaries, boxes and counts, one small page a form."""

import pytest

from cleaners import Article, Outcome, Reason, Rejected, clean_html

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
    assert (found.text, found.author) == (f"{STORY[0]}\n{last}", "旦增加")
