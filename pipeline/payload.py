"""Outcomes as the bytes that a crawl keeps in its frontier until they are in a shard."""

from dataclasses import fields, replace
from typing import Any, Final

import orjson

from pipeline.dedup.signature import Signature, signature
from pipeline.outcome import Outcome

_LINES: Final = ("record", "removed", "reject", "visit")
_KEPT: Final = tuple(field.name for field in fields(Outcome) if field.name not in (*_LINES, "signature"))


def pack(outcome: Outcome) -> bytes:
    """Return an outcome as bytes."""
    lines = {name: getattr(outcome, name).decode("utf-8") for name in _LINES}
    return orjson.dumps({name: getattr(outcome, name) for name in _KEPT} | lines | {"signature": _packed(outcome)})


def unpack(payload: bytes, *, signed: bool) -> Outcome:
    """Return the outcome of a payload, with its signature where that is wanted."""
    found = orjson.loads(payload)
    lines = {name: found.pop(name, "").encode("utf-8") for name in _LINES}
    counts = tuple((name, count) for name, count in found.pop("counts"))
    packed = found.pop("signature", None)
    outcome = Outcome(**found, **lines, counts=counts)
    if not (signed and outcome.record):
        return outcome
    return replace(outcome, signature=_unpacked(packed) or signature(orjson.loads(outcome.record)["text"]))


def _packed(outcome: Outcome) -> dict[str, Any] | None:
    if outcome.signature is None:
        return None
    # field by field: asdict copies every number of it
    found = {field.name: getattr(outcome.signature, field.name) for field in fields(Signature)}
    return found | {"sketch": outcome.signature.sketch.hex()}


def _unpacked(packed: dict[str, Any] | None) -> Signature | None:
    if packed is None:
        return None
    sketch = bytes.fromhex(packed["sketch"])
    return Signature(packed["digest"], packed["letters"], tuple(packed["bands"]), sketch, tuple(packed["sentences"]))
