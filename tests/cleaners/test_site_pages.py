"""Pages of a site about itself, or that introduce stories with a sentence or two: none is an article, however it reads."""

import pytest

from cleaners import Article, Outcome, Reason, Rejected, clean_html, clean_text
from tests.cleaners.test_story_edges import STORY

LEAD = "一年之计在于春。眼下，备春耕工作正由南向北全面展开，本网记者分赴十三个市地，记录田间地头的新变化，敬请关注。"
HEADLINES = (
    "老字号糕点铺重新开张",
    "三名小将入选世乒赛名单",
    "作家新书讲述矿区往事",
    "绒花登上国际时装周",
    "主场球迷首破四万人",
    "人形机器人进车间打工",
    "宠物友好商场怎么管",
    "夜市摊主自费装净化器",
    "樱花季提前游客翻番",
    "中小学增设课间十五分钟",
    "河道清淤清出清代铁炮",
    "县医院引进手术机器人",
)


def page(title: str, main: str) -> Outcome:
    html = (
        f"<html><head><meta charset=utf-8><title>{title}</title></head><body><div><a href=/>首页</a> <a href=/n>新闻</a></div>"
        f"{main}<div>晨光网 版权所有</div></body></html>"
    )
    return clean_html(html.encode(), "http://news.example/x/")


def entries(date: str = "") -> str:
    return "<ul>" + "".join(f"<li><a href=/{text}>{text}</a>{date}</li>" for text in HEADLINES) + "</ul>"


def box(number: int) -> str:
    return (
        f"<h2>现场{number}</h2><div><a href=/m>更多&gt;&gt;</a></div><h3><a href=/b>{HEADLINES[number]}</a></h3>"
        f"<p>{STORY[number % len(STORY)]}<a href=/b>[详细]</a></p>{entries()}"
    )


BOXES = "".join(map(box, range(3)))
DATED = entries("<span>2024-05-06</span>")


@pytest.mark.parametrize(
    ("title", "main"),
    [
        ("春耕一线_专题_晨光网", f"<h1>春耕一线</h1><div>{LEAD}</div><h2>报道</h2>{DATED}"),
        ("春耕一线 - 晨光网", f"<h1>春耕一线</h1><div>编者按：{LEAD}</div><h2>报道</h2>{DATED}{BOXES}"),
        ("春耕一线 - 晨光网", f"<h1>春耕一线</h1><div>{LEAD}</div>{BOXES}"),
        (
            "江山 - 晨光网",
            f"<h1>江山</h1><p>江山，晨光报评论员，长期关注城市交通与基层治理，著有《桥头记》等书。</p>{DATED}",
        ),
        (
            "新能源汽车_标签_晨光网",
            f"<h1>新能源汽车</h1><p>新能源汽车是指采用非常规的车用燃料作为动力来源的汽车。</p>{DATED}",
        ),
    ],
    ids=["title says so", "label", "boxes", "author", "tag"],
)
def test_a_word_of_introduction_above_stories_is_a_list(title: str, main: str) -> None:
    found = page(title, main)
    assert isinstance(found, Rejected)
    assert found.reason is Reason.LIST_PAGE


@pytest.mark.parametrize(
    "title", ["关于我们", "联系我们", "版权声明", "隐私政策", "晨光网简介", "诚聘英才", "广告服务"]
)
def test_a_page_about_the_site_is_no_article(title: str) -> None:
    told = "".join(f"<p>{text}</p>" for text in STORY)
    found = page(f"{title}-晨光网", f"<h1>{title}</h1>{told}")
    assert isinstance(found, Rejected)
    assert found.reason is Reason.NO_ARTICLE


