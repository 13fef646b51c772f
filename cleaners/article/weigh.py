"""What each block speaks for: story prose, or the furniture around it.

A block's prose is its Han characters outside links when it reads like a sentence; its boilerplate is what reads like a
label, a menu entry or a headline in a list. Both are counted in characters, so that sums over a subtree compare.
"""

import re
from collections import Counter
from collections.abc import Sequence

from cleaners.article.boxes import boxes_amid
from cleaners.article.items import announced, announced_between
from cleaners.article.lines import rule_of
from cleaners.article.names import in_caption
from cleaners.article.notices import dates_poem
from cleaners.dom import CLAUSE_MARKS, Block, Document, wide_chars
from cleaners.elements import CAPTION_TAGS
from cleaners.fold import fold

# Below this a block without a clause mark is a label, a heading or a list entry.
MIN_UNMARKED_PROSE = 28
MAX_PROSE_LINK_DENSITY = 0.5
# A sentence of so many links says so much between them.
MIN_SENTENCE_LINKS, MIN_BETWEEN_LINKS = 2, 10
# Above this many characters a clause mark, a text is a list of names or keywords.
LONG_SENTENCE = 120
MAX_LINE_CHARS = 140
SENTENCE_ENDS = tuple("。！？!?…”」』：:；;，,）)")
MIN_UNENDED_SENTENCE = 45
# …。(編輯:王五)1130205: a sentence, and behind it who signs.
_SIGNED_SENTENCE = re.compile(r"[。！？”」]\s?[（(【\[—]")
# …就医.: a page that writes no wide punctuation.
_NARROW_STOP = re.compile(r"[\u4e00-\u9fff][)\"”]?\.\"?$")
# So many part the members of a list that a story gives in one line: who played, what was sold.
MANY_SEMICOLONS = 2
# A row of a table in plain text: its words, and the numbers among its own or its neighbour's.
MAX_ROW_CHARS = 80
MIN_ROW_WORDS = 3
# A longer cell is a headline, in a table of what is read most.
MAX_CELL_CHARS = 16
MIN_ROW_NUMBERS = 2
# What parts the cells of a table where no tab does.
BAR = " | "
# Days, hours and how long they last are numbers too.
_NUMBER = re.compile(r"[+-]?\d[\d,.:：月日年~—–/-]*%?")
# Marks that a newspaper puts before its author's name, on a line above the first of verse.
BOXES = tuple("□■◎●○◆◇")
# Lines of verse: so long, so many in one element, and so few others among them.
MIN_VERSE_CHARS = 3
MAX_VERSE_CHARS = 40
MIN_VERSE_LINES = 5
# How many lines below the title a poem may begin, in plain text.
VERSE_REACH = 12
MEAN_VERSE_CHARS = 11
# Lines of another kind, one after the other, between those of broken sentences.
MAX_GAP_IN_SENTENCES = 2
MAX_OTHER_SHARE = 0.5
VERSE_PARAGRAPHS = frozenset(("p", "div", "section", "span"))
MIN_CAPTION_CHARS = 20
# A page of a newspaper, in the list of all of them: 第01版：要闻
_PAPER_PAGE = re.compile(r"第\s?[A-Za-z]?\d{1,3}\s?版(?:\s?[：:|]|\s|$)")
# A short line that begins with a whole date, with or without a label before it, is a byline; a numbered line is a notice's.
_DATED = re.compile(
    r"(?![（(]?[\d一二三四五六七八九十]{1,3}[.．、）)])[^，。；！？]{0,40}?(?:(?:19|20)\d\d\s?[-/.年]\s?[01]?\d\s?[-/.月]\s?\d|\d\d:\d\d)"
)
# Below each headline of a list, and below no line of a poem.
_DATE_BEGUN = re.compile(r"(?:(?:19|20)\d\d[-/.年])?\d{1,2}[-/.月]\d{1,2}|\d\d:\d\d")
_CLOCK = re.compile(r"\d\d:\d\d")
MANY_CLOCKS = 3

# A longer one says beside the date who wrote it or where it comes from.
_DATED_CREDIT = re.compile(
    r"[（(【\[]?(?:19|20)\d\d\s?[-/.年]\s?[01]?\d\s?[-/.月]\s?\d[^。！？]{0,12}?(?:作者|[来來]源|[记記]者|[编編][辑輯])\s?[:：]"
)


def clause_marks(text: str) -> int:
    """Return how many marks that end or part clauses stand in `text`, of both widths' commas.

    >>> clause_marks("会议强调,要抓好落实。")
    2
    """
    return sum(map(text.count, CLAUSE_MARKS + ",!?;")) if len(text) > 3 else 0


