"""Hostile pages in a real browser: nothing leaves, nothing runs; and each wall holds without the others."""

import re
from html import escape
from pathlib import Path

import pytest

from cleaners.clean import Options
from pipeline.report.explain_html import explain_html
from pipeline.report.explained import Explained, explained
from pipeline.report.page import marked_view, original_view
from scraper.page import Page
from tests.browser.conftest import Canary, Visit
from tests.browser.hostile import HOSTILE, NASTY, WORKED_OUT, armed, hostile

# Every view shown, everything in the marked page pointed at, focused and tapped.
TOUCHED = """() => {
  for (const tab of document.querySelectorAll('[role=tab]')) tab.click();
  document.querySelector('[role=tab]').click();
  for (const kind of ['mouseover', 'focusin', 'click']) {
    for (const element of document.getElementById('marked').contentDocument.querySelectorAll('*')) {
      element.dispatchEvent(new Event(kind, { bubbles: true }));
    }
  }
}"""
LIVE = """() => {
  for (const kind of ['mouseover', 'focus', 'click', 'animationstart', 'toggle']) {
    for (const element of document.querySelectorAll('*')) element.dispatchEvent(new Event(kind));
  }
  return document.scripts.length + document.querySelectorAll('[href], [src], form, iframe').length;
}"""


def page_of(name: str, canary: Canary) -> Page:
    return Page(
        f"<html><body>{hostile(name, canary.url)}</body></html>".encode(), f"{name}.html", url=f"{canary.url}/{name}"
    )


def explain(name: str, canary: Canary) -> Explained:
    return explained(page_of(name, canary), Options())


@pytest.mark.parametrize("name", HOSTILE)
def test_the_raw_page_does_harm(name: str, visit: Visit, canary: Canary, tmp_path: Path) -> None:
    """Without this the tests below could pass because a trap is no trap."""
    path = tmp_path / "raw.html"
    path.write_bytes(page_of(name, canary).body)
    canary.asked.clear()
    visit.page.goto(path.as_uri(), wait_until="commit")
    for link in ("#go",) if name == "links" else ():
        visit.page.click(link)
    visit.page.wait_for_timeout(120)
    assert canary.asked or visit.left() or visit.page.evaluate("window.ran ?? ''")


@pytest.mark.parametrize("name", HOSTILE)
def test_nothing_leaves_and_nothing_runs(name: str, visit: Visit, canary: Canary, tmp_path: Path) -> None:
    path = tmp_path / "x.html"
    path.write_text(explain_html(explain(name, canary)), "utf-8")
    canary.asked.clear()
    page = visit.open(path)
    page.evaluate(TOUCHED)
    page.keyboard.press("n")
    page.wait_for_timeout(60)
    assert visit.ran() == []
    assert visit.left() == canary.asked == []
    assert page.url == path.as_uri()
    assert not [line for line in visit.said if "Content Security Policy" in line], "the first wall let nothing through"


@pytest.mark.parametrize("name", HOSTILE)
def test_what_is_taken_out_is_taken_out_without_any_policy(
    name: str, visit: Visit, canary: Canary, tmp_path: Path
) -> None:
    found = explain(name, canary)
    assert found.placed
    assert not found.placed.trouble
    original, marked = original_view(found.placed, found.seen), marked_view(found.placed, found.seen, found.pieces)
    path = tmp_path / "bare.html"
    path.write_text(
        f"<style>{original.sheet}</style><body{original.body_attributes}>{original.markup}<hr>{marked.markup}", "utf-8"
    )
    canary.asked.clear()
    visit.page.goto(path.as_uri())
    assert visit.page.evaluate(LIVE) == 0
    visit.page.wait_for_timeout(60)
    assert visit.ran() == []
    assert visit.left() == canary.asked == []


@pytest.mark.parametrize("name", HOSTILE)
def test_frame_and_policy_hold_by_themselves(name: str, visit: Visit, canary: Canary, tmp_path: Path) -> None:
    html = explain_html(explain(name, canary))
    raw = escape(page_of(name, canary).body.decode("utf-8"))
    path = tmp_path / "x.html"
    path.write_text(re.sub(r'srcdoc="[^"]*"', lambda _: f'srcdoc="{raw}"', html), "utf-8")
    canary.asked.clear()
    visit.page.goto(path.as_uri())
    visit.page.wait_for_timeout(120)
    assert visit.ran() == []
    assert canary.asked == []
    assert visit.page.url == path.as_uri()


@pytest.mark.parametrize("text", NASTY)
def test_hostile_words_stay_words(text: str, visit: Visit, canary: Canary, tmp_path: Path) -> None:
    words = armed(text, canary.url)
    story = f"<h1>{escape(words)}临溪港吞吐量增长</h1>{hostile('attributes', canary.url)}<div class='share'>{escape(words)}分享到</div>"
    page = Page(story.encode(), words, url=words)
    path = tmp_path / "x.html"
    path.write_text(explain_html(explained(page, Options()), back=words), "utf-8")
    canary.asked.clear()
    opened = visit.open(path)
    for _ in range(4):
        opened.keyboard.press("n")
    opened.wait_for_timeout(50)
    assert visit.ran() == []
    assert visit.left() == canary.asked == []
    assert WORKED_OUT not in opened.locator("h1").inner_text()
