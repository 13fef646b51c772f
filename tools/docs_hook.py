"""For MkDocs: files outside of docs/ that its pages link to come along, so that such a link leads somewhere in the site too."""

import re
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files

ROOT = Path(__file__).parents[1]
FOLDER = "repository"
# A link out of docs/, as it leads somewhere in the repository.
_OUTSIDE = re.compile(r"\]\(\.\./([^)#]+)")


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Add every file that a page links to outside of docs/, under `repository/`."""
    for page in list(files.documentation_pages()):
        for path in _OUTSIDE.findall(page.content_string):
            if (ROOT / path).is_file() and not files.get_file_from_path(f"{FOLDER}/{path}"):
                content = (ROOT / path).read_bytes()
                files.append(File.generated(config, f"{FOLDER}/{_as_text(path)}", content=content))
    return files


def on_page_markdown(markdown: str, **_: object) -> str:
    """Turn links out of docs/ into links to what `on_files` added."""
    return _OUTSIDE.sub(lambda found: f"]({FOLDER}/{_as_text(found[1])}", markdown)


def _as_text(path: str) -> str:
    """Return a name that MkDocs takes for no page of the site: it would look for the README's links."""
    return f"{path}.txt" if path.endswith(".md") else path
