"""Outcomes as the bytes that a crawl keeps in its frontier until they are in a shard."""

from dataclasses import fields, replace
from typing import Final

import orjson

from pipeline.dedup.signature import signature
from pipeline.outcome import Outcome

_LINES: Final = ("record", "removed", "reject")
_KEPT: Final = tuple(field.name for field in fields(Outcome) if field.name not in (*_LINES, "signature"))


def pack(outcome: Outcome) -> bytes:
    """Return an outcome as bytes; its signature is left out, since the text says it again."""
    lines = {name: getattr(outcome, name).decode("utf-8") for name in _LINES}
    return orjson.dumps({name: getattr(outcome, name) for name in _KEPT} | lines)


def unpack(payload: bytes, *, signed: bool) -> Outcome:
    """Return the outcome of a payload, with its signature where that is wanted."""
    found = orjson.loads(payload)
    lines = {name: found.pop(name).encode("utf-8") for name in _LINES}
    counts = tuple((name, count) for name, count in found.pop("counts"))
    outcome = Outcome(**found, **lines, counts=counts)
    if not (signed and outcome.record):
        return outcome
    return replace(outcome, signature=signature(orjson.loads(outcome.record)["text"]))
