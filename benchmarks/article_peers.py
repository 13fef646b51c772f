"""One extractor as a server of lines: a page's path comes in, its text, title, day and author with the CPU spent go out.

    python article_peers.py NAME

Runs in an environment of its own (benchmarks/article.py makes it), so it imports nothing of the project but for `ours`.
A peer's output is simplified by OpenCC's tw2s, as a user's own pipeline would, and that is part of its cost.
"""

import contextlib
import json
import logging
import os
import re
import resource
import sys
import time
import warnings
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
Answer = dict[str, str]
Extractor = Callable[[bytes, str], Answer]
LABEL = re.compile(rb"""charset\s*=\s*["']?\s*([\w-]+)""", re.IGNORECASE)
BLOCKS = frozenset("p div br li tr h1 h2 h3 h4 h5 h6 section article blockquote pre table ul ol dd dt figure".split())


def decoded(body: bytes) -> str:
    """Return the text of a page for a peer that wants one: UTF-8, else what it says of itself, else GB18030."""
    label = LABEL.search(body[:8192])
    names = ["utf-8", label[1].decode() if label else "", "gb18030"]
    for name in names:
        with contextlib.suppress(UnicodeDecodeError, LookupError):
            return body.decode({"gb2312": "gb18030", "gbk": "gb18030"}.get(name.lower(), name or "ascii"))
    return body.decode("utf-8", "replace")


def lines_of(markup: str | None) -> str:
    """Return the text of a peer's HTML, a line a block."""
    import lxml.html

    if not markup:
        return ""
    pieces: list[str] = []
    todo: list[object] = [lxml.html.fromstring(f"<div>{markup}</div>")]
    while todo:
        item = todo.pop()
        if isinstance(item, str):
            pieces.append(item)
        elif isinstance(item.tag, str):  # type: ignore[attr-defined]
            gap = "\n" if item.tag in BLOCKS else ""  # type: ignore[attr-defined]
            pieces += [gap, item.text or ""]  # type: ignore[attr-defined]
            todo.append(gap)
            for child in reversed(item):  # type: ignore[call-overload]
                todo += [child.tail or "", child]
    return re.sub(r"\s*\n\s*", "\n", "".join(pieces)).strip()


def answer(text: object, title: object = "", date: object = "", author: object = "") -> Answer:
    names = ";".join(map(str, author)) if isinstance(author, (list, tuple)) else str(author or "")
    return {"text": str(text or ""), "title": str(title or ""), "date": str(date or ""), "author": names}


def ours() -> Extractor:
    sys.path.insert(0, str(ROOT))
    from pipeline.outcome import Rules, outcome_of
    from scraper.page import Page

    rules = Rules(signed=False)

    def extract(body: bytes, url: str) -> Answer:
        line = outcome_of(Page(body, "page", url=url), rules).record
        record = json.loads(line) if line else {}
        return {key: record.get(name, "") for key, name in NAMES.items()}

    return extract


NAMES = {"text": "text", "title": "title", "date": "date_published", "author": "author", "outlet": "outlet"}


def bare_parse() -> Extractor:
    import lxml.html

    def extract(body: bytes, url: str) -> Answer:  # noqa: ARG001
        lxml.html.fromstring(body)
        return answer("")

    return extract


def trafilatura() -> Extractor:
    import trafilatura as tool

    def extract(body: bytes, url: str) -> Answer:
        found = tool.bare_extraction(body, url=url or None, include_comments=False, with_metadata=True)
        return answer(found.text, found.title, found.date, found.author) if found else answer("")

    return extract


def readability() -> Extractor:
    from readability import Document

    def extract(body: bytes, url: str) -> Answer:
        document = Document(decoded(body), url=url or None)
        return answer(lines_of(document.summary(html_partial=True)), document.short_title(), "", "")

    return extract


def newspaper4k() -> Extractor:
    from newspaper import Article

    def extract(body: bytes, url: str) -> Answer:
        article = Article(url or "http://example.com/", language="zh", fetch_images=False)
        article.download(input_html=decoded(body))
        article.parse()
        return answer(article.text, article.title, article.publish_date, article.authors)

    return extract


def goose3() -> Extractor:
    from goose3 import Goose
    from goose3.text import StopWordsChinese

    goose = Goose({"stopwords_class": StopWordsChinese, "use_meta_language": False, "target_language": "zh"})

    def extract(body: bytes, url: str) -> Answer:  # noqa: ARG001
        article = goose.extract(raw_html=decoded(body))
        return answer(article.cleaned_text, article.title, article.publish_date, article.authors)

    return extract


def gne() -> Extractor:
    from gne import GeneralNewsExtractor

    tool = GeneralNewsExtractor()

    def extract(body: bytes, url: str) -> Answer:
        found = tool.extract(decoded(body), host=url or "")
        return answer(found["content"], found["title"], found["publish_time"], found["author"])

    return extract


def resiliparse() -> Extractor:
    from resiliparse.extract.html2text import extract_plain_text
    from resiliparse.parse.encoding import detect_encoding
    from resiliparse.parse.html import HTMLTree

    def extract(body: bytes, url: str) -> Answer:  # noqa: ARG001
        tree = HTMLTree.parse_from_bytes(body, detect_encoding(body))
        return answer(extract_plain_text(tree, main_content=True, alt_texts=False, list_bullets=False), tree.title)

    return extract


def magic_html() -> Extractor:
    from magic_html import GeneralExtractor

    tool = GeneralExtractor()

    def extract(body: bytes, url: str) -> Answer:
        found = tool.extract(decoded(body), base_url=url or "")
        return answer(lines_of(found.get("html")), found.get("title"))

    return extract


OURS = {"run-pipeline": ours, "bare lxml parse": bare_parse}
PEERS = {
    "trafilatura": trafilatura,
    "readability-lxml": readability,
    "newspaper4k": newspaper4k,
    "goose3": goose3,
    "gne": gne,
    "resiliparse": resiliparse,
    "magic-html": magic_html,
}


def simplified(extract: Extractor) -> Extractor:
    from opencc import OpenCC

    convert = OpenCC("tw2s").convert

    def extract_and_convert(body: bytes, url: str) -> Answer:
        return {key: convert(value) for key, value in extract(body, url).items()}

    return extract_and_convert


def serve(name: str) -> None:
    """Answer a line for each line of standard input until it ends; a tool that fails gives an empty answer."""
    out = os.fdopen(os.dup(1), "w", buffering=1, encoding="utf-8")
    os.dup2(2, 1)  # tools that print do not spoil the stream
    warnings.filterwarnings("ignore")
    logging.disable(logging.CRITICAL)
    extract = OURS[name]() if name in OURS else simplified(PEERS[name]())
    with contextlib.suppress(Exception):
        extract("<html><body><p>热身，只为先装好表格。</p></body></html>".encode(), "")
    out.write(json.dumps({"ready": True}) + "\n")
    for line in sys.stdin:
        asked = json.loads(line)
        body = Path(asked["path"]).read_bytes()
        before, began = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, time.process_time()
        try:
            found, error = extract(body, asked["url"]), ""
        except Exception as failure:  # noqa: BLE001  (whatever a peer throws is its answer)
            found, error = answer(""), f"{type(failure).__name__}: {str(failure)[:100]}"
        spent = time.process_time() - began
        grown = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
        out.write(json.dumps({**found, "error": error, "cpu_s": spent, "peak_kb": grown}) + "\n")


if __name__ == "__main__":
    serve(sys.argv[1])
