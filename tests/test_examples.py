"""The examples in docs/examples, in the frameworks they are for; and a typed script as somebody else would write it."""

import json
import os
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest

from pipeline.demo_site import find_folder, read_site, serving

ROOT = Path(__file__).parents[1]
EXAMPLES = ROOT / "docs" / "examples"
STORIES = ("hijacked.html", "in-article-spam.html", "br-gb18030.html", "big5.html")
TITLE = "第三届运河文化节在老码头开幕"
SPIDER = """
import scrapy

class News(scrapy.Spider):
    name = "news"
    custom_settings = {
        "ITEM_PIPELINES": {"scrapy_pipeline.CleanNews": 300}, "TELNETCONSOLE_ENABLED": False, "LOG_LEVEL": "WARNING"
    }

    def __init__(self, urls):
        super().__init__()
        self.start_urls = urls.split()

    def parse(self, response):
        yield {"html": response.body, "url": response.url}
"""
CONSUMER = """
from datetime import UTC, datetime
from pathlib import Path

from cleaners import Article, Options, Rejected, Removed, clean, clean_html, clean_text, simplify, splice
from scraper.page import Page


def titles(folder: Path) -> list[str]:
    found: list[str] = []
    for path in folder.glob("*.html"):
        outcome = clean_html(path.read_bytes(), url="https://www.example.com/", fetched=datetime.now(UTC))
        match outcome:
            case Article() as article:
                spans: tuple[Removed, ...] = article.removed
                found.append(article.title + splice(article.as_published, spans))
            case Rejected(reason, detail):
                found.append(f"{reason.value}: {detail}")
    return found


again: Article | Rejected = clean_text("一行")
simple: str = simplify("觀潮", mode="news")
last: Article | Rejected = clean(Page(b"", "page.html"), Options(mode="t2s"))
"""
WRONG = """
from cleaners import clean_html, simplify

number: int = simplify("觀潮")
clean_html("not bytes")
print(clean_html(b"").title)
"""


def _environment(*folders: Path) -> dict[str, str]:
    return os.environ | {"PYTHONPATH": os.pathsep.join(map(str, (*folders, ROOT)))}


def _need(module: str) -> None:
    if not find_spec(module):
        pytest.skip(f"{module} is not installed; make test-readers installs it")


def test_scrapy_crawls_and_the_item_pipeline_cleans(tmp_path: Path) -> None:
    _need("scrapy")
    (tmp_path / "spider.py").write_text(SPIDER, "utf-8")
    source = find_folder()
    with serving(source, 0) as address:
        paths = {answer.file: path for path, answer in read_site(source, address).items()}
        urls = " ".join(address + paths[file] for file in (*STORIES, "login-wall.html"))
        command = [sys.executable, "-m", "scrapy", "runspider", "spider.py", "-a", f"urls={urls}", "-O", "out.jsonl"]
        done = subprocess.run(
            command, cwd=tmp_path, env=_environment(EXAMPLES), capture_output=True, text=True, check=False
        )
    assert done.returncode == 0, done.stderr
    items = [json.loads(line) for line in (tmp_path / "out.jsonl").read_text("utf-8").splitlines()]
    assert len(items) == len(STORIES)
    assert "Dropped: login_wall" in done.stderr
    assert "deprecat" not in done.stderr.lower()
    found = next(item for item in items if item["title"] == TITLE)
    assert found["author"] == "唐亦舟"
    assert "国产" not in found["text"]
    assert any("国产" in span["text"] for span in found["removed"])


DATATROVE = """
import sys
from datatrove.executor import LocalPipelineExecutor
from datatrove.pipeline.readers import JsonlReader
from datatrove.pipeline.writers import JsonlWriter
from datatrove_step import CleanNews

if __name__ == "__main__":
    key = sys.argv[1]
    steps = [JsonlReader("in", text_key=key), CleanNews(of_text=key == "text"), JsonlWriter("out", compression=None)]
    LocalPipelineExecutor(steps, logging_dir="logs").run()
"""


@pytest.mark.parametrize("key", ["html", "text"])
def test_datatrove_reads_the_step_cleans_datatrove_writes(key: str, tmp_path: Path) -> None:
    _need("datatrove")
    from cleaners import Article, clean_html

    pages = [(find_folder() / file).read_bytes() for file in STORIES]
    outcomes = [outcome for page in pages if isinstance(outcome := clean_html(page), Article)]
    documents = [page.decode("gb18030" if b"\xb5\xc4" in page else "utf-8", "replace") for page in pages[:2]]
    if key == "text":
        documents = [outcome.seen() for outcome in outcomes]
    (tmp_path / "in").mkdir()
    rows = [{key: document, "id": str(number), "url": ""} for number, document in enumerate([*documents, "登录 注册"])]
    (tmp_path / "in" / "pages.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows), "utf-8")
    (tmp_path / "clean.py").write_text(DATATROVE, "utf-8")
    done = subprocess.run(
        [sys.executable, "clean.py", key],
        cwd=tmp_path,
        env=_environment(EXAMPLES) | {"HF_HUB_OFFLINE": "1"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-2000:]
    written = [
        json.loads(line) for path in (tmp_path / "out").iterdir() for line in path.read_text("utf-8").splitlines()
    ]
    assert len(written) == len(documents), "each story comes out, what is none does not"
    found = next(document for document in written if document["metadata"]["title"] == TITLE)
    assert found["metadata"]["author"] == "唐亦舟"
    assert "国产" not in found["text"]
    statistics = (tmp_path / "logs" / "stats.json").read_text("utf-8")
    assert "dropped_" in statistics


def _mypy(script: str, folder: Path) -> subprocess.CompletedProcess[str]:
    (folder / "script.py").write_text(script, "utf-8")
    # silent: the errors of what is imported are its own, as they are of an installed package
    command = [
        sys.executable,
        "-m",
        "mypy",
        "--strict",
        "--follow-imports",
        "silent",
        "--cache-dir",
        str(ROOT / ".mypy_cache"),
        "script.py",
    ]
    environment = os.environ | {"MYPYPATH": str(ROOT)}
    return subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)


@pytest.mark.slow
def test_a_typed_script_of_somebody_else_is_accepted(tmp_path: Path) -> None:
    done = _mypy(CONSUMER, tmp_path)
    assert done.returncode == 0, done.stdout


@pytest.mark.slow
def test_types_are_not_any(tmp_path: Path) -> None:
    done = _mypy(WRONG, tmp_path)
    assert done.stdout.count("script.py:") == 3, done.stdout
    for code in ("[assignment]", "[arg-type]", "[union-attr]"):
        assert code in done.stdout


def test_the_packages_tell_that_they_are_typed() -> None:
    assert all((ROOT / package / "py.typed").is_file() for package in ("cleaners", "scraper", "pipeline"))
