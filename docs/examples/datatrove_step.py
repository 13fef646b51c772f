"""A step for datatrove: documents of HTML or of text that somebody extracted badly go in, clean stories come out.

LocalPipelineExecutor([JsonlReader("in/", text_key="html"), CleanNews(), JsonlWriter("out/")], tasks=8).run()
"""

from datatrove.data import DocumentsPipeline
from datatrove.pipeline.base import PipelineStep

from cleaners import Rejected, clean_html, clean_text


class CleanNews(PipelineStep):
    """Cleans each document; one without a story is left out, counted in datatrove's statistics by its reason."""

    type = "🧹 - CLEANER"
    name = "📰 Chinese news"

    def __init__(self, *, of_text: bool = False) -> None:
        """Read documents as HTML, or as plain text."""
        super().__init__()
        self.of_text = of_text

    def run(self, data: DocumentsPipeline, rank: int = 0, world_size: int = 1) -> DocumentsPipeline:
        """Yield the clean documents; title, author, outlet and date go into their metadata."""
        for document in data:
            url = document.metadata.get("url", "")
            with self.track_time():
                clean = clean_text if self.of_text else clean_html
                outcome = clean(document.text if self.of_text else document.text.encode(), url)
            if isinstance(outcome, Rejected):
                self.stat_update(f"dropped_{outcome.reason}")
                continue
            self.stat_update("cleaned")
            document.text = outcome.text
            document.metadata |= {
                "title": outcome.title,
                "author": outcome.author,
                "outlet": outcome.outlet,
                "date_published": outcome.date_published,
            }
            yield document
