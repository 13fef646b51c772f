"""Pages and stories written for these tests: a newsroom's page around a story, and what may be put into it."""

from dataclasses import dataclass

STORIES = {
    "bridge": (
        "云岭大桥合龙 两岸群众出行缩短一小时",
        (
            "本报讯 记者从云岭县交通局获悉，历时三年建设的云岭大桥昨天上午顺利合龙，预计今年国庆节前通车。",
            "大桥全长一千二百米，主跨跨越青禾江，是连接南北两岸的第三座公路桥。施工队在汛期克服了水位上涨的困难。",
            "家住北岸的村民周大爷说，过去去县城看病要绕行四十公里，遇到大雾天渡船停航，只能在家里等。",
            "项目总工程师介绍，大桥采用耐候钢材，减少了后期涂装的费用，桥面还预留了自行车道和人行步道。",
            "县里计划在桥头修建停车场和观景平台，并开通两条公交线路，让沿江的果农更方便地把脐橙运出去。",
        ),
    ),
    "library": (
        "社区图书馆延长开放 夜读成为居民新习惯",
        (
            "晚上九点，柳浦社区图书馆里依然灯火通明，几十位居民坐在窗边安静地看书，孩子们围在绘本架前。",
            "从上个月开始，这家由旧粮仓改造的图书馆把闭馆时间推迟到晚上十点，周末还增加了故事会和修书课堂。",
            "馆长沈素云告诉记者，延长开放以后，每天的进馆人数比去年同期增加了一半，借出的图书超过三百册。",
            "为了保证安全，街道办为图书馆更换了照明线路，并安排志愿者轮流值守，最后一名读者离开后才关门。",
            "退休教师何老师每天都来，他说这里不但有书，还有邻居之间的问候，比一个人在家看电视有意思得多。",
        ),
    ),
    "drought": (
        "连续少雨六十天 水利部门调水保春灌",
        (
            "入春以来，平川地区降水量比常年偏少七成，部分水库接近死水位，小麦返青受到影响。",
            "省水利厅上周启动应急响应，从上游的石桥水库向灌区补水两千万立方米，优先保障居民生活用水。",
            "在金穗镇，农技人员正指导农户铺设滴灌带，与大水漫灌相比，每亩可以节约用水六十立方米左右。",
            "气象台预计，未来十天仍以晴天为主，气温将逐渐升高，森林火险等级较高，提醒游客不要携带火种进山。",
            "专家表示，长远来看还要加快渠道防渗改造，并根据水资源的多少来调整种植结构，减少高耗水作物。",
        ),
    ),
    "museum": (
        "古船归来 海棠湾博物馆展出宋代沉船瓷器",
        (
            "一艘在海底沉睡八百年的商船日前回到公众视野，海棠湾博物馆首次展出船上清理出的两百多件瓷器。",
            "展厅按照船舱的布局设计，观众沿着木制舷梯走下去，可以看到码放整齐的青白瓷碗和仍然带着海泥的酒瓮。",
            "考古队队长邵明远说，沉船里的货物成组捆扎，说明它出港不久就遇到了风浪，为研究当时的海上贸易提供了线索。",
            "为了让器物脱盐，实验室的技术人员每周更换一次去离子水，一件大罐往往要浸泡两年才能上架。",
            "展览将持续到明年三月，其间每个周六上午有免费讲解，学校团体可以提前在博物馆的服务台登记。",
        ),
    ),
}
MENU = "首页 要闻 本地 财经 体育 文化 教育 健康 旅游 图片 专题".split()
RELATED = (
    "春茶开采 茶农忙采摘",
    "县医院新门诊楼下月启用",
    "中学生科技节收到四百件作品",
    "农村公路养护有了专职队伍",
    "老城区供水管网改造提前完工",
)


@dataclass(frozen=True)
class Page:
    """A page in parts, so that a test can put something between any two of them."""

    title: str
    paragraphs: tuple[str, ...]
    before: str = ""
    head: str = ""
    top: str = ""
    inside: tuple[tuple[int, str], ...] = ()
    below: str = ""
    bottom: str = ""
    after: str = ""
    head_title: str = ""
    script: str = "Hans"

    def html(self) -> bytes:
        """Return the page's bytes."""
        marks = dict(self.inside)
        body = "".join(f"<p>{text}</p>\n{marks.get(at, '')}" for at, text in enumerate(self.paragraphs))
        menu = "".join(f'<li><a href="/{at}/">{name}</a></li>' for at, name in enumerate(MENU))
        related = "".join(f'<li><a href="/news/{at}.html">{text}</a></li>' for at, text in enumerate(RELATED))
        title = self.head_title or f"{self.title}_青禾晚报网"
        return (
            f"{self.before}<!DOCTYPE html><html><head><meta charset='utf-8'><title>{title}</title>{self.head}</head>"
            f"<body>{self.top}<div class='nav'><ul>{menu}</ul></div><div class='main'><h1>{self.title}</h1>"
            f"<div class='info'>2024-03-18 09:20 来源：青禾晚报 记者 王小禾</div><div class='content'>\n{body}</div></div>"
            f"{self.below}<div class='side'><h3>相关新闻</h3><ul>{related}</ul></div>"
            "<div class='footer'>版权所有 青禾晚报网 未经许可不得转载 "
            "<a href='/about/'>关于我们</a> <a href='/contact/'>联系我们</a></div>"
            f"{self.bottom}</body></html>{self.after}"
        ).encode()

    def lines(self) -> str:
        """Return the page as the lines that a careless extractor leaves."""
        return "\n".join(
            (
                " ".join(MENU),
                self.title,
                "2024-03-18 09:20 来源：青禾晚报 记者 王小禾",
                "",
                *self.paragraphs,
                "",
                "相关新闻",
                *RELATED,
                "",
                "版权所有 青禾晚报网 未经许可不得转载 关于我们 联系我们",
            )
        )
