"""The tables beside this code, read line by line."""

from importlib.machinery import SourceFileLoader

_READER = SourceFileLoader(__name__, __file__)
_FOLDER = __file__.removesuffix("tables.py")


def lines_of(name: str) -> list[str]:
    """Return the lines of a table, comments left out.

    Read by what reads modules: pathlib and pkgutil take longer to load than the tables.

    >>> lines_of("durative.txt")[0].split(" ")[:2]
    ['带', '拿']
    """
    lines = _READER.get_data(_FOLDER + name).decode().replace("\r", "").split("\n")
    return [line for line in lines if line and line[0] != "#"]
