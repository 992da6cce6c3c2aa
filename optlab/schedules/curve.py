"""What a schedule is: a function of t that can say what made it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import wraps
from inspect import signature
from types import MappingProxyType
from typing import Any

import numpy as np

from optlab.values import as_whole, shown


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

    def __init__(
        self,
        at: Callable[[int], Any],
        words: str,
        made: Callable[..., Curve] | None = None,
        given: Mapping[str, Any] = MappingProxyType({}),
        usual: Mapping[str, Any] = MappingProxyType({}),
    ) -> None:
        self._at, self._words, self._made, self._given, self._usual = at, words, made, given, usual

    def __repr__(self) -> str:
        return self._words

    @property
    def name(self) -> str:
        """What schedules of this kind are called."""
        return self._words.partition("(")[0]

    @property
    def numbers(self) -> dict[str, float]:
        """Name and value of every number that made it; those of a schedule inside are called ``then.high``.

        >>> from optlab.schedules import cosine, warmup
        >>> warmup(cosine(0.5, steps=40), steps=10).numbers
        {'then.high': 0.5, 'then.steps': 40, 'then.low': 0.0, 'steps': 10}
        """
        found = {}
        for name, value in {**self._usual, **self._given}.items():
            if isinstance(value, Curve):
                found |= {f"{name}.{inner}": number for inner, number in value.numbers.items()}
            elif isinstance(value, int | float) and not isinstance(value, bool):
                found[name] = value
        return found

    def having(self, **numbers: float) -> Curve:
        """The same schedule with other numbers, by the names that `numbers` gives them.

        Raises:
            ValueError: a number out of its range.

        >>> from optlab.schedules import cosine, warmup
        >>> warmup(cosine(0.5, steps=40), steps=10).having(**{"then.high": 0.1, "steps": 5})
        warmup(then=cosine(high=0.1, steps=40), steps=5)
        """
        if self._made is None:
            raise ValueError(f"this schedule is {self}: it must be one of optlab.schedules to have other numbers")
        given = dict(self._given)
        for name, value in numbers.items():
            outer, _, inner = name.partition(".")
            given[outer] = given[outer].having(**{inner: value}) if inner else value
        return self._made(**given)

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
        bound = signature(make).bind(*args, **options)
        given = dict(bound.arguments)
        bound.apply_defaults()
        words = [f"{name}={value if isinstance(value, Curve) else shown(value)}" for name, value in given.items()]
        return Curve(make(*args, **options), f"{make.__name__}({', '.join(words)})", made, given, bound.arguments)

    return made
