"""What the keys of many records hold: how often they are filled, their range and mean, and the values of those with few."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any, Final

MAX_VALUES: Final = 20


@dataclass(slots=True)
class _Key:
    """A text's figures are its lengths; a number's are the numbers."""

    is_text: bool
    filled: int = 0
    total: float = 0.0
    least: float = float("inf")
    most: float = float("-inf")
    values: Counter[Any] = field(default_factory=Counter)

    def add(self, value: Any) -> None:  # noqa: ANN401  (whatever a key may hold)
        size = len(value) if self.is_text else value
        self.filled += bool(value)
        self.total += size
        self.least = min(self.least, size)
        self.most = max(self.most, size)
        if len(self.values) <= MAX_VALUES:
            self.values[value] += 1

    def as_json(self, records: int) -> dict[str, Any]:
        found = {
            "filled": self.filled,
            "filled_share": round(self.filled / records, 4),
            "of": "characters" if self.is_text else "values",
            "least": self.least,
            "mean": round(self.total / records, 4),
            "most": self.most,
        }
        few = len(self.values) <= MAX_VALUES and len(self.values) < records
        ordered = sorted(self.values.items(), key=lambda counted: (-counted[1], str(counted[0])))
        return found | {"values": {str(value): count for value, count in ordered}} if few else found


@dataclass(slots=True)
class Statistics:
    """Counts records as they pass; the signals of `quality` are keys of their own, `quality.han_share`."""

    records: int = 0
    _keys: dict[str, _Key] = field(default_factory=dict)

    def watch(self, records: Iterable[dict[str, Any]]) -> Iterator[dict[str, Any]]:
        """Yield the records unchanged and remember what they hold."""
        for record in records:
            self.records += 1
            for name, value in _flat(record):
                if name not in self._keys:
                    self._keys[name] = _Key(isinstance(value, str))
                self._keys[name].add(value)
            yield record

    def as_json(self) -> dict[str, Any]:
        """Return the figures of every key in the order of the record."""
        return {"records": self.records, "keys": {name: key.as_json(self.records) for name, key in self._keys.items()}}


def _flat(record: dict[str, Any]) -> Iterator[tuple[str, Any]]:
    for name, value in record.items():
        if isinstance(value, dict):
            yield from ((f"{name}.{part}", found) for part, found in value.items())
        else:
            yield name, value
