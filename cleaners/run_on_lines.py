"""Texts whose paragraphs run on in one line: the indents that were left between them part them again."""

import re
from typing import Final

# So many sentences of a line end right before an indent.
MIN_PARTED: Final = 2
_INDENT: Final = re.compile("\u3000{2,}")
_ENDED: Final = re.compile("[。！？”」』…]\u3000{2,}(?=\\S)")


def with_parted_paragraphs(text: str) -> str:
    r"""Return a text with a line for each paragraph of lines that hold several, each behind an indent.

    >>> with_parted_paragraphs("渡口停了。　　船还在。　　人走了。\n王五　　赵六")
    '渡口停了。\n船还在。\n人走了。\n王五\u3000\u3000赵六'
    """
    if _INDENT.search(text) is None:
        return text
    return "\n".join(
        "\n".join(filter(None, _INDENT.split(line))) if _holds_paragraphs(line) else line for line in text.split("\n")
    )


def _holds_paragraphs(line: str) -> bool:
    if len(_ENDED.findall(line)) >= MIN_PARTED:
        return True
    # something that was put behind each paragraph ends no sentence
    return line.count("。") > MIN_PARTED and len(_INDENT.findall(line.strip())) >= MIN_PARTED
