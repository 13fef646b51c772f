"""Fetch the URLs on standard input with all guards in place; print CPU milliseconds a page, start of the program left out."""

import sys
import threading
import time

from scraper.fetcher import Fetcher, FetchSettings, Request
from scraper.page import Page

THREADS = 32


def main() -> None:
    urls = sys.stdin.read().split()
    fetcher = Fetcher(FetchSettings(allow_loopback=True, hosts=256))
    waiting = iter(urls)
    lock, pages = threading.Lock(), []

    def work() -> None:
        while True:
            with lock:
                url = next(waiting, None)
            if url is None:
                return
            answer = fetcher.exchange(Request(url)).answer
            if isinstance(answer, Page):
                pages.append(len(answer.body))

    began, clock = time.process_time(), time.monotonic()
    threads = [threading.Thread(target=work) for _ in range(THREADS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    used, took = time.process_time() - began, time.monotonic() - clock
    fetcher.close()
    print(f"{len(pages)} {used / len(urls) * 1000:.3f} {len(urls) / took:.0f}")


if __name__ == "__main__":
    main()
