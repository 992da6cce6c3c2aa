"""The exercises of notebook 02."""

import numpy as np

from optlab.exercises.exercise import Exercise
from optlab.exercises.mistakes.stochastic import DECAYED_RATE, FLOOR, MEAN_GRADIENT, SGD_EPOCH
from optlab.exercises.rounds import over_cases


def mean_gradient(x, y, weight, bias):
    """The gradient of the mean squared error of weight·x + bias, whose error has no ½ before it."""
    error = weight * x + bias - y
    return 2 * np.mean(error * x), 2 * np.mean(error)


def sgd_epoch(x, y, weight, bias, learning_rate, order):
    """One pass over the samples, a step after each of them. (Robbins & Monro 1951)"""
    for i in order:
        error = weight * x[i] + bias - y[i]
        weight = weight - learning_rate * 2 * error * x[i]
        bias = bias - learning_rate * 2 * error
    return weight, bias


def decayed_rate(t, learning_rate):
    """η/√t. (Zinkevich 2003, theorem 1)"""
    return learning_rate / np.sqrt(t)


def floor(learning_rate, curvature, sigma):
    """The mean loss at which stochastic gradient descent stops falling; see `optlab.theory.noise_floor`."""
    return learning_rate * sigma**2 / (2 * (2 - learning_rate * curvature))


EXERCISES = (
    Exercise(
        mean_gradient,
        ("d_weight", "d_bias"),
        over_cases(
            {"x": [1.0, 2.0, 4.0], "y": [2.0, 5.0, 7.0], "weight": 0.5, "bias": 1.0},
            {"x": [-1.0, 0.5, 2.0, 3.0], "y": [1.0, 0.0, -2.0, 1.5], "weight": 1.5, "bias": -0.7},
            {"x": [3.0], "y": [2.0], "weight": 2.0, "bias": 0.5},
        ),
        MEAN_GRADIENT,
        "The error is ŷ − y. The slope of error² is 2 · error, times what multiplies the parameter; then the mean.",
    ),
    Exercise(
        sgd_epoch,
        ("the weight", "the bias"),
        over_cases(
            {"x": [2.0], "y": [3.0], "weight": 0.5, "bias": 1.0, "learning_rate": 0.1, "order": [0]},
            {
                "x": [1.0, -2.0, 0.5],
                "y": [2.0, 1.0, -1.0],
                "weight": 0.5,
                "bias": 0.3,
                "learning_rate": 0.1,
                "order": [2, 0, 1],
            },
            {
                "x": [0.4, 1.2, -0.7, 2.0],
                "y": [1.0, 0.0, 2.0, -1.5],
                "weight": -1.0,
                "bias": 0.8,
                "learning_rate": 0.05,
                "order": [1, 3, 0, 2],
            },
        ),
        SGD_EPOCH,
        "For each i in order: the error of that sample with the weight and bias of this moment, then a step of both.",
    ),
    Exercise(
        decayed_rate,
        ("the rate",),
        over_cases(*({"t": t, "learning_rate": rate} for t, rate in ((4, 0.5), (2, 0.5), (100, 0.1), (1, 0.1)))),
        DECAYED_RATE,
        "At t = 1 the rate is η itself; at t = 4 it is half of that.",
    ),
    Exercise(
        floor,
        ("the loss",),
        over_cases(
            {"learning_rate": 0.1, "curvature": 1.0, "sigma": 1.0},
            {"learning_rate": 0.2, "curvature": 3.0, "sigma": 0.5},
            {"learning_rate": 0.05, "curvature": 10.0, "sigma": 2.0},
        ),
        FLOOR,
        "At the floor the variance stays: V = (1 − ηλ)²V + η²σ². Solve it for V; the mean loss is ½λV.",
    ),
)
