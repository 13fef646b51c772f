"""Stories that a page holds in its scripts only: JSON-LD, a framework's JSON, a string in a script.

Looked for where the markup itself shows next to no prose. The story is read like any markup and stands behind the visible
text, in a place of its own, so that the audit shows where it came from.
"""

import html
import json
import re
from collections.abc import Iterator
from copy import deepcopy
from dataclasses import replace
from typing import Final

from cleaners.dom import Block, Document, Nodes, assemble, document_of_lines, wide_chars
from cleaners.parse import parse

# Keys under which frameworks and content systems keep a story, the surest first.
KEYS: Final = (
    "articleBody articlebody article_content articleContent contentHtml content_html bodyHtml body_html articleText "
    "newsContent news_content newsText content body detail text html"
).split()
MIN_STORY_CHARS: Final = 60
# The keys are everyday words: what stands under one is a story only with this many marks that end or part clauses.
MIN_MARKS: Final = 3
MAX_SCRIPT_CHARS: Final = 4_000_000
_STRING: Final = re.compile(
    rf"""["']?\b({"|".join(KEYS)})["']?\s*[:=]\s*(?:"((?:[^"\\]|\\.){{60,}})"|'((?:[^'\\]|\\.){{60,}})')""", re.DOTALL
)
_ASSIGNED: Final = re.compile(r"^\s*(?:window\.|var\s+|let\s+|const\s+|self\.)?[\w.$\[\]\"']+\s*=\s*(?=[{\[])")
_MARKUP: Final = re.compile(r"<(?:p|br|div|span|section|strong)\b", re.IGNORECASE)
_MARK: Final = re.compile(r"[，。；！？、]")
_ESCAPE: Final = re.compile(r"\\(?:u([0-9a-fA-F]{4})|x([0-9a-fA-F]{2})|(.))", re.DOTALL)
_PLAIN: Final = {"n": "\n", "r": "\n", "t": " ", "b": "", "f": ""}


def with_embedded_story(document: Document) -> Document | None:
    """Return the document with the longest story of its scripts behind the visible text; None where they hold none."""
    found = sorted(_stories(document), key=lambda story: (KEYS.index(story[0]) > 0, -wide_chars(story[1])))
    for _, text in found:
        story = _read(text)
        if sum(block.wide for block in story.blocks) >= MIN_STORY_CHARS:
            return _appended(document, story)
    return None


def _stories(document: Document) -> Iterator[tuple[str, str]]:
    """Yield (key, text or markup) of every string in a script that may be a story."""
    for kind, script in document.scripts:
        if len(script) > MAX_SCRIPT_CHARS:
            continue
        for key, text in _strings_of(kind, script):
            if wide_chars(text) >= MIN_STORY_CHARS and len(_MARK.findall(text)) >= MIN_MARKS:
                yield key, text


def _strings_of(kind: str, script: str) -> Iterator[tuple[str, str]]:
    body = _ASSIGNED.sub("", script) if "json" not in kind else script
    try:
        value, _ = json.JSONDecoder(strict=False).raw_decode(body.lstrip())
        found = list(_strings_under_keys(value))
    except (ValueError, RecursionError):
        found = []
    # Not JSON, or JSON of something else with the story further on in the script.
    yield from found or ((match[1], _unescaped(match[2] or match[3] or "")) for match in _STRING.finditer(script))


def _strings_under_keys(value: object) -> Iterator[tuple[str, str]]:
    """Yield the strings under story keys; lists of strings are paragraphs."""
    todo = [value]
    while todo:
        item = todo.pop()
        if isinstance(item, list):
            todo += reversed(item)
        elif isinstance(item, dict):
            for key, inner in item.items():
                if key in KEYS and isinstance(inner, str):
                    yield key, inner
                elif key in KEYS and isinstance(inner, list) and all(isinstance(line, str) for line in inner):
                    yield key, "\n".join(inner)
                else:
                    todo.append(inner)


def _unescaped(text: str) -> str:
    return _ESCAPE.sub(_character, text)


def _character(match: re.Match[str]) -> str:
    code = match[1] or match[2]
    return chr(int(code, 16)) if code else _PLAIN.get(match[3], match[3])


def _read(text: str) -> Document:
    """Return a story as a document: markup, escaped markup, or lines."""
    if "&lt;" in text and not _MARKUP.search(text):
        text = html.unescape(text)
    return parse(f"<div>{text}</div>") if _MARKUP.search(text) else document_of_lines(html.unescape(text))


def _appended(document: Document, story: Document) -> Document:
    """Return `document` with the blocks of `story` behind its own, under a node of their own."""
    first, home = len(document.blocks), len(document.nodes)
    nodes = deepcopy(document.nodes)
    last = first + len(story.blocks)
    _add_node(nodes, 0, "div", " articlebody", 1, (first, last))
    for node in range(1, len(story.nodes)):
        names, depth = story.nodes.names[node], story.nodes.depth[node] + 1
        span = (story.nodes.first[node] + first, story.nodes.last[node] + first)
        _add_node(nodes, home + story.nodes.parent[node], story.nodes.tag[node], names, depth, span)
    nodes.last[0] = last
    blocks: list[Block] = [replace(block, link_chars=0) for block in document.blocks]
    for block in story.blocks:
        joint = block.joint if block.index else "\n"
        blocks.append(replace(block, index=first + block.index, node=home + block.node, joint=joint, link_chars=0))
    return replace(document, blocks=blocks, nodes=nodes, seen=assemble(blocks), embedded=(first, last))


def _add_node(nodes: Nodes, parent: int, tag: str, names: str, depth: int, span: tuple[int, int]) -> None:
    nodes.parent.append(parent)
    nodes.tag.append(tag)
    nodes.names.append(names)
    nodes.depth.append(depth)
    nodes.first.append(span[0])
    nodes.last.append(span[1])
