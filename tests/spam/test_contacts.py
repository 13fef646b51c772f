"""Accounts, and addresses that will soon be given up: what of a story's sentences goes with them."""

import pytest

from cleaners.spam.contacts import contacts_in
from tests.spam.test_set_apart import STORY, page

HOST = "www.x7kd28v.top"


@pytest.mark.parametrize(
    "sentence",
    [
        f"一位读者说，以前找这样的地方很难，如今打开{HOST}就能搞定。",
        "有关负责人表示，用户只需通过官方网址www.yhgd6617.com完成实名即可参与。",
        f"业内人士指出，选择金貔廷要认准{HOST}，谨防假冒。",
        "想了解更多，请登录kq74j6952x.com查看最新攻略！",
        "负责人对记者说：“这是我们的核心优势，欢迎添加V：yv7825979。”",
        "名额有限，请尽早联系微信：ss3136655！",
        "需要的朋友请加QQ：9281739123，包您满意。",
        "考前押题，考后付款，加Q 6617209x8。",
        "急用钱请找小额贷款，加LINE：@9tian8899。",
    ],
)
@pytest.mark.parametrize("place", [1, len(STORY)], ids=["between sentences", "a paragraph of its own"])
def test_a_sentence_that_sends_readers_to_a_contact_goes(sentence: str, place: int) -> None:
    told = [*STORY[:place], sentence, *STORY[place:]]
    if place < len(STORY):
        told = [STORY[0], sentence + STORY[1], *STORY[2:]]
    assert page(*told).text == "\n".join(STORY)


def test_brackets_around_a_contact_go_alone() -> None:
    told = STORY[1].replace("图书馆把闭馆", f"图书馆〔金貔廷官网{HOST}〕把闭馆")
    assert page(STORY[0], told, *STORY[2:]).text == "\n".join(STORY)


def test_a_clause_that_was_put_into_a_sentence_goes_alone() -> None:
    told = STORY[2].replace("每天的进馆人数", f"四方支付{HOST}，每天的进馆人数")
    assert page(*STORY[:2], told, *STORY[3:]).text == "\n".join(STORY)


def test_what_is_sold_right_before_an_address_goes_with_it() -> None:
    told = STORY[2].replace("每天的进馆人数", "手机定位软件www.dingwei119.net，每天的进馆人数")
    assert page(*STORY[:2], told, *STORY[3:]).text == "\n".join(STORY)


@pytest.mark.parametrize(
    "glued",
    [
        "查手机定位加QQ群tx8830121",
        "联系黑客电报@hk_zhuizong",
        "定位找人先查后付QQ：dw-chaxun-71",
        "通话清单调取vx：dw3316cx",
        "监听软件下载 加薇itjk-5566",
        "破解邮箱密码www.heike119vip.net",
    ],
)
def test_a_sentence_that_a_contact_was_put_right_before_stays(glued: str) -> None:
    assert page(*STORY[:2], glued + STORY[2], *STORY[3:]).text == "\n".join(STORY)
    told = STORY[3].replace("并安排", f"{glued}并安排")
    assert page(*STORY[:3], told, *STORY[4:]).text == "\n".join(STORY)


@pytest.mark.parametrize(
    "sentence",
    [
        "读者可以登录www.12306.cn查询车次。",
        "官方购票网站www.qingmuseum360.com，读者可以预先选座。",
        "活动详情见图书馆官网www.qinghelib.org.cn。",
        "馆员何敏说，课堂的名额有四十个，读者可以到前台报名，也可以通过微信号qinghe2024报名。",
        "新闻线索请联系记者，报料微信：qhwb88888。",
        "馆里新到的平板电脑型号是X60Pro，飞机MU5735的模型也摆在一旁。",
        "他在51job.com和b2b168.com上都登过启事。",
        "馆员说，读者微信群里每天有两百多条留言。",
    ],
)
def test_what_newsrooms_print_stays(sentence: str) -> None:
    told = (*STORY[:2], sentence, *STORY[2:])
    assert page(*told).text == "\n".join(told)


def test_a_story_about_fraud_may_name_its_contacts() -> None:
    told = (
        *STORY[:2],
        f"警方提醒读者，名为金貔廷的诈骗团伙让人打开{HOST}充值。",
        "受骗者说，对方先让他添加微信：ss3136655，接着把他拉进一个两百人的群，群里的人天天晒收益，他便陆续转去四万元。",
        *STORY[2:],
    )
    assert page(*told).text == "\n".join(told)


def test_an_address_that_the_page_links_to_as_its_own_stays() -> None:
    links = "".join(f'<a href="http://{HOST}/{at}.html">第{at}期</a>' for at in range(12))
    sentence = f"请打开{HOST}查看书目。"
    told = (*STORY[:2], sentence, *STORY[2:])
    assert sentence in page(*told[:-1], told[-1] + f"</p><div>{links}</div><p>").text


@pytest.mark.parametrize("unit", ["a1", "a-", "a1b2.", "微信：a", "http://", "9"])
def test_long_rows_of_letters_are_read_once(unit: str) -> None:
    assert not contacts_in(unit * 100_000)  # where it is read again and again this takes hours
