"""What readers do with an explained page: look, point, press keys, switch views, on any screen."""

from pathlib import Path
from typing import Any

import pytest

from cleaners.clean import Options
from pipeline.report.explain_html import explain_html
from pipeline.report.explained import Explained, explained
from scraper.files import list_inputs, read_input
from scraper.page import Page
from tests.browser.conftest import DARK, PHONE, Visit

ROOT = Path(__file__).parent.parent.parent
HIJACKED = ROOT / "data" / "demo" / "hijacked.html"
LIST = ROOT / "tests" / "pages" / "reject" / "channel-list.html"
GLOSS = ROOT / "data" / "demo" / "pinyin-gloss.html"
# Contrast of text and paper as WCAG 2 has it.
CONTRAST = """(mark) => {
  const part = (value) => (value <= 10 ? value / 255 / 12.92 : ((value / 255 + 0.055) / 1.055) ** 2.4);
  const light = (colour) => {
    const [r, g, b] = colour.match(/[\\d.]+/g).slice(0, 3).map(Number).map(part);
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const style = getComputedStyle(mark);
  const [more, less] = [light(style.color), light(style.backgroundColor)].sort((a, b) => b - a);
  return (more + 0.05) / (less + 0.05);
}"""


def explain(path: Path) -> Explained:
    page = next(read_input(str(path)))
    assert isinstance(page, Page)
    return explained(page, Options())


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> dict[Path, Path]:
    folder = tmp_path_factory.mktemp("explained")
    files = {source: folder / f"{source.stem}.html" for source in (HIJACKED, LIST, GLOSS)}
    for source, file in files.items():
        file.write_text(explain_html(explain(source)), "utf-8")
    return files


def test_every_page_of_the_fixtures_is_marked_to_the_letter(visit: Visit) -> None:
    """In the browser's own tree, whatever it makes of the markup: the marks, in order, are the seen text."""
    counted = 0
    for file in list_inputs([str(ROOT / "data" / "demo"), str(ROOT / "tests" / "pages")]):
        for page in read_input(file):
            if not isinstance(page, Page):
                continue
            found = explained(page, Options())
            marks = visit.page.evaluate(
                """(html) => { const page = new DOMParser().parseFromString(html, 'text/html').getElementById('marked');
                  if (!page) return null;
                  const marked = new DOMParser().parseFromString(page.getAttribute('srcdoc'), 'text/html');
                  return [...marked.querySelectorAll('mark')].map((m) => [+m.dataset.at, m.textContent, m.className, +m.dataset.s]) }""",
                explain_html(found),
            )
            assert bool(marks) == bool(found.seen), file
            _assert_tiles(marks or [], found, file)
            counted += bool(marks)
    assert counted > 120


def _assert_tiles(marks: list[tuple[int, str, str, int]], found: Explained, file: str) -> None:
    at = 0
    for start, text, stage, number in marks:
        assert not found.seen[at:start].strip("\n\t"), f"{file}: {found.seen[at:start]!r} is in no mark"
        assert found.seen[start : start + len(text)] == text, file
        at = start + len(text)
        if number >= 0:
            span = found.outcome.removed[number]
            assert stage == span.stage
            assert span.start <= start < at <= span.end
        else:
            assert stage == "kept"
    assert not found.seen[at:].strip("\n\t"), f"{file}: {found.seen[at:]!r} is in no mark"


def test_a_piece_says_its_rule_when_pointed_at_focused_and_tapped(visit: Visit, written: dict[Path, Path]) -> None:
    page = visit.open(written[HIJACKED])
    marked = page.frame_locator("#marked")
    told = page.locator("#told")
    marked.locator("mark.spam").first.hover()
    assert "spam selling_heading · score 0.65" in told.inner_text()
    marked.locator("mark.trim", has_text="作者").focus()
    assert "byline" in told.inner_text()
    marked.locator("mark.chrome", has_text="分享").click()
    assert "outside_story" in told.inner_text()
    assert "分享到" in told.inner_text()
    marked.locator("mark", has_text="亚洲精品在线视频").click()
    assert "evidence: off_screen" in told.inner_text()


def test_keys_walk_from_cut_to_cut(visit: Visit, written: dict[Path, Path]) -> None:
    page = visit.open(written[HIJACKED])
    told, seen = page.locator("#told"), []
    for _ in range(4):
        page.keyboard.press("n")
        seen.append(told.inner_text())
    assert len(set(seen)) == 4
    page.keyboard.press("p")
    assert told.inner_text() == seen[2]
    focused = page.locator("#marked").evaluate("(frame) => frame.contentDocument.activeElement.className")
    assert "chosen" in focused


