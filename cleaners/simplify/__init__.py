"""Traditional to simplified characters: `simplify(text)`.

`news`, the default, writes what a mainland editor would sign; `t2s`, `tw2s` and `hk2s` are character for character what
official OpenCC writes. Words are never exchanged for other words, punctuation stays as published, and the text keeps its
length: every offset into the result is an offset into the source.
"""

from cleaners.simplify.simplifier import MODES, Simplifier, simplify

__all__ = ["MODES", "Simplifier", "simplify"]
