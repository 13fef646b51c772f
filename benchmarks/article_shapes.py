"""Pages of hard shapes, made here: one story each, somewhere in markup that costs other tools their time or the text."""

from collections.abc import Callable, Iterator, Sequence
from itertools import count as counting
from itertools import cycle, islice
from typing import Final

STORY: Final = (
    "禾安港务局昨天公布，上月港口完成货物吞吐量一千六百八十二万吨，比去年同期增长百分之六点四。",
    "港务局负责人说，增长主要来自新开的三条近洋航线，其中两条每周三班，另一条每周五班。",
    "码头工人谢望川告诉记者，夜班比去年多了一成，食堂也跟着改成了二十四小时开门。",
    "按照计划，四号泊位的改造将在年底前完成，届时可以停靠十万吨级的集装箱船。",
)
TITLE: Final = "禾安港上月吞吐量增长百分之六点四"
DEEP_LEVELS: Final = 10_000
MANY_LINKS: Final = 100_000
MANY_BREAKS: Final = 50_000
UNCLOSED_TAGS: Final = 20_000
LINE_SENTENCES: Final = 10_000
HIDDEN_OFFERS: Final = 1_000

_PLACES: Final = "澜江 禾安 云岫 东麓 汀洲 青屏 沙塘 石桥 槐荫 红石".split()
_THINGS: Final = "图书馆 体育场 菜市场 码头 车站 学校 医院 公园 博物馆 水厂".split()
_NEWS: Final = "昨天重新开门 将于下月扩建 换上了新的照明 迎来一百位志愿者 公布了今年的账目 改用太阳能供电".split()
_WARES: Final = "挖掘机 收割机 注塑机 发电机 钢琴 叉车 锅炉 水泵".split()
_SOLD: Final = (("二手", "价格表"), ("出租", "多少钱"), ("上门回收", "公司电话"))


