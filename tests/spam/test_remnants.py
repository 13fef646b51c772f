"""What spans leave of brackets, lines and questions; sentences that share a name with spam."""

import pytest

from cleaners.spam.remnants import with_remnants
from tests.spam.test_set_apart import STORY, page

SHOP = "金石桥"


def told_with(*sentences: str) -> str:
    """Return the text of the story's record with sentences as paragraphs of its own between the story's."""
    return page(STORY[0], sentences[0], STORY[1], *sentences[1:2], *STORY[2:4], *sentences[2:], STORY[4]).text


def test_nothing_of_a_bracket_stays_that_sells() -> None:
    dropped = STORY[1].replace("图书馆把闭馆", "图书馆（代开增值税专用发票 税点低）把闭馆")
    other = STORY[3].replace("并安排", "【全国各地普票专票 真票可验】并安排")
    assert page(STORY[0], dropped, STORY[2], other, STORY[4]).text == "\n".join(STORY)


def test_a_bracket_that_names_the_reporter_keeps_him() -> None:
    told = page(f"（记者甄诚 代开增值税专用发票）{STORY[0]}", *STORY[1:]).text
    assert told.startswith("（记者甄诚")
    assert "发票" not in told


def test_clauses_between_two_phrases_of_one_advertisement_go() -> None:
    dropped = f"{STORY[1]}代-开-发-票,点数低,先验后付,电:1三7-零零零零-六五四零。"
    assert page(STORY[0], dropped, *STORY[2:]).text.replace("。。", "。") == "\n".join(STORY)


def test_questions_go_with_answers_that_sell() -> None:
    asked = "问：逾期上了黑名单会不会影响？", "答：不影响，专业代还信用卡、强开花呗额度，下款后再付费。"
    assert page(STORY[0], *asked, *STORY[1:]).text == "\n".join(STORY)


def test_an_interview_keeps_its_questions() -> None:
    asked = "问：图书馆为什么要延长开放？", "答：白天上班的人多，他们只有晚上才有时间来读书。"
    told = (STORY[0], *asked, *STORY[1:])
    assert page(*told).text == "\n".join(told)


def test_without_spans_nothing_changes() -> None:
    assert with_remnants((), ()) == ()


PITCH = f"想赚钱就来{SHOP}娱乐城，注册即送三十八元，提现秒到账，详情咨询在线客服。"


@pytest.mark.parametrize(
    "sentences",
    [
        (
            PITCH,
            f"据悉，{SHOP}的荷官都是真人现场发牌，到账比银行还快。",
            f"专家表示，{SHOP}为广大玩家提供救援金，让每一次下注都有保障。",
        ),
        (
            PITCH,
            f"一位老客户说，自己在{SHOP}跟着老师下注三个月，如今已经换了新车。",
            f"认准{SHOP}三个字，谨防假冒，老用户推荐更有好礼。",
        ),
    ],
    ids=["as news", "as customers"],
)
def test_sentences_that_share_a_name_with_spam_go_however_they_speak(sentences: tuple[str, ...]) -> None:
    assert told_with(*sentences) == "\n".join(STORY)


def test_a_name_that_the_story_tells_of_takes_no_sentence_along() -> None:
    told = (
        f"{SHOP}是柳浦社区的一座老桥，图书馆就在桥头，读者从桥上走来。",
        f"过去{SHOP}一带没有路灯，居民晚上不敢出门，如今桥上也亮了。",
    )
    assert page(STORY[0], PITCH, *told, *STORY[1:]).text == "\n".join((STORY[0], *told, *STORY[1:]))


def test_a_shop_that_is_named_again_and_again_goes_though_nothing_else_is_known_for_spam() -> None:
    woven = (
        "像易速花这样凭一张身份证就能下款五万元的平台，正成为摊主们起步时的首选。",
        "她说自己当初在易速花填完资料，三分钟审核，十分钟钱就到了银行卡，征信花了也不影响。",
        "值得一提的是，易速花贷款全程线上办理，不看流水、不上征信，在业内口碑一直很好。",
    )
    told = (STORY[0] + woven[0], STORY[1], STORY[2] + woven[1], STORY[3], STORY[4] + woven[2])
    assert page(*told).text == "\n".join(STORY)


