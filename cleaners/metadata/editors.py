"""Who edited the story: the responsible editor before any other, from the lines near it."""

import re
from typing import Final

from cleaners.fold import fold
from cleaners.metadata.people import names_of
from cleaners.metadata.structured import Claims
from cleaners.metadata.words import EDITOR
from cleaners.metadata.zones import Zones

# Where editors sign, in the order to believe.
NEAR: Final = ("tail", "closing", "head", "above", "opening")


def read_editors(zones: Zones, claims: Claims) -> tuple[str, ...]:
    """Return the editors named near the story: the responsible one before any other."""
    best: dict[str, None] = {}
    for line in zones.of(*NEAR):
        fields = [field for field in line.credit.fields if field.role == EDITOR]
        fields.sort(key=lambda field: "责" not in field.label)
        for field in fields:
            names = names_of(_without_code(line.credit.value(field)))
            if names and ("责" in field.label or not best):
                if "责" in field.label:
                    return names
                best.update(dict.fromkeys(names))
    if not best:
        for block in zones.closings:
            for match in re.finditer(r"\((?:责任编辑|责编|编辑)[:\s]([^()]{2,30})\)", fold(block.text)):
                best.update(dict.fromkeys(names_of(block.text[match.start(1) : match.end(1)])))
    return tuple(best) or tuple(name for value in claims.editors for name in names_of(value, strict=True))


def all_editors(zones: Zones) -> tuple[str, ...]:
    """Return all that any editor's label names near the story."""
    lines = zones.of(*NEAR)
    fields = [(line, field) for line in lines for field in line.credit.fields if field.role == EDITOR]
    return tuple(name for line, field in fields for name in names_of(line.credit.value(field)))


def _without_code(value: str) -> str:
    """Return an editor's name without the desk code behind it ("杨倩_NF4425", "刘斌 PN269")."""
    return re.sub(r"[_\s]*[A-Z]{1,4}\d{2,}$", "", value)
