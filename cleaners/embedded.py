"""Stories that a page holds where no reader sees them: JSON-LD, a framework's JSON, a string in a script, a hidden textarea.

Looked for where the markup itself shows next to no prose. The story is read like any markup and stands behind the visible
text, in a place of its own, so that the audit shows where it came from.
"""

import html
import json
import re
from collections.abc import Iterator
from copy import deepcopy
from dataclasses import replace
from itertools import islice
from typing import Final, NamedTuple

from cleaners.dom import Block, Document, Nodes, assemble, document_of_lines, wide_chars
from cleaners.parse import parse

# Keys under which frameworks and content systems keep a story, the surest first.
KEYS: Final = (
    "articleBody articlebody article_content articleContent contentHtml content_html bodyHtml body_html articleText "
    "newsContent news_content newsText storyContent story_content mainContent articleHtml fullText full_text richText content_text "
    "contentText content body detail story blocks text html data"
).split()
# So common a name that what stands under it must be markup.
COMMON_KEY: Final = "data"
# Keys of what stands beside a story in the same object, under the name of the meta element that says the same.
FACTS: Final = {
    "headline": "title headline articleTitle newsTitle contentTitle mainTitle",
    "author": "author authorName authors authorList reporter reporters byline bylines writer writers creator",
    "datepublished": "publishTime publishedAt publish_time published_at pubTime pubDate datePublished publishDate publishedTime "
    "releaseTime releaseTimeStr publish_date publishDateTime firstPublishTime newsTime created createdAt created_at createTime",
    "datemodified": "updatedAt updateTime updated_at modifiedAt dateModified modifyTime lastModified",
    "source": "source mediaName sourceName origin copyFrom publisher publication",
    "editor": "editor editorName editors responEditor",
}
# Keys under which a person's or a medium's own object keeps its name, the surest first.
NAMES: Final = ("name", "realname", "nickname", "displayName", "publishName", "fullName", "penName", "title")
_FACT_OF: Final = {key: name for name, keys in FACTS.items() for key in keys.split()}
MAX_FACT_CHARS: Final = 200
# A story may be called its name, in an object that tells its day, too.
NAMED: Final = "name"
MIN_NAME_CHARS: Final = 6
DATED: Final = "datepublished"
# What a part of a story says that it is when it holds words, and no picture; and under which key.
PARTS: Final = ("type", "k", "kind", "tag", "t")
TEXT_PARTS: Final = (
    "text",
    "paragraph",
    "p",
    "heading",
    "header",
    "subheading",
    "subtitle",
    "h2",
    "h3",
    "h4",
    "quote",
    "blockquote",
)
# Where an editor keeps the text of a token, of so many keys at most, in lists so deep; and what its blocks are called that tell no story.
BLOCKS: Final = "blocks"
TOKENS: Final = ("text", "content", "value")
MAX_TOKEN_KEYS, MAX_NESTED = 6, 6
_OF_OTHERS: Final = re.compile(
    r"image|photo|picture|gallery|video|audio|relat|recommend|summary|teaser|embed|advert|^ad$|caption|tag|comment|author",
    re.IGNORECASE,
)
# Words in the names of a textarea that keeps the story or a fact of it for a script to show: article-content, article-source-name.
_TEXTAREA: Final = "textarea"
_TEXTAREA_STORY: Final = re.compile(r"(?:content|body|text|detail)$")
_TEXTAREA_FACTS: Final = {
    "headline": re.compile(r"(?<!sub)title$"),
    "author": re.compile(r"author(?:-?name)?$"),
    "datepublished": re.compile(r"(?:publish|article|news|p|c)[-_]?(?:time|date)$"),
    "source": re.compile(r"source(?:-?name)?$"),
    "editor": re.compile(r"editor(?:-?name)?$"),
}
MIN_STORY_CHARS: Final = 60
# The keys are everyday words: what stands under one is a story only with this many marks that end or part clauses.
MIN_MARKS: Final = 3
MAX_SCRIPT_CHARS: Final = 4_000_000
_STRING: Final = re.compile(
    rf"""["']?\b({"|".join(KEYS)})["']?\s*[:=]\s*(?:"((?:[^"\\]|\\.){{60,}})"|'((?:[^'\\]|\\.){{60,}})')""", re.DOTALL
)
# author:{id:7,displayName:"王五"}
_IN_OBJECT: Final = rf"""(?:\[?\s?\{{[^{{}}"']{{0,40}}?["']?\b(?:{"|".join(NAMES)})["']?\s*:\s*)?"""
_FACT: Final = re.compile(
    rf"""["']?\b({"|".join(_FACT_OF)})["']?\s*[:=]\s*{_IN_OBJECT}(?:"((?:[^"\\]|\\.){{2,{MAX_FACT_CHARS}}})"|'((?:[^'\\]|\\.){{2,{MAX_FACT_CHARS}}})')"""
)
FACT_REACH: Final = 3000
_ASSIGNED: Final = re.compile(r"[\w$\]\"']\s{0,4}=\s{0,4}(?=[{\[])|^\s*(?=[{\[])")
MAX_ASSIGNED: Final = 50
_OTHER_ROLE: Final = re.compile("[摄攝]影|[图圖]片|[编編][辑輯]|[设設][计計]|校[对對]")
_TAGS: Final = re.compile(r"<[^<>]*>")
_MARKUP: Final = re.compile(r"<(?:p|br|div|span|section|strong)\b", re.IGNORECASE)
_MARK: Final = re.compile(r"[，。；！？、]")
_ESCAPE: Final = re.compile(r"\\(?:u([0-9a-fA-F]{4})|x([0-9a-fA-F]{2})|(.))", re.DOTALL)
_PLAIN: Final = {"n": "\n", "r": "\n", "t": " ", "b": "", "f": ""}


