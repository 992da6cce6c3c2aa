"""The exercises of notebook 04."""

import numpy as np

from optlab.exercises.chapters.surface import slope_at
from optlab.exercises.exercise import Exercise
from optlab.exercises.mistakes.adagrad import ADAGRAD_STEP, DISTANCE_AFTER, EFFECTIVE_RATE
from optlab.exercises.rounds import over_cases, over_steps


def adagrad_step(x, cache, gradient, learning_rate, epsilon):
    """AdaGrad with ε outside the root. (Duchi, Hazan & Singer 2011, fig. 1)"""
    new_cache = cache + gradient**2
    step = -learning_rate * gradient / (np.sqrt(new_cache) + epsilon)
    return x + step, new_cache


def effective_rate(cache, learning_rate, epsilon):
    """What is left of the learning rate in each coordinate."""
    return learning_rate / (np.sqrt(cache) + epsilon)


def distance_after(steps, learning_rate):
    """How far AdaGrad comes while the gradient stays the same: η(1 + 1/√2 + 1/√3 + …)."""
    return np.sum(learning_rate / np.sqrt(np.arange(1, steps + 1)))


EXERCISES = (
    Exercise(
        adagrad_step,
        ("the position", "the cache"),
        over_steps({"x": [-2.0, 1.0], "cache": [0.0, 0.0]}, slope_at, learning_rate=0.6, epsilon=0.03),
        ADAGRAD_STEP,
        "First add the squared gradient to the cache. Then divide by the root of the new cache, plus ε.",
    ),
    Exercise(
        effective_rate,
        ("the rate",),
        over_cases(
            {"cache": [4.0, 0.25], "learning_rate": 0.1, "epsilon": 0.01},
            {"cache": [9.0, 100.0, 0.0], "learning_rate": 0.5, "epsilon": 0.1},
        ),
        EFFECTIVE_RATE,
        "With a cache of 4 and a tiny ε, half of the learning rate is left.",
    ),
    Exercise(
        distance_after,
        ("the distance",),
        over_cases(*({"steps": s, "learning_rate": rate} for s, rate in ((1, 0.5), (4, 0.5), (10, 0.1), (100, 2.0)))),
        DISTANCE_AFTER,
        "Step t is η/√t long. The first is η, and after two steps it has come η + η/√2 far.",
    ),
)