def prose_chars(block: Block) -> int:
    """Return the block's characters of prose, 0 for a label, a menu entry or a block of links."""
    if block.wide < 6 or block.place in ("marquee", "noscript", "before_html", "after_html"):
        return 0
    is_of_links = block.link_density > MAX_PROSE_LINK_DENSITY
    if is_of_links and not is_sentence_of_links(block):
        return 0
    marks = clause_marks(block.text)
    if block.wide < MIN_UNMARKED_PROSE and not marks:
        return 0
    if is_dated_line(block):
        return 0
    if len(block.text) <= MAX_LINE_CHARS and "。" not in block.text and _DATED_CREDIT.match(block.text):
        return 0
    if block.wide > LONG_SENTENCE and marks * LONG_SENTENCE < block.wide:
        return 0
    if len(block.text) <= MAX_LINE_CHARS and rule_of(block):
        return 0
    return block.wide if is_of_links else block.wide - min(block.link_chars, block.wide)


def is_sentence_of_links(block: Block) -> bool:
    """Tell whether a block of links is a sentence for all that: what stands between them has commas, and a full stop ends it."""
    if len(block.links) < MIN_SENTENCE_LINKS or not block.text.endswith("。"):
        return False
    between = block.unlinked
    return "，" in between and wide_chars(between) >= MIN_BETWEEN_LINKS


def _is_sentence(block: Block) -> bool:
    """Tell whether a line of plain text reads as a sentence: it has lost its links, and may as well be a menu's."""
    is_ended = block.text.endswith(SENTENCE_ENDS) or block.text.count("；") >= MANY_SEMICOLONS
    is_ended = (
        is_ended or _SIGNED_SENTENCE.search(block.text) is not None or _NARROW_STOP.search(block.text) is not None
    )
    if block.wide < MIN_UNENDED_SENTENCE and not is_ended:
        return False
    if "。" not in block.text and len(_CLOCK.findall(block.text)) >= MANY_CLOCKS:
        return False  # headlines in one line, and how long the video of each is
    return clause_marks(block.text) > 0


def is_cell(document: Document, block: Block) -> bool:
    """Tell whether the block is a cell in a row of a data table: one of several side by side, and no link.

    Of plain text it is a row: of as many words as the line above it or below, some of them numbers.
    """
    if block.links:
        return False
    if document.media == "text":
        return _is_row(document, block)
    after = block.index + 1
    return block.joint == "\t" or (after < len(document.blocks) and document.blocks[after].joint == "\t")


def _is_row(document: Document, block: Block) -> bool:
    beside = document.blocks[max(0, block.index - 1) : block.index + 2]
    cells = _cells(block)
    if len(cells) > 1 and max(map(len, cells)) <= MAX_CELL_CHARS:  # a row of tabs is a menu's where it has no number
        rows = [other for other in beside if len(_cells(other)) == len(cells)]
        if len(rows) > 1 and any(map(str.isdecimal, "".join(row.text for row in rows))):
            return True
    words = block.text.split() if len(block.text) <= MAX_ROW_CHARS else []
    if len(words) < MIN_ROW_WORDS or clause_marks(block.text):
        return False
    for other in beside:
        others = other.text.split() if other is not block and len(other.text) <= MAX_ROW_CHARS else []
        if len(others) == len(words) and max(map(_count_numbers, (words, others))) >= MIN_ROW_NUMBERS:
            return True
    return False


def _cells(block: Block) -> Sequence[str]:
    """Return the cells of a row of plain text, parted by tabs or, from three on, by bars with a space on each side."""
    if len(block.pieces) > 1 or BAR not in block.text or len(block.text) > MAX_ROW_CHARS:
        return block.pieces
    cells = block.text.split(BAR)
    return cells if len(cells) >= MIN_ROW_WORDS else ()


def _count_numbers(words: list[str]) -> int:
    return sum(_NUMBER.fullmatch(word) is not None for word in words)


def shows_picture(document: Document, block: Block) -> bool:
    """Tell whether a block's element or its words say that it is a picture's caption."""
    return block.tag in CAPTION_TAGS or rule_of(block) == "caption" or in_caption(document, block)


def caption_chars(document: Document, title_block: int, skip: frozenset[int]) -> list[int]:
    """Return the characters of each caption below the title that is a whole sentence: picture news is nothing else."""
    chars = [0] * len(document.blocks)
    for block in document.blocks[title_block + 1 :]:
        if block.index not in skip and not block.links and block.wide >= MIN_CAPTION_CHARS and "。" in block.text:
            chars[block.index] = block.wide if shows_picture(document, block) else 0
    return chars


