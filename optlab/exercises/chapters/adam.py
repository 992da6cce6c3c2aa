"""The exercises of notebook 06."""

import numpy as np

from optlab.exercises.chapters.surface import slope_at
from optlab.exercises.exercise import Exercise
from optlab.exercises.mistakes.adam import ADAM_STEP, ADAMW_STEP, AMSGRAD_CACHE
from optlab.exercises.rounds import over_steps

RESTING = {"x": [-2.0, 1.0], "m": [0.0, 0.0], "v": [0.0, 0.0]}
SETTINGS = {"learning_rate": 0.1, "beta1": 0.7, "beta2": 0.9, "epsilon": 0.03}
SQUARES = ((0.6, 0.35), (0.4, 2.0), (3.0, 1.5), (2.0, 0.1), (2.5, 2.5), (0.2, 0.3), (4.0, 0.2), (0.1, 5.0))


def adam_step(x, m, v, t, gradient, learning_rate, beta1, beta2, epsilon):
    """Adam with ε outside the root. (Kingma & Ba 2015, alg. 1)"""
    new_m = beta1 * m + (1 - beta1) * gradient
    new_v = beta2 * v + (1 - beta2) * gradient**2
    m_hat = new_m / (1 - beta1**t)
    v_hat = new_v / (1 - beta2**t)
    step = -learning_rate * m_hat / (np.sqrt(v_hat) + epsilon)
    return x + step, new_m, new_v


def adamw_step(x, m, v, t, gradient, learning_rate, beta1, beta2, epsilon, weight_decay):
    """AdamW, whose decay the rate multiplies. (Loshchilov & Hutter 2019, alg. 2)"""
    new_m = beta1 * m + (1 - beta1) * gradient
    new_v = beta2 * v + (1 - beta2) * gradient**2
    m_hat = new_m / (1 - beta1**t)
    v_hat = new_v / (1 - beta2**t)
    step = -learning_rate * m_hat / (np.sqrt(v_hat) + epsilon)
    decay = learning_rate * weight_decay * x
    return x + step - decay, new_m, new_v


def amsgrad_cache(largest, v):
    """The largest v so far, coordinate by coordinate. (Reddi, Kale & Kumar 2018, alg. 2)"""
    return np.maximum(largest, v)


EXERCISES = (
    Exercise(
        adam_step,
        ("the position", "m", "v"),
        over_steps(RESTING, slope_at, **SETTINGS),
        ADAM_STEP,
        "Two averages, each divided by 1 − βᵗ with its own β, and t = 1 in the first step; then −η m̂ / (√v̂ + ε).",
    ),
    Exercise(
        adamw_step,
        ("the position", "m", "v"),
        over_steps(RESTING, slope_at, **SETTINGS, weight_decay=0.2),
        ADAMW_STEP,
        "Do Adam's step with the gradient as it is. The decay stands beside it: −ηλx, with the old x.",
    ),
    Exercise(
        amsgrad_cache,
        ("the largest v",),
        over_steps({"largest": [0.7, 0.3]}, lambda t, state: {"v": np.array(SQUARES[t - 1])}),
        AMSGRAD_CACHE,
        "For each coordinate by itself: the larger of what was kept and of the new v.",
    ),
)
