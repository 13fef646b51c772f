"""What looks like spam and is none: it loses nothing, in markup and in plain text."""

import tomllib
from pathlib import Path

import pytest

from cleaners import Article, Stage, clean_html, clean_text
from cleaners.dom import document_of_lines
from cleaners.parse import parse
from cleaners.spam import Search, find_spam_in_body
from tests.spam import stories
from tests.spam.stories import Page
from tests.spam.test_injected import phrases

STORIES = tomllib.loads((Path(__file__).parent / "innocent.toml").read_text(encoding="utf-8"))

# The choice of the body leaves out lines of these, or takes none for a story; that is no matter of spam.
NOT_CHOSEN = frozenset(("private_servers", "numbered", "poem"))


def paragraphs(name: str) -> tuple[str, ...]:
    return tuple(line for line in STORIES[name]["text"].split("\n") if line)


def spam_of(found: Article) -> list[str]:
    return [span.text for span in found.removed if span.stage is Stage.SPAM]


@pytest.mark.parametrize("name", STORIES)
def test_a_page_keeps_every_paragraph(name: str) -> None:
    html = Page(STORIES[name]["title"], paragraphs(name)).html()
    assert not Search(parse(html.decode())).spans
    found = clean_html(html)
    if name in NOT_CHOSEN and not isinstance(found, Article):
        return
    assert isinstance(found, Article), found
    assert not spam_of(found)
    if name in NOT_CHOSEN:
        return
    missing = [text for text in paragraphs(name) if text not in found.as_published]
    assert not [text for text in missing if len(text) > 30]
    assert found.title == STORIES[name]["title"]


@pytest.mark.parametrize("name", STORIES)
def test_lines_keep_every_paragraph(name: str) -> None:
    """Judged line by line, without any markup; what the choice of the body does with short lines is not judged here."""
    lines = Page(STORIES[name]["title"], paragraphs(name)).lines()
    found = clean_text(lines)
    if isinstance(found, Article):
        assert not spam_of(found)
    document = document_of_lines(lines)
    search = Search(document)
    assert not search.spans
    assert not find_spam_in_body(search, range(len(document.blocks)), STORIES[name]["title"])


@pytest.mark.parametrize("name", STORIES)
def test_a_hidden_body_keeps_every_paragraph(name: str) -> None:
    """Some publishers hide the body until a script shows it."""
    html = Page(STORIES[name]["title"], paragraphs(name)).html()
    hidden = html.replace(b"<div class='content'>", b"<div class='content' style='visibility:hidden'>")
    assert not Search(parse(hidden.decode())).spans
    found = clean_html(hidden)
    assert isinstance(found, Article) or name in NOT_CHOSEN, found
    assert not isinstance(found, Article) or not spam_of(found)


KEYBOARD = {
    "commas": str.maketrans("，", ","),
    "all": str.maketrans("，！？：；（）", ",!?:;()"),
    "quotes": str.maketrans("，！？：；（）“”", ',!?:;()""'),
}


@pytest.mark.parametrize("marks", KEYBOARD)
@pytest.mark.parametrize("name", STORIES)
def test_marks_of_the_keyboard_change_nothing(name: str, marks: str) -> None:
    """Many sites print halfwidth marks throughout, as spammers do."""
    title, *told = (text.translate(KEYBOARD[marks]) for text in (STORIES[name]["title"], *paragraphs(name)))
    found = clean_html(Page(title, tuple(told)).html())
    assert isinstance(found, Article) or name in NOT_CHOSEN, found
    assert not isinstance(found, Article) or not spam_of(found)


FURNITURE = {
    "friend links": "青禾晚报网 云岭新闻网 北澜在线 江渡日报 东篱网 海棠新闻 平川都市报 南栀广播网 石桥门户 白鹭时报",
    "provinces": "北京 天津 河北 山西 内蒙古 辽宁 吉林 黑龙江 上海 江苏 浙江 安徽 福建 江西 山东 河南 湖北 湖南 广东 广西",
    "channels": "国内 国际 社会 财经 股票 基金 体育 足球 篮球 娱乐 电影 音乐 科技 数码 汽车 房产 彩票 论坛 视频 博客",
    "tags": "老街修复 古建筑 文化遗产 云岭大桥 果农 公交线路 乡村振兴 青禾江 脐橙 渡船",
    "services": "关于我们 联系我们 广告服务 版权声明 网站地图 招聘信息 法律声明 隐私政策 意见反馈 用户协议",
    "lottery menu": "彩票首页 双色球 福彩3D 大乐透 开奖公告 走势图 足彩资讯 彩民故事",
    "offices": "江苏省教育厅 浙江省教育厅 安徽省教育厅 山东省教育厅 河南省教育厅 湖北省教育厅 湖南省教育厅",
}


@pytest.mark.parametrize("linked", [True, False], ids=["links", "plain"])
@pytest.mark.parametrize("kind", FURNITURE)
def test_furniture_is_chrome(kind: str, linked: bool) -> None:  # noqa: FBT001  (a parameter of the test)
    words = FURNITURE[kind].split()
    rows = [f'<a href="http://www.n{at}.example/">{word}</a>' if linked else word for at, word in enumerate(words)]
    page = Page(
        "云岭大桥合龙 两岸群众出行缩短一小时", paragraphs("crane_ad_words"), bottom=f"<div>{' '.join(rows)}</div>"
    )
    found = clean_html(page.html())
    assert isinstance(found, Article)
    assert not spam_of(found)


LISTS = {
    "schools": "红星小学 育才中学 实验幼儿园 第三职业高中 师范附小",
    "events": "男子单打 女子双打 混合泳接力 举重六十一公斤级 气步枪",
    "prizes": "一等奖三名 二等奖六名 三等奖十二名 优秀奖二十名",
    "stops": "东门菜市场 西关街口 南湖公园 北站广场 青年路口",
    "crafts": "剪纸 皮影 木版年画 泥塑 刺绣 竹编",
    "fees": "普通门诊五元 副主任医师十五元 主任医师二十五元 急诊八元",
}


@pytest.mark.parametrize("separator", ["；", "、", "，", " · ", "\n"])
@pytest.mark.parametrize("kind", LISTS)
def test_a_list_between_paragraphs_that_sells_nothing_stays(kind: str, separator: str) -> None:
    told = paragraphs("crane_ad_words")
    lines = separator.join(LISTS[kind].split()).split("\n")
    story = (*told[:2], *lines, *told[2:])
    found = clean_html(Page("云岭大桥合龙 两岸群众出行缩短一小时", story).html())
    assert isinstance(found, Article)
    assert not spam_of(found)


@pytest.mark.parametrize("story", ["bridge", "drought"])
@pytest.mark.parametrize(
    "line",
    [
        "明星效应加粉丝经济，使得手机的神秘感渐渐消失。",
        "需要资金周转，应到银行等正规机构办理，不要相信街头小广告。",
        "它们靠同一个支撑平台，如服务平台、维修平台、财务平台，各县都用得上。",
    ],
)
def test_words_of_sellers_beside_phrases_that_go_stay(story: str, line: str) -> None:
    title, told = stories.STORIES[story]
    words = phrases("lottery", "beside")
    sprinkled = [text.replace("，", f"，{word}，", 1) for text, word in zip(told, words, strict=False)]
    found = clean_html(Page(title, (*sprinkled, line)).html())
    assert isinstance(found, Article)
    assert line in found.as_published
    assert any(word in span for word in words for span in spam_of(found))
