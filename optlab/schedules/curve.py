"""What a schedule is: a function of t that can say what made it."""

from collections.abc import Callable
from functools import wraps
from inspect import signature
from typing import Any

import numpy as np

from optlab.checks import as_whole, shown


class Curve:
    """A pure function of t whose repr is the call that made it.

    Calling it with a whole number from 1 up gives a Python float (or ``(*batch,)`` if its values
    are arrays); with an array of them, an array of the same numbers, ``(*t.shape, *batch)``.

    Raises:
        ValueError: a t that is not a whole number from 1 up.

    >>> from optlab.schedules import cosine
    >>> cosine(0.5, steps=4)
    cosine(high=0.5, steps=4)
    >>> cosine(0.5, steps=2)([1, 2, 3])
    array([0.5 , 0.25, 0.  ])
    """

    def __init__(self, at: Callable[[int], Any], words: str) -> None:
        self._at, self._words = at, words

    def __repr__(self) -> str:
        return self._words

    def __call__(self, t: Any) -> Any:
        many = np.array(t, dtype=object)
        if many.ndim:
            flat = [self._at(as_whole("t", one, low=1)) for one in many.ravel()]
            return np.array(flat).reshape(many.shape + np.shape(flat)[1:])
        value = self._at(as_whole("t", t, low=1))
        return value if np.ndim(value) else float(value)


def curve(make: Callable[..., Callable[[int], Any]]) -> Callable[..., Curve]:
    """Turn a function that makes a function of t into one that makes a `Curve`."""

    @wraps(make)
    def made(*args, **options) -> Curve:
        given = signature(make).bind(*args, **options).arguments
        words = [f"{name}={value if isinstance(value, Curve) else shown(value)}" for name, value in given.items()]
        return Curve(make(*args, **options), f"{make.__name__}({', '.join(words)})")

    return made
