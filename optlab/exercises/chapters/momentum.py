"""The exercises of notebook 03."""

from optlab.exercises.chapters.surface import VALLEY, slope_at
from optlab.exercises.exercise import Exercise
from optlab.exercises.mistakes.momentum import LARGEST_RATE, MOMENTUM_STEP, NESTEROV_STEP
from optlab.exercises.rounds import over_cases, over_steps

MOVING = {"x": [-2.0, 1.0], "v": [0.3, -0.2]}


def momentum_step(x, v, gradient, learning_rate, momentum):
    """The heavy ball, its rate inside the velocity. (Polyak 1964, eq. 9)"""
    new_v = momentum * v - learning_rate * gradient
    return x + new_v, new_v


def nesterov_step(x, v, slope, learning_rate, momentum):
    """Momentum whose slope is that of the point ahead. (Sutskever et al. 2013, eqs. 3 and 4)"""
    ahead = x + momentum * v
    new_v = momentum * v - learning_rate * slope(ahead)
    return x + new_v, new_v


def largest_rate(curvature, momentum):
    """The rate above which the heavy ball diverges. (Polyak 1964; Goh 2017)"""
    return 2 * (1 + momentum) / curvature


EXERCISES = (
    Exercise(
        momentum_step,
        ("the position", "the velocity"),
        over_steps(MOVING, slope_at, learning_rate=0.08, momentum=0.7),
        MOMENTUM_STEP,
        "v = μv − ηg first; then x moves by the new v.",
    ),
    Exercise(
        nesterov_step,
        ("the position", "the velocity"),
        over_steps(MOVING, lambda t, state: {"slope": VALLEY.gradient}, learning_rate=0.08, momentum=0.7),
        NESTEROV_STEP,
        "Look ahead to x + μv and take the slope there; then do what momentum does, from x.",
    ),
    Exercise(
        largest_rate,
        ("the rate",),
        over_cases(
            {"curvature": 4.0, "momentum": 0.0},
            {"curvature": 4.0, "momentum": 0.5},
            {"curvature": 10.0, "momentum": 0.9},
        ),
        LARGEST_RATE,
        "At the limit a root is −1: put z = −1 into z² − (1 + μ − ηλ)z + μ = 0, and solve for η.",
    ),
)
