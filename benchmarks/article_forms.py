"""How much the article and its metadata hang on what sites call their elements, and which elements they use.

    python -m benchmarks.article_forms

Each real page beside the project is cleaned as it is and in other forms: names of classes and elements replaced by letters that
say nothing, meta elements and JSON-LD left out, paragraphs, headings and lists as bare `<div>`s, paragraphs parted by `<br>`
alone. What was learned from single sites would show.
"""

import hashlib
import re
import tempfile
from collections.abc import Callable
from pathlib import Path

from benchmarks.article_peers import ours
from benchmarks.article_quality import Scores, score_shared, shared_targets
from cleaners.decode import decode

Form = Callable[[str], str]
_NAMES = re.compile(r"""\b(class|id)\s*=\s*(["'])(.*?)\2""", re.IGNORECASE | re.DOTALL)
_CLAIMS = re.compile(
    r"<meta\b[^>]*(?:property|name)\s*=[^>]*>|<script[^>]*ld\+json.*?</script>", re.IGNORECASE | re.DOTALL
)
_PARAGRAPH = re.compile(r"<(/?)p\b", re.IGNORECASE)
_HEADING = re.compile(r"<(/?)h[1-6]\b", re.IGNORECASE)
_LIST = re.compile(r"<(/?)(?:li|ul|ol|dd|dt|dl)\b", re.IGNORECASE)
_BEGIN, _END = re.compile(r"<p\b[^>]*>", re.IGNORECASE), re.compile(r"</p>", re.IGNORECASE)


def _nameless(html: str) -> str:
    def hashed(match: re.Match[str]) -> str:
        names = (f"x{hashlib.md5(name.encode(), usedforsecurity=False).hexdigest()[:6]}" for name in match[3].split())
        return f'{match[1]}="{" ".join(names)}"'

    return _NAMES.sub(hashed, html)


def _claimless(html: str) -> str:
    return _CLAIMS.sub("", html)


def _bare(*patterns: re.Pattern[str]) -> Form:
    def change(html: str) -> str:
        for pattern in patterns:
            html = pattern.sub(r"<\1div", html)
        return html

    return change


def _broken(html: str) -> str:
    return _END.sub("<br><br>", _BEGIN.sub("", html))


FORMS: dict[str, tuple[Form, ...]] = {
    "as they are": (),
    "no names of classes and elements": (_nameless,),
    "no meta elements, no JSON-LD": (_claimless,),
    "neither": (_nameless, _claimless),
    "paragraphs as bare elements": (_bare(_PARAGRAPH),),
    "paragraphs, headings, lists as bare elements, no names": (_nameless, _bare(_PARAGRAPH, _HEADING, _LIST)),
    "paragraphs parted by <br> alone": (_broken,),
}


def _score(work: Path, name: str, forms: tuple[Form, ...]) -> Scores | None:
    answers, extract = {}, ours()
    for page, path, url in shared_targets(work, 0):
        html = decode(path.read_bytes(), "").text
        for form in forms:
            html = form(html)
        answers[page] = extract(html.encode("utf-8", "replace"), url)
    return score_shared(work, re.sub(r"\W+", "-", name), answers)


def main() -> None:
    """Print a row a form."""
    print("| pages | F1 | F1 ≥ .95 | title | date | author | outlet |\n| --- | --- | --- | --- | --- | --- | --- |")
    with tempfile.TemporaryDirectory() as folder:
        for name, forms in FORMS.items():
            found = _score(Path(folder), name, forms)
            if found is None:
                raise SystemExit("no pages beside the project, in ../shared")
            shares = (found.good, found.title, found.date, found.author, found.outlet)
            print(
                f"| {name} | {found.f1:.4f} | " + " | ".join(f"{100 * (share or 0):.1f} %" for share in shares) + " |"
            )


if __name__ == "__main__":
    main()
