"""What servers do wrong, each with what a fetch must make of it."""

import gzip
import itertools
import zlib
from collections.abc import Iterator
from dataclasses import dataclass

from tests.scraper.fault_server import Do, Play, Script, answer, chunked

STORY = "<html><head><title>新闻</title></head><body><p>今天下午，记者来到现场。</p></body></html>".encode()
GZIP = gzip.compress(STORY)
DEFLATE = zlib.compress(STORY)
BIG = 8 * 1024 * 1024


def drip(data: bytes, gap: float = 0.05) -> Iterator[bytes | float]:
    for byte in data:
        yield bytes([byte])
        yield gap


def endless(piece: bytes) -> Iterator[bytes]:
    return itertools.repeat(piece)


def bomb() -> bytes:
    return gzip.compress(b"\0" * BIG)


def headers(*lines: str, body: bytes = STORY) -> bytes:
    head = "\r\n".join(("HTTP/1.1 200 OK", "Content-Type: text/html", *lines))
    return f"{head}\r\n\r\n".encode("latin-1") + body


def hops(count: int) -> Play:
    """Return a play of so many redirects, then the story."""
    targets = [answer(b"", "302 Found", location=f"/hop{number}") for number in range(count)]
    return lambda _: [targets.pop() if targets else answer(STORY)]


def two_targets() -> Play:
    redirect = b"HTTP/1.1 302 Found\r\nLocation: /a\r\nLocation: /b\r\nContent-Length: 0\r\n\r\n"
    return lambda seen: [answer(STORY) if seen.path == "/a" else redirect]


@dataclass(frozen=True)
class Fault:
    """One fault: the server's script, and the word for its outcome; "page" means the story came whole."""

    name: str
    script: Script | Play
    outcome: str


LENGTH = f"Content-Length: {len(STORY)}"