def with_embedded_story(document: Document) -> Document | None:
    """Return the document with the longest story of its scripts behind the visible text; None where they hold none."""
    found = sorted(_stories(document), key=lambda story: (KEYS.index(story.key) > 0, -wide_chars(story.text)))
    for embedded in found:
        story = _read(embedded.text)
        if sum(block.wide for block in story.blocks) >= MIN_STORY_CHARS:
            return _appended(document, story, embedded.facts)
    return None


class _Embedded(NamedTuple):
    """A string under a story's key, and what the object around it says: title, author, dates, source."""

    key: str
    text: str
    facts: dict[str, str]


def _stories(document: Document) -> Iterator[_Embedded]:
    """Yield every string in a script that may be a story."""
    facts = _facts_in_textareas(document)
    for kind, script in document.scripts:
        if len(script) > MAX_SCRIPT_CHARS:
            continue
        if kind.startswith(_TEXTAREA):
            found = [_Embedded(KEYS[1], script, facts)] if _TEXTAREA_STORY.search(kind) else []
        else:
            found = list(_strings_of(kind, script))
        for story in found:
            if wide_chars(story.text) >= MIN_STORY_CHARS and len(_MARK.findall(story.text)) >= MIN_MARKS:
                yield story


def _facts_in_textareas(document: Document) -> dict[str, str]:
    """Return what textareas beside the story's say of it; their names say which fact each holds."""
    facts: dict[str, str] = {}
    for kind, text in document.scripts:
        if kind.startswith(_TEXTAREA) and len(text) <= MAX_FACT_CHARS:
            for name, pattern in _TEXTAREA_FACTS.items():
                if pattern.search(kind) and (value := _without_tags(text)):
                    facts.setdefault(name, value)
    return facts


def _without_tags(text: str) -> str:
    return " ".join(_TAGS.sub(" ", text).split())


def _strings_of(kind: str, script: str) -> Iterator[_Embedded]:
    found = [story for value in _values_in(kind, script) for story in _strings_under_keys(value)]
    # Not JSON, or JSON of something else with the story further on in the script.
    yield from found or (
        _Embedded(match[1], _unescaped(match[2] or match[3] or ""), _facts_in_script(script, match.start()))
        for match in _STRING.finditer(script)
    )


