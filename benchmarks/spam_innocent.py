"""What newsrooms put where spammers put spam: lists of names, places, scores, tags and friends. Written for this project.

`Innocent(module).inject(page, style, rng)` puts one such list into a page, at the places and in the markup of the injector's
own styles. The detector must leave all of it alone; the learner sees it as untouched text.
"""

import random
from collections.abc import Callable
from types import ModuleType

from spam_styles import lines_of

PROVINCES = (
    "北京 天津 河北 山西 内蒙古 辽宁 吉林 黑龙江 上海 江苏 浙江 安徽 福建 江西 山东 河南 湖北 湖南 广东 广西 海南 "
    "重庆 四川 贵州 云南 西藏 陕西 甘肃 青海 宁夏 新疆 香港 澳门 台湾 "
).split()
CHANNELS = (
    "国内 国际 社会 财经 股票 基金 体育 足球 篮球 娱乐 明星 电影 音乐 科技 手机 数码 汽车 房产 家居 教育 留学 健康 "
    "旅游 美食 时尚 女性 育儿 读书 历史 军事 游戏 彩票 博客 论坛 视频 图片 专题 评论 法治 公益 天气 农业 能源 文化 "
    "艺术 收藏 佛学 星座 "
).split()
SURNAMES = "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜戚谢邹喻柏水窦章云苏潘葛奚范彭郎鲁韦昌马苗凤花方俞任袁柳"
GIVEN = "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英华玉兰建国志红文斌宇浩轩雨泽欣怡子涵梓萱佳琪思远一诺"
TEAMS = "江岸 云山 北湾 星河 蓝鲸 海港 雷霆 飞马 白鹭 金龙 铁狼 山鹰 青岚 长河 远航 烈焰".split()
COMPANIES = (
    "平川电力 江渡水泥 云岭铜业 青禾股份 海棠生物 北澜银行 石桥科技 金穗农业 星洲地产 长汀药业 白鹭航空 远山重工 "
    "南栀传媒 丹枫文化 银杏教育 柳浦纺织 沙洲港口 西麓环保 麦地食品 瑶溪旅游 "
).split()
TOPICS = (
    "十四五规划 乡村振兴 高考改革 春运 防汛抗旱 两会 人工智能 碳中和 新能源汽车 大湾区 反诈骗 扫黑除恶 食品安全 "
    "养老保险 医保目录 房贷利率 世界杯 冬奥会 航天员 探月工程 台风路径 极端天气 文物修复 非遗传承 学前教育 大学生就业 "
    "直播带货 网络安全 垃圾分类 老旧小区改造 "
).split()
SCHOOLS = (
    "第一中学 实验小学 师范大学 理工学院 外国语学校 职业技术学院 农业大学 医科大学 财经学院 附属中学 中心小学 体育学院 "
).split()
SERVICES = (
    "关于我们 联系我们 广告服务 版权声明 网站地图 招聘信息 法律声明 隐私政策 意见反馈 友情链接 用户协议 订阅中心 "
    "投稿指南 客户服务 "
).split()
WARES = (
    "小麦 玉米 大豆 菜籽油 鸡蛋 白条猪 牛肉 羊肉 草鱼 带鱼 大白菜 黄瓜 西红柿 土豆 苹果 香蕉 葡萄 西瓜 冰箱 洗衣机 "
    "空调 电视机 热水器 微波炉 电饭煲 扫地机 手机 平板电脑 笔记本 打印机 "
).split()
DISHES = (
    "红烧肉 清蒸鲈鱼 宫保鸡丁 麻婆豆腐 蒜蓉西兰花 酸辣汤 扬州炒饭 糖醋排骨 凉拌黄瓜 小笼包 担担面 油焖大虾 粉蒸肉 "
    "梅菜扣肉 "
).split()
HEADS = (
    "市民政局 县教育局 省气象台 区消防大队 铁路部门 市场监管局 大学研究团队 社区志愿者 村民委员会 农业专家 国家队 "
    "博物馆 "
).split()
ACTS = (
    "发布新规 启动专项检查 提醒市民注意防寒 公布上半年数据 开展义诊活动 回应热点问题 推出便民措施 召开新闻发布会 "
    "举行颁奖仪式 完成首次测试 "
).split()
SUBJECTS = "河水 春风 月亮 母亲 老屋 麦子 石头 灯火 归人 燕子 孩子 雪 山路 渡船 炊烟 晚钟 故乡 种子 雨 影子".split()
VERBS = "等着 不认识 走过 照亮 记得 吹绿 数着 载走 唤醒 抱着 忘了 拾起 越过 听见 送别 藏起 穿过 守着".split()
OBJECTS = (
    "远方 一盏灯 大海 去年的雪 门前的树 旧信 满地落花 半窗月色 自己的名字 空酒杯 十里长堤 沉默的井 归途 一片云".split()
)
SYLLABLES = "苯 甲 乙 丙 丁 氨 氯 溴 酮 醛 酸 酯 胺 醇 基 代 去 邻 对 氧 氮 钠 钾 钙 环 戊".split()
CARES = "子女 老人 住房 医疗 教育 就业 养老 托育 文化 体育 环境 交通 法律 残疾人 妇女 青年 农民工 退役军人 社区 乡村".split()
WORKS = (
    "教育 救助 补贴 服务 保障 租金 照护 培训 建设 监督 评价 保险 贷款利息 培养 宣传 改造 巡查 登记 公示 援助".split()
)
TIPS = "随意扫码付款 轻信陌生来电 泄露验证码 酒后驾车 翻越护栏 携带火种进山 私拉电线 购买三无产品 高空抛物 占用消防通道 网上转账".split()
SEPARATORS = (" | ", "|", " ", "、", "，", " · ", "/", "\u3000", "　|　", "-", ", ", "\n")
LABELS = ("标签：", "关键词：", "导航：", "热词：", "地方频道：", "参赛队：", "名单如下：", "", "", "", "")
VERSES = ("poems", "couplets", "scores", "stocks", "names")
Entry = Callable[[random.Random], str]


