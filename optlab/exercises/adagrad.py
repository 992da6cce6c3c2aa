"""The exercises of notebook 04."""

import numpy as np

from optlab.exercises.exercise import Exercise, over_cases, over_steps
from optlab.exercises.surface import slope_at


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


DIVIDED = {  # mistakes in the step that AdaGrad and RMSProp have in common
    "the sign is wrong: the step goes up the slope": "-learning_rate → learning_rate",
    "the learning rate is missing": "-learning_rate * → -",
    "the learning rate is applied twice": "-learning_rate * → -(learning_rate**2) *",
    "the gradient is missing from the step": "learning_rate * gradient / → learning_rate /",
    "the root is missing": "np.sqrt(new_cache) → new_cache",
    "ε is inside the root": "np.sqrt(new_cache) + epsilon → np.sqrt(new_cache + epsilon)",
    "ε is missing": "(np.sqrt(new_cache) + epsilon) → np.sqrt(new_cache)",
    "the parentheses are missing, and ε is added to x": "(np.sqrt(new_cache) + epsilon) → np.sqrt(new_cache) + epsilon",
    "the parentheses are missing, and ε is subtracted from x": (
        "(np.sqrt(new_cache) + epsilon) → np.sqrt(new_cache) - epsilon"
    ),
    "the parentheses are missing, and ε is added to the rate": (
        "-learning_rate * gradient / (np.sqrt(new_cache) + epsilon) → "
        "-(learning_rate / np.sqrt(new_cache) + epsilon) * gradient"
    ),
    "it is multiplied by the root, not divided": (
        "gradient / (np.sqrt(new_cache) + epsilon) → gradient * (np.sqrt(new_cache) + epsilon)"
    ),
    "the step is divided by the old cache": "np.sqrt(new_cache) → np.sqrt(cache)",
    "one cache serves all coordinates: the squares are added up": "gradient**2 → np.sum(gradient**2)",
    "one cache serves all coordinates: the mean of the squares": "gradient**2 → np.mean(gradient**2)",
    "the gradient is not squared": "gradient**2 → gradient",
    "the gradient's size is taken, not its square": "gradient**2 → np.abs(gradient)",
    "the learning rate is in the cache": "gradient**2 → (learning_rate * gradient) ** 2",
    "the old cache is returned": "step, new_cache → step, cache",
    "the root of the cache is kept": "step, new_cache → step, np.sqrt(new_cache)",
    "the old position is returned": "return x + step → return x",
    "the step is returned in place of the position": "return x + step → return step",
}

EXERCISES = (
    Exercise(
        adagrad_step,
        ("the position", "the cache"),
        over_steps({"x": [-2.0, 1.0], "cache": [0.0, 0.0]}, slope_at, learning_rate=0.6, epsilon=0.03),
        DIVIDED
        | {
            "the old cache is left out: nothing adds up": "= cache + gradient → = gradient",
            "the cache is the mean of the old one and the new square": (
                "cache + gradient**2 → (cache + gradient**2) / 2"
            ),
            "the square is subtracted from the cache": "cache + gradient → cache - gradient",
        },
        "First add the squared gradient to the cache. Then divide by the root of the new cache, plus ε.",
    ),
    Exercise(
        effective_rate,
        ("the rate",),
        over_cases(
            {"cache": [4.0, 0.25], "learning_rate": 0.1, "epsilon": 0.01},
            {"cache": [9.0, 100.0, 0.0], "learning_rate": 0.5, "epsilon": 0.1},
        ),
        {
            "the root is missing": "np.sqrt(cache) → cache",
            "ε is inside the root": "np.sqrt(cache) + epsilon → np.sqrt(cache + epsilon)",
            "ε is missing": "(np.sqrt(cache) + epsilon) → np.sqrt(cache)",
            "the parentheses are missing, and ε is added to the rate": (
                "(np.sqrt(cache) + epsilon) → np.sqrt(cache) + epsilon"
            ),
            "ε is subtracted": "+ epsilon → - epsilon",
            "the learning rate is missing": "learning_rate / → 1 /",
            "the learning rate is squared": "learning_rate / → learning_rate**2 /",
            "it is multiplied by the root, not divided": "learning_rate / → learning_rate *",
            "it is upside down": (
                "learning_rate / (np.sqrt(cache) + epsilon) → (np.sqrt(cache) + epsilon) / learning_rate"
            ),
            "the learning rate is under the root as well": (
                "learning_rate / (np.sqrt(cache) + epsilon) → np.sqrt(learning_rate / (cache + epsilon))"
            ),
            "the cache is squared, not rooted": "np.sqrt(cache) → cache**2",
            "the mean of the cache is used for all coordinates": "np.sqrt(cache) → np.sqrt(np.mean(cache) + 0 * cache)",
            "the sum of the cache is used for all coordinates": "np.sqrt(cache) → np.sqrt(np.sum(cache) + 0 * cache)",
            "the sign is wrong": "learning_rate / → -learning_rate /",
            "there is a 1 too many: √cache + 1": "+ epsilon → + 1",
            "only the root is returned": "learning_rate / (np.sqrt(cache) + epsilon) → np.sqrt(cache)",
        },
        "With a cache of 4 and a tiny ε, half of the learning rate is left.",
    ),
    Exercise(
        distance_after,
        ("the distance",),
        over_cases(*({"steps": s, "learning_rate": rate} for s, rate in ((1, 0.5), (4, 0.5), (10, 0.1), (100, 2.0)))),
        {
            "the sum starts at t = 0": "np.arange(1, steps + 1) → np.arange(steps)",
            "the last step is missing": "steps + 1 → steps",
            "there is one step too many": "steps + 1 → steps + 2",
            "the first step is missing": "np.arange(1, → np.arange(2,",
            "t is one too large: the sum starts with 1/√2": "np.arange(1, steps + 1) → np.arange(2, steps + 2)",
            "the root is missing: the sum of η/t": "np.sqrt(np.arange(1, steps + 1)) → np.arange(1, steps + 1)",
            "only the last step is counted": (
                "np.sum(learning_rate / np.sqrt(np.arange(1, steps + 1))) → learning_rate / np.sqrt(steps)"
            ),
            "it is the estimate 2η√T, not the sum": (
                "np.sum(learning_rate / np.sqrt(np.arange(1, steps + 1))) → 2 * learning_rate * np.sqrt(steps)"
            ),
            "it is η√T": "np.sum(learning_rate / np.sqrt(np.arange(1, steps + 1))) → learning_rate * np.sqrt(steps)",
            "every step is η long: the rate does not shrink": "/ np.sqrt(np.arange(1, steps + 1)) → * np.ones(steps)",
            "the terms are multiplied by √t, not divided": "learning_rate / → learning_rate *",
            "the root is taken of the sum, not of each t": (
                "np.sum(learning_rate / np.sqrt(np.arange(1, steps + 1))) → "
                "learning_rate / np.sqrt(np.sum(np.arange(1, steps + 1)))"
            ),
            "the learning rate is missing": "learning_rate / → 1 /",
            "the learning rate is under the root as well": (
                "learning_rate / np.sqrt( → np.sqrt(learning_rate) / np.sqrt("
            ),
            "the mean is taken, not the sum": "np.sum → np.mean",
            "the learning rate shrinks on itself: it is divided by √t again in every step": (
                "np.sum(learning_rate / np.sqrt(np.arange(1, steps + 1))) → "
                "np.sum(learning_rate / np.cumprod(np.sqrt(np.arange(1, steps + 1))))"
            ),
        },
        "Step t is η/√t long. The first is η, and after two steps it has come η + η/√2 far.",
    ),
)