def _values_in(kind: str, script: str) -> Iterator[object]:
    """Yield the script as one JSON value, or the JSON values that it assigns to names."""
    decoder = json.JSONDecoder(strict=False)
    starts = [0] if "json" in kind else [match.end() for match in islice(_ASSIGNED.finditer(script), MAX_ASSIGNED)]
    end = 0
    for start in starts:
        if start < end:  # inside the value before
            continue
        try:
            value, end = decoder.raw_decode(script, len(script) - len(script[start:].lstrip()))
        except (ValueError, RecursionError):
            continue
        yield value


def _strings_under_keys(value: object) -> Iterator[_Embedded]:
    """Yield the strings under story keys; lists of strings are paragraphs. Inner objects say more than outer ones."""
    todo: list[tuple[object, dict[str, str]]] = [(value, {})]
    while todo:
        item, outer = todo.pop()
        if isinstance(item, list):
            yield from _parts_of(item, outer)
            if told := _tokens_of(item):
                yield _Embedded(BLOCKS, told, outer)
            todo += ((inner, outer) for inner in reversed(item))
        elif isinstance(item, dict):
            facts = outer | _facts_of(item)
            for key, inner in item.items():
                if key in KEYS and isinstance(inner, str):
                    if key != COMMON_KEY or _MARKUP.search(inner):
                        yield _Embedded(key, inner, facts)
                elif key in KEYS and isinstance(inner, list) and inner and all(isinstance(line, str) for line in inner):
                    yield _Embedded(key, "\n".join(inner), facts)
                else:
                    todo.append((inner, facts))


def _parts_of(items: list[object], facts: dict[str, str]) -> Iterator[_Embedded]:
    """Yield a story that a list holds in parts, one an object: text, a picture, text."""
    objects = [item for item in items if isinstance(item, dict)]
    for key in KEYS if len(objects) > 1 else ():
        parts = [item[key] for item in objects if isinstance(item.get(key), str)]
        told = [item[key] for item in objects if isinstance(item.get(key), str) and _is_of_words(item)]
        if len(told) > 1 or (len(parts) > 1 and all(map(_MARKUP.search, parts))):
            yield _Embedded(key, "\n".join(told or parts), facts)


def _tokens_of(items: list[object]) -> str:
    """Return a story that a list of blocks holds as an editor does, each with its tokens in lists of their own; "" for none.

    {"blockType": "text", "htmlTokens": [[{"type": "text", "content": …}], …]}, {"type": "paragraph", "children": [{"text": …}]}
    """
    objects = [item for item in items if isinstance(item, dict)]
    told = [item for item in objects if not _OF_OTHERS.search(_kind_of(item))]
    lines = [line for item in told for inner in item.values() if isinstance(inner, list) for line in _lines_of(inner)]
    return "\n".join(lines) if objects and len(lines) > 1 else ""


def _lines_of(items: list[object]) -> list[str]:
    """Return the paragraphs of nested lists of tokens, outermost first; what is called a picture or another story's has none."""
    lines: list[str] = []
    todo: list[tuple[list[object], int]] = [(items, 0)]
    while todo:
        inner, depth = todo.pop()
        tokens = [_token(item) for item in inner]
        if tokens and all(token is not None for token in tokens):
            lines.append("".join(filter(None, tokens)))
            continue
        nested = [each for item in inner for each in (item.values() if isinstance(item, dict) else [item])]
        if depth < MAX_NESTED and not any(
            isinstance(item, dict) and _OF_OTHERS.search(_kind_of(item)) for item in inner
        ):
            todo += ((each, depth + 1) for each in reversed(nested) if isinstance(each, list))
    return [line for line in lines if line.strip()]


def _token(item: object) -> str | None:
    """Return the text of a token, None for anything else."""
    if not isinstance(item, dict) or any(isinstance(value, (list, dict)) for value in item.values()):
        return None
    text = next((item[key] for key in TOKENS if isinstance(item.get(key), str)), None)
    return text if text is not None and len(item) <= MAX_TOKEN_KEYS else None


