"""A report in a real browser: charts are drawn, tables filter and sort, links lead on, and hostile records stay text."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import orjson
import pytest

from benchmarks.report_size import models, synthetic, write_folder
from pipeline.cli import main
from pipeline.errors import ExitCode
from pipeline.outcome import Outcome, reject
from pipeline.report.sources import pages_at_hand
from pipeline.report.writing import write_report
from tests.browser.conftest import DARK, PHONE, Canary, Visit
from tests.browser.hostile import NASTY, armed

ROOT = Path(__file__).parent.parent.parent
MAX_BYTES = 1_000_000
RECORDS = 600
CHARTS = ("days", "lengths", "stages", "scripts", "reasons", "spam", "hosts", "copies")
IS_DRAWN = """(canvas) => {
  const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
  return new Set(new Uint32Array(data.buffer)).size > 2;
}"""


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the report of a folder of many records."""
    folder = tmp_path_factory.mktemp("large")
    write_folder(folder, synthetic(RECORDS))
    assert main(["report", str(folder), "-q"]) == ExitCode.OK
    return folder / "report.html"


@pytest.fixture(scope="module")
def local(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the report of a folder whose inputs are at hand."""
    folder = tmp_path_factory.mktemp("local") / "out"
    assert main(["clean", str(ROOT / "data" / "demo"), "-o", str(folder), "-q"]) == ExitCode.OK
    assert main(["report", str(folder), "-q"]) == ExitCode.OK
    return folder / "report.html"


def cells(visit: Visit, table: str, column: int) -> list[str]:
    return visit.page.locator(f"[data-table={table}] tbody tr td:nth-child({column})").all_inner_texts()


def test_every_chart_is_drawn_and_nothing_is_asked_for(visit: Visit, large: Path) -> None:
    page = visit.open(large)
    assert all(page.locator(f"#chart-{name}").evaluate(IS_DRAWN) for name in CHARTS)
    signals = page.locator(".signal canvas")
    assert signals.count() == 21
    assert all(canvas.evaluate(IS_DRAWN) for canvas in signals.all())
    assert visit.left() == visit.said == []
    assert large.stat().st_size < MAX_BYTES


def test_the_figures_are_those_of_the_folder(visit: Visit, large: Path) -> None:
    page = visit.open(large)
    shown = {
        figure.locator(".label").inner_text(): figure.locator("b").inner_text()
        for figure in page.locator(".figure").all()
    }
    outcomes = list(synthetic(RECORDS))
    records = [orjson.loads(outcome.record) for outcome in outcomes if outcome.record]
    assert shown["pages"] == f"{len(outcomes):,}"
    assert shown["records"] == f"{len(records):,}"
    assert shown["rejects"] == f"{len(outcomes) - len(records):,}"
    assert shown["characters"] == f"{sum(record['n_chars'] for record in records):,}"
    assert shown["copies"] == f"{sum(bool(record['dup_of']) for record in records):,}"
    assert shown["undated"] == f"{sum(not record['date_published'] for record in records):,}"


def test_tables_filter_sort_and_grow(visit: Visit, large: Path) -> None:
    page = visit.open(large)
    hosts = page.locator("[data-table=hosts]")
    assert len(cells(visit, "hosts", 1)) == 12
    hosts.locator(".more").click()
    assert len(cells(visit, "hosts", 1)) > 50
    hosts.get_by_role("searchbox").fill("www1.example")
    assert cells(visit, "hosts", 1) == ["www1.example.com"]
    assert hosts.locator(".count").inner_text().startswith("1 of ")
    hosts.get_by_role("searchbox").fill("")
    records = hosts.get_by_role("button", name="records")
    records.focus()
    page.keyboard.press("Enter")
    found = [int(cell) for cell in cells(visit, "hosts", 2)]
    assert found == sorted(found, reverse=True)
    assert hosts.locator("th", has_text="records").get_attribute("aria-sort") == "descending"
    page.keyboard.press("Enter")
    found = [int(cell) for cell in cells(visit, "hosts", 2)]
    assert found == sorted(found)


def test_the_most_suspicious_come_first_with_their_reasons(visit: Visit, large: Path) -> None:
    visit.open(large)
    weights = [float(cell) for cell in cells(visit, "sample", 4)]
    assert weights == sorted(weights, reverse=True)
    assert "no title" in cells(visit, "sample", 3)[0]
    assert "(no title)" in cells(visit, "sample", 2)[0]


def test_a_record_leads_to_its_explain_page_and_back(visit: Visit, local: Path) -> None:
    page = visit.open(local)
    records = page.locator("[data-table=sample]")
    records.get_by_role("searchbox").fill("运河文化节")
    records.get_by_role("link", name="explain").first.click()
    page.locator("html[data-ready=yes]").wait_for()
    assert "运河文化节" in page.locator("h1").inner_text()
    page.get_by_role("link", name="back to the report").click()
    page.locator("html[data-ready=yes]").wait_for()
    assert page.url == local.as_uri()
    rejects = page.locator("[data-table=reasons]")
    rejects.get_by_role("link", name="explain").first.click()
    page.locator("html[data-ready=yes]").wait_for()
    assert "Rejected" in page.locator(".verdict").inner_text()


@pytest.mark.parametrize("visit", [PHONE, PHONE | DARK], ids=["phone", "dark phone"], indirect=True)
def test_it_fits_a_phone(visit: Visit, large: Path) -> None:
    page = visit.open(large)
    assert page.evaluate("() => document.documentElement.scrollWidth <= innerWidth")
    assert page.locator("#chart-hosts").evaluate(IS_DRAWN)


def test_charts_follow_the_paper(visit: Visit, large: Path) -> None:
    page = visit.open(large)
    light = page.evaluate("() => Chart.getChart('chart-days').data.datasets[0].backgroundColor")
    page.emulate_media(color_scheme="dark")
    page.wait_for_function("() => getComputedStyle(document.body).backgroundColor === 'rgb(22, 24, 28)'")
    dark = page.evaluate("() => Chart.getChart('chart-days').data.datasets[0].backgroundColor")
    assert light != dark
    assert page.locator("#chart-days").evaluate(IS_DRAWN)


def nasty_outcomes(canary: str) -> Iterator[Outcome]:
    """Yield outcomes in which whatever may hold words of a page holds hostile ones."""
    model = models()[0]
    for number, text in enumerate(NASTY):
        words = armed(text, canary)
        record = orjson.loads(model.record)
        name = f"zn1_{number}{words}"
        named: dict[str, Any] = dict.fromkeys(("title", "author", "outlet", "editor", "site", "script_in"), words)
        named |= {"id": name, "url": f"http://{words}.example/", "input": words, "text": words, "date_published": words}
        copy = {"dup_of": name, "dup_kind": words}
        removed = [{"id": name, "seq": 0, "stage": "spam", "rule": words, "start": 0, "end": 9, "text": words}]
        removed.append(removed[0] | {"seq": 1, "stage": words})
        removed.append(removed[0] | {"seq": 2, "stage": "kept"})
        lines = b"".join(orjson.dumps(line) + b"\n" for line in removed)
        yield replace(model, record=orjson.dumps(record | named | copy) + b"\n", removed=lines, input=words)
        yield reject(words, words, words)


def test_hostile_words_in_a_folder_stay_words(visit: Visit, canary: Canary, tmp_path: Path) -> None:
    write_folder(
        tmp_path, nasty_outcomes(canary.url), {"mode": armed(NASTY[0], canary.url), "exceptions": {NASTY[1]: "x"}}
    )
    write_report(tmp_path, tmp_path / "report.html", 100, 100, pages_at_hand)
    canary.asked.clear()
    page = visit.open(tmp_path / "report.html")
    for table in page.locator("[data-table]").all():
        for button in table.locator("th button").all():
            button.click()
    assert any("<img src=x onerror" in cell for cell in cells(visit, "sample", 2)), "shown as it is written"
    page.wait_for_timeout(100)
    assert visit.ran() == []
    assert visit.left() == canary.asked == []
    assert not page.locator("a[href^='javascript']").count()
    assert page.evaluate("() => document.querySelectorAll('main img, main svg, main script').length") == 0
