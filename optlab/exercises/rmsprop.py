"""The exercises of notebook 05."""

import numpy as np

from optlab.exercises.adagrad import DIVIDED
from optlab.exercises.exercise import Exercise, over_cases, over_steps
from optlab.exercises.surface import slope_at


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
        DIVIDED
        | {
            "(1 − ρ) is missing": "(1 - decay_rate) * gradient → gradient",
            "ρ and (1 − ρ) are swapped": (
                "decay_rate * cache + (1 - decay_rate) → (1 - decay_rate) * cache + decay_rate"
            ),
            "ρ is missing: the old cache does not fade": "= decay_rate * cache → = cache",
            "nothing fades: the cache adds up, as in AdaGrad": "decay_rate * cache + (1 - decay_rate) * → cache +",
            "the square has ρ before it, as the old cache has, not (1 − ρ)": "(1 - decay_rate) → decay_rate",
            "both parts have (1 − ρ)": "= decay_rate * cache → = (1 - decay_rate) * cache",
            "the old cache is left out": "decay_rate * cache + →",
            "the sign is wrong: (1 + ρ)": "(1 - decay_rate) → (1 + decay_rate)",
            "(1 − ρ) is squared with the gradient": (
                "(1 - decay_rate) * gradient**2 → ((1 - decay_rate) * gradient) ** 2"
            ),
        },
        "The new cache is ρ parts of the old one and 1 − ρ parts of the new square: 1 part in all.",
    ),
    Exercise(
        cache_after,
        ("the cache",),
        over_cases(
            {"steps": 1, "gradient": 3.0, "decay_rate": 0.9},
            {"steps": 2, "gradient": -2.0, "decay_rate": 0.9},
            {"steps": 10, "gradient": 0.5, "decay_rate": 0.8},
        ),
        {
            "the gradient is not squared": "gradient**2 → gradient",
            "the gradient's size is taken, not its square": "gradient**2 → np.abs(gradient)",
            "the gradient is missing": "* gradient**2 →",
            "it is what is missing from g², not what is there: ρⁿg²": "(1 - decay_rate**steps) → decay_rate**steps",
            "one step is missing: ρⁿ⁻¹": "**steps → ** (steps - 1)",
            "there is one step too many: ρⁿ⁺¹": "**steps → ** (steps + 1)",
            "ρ is multiplied by the steps, not raised to their power": "decay_rate**steps → decay_rate * steps",
            "only one step is taken: (1 − ρ)g²": "decay_rate**steps → decay_rate",
            "the power is taken of (1 − ρ): (1 − ρ)ⁿ": "(1 - decay_rate**steps) → (1 - decay_rate) ** steps",
            "one minus the power is taken of (1 − ρ): 1 − (1 − ρ)ⁿ": "decay_rate**steps → (1 - decay_rate) ** steps",
            "nothing fades: n(1 − ρ)g²": "(1 - decay_rate**steps) → steps * (1 - decay_rate)",
            "nothing fades and (1 − ρ) is missing: ng², as in AdaGrad": "(1 - decay_rate**steps) → steps",
            "(1 − ρ) is missing from every step": (
                "(1 - decay_rate**steps) → (1 - decay_rate**steps) / (1 - decay_rate)"
            ),
            "(1 − ρ) is applied once more": "(1 - decay_rate**steps) → (1 - decay_rate) * (1 - decay_rate**steps)",
            "it is the last step's part alone: (1 − ρ)ρⁿ⁻¹g²": (
                "(1 - decay_rate**steps) → (1 - decay_rate) * decay_rate ** (steps - 1)"
            ),
            "it is where the cache ends after many steps: g²": "(1 - decay_rate**steps) → 1",
            "the root of the cache is returned": (
                "(1 - decay_rate**steps) * gradient**2 → np.sqrt(1 - decay_rate**steps) * np.abs(gradient)"
            ),
            "the sign is wrong: (1 + ρⁿ)": "1 - → 1 +",
            "it is divided by 1 − ρⁿ, as a correction would": (
                "(1 - decay_rate**steps) * gradient**2 → gradient**2 / (1 - decay_rate**steps)"
            ),
        },
        "After one step it is (1 − ρ)g². How far is it from g² then, and what does a step multiply that by?",
    ),
    Exercise(
        resting_place,
        ("the distance",),
        over_cases({"learning_rate": 0.01}, {"learning_rate": 0.1}, {"learning_rate": 0.5}),
        {
            "it is the whole step, from one side to the other": "/ 2 →",
            "it is halved twice": "/ 2 → / 4",
            "it is doubled": "/ 2 → * 2",
            "it is taken to settle on the minimum": "learning_rate / 2 → 0.0",
            "it is the loss there, not the distance": "learning_rate / 2 → learning_rate**2 / 8",
            "it is taken to be η²/2": "learning_rate / 2 → learning_rate**2 / 2",
            "it is taken to be η²": "learning_rate / 2 → learning_rate**2",
            "it is taken to be √η": "learning_rate / 2 → np.sqrt(learning_rate)",
            "the sign is wrong: a distance is not negative": "learning_rate / 2 → -learning_rate / 2",
        },
        "In the end every step is η long, and it goes from x to −x. What is x then?",
    ),
)