@pytest.mark.parametrize(
    ("title", "main"),
    [
        ("关于我们的桥_晨光网", f"<h1>关于我们的桥</h1><p>{STORY[0]}</p><p>{STORY[1]}</p>"),
        ("两座便民桥通车_晨光网", f"<h1>两座便民桥通车</h1><p>{STORY[0]}</p><h3>相关新闻</h3>{DATED}"),
        (
            "两座便民桥通车_专题_晨光网",
            f"<h1>两座便民桥通车</h1><div>2024-05-06 10:30 来源：晨光报</div><p>{STORY[0]}</p>{entries()}",
        ),
    ],
    ids=["title goes on", "related below a heading", "dated"],
)
def test_a_short_story_stays_an_article(title: str, main: str) -> None:
    assert isinstance(page(title, main), Article)


@pytest.mark.parametrize("lock", ["请登录后继续阅读", "本文为会员专享内容"])
def test_what_a_subscription_costs_is_no_story(lock: str) -> None:
    plans = (
        "<div>其他登录方式：微信 QQ</div><div>月度会员 ¥18 连续包月，可随时取消</div>"
        "<div>年度会员 ¥168 畅读全部文章，赠电子刊</div><p>已是会员？点击登录。遇到问题请联系客服 400-000-0000</p>"
    )
    found = page(
        "两座便民桥通车 - 晨光周刊",
        f"<h1>两座便民桥通车</h1><div>2024-05-06 文｜江山</div><h2>{lock}</h2>{plans}<h3>大家都在看</h3>{DATED}",
    )
    assert isinstance(found, Rejected)
    assert found.reason is Reason.LOGIN_WALL


def test_a_short_story_of_members_with_a_form_for_comments_stays() -> None:
    told = "晨光超市五月起调整会员积分，年度会员满十元积一分，原有积分年底前有效，可到服务台兑换米面粮油，不能兑换现金，详情可问服务台。"
    main = f"<h1>晨光超市调整会员积分</h1><div>2024-05-06 来源：晨光报</div><p>{told}</p><div>请登录后发表评论</div>{DATED}"
    found = page("晨光超市调整会员积分_晨光网", main)
    assert isinstance(found, Article)
    assert found.text == told


SOLD = ("澳洲幸运5", "开元棋牌", "六合宝典", "极速赛车")


def doorway(title: str) -> Outcome:
    told = "".join(
        f"<p>{SOLD[at % 4]}官网入口(中国)有限公司-{SOLD[(at + 1) % 4]}app下载，石岗村{HEADLINES[at]}，"
        f"{SOLD[(at + 2) % 4]}注册送彩金{at + 80}，专家说{HEADLINES[-at]}。{SOLD[(at + 3) % 4]}最新版苹果安卓通用版，明年完工。</p>"
        for at in range(8)
    )
    return page(f"{title}-晨光学院", f"<h1>{title}</h1><div>2024-01-09 03:12 来源：晨光报</div>{told}")


def test_a_page_titled_with_what_every_paragraph_sells_is_spam() -> None:
    found = doorway("澳洲幸运5官网-开元棋牌下载")
    assert isinstance(found, Rejected)
    assert found.reason is Reason.SPAM_PAGE


def test_a_story_in_which_every_paragraph_was_sold_stays() -> None:
    told = "".join(f"<p>{text}开元棋牌app下载{SOLD[at % 4]}官网入口</p>" for at, text in enumerate(STORY * 2))
    main = f"<h1>两座便民桥通车</h1><div>2024-05-06 来源：晨光报</div>{told}"
    assert isinstance(page("两座便民桥通车_晨光网", main), Article)


def test_a_page_that_a_program_made_of_offers_and_clauses_is_spam() -> None:
    offers = [f"{name}{end}" for name in SOLD for end in ("app下载", "官网入口", "安卓版", "手机版登录")]
    said = "记者从有关部门获悉", "桥头的灯亮到天明", "村民纷纷点赞", "会议强调"
    told = "".join(
        f"<p>{offers[at % 16]}，{said[at % 4]}。{offers[(at * 3 + 1) % 16]}是领先的平台，{said[(at + 1) % 4]}。</p>"
        for at in range(16)
    )
    title = "澳洲幸运5平台(中国)有限公司"
    found = page(title, f"<h1>{title}</h1><div>2024-05-01 12:00:00 来源：晨光网</div>{told}")
    assert isinstance(found, Rejected)
    assert found.reason is Reason.SPAM_PAGE


