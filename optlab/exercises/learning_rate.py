"""The exercises of notebook 07; t = 1 is the first update, as in `optlab.schedules`."""

import numpy as np

from optlab.exercises.exercise import Exercise, over_cases


def warmup(t, learning_rate, steps):
    """Up a straight line, ηt/steps, and then η. (Goyal et al. 2017)"""
    return learning_rate * min(t / steps, 1)


def cosine(t, learning_rate, steps):
    """Down half a wave, from η at t = 1 to 0 at t = steps + 1. (Loshchilov & Hutter 2017, eq. 5)"""
    return learning_rate * (1 + np.cos(np.pi * (t - 1) / steps)) / 2


def scaled_rate(learning_rate, batch, new_batch, limit):
    """The rate grows with the batch, up to a limit. (Goyal et al. 2017)"""
    return min(learning_rate * new_batch / batch, limit)


def _at(learning_rate, steps, *times):
    return ({"t": t, "learning_rate": learning_rate, "steps": steps} for t in times)


EXERCISES = (
    Exercise(
        warmup,
        ("the rate",),
        over_cases(*_at(0.1, 10, 1, 5, 10, 11), *_at(0.5, 4, 3, 5, 20)),
        {
            "it never ends: the rate keeps rising after t = steps": "min(t / steps, 1) → t / steps",
            "it starts at 0: (t − 1)/steps": "t / steps → (t - 1) / steps",
            "it is one step ahead: (t + 1)/steps": "t / steps → (t + 1) / steps",
            "it takes one step too many: t/(steps + 1)": "t / steps → t / (steps + 1)",
            "it takes one step too few: t/(steps − 1)": "t / steps → t / (steps - 1)",
            "there is no warmup: the rate is η from the start": "min(t / steps, 1) → 1",
            "the rate falls to 0 after the warmup": "min(t / steps, 1) → (t / steps if t <= steps else 0)",
            "it goes down, not up: 1 − t/steps": "min(t / steps, 1) → max(1 - t / steps, 0)",
            "the learning rate is missing": "learning_rate * →",
            "the larger one is taken: max, not min": "min(t → max(t",
            "the rate is held at 1, not at η": "learning_rate * min(t / steps, 1) → min(learning_rate * t / steps, 1)",
            "it is divided by t and not by steps": "t / steps → steps / t",
            "it is not divided by the steps": "min(t / steps, 1) → (t if t <= steps else 1)",
            "the line is squared": "min(t / steps, 1) → min(t / steps, 1) ** 2",
            "the root of the line is taken": "min(t / steps, 1) → np.sqrt(min(t / steps, 1))",
            "the rate is small all the way and jumps to η at the end": (
                "min(t / steps, 1) → (1 / steps if t < steps else 1)"
            ),
            "whole numbers are divided: //": "t / steps → t // steps",
        },
        "At t = 1 the rate is η/steps, at t = steps it is η, and there it stays.",
    ),
    Exercise(
        cosine,
        ("the rate",),
        over_cases(*_at(0.1, 10, 1, 2, 6, 11), *_at(0.5, 4, 2, 4)),
        {
            "t stands where t − 1 belongs: the first update has lost a part already": "(t - 1) → t",
            "t + 1 stands where t − 1 belongs": "(t - 1) → (t + 1)",
            "it ends one step too early: t − 1 is divided by steps − 1": "/ steps → / (steps - 1)",
            "it ends one step too late: t − 1 is divided by steps + 1": "/ steps → / (steps + 1)",
            "π is missing": "np.pi * →",
            "the wave is twice as long: 2π takes it down and up again": "np.pi → 2 * np.pi",
            "the wave is half as long: π/2 takes it half-way": "np.pi → np.pi / 2",
            "it is a quarter of a wave: cos(π(t − 1)/(2·steps))": (
                "(1 + np.cos(np.pi * (t - 1) / steps)) / 2 → np.cos(np.pi * (t - 1) / steps / 2)"
            ),
            "the angle is in degrees: 180 stands for π": "np.pi → 180",
            "the ½ is missing": ") / 2 → )",
            "the 1 is missing": "(1 + np.cos → (np.cos",
            "the 1 and the ½ are missing": (
                "(1 + np.cos(np.pi * (t - 1) / steps)) / 2 → np.cos(np.pi * (t - 1) / steps)"
            ),
            "the sign is wrong: 1 − cos goes up": "1 + → 1 -",
            "the parentheses are missing: η + cos(…)/2": (
                "learning_rate * (1 + np.cos(np.pi * (t - 1) / steps)) / 2 → "
                "learning_rate + np.cos(np.pi * (t - 1) / steps) / 2"
            ),
            "only the cosine is halved: η(1 + cos(…)/2)": (
                "(1 + np.cos(np.pi * (t - 1) / steps)) / 2 → (1 + np.cos(np.pi * (t - 1) / steps) / 2)"
            ),
            "it is a sine": "np.cos → np.sin",
            "the learning rate is missing": "learning_rate * →",
            "it is a straight line": "(1 + np.cos(np.pi * (t - 1) / steps)) / 2 → (1 - (t - 1) / steps)",
            "t is multiplied by the steps": "/ steps → * steps",
        },
        "Before update t there have been t − 1. So t = 1 has η itself, half-way it is η/2, and t = steps + 1 has 0.",
    ),
    Exercise(
        scaled_rate,
        ("the rate",),
        over_cases(
            {"learning_rate": 0.1, "batch": 32, "new_batch": 64, "limit": 1.0},
            {"learning_rate": 0.1, "batch": 32, "new_batch": 1024, "limit": 1.5},
            {"learning_rate": 0.4, "batch": 256, "new_batch": 64, "limit": 0.2},
            {"learning_rate": 0.4, "batch": 16, "new_batch": 48, "limit": 100.0},
        ),
        {
            "the limit is ignored": "min(learning_rate * new_batch / batch, limit) → learning_rate * new_batch / batch",
            "the larger of the two is taken: max, not min": "min( → max(",
            "the fraction is upside down": "new_batch / batch → batch / new_batch",
            "the root of the fraction is taken": (
                "learning_rate * new_batch / batch → learning_rate * np.sqrt(new_batch / batch)"
            ),
            "the fraction is squared": "learning_rate * new_batch / batch → learning_rate * (new_batch / batch) ** 2",
            "the old batch is left out": "* new_batch / batch → * new_batch",
            "the new batch is left out": "* new_batch / batch → / batch",
            "the rate is not scaled": "learning_rate * new_batch / batch → learning_rate",
            "the limit is returned, whatever the batches are": "min(learning_rate * new_batch / batch, limit) → limit",
            "the limit is put on the fraction, not on the rate": (
                "min(learning_rate * new_batch / batch, limit) → learning_rate * min(new_batch / batch, limit)"
            ),
            "the limit is put on the old rate": (
                "min(learning_rate * new_batch / batch, limit) → min(learning_rate, limit) * new_batch / batch"
            ),
            "the rate grows by the difference of the batches": (
                "learning_rate * new_batch / batch → learning_rate * (1 + new_batch - batch)"
            ),
            "the rate grows by the fraction and one more": "new_batch / batch → (1 + new_batch / batch)",
            "the learning rate is missing": "learning_rate * →",
            "the old rate is kept where the new one would be too large": (
                "min(learning_rate * new_batch / batch, limit) → "
                "learning_rate * (new_batch / batch if learning_rate * new_batch / batch <= limit else 1)"
            ),
            "whole numbers are divided: //": "learning_rate * new_batch / batch → learning_rate * (new_batch // batch)",
            "there is no rate where it would be too large": (
                "min(learning_rate * new_batch / batch, limit) → "
                "(learning_rate * new_batch / batch if learning_rate * new_batch / batch <= limit else 0)"
            ),
        },
        "Twice the batch, twice the rate; and where that is more than the limit, the limit.",
    ),
)
