"""What a function is tried on: steps that follow one another, or cases."""

from collections.abc import Callable, Generator
from typing import Any

import numpy as np

from optlab.exercises.findings import Place
from optlab.values import Array

STEPS = 8
Values = tuple[Array, ...]
Rounds = Generator[tuple[Place, dict[str, Any]], Values, None]


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
            values = yield Place(step=t), {"t": t, **settings, **now, **inputs(t, now)}
            now = dict(zip(state, values, strict=True))

    return rounds


def over_cases(*cases: dict[str, Any]) -> Callable[[], Rounds]:
    """One call after the other, that know nothing of each other."""

    def rounds() -> Rounds:
        for case in cases:
            yield Place(case=case), {name: np.array(v) if np.ndim(v) else v for name, v in case.items()}

    return rounds