GROUPS: dict[str, list[Fault]] = {
    "The connection": [
        Fault("reset before headers", (Do.RESET,), "reset"),
        Fault("close without reply", (Do.CLOSE,), "no_reply"),
        Fault("hang without reply", (Do.HANG,), "read_timeout"),
        Fault("reset in mid-body", (headers("Content-Length: 9999"), Do.RESET), "reset"),
        Fault("close in mid-header", (b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n", Do.CLOSE), "headers_cut"),
        Fault("close in mid-header line", (b"HTTP/1.1 200 OK\r\nContent-Ty", Do.CLOSE), "headers_cut"),
        Fault("reset in mid-header", (b"HTTP/1.1 200 OK\r\nContent-Ty", Do.RESET), "reset"),
        Fault("hang in mid-header", (b"HTTP/1.1 200 OK\r\nContent-Ty", Do.HANG), "read_timeout"),
        Fault("hang in mid-body", (headers("Content-Length: 9999"), Do.HANG), "read_timeout"),
    ],
    "Slowness that never trips a read limit": [
        Fault("slow headers", drip(answer(STORY)), "deadline"),
        Fault("slow headers, each line whole", (b"HTTP/1.1 200 OK\r\n", *[b"X-A: b\r\n", 0.1] * 40), "deadline"),
        Fault("slow body", (answer(b"", content_length="9999"), *drip(STORY * 9)), "deadline"),
        Fault("slow chunks", (chunked(end=b""), *[b"1\r\na\r\n", 0.1] * 40), "deadline"),
        Fault("slow body without length", (answer(b"", content_length=""), *drip(STORY * 9)), "deadline"),
    ],
    "Bodies that end too soon": [
        Fault("short content-length", (headers("Content-Length: 9999"), Do.CLOSE), "truncated"),
        Fault("no last chunk", (chunked(STORY, end=b""), Do.CLOSE), "truncated"),
        Fault("cut inside a chunk", (chunked(end=b"ffff\r\n") + STORY, Do.CLOSE), "truncated"),
        Fault("no chunk size", (chunked(STORY, end=b"zz\r\n\r\n"), Do.CLOSE), "truncated"),
        Fault("negative chunk size", (chunked(end=b"-5\r\n"), *[STORY] * 9, Do.CLOSE), "truncated"),
        Fault("chunk size with underscore", (chunked(end=b"1_0\r\n") + STORY, Do.CLOSE), "truncated"),
        Fault("truncated gzip", (answer(GZIP[:-12], content_encoding="gzip"),), "truncated"),
        Fault("gzip without trailer", (answer(GZIP[:-8], content_encoding="gzip"),), "truncated"),
        Fault(
            "truncated gzip without length", (headers("Content-Encoding: gzip", body=GZIP[:-9]), Do.CLOSE), "truncated"
        ),
        Fault("truncated deflate", (answer(DEFLATE[:-6], content_encoding="deflate"),), "truncated"),
        Fault("second gzip member cut", (answer(GZIP + GZIP[:20], content_encoding="gzip"),), "truncated"),
        Fault("damaged gzip", (answer(GZIP[:30] + b"\xff\x00" + GZIP[32:], content_encoding="gzip"),), "corrupt"),
        Fault("wrong gzip checksum", (answer(GZIP[:-8] + b"\0" * 8, content_encoding="gzip"),), "corrupt"),
        Fault("empty 200", (answer(b""),), "empty_body"),
        Fault("empty 200 without length", (headers("Connection: close", body=b""), Do.CLOSE), "empty_body"),
    ],
    "Bodies without end": [
        Fault("endless body", itertools.chain((headers("Connection: close"),), endless(STORY * 500)), "too_large"),
        Fault(
            "endless chunks",
            itertools.chain((chunked(end=b""),), endless(b"1000\r\n" + b"a" * 4096 + b"\r\n")),
            "too_large",
        ),
        Fault("endless chunk size", itertools.chain((chunked(end=b""),), endless(b"0" * 4096)), "truncated"),
        Fault("announced too large", (answer(b"", content_length="99999999999"), Do.HANG), "too_large"),
        Fault("gzip bomb", (answer(bomb(), content_encoding="gzip"),), "too_large"),
        Fault("double gzip bomb", (answer(gzip.compress(bomb()), content_encoding="gzip, gzip"),), "too_large"),
    ],
    "Headers": [
        Fault("huge header line", (headers("X-A: " + "a" * 70_000, LENGTH),), "headers_too_large"),
        Fault("huge headers", (headers(*[f"X-{n}: {'a' * 2000}" for n in range(50)], LENGTH),), "headers_too_large"),
        Fault("too many headers", (headers(*[f"X-{n}: a" for n in range(200)], LENGTH),), "headers_too_large"),
        Fault(
            "endless headers",
            itertools.chain((b"HTTP/1.1 200 OK\r\n",), endless(b"X-A: b\r\n" * 99)),
            "headers_too_large",
        ),
        Fault("endless status line", endless(b"HTTP/1.1 200 OK " * 99), "headers_too_large"),
        Fault("endless interim answers", endless(b"HTTP/1.1 103 Early Hints\r\n\r\n"), "bad_headers"),
        Fault("conflicting lengths", (headers(LENGTH, "Content-Length: 5"),), "bad_headers"),
        Fault("length that is no number", (headers("Content-Length: \xb2"),), "bad_headers"),
        Fault("gzip under the chunks", (headers("Transfer-Encoding: gzip, chunked"),), "content_encoding"),
        Fault("no status line", (b"<html>hello</html>\r\n\r\n", Do.CLOSE), "bad_status_line"),
        Fault("status that is no number", (b"HTTP/1.1 OK fine\r\n\r\n", Do.CLOSE), "bad_status_line"),
        Fault("another protocol", (b"SSH-2.0-OpenSSH_9.6\r\n", Do.CLOSE), "bad_status_line"),
        Fault("unknown HTTP version", (b"HTTP/3.7 200 OK\r\n\r\n", Do.CLOSE), "bad_status_line"),
    ],
    "Not what was asked for": [
        Fault("PDF by type", (answer(b"%PDF-1.7", content_type="application/pdf"),), "content_type"),
        Fault("PDF labelled HTML", (answer(b"%PDF-1.7\n..."),), "content_type"),
        Fault("picture", (answer(b"\x89PNG....", content_type="image/png"), Do.HANG), "content_type"),
        Fault(
            "video without end",
            itertools.chain((headers("Content-Type: video/mp4"),), endless(b"a" * 999)),
            "content_type",
        ),
        Fault("unknown coding", (answer(STORY, content_encoding="br"),), "content_encoding"),
        Fault("304 that nobody asked for", (answer(b"", "304 Not Modified", content_length=""),), "http_304"),
        Fault("partial content", (answer(STORY, "206 Partial Content"),), "http_206"),
        Fault("no content", (answer(b"", "204 No Content", content_length=""),), "http_204"),
        Fault("not found", (answer("no", "404 Not Found"),), "http_404"),
        Fault("gone", (answer("no", "410 Gone"),), "http_410"),
        Fault("forbidden", (answer("no", "403 Forbidden"),), "http_403"),
        Fault("server error", (answer("no", "500 Internal Server Error"),), "http_500"),
        Fault("too many requests", (answer("no", "429 Too Many Requests", retry_after="7"),), "http_429"),
        Fault("unavailable", (answer("no", "503 Service Unavailable", retry_after="7"),), "http_503"),
    ],
    "Redirects": [
        Fault("redirect to itself", (answer(b"", "302 Found", location="/x"),), "too_many_redirects"),
        Fault("redirect without Location", (answer(b"", "302 Found"),), "bad_redirect"),
        Fault("redirect to a file", (answer(b"", "302 Found", location="file:///etc/passwd"),), "bad_redirect"),
        Fault("redirect to a script", (answer(b"", "302 Found", location="javascript:alert(1)"),), "bad_redirect"),
        Fault(
            "redirect to a name in Chinese", (answer(b"", "302 Found", location="http://\xe6\x96\xb0.invalid/"),), "dns"
        ),
        Fault("redirect to no port", (answer(b"", "302 Found", location="http://127.0.0.1:99999/"),), "bad_redirect"),
        Fault(
            "redirect to a private address", (answer(b"", "302 Found", location="http://10.1.2.3/"),), "private_address"
        ),
        Fault(
            "redirect to link-local", (answer(b"", "302 Found", location="http://169.254.169.254/"),), "private_address"
        ),
        Fault(
            "redirect to mapped IPv6",
            (answer(b"", "302 Found", location="http://[::ffff:10.0.0.1]/"),),
            "private_address",
        ),
        Fault(
            "redirect to a decimal address",
            (answer(b"", "302 Found", location="http://167772161/"),),
            "private_address",
        ),
        Fault("six hops", hops(6), "too_many_redirects"),
        Fault("five hops", hops(5), "page"),
        Fault("endless redirect target", (answer(b"", "302 Found", location="/" + "a" * 9000),), "bad_redirect"),
    ],
    "Odd, but nothing is lost": [
        Fault("early hints", (b"HTTP/1.1 103 Early Hints\r\nLink: </a.css>\r\n\r\n", answer(STORY)), "page"),
        Fault("continue", (b"HTTP/1.1 100 Continue\r\n\r\n", answer(STORY)), "page"),
        Fault("gzip", (answer(GZIP, content_encoding="gzip"),), "page"),
        Fault("x-gzip in chunks", (chunked(GZIP[:7], GZIP[7:], content_encoding="x-gzip"),), "page"),
        Fault(
            "gzip in many members",
            (answer(gzip.compress(STORY[:40]) + gzip.compress(STORY[40:]), content_encoding="gzip"),),
            "page",
        ),
        Fault("gzip with padding", (answer(GZIP + b"\0" * 50, content_encoding="gzip"),), "page"),
        Fault("gzip twice", (answer(gzip.compress(GZIP), content_encoding="gzip, gzip"),), "page"),
        Fault("deflate", (answer(DEFLATE, content_encoding="deflate"),), "page"),
        Fault("raw deflate", (answer(DEFLATE[2:-4], content_encoding="deflate"),), "page"),
        Fault("gzip label on a plain body", (answer(STORY, content_encoding="gzip"),), "page"),
        Fault(
            "bytes after the body",
            (answer(STORY, content_length=str(len(STORY))) + b"HTTP/1.1 200 OK\r\n" * 9,),
            "page",
        ),
        Fault("no length", (headers("Connection: close"), Do.CLOSE), "page"),
        Fault("chunks with extensions and trailers", (chunked(STORY, end=b"0;a=b\r\nX-T: 1\r\n\r\n"),), "page"),
        Fault("end of connection for the last line", (chunked(STORY, end=b"0\r\n"), Do.CLOSE), "page"),
        Fault("same length twice", (headers(LENGTH, LENGTH),), "page"),
        Fault("lines that end in LF alone", (headers(LENGTH).replace(b"\r\n", b"\n"),), "page"),
        Fault("HTTP/1.0", (headers(body=STORY).replace(b"HTTP/1.1", b"HTTP/1.0"), Do.CLOSE), "page"),
        Fault("no reason phrase", (answer(STORY, "200"),), "page"),
        Fault("no content type", (answer(STORY, content_type=""),), "page"),
        Fault("length said twice in one header", (headers(f"{LENGTH}, {len(STORY)}"),), "page"),
        Fault("a line without a colon among the headers", (headers("garbage it is", LENGTH),), "page"),
        Fault("a header name with a space", (headers("X A : b", LENGTH),), "page"),
        Fault("blank lines before the status line", (b"\r\n\r\n" + headers(LENGTH),), "page"),
        Fault("gzip label on zlib data", (answer(DEFLATE, content_encoding="gzip"),), "page"),
        Fault("deflate label on gzip data", (answer(GZIP, content_encoding="deflate"),), "page"),
        Fault("a coding that is none", (answer(STORY, content_encoding="utf-8"),), "page"),
        Fault("a type that is none", (answer(STORY, content_type="html"),), "page"),
        Fault("two types", (answer(STORY, content_type="text/html, text/html"),), "page"),
        Fault("two redirect targets", two_targets(), "page"),
        Fault("raw bytes in a header", (headers("X-Title: \xe6\x96\xb0", LENGTH),), "page"),
    ],
}
FAULTS = [fault for faults in GROUPS.values() for fault in faults]
