"""The documents: nothing they point at is missing, what is written by a tool is fresh, and the site can be built."""

import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

import pytest

from pipeline.arguments import VERBS
from pipeline.manifest import as_json
from pipeline.options import OPTIONS
from pipeline.schema import json_schema
from tools.write_cli import PATH, page

ROOT = Path(__file__).parents[1]
DOCUMENTS = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/*.md")])
LINK = re.compile(r"\[[^\]]*\]\(([^)\s]+)\)")
FENCE = re.compile(r"^```.*?^```", re.MULTILINE | re.DOTALL)
CODE = re.compile(r"`([^`\n]+)`")
# A path of the repository: it begins with one of its folders.
NAMED = re.compile(r"^(?:docs|tools|tests|benchmarks|cleaners|scraper|pipeline|data|\.ci)/[\w./*-]*$")
MADE_BY_RUNS = ("data/out",)
ids = [path.relative_to(ROOT).as_posix() for path in DOCUMENTS]


def _prose(path: Path) -> str:
    return FENCE.sub("", path.read_text("utf-8"))


def _anchors(path: Path) -> set[str]:
    """Return the anchors of a document's headings, as GitHub and Python-Markdown make them."""
    headings = re.findall(r"^#+ (.+)$", _prose(path), re.MULTILINE)
    plain = (re.sub(r"[^\w\s-]", "", heading.replace("`", "")).strip().lower() for heading in headings)
    return {re.sub(r"\s+", "-", heading) for heading in plain}


def _dead(path: Path) -> Iterator[str]:
    for target in LINK.findall(_prose(path)):
        if re.match(r"[a-z]+:", target):
            continue  # another site: no network here
        name, _, anchor = target.partition("#")
        found = (path.parent / name).resolve() if name else path
        if not found.is_file():
            yield f"{target}: no such file"
        elif anchor and anchor not in _anchors(found):
            yield f"{target}: no such heading"


@pytest.mark.parametrize("path", DOCUMENTS, ids=ids)
def test_no_link_is_dead(path: Path) -> None:
    assert list(_dead(path)) == []


@pytest.mark.parametrize("path", DOCUMENTS, ids=ids)
def test_files_named_in_the_text_exist(path: Path) -> None:
    named = {word for word in CODE.findall(_prose(path)) if NAMED.match(word) and not word.startswith(MADE_BY_RUNS)}
    assert [word for word in sorted(named) if not list(ROOT.glob(word.rstrip("/")))] == []


def test_dead_links_are_found(tmp_path: Path) -> None:
    text = "# One\n[a](#one) [b](#two) [c](no.md) [d](page.md#one) [e](https://a.example/)\n```\n[f](no.md)\n```\n"
    (tmp_path / "page.md").write_text(text)
    assert list(_dead(tmp_path / "page.md")) == ["#two: no such heading", "no.md: no such file"]


def test_every_document_can_be_come_to() -> None:
    linked = {
        (path.parent / target.partition("#")[0]).resolve()
        for path in (ROOT / "README.md", ROOT / "docs" / "index.md", *DOCUMENTS)
        for target in LINK.findall(_prose(path))
    }
    assert [path.name for path in DOCUMENTS if path not in linked and path.name not in ("README.md", "index.md")] == []


def test_the_command_line_is_documented_as_it_is() -> None:
    assert PATH.read_text("utf-8") == page(), "write it anew: python -m tools.write_cli"
    for name in VERBS:
        assert f"### {name}\n" in page()
    for option in OPTIONS.values():
        assert option.flags[-1] in page()


def test_the_schema_is_documented_as_it_is() -> None:
    assert (ROOT / "docs" / "schema.json").read_bytes() == as_json(json_schema())


def test_the_site_has_every_page() -> None:
    shown = (ROOT / "mkdocs.yml").read_text("utf-8")
    assert [path.name for path in (ROOT / "docs").glob("*.md") if f": {path.name}" not in shown] == []


@pytest.mark.slow
def test_the_site_is_built_without_a_warning_and_asks_no_other_site(tmp_path: Path) -> None:
    if not find_spec("mkdocs"):
        pytest.skip("mkdocs is not installed; make docs installs it")
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--site-dir", str(tmp_path / "site")]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    pages = list((tmp_path / "site").rglob("*.html"))
    assert len(pages) >= len(list((ROOT / "docs").glob("*.md")))
    loaded = re.compile(r"""<(?:script|link|img)[^>]+(?:src|href)=["']?(?:https?:)?//""")
    assert [page.name for page in pages if loaded.search(page.read_text("utf-8"))] == []


def test_every_dependency_is_accounted_for() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    text = (ROOT / "docs" / "dependencies.md").read_text("utf-8")
    wanted = [
        *project["dependencies"],
        *project["optional-dependencies"]["readers"],
        *project["optional-dependencies"]["docs"],
    ]
    names = [re.split(r"[<>=\[]", line)[0] for line in wanted]
    assert [name for name in names if name not in text] == []
