"""The exercises of notebook 07; t = 1 is the first update, as in `optlab.schedules`."""

import numpy as np

from optlab.exercises.exercise import Exercise
from optlab.exercises.mistakes.learning_rate import COSINE, READ_CURVES, SCALED_RATE, WARMUP
from optlab.exercises.rounds import over_cases


def warmup(t, learning_rate, steps):
    """Up a straight line, ηt/steps, and then η. (Goyal et al. 2017)"""
    return learning_rate * min(t / steps, 1)


def cosine(t, learning_rate, steps):
    """Down half a wave, from η at t = 1 to 0 at t = steps + 1. (Loshchilov & Hutter 2017, eq. 5)"""
    return learning_rate * (1 + np.cos(np.pi * (t - 1) / steps)) / 2


def scaled_rate(learning_rate, batch, new_batch, limit):
    """The rate grows with the batch, up to a limit. (Goyal et al. 2017)"""
    return min(learning_rate * new_batch / batch, limit)


def read_curves():
    """Which of four curves of a loss has too small a rate, too large a one, one that is kept, and one that falls."""
    return 3, 1, 4, 2


def _at(learning_rate, steps, *times):
    return ({"t": t, "learning_rate": learning_rate, "steps": steps} for t in times)


EXERCISES = (
    Exercise(
        warmup,
        ("the rate",),
        over_cases(*_at(0.1, 10, 1, 5, 10, 11), *_at(0.5, 4, 1, 3, 5, 20), *_at(0.3, 25, 1)),
        WARMUP,
        "At t = 1 the rate is η/steps, at t = steps it is η, and there it stays.",
    ),
    Exercise(
        cosine,
        ("the rate",),
        over_cases(*_at(0.1, 10, 1, 2, 6, 11), *_at(0.5, 4, 2, 4)),
        COSINE,
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
            {"learning_rate": 0.4, "batch": 16, "new_batch": 1024, "limit": 2.0},
        ),
        SCALED_RATE,
        "Twice the batch, twice the rate; and where that is more than the limit, the limit.",
    ),
    Exercise(
        read_curves,
        (
            "the curve of too small a rate",
            "the curve of too large a rate",
            "the curve of a rate that is kept",
            "the curve of a rate that falls",
        ),
        over_cases({}),
        READ_CURVES,
        "Look at the end of each curve: does it rise, is it level, or does it still go down?",
        hidden=True,
    ),
)
