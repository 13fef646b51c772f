"""Hijacked titles, keywords, descriptions: mended from what the page shows, and nothing of them in the record."""

from dataclasses import asdict, replace

import pytest

from cleaners import Article, Stage, clean_html
from cleaners.spam.title import without_advertising
from cleaners.spam.wording import default_wording
from tests.spam.stories import STORIES, Page
from tests.spam.test_injected import POOLS, article, phrases
from tests.spam.ways import entities

SEPARATORS = ["_", "-", ",", "|", " - "]


def fields(found: Article) -> str:
    return "\n".join(str(value) for name, value in asdict(found).items() if name not in ("removed", "quality"))


@pytest.mark.parametrize("coded", [False, True], ids=["plain", "entities"])
@pytest.mark.parametrize("separator", SEPARATORS)
@pytest.mark.parametrize("pool", POOLS)
def test_a_replaced_head_leaves_no_trace(pool: str, separator: str, coded: bool) -> None:  # noqa: FBT001
    title, paragraphs = STORIES["library"]
    words = phrases(pool, f"title {separator}", 6)
    shown = separator.join(words)
    shown = entities(shown) if coded else shown
    metas = (
        "".join(f'<meta name="{name}" content="{shown}">' for name in ("keywords", "description"))
        + f'<meta property="og:title" content="{shown}"><meta property="og:description" content="{shown}">'
    )
    found = article(Page(title, paragraphs, head=metas, head_title=shown))
    assert found.title == title
    assert not any(word in fields(found) for word in words)


@pytest.mark.parametrize("separator", SEPARATORS)
@pytest.mark.parametrize("pool", POOLS)
def test_what_was_put_before_the_title_goes(pool: str, separator: str) -> None:
    """No heading shows the title: only the mended title element does."""
    title, paragraphs = STORIES["museum"]
    words = phrases(pool, f"head {separator}", 4)
    page = Page(title, paragraphs, head_title=separator.join((*words, f"{title}_青禾晚报网")))
    html = page.html().replace(f"<h1>{title}</h1>".encode(), b"")
    found = clean_html(html)
    assert isinstance(found, Article)
    assert found.title == title
    assert not any(word in fields(found) for word in words)


@pytest.mark.parametrize("name", STORIES)
def test_an_honest_title_stays(name: str) -> None:
    title, paragraphs = STORIES[name]
    html = Page(title, paragraphs).html().replace(f"<h1>{title}</h1>".encode(), b"")
    found = clean_html(html)
    assert isinstance(found, Article)
    assert found.title == title


@pytest.mark.parametrize("pool", POOLS)
def test_a_mirror_undone_reads_as_its_source(pool: str) -> None:
    """Glosses and control characters go; what was injected beside them too."""
    title, paragraphs = STORIES["bridge"]
    noisy = tuple(text.replace("，", "\x05\x06，").replace("。", "\x08。") for text in paragraphs)
    page = replace(Page(title, noisy), bottom="<div>" + "|".join(phrases(pool, "mirror")) + "</div>")
    found = article(page)
    assert found.text == "\n".join(paragraphs)
    assert {span.stage for span in found.removed} >= {Stage.NOISE, Stage.SPAM}


@pytest.mark.parametrize(
    "tail", ["【二手挖掘机价格_挖掘机出租】", "_成人视频在线观看", "（股票配资平台）", " - 发票代开电话"]
)
def test_advertising_at_the_end_of_a_heading_goes(tail: str) -> None:
    title, paragraphs = STORIES["museum"]
    assert article(Page(title + tail, paragraphs, head_title=title + tail)).title == title


def test_a_heading_may_name_what_the_story_speaks_of() -> None:
    title = "拆迁户用上二手家电（二手家电回收价格表）"
    paragraphs = STORIES["museum"][1]
    told = ("村里的二手家电回收点昨天开业，价格表贴在门口。", *paragraphs, "二手家电的价格比去年低了一成。")
    assert article(Page(title, told)).title == title


@pytest.mark.parametrize(
    "tail",
    [
        " 冷库安装",
        "，寻人找车，手机定位找人",
        "（古董鉴定拍卖）",
        "：机打发票可验真：公司注册免地址",
        "_红木家具回购 化工原料库存",
    ],
)
def test_what_a_heading_has_behind_the_claimed_title_goes_where_it_sells(tail: str) -> None:
    title, paragraphs = STORIES["museum"]
    assert article(Page(title + tail, paragraphs, head_title=f"{title}_青禾晚报网")).title == title


@pytest.mark.parametrize("tail", ["（组图）", "：两百多件瓷器亮相", " 展览持续到明年三月", "｜文化周刊"])
def test_what_a_heading_has_behind_the_claimed_title_stays_where_it_tells(tail: str) -> None:
    title, paragraphs = STORIES["museum"]
    found = article(Page(title + tail, paragraphs, head_title=f"{title}_青禾晚报网")).title
    assert found.startswith(title)
    assert "瓷器" not in tail or found.endswith(tail)
    assert "明年" not in tail or found.endswith(tail)


@pytest.mark.parametrize(
    ("title", "mended"),
    [
        ("绕城高速隧道内三车追尾 无人死亡 皇庭会所包夜", "绕城高速隧道内三车追尾 无人死亡"),
        ("断流三十年 河段重现鱼群", "断流三十年 河段重现鱼群"),
    ],
)
def test_an_offer_behind_a_blank_is_no_part_of_a_title(title: str, mended: str) -> None:
    assert without_advertising(title, [STORIES["bridge"][1][0]], default_wording()) == mended


def test_a_headline_s_second_half_stays_where_the_story_speaks_of_it() -> None:
    story = ["裁缝师傅卢桂枝的铺子昨天开门，街坊都来道喜。", "旧唐楼用了三年重修。", "楼下还有一间茶餐厅。"]
    title = "旧唐楼活化 裁缝铺搬回原址"
    assert without_advertising(title, story, default_wording()) == title
