"""Lines that say what a picture shows, who took it or where it is from, and lines below pictures that are the story's."""

import pytest

from tests.cleaners.test_story_edges import STORY, TITLE, outcome, paragraphs, story_of

CENTRED = '<p style="text-align:center"><img src=a.jpg></p><p style="text-align:center">{}</p>'
PLAIN = "<p><img src=a.jpg></p><p>{}</p>"
SMALL = '<p><img src=a.jpg></p><p style="text-align:center;font-size:12px">{}</p>'
CREDITED = (
    "新桥通车 图片来源于网络",
    "新桥通车 图片来自受访者",
    "图据网络",
    "图源网络，侵删",
    "新桥。晨光报记者江山摄",
    "凌晨一点的新桥。江小山摄",
    "新桥。 资料图",
    "记者江山／攝影",
    "江小山 摄",
    "Photo by 江山",
    "文中图片均由受访者提供",
)


def around(middle: str) -> str:
    """Return the kept text of a story with this markup in its middle."""
    byline = "<div>2024-05-06 10:30 来源：晨光报</div>"
    content = paragraphs(*STORY[:2]) + middle + paragraphs(*STORY[2:])
    return story_of(outcome(f"<h1>{TITLE}</h1>{byline}<div class=content>{content}</div>"))


@pytest.mark.parametrize(
    "middle",
    [
        CENTRED.format("村民走在新桥上"),
        CENTRED.format("村民走在新桥上。"),
        CENTRED.format("村民走在新桥上。本刊记者/江山"),
        SMALL.format("村民走在新桥上"),
        "<section><img src=a.jpg></section><section style='text-align:center;color:#888888'>桥通了，村民走在桥上</section>",
        *map(PLAIN.format, CREDITED),
        "<p class=content_img><img src=a.jpg></p><p class=content_img>村民走在新桥上</p>",
        "<div class=pic><img src=a.jpg><p>村民走在新桥上</p></div>",
        "<div class=photo_attach><a><img src=a.jpg></a><br><span>村民走在新桥上</span></div>",
        "<section><img src=a.jpg></section><h2 class=art_img_tit>村民走在新桥上</h2>",
        "<table><tr><td><img src=a.jpg></td></tr><tr><td>村民走在新桥上。<br>江小山　摄</td></tr></table>",
        "<table align=right><tr><td><img src=a.jpg></td></tr><tr><td><font>村民走在新桥上。<br>记者江山／攝影</font></td></tr></table>",
    ],
)
def test_a_caption_is_no_text(middle: str) -> None:
    assert around(middle) == "\n".join(STORY)


@pytest.mark.parametrize(
    "line",
    ["一、怎么建", "“这桥真好。”", "过去涨水时要绕到下游的老桥。如今出门五分钟就能到镇上。"],
)
def test_a_line_below_a_picture_may_be_the_story(line: str) -> None:
    assert line in around(CENTRED.format(line))


def test_a_centred_line_below_a_picture_that_is_not_may_be_the_story() -> None:
    line = '<p><img src=a.jpg></p><p style="text-align:center">村民走在新桥上</p>'
    assert "村民走在新桥上" in around(line)


def test_a_caption_above_a_heading_in_a_box_is_no_text() -> None:
    caption = (
        "<section><img src=a.jpg></section><section style='text-align:center;font-size:12px'>桥通了，人来了</section>"
    )
    found = around(f"{caption}<section><section><b>河西怎么走</b></section></section>")
    assert found == "\n".join((*STORY[:2], "河西怎么走", *STORY[2:]))


def test_who_took_a_picture_cuts_no_paragraph_above() -> None:
    told = "骑车的人叫覃满秀，是镇里的厨师，也是唯一的送餐员。她每天要跑三个村，给四十三位老人送饭。"
    assert told in around(f"<div><font>{told}<br>记者江山／攝影</font></div>")


def test_many_captions_part_no_paragraphs() -> None:
    shown = "".join(f"<p><img src={at}.jpg></p><p>便民桥的第{at}个桥墩。江山 摄</p>" for at in range(1, 9))
    content = f"<p>{STORY[0]}</p>{shown}{paragraphs(*STORY[1:])}"
    found = outcome(f"<h1>{TITLE}</h1><div>2024-05-06 来源：晨光报</div><div class=content>{content}</div>")
    assert story_of(found) == "\n".join(STORY)


def test_the_picture_that_is_shown_large_says_what_its_small_one_says() -> None:
    said = "5月6日，村民走在新桥上。"
    small = "".join(
        f"<li><img src={at}.jpg><p class=pic_txt>{line}（江山 摄）</p></li>" for at, line in enumerate((said, "桥头"))
    )
    content = f"<div class=big><img src=0.jpg><p>{said}</p></div><ul>{small}</ul>{paragraphs(*STORY)}"
    found = outcome(f"<h1>{TITLE}</h1><div>2024-05-06 来源：晨光报</div><div class=content>{content}</div>")
    assert story_of(found) == "\n".join(STORY)


def test_a_flash_stays_whatever_its_picture_says_again() -> None:
    content = f"<p>{STORY[0]}</p><figure><img src=0.jpg><figcaption>{STORY[0]}（江山 摄）</figcaption></figure>"
    found = outcome(f"<h1>{TITLE}</h1><div>2024-05-06 来源：晨光报</div><div class=content>{content}</div>")
    assert story_of(found) == STORY[0]


def test_a_sentence_that_tells_a_hotline_stays() -> None:
    assert "24小时服务热线：0728-6412345。" in around("<p>24小时服务热线：0728-6412345。</p>")


def test_what_a_camera_can_do_is_nobodys_credit() -> None:
    line = "影像：5000 万像素主摄 + 1200 万像素超广角"
    assert line in around(f"<p>{line}</p>")


def test_a_caption_above_a_question_is_no_text() -> None:
    talk = "".join(f"<div>{turn}</div>" for turn in ("晨光报：这座桥好走吗？", *STORY))
    picture = "<center><img src=a.jpg><br><font color=#666>村民江有福</font></center>"
    found = outcome(f"<h1>{TITLE}</h1><div>2024-05-06</div><div><div>{STORY[0]}</div>{picture}{talk}</div>")
    assert "江有福" not in story_of(found)
