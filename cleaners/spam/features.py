"""What a unit of blocks looks like, in numbers: structure and language, and no word list of what spam sells.

Each feature is one entry of `NAMES`, those of the first glance among them; `weights.tsv` holds the weight of each, learned by
tools/train_spam.py.
"""

import math
import re
import zlib
from collections import Counter
from itertools import pairwise

from cleaners.script import Script, count_line
from cleaners.spam import glance
from cleaners.spam.fold import is_held_apart
from cleaners.spam.pieces import Piece, Unit, pieces_of
from cleaners.spam.surroundings import Surroundings, host_of, stands_elsewhere

NAMES = [*glance.NAMES, *(
    "log_pieces squeeze marks commas functions han foreign_words foreign_links echo dates chrome trick outside one_anchor "
    "held_apart other_script between between_linked long_pieces uneven"
).split()]  # fmt: skip
_LINKED, _PROSE_AROUND = glance.NAMES.index("linked"), glance.NAMES.index("prose_around")
TRICKS = frozenset("off_screen zero_size white_on_white clipped transparent".split())
WORD_SAMPLE = 24
_LINKED, _PROSE_AROUND = glance.NAMES.index("linked"), glance.NAMES.index("prose_around")
TRICKS = frozenset("off_screen zero_size white_on_white clipped transparent".split())
KNOWN_SAMPLE = 24
# How far around a unit its words are looked for: the whole of a usual page, and a bound on the work for a huge one.
KNOWN_WINDOW_CHARS = 6000
MAX_JUDGED_CHARS = 2000
SCRIPT_SAMPLE_CHARS = 3000
MIN_SITE_LINKS = 5
MIN_SITE_SHARE = 0.05
_MARKS = re.compile(r"[。：；！？“”‘’《》「」『』…:?!()（）]")
_COMMAS = re.compile(r"[，、,]")
_FUNCTIONS = re.compile(r"[的了在是和有不与與对對为為将將被把这這那他她我你就也]")
_HAN = re.compile(r"[\u3400-\u9fff]")
_DATES = re.compile(r"\d{1,4}[-/.年月]\d{1,2}|\d{1,2}:\d\d|[天时時分]前")
# Words of menus and footers: what a page says about itself.
_CHROME = re.compile(
    r"首[页頁]|[关關][于於]|[联聯][系繫络絡]|版[权權]|[备備]案|[许許]可|登[录錄入]|[注註][册冊]|[广廣]告|招聘|[隐隱]私|[声聲]明|客服|地[图圖]|返回|分享|"
    r"微信|微博|[扫掃]|[举舉][报報]|合作|投稿|[设設]置|收藏|更多|[顶頂]部|[频頻]道|新[闻聞]|[财財][经經]|[体體]育|[娱娛][乐樂]|[评評][论論]|[专專][题題]|"
    r"公司|[简簡]介|[联聯][系络繫絡]|信息|[资資][讯訊]|[帮幫]助|意[见見]|反[馈饋]|[统統][计計]|[问問][题題]|[条條]款|中心|[导導][航覽览]|[会會][员員]|搜索|搜[尋寻]|政治|[时時][政尚]|[军軍]事|文化|"
    r"服[务務]|[读讀][书書]|汽[车車]|房[产產]|教育|旅[游遊]|健康|科技|社[会會]|[国國][际際]|客[户戶]端|上一|下一|[阅閱][读讀]|推[荐薦]|[热熱][门門]|排行"
)


def pairs_of(text: str) -> set[str]:
    """Return the pairs of adjacent characters that are both no ASCII.

    >>> sorted(pairs_of("AB新闻网"))
    ['新闻', '闻网']
    """
    return {a + b for a, b in pairwise(text) if a > "\u2e80" and b > "\u2e80"}


def features(unit: Unit, page: Surroundings, glanced: list[float]) -> list[float] | None:
    """Return the unit's features in the order of `NAMES`, `glanced` among them; None where it holds too little to judge."""
    blocks = page.document.blocks[unit.first : unit.last]
    pieces = [piece for block in blocks for piece in pieces_of(block)]
    text = page.document.seen[blocks[0].start : min(blocks[-1].end, blocks[0].start + MAX_JUDGED_CHARS)]
    pairs = Counter[str]()
    sets = [pairs_of(piece.text) for piece in pieces]
    for each in sets:
        pairs.update(each)
    if len(pairs) < 2:
        return None
    return [
        *glanced,
        *_language(text, len(pieces)),
        _foreign_words(sorted(pairs), page.document.seen, blocks[0].start, blocks[-1].end),
        _foreign_links(pieces, page),
        sum(any(pairs[pair] > 1 for pair in each) for each in sets) / len(pieces),
        len(_DATES.findall(text)) / len(pieces),
        len(_CHROME.findall(text)) / len(pieces),
        float(blocks[0].hidden.removeprefix("css:") in TRICKS or blocks[0].hidden == "script:hidden"),
        float(blocks[0].place in ("before_html", "after_html")),
        float(len(blocks) == len(blocks[0].links) == 1 and len(pieces) > 2),
        float(is_held_apart(text)),
        float(_is_other_script(text, page)),
        *_between(glanced),
        *_lengths([len(piece.text) for piece in pieces]),
    ]


def squeeze(text: str) -> float:
    """Return the deflated share of the text's bytes; repeated words make it small."""
    data = text.encode("utf-8", "replace")
    # A small window costs a fraction of the default's set-up, and a unit is short.
    packer = zlib.compressobj(6, zlib.DEFLATED, -12, 5)
    return (len(packer.compress(data)) + len(packer.flush())) / len(data)


def _language(text: str, pieces: int) -> list[float]:
    chars = len(text)
    return [
        math.log(pieces),
        squeeze(text),
        min(0.2, len(_MARKS.findall(text)) / chars),
        min(0.2, len(_COMMAS.findall(text)) / chars),
        min(0.2, len(_FUNCTIONS.findall(text)) / chars),
        len(_HAN.findall(text)) / chars,
    ]


def _between(glanced: list[float]) -> list[float]:
    """Return whether prose stands on both sides, and the share of links in what stands between."""
    is_between = float(glanced[_PROSE_AROUND] > 1)
    return [is_between, is_between * glanced[_LINKED]]


def _lengths(lengths: list[int]) -> list[float]:
    """Return the logarithm of the pieces' mean length, and how far the lengths spread around it."""
    mean = sum(lengths) / len(lengths)
    spread = math.sqrt(sum((length - mean) ** 2 for length in lengths) / len(lengths))
    return [math.log(mean), spread / mean]


def _foreign_words(pairs: list[str], seen: str, start: int, end: int) -> float:
    """Return the share of (a sample of) the pairs that stand nowhere else on the page."""
    sample = pairs[:: max(1, len(pairs) // WORD_SAMPLE)]
    return 1 - sum(stands_elsewhere(pair, seen, start, end) for pair in sample) / len(sample)


def _foreign_links(pieces: list[Piece], page: Surroundings) -> float:
    hosts = [host_of(piece.href) for piece in pieces if piece.href]
    return sum(bool(host) and host not in page.own_hosts for host in hosts) / len(pieces) if hosts else 0.0


def _is_other_script(text: str, page: Surroundings) -> bool:
    counts = count_line(text)
    if counts.simplified > 1 and not counts.traditional:
        return page.script is Script.HANT
    return counts.traditional > 1 and not counts.simplified and page.script is Script.HANS
