"""What an optimizer is: a rule that turns a gradient into a step."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable
from dataclasses import dataclass, fields, replace
from functools import cache
from typing import Annotated, Any, ClassVar, Literal, NamedTuple, Self, get_args, get_origin, get_type_hints

import numpy as np

from optlab.checks import as_numbers, shown
from optlab.per_run import PerRun

Array = np.ndarray
Number = float | Array
Schedule = Callable[[int], Number]


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


Rate = Annotated[Number | Schedule, Range("above 0 and finite", low=0)]
Decay = Annotated[Number | Schedule, Range("at least 0 and below 1", low=0, high=1, low_included=True)]
Small = Annotated[Number | Schedule, Range("at least 0 and finite", low=0, low_included=True)]


class Record(NamedTuple):
    """The least that an update returns; a rule with a state adds its own names.

    Every field has the shape ``(dim, *batch)``.
    """

    position: Array
    step: Array


@dataclass(frozen=True)
class Rule(ABC):
    """An optimizer: its fields are its hyperparameters, its ``update`` is its formula.

    A hyperparameter is a number, an array with one value for each run of a batch, or a
    schedule: a function of the step ``t`` (1, 2, …) that returns one of these.
    ``run`` resolves arrays and schedules before it calls ``update``.

    Raises:
        ValueError: a hyperparameter lies outside its range; the message names both.

    To write your own, say what an update returns and how it gets there:

    >>> @dataclass(frozen=True)
    ... class SignDescent(Rule):
    ...     learning_rate: Rate = 0.1
    ...
    ...     def update(self, t, gradient, last) -> Record:
    ...         step = -self.learning_rate * np.sign(gradient)
    ...         return Record(last.position + step, step)
    >>> SignDescent(learning_rate=-1)
    Traceback (most recent call last):
    ValueError: learning_rate is -1: it must be above 0 and finite
    """

    title: ClassVar[str] = ""

    def __post_init__(self) -> None:
        hints = _hints(type(self))
        for field in fields(self):
            value = _checked(field.name, getattr(self, field.name), hints[field.name])
            object.__setattr__(self, field.name, value)

    @abstractmethod
    def update(self, t: int, gradient: Array, last: Any) -> Any:
        """Return the record of update ``t``, given the gradient at ``last.position``."""

    @classmethod
    def record_type(cls) -> type:
        """The NamedTuple that ``update`` is annotated to return."""
        record = get_type_hints(cls.update).get("return")
        if not hasattr(record, "_fields") or record._fields[:2] != ("position", "step"):
            raise ValueError(
                f"{cls.__name__}.update must be annotated to return a NamedTuple "
                f"whose first fields are position and step, not {record!r}"
            )
        return record

    def begin(self, position: Array) -> Any:
        """The record of step 0: the start, with a state of zeros."""
        record = self.record_type()
        return record(position, *(np.zeros_like(position) for _ in record._fields[1:]))

    @property
    def hyperparameters(self) -> dict[str, Any]:
        """Name and value of every hyperparameter, in the order of the formula."""
        return {field.name: getattr(self, field.name) for field in fields(self)}

    @property
    def scheduled(self) -> bool:
        """Whether some hyperparameter is a schedule, and so differs from step to step."""
        return any(callable(value) for value in self.hyperparameters.values())

    def at(self, t: int) -> Self:
        """This rule as ``update`` sees it at step ``t``: schedules called, arrays ready to compute."""
        resolved, hints = object.__new__(type(self)), _hints(type(self))
        for name, value in self.hyperparameters.items():
            if callable(value):
                value = _scheduled(name, value(t), hints[name].__metadata__[0])
            object.__setattr__(resolved, name, value.view(PerRun) if isinstance(value, Array) else value)
        return resolved


def _scheduled(name: str, value: Any, allowed: Range) -> Number:
    """What a schedule returned; it may reach 0 where a constant may not."""
    number = _as_number(value)
    if number is None or number not in replace(allowed, low_included=True):
        words = allowed.words.replace("above 0", "at least 0")
        raise ValueError(f"{name} is {shown(value)} in this step: what its schedule returns must be {words}")
    return number


@cache
def _hints(cls: type) -> dict[str, Any]:
    return get_type_hints(cls, include_extras=True)


def _checked(name: str, value: Any, hint: Any) -> Any:
    if get_origin(hint) is Literal:
        if not isinstance(value, str) or value not in get_args(hint):
            raise ValueError(f"{name} is {shown(value)}: it must be one of {', '.join(map(repr, get_args(hint)))}")
        return value
    if hint is bool:
        if not isinstance(value, bool | np.bool_):
            raise ValueError(f"{name} is {shown(value)}: it must be True or False")
        return bool(value)
    allowed: Range = hint.__metadata__[0]
    if callable(value):
        return value
    number = _as_number(value)
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