def test_views_are_switched_by_keyboard(visit: Visit, written: dict[Path, Path]) -> None:
    page = visit.open(written[HIJACKED])
    shown: list[Any] = []
    page.locator("#tab-marked").focus()
    for key in ("ArrowRight", "ArrowRight", "ArrowRight", "ArrowRight", "End", "Home", "ArrowLeft"):
        page.keyboard.press(key)
        shown.append([view.get_attribute("id") for view in page.locator(".view:visible").all()])
        assert page.locator("[role=tab][aria-selected=true]").count() == 1
    names = ("original", "clean", "changes", "marked", "changes", "marked", "changes")
    assert shown == [[f"view-{name}"] for name in names]


def test_the_views_show_what_they_are_for(visit: Visit, written: dict[Path, Path]) -> None:
    page = visit.open(written[HIJACKED])
    hidden = "亚洲无码一区二区三区"
    assert page.frame_locator("#marked").get_by_text(hidden, exact=True).first.is_visible(), "hidden spam is shown"
    page.click("#tab-original")
    original = page.frame_locator("#original")
    assert original.locator("mark").count() == 0
    assert not original.get_by_text(hidden, exact=True).first.is_visible(), "hidden as on the page"
    page.click("#tab-clean")
    clean = page.locator("#view-clean").inner_text()
    assert "临溪市第三届运河文化节昨天在老码头开幕" in clean
    assert hidden not in clean
    page.click("#tab-changes")
    assert page.locator("#view-changes del").first.inner_text() == "報訊"
    assert page.locator("#view-changes ins").first.inner_text() == "报讯"


def test_the_legend_takes_marks_off_and_rules_are_found(visit: Visit, written: dict[Path, Path]) -> None:
    page = visit.open(written[HIJACKED])
    background = "(mark) => getComputedStyle(mark).backgroundColor"
    spam = page.frame_locator("#marked").locator("mark.spam").first
    before = spam.evaluate(background)
    page.locator(".legend input[value=spam]").uncheck()
    assert spam.evaluate(background) != before
    page.locator("button.rule", has_text="byline").click()
    assert "byline" in page.locator("#told").inner_text()


def test_a_rejected_page_is_explained_too(visit: Visit, written: dict[Path, Path]) -> None:
    page = visit.open(written[LIST])
    assert "Rejected: list_page" in page.locator(".verdict").inner_text()
    assert "would have held" in page.locator(".note").first.inner_text()
    assert page.frame_locator("#marked").locator("mark").count() > 10
    page.click("#tab-changes")
    assert "not simplified" in page.locator("#view-changes").inner_text()


@pytest.mark.parametrize(
    "visit", [{}, DARK, PHONE, PHONE | DARK], ids=["light", "dark", "phone", "dark phone"], indirect=True
)
def test_marks_can_be_read_and_told_apart(visit: Visit, written: dict[Path, Path]) -> None:
    page = visit.open(written[GLOSS])
    assert page.evaluate("() => document.documentElement.scrollWidth <= innerWidth"), "nothing to scroll sideways"
    width = page.locator("#marked").evaluate(
        "(frame) => frame.contentDocument.documentElement.scrollWidth - frame.clientWidth"
    )
    assert width <= 0
    marks = [page.locator(f".legend mark.{stage}") for stage in ("kept", "spam", "chrome", "trim", "noise")]
    assert all(mark.evaluate(CONTRAST) >= 4.5 for mark in marks)
    lines = [
        mark.evaluate("(m) => { const s = getComputedStyle(m); return s.borderBottomStyle + s.textDecorationLine; }")
        for mark in marks
    ]
    assert len(set(lines)) == len(marks), "told apart by their lines alone"


@pytest.mark.parametrize("visit", [DARK], indirect=True)
def test_dark_paper_is_dark(visit: Visit, written: dict[Path, Path]) -> None:
    page = visit.open(written[HIJACKED])
    papers = [
        page.evaluate("() => getComputedStyle(document.body).backgroundColor"),
        page.frame_locator("#marked").locator("body").evaluate("(body) => getComputedStyle(body).backgroundColor"),
    ]
    assert papers == ["rgb(22, 24, 28)"] * 2


@pytest.mark.parametrize("visit", [{"java_script_enabled": False}], ids=["no scripts"], indirect=True)
def test_without_scripts_the_marks_are_there_and_say_their_rule(visit: Visit, written: dict[Path, Path]) -> None:
    visit.page.goto(written[HIJACKED].as_uri())
    spam = visit.page.frame_locator("#marked").locator("mark.spam").first
    assert spam.is_visible()
    assert (spam.get_attribute("title") or "").startswith("spam: selling_heading")
