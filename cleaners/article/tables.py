"""Data tables: rows of cells without links, many of them numbers, beside a story's paragraphs or all that it tells."""

import re
from typing import Final

from cleaners.article.nearness import home_of
from cleaners.dom import Block, Document
from cleaners.fold import fold

MIN_ROWS = 2
MIN_COLUMNS = 2
MAX_CELL_CHARS = 40
# Bounds on the work: a larger table is a page's layout, and a cell's text stands no deeper.
MAX_CELLS = 2000
MAX_DEPTH = 10
# So many cells hold a digit, and so few a label with its value: a form, or what an office files a notice under.
MIN_NUMBERS = 0.3
MAX_LABELLED = 0.3
# A table that is all of the story has so many, below a title that says what it lists.
MIN_ROWS_ALONE = 4
MIN_COLUMNS_ALONE = 3
_LISTS: Final = re.compile(
    r"价格|行情|报价|价目|菜价|汇率|指数|排名|排行|积分|榜|赛程|成绩|赛果|结果|统计|数据|一览|名单|公告|公示|表(?:$|[(:])"
)


def table_beside(document: Document, block: Block, home: int) -> tuple[int, int]:
    """Return the range of blocks of the data table that holds the block and stands among the children of `home`, else (0, 0)."""
    table = _table_of(document, block)
    if not table or _home_of_table(document, table) != home:
        return 0, 0
    return document.nodes.first[table], document.nodes.last[table]


def cells_beside(document: Document, blocks: list[Block], homes: set[int]) -> set[int]:
    """Return the indexes of `blocks` that are cells of data tables among the children of one of `homes`."""
    found = {0: False}
    cells: set[int] = set()
    for block in blocks:
        table = _table_of(document, block)
        if table not in found:
            found[table] = _home_of_table(document, table) in homes
        if found[table]:
            cells.add(block.index)
    return cells


def table_chars(document: Document, title_block: int, skip: frozenset[int]) -> list[int]:
    """Return the characters of each cell of the first data table below a title that says what is listed; at least 1 for a cell."""
    chars = [0] * len(document.blocks)
    if not _LISTS.search(fold(document.blocks[title_block].text)):
        return chars
    nodes = document.nodes
    for node, tag in enumerate(nodes.tag):
        is_table = tag == "table" and nodes.last[node] - nodes.first[node] <= MAX_CELLS
        cells = document.blocks[nodes.first[node] : nodes.last[node]] if is_table else []
        rows = _rows(cells)
        is_large = rows >= MIN_ROWS_ALONE and len(cells) >= MIN_COLUMNS_ALONE * rows
        if is_large and cells[0].index > title_block and _is_data(cells):
            for cell in cells:
                chars[cell.index] = 0 if cell.index in skip else max(1, cell.wide)
            break
    return chars


def _table_of(document: Document, block: Block) -> int:
    """Return the innermost table around a block, 0 without one so near."""
    node = block.node
    for _ in range(MAX_DEPTH):
        if document.nodes.tag[node] == "table":
            return node
        node = document.nodes.parent[node]
    return 0


def _home_of_table(document: Document, table: int) -> int:
    """Return the node whose children a data table is among, past the elements that hold nothing else; -1 for another table."""
    nodes = document.nodes
    first, last = nodes.first[table], nodes.last[table]
    if last - first > MAX_CELLS or not _is_data(document.blocks[first:last]):
        return -1
    around = nodes.parent[table]
    while around and nodes.first[around] == first and nodes.last[around] == last:
        around = nodes.parent[around]
    return home_of(document, around)


def _rows(cells: list[Block]) -> int:
    return sum(cell.joint != "\t" for cell in cells)


def _is_data(cells: list[Block]) -> bool:
    rows = _rows(cells)
    if rows < MIN_ROWS or len(cells) < MIN_COLUMNS * rows:
        return False
    if any(cell.links or len(cell.text) > MAX_CELL_CHARS for cell in cells):
        return False
    numbers = sum(any(map(str.isdecimal, cell.text)) for cell in cells)
    labelled = sum(":" in cell.text or "：" in cell.text for cell in cells)
    return numbers >= MIN_NUMBERS * len(cells) and labelled <= MAX_LABELLED * len(cells)