def verse_chars(document: Document, title_block: int, skip: frozenset[int]) -> list[int]:
    """Return the characters of each line of verse: of many short lines below the title in one element, none of them linked.

    For pages that hold no prose: a poem has no punctuation to know its lines by.
    """
    if document.media == "text":
        return _verse_of_lines(document, title_block, skip)
    lines: dict[int, list[Block]] = {}
    others: Counter[int] = Counter()
    for block in document.blocks[title_block + 1 :]:
        home = block.node
        if document.nodes.tag[block.node] in VERSE_PARAGRAPHS:
            home = document.nodes.parent[block.node]
        if block.index not in skip and _may_be_verse(block):
            lines.setdefault(home, []).append(block)
        else:
            others[home] += 1
    verse = [0] * len(document.blocks)
    for home, found in lines.items():
        if len(found) >= MIN_VERSE_LINES and others[home] <= MAX_OTHER_SHARE * len(found):
            for block in found:
                verse[block.index] = block.wide
    return verse


def _may_be_verse(block: Block) -> bool:
    if block.links or block.wide < MIN_VERSE_CHARS or len(block.text) > MAX_VERSE_CHARS:
        return False
    return not (rule_of(block) or _DATED.match(block.text) or _PAPER_PAGE.match(block.text))


def is_dated_line(block: Block) -> bool:
    """Tell whether a short line gives a whole date and ends no sentence, as bylines do."""
    return block.wide < MIN_UNMARKED_PROSE and not block.text.endswith("。") and _DATED.match(block.text) is not None


def _verse_of_lines(document: Document, title_block: int, skip: frozenset[int]) -> list[int]:
    """Return the same for plain text, where no element holds a poem: of a run of lines close below the title.

    Sentences that somebody broke into lines of one width are such a run too.
    """
    away = skip | document.listed
    run: list[Block] = []
    marked = gap = 0
    for block in document.blocks[title_block + 1 :]:
        if block.index not in away and _may_be_verse_of_lines(block):
            run.append(block)
            marked += clause_marks(block.text) > 0
            gap = 0
            continue
        if len(run) >= MIN_VERSE_LINES and 0 < len(block.text) < MIN_VERSE_CHARS and not rule_of(block):
            run.append(block)  # the name of the next of several poems
            continue
        gap += 1
        if _DATE_BEGUN.match(block.text) and not dates_poem(fold(block.text)):
            run = run[:-1]  # a headline of a list, and its date
        elif len(run) >= MIN_VERSE_LINES and 2 * marked >= len(run) and gap <= MAX_GAP_IN_SENTENCES:
            continue
        if len(run) >= MIN_VERSE_LINES or block.index > title_block + VERSE_REACH:
            break
        run, marked = [], 0
    while run and len(run[-1].text) < MIN_VERSE_CHARS:
        run.pop()
    verse = [0] * len(document.blocks)
    is_poem = sum(block.wide for block in run) <= MEAN_VERSE_CHARS * len(run)
    if len(run) >= MIN_VERSE_LINES and (is_poem or 2 * marked >= len(run)):
        for block in run:
            verse[block.index] = block.wide
    return verse


def _may_be_verse_of_lines(block: Block) -> bool:
    """Tell whether a line may be a poem's, or part of a sentence; one of digits without a comma counts something."""
    if block.text.startswith(BOXES):
        return False
    return _may_be_verse(block) and (clause_marks(block.text) > 0 or not any(map(str.isdecimal, block.text)))


def weigh(document: Document, skip: frozenset[int]) -> tuple[list[int], list[int]]:
    """Return (prose, boilerplate) characters a block; spam blocks (`skip`) and captions weigh nothing on either side.

    What is an excerpt in a list of stories is boilerplate, however well it reads; a box between two paragraphs weighs nothing.
    """
    plain = document.media == "text"
    prose: list[int] = []
    boilerplate: list[int] = []
    for block in document.blocks:
        is_spam = block.index in skip
        nothing = is_spam or block.tag in CAPTION_TAGS
        untold = nothing or block.index in document.listed or (plain and not _is_sentence(block))
        good = 0 if untold else prose_chars(block)
        prose.append(good)
        # numbers and Latin names in a sentence are part of what it tells
        is_told = plain and good > 0 and block.text.endswith("。")
        is_free = nothing or is_told or is_cell(document, block) or (not block.links and shows_picture(document, block))
        boilerplate.append(0 if is_free else max(0, min(len(block.text), 60) - good))
    if plain:
        shaped, between = announced(document.blocks, prose, skip | document.listed)
        for index in shaped | between:
            boilerplate[index] = 0
        for index in shaped:
            prose[index] = document.blocks[index].wide
    else:
        for index in announced_between(document, prose, skip):
            boilerplate[index] = 0
        for index in boxes_amid(document, prose):
            prose[index] = boilerplate[index] = 0
    return prose, boilerplate
