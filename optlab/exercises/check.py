"""check: is a function right, and if not, what is wrong with it?"""

from __future__ import annotations

import inspect
from collections.abc import Callable
from functools import cache
from typing import Any

import numpy as np

from optlab.exercises.answer import Answer
from optlab.exercises.attempt import Attempt, NotAttempted, attempt
from optlab.exercises.catalogue import CATALOGUE
from optlab.exercises.compare import agree, close, difference
from optlab.exercises.exercise import Exercise, Values


def check(function: Callable[..., Any]) -> Answer:
    """Whether your function is right; else what differs first, by how much, and which mistake does that.

    It is called with the same numbers as the solution, which is found by your function's name. A
    step is taken several times over: what it returns is what it is given next.

    Args:
        function: the function itself, without parentheses after its name.

    Returns:
        An `Answer`, whatever the function does; a function still running after 5 s is stopped.

    >>> def best_rate(smallest_curvature, largest_curvature):
    ...     return 2 / largest_curvature
    >>> check(best_rate)
    Not right yet: for smallest_curvature = 1, largest_curvature = 3 the rate is 0.6667, and 0.5 is right: off by 0.17.
    This is exactly what comes out when only the largest curvature is used: 2/L is the limit, not the best rate.
    Hint: At the best rate 1 − ημ and −(1 − ηL) are equal: both ends shrink alike. Solve that for η.
    """
    name = getattr(function, "__name__", None)
    if not callable(function):
        kind = type(function).__name__
        return Answer("wrong", f"check wants a function, as in check(adam_step), and was given a value: {kind}.")
    if name not in CATALOGUE:
        return Answer("wrong", f"There is no exercise called {name}: it must be one of {', '.join(CATALOGUE)}.")
    exercise = CATALOGUE[name]
    if misfit := _misfit(exercise, function):
        return Answer("wrong", f"Not right yet: {misfit}.")
    right = exercise.results(exercise.solution)
    try:
        mine = attempt(exercise, function, right)
    except NotAttempted:
        return Answer("not attempted", f"Not attempted yet: {_call(exercise)} is to return {_listed(exercise)}.")
    for (where, values), expected in zip(right, mine.values, strict=False):
        if not agree(expected, values):
            first = _first(exercise, expected, values)
            return Answer("wrong", f"Not right yet: {where} {first}", *_advice(exercise, mine))
    if mine.trouble:
        where = right[len(mine.values)][0]
        advice = _advice(exercise, mine) if isinstance(mine.trouble.__cause__, ArithmeticError) else ()
        return Answer("wrong", f"Not right yet: {where} {mine.trouble}", *advice)
    verb = "agrees" if len(exercise.returns) == 1 else "agree"
    calls = "steps" if right[0][0].startswith("at step") else "cases"
    return Answer("right", f"Right: {_listed(exercise)} {verb} with the formula in all {len(right)} {calls}.")


def _listed(exercise: Exercise) -> str:
    *names, last = exercise.returns
    return f"{', '.join(names)} and {last}" if names else last


def _call(exercise: Exercise) -> str:
    return f"{exercise.name}({', '.join(exercise.arguments)})"


def _misfit(exercise: Exercise, function: Callable[..., Any]) -> str:
    """Why it cannot be called as it must be; "" if it can."""
    if inspect.iscoroutinefunction(function):
        return "it begins with async def, and def is asked for"
    try:
        signature = inspect.signature(function)
    except (TypeError, ValueError):
        return ""
    wanted = exercise.arguments
    try:
        signature.bind(*wanted)
    except TypeError:
        return f"it must take {len(wanted)} arguments, {_call(exercise)}, and yours takes {signature}"
    mine = tuple(signature.parameters)
    if mine != wanted and set(mine) == set(wanted):
        return f"its arguments must come in this order: {_call(exercise)}"
    return ""


def _first(exercise: Exercise, mine: Values, right: Values) -> str:
    """The first quantity that differs, and by how much."""
    pairs = zip(exercise.returns, mine, right, strict=True)
    name, a, b = next((name, a, b) for name, a, b in pairs if not np.all(close(a, b)))
    said, rightly, much = difference(a, b)
    return f"{name} is {said}, and {rightly} is right: {much}."


def _advice(exercise: Exercise, mine: Attempt) -> list[str]:
    """The mistake that gives exactly these numbers, if there is one, and the hint."""
    named = [words for words, theirs in _consequences(exercise) if _matches(theirs, mine)]
    return [f"This is exactly what comes out when {words}." for words in named] + [f"Hint: {exercise.hint}"]


@cache
def _consequences(exercise: Exercise) -> list[tuple[str, list[tuple[str, Values]]]]:
    """What every known mistake returns."""
    return [(words, exercise.results(function)) for words, function in exercise.mistakes()]


def _matches(theirs: list[tuple[str, Values]], mine: Attempt) -> bool:
    """Whether a mistake gives these numbers in every call; a division by 0 that Python refuses is numpy's infinity."""
    pairs = zip(mine.values, theirs, strict=False)
    if not all(agree(a, b) for a, (_, b) in pairs):
        return False
    if mine.trouble and isinstance(mine.trouble.__cause__, ArithmeticError):
        return not all(np.all(np.isfinite(value)) for value in theirs[len(mine.values)][1])
    return True
