"""Who may import whom: the halves meet in `pipeline` alone, and the text half touches nothing but its tables."""

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
FORBIDDEN = {
    "scraper": {"cleaners", "pipeline", "run_pipeline"},
    "cleaners": {
        "scraper",
        "pipeline",
        "run_pipeline",
        "requests",
        "urllib3",
        "socket",
        "http",
        "sqlite3",
        "subprocess",
    },
    "pipeline": {"run_pipeline"},
    "run_pipeline.py": {"scraper", "cleaners"},
}
BANNED_NAMES = {"utils.py", "helpers.py", "common.py", "base.py", "misc.py"}
OURS = ("scraper", "cleaners", "pipeline", "run_pipeline.py")


def files(part: str) -> list[Path]:
    path = ROOT / part
    return [path] if path.is_file() else sorted(path.rglob("*.py"))


def imports(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (name.name for name in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: relative import"
            yield node.module or ""


@pytest.mark.parametrize("part", FORBIDDEN)
def test_arrows_point_one_way(part: str) -> None:
    wrong = [
        (path.name, name) for path in files(part) for name in imports(path) if name.split(".")[0] in FORBIDDEN[part]
    ]
    assert not wrong


def _module(path: Path) -> str:
    return ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")


@pytest.mark.parametrize("part", ["scraper", "cleaners", "pipeline"])
def test_no_circles_inside_a_package(part: str) -> None:
    known = {_module(path): set(_top_imports(path)) for path in files(part)}
    arrows = {
        name: {target for target in targets if target in known and target != name} for name, targets in known.items()
    }
    while free := {name for name, targets in arrows.items() if not targets}:
        arrows = {name: targets - free for name, targets in arrows.items() if name not in free}
    assert not arrows


def _is_module(name: str) -> bool:
    path = ROOT.joinpath(*name.split("."))
    return path.with_suffix(".py").is_file() or path.is_dir()


def _top_imports(path: Path) -> Iterator[str]:
    """Yield what a module imports while it is imported itself: late imports make no circle."""
    for node in ast.parse(path.read_text("utf-8")).body:
        if isinstance(node, ast.ImportFrom) and node.module:
            modules = [f"{node.module}.{name.name}" for name in node.names if _is_module(f"{node.module}.{name.name}")]
            yield from modules
            if len(modules) < len(node.names):
                yield node.module
        elif isinstance(node, ast.Import):
            yield from (name.name for name in node.names)


@pytest.mark.parametrize("part", OURS)
def test_files_are_named_for_what_they_hold(part: str) -> None:
    assert not [path for path in files(part) if path.name in BANNED_NAMES or path.stem in sys.stdlib_module_names]