def _name(rng: random.Random) -> str:
    return rng.choice(SURNAMES) + "".join(rng.sample(GIVEN, rng.choice((1, 2, 2))))


def _score(rng: random.Random) -> str:
    home, away = rng.sample(TEAMS, 2)
    return f"{home}{rng.randint(0, 5)}{rng.choice('-:：')}{rng.randint(0, 5)}{away}"


def _stock(rng: random.Random) -> str:
    return f"{rng.choice(COMPANIES)} {rng.randint(600000, 603999)} {rng.uniform(2, 90):.2f} {rng.choice('+-')}{rng.uniform(0, 10):.2f}%"


def _headline(rng: random.Random) -> str:
    return rng.choice(PROVINCES) + rng.choice(HEADS) + rng.choice(ACTS)


def _from(words: tuple[str, ...] | list[str]) -> Entry:
    return lambda rng: rng.choice(words)


ENTRIES: dict[str, Entry] = {
    "provinces": _from(PROVINCES),
    "channels": _from(CHANNELS),
    "names": _name,
    "scores": _score,
    "stocks": _stock,
    "topics": _from(TOPICS),
    "schools": lambda rng: rng.choice(PROVINCES) + rng.choice(SCHOOLS),
    "services": _from(SERVICES),
    "wares": lambda rng: rng.choice(WARES) + rng.choice(("", f"{rng.uniform(1, 40):.1f}元/公斤")),
    "dishes": _from(DISHES),
    "headlines": _headline,
    "poems": lambda rng: rng.choice(SUBJECTS) + rng.choice(VERBS) + rng.choice(OBJECTS),
    "couplets": lambda rng: " ".join("".join(rng.choice(GIVEN + SURNAMES) for _ in range(7)) for _ in range(2)),
    "chemicals": lambda rng: "".join(rng.choice(SYLLABLES) for _ in range(rng.randint(3, 7))),
    "policies": lambda rng: rng.choice(CARES) + rng.choice(WORKS),
    "tips": lambda rng: f"{rng.randint(1, 9)}、不" + rng.choice(TIPS),
    "offices": lambda rng: (
        rng.choice(PROVINCES) + rng.choice(("民政厅", "教育厅", "公安局", "法院", "人民政府", "日报", "新闻网", "在线"))
    ),
}


# Lists that were written as they stand, in so many groups: what is learned from some is tried on others.
WHOLE = "spam_innocent_lists.txt"
GROUPS = 5


def whole_lists() -> dict[str, list[list[str]]]:
    """Return the lists that were written as they stand, by group."""
    lists = [[item.strip() for item in line.split("|")] for line in lines_of(WHOLE)]
    return {f"whole{group}": lists[group::GROUPS] for group in range(GROUPS)}


class Innocent:
    """Lists that are no spam, over the places of the injector."""

    def __init__(self, module: ModuleType, outlets: tuple[str, ...]) -> None:
        self._inject = module
        self.not_applicable = module.NotApplicable
        self._entries = {**ENTRIES, "friends": _from(outlets)}
        self._whole = whole_lists()
        self.styles = (*self._entries, *self._whole)

    def inject(self, page: bytes, style: str, rng: random.Random) -> tuple[bytes, list[str]]:
        """Return the page with one list of a kind, and its entries; raise the injector's NotApplicable without a place."""
        charset = self._inject.charset(page)
        if style in self._whole:
            words = rng.choice(self._whole[style])
        else:
            words = list(dict.fromkeys(self._entries[style](rng) for _ in range(rng.randint(4, 30))))
        label = rng.choice(LABELS)
        rows = [self._inject._a(word, rng) for word in words] if rng.random() < 0.5 else words
        form = rng.random()
        if style in VERSES and form < 0.8:
            markup = "".join(f"<p>{word}</p>" if form < 0.4 else f"{word}<br>" for word in words)
        elif form < 0.35:
            markup = f"<div>{label}{rng.choice(SEPARATORS).join(rows)}</div>"
        elif form < 0.7:
            markup = f"<div><h4>{label or '更多'}</h4><ul>{''.join(f'<li>{row}</li>' for row in rows)}</ul></div>"
        else:
            markup = f"<p>{label}{rng.choice(SEPARATORS).join(rows)}{rng.choice(('', '。'))}</p>"
        at = self._place(page, charset, rng)
        return page[:at] + markup.encode(charset, "xmlcharrefreplace") + page[at:], words

    def _place(self, page: bytes, charset: str, rng: random.Random) -> int:
        if rng.random() < 0.5:
            gaps, _ = self._inject.body_gaps(page, charset)
            if gaps:
                return int(rng.choice(gaps))
        return int(
            rng.choice([self._inject._body_open(page), self._inject._body_close(page), self._inject._body_close(page)])
        )
