"""What belongs to notices, letters and poems besides their paragraphs: whom to ask, what is attached, who signs, to whom it is given."""

import pytest

from cleaners import Article, clean_text
from tests.cleaners.test_story_edges import STORY, TITLE, outcome, story_of
from tests.cleaners.test_text_items import lines_of
from tests.cleaners.test_title_above import CREDITS, UNMARKED

BYLINE = "<div>2024-05-06 10:30 来源：晨光报</div>"
SIGNED = "青石镇便民桥建设工作小组", "2024年5月6日"
ASKED = "三、联系方式", "联系人：江苇 谷小雨", "电 话：0577-662XXXX（兼传真）"
LETTER = (
    "守桥的师傅：",
    "您好！我是河西村的一名小学生，每天早上都要从您守的桥上走过。",
    "上个星期三下大雨，我的伞被风吹翻了，是您把自己的雨衣披在我身上，又把我送到校门口，自己淋着雨走回去。",
    "妈妈说要谢谢您，可是我不知道您姓什么，只记得您的帽子是蓝色的。",
)


def page(*lines: str) -> str:
    return story_of(
        outcome(f"<h1>{TITLE}</h1>{BYLINE}<div class=nr>{''.join(f'<p>{line}</p>' for line in lines)}</div>")
    )


def test_whom_to_ask_and_what_is_attached_stand_above_a_notices_signature() -> None:
    attached = "附件：<a href=/1.doc>1.报名表</a>", "<a href=/2.doc>2.示意图</a>"
    told = "附件：1.报名表", "2.示意图"
    assert page(*STORY, *ASKED, *attached, *SIGNED) == "\n".join((*STORY, *ASKED, *told, *SIGNED))


def test_whom_to_ask_stands_above_another_paragraph_of_a_notice() -> None:
    told = *STORY[:2], *ASKED, *STORY[2:], *SIGNED
    assert page(*told) == "\n".join(told)


def test_whom_to_ask_may_stand_below_a_signature_beside_it() -> None:
    lines = (*STORY, *SIGNED, "联系人：江女士 电话：0577-6620000")
    assert page(*lines) == "\n".join(lines)


def test_whom_to_ask_stands_above_a_signature_in_plain_text() -> None:
    told = *STORY, *ASKED, "附件：1.报名表", "2.示意图", *SIGNED
    assert lines_of(*told) == list(told)


def test_an_apology_with_a_hotline_stands_above_a_notices_signature() -> None:
    told = (*STORY, "不便之处，敬请谅解。服务热线：860XXXX", *SIGNED)
    assert lines_of(*told) == list(told)


def test_a_greeting_stands_below_whom_a_letter_speaks_to() -> None:
    told = ("各位家长：", "见字如面。", *STORY)
    assert lines_of(*told) == list(told)


def test_a_file_to_load_is_no_line_of_a_notice() -> None:
    assert page(*STORY, "附件：<a href=/1.pdf>示意图.pdf</a>", *SIGNED) == "\n".join((*STORY, *SIGNED))
    assert lines_of(*STORY, "附件：示意图.pdf", *SIGNED) == [*STORY, *SIGNED]


@pytest.mark.parametrize(
    "foot", [("青石镇便民桥建设工作小组",), ("2024年5月6日",), ()], ids=["office", "day", "neither"]
)
def test_whom_to_ask_is_no_part_of_a_story_that_nobody_signs(foot: tuple[str, ...]) -> None:
    assert "联系人" not in page(*STORY, *ASKED[1:], "附件：<a href=/1.doc>1.报名表</a>", *foot)


@pytest.mark.parametrize(
    "signature",
    [
        ("读者 谷小雨", "2024年5月6日于河西"),
        ("一个走过桥的孩子", "2024年5月6日夜"),
        ("此致", "敬礼！", "谷小雨"),
        ("妈妈", "5月6日夜"),
        ("外婆", "2024.5.6"),
        ("父字", "民国三十八年四月三日"),
        ("谷小雨", "甲辰年腊月初八"),
        ("儿：谷小雨", "五月六日于河西"),
        ("谷小雨", "写于灯下"),
    ],
    ids=[
        "reader and place",
        "nobody named",
        "regards",
        "hour",
        "digits",
        "years of the republic",
        "year of the cycle",
        "son",
        "by lamplight",
    ],
)
def test_anybody_signs_a_letter(signature: tuple[str, ...]) -> None:
    assert page(*LETTER, *signature) == "\n".join((*LETTER, *signature))
    assert lines_of(*LETTER, *signature) == [*LETTER, *signature]


@pytest.mark.parametrize(
    "note", ["（编者按：经本报查询，这位师傅名叫江大河，守桥十九年。）", "（編者註：師傅名叫江大河，守橋十九年。）"]
)
def test_what_the_paper_adds_below_a_letter_is_none_of_it(note: str) -> None:
    told = *LETTER, "一个走过桥的孩子", "2024年5月6日"
    assert page(*told, note) == "\n".join(told)
    assert lines_of(*told, note) == list(told)


def test_a_letters_signature_stands_in_an_element_of_its_own() -> None:
    told = "".join(f"<section><span>{line}</span></section><p><br></p>" for line in LETTER)
    signed = '<section style="text-align:right"><span>妈妈<br>5月6日夜</span></section><p><img src=a.jpg></p>'
    markup = f"<h1>{TITLE}</h1>{BYLINE}<div class=nr><section>{told}{signed}</section><section>- END -</section></div>"
    assert story_of(outcome(markup)) == "\n".join((*LETTER, "妈妈", "5月6日夜"))


def test_a_day_without_a_year_signs_no_story() -> None:
    assert lines_of(*STORY, "河西人家", "5月6日") == list(STORY)