def sentences(start: int = 0) -> Iterator[str]:
    """Yield sentence after sentence of made-up local news, hardly any twice."""
    for number in counting(start):
        place, thing = _PLACES[number % 10], _THINGS[number // 10 % 10]
        yield (
            f"{place}{thing}{_NEWS[number // 100 % 6]}，记者在现场看到第{number + 1}号入口前排起了长队，"
            f"有{number * 7 % 900 + 100}人参加，最远的来自{_PLACES[number * 3 % 10]}。"
        )


def whole(body: str) -> bytes:
    """Return a page around a body's markup: menu, title, byline, body, related links, footer."""
    menu = "".join(f'<li><a href="/{n}/">{name}</a></li>' for n, name in enumerate(_PLACES))
    related = "".join(
        f'<li><a href="/r/{n}.html">{p}{t}{_NEWS[0]}</a></li>'
        for n, (p, t) in enumerate(zip(_PLACES, _THINGS, strict=True))
    )
    return (
        f'<!DOCTYPE html><html><head><meta charset="utf-8"><title>{TITLE}_禾安新闻</title></head><body><ul class="nav">{menu}</ul>'
        f'<div class="main"><h1>{TITLE}</h1><div class="info">2024-02-05 14:03　来源：禾安新闻</div>{body}</div>'
        f'<div class="rel"><h3>相关新闻</h3><ul>{related}</ul></div><div class="footer">禾安新闻 版权所有</div></body></html>'
    ).encode()


def paragraphs(texts: Sequence[str]) -> str:
    return "".join(f"<p>{text}</p>" for text in texts)


def long_story(size: int) -> tuple[bytes, str]:
    """Return a page of about `size` bytes whose story is nearly all of it."""
    texts = [*STORY, *islice(sentences(), max(0, size // 144 - 8))]
    return whole(f'<div class="text">{paragraphs(texts)}</div>'), "\n".join(texts)


def big_menu(size: int) -> tuple[bytes, str]:
    """Return a page of about `size` bytes of which the story is four paragraphs and the rest lists of links."""
    links = "".join(
        f'<li><a href="/n/{n}.html">{text[:22]}</a></li>' for n, text in enumerate(islice(sentences(), size // 99))
    )
    return whole(f'<div class="text">{paragraphs(STORY)}</div><ul class="list">{links}</ul>'), "\n".join(STORY)


def many_links(count: int = MANY_LINKS) -> tuple[bytes, str]:
    links = "".join(f'<a href="/t/{n}">标签{n}</a> ' for n in range(count))
    return whole(f'<div class="text">{paragraphs(STORY)}</div><div class="tags">{links}</div>'), "\n".join(STORY)


def deep_levels() -> tuple[bytes, str]:
    return whole("<div>" * DEEP_LEVELS + paragraphs(STORY) + "</div>" * DEEP_LEVELS), "\n".join(STORY)


def deep_with_text() -> tuple[bytes, str]:
    """Return a page with a sentence of the story on every hundredth of many levels."""
    texts = list(islice(sentences(), DEEP_LEVELS // 100))
    return whole("".join("<div>" * 100 + f"<p>{text}</p>" for text in texts) + "</div>" * DEEP_LEVELS), "\n".join(texts)


def many_breaks(count: int = MANY_BREAKS) -> tuple[bytes, str]:
    texts = list(islice(sentences(), count))
    return whole('<div class="text">' + "<br>".join(texts) + "</div>"), "\n".join(texts)


def empty_breaks() -> tuple[bytes, str]:
    half = "<br>" * (MANY_BREAKS // 2)
    return whole(f'<div class="text">{half}{"<br><br>".join(STORY)}{half}</div>'), "\n".join(STORY)


def unclosed_inline() -> tuple[bytes, str]:
    texts = list(islice(sentences(), UNCLOSED_TAGS // 40))
    tags = "<b><i><font color=red><span>" * 10
    return whole('<div class="text">' + "".join(f"<p>{tags}{text}" for text in texts) + "</div>"), "\n".join(texts)


def unclosed_blocks() -> tuple[bytes, str]:
    texts = list(islice(sentences(), UNCLOSED_TAGS // 20))
    return whole("".join("<div>" * 20 + text for text in texts)), "\n".join(texts)


def nested_tables() -> tuple[bytes, str]:
    return whole("<table><tr><td>" * 1000 + paragraphs(STORY) + "</td></tr></table>" * 1000), "\n".join(STORY)


def long_line(count: int = LINE_SENTENCES) -> tuple[bytes, str]:
    text = "".join(islice(sentences(), count))
    return whole(f'<div class="text"><p>{text}</p></div>'), text


def hidden_offers(count: int = HIDDEN_OFFERS) -> tuple[bytes, str]:
    """Return a page with a hidden row of keywords, each another, before every paragraph."""
    texts = list(islice(sentences(), count))
    rows = (
        " ".join(f"{act}{ware}{number}{ask}" for act, ask in _SOLD) for number, ware in zip(range(count), cycle(_WARES))
    )
    body = "".join(f'<p style="display:none">{row}</p><p>{text}</p>' for row, text in zip(rows, texts, strict=True))
    return whole(f'<div class="text">{body}</div>'), "\n".join(texts)


SIZES: Final = {"10 KB": 10_000, "100 KB": 100_000, "1 MB": 1_000_000, "10 MB": 10_000_000}
SHAPES: Final[dict[str, Callable[..., tuple[bytes, str]]]] = {
    "10,000 levels, story inside": deep_levels,
    "10,000 levels, text on the way": deep_with_text,
    "50,000 empty <br>": empty_breaks,
    "20,000 unclosed inline tags": unclosed_inline,
    "20,000 unclosed blocks": unclosed_blocks,
    "1,000 nested tables": nested_tables,
    "one line of 700 KB": long_line,
    "50,000 <br>, a line each": many_breaks,
    "100,000 links": many_links,
    "1,000 hidden rows of keywords": hidden_offers,
}
