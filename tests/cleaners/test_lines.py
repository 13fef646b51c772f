"""Lines inside a story's container that are none of it, and pages that say in their title that nothing is there."""

import pytest

from cleaners import Article, Reason, Rejected, clean_html
from cleaners.article.lines import line_rule

TITLE = "青石镇新建两座便民桥"
STORY = (
    "青石镇新建的两座便民桥昨天通车，河西三个村的学生上学不用再绕行五公里，村民赶集也方便了许多。",
    "两座桥总投资九百六十万元，去年九月开工，设计使用年限一百年，桥面两侧各留有一米五宽的人行道。",
    "镇里下一步还要在桥头修建停车场和候车亭，并把公交线路延伸到最远的石岗村，预计国庆节前后完工。",
    "六十八岁的村民何水根说，过去涨水时要绕到下游的老桥，如今出门五分钟就能到镇上，孩子们也不用再起早摸黑赶路。",
    "县交通运输局介绍，今年全县计划改造危旧桥梁十七座，其中九座已经开工，资金由省、市、县三级分担。",
)


@pytest.mark.parametrize(
    ("line", "rule"),
    [
        ("本版编辑：郁秀", "editor"),
        ("图片编辑：郁秀", "editor"),
        ("本稿件所含文字、图片和音视频资料，版权均属晨光报所有，任何媒体不得转载。", "disclaimer"),
        ("★晨光新闻网提醒您：", "disclaimer"),
        ("網路言論請理性討論，散布不實訊息恐觸法。", "disclaimer"),
        ("（港台圖片）", "caption"),
        ("土瓜湾街市及熟食中心位于马头围道。（本台图片）", "caption"),
        ("曲小冬的打印店 图源受访者", "caption"),
        ("投稿请至后台留言“投稿”，一经采用稿酬千字三百。", "follow_us"),
        ("打开全文 加入晨光WhatsApp频道、Telegram，新闻不漏接！", "follow_us"),
        ("打开全文", "continue_reading"),
        ("订阅《青石早报》电邮简报，每天清晨送到您的信箱。", "follow_us"),
        ("加入晨光快讯邮件，每周一封。", "follow_us"),
        ("点个“在看”，把好消息告诉邻居 ↓↓↓", "follow_us"),
        ("在苹果播客、小宇宙搜索“河边夜话”收听完整节目", "follow_us"),
        ("他在车上打开收音机，收听完整的节目之后才下车。", ""),
        ("骨伤科门诊：每周二、周四 门诊楼三楼 咨询电话：0728-6412345", "disclaimer"),
        ("门诊楼搬到了河东，电话没有变。", ""),
        ("儿科护士站旁诊室电话：0728-6412346 地址：住院楼二楼", "disclaimer"),
        ("（本栏目解答仅供参考，不作为法律意见）", "disclaimer"),
        ("订阅纸质版，全年六期，邮费全免", "follow_us"),
        ("未经许可，不得转载或建立镜像", "disclaimer"),
        ("请沿河各村继续值守堤坝，未经许可不得下河。", ""),
        ("请沿河各村继续值守堤坝，上岸的群众未经许可一律不得返回渡口。", ""),
        ("（晨光网编辑：阿桥）", "editor"),
        ("广 告", "ad"),
        ("Sponsored", "ad"),
        ("広告", "share"),
        ("骑行头盔限时半价，点击抢购>>", "ad"),
        ("你走过最长的桥是哪一座？评论区聊聊。", "follow_us"),
        ("关于修桥，你还有什么想法？请在留言区告诉我们！", "follow_us"),
        ("有村民在评论区留言，说桥头还缺一盏灯。", ""),
        ("追蹤「河西人家」IG，每晚九點說一個過橋的故事", "follow_us"),
        ("您的捐款，支持我們繼續記錄河西：郵政劃撥 00000000", "follow_us"),
        ("县里把这笔钱划拨给了三个村。", ""),
        ("說說你家門口的橋，留言告訴我們！", "follow_us"),
        ("如果你也喜欢这座桥，欢迎点赞、转发、收藏。", "follow_us"),
        ("“请大家转发给更多人”，他在群里说。", ""),
        ("支持獨立媒體，每月100元", "follow_us"),
        ("完整对谈请收听节目", "follow_us"),
        ("（本文摘编自《河西旧事》，有删节）", "credit"),
        ("（访谈内容经编辑整理，略有删减）", "source_line"),
        ("※本專欄每週三刊出", "source_line"),
        ("※ 圖片皆由作者提供", "caption"),
        ("买一送一，点此下单>>", "ad"),
        ("点我领取优惠券", "ad"),
        ("（河西网 编辑：阿桥）", "editor"),
        ("编辑 | 阿桥  校对 | 老岸", "editor"),
        ("※ 本文與「河西文史計畫」合作刊登", "source_line"),
        ("（本文字稿經刪節。完整內容請收聽第12集。）", "source_line"),
        ("本报道获得当年的新闻奖。", ""),
        ("特别提醒：本文仅供参考，不作为诊断依据。", "disclaimer"),
        ("特別提示：", "disclaimer"),
        ("特别提醒：套袋之后遇上连阴雨，要及时打开袋底透气，谨防裂果。", ""),
        ("作者简介：江山，青石镇人，小学教师，写诗二十年，著有诗集《河西》。", "credit"),
        ("《 晨光日报 》（ 2024年05月06日 07 版 本报记者 关山月 谷小雨）", "source_line"),
        ("◎桥头的老槐树不砍", ""),
        ("Skip 热读 and continue reading", "page_talk"),
        ("End of 热读", "page_talk"),
        ("他加入这家电视台的频道部已经十年，负责编排晚间节目。", ""),
        ("气象台提醒您出门带伞，路面湿滑要慢行。", ""),
        ("他在采访时拿出一张老图片。", ""),
        ("您对该回复是否满意？ 非常满意满意不满意", "votes"),
        ("○满意 ○基本满意 ○不满意 提交", "votes"),
        ("这篇文章对您有帮助吗？ 有 没有", "votes"),
        ("您对这样的结果满意吗？", ""),
        ("满意不满意，村民说了算。", ""),
        ("便民桥结构示意图", "caption"),
        ("3. 便民桥结构示意图", ""),
        ("他摊开一张便民桥示意图，讲了半个钟头。", ""),
        ("【专家门诊】江福来，每周三、周五上午，门诊楼2楼西区。", "disclaimer"),
        ("门诊搬到了新楼，周三上午也开。", ""),
        ("目录 [隐藏]", "contents"),
        ("文章目录[展开]", "contents"),
        ("新的目录", ""),
        ("觉得有用？请我喝杯咖啡", "follow_us"),
        ("如果本文对你有帮助，欢迎打赏支持", "follow_us"),
        ("桥头的老人请我喝杯茶", ""),
        ("每周五把河西寄给你", "follow_us"),
        ("每天清晨把頭條發給您！", "follow_us"),
        ("每周五把报纸寄给你，是我答应过的。", ""),
        ("（讀者如有過橋的故事，可電郵至bridge@example.com。以上資料只供參考，不能代替診症。）", "follow_us"),
        ("（作者电邮：guyu@example.com）", "follow_us"),
        ("读者若有线索，欢迎来信或电邮至bridge@example.com", "follow_us"),
        ("他在信里留了地址，读者来信从全国各地寄到村里。", ""),
        ("以上資料僅供參考，不能取代專業意見。", "disclaimer"),
        ("本栏内容只供参考", "disclaimer"),
        ("这份图纸仅供参考，桥还没有开工。", ""),
        ("（记者 江山） (责编：谷雨)", "credit"),
        ("（文 江山 图 谷雨）", "credit"),
        ("（镇上的人） （外乡的人）", ""),
        ("（本栏编辑 谷雨，来信有删节）", "editor"),
        ("校對｜谷雨", "editor"),
        ("审校 谷雨", "editor"),
        ("来信略有删改", "source_line"),
        ("（標題為編者所加）", "source_line"),
        ("（小标题系编者拟）", "source_line"),
        ("（有删节）", "source_line"),
        ("题目是他自己起的，编者一个字也没有改。", ""),
        ("（根据现场速记整理，未经发言人审阅）", "source_line"),
        ("（据录音整理）", "source_line"),
        ("根据采访，记者走了三个村，又回到桥头。", ""),
        ("（据晨光社、河西台综合整理）", "source_line"),
        ("据了解，新桥的图纸已经综合整理", ""),
        ("江小山採訪，經整理刪節。", "source_line"),
        ("采访内容经过整理与删节。", "source_line"),
        ("本文由AI辅助生成，经编辑审核", "source_line"),
        ("刊于2024年5月6日《晨光报》第3版", "source_line"),
        ("除署名外，图片均由受访者提供", "caption"),
        ("（首图来自受访者）", "picture"),
        ("村民走在新桥上。 江小山 图", "caption"),
        ("便民桥位置 江山 制图", "caption"),
        ("他把请柬递过来，上面画着一张 地图", ""),
        ("投稿、爆料：news@example.com", "follow_us"),
        ("我要报料", "follow_us"),
        ("本版标题", "next_story"),
        ("PDF版下载", "next_story"),
        ("新桥三天后通车。（文/江山 图/谷雨）", ""),
        ("新桥三天后通车。（江山 文/图）", ""),
        ("村民走在新桥上。（記者江山／攝影）", "caption"),
        ("您的浏览器不支持播放，请下载最新版Flash或使用客户端观看", "player"),
    ],
)
def test_a_line_is_named_for_what_it_is(line: str, rule: str) -> None:
    assert line_rule(line) == rule


