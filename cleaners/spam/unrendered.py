"""Mark-up that nobody rendered, around what it was to show: [url=…]某某[/url], [某某](http://…), {{某某}}, <a href=…>某某</a>.

Programs paste the same text into any site, and leave what the site does not know as mark-up.
"""

import re
from collections.abc import Iterator
from typing import Final

from cleaners.spam.fold import fold_in_place
from cleaners.spam.wording import Wording, selling

_SAID: Final = r"\s?([^\s{}\[\]<>*()]{2,20})\s?"
# How it is marked, and how much it reads like an offer: what is merely set in bold, by more.
_FORMS: Final = (
    (re.compile(rf"<a\s[^<>]{{0,200}}>{_SAID}</a>", re.IGNORECASE), 0.0),
    (re.compile(rf"\[(?:url|link)(?:=[^\[\]]{{0,200}})?\]{_SAID}\[/(?:url|link)\]", re.IGNORECASE), 0.0),
    (re.compile(rf"\[{_SAID}\]\(https?://[^()\s]{{3,200}}\)"), 0.0),
    (re.compile(rf"\{{\{{{_SAID}\}}\}}|\{{\$?[A-Za-z_]{{2,20}}\}}{_SAID}(?=[\s{{，。、]|$)"), -1.5),
    (re.compile(rf"\[([a-z]{{1,8}})\]{_SAID}\[/\1\]", re.IGNORECASE), -1.5),
    (re.compile(rf"<(b|i|u|em|strong|font|span)(?:\s[^<>]{{0,80}})?>{_SAID}</\1>", re.IGNORECASE), -1.5),
    (re.compile(rf"\*\*{_SAID}\*\*|__{_SAID}__"), 1.0),
)
_SIGN: Final = re.compile(r"\[[/a-z]|\]\(|\{[{$A-Za-z]|<[a-z/]|\*\*|__", re.IGNORECASE)
_HAN: Final = re.compile("[\u4e00-\u9fff]{2}")


def unrendered_in(text: str, wording: Wording) -> Iterator[tuple[int, int]]:
    """Yield where mark-up around something for sale begins and ends, with the blank behind it.

    >>> from cleaners.spam.wording import default_wording
    >>> list(unrendered_in("馆长说，[b]二手挖掘机[/b]夜里也开门", default_wording()))
    [(4, 16)]
    """
    if not _SIGN.search(text):
        return
    for form, least in _FORMS:
        for match in form.finditer(text):
            said = next((group for group in reversed(match.groups()) if group), "")
            if _HAN.search(said) and selling(fold_in_place(said), wording) >= least:
                yield match.start(), match.end() + (text[match.end() : match.end() + 1] == " ")
