"""What the makers of newspapers' pages write into a comment: title, author and day of the story that the page shows.

<!--enpproperty <articleid>7</articleid><date>2021-04-30 00:00:00.0</date><author>王五</author><title>…</title>/enpproperty-->
"""

import re
from html import unescape
from typing import Final

_COMMENT: Final = re.compile(
    r"<!--\s*(?:enpproperty\b|(?=<(?:date|articleid)>))(.{0,4000}?)(?:/enpproperty\s*)?-->", re.DOTALL
)
_PROPERTY: Final = re.compile(r"<(date|author|title)>([^<>]{1,200})</\1>")
# The name of the meta element that says the same.
_META: Final = {"date": "datepublished", "author": "author", "title": "headline"}


def properties_of(html: str) -> tuple[tuple[str, str], ...]:
    """Return the properties of the first such comment as (name, content) of meta elements, () where there is none.

    >>> properties_of("<!--enpproperty <date>2021-04-30 00:00:00.0</date><author>王五</author>/enpproperty-->")
    (('datepublished', '2021-04-30'), ('author', '王五'))
    """
    found = _COMMENT.search(html)
    properties = _PROPERTY.findall(found[1]) if found else []
    said = ((_META[name], unescape(value).strip()) for name, value in properties)
    return tuple((name, value.split(" 00:00")[0] if name == _META["date"] else value) for name, value in said if value)
