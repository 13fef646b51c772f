"""What an element's attributes say of it: how it is called, and whether its text is shown. Each spelling is read once a page."""

import re

from cleaners.hidden import HiddenNames, hidden_names, style_hides

# Classes of systems that hide text by a style sheet of theirs: what Discuz! puts between the lines against copying.
HIDDEN_EVERYWHERE = {"jammer": "name:jammer"}
# The look at the first letter spares most attributes the look for each name.
_TELLING = re.compile(
    r"""\s(?=[icrsha])(id|class|role|itemprop|style|hidden|aria-hidden)(?![\w-])(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'<>]+)))?""",
    re.IGNORECASE,
)


class Attributes:
    """Reads attributes as written, by the light of the page's own style sheets and scripts."""

    def __init__(self) -> None:
        self._hidden_names = HiddenNames()
        self._read: dict[str, tuple[str, str]] = {}

    @property
    def is_hiding(self) -> bool:
        """Whether the page hides any class or id."""
        return bool(self._hidden_names)

    def expect(self, source: str) -> None:
        """Take in which classes of a page are hidden by a style sheet that stands elsewhere."""
        classes = {name: trick for name, trick in HIDDEN_EVERYWHERE.items() if name in source}
        self._hidden_names |= HiddenNames(classes)

    def learn(self, styles: list[str], scripts: list[str]) -> None:
        """Take in which classes and ids more of the page's style sheets and scripts hide."""
        self._hidden_names |= hidden_names(styles, scripts)
        self._read = {}

    def read(self, attributes: str) -> tuple[str, str]:
        """Return an element's names (id, class, role, itemprop) and the evidence that its text is not shown."""
        known = self._read.get(attributes)
        if known is None and attributes.startswith(' class="') and attributes.find('"', 8) == len(attributes) - 1:
            classes = attributes[8:-1]  # the commonest attributes by far
            known = self._read[attributes] = f" {classes.lower()}", self._hidden_names.match(classes, "")
        if known is None:
            names = classes = identity = style = ""
            for key, double, single, bare in _TELLING.findall(attributes):
                value, name = double or single or bare, key.lower()
                if name == "style":
                    style += value
                elif name == "hidden" or name == "aria-hidden":  # noqa: PLR1714  (the commonest way out is above)
                    style += ";display:none" if name == "hidden" or value == "true" else ""
                else:
                    names += f" {value}"
                    classes = value if name == "class" else classes
                    identity = value if name == "id" else identity
            hidden = style_hides(style) if style else ""
            known = names.lower(), hidden or self._hidden_names.match(classes, identity)
            self._read[attributes] = known
        return known
