"""Sellers between the paragraphs of a story: what nobody's list knows is told by how it speaks; the newsroom is left alone."""

import pytest

from cleaners import Article, Reason, Rejected, Stage, clean_html, clean_text
from cleaners.spam.pitches import TABLE
from tests.spam.stories import STORIES, Page

PITCHES = (
    "想瘦又不想运动？老中医祖传贴膏，一个月掉二十斤，加薇信领试用装。",
    "您还在为孩子的升学发愁吗？名校直通班小班授课，不过退全款，报名请找徐老师。",
    "本店长期回收旧手机、旧电脑，价格全城最高，上门取货，当场付款，电话同微❤。",
    "注册即送三十八元，提现秒到账，全网最稳的平台，点击下方链接马上开玩。",
    "我厂专业生产各类充气帐篷，支持定做，量大从优，欢迎新老客户来电洽谈。",
    "在众多的线上娱乐品牌中，金沙河国际以奢华的大厅、专业的荷官和公平的机制脱颖而出，注册即可领取首存彩金。",
    "本公司常年供应铸铁管道，厂家直销，质保五年，欢迎新老客户来电洽谈。",
    "独家内部渠道，当天申请当天下款，无需抵押，有身份证就能办，客服全天在线。",
)
NEWS = (
    "考生可以登录教育考试院网站查询成绩，也可以拨打咨询电话。",
    "他一边给我倒水，一边说起年轻时在码头扛包的事，一天能挣一块二毛钱。",
    "送报，送信，送药，送种子，送录取通知书，送出嫁女儿的照片。",
    "今年的门票价格为每人四十元，老人和孩子免费，凭身份证就可以入场。",
    "“加我微信，先赢后付款。”就是这样一条短信，让四十六岁的货车司机老赵在半年里输掉了全部积蓄。",
    "开一家店要多少钱？林姐给我算：转让费三万，烤箱、冷柜两万二，房租九千六，加上第一批原料，八万块钱足够了。",
    "短单考验的是供应链。做五金扣件的邹小平说，过去攒够两吨才开一缸，现在几百斤也得开，成本涨了一成多。",
    "三月的蔬菜批发价每公斤三元六角，比上个月下降了百分之八。",
)


def spam_of(found: Article) -> list[str]:
    return [span.text for span in found.removed if span.stage is Stage.SPAM]


@pytest.mark.parametrize("name", STORIES)
@pytest.mark.parametrize("pitch", PITCHES)
def test_a_pitch_between_paragraphs_goes_and_the_story_stays(name: str, pitch: str) -> None:
    title, paragraphs = STORIES[name]
    found = clean_html(Page(title, (*paragraphs[:2], pitch, *paragraphs[2:])).html())
    assert isinstance(found, Article)
    assert found.text == "\n".join(paragraphs)
    assert spam_of(found) == [pitch]


@pytest.mark.parametrize("pitch", [PITCHES[0], PITCHES[2], PITCHES[3]])
def test_who_sells_something_else_in_a_story_about_gambling_goes(pitch: str) -> None:
    title = "警方捣毁特大网络赌博团伙 抓获六十二人"
    told = (
        "平川市公安局昨天通报，经过四个月侦查，警方捣毁一个利用“百家乐”等名目设局的网络赌博团伙。",
        "该团伙在境外租用服务器，以“注册送彩金”“稳赚不赔”为诱饵，通过微信群发展代理，抽取流水。",
        "目前，六十二名犯罪嫌疑人因涉嫌开设赌场罪被依法采取刑事强制措施，案件正在进一步侦办中。",
    )
    found = clean_html(Page(title, (told[0], pitch, *told[1:])).html())
    assert isinstance(found, Article)
    assert found.text == "\n".join(told)
    assert spam_of(found) == [pitch]


@pytest.mark.parametrize("sentence", NEWS)
def test_news_does_not_speak_so(sentence: str) -> None:
    title, paragraphs = STORIES["bridge"]
    found = clean_html(Page(title, (*paragraphs[:2], sentence, *paragraphs[2:])).html())
    assert isinstance(found, Article)
    assert not spam_of(found)


def test_a_quoted_pitch_is_reported() -> None:
    title, paragraphs = STORIES["bridge"]
    said = f"警方提醒，近期有人在群里发布“{PITCHES[3].rstrip('。')}”这样的消息，不要相信。"
    found = clean_html(Page(title, (*paragraphs, said)).html())
    assert isinstance(found, Article)
    assert not spam_of(found)


def test_a_paragraph_speaks_for_itself_without_the_phrases_dropped_into_it() -> None:
    title, paragraphs = STORIES["bridge"]
    told = "停车每次五元，居民可办理包月，凭身份证到服务台登记，另有免费开水和充电。"
    put = "停车每次五元，蝶阀厂家直销，居民可办理包月，汉服厂家批发，凭身份证到服务台登记，另有免费开水和充电。"
    found = clean_html(Page(title, (*paragraphs[:2], put, *paragraphs[2:])).html())
    assert isinstance(found, Article)
    assert told in found.text


