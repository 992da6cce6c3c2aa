"""check: is a function right, and if not, what is wrong with it?"""

from __future__ import annotations

import functools
import inspect
from collections.abc import Callable
from typing import Any

from optlab.exercises.answer import Answer
from optlab.exercises.attempt import Attempt, attempt
from optlab.exercises.catalogue import CATALOGUE
from optlab.exercises.compare import agree, difference
from optlab.exercises.exercise import Exercise
from optlab.exercises.explained import explained
from optlab.exercises.findings import Finding, Place
from optlab.exercises.match import matching, matching_formula
from optlab.exercises.notes import noted
from optlab.exercises.repair import repair
from optlab.exercises.returned import NotAttempted
from optlab.exercises.rounds import Values
from optlab.exercises.source import seen_in, unused_in


def check(function: Callable[..., Any], name: str | None = None) -> Answer:
    """Whether your function is right; else what differs first, by how much, and which mistake does that.

    It is called with the same numbers as the solution, which is found by your function's name. A
    step is taken several times over: what it returns is what it is given next.

    Args:
        function: the function itself, without parentheses after its name.
        name: the exercise's name, where the function has another one, or none.

    Returns:
        An `Answer`, whatever the function does; a function still running after 5 s is stopped.

    >>> def best_rate(smallest_curvature, largest_curvature):
    ...     return 2 / largest_curvature
    >>> check(best_rate)
    Not right yet: for smallest_curvature = 1, largest_curvature = 4 the rate is 0.5, and 0.4 is right: the difference is 0.1.
    This is exactly what comes out when only the largest curvature is used: 2/λmax is the limit, not the best rate.
    Hint: At the best rate 1 − ηλmin and −(1 − ηλmax) are equal: both ends shrink alike. Solve that for η.
    """  # noqa: E501 - as it is printed
    return noted(_answer(function, name))


def _answer(function: Callable[..., Any], name: str | None) -> Answer:
    if not callable(function):
        return Answer("", "wrong", Finding("no function", {"type": type(function).__name__}))
    name = _name(function) if name is None else name
    if name not in CATALOGUE:
        return Answer("", "wrong", Finding("no exercise", {"name": name}))
    exercise = CATALOGUE[name]
    if misfit := _misfit(exercise, function):
        return Answer(name, "wrong", misfit)
    right = list(exercise.results(exercise.solution))
    try:
        mine = attempt(exercise, function, right)
    except NotAttempted:
        return Answer(name, "not attempted", Finding("not attempted"))
    return _judged(exercise, function, mine, right)


def _judged(
    exercise: Exercise, function: Callable[..., Any], mine: Attempt, right: list[tuple[Place, Values]]
) -> Answer:
    for (place, values), found in zip(right, mine.values, strict=False):
        if not agree(found, values):
            mistakes = matching(exercise, mine)
            seen = seen_in(function)
            if exercise.hidden and not mistakes and sorted(map(float, found)) != sorted(map(float, values)):
                seen = [Finding("each once", {"count": len(values)})]
            if not (seen or mistakes):
                seen = repair(exercise, function, right)
                mistakes = () if seen else matching_formula(exercise, mine)
            if not (seen or mistakes):
                seen = unused_in(function, exercise.arguments)
            finding = Finding("differs", difference(found, values))
            return Answer(exercise.name, "wrong", finding, place, mistakes, tuple(seen))
    if mine.trouble:
        place, error = right[len(mine.values)][0], mine.trouble.error
        mistakes = matching(exercise, mine) if mine.trouble.refused else ()
        seen = seen_in(function)
        if error is not None and not mistakes:
            seen = seen or explained(error, function, exercise.arguments) or repair(exercise, function, right)
        return Answer(exercise.name, "wrong", mine.trouble.finding, place, mistakes, tuple(seen))
    finding = Finding("right", {"count": len(right), "steps": right[0][0].step is not None})
    return Answer(exercise.name, "right", finding)


def _name(function: Callable[..., Any]) -> str:
    """Its own, or that of the function in a partial; "" if it has none."""
    while isinstance(function, functools.partial):
        function = function.func
    name = getattr(function, "__name__", "")
    return name if isinstance(name, str) else ""


def _misfit(exercise: Exercise, function: Callable[..., Any]) -> Finding | None:
    """Why it cannot be called as it must be."""
    if inspect.iscoroutinefunction(function):
        return Finding("async")
    try:
        signature = inspect.signature(function)
    except (TypeError, ValueError):
        return None
    wanted = exercise.arguments
    try:
        signature.bind(*wanted)
    except TypeError:
        return Finding("arguments", {"count": len(wanted), "signature": str(signature)})
    mine = tuple(signature.parameters)
    if mine != wanted and set(mine) == set(wanted):
        return Finding("order")
    return None
