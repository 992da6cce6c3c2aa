"""The exercises of notebook 09."""

import numpy as np

from optlab.exercises.exercise import Exercise
from optlab.exercises.mistakes.fair_race import BEST_OF_K, FIND_MISTAKES, LOG_UNIFORM
from optlab.exercises.rounds import over_cases


def best_of_k(losses, k):
    """The expected lowest of k draws, each put back. (Dodge et al. 2019, eq. 8)"""
    worst_first = np.sort(losses)[::-1]
    n = len(losses)
    expected = 0
    for i in range(1, n + 1):
        chance = (i / n) ** k - ((i - 1) / n) ** k
        expected = expected + worst_first[i - 1] * chance
    return expected


def log_uniform(u, low, high):
    """From low at u = 0 to high at u = 1, each power of ten as likely as the next. (Bergstra & Bengio 2012)"""
    return low * (high / low) ** u


def find_mistakes():
    """Which of four reports has one rate for all, unequal budgets, a choice on the test set, and one seed."""
    return 2, 4, 1, 3


EXERCISES = (
    Exercise(
        best_of_k,
        ("the expected best",),
        over_cases(
            {"losses": [4.0, 1.0], "k": 1},
            {"losses": [4.0, 1.0], "k": 2},
            {"losses": [0.5, 0.9, 0.2, 0.4], "k": 3},
            {"losses": [0.3, 2.0, 0.7, 1.1, 0.1], "k": 4},
        ),
        BEST_OF_K,
        "Sort the losses, the worst first: the i-th of the n is the best of k with the chance (i/n)ᵏ − ((i − 1)/n)ᵏ.",
    ),
    Exercise(
        log_uniform,
        ("the rate",),
        over_cases(
            {"u": 0.25, "low": 1e-4, "high": 1.0},
            {"u": 0.7, "low": 1e-3, "high": 10.0},
            {"u": 0.0, "low": 0.02, "high": 5.0},
            {"u": 1.0, "low": 0.02, "high": 5.0},
            {"u": 0.5, "low": 0.02, "high": 5.0},
        ),
        LOG_UNIFORM,
        "u = 0 gives low, u = 1 gives high, and equal parts of u multiply the rate by equal factors.",
    ),
    Exercise(
        find_mistakes,
        (
            "the report with one rate for all",
            "the report with unequal budgets",
            "the report that chose on the test set",
            "the report with one seed",
        ),
        over_cases({}),
        FIND_MISTAKES,
        "Ask each report: which rates, how many trials for each, chosen by what, and how many seeds?",
        hidden=True,
    ),
)
