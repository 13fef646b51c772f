"""Ways of injecting: each takes a page and phrases and returns the page with them, by place and disguise."""

from collections.abc import Callable
from dataclasses import replace

from tests.spam.stories import Page

Way = Callable[[Page, list[str]], Page]


def links(words: list[str], separator: str = " ", *, within: bool = False) -> str:
    """Return the words as links, to other hosts or within the site."""
    place = "/html/{}.html" if within else "http://www.k{}x.example/"
    return separator.join(f'<a href="{place.format(at)}">{word}</a>' for at, word in enumerate(words))


def entities(text: str) -> str:
    """Return every character as a numeric entity."""
    return "".join(f"&#{ord(character)};" for character in text)


def apart(words: list[str], mark: str) -> list[str]:
    """Return the words with a mark between their characters."""
    return [mark.join(word) for word in words]


def bottom(markup: Callable[[list[str]], str]) -> Way:
    """Return a way that puts markup before `</body>`."""
    return lambda page, words: replace(page, bottom=markup(words))


def inside(markup: Callable[[list[str]], str], at: int = 2) -> Way:
    """Return a way that puts markup behind a paragraph of the story."""
    return lambda page, words: replace(page, inside=((at, markup(words)),))


def _marked(page: Page, words: list[str]) -> Page:
    style = "<style>.qz9{position:absolute;left:-9999px}</style>"
    return replace(page, head=style, bottom=f'<div class="qz9">{links(words)}</div>')


def _scripted(page: Page, words: list[str]) -> Page:
    script = '<script>document.getElementById("w7").style.display="none";</script>'
    return replace(page, bottom=f'<div id="w7">{links(words, "<br>")}</div>{script}')


def _tail_of_paragraph(page: Page, words: list[str]) -> Page:
    *others, last = page.paragraphs
    return replace(page, paragraphs=(*others, last + "|".join(words)))


JUNK = ("acronym", "dfn", "kbd", "tt", "ins", "sub")
WAYS: dict[str, Way] = {
    "bars before the end of body": bottom(lambda w: f"<div>{'|'.join(w)}</div>"),
    "underscores in an h1 at the end": bottom(lambda w: f"<h1>{'_'.join(w)}</h1>"),
    "links to other hosts at the end": bottom(lambda w: f"<div>{links(w)}</div>"),
    "links glued together": bottom(lambda w: f"<div>{links(w, '')}</div>"),
    "links parted by breaks": bottom(lambda w: f"<div>{links(w, '<br>')}</div>"),
    "one anchor of joined phrases": bottom(lambda w: f'<a href="http://www.zz.example/">{"_".join(w[:6])}</a>'),
    "entity-coded text": bottom(lambda w: f"<div>{entities('|'.join(w))}</div>"),
    "entity-coded anchor": bottom(lambda w: f'<a href="http://www.zz.example/">{entities(",".join(w[:6]))}</a>'),
    "behind the end of html": lambda page, w: replace(page, after=f"<div>{links(w, '|')}</div>"),
    "plain text behind the end of html": lambda page, w: replace(page, after="|".join(w)),
    "hidden before html": lambda page, w: replace(page, before=f'<div style="display:none">{links(w)}</div>'),
    "plain text before html": lambda page, w: replace(page, before=",".join(w)),
    "an h1 as first line": lambda page, w: replace(page, top=f"<h1>{'_'.join(w[:8])}</h1>"),
    "links as first line": lambda page, w: replace(page, top=f"<div>{links(w[:10], ' | ')}</div>"),
    "hidden by inline style": bottom(lambda w: f'<div style="text-indent:-9999px">{links(w)}</div>'),
    "hidden by a class": _marked,
    "hidden by a script": _scripted,
    "noscript": bottom(lambda w: f"<noscript>{links(w)}</noscript>"),
    "marquee": bottom(lambda w: f'<marquee height="1" width="4">{links(w)}</marquee>'),
    "a screen of junk tags": bottom(
        lambda w: (
            "<div>" + "".join(f"<{JUNK[at % 6]} id='q{at}'>{x}</{JUNK[at % 6]}> " for at, x in enumerate(w)) + "</div>"
        )
    ),
    "a cloud under an innocent heading": bottom(
        lambda w: (
            "<div><h3>热门关键词</h3><ul>" + "".join(f"<li>{links([x], within=True)}</li>" for x in w) + "</ul></div>"
        )
    ),
    "a plain list behind the footer": bottom(lambda w: "<ul>" + "".join(f"<li>{x}</li>" for x in w) + "</ul>"),
    "a table behind the footer": bottom(
        lambda w: "<table><tr>" + "".join(f"<td>{x}</td>" for x in w) + "</tr></table>"
    ),
    "lines of preformatted text": bottom(lambda w: "<pre>" + "\n".join(w) + "</pre>"),
    "zero-width characters": bottom(lambda w: f"<div>{'|'.join(apart(w, chr(0x200B)))}</div>"),
    "dots between characters": bottom(lambda w: f"<div>{' '.join(apart(w, '.'))}</div>"),
    "a keyword paragraph in the story": inside(lambda w: f"<p>{' '.join(w)}</p>"),
    "bars in the story": inside(lambda w: f"<p>{'|'.join(w)}</p>"),
    "an entity-coded paragraph in the story": inside(lambda w: f"<p>{entities('、'.join(w))}</p>"),
    "a list of links in the story": inside(lambda w: "<ul>" + "".join(f"<li>{links([x])}</li>" for x in w) + "</ul>"),
    "a paragraph of links in the story": inside(lambda w: f"<p>{links(w, '、')}</p>"),
    "a hidden block in the story": inside(lambda w: f'<div style="display:none">{"|".join(w)}</div>'),
    "brackets in the story": inside(lambda w: "<p>" + "".join(f"【{x}】" for x in w) + "</p>"),
    "a keyword line at the end of the story": inside(lambda w: f"<p>{'|'.join(w)}</p>", at=4),
    "a div at the end of the story": inside(lambda w: f"<div>{','.join(w)}</div>", at=4),
    "the tail of the last paragraph": _tail_of_paragraph,
}
