"""`fetch URL`: one page asked for, its facts printed."""

import hashlib
import json
import sys
from argparse import Namespace

from cleaners.decode import decode
from pipeline.errors import ExitCode
from pipeline.record import written_time
from pipeline.verbs.look import asked, failed, page_at, show
from scraper.page import Failure


def run(arguments: Namespace) -> ExitCode:
    """Print where the page is, what the server said, and how it is written."""
    page = page_at(arguments.url, asked(arguments))
    if isinstance(page, Failure):
        return failed(page)
    decoded = decode(page.body, page.content_type)
    facts = {
        "url": page.url,
        "status": page.status,
        "media": page.media.value,
        "content_type": page.content_type,
        "charset": decoded.charset,
        "unreadable_chars": decoded.unreadable,
        "bytes": len(page.body),
        "sha256": hashlib.sha256(page.body).hexdigest(),
        "fetched": written_time(page.fetched),
    }
    if arguments.json:
        sys.stdout.write(json.dumps(facts | {"headers": dict(page.headers)}, ensure_ascii=False) + "\n")
        return ExitCode.OK
    show(f"{name}: {value}" for name, value in facts.items())
    show(f"header {name}: {value}" for name, value in page.headers if arguments.verbose)
    return ExitCode.OK
