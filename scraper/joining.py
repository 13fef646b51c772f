"""Stories that are spread over several pages: their further pages are fetched before anything is made of the first."""

from dataclasses import dataclass, field, replace

from scraper.discovery import part_links
from scraper.frontier import Lease
from scraper.page import Page


@dataclass(slots=True)
class Joining:
    """A story under way: the pages that are there, and where further ones are said to be, by their number."""

    lease: Lease
    pages: list[Page]
    known: dict[int, str] = field(default_factory=dict)
    tries: int = 0  # for the page that is next

    @property
    def next_url(self) -> str:
        """Return where the next page is, "" where there is none."""
        return self.known.get(len(self.pages) + 1, "")

    def add(self, page: Page) -> None:
        """Take the next page in; one that repeats an earlier one ends the story."""
        if any(page.body == earlier.body for earlier in self.pages):
            self.known.clear()
            return
        self.pages.append(page)
        self.tries = 0
        # "1 2 3 … 9": the gaps are filled by what the later pages show
        self.known = part_links(page.body, page.url, self.pages[0].url, self.pages[1].url) | self.known

    @property
    def page(self) -> Page:
        """Return the first page with the others as its parts."""
        return replace(self.pages[0], parts=tuple(self.pages[1:]))
