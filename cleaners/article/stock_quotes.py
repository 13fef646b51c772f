"""What a finance site wedges into a story's sentences behind the name of a share: its price, how it moved, buttons.

宏锂科技[309871] 38.72 +12.31% 股吧 研报一度涨逾15%: the story has the name, and as often the code, but not the rest.
"""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from cleaners.dom import Block
from cleaners.fold import fold

RULE: Final = "stock_quote"
_MOVE: Final = r"[+\-−]?\d{1,5}(?:\.\d{1,3})?"
_SHARE: Final = r"[+\-−]?\d{1,3}\.\d{1,2}\s?%"
_BUTTON: Final = (
    r"(?:股吧|基金吧|研报|资金流?向?|资金研报|诊股|爱股|问诊|公告|行情|加自选|自选股?|盘口|F10|买入|卖出|问董秘)"
)
_BUTTONS: Final = rf"(?:\s?[,，|]?\s?{_BUTTON}(?![\u4e00-\u9fff]{{0,2}}[上中])){{1,6}}"
_OPEN, _CLOSE = r"[(（\[【]", r"[)）\]】]"
_QUOTE: Final = re.compile(
    # 某石油(9.37,-0.05,-0.53%); 某石油(9.37 -0.53%,诊股)
    rf"{_OPEN}\s?\d{{1,5}}\.\d{{1,3}}(?:\s?[,，\s]\s?{_MOVE})?\s?[,，\s]\s?{_SHARE}(?:{_BUTTONS})?\s?{_CLOSE}"
    # 某电气[-1.31% 资金 研报]
    rf"|{_OPEN}\s?{_SHARE}{_BUTTONS}\s?{_CLOSE}"
    # 某锂业[309871] 38.72 +12.31% 股吧 研报; 某锂业 309871 38.72 +4.24 +12.31%
    rf"|(?:{_OPEN}\d{{6}}{_CLOSE}|(?<=[\u4e00-\u9fff])\s\d{{6}})\s\d{{1,5}}\.\d{{1,3}}(?:\s{_MOVE})?\s[+\-−]\d{{1,3}}\.\d{{1,2}}%(?:{_BUTTONS})?"
    # 某精工(688123) 最新价：31.20 涨跌幅：-1.83% 加自选 研报 股吧
    rf"|\s?(?:最新价?|现价|股价)\s?:\s?\d{{1,5}}\.\d{{1,3}}[,;\s]{{0,2}}(?:涨跌[额值]\s?:\s?{_MOVE}[,;\s]{{0,2}})?(?:涨跌?幅|涨幅|跌幅)\s?:\s?{_SHARE}(?:{_BUTTONS})?"
    # 某控股(00700.HK) -5.600 (-1.412%) 沽空 $12.97亿; 比率 14.886%
    rf"|(?<=\.HK\))\s[+\-−]\d{{1,4}}\.\d{{1,3}}\s\([+\-−]\d{{1,3}}\.\d{{1,3}}%\)(?:\s沽空\s\$[\d.,]+[亿万]?;\s?比率\s[\d.]+%)?\s{{0,4}}"
)
# 某电器(000651,股吧): the story's own bracket, and a button in it.
_IN_BRACKETS: Final = re.compile(rf"(?<=\d{{6}})\s?[,，]\s?{_BUTTON}(?={_CLOSE})")
# A line that is a share and its quote.
_NAME_BEFORE: Final = re.compile(r"\s*[\u4e00-\u9fffA-Z*·]{2,8}\s?(?:\(\w{6}(?:\.[A-Z]{2})?\))?\s?")


def stock_quotes(story: Sequence[Block]) -> Iterator[tuple[int, int, int, str]]:
    """Yield (block index, start, end, rule) of each; a line that is nothing but a share's name and its quote goes as a whole."""
    for block in story:
        if "%" not in block.text and "吧" not in block.text and "诊" not in block.text:
            continue
        folded = fold(block.text)
        for found in (*_QUOTE.finditer(folded), *_IN_BRACKETS.finditer(folded)):
            start, end = found.span()
            if _NAME_BEFORE.fullmatch(folded[:start]) and not folded[end:].strip():
                start = 0
            yield block.index, start, end, RULE
