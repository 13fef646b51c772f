"""Pages that are made by scripts, read with a real browser; skipped where there is none."""

import shutil
import subprocess
import sys
import time
from importlib.util import find_spec
from pathlib import Path

import pytest

from pipeline.cli import main
from pipeline.errors import ExitCode
from tests.pipeline.pages import MORE, STORIES
from tests.pipeline.site import Site, serving
from tests.pipeline.test_crawl_verb import ASK, ROOT, records
from tests.scraper.documented import documented
from tests.scraper.fault_server import FaultServer, answer

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "chrome", "chromium-headless-shell")
needs_browser = pytest.mark.skipif(
    not find_spec("playwright") or not any(map(shutil.which, BROWSERS)),
    reason="needs the extra `render` and a Chromium",
)
TITLE, LEAD = STORIES[0]
SHELL = """<html><head><meta charset=utf-8><title>晨光日报</title></head><body><div id=app>加载中</div>
<script>
  var outside = new WebSocket("%(other)s/socket");
  fetch("http://10.0.0.1/secret").catch(function () {});
  navigator.sendBeacon("/beacon", "x");
  fetch("/api/story.json").then(function (r) { return r.json(); }).then(function (story) {
    document.title = story.title;
    document.getElementById("app").innerHTML = "<h1>" + story.title + "</h1><div>2024-02-01 10:30 来源：晨光日报</div>"
      + story.text.map(function (p) { return "<p>" + p + "</p>"; }).join("") + "<img src=/picture.png>";
  });
</script></body></html>"""


def made_by_script(other: str = "ws://127.0.0.1:1") -> Site:
    site = Site()
    site.add_html("/news/10000.html", (SHELL % {"other": other}).encode())
    paragraphs = ",".join(f'"{text}"' for text in (LEAD, *MORE))
    site.pages["/api/story.json"] = ("application/json", f'{{"title": "{TITLE}", "text": [{paragraphs}]}}'.encode())
    return site


@documented(
    "Pages that are no stories",
    ("a page that is made by scripts", "`render = true` or `--render` reads it with a browser"),
)
@needs_browser
def test_page_made_by_a_script(tmp_path: Path) -> None:
    with (
        FaultServer(lambda _: [answer("x")], host="127.0.0.2") as other,
        serving(made_by_script(f"ws://127.0.0.2:{other.port}")) as site,
    ):
        config = tmp_path / "pipeline.toml"
        config.write_text(f'[[site]]\nseeds = ["{site.url}/news/10000.html"]\nrender = true\n')
        began = time.monotonic()
        assert main(["run", "-c", str(config), "-o", str(tmp_path / "out"), *ASK]) == ExitCode.OK
        assert time.monotonic() - began < 60
        assert other.seen == [], "the browser has no network of its own"
        assert site.asked["/picture.png"] == site.asked["/beacon"] == site.asked["/favicon.ico"] == 0
        assert site.asked["/news/10000.html"] == site.asked["/api/story.json"] == 1
    (record,) = records(tmp_path / "out")
    assert (record["title"], record["text"]) == (TITLE, "\n".join((LEAD, *MORE)))


def test_page_made_by_a_script_without_a_browser(tmp_path: Path) -> None:
    with serving(made_by_script()) as site:
        assert main(["crawl", f"{site.url}/news/10000.html", "-o", str(tmp_path), *ASK]) == ExitCode.OK
    assert records(tmp_path) == []


def test_missing_browser_is_told(tmp_path: Path) -> None:
    script = (
        "import sys\nsys.modules['playwright'] = None\nfrom pipeline.cli import main\n"
        f"sys.exit(main(['crawl', 'http://127.0.0.1:1/', '-o', {str(tmp_path)!r}, '--render', '--allow-loopback']))"
    )
    done = subprocess.run([sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == ExitCode.USAGE
    assert "playwright install chromium" in done.stderr
    assert "Traceback" not in done.stderr