def test_a_story_that_says_the_same_again_and_again_stays() -> None:
    told = "".join(f"<p>{day}日，晴间多云，偏北风3到4级，最高气温{day + 9}℃，早晚有雾。</p>" for day in range(6, 16))
    found = page("未来十天晴多雨少_晨光网", f"<h1>未来十天晴多雨少</h1><div>2024-05-06 来源：晨光网</div>{told}")
    assert isinstance(found, Article)


@pytest.mark.parametrize("head", ["本期节目主要内容：", "今日看点：", "本期提要："])
def test_what_a_programme_holds_is_told_below_its_player(head: str) -> None:
    lost = "<p>您的浏览器不支持播放，请下载最新版Flash或使用客户端观看</p>"
    items = f"<p>{head}</p><p>1. 两座便民桥通车，三个村受益</p><p>2. 夏粮收购进度过半，价格平稳</p>"
    title = "《桥头夜话》20240506"
    day = "<div>播出时间：2024-05-06 21:30时长：24:58</div>"
    found = page(title, f"<h3>{title}</h3>{lost}{day}{items}{entries()}")
    assert isinstance(found, Rejected)
    assert found.reason is Reason.VIDEO_SHELL


def test_a_player_that_a_script_makes_is_one() -> None:
    links = "".join(f"<h3><a href=/{text}>{text}</a></h3><div>327 次观看</div>" for text in HEADLINES)
    player = "<div><button>播放</button><span>00:00 / 01:38</span></div><p>您的浏览器不支持影片播放，请更新版本</p>"
    title = "渔港凌晨起火 六艘胶筏烧毁"
    head = f"{title}｜晨光台</title><meta property=og:video content=http://news.example/a.m3u8><title>"
    found = page(head, f"{player}<h1>{title}</h1><div>2024-05-06 07:12</div><h2>接着看</h2>{links}")
    assert isinstance(found, Rejected)
    assert found.reason is Reason.VIDEO_SHELL


QUESTIONS = "<p>Q：可以随时退订吗？</p><p>A：随时可退，于下个扣款周期生效。</p><p>Q：怎么付款？</p><p>A：信用卡、超商代码皆可。</p>"


def locked(told: str) -> Outcome:
    main = (
        f"<h1>便民桥通车 谁能受益？</h1><div>2024/05/06 地方</div>{{}}<div><h2>本篇为订阅会员限定文章</h2>"
        f"<p>请登入会员或加入订阅，继续阅读全文</p></div>{QUESTIONS}<h3>热门</h3>{DATED}"
    )
    return page("便民桥通车 谁能受益？ - 晨光周刊", main.format(told))


def test_questions_about_a_subscription_below_a_lock_are_no_story() -> None:
    found = locked("")
    assert isinstance(found, Rejected)
    assert found.reason is Reason.LOGIN_WALL


def test_the_free_lead_of_a_story_for_subscribers_stays() -> None:
    found = locked(
        "<p>石岗村两座便民桥昨天通车，河西三个村的村民受益最多，学生上学不用再绕行五公里，赶集也方便了许多。</p>"
    )
    assert isinstance(found, Article)
    assert "河西三个村" in found.text


PLAYER = "<div id=player></div><div><span>来源：晨光台</span> <span>2024年5月6日 21:40</span> <span>时长：00:02:36</span></div>"


def test_a_line_that_introduces_a_video_is_no_story() -> None:
    title = "[桥头夜话]便民桥“通车第一天”"
    main = f"<h3>{title}</h3>{PLAYER}<p>视频简介：本期节目主要内容：便民桥“通车第一天”。</p>{entries()}"
    found = page(f"{title}_视频_晨光台", main)
    assert isinstance(found, Rejected)
    assert found.reason is Reason.VIDEO_SHELL


