"""A learner's function, called; and what can go wrong with that."""

from __future__ import annotations

import inspect
import linecache
import traceback
import warnings
from collections.abc import Callable
from typing import Any, NamedTuple

import numpy as np

from optlab.exercises import limit
from optlab.exercises.exercise import Exercise
from optlab.exercises.findings import Finding, Place
from optlab.exercises.returned import NotAttempted, Unfit, numbers_in
from optlab.exercises.rounds import Values


class Trouble(NamedTuple):
    """What a function did in place of returning numbers, and the error, if it was one."""

    finding: Finding
    error: BaseException | None = None

    @property
    def refused(self) -> bool:
        """Whether Python refused a division by 0, or a number that grew too large."""
        return isinstance(self.error, ArithmeticError)


class Attempt(NamedTuple):
    """The values of every call, up to the one that went wrong, if one did."""

    values: list[Values]
    trouble: Trouble | None = None


class _Failed(Exception):
    def __init__(self, finding: Finding, error: BaseException | None = None) -> None:
        self.trouble = Trouble(finding, error)


def attempt(exercise: Exercise, function: Callable[..., Any], right: list[tuple[Place, Values]]) -> Attempt:
    """Make every call of an exercise.

    Args:
        right: what the solution returns, call by call; for the shapes.

    Raises:
        NotAttempted: the function has no body yet.
    """
    done: list[Values] = []
    with limit.limited(limit.SECONDS) as clock, np.errstate(all="ignore"), warnings.catch_warnings():
        warnings.simplefilter("ignore", RuntimeWarning)  # numpy's, of overflows and of 0/0

        def call(given: dict[str, Any]) -> Values:
            return _call(clock, exercise, function, given, right[len(done)][1])

        try:
            for _, values in exercise.play(call):
                done.append(values)
        except _Failed as failed:
            return Attempt(done, failed.trouble)
    return Attempt(done)


def _call(
    clock: limit.Limit, exercise: Exercise, function: Callable[..., Any], given: dict[str, Any], right: Values
) -> Values:
    """One call; what is returned is read within the limit too, since it may have code of its own."""
    handed = {name: np.array(value) if isinstance(value, np.ndarray) else value for name, value in given.items()}
    slow = _Failed(Finding("slow", {"seconds": limit.SECONDS}))
    try:
        returned = clock.call(function, *handed.values())
        for name, value in given.items():
            if isinstance(value, np.ndarray) and not np.array_equal(value, handed[name], equal_nan=True):
                raise _Failed(Finding("changed", {"name": name}))
        values = clock.call(numbers_in, exercise.returns, function, returned, right)
    except (NotAttempted, NotImplementedError):
        raise NotAttempted from None
    except (_Failed, KeyboardInterrupt):
        raise
    except Unfit as unfit:
        raise _Failed(unfit.finding) from None
    except BaseException as error:
        if clock.is_up:  # it ends in TimeIsUp, or in an error that followed from it
            raise slow from None
        if isinstance(error, SystemExit):
            raise _Failed(Finding("exits")) from None
        raise _Failed(Finding("raises", _facts(clock, function, error)), error) from None
    if clock.is_up:
        raise slow
    return values


def _facts(clock: limit.Limit, function: Callable[..., Any], error: BaseException) -> dict[str, Any]:
    """The error in its own words, and where in the learner's own code it happened, if that is known."""
    try:
        message = " ".join(str(clock.call(str, error)).split())[:200]
    except BaseException:  # its own __str__ may raise anything; then the name of its type is given
        message = ""
    facts = {"error": type(error).__name__, "message": message, "line": None, "code": ""}
    code = getattr(inspect.unwrap(function), "__code__", None)
    lines = [
        number
        for frame, number in traceback.walk_tb(error.__traceback__)
        if code is not None and frame.f_code.co_filename == code.co_filename
    ]
    if code is not None and lines:
        facts |= {"line": lines[-1], "code": linecache.getline(code.co_filename, lines[-1]).strip()}
    return facts
