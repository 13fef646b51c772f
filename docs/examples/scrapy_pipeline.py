"""An item pipeline for Scrapy: a page's bytes go in, a clean story goes on, a page without one is dropped.

    ITEM_PIPELINES = {"scrapy_pipeline.CleanNews": 300}

The spider yields {"html": response.body, "url": response.url}; Scrapy (2.14 or newer) crawls, this cleans.
"""

from datetime import UTC, datetime
from typing import Any

from scrapy.exceptions import DropItem

from cleaners import Rejected, clean_html


class CleanNews:
    """Turns {"html": bytes, "url": str} into a story; what was cut goes along under `removed`."""

    def process_item(self, item: dict[str, Any]) -> dict[str, Any]:
        """Return the story, or raise `DropItem` with the reason, which Scrapy logs and counts."""
        outcome = clean_html(item["html"], item["url"], datetime.now(UTC))
        if isinstance(outcome, Rejected):
            raise DropItem(f"{outcome.reason}: {outcome.detail}")
        return {
            "url": item["url"],
            "title": outcome.title,
            "text": outcome.text,
            "author": outcome.author,
            "outlet": outcome.outlet,
            "date_published": outcome.date_published,
            "removed": [{"rule": span.rule, "text": span.text} for span in outcome.removed],
        }
