"""What a story counts and lists itself stays, though each of its headings alone would read like an offer."""

import pytest

from cleaners import Article, Stage, clean_html
from cleaners.dom import document_of_lines
from cleaners.spam.counted import counted_series
from tests.spam.stories import Page

TITLE = "消费者保护协会梳理近一年投诉 五类常见说法要看清"
LEAD = "协会上周梳理了过去一年受理的一万两千余件投诉，把其中最常见的五类说法列出来，供市民对照。"
ITEMS = (
    "一、邻里团购。常见的是图片与实物不符，退换要自己付运费，送到时菜叶已经发黄。",
    "二、无抵押贷款。常见的是先收保证金和解冻费，钱一到手对方便不再接听。",
    "三、投资带单。常见的是群里人人晒收益，后台的涨跌全由对方操控。",
    "四、长者保健讲座。常见的是先送鸡蛋，再请人到酒店听课，一盒胶囊要价三千元。",
    "五、快速办证。常见的是交了定金以后一拖再拖，最后拿到的证件查无此号。",
)
CLOSING = "协会的律师说，凡是要求先交费用的都应当多问一句，可以到就近的分会当面询问，也可以请家人陪同前往。"


def spam_of(*told: str, title: str = TITLE) -> list[str]:
    found = clean_html(Page(title, told).html())
    assert isinstance(found, Article)
    return [span.text for span in found.removed if span.stage is Stage.SPAM]


def test_headings_that_count_a_story_s_parts_stay() -> None:
    assert spam_of(LEAD, *ITEMS, CLOSING) == []


def test_headings_on_lines_of_their_own_stay() -> None:
    parts = (part for item in ITEMS for part in item.split("。", 1))
    assert spam_of(LEAD, *parts, CLOSING) == []


@pytest.mark.parametrize("lines", [("一、无抵押贷款", "二、快速办证", "三、投资带单"), ITEMS[1:2]])
def test_a_bare_list_counts_no_parts(lines: tuple[str, ...]) -> None:
    assert not counted_series(document_of_lines("\n".join((LEAD, *lines, CLOSING))).blocks)


def test_of_two_with_one_number_none_is_the_story_s() -> None:
    lines = [LEAD, *ITEMS[:2], "二、专业要账公司，不成功不收费，24小时上门", *ITEMS[2:]]
    (series,) = counted_series(document_of_lines("\n".join(lines)).blocks)
    assert [bool(item.size) for item in series] == [True, False, True, True, True]
    assert "二、专业要账公司，不成功不收费，24小时上门" in "".join(spam_of(*lines))


LISTED = "至于博彩、色情、毒品、代开发票、办假证一类广告，无论写在网页上还是发在群里，都不是小事，而是违法犯罪问题。"


PARTS = (
    ("红线一：绝对化用语", "法律不许使用“国家级”“最佳”等用语，没有依据的“销量冠军”同样可能违法，罚款二十万元起步。"),
    (
        "红线二：医疗药品保证疗效",
        "“三天见效”“无效退款”只要出现在医疗和药品的广告里，一律违法，保健食品必须标明不能代替药物。",
    ),
    ("红线三：招商投资承诺收益", "“保本保息”“零风险加盟”都属于对未来收益的保证性承诺，不得出现。"),
    ("红线四：教育培训包过", "“包过、不过退款”“命题老师亲授押题”同样是禁区，学校和机构都不例外。"),
)


def test_what_is_listed_among_unlawful_things_stays() -> None:
    told = (part for parts in PARTS for part in parts)
    assert spam_of(LEAD, *told, LISTED, CLOSING, title="这些话为何不能用 广告法里的那些红线") == []


NOTED = (
    "检出西布曲明的产品有：轻盈女王左旋肉碱咖啡（批号20210106）、七日瘦果蔬酵素（批号A0312）、小蛮腰荷叶茶（批号20201120）、"
    "纤姿秀压片糖果（批号X21-04）、燃脂侠固体饮料（批号20210218）。"
)
RECALL = (
    "市市场监管局十四日通报，在近期抽检中，有五种食品检出违禁药物成分，已责令生产企业召回全部产品并停止销售。",
    NOTED,
    "市中心医院药剂科的医师说，西布曲明可使血压升高、心率加快，十多年前已经停止生产和使用。",
)


def test_things_with_a_note_each_stay() -> None:
    assert spam_of(*RECALL, title="五种食品检出违禁成分被责令召回") == []


def test_wares_with_a_contact_each_are_no_noted_list() -> None:
    wares = "轻盈女王左旋肉碱咖啡（微信qy20210106）、七日瘦果蔬酵素（微信qr20210312）、小蛮腰荷叶茶（微信xm20201120）。"
    assert spam_of(RECALL[0], wares, RECALL[2], title="五种食品检出违禁成分被责令召回")


def test_a_counted_heading_stays_beside_one_that_sells_nothing() -> None:
    told = (LEAD, "一、先处理电池", ITEMS[0][10:], "二、装推流软件", CLOSING)
    markup = "".join(f"<h3>{text}</h3>" if text[1] == "、" else f"<p>{text}</p>" for text in told)
    found = clean_html(Page(TITLE, ("@",)).html().replace(b"<p>@</p>", markup.encode()))
    assert isinstance(found, Article)
    assert "二、装推流软件" in found.text


TENDER = (
    "为便于供应商及时了解采购信息，现将县教育局今年第四批政府采购意向公开如下，共七项：",
    "1. 城区中小学校服（夏装、冬装）定制采购，预算420万元，预计采购时间10月；",
    "2. 寄宿制学校床上用品，预算135万元，10月；",
    "3. 校车租赁服务（含司机、保险），预算310万元，11月；",
    "4. 下水道疏通、化粪池清掏服务，预算46万元，11月；",
    "5. 教师体检服务，预算120万元；6. 图书采购，预算80万元；7. 搬家搬运服务，预算20万元，均为12月。",
    "本次公开的采购意向是初步安排，具体以采购公告为准，投标保证金账户在公告发布时一并公布。",
)


def test_what_an_office_buys_item_by_item_stays() -> None:
    assert spam_of(*TENDER, title="县教育局发布第四批采购意向 校服床品厨具共七项") == []


VERSE = (
    "晚安，开锁换芯，二十四小时",
    "晚安，疏通下水道",
    "你们在电线杆上抱得那么紧",
    "像两个不敢回乡的人",
    "晚安，办证刻章",
    "你能不能给我办一张",
    "十九岁的证",
    "照片要用那年夏天的",
    "晚安，高价回收旧手机旧电视",
    "喇叭里的女声",
    "你什么时候也来收一收",
    "这旧的，却还通着电的夜晚",
    "晚安，祖传秘方，专治失眠",
    "我不敢睡去",
)


def test_lines_that_a_poem_begins_alike_stay() -> None:
    assert spam_of(*VERSE, title="晚安，城中村的招牌") == []


def test_brands_with_a_batch_each_stay() -> None:
    told = "“纤美人”牌荷叶清体茶（批号20210115）和“轻盈堂”牌排毒瘦身茶（批号Q210302）都被查出添加了国家禁止的成分。"
    assert spam_of(RECALL[0], told, RECALL[2], title="四款滑板车、两批减肥茶被召回") == []
