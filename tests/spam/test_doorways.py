"""Pages that are doorways from end to end, and stories that repeat themselves for reasons of their own."""

import random

from cleaners import Article, Outcome, Reason, Rejected, clean_html
from tests.spam.stories import Page

CLAUSES = (
    "记者在现场了解到",
    "有关部门高度重视",
    "她把窗户推开一条缝",
    "数据显示增势良好",
    "老街两旁的梧桐黄了",
    "业内人士这样分析",
    "孩子们排着队走过",
    "这项工作稳步推进",
)
WARES = ("澳门金沙娱乐官网", "开元棋牌下载", "皇冠体育开户", "百家乐技巧大全")


def spun(wares: tuple[str, ...]) -> Outcome:
    rng = random.Random(7)
    sentences = [f"{rng.choice(CLAUSES)}，{rng.choice((*wares, *CLAUSES))}，{rng.choice(CLAUSES)}。" for _ in range(30)]
    return clean_html(
        Page("全市上半年经济运行平稳", tuple("".join(sentences[at : at + 5]) for at in range(0, 30, 5))).html()
    )


def test_a_page_spun_from_the_same_clauses_around_wares_is_rejected() -> None:
    found = spun(WARES)
    assert isinstance(found, Rejected)
    assert found.reason is Reason.SPAM_PAGE


def test_the_same_without_wares_is_no_spam() -> None:
    assert isinstance(spun(()), Article)


def test_a_song_with_a_refrain_stays() -> None:
    refrain = "摇着船儿回家去，月亮跟着我们走，"
    verses = tuple(
        f"{line}，{refrain}谁在岸上点着灯。"
        for line in ("春天的河水绿了", "夏天的荷叶圆了", "秋天的芦花白了", "冬天的雪落下了")
    )
    found = clean_html(Page("渡口的歌", ("这首歌在当地传唱了六十多年，老人们还记得它的词。", *verses)).html())
    assert isinstance(found, Article)
    assert found.text.count("月亮跟着我们走") == 4
