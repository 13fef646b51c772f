"""As fetch_ours, with Scrapy; run by the Python of an environment that has it."""

import sys
import time

import scrapy
from scrapy.crawler import CrawlerProcess

URLS = sys.stdin.read().split()
SIZES: list[int] = []


class Pages(scrapy.Spider):
    name = "pages"

    async def start(self):  # noqa: ANN201
        for url in URLS:
            yield scrapy.Request(url, dont_filter=True)

    def parse(self, response):  # noqa: ANN001, ANN201
        SIZES.append(len(response.body))


SETTINGS = {
    "CONCURRENT_REQUESTS": 32,
    "LOG_ENABLED": False,
    "ROBOTSTXT_OBEY": False,
    "RETRY_ENABLED": False,
    "COOKIES_ENABLED": False,
    "TELNETCONSOLE_ENABLED": False,
}

if __name__ == "__main__":
    process = CrawlerProcess(SETTINGS)
    process.crawl(Pages)
    began, clock = time.process_time(), time.monotonic()
    process.start()
    used, took = time.process_time() - began, time.monotonic() - clock
    print(f"{len(SIZES)} {used / len(URLS) * 1000:.3f} {len(URLS) / took:.0f}")
