"""Lists that have come to old stories are not turned over further; a host that stumbles is given time."""

from itertools import pairwise
from pathlib import Path

from tests.scraper.fault_server import FaultServer, Script, Seen, answer
from tests.scraper.test_crawl import DELAY_S, STORY, links, site, visit


def pages_of_a_list(seen: Seen) -> Script:
    """Ten pages of a list, newest first: ten stories of one month each, December on page 1, March on page 10."""
    if seen.path.startswith("/list/"):
        number = int(seen.path.rpartition("_")[2].partition(".")[0])
        month = 13 - number
        stories = [f"/2023/{month:02d}/{day:02d}/story-{number}{day:02d}00.html" for day in range(10, 20)]
        return [links(*stories, f"/list/news_{number + 1}.html")] if number <= 10 else [answer("", "404 Not Found")]
    if seen.path.startswith("/2023/"):
        return [answer(STORY)]
    return [answer("no", "404 Not Found")]


def test_since_ends_a_list_early(tmp_path: Path) -> None:
    from datetime import date

    with FaultServer(pages_of_a_list) as server:
        seed = f"{server.url}/list/news_1.html"
        visit(tmp_path, seed, since=date(2023, 11, 1), until=date(2023, 11, 30), depth=20)
        lists = [path for path in server.paths() if path.startswith("/list/")]
        stories = [path for path in server.paths() if path.startswith("/2023/")]
    assert lists == [f"/list/news_{number}.html" for number in (1, 2, 3)], "page 3 holds nothing but October"
    assert len(stories) == 10
    assert all(path.startswith("/2023/11/") for path in stories)


def test_errors_slow_a_host_down_and_answers_speed_it_up_again(tmp_path: Path) -> None:
    stories = [f"/2023/11/10/story-{10000 + number}.html" for number in range(20)]
    broken = answer("", "500 Internal Server Error")
    pages: dict[str, Script] = {
        path: [broken if 4 <= number < 7 else answer(STORY)] for number, path in enumerate(stories)
    }
    pages["/"] = [links(*stories)]
    with FaultServer(site(pages)) as server:
        visit(tmp_path, f"{server.url}/", attempts=1)
        seen = [one for one in server.seen if one.path in stories]
    gaps = [after.at - before.at for before, after in pairwise(seen)]
    assert gaps[4] >= 2 * DELAY_S
    assert gaps[5] >= 4 * DELAY_S
    assert gaps[6] >= 8 * DELAY_S
    assert min(gaps) >= DELAY_S
    assert gaps[-1] < gaps[6], "good answers shrink the delay again"
