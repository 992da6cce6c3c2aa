"""The exercises of notebook 01."""

import numpy as np

from optlab.exercises.chapters.surface import slope_at
from optlab.exercises.exercise import Exercise
from optlab.exercises.mistakes.gradient_descent import BEST_RATE, DESCEND, GRADIENT_DESCENT_STEP, LOSS_AFTER
from optlab.exercises.rounds import over_cases, over_steps


def gradient_descent_step(x, gradient, learning_rate):
    """A step against the gradient. (Cauchy 1847)"""
    return x - learning_rate * gradient


def descend(slope, start, learning_rate, steps):
    """A loop of steps against the gradient, each from where the one before ended. (Cauchy 1847)"""
    x = start
    for _ in range(steps):
        x = x - learning_rate * slope(x)
    return x


def loss_after(steps, start, curvature, learning_rate):
    """The loss ½λx² after so many steps on it: each one multiplies x by 1 − ηλ."""
    x = (1 - learning_rate * curvature) ** steps * start
    return curvature / 2 * x**2


def best_rate(smallest_curvature, largest_curvature):
    """The rate at which the flattest and the steepest direction shrink alike."""
    return 2 / (smallest_curvature + largest_curvature)


def _named(formula, function):
    """A slope whose formula an answer can show."""

    def slope(x):
        return function(x)

    slope.__name__ = formula
    return slope


EXERCISES = (
    Exercise(
        gradient_descent_step,
        ("the position",),
        over_steps({"x": [-2.0, 1.0]}, slope_at, learning_rate=0.15),
        GRADIENT_DESCENT_STEP,
        "The gradient points uphill. Its length, times the learning rate, is the length of the step.",
    ),
    Exercise(
        descend,
        ("the position",),
        over_cases(
            {"slope": _named("2x", lambda x: 2 * x), "start": 3.0, "learning_rate": 0.1, "steps": 1},
            {"slope": _named("x − 4", lambda x: x - 4), "start": -1.0, "learning_rate": 0.5, "steps": 5},
            {"slope": _named("tanh x", np.tanh), "start": 1.5, "learning_rate": 0.2, "steps": 10},
        ),
        DESCEND,
        "Begin with x = start. In every pass of the loop, subtract the rate times the slope at the x of that moment.",
    ),
    Exercise(
        loss_after,
        ("the loss",),
        over_cases(
            {"steps": 1, "start": 2.0, "curvature": 1.5, "learning_rate": 0.2},
            {"steps": 3, "start": -4.0, "curvature": 10.0, "learning_rate": 0.15},
            {"steps": 5, "start": 1.5, "curvature": 4.0, "learning_rate": 0.6},
        ),
        LOSS_AFTER,
        "Where is x after one step? Each step multiplies it by the same factor. The loss is taken at the end.",
    ),
    Exercise(
        best_rate,
        ("the rate",),
        over_cases(
            {"smallest_curvature": 1.0, "largest_curvature": 4.0},
            {"smallest_curvature": 1.0, "largest_curvature": 100.0},
            {"smallest_curvature": 0.2, "largest_curvature": 4.0},
        ),
        BEST_RATE,
        "At the best rate 1 − ηλmin and −(1 − ηλmax) are equal: both ends shrink alike. Solve that for η.",
    ),
)
