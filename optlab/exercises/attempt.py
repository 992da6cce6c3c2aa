"""A learner's function, called; and what can go wrong with that, in words."""

from __future__ import annotations

import dis
import inspect
import linecache
import traceback
import warnings
from collections.abc import Callable
from types import CodeType
from typing import Any, NamedTuple

import numpy as np

from optlab.checks import as_numbers
from optlab.exercises import limit
from optlab.exercises.exercise import Exercise, Values
from optlab.rule import Array


class Trouble(Exception):
    """What a function did in place of returning numbers."""


class NotAttempted(Exception):
    """It has no body yet."""


class Attempt(NamedTuple):
    """The values of every call, up to the one that went wrong, if one did."""

    values: list[Values]
    trouble: Trouble | None


def attempt(exercise: Exercise, function: Callable[..., Any], right: list[tuple[str, Values]]) -> Attempt:
    """Make every call of an exercise.

    Args:
        right: what the solution returns, call by call; for the shapes.

    Raises:
        NotAttempted: the function has no body yet.
    """
    done: list[Values] = []
    with limit.Limit(limit.SECONDS) as clock, np.errstate(all="ignore"), warnings.catch_warnings():
        warnings.simplefilter("ignore", RuntimeWarning)  # numpy's, of overflows and of 0/0

        def call(given: dict[str, Any]) -> Values:
            returned = _call(clock, function, given)
            return _values(exercise, function, returned, right[len(done)][1])

        try:
            for _, values in exercise.play(call):
                done.append(values)
        except Trouble as trouble:
            return Attempt(done, trouble)
    return Attempt(done, None)


def _call(clock: limit.Limit, function: Callable[..., Any], given: dict[str, Any]) -> Any:
    handed = {name: np.array(value) if isinstance(value, np.ndarray) else value for name, value in given.items()}
    try:
        returned = clock.call(function, *handed.values())
    except limit.TimeIsUp:
        words = f"it was still running after {limit.SECONDS:g} s, and was stopped. Does a loop never end?"
        raise Trouble(words) from None
    except NotImplementedError:
        raise NotAttempted from None
    except KeyboardInterrupt:
        raise
    except SystemExit:
        raise Trouble("it ends the program, as exit() does. A function ends with return.") from None
    except BaseException as error:
        raise Trouble(f"it raises {_said(error)}{_line(function, error)}.") from error
    for name, value in given.items():
        if isinstance(value, np.ndarray) and not np.array_equal(value, handed[name], equal_nan=True):
            words = f"it changes its argument {name}. A line such as {name} += … or {name}[0] = … writes into the "
            raise Trouble(f"{words}array of whoever called; write {name} = {name} + …, which makes a new one.")
    return returned


def _values(exercise: Exercise, function: Callable[..., Any], returned: Any, right: Values) -> Values:
    count, names = len(right), exercise.returns
    if returned is None:
        if is_empty(function):
            raise NotAttempted
        raise Trouble("it returns nothing (None). Is the return missing?")
    if count == 1 and isinstance(returned, tuple):
        raise Trouble(f"it returns a tuple of {len(returned)}, and {names[0]} alone is asked for.")
    parts = [returned]
    stacked = isinstance(returned, np.ndarray) and returned.ndim == 1 + right[0].ndim
    if count > 1 and (stacked or isinstance(returned, tuple | list)):
        parts = list(returned)
    if len(parts) != count:
        values = "1 value" if len(parts) == 1 else f"{len(parts)} values"
        raise Trouble(f"it returns {values}, and {count} are asked for: {', then '.join(names)}.")
    return tuple(_numbers(*both) for both in zip(names, parts, right, strict=True))


def _numbers(name: str, value: Any, right: Array) -> Array:
    try:
        numbers = as_numbers(value)
        shape = np.shape(value)
    except (TypeError, ValueError):
        numbers, shape = np.array([]), ()
    if not numbers.size and shape != (0,):
        kind = f"an array of {value.dtype}" if isinstance(value, np.ndarray) else f"of the type {type(value).__name__}"
        raise Trouble(f"{name} is {kind}, and {_shape(right)} is asked for.")
    if numbers.shape != right.shape:
        raise Trouble(f"{name} is {_shape(numbers)}, and {_shape(right)} is asked for.")
    return numbers


def _shape(array: Array) -> str:
    return f"an array of the shape {array.shape}" if array.ndim else "one number"


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


def _said(error: BaseException) -> str:
    words = " ".join(str(error).split())
    return f"{type(error).__name__}: {words[:200]}" if words else type(error).__name__


def _line(function: Callable[..., Any], error: BaseException) -> str:
    """Where in the learner's own code it happened, if that is known."""
    code = getattr(inspect.unwrap(function), "__code__", None)
    lines = [
        number
        for frame, number in traceback.walk_tb(error.__traceback__)
        if code is not None and frame.f_code.co_filename == code.co_filename
    ]
    if not lines:
        return ""
    text = linecache.getline(code.co_filename, lines[-1]).strip()
    return f", in line {lines[-1]}: `{text}`" if text else f", in line {lines[-1]}"