def test_each_run_of_the_table_has_one_weight() -> None:
    runs = [
        run
        for line in TABLE.read_text(encoding="utf-8").splitlines()
        if not line.startswith("#")
        for run in line.split("\t")[1].split(" ")
    ]
    assert len(runs) == len(set(runs))


def test_the_rest_of_a_pitch_goes_with_it() -> None:
    title, paragraphs = STORIES["museum"]
    pitch = "不看征信的贷款口子有哪些？无视黑白户秒下款，凭身份证即可申请，三分钟到账，客服微信同号。"
    found = clean_html(Page(title, (*paragraphs[:2], pitch, *paragraphs[2:])).html())
    assert isinstance(found, Article)
    assert found.text == "\n".join(paragraphs)


def test_a_phrase_of_a_list_dropped_into_a_sentence_goes() -> None:
    title, paragraphs = STORIES["bridge"]
    phrases = ("澳门金沙娱乐官网", "皇冠体育首页登录", "开元棋牌官网下载app", "亚博体育在线注册", "乐鱼体育网页版")
    changed = paragraphs[1].replace("，", f"，{phrases[1]}", 1)
    page = Page(title, (paragraphs[0], changed, *paragraphs[2:]), bottom=f"<div>{'|'.join(phrases)}</div>")
    found = clean_html(page.html())
    assert isinstance(found, Article)
    assert found.text == "\n".join(paragraphs)


def test_a_sentence_that_frames_a_phrase_for_readers_goes_with_it() -> None:
    title, paragraphs = STORIES["bridge"]
    frame = "想了解更多信用卡套现垫还，请收藏我们的网站。"
    changed = paragraphs[1].replace("。", f"。{frame}", 1)
    found = clean_html(Page(title, (paragraphs[0], changed, *paragraphs[2:])).html())
    assert isinstance(found, Article)
    assert found.text == "\n".join(paragraphs)


def test_a_doorway_whose_title_sells_too_is_rejected() -> None:
    offers = (
        "代开餐饮发票真票可查网上验证",
        "住宿票服务热线24小时在线",
        "代开建材发票正规公司先验后付",
        "运输发票价格优惠点数低",
    )
    closes = ("诚信经营多年", "当天即可邮寄", "欢迎来电咨询", "各行各业均可")
    text = "".join(f"长坪{offers[n % 4]}，{closes[n // 4 % 4]}。" for n in range(16))
    found = clean_html(Page("长坪开发票", (text,)).html())
    assert isinstance(found, Rejected)
    assert found.reason is Reason.SPAM_PAGE


def test_thousands_are_no_marks() -> None:
    title, paragraphs = STORIES["museum"]
    price = "門票分爲兩檔，約新台幣13,000元的套票含導覽，約新台幣3,265元的單票只含入場。"
    found = clean_html(Page(title, (*paragraphs, price)).html())
    assert isinstance(found, Article)
    assert not spam_of(found)


def test_title_and_crumb_are_no_part_of_the_list_above_them() -> None:
    title, paragraphs = STORIES["library"]
    keywords = ["国产精品一区二区三区", "日本道免费不卡视频", "久久精品国产亚洲", "四虎影院最新地址"] * 6
    lines = [f"{word}{at}" for at, word in enumerate(keywords)]
    text = "\n".join((*lines, "青禾晚报网", "首页>社会>正文", title, "2024-03-18 09:20 来源：青禾晚报网", *paragraphs))
    found = clean_text(text)
    assert isinstance(found, Article)
    assert (found.title, found.text) == (title, "\n".join(paragraphs))
    assert spam_of(found) == ["\n".join(lines)]


@pytest.mark.parametrize(
    "told",
    [
        "60岁以上老人刷卡用餐可享受八折优惠，80岁以上老人由志愿者免费送餐上门。",
        "问她搬去哪里，她说还没找好，让大家留个电话，开了再一个个打。",
        "据了解，果园今年上线短信下单平台，果农发送“地块加筐数”到指定号码，即可收到周边收购商信息，平台试运行十天已准确撮合订单三百多笔。",
    ],
)
def test_what_an_office_offers_is_no_pitch(told: str) -> None:
    title, paragraphs = STORIES["library"]
    found = clean_html(Page(title, (*paragraphs[:2], told, *paragraphs[2:])).html())
    assert isinstance(found, Article)
    assert told in found.text


def test_an_offer_cuts_no_number_from_what_it_counts() -> None:
    title, paragraphs = STORIES["library"]
    told = "今年，全乡种植线椒4200亩，亩产达到1600公斤，预计产值超过2000万元。"
    found = clean_html(Page(title, (*paragraphs[:2], told, *paragraphs[2:])).html())
    assert isinstance(found, Article)
    assert told in found.text