def test_a_story_beside_its_video_stays() -> None:
    title = "便民桥通车第一天"
    told = (
        "石岗村便民桥通车第一天，三百多名村民从桥上走过，镇里说，桥头明年还要修停车场和候车亭，方便大家乘坐公交车进城。"
    )
    found = page(f"{title}_视频_晨光台", f"<h3>{title}</h3>{PLAYER}<p>{told}</p>{entries()}")
    assert isinstance(found, Article)
    assert found.text == told


@pytest.mark.parametrize("title", ["页面没有找到", "您访问的页面未找到"])
def test_a_lost_page_is_named_so_whatever_it_recommends(title: str) -> None:
    said = "<h2>抱歉，您访问的页面不存在或已被删除！</h2><p>可能的原因：</p><ul><li>网址有误；</li><li>该新闻已过期。</li></ul>"
    found = page(f"{title}_晨光网", f"{said}<h3>您可能感兴趣的新闻</h3>{DATED}")
    assert isinstance(found, Rejected)
    assert found.reason is Reason.ERROR_PAGE


def test_a_page_made_of_the_same_clauses_that_sprinkles_names_in_brackets_is_spam() -> None:
    names = "云岭棋牌", "恒远彩平台", "金蟾电玩城", "澳洲幸运5", "石岗体育"
    said = (
        "会议强调要坚持底线思维",
        "老人回忆起六十年前的往事",
        "该款手机采用全面屏设计",
        "工程预计明年竣工",
        "截至发稿时",
    )
    told = "".join(
        f"<p>{said[at % 5]}，{names[at % 5]}，{said[(at + 2) % 5]}【{names[(at + 1) % 5]}】{said[(at + 3) % 5]}；{said[(at + 1) % 5]}。</p>"
        for at in range(12)
    )
    links = " ".join(f"<a href=/{at}>{names[at % 5]}{('APP下载', '官网', '登录入口')[at % 3]}</a>" for at in range(30))
    title = "云岭棋牌APP下载(2024已更新)(今日/知乎)"
    found = page(
        f"云岭棋牌官网-{title}", f"<h2>{title}</h2><div>2024-05-01 12:00:00 来源：晨光网</div>{told}<div>{links}</div>"
    )
    assert isinstance(found, Rejected)
    assert found.reason is Reason.SPAM_PAGE


def test_a_lost_page_is_one_whatever_notice_stands_on_it() -> None:
    notice = "<h3>便民信息</h3><p>姓名：小凯 性别：男 走失日期：1999年3月12日 地点：火车站候车室 特征：穿蓝色毛衣。如有线索请联系。</p>"
    found = page("您访问的页面不存在_晨光网", f"<h2>您访问的页面不存在！</h2>{notice}<h3>热点</h3>{entries()}")
    assert isinstance(found, Rejected)
    assert found.reason is Reason.ERROR_PAGE


def test_a_story_of_which_not_a_line_is_free_is_a_wall() -> None:
    plans = "<ul><li>月度会员 ¥48/月 立即开通</li><li>年度会员 ¥398/年 立即开通</li></ul><p>已有账号？手机号登录 微信登录</p>"
    main = f"<h1>独家｜便民桥的七年</h1><div>2024年05月06日 07:30</div><h3>此篇文章为会员专享</h3>{plans}<h3>推荐阅读</h3>{entries()}"
    found = page("独家｜便民桥的七年_晨光周刊", main)
    assert isinstance(found, Rejected)
    assert found.reason is Reason.LOGIN_WALL


FORM = "<form><label>邮箱<input name=m></label><label>密码<input type=password></label><button>登录</button></form>"
ASKED = (
    "<h3>常见问题</h3><p>如何启用账户？</p><p>请凭单号在“启用账户”一页登记，三天之内就可以使用。</p>"
    "<p>可以退款吗？</p><p>当期不退款，服务延续到期满。</p>"
)


