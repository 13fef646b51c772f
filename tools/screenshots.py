"""Make the pictures of docs/report.md: the demo's report and explained pages, light, dark, and on a phone.

    python -m tools.screenshots

Wants a Chromium, Playwright, and a font with Chinese characters.
"""

import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Page, sync_playwright

ROOT = Path(__file__).parent.parent
IMAGES = ROOT / "docs" / "images"
WIDE = {"width": 1200, "height": 860}
PHONE = {"width": 375, "height": 720}
MAX_BYTES = 300_000


def main() -> None:
    """Run the demo in a folder that is thrown away, and take the pictures."""
    IMAGES.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        subprocess.run([sys.executable, ROOT / "run_pipeline.py", "demo", "-q"], cwd=folder, check=True)
        out = Path(folder) / "data" / "out" / "demo"
        hijacked = next(path for path in (out / "report-pages").glob("zn1_*.html") if "运河文化节" in _title(path))
        browser = playwright.chromium.launch(executable_path=_chromium(), args=["--no-sandbox"])
        for name, file, options, act in (
            ("report-light", out / "report.html", {"viewport": WIDE}, _nothing),
            ("report-tables", out / "report.html", {"viewport": WIDE}, _to_records),
            ("report-dark", out / "report.html", {"viewport": WIDE, "color_scheme": "dark"}, _to_quality),
            ("report-phone", out / "report.html", {"viewport": PHONE}, _nothing),
            ("explain-light", hijacked, {"viewport": WIDE}, _to_spam),
            ("explain-dark", hijacked, {"viewport": WIDE, "color_scheme": "dark"}, _to_spam),
            ("explain-changes", hijacked, {"viewport": WIDE}, _to_changes),
            ("explain-phone", hijacked, {"viewport": PHONE}, _to_spam),
        ):
            _take(browser, file, options, act, IMAGES / f"{name}.png")
        browser.close()


def _chromium() -> str | None:
    import shutil

    from scraper.rendering import BROWSERS

    return next(filter(None, map(shutil.which, BROWSERS)), None)


def _title(path: Path) -> str:
    return path.read_text("utf-8").partition("<title>")[2].partition("</title>")[0]


def _take(browser: Browser, file: Path, options: dict[str, Any], act: Any, image: Path) -> None:  # noqa: ANN401  (a function of a page)
    page = browser.new_page(**options)
    page.goto(file.as_uri())
    page.locator("html[data-ready=yes]").wait_for()
    act(page)
    page.wait_for_timeout(200)
    page.screenshot(path=image)
    page.close()
    size = image.stat().st_size
    print(f"{image.relative_to(ROOT)}: {size:,} bytes" + (" – too large" if size > MAX_BYTES else ""))


def _nothing(_page: Page) -> None:
    pass


def _to_records(page: Page) -> None:
    page.evaluate("() => document.getElementById('records').scrollIntoView()")


def _to_quality(page: Page) -> None:
    page.evaluate("() => document.getElementById('quality').scrollIntoView()")


def _to_spam(page: Page) -> None:
    page.frame_locator("#marked").locator("mark.spam").nth(1).click()


def _to_changes(page: Page) -> None:
    page.click("#tab-changes")


if __name__ == "__main__":
    main()
