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


def test_sentences_that_go_on_alike_around_other_wares_are_a_doorway() -> None:
    trades = ("标书代写", "电梯回收", "冷库安装", "月嫂培训", "开锁公司", "货架定制")
    places = ("温州", "苏州", "泉州", "无锡", "东莞")
    wares = [place + trade for trade in trades for place in places]
    told = tuple(
        f"{ware}哪家好？{ware}多少钱？本站为您提供{ware}最新报价、图片、联系方式。"
        if number % 3
        else f"近年来，{ware}行业发展迅速，据记者了解，{wares[number - 7]}受到众多客户的青睐。"
        for number, ware in enumerate(wares)
    )
    found = clean_html(Page("长沙电梯回收_苏州标书代写", told).html())
    assert isinstance(found, Rejected)
    assert found.reason is Reason.SPAM_PAGE


def test_results_that_end_alike_are_news() -> None:
    clubs = ("北山队", "南屏队", "东洲队", "西坪队", "澜江队", "石桥队")
    told = tuple(
        f"{home}主场以{number % 4 + 1}比{number % 3}击败{away}，现场观众{number * 311 + 900}人，{home}继续排在积分榜前列。"
        for number, (home, away) in enumerate((home, away) for home in clubs for away in clubs if home != away)
    )
    found = clean_html(Page("全省业余足球联赛昨天结束十轮较量", told).html())
    assert isinstance(found, Article)
    assert found.text.count("积分榜前列") == len(told)


def test_a_short_flash_with_phrases_in_it_is_no_doorway() -> None:
    told = (
        "本报北京5月20日电，香港六合彩预测，今天篮球联赛季后赛澜江队130-109战胜石桥队，极速赛车群，大比分4-3晋级东部决赛，赛后两队球员互致问候。",
        "石桥队官方宣布，黑龙江时时彩官网，后卫罗川第三节左手骨折，本场比赛不再回归，彩神争霸网站。",
        "罗川全场出战29分钟，pk10投注平台17投6中得到17分9助攻，三分球8投3中。",
    )
    found = clean_html(Page("罗川左手骨折 第三节提前离场", told).html())
    assert isinstance(found, Article)
    assert "17投6中得到17分9助攻" in found.text
    assert not any(ware in found.text for ware in ("六合彩", "时时彩", "投注平台", "赛车群"))


def filled(title: str, brands: tuple[str, ...]) -> Outcome:
    places = ("渡口养老院", "石臼足球队", "东屏图书馆", "临江中学", "沙洲卫生院", "五里林场")
    paragraphs = (
        f"{brand}app下载官网最新版本，{place}表示，{brand}为用户提供新阅览室、体育赛事等丰富玩法。{brand}修缮以来，注册送{at + 12}元，"
        f"手机版稳定安全，值得信赖。记者了解到，{place}还将公布旧桥加固工程。"
        for at, (brand, place) in enumerate(zip(brands * 3, places, strict=True))
    )
    return clean_html(Page(title, tuple(paragraphs)).html())


def test_a_page_filled_in_with_brands_is_rejected_by_what_its_title_offers() -> None:
    found = filled("开云体育app官方入口(中国)IOS/Android通用版", ("金年会", "米兰体育"))
    assert isinstance(found, Rejected)
    assert found.reason is Reason.SPAM_PAGE
