"""A news site for measurements: many hosts on 127.0.1.x, one process, little CPU; every request is written down.

`python -m benchmarks.fetch_site --hosts 50 --pages 20 --bytes 57000 --log FILE` prints its port and serves until it is
ended. The log has a line a request: seconds on the monotonic clock, host, path, status.
"""

import argparse
import asyncio
import hashlib
import random
import time
from functools import lru_cache
from pathlib import Path
from typing import TextIO

SENTENCES = (
    "市图书馆昨日宣布，从七月一日起延长夏季开放时间，每晚九点闭馆，周末照常开放。",
    "新地铁线路昨天完成首次试运行，全程二十六公里，共设十八座车站，市民可凭身份证免费试乘。",
    "负责人介绍说，这项工作准备了将近一年，期间走访了上千户居民，收集到三百多条意见和建议。",
    "不少市民表示，这样的安排很贴心，下班以后也来得及，希望今后能够长期坚持下去，越办越好。",
    "据了解，相关部门还将根据实际情况继续调整，力争让更多的人受益，具体办法会在月底之前公布。",
    "气象台预计，未来三天本市以多云天气为主，气温缓慢回升，早晚温差较大，请注意添减衣物。",
    "专家认为，新规实施以后，企业的负担有所减轻，市场的活力也会随之增强，效果还有待观察。",
    "记者在现场看到，工作人员正在加紧施工，道路两旁摆满了绿色植物，交通秩序井然。",
)


@lru_cache(maxsize=2048)
def story(host: str, number: int, size: int) -> bytes:
    """Return a story of its own for each host and number, filled up with a script to `size` bytes."""
    chance = random.Random(f"{host} {number}")
    body = "".join(
        f"<p>第{number}号，{chance.randrange(10**6)}。{''.join(chance.sample(SENTENCES, 3))}</p>" for _ in range(8)
    )
    title = f"{chance.choice(SENTENCES)[:14]}第{chance.randrange(10**6)}次"
    page = (
        f"<html><head><meta charset=utf-8><title>{title}</title></head><body><div class=nav>"
        f"{'<a href=/>首页</a>' * 20}</div><h1>{title}</h1><div class=info>2024-02-{number % 28 + 1:02d} 10:30 来源：晨光日报"
        f"</div><div class=article>{body}</div><script>{{}}</script><div class=footer>版权所有</div></body></html>"
    ).encode()
    return page.replace(b"{}", b"/*" + b"x" * max(size - len(page), 0) + b"*/")


def front(pages: int) -> bytes:
    links = "".join(
        f'<li><a href="/2024/02/story-{number + 10000}.html">新闻{number}</a></li>' for number in range(pages)
    )
    return f"<html><body><h1>晨光日报</h1><ul>{links}</ul></body></html>".encode()


class Site(asyncio.Protocol):
    """One connection."""

    asked: argparse.Namespace
    log: TextIO

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self.transport = transport
        self.host = transport.get_extra_info("sockname")[0]
        self.waiting = b""

    def data_received(self, data: bytes) -> None:
        self.waiting += data
        while b"\r\n\r\n" in self.waiting:
            head, _, self.waiting = self.waiting.partition(b"\r\n\r\n")
            at = time.monotonic()
            path = head.split(b" ", 2)[1].decode()
            if self.asked.latency:
                asyncio.get_running_loop().call_later(self.asked.latency, self.answer, path, head, at)
            else:
                self.answer(path, head, at)

    def answer(self, path: str, head: bytes, at: float) -> None:
        status, body, headers = self.found(path, head)
        self.log.write(f"{at:.6f} {self.host} {path} {status.split()[0]}\n")
        if not self.transport.is_closing():
            self.transport.write(
                f"HTTP/1.1 {status}\r\nContent-Type: text/html; charset=utf-8\r\n{headers}"
                f"Content-Length: {len(body)}\r\n\r\n".encode()
                + body
            )

    def found(self, path: str, head: bytes) -> tuple[str, bytes, str]:
        if path == "/":
            body = front(self.asked.pages)
        elif "story-" in path:
            body = story(self.host, int(path.partition("story-")[2].partition(".")[0]), self.asked.bytes)
        else:
            return "404 Not Found", b"no", ""
        tag = f'ETag: "{hashlib.sha256(body).hexdigest()[:16]}"\r\n' if self.asked.etag else ""
        if tag and tag[6:-2].encode() in head:
            return "304 Not Modified", b"", tag
        return "200 OK", body, tag


async def serve(asked: argparse.Namespace) -> None:
    loop = asyncio.get_running_loop()
    Site.asked = asked
    with Path(asked.log).open("w", buffering=1) as Site.log:
        await listen(loop, asked.hosts)


async def listen(loop: asyncio.AbstractEventLoop, hosts: int) -> None:
    first = await loop.create_server(Site, "127.0.1.1", 0)
    port = first.sockets[0].getsockname()[1]
    for number in range(2, hosts + 1):
        await loop.create_server(Site, f"127.0.1.{number}", port)
    print(port, flush=True)
    await first.serve_forever()


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--hosts", type=int, default=50)
    parser.add_argument("--pages", type=int, default=20)
    parser.add_argument("--bytes", type=int, default=57_000)
    parser.add_argument("--latency", type=float, default=0.0)
    parser.add_argument("--etag", action="store_true")
    parser.add_argument("--log", default="/dev/null")
    asyncio.run(serve(parser.parse_args()))
