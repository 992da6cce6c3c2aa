"""One update of a rule, whoever wrote it: its record in the shape and the precision of the run."""

from __future__ import annotations

from typing import Any

import numpy as np

from optlab.optimizers.rule import Asked, Rule
from optlab.values import Array, shown

Model = tuple[np.dtype, tuple[int, ...]]  # the precision and the shape of a field of the record
ADVICE = {  # by a part of numpy's message: what to write in the update
    "truth value of an array": "decides by an array: write np.where(condition, this, that) in place of an if",
    "read-only": "changes the gradient or the last position in place: write a = a + b in place of a += b",
}


class Updates:
    """The updates of one run.

    Args:
        start: the record of step 0. Each later record has fields of the same shapes and precision: a number
            becomes an array, and what a rule computes in double precision returns to that of the run.

    >>> from optlab.optimizers import GradientDescent
    >>> start = GradientDescent().begin(np.array([10.0]))
    >>> Updates(start)(GradientDescent(), 1, np.array([20.0]), start).position
    array([8.])
    """

    def __init__(self, start: Any) -> None:
        self.kind, self.models = type(start), [(value.dtype, value.shape) for value in start]
        self.fitting = True  # until the first step shows that it does not

    def __call__(self, rule: Rule, t: int, gradient: Array, last: Any, *second: Asked) -> Any:
        """The record of update t.

        Raises:
            ValueError: no record of the same kind, or a field that does not fit the run.
        """
        gradient = gradient.view()
        gradient.flags.writeable = False
        try:
            record = rule.update(t, gradient, last, *second)
        except ValueError as mistake:
            for cause, advice in ADVICE.items():
                if cause in str(mistake):
                    raise ValueError(f"{type(rule).__name__}.update {advice}") from mistake
            raise
        if type(record) is not self.kind:
            must = f"it must return {self.kind.__name__}(…)"
            raise ValueError(f"{type(rule).__name__}.update returned {shown(record)}: {must}")
        if t == 1:
            self.fitting = all(map(_fits, record, self.models))
        if self.fitting and _fits(record.position, self.models[0]):
            return record
        names = [f"{type(rule).__name__}.update returned {field}" for field in record._fields]
        return type(record)(*map(_laid_out, names, record, self.models, last))


def _fits(value: Any, model: Model) -> bool:
    return type(value) is np.ndarray and value.dtype is model[0] and value.shape == model[1]


def _laid_out(name: str, value: Any, model: Model, last: Array) -> Array:
    if _fits(value, model):
        return value
    dtype, shape = model
    try:
        laid = np.empty_like(last, dtype, shape=shape)  # with the memory order that the objective asks for
        laid[...] = value
        return laid
    except (TypeError, ValueError):
        given = f"of the shape {value.shape}" if isinstance(value, np.ndarray) else f"as {shown(value)}"
        raise ValueError(f"{name} {given}: it must fit {shape}, (dim, *batch)") from None
