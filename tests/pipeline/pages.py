"""Pages written for these tests, and values made of them."""

from pathlib import Path

from pipeline.outcome import Outcome
from scraper.page import Page

STORIES = (
    ("市图书馆延长夏季开放时间", "本市图书馆昨日宣布，从七月一日起延长夏季开放时间，每晚九点闭馆，周末照常开放。"),
    ("新地铁线路完成首次试运行", "连接老城区与高铁站的新地铁线路昨天完成首次试运行，全程二十六公里，共设十八座车站。"),
    (
        "山区小学迎来第一间科学教室",
        "地处山区的这所小学本周迎来第一间科学教室，孩子们可以亲手做实验，老师也接受了培训。",
    ),
)
MORE = (
    "负责人介绍说，这项工作准备了将近一年，期间走访了上千户居民，收集到三百多条意见和建议。",
    "不少市民表示，这样的安排很贴心，下班以后也来得及，希望今后能够长期坚持下去，越办越好。",
    "据了解，相关部门还将根据实际情况继续调整，力争让更多的人受益，具体办法会在月底之前公布。",
)


def story_html(number: int, marker: str = "") -> bytes:
    """Return a plain news page; `marker` makes its text another one."""
    title, lead = STORIES[number % len(STORIES)]
    body = "".join(
        f"<p>{text}</p>" for text in (lead, f"这是第{number}次报道{marker}，记者在现场了解到最新的情况。", *MORE)
    )
    return (
        f"<html><head><meta charset=utf-8><title>{title}</title></head><body><div class=nav><a href=/>首页</a></div>"
        f"<h1>{title}</h1><div class=info>2024-02-{number % 28 + 1:02d} 10:30 来源：晨光日报</div>"
        f"<div class=article>{body}</div><div class=footer>版权所有 晨光日报</div></body></html>"
    ).encode()


def write_stories(folder: Path, count: int) -> list[str]:
    """Write `count` pages and return their paths."""
    folder.mkdir(parents=True, exist_ok=True)
    paths = [folder / f"story-{number:04d}.html" for number in range(count)]
    for number, path in enumerate(paths):
        path.write_bytes(story_html(number))
    return [str(path) for path in paths]


def story_page(number: int, url: str = "") -> Page:
    return Page(story_html(number), f"story-{number}.html", url=url)


def made(number: int, text: str = "正文") -> Outcome:
    """Return an outcome as the cleaners would have made it, without cleaning anything."""
    line = f'{{"id":"zn1_{number}","text":"{text}"}}\n'.encode()
    return Outcome(f"in-{number}", record=line, removed=line, id=f"zn1_{number}", source_sha256="0" * 64)
