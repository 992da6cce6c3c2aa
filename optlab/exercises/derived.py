"""Mistakes that can be made in any exercise: they need no list."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import combinations, permutations
from typing import Any

import numpy as np

from optlab.exercises.exercise import Exercise

CHANGES: dict[str, Callable[[Any], Any]] = {  # by key: a change of an argument, or of what is returned
    "left out": lambda a: a * 0 + 1,
    "zero": lambda a: a * 0,
    "minus": lambda a: -a,
    "size": np.abs,
    "twice": lambda a: 2 * a,
    "half": lambda a: a / 2,
    "square": lambda a: a**2,
    "root": np.sqrt,
    "inverse": lambda a: 1 / a,
    "one more": lambda a: a + 1,
    "one less": lambda a: a - 1,
    "from one": lambda a: 1 - a,
    "sum": lambda a: a * 0 + np.sum(a),
    "mean": lambda a: a * 0 + np.mean(a),
    "first": lambda a: a * 0 + np.ravel(a)[0],
    "swapped coordinates": lambda a: np.array(a)[::-1],
}
TYPED = (0.5, 0.1, 0.01, 0.001, 0.9, 0.99, 0.999, 2, 10)  # numbers that learners write in place of an argument
Derived = tuple[str, Callable[..., Any]]


def derived(exercise: Exercise) -> Iterator[Derived]:
    """Each with a key of its own, such as "square: momentum", and a function that makes it."""
    yield from _reordered(exercise)
    if not exercise.hidden:  # where it is hidden, the values are numbers of answers, and not quantities
        yield from _of_arguments(exercise)
        yield from _of_results(exercise)


def doubles(exercise: Exercise) -> Iterator[Derived]:
    """Two of the exercise's own mistakes at once, where the second one still finds its place."""
    slips = [key for key, mistake in exercise.mistakes.items() if mistake.pairs]
    for pair in combinations(slips, 2):
        try:
            yield " + ".join(pair), exercise.made(*pair)
        except (ValueError, SyntaxError):
            continue


def _reordered(exercise: Exercise) -> Iterator[Derived]:
    for order in list(permutations(range(len(exercise.returns))))[1:]:

        def reordered(_order: tuple[int, ...] = order, **given: Any) -> Any:
            returned = exercise.solution(**given)
            return tuple(returned[i] for i in _order)

        yield f"order: {' '.join(map(str, order))}", reordered


def _of_arguments(exercise: Exercise) -> Iterator[Derived]:
    for one, other in combinations(exercise.arguments, 2):

        def swapped(_one: str = one, _other: str = other, **given: Any) -> Any:
            return exercise.solution(**given | {_one: given[_other], _other: given[_one]})

        yield f"swapped: {one}, {other}", swapped
    for name in exercise.arguments:
        for key, change in CHANGES.items():

            def changed(_name: str = name, _change: Callable[[Any], Any] = change, **given: Any) -> Any:
                return exercise.solution(**given | {_name: _change(given[_name])})

            yield f"{key}: {name}", changed
        for number in TYPED:

            def typed(_name: str = name, _number: float = number, **given: Any) -> Any:
                return exercise.solution(**given | {_name: 0 * given[_name] + _number})

            yield f"typed {number:g}: {name}", typed


def _of_results(exercise: Exercise) -> Iterator[Derived]:
    for place in range(len(exercise.returns)):
        for key, change in CHANGES.items():
            yield f"{key}: #{place}", _with(exercise, place, lambda a, given, change=change: change(a))
        for name in exercise.arguments:
            yield f"times {name}: #{place}", _with(exercise, place, lambda a, given, name=name: a * given[name])
            yield f"over {name}: #{place}", _with(exercise, place, lambda a, given, name=name: a / given[name])
            yield f"is {name}: #{place}", _with(exercise, place, lambda a, given, name=name: a * 0 + given[name])


def _with(exercise: Exercise, place: int, change: Callable[[Any, dict[str, Any]], Any]) -> Callable[..., Any]:
    def changed(**given: Any) -> Any:
        returned = exercise.solution(**given)
        if len(exercise.returns) == 1:
            return change(returned, given)
        return tuple(change(value, given) if i == place else value for i, value in enumerate(returned))

    return changed
