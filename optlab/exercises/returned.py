"""What a function returned, read as numbers."""

from __future__ import annotations

import dis
import inspect
from collections.abc import Callable
from types import CodeType
from typing import Any

import numpy as np

from optlab.exercises.findings import Finding
from optlab.exercises.rounds import Values
from optlab.values import Array, as_numbers


class NotAttempted(Exception):
    """The function has no body yet."""


class Unfit(Exception):
    """What it returned is not what is asked for."""

    def __init__(self, key: str, **facts: Any) -> None:
        self.finding = Finding(key, facts)


def numbers_in(names: tuple[str, ...], function: Callable[..., Any], returned: Any, right: Values) -> Values:
    """Arrays of the shapes of ``right``.

    Raises:
        Unfit: they are not in it.
        NotAttempted: it is None, since the function has no body yet.
    """
    count = len(right)
    if returned is None:
        if is_empty(function):
            raise NotAttempted
        raise Unfit("nothing")
    if count == 1 and isinstance(returned, tuple):
        raise Unfit("tuple", count=len(returned), name=names[0])
    parts = [returned]
    stacked = isinstance(returned, np.ndarray) and returned.ndim == 1 + right[0].ndim
    if count > 1 and (stacked or isinstance(returned, tuple | list)):
        parts = list(returned)
    if len(parts) != count:
        raise Unfit("count", count=len(parts), asked=count, names=names)
    return tuple(_numbers(*both) for both in zip(names, parts, right, strict=True))


def _numbers(name: str, value: Any, right: Array) -> Array:
    kind = type(value).__name__
    try:
        array = np.asarray(value)  # no copy: what is broadcast may be larger than the memory
    except Exception as error:  # the value's own code may raise anything, and a ragged list raises too
        why = "" if isinstance(value, list | tuple) else type(error).__name__
        raise Unfit("type", name=name, type=kind, why=why, shape=right.shape) from None
    if array.dtype.kind not in "iuf":
        dtype = str(array.dtype) if isinstance(value, np.ndarray) else ""
        raise Unfit("type", name=name, type=kind, dtype=dtype, shape=right.shape)
    if array.shape != right.shape:
        raise Unfit("shape", name=name, mine=array.shape, shape=right.shape)
    return as_numbers(array)


def is_empty(function: Callable[..., Any]) -> bool:
    """Whether a function has nothing in it but ``...`` or ``pass``, and perhaps a docstring.

    >>> def later(x): ...
    >>> is_empty(later), is_empty(print)
    (True, False)
    """
    code = getattr(inspect.unwrap(function), "__code__", None)
    if not isinstance(code, CodeType):
        return False
    done = [step for step in dis.get_instructions(code) if step.opname not in ("RESUME", "NOP")]
    return {step.opname for step in done} <= {"LOAD_CONST", "RETURN_VALUE", "RETURN_CONST"} and len(done) <= 2
