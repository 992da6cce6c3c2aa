"""What an exercise is: a solution, what it is tried on, and the mistakes that are made in it."""

from __future__ import annotations

import inspect
import warnings
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Any

import numpy as np

from optlab.exercises.findings import Place
from optlab.exercises.rounds import Rounds, Values


@dataclass(frozen=True)
class Mistake:
    """What a learner writes instead; `slip` and `instead` make one.

    Attributes:
        words: what it is, as it follows on "This is exactly what comes out when".
        pairs: what is right in the solution's source, and what stands there instead.
        body: or all that stands below ``def``.
    """

    words: str
    pairs: tuple[tuple[str, str], ...] = ()
    body: str = ""


def slip(words: str, *pairs: tuple[str, str]) -> Mistake:
    """A mistake in a part of the solution: what is right, and what stands there instead."""
    return Mistake(words, pairs=pairs)


def instead(words: str, body: str) -> Mistake:
    """A mistake that leaves nothing of the solution: what stands below ``def``."""
    return Mistake(words, body=body)


@dataclass(frozen=True, eq=False)
class Exercise:
    """One function to be written.

    Attributes:
        solution: the function as a student would write it; a test holds it against the library's own.
        returns: what its values are called, in their order.
        rounds: makes the calls: a generator of the place of a call and what may be given to it by
            name. It is sent what the call returned, so that the next one can depend on it.
        mistakes: the known ones, by a key each.
        hint: a sentence for whoever is wrong.
        hidden: whether an answer keeps what is right to itself, since it could be copied.

    >>> def halved(x):
    ...     return x / 2
    >>> from optlab.exercises.rounds import over_cases
    >>> exercise = Exercise(halved, ("the half",), over_cases({"x": 3.0}), {}, "Half of 4 is 2.")
    >>> [values for place, values in exercise.play(lambda given: (halved(**given),))]
    [(1.5,)]
    """

    solution: Callable[..., Any]
    returns: tuple[str, ...]
    rounds: Callable[[], Rounds]
    mistakes: Mapping[str, Mistake]
    hint: str
    hidden: bool = False

    @property
    def name(self) -> str:
        """What the function is called, and the exercise is found by."""
        return self.solution.__name__

    @cached_property
    def arguments(self) -> tuple[str, ...]:
        """What the function is given, in this order."""
        return tuple(inspect.signature(self.solution).parameters)

    def play(self, call: Callable[[dict[str, Any]], Values]) -> Iterator[tuple[Place, Values]]:
        """Make every call, and yield its place and what came of it."""
        rounds, names = self.rounds(), self.arguments
        place, known = next(rounds)
        while True:
            values = call({name: known[name] for name in names})
            yield place, values
            try:
                place, known = rounds.send(values)
            except StopIteration:
                return

    def results(self, function: Callable[..., Any]) -> Iterator[tuple[Place, Values]]:
        """What a function of ours returns, call by call; a call is made when its value is asked for."""

        def call(given: dict[str, Any]) -> Values:
            with np.errstate(all="ignore"), warnings.catch_warnings():
                warnings.simplefilter("ignore", RuntimeWarning)  # numpy's, of the mean of nothing
                returned = function(**given)
            return tuple(np.asarray(value) for value in (returned if len(self.returns) > 1 else (returned,)))

        return self.play(call)

    @cache  # noqa: B019 - the exercises are there for as long as the module is
    def made(self, *keys: str) -> Callable[..., Any]:
        """A function that makes these mistakes and no other."""
        source = _source(self.solution)
        for key in keys:
            mistake = self.mistakes[key]
            if mistake.body:
                head = source[: source.index(":\n")]
                source = "\n    ".join([f"{head}:", *mistake.body.splitlines()])
            for right, wrong in mistake.pairs:
                if right not in source:
                    raise ValueError(f"mistake is {key!r}: {right!r} must be in the source of {self.name}")
                source = source.replace(right, wrong)
        names: dict[str, Any] = {}
        exec(source, {"np": np}, names)
        return names[self.name]


@cache
def _source(function: Callable[..., Any]) -> str:
    return inspect.getsource(function)