@pytest.mark.parametrize(
    "said",
    [
        "<h1>您本月的免费阅读篇数已用完</h1><p>请登录或订阅，继续阅读全文。</p>",
        "<h1>本篇為訂戶專享</h1><p>請先登入後閱讀全文。</p>",
    ],
)
def test_a_wall_that_answers_questions_is_one(said: str) -> None:
    found = page("晨光周刊", f"{said}{FORM}<h2>月订</h2><p>$9.90/月</p>{ASKED}<h3>订户专享</h3>{entries()}")
    assert isinstance(found, Rejected)
    assert found.reason is Reason.LOGIN_WALL


def test_a_story_below_a_form_is_one() -> None:
    told = "".join(f"<p>{line}</p>" for line in STORY)
    head = f"<div>登录后可阅读订户专享内容</div>{FORM}<h1>青石镇新建两座便民桥</h1><div>2024-05-06 10:30</div>"
    assert isinstance(page("青石镇新建两座便民桥_晨光网", f"{head}{told}"), Article)


def test_a_programme_that_nobody_describes_is_shown_only() -> None:
    title = "《桥头直播间》 20240506"
    main = f"<h2>{title}</h2><p>2024-05-06 20:10 播放：1187次</p><p>您还没有安装flash播放器</p><h3>视频简介</h3><p>{title}</p>"
    found = page(f"{title}_晨光台", f"{main}<h3>往期节目</h3>{entries('<span>200次</span>')}")
    assert isinstance(found, Rejected)
    assert found.reason is Reason.VIDEO_SHELL


def test_a_page_whose_title_was_nothing_but_an_offer_and_that_repeats_itself_is_spam() -> None:
    said = "业内人士普遍认为", "春天的风吹过山岗", "孩子们在操场上奔跑", "该公司负责人表示", "夜色渐渐深了"
    names = "正规彩票平台", "真人视讯", "电竞竞猜", "足球外围", "澳门新葡京"
    told = "".join(
        f"<p>{''.join(f'{said[(at + n) % 5]}，{names[(at * n) % 5]}，{said[n % 5]}。' for n in range(4))}</p>"
        for at in range(8)
    )
    links = "".join(f"<li><a href=/{at}>{names[at % 5]}-手机版</a></li>" for at in range(20))
    title = "澳门新葡京官网(中国)有限公司-2024最新版APP下载"
    main = f"<h1>{title}</h1><div>2024-05-01 12:00 来源：晨光网 作者：江山</div>{told}<ul>{links}</ul>"
    found = page(f"{title}_澳门新葡京", main)
    assert isinstance(found, Rejected)
    assert found.reason is Reason.SPAM_PAGE


def test_a_video_of_which_nothing_is_told_is_a_shell_whatever_it_links() -> None:
    title = "便民桥通车第一天"
    main = f"<h1>{title}</h1><video src=a.mp4></video><div>2024-05-06 来源：晨光台</div><p>{title}</p><h3>相关</h3>{entries()}"
    found = page(f"{title}_视频_晨光台", main)
    assert isinstance(found, Rejected)
    assert found.reason is Reason.VIDEO_SHELL


def test_a_page_that_went_astray_is_lost() -> None:
    said = "<h2>哎呀，页面走丢了！</h2><p>5秒后为您跳转到首页，如果没有自动跳转，请点击这里。</p>"
    found = page("出错啦", f"{said}{DATED}")
    assert isinstance(found, Rejected)
    assert found.reason is Reason.ERROR_PAGE


MENU = "<div><a href=/a>关于我们</a> <a href=/p>产品中心</a> <a href=/n>新闻动态</a> <a href=/c>联系我们</a></div>"


