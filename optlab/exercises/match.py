"""Which mistakes give exactly the numbers that somebody's function gave."""

from collections.abc import Callable, Iterable
from itertools import islice
from typing import Any

import numpy as np

from optlab.exercises.attempt import Attempt
from optlab.exercises.compare import agree
from optlab.exercises.derived import derived, doubles
from optlab.exercises.exercise import Exercise
from optlab.exercises.mutated import mutated

SEVERAL = 2  # of the mistakes that are on no list, at most as many are named


def matching(exercise: Exercise, mine: Attempt) -> tuple[str, ...]:
    """The keys: all of the exercise's own; if there are none, those that need no list; if none, two at once."""
    if own := tuple(key for key in exercise.mistakes if _fits(exercise, exercise.made(key), mine)):
        return own
    if not mine.values or mine.trouble is not None:
        return ()
    if found := tuple(islice((key for key, make in derived(exercise) if _fits(exercise, make, mine)), SEVERAL)):
        return found
    return _first(doubles(exercise), exercise, mine)


def matching_formula(exercise: Exercise, mine: Attempt) -> tuple[str, ...]:
    """The key of the first mistake in a single place of the solution that gives these numbers."""
    return _first(mutated(exercise), exercise, mine)


def _first(mistakes: Iterable[tuple[str, Callable[..., Any]]], exercise: Exercise, mine: Attempt) -> tuple[str, ...]:
    found = next((key for key, make in mistakes if _fits(exercise, make, mine)), "")
    return (found,) if found else ()


def _fits(exercise: Exercise, mistake: Callable[..., Any], mine: Attempt) -> bool:
    """Whether it gives these numbers in every call; a division by 0 that Python refuses is numpy's infinity."""
    theirs = exercise.results(mistake)
    refused = mine.trouble is not None and mine.trouble.refused
    try:
        for values in mine.values:
            _, expected = next(theirs)
            if any(a.shape != b.shape for a, b in zip(values, expected, strict=True)) or not agree(values, expected):
                return False
        if refused:
            return not all(np.all(np.isfinite(value)) for value in next(theirs)[1])
    except (ArithmeticError, TypeError, ValueError, LookupError, AttributeError, NameError):  # it cannot be made
        return False
    return bool(mine.values)
