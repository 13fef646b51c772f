"""What a unit of blocks looks like, in numbers: structure and language, and no word list of what spam sells.

Each feature is one entry of `NAMES`, those of the first glance among them; `weights.tsv` holds the weight of each, learned by
tools/train_spam.py.
"""

import math
import re
from collections import Counter
from itertools import islice, pairwise
from operator import add

from cleaners.script import Script, count_line
from cleaners.spam import glance
from cleaners.spam.fold import is_held_apart
from cleaners.spam.pieces import Unit
from cleaners.spam.surroundings import Surroundings, host_of, stands_elsewhere

NAMES = [*glance.NAMES, *(
    "log_pieces marks commas functions han foreign_words foreign_links echo dates chrome trick outside one_anchor "
    "held_apart other_script between between_linked long_pieces uneven names people digits phrases known_pieces offering"
).split()]  # fmt: skip
_LINKED, _PROSE_AROUND, _HIDDEN = map(glance.NAMES.index, ("linked", "prose_around", "hidden"))
TRICKS = frozenset("off_screen zero_size white_on_white clipped transparent".split())
WORD_SAMPLE = 20
PIECE_SAMPLE = 8
MAX_LINKS = 40
PERSON_CHARS = range(2, 4)
PHRASE_CHARS = range(5, 15)
MAX_JUDGED_CHARS = 500
LANGUAGE_SHARE = 0.2
# A semicolon parts the entries of a list as often as the clauses of a sentence.
_MARKS = re.compile(r"[。：！？“”‘’《》「」『』…:?!()（）]")
_COMMAS = re.compile(r"[，、,]")
_FUNCTIONS = re.compile(r"[的了在是和有不与與对對为為将將被把这這那他她我你就也]")
_HAN = re.compile(r"[\u3400-\u9fff]")
_DIGITS = re.compile(r"[\d.%+]")
_DATES = re.compile(r"\d{1,4}[-/.年月]\d{1,2}|\d{1,2}:\d\d|[天时時分]前")
# A mark or blank that holds characters apart.
_APART = re.compile(r"[.·\-*_•～~+\u200b-\u200d\u2060\ufeff]")
# Ends of the names of places, bodies and media; beginnings of the names of places and of people.
_NAMES = re.compile(
    r"(?:[省市县縣区區州报報社网網台臺院校局部委会會队隊站学學线線刊厅廳]|股份|集[团團]|[银銀]行|[广廣]播)$"
)
_PLACES = frozenset(
    "北京 天津 河北 山西 内蒙 辽宁 吉林 黑龙 上海 江苏 浙江 安徽 福建 江西 山东 河南 湖北 湖南 广东 广西 海南 重庆 四川 贵州 "
    "云南 西藏 陕西 甘肃 青海 宁夏 新疆 香港 澳门 台湾 遼寧 黑龍 江蘇 山東 廣東 廣西 重慶 貴州 雲南 陝西 甘肅 寧夏 澳門 臺灣 "
    "臺北 台北 高雄 台中 內蒙".split()
)
_SURNAMES = frozenset(
    "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜戚谢邹喻柏窦章云苏潘葛奚范彭郎鲁韦昌马苗凤花方俞任袁柳史唐"
    "费岑薛雷贺倪汤滕殷罗毕郝邬安常乐于傅齐康伍余顾孟黄穆萧尹姚邵汪毛米贝戴宋庞熊纪舒屈项祝董梁杜阮蓝席季贾路江童颜郭梅盛林钟徐"
    "邱骆高夏蔡田樊胡凌霍虞万柯管卢莫房丁邓洪包左石崔吉龚程邢裴陆翁侯全甘武刘景龙叶白蒲赖卓池乔曾沙关游趙錢孫吳鄭馮陳衛蔣韓楊許"
    "呂張嚴魏謝鄒竇雲蘇範魯韋馬鳳費賀湯羅畢樂齊顧黃蕭龐紀項藍賈顏鐘駱萬盧鄧龔陸劉葉賴喬關"
)
# Words of menus and footers: what a page says about itself.
_CHROME = re.compile(
    r"首[页頁]|[关關][于於]|[联聯][系繫络絡]|版[权權]|[备備]案|[许許]可|登[录錄入]|[注註][册冊]|[广廣]告|招聘|[隐隱]私|[声聲]明|客服|地[图圖]|返回|分享|"
    r"微信|微博|[扫掃]|[举舉][报報]|合作|投稿|[设設]置|收藏|更多|[顶頂]部|[频頻]道|新[闻聞]|[财財][经經]|[体體]育|[娱娛][乐樂]|[评評][论論]|[专專][题題]|"
    r"公司|[简簡]介|信息|[资資][讯訊]|[帮幫]助|意[见見]|反[馈饋]|[统統][计計]|[问問][题題]|[条條]款|中心|[导導][航覽览]|[会會][员員]|搜[索尋寻]|政治|[时時][政尚]|[军軍]事|文化|"
    r"服[务務]|[读讀][书書]|汽[车車]|房[产產]|教育|旅[游遊]|健康|科技|社[会會]|[国國][际際]|[户戶]端|[上下]一|[阅閱][读讀]|推[荐薦]|[热熱][门門]|排行"
)