def test_a_doorway_whose_only_heading_was_cut_is_told_by_its_head() -> None:
    brand = "万博体育"
    wares = [f"{brand}{end}" for end in ("官网", "app下载", "登录", "网页版", "最新版")]
    told = "".join(
        f"<p>石岗村{HEADLINES[at]}，{wares[at % 5]}，{HEADLINES[(at + 3) % 12]}。{wares[(at + 2) % 5]}，{HEADLINES[(at + 7) % 12]}。</p>"
        for at in range(7)
    )
    links = " ".join(f"<a href=/{at}.html>{wares[at % 5]}</a>" for at in range(15))
    main = f"{MENU}<h1>{brand}官网</h1><div>2024-05-01 来源：晨光网</div>{told}<div>相关推荐：{links}</div>"
    found = page(f"{brand}官网-{brand}app下载-{brand}登录入口", main)
    assert isinstance(found, Rejected)
    assert found.reason is Reason.SPAM_PAGE


def test_a_story_under_a_head_that_was_sold_stays() -> None:
    brand = "万博体育"
    told = "".join(f"<p>{text}{brand}官网，</p>" for text in STORY)
    main = f"{MENU}<h1>两座便民桥通车</h1><div>2024-05-06 来源：晨光报</div>{told}"
    assert isinstance(page(f"{brand}官网-{brand}app下载-{brand}登录入口", main), Article)


def test_an_agreement_with_its_users_is_no_story() -> None:
    lines = (
        "随身记",
        "下载 会员 帮助中心 登录",
        "“随身记”用户服务协议",
        "更新日期：2023-03-01",
        "欢迎您使用“随身记”软件及服务。为使用本服务，您应当阅读并遵守本协议，请您务必审慎阅读各条款的内容。",
        "1.1 本协议是您与本公司之间关于您使用本服务所订立的协议，本协议被视为合同的一部分。",
        "2.1 您可以使用手机号码注册账号，您应当保证所提供的信息真实、准确，并及时更新。",
        "3.1 本服务中的笔记由您自行上传，您应当对其合法性承担责任，本协议另有约定的除外。",
    )
    found = clean_text("\n".join(lines))
    assert isinstance(found, Rejected)
    told = (
        "两家公司更新用户协议",
        "2024-05-06 来源：晨光报",
        *("昨天，两家公司更新了用户协议，新增了关于未成年人的条款，记者就此采访了律师。",) * 2,
    )
    assert isinstance(clean_text("\n".join(told)), Article)


def test_a_form_below_which_one_agrees_to_terms_is_a_wall() -> None:
    html = (
        "<html><head><meta charset=utf-8><title>会员中心</title></head><body><h1>晨光新闻网会员中心</h1><form><input type=password></form>"
        "<p>还不是会员？立即注册</p><p>点击“登录”即表示您同意晨光新闻网的会员服务条款与隐私权政策，本公司将依法收集、处理及利用您的个人资料。</p></body></html>"
    )
    found = clean_html(html.encode())
    assert isinstance(found, Rejected)
    assert found.reason is Reason.LOGIN_WALL


def test_a_word_that_opens_a_topic_below_its_editors_heading_is_a_list() -> None:
    links = "".join(
        f"<li><a href=/{at}>春和街第{at}批住户回迁老街重开</a><span>2020-11-{at:02}</span></li>" for at in range(10, 24)
    )
    html = (
        "<html><head><meta charset=utf-8><title>老街重生：一条街的二十年</title></head><body><h1>老街重生：一条街的二十年</h1>"
        "<div><b>编者按</b>"
        "<p>骑楼还在，人换了三代。春和街走过拆迁、停摆、回迁与重开。本报推出专题，记录一条街的二十年。</p></div>"
        f"<h2>最新报道</h2><ul>{links}</ul></body></html>"
    )
    found = clean_html(html.encode())
    assert isinstance(found, Rejected)
    assert found.reason is Reason.LIST_PAGE