VERSE = "河水不识字", "却记得住每一座桥", "春天它抬高一点", "把石头洗得发亮", "人走过去，它不出声"


@pytest.mark.parametrize("dedication", ["——给守桥的外公", "—— 致河西的孩子", "——献給外婆"])
def test_a_poem_is_given_to_somebody(dedication: str) -> None:
    head = f"<tr><td><b>河西的灯</b><br><span>{dedication}</span></td></tr><tr><td>◎千 帆</td></tr>"
    verse = f"<tr><td><div id=nr>{'<br>'.join(VERSE)}</div></td></tr>"
    found = outcome(f"<table>{head}{verse}</table>", title="河西的灯-晨光诗网")
    assert story_of(found) == "\n".join((dedication.replace("給", "给"), *VERSE))


@pytest.mark.parametrize("written", ["2013.8.9夜，于青石", "2013年8月写于青石镇"])
def test_a_poem_whose_lines_have_commas_is_given_and_dated(written: str) -> None:
    verse = (
        "风来，你用背挡着",
        "浪来，你用咳嗽答应",
        "那年我七岁，数你的台阶",
        "你说，船看不见人",
        "我爬上去，喊你一声",
        "整座桥，都亮着",
    )
    centred = f"<div align=center>{'<br>'.join(verse)}</div><p align=right>{written}</p>"
    found = outcome(
        f"<h2>守桥的人</h2>{BYLINE}<div class=c><div>——给守桥的外公</div>{centred}</div>", title="守桥的人_江山"
    )
    assert story_of(found) == "\n".join(("——给守桥的外公", *verse, written))


def test_a_poem_is_given_to_somebody_in_plain_text() -> None:
    lines = (
        "晨光报",
        "第08版：海韵副刊",
        "2024年05月06日",
        "桥边的二十四节气",
        "——给守桥的外公",
        "□ 江阿满",
        *VERSE,
        "责编 谷小雨",
    )
    found = clean_text("\n".join(lines), "http://news.example/a.html")
    assert isinstance(found, Article)
    assert found.text.split("\n") == ["——给守桥的外公", *VERSE]


@pytest.mark.parametrize(
    "results", [("青石队3比0河西队", "石岗队1比1渡口队"), ("甲组：青石队", "乙组：渡口队", "丙组：石岗队")]
)
def test_what_the_last_line_announces_ends_a_story_in_divs(results: tuple[str, ...]) -> None:
    told = *STORY, "同轮其他比分：", *results
    divs = "".join(f"<div>{line}</div><div><br></div>" for line in told)
    assert story_of(outcome(f"<h1>{TITLE}</h1>{BYLINE}<div class=nr>{divs}</div>")) == "\n".join(told)


def test_what_a_line_outside_the_story_announces_is_none_of_it() -> None:
    divs = "".join(f"<div>{line}</div>" for line in (*STORY, "更多精彩内容：", "石岗村公交本月开通", "渡口停航"))
    assert story_of(outcome(f"<h1>{TITLE}</h1>{BYLINE}<div class=nr>{divs}</div>")) == "\n".join(STORY)


def test_what_is_attached_below_a_signature_is_none_of_the_notice() -> None:
    assert lines_of(*STORY, *SIGNED, "附件：无", "【关闭窗口】") == [*STORY, *SIGNED]


@pytest.mark.parametrize("title", ["过河", "过河去看你", "过河去看望你"])
def test_a_signed_poem_below_a_short_title_is_a_story_in_plain_text(title: str) -> None:
    head = "晨光诗刊", "首页", "诗歌", "散文", "首页 > 诗歌", title, "作者：江山", "2024-05-06 10:30", "阅读 31 次"
    foot = "【责任编辑：谷雨】", "赞 0", "收藏本文", "作者其他作品", "旧码头", "写给外婆"
    found = clean_text("\n".join((*head, *VERSE, *foot)))
    assert isinstance(found, Article)
    assert found.text == "\n".join(VERSE)


def test_a_short_title_stands_above_as_many_lines_as_a_credit_has() -> None:
    head = (
        "晨光诗刊",
        "首页",
        "诗歌",
        "首页 > 诗歌",
        "过河",
        "作者：江山",
        "2024-05-06 10:30",
        "来源：晨光诗刊",
        "阅读 31 次",
    )
    found = clean_text("\n".join((*head, *VERSE, "【责任编辑：谷雨】", "赞 0", "收藏本文", "作者其他作品")))
    assert isinstance(found, Article)
    assert (found.title, found.text) == ("过河", "\n".join(VERSE))


@pytest.mark.parametrize("word", ["编者按：", "【编者按】", "编后："])
def test_what_the_editors_say_below_a_poem_is_none_of_it(word: str) -> None:
    below = f"<div>{word}短诗，意象干净，结尾留白好。推荐阅读！</div><div>您对本文的评价：精华 优秀 一般</div>"
    verse = "<br>".join(UNMARKED)
    found = outcome(f"<div class=t>桥头</div>{CREDITS}<div class=c>{verse}{below}</div>", title="晨光诗刊电子版")
    assert story_of(found) == "\n".join(UNMARKED)


def test_a_poem_ends_above_its_day_in_plain_text() -> None:
    verse = "你把一生点成一粒火", "放在海的额头上", "风来，你用背挡着", "浪来，你用咳嗽答应", *VERSE, "桥头，都亮着灯"
    lines = "晨光报", "第08版：海韵副刊", "2024年05月06日", "桥边的二十四节气", "□ 江阿满", *verse, "2013.8.9夜，于青石"
    found = clean_text("\n".join((*lines, "阅读 312", "评论 5", "前一篇：七月的渔港")), "http://news.example/a.html")
    assert isinstance(found, Article)
    assert found.text.split("\n") == [*verse, "2013.8.9夜，于青石"]