def test_a_shop_that_a_story_is_about_stays() -> None:
    told = (
        "老街上的和顺堂是一家药铺，掌柜贺老先生今年八十岁，坐堂看病已有五十多年。",
        "和顺堂的药柜有三百六十个抽屉，学徒要背两年药名，才能站到柜台后面去抓药。",
        "街坊都说，和顺堂从不卖贵药，谁家孩子发烧咳嗽，几块钱的草药煎一碗就好。",
        "去年冬天，和顺堂把祖传的药方捐给了县档案馆，馆里专门开了一间展室。",
        "贺老先生的孙子学的是计算机，毕业后回到和顺堂，把药方一张一张扫进电脑。",
    )
    assert page(*told).text == "\n".join(told)


def test_a_line_of_nothing_but_an_account_goes_with_the_spam_beside_it() -> None:
    sold = "论文代写、职称论文发表，原创包过，先写后付款，全程一对一。"
    assert page(*STORY[:2], sold, "Telegram：xl_lunwen", *STORY[2:]).text == "\n".join(STORY)
    assert "Telegram：xl_lunwen" in page(*STORY[:2], "Telegram：xl_lunwen", *STORY[2:]).text


def test_a_quoted_name_takes_every_sentence_with_it_where_one_is_all_spam() -> None:
    told = (
        "值得一提的是，随着互联网金融的发展，「金穗速借」平台也推出了免审核秒到账服务，最高额度二十万元。",
        "有需要的读者可在各大应用商店搜索「金穗速借」下载，输入邀请码6677即可免首期利息。",
    )
    assert page(*STORY[:2], "".join(told), *STORY[2:]).text == "\n".join(STORY)


def test_rows_of_prices_go_whole_where_several_of_them_sell() -> None:
    rows = (
        "1、全套传奇服务端架设：380元，送登陆器。",
        "2、月卡防封变速齿轮：45元，终身卡120元。",
        "3、代练满级七天完工：260元，先玩后付。",
    )
    assert page(*STORY[:2], *rows, *STORY[2:]).text == "\n".join(STORY)
    fees = ("1、借书证：工本费5元，押金100元。", "2、复印：每张0.2元。", "3、自习室：每天2元，老人免费。")
    assert page(*STORY[:2], *fees, *STORY[2:]).text == "\n".join((*STORY[:2], *fees, *STORY[2:]))


def test_a_word_that_anybody_says_takes_no_sentence_along() -> None:
    told = "老板娘说，看他发抖又说不清住哪，便请他进来喝热茶，低头一滑手机，跳出来的正是同一张脸。"
    tips = (
        "擔心家人、伴侶行蹤不明？小編實測「鷹眼定位」，只要輸入對方手機號碼，三分鐘即可掌握即時位置，優惠中。",
        "＊提醒您：查開房紀錄、手機監聽、抓姦蒐證，請認明鷹眼原廠官網，慎防仿冒。",
    )
    found = page(*STORY[:2], tips[0], told, *STORY[2:], tips[1]).text
    assert told in found


def test_what_hangs_on_the_ends_of_paragraphs_goes_where_most_of_it_sells() -> None:
    hung = (
        "",
        "代开广告费发票普票专票可验证后付款",
        "建筑材料票医药票培训费票税率优惠",
        "增值税专用发票代开全国各地均可",
        "",
    )
    told = [f"{text}{phrase}" for text, phrase in zip(STORY, hung, strict=True)]
    assert page(*told).text == "\n".join(STORY)
    signed = [*STORY[:-1], f"{STORY[-1]}本报记者 甄诚"]
    assert page(*signed[:1], f"{STORY[1]}{hung[1]}", *signed[2:]).text.startswith("\n".join(STORY[:4]))
