"""Elements amid a story that are there to sell, and such as a newsroom puts there; glosses above characters; names that sell."""

from itertools import pairwise

import pytest

from cleaners import Article, clean_html
from tests.spam.stories import STORIES

TITLE, TOLD = STORIES["library"]
WARES = ("成人影片在线看", "同城夜间约会", "百家乐游戏大厅", "办理本科毕业证", "网赌追款黑客")


def page(*boxes: str, byline: str = "2024-05-06 10:30 来源：柳浦日报") -> Article:
    """Return what is read of the story with a box behind each of its first paragraphs."""
    between = (*boxes, *("",) * (len(TOLD) - len(boxes)))
    body = "".join(f"<p>{text}</p>{box}" for text, box in zip(TOLD, between, strict=True))
    head = f"<meta charset=utf-8><title>{TITLE}_柳浦新闻网</title>"
    html = f"<html><head>{head}</head><body><h1>{TITLE}</h1><div>{byline}</div><div>{body}</div></body></html>"
    found = clean_html(html.encode())
    assert isinstance(found, Article)
    return found


TERMS = "".join(
    f"<dt>什么叫{ware}</dt><dd>英文缩写无，丰桥俗称{other}，适合各类人群参与。</dd>"
    for ware, other in zip(WARES, WARES[::-1], strict=True)
)
PRICES = "<tr><th>业务项目名称</th><th>参考报价（元）</th><th>平台推荐指数</th></tr>" + "".join(
    f"<tr><td>{ware}</td><td>{at}089元/次起</td><td>★★★★★</td></tr>" for at, ware in enumerate(WARES, 1)
)
COMMENTS = "".join(
    f"<div class=cmt><b>{ware}老玩家{at}</b> <em>2019-03-08 08:58</em><p>只认{ware}，已加楼主</p></div>"
    for at, ware in enumerate(WARES)
)


@pytest.mark.parametrize(
    "box",
    [f"<dl>{TERMS}</dl>", f"<table>{PRICES}</table>", f"<div class=talk>{COMMENTS}</div>"],
    ids=["terms", "prices", "comments"],
)
def test_a_box_that_is_mostly_offers_goes_whole(box: str) -> None:
    assert page("", box).text == "\n".join(TOLD)
    assert page("", "", box).text == "\n".join(TOLD)


def test_questions_that_fold_out_go_wherever_they_stand() -> None:
    folded = [
        f"<details><summary>{ware}是真的吗？</summary><div>两者都不错，新手建议先试{other}。</div></details>"
        for ware, other in pairwise(WARES)
    ]
    assert page(*folded).text == "\n".join(TOLD)


@pytest.mark.parametrize(
    "box",
    [
        "<table><tr><th>月份</th><th>进馆人数</th><th>借出图书</th></tr><tr><td>三月</td><td>4120</td><td>310</td></tr>"
        "<tr><td>四月</td><td>6280</td><td>465</td></tr></table>",
        "<dl><dt>故事会</dt><dd>每周六上午，绘本架前，馆长沈素云主讲。</dd><dt>修书课堂</dt><dd>每周日下午，退休教师何老师主讲。</dd></dl>",
        "<details><summary>夜读要预约吗？</summary><div>图书馆说，居民凭身份证就可以进馆，周末才要预约。</div></details>",
    ],
    ids=["table", "terms", "folded"],
)
def test_a_newsrooms_box_stays(box: str) -> None:
    beside = f"<p>{WARES[0]}，{WARES[1]}，{WARES[2]}</p>"
    alone, among = page(box), page(box, beside)
    assert not any(span.stage.value == "spam" for span in alone.removed)
    assert among.text == alone.text


@pytest.mark.parametrize("ends", [("</rt>", "<rp>)</rp>"), ("", "")])
def test_a_gloss_above_characters_is_no_text(ends: tuple[str, str]) -> None:
    end, behind = ends
    gloss = f"<ruby>安静<rp>(</rp><rt>同城夜间约会{end}{behind}</ruby>"
    html = f"<html><head><meta charset=utf-8></head><body><h1>{TITLE}</h1><div><p>{TOLD[0].replace('安静', gloss)}</p>"
    found = clean_html((html + "".join(f"<p>{text}</p>" for text in TOLD[1:]) + "</div></body></html>").encode())
    assert isinstance(found, Article)
    assert found.text.replace("()", "").replace("（）", "") == "\n".join(TOLD)


@pytest.mark.parametrize("name", ["同城夜间约会小编", "百家乐游戏大厅编辑", "办理本科毕业证特约撰稿人"])
def test_names_that_are_offers_are_nobodys(name: str) -> None:
    head = f'<meta name="author" content="{name}">'
    html = (
        f"<html><head><meta charset=utf-8>{head}<title>{TITLE}</title></head><body><h1>{TITLE}</h1><div>作者：{name} 2024-05-06</div>"
        f"{''.join(f'<p>{text}</p>' for text in TOLD)}</body></html>"
    )
    found = clean_html(html.encode())
    assert isinstance(found, Article)
    assert not any(ware in f"{found.author}{found.editor}{found.outlet}" for ware in WARES)


@pytest.mark.parametrize(
    "line",
    ["官网直达 >>> www.80qw8z1q.top", "开户地址：vip.y5j83d.vip 邀请码5555", "永久网址：m.vchjc2.xyz"],
)
def test_a_line_that_is_such_a_sites_address_goes(line: str) -> None:
    assert page(f"<p>{line}</p>").text == "\n".join(TOLD)


def test_a_list_of_addresses_that_readers_are_warned_of_stays() -> None:
    lines = (
        "图书馆提醒，近日有人冒充本馆发送假网址，读者请勿点击。",
        "假网址一：www.80qw8z1q.top",
        "假网址二：m.vchjc2.xyz",
    )
    found = page("".join(f"<p>{line}</p>" for line in lines))
    assert all(line in found.text for line in lines)


def test_a_part_of_the_story_with_phrases_in_its_paragraphs_is_no_box() -> None:
    told = [text.replace("，", f"{ware}，", 1) for text, ware in zip(TOLD, WARES, strict=True)]
    parts = f"<div class=part><p>{told[0]}</p><p>{told[1]}</p></div><div class=part><p>{told[2]}</p><p>{told[3]}</p><p>{told[4]}</p></div>"
    head = f"<meta charset=utf-8><title>{TITLE}</title>"
    html = f"<html><head>{head}</head><body><h1>{TITLE}</h1><div>2024-05-06</div><div>{parts}</div></body></html>"
    found = clean_html(html.encode())
    assert isinstance(found, Article)
    assert all(text[-12:] in found.text for text in TOLD)