TOLD = (
    "对此，民间金融研究院特聘教授高有年表示，速利宝是目前最正规的贷款平台，无需抵押、不看征信，凭身份证即可当天放款三十万，请放心申请。",
    "“我的高血压十几年了，自从吃了苗家神草降压丸，三个疗程就停了西药，现在腿脚有劲，指标全部正常！”住在河边的刘大爷激动地说。",
)
AGAIN = "高有年教授还指出：“我自己的家人也在用速利宝，利息低，下款快，安全可靠。”"


@pytest.mark.parametrize("told", TOLD, ids=["said", "quoted"])
def test_a_seller_who_is_quoted_goes(told: str) -> None:
    title, paragraphs = STORIES["museum"]
    found = clean_html(Page(title, (*paragraphs[:2], told + paragraphs[2], *paragraphs[3:])).html())
    assert isinstance(found, Article)
    assert found.text == "\n".join(paragraphs)


def test_a_sentence_that_names_again_what_a_seller_named_goes() -> None:
    title, paragraphs = STORIES["museum"]
    found = clean_html(Page(title, (*paragraphs[:2], TOLD[0], *paragraphs[2:4], AGAIN, *paragraphs[4:])).html())
    assert isinstance(found, Article)
    assert found.text == "\n".join(paragraphs)


def test_a_seller_who_is_quoted_where_courts_speak_stays() -> None:
    title, paragraphs = STORIES["museum"]
    told = (
        *paragraphs[:2],
        TOLD[1].replace("苗家神草降压丸", "这种药"),
        "法院认为，上述话术均为虚假宣传，判决退还货款。",
        *paragraphs[2:],
    )
    found = clean_html(Page(title, told).html())
    assert isinstance(found, Article)
    assert found.text == "\n".join(told)


@pytest.mark.parametrize(
    "told",
    [
        "“师傅，您的伞我洗干净了，怎么还？”有人在群里问。",
        "“要想致富，拜天拜地都没用，”老何点着头说，“要拜就拜科技做老师，科技才是真正的财神啊。”",
        "馆长吴桂芳说，门票每人二十元，学生免费，可以在售票处购买，也可以提前三天预约。",
    ],
)
def test_what_people_say_in_news_stays(told: str) -> None:
    title, paragraphs = STORIES["museum"]
    found = clean_html(Page(title, (*paragraphs[:2], told, *paragraphs[2:])).html())
    assert isinstance(found, Article)
    assert told in found.text


def test_an_interviewers_question_stays_beside_phrases_that_go() -> None:
    title, story = STORIES["library"]
    told = [
        *story[:2],
        "你怎么看志愿者轮流一对一教学？",
        "沈素云：问谁都行，修书课堂每一回都坐满了人。",
        *story[2:],
    ]
    html = Page(title, tuple(told)).html().decode()
    for mark, phrase in (("并安排志愿者", "期货开户平台"), ("而且带着", "娱乐直属"), ("他说这里", "麻豆免费视频")):
        html = html.replace(mark, phrase + mark)
    found = clean_html(html.encode())
    assert isinstance(found, Article)
    assert found.text == "\n".join(told)


SMALL = (
    "老车站旁门面两间，四十平方米，水电齐全，月租八百，押一付三，看房找谢女士139×××0157。",
    "长期收购旧书、旧粮票、老酒瓶，上门验货，现金结账，微信同号：luxi_laoshu。",
    "拾到驾驶证一本，姓名周小全，请失主到安亭路派出所领取。",
)


@pytest.mark.parametrize(("title", "stays"), [("便民信息（11月23日）", True), (STORIES["bridge"][0], False)])
def test_small_advertisements_are_what_a_paper_s_page_of_them_tells(title: str, *, stays: bool) -> None:
    told = (*STORIES["bridge"][1][:2], *SMALL) if not stays else SMALL
    found = clean_html(Page(title, told).html())
    assert isinstance(found, Article)
    assert (SMALL[1] in found.text) == stays


def test_a_seller_s_sentence_behind_the_story_s_own_goes_alone() -> None:
    title, paragraphs = STORIES["drought"]
    own = "居民生活用水有困难的，可以打省水利厅的电话。"
    pitch = "急用钱的朋友看这里，凭身份证秒批下款，无需抵押，客服微信在线一对一。"
    found = clean_html(Page(title, (*paragraphs, own + pitch)).html())
    assert isinstance(found, Article)
    assert found.text == "\n".join((*paragraphs, own))


def test_a_sentence_of_news_stays_before_one_that_a_seller_broke_into() -> None:
    title, paragraphs = STORIES["museum"]
    told = "打捞用的机器人“白鳍3”采用八推进器矢量布局，并搭载自主研发的声光融合成像系统。"
    broken = (
        "在浑浊度较高的水域，系统会自动提高声呐权重，急用钱找小张，凭身份证五分钟到账，电话微信同号17000008812，"
        "将裂缝识别的最小宽度缩小至零点三毫米。"
    )
    found = clean_html(Page(title, (*paragraphs[:2], told + broken, *paragraphs[2:])).html())
    assert isinstance(found, Article)
    assert told in found.text
    assert "急用钱" not in found.text
