"""What an exercise is: a solution, what it is tried on, and the mistakes that are made in it."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Generator, Iterator, Mapping
from dataclasses import dataclass
from itertools import permutations
from typing import Any

import numpy as np

from optlab.rule import Array

STEPS = 8
Values = tuple[Array, ...]
Rounds = Generator[tuple[str, dict[str, Any]], Values, None]


@dataclass(frozen=True, eq=False)
class Exercise:
    """One function to be written.

    Attributes:
        solution: the function as a student would write it; a test holds it against the library's own.
        returns: what its values are called, in their order.
        rounds: makes the calls: a generator of where a call stands ("at step 1") and what may be
            given to it by name. It is sent what the call returned, so that the next one can depend on it.
        slips: a known mistake, as it follows on "This is what comes out when", and how it is made in
            the solution's source: "what is right → what stands there instead", or several, with "; ".
        hint: a sentence for whoever is wrong.

    >>> def halved(x):
    ...     return x / 2
    >>> exercise = Exercise(halved, ("the half",), over_cases({"x": 3.0}), {}, "Half of 4 is 2.")
    >>> list(exercise.play(lambda given: (halved(**given),)))
    [('for x = 3', (1.5,))]
    """

    solution: Callable[..., Any]
    returns: tuple[str, ...]
    rounds: Callable[[], Rounds]
    slips: Mapping[str, str]
    hint: str

    @property
    def name(self) -> str:
        """What the function is called, and the exercise is found by."""
        return self.solution.__name__

    @property
    def arguments(self) -> tuple[str, ...]:
        """What the function is given, in this order."""
        return tuple(inspect.signature(self.solution).parameters)

    def play(self, call: Callable[[dict[str, Any]], Values]) -> Iterator[tuple[str, Values]]:
        """Make every call, and yield where it stood and what came of it."""
        rounds, names = self.rounds(), self.arguments
        where, known = next(rounds)
        while True:
            values = call({name: known[name] for name in names})
            yield where, values
            try:
                where, known = rounds.send(values)
            except StopIteration:
                return

    def results(self, function: Callable[..., Any]) -> list[tuple[str, Values]]:
        """What a function of ours returns, call by call."""

        def call(given: dict[str, Any]) -> Values:
            returned = function(**given)
            return tuple(np.asarray(value) for value in (returned if len(self.returns) > 1 else (returned,)))

        with np.errstate(all="ignore"):
            return list(self.play(call))

    def mistakes(self) -> Iterator[tuple[str, Callable[..., Any]]]:
        """Every known mistake, and a function that makes it and no other."""
        for words, slip in self.slips.items():
            yield words, self._with(slip)
        for order in list(permutations(range(len(self.returns))))[1:]:
            names = ", then ".join(self.returns[i] for i in order)
            yield f"the values are returned in another order: {names}", self._reordered(order)

    def _with(self, slip: str) -> Callable[..., Any]:
        source = inspect.getsource(self.solution)
        for piece in slip.split("; "):
            right, wrong = (part.strip() for part in piece.split("→"))
            if right not in source:
                raise ValueError(f"slip is {slip!r}: {right!r} must be in the source of {self.name}")
            source = source.replace(right, wrong)
        made: dict[str, Any] = {}
        exec(source, {"np": np}, made)
        return made[self.name]

    def _reordered(self, order: tuple[int, ...]) -> Callable[..., Any]:
        def reordered(**given: Any) -> Any:
            returned = self.solution(**given)
            return tuple(returned[i] for i in order)

        return reordered


def over_steps(
    state: dict[str, Any], inputs: Callable[[int, dict[str, Any]], dict[str, Any]], **settings: float
) -> Callable[[], Rounds]:
    """Steps t = 1, 2, …: what a call returns is the state that the next one is given.

    Args:
        state: what the first step is given, in the order in which it is returned.
        inputs: what else a step is given, from t and the state.
        settings: what every step is given.
    """

    def rounds() -> Rounds:
        now = {name: np.array(value, float) for name, value in state.items()}
        for t in range(1, STEPS + 1):
            values = yield f"at step {t}", {"t": t, **settings, **now, **inputs(t, now)}
            now = dict(zip(state, values, strict=True))

    return rounds


def over_cases(*cases: dict[str, Any]) -> Callable[[], Rounds]:
    """One call after the other, that know nothing of each other."""

    def rounds() -> Rounds:
        for case in cases:
            words = ", ".join(f"{name} = {_written(value)}" for name, value in case.items())
            yield f"for {words}", {name: np.array(v) if np.ndim(v) else v for name, v in case.items()}

    return rounds


def _written(value: Any) -> str:
    return f"[{', '.join(map(_written, value))}]" if np.ndim(value) else f"{value:g}"