def _kind_of(item: dict[str, object]) -> str:
    return " ".join(value for key in (*PARTS, "blockType", "block_type") if isinstance(value := item.get(key), str))


def _is_of_words(item: dict[str, object]) -> bool:
    return any(item.get(key) in TEXT_PARTS for key in PARTS)


def _facts_of(item: dict[str, object]) -> dict[str, str]:
    found: dict[str, str] = {}
    for key, value in item.items():
        name = _FACT_OF.get(key)
        if name and name not in found:
            text = _said(value)
            if text and len(text) <= MAX_FACT_CHARS:
                found[name] = text
    named = item.get(NAMED)
    if "headline" not in found and isinstance(named, str) and len(named) >= MIN_NAME_CHARS and DATED in found:
        found["headline"] = _without_tags(named)
    return found


def _said(value: object) -> str:
    """Return a fact's value: a string, a number, a person's or medium's name, several names."""
    if isinstance(value, dict):
        value = next(filter(None, map(value.get, NAMES)), "")
    if isinstance(value, list):
        return "、".join(filter(None, (_said(each) for each in value if not _is_of_pictures(each))))
    return _without_tags(str(value)) if isinstance(value, (str, int)) and not isinstance(value, bool) else ""


def _is_of_pictures(value: object) -> bool:
    """Tell whether one of several persons took the pictures, or edited the story."""
    role = value.get("role") if isinstance(value, dict) else None
    return isinstance(role, str) and _OTHER_ROLE.search(role) is not None


def _facts_in_script(script: str, at: int) -> dict[str, str]:
    """Return the facts that stand near a story in a script that is no JSON."""
    facts: dict[str, str] = {}
    start = max(0, at - FACT_REACH)
    for match in _FACT.finditer(script, start, at + FACT_REACH):
        name, value = _FACT_OF[match[1]], " ".join(_unescaped(match[2] or match[3]).split())
        if match.start() < at:  # the nearest before the story says most
            facts[name] = value
        else:
            facts.setdefault(name, value)
    return facts


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


def _appended(document: Document, story: Document, facts: dict[str, str]) -> Document:
    """Return `document` with title and blocks of `story` behind its own, and with what else its script says of it."""
    nodes = deepcopy(document.nodes)
    blocks: list[Block] = [replace(block, link_chars=0) for block in document.blocks]
    title = facts.get("headline", "")
    if title:
        _add_node(nodes, 0, "h1", "", 1, (len(blocks), len(blocks) + 1))
        blocks.append(Block(len(blocks), title, len(nodes) - 1, "h1"))
    first, home = len(blocks), len(nodes)
    last = first + len(story.blocks)
    _add_node(nodes, 0, "div", " articlebody", 1, (first, last))
    for node in range(1, len(story.nodes)):
        names, depth = story.nodes.names[node], story.nodes.depth[node] + 1
        span = (story.nodes.first[node] + first, story.nodes.last[node] + first)
        _add_node(nodes, home + story.nodes.parent[node], story.nodes.tag[node], names, depth, span)
    nodes.last[0] = last
    for block in story.blocks:
        joint = block.joint if block.index else "\n"
        blocks.append(replace(block, index=first + block.index, node=home + block.node, joint=joint, link_chars=0))
    return replace(
        document,
        blocks=blocks,
        nodes=nodes,
        metas=(*document.metas, *facts.items()),
        seen=assemble(blocks),
        embedded=(first, last),
        ruled_title=document.ruled_title or title,
    )


def _add_node(nodes: Nodes, parent: int, tag: str, names: str, depth: int, span: tuple[int, int]) -> None:
    nodes.parent.append(parent)
    nodes.tag.append(tag)
    nodes.names.append(names)
    nodes.depth.append(depth)
    nodes.first.append(span[0])
    nodes.last.append(span[1])
