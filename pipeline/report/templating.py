"""Templates and assets into one file that needs nothing beside it: everything escaped, every script named by its digest."""

import base64
import hashlib
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import orjson

if TYPE_CHECKING:
    from jinja2 import Environment
    from markupsafe import Markup

HERE: Final = Path(__file__).parent
# What ends a script element or begins another one, as escapes that JSON knows.
_ESCAPES: Final = (("<", "\\u003c"), (">", "\\u003e"), ("&", "\\u0026"), ("\u2028", "\\u2028"), ("\u2029", "\\u2029"))


def rendered(template: str, values: dict[str, Any]) -> str:
    """Return a template with its values in it, each escaped unless it is `Markup`."""
    return _environment().get_template(template).render(values)


@cache
def _environment() -> "Environment":
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    return Environment(
        loader=FileSystemLoader(HERE / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def assets(*names: str) -> "Markup":
    """Return files of ours, one behind the other, as markup."""
    from markupsafe import Markup

    return Markup("\n".join((HERE / "assets" / name).read_text("utf-8") for name in names))


def data(value: object) -> "Markup":
    """Return a value as JSON that no text in it can break out of."""
    from markupsafe import Markup

    written = orjson.dumps(value).decode("utf-8")
    for sign, escaped in _ESCAPES:
        written = written.replace(sign, escaped)
    return Markup(written)


def policy(*scripts: str) -> str:
    """Return the policy of a file in which these scripts run and nothing else does, and which asks for nothing."""
    digests = (base64.b64encode(hashlib.sha256(script.encode("utf-8")).digest()).decode("ascii") for script in scripts)
    allowed = " ".join(f"'sha256-{digest}'" for digest in digests)
    return f"default-src 'none'; script-src {allowed}; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"
