"""What an optimizer is: a rule that turns a gradient into a step."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, fields
from inspect import signature
from typing import Any, ClassVar, Self, get_type_hints

import numpy as np

from optlab.optimizers.hyperparameters import Decay, Rate, Small, checked_value, hints_of, is_number, scheduled_value
from optlab.optimizers.per_run import PerRun
from optlab.optimizers.records import Asked, Record
from optlab.values import Array, shown

__all__ = ["Array", "Asked", "Decay", "Rate", "Record", "Rule", "Small"]  # all that a file with a rule needs


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

    # What is a method's own beside its formula; each has a default, and a variant has what its method has.
    title: ClassVar[str] = ""  # what a heading calls it; by default the name of the class
    marker: ClassVar[str | tuple[int, int, float]] = ""  # matplotlib's; by default a free one
    colour: ClassVar[str] = ""  # blue, sky, red, green, purple, orange, or one of matplotlib's; by default a free one
    letters: ClassVar[Mapping[str, str]] = {}  # LaTeX of a field or a hyperparameter, where it is not the usual one
    born_at_1: ClassVar[tuple[str, ...]] = ("step",)  # of the record: what update 1 is the first to have

    judged: ClassVar[str] = "position"  # of the record: the point whose loss is that of the run
    asks_for: ClassVar[str] = ""  # what a second gradient is for, if it takes one; see `asks_at`

    conventions: ClassVar[Sequence[tuple[Mapping[str, Any], Callable]]] = ()  # its other formulas: see convention.py

    def __init_subclass__(cls) -> None:
        if "title" not in vars(cls):
            cls.title = cls.__name__
        if "asks_at" in vars(cls) and not cls.asks_for:
            cls.asks_for = "step"
        if cls.asks_for not in ("", "step", "curvature"):
            raise ValueError(f"{cls.__name__}.asks_for is {shown(cls.asks_for)}: it must be 'step' or 'curvature'")
        if cls.asks_for and len(signature(cls.update).parameters) < 5:
            takes = "self, t, gradient, last and asked"
            raise ValueError(f"{cls.__name__}.update must take {takes}, since the rule asks for a second gradient")

    def __post_init__(self) -> None:
        hints = hints_of(type(self))
        for field in fields(self):
            value = checked_value(field.name, getattr(self, field.name), hints[field.name])
            object.__setattr__(self, field.name, value)

    def on(self, parameters: Mapping[str, tuple[int, ...]]) -> Self:
        """This rule for a point that is made of these parameters, name -> shape: by default itself.

        A walk asks for it once, before ``begin``. A rule that works on matrices learns here where they are.
        """
        return self

    @abstractmethod
    def update(self, t: int, gradient: Array, last: Any) -> Any:
        """Return the record of update ``t``, given the gradient at ``last.position``."""

    def asks_at(self, t: int, gradient: Array, last: Any) -> Array | None:
        """Where update ``t`` asks for a second gradient; None where it does not.

        A rule that has this is asked, and its ``update`` is given one more argument, an `Asked`: the point
        and the gradient there. Its ``asks_for`` is "step", the usual one, where the second gradient makes the
        step, and a part around the rule, such as clipping, then acts on it; or "curvature", and a part acts on
        the first.
        """
        return None

    @classmethod
    def record_type(cls) -> type:
        """The NamedTuple that ``update`` is annotated to return."""
        record = get_type_hints(cls.update).get("return")
        names = getattr(record, "_fields", ())
        taken = {"loss", "gradient", "t"} & {*names}
        if record and taken:
            raise ValueError(
                f"{record.__name__} has a field {taken.pop()}: every trace has one of its own, so rename it"
            )
        if record is None or names[:2] != ("position", "step"):
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
        hints = hints_of(type(self))
        return any(callable(value) and is_number(hints[name]) for name, value in self.hyperparameters.items())

    def at(self, t: int, dtype: Any = np.float64) -> Self:
        """This rule as ``update`` sees it at step ``t``: schedules called, numbers ready to compute in a precision."""
        resolved, hints = object.__new__(type(self)), hints_of(type(self))
        for name, value in self.hyperparameters.items():
            if callable(value) and is_number(hints[name]):
                value = scheduled_value(name, value(t), hints[name])
            if isinstance(value, Array) or (isinstance(value, float) and dtype != np.float64):
                value = np.asarray(value).view(PerRun)
            object.__setattr__(resolved, name, value)
        return resolved
