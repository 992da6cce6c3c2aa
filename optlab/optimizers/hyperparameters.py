"""What a hyperparameter may be: its range, and what is said of a value outside it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache
from typing import Annotated, Any, Literal, get_args, get_origin, get_type_hints

import numpy as np

from optlab.values import Number, as_numbers, shown


@dataclass(frozen=True)
class Range:
    """The values that a hyperparameter may take, and how to say so.

    >>> 0.5 in Range("above 0 and finite", low=0)
    True
    >>> float("nan") in Range("above 0 and finite", low=0)
    False
    """

    words: str
    low: float
    high: float = np.inf
    low_included: bool = False

    def __contains__(self, value: Number) -> bool:
        above = np.greater_equal if self.low_included else np.greater
        return bool(np.all(above(value, self.low) & np.less(value, self.high)))


Setting = Any  # given as a number, an array or a schedule; in an update a number or an array
Rate = Annotated[Setting, Range("above 0 and finite", low=0)]
Decay = Annotated[Setting, Range("at least 0 and below 1", low=0, high=1, low_included=True)]
Small = Annotated[Setting, Range("at least 0 and finite", low=0, low_included=True)]


ANY = Range("a finite number", low=-np.inf)  # the range of a field whose annotation names none


def is_number(hint: Any) -> bool:
    """Whether an annotation is of a number, which may be an array or a schedule as well."""
    return hint is float or hasattr(hint, "__metadata__")


def range_of(hint: Any) -> Range:
    """What an annotation allows."""
    return next((one for one in getattr(hint, "__metadata__", ()) if isinstance(one, Range)), ANY)


def scheduled_value(name: str, value: Any, hint: Any) -> Number:
    """What a schedule returned; it may reach 0 where a constant may not."""
    number, allowed = _as_number(value), range_of(hint)
    if number is None or number not in replace(allowed, low_included=True):
        words = allowed.words.replace("above 0", "at least 0")
        raise ValueError(f"{name} is {shown(value)} in this step: what its schedule returns must be {words}")
    return number


@cache
def hints_of(cls: type) -> dict[str, Any]:
    return get_type_hints(cls, include_extras=True)


def checked_value(name: str, value: Any, hint: Any) -> Any:
    if get_origin(hint) is Literal:
        if not isinstance(value, str) or value not in get_args(hint):
            raise ValueError(f"{name} is {shown(value)}: it must be one of {', '.join(map(repr, get_args(hint)))}")
        return value
    if hint is bool:
        if not isinstance(value, bool | np.bool_):
            raise ValueError(f"{name} is {shown(value)}: it must be True or False")
        return bool(value)
    if callable(value) or not is_number(hint):
        return value  # a schedule, or a value of a kind that only the rule uses
    number, allowed = _as_number(value), range_of(hint)
    if number is None or number not in allowed:
        raise ValueError(f"{name} is {shown(value)}: it must be {allowed.words}")
    return number


def _as_number(value: Any) -> Number | None:
    """A float, or an array of its own that nobody can change; None for anything else."""
    array = as_numbers(value)
    if not array.size:
        return None
    if not array.ndim:
        return float(array)
    array = array.astype(float)
    array.flags.writeable = False
    return array
