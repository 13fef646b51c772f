"""A detector: the lexicon and the weights that spam is looked for with. Both are data; a configuration may add phrases."""

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

from cleaners.spam.core import Weights, default_weights
from cleaners.spam.lexicon import Lexicon, default_lexicon


@dataclass(frozen=True, slots=True)
class Detector:
    """What spam is looked for with; without weights the lexicon judges alone, with an empty lexicon the core does."""

    lexicon: Lexicon
    weights: Weights | None

    def __reduce__(self) -> tuple["Callable[..., Detector]", tuple[Any, ...]]:
        """Pickle without the weights of the package, two megabytes that every worker has."""
        return (
            (_as_shipped, (self.lexicon,))
            if self.weights is default_weights()
            else (Detector, (self.lexicon, self.weights))
        )

    def plus(self, phrases: Iterable[str]) -> "Detector":
        """Return the detector with phrases added to its lexicon."""
        return replace(self, lexicon=self.lexicon.plus(phrases))

    def without(self, classes: Collection[str]) -> "Detector":
        """Return the detector without the words of some classes."""
        return replace(self, lexicon=self.lexicon.without(classes))


def _as_shipped(lexicon: Lexicon) -> Detector:
    return Detector(lexicon, default_weights())


@lru_cache(maxsize=1)
def default_detector() -> Detector:
    """Return the detector that comes with the package."""
    return Detector(default_lexicon(), default_weights())
