"""What is said below a story or a poem of who wrote it, by those who edited it, and of whose site it stands on."""

import re

from cleaners.article.summaries import MAX_SUMMARY_CHARS
from cleaners.dom import Block
from cleaners.fold import fold

AROUND_LABEL = " |:·●■◆▍▎★()【】[]*-—"
# Below a heading that says so, at the story's end, so many paragraphs at most tell who wrote it.
NOTE_BLOCKS = 4
_AUTHOR_NOTE = re.compile(
    r"(?:作者|译者|(?:受访|本期|点评)?专家|(?:受访|出镜)?(?:医生|医师)|名医|(?:本期)?嘉宾)(?:简介|介绍|名片|档案)"
)
_WIDE_NAME = re.compile(r"[\u4e00-\u9fff](?:\s[\u4e00-\u9fff]){1,3}")
_EDITORS_NOTE = re.compile(r"\((?:编者|编|本报|本刊)[按注后]\s?:.*\)")
_NAMED = r"(?:编者?[按语]|编后|编辑(?:点评|短评|推荐语?)|荐[稿评]语?|点评|赏析)"
_EDITORS_WORD = re.compile(rf"\({_NAMED}\)|\(?{_NAMED}\s?:")
# Whose site it is, below a story as at any page's foot; what stands among other labels is part of what a notice tells.
_HOSTS = re.compile(
    r"(?:主\s{0,2}办|承\s{0,2}办|主管|协办|技术支持)(?:单位|方)?\s?:\s?[^,。!?]{2,40}|网站标识码\s?:.{4,20}"
)
_LABELLED = re.compile(r"[^,。:!?]{1,12}:\s?\S")


def cut_author_note(blocks: list[Block], rules: dict[int, str]) -> None:
    """Cut a line at the story's end that introduces its author or an expert, and what stands below it: who he is."""
    for at, block in enumerate(blocks[-NOTE_BLOCKS:], max(0, len(blocks) - NOTE_BLOCKS)):
        if at and _AUTHOR_NOTE.fullmatch(fold(block.text).strip(AROUND_LABEL)):
            rules |= {below.index: "author_note" for below in blocks[at:] if below.index not in rules}


def cut_editors_note(blocks: list[Block], rules: dict[int, str]) -> None:
    """Cut what the editors add in brackets below a letter or a story."""
    last = next((block for block in reversed(blocks) if block.index not in rules), None)
    if last is not None and len(last.text) <= MAX_SUMMARY_CHARS and _EDITORS_NOTE.fullmatch(fold(last.text)):
        rules[last.index] = "editors_note"


def cut_below_verse(blocks: list[Block], rules: dict[int, str]) -> None:
    """Cut what the editors say below the last line of verse, and the poet: a name set wide."""
    for last in [block for block in reversed(blocks) if block.index not in rules]:
        is_said = _EDITORS_WORD.match(fold(last.text))
        if is_said or _WIDE_NAME.fullmatch(last.text):
            rules[last.index] = "editors_note" if is_said else "signature"
        if not is_said:
            return


def cut_hosts(blocks: list[Block], rules: dict[int, str]) -> None:
    """Cut the last lines of a story that name who runs the site, right below a paragraph."""
    hosts: list[int] = []
    for block in reversed(blocks):
        if block.index in rules:
            continue
        folded = fold(block.text)
        if not _HOSTS.fullmatch(folded):
            if not _LABELLED.match(folded):
                rules |= dict.fromkeys(hosts, "site_foot")
            return
        hosts.append(block.index)