@pytest.mark.parametrize(
    "title",
    [
        "404-对不起！您访问的页面不存在 - 晨光热线",
        "找不到網頁 | 晨光媒體",
        "抱歉，您要访问的页面不存在_晨光网",
        "Page not found | 晨光网",
    ],
)
def test_a_notice_board_on_a_lost_page_is_no_story(title: str) -> None:
    notice = "姓名：小宇（化名），性别：男，失踪地点：青石镇汽车站附近，走失时身穿蓝色短袖，如有线索请拨打110。"
    html = f"<title>{title}</title><body><h1>抱歉，页面不存在</h1><h3>公益寻人启事</h3><p>{notice}</p></body>"
    found = clean_html(html.encode(), "http://news.example/a.html")
    assert isinstance(found, Rejected)
    assert found.reason is Reason.ERROR_PAGE


@pytest.mark.parametrize("title", ["404路公交车今天起改走便民桥", "文章不存在抄袭 青石作家胜诉", TITLE])
def test_a_story_of_such_words_stays(title: str) -> None:
    paragraphs = "".join(f"<p>{text}</p>" for text in STORY)
    html = f"<title>{title}_晨光网</title><body><h1>{title}</h1><div>2024-05-06 10:30</div>{paragraphs}</body>"
    found = clean_html(html.encode(), "http://news.example/a.html")
    assert isinstance(found, Article)
    assert found.text == "\n".join(STORY)