def pairs_of(text: str) -> set[str]:
    """Return the pairs of adjacent characters that are both no ASCII.

    >>> sorted(pairs_of("AB新闻网"))
    ['新闻', '闻网']
    """
    return {a + b for a, b in pairwise(text) if a > "\u2e80" and b > "\u2e80"}


def features(unit: Unit, page: Surroundings, glanced: list[float], pieces: list[str]) -> list[float] | None:
    """Return the unit's features in the order of `NAMES`; None where it holds too little to judge.

    `glanced` are the signs of the first glance and how the unit is worded, `pieces` the texts of its pieces.
    """
    document = page.document
    first = document.blocks[unit.first]
    text = document.seen[unit.start : min(unit.end, unit.start + MAX_JUDGED_CHARS)]
    joined = "".join(pieces)
    pairs = Counter(map(add, joined, joined[1:]))
    if len(pairs) < 2:
        return None
    count = len(pieces)
    single = unit.last - unit.first == 1
    return [
        *glanced[:-1],
        *_language(text, count),
        _foreign_words(list(pairs), document.seen, unit),
        _foreign_links(unit, page),
        1 - len(pairs) / pairs.total(),
        len(_DATES.findall(text)) / count,
        len(_CHROME.findall(text)) / count,
        glanced[_HIDDEN] * (first.hidden.removeprefix("css:") in TRICKS or first.hidden == "script:hidden"),
        float(first.place in ("before_html", "after_html")),
        float(single and len(first.links) == 1 and first.link_chars == len(first.text) and count > 2),
        float(_APART.search(text) is not None and is_held_apart(text)),
        float(_is_other_script(text, page)),
        *_between(glanced),
        *_lengths(list(map(len, pieces))),
        *_kinds(pieces),
        _known_pieces(pieces, document.seen, unit),
        glanced[-1],
    ]


def _kinds(pieces: list[str]) -> list[float]:
    """Return the shares of pieces that are names of places or bodies, and of people; of digits; of pieces of a phrase's length."""
    names = people = phrases = 0
    for piece in pieces:
        size = len(piece)
        if piece[:2] in _PLACES or _NAMES.search(piece):
            names += 1
        elif size in PERSON_CHARS and piece[0] in _SURNAMES:
            people += 1
        if size in PHRASE_CHARS:
            phrases += 1
    text = "".join(pieces)
    return [
        names / len(pieces),
        people / len(pieces),
        len(_DIGITS.findall(text)) / len(text),
        phrases / len(pieces),
    ]


def _known_pieces(pieces: list[str], seen: str, unit: Unit) -> float:
    """Return the share of (a sample of) the pieces that stand on the page elsewhere, whole."""
    sample = pieces[:: max(1, len(pieces) // PIECE_SAMPLE)]
    return sum(stands_elsewhere(piece, seen, unit.start, unit.end) for piece in sample) / len(sample)


def _language(text: str, pieces: int) -> list[float]:
    chars = len(text)
    return [
        math.log(pieces),
        min(LANGUAGE_SHARE, len(_MARKS.findall(text)) / chars),
        min(LANGUAGE_SHARE, len(_COMMAS.findall(text)) / chars),
        min(LANGUAGE_SHARE, len(_FUNCTIONS.findall(text)) / chars),
        len(_HAN.findall(text)) / chars,
    ]


def _between(glanced: list[float]) -> list[float]:
    """Return whether prose stands on both sides, and the share of links in what stands between."""
    is_between = float(glanced[_PROSE_AROUND] > 1)
    return [is_between, is_between * glanced[_LINKED]]


def _lengths(lengths: list[int]) -> list[float]:
    """Return the logarithm of the pieces' mean length, and how far the lengths spread around it."""
    mean = sum(lengths) / len(lengths)
    spread = math.sqrt(max(0.0, sum(map(_square, lengths)) / len(lengths) - mean * mean))
    return [math.log(mean), spread / mean]


def _square(value: int) -> int:
    return value * value


def _foreign_words(pairs: list[str], seen: str, unit: Unit) -> float:
    """Return the share of (a sample of) the pairs that stand nowhere else on the page."""
    sample = [pair for pair in pairs[:: max(1, len(pairs) // WORD_SAMPLE)] if pair > "\u2e80"]
    if not sample:
        return 0.0
    return 1 - sum(stands_elsewhere(pair, seen, unit.start, unit.end) for pair in sample) / len(sample)


def _foreign_links(unit: Unit, page: Surroundings) -> float:
    """Return the share of the unit's links that lead to hosts the page has few links to."""
    blocks = page.document.blocks[unit.first : unit.last]
    links = [link.href for link in islice((link for block in blocks for link in block.links), MAX_LINKS)]
    if not links or (
        unit.last - unit.first == 1 and unit.end - unit.start < len(page.document.blocks[unit.first].text)
    ):
        return 0.0
    hosts = [host for host in map(host_of, links) if host]
    return sum(host not in page.own_hosts for host in hosts) / len(links) if hosts else 0.0


def _is_other_script(text: str, page: Surroundings) -> bool:
    counts = count_line(text)
    if counts.simplified > 1 and not counts.traditional:
        return page.script is Script.HANT
    return counts.traditional > 1 and not counts.simplified and page.script is Script.HANS
