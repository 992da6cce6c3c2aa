"""The exercises of notebook 05."""

import numpy as np

from optlab.exercises.chapters.surface import slope_at
from optlab.exercises.exercise import Exercise
from optlab.exercises.mistakes.rmsprop import CACHE_AFTER, RESTING_PLACE, RMSPROP_STEP
from optlab.exercises.rounds import over_cases, over_steps


def rmsprop_step(x, cache, gradient, learning_rate, decay_rate, epsilon):
    """RMSProp with ε outside the root. (Tieleman & Hinton 2012, lecture 6.5)"""
    new_cache = decay_rate * cache + (1 - decay_rate) * gradient**2
    step = -learning_rate * gradient / (np.sqrt(new_cache) + epsilon)
    return x + step, new_cache


def cache_after(steps, gradient, decay_rate):
    """The cache after so many steps with the same gradient, from 0 on."""
    return (1 - decay_rate**steps) * gradient**2


def resting_place(learning_rate):
    """How far from the minimum of ½x² it ends: its steps are η long, from one side to the other."""
    return learning_rate / 2


EXERCISES = (
    Exercise(
        rmsprop_step,
        ("the position", "the cache"),
        over_steps({"x": [-2.0, 1.0], "cache": [0.0, 0.0]}, slope_at, learning_rate=0.1, decay_rate=0.8, epsilon=0.03),
        RMSPROP_STEP,
        "Of the old cache ρ parts, of the new square 1 − ρ; then the step is −η·slope, over (its root plus ε).",
    ),
    Exercise(
        cache_after,
        ("the cache",),
        over_cases(
            {"steps": 1, "gradient": 3.0, "decay_rate": 0.9},
            {"steps": 2, "gradient": -2.0, "decay_rate": 0.9},
            {"steps": 10, "gradient": 0.5, "decay_rate": 0.8},
        ),
        CACHE_AFTER,
        "After one step it is (1 − ρ)g². How far is it from g² then, and what does a step multiply that by?",
    ),
    Exercise(
        resting_place,
        ("the distance",),
        over_cases({"learning_rate": 0.01}, {"learning_rate": 0.1}, {"learning_rate": 0.5}),
        RESTING_PLACE,
        "In the end every step is η long, and it goes from x to −x. What is x then?",
    ),
)
