"""Traditional to simplified characters: `simplify(text)`.

`news`, the default, writes what a mainland editor would sign; `t2s`, `tw2s` and `hk2s` are character for character what
official OpenCC writes. Words are never exchanged for other words, punctuation stays as published, and the text keeps its
length: every offset into the result is an offset into the source.
"""

from cleaners.simplify.modes import MODES, simplify

TYPE_CHECKING = False  # what typing calls so; loading typing takes as long as loading all this
if TYPE_CHECKING:
    from cleaners.simplify.simplifier import Simplifier

__all__ = ["MODES", "Simplifier", "simplify"]


def __getattr__(name: str) -> object:
    """Load the converter with options when it is asked for."""
    if name != "Simplifier":
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from cleaners.simplify.simplifier import Simplifier

    return Simplifier
