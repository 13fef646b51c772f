"""A page explained as one HTML file."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import asdict
from html import escape
from typing import Any, Final

from cleaners.values import Rejected
from pipeline.report.explained import Explained
from pipeline.report.page import SafePage, marked_lines, marked_view, original_view
from pipeline.report.pieces import KEPT, Piece
from pipeline.report.templating import assets, data, policy, rendered

STAGES: Final = (
    (KEPT, "the story"),
    ("spam", "injected, or advertising"),
    ("chrome", "menus, lists, footers"),
    ("trim", "headline, byline, captions"),
    ("noise", "put between the characters"),
)
VIEWS: Final = (("marked", "Marked"), ("original", "Original"), ("clean", "Clean"), ("changes", "Before / after"))
_BEHIND: Final = '<hr class="from-script"><p class="from-script">From a script of the page:</p>'
# A panel shows how a span begins; all of it is marked in the page.
SPAN_CHARS: Final = 240


def explain_html(found: Explained, back: str = "") -> str:
    """Return the file; `back` is a relative address to lead back to, "" for none."""
    rejected = found.outcome if isinstance(found.outcome, Rejected) else None
    behaviour = assets("explain.js")
    chars = _chars(found.pieces)
    marked, original = _marked(found), _original(found)
    return rendered(
        "explain.html.j2",
        {
            "policy": policy(behaviour),
            "look": assets("house.css", "marks.css", "explain.css"),
            "behaviour": behaviour,
            "spans": data(_spans(found)),
            "heading": _heading(found),
            "back": back,
            "rejected": rejected,
            "record": found.record,
            "counts": {KEPT: chars[KEPT], "seen": chars.total()},
            "stages": [{"name": name, "hint": hint, "chars": chars[name]} for name, hint in STAGES],
            "changed": sum(change.changed_chars for change in found.changes),
            "changes": [
                {"stretches": c.stretches, "changed_chars": c.changed_chars, "added": c.added} for c in found.changes
            ],
            "notes": [*found.notes, *_notes(found)],
            "views": VIEWS,
            "framed": bool(found.seen),
            "marked": _framed(marked, "framed.css", "marks.css"),
            "original": _framed(original, "shown.css") if original else "",
            "no_original": _no_original(found),
            "kept_text": [line for line in _kept(found).split("\n") if line],
            "facts": _facts(found),
            "quality": [(key, f"{value:g}") for key, value in found.record.quality.items()] if found.record else [],
            "rules": _rules(found),
        },
    )


def _chars(pieces: list[Piece]) -> Counter[str]:
    chars: Counter[str] = Counter()
    for piece in pieces:
        chars[piece.stage] += piece.end - piece.start
    return chars


def _heading(found: Explained) -> str:
    return found.record.title if found.record and found.record.title else found.page.url or found.page.input


def _kept(found: Explained) -> str:
    return found.outcome.as_published if isinstance(found.outcome, Rejected) else found.outcome.text


def _spans(found: Explained) -> list[dict[str, Any]]:
    return [
        {
            "stage": str(span.stage),
            "rule": span.rule,
            "key": f"{span.stage} {span.rule}",
            "score": span.score,
            "evidence": span.evidence,
            "chars": len(span.text),
            "text": _shortened(" ".join(span.text.split())),
        }
        for span in found.outcome.removed
    ]


def _shortened(text: str) -> str:
    return text if len(text) <= SPAN_CHARS else f"{text[:SPAN_CHARS]}…"


def _marked(found: Explained) -> SafePage:
    placed = found.placed
    if placed is None or placed.trouble:
        return SafePage(marked_lines(found.seen, found.pieces, (0, len(found.seen))))
    page = marked_view(placed, found.seen, found.pieces)
    begin, end = placed.rest
    behind = _BEHIND + marked_lines(found.seen, found.pieces, (begin, end)) if begin < end else ""
    return SafePage(page.markup + behind)


def _original(found: Explained) -> SafePage | None:
    placed = found.placed
    if placed is not None and not placed.trouble:
        return original_view(placed, found.seen)
    if placed is None and found.seen:
        return SafePage("".join(f"<p>{escape(line)}</p>" for line in found.seen.split("\n")))
    return None


def _no_original(found: Explained) -> str:
    if found.placed is not None:
        return f"The page cannot be shown as it was: {found.placed.trouble}."
    return "No text of this page was read, so there is nothing to show."


def _framed(page: SafePage, *looks: str) -> str:
    """Return the document of a frame; the page's own rules come last, so that they win."""
    from markupsafe import Markup

    look = assets(*looks) + "\n" + page.sheet if page.sheet else assets(*looks)
    shown = {"look": Markup(look), "markup": Markup(page.markup), "attributes": Markup(page.body_attributes)}
    return rendered("page.html.j2", shown)


def _notes(found: Explained) -> Iterator[str]:
    if found.placed is not None and found.placed.trouble:
        yield f"The marks could not be placed in the page itself ({found.placed.trouble}), so its text is shown as lines."
    if isinstance(found.outcome, Rejected):
        if found.seen:
            yield (
                "The page gave no record. What is marked as kept is what an article of it would have held, had it been "
                "taken for one."
            )
        else:
            yield "The page gave no record, and the cleaners did not come to read any text of it."


def _facts(found: Explained) -> list[tuple[str, str]]:
    if isinstance(found.outcome, Rejected):
        facts = {
            "input": found.page.input,
            "url": found.page.url,
            "reason": found.outcome.reason,
            "detail": found.outcome.detail,
        }
        return [(key, str(value)) for key, value in facts.items()] + [
            ("charset", found.decoded.charset if found.decoded else ""),
            ("bytes", f"{len(found.page.body):,}"),
        ]
    left_out = {"title", "text", "quality"}
    record = asdict(found.record) if found.record else {}
    return [(key, str(value)) for key, value in record.items() if key not in left_out]


def _rules(found: Explained) -> list[dict[str, Any]]:
    cuts: Counter[tuple[str, str]] = Counter()
    chars: Counter[tuple[str, str]] = Counter()
    for span in found.outcome.removed:
        key = (str(span.stage), span.rule)
        cuts[key] += 1
        chars[key] += len(span.text)
    return [
        {"stage": stage, "name": rule, "key": f"{stage} {rule}", "cuts": cuts[stage, rule], "chars": count}
        for (stage, rule), count in chars.most_common()
    ]
