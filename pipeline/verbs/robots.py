"""`robots URL`: whether we may fetch it, how fast, and which sitemaps its site names."""

import json
import sys
from argparse import Namespace

from pipeline.errors import ExitCode
from pipeline.verbs.look import asked, failed, page_at, show
from scraper.gate import has_no_rules, origin_of
from scraper.page import Failure
from scraper.robots import parse_robots

_STATUS = "http_"


def run(arguments: Namespace) -> ExitCode:
    """Print the verdict of the robots.txt that the URL is under."""
    settings = asked(arguments)
    answer = page_at(f"{origin_of(arguments.url)}/robots.txt", settings)
    status = 200
    if isinstance(answer, Failure):
        code = answer.reason.removeprefix(_STATUS)
        status = int(code) if answer.reason.startswith(_STATUS) and code.isdecimal() else 0
        if not has_no_rules(status):
            return failed(answer)
    rules = parse_robots(b"" if isinstance(answer, Failure) else answer.body, status)
    agent = settings.user_agent.partition("/")[0]
    facts = {
        "url": arguments.url,
        "robots": f"{origin_of(arguments.url)}/robots.txt",
        "status": status,
        "agent": agent,
        "allowed": rules.may_fetch(arguments.url, agent),
        "crawl_delay": rules.crawl_delay(agent) or 0.0,
        "sitemaps": list(rules.sitemaps),
    }
    if arguments.json:
        sys.stdout.write(json.dumps(facts, ensure_ascii=False) + "\n")
        return ExitCode.OK
    show(f"{name}: {', '.join(value) if isinstance(value, list) else value}" for name, value in facts.items())
    return ExitCode.OK
